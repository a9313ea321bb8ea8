//! Tests of the shell reader: what is a command, what is in effect, where it stands.

use super::*;

fn script(text: &str) -> Script {
    let cut = Cut::whole(text, Span::new(0, text.len()));
    read(&cut, ShellOptions::NONE)
}

fn commands(text: &str) -> Vec<String> {
    let script = script(text);
    let joined = |it: &Command| {
        let words = it.words[it.program..].iter().map(|it| it.text.as_str());
        words.collect::<Vec<_>>().join(" ")
    };
    script.commands.iter().map(joined).collect()
}

#[test]
fn words_and_quotes() {
    assert_eq!(
        commands("go test -run 'A|B' \"c d\" e\\ f\n"),
        ["go test -run A|B c d e f"]
    );
    assert_eq!(
        commands("go build -ldflags \"-X a.b=$V\" ./..."),
        ["go build -ldflags -X a.b=$V ./..."]
    );
    assert_eq!(commands("go test \\\n  ./...\n"), ["go test ./..."]);
    let text = "GOOS=linux go build -o \"$OUT\" x";
    let script = script(text);
    let command = &script.commands[0];
    assert_eq!(
        (
            command.env[0].name.as_str(),
            command.env[0].value.text.as_str()
        ),
        ("GOOS", "linux")
    );
    assert_eq!(command.flag("o").map(|(value, _)| value), Some("$OUT"));
    assert!(command.words[3].dynamic && command.words[3].quoted);
    assert_eq!(command.words[3].span.text(text), "\"$OUT\"");
}

#[test]
fn data_is_no_code() {
    assert_eq!(
        commands("# curl x | sh\necho 'curl x | sh'\n"),
        ["echo curl x | sh"]
    );
    assert_eq!(commands("cat <<EOF\ncurl x | sh\nEOF\n"), ["cat"]);
    assert_eq!(
        commands("echo $(go version)"),
        ["go version", "echo $(go version)"]
    );
}

#[test]
fn substitutions_are_read_once() {
    assert_eq!(
        commands("echo $(tr a $(go version))"),
        [
            "go version",
            "tr a $(go version)",
            "echo $(tr a $(go version))"
        ]
    );
}

#[test]
fn wrappers() {
    for text in [
        "sudo -E go test",
        "env GOFLAGS=-mod=mod go test",
        "time go test",
        "timeout 10m go test",
        "nice -n 10 go test",
        "sudo env A=b go test",
    ] {
        assert_eq!(commands(text), ["go test"], "{text}");
    }
    assert_eq!(script("env A=b go test").commands[0].env[0].name, "A");
}

#[test]
fn options_follow_the_script() {
    let options = |text: &str| script(text).commands.last().expect("a command").options;
    assert_eq!(options("go test"), ShellOptions::NONE);
    assert_eq!(options("#!/bin/bash -e\ngo test"), ShellOptions::ERREXIT);
    assert_eq!(options("set -euo pipefail\ngo test"), ShellOptions::STRICT);
    assert_eq!(
        options("set -o pipefail; set -e; go test"),
        ShellOptions::STRICT
    );
    assert_eq!(options("set -e\nset +e\ngo test"), ShellOptions::NONE);
    assert_eq!(options("(set -e; true)\ngo test"), ShellOptions::NONE);
    assert_eq!(
        options("set -o pipefail && go test"),
        ShellOptions {
            pipefail: true,
            errexit: false
        }
    );
    assert_eq!(
        options("bash -eo pipefail -c 'go test'"),
        ShellOptions::STRICT
    );
}

#[test]
fn pipelines() {
    let text = "cd x && go test ./... 2>&1 | tee log\n";
    let script = script(text);
    assert_eq!(script.pipelines.len(), 1);
    let pipeline = &script.pipelines[0];
    let names: Vec<_> = pipeline
        .stages
        .iter()
        .map(|it| script.commands[it[0]].name())
        .collect();
    assert_eq!(names, ["go", "tee"]);
    assert_eq!(pipeline.span.text(text), "go test ./... 2>&1 | tee log");
    let script = self::script("go test ./... && true | tee log\n");
    let first = &script.commands[script.pipelines[0].stages[0][0]];
    assert_eq!(first.name(), "true", "a pipe binds tighter than a list");
    let script = self::script("go test | tee x || exit 1\nif go vet | grep -q x; then y; fi\n");
    assert!(script.pipelines[0].context.handled);
    assert!(script.pipelines[1].context.condition);
    let script = self::script("x=$(go list | head -1)\n");
    assert!(script.pipelines[0].context.substitution);
    let script = self::script("go run x <<EOF | tee y\nbody\nEOF\n");
    assert_eq!(script.pipelines.len(), 1);
}

#[test]
fn assignments() {
    let script = script("A=1\nexport B=\"x y\" C\nexport D\nD=2\n(E=3)\n");
    let all: Vec<_> = script
        .assignments
        .iter()
        .map(|it| {
            (
                it.name.as_str(),
                it.value.text.as_str(),
                it.exported,
                it.local,
            )
        })
        .collect();
    assert_eq!(
        all,
        [
            ("A", "1", false, false),
            ("B", "x y", true, false),
            ("D", "2", false, false),
            ("E", "3", false, true),
        ]
    );
}

#[test]
fn nested_shells_keep_places() {
    let text = "docker run x sh -c 'go test ./... | tee y'\n";
    let script = script(text);
    let last = script.pipelines.last().expect("a pipeline");
    assert_eq!(last.span.text(text), "go test ./... | tee y");
}

#[test]
fn lists_and_conditions() {
    let script = script("go vet || true\n! go build\nif go test; then go install; fi\n");
    let contexts: Vec<_> = script.commands.iter().map(|it| it.context).collect();
    assert!(contexts[0].handled && contexts[1].fallback);
    assert!(contexts[2].handled);
    assert!(contexts[3].condition && !contexts[3].branch);
    assert!(contexts[4].branch && !contexts[4].condition);
}

#[test]
fn hostile_text_ends() {
    for text in [
        "$(".repeat(3000),
        "if a; then\n".repeat(2000),
        "'".to_owned(),
        "a | ".repeat(3000),
        "((((".repeat(500),
    ] {
        let _ = script(&text);
    }
}

#[test]
fn variables_with_signs_between_stay_in_their_word() {
    let script = script(
        "A=go$V.$OS-$ARCH.tar.gz\nexport B=x$V.$OS-y\ncurl -O https://a.example/go$V.$OS-$ARCH.tar.gz next\n",
    );
    let values: Vec<&str> = script
        .assignments
        .iter()
        .map(|it| it.value.text.as_str())
        .collect();
    assert_eq!(values, ["go$V.$OS-$ARCH.tar.gz", "x$V.$OS-y"]);
    let words: Vec<&str> = script.commands[0]
        .words
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!(
        words,
        [
            "curl",
            "-O",
            "https://a.example/go$V.$OS-$ARCH.tar.gz",
            "next"
        ]
    );
}

#[test]
fn a_variable_may_be_sudo() {
    assert_eq!(
        commands("$SUDO tar -x\n${sudo} -E go version\n$TOOL x\n"),
        ["tar -x", "go version", "$TOOL x"]
    );
}
