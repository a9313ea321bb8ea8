//! `--diff` shows what `--fix` does, `--fix` does no more than that, and what cannot be read whole is left alone.

#[path = "support/program.rs"]
mod program;

use gomapcheck::rules::{self, example};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
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

/// Findings of a run, as JSON.
fn findings(dir: &Path, args: &[&str]) -> Vec<serde_json::Value> {
    let args: Vec<&str> = ["--format", "json"].iter().chain(args).copied().collect();
    let report: serde_json::Value = serde_json::from_str(&run(dir, &args).stdout).expect("JSON");
    report["findings"].as_array().expect("a list").clone()
}

/// What a program of the Go toolchain says, and whether it is content. None where there is no toolchain.
fn go(dir: &Path, program: &str, args: &[&str]) -> Option<(bool, String)> {
    let output = Command::new(program)
        .args(args)
        .current_dir(dir)
        .env("GOFLAGS", "-mod=mod")
        .env("GOPROXY", "off")
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    Some((output.status.success(), said))
}

/// Rules whose examples prove a fix; those that come later are proven as well.
const MENDING: [&str; 6] = ["GMC009", "GMC101", "GMC112", "GMC212", "GMC404", "GMC601"];

#[test]
fn every_rule_that_mends_mends_its_examples() {
    let mut mending = BTreeSet::new();
    for rule in rules::catalog() {
        for it in &rule.examples {
            let files = example::files(&it.bad, &rule.on[0]);
            let mut pairs: Vec<(&str, &str)> = files
                .iter()
                .map(|it| (it.path.as_str(), it.text.as_str()))
                .collect();
            if rule.on[0] == "go" && pairs.iter().all(|it| it.0 != "go.mod") {
                pairs.push(("go.mod", GO_MOD));
            }
            let dir = program::tree(&pairs);
            let own = ["--rules", rule.id.as_str()];
            let found = findings(dir.path(), &own);
            let fixable = found.iter().filter(|it| it["fix"].is_object()).count();
            if fixable == 0 {
                continue;
            }
            mending.insert(rule.id.as_str());
            let name = format!("{} \"{}\"", rule.id, it.name);
            let all = findings(dir.path(), &[]).len();
            let format = go(dir.path(), "gofmt", &["-l", "."]);
            let builds = go(dir.path(), "go", &["build", "./..."]);
            let out = run(dir.path(), &["--fix", "--rules", &rule.id]);
            assert!(out.stderr.contains("fixed "), "{name}: {}", out.stderr);
            let left = findings(dir.path(), &own);
            assert!(left.len() < found.len(), "{name}: {left:#?}");
            assert!(left.iter().all(|it| !it["fix"].is_object()), "{name}");
            assert!(
                findings(dir.path(), &[]).len() <= all,
                "{name}: something else is found now"
            );
            assert_eq!(
                go(dir.path(), "gofmt", &["-l", "."]),
                format,
                "{name}: gofmt"
            );
            if builds.is_some_and(|it| it.0) {
                let after = go(dir.path(), "go", &["build", "./..."]);
                assert_eq!(
                    after.map(|it| it.0),
                    Some(true),
                    "{name}: it builds no more"
                );
            }
        }
    }
    for id in MENDING {
        assert!(mending.contains(id), "no example of {id} is mended");
    }
}

#[test]
fn a_release_is_deferred_where_nothing_runs_behind_it() {
    let deferred = KEPT.replace("return 0, false", "return len(q.jobs), false");
    let dir = tree(&deferred);
    run(dir.path(), &["--fix"]);
    let mended = main_go(dir.path());
    assert!(
        mended.contains("\tq.mu.Lock()\n\tdefer q.mu.Unlock()\n"),
        "{mended}"
    );
    assert_eq!(mended.matches("Unlock").count(), 1, "{mended}");
    // What runs behind the release would run under the lock.
    for (from, to) in [
        ("return n, true", "return n, q.ok()"),
        (
            "q.mu.Lock()",
            "defer func() { q.jobs = nil }()\n\tq.mu.Lock()",
        ),
        ("q.mu.Unlock()", "q.mu.Unlock()\n\tq.ok()"),
    ] {
        let text = deferred.replace(from, to) + "\nfunc (q *queue) ok() bool { return true }\n";
        let dir = tree(&text);
        let found = findings(dir.path(), &["--rules", "GMC112"]);
        assert_eq!(found.len(), 1, "{to}");
        assert!(!found[0]["fix"].is_object(), "{to}: {:#}", found[0]);
    }
}

#[test]
fn what_may_panic_under_a_lock_is_advice() {
    let text = "package main

import \"sync\"

type table struct {
\tmu   sync.Mutex
\trows map[string]int
}

func (t *table) update(key string, change func(int) int) {
\tt.mu.Lock()
\tt.rows[key] = change(t.rows[key])
\tt.mu.Unlock()
}

func (t *table) safe(key string, change func(int) int) {
\tt.mu.Lock()
\tdefer t.mu.Unlock()
\tt.rows[key] = change(t.rows[key])
}

func main() {
\tt := &table{rows: map[string]int{}}
\tt.update(\"a\", func(n int) int { return n + 1 })
\tt.safe(\"a\", func(n int) int { return n + 1 })
}
";
    let dir = tree(text);
    assert!(findings(dir.path(), &[]).is_empty());
    let found = findings(dir.path(), &["--pedantic", "--rules", "GMC112"]);
    let told: Vec<_> = found
        .iter()
        .map(|it| (it["severity"].as_str(), it["location"]["line"].as_u64()))
        .collect();
    assert_eq!(told, [(Some("note"), Some(12))], "{found:#?}");
}
