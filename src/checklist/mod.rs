//! Checklist: what a launch wants, item by item, and what the rules found, family by family.
//!
//! In: [`Facts`], findings, what comments and the baseline leave out. Out: a [`Checklist`], each verdict with its evidence. Where files alone cannot tell, the
//! verdict says so. Must not know output formats.

mod build;
mod ci;
mod code;
mod items;
mod runtime;
mod words;

pub use items::{Item, items};

use crate::facts::Facts;
use crate::finding::{Finding, Severity};
use crate::rules::family::{FAMILIES, Family};
use crate::rules::{Selection, catalog};
use crate::support::Loc;
use crate::triage::LeftOut;

/// The whole list.
#[derive(Debug)]
pub struct Checklist {
    /// The items that are told, in the order of their table.
    pub items: Vec<Checked>,
    /// All families, in the order of their ids.
    pub families: Vec<Summary>,
}

/// An item with its verdict.
#[derive(Debug)]
pub struct Checked {
    /// What was asked.
    pub item: &'static Item,
    /// The answer.
    pub verdict: Verdict,
    /// Why; never empty.
    pub evidence: Vec<Proof>,
}

/// How an item ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is as it should be.
    Passed,
    /// It is not.
    Failed,
    /// There is nothing here that it is about.
    NotApplicable,
    /// Files alone do not say.
    CannotTell,
}

impl Verdict {
    /// The word in machine-readable output.
    pub fn id(self) -> &'static str {
        match self {
            Verdict::Passed => "passed",
            Verdict::Failed => "failed",
            Verdict::NotApplicable => "not-applicable",
            Verdict::CannotTell => "cannot-tell",
        }
    }
}

/// A reason: words, and the place that shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// A sentence or the words of the file.
    pub text: String,
    /// The rule that found it.
    pub rule: Option<String>,
    /// Where; none where something was looked for and not found.
    pub loc: Option<Loc>,
}

impl Proof {
    fn words(text: impl Into<String>) -> Proof {
        Proof {
            text: text.into(),
            rule: None,
            loc: None,
        }
    }

    fn at(text: impl Into<String>, loc: Loc) -> Proof {
        Proof {
            loc: Some(loc),
            ..Proof::words(text)
        }
    }
}

/// What a function of `decide` answers.
struct Answer {
    verdict: Verdict,
    evidence: Vec<Proof>,
}

impl Answer {
    fn new(verdict: Verdict, evidence: Vec<Proof>) -> Answer {
        Answer { verdict, evidence }
    }

    fn passed(proof: Proof) -> Answer {
        Answer::new(Verdict::Passed, vec![proof])
    }

    fn failed(proof: Proof) -> Answer {
        Answer::new(Verdict::Failed, vec![proof])
    }

    fn none(text: &str) -> Answer {
        Answer::new(Verdict::NotApplicable, vec![Proof::words(text)])
    }

    fn unknown(proof: Proof) -> Answer {
        Answer::new(Verdict::CannotTell, vec![proof])
    }
}

/// What verdicts rest on.
pub struct Input<'a, 'f> {
    /// The repository.
    pub facts: &'a Facts<'f>,
    /// Findings of the rules that the user wants and of those that items need.
    pub findings: &'a [Finding],
    /// Findings that comments or the baseline leave out.
    pub left_out: &'a [LeftOut],
    /// The rules that the user wants.
    pub selection: &'a Selection,
    /// The rules that ran.
    pub ran: &'a Selection,
    /// Declarations that could not be read.
    pub unread: usize,
}

impl Input<'_, '_> {
    /// The path of a place, as it is shown.
    fn path(&self, loc: Loc) -> &str {
        match self.facts.doc_of(loc.file) {
            Some(doc) => doc.display(),
            None => {
                let file = self.facts.workspace.files.get(loc.file.index());
                file.map_or("", |it| it.display.as_str())
            }
        }
    }
}

/// Findings that a family shows.
const TOP: usize = 3;

/// What the rules of a family found.
#[derive(Debug)]
pub struct Summary {
    /// The family.
    pub family: &'static Family,
    /// Failed where there is an error.
    pub verdict: Verdict,
    /// Rules that ran.
    pub rules: usize,
    /// Errors, warnings, notes.
    pub counts: [usize; 3],
    /// The worst findings, one a rule, with how many its rule has.
    pub top: Vec<(Proof, usize)>,
}

impl Checklist {
    /// Has an item or a family failed?
    pub fn failed(&self) -> bool {
        let items = self.items.iter().map(|it| it.verdict);
        let families = self.families.iter().map(|it| it.verdict);
        items.chain(families).any(|it| it == Verdict::Failed)
    }

    /// How many items end so.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.items.iter().filter(|it| it.verdict == verdict).count()
    }
}

/// The rules that items need beside those that the user wants: not those that the user leaves out.
pub fn needed(selection: &Selection, ignored: &dyn Fn(&str) -> bool) -> Selection {
    let rules = items().iter().flat_map(|it| &it.rules);
    let wanted = rules.filter(|it| !ignored(it)).map(String::as_str);
    selection.with(wanted)
}

/// Goes through the list.
pub fn check(input: &Input) -> Checklist {
    let told = items().iter().filter(|it| it.is_told());
    Checklist {
        items: told.map(|it| checked(input, it)).collect(),
        families: FAMILIES.iter().map(|it| summary(input, it)).collect(),
    }
}

/// Findings, then what the item's function says, then that there is nothing.
fn checked(input: &Input, item: &'static Item) -> Checked {
    let of_item = |rule: &str| item.rules.iter().any(|it| it == rule);
    let found = input.findings.iter().filter(|it| of_item(&it.rule));
    // What is under folders of tests and examples is not launched.
    let (hits, aside): (Vec<&Finding>, Vec<&Finding>) =
        found.partition(|it| words::is_shipped(input.path(it.primary)));
    // Rules that are off by default find what may well be meant so.
    let certain = hits.iter().any(|it| {
        input.selection.has(&it.rule) || crate::rules::find(&it.rule).is_some_and(|it| it.enabled)
    });
    let verdict = if certain {
        Verdict::Failed
    } else {
        Verdict::CannotTell
    };
    let answer = if hits.is_empty() {
        without_hits(input, item)
    } else {
        Answer::new(verdict, hits.into_iter().map(proof).collect())
    };
    let mut evidence = answer.evidence;
    let left_out = input
        .left_out
        .iter()
        .filter(|it| of_item(&it.finding.rule))
        .count();
    if left_out > 0 {
        let findings = if left_out == 1 {
            "finding is"
        } else {
            "findings are"
        };
        evidence.push(Proof::words(format!(
            "{left_out} {findings} left out by comments or the baseline"
        )));
    }
    if !aside.is_empty() {
        evidence.push(Proof::words(format!(
            "{} under folders of tests and examples not counted",
            aside.len()
        )));
    }
    Checked {
        item,
        verdict: answer.verdict,
        evidence,
    }
}

fn without_hits(input: &Input, item: &Item) -> Answer {
    let ran: Vec<&str> = item
        .rules
        .iter()
        .map(String::as_str)
        .filter(|it| input.ran.has(it))
        .collect();
    let decide = item.decide.as_deref().and_then(items::decider);
    if ran.is_empty() && (decide.is_none() || item.needs_rules) {
        return Answer::none("its rules are left out by the configuration or by flags");
    }
    if let Some(decide) = decide {
        return decide(input);
    }
    let looked_at = looked_at(input, &ran);
    match looked_at {
        0 => Answer::none("no files that it is about"),
        files => Answer::passed(Proof::words(format!(
            "{} looked at, nothing found ({})",
            words::counted(files, "file"),
            ran.join(", ")
        ))),
    }
}

/// How many files rules read.
fn looked_at(input: &Input, rules: &[&str]) -> usize {
    let specs = catalog()
        .iter()
        .filter(|it| rules.contains(&it.id.as_str()));
    let kinds: Vec<String> = specs.flat_map(|it| it.on.clone()).collect();
    let documents = input.facts.on(&kinds).count();
    let go = kinds.iter().any(|it| it == "go");
    documents
        + if go {
            code::own_files(input).count()
        } else {
            0
        }
}

fn proof(finding: &Finding) -> Proof {
    Proof {
        text: finding.message.clone(),
        rule: Some(finding.rule.clone()),
        loc: Some(finding.primary),
    }
}

fn summary(input: &Input, family: &'static Family) -> Summary {
    let members: Vec<&str> = catalog()
        .iter()
        .filter(|it| it.family == family.name && input.selection.has(&it.id))
        .map(|it| it.id.as_str())
        .collect();
    let mut findings: Vec<&Finding> = input
        .findings
        .iter()
        .filter(|it| members.contains(&it.rule.as_str()))
        .collect();
    let count = |severity| findings.iter().filter(|it| it.severity == severity).count();
    let counts = [
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Note),
    ];
    // Stable: findings of one severity stay in their order.
    findings.sort_by_key(|it| std::cmp::Reverse(it.severity));
    let mut top: Vec<(Proof, usize)> = Vec::new();
    for finding in &findings {
        let known = top
            .iter_mut()
            .find(|(it, _)| it.rule.as_deref() == Some(&finding.rule));
        match known {
            Some((_, count)) => *count += 1,
            None => top.push((proof(finding), 1)),
        }
    }
    top.truncate(TOP);
    let verdict = match (
        members.is_empty() || looked_at(input, &members) == 0,
        counts,
    ) {
        (true, [0, 0, 0]) => Verdict::NotApplicable,
        (_, [0, ..]) => Verdict::Passed,
        _ => Verdict::Failed,
    };
    Summary {
        family,
        verdict,
        rules: members.len(),
        counts,
        top,
    }
}
