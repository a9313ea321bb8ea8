//! Race logs of real runs: programs of testdata and a small module, under the race detector and crashing.

#[path = "support/tool.rs"]
mod tool;

use serde_json::Value;
use std::path::Path;
use std::process::Command;
use tool::{find, gomapcheck, said, write};

const STORE: &str = "package m

import \"sync\"

type Store struct {
	mu   sync.Mutex
	hits map[string]int
}

func (s *Store) Add(k string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hits[k]++
}

func (s *Store) Get(k string) int {
	return s.hits[k]
}
";

const TEST: &str = "package m

import (
	\"sync\"
	\"testing\"
)

func TestStore(t *testing.T) {
	s := &Store{hits: map[string]int{}}
	var wg sync.WaitGroup
	for i := 0; i < 8; i++ {
		wg.Add(2)
		go func() { defer wg.Done(); s.Add(\"a\") }()
		go func() { defer wg.Done(); s.Get(\"a\") }()
	}
	wg.Wait()
}
";

/// Runs go; none where the race detector does not work.
fn go(folder: &Path, args: &[&str]) -> Option<String> {
    let go = find("go")?;
    let output = Command::new(go)
        .args(args)
        .current_dir(folder)
        .env("GOFLAGS", "-count=1")
        .output()
        .ok()?;
    let text = said(&output);
    let missing = text.contains("-race requires cgo") || text.contains("-race is not supported");
    if missing {
        eprintln!("not run: no race detector here");
    }
    (!missing).then_some(text)
}

fn findings(folder: &Path, args: &[&str]) -> (Vec<Value>, String) {
    let args: Vec<&str> = ["race", "--format", "json"]
        .iter()
        .chain(args)
        .copied()
        .collect();
    let output = gomapcheck(folder, &args);
    let report: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)));
    (
        report["findings"].as_array().expect("a list").clone(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

fn evidence(finding: &Value) -> String {
    finding["evidence"].to_string()
}

#[test]
fn a_race_of_a_test_is_tied_to_its_prediction() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write(
        path,
        &[
            ("go.mod", "module example.com/m\n\ngo 1.24\n"),
            ("store.go", STORE),
            ("store_test.go", TEST),
        ],
    );
    let (Some(plain), Some(json)) = (
        go(path, &["test", "-race", "./..."]),
        go(path, &["test", "-race", "-json", "./..."]),
    ) else {
        return;
    };
    let stamped: String = plain
        .lines()
        .map(|it| format!("2026-11-25T23:47:03.1234567Z {it}\n"))
        .collect();
    write(
        path,
        &[
            ("plain.log", &plain),
            ("json.log", &json),
            ("ci.log", &stamped),
        ],
    );
    for log in ["plain.log", "json.log", "ci.log"] {
        let (found, messages) = findings(path, &[log]);
        assert!(!found.is_empty(), "{log}: {messages}");
        for it in &found {
            assert_eq!(it["subject"], "Store.hits", "{log}: {it:#}");
        }
        let reads = found
            .iter()
            .find(|it| it["rule"] == "GMC004")
            .unwrap_or_else(|| panic!("{log}: {found:#?}"));
        assert!(evidence(reads).contains("predicted: GMC004"), "{reads:#}");
        assert_eq!(reads["location"]["line"], 17, "{reads:#}");
    }
    // The same race in three logs is one.
    let (once, _) = findings(path, &["plain.log"]);
    let (all, _) = findings(path, &["plain.log", "plain.log", "ci.log"]);
    assert_eq!(once.len(), all.len());
    assert!(evidence(&all[0]).contains("times"), "{:#}", all[0]);
    // Other formats, and a suppression.
    let output = gomapcheck(path, &["race", "--format", "sarif", "plain.log"]);
    let sarif: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        sarif["runs"][0]["results"]
            .as_array()
            .is_some_and(|it| !it.is_empty())
    );
    let quiet = STORE.replace(
        "return s.hits[k]",
        "return s.hits[k] //gomapcheck:ignore all tests only",
    );
    write(path, &[("store.go", &quiet)]);
    let (left, messages) = findings(path, &["plain.log"]);
    assert!(
        left.iter().all(|it| it["location"]["line"] != 17) && messages.contains("suppressed"),
        "{messages}"
    );
}

#[test]
fn a_race_that_nothing_predicts_is_said_to_be_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let hidden = "package m\n\nvar table = map[int]int{}\n\nvar hooks = map[string]any{\"touch\": touch}\n\nfunc touch(i int) { table[i] = i }\n";
    let test = "package m\n\nimport (\n\t\"reflect\"\n\t\"sync\"\n\t\"testing\"\n)\n\nfunc TestHooks(t *testing.T) {\n\tvar wg sync.WaitGroup\n\tfor i := 0; i < 8; i++ {\n\t\t\
                wg.Add(1)\n\t\tgo func() {\n\t\t\tdefer wg.Done()\n\t\t\treflect.ValueOf(hooks[\"touch\"]).Call([]reflect.Value{reflect.ValueOf(i)})\n\t\t}()\n\t}\n\twg.Wait()\n}\n";
    write(
        path,
        &[
            ("go.mod", "module example.com/m\n\ngo 1.24\n"),
            ("a.go", hidden),
            ("a_test.go", test),
        ],
    );
    let Some(log) = go(path, &["test", "-race", "./..."]) else {
        return;
    };
    write(path, &[("race.log", &log)]);
    let (found, messages) = findings(path, &["race.log"]);
    assert_eq!(found.len(), 1, "{messages}\n{log}");
    assert!(
        evidence(&found[0]).contains("no finding of the analysis predicts it"),
        "{:#}",
        found[0]
    );
    assert_eq!(
        (&found[0]["subject"], &found[0]["rule"]),
        (&"table".into(), &"GMC001".into())
    );
}

#[test]
fn a_crash_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let main = "package main\n\nvar m = map[int]int{}\n\nfunc fill() {\n\tfor i := 0; ; i++ {\n\t\tm[i%100] = i\n\t}\n}\n\nfunc main() {\n\tfor i := 0; i < 8; i++ {\n\t\tgo fill()\n\t}\n\tselect {}\n}\n";
    write(
        path,
        &[
            ("go.mod", "module example.com/crash\n\ngo 1.24\n"),
            ("main.go", main),
        ],
    );
    let Some(log) = go(path, &["run", "."]) else {
        return;
    };
    assert!(log.contains("fatal error: concurrent map"), "{log}");
    write(path, &[("crash.log", &log)]);
    let (found, messages) = findings(path, &["crash.log"]);
    assert_eq!(found.len(), 1, "{messages}\n{log}");
    assert_eq!(
        (&found[0]["location"]["line"], &found[0]["rule"]),
        (&7.into(), &"GMC001".into())
    );
    assert!(
        evidence(&found[0]).contains("predicted: GMC001"),
        "{:#}",
        found[0]
    );
}

#[test]
fn races_of_testdata_programs_are_predicted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/demo");
    let Some(go_program) = find("go") else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let files = ["go.mod", "admin.go", "hub.go", "main.go"];
    for file in files {
        std::fs::copy(root.join(file), folder.path().join(file)).expect("a copy");
    }
    let test = "package main\n\nimport (\n\t\"net/http\"\n\t\"net/http/httptest\"\n\t\"sync\"\n\t\"testing\"\n)\n\nfunc TestHub(t *testing.T) {\n\th := NewHub()\n\tvar wg sync.WaitGroup\n\tfor i := 0; i < 8; i++ {\n\t\t\
                wg.Add(2)\n\t\tgo func() { defer wg.Done(); h.register(string(rune('a'+i)), nil) }()\n\t\tgo func() { defer wg.Done(); h.list(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, \"/\", nil)) }()\n\t}\n\twg.Wait()\n}\n";
    write(folder.path(), &[("hub_test.go", test)]);
    let output = Command::new(go_program)
        .args(["test", "-race", "-count=1", "./..."])
        .current_dir(folder.path())
        .output()
        .expect("go starts");
    let log = said(&output);
    if !log.contains("DATA RACE") {
        assert!(
            log.contains("-race requires cgo") || log.contains("not supported"),
            "{log}"
        );
        return;
    }
    write(folder.path(), &[("race.log", &log)]);
    let (found, messages) = findings(folder.path(), &["race.log"]);
    let range = found
        .iter()
        .find(|it| it["location"]["path"] == "admin.go")
        .unwrap_or_else(|| panic!("{messages}\n{log}"));
    assert!(evidence(range).contains("predicted: GMC004"), "{range:#}");
}

#[test]
fn what_is_no_report_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), &tool::RACY);
    write(
        folder.path(),
        &[
            (
                "cut.log",
                "WARNING: DATA RACE\nWrite at 0x00c0 by goroutine 8:\n",
            ),
            ("none.log", "ok\n"),
        ],
    );
    let (found, messages) = findings(folder.path(), &["cut.log", "none.log"]);
    assert!(
        found.is_empty() && messages.contains("cut.log: 1 report"),
        "{messages}"
    );
    let output = gomapcheck(folder.path(), &["race", "missing.log"]);
    assert!(
        output.status.code() == Some(2) && said(&output).contains("missing.log"),
        "{}",
        said(&output)
    );
}

#[test]
fn races_on_variables_are_tied_to_their_predictions() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let lib = "package m

import \"sync\"

type Stats struct{ Done int }

func (s *Stats) Count(names []string) (int, []string) {
	var wg sync.WaitGroup
	total := 0
	var all []string
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			total += len(name)
			all = append(all, name)
			s.Done++
		}()
	}
	wg.Wait()
	return total, all
}

func Early() int {
	var wg sync.WaitGroup
	last := 0
	wg.Add(1)
	go func() {
		wg.Done()
		last = 1
	}()
	wg.Wait()
	return last
}
";
    let test = "package m\n\nimport \"testing\"\n\nfunc TestAll(t *testing.T) {\n\tnames := make([]string, 50)\n\tfor i := 0; i < 20; i++ {\n\t\t(&Stats{}).Count(names)\n\t\tEarly()\n\t}\n}\n";
    write(
        path,
        &[
            ("go.mod", "module example.com/m\n\ngo 1.24\n"),
            ("a.go", lib),
            ("a_test.go", test),
        ],
    );
    let Some(log) = go(path, &["test", "-race", "./..."]) else {
        return;
    };
    write(path, &[("race.log", &log)]);
    let (found, messages) = findings(path, &["race.log"]);
    for (line, rule, subject) in [
        (15, "GMC111", "total"),
        (16, "GMC110", "all"),
        (17, "GMC111", "s.Done"),
    ] {
        let it = found
            .iter()
            .find(|it| it["location"]["line"] == line)
            .unwrap_or_else(|| panic!("{line}: {messages}\n{found:#?}"));
        assert_eq!(
            (&it["rule"], &it["subject"]),
            (&rule.into(), &subject.into()),
            "{it:#}"
        );
        assert!(
            evidence(it).contains(&format!("predicted: {rule}")),
            "{it:#}"
        );
    }
    // The detector need not see this one; what it sees is what the rule about variables says, and the rule about waiting says why.
    if let Some(it) = found.iter().find(|it| it["subject"] == "last") {
        assert!(evidence(it).contains("predicted: GMC111"), "{it:#}");
    }
}
