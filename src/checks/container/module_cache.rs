//! GMC507: everything is copied before the modules are downloaded.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::docker::{CopySource, CopyStep, Dockerfile};
use crate::facts::dockerignore::{self, join};
use crate::facts::{Doc, Facts};

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .of_kind(&[DocKind::Dockerfile])
        .filter(|it| it.mentions("download"))
    {
        if needs_sources(facts, doc) {
            continue;
        }
        let file = doc.dockerfile();
        for stage in 0..file.stages.len() {
            stage_of(doc, file, stage, sink);
        }
    }
}

/// Modules of the repository itself are replaced or used: go.mod alone is not enough to download.
fn needs_sources(facts: &Facts, doc: &Doc) -> bool {
    let folder = dockerignore::context(facts, doc).unwrap_or("");
    let local = |it: &str| it.starts_with("./") || it.starts_with("../");
    let module = facts.doc(&join(folder, "go.mod"));
    let replaced = module.is_some_and(|it| {
        let mut replaces = it.directives().iter().filter(|it| it.verb == "replace");
        replaces.any(|it| it.args.iter().any(|it| local(&it.0)))
    });
    replaced || facts.doc(&join(folder, "go.work")).is_some() || doc.mentions("go.work")
}

fn stage_of(doc: &Doc, file: &Dockerfile, stage: usize, sink: &mut Sink) {
    let first = |at: usize| {
        let own = |it: &&crate::facts::HostScript| {
            it.scope.first().and_then(|it| it.parse().ok()) == Some(at)
        };
        doc.scripts().iter().filter(own).find_map(|host| {
            let command = host
                .script
                .commands
                .iter()
                .find(|it| it.is("go", &["mod", "download"]))?;
            Some((host, command))
        })
    };
    // Stages that it builds on may have them.
    if file
        .chain(stage)
        .into_iter()
        .skip(1)
        .any(|it| first(it).is_some())
    {
        return;
    }
    let Some((host, command)) = first(stage) else {
        return;
    };
    let Some(run) = host.instruction else { return };
    let cached = file.instructions[run]
        .flags
        .iter()
        .any(|it| it.name == "mount" && it.value.contains("cache"));
    // For another module: `cd tools && go mod download`.
    let elsewhere =
        command.args().len() > 2 || host.script.commands.iter().any(|it| it.name() == "cd");
    let all = file.copies(stage).into_iter().find(|it| {
        let context = it.from == CopySource::Context && it.instruction < run;
        context
            && it
                .sources
                .iter()
                .any(|it| matches!(it.text.as_str(), "." | "./" | "/"))
    });
    // A directory of its own is that of another module.
    let moved = |copy: &CopyStep| {
        let dest = copy.dest.as_ref().map_or("", |it| it.text.as_str());
        let between = file.instructions.get(copy.instruction..run).unwrap_or(&[]);
        between.iter().any(|it| {
            it.keyword == "WORKDIR"
                && it.args.text.trim().trim_matches('/') != dest.trim_matches('/')
        })
    };
    let Some(copy) = all.filter(|it| !cached && !elsewhere && !moved(it)) else {
        return;
    };
    let message = "every change of any file downloads all modules again: the sources are copied before `go mod download`";
    let _ = sink
        .report(doc, command.span, message)
        .within(&host.label)
        .evidence(
            "everything is copied here",
            vec![doc.loc(file.instructions[copy.instruction].span)],
        );
}
