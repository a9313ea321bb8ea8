//! The analyzer held against the expectations in `testdata/races`.
//!
//! Runs the built command in the folder of every case and lists all mismatches of all cases at once. `GOMAPCHECK_CASES=text` keeps the cases whose name contains
//! the text: `GOMAPCHECK_CASES=locks/ cargo test --test want`.

#[path = "support/cases.rs"]
#[expect(dead_code, reason = "how to build a case is for the oracle")]
mod cases;
#[path = "support/verdict.rs"]
mod verdict;
#[path = "support/want.rs"]
mod want;

use cases::Case;
use std::path::Path;
use std::process::Command;
use verdict::{Reported, Verdict};
use want::{Kind, Want};

#[test]
fn every_case_states_what_it_expects() {
    let mut problems = Vec::new();
    for case in load() {
        match expectations(&case) {
            Ok(wants) => problems.extend(
                contradiction(&case, &wants).map(|problem| format!("{}: {problem}", case.name)),
            ),
            Err(problem) => problems.push(format!("{}/{problem}", case.name)),
        }
    }
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn findings_are_the_expected_ones() {
    let cases = load();
    let mut mismatches = Vec::new();
    let (mut failed, mut missed, mut wrong) = (0, 0, 0);
    for case in &cases {
        let verdict = judge(case);
        failed += usize::from(!verdict.mismatches.is_empty());
        missed += verdict.known_missed;
        wrong += verdict.known_wrong;
        mismatches.extend(
            verdict
                .mismatches
                .iter()
                .map(|mismatch| format!("{}/{mismatch}", case.name)),
        );
    }
    println!(
        "{} cases, {failed} with mismatches; known wrong answers: {missed} missed, {wrong} reported without cause",
        cases.len()
    );
    for mismatch in &mismatches {
        println!("{mismatch}");
    }
    assert!(
        mismatches.is_empty(),
        "{} mismatches in {failed} of {} cases, listed above",
        mismatches.len(),
        cases.len()
    );
}

fn load() -> Vec<Case> {
    match cases::load() {
        Ok(cases) => cases,
        Err(problems) => panic!("malformed cases:\n{problems}"),
    }
}

/// Why label and expectations of a case do not go together.
fn contradiction(case: &Case, wants: &[Want]) -> Option<&'static str> {
    let true_ones = wants.iter().filter(|want| want.kind != Kind::Wrong).count();
    match (case.label.is_racy(), true_ones) {
        (true, 0) => Some("racy, but expects nothing"),
        (false, 1..) => Some("safe, but expects a finding: use want:fp for a known wrong one"),
        _ => None,
    }
}

fn expectations(case: &Case) -> Result<Vec<Want>, String> {
    let mut wants = Vec::new();
    for (path, text) in &case.files {
        wants.extend(want::parse(path, text)?);
    }
    Ok(wants)
}

/// Runs the analyzer over a case and compares. What cannot be run or read is a mismatch.
fn judge(case: &Case) -> Verdict {
    match (expectations(case), analyze(&case.dir)) {
        (Ok(wants), Ok(reported)) => verdict::compare(&wants, &reported),
        (Err(problem), _) | (_, Err(problem)) => Verdict {
            mismatches: vec![problem],
            ..Verdict::default()
        },
    }
}

fn analyze(dir: &Path) -> Result<Vec<Reported>, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_gomapcheck"))
        .args(["--format", "short", "./..."])
        .current_dir(dir)
        .output()
        .map_err(|error| format!("cannot run the analyzer: {error}"))?;
    if !matches!(output.status.code(), Some(0 | 1)) {
        return Err(format!(
            "{}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(read_finding)
        .collect()
}

/// Reads `path:line:col: CODE message`.
fn read_finding(line: &str) -> Result<Reported, String> {
    let parts: Vec<&str> = line.splitn(4, ':').collect();
    if let [path, number, column, text] = parts[..]
        && let Ok(number) = number.parse()
        && column.parse::<usize>().is_ok()
    {
        let path = path.replace('\\', "/");
        return Ok(Reported {
            path: path.trim_start_matches("./").to_owned(),
            line: number,
            text: text.trim().to_owned(),
        });
    }
    Err(format!("output not understood: {line}"))
}

/// Source, findings, mismatches, known missed, known wrong.
type Row<'a> = (&'a str, &'a [(usize, &'a str)], &'a [&'a str], usize, usize);

/// The rules of the expectations themselves.
#[test]
fn expectations_mean_what_they_say() {
    let one = [(1, "GMC001 map `m` is written")];
    let table: &[Row] = &[
        ("m[k] = v // want \"GMC001\"", &one, &[], 0, 0),
        (
            "m[k] = v // different key // want `map .m.`",
            &one,
            &[],
            0,
            0,
        ),
        (
            "m[k] = v // want \"GMC002\"",
            &one,
            &[
                "f.go:1: unexpected: GMC001 map `m` is written",
                "f.go:1: missing: GMC002",
            ],
            0,
            0,
        ),
        (
            "m[k] = v // want \"GMC001\" \"GMC002\"",
            &one,
            &["f.go:1: missing: GMC002"],
            0,
            0,
        ),
        ("m[k] = v", &[], &[], 0, 0),
        (
            "a // want? \"GMC001\"\nb // want? \"GMC002\"",
            &one,
            &[],
            0,
            0,
        ),
        (
            "a // want? \"GMC001\"\nb // want? \"GMC002\"",
            &[],
            &["f.go:1: missing: one of: f.go:1 GMC001, f.go:2 GMC002"],
            0,
            0,
        ),
        (
            "a // want?a \"GMC001\"\nb // want?b \"GMC002\"",
            &one,
            &["f.go:2: missing: one of: f.go:2 GMC002"],
            0,
            0,
        ),
        ("a // want:fn \"GMC001\" too deep", &[], &[], 1, 0),
        (
            "a // want:fn \"GMC001\" too deep",
            &one,
            &["f.go:1: now found: promote to want: GMC001"],
            0,
            0,
        ),
        (
            "a // want?:fn \"GMC001\" too deep\nb // want? \"GMC002\"",
            &[],
            &[],
            1,
            0,
        ),
        (
            "a // want? \"GMC001\"\nb // want?:fn \"GMC002\" no",
            &one,
            &["f.go:1: now found: promote to want?: f.go:1 GMC001, f.go:2 GMC002"],
            0,
            0,
        ),
        ("a // want:fp \"GMC001\" owned", &one, &[], 0, 1),
        (
            "a // want:fp \"GMC001\" owned",
            &[],
            &["f.go:1: no longer reported: remove the want:fp: GMC001"],
            0,
            0,
        ),
        (
            "a // want \"GMC002\" // want:fp \"GMC001\" owned",
            &one,
            &["f.go:1: missing: GMC002"],
            0,
            1,
        ),
    ];
    for (source, findings, mismatches, missed, wrong) in table {
        let wants = want::parse("f.go", source).expect("readable");
        let reported: Vec<Reported> = findings
            .iter()
            .map(|(line, text)| Reported {
                path: "f.go".to_owned(),
                line: *line,
                text: (*text).to_owned(),
            })
            .collect();
        let result = verdict::compare(&wants, &reported);
        assert_eq!(result.mismatches, *mismatches, "{source}");
        assert_eq!(
            (result.known_missed, result.known_wrong),
            (*missed, *wrong),
            "{source}"
        );
    }
}

#[test]
fn unreadable_expectations_are_errors() {
    for source in [
        "// want GMC001",
        "// want \"(\"",
        "// want:fn \"GMC001\"",
        "// want:xx \"GMC001\" y",
        "// want \"GMC001\" chatter",
        "// want \"open",
    ] {
        assert!(want::parse("f.go", source).is_err(), "{source}");
    }
}
