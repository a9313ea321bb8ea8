//! GMC311: an archive of Go that is unpacked without a look at its digest.

use super::load::saved_as;
use super::{At, download, is_archive, tar, together};
use crate::checks::Sink;
use crate::facts::docker::substitute;
use crate::facts::{Doc, Facts, HostScript};
use crate::shell::Command;
use crate::support::Span;
use regex::Regex;
use std::sync::OnceLock;

/// An archive of Go that is loaded.
struct Load<'a> {
    at: At,
    script: &'a HostScript,
    command: &'a Command,
    span: Span,
    /// The name it is saved under.
    file: String,
}

pub(in super::super) fn find(facts: &Facts, sink: &mut Sink) {
    let sites = [
        "go.dev/dl",
        "golang.org/dl",
        "golang.google.cn/dl",
        "dl.google.com/go",
        "googleapis.com/golang",
        "/golang/",
    ];
    for doc in facts
        .on(&sink.rule().on)
        .filter(|doc| sites.iter().any(|it| doc.mentions(it)))
    {
        added(facts, doc, sink);
        for load in loads(facts, doc) {
            let Some((at, unpack)) = unpacked(facts, doc, &load) else {
                continue;
            };
            if is_verified(doc, &load, at, unpack) {
                continue;
            }
            let message = format!(
                "`{}` unpacks this archive of Go as it comes: its digest is not compared",
                unpack.name()
            );
            let _ = sink
                .report(doc, load.span, message)
                .within(&load.script.label)
                .evidence("unpacked here", vec![doc.loc(unpack.span)]);
        }
    }
}

/// `ADD https://go.dev/dl/...` of a Dockerfile, and a command that unpacks the file.
fn added(facts: &Facts, doc: &Doc, sink: &mut Sink) {
    let file = doc.dockerfile();
    for (index, instruction) in file.instructions.iter().enumerate() {
        let checked = instruction.flag("checksum").is_some();
        let Some(stage) = file
            .stage_of(index)
            .filter(|_| instruction.keyword == "ADD" && !checked)
        else {
            continue;
        };
        for word in instruction.words() {
            let known = |name: &str| file.variable(index, name).map(|(word, _)| word.text);
            let url = substitute(&word.text, &known);
            let Some((_, archive)) = download(&url).filter(|(_, it)| is_archive(it)) else {
                continue;
            };
            let name = archive.rsplit('/').next().unwrap_or(archive);
            let Some((script, unpack)) = unpacked_in(facts, doc, (stage, index), name) else {
                continue;
            };
            if script.script.commands.iter().any(compares) {
                continue;
            }
            let message = format!(
                "`{}` unpacks this archive of Go as it comes: its digest is not compared",
                unpack.name()
            );
            let _ = sink
                .report(doc, word.span, message)
                .within(&script.label)
                .help("add `--checksum=sha256:...`")
                .evidence("unpacked here", vec![doc.loc(unpack.span)]);
        }
    }
}

/// The command of a stage, behind an instruction, that unpacks a file of this name.
fn unpacked_in<'a>(
    facts: &Facts,
    doc: &'a Doc,
    (stage, index): At,
    name: &str,
) -> Option<(&'a HostScript, &'a Command)> {
    let same = |it: &String| it.rsplit('/').next() == Some(name);
    for (at, script) in doc.scripts().iter().enumerate() {
        let behind = script.instruction.is_some_and(|it| it > index);
        let own: Option<usize> = script.scope.first().and_then(|it| it.parse().ok());
        if !behind || own.is_none_or(|it| !doc.dockerfile().chain(it).contains(&stage)) {
            continue;
        }
        for (number, command) in script.script.commands.iter().enumerate() {
            if unpacks(facts, doc, (at, number), command).is_some_and(|it| it.iter().any(same)) {
                return Some((script, command));
            }
        }
    }
    None
}

fn loads<'a>(facts: &Facts, doc: &'a Doc) -> Vec<Load<'a>> {
    let mut found = Vec::new();
    for (at, script) in doc.scripts().iter().enumerate() {
        for (number, command) in script.script.commands.iter().enumerate() {
            if !is_loader(command.name()) {
                continue;
            }
            for word in command.args() {
                let url = facts.expand(doc, at, number, &word.text);
                let Some((_, file)) = download(&url).filter(|(_, it)| is_archive(it)) else {
                    continue;
                };
                let basename = file.rsplit('/').next().unwrap_or(file).to_owned();
                found.push(Load {
                    at: (at, number),
                    script,
                    command,
                    span: word.span,
                    file: saved_as(facts, doc, (at, number), command).unwrap_or(basename),
                });
            }
        }
    }
    found
}

/// Programs that load, and functions whose names say so.
fn is_loader(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["curl", "wget", "aria2", "axel", "download", "fetch"]
        .iter()
        .any(|it| lower.contains(it))
}

/// The command that unpacks a loaded archive: of its pipeline, or a later one that names the file.
fn unpacked<'a>(facts: &Facts, doc: &'a Doc, load: &Load) -> Option<(At, &'a Command)> {
    let scripts = doc.scripts();
    if let Some((pipeline, _)) = load.command.pipeline {
        let script = &scripts[load.at.0].script;
        let stages = script.pipelines.get(pipeline)?.stages.iter().flatten();
        let found = stages
            .map(|it| (*it, &script.commands[*it]))
            .find(|(_, it)| unpacks(facts, doc, (load.at.0, 0), it).is_some());
        return found.map(|(number, it)| ((load.at.0, number), it));
    }
    for (at, script) in scripts.iter().enumerate().skip(load.at.0) {
        if !together(doc, load.script, script) {
            continue;
        }
        for (number, command) in script.script.commands.iter().enumerate() {
            if (at, number) <= load.at {
                continue;
            }
            let Some(files) = unpacks(facts, doc, (at, number), command) else {
                continue;
            };
            let same = |it: &String| {
                it.rsplit('/').next() == Some(load.file.as_str()) && !load.file.is_empty()
            };
            let redirected = command.redirects.iter().any(|it| {
                it.operator == "<" && same(&facts.expand(doc, at, number, &it.target.text))
            });
            if files.iter().any(same) || redirected {
                return Some(((at, number), command));
            }
        }
    }
    None
}

/// The files that a command unpacks, if it does.
fn unpacks(facts: &Facts, doc: &Doc, (at, number): At, command: &Command) -> Option<Vec<String>> {
    let args: Vec<String> = command
        .args()
        .iter()
        .map(|it| facts.expand(doc, at, number, &it.text))
        .collect();
    match command.name() {
        "tar" | "bsdtar" | "gtar" => {
            let asked = tar(&args);
            asked
                .extracts
                .then(|| asked.file.into_iter().chain(asked.members).collect())
        }
        "unzip" | "7z" => Some(args),
        _ => None,
    }
}

/// Is anything run between the two that looks at digests or signatures?
fn is_verified(doc: &Doc, load: &Load, unpack: At, unpacker: &Command) -> bool {
    let scripts = doc.scripts();
    // Functions run in an order of their own: one that checks may be called between.
    let loose = load.command.context.function || unpacker.context.function;
    scripts.iter().enumerate().any(|(at, script)| {
        let same = together(doc, load.script, script) || together(doc, script, load.script);
        same && script
            .script
            .commands
            .iter()
            .enumerate()
            .any(|(number, it)| {
                let between = (at, number) >= load.at && (at, number) <= unpack;
                let piped = (at, it.pipeline.map(|(it, _)| it))
                    == (load.at.0, load.command.pipeline.map(|(it, _)| it))
                    && it.pipeline.is_some();
                (between || loose || piped) && compares(it)
            })
    })
}

/// `sha256sum`, `gpg --verify`, `verify_checksum`: programs and functions that look at digests.
fn compares(command: &Command) -> bool {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let source = r"(?i)sha\d*(sum)?\b|shasum|sha_?256|checksum|verif|\bgpg|digest|hash(sum|deep|file)|check_?(sha|hash|sum)|cosign|minisign|rhash|b2sum|md5";
    let pattern = PATTERN.get_or_init(|| Regex::new(source).ok());
    let name = command.name();
    let signed = || {
        let openssl = name == "openssl" && matches!(command.arg(0), Some("dgst" | "sha256"));
        openssl
            || command
                .args()
                .iter()
                .any(|it| it.text.starts_with("--checksum"))
    };
    pattern.as_ref().is_some_and(|it| it.is_match(name)) || signed()
}
