//! Suppressions in the comment form of each language, at each place of a finding: on the examples of all rules about configuration.

#[path = "support/parallel.rs"]
mod parallel;
#[path = "support/program.rs"]
#[allow(dead_code, reason = "nothing is started here")]
mod program;

use gomapcheck::finding::{Finding, SourceMap};
use gomapcheck::pipeline::{self, Options, Outcome};
use gomapcheck::progress::Silent;
use gomapcheck::rules::{self, RuleSpec, Selection, example};
use gomapcheck::support::Loc;
use std::collections::BTreeSet;

/// Path and text.
type File = (String, String);

/// What begins a comment; none where a file has no comments.
fn mark(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |it| it.1);
    Some(match extension {
        "go" | "mod" | "work" | "json" | "code-workspace" => "//",
        "cmd" | "bat" => "REM ",
        "service" | "conf" => "; ",
        "go-version" => return None,
        _ if name == "Jenkinsfile" => "//",
        _ => "# ",
    })
}

fn analyze(rule: &RuleSpec, files: &[File]) -> Outcome {
    let pairs: Vec<(&str, &str)> = files.iter().map(|it| (&*it.0, &*it.1)).collect();
    let dir = program::tree(&pairs);
    let ids = [rule.id.clone(), "GMC950".to_owned(), "GMC951".to_owned()];
    let options = Options {
        cwd: dir.path().to_owned(),
        patterns: vec!["./...".to_owned()],
        include_tests: true,
        selection: Selection::new(&ids, &[]).expect("rules"),
        threads: Some(1),
        ..Options::default()
    };
    pipeline::run(&options, &Silent)
}

/// The files with a comment above the statement that begins on, or goes on over, a line.
fn commented(files: &[File], path: &str, line: usize, rule: &str) -> Option<Vec<File>> {
    let mark = mark(path)?;
    let mut files = files.to_vec();
    let (_, text) = files.iter_mut().find(|it| it.0 == path)?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut at = line - 1;
    while at > 0 && lines[at - 1].trim_end().ends_with('\\') {
        at -= 1;
    }
    let indent: String = lines[at]
        .chars()
        .take_while(|it| it.is_whitespace())
        .collect();
    lines.insert(
        at,
        format!("{indent}{mark}gomapcheck:ignore {rule} ours is another case"),
    );
    *text = lines.join("\n") + "\n";
    Some(files)
}

fn places(finding: &Finding) -> Vec<Loc> {
    let evidence = finding.evidence.iter().flat_map(|it| it.places.clone());
    std::iter::once(finding.primary).chain(evidence).collect()
}

/// What does not work with one example, and the extensions that were tried.
fn tried(rule: &RuleSpec, text: &str) -> (Vec<String>, BTreeSet<String>) {
    let files: Vec<File> = example::files(text, &rule.on[0])
        .into_iter()
        .map(|it| (it.path, it.text))
        .collect();
    let (mut wrong, mut seen) = (Vec::new(), BTreeSet::new());
    let before = analyze(rule, &files);
    let map = SourceMap::new(&before.workspace);
    for finding in &before.findings {
        for loc in places(finding) {
            let (path, line) = (map.display(loc.file).to_owned(), map.start(loc).line);
            let Some(files) = commented(&files, &path, line, &rule.id) else {
                continue;
            };
            let after = analyze(rule, &files);
            let about = after.findings.iter().any(|it| it.rule.starts_with("GMC95"));
            let fewer = after.findings.len() < before.findings.len() && !after.left_out.is_empty();
            if !fewer || about {
                let told: Vec<&str> = after.findings.iter().map(|it| &*it.message).collect();
                wrong.push(format!("{}: {path}:{line}: {told:#?}", rule.id));
            }
            let name = path.rsplit('/').next().unwrap_or(&path);
            seen.insert(name.rsplit_once('.').map_or(name, |it| it.1).to_owned());
        }
    }
    (wrong, seen)
}

#[test]
fn comments_of_each_language_are_heeded() {
    let examples: Vec<(&RuleSpec, &str)> = rules::catalog()
        .iter()
        .filter(|rule| rule.on[0] != "go")
        .flat_map(|rule| rule.examples.iter().map(move |it| (rule, it.bad.as_str())))
        .collect();
    let results: Vec<(Vec<String>, BTreeSet<String>)> =
        parallel::map(&examples, |(rule, text)| tried(rule, text));
    let wrong: Vec<String> = results.iter().flat_map(|it| it.0.clone()).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    let seen: BTreeSet<String> = results.into_iter().flat_map(|it| it.1).collect();
    for language in [
        "Dockerfile",
        "Makefile",
        "sh",
        "yml",
        "yaml",
        "json",
        "ps1",
        "mod",
        "envrc",
        "cmd",
        "service",
    ] {
        assert!(
            seen.contains(language),
            "no example in {language}: {seen:?}"
        );
    }
}
