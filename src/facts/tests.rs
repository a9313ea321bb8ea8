//! Tests of facts: which shell runs a script, and which setting a command gets to see.

use super::*;
use crate::discover::Document;
use crate::shell::ShellOptions;

/// A workspace of documents: path, kind, text.
fn workspace(files: &[(&str, DocKind, &str)]) -> Workspace {
    let document = |(path, kind, text): &(&str, DocKind, &str)| Document {
        path: (*path).into(),
        display: (*path).into(),
        text: (*text).into(),
        kind: *kind,
    };
    let mut documents: Vec<Document> = files.iter().map(document).collect();
    documents.sort_by(|a, b| a.display.cmp(&b.display));
    Workspace {
        documents,
        ..Workspace::default()
    }
}

fn with_doc(kind: DocKind, text: &str, test: impl FnOnce(&Facts, &Doc)) {
    let workspace = workspace(&[("file", kind, text)]);
    let facts = Facts::new(&workspace, &[]);
    test(&facts, &facts.docs[0]);
}

/// The value of a variable that the first command of this name gets to see.
fn seen(facts: &Facts, doc: &Doc, command: &str, name: &str) -> Option<String> {
    for (at, script) in doc.scripts().iter().enumerate() {
        let found = script
            .script
            .commands
            .iter()
            .position(|it| it.name() == command);
        if let Some(index) = found {
            return facts
                .in_effect(doc, at, index, name)
                .map(|it| it.value.clone());
        }
    }
    panic!("no {command}");
}

#[test]
fn shells_of_github_steps() {
    let text = "\
defaults:
  run:
    shell: bash
jobs:
  a:
    runs-on: ${{ matrix.os }}
    strategy:
      matrix:
        os: [ubuntu-latest]
        include:
          - os: windows-2022
    steps:
      - run: one
      - run: two
        shell: sh
  b:
    runs-on: windows-latest
    defaults:
      run:
        shell: pwsh
    steps:
      - name: Three
        run: three
        if: always()
        continue-on-error: true
";
    with_doc(DocKind::GithubWorkflow, text, |_, doc| {
        let scripts = doc.scripts();
        assert_eq!(
            (scripts[0].shell, scripts[0].options),
            (ShellKind::Bash, ShellOptions::STRICT)
        );
        assert_eq!(
            (scripts[1].shell, scripts[1].options),
            (ShellKind::Sh, ShellOptions::ERREXIT)
        );
        assert!(scripts[0].may_be_windows() && scripts[0].shell_named);
        assert_eq!(scripts[2].shell, ShellKind::Pwsh);
        assert_eq!(scripts[2].label, "job `b`, step `Three`");
        assert_eq!(
            scripts[2].ignore_errors.map(|it| it.text(text)),
            Some("true")
        );
        assert_eq!(scripts[2].conditions, ["always()"]);
    });
    let plain =
        "jobs:\n  a:\n    steps:\n      - run: |\n          go test ${{ matrix.x }} ./...\n";
    with_doc(DocKind::GithubWorkflow, plain, |_, doc| {
        let script = &doc.scripts()[0];
        assert_eq!(script.options, ShellOptions::ERREXIT);
        let words = &script.script.commands[0].words;
        assert!(words[2].dynamic);
        assert_eq!(words[2].span.text(plain), "${{ matrix.x }}");
        assert_eq!(words[3].span.text(plain), "./...");
    });
}

#[test]
fn settings_of_github_steps() {
    let text = "\
env:
  A: workflow
  B: workflow
jobs:
  j:
    env:
      B: job
    steps:
      - run: echo \"D=file\" >> $GITHUB_ENV
      - env:
          C: step
        run: |
          export E=script
          F=prefix tool
";
    with_doc(DocKind::GithubWorkflow, text, |facts, doc| {
        let of = |name: &str| seen(facts, doc, "tool", name);
        for (name, value) in [
            ("A", "workflow"),
            ("B", "job"),
            ("C", "step"),
            ("D", "file"),
            ("E", "script"),
            ("F", "prefix"),
        ] {
            assert_eq!(of(name).as_deref(), Some(value), "{name}");
        }
        assert_eq!(of("G"), None);
    });
}

#[test]
fn settings_of_stages() {
    let text = "\
FROM golang:1.26 AS base
ENV A=base
ARG B=arg
FROM base AS build
ENV C=before
RUN tool
ENV C=after D=later
FROM scratch
ENV A=other
";
    with_doc(DocKind::Dockerfile, text, |facts, doc| {
        let of = |name: &str| seen(facts, doc, "tool", name);
        assert_eq!(of("A").as_deref(), Some("base"));
        assert_eq!(of("B"), None, "an ARG ends with its stage");
        assert_eq!(of("C").as_deref(), Some("before"));
        assert_eq!(of("D"), None);
    });
}

#[test]
fn settings_of_recipes() {
    let text = "\
export A = all
B = kept
x: export C := target
x:
\ttool
y:
\tD=1 other
export E
E = late
";
    with_doc(DocKind::Makefile, text, |facts, doc| {
        let of = |name: &str| seen(facts, doc, "tool", name);
        assert_eq!(of("A").as_deref(), Some("all"));
        assert_eq!(of("B"), None);
        assert_eq!(of("C").as_deref(), Some("target"));
        assert_eq!(of("E").as_deref(), Some("late"));
        assert_eq!(seen(facts, doc, "other", "C"), None);
        assert_eq!(seen(facts, doc, "other", "D").as_deref(), Some("1"));
    });
}

#[test]
fn settings_without_scripts() {
    let all = |kind: DocKind, text: &str| -> Vec<(String, String)> {
        let workspace = workspace(&[("file", kind, text)]);
        let facts = Facts::new(&workspace, &[]);
        let settings = facts.docs[0].settings();
        settings
            .iter()
            .map(|it| (it.name.clone(), it.value_loc().span.text(text).to_owned()))
            .collect()
    };
    let pair = |name: &str, value: &str| vec![(name.to_owned(), value.to_owned())];
    for (kind, text) in [
        (
            DocKind::Compose,
            "services:\n  a:\n    environment:\n      - GOGC=off\n",
        ),
        (
            DocKind::Kubernetes,
            "spec:\n  containers:\n  - env:\n    - name: GOGC\n      value: off\n",
        ),
        (DocKind::GitlabCi, "job:\n  variables:\n    GOGC: off\n"),
        (DocKind::Travis, "env:\n  global:\n    - GOGC=off\n"),
        (DocKind::EnvFile, "GOGC=off\n"),
        (DocKind::Systemd, "[Service]\nEnvironment=GOGC=off\n"),
        (
            DocKind::Vscode,
            "{\"terminal.integrated.env.linux\": {\"GOGC\": off}}\n",
        ),
        (DocKind::Batch, "@echo off\nset GOGC=off\n"),
        (DocKind::Shell, "go env -w GOGC=off\n"),
    ] {
        let found = all(kind, text);
        let expected = match kind {
            // JSON has no plain words: nothing could be read.
            DocKind::Vscode => Vec::new(),
            DocKind::Shell => pair("GOGC", "GOGC=off"),
            _ => pair("GOGC", "off"),
        };
        assert_eq!(found, expected, "{kind:?}");
    }
}

#[test]
fn the_nearest_go_mod() {
    let workspace = workspace(&[
        ("go.mod", DocKind::GoMod, "module a\n"),
        ("sub/go.mod", DocKind::GoMod, "module b\n"),
        ("sub/x/Dockerfile", DocKind::Dockerfile, ""),
    ]);
    let facts = Facts::new(&workspace, &[]);
    let of = |path: &str| facts.go_mod_of(path).map(Doc::display);
    assert_eq!(of("sub/x/Dockerfile"), Some("sub/go.mod"));
    assert_eq!(of("other/Dockerfile"), Some("go.mod"));
}

#[test]
fn settings_of_other_shells_and_of_docker() {
    let text = "\
jobs:
  a:
    runs-on: windows-latest
    container:
      env:
        GOWORK: off
    steps:
      - run: |
          $env:GOPRIVATE = 'a.example'; go build
          go env -w GOPROXY=off
          [Environment]::SetEnvironmentVariable(\"GOSUMDB\", \"off\", \"User\")
      - shell: cmd
        run: |
          set GOFLAGS=-mod=vendor && go build
      - shell: bash
        run: docker build --build-arg GOARCH=arm64 --build-arg=GOOS=linux . && docker run -e GOGC=off x
";
    with_doc(DocKind::GithubWorkflow, text, |_, doc| {
        let all: Vec<(&str, &str, &str)> = doc
            .settings()
            .iter()
            .map(|it| {
                let raw = it.value_span.text(doc.text());
                (it.name.as_str(), it.value.as_str(), raw)
            })
            .collect();
        assert_eq!(
            all,
            [
                ("GOWORK", "off", "off"),
                ("GOPRIVATE", "a.example", "a.example"),
                ("GOPROXY", "off", "off"),
                ("GOSUMDB", "off", "off"),
                ("GOFLAGS", "-mod=vendor", "-mod=vendor"),
                ("GOARCH", "arm64", "GOARCH=arm64"),
                ("GOOS", "linux", "--build-arg=GOOS=linux"),
                ("GOGC", "off", "GOGC=off"),
            ]
        );
    });
}

#[test]
fn words_are_expanded() {
    let text = "A=1\nB=x$A\nC=$(date)\nD=${D:-y}\ncurl $A-$B-$C-${D}-${E:-z}\n";
    with_doc(DocKind::Shell, text, |facts, doc| {
        let commands = &doc.scripts()[0].script.commands;
        let curl = commands.iter().position(|it| it.name() == "curl");
        let curl = curl.expect("a command");
        let word = &commands[curl].words[1].text;
        assert_eq!(facts.expand(doc, 0, curl, word), "1-x1-$C-y-z");
    });
}
