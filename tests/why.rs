//! `gomapcheck why`: the answer names the test that settled it.

#[path = "support/cases.rs"]
#[expect(dead_code, reason = "how to build a case is for the oracle")]
mod cases;
#[path = "support/parallel.rs"]
mod parallel;
#[path = "support/program.rs"]
mod program;

use cases::Case;
use serde_json::Value;
use std::path::Path;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(60);

const MAIN: &str = r#"package main

import (
	"net/http"
	"sync"
)

type Hub struct {
	mu    sync.Mutex
	conns map[string]int
	names map[string]string
	seen  map[string]bool
}

func (h *Hub) list(w http.ResponseWriter, r *http.Request) {
	h.conns[r.URL.Path]++
	h.mu.Lock()
	h.names[r.URL.Path] = "x"
	h.mu.Unlock()
	own := map[string]int{}
	own["a"] = 1
	_ = h.seen["a"]
	_ = own
}

func main() {
	h := &Hub{conns: map[string]int{}, names: map[string]string{}, seen: map[string]bool{}}
	http.HandleFunc("/", h.list)
	http.ListenAndServe(":0", nil)
}
"#;

fn why(args: &[&str]) -> program::Run {
    let go_mod = "module example.com/m\n\ngo 1.26\n";
    let dir = program::tree(&[("go.mod", go_mod), ("main.go", MAIN)]);
    run(dir.path(), args)
}

fn run(dir: &Path, args: &[&str]) -> program::Run {
    program::run(dir, args, LIMIT).expect("it ends")
}

#[test]
fn each_answer_names_its_reason() {
    let expected = [
        ("main.go:16", "in conflict, high confidence"),
        ("main.go:18", "a lock that both hold keeps them apart"),
        (
            "main.go:21:2",
            "the map was made here and nothing else can reach it yet",
        ),
        ("main.go:22", "nothing that was read changes this map"),
        ("main.go:3", "no access to a map is known on this line"),
    ];
    for (place, reason) in expected {
        let run = why(&["why", place]);
        assert!(
            run.stdout.contains(reason),
            "{place}: {}{}",
            run.stdout,
            run.stderr
        );
        assert_eq!(run.status, Some(0), "{place}");
    }
    let answer = why(&["why", "main.go:16"]).stdout;
    for part in [
        "example.com/m.Hub.conns",
        "HTTP handler",
        "main.go:28:2",
        "holds no lock",
    ] {
        assert!(answer.contains(part), "{part}: {answer}");
    }
}

#[test]
fn what_cannot_be_asked_is_an_error() {
    for (args, part) in [
        (&["why", "main.go"][..], "write it as FILE:LINE"),
        (&["why", "other.go:1"], "there is no such file"),
        (&["why", "main.go:900"], "main.go has 31 lines"),
    ] {
        let run = why(args);
        assert!(run.stderr.contains(part), "{}", run.stderr);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    }
}

/// The report and the answer come from one comparison: whoever asks at the place of a finding hears of the same confidence.
#[test]
fn answers_agree_with_findings() {
    let cases = cases::load().unwrap_or_else(|problems| panic!("malformed cases:\n{problems}"));
    let asked = parallel::map(&cases, disagreements);
    let (findings, problems): (Vec<usize>, Vec<Vec<String>>) = asked.into_iter().unzip();
    let problems = problems.concat();
    assert!(findings.iter().sum::<usize>() >= cases.len() / 3);
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// How many findings of pairs of accesses a case has, and where the answer is another one.
fn disagreements(case: &Case) -> (usize, Vec<String>) {
    let output = run(&case.dir, &["--pedantic", "--format", "json", "./..."]).stdout;
    let output: Value = serde_json::from_str(&output).expect("valid JSON");
    let all = output["findings"].as_array().expect("a list").iter();
    let of_pairs = ["GMC001", "GMC002", "GMC003", "GMC004", "GMC005"];
    let findings: Vec<&Value> = all
        .filter(|it| of_pairs.contains(&it["rule"].as_str().expect("a rule")))
        .collect();
    let problems = findings.iter().filter_map(|it| {
        let place = format!(
            "{}:{}",
            it["location"]["path"].as_str().expect("a path"),
            it["location"]["line"]
        );
        let map = it["map"].as_str().expect("a map");
        let confidence = it["confidence"].as_str().expect("a confidence");
        let answers = run(&case.dir, &["why", &place]).stdout;
        let agrees = |answer: &str| {
            let mut lines = answer.lines().map(str::trim);
            let about = lines.clone().any(|it| it == format!("map      {map}"));
            let verdict = lines.find(|it| it.starts_with("verdict "));
            about && verdict.is_some_and(|it| it.contains(&format!("{confidence} confidence")))
        };
        (!answers.split("\n\n").any(agrees)).then(|| {
            format!(
                "{}/{place}: {confidence} for {map}, but\n{answers}",
                case.name
            )
        })
    });
    (findings.len(), problems.collect())
}
