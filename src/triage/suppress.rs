//! Suppressions: comments that leave findings out.
//!
//! In: findings, files. Out: the findings that stay, those left out with the reason, and findings about the comments themselves: one without a reason
//! (GMC950), one that no longer matches anything or names no rule (GMC951).

use super::directive::{self, Directive};
use super::lines::{self, Comment, Lines};
use super::{LeftOut, Why};
use crate::finding::{Confidence, Finding, SourceMap};
use crate::rules::{self, Selection};
use crate::support::{FileId, Loc};
use std::collections::BTreeMap;

/// Rule of a suppression without a reason.
const NO_REASON: &str = "GMC950";

/// Rule of a suppression that matches nothing.
const UNUSED: &str = "GMC951";

/// Which comments may be judged as unused.
#[derive(Clone, Copy)]
pub struct Judge<'a> {
    /// Whether the run has seen all that a comment in this file could match: the whole module, its tests, every build.
    pub complete: &'a dyn Fn(FileId) -> bool,
    /// The rules that ran.
    pub selection: &'a Selection,
}

/// What became of the findings.
#[derive(Debug, Default)]
pub struct Suppressed {
    /// Not suppressed.
    pub kept: Vec<Finding>,
    /// Suppressed.
    pub left_out: Vec<LeftOut>,
    /// About the comments, not finished yet.
    pub about_comments: Vec<Finding>,
}

/// A comment and what it is about.
struct Entry {
    comment: Comment,
    directive: Directive,
    /// First line of the statement.
    target: usize,
    used: bool,
}

struct FileEntries {
    lines: Lines,
    entries: Vec<Entry>,
}

/// Takes out what comments in `judged` and other files say. `hidden` are findings that are not shown anyhow: a comment for one of
/// them is in use. Only comments of files for which `judged` holds are reported on.
pub fn suppress(
    findings: Vec<Finding>,
    hidden: &[Finding],
    files: &SourceMap,
    judged: &dyn Fn(FileId) -> bool,
    judge: Judge,
) -> Suppressed {
    let mut comments = read(files);
    let mut out = Suppressed::default();
    if comments.is_empty() {
        out.kept = findings;
        return out;
    }
    for finding in hidden {
        matching(finding, files, &mut comments);
    }
    for finding in findings {
        match matching(&finding, files, &mut comments) {
            Some(why) => out.left_out.push(LeftOut { finding, why }),
            None => out.kept.push(finding),
        }
    }
    for (file, list) in comments.iter().filter(|(file, _)| judged(**file)) {
        let found = list
            .entries
            .iter()
            .filter_map(|it| about(*file, it, judge, files));
        out.about_comments.extend(found);
    }
    out
}

/// The comments of all files that say something to us.
fn read(files: &SourceMap) -> BTreeMap<FileId, FileEntries> {
    let mut found = BTreeMap::new();
    for file in files.ids().filter(|it| directive::marked(files.text(*it))) {
        let text = files.text(file);
        let lines = lines::read(files.display(file), text);
        let entry = |comment: &Comment| {
            Some(Entry {
                comment: *comment,
                directive: directive::read(comment.span.text(text))?,
                target: lines.target(*comment),
                used: false,
            })
        };
        let entries: Vec<Entry> = lines.comments.iter().filter_map(entry).collect();
        if !entries.is_empty() {
            found.insert(file, FileEntries { lines, entries });
        }
    }
    found
}

/// The first comment that leaves the finding out; all that would are in use.
fn matching(
    finding: &Finding,
    files: &SourceMap,
    comments: &mut BTreeMap<FileId, FileEntries>,
) -> Option<Why> {
    let mut why = None;
    for loc in participants(finding) {
        let Some(list) = comments.get_mut(&loc.file) else {
            continue;
        };
        let statement = list.lines.statement(files.start(loc).line);
        for entry in &mut list.entries {
            if entry.target == statement && entry.directive.rules.contains(finding.rule.as_str()) {
                entry.used = true;
                why.get_or_insert_with(|| Why::Comment {
                    loc: place(loc.file, entry),
                    reason: entry.directive.reason.clone(),
                });
            }
        }
    }
    why
}

/// The primary location, and of each goroutine its start and its access. Where there are no goroutines, the places of the evidence: the other file
/// that a setting contradicts, the `Lock` that is kept.
fn participants(finding: &Finding) -> impl Iterator<Item = Loc> + '_ {
    let evidence = finding
        .evidence
        .iter()
        .filter(|_| finding.goroutines.is_empty())
        .flat_map(|it| it.places.iter().copied());
    let ends = finding.goroutines.iter().flat_map(|it| {
        let ends = [it.steps.first(), it.steps.last()];
        ends.into_iter().flatten().map(|step| step.loc)
    });
    std::iter::once(finding.primary).chain(ends).chain(evidence)
}

fn place(file: FileId, entry: &Entry) -> Loc {
    Loc {
        file,
        span: entry.comment.span,
    }
}

/// What is to be said about a comment.
fn about(file: FileId, entry: &Entry, judge: Judge, files: &SourceMap) -> Option<Finding> {
    let Entry { directive, .. } = entry;
    let all_ran = directive.rules.iter().all(|it| {
        // Map races are looked for in any case, and what is off by default is not expected.
        judge.selection.has(it)
            || rules::find(it).is_none_or(|it| it.matcher.is_none() || !it.enabled)
    });
    let (rule, message, help) = if let Some(wrong) = &directive.wrong {
        let help = "name a rule by its id or name, `gomapcheck rules` lists them";
        (
            UNUSED,
            format!("this suppression is not heeded in full: {wrong}"),
            help,
        )
    } else if !entry.used && all_ran && (judge.complete)(file) {
        let message = "this suppression matches no finding".to_owned();
        (
            UNUSED,
            message,
            "remove the comment; if code has moved, move it to the statement in question",
        )
    } else if directive.reason.is_empty() {
        let message = "this suppression gives no reason".to_owned();
        (
            NO_REASON,
            message,
            "say behind the rule why this is no defect",
        )
    } else {
        return None;
    };
    if !judge.selection.has(rule) {
        return None;
    }
    let comment = entry.comment.span.text(files.text(file));
    Some(Finding {
        rule: rule.to_owned(),
        severity: rules::find(rule)?.severity,
        confidence: Confidence::High,
        message,
        primary: place(file, entry),
        function: String::new(),
        subject: comment.to_owned(),
        map: format!("{}: {comment}", files.display(file)),
        goroutines: Vec::new(),
        evidence: Vec::new(),
        help: help.to_owned(),
        fix: None,
        fingerprint: String::new(),
    })
}
