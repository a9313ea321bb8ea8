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
        finding.fingerprint = digest(finding, files);
    }
    sort(&mut findings, files);
    findings.dedup();
    number(&mut findings);
    findings
}

/// Sorts by path, line, column, rule and map. Fingerprints stay as they are.
pub fn sort(findings: &mut [Finding], files: &SourceMap) {
    findings.sort_by(|a, b| compare(a, b, files));
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
///
/// A finding in a document has neither map nor goroutines to tell it apart: there path, text and job, stage or target count.
fn digest(finding: &Finding, files: &SourceMap) -> String {
    let mut participants: Vec<[&str; 3]> = finding.goroutines.iter().map(participant).collect();
    participants.sort_unstable();
    let mut hasher = Sha256::new();
    if finding.goroutines.is_empty() && finding.map.is_empty() {
        let path = files.display(finding.primary.file);
        participants.push([path, &finding.subject, &finding.function]);
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::{GoVersion, PackageId, SourceFile, Workspace, constraint::Constraint};
    use crate::finding::{Confidence, Severity, Step};
    use crate::support::{FileId, Loc, Span};

    fn workspace(paths: &[&str]) -> Workspace {
        let file = |path: &&str| SourceFile {
            path: path.into(),
            display: (*path).into(),
            text: "package p\n".repeat(20).into(),
            package: PackageId(0),
            is_test: false,
            generated: false,
            go: GoVersion {
                major: 1,
                minor: 24,
            },
            constraint: Constraint::default(),
        };
        Workspace {
            files: paths.iter().map(file).collect(),
            ..Workspace::default()
        }
    }

    fn finding(file: u32, at: usize, functions: [&str; 2]) -> Finding {
        let loc = Loc {
            file: FileId(file),
            span: Span::new(at, at + 3),
        };
        let goroutine = |function: &str, text: &str| Goroutine {
            heading: "goroutine".into(),
            steps: vec![Step {
                loc,
                text: text.into(),
                function: function.into(),
            }],
            holds: "holds no lock".into(),
        };
        Finding {
            rule: "GMC001".into(),
            severity: Severity::Error,
            confidence: Confidence::High,
            message: "map `m` is written".into(),
            primary: loc,
            function: functions[0].into(),
            subject: "m".into(),
            map: "p.m".into(),
            goroutines: vec![
                goroutine(functions[0], "writes `m`"),
                goroutine(functions[1], "reads `m`"),
            ],
            evidence: vec![],
            help: "lock".into(),
            fix: None,
            fingerprint: String::new(),
        }
    }

    #[test]
    fn any_order_gives_the_same_list_without_duplicates() {
        let workspace = workspace(&["a.go", "b.go"]);
        let files = SourceMap::new(&workspace);
        let one = finding(1, 3, ["f", "g"]);
        let two = finding(0, 50, ["f", "h"]);
        let three = finding(0, 7, ["f", "g"]);
        let forwards = finish(
            vec![one.clone(), two.clone(), three.clone(), two.clone()],
            &files,
        );
        let backwards = finish(vec![three.clone(), two.clone(), two, one], &files);
        assert_eq!(forwards, backwards);
        let places: Vec<_> = forwards
            .iter()
            .map(|it| (it.primary.file.0, it.primary.span.start))
            .collect();
        assert_eq!(places, [(0, 7), (0, 50), (1, 3)]);
    }

    #[test]
    fn fingerprints_do_not_move_with_lines_or_files() {
        let before = workspace(&["a.go", "b.go"]);
        let after = workspace(&["a.go", "aa.go", "b.go"]);
        let old = finish(vec![finding(0, 3, ["f", "g"])], &SourceMap::new(&before));
        let new = finish(vec![finding(2, 90, ["f", "g"])], &SourceMap::new(&after));
        assert_eq!(old[0].fingerprint, new[0].fingerprint);
        assert!(old[0].fingerprint.ends_with(":1"));
        let other = finish(
            vec![finding(0, 3, ["f", "other"])],
            &SourceMap::new(&before),
        );
        assert_ne!(old[0].fingerprint, other[0].fingerprint);
    }

    #[test]
    fn equal_findings_are_numbered() {
        let workspace = workspace(&["a.go"]);
        let files = SourceMap::new(&workspace);
        let list = finish(
            vec![finding(0, 30, ["f", "g"]), finding(0, 3, ["f", "g"])],
            &files,
        );
        let (hash, number) = list[0].fingerprint.split_once(':').expect("a number");
        assert_eq!(
            (number, list[1].fingerprint.as_str()),
            ("1", format!("{hash}:2").as_str())
        );
        assert_eq!(hash.len(), 32);
    }
}
