//! GMC506: `.dockerignore` leaves out what the build needs.

use super::{commands_of, mentioned};
use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::docker::{CopySource, Dockerfile};
use crate::facts::dockerignore::{self, Context, Ignore, join};
use crate::facts::go_build::{GoBuild, builds};
use crate::facts::program::{Directories, How};
use crate::facts::shipped::stage_of;
use crate::facts::{Doc, Facts};
use crate::support::Span;
use std::path::Path;

/// Programs that make files: what is left out may come from them.
const MAKERS: &[&str] = &[
    "npm", "yarn", "pnpm", "bun", "npx", "make", "just", "task", "mage", "buf", "protoc", "hugo",
    "cp", "mv", "curl", "wget", "git", "tar", "unzip",
];

/// Most files of an embedded directory that are looked at.
const MOST: usize = 500;

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    if facts.of_kind(&[DocKind::Dockerignore]).next().is_none() {
        return;
    }
    let mut directories: Option<Directories> = None;
    for doc in facts.of_kind(&[DocKind::Dockerfile]) {
        let Some(context) = dockerignore::of(facts, doc).filter(|_| !has_own_context(facts, doc))
        else {
            continue;
        };
        let ignore = Ignore::read(context.doc.text());
        copied(doc, context, &ignore, sink);
        for build in builds(doc) {
            let Some(stage) = stage_of(doc, &build) else {
                continue;
            };
            if !copies_all(doc.dockerfile(), stage) {
                continue;
            }
            vendored(facts, doc, (context, &ignore), stage, &build, sink);
            let directories = directories.get_or_insert_with(|| Directories::of(facts));
            embedded(
                facts,
                directories,
                (doc, stage, &build),
                (context, &ignore),
                sink,
            );
        }
        modules(facts, doc, context, &ignore, sink);
    }
}

/// Goreleaser and others that copy what an image needs into a context of their own.
fn has_own_context(facts: &Facts, doc: &Doc) -> bool {
    facts.of_kind(&[DocKind::Goreleaser]).any(|it| {
        it.mentions("dockers") && (it.mentions(doc.file_name()) || doc.file_name() == "Dockerfile")
    })
}

fn report(
    doc: &Doc,
    span: Span,
    context: Context,
    line: Span,
    message: String,
    label: &str,
    sink: &mut Sink,
) {
    let _ = sink
        .report(doc, span, message)
        .within(label)
        .evidence("this line leaves it out", vec![context.doc.loc(line)]);
}

/// `COPY x` of what is left out.
fn copied(doc: &Doc, context: Context, ignore: &Ignore, sink: &mut Sink) {
    let file = doc.dockerfile();
    for stage in 0..file.stages.len() {
        for copy in file
            .copies(stage)
            .into_iter()
            .filter(|it| it.from == CopySource::Context)
        {
            for source in &copy.sources {
                let path = source.text.as_str();
                let plain = !path.contains(['*', '?', '[', '$', ':'])
                    && !path.starts_with("<<")
                    && !path.starts_with("..");
                let bare = path.trim_start_matches("./").trim_matches('/');
                if !plain || bare.is_empty() || bare == "." || ignore.keeps_below(bare) {
                    continue;
                }
                if let Some(line) = ignore.excludes(bare) {
                    let message = format!(
                        "`{path}` is not in the build context: `{}` leaves it out",
                        context.doc.display()
                    );
                    report(doc, source.span, context, line, message, "", sink);
                }
            }
        }
    }
}

/// Does the stage copy the whole context?
fn copies_all(file: &Dockerfile, stage: usize) -> bool {
    file.chain(stage)
        .into_iter()
        .flat_map(|it| file.copies(it))
        .any(|it| {
            it.from == CopySource::Context
                && it
                    .sources
                    .iter()
                    .any(|it| matches!(it.text.as_str(), "." | "./" | "/"))
        })
}

/// `-mod=vendor` without vendor.
fn vendored(
    facts: &Facts,
    doc: &Doc,
    (context, ignore): (Context, &Ignore),
    stage: usize,
    build: &GoBuild,
    sink: &mut Sink,
) {
    let asked = build
        .flag("mod")
        .is_some_and(|it| it.value.text == "vendor")
        || build
            .env(facts, doc, "GOFLAGS")
            .is_some_and(|it| it.0.contains("-mod=vendor"));
    let made = commands_of(doc, doc.dockerfile(), stage)
        .any(|(_, it)| it.is("go", &["mod", "vendor"]) || it.is("go", &["work", "vendor"]));
    if !asked
        || made
        || ignore.keeps_below("vendor")
        || comes_from(doc.dockerfile(), stage, "vendor")
    {
        return;
    }
    if let Some(line) = ignore.excludes("vendor") {
        let message = format!(
            "`-mod=vendor` finds no vendor directory: `{}` leaves it out",
            context.doc.display()
        );
        report(doc, build.span, context, line, message, &build.label, sink);
    }
}

/// Is something of this name copied from another stage, or mounted?
fn comes_from(file: &Dockerfile, stage: usize, name: &str) -> bool {
    let copied = file
        .chain(stage)
        .into_iter()
        .flat_map(|it| file.copies(it))
        .any(|it| {
            let words = it.sources.iter().chain(&it.dest);
            it.from != CopySource::Context && words.into_iter().any(|it| it.text.contains(name))
        });
    copied
        || file
            .chain(stage)
            .into_iter()
            .flat_map(|it| file.of_stage(it))
            .any(|(_, it)| {
                it.flags
                    .iter()
                    .any(|it| it.name == "mount" && it.value.contains("bind"))
            })
}

/// go.mod or go.sum left out, where all is copied and Go downloads or builds.
fn modules(facts: &Facts, doc: &Doc, context: Context, ignore: &Ignore, sink: &mut Sink) {
    let file = doc.dockerfile();
    for stage in 0..file.stages.len() {
        if !copies_all(file, stage)
            || mentioned(file, stage, &["go.sum", "go mod init", "go mod tidy"])
        {
            continue;
        }
        let mut used = commands_of(doc, file, stage).filter(|(_, it)| {
            it.is("go", &["build"])
                || it.is("go", &["install"])
                || it.is("go", &["mod", "download"])
        });
        let Some((_, command)) = used.next() else {
            continue;
        };
        for name in ["go.mod", "go.sum"] {
            let there = facts
                .workspace
                .root
                .join(join(context.folder, name))
                .exists();
            if let Some(line) = ignore.excludes(name).filter(|_| there) {
                let message = format!(
                    "Go finds no `{name}`: `{}` leaves it out",
                    context.doc.display()
                );
                report(doc, command.span, context, line, message, "", sink);
                break;
            }
        }
    }
}

/// Files of `//go:embed` that are left out.
fn embedded(
    facts: &Facts,
    directories: &Directories,
    (doc, stage, build): (&Doc, usize, &GoBuild),
    (context, ignore): (Context, &Ignore),
    sink: &mut Sink,
) {
    let makes = |name: &str| MAKERS.contains(&name) || name.ends_with(".sh");
    let made = commands_of(doc, doc.dockerfile(), stage)
        .any(|(_, it)| makes(it.name()) || it.is("go", &["generate"]) || it.is("go", &["run"]));
    if made || !matches!(build.verb.as_str(), "build" | "install") {
        return;
    }
    let how = How {
        os: Some("linux".to_owned()),
        tags: build.tags(),
    };
    let base = facts.workspace.root.join(context.folder);
    for dir in directories.built(facts, doc, build) {
        for index in directories.program(facts, &dir, &how).files {
            let source = &facts.workspace.files[index];
            if !source.text.contains("//go:embed ") {
                continue;
            }
            let Some(folder) = source.path.parent() else {
                continue;
            };
            for pattern in patterns(&source.text) {
                let Some((hidden, line)) = hidden(&base, folder, pattern, ignore) else {
                    continue;
                };
                if comes_from(
                    doc.dockerfile(),
                    stage,
                    hidden.rsplit('/').next().unwrap_or(&hidden),
                ) {
                    continue;
                }
                let message = format!(
                    "`{hidden}`, which `{}` embeds, is not in the build context: `{}` leaves it out",
                    source.display,
                    context.doc.display()
                );
                report(doc, build.span, context, line, message, &build.label, sink);
                return;
            }
        }
    }
}

/// Patterns of the directives in a file.
fn patterns(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().filter_map(|it| it.strip_prefix("//go:embed "));
    lines
        .flat_map(|it| it.split_whitespace())
        .map(|it| it.trim_matches(['"', '`']))
}

/// The embedded file or directory, relative to the context, if nothing of it is seen; and the line that hides it.
fn hidden(base: &Path, folder: &Path, pattern: &str, ignore: &Ignore) -> Option<(String, Span)> {
    let pattern = pattern.strip_prefix("all:").unwrap_or(pattern);
    if pattern.contains(['*', '?', '[']) {
        return None;
    }
    let path = folder.join(pattern);
    let relative = |path: &Path| {
        Some(
            path.strip_prefix(base)
                .ok()?
                .to_string_lossy()
                .replace('\\', "/"),
        )
    };
    let mut line = None;
    let mut open = vec![path.clone()];
    let mut seen = 0;
    while let Some(path) = open.pop() {
        seen += 1;
        if seen > MOST {
            return None;
        }
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).ok()?.flatten();
            open.extend(entries.map(|it| it.path()));
        } else if path.is_file() {
            line = Some(ignore.excludes(&relative(&path)?)?);
        }
    }
    Some((relative(&path)?, line?))
}
