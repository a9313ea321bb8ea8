//! Every example of every rule: the bad program has the findings that it announces, the good one has none.
//!
//! The pipeline is called directly, several examples at a time: a process each would take minutes.

#[path = "support/parallel.rs"]
mod parallel;
#[path = "support/program.rs"]
#[allow(dead_code, reason = "nothing is started here")]
mod program;
#[path = "support/verdict.rs"]
mod verdict;
#[path = "support/want.rs"]
#[allow(dead_code, reason = "expectations are read by the catalogue")]
mod want;

use gomapcheck::finding::SourceMap;
use gomapcheck::pipeline::{self, Options};
use gomapcheck::progress::Silent;
use gomapcheck::rules::example::{self, ExampleFile};
use gomapcheck::rules::{self, RuleSpec, Selection};
use regex::Regex;
use verdict::Reported;
use want::{Kind, Want};

const GO_MOD: &str = "module example.com/example\n\ngo 1.26\n";

/// The files of a program. A go.mod is added where there is Go code without one.
fn files(rule: &RuleSpec, text: &str) -> Vec<ExampleFile> {
    let mut files = example::files(text, &rule.on[0]);
    let go = files.iter().any(|it| it.path.ends_with(".go"));
    if go && !files.iter().any(|it| it.path == "go.mod") {
        files.push(ExampleFile {
            path: "go.mod".to_owned(),
            text: GO_MOD.to_owned(),
            wants: Vec::new(),
        });
    }
    files
}

/// Rules of the Go analyses share the findings among them, so that all of a family run; others run alone, and their examples stay
/// true when rules are added.
fn selection(rule: &RuleSpec) -> Result<Selection, String> {
    let whole_family = rule.matcher.is_none() && rule.on == ["go"];
    let own = if whole_family { &rule.family } else { &rule.id };
    Selection::new(std::slice::from_ref(own), &[])
}

/// What is reported in the files.
fn analyze(rule: &RuleSpec, files: &[ExampleFile]) -> Result<Vec<Reported>, String> {
    let pairs: Vec<(&str, &str)> = files
        .iter()
        .map(|it| (it.path.as_str(), it.text.as_str()))
        .collect();
    let dir = program::tree(&pairs);
    let options = Options {
        cwd: dir.path().to_owned(),
        patterns: vec!["./...".to_owned()],
        include_tests: true,
        report_generated: false,
        pedantic: false,
        selection: selection(rule)?,
        tags: Vec::new(),
        threads: Some(1),
        ..Options::default()
    };
    let outcome = pipeline::run(&options, &Silent);
    let map = SourceMap::new(&outcome.workspace);
    let found = outcome.findings.iter().map(|finding| Reported {
        path: map.display(finding.primary.file).to_owned(),
        line: map.start(finding.primary).line,
        text: format!("{} {}", finding.rule, finding.message),
    });
    match outcome.workspace.problems.first() {
        Some(problem) if pairs.iter().any(|(path, _)| path.ends_with(".go")) => {
            Err(format!("{}: {}", problem.path, problem.message))
        }
        _ => Ok(found.collect()),
    }
}

/// What is wrong with one program of an example.
fn mismatches(rule: &RuleSpec, text: &str) -> Result<Vec<String>, String> {
    let files = files(rule, text);
    let mut wants = Vec::new();
    for file in &files {
        for it in &file.wants {
            wants.push(Want {
                path: file.path.clone(),
                line: it.line,
                kind: Kind::Here,
                pattern: Regex::new(&it.pattern).map_err(|error| error.to_string())?,
            });
        }
    }
    Ok(verdict::compare(&wants, &analyze(rule, &files)?).mismatches)
}

#[test]
fn examples_show_what_they_say() {
    let programs: Vec<(&RuleSpec, String, &str)> = rules::catalog()
        .iter()
        .flat_map(|rule| rule.examples.iter().map(move |it| (rule, it)))
        .flat_map(|(rule, it)| {
            [("bad", &it.bad), ("good", &it.good)].map(|(which, text)| {
                (
                    rule,
                    format!("{} \"{}\", {which}", rule.id, it.name),
                    text.as_str(),
                )
            })
        })
        .collect();
    let problems: Vec<Vec<String>> = parallel::map(&programs, |(rule, name, text)| {
        let found = mismatches(rule, text).unwrap_or_else(|problem| vec![problem]);
        found
            .into_iter()
            .map(|it| format!("{name}: {it}"))
            .collect()
    });
    let problems = problems.concat();
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}
