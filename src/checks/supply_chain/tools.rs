//! GMC315 and GMC316: tools without a version, and `go get` where it installs nothing.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::pins::pins;
use crate::facts::versions::{NEWEST_MINOR, Version};
use crate::facts::{Doc, Facts, HostScript};
use crate::rules::Severity;
use crate::shell::{Command, Word};

/// Versions that move.
const MOVING: &[&str] = &[
    "latest", "upgrade", "patch", "master", "main", "HEAD", "head", "develop", "trunk", "tip",
];

/// From this one on `go get` only changes go.mod.
const GET_WITHOUT_INSTALL: u16 = 18;

/// Programs whose packages do not stand below `cmd`.
const TOOLS: &[&str] = &[
    "dep",
    "errcheck",
    "ginkgo",
    "glide",
    "go-bindata",
    "go-junit-report",
    "gocov",
    "gocov-html",
    "gocov-xml",
    "gocyclo",
    "godep",
    "golint",
    "gometalinter",
    "goveralls",
    "govendor",
    "gox",
    "ineffassign",
    "misspell",
    "richgo",
    "statik",
    "unconvert",
];

pub(super) fn unpinned(facts: &Facts, sink: &mut Sink) {
    for doc in facts.on(&sink.rule().on).filter(|it| it.mentions("@")) {
        for script in doc.scripts() {
            if is_update(doc, script) {
                continue;
            }
            for command in &script.script.commands {
                let runs =
                    command.name() == "go" && matches!(command.arg(0), Some("install" | "run"));
                for word in command.args().iter().filter(|_| runs) {
                    let Some((path, version)) = moving(word) else {
                        continue;
                    };
                    if is_own(facts, path) || path.ends_with("golang.org/dl/gotip") {
                        continue;
                    }
                    let message = format!(
                        "each run may get another `{}`: `@{version}` is what is newest then",
                        name(path)
                    );
                    let _ = sink.report(doc, word.span, message).within(&script.label);
                    // What follows are arguments of the program.
                    break;
                }
            }
        }
    }
}

/// Targets, tasks and scripts that are there to get newer versions.
fn is_update(doc: &Doc, script: &HostScript) -> bool {
    let words = ["update", "upgrade", "bump"];
    let names = [
        script.label.to_ascii_lowercase(),
        doc.file_name().to_ascii_lowercase(),
    ];
    words
        .iter()
        .any(|word| names.iter().any(|it| it.contains(word)))
}

fn moving(word: &Word) -> Option<(&str, &str)> {
    let (path, version) = word.text.split_once('@')?;
    let module = path.contains('/')
        && path.split('/').next().is_some_and(|it| it.contains('.'))
        && !path.starts_with('.');
    (module && MOVING.contains(&version)).then_some((path, version))
}

/// A package of this repository.
fn is_own(facts: &Facts, path: &str) -> bool {
    let mods = facts.of_kind(&[DocKind::GoMod]);
    let mut modules = mods
        .flat_map(|it| it.directives())
        .filter(|it| it.verb == "module")
        .filter_map(|it| it.arg(0));
    modules.any(|it| {
        path.strip_prefix(it)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// What the program of a package is called.
fn name(path: &str) -> &str {
    let mut parts = path.rsplit('/');
    let last = parts.next().unwrap_or(path);
    let major = last
        .strip_prefix('v')
        .is_some_and(|it| !it.is_empty() && it.chars().all(|it| it.is_ascii_digit()));
    if major {
        parts.next().unwrap_or(last)
    } else {
        last
    }
}

pub(super) fn get_installs(facts: &Facts, sink: &mut Sink) {
    for doc in facts.on(&sink.rule().on).filter(|it| it.mentions("get ")) {
        for (at, script) in doc.scripts().iter().enumerate() {
            for (number, command) in script.script.commands.iter().enumerate() {
                if !may_install(facts, doc, (at, number), command) {
                    continue;
                }
                let newest =
                    toolchain(facts, doc, script).filter(|it| it.minor >= GET_WITHOUT_INSTALL);
                if let Some(newest) = newest {
                    judge_get(facts, doc, (script, command), newest, sink);
                }
            }
        }
    }
}

fn judge_get(
    facts: &Facts,
    doc: &Doc,
    (script, command): (&HostScript, &Command),
    used: Version,
    sink: &mut Sink,
) {
    for word in command
        .args()
        .iter()
        .skip(1)
        .filter(|it| !it.text.starts_with('-'))
    {
        let path = word.text.split('@').next().unwrap_or("");
        if !is_program(doc, script, command, path) || is_installed_elsewhere(facts, doc, path) {
            continue;
        }
        let message = format!(
            "`go get` installs nothing since Go 1.{GET_WITHOUT_INSTALL}, and Go {used} is used: there is no `{}` behind it",
            name(path)
        );
        let version = word.text.split_once('@').map_or("latest", |(_, it)| it);
        let _ = sink
            .report(doc, word.span, message)
            .within(&script.label)
            .severity(severity(command))
            .help(format!("write `go install {path}@{version}`"));
    }
}

/// Where a failure is expected, it hurts less.
fn severity(command: &Command) -> Severity {
    if command.context.handled {
        Severity::Warning
    } else {
        Severity::Error
    }
}

/// The Go that a script runs with: that of its image, else the oldest that its document pins, else what go.mod asks for.
fn toolchain(facts: &Facts, doc: &Doc, script: &HostScript) -> Option<Version> {
    if doc.kind() == DocKind::Dockerfile
        && let Some(stage) = script.scope.first().and_then(|it| it.parse().ok())
    {
        let image = doc.dockerfile().base_image(stage);
        let named = image
            .tag
            .as_deref()
            .is_some_and(|it| it.contains(|it: char| it.is_ascii_digit() || it == '$'));
        if image.is_golang() && !named && image.digest.is_none() {
            return Some(Version {
                minor: NEWEST_MINOR,
                patch: None,
                pre: false,
            });
        }
        if let Some(version) = image.go_version() {
            return Some(version);
        }
    }
    let oldest = pins(doc)
        .into_iter()
        .map(|it| it.version)
        .min_by_key(|it| it.minor);
    oldest.or_else(|| {
        let go_mod = facts.go_mod_of(doc.display())?;
        let line = go_mod.directives().iter().find(|it| it.verb == "go")?;
        Version::parse(line.arg(0)?)
    })
}

/// `go get` in module mode, for what it builds; not `-d`, not `-tool`.
fn may_install(facts: &Facts, doc: &Doc, (at, number): (usize, usize), command: &Command) -> bool {
    let flags = ["-d", "-tool", "--tool", "-t"];
    command.is("go", &["get"])
        && !command
            .args()
            .iter()
            .any(|it| flags.contains(&it.text.as_str()))
        && facts
            .in_effect(doc, at, number, "GO111MODULE")
            .is_none_or(|it| it.value != "off" && !it.dynamic)
}

/// Does a path lead to a program: below `cmd`, a known tool, or run later under its name?
fn is_program(doc: &Doc, script: &HostScript, command: &Command, path: &str) -> bool {
    let mut parts = path
        .rsplit('/')
        .filter(|it| !(it.starts_with('v') && it[1..].chars().all(|it| it.is_ascii_digit())));
    let (last, before) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let host = path.split('/').next().unwrap_or("");
    if !host.contains('.')
        || host.starts_with('.')
        || last.is_empty()
        || last.contains(['.', '$', '*'])
        || path.contains("...")
    {
        return false;
    }
    let known = before == "cmd" || TOOLS.contains(&last) || last.starts_with("protoc-gen-");
    known || last != "go" && is_run(doc, script, command, last)
}

/// Is a program run behind a command in the same job or stage, or by any target of a makefile?
fn is_run(doc: &Doc, script: &HostScript, command: &Command, program: &str) -> bool {
    let targets = doc.kind() == DocKind::Makefile;
    let mut others = doc
        .scripts()
        .iter()
        .filter(|it| targets || it.scope.first() == script.scope.first());
    others.any(|it| {
        let behind = |it: &&Command| targets || it.span.start > command.span.end;
        it.script
            .commands
            .iter()
            .filter(behind)
            .any(|it| it.words[it.program].text == program)
    })
}

/// Is the package installed, built or run from go.mod as well? Then go.mod is what `go get` is for.
fn is_installed_elsewhere(facts: &Facts, doc: &Doc, path: &str) -> bool {
    let tool = facts
        .of_kind(&[DocKind::GoMod])
        .flat_map(|it| it.directives())
        .any(|it| it.verb == "tool" && it.arg(0) == Some(path));
    let commands = doc.scripts().iter().flat_map(|it| &it.script.commands);
    tool || commands
        .filter(|it| it.name() == "go")
        .any(|it| match it.arg(0) {
            Some("install" | "build" | "run") => it
                .args()
                .iter()
                .any(|it| it.text.split('@').next() == Some(path)),
            Some("mod") => matches!(it.arg(1), Some("tidy" | "vendor")),
            _ => false,
        })
}
