//! GMC502: cgo on the `alpine` image of Go, which has no C compiler.

use super::{commands_of, may_need_cgo};
use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::docker::Dockerfile;
use crate::facts::go_build::{GoBuild, builds};
use crate::facts::image::Libc;
use crate::facts::shipped::stage_of;
use crate::facts::{Doc, Facts};

/// Packages that bring a compiler and the headers of the C library.
const WHOLE: &[&str] = &["build-base", "alpine-sdk", "g++", "zig", "llvm", "go"];

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts.of_kind(&[DocKind::Dockerfile]) {
        if !doc.mentions("alpine") || !(doc.mentions("-race") || doc.mentions("CGO_ENABLED")) {
            continue;
        }
        let file = doc.dockerfile();
        let mut told = Vec::new();
        for build in builds(doc) {
            let Some(stage) = stage_of(doc, &build) else {
                continue;
            };
            let image = file.base_image(stage);
            let runs = matches!(build.verb.as_str(), "build" | "install" | "test" | "run");
            if !image.is_golang() || image.libc() != Libc::Musl || !runs || told.contains(&stage) {
                continue;
            }
            let Some(why) = needs_compiler(facts, doc, &build) else {
                continue;
            };
            let Some(missing) = missing(doc, file, stage, &build) else {
                continue;
            };
            told.push(stage);
            let message = format!(
                "{why} needs {missing}, which `{}:{}` does not have",
                image.path,
                image.tag.as_deref().unwrap_or("")
            );
            let _ = sink.report(doc, build.span, message).within(&build.label);
        }
    }
}

fn needs_compiler(facts: &Facts, doc: &Doc, build: &GoBuild) -> Option<&'static str> {
    let chosen = ["CC", "CGO_CFLAGS"]
        .iter()
        .any(|it| build.env(facts, doc, it).is_some());
    if chosen || build.env_is(facts, doc, "CGO_ENABLED", "0") {
        return None;
    }
    if build.switch("race").is_some() {
        return Some("`-race`");
    }
    let on = build.env_is(facts, doc, "CGO_ENABLED", "1") && may_need_cgo(facts);
    on.then_some("`CGO_ENABLED=1`")
}

/// What is not there; none where it is, or where that cannot be told.
fn missing(doc: &Doc, file: &Dockerfile, stage: usize, build: &GoBuild) -> Option<&'static str> {
    let mut compiler = false;
    let mut headers = false;
    for (at, command) in commands_of(doc, file, stage) {
        if build.at.is_some_and(|it| at >= it) {
            break;
        }
        let script = command.words[command.program].text.ends_with(".sh");
        if script
            || matches!(
                command.name(),
                "make" | "sh" | "bash" | "ash" | "curl" | "wget"
            ) && !command.args().is_empty()
        {
            return None;
        }
        if !matches!(command.name(), "apk" | "xx-apk") || !command.has_arg("add") {
            continue;
        }
        for word in command.args() {
            let name = word
                .text
                .split(['=', '~', '@', '<', '>'])
                .next()
                .unwrap_or("");
            // A list of packages in a file or a variable.
            if word.dynamic || WHOLE.contains(&name) {
                return None;
            }
            compiler |= name.starts_with("gcc") || name.starts_with("clang") || name == "tcc";
            headers |= name.ends_with("-dev") || name.ends_with("-headers");
        }
    }
    let copied = file
        .chain(stage)
        .into_iter()
        .flat_map(|it| file.copies(it))
        .any(|it| it.from != crate::facts::docker::CopySource::Context);
    match (compiler, headers) {
        _ if copied => None,
        (false, _) => Some("a C compiler"),
        (true, false) => Some("the headers of the C library"),
        (true, true) => None,
    }
}
