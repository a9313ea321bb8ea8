//! What a change brings in.
//!
//! In: findings, the lines that have changed, what was found before. Out: the findings in which a changed line takes part, with that line as
//! their primary location, and those that are new although none does, because a lock, a join or a caller was changed.

use crate::finding::{Evidence, Finding, SourceMap};
use crate::support::{FileId, Loc};
use std::collections::{BTreeMap, BTreeSet};

/// A stretch of changed lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// First line as it is now, from 1; where lines were only removed, the line before them (0 at the beginning of the file).
    pub start: usize,
    /// Lines as they are now.
    pub count: usize,
    /// Text of the lines that are gone.
    pub removed: Vec<String>,
}

/// What has changed.
#[derive(Debug, Clone, Default)]
pub struct Changed {
    /// Hunks by file.
    pub files: BTreeMap<FileId, Vec<Hunk>>,
    /// What it is compared with, as the user knows it: `origin/main`.
    pub since: String,
    /// Renamed files, with the path that they had.
    pub renamed: BTreeMap<FileId, String>,
}

/// What was found before a change.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Fingerprints.
    pub fingerprints: BTreeSet<String>,
    /// Path, rule and message: what is told of a file that now has another name.
    pub told: BTreeSet<(String, String, String)>,
}

impl Known {
    fn has(&self, finding: &Finding, changed: &Changed) -> bool {
        let renamed = || {
            let path = changed.renamed.get(&finding.primary.file)?.clone();
            let (rule, message) = (finding.rule.clone(), finding.message.clone());
            Some(self.told.contains(&(path, rule, message)))
        };
        self.fingerprints.contains(&finding.fingerprint) || renamed().unwrap_or(false)
    }
}

impl Changed {
    fn has(&self, loc: Loc, files: &SourceMap) -> bool {
        let Some(hunks) = self.files.get(&loc.file) else {
            return false;
        };
        // Where it begins: what is changed inside a function literal is no change of the statement that starts it.
        let line = files.start(loc).line;
        let meets = |it: &Hunk| it.start <= line && line < it.start.saturating_add(it.count);
        hunks.iter().any(meets)
    }
}

/// The findings that a change brings in.
pub fn brought_in(
    findings: Vec<Finding>,
    known: &Known,
    changed: &Changed,
    files: &SourceMap,
) -> Vec<Finding> {
    let keep = |mut finding: Finding| {
        let part = participants(&finding)
            .into_iter()
            .find(|it| changed.has(it.loc, files));
        match part {
            Some(part) => point_at(&mut finding, part),
            None if known.has(&finding, changed) => return None,
            None => match further(&finding)
                .into_iter()
                .find(|it| changed.has(it.loc, files))
            {
                Some(part) => point_at(&mut finding, part),
                None => explain(&mut finding, changed, files),
            },
        }
        Some(finding)
    };
    findings.into_iter().filter_map(keep).collect()
}

/// What takes part in a finding.
#[derive(Debug, Clone, Copy)]
struct Participant {
    loc: Loc,
    role: Role,
}

#[derive(Debug, Clone, Copy)]
enum Role {
    Primary,
    /// The access of this goroutine.
    Access(usize),
    /// The start of this goroutine.
    Start(usize),
    /// A call on the way of this goroutine to its access: the number of the step.
    Call(usize, usize),
    /// What supports a finding that is not about goroutines.
    Evidence,
}

/// The primary location, the other accesses, the starts.
fn participants(finding: &Finding) -> Vec<Participant> {
    let mut list = vec![Participant {
        loc: finding.primary,
        role: Role::Primary,
    }];
    let goroutines = || finding.goroutines.iter().enumerate();
    list.extend(goroutines().filter_map(|(at, it)| {
        let loc = it.steps.last()?.loc;
        let role = if loc == finding.primary {
            Role::Primary
        } else {
            Role::Access(at)
        };
        Some(Participant { loc, role })
    }));
    list.extend(goroutines().filter_map(|(at, it)| {
        let loc = it.steps.first()?.loc;
        Some(Participant {
            loc,
            role: Role::Start(at),
        })
    }));
    list
}

/// What makes a finding new where none of its participants has changed: calls on the way, and evidence.
fn further(finding: &Finding) -> Vec<Participant> {
    let mut list = Vec::new();
    for (at, goroutine) in finding.goroutines.iter().enumerate() {
        for (number, step) in goroutine.steps.iter().enumerate() {
            list.push(Participant {
                loc: step.loc,
                role: Role::Call(at, number),
            });
        }
    }
    if finding.goroutines.is_empty() {
        let places = finding.evidence.iter().flat_map(|it| &it.places);
        list.extend(places.map(|it| Participant {
            loc: *it,
            role: Role::Evidence,
        }));
    }
    list
}

/// Makes a participant the primary location.
fn point_at(finding: &mut Finding, part: Participant) {
    let (what, step) = match part.role {
        Role::Primary => return,
        Role::Access(at) => (
            "this access takes part in a race",
            finding.goroutines[at].steps.last(),
        ),
        Role::Start(at) => (
            "the goroutine that starts here takes part in a race",
            finding.goroutines[at].steps.first(),
        ),
        Role::Call(at, number) => (
            "this call leads to a race",
            finding.goroutines[at].steps.get(number),
        ),
        Role::Evidence => ("this change leads to", None),
    };
    let function = step.map_or_else(String::new, |it| it.function.clone());
    finding.message = format!("{what}: {}", elsewhere(finding));
    finding.primary = part.loc;
    finding.function = function;
    if let Role::Access(at) = part.role {
        finding.goroutines.swap(0, at);
    }
}

/// The sentence of a finding whose unsafe access is no longer "here".
fn elsewhere(finding: &Finding) -> String {
    if finding.function.is_empty() {
        return finding.message.clone();
    }
    let place = format!(" in {}", finding.function);
    finding.message.replacen(" here", &place, 1)
}

/// A new finding without a changed line: says so, and points at the lock or join that was removed beside it.
fn explain(finding: &mut Finding, changed: &Changed, files: &SourceMap) {
    let since = &changed.since;
    let why = match finding.goroutines.is_empty() {
        true => "",
        false => ": a lock, a join or a caller has",
    };
    let text = format!("it is new against {since}, though no line of it has changed{why}");
    let mut evidence = Evidence {
        text,
        places: Vec::new(),
    };
    if let Some((loc, line)) = removed_guard(finding, changed, files) {
        evidence.text = format!("it is new against {since}: `{line}` was removed");
        evidence.places.push(loc);
        finding.message = format!(
            "without what was removed here there is a race: {}",
            elsewhere(finding)
        );
        finding.primary = loc;
    }
    finding.evidence.push(evidence);
}

/// The removed line nearest to a step of the finding that locked or waited.
fn removed_guard(finding: &Finding, changed: &Changed, files: &SourceMap) -> Option<(Loc, String)> {
    let steps = finding.goroutines.iter().flat_map(|it| &it.steps);
    let mut best: Option<(usize, Loc, String)> = None;
    for step in steps {
        let line = files.start(step.loc).line;
        for hunk in changed.files.get(&step.loc.file).into_iter().flatten() {
            let Some(removed) = hunk.removed.iter().find(|it| guards(it)) else {
                continue;
            };
            let distance = hunk.start.abs_diff(line);
            if best.as_ref().is_none_or(|it| distance < it.0) {
                let loc = line_loc(step.loc.file, hunk.start.max(1), files);
                best = Some((distance, loc, removed.trim().to_owned()));
            }
        }
    }
    best.map(|(_, loc, line)| (loc, line))
}

fn guards(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or(line);
    [".Lock()", ".RLock()", ".Wait()", "<-", ".Do(", ".Acquire("]
        .iter()
        .any(|it| code.contains(it))
}

/// A line without its indentation.
fn line_loc(file: FileId, line: usize, files: &SourceMap) -> Loc {
    let mut span = files.line_span(file, line);
    let text = span.text(files.text(file));
    span.start += (text.len() - text.trim_start().len()) as u32;
    Loc { file, span }
}
