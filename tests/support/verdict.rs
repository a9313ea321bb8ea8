//! How reported findings measure up to the expectations.
//!
//! In: [`Want`]s, [`Reported`] findings. Out: a [`Verdict`]. Must not know files on disk, processes, the race detector.

use crate::want::{Kind, Want};
use std::collections::{BTreeMap, BTreeSet};

/// A reported finding, as read back from the analyzer.
#[derive(Debug, Clone)]
pub struct Reported {
    /// File, relative to the case.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// `CODE message`.
    pub text: String,
}

/// The result of one comparison.
#[derive(Debug, Default)]
pub struct Verdict {
    /// Mismatches, a line each: `file:line: what is wrong`.
    pub mismatches: Vec<String>,
    /// How many expectations are recorded as missed and still are.
    pub known_missed: usize,
    /// How many findings are recorded as wrong and still reported.
    pub known_wrong: usize,
}

/// Compares. A finding answers at most one expectation, the strictest of its line that it matches.
pub fn compare(wants: &[Want], reported: &[Reported]) -> Verdict {
    let mut answered = vec![false; wants.len()];
    let mut verdict = Verdict::default();
    for finding in reported {
        let matching = (0..wants.len()).filter(|&at| {
            let want = &wants[at];
            !answered[at]
                && want.line == finding.line
                && want.path == finding.path
                && want.pattern.is_match(&finding.text)
        });
        match matching.min_by_key(|&at| wants[at].kind) {
            Some(at) => answered[at] = true,
            None => verdict.mismatches.push(format!(
                "{}:{}: unexpected: {}",
                finding.path, finding.line, finding.text
            )),
        }
    }
    let hit: BTreeSet<char> = wants
        .iter()
        .zip(&answered)
        .filter(|(_, answered)| **answered)
        .filter_map(|(want, _)| group(want.kind))
        .collect();
    for (want, answered) in wants.iter().zip(&answered) {
        let place = format!("{}:{}", want.path, want.line);
        match (want.kind, answered) {
            (Kind::Here, false) => verdict
                .mismatches
                .push(format!("{place}: missing: {}", want.pattern)),
            (Kind::Missed, true) => verdict.mismatches.push(format!(
                "{place}: now found: promote to want: {}",
                want.pattern
            )),
            (Kind::Missed, false) => verdict.known_missed += 1,
            (Kind::Wrong, false) => verdict.mismatches.push(format!(
                "{place}: no longer reported: remove the want:fp: {}",
                want.pattern
            )),
            (Kind::Wrong, true) => verdict.known_wrong += 1,
            (Kind::Here, true) | (Kind::Group(_) | Kind::MissedGroup(_), _) => {}
        }
    }
    compare_groups(wants, &hit, &mut verdict);
    verdict
}

/// Asks of every group that it was hit, or that it was not when it is known to be missed.
fn compare_groups(wants: &[Want], hit: &BTreeSet<char>, verdict: &mut Verdict) {
    let mut groups: BTreeMap<char, Vec<&Want>> = BTreeMap::new();
    for want in wants {
        if let Some(name) = group(want.kind) {
            groups.entry(name).or_default().push(want);
        }
    }
    for (name, members) in groups {
        let places: Vec<String> = members
            .iter()
            .map(|want| format!("{}:{} {}", want.path, want.line, want.pattern))
            .collect();
        let known = members
            .iter()
            .any(|want| matches!(want.kind, Kind::MissedGroup(_)));
        match (known, hit.contains(&name)) {
            (false, false) => verdict.mismatches.push(format!(
                "{}: missing: one of: {}",
                place(members[0]),
                places.join(", ")
            )),
            (true, true) => verdict.mismatches.push(format!(
                "{}: now found: promote to want?: {}",
                place(members[0]),
                places.join(", ")
            )),
            (true, false) => verdict.known_missed += 1,
            (false, true) => {}
        }
    }
}

fn group(kind: Kind) -> Option<char> {
    match kind {
        Kind::Group(name) | Kind::MissedGroup(name) => Some(name),
        Kind::Here | Kind::Missed | Kind::Wrong => None,
    }
}

fn place(want: &Want) -> String {
    format!("{}:{}", want.path, want.line)
}
