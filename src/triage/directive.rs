//! What a comment says about findings.
//!
//! In: the text of a comment. Out: [`Directive`], in any of the forms that Go programmers know:
//!
//! * `//gomapcheck:ignore GMC001,GMC002 reason`, in configuration files behind what begins a comment there: `# gomapcheck:ignore GMC001 reason`
//! * `//nolint:gomapcheck // reason`, also with other linters in the list
//! * `//lint:ignore gomapcheck/GMC001 reason`

use crate::rules::select;
use std::collections::BTreeSet;

/// A request to leave findings out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Directive {
    /// The rules that it names.
    pub rules: BTreeSet<&'static str>,
    /// Why nothing or not everything that it names is a rule.
    pub wrong: Option<String>,
    /// Why the finding is no defect; empty if nothing is said.
    pub reason: String,
}

/// May the text hold a directive? Cheap.
pub fn marked(text: &str) -> bool {
    text.contains("gomapcheck")
}

/// Reads a comment; none if it says nothing to us.
pub(super) fn read(comment: &str) -> Option<Directive> {
    let text = without_mark(comment);
    if let Some(rest) = text.strip_prefix("gomapcheck:ignore") {
        return (rest.is_empty() || rest.starts_with(char::is_whitespace))
            .then(|| own(rest.trim()));
    }
    if let Some(rest) = text.strip_prefix("nolint:") {
        return nolint(rest);
    }
    lint_ignore(text.strip_prefix("lint:ignore ")?)
}

/// The words of a comment.
fn without_mark(comment: &str) -> &str {
    let rem = comment
        .get(..3)
        .is_some_and(|it| it.eq_ignore_ascii_case("rem"));
    let text = if rem { &comment[3..] } else { comment };
    text.trim_start_matches(['/', '#', ';', ':']).trim()
}

/// `GMC001,GMC002 reason`.
fn own(rest: &str) -> Directive {
    let (names, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    if names.is_empty() {
        return Directive {
            rules: BTreeSet::new(),
            wrong: Some("no rule is named; `all` would be all of them".to_owned()),
            reason: String::new(),
        };
    }
    directive(names.split(','), reason)
}

/// `errcheck,gomapcheck // reason`: all rules.
fn nolint(rest: &str) -> Option<Directive> {
    let end = rest
        .find(|it: char| it.is_whitespace() || it == '/')
        .unwrap_or(rest.len());
    let (linters, reason) = rest.split_at(end);
    let ours = linters.split(',').any(|it| it.trim() == "gomapcheck");
    ours.then(|| directive(["all"], reason))
}

/// `gomapcheck/GMC001,SA1000 reason`.
fn lint_ignore(rest: &str) -> Option<Directive> {
    let rest = rest.trim_start();
    let (checks, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let ours: Vec<&str> = checks
        .split(',')
        .filter_map(|it| match it {
            "gomapcheck" | "gomapcheck/*" => Some("all"),
            _ => it.strip_prefix("gomapcheck/"),
        })
        .collect();
    (!ours.is_empty()).then(|| directive(ours, reason))
}

fn directive<'a>(names: impl IntoIterator<Item = &'a str>, reason: &str) -> Directive {
    let mut rules = BTreeSet::new();
    let mut wrong = None;
    for name in names.into_iter().filter(|it| !it.is_empty()) {
        match select::matching(name) {
            Ok(found) => rules.extend(found.into_iter().map(|it| it.id.as_str())),
            Err(message) => wrong = wrong.or(Some(message)),
        }
    }
    let reason = reason
        .trim()
        .trim_start_matches(['/', '-', ':', '#'])
        .trim();
    Directive {
        rules,
        wrong,
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(comment: &str) -> Option<(Vec<&'static str>, String)> {
        read(comment).map(|it| (it.rules.into_iter().take(2).collect(), it.reason))
    }

    #[test]
    fn all_forms() {
        let one = |reason: &str| Some((vec!["GMC001"], reason.to_owned()));
        assert_eq!(
            said("//gomapcheck:ignore GMC001 set up before main"),
            one("set up before main")
        );
        assert_eq!(said("# gomapcheck:ignore GMC001 -- ours"), one("ours"));
        assert_eq!(said("; gomapcheck:ignore GMC001 ours"), one("ours"));
        assert_eq!(said("REM gomapcheck:ignore GMC001 ours"), one("ours"));
        assert_eq!(said(":: gomapcheck:ignore GMC001 ours"), one("ours"));
        assert_eq!(said("//gomapcheck:ignore concurrent-map-write"), one(""));
        assert_eq!(
            said("//lint:ignore gomapcheck/GMC001,SA1000 why not"),
            one("why not")
        );
        let all = Some((vec!["GMC001", "GMC002"], "old".to_owned()));
        assert_eq!(said("//nolint:gomapcheck // old"), all);
        assert_eq!(said("//nolint:errcheck,gomapcheck //old"), all);
        assert_eq!(said("//gomapcheck:ignore GMC001,GMC002 old"), all);
    }

    #[test]
    fn what_is_for_others_is_left_alone() {
        for comment in [
            "//nolint",
            "//nolint:errcheck // gomapcheck",
            "//lint:ignore SA1000 gomapcheck",
            "// gomapcheck is fine",
            "//gomapcheck:ignored x",
            "// see gomapcheck:ignore",
        ] {
            assert_eq!(said(comment), None, "{comment}");
        }
    }

    #[test]
    fn what_is_no_rule_is_told() {
        let wrong = |comment: &str| read(comment).and_then(|it| it.wrong).unwrap_or_default();
        assert!(wrong("//gomapcheck:ignore").contains("no rule is named"));
        assert!(wrong("//gomapcheck:ignore GMC0001 x").contains("did you mean"));
        assert!(wrong("//gomapcheck:ignore because").contains("`because` is no rule"));
        assert_eq!(wrong("//gomapcheck:ignore GMC001 x"), "");
    }
}
