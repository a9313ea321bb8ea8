//! Which builds of a Dockerfile reach the image that it makes.
//!
//! In: a build. Out: whether its result is in the last stage. Must not know rules.

use super::docker::{CopySource, Dockerfile};
use super::go_build::GoBuild;
use super::{Doc, Facts};
use crate::document::cut::HOLE;
use std::path::PathBuf;

/// Words in names of files, stages and targets that are not for users.
const FOR_TESTS: &[&str] = &[
    "test",
    "tests",
    "testing",
    "tester",
    "e2e",
    "dev",
    "devel",
    "development",
    "debug",
    "debugger",
    "dlv",
    "delve",
    "race",
    "antithesis",
    "bench",
    "benchmark",
    "benchmarks",
    "fuzz",
    "integration",
    "ci",
    "local",
    "lint",
    "chaos",
    "cover",
    "coverage",
    "devcontainer",
];

/// Does a name say that it is about tests, development or debugging?
pub fn is_for_tests(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower
        .split(|it: char| !it.is_ascii_alphanumeric())
        .any(|it| FOR_TESTS.contains(&it))
}

/// The stage that a build of a Dockerfile belongs to.
pub fn stage_of(doc: &Doc, build: &GoBuild) -> Option<usize> {
    let (host, _) = build.command(doc)?;
    host.scope.first()?.parse().ok()
}

/// Names of the files that a build makes, with directories as far as they are named.
pub fn outputs(build: &GoBuild) -> Vec<String> {
    let packages = || {
        let named = build.packages.iter().map(|it| it.text.as_str());
        let named = named.map(|it| it.split('@').next().unwrap_or(it));
        named
            .filter_map(|it| {
                it.trim_end_matches('/')
                    .trim_end_matches(".go")
                    .rsplit('/')
                    .next()
            })
            .filter(|it| !matches!(*it, "" | "." | "..."))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    match build.flag("o").map(|it| it.value.text.as_str()) {
        Some(out) if out.contains([HOLE, '$']) => Vec::new(),
        Some(out) if out.ends_with('/') || matches!(out, "." | "..") => {
            let dir = out.trim_end_matches('/');
            let mut found: Vec<String> =
                packages().iter().map(|it| format!("{dir}/{it}")).collect();
            if found.is_empty() {
                found.push(format!("{dir}/*"));
            }
            found
        }
        Some(out) => vec![out.to_owned()],
        None => packages(),
    }
}

/// Does a build reach the last stage? Its name (or `stage N`), if so.
pub fn ships(doc: &Doc, build: &GoBuild) -> Option<String> {
    let file = doc.dockerfile();
    let (stage, last) = (stage_of(doc, build)?, file.final_stage()?);
    let title = |at: usize| {
        file.stages[at]
            .name
            .clone()
            .unwrap_or_else(|| format!("stage {at}"))
    };
    if file.chain(last).contains(&stage) {
        return Some(title(last));
    }
    let outputs = outputs(build);
    let reached = file
        .chain(last)
        .into_iter()
        .any(|to| takes(file, to, stage, &outputs));
    reached.then(|| title(last))
}

/// Does a stage copy one of the files from another one, or from one that took them from there?
fn takes(file: &Dockerfile, to: usize, from: usize, outputs: &[String]) -> bool {
    file.copies(to).iter().any(|copy| {
        let CopySource::Stage(source) = copy.from else {
            return false;
        };
        let matches = copy.sources.iter().any(|it| {
            let path = it.text.trim_end_matches('/');
            outputs.iter().any(|out| is_of(path, out))
        });
        if !matches {
            return false;
        }
        file.chain(source).contains(&from)
            || (source < to
                && file
                    .chain(source)
                    .into_iter()
                    .any(|it| takes(file, it, from, outputs)))
    })
}

/// Is the file that a build makes what is copied, or in the directory that is?
fn is_of(path: &str, out: &str) -> bool {
    let name = |it: &str| it.rsplit('/').next().unwrap_or("").to_owned();
    let bare = out.trim_start_matches("./");
    path == out
        || name(path) == name(out)
        || path.ends_with(&format!("/{bare}"))
        || (out.starts_with('/') && out.starts_with(&format!("{path}/")))
        || bare.rsplit_once('/').is_some_and(|(dir, _)| {
            !dir.is_empty() && (path.ends_with(&format!("/{dir}")) || path == dir)
        })
}

/// The build that makes a file of a stage: the last one that could.
pub fn maker<'b>(
    doc: &'b Doc,
    builds: &'b [GoBuild<'b>],
    stage: usize,
    path: &str,
) -> Option<&'b GoBuild<'b>> {
    let chain = doc.dockerfile().chain(stage);
    let path = path.trim_end_matches('/');
    builds.iter().rfind(|build| {
        matches!(build.verb.as_str(), "build" | "install")
            && stage_of(doc, build).is_some_and(|it| chain.contains(&it))
            && outputs(build).iter().any(|it| is_of(path, it))
    })
}

/// The directory in the repository of a program that a build makes, if it is one alone.
pub fn only_program(
    facts: &Facts,
    directories: &super::program::Directories,
    doc: &Doc,
    build: &GoBuild,
) -> Option<PathBuf> {
    let mut found = directories.built(facts, doc, build);
    (found.len() == 1).then(|| found.remove(0))
}
