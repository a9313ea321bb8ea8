//! GMC505: an image that ships the Go toolchain with the program.

use super::commands_of;
use crate::checks::Sink;
use crate::discover::DocKind;
use crate::document::dockerfile::{Instruction, Word};
use crate::facts::Facts;
use crate::facts::docker::Dockerfile;
use crate::facts::go_build::builds;
use crate::facts::shipped::{is_for_tests, outputs, stage_of};

/// Words in names of images for those who build, not for those who run.
const FOR_BUILDERS: &[&str] = &[
    "build", "builder", "builders", "buildenv", "base", "cross", "tools", "tool", "sdk", "compile",
    "generate", "gen", "proto", "example", "plugin",
];

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .of_kind(&[DocKind::Dockerfile])
        .filter(|it| it.mentions("golang"))
    {
        let file = doc.dockerfile();
        let Some(last) = file.final_stage() else {
            continue;
        };
        let name = file.stages[last].name.as_deref().unwrap_or("");
        if !file.base_image(last).is_golang() || not_for_users(doc.display()) || not_for_users(name)
        {
            continue;
        }
        let Some((instruction, program)) = starts(file, last) else {
            continue;
        };
        let base = program.text.rsplit('/').next().unwrap_or("");
        let made = builds(doc).into_iter().any(|build| {
            let own = stage_of(doc, &build).is_some_and(|it| file.chain(last).contains(&it));
            own && matches!(build.verb.as_str(), "build" | "install")
                && outputs(&build)
                    .iter()
                    .any(|it| it.rsplit('/').next() == Some(base))
        });
        // Whoever runs the go command in the image needs it.
        let used = commands_of(doc, file, last)
            .any(|(_, it)| matches!(it.name(), "dlv" | "air" | "reflex"));
        if !made || used || runs_go(facts) {
            continue;
        }
        let message = format!(
            "the image is for running `{base}`, and ships the Go toolchain and the sources with it"
        );
        let _ = sink
            .report(doc, file.stages[last].base_span, message)
            .evidence("this is what it runs", vec![doc.loc(instruction.span)]);
    }
}

fn not_for_users(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let mut words = lower.split(|it: char| !it.is_ascii_alphanumeric());
    is_for_tests(name) || words.any(|it| FOR_BUILDERS.contains(&it))
}

/// The program that ENTRYPOINT, else CMD, of the stage names.
fn starts(file: &Dockerfile, stage: usize) -> Option<(&Instruction, Word)> {
    let find = |keyword: &str| {
        let chain = file.chain(stage).into_iter();
        chain
            .filter_map(|it| {
                file.of_stage(it)
                    .map(|it| it.1)
                    .filter(|it| it.keyword == keyword)
                    .last()
            })
            .next()
    };
    let instruction = find("ENTRYPOINT").or_else(|| find("CMD"))?;
    let words = instruction.words();
    Some((instruction, words.into_iter().next()?))
}

/// Does some program of the repository start the go command, or read packages with its help?
fn runs_go(facts: &Facts) -> bool {
    let imports = facts
        .imports()
        .any(|it| it == "golang.org/x/tools/go/packages");
    imports
        || facts.own_files().any(|(_, file, _)| {
            !file.is_test
                && file.text.contains("exec.")
                && [r#"Command("go""#, r#", "go", "#, r#"LookPath("go")"#]
                    .iter()
                    .any(|it| file.text.contains(it))
        })
}
