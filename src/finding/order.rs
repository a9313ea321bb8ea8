//! The last step before rendering: one order, no duplicates, a name for each finding that survives edits.
//!
//! In: findings in any order. Out: the same ones sorted, deduplicated and fingerprinted. Must not know how they are shown.

use super::{Finding, Goroutine, SourceMap};
use sha2::{Digest, Sha256};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Sorts by path, line, column, rule and map, drops exact duplicates and fills [`Finding::fingerprint`].
///
/// The result depends on the set of findings alone, not on their order.
pub fn finish(mut findings: Vec<Finding>, files: &SourceMap) -> Vec<Finding> {
    for finding in &mut findings {
        finding.fingerprint = digest(finding);
    }
    findings.sort_by(|a, b| compare(a, b, files));
    findings.dedup();
    number(&mut findings);
    findings
}

fn compare(a: &Finding, b: &Finding, files: &SourceMap) -> Ordering {
    files
        .display(a.primary.file)
        .cmp(files.display(b.primary.file))
        .then_with(|| a.primary.cmp(&b.primary))
        .then_with(|| a.rule.cmp(&b.rule))
        .then_with(|| a.map.cmp(&b.map))
        .then_with(|| a.message.cmp(&b.message))
        // Two findings at one place that differ in a goroutine only are rare; their printed form is a total order.
        .then_with(|| format!("{a:?}").cmp(&format!("{b:?}")))
}

/// Hash of what the finding is about. Lines, spans, paths and the order of files and goroutines are left out on purpose: they change
/// with edits that have nothing to do with the race. Every part is preceded by its length, so that no two lists collide.
fn digest(finding: &Finding) -> String {
    let mut participants: Vec<[&str; 3]> = finding.goroutines.iter().map(participant).collect();
    participants.sort_unstable();
    let mut hasher = Sha256::new();
    let parts = [finding.rule.as_str(), finding.map.as_str()]
        .into_iter()
        .chain(participants.into_iter().flatten());
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    // Half of the digest: 128 bits are more than enough to keep the findings of a program apart.
    hasher
        .finalize()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What a goroutine does ("writes", "ranges": the verb that its last step begins with), where it starts and where it does that.
fn participant(goroutine: &Goroutine) -> [&str; 3] {
    let first = goroutine
        .steps
        .first()
        .map_or("", |it| it.function.as_str());
    let Some(last) = goroutine.steps.last() else {
        return ["", "", first];
    };
    [
        last.text.split_whitespace().next().unwrap_or(""),
        &last.function,
        first,
    ]
}

/// Appends `:1`, `:2`, ... in source order, so that equal findings keep apart.
fn number(findings: &mut [Finding]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        let count = seen.entry(finding.fingerprint.clone()).or_default();
        *count += 1;
        finding.fingerprint.push_str(&format!(":{count}"));
    }
}
