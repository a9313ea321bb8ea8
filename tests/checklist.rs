//! `gomapcheck checklist`, as users start it.

#[path = "support/tool.rs"]
mod tool;

use gomapcheck::rules::family::FAMILIES;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

/// A repository of these files.
fn repository(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    tool::write(folder.path(), files);
    folder
}

fn json(folder: &Path, args: &[&str]) -> (i32, Value) {
    let mut all = vec!["checklist", "--format", "json"];
    all.extend(args);
    let output = tool::gomapcheck(folder, &all);
    let report = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", tool::said(&output)));
    (output.status.code().expect("a status"), report)
}

fn item<'a>(report: &'a Value, id: &str) -> &'a Value {
    let all = report["items"].as_array().expect("a list");
    all.iter()
        .find(|it| it["id"] == id)
        .unwrap_or_else(|| panic!("no item {id}"))
}

/// Verdict, and the first piece of evidence as `path:line: text`.
fn verdict(report: &Value, id: &str) -> (String, String) {
    let it = item(report, id);
    let first = &it["evidence"][0];
    let place = match first["place"]["path"].as_str() {
        Some(path) => format!("{path}:{}: ", first["place"]["line"]),
        None => String::new(),
    };
    let text = first["text"].as_str().expect("a text");
    (
        it["verdict"].as_str().expect("a word").to_owned(),
        format!("{place}{text}"),
    )
}

#[track_caller]
fn assert_item(report: &Value, id: &str, wanted: &str, part: &str) {
    let (got, evidence) = verdict(report, id);
    assert_eq!(got, wanted, "{id}: {evidence}");
    assert!(evidence.contains(part), "{id}: {evidence}");
}

const SERVER: &str = "package main

import (
	\"context\"
	\"net/http\"
	\"os/signal\"
	\"syscall\"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	server := &http.Server{Addr: \":8080\"}
	go server.ListenAndServe()
	<-ctx.Done()
	_ = server.Shutdown(context.Background())
}
";

const GOOD: &[(&str, &str)] = &[
    (
        "go.mod",
        "module example.com/shop\n\ngo 1.26\n\nrequire example.org/x v1.0.0\n",
    ),
    ("go.sum", ""),
    ("main.go", SERVER),
    (
        "main_test.go",
        "package main\n\nimport \"testing\"\n\nfunc TestMain(m *testing.M) {}\n",
    ),
    (
        ".github/workflows/ci.yml",
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      # govulncheck would be nice\n\
         \x20     - uses: actions/setup-go@v6\n        with:\n          go-version-file: go.mod\n\
         \x20     - run: go test -race ./...\n      - run: go run golang.org/x/vuln/cmd/govulncheck@v1.1.4 ./...\n",
    ),
    (
        ".goreleaser.yaml",
        "builds:\n  - flags: [-trimpath]\nsboms:\n  - artifacts: archive\nsigns:\n  - cmd: cosign\n",
    ),
    (
        "Dockerfile",
        "FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -trimpath -o /shop .\nFROM gcr.io/distroless/static\nCOPY --from=build /shop /shop\n",
    ),
    (
        "deploy.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n\
         \x20       - name: shop\n          image: registry.example/shop:1\n          readinessProbe: {httpGet: {path: /readyz, port: 8080}}\n\
         \x20         env: [{name: GOMEMLIMIT, value: 450MiB}]\n          resources: {limits: {memory: 512Mi}}\n",
    ),
];

#[test]
fn a_repository_that_is_ready() {
    let folder = repository(GOOD);
    let (status, report) = json(folder.path(), &[]);
    for (id, part) in [
        ("everything-read", "2 Go files"),
        (
            "race-detector",
            ".github/workflows/ci.yml:10: go test -race ./...",
        ),
        ("tests-in-ci", ".github/workflows/ci.yml:10"),
        ("vulnerabilities", ".github/workflows/ci.yml:11"),
        ("supported-go", "Go 1.26"),
        ("go-sum", "go.sum"),
        ("sbom", ".goreleaser.yaml:3"),
        ("provenance", ".goreleaser.yaml:5"),
        ("trimpath", ".goreleaser.yaml:2"),
        ("readiness", "deploy.yaml:11: Deployment shop"),
        ("memory-limit", "deploy.yaml:12"),
        ("graceful-shutdown", "main.go:16"),
    ] {
        assert_item(&report, id, "passed", part);
    }
    assert_item(&report, "pprof-private", "not-applicable", "not imported");
    assert_item(
        &report,
        "pinned-linter",
        "not-applicable",
        "no golangci-lint",
    );
    let failed: Vec<&Value> = report["items"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|it| it["verdict"] == "failed")
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
    assert_eq!((status, &report["passed"]), (0, &Value::Bool(true)));
}

/// The good tree with some files in another form.
fn changed(files: &[(&str, &str)]) -> TempDir {
    let folder = repository(GOOD);
    tool::write(folder.path(), files);
    folder
}

#[test]
fn what_is_missing_fails_with_its_evidence() {
    let folder = changed(&[
        (
            ".github/workflows/ci.yml",
            "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: go test ./...\n",
        ),
        (".goreleaser.yaml", "builds:\n  - main: .\n"),
        (
            "main.go",
            "package main\n\nimport (\n\t\"net/http\"\n\t_ \"net/http/pprof\"\n)\n\nfunc main() { http.ListenAndServe(\":8080\", http.NewServeMux()) }\n",
        ),
        (
            "go.mod",
            "module example.com/shop\n\ngo 1.26\n\nrequire example.org/x v1.0.0\n",
        ),
        (
            "deploy.yaml",
            "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n\
             \x20       - name: shop\n          image: registry.example/shop:1\n          resources: {limits: {memory: 512Mi}}\n",
        ),
    ]);
    std::fs::remove_file(folder.path().join("go.sum")).expect("removed");
    let (status, report) = json(folder.path(), &[]);
    assert_eq!(status, 1);
    for (id, part) in [
        ("race-detector", ".github/workflows/ci.yml:6: "),
        ("vulnerabilities", "looked for govulncheck"),
        ("go-sum", "go.mod:5"),
        ("sbom", "looked for sbom"),
        ("provenance", "looked for cosign"),
        ("trimpath", ".goreleaser.yaml:2"),
        (
            "readiness",
            "deploy.yaml:9: Deployment shop has no readinessProbe",
        ),
        (
            "memory-limit",
            "deploy.yaml:11: container `shop`: 512Mi, and no GOMEMLIMIT",
        ),
        ("graceful-shutdown", "main.go:8"),
    ] {
        assert_item(&report, id, "failed", part);
    }
    // Its listener has a mux of its own; whether another one has not is not known.
    assert_item(&report, "pprof-private", "cannot-tell", "main.go:5");
    assert_eq!(json(folder.path(), &["--exit-zero"]).0, 0);
    let text =
        String::from_utf8(tool::gomapcheck(folder.path(), &["checklist"]).stdout).expect("UTF-8");
    for part in [
        "× tests run with the race detector",
        "help: Add `go test -race ./...`",
        "not applicable",
        "findings",
        " failed, ",
    ] {
        assert!(text.contains(part), "no {part}:\n{text}");
    }
}

#[test]
fn what_files_do_not_say_is_not_made_up() {
    let folder = repository(&[
        ("go.mod", "module example.com/lib\n\ngo 1.26\n"),
        ("lib.go", "package lib\n"),
        ("lib_test.go", "package lib\n"),
    ]);
    let (status, report) = json(folder.path(), &[]);
    assert_eq!(status, 0, "{report:#}");
    for id in [
        "race-detector",
        "tests-in-ci",
        "vulnerabilities",
        "supported-go",
    ] {
        let (got, evidence) = verdict(&report, id);
        assert_eq!(got, "cannot-tell", "{id}: {evidence}");
    }
    for id in [
        "sbom",
        "provenance",
        "trimpath",
        "readiness",
        "memory-limit",
        "graceful-shutdown",
        "go-sum",
    ] {
        let (got, evidence) = verdict(&report, id);
        assert_eq!(got, "not-applicable", "{id}: {evidence}");
    }
    // CI that hands everything to make.
    let folder = repository(&[
        ("go.mod", "module example.com/lib\n\ngo 1.26\n"),
        ("lib_test.go", "package lib\n"),
        (
            ".github/workflows/ci.yml",
            "jobs:\n  a:\n    steps:\n      - run: make all\n",
        ),
    ]);
    let (_, report) = json(folder.path(), &[]);
    assert_item(
        &report,
        "tests-in-ci",
        "cannot-tell",
        "`make all` may run it",
    );
    assert_item(&report, "race-detector", "cannot-tell", "no `go test`");
    // A module that builds with a Go of long ago.
    let folder = changed(&[
        ("go.mod", "module example.com/shop\n\ngo 1.22\n"),
        ("Dockerfile", "FROM scratch\n"),
    ]);
    let (_, report) = json(folder.path(), &[]);
    assert_item(&report, "supported-go", "failed", "go.mod:3");
}

#[test]
fn findings_are_summed_up_by_family() {
    let folder = repository(&tool::RACY);
    let (status, report) = json(folder.path(), &[]);
    let families = report["families"].as_array().expect("a list");
    let names: Vec<&str> = families
        .iter()
        .filter_map(|it| it["family"].as_str())
        .collect();
    let all: Vec<&str> = FAMILIES.iter().map(|it| it.name).collect();
    assert_eq!(names, all, "every family of the catalogue");
    assert_eq!(families[0]["verdict"], "failed");
    assert_eq!(families[0]["errors"], 1);
    assert_eq!(families[0]["top"][0]["place"]["path"], "store.go");
    assert_eq!(status, 1);
    let named = |it: &&Value| it["family"] == "container";
    let container = families.iter().find(named).expect("container");
    assert_eq!(container["verdict"], "not-applicable");
}

#[test]
fn comments_configuration_and_baseline_are_heeded() {
    let folder = repository(&tool::RACY);
    let baseline = folder.path().join("known.json");
    let baseline = baseline.to_str().expect("UTF-8");
    let wrote = tool::gomapcheck(folder.path(), &["--write-baseline", baseline]);
    assert_eq!(wrote.status.code(), Some(0), "{}", tool::said(&wrote));
    let (status, report) = json(folder.path(), &["--baseline", "known.json"]);
    assert_eq!(
        (status, &report["families"][0]["errors"]),
        (0, &Value::from(0))
    );
    tool::write(
        folder.path(),
        &[(".gomapcheck.toml", "ignore = [\"map-safety\"]\n")],
    );
    let (_, report) = json(folder.path(), &[]);
    assert_eq!(report["families"][0]["verdict"], "not-applicable");
    assert_eq!(report["families"][0]["rules"], 0);
    tool::write(folder.path(), &[(".gomapcheck.toml", "ignore = [1]\n")]);
    let output = tool::gomapcheck(folder.path(), &["checklist"]);
    assert_eq!(output.status.code(), Some(2), "{}", tool::said(&output));
    let output = tool::gomapcheck(folder.path(), &["checklist", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    // A gate fails for what its rules find.
    let folder = changed(&[(
        ".github/workflows/ci.yml",
        "jobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: go test -race ./... | tee log\n",
    )]);
    let (status, report) = json(folder.path(), &[]);
    assert_item(
        &report,
        "failures-count",
        "failed",
        ".github/workflows/ci.yml:5",
    );
    assert_eq!(
        (
            status,
            &item(&report, "failures-count")["evidence"][0]["rule"]
        ),
        (1, &"GMC852".into())
    );
    let (_, report) = json(folder.path(), &["--ignore", "GMC85,GMC86"]);
    assert_item(
        &report,
        "failures-count",
        "not-applicable",
        "left out by the configuration or by flags",
    );
}

#[test]
fn the_list_can_be_pasted_and_is_the_same_twice() {
    let folder = repository(GOOD);
    let run = |args: &[&str]| {
        let mut all = vec!["checklist"];
        all.extend(args);
        let output = tool::gomapcheck(folder.path(), &all);
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let page = run(&["--format", "markdown"]);
    for part in [
        "# Launch checklist",
        "- [x] tests run with the race detector\n  - `.github/workflows/ci.yml:10`: `go test -race ./...`\n",
        "| map-safety | 0 | 0 | 0 |",
    ] {
        assert!(page.contains(part), "no {part}:\n{page}");
    }
    assert_eq!(run(&["-j", "1"]), run(&["-j", "4"]));
    // From elsewhere, with a path.
    let parent = folder.path().parent().expect("a folder");
    let name = folder
        .path()
        .file_name()
        .and_then(|it| it.to_str())
        .expect("UTF-8");
    let output = tool::gomapcheck(parent, &["checklist", name]);
    assert_eq!(String::from_utf8(output.stdout).expect("UTF-8"), run(&[]));
}
