//! Rules 5xx: Dockerfiles and images.

mod cgo_compiler;
mod dockerignore;
mod floating;
mod glibc_binary;
mod lost_environment;
mod module_cache;
mod scratch_files;
mod toolchain_final;

use super::Matcher;
use crate::facts::docker::Dockerfile;
use crate::facts::{Doc, Facts};
use crate::shell::Command;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] = &[
    ("glibc_binary_in_musl_or_scratch", glibc_binary::find),
    ("cgo_without_compiler", cgo_compiler::find),
    (
        "scratch_without_ca_certificates",
        scratch_files::certificates,
    ),
    ("scratch_without_tzdata", scratch_files::time_zones),
    ("toolchain_in_final_image", toolchain_final::find),
    ("dockerignore_hides_input", dockerignore::find),
    ("module_cache_defeated", module_cache::find),
    ("floating_golang_image", floating::find),
    ("environment_lost_between_run", lost_environment::find),
];

/// Imports that bring C code in with cgo on.
const SYSTEM: &[&str] = &[
    "net",
    "net/http",
    "os/user",
    "google.golang.org/grpc",
    "plugin",
];

/// May the programs of the repository have C code in them with cgo on? Without Go files here, they may.
fn may_need_cgo(facts: &Facts) -> bool {
    facts.own_files().next().is_none()
        || facts.imports().any(|it| it == "C" || SYSTEM.contains(&it))
}

/// The commands of a stage and those it builds on, with the place of each: script and index.
fn commands_of<'b>(
    doc: &'b Doc,
    file: &Dockerfile,
    stage: usize,
) -> impl Iterator<Item = ((usize, usize), &'b Command)> {
    let chain = file.chain(stage);
    let scripts = doc.scripts().iter().enumerate().filter(move |(_, it)| {
        let own = it.scope.first().and_then(|it| it.parse::<usize>().ok());
        own.is_some_and(|it| chain.contains(&it))
    });
    scripts.flat_map(|(at, script)| {
        let all = script.script.commands.iter().enumerate();
        all.map(move |(index, it)| ((at, index), it))
    })
}

/// The text of a stage and those it builds on, comments left out.
fn mentioned(file: &Dockerfile, stage: usize, words: &[&str]) -> bool {
    let mut all = file
        .chain(stage)
        .into_iter()
        .flat_map(|it| file.of_stage(it));
    all.any(|(_, it)| {
        let lower = it.args.text.to_ascii_lowercase();
        let bodies = it
            .heredocs
            .iter()
            .any(|it| words.iter().any(|word| it.body.text.contains(word)));
        let flags = it
            .flags
            .iter()
            .any(|it| words.iter().any(|word| it.value.contains(word)));
        bodies || flags || words.iter().any(|word| lower.contains(word))
    })
}
