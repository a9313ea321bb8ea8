//! GMC501: a binary that needs glibc, copied into an image without it.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::docker::{CopySource, Dockerfile};
use crate::facts::image::Libc;
use crate::facts::{Doc, Facts};
use crate::rules::Severity;
use crate::shell::Command;

/// Packages on Alpine that make glibc programs run.
const COMPAT: &[&str] = &["gcompat", "libc6-compat"];

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts.of_kind(&[DocKind::Dockerfile]) {
        let file = doc.dockerfile();
        for stage in 0..file.stages.len() {
            let target = file.base_image(stage).libc();
            if matches!(target, Libc::Musl | Libc::None) {
                copies(facts, doc, file, stage, sink);
            }
        }
    }
}

fn copies(facts: &Facts, doc: &Doc, file: &Dockerfile, stage: usize, sink: &mut Sink) {
    for copy in file.copies(stage) {
        let CopySource::Stage(from) = copy.from else {
            continue;
        };
        let image = file.base_image(from);
        if !image.is_golang() || image.libc() != Libc::Glibc {
            continue;
        }
        for source in &copy.sources {
            let Some((script, index)) = build_of(doc, file, from, &source.text) else {
                continue;
            };
            let Some(sure) = dynamic(facts, doc, script, index) else {
                continue;
            };
            let base = &file.stages[stage].base;
            let message = format!(
                "`{}` is linked against glibc, which `{base}` does not have: the program does not start",
                source.text
            );
            let command = &doc.scripts()[script].script.commands[index];
            let label = file.stages[stage]
                .name
                .as_ref()
                .map(|it| format!("stage `{it}`"))
                .unwrap_or_default();
            let severity = match (compatible(doc, stage), sure) {
                (true, _) => Severity::Note,
                (false, true) => Severity::Error,
                (false, false) => Severity::Warning,
            };
            let evidence = format!("built on `{}` with cgo on", image.path);
            let _ = sink
                .report(doc, source.span, message)
                .severity(severity)
                .within(&label)
                .evidence(evidence, vec![doc.loc(command.span)]);
        }
    }
}

/// The `go build` or `go install` that makes a file: script and command.
fn build_of(doc: &Doc, file: &Dockerfile, stage: usize, path: &str) -> Option<(usize, usize)> {
    let chain = file.chain(stage);
    let name = path.trim_end_matches('/').rsplit('/').next()?;
    let mut found = None;
    for (at, script) in doc.scripts().iter().enumerate() {
        let own = script.scope.first().and_then(|it| it.parse().ok());
        if !own.is_some_and(|it: usize| chain.contains(&it)) {
            continue;
        }
        for (index, command) in script.script.commands.iter().enumerate() {
            if makes(command, path, name) {
                found = Some((at, index));
            }
        }
    }
    found
}

fn makes(command: &Command, path: &str, name: &str) -> bool {
    if !command.is("go", &["build"]) && !command.is("go", &["install"]) {
        return false;
    }
    match command.flag("o") {
        Some((out, _)) => {
            let out = out.trim_end_matches('/');
            out == path || out.rsplit('/').next() == Some(name)
        }
        // Named after the package: the last part of its path.
        None => {
            let package = command.args().last().map_or("", |it| it.text.as_str());
            package
                .split('@')
                .next()
                .and_then(|it| it.rsplit('/').next())
                == Some(name)
        }
    }
}

/// None: linked statically, or not to be told. True: some import needs cgo.
fn dynamic(facts: &Facts, doc: &Doc, script: usize, index: usize) -> Option<bool> {
    let command = &doc.scripts()[script].script.commands[index];
    let set = |name: &str| facts.in_effect(doc, script, index, name);
    let cgo = set("CGO_ENABLED");
    if cgo.is_some_and(|it| it.value == "0" || it.dynamic)
        || set("GOFLAGS").is_some_and(|it| it.value.contains("static"))
    {
        return None;
    }
    // Another system or processor than that of the builder: cgo is off.
    let cross = |name: &str, own: &str| set(name).is_some_and(|it| it.value != own);
    if cross("GOOS", "linux") || (cgo.is_none() && cross("GOARCH", "amd64")) {
        return None;
    }
    let words = command.args().iter().map(|it| it.text.as_str());
    let flags = words.collect::<Vec<_>>().join(" ");
    if flags.contains("static")
        || flags.contains("netgo")
        || flags.contains("$")
        || flags.contains("ldflags_")
    {
        return None;
    }
    if facts.imports().any(|it| it == "C") || cgo.is_some_and(|it| it.value == "1") {
        return Some(true);
    }
    super::may_need_cgo(facts).then_some(false)
}

/// Does the stage install what makes glibc programs run?
fn compatible(doc: &Doc, stage: usize) -> bool {
    let own = doc
        .scripts()
        .iter()
        .filter(|it| it.scope.first().is_some_and(|it| *it == stage.to_string()));
    own.flat_map(|it| &it.script.commands)
        .any(|it| COMPAT.iter().any(|name| it.has_arg(name)))
}
