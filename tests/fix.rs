//! `--diff` shows what `--fix` does, `--fix` does no more than that, and what cannot be read whole is left alone.

#[path = "support/program.rs"]
mod program;

use std::path::Path;
use std::time::Duration;

const GO_MOD: &str = "module example.com/fix\n\ngo 1.26\n";

const KEPT: &str = "package main

import \"sync\"

type queue struct {
\tmu   sync.Mutex
\tjobs []int
}

func (q *queue) pop() (int, bool) {
\tq.mu.Lock()
\tif len(q.jobs) == 0 {
\t\treturn 0, false
\t}
\tn := q.jobs[0]
\tq.jobs = q.jobs[1:]
\tq.mu.Unlock()
\treturn n, true
}

func main() {
\t(&queue{}).pop()
}
";

const RELEASED: &str = "\tif len(q.jobs) == 0 {\n\t\tq.mu.Unlock()\n\t\treturn 0, false\n\t}\n";

fn tree(main: &str) -> tempfile::TempDir {
    program::tree(&[("go.mod", GO_MOD), ("main.go", main)])
}

fn run(dir: &Path, args: &[&str]) -> program::Run {
    program::run(dir, args, Duration::from_secs(60)).expect("it runs")
}

fn main_go(dir: &Path) -> String {
    std::fs::read_to_string(dir.join("main.go")).expect("main.go")
}

#[test]
fn a_diff_changes_nothing() {
    let dir = tree(KEPT);
    let out = run(dir.path(), &["--diff"]);
    assert_eq!(out.status, Some(1), "{}", out.stderr);
    assert!(out.stdout.starts_with("--- a/main.go\n+++ b/main.go\n@@"));
    assert!(
        out.stdout
            .contains("\n+\t\tq.mu.Unlock()\n \t\treturn 0, false\n")
    );
    assert_eq!(main_go(dir.path()), KEPT);
}

#[test]
fn a_fix_mends_and_stays() {
    let dir = tree(KEPT);
    let out = run(dir.path(), &["--fix"]);
    assert_eq!(
        (out.status, out.stdout.as_str()),
        (Some(0), ""),
        "{}",
        out.stderr
    );
    assert!(
        out.stderr.contains("fixed 1 finding in 1 file"),
        "{}",
        out.stderr
    );
    let mended = main_go(dir.path());
    assert!(mended.contains(RELEASED), "{mended}");
    assert_eq!(mended.len(), KEPT.len() + "\t\tq.mu.Unlock()\n".len());
    assert_eq!(run(dir.path(), &[]).status, Some(0));
}

#[test]
fn a_file_that_cannot_be_read_whole_is_left_alone() {
    let broken = format!("{KEPT}\nfunc broken() {{\n\tx := := 1\n}}\n");
    let dir = tree(&broken);
    run(dir.path(), &["--fix"]);
    assert_eq!(main_go(dir.path()), broken);
}

#[test]
fn sarif_and_json_carry_the_edit() {
    let dir = tree(KEPT);
    let sarif = run(dir.path(), &["--format", "sarif"]).stdout;
    let log: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    let change = &log["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "main.go");
    let replacement = &change["replacements"][0];
    assert_eq!(
        replacement["insertedContent"]["text"],
        "q.mu.Unlock()\n\t\t"
    );
    assert_eq!(replacement["deletedRegion"]["startLine"], 13);
    let json = run(dir.path(), &["--format", "json"]).stdout;
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        report["findings"][0]["fix"]["title"],
        "release the lock first"
    );
}
