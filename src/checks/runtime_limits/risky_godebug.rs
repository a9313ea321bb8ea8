//! GMC609: keys of GODEBUG that bring an old weakness back.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::versions::{NEWEST_MINOR, Version};
use crate::facts::{Doc, Facts, Origin};
use crate::rules::Severity;
use crate::support::Span;

/// Key, value, what comes back.
const KEYS: &[(&str, &str, &str)] = &[
    ("tlsrsakex", "1", "key exchange without forward secrecy"),
    ("tls3des", "1", "3DES"),
    ("tls10server", "1", "TLS 1.0 and 1.1 on the server"),
    (
        "tlsunsafeekm",
        "1",
        "keying material that two connections may share",
    ),
    ("tlssha1", "1", "SHA-1 signatures in TLS"),
    (
        "tlsmlkem",
        "0",
        "key exchange that a quantum computer breaks later",
    ),
    ("x509sha1", "1", "certificates signed with SHA-1"),
    (
        "x509negativeserial",
        "1",
        "certificates with negative serial numbers",
    ),
    ("x509rsacrt", "0", "RSA keys that are not checked"),
    ("rsa1024min", "0", "RSA keys of less than 1024 bits"),
    (
        "tarinsecurepath",
        "1",
        "archives that write outside their directory",
    ),
    (
        "zipinsecurepath",
        "1",
        "archives that write outside their directory",
    ),
    ("execerrdot", "0", "programs found in the current directory"),
    ("panicnil", "1", "panics that recover does not see"),
    ("asyncpreemptoff", "1", "loops that stop the whole program"),
];

/// Releases that `default=` may lie behind.
const BEHIND: u16 = 2;

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .docs
        .iter()
        .filter(|it| it.mentions("GODEBUG") || it.mentions("godebug"))
    {
        for setting in doc
            .settings()
            .iter()
            .filter(|it| it.name == "GODEBUG" && !it.dynamic)
        {
            let tested = setting.origin == Origin::Ci;
            if !setting.origin.is_run_time() && !tested {
                continue;
            }
            for part in setting.value.split(',') {
                judge(doc, setting.value_loc().span, part.trim(), tested, sink);
            }
        }
        if matches!(doc.kind(), DocKind::GoMod | DocKind::GoWork) {
            for directive in doc.directives().iter().filter(|it| it.verb == "godebug") {
                judge(
                    doc,
                    directive.span,
                    directive.arg(0).unwrap_or(""),
                    false,
                    sink,
                );
            }
        }
    }
    for (index, file) in facts
        .workspace
        .files
        .iter()
        .enumerate()
        .filter(|(_, it)| it.text.contains("//go:debug "))
    {
        let mut at = 0;
        for line in file.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            // Directives stand before the package clause.
            if line.starts_with("package ") {
                break;
            }
            let Some(part) = line.strip_prefix("//go:debug ").map(str::trim) else {
                continue;
            };
            if let Some((message, severity)) = verdict(part, file.is_test) {
                let span = Span::new(start, start + line.trim_end().len());
                let _ = sink.report_go(index, span, message).severity(severity);
            }
        }
    }
}

fn judge(doc: &Doc, span: Span, part: &str, tested: bool, sink: &mut Sink) {
    if let Some((message, severity)) = verdict(part, tested) {
        let _ = sink.report(doc, span, message).severity(severity);
    }
}

/// What `key=value` brings back.
fn verdict(part: &str, tested: bool) -> Option<(String, Severity)> {
    let (key, value) = part.split_once('=')?;
    if key == "default" {
        let version = Version::parse(value)?;
        let old = version.minor + BEHIND < NEWEST_MINOR;
        return old.then(|| {
            (
                format!("all settings are those of Go {version}"),
                Severity::Note,
            )
        });
    }
    let (_, _, what) = KEYS
        .iter()
        .find(|(own, bad, _)| *own == key && *bad == value)?;
    let severity = if tested {
        Severity::Note
    } else {
        Severity::Warning
    };
    Some((format!("`{key}={value}` brings back {what}"), severity))
}
