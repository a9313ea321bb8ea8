//! GMC301 and GMC304: GOSUMDB that switches the checksum database off, or stops the go command.

use super::lists::{beside, is_dynamic, settings};
use crate::checks::Sink;
use crate::facts::{Doc, Facts, Setting};
use crate::rules::Severity;

/// Databases whose keys Go knows; the second one is an alias that stands alone.
const KNOWN: &[&str] = &["sum.golang.org", "sum.golang.google.cn"];

pub(super) fn switched_off(facts: &Facts, sink: &mut Sink) {
    for (doc, setting) in settings(facts, &sink.rule().on, &["GOSUMDB"]) {
        if setting.value != "off" {
            continue;
        }
        let severity = if is_offline(doc, setting) {
            Severity::Note
        } else {
            sink.rule().severity
        };
        let message = "`GOSUMDB=off` switches the checksum database off for all modules";
        let _ = sink
            .report(doc, setting.value_loc().span, message)
            .within(&setting.label)
            .severity(severity);
    }
}

/// Is nothing loaded from anywhere beside it: `GOPROXY=off`, `GOPROXY=file:///cache`, `GOFLAGS=-mod=vendor`?
fn is_offline(doc: &Doc, setting: &Setting) -> bool {
    beside(doc, setting, &["GOPROXY", "GOFLAGS"]).any(|it| match it.name.as_str() {
        "GOPROXY" => {
            it.value == "off"
                || it
                    .value
                    .split([',', '|'])
                    .all(|it| it.trim().starts_with("file://") || it.trim() == "off")
        }
        _ => it.value.contains("-mod=vendor"),
    })
}

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for (doc, setting) in settings(facts, &sink.rule().on, &["GOSUMDB"]) {
        if is_dynamic(&setting.value) {
            continue;
        }
        let Some((what, help)) = flaw(&setting.value) else {
            continue;
        };
        let message = format!("the go command stops: \"invalid GOSUMDB: {what}\"");
        let mut report = sink
            .report(doc, setting.value_loc().span, message)
            .within(&setting.label);
        if let Some(help) = help {
            report = report.help(help);
        }
        let _ = report;
    }
}

/// What Go says about a value, and what to do.
fn flaw(value: &str) -> Option<(&'static str, Option<String>)> {
    let fields: Vec<&str> = value.split_whitespace().collect();
    let key = *fields.first()?;
    // An empty value is the default; blanks around `off` are not taken off, and then it is no key either.
    if value == "off" || KNOWN.contains(&value) {
        return None;
    }
    if fields.len() > 2 {
        return Some((
            "too many fields",
            Some("write a name or key and at most one URL".to_owned()),
        ));
    }
    if key == KNOWN[0] || is_key(key) {
        return None;
    }
    let bare = key
        .split_once("://")
        .map_or(key, |(_, it)| it)
        .trim_end_matches('/');
    let bare = bare.split([',', '|']).next().unwrap_or(bare);
    let help = if KNOWN.contains(&bare) {
        Some(format!("write `{bare}`"))
    } else if bare.contains('.') && !bare.contains('+') {
        Some(format!(
            "`{bare}` is no checksum database that Go knows: delete the setting, or write `sum.golang.org https://{bare}` if it mirrors that one"
        ))
    } else {
        None
    };
    Some(("malformed verifier id", help))
}

/// `name+hash+key`: eight hexadecimal digits and base64.
fn is_key(text: &str) -> bool {
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(hash), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let base64 = |it: char| it.is_ascii_alphanumeric() || matches!(it, '+' | '/' | '=');
    !name.is_empty()
        && hash.len() == 8
        && hash.chars().all(|it| it.is_ascii_hexdigit())
        && key.len() > 8
        && key.chars().all(base64)
}

#[cfg(test)]
mod tests {
    use super::flaw;

    #[test]
    fn values() {
        for good in [
            "",
            "off",
            "sum.golang.org",
            "sum.golang.google.cn",
            "sum.golang.org https://goproxy.cn/sumdb/sum.golang.org",
            "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        ] {
            assert!(flaw(good).is_none(), "{good}");
        }
        for bad in [
            "goproxy.cn",
            "https://sum.golang.org",
            "sum.golang.org,direct",
            "sum.golang.google.cn https://sum.golang.google.cn",
            "sum.golang.org https://a.example https://b.example",
            "on",
            "sum.golang.org+xyz",
        ] {
            assert!(flaw(bad).is_some(), "{bad}");
        }
    }
}
