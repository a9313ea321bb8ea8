//! The commands beside the analysis, as users start them.

use gomapcheck::rules;
use std::process::{Command, Output, Stdio};

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gomapcheck"))
        .args(args)
        .stdin(Stdio::null())
        .env_remove("FORCE_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("the program starts")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

#[test]
fn every_rule_is_explained_by_id_and_by_name() {
    for rule in rules::catalog() {
        let output = run(&["explain", &rule.id]);
        let page = stdout(&output);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        for heading in [
            "What it finds",
            "Why it matters",
            "How to mend it",
            "Bad: ",
            "Good",
        ] {
            assert!(page.contains(heading), "{}: no {heading}:\n{page}", rule.id);
        }
        assert!(!page.contains(" want \""), "{page}");
        assert_eq!(stdout(&run(&["explain", &rule.name])), page);
    }
}

#[test]
fn a_slip_in_a_rule_gets_a_suggestion() {
    let output = run(&["explain", "map-gaurd-missing"]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
    assert!(
        stderr(&output).contains("map-guard-missing"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_slip_in_a_flag_or_a_command_gets_a_suggestion() {
    let output = run(&["--pedantik"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("--pedantic"),
        "{}",
        stderr(&output)
    );
    let output = run(&["explian", "GMC001"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("gomapcheck explain"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn options_of_the_analysis_before_a_command_are_refused() {
    let output = run(&["--pedantic", "explain", "GMC001"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("--pedantic before `explain`"),
        "{}",
        stderr(&output)
    );
    // Those of every command are not.
    assert_eq!(
        run(&["-q", "--color", "never", "rules"]).status.code(),
        Some(0)
    );
}

#[test]
fn rules_are_listed_in_three_formats() {
    let table = run(&["rules"]);
    let markdown = run(&["rules", "--format", "markdown"]);
    let json = run(&["rules", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(stdout(&json)).expect("JSON");
    let listed = json["rules"].as_array().expect("a list");
    assert_eq!(listed.len(), rules::catalog().len());
    for (rule, value) in rules::catalog().iter().zip(listed) {
        assert_eq!(value["id"], rule.id.as_str());
        assert!(value["examples"][0]["good"].is_string());
        assert!(stdout(&table).contains(&rule.title));
        let name = format!("[{} {}]", rule.id, rule.name);
        assert!(stdout(&markdown).contains(&name));
    }
}

#[test]
fn completions_for_every_shell_and_a_manual_page() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(&["completions", shell]);
        assert!(
            stdout(&output).contains("explain"),
            "{shell}: {}",
            stderr(&output)
        );
    }
    let output = run(&["man"]);
    let page = stdout(&output);
    assert!(page.contains(".TH gomapcheck 1"), "{page}");
    for part in [
        "COMMAND EXPLAIN",
        "COMMAND RULES",
        "\\-\\-pedantic",
        "Exit status",
    ] {
        assert!(page.contains(part), "no {part}");
    }
}

#[test]
fn output_of_a_command_goes_to_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rules.json");
    let output = run(&[
        "rules",
        "--format",
        "json",
        "-o",
        file.to_str().expect("UTF-8"),
    ]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), ""));
    assert!(
        std::fs::read_to_string(file)
            .expect("a file")
            .contains("GMC001")
    );
}
