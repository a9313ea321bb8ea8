//! Checks: finds what the rules about configuration, build, container and CI files describe.
//!
//! In: [`Facts`] and the rules that run. Out: [`Finding`]s. A rule is declared in its TOML file (`match`, see [`declared`]) or names a
//! [`Matcher`] of this folder. Must not know output formats.

mod build_release;
mod ci;
mod container;
pub mod declared;
mod exposure;
mod myths;
mod observability;
mod runtime_limits;
mod supply_chain;
mod toolchain_env;

pub use runtime_limits::containers;

use crate::facts::{Doc, Facts};
use crate::finding::{Confidence, Edit, Evidence, Finding, Fix};
use crate::rules::{RuleSpec, Selection, Severity, catalog};
use crate::support::{Loc, Span};
use rayon::prelude::*;

/// Finds what one rule describes and reports it.
pub type Matcher = fn(&Facts, &mut Sink);

/// Matchers by the name that rule files use, a table for each family.
const MATCHERS: &[&[(&str, Matcher)]] = &[
    toolchain_env::MATCHERS,
    supply_chain::MATCHERS,
    build_release::MATCHERS,
    container::MATCHERS,
    runtime_limits::MATCHERS,
    exposure::MATCHERS,
    observability::MATCHERS,
    ci::MATCHERS,
    myths::MATCHERS,
];

/// The matcher of this name.
pub fn matcher(name: &str) -> Option<Matcher> {
    let mut all = MATCHERS.iter().copied().flatten();
    all.find(|(it, _)| *it == name).map(|(_, matcher)| *matcher)
}

/// Does this rule run here, rather than in an analysis of Go code?
pub fn is_check(rule: &RuleSpec) -> bool {
    !rule.matches.is_empty()
        || rule
            .matcher
            .as_deref()
            .is_some_and(|it| matcher(it).is_some())
}

/// Runs the selected rules. The order of the findings is of no meaning.
pub fn run(facts: &Facts, selection: &Selection) -> Vec<Finding> {
    let rules: Vec<&RuleSpec> = catalog()
        .iter()
        .filter(|it| selection.has(&it.id) && is_check(it))
        .collect();
    // Parsing first: two rules that ask for the same document at the same time would wait for each other.
    facts.docs.par_iter().for_each(|doc| {
        doc.settings();
    });
    rules
        .par_iter()
        .flat_map_iter(|rule| {
            let mut sink = Sink {
                rule,
                facts,
                findings: Vec::new(),
            };
            declared::run(facts, &mut sink);
            if let Some(matcher) = rule.matcher.as_deref().and_then(matcher) {
                matcher(facts, &mut sink);
            }
            sink.findings
        })
        .collect()
}

/// Takes the findings of one rule.
pub struct Sink<'a, 'f> {
    rule: &'a RuleSpec,
    facts: &'a Facts<'f>,
    findings: Vec<Finding>,
}

impl<'a> Sink<'a, '_> {
    /// The rule that runs.
    pub fn rule(&self) -> &'a RuleSpec {
        self.rule
    }

    /// Reports a place in a document. `message`: one sentence without full stop, names and values in backquotes. What the file, the
    /// rule and the path say is filled in; the builder changes the rest.
    pub fn report(&mut self, doc: &Doc, span: Span, message: impl Into<String>) -> Report<'_> {
        self.at(doc.loc(span), doc.display(), doc.text(), message)
    }

    /// Reports a place in a Go file, given by its index in the workspace.
    pub fn report_go(&mut self, file: usize, span: Span, message: impl Into<String>) -> Report<'_> {
        let facts = self.facts;
        let loc = Loc {
            file: crate::support::FileId(file as u32),
            span,
        };
        match facts.workspace.files.get(file) {
            Some(source) => self.at(loc, &source.display, &source.text, message),
            None => self.at(loc, "", "", message),
        }
    }

    fn at(&mut self, loc: Loc, path: &str, text: &str, message: impl Into<String>) -> Report<'_> {
        let lowered = is_minor(path);
        let subject = loc.span.text(text);
        let subject = subject.lines().next().unwrap_or("").trim();
        self.findings.push(Finding {
            rule: self.rule.id.clone(),
            severity: lower(self.rule.severity, lowered),
            confidence: Confidence::High,
            message: message.into(),
            primary: loc,
            function: String::new(),
            subject: subject.chars().take(80).collect(),
            map: String::new(),
            goroutines: Vec::new(),
            evidence: Vec::new(),
            help: first_sentence(&self.rule.fix),
            fix: None,
            fingerprint: String::new(),
        });
        let last = self.findings.len() - 1;
        Report {
            finding: &mut self.findings[last],
            lowered,
        }
    }
}

/// A finding that has been reported; what differs from the usual can be said here.
pub struct Report<'a> {
    finding: &'a mut Finding,
    lowered: bool,
}

impl Report<'_> {
    /// Another severity than the rule's; still one step lower under test and example folders.
    pub fn severity(self, severity: Severity) -> Self {
        self.finding.severity = lower(severity, self.lowered);
        self
    }

    /// Where it stands, for people: "job `test`, step `Run`". Part of the fingerprint.
    pub fn within(self, label: &str) -> Self {
        self.finding.function = label.to_owned();
        self
    }

    /// What to do, instead of the first sentence of the rule's `fix`.
    pub fn help(self, text: impl Into<String>) -> Self {
        self.finding.help = text.into();
        self
    }

    /// A fact that supports the finding, with the places that show it.
    pub fn evidence(self, text: impl Into<String>, places: Vec<Loc>) -> Self {
        self.finding.evidence.push(Evidence {
            text: text.into(),
            places,
        });
        self
    }

    /// How sure it is: high unless said otherwise; low is shown with `--pedantic` only.
    pub fn confidence(self, confidence: Confidence) -> Self {
        self.finding.confidence = confidence;
        self
    }

    /// An edit that mends it and cannot change anything that works. Several edits are made together; what they do is told by the help.
    pub fn edit(self, loc: Loc, text: impl Into<String>) -> Self {
        let title = self.finding.help.clone();
        let fix = self.finding.fix.get_or_insert_with(|| Fix {
            title,
            edits: Vec::new(),
        });
        fix.edits.push(Edit {
            loc,
            text: text.into(),
        });
        self
    }
}

pub use crate::support::path::is_minor;

fn lower(severity: Severity, lowered: bool) -> Severity {
    match severity {
        Severity::Error if lowered => Severity::Warning,
        Severity::Warning if lowered => Severity::Note,
        other => other,
    }
}

/// The first sentence of a text, without its full stop.
fn first_sentence(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut end = text.len();
    for (at, _) in text.match_indices(". ") {
        let before = &text[..at];
        // Not behind `e.g.` or inside code.
        if before.matches('`').count() % 2 == 0
            && !before.ends_with("e.g")
            && !before.ends_with("i.e")
        {
            end = at;
            break;
        }
    }
    text[..end].trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_run_by_something() {
        for rule in catalog() {
            if let Some(name) = &rule.matcher {
                let go = rule.on == ["go"];
                let analysis = crate::rules::semantic::names().any(|it| it == rule.name);
                assert!(
                    go || analysis || matcher(name).is_some(),
                    "{}: no matcher {name}",
                    rule.name
                );
            } else {
                let analysis = matches!(
                    rule.family.as_str(),
                    "map-safety" | "concurrency" | "suppression"
                );
                assert!(
                    analysis || !rule.matches.is_empty(),
                    "{}: nothing finds it",
                    rule.name
                );
            }
        }
    }

    #[test]
    fn every_matcher_has_a_rule() {
        let named: Vec<&str> = catalog()
            .iter()
            .filter_map(|it| it.matcher.as_deref())
            .collect();
        for (name, _) in MATCHERS.iter().copied().flatten() {
            assert!(named.contains(name), "no rule names the matcher {name}");
        }
    }

    #[test]
    fn test_folders_count_less() {
        assert!(is_minor("test/Dockerfile") && is_minor("a/docs/x.sh"));
        assert!(!is_minor("Dockerfile") && !is_minor("testing/x.sh") && !is_minor("build/test.sh"));
        assert_eq!(lower(Severity::Note, true), Severity::Note);
    }

    #[test]
    fn help_is_the_first_sentence() {
        assert_eq!(first_sentence("Use `a. b` now.\nMore."), "Use `a. b` now");
        assert_eq!(first_sentence("One."), "One");
    }
}
