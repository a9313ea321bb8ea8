//! Packages of other modules are read for facts: what a vendored, replaced or cached runner does with a function that it is given.

#[path = "support/program.rs"]
mod program;

use std::path::Path;
use std::time::Duration;

const RUNNER: &str = "package run\n\nimport \"sync\"\n\nfunc Each(n int, f func(int)) {\n\tvar wg sync.WaitGroup\n\tfor i := range n {\n\t\twg.Add(1)\n\t\tgo func() {\n\t\t\tdefer wg.Done()\n\t\t\tf(i)\n\t\t}()\n\t}\n\twg.Wait()\n}\n";
const SERIAL: &str =
    "package run\n\nfunc Each(n int, f func(int)) {\n\tfor i := range n {\n\t\tf(i)\n\t}\n}\n";
const MAIN: &str = "package main\n\nimport \"example.org/run\"\n\nfunc main() {\n\tseen := map[int]bool{}\n\trun.Each(8, func(i int) {\n\t\tseen[i] = true\n\t})\n\tprintln(len(seen))\n}\n";

/// Where the runner lies, seen from the module; and what go.mod says of it.
const PLACES: [(&str, &str); 3] = [
    ("m/vendor/example.org/run/run.go", ""),
    ("runner/run.go", "replace example.org/run => ../runner\n"),
    ("cache/example.org/run@v1.2.0/run.go", ""),
];

fn findings(place: &str, directive: &str, runner: &str) -> String {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let go_mod =
        format!("module example.com/m\n\ngo 1.26\n\nrequire example.org/run v1.2.0\n\n{directive}");
    let mut files = vec![
        file("m/go.mod", &go_mod),
        file("m/main.go", MAIN),
        file("cache/README", ""),
        file(place, runner),
    ];
    if place.starts_with("runner/") {
        files.push(file("runner/go.mod", "module example.org/run\n"));
    }
    let dir = program::tree(&files);
    run(dir.path())
}

fn run(dir: &Path) -> String {
    let args = ["--rules", "map-safety", "--format", "short", "./..."];
    let cache = dir.join("cache");
    let run = program::run_beside(&dir.join("m"), &args, Some(&cache), Duration::from_secs(60));
    let run = run.expect("it ends");
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    run.stdout
}

#[test]
fn a_runner_of_another_module_is_seen_through() {
    for (place, directive) in PLACES {
        let found = findings(place, directive, RUNNER);
        assert!(
            found.contains("main.go:8:3: GMC001") && found.lines().count() == 1,
            "{place}: {found}"
        );
    }
}

#[test]
fn a_serial_runner_is_none() {
    for (place, directive) in PLACES {
        assert_eq!(findings(place, directive, SERIAL), "", "{place}");
    }
}

#[test]
fn what_is_wrong_in_a_dependency_is_not_reported() {
    let racy = "package run\n\nvar Seen = map[int]int{}\n\nfunc Each(n int, f func(int)) {\n\tfor i := range n {\n\t\tgo func() { Seen[i]++ }()\n\t\tf(i)\n\t}\n}\n";
    for (place, directive) in [PLACES[0], PLACES[2]] {
        assert_eq!(findings(place, directive, racy), "", "{place}");
    }
}

const LOCKS: &str = "package main\n\nimport \"example.org/run\"\n\ntype table struct {\n\tmu   run.RWMutex\n\trows map[int]int\n}\n\nfunc (t *table) put(key int) {\n\tt.mu.Lock()\n\tt.rows[key]++\n\tt.mu.Unlock()\n}\n\nfunc (t *table) get(key int) int {\n\tt.mu.RLock()\n\tdefer t.mu.RUnlock()\n\treturn t.rows[key]\n}\n\nfunc main() {\n\tt := &table{rows: map[int]int{}}\n\tall := run.NewGroup(8)\n\tfor i := range 8 {\n\t\tgo func() {\n\t\t\tdefer all.Done()\n\t\t\tt.put(i)\n\t\t\tt.get(i)\n\t\t}()\n\t}\n\tall.CloseAndWait()\n\tprintln(len(t.rows))\n}\n";

fn findings_without_module(main: &str) -> String {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let go_mod = "module example.com/m\n\ngo 1.26\n\nrequire example.org/run v1.2.0\n";
    let dir = program::tree(&[
        file("m/go.mod", go_mod),
        file("m/main.go", main),
        file("cache/README", ""),
    ]);
    run(dir.path())
}

#[test]
fn locks_of_a_module_that_is_not_there_are_known_by_their_names() {
    assert_eq!(findings_without_module(LOCKS), "");
    let early = LOCKS.replace(
        "\tt.rows[key]++\n\tt.mu.Unlock()",
        "\tt.mu.Unlock()\n\tt.rows[key]++",
    );
    let found = findings_without_module(&early);
    assert!(
        found.contains("main.go:12:") || found.contains("main.go:13:"),
        "{found}"
    );
    let unlocked = LOCKS.replace("\tall.CloseAndWait()\n", "");
    assert!(
        findings_without_module(&unlocked).contains("main.go:32:"),
        "{}",
        findings_without_module(&unlocked)
    );
}
