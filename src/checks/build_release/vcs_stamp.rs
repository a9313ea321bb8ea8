//! GMC415: git in the build of an image that has no repository, or no git.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::docker::{CopySource, Dockerfile};
use crate::facts::dockerignore::{self, Ignore};
use crate::facts::image::{Image, Libc};
use crate::facts::{Doc, Facts, HostScript};
use crate::shell::Command;

/// What git is asked for that needs the repository.
const ASKS: &[&str] = &[
    "rev-parse",
    "describe",
    "log",
    "show",
    "rev-list",
    "status",
    "name-rev",
    "tag",
    "diff",
];

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .of_kind(&[DocKind::Dockerfile])
        .filter(|it| it.mentions("git"))
    {
        let file = doc.dockerfile();
        for host in doc.scripts() {
            let Some(stage) = host.scope.first().and_then(|it| it.parse::<usize>().ok()) else {
                continue;
            };
            let Some(command) = host.script.commands.iter().find(|it| asks(it)) else {
                continue;
            };
            // `|| echo unknown`: somebody has thought of it.
            if command.context.handled || brings_repository(doc, file, stage, host) {
                continue;
            }
            let shown = format!("git {}", command.arg(0).unwrap_or(""));
            if let Some((message, help, place)) = missing(facts, doc, stage, &shown) {
                let report = sink
                    .report(doc, command.span, message)
                    .within(&host.label)
                    .help(help);
                let _ = match place {
                    Some(loc) => report.evidence("this line leaves it out", vec![loc]),
                    None => report,
                };
            }
        }
    }
}

fn asks(command: &Command) -> bool {
    let elsewhere = command
        .args()
        .first()
        .is_some_and(|it| it.text.starts_with('-'));
    command.name() == "git" && !elsewhere && command.arg(0).is_some_and(|it| ASKS.contains(&it))
}

/// Does a repository come into the stage another way: cloned, unpacked, mounted, copied from elsewhere, made?
fn brings_repository(doc: &Doc, file: &Dockerfile, stage: usize, host: &HostScript) -> bool {
    let chain = file.chain(stage);
    let made = |it: &Command| {
        let git = it.name() == "git"
            && it
                .arg(0)
                .is_some_and(|it| matches!(it, "clone" | "init" | "fetch" | "pull" | "worktree"));
        git || (it.name() == "gh" && it.has_arg("clone"))
            || (it.name() == "go" && it.has_arg("get"))
    };
    let scripts = doc.scripts().iter().filter(|it| {
        let own = it.scope.first().and_then(|it| it.parse().ok());
        own.is_some_and(|it: usize| chain.contains(&it))
    });
    let cloned = scripts.flat_map(|it| &it.script.commands).any(made);
    let mounted = host
        .instruction
        .and_then(|it| file.instructions.get(it))
        .is_some_and(|it| {
            it.flags
                .iter()
                .any(|it| it.name == "mount" && it.value.contains("bind"))
        });
    let copied = chain.iter().flat_map(|it| file.copies(*it)).any(|it| {
        let git = it
            .sources
            .iter()
            .any(|it| it.text.trim_end_matches('/').ends_with(".git"));
        let remote = it
            .sources
            .iter()
            .any(|it| it.text.contains("://") || it.text.starts_with("git@"));
        git || remote || it.from != CopySource::Context
    });
    cloned || mounted || copied
}

/// What is not there: message, help and the line to blame.
fn missing(
    facts: &Facts,
    doc: &Doc,
    stage: usize,
    shown: &str,
) -> Option<(String, String, Option<crate::support::Loc>)> {
    let file = doc.dockerfile();
    if lacks_git(doc, file, stage) {
        let message = format!("`{shown}` finds no git: the `alpine` image of Go has none");
        let help =
            "install it with `apk add --no-cache git`, or pass the version in with `--build-arg`";
        return Some((message, help.to_owned(), None));
    }
    let known = Image::parse(&file.base_image(stage).path).libc() != Libc::Unknown;
    let context = dockerignore::of(facts, doc).filter(|_| known)?;
    let ignore = Ignore::read(context.doc.text());
    let span = ignore.excludes(".git")?;
    // Single files of it may be let in again.
    if ignore.keeps_below(".git") {
        return None;
    }
    let message = format!(
        "`{shown}` finds no repository: `{}` keeps `.git` out of the image",
        context.doc.display()
    );
    let help = "pass the version in with `--build-arg`, or let `.git` into the build context";
    Some((message, help.to_owned(), Some(context.doc.loc(span))))
}

/// golang:alpine, and nothing that installs git.
fn lacks_git(doc: &Doc, file: &Dockerfile, stage: usize) -> bool {
    let image = file.base_image(stage);
    if !image.is_golang() || image.libc() != Libc::Musl {
        return false;
    }
    let chain = file.chain(stage);
    let mut scripts = doc.scripts().iter().filter(|it| {
        let own = it.scope.first().and_then(|it| it.parse().ok());
        own.is_some_and(|it: usize| chain.contains(&it))
    });
    // Packages in variables, scripts that are run and the like: it cannot be told.
    !scripts.any(|it| {
        it.script.commands.iter().any(|it| {
            let installs = it.name() == "apk" && it.has_arg("add");
            let open = it.args().iter().any(|it| it.dynamic);
            let packages = |word: &str| {
                let name = word.split(['=', '~', '@']).next().unwrap_or("");
                matches!(
                    name,
                    "git" | "alpine-sdk" | "build-base-git" | "git-lfs" | "github-cli" | "tig"
                )
            };
            installs && (open || it.args().iter().any(|it| packages(&it.text)))
                || matches!(it.name(), "make" | "sh" | "bash") && !it.args().is_empty()
                || it.words[it.program].text.ends_with(".sh")
        })
    })
}
