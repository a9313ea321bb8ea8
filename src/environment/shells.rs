//! What start files of shells set, as far as it is known without running them.
//!
//! In: a document, variables of the machine. Out: [`Told`]. Must not know which value wins.

use crate::discover::DocKind;
use crate::facts::docker::substitute;
use crate::facts::{Doc, Origin, Setting};
use std::collections::BTreeMap;

/// A setting of a start file.
#[derive(Debug, Clone)]
pub(super) struct Told<'a> {
    pub setting: &'a Setting,
    /// Its value; none where only a run can tell it.
    pub value: Option<String>,
}

/// Replaces `~`, `$X` and `${X:-y}`; none where something stays unknown.
pub(super) fn expanded<'v>(text: &str, lookup: &dyn Fn(&str) -> Option<&'v str>) -> Option<String> {
    let home = || lookup("HOME").or_else(|| lookup("USERPROFILE"));
    let whole = match text.strip_prefix('~') {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("{}{rest}", home()?),
        _ => text.to_owned(),
    };
    let out = substitute(&whole, &|name| lookup(name).map(str::to_owned));
    (!out.contains(['$', '`', crate::document::cut::HOLE])).then_some(out)
}

/// Exports of a document in its order, with what is known before each.
pub(super) fn told<'a>(doc: &'a Doc, machine: &BTreeMap<String, String>) -> Vec<Told<'a>> {
    let mut known: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut found = Vec::new();
    let mut settings: Vec<&Setting> = doc.settings().iter().collect();
    settings.sort_by_key(|it| it.span.start);
    for setting in settings {
        if matches!(
            setting.origin,
            Origin::Prefix | Origin::GithubEnv | Origin::GoEnvW | Origin::DockerFlag
        ) {
            continue;
        }
        let lookup = |name: &str| match known.get(name) {
            Some(own) => own.as_deref(),
            None => machine.get(name).map(String::as_str),
        };
        let value = match doc.kind() {
            // No shell reads these.
            DocKind::EnvFile => Some(setting.value.clone()),
            DocKind::Powershell => expanded(&setting.value.replace("$env:", "$"), &lookup),
            _ => expanded(&setting.value, &lookup),
        };
        if setting.origin.exported() {
            found.push(Told {
                setting,
                value: value.clone(),
            });
        }
        known.insert(&setting.name, value);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::expanded;

    #[test]
    fn what_is_known_is_replaced() {
        let lookup = |name: &str| match name {
            "HOME" => Some("/h"),
            "A" => Some("a"),
            _ => None,
        };
        let of = |text: &str| expanded(text, &lookup);
        assert_eq!(of("~/go").as_deref(), Some("/h/go"));
        assert_eq!(of("$HOME/${A}/${B:-b}").as_deref(), Some("/h/a/b"));
        assert_eq!(of("$(go env GOPATH)/bin"), None);
        assert_eq!(of("$B/x"), None);
        assert_eq!(of("a~b").as_deref(), Some("a~b"));
    }
}
