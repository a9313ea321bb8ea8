//! Every example of every rule: the bad program has the findings that it announces, the good one has none.

#[path = "support/program.rs"]
mod program;
#[path = "support/verdict.rs"]
#[expect(dead_code, reason = "known wrong answers are no part of an example")]
mod verdict;
#[path = "support/want.rs"]
mod want;

use gomapcheck::rules::{self, Example, RuleSpec};
use std::time::Duration;
use verdict::Reported;

const GO_MOD: &str = "module example.com/example\n\ngo 1.26\n";

/// The files of a program: one, or several that each begin with a `-- path --` line. A go.mod is added where there is none.
fn files(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let path = line
            .strip_prefix("-- ")
            .and_then(|it| it.strip_suffix(" --"));
        match (path, files.last_mut()) {
            (Some(path), _) => files.push((path.to_owned(), String::new())),
            (None, Some((_, content))) => {
                content.push_str(line);
                content.push('\n');
            }
            (None, None) if line.trim().is_empty() => {}
            (None, None) => files.push(("main.go".to_owned(), format!("{line}\n"))),
        }
    }
    if !files.iter().any(|(path, _)| path == "go.mod") {
        files.push(("go.mod".to_owned(), GO_MOD.to_owned()));
    }
    files
}

/// What is reported in the files.
fn analyze(files: &[(String, String)]) -> Result<Vec<Reported>, String> {
    let dir = program::tree(files);
    let run = program::run(dir.path(), &["--format", "short"], Duration::from_secs(60))?;
    if !matches!(run.status, Some(0 | 1)) || run.stderr.contains("warning:") {
        return Err(format!("status {:?}: {}", run.status, run.stderr));
    }
    run.stdout.lines().map(read_finding).collect()
}

/// Reads `path:line:col: CODE message`.
fn read_finding(text: &str) -> Result<Reported, String> {
    let mut parts = text.splitn(4, ':');
    let (path, line) = (parts.next(), parts.next().and_then(|it| it.parse().ok()));
    match (path, line, parts.nth(1)) {
        (Some(path), Some(line), Some(text)) => Ok(Reported {
            path: path.to_owned(),
            line,
            text: text.trim().to_owned(),
        }),
        _ => Err(format!("output not understood: {text}")),
    }
}

/// What is wrong with one program of an example.
fn mismatches(text: &str) -> Result<Vec<String>, String> {
    let files = files(text);
    let mut wants = Vec::new();
    for (path, text) in &files {
        wants.extend(want::parse(path, text)?);
    }
    Ok(verdict::compare(&wants, &analyze(&files)?).mismatches)
}

fn judge(rule: &RuleSpec, example: &Example) -> Vec<String> {
    let mut problems = Vec::new();
    for (which, text) in [("bad", &example.bad), ("good", &example.good)] {
        let found = mismatches(text).unwrap_or_else(|problem| vec![problem]);
        problems.extend(
            found
                .iter()
                .map(|it| format!("{} \"{}\", {which}: {it}", rule.id, example.name)),
        );
    }
    problems
}

#[test]
fn examples_show_what_they_say() {
    let problems: Vec<String> = rules::catalog()
        .iter()
        .flat_map(|rule| rule.examples.iter().map(move |example| (rule, example)))
        .flat_map(|(rule, example)| judge(rule, example))
        .collect();
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn programs_may_have_several_files() {
    let text = "\n-- a/a.go --\npackage a\n-- b.go --\npackage b\n\nvar x int\n";
    let of = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    assert_eq!(
        files(text),
        [
            of("a/a.go", "package a\n"),
            of("b.go", "package b\n\nvar x int\n"),
            of("go.mod", GO_MOD)
        ]
    );
    assert_eq!(
        files("\npackage main\n")[0],
        of("main.go", "package main\n")
    );
}
