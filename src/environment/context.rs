//! What everything is worked out from, and what rules say about a setting.
//!
//! In: facts, findings, the machine. Out: [`Context`], [`Problem`]s. Must not know which value wins.

use super::machine::{Machine, Origins};
use super::values::{Flaw, redacted};
use super::{Place, Problem};
use crate::facts::variables::is_known;
use crate::facts::{Facts, Origin, Setting};
use crate::finding::{Finding, SourceMap};
use crate::rules::Severity;
use crate::support::Loc;

/// What everything is worked out from.
pub(super) struct Context<'a, 'f> {
    pub facts: &'a Facts<'f>,
    pub findings: &'a [Finding],
    pub files: &'a SourceMap<'a>,
    pub machine: &'a Machine,
    pub origins: &'a Origins,
}

impl Context<'_, '_> {
    pub(super) fn place(&self, loc: Loc) -> Place {
        Place {
            path: self.files.display(loc.file).to_owned(),
            line: self.files.start(loc).line,
        }
    }

    /// What rules say about a setting.
    pub(super) fn problems(&self, setting: &Setting) -> Vec<Problem> {
        let here = |it: &&Finding| {
            let span = it.primary.span;
            let touches =
                |own: crate::support::Span| span.start <= own.end && own.start <= span.end;
            it.primary.file == setting.file
                && (touches(setting.span) || touches(setting.value_span))
                && (span.end - span.start)
                    <= (setting.value_span.end.max(setting.span.end)
                        - setting.span.start.min(setting.value_span.start))
                    .max(1)
        };
        let problem = |it: &Finding| Problem {
            severity: it.severity,
            rule: Some(it.rule.clone()),
            message: redacted(&it.message),
            place: Some(self.place(it.primary)),
        };
        self.findings.iter().filter(here).map(problem).collect()
    }

    /// Does a variable concern Go here? Names that only look so concern it where a rule says that they are slips; what docker is given
    /// holds in a container.
    pub(super) fn concerns_go(&self, setting: &Setting) -> bool {
        if setting.origin == Origin::DockerFlag {
            return false;
        }
        is_go(&setting.name)
            || (setting.name.starts_with("GO") && !self.problems(setting).is_empty())
    }
}

pub(super) fn is_go(name: &str) -> bool {
    is_known(name) || name.starts_with("CGO_")
}

/// A problem of a value alone, with the rule that says more if there is one.
pub(super) fn of_flaw(flaw: Flaw, place: Option<Place>) -> Problem {
    Problem {
        severity: flaw.severity,
        rule: None,
        message: redacted(&flaw.message),
        place,
    }
}

/// A problem that a rule of the catalogue explains.
pub(super) fn explained(
    severity: Severity,
    rule: &str,
    message: String,
    place: Option<Place>,
) -> Problem {
    Problem {
        severity,
        rule: crate::rules::find(rule).map(|it| it.id.clone()),
        message,
        place,
    }
}

/// Adds a problem unless it is known.
pub(super) fn add(problems: &mut Vec<Problem>, problem: Problem) {
    if !problems.iter().any(|it| it.message == problem.message) {
        problems.push(problem);
    }
}
