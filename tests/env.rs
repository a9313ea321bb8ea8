//! `gomapcheck env`, as users start it: with a home and an environment of its own.

#[path = "support/tool.rs"]
mod tool;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A machine for a test: a home, a repository, a Go.
struct Scratch {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

impl Scratch {
    fn new() -> Scratch {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["home", "repo", "bin"] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        let mut scratch = Scratch {
            folder,
            variables: Vec::new(),
        };
        scratch.go("go", "go1.26.4");
        let home = scratch.path("home");
        scratch.set("HOME", &home);
        let path = scratch.path("go/bin");
        scratch.set("PATH", &path);
        scratch.repo(&[("go.mod", "module example.com/acme/app\n\ngo 1.25\n")]);
        scratch
    }

    fn path(&self, inside: &str) -> String {
        let root = self.folder.path().canonicalize().expect("a path");
        root.join(inside).display().to_string()
    }

    fn set(&mut self, name: &str, value: &str) {
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    /// A toolchain of this version.
    fn go(&self, at: &str, version: &str) {
        let root = PathBuf::from(self.path(at));
        tool::write(
            &root,
            &[
                (
                    "VERSION",
                    &format!("{version}\ntime 2026-05-05T00:00:00Z\n"),
                ),
                ("bin/go", "#!/bin/sh\nexit 1\n"),
                ("src/fmt/print.go", "package fmt\n"),
                ("pkg/tool/x", ""),
                (
                    "go.env",
                    "# defaults\nGOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n",
                ),
            ],
        );
    }

    fn home(&self, files: &[(&str, &str)]) {
        tool::write(Path::new(&self.path("home")), files);
    }

    fn repo(&self, files: &[(&str, &str)]) {
        tool::write(Path::new(&self.path("repo")), files);
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gomapcheck"));
        command
            .args(["env"])
            .args(args)
            .current_dir(self.path("repo"))
            .stdin(Stdio::null())
            .env_clear();
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.output().expect("the program starts")
    }

    fn text(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(0), "{}", tool::said(&output));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn json(&self, args: &[&str]) -> Value {
        let mut all = vec!["--format", "json"];
        all.extend(args);
        let text = self.text(&all);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }
}

/// A variable of this machine.
fn variable<'a>(report: &'a Value, name: &str) -> &'a Value {
    let all = report["variables"].as_array().expect("a list");
    let found = all.iter().find(|it| it["name"] == name);
    found.unwrap_or_else(|| panic!("no {name}"))
}

/// A variable of a world.
fn of_world<'a>(report: &'a Value, path: &str, name_of: &str, name: &str) -> &'a Value {
    let worlds = report["worlds"].as_array().expect("a list");
    let named = |it: &&Value| {
        let names = it["names"].as_array().expect("a list");
        it["path"] == path
            && (names.iter().any(|it| it == name_of) || (names.is_empty() && name_of.is_empty()))
    };
    let world = worlds
        .iter()
        .find(named)
        .unwrap_or_else(|| panic!("no {path} {name_of}: {report:#}"));
    let all = world["variables"].as_array().expect("a list");
    let found = all.iter().find(|it| it["name"] == name);
    found.unwrap_or_else(|| panic!("no {name} in {world:#}"))
}

fn messages(value: &Value) -> String {
    let all = value["problems"].as_array().expect("a list");
    let texts = all.iter().map(|it| {
        format!(
            "{} {} {}",
            it["severity"].as_str().unwrap_or(""),
            it["rule"].as_str().unwrap_or("-"),
            it["message"].as_str().unwrap_or("")
        )
    });
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn each_layer_beats_the_one_below() {
    let mut it = Scratch::new();
    let proxy = |report: &Value| {
        let found = variable(report, "GOPROXY");
        let text = |it: &Value| it.as_str().expect("a text").to_owned();
        (text(&found["value"]), text(&found["source"]["scope"]))
    };
    let has = |report: &Value, value: &str, scope: &str| {
        assert_eq!(proxy(report), (value.to_owned(), scope.to_owned()));
    };
    let report = it.json(&[]);
    has(&report, "https://proxy.golang.org,direct", "goroot-go.env");
    assert_eq!(variable(&report, "GOROOT")["value"], it.path("go"));
    assert_eq!(variable(&report, "GOPATH")["value"], it.path("home/go"));
    assert_eq!(report["toolchain"]["version"], "go1.26.4");
    it.home(&[(
        ".config/go/env",
        "GOPROXY=https://user.example\nGOFLAGS=-mod=mod\n",
    )]);
    has(&it.json(&[]), "https://user.example", "user-go-env");
    it.set("GOPROXY", "https://process.example");
    let report = it.json(&[]);
    has(&report, "https://process.example", "environment");
    let said = messages(variable(&report, "GOPROXY"));
    assert!(
        said.contains("warning - the environment beats `https://user.example`"),
        "{said}"
    );
    let text = it.text(&[]);
    assert!(text.contains("GOFLAGS      -mod=mod"), "{text}");
    assert!(text.contains("~/.config/go/env:2"), "{text}");
}

#[test]
fn the_go_env_file_can_be_elsewhere_or_nowhere() {
    let mut it = Scratch::new();
    it.home(&[
        (".config/go/env", "GOFLAGS=-v\n"),
        ("own", "GOFLAGS=-x\nGOGC=off\n"),
    ]);
    assert_eq!(variable(&it.json(&[]), "GOFLAGS")["value"], "-v");
    let own = it.path("home/own");
    it.set("GOENV", &own);
    let report = it.json(&[]);
    assert_eq!(variable(&report, "GOFLAGS")["value"], "-x");
    // A program does not read it, however it looks.
    assert_eq!(variable(&report, "GOGC")["value"], "100");
    assert!(messages(variable(&report, "GOGC")).contains("no effect in this file"));
    it.variables.pop();
    it.set("GOENV", "off");
    assert_eq!(variable(&it.json(&[]), "GOFLAGS")["value"], "");
}

#[test]
fn broken_values_are_marked_and_can_fail_a_check() {
    let mut it = Scratch::new();
    assert_eq!(it.run(&["--check"]).status.code(), Some(0));
    it.set("GOROOT", "/nowhere/go");
    it.set("GOPATH", "relative/go");
    it.set("GOBIN", "bin");
    it.set("GOTOOLCHAIN", "1.26");
    it.set("GOFLAGS", "-ldflags=-s -w");
    it.set("GO111MODULE", "true");
    it.set("GONOSUMCHECK", "1");
    it.set("GOMEMLIMIT", "512Mi");
    it.set("GOARCH", "x64");
    let output = it.run(&["--check", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", tool::said(&output));
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    for (name, part) in [
        ("GOROOT", "error - there is no such directory"),
        (
            "GOPATH",
            "error - the go command stops: `relative/go` is relative",
        ),
        ("GOBIN", "error - `go install` stops"),
        ("GOTOOLCHAIN", "write `go1.26`"),
        ("GOFLAGS", "quote the whole"),
        ("GO111MODULE", "error GMC207"),
        ("GONOSUMCHECK", "GMC207"),
        ("GOMEMLIMIT", "error GMC601"),
        ("GOARCH", "Go knows no `GOARCH` of `x64`"),
    ] {
        let said = messages(variable(&report, name));
        assert!(said.contains(part), "{name}: {said}");
    }
    let text = it.text(&[]);
    assert!(
        text.contains("× GOROOT") && text.contains("GMC601"),
        "{text}"
    );
    assert!(text.contains("gomapcheck explain GMC"), "{text}");
}

#[test]
fn goroot_and_gopath_keep_apart() {
    let mut it = Scratch::new();
    let inside = it.path("go/work");
    it.set("GOPATH", &inside);
    let said = messages(variable(&it.json(&[]), "GOPATH"));
    assert!(
        said.contains("error GMC204") && said.contains("inside `GOROOT`"),
        "{said}"
    );
    it.variables.pop();
    // Half a toolchain, and another go in PATH.
    tool::write(Path::new(&it.path("half")), &[("bin/go", "")]);
    let half = it.path("half");
    it.set("GOROOT", &half);
    let said = messages(variable(&it.json(&[]), "GOROOT"));
    assert!(said.contains("no `src`"), "{said}");
    it.variables.pop();
    it.go("old", "go1.25.1");
    let old = it.path("old");
    it.set("GOROOT", &old);
    let said = messages(variable(&it.json(&[]), "GOROOT"));
    assert!(said.contains("the go in PATH is go1.26.4"), "{said}");
    it.variables.pop();
    // The default GOPATH is GOROOT.
    let root = it.path("home/go");
    it.go("home/go", "go1.26.4");
    it.set("PATH", &format!("{root}/bin"));
    let said = messages(variable(&it.json(&[]), "GOPATH"));
    assert!(said.contains("its default is GOROOT"), "{said}");
    // The repository as GOPATH.
    let repo = it.path("repo");
    it.set("GOPATH", &repo);
    let said = messages(variable(&it.json(&[]), "GOPATH"));
    assert!(said.contains("the directory of go.mod"), "{said}");
}

#[test]
fn the_module_asks_for_a_toolchain() {
    let mut it = Scratch::new();
    it.repo(&[("go.mod", "module example.com/m\n\ngo 1.27\n")]);
    let report = it.json(&[]);
    assert_eq!(report["toolchain"]["wanted"]["text"], "go 1.27");
    assert_eq!(report["toolchain"]["wanted"]["place"]["line"], 3);
    let verdict = report["toolchain"]["verdict"]
        .as_str()
        .expect("a sentence")
        .to_owned();
    assert!(verdict.contains("runs go1.27.0"), "{verdict}");
    it.set("GOTOOLCHAIN", "local");
    let report = it.json(&[]);
    let said = messages(variable(&report, "GOTOOLCHAIN"));
    assert!(said.contains("error - the go command stops"), "{said}");
}

#[test]
fn private_patterns_are_tried_on_the_modules() {
    let mut it = Scratch::new();
    it.repo(&[(
        "go.mod",
        "module example.com/acme/app\n\ngo 1.25\n\nrequire git.corp.example/lib v1.0.0\n",
    )]);
    it.set("GOPRIVATE", "git.corp.example");
    assert_eq!(messages(variable(&it.json(&[]), "GOPRIVATE")), "");
    it.variables.pop();
    it.set("GOPRIVATE", "github.com/acme");
    let report = it.json(&[]);
    let said = messages(variable(&report, "GOPRIVATE"));
    assert!(
        said.contains("note - matches none of the 2 modules"),
        "{said}"
    );
    assert_eq!(variable(&report, "GONOSUMDB")["value"], "github.com/acme");
    it.variables.pop();
    it.set("GOPRIVATE", "*");
    let said = messages(variable(&it.json(&[]), "GOPRIVATE"));
    assert!(said.contains("GMC302 `*` covers all modules"), "{said}");
}

#[test]
fn start_files_are_read_but_do_not_win() {
    let mut it = Scratch::new();
    it.set("SHELL", "/bin/bash");
    it.home(&[
        (
            ".profile",
            "BASE=$HOME/code\nexport GOPATH=\"$BASE/go\"\n. ~/.more\n",
        ),
        (".more", "export GOFLAGS=-v\n"),
        (
            ".bashrc",
            "export GOPATH=~/other  # mine\nexport GOPROXY=$(cat proxy)\n",
        ),
        (".zshrc", "export GOSUMDB=off\n"),
        (
            ".config/fish/config.fish",
            "set -gx GOBIN $HOME/bin\nset GOARCH arm\n",
        ),
    ]);
    let report = it.json(&[]);
    let path = variable(&report, "GOPATH");
    assert_eq!(path["value"], it.path("home/go"));
    let said = messages(path);
    assert!(said.contains("start files disagree"), "{said}");
    assert!(
        said.contains("is set for new shells, but not in this environment"),
        "{said}"
    );
    assert!(said.contains(&it.path("home/other")), "{said}");
    let proxy = variable(&report, "GOPROXY");
    assert_eq!(proxy["others"][0]["standing"], "unknown");
    assert_eq!(proxy["others"][0]["source"]["place"]["path"], "~/.bashrc");
    assert_eq!(proxy["others"][0]["source"]["place"]["line"], 2);
    assert_eq!(
        variable(&report, "GOFLAGS")["others"][0]["source"]["place"]["path"],
        "~/.more"
    );
    // Of another shell: told by its rule, no conflict.
    let sumdb = messages(variable(&report, "GOSUMDB"));
    assert!(
        sumdb.contains("error GMC301") && !sumdb.contains("new shell"),
        "{sumdb}"
    );
    let bin = variable(&report, "GOBIN");
    assert_eq!(bin["others"][0]["value"], it.path("home/bin"));
    assert_eq!(
        variable(&report, "GOARCH")["others"]
            .as_array()
            .map(Vec::len),
        Some(0)
    );
    // The environment that the files made.
    let other = it.path("home/other");
    it.set("GOPATH", &other);
    let text = it.text(&[]);
    assert!(
        text.contains("environment, as ~/.bashrc:1 has it"),
        "{text}"
    );
}

#[test]
fn direnv_and_editors_have_their_say() {
    let it = Scratch::new();
    it.repo(&[
        (".envrc", "export GOFLAGS=-mod=mod\n"),
        (
            ".vscode/settings.json",
            "{ // mine\n \"go.toolsEnvVars\": {\"GOPROXY\": \"https://vscode.example\"},\n \"go.goroot\": \"/opt/go\",\n \"terminal.integrated.env.linux\": {\"GOWORK\": \"work\"},\n}\n",
        ),
        (
            ".devcontainer/devcontainer.json",
            "{\"containerEnv\": {\"GOPATH\": \"/workspace/go\"}, \"remoteEnv\": {\"GOFLAGS\": \"-bogus\"}}\n",
        ),
    ]);
    it.home(&[(
        ".config/Code/User/settings.json",
        "{\"go.gopath\": \"/home/me/old\"}",
    )]);
    let report = it.json(&[]);
    let said = messages(variable(&report, "GOFLAGS"));
    assert!(said.contains("direnv would set `-mod=mod`"), "{said}");
    let settings = ".vscode/settings.json";
    let proxy = of_world(&report, settings, "", "GOPROXY");
    assert_eq!(proxy["label"], "`go.toolsEnvVars`");
    assert!(messages(proxy).contains("outside the editor it is `https://proxy.golang.org,direct`"));
    assert_eq!(
        of_world(&report, settings, "", "GOROOT")["label"],
        "`go.goroot`"
    );
    let work = messages(of_world(&report, settings, "", "GOWORK"));
    assert!(work.contains("must be `off` or an absolute path"), "{work}");
    let container = ".devcontainer/devcontainer.json";
    let flags = messages(of_world(&report, container, "", "GOFLAGS"));
    assert!(flags.contains("unknown flag `-bogus`"), "{flags}");
    let user = of_world(&report, "~/.config/Code/User/settings.json", "", "GOPATH");
    assert_eq!(user["value"], "/home/me/old");
    // A machine's own settings are shared with nobody.
    assert!(!messages(user).contains("GMC201"), "{}", messages(user));
}

#[test]
fn images_services_and_jobs_are_worlds_of_their_own() {
    let it = Scratch::new();
    it.repo(&[
        (
            "Dockerfile",
            "FROM golang:1.26 AS build\nENV GOFLAGS=-mod=vendor CGO_ENABLED=0\nARG GOPROXY=https://a.example\nRUN GOOS=js go vet ./...\n\
             FROM build AS test\nENV GOFLAGS=-v\nFROM scratch\nENV GOMEMLIMIT=400MiB\n",
        ),
        (
            "compose.yaml",
            "services:\n  api:\n    env_file: api.env\n    environment:\n      GOMEMLIMIT: 1G\n  db:\n    image: x\n",
        ),
        ("api.env", "GOMEMLIMIT=2GiB\nGOGC=50\n"),
        (
            ".github/workflows/ci.yml",
            "env:\n  GOTOOLCHAIN: local\njobs:\n  test:\n    runs-on: ubuntu-latest\n    env:\n      GOTOOLCHAIN: auto\n    steps:\n\
             \x20     - name: Race\n        env:\n          GORACE: log_path=x\n        run: |\n          export GOFLAGS=-count=1\n          go test ./...\n\
             \x20 lint:\n    runs-on: ubuntu-latest\n    steps:\n      - run: go vet ./...\n",
        ),
        ("Makefile", "export CGO_ENABLED = 0\nGOOS ?= linux\nall:\n\tGOARCH=arm64 go build\n"),
    ]);
    let report = it.json(&[]);
    let file = "Dockerfile";
    let value = |stage: &str, name: &str| of_world(&report, file, stage, name)["value"].clone();
    assert_eq!(value("stage `build`", "GOTOOLCHAIN"), "local");
    assert_eq!(value("stage `build`", "GOPROXY"), "https://a.example");
    assert_eq!(value("stage `test`", "CGO_ENABLED"), "0");
    let flags = of_world(&report, file, "stage `test`", "GOFLAGS");
    assert_eq!(
        (&flags["value"], &flags["over"][0]["value"]),
        (&"-v".into(), &"-mod=vendor".into())
    );
    assert_eq!(value("stage 2", "GOMEMLIMIT"), "400MiB");
    let limit = of_world(&report, "compose.yaml", "service `api`", "GOMEMLIMIT");
    assert_eq!(
        (&limit["value"], &limit["over"][0]["value"]),
        (&"1G".into(), &"2GiB".into())
    );
    assert!(messages(limit).contains("GMC601"), "{}", messages(limit));
    assert_eq!(
        of_world(&report, "compose.yaml", "service `api`", "GOGC")["value"],
        "50"
    );
    let ci = ".github/workflows/ci.yml";
    assert_eq!(of_world(&report, ci, "", "GOTOOLCHAIN")["value"], "local");
    let job = of_world(&report, ci, "job `test`", "GOTOOLCHAIN");
    assert_eq!(
        (&job["value"], &job["over"][0]["value"]),
        (&"auto".into(), &"local".into())
    );
    assert_eq!(
        of_world(&report, ci, "job `test`", "GORACE")["label"],
        "step `Race`"
    );
    assert_eq!(
        of_world(&report, ci, "job `test`", "GOFLAGS")["label"],
        "step `Race`"
    );
    let make = of_world(&report, "Makefile", "", "GOARCH");
    assert_eq!(make["oneCommand"], true);
    let text = it.text(&[]);
    assert!(text.contains("Dockerfile, stage `test`"), "{text}");
    assert!(
        !text.contains("arm64") && it.text(&["--all"]).contains("arm64"),
        "{text}"
    );
    // A variable of make that is not exported reaches nobody.
    assert!(!text.contains("linux "), "{text}");
}

#[test]
fn windows_is_read_from_exported_files() {
    let it = Scratch::new();
    let export = "Windows Registry Editor Version 5.00\r\n\r\n\
        [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment]\r\n\
        \"GOROOT\"=\"C:\\\\Go\\\\bin\"\r\n\"GOPATH\"=\"C:\\\\Go\"\r\n\"GOFLAGS\"=\"-v\"\r\n\r\n\
        [HKEY_CURRENT_USER\\Environment]\r\n\"GOFLAGS\"=\"-x\"\r\n\"GOBIN\"=\"%USERPROFILE%\\\\bin\"\r\n\"GOCACHE\"=\"cache\"\r\n\
        [HKEY_CURRENT_USER\\Software]\r\n\"GOARCH\"=\"x\"\r\n";
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(export.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    std::fs::write(it.path("repo/win.reg"), utf16).expect("a file");
    it.repo(&[(
        "terminal.json",
        "{\"profiles\": {\"defaults\": {}, \"list\": [\n  {\"name\": \"Dev\", \"environment\": {\"GOPATH\": \"D:\\\\code\"}},\n\
         \x20 {\"name\": \"Cmd\", \"commandline\": \"cmd.exe /k set GOPROXY=off\"}]}}",
    )]);
    let report = it.json(&["--file", "win.reg", "--file", "terminal.json"]);
    let base = "machine and user environment";
    let root = messages(of_world(&report, "win.reg", base, "GOROOT"));
    assert!(root.contains("the directory of the executable"), "{root}");
    let flags = of_world(&report, "win.reg", base, "GOFLAGS");
    assert_eq!(
        (&flags["value"], &flags["over"][0]["value"]),
        (&"-x".into(), &"-v".into())
    );
    assert_eq!(of_world(&report, "win.reg", base, "GOBIN")["dynamic"], true);
    let cache = messages(of_world(&report, "win.reg", base, "GOCACHE"));
    assert!(cache.contains("absolute path"), "{cache}");
    let dev = of_world(&report, "terminal.json", "profile `Dev`", "GOPATH");
    assert_eq!(
        (&dev["value"], &dev["over"][0]["value"]),
        (&"D:\\code".into(), &"C:\\Go".into())
    );
    assert_eq!(
        of_world(&report, "terminal.json", "profile `Cmd`", "GOPROXY")["value"],
        "off"
    );
    let text = it.text(&["--file", "win.reg"]);
    assert!(
        text.contains("C:\\Go\\bin") && !text.contains("GOARCH"),
        "{text}"
    );
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_shown() {
    let it = Scratch::new();
    it.home(&[(".profile", "export GOFLAGS=-v\n")]);
    std::fs::create_dir(it.path("home/.bashrc")).expect("a folder");
    std::fs::write(it.path("home/.zshrc"), [0xff, 0x00, 0x81]).expect("a file");
    it.repo(&[
        ("settings.json", "{\"go.goroot\": "),
        ("empty.reg", "REGEDIT4\n"),
    ]);
    let text = it.text(&["--file", "settings.json", "--file", "empty.reg"]);
    for part in [
        "note: ~/.bashrc is left out: it is no file",
        "note: ~/.zshrc is left out: it is neither UTF-8 nor UTF-16",
        "note: settings.json is left out: it cannot be read as JSON",
        "note: empty.reg holds no environment",
        "`-v` is set for new shells",
    ] {
        assert!(text.contains(part), "no {part}:\n{text}");
    }
    for (args, part) in [
        (&["--file", "gone.reg"][..], "gone.reg"),
        (&["nowhere"][..], "nowhere"),
    ] {
        let output = it.run(args);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            tool::said(&output).contains(part),
            "{}",
            tool::said(&output)
        );
    }
}

#[test]
fn a_machine_without_anything_still_gets_an_answer() {
    let mut it = Scratch::new();
    it.variables.clear();
    std::fs::remove_file(it.path("repo/go.mod")).expect("removed");
    let report = it.json(&[]);
    assert_eq!(report["toolchain"]["root"], Value::Null);
    assert_eq!(variable(&report, "GOPATH")["value"], "");
    assert!(
        it.text(&["--all"]).contains("no user folder"),
        "{}",
        it.text(&["--all"])
    );
    assert_eq!(it.text(&[]), it.text(&[]), "twice the same");
}

#[test]
fn passwords_do_not_show() {
    let mut it = Scratch::new();
    it.set(
        "GOPROXY",
        "https://me:s3cret@proxy.example,https://t0ken@other.example",
    );
    it.home(&[(
        ".bashrc",
        "export GOPROXY=https://me:s3cret2@proxy.example\n",
    )]);
    for text in [it.text(&["--all"]), it.json(&[]).to_string()] {
        assert!(
            !text.contains("s3cret") && !text.contains("t0ken"),
            "{text}"
        );
        assert!(text.contains("https://me:xxxxx@proxy.example"), "{text}");
    }
}

#[test]
fn the_configuration_of_the_repository_is_heeded() {
    let it = Scratch::new();
    it.repo(&[("Dockerfile", "FROM golang:1.26\nENV GOSUMDB=off\n")]);
    assert!(it.text(&[]).contains("GMC301"));
    it.repo(&[(".gomapcheck.toml", "ignore = [\"GMC301\"]\n")]);
    let text = it.text(&[]);
    assert!(
        text.contains("GOSUMDB") && !text.contains("GMC301"),
        "{text}"
    );
    it.repo(&[(".gomapcheck.toml", "ignorre = []\n")]);
    assert_eq!(it.run(&[]).status.code(), Some(2));
}
