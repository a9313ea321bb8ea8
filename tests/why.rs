//! `gomapcheck why`: the answer names the test that settled it.

#[path = "support/program.rs"]
mod program;

use std::time::Duration;

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
    program::run(dir.path(), args, Duration::from_secs(60)).expect("it ends")
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
