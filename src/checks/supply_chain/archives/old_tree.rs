//! GMC314: an archive of Go that is unpacked over an older tree.

use super::{At, download, is_archive, is_go_archive_name, tar, together};
use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::{Doc, Facts, HostScript};
use crate::shell::Command;

const KINDS: &[DocKind] = &[
    DocKind::Dockerfile,
    DocKind::Shell,
    DocKind::Makefile,
    DocKind::GithubWorkflow,
    DocKind::GithubAction,
];

pub(in super::super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .of_kind(KINDS)
        .filter(|it| it.mentions("tar") && it.mentions("go"))
    {
        if in_an_image(facts, doc) {
            continue;
        }
        for (at, script) in doc.scripts().iter().enumerate() {
            for (number, command) in script.script.commands.iter().enumerate() {
                let Some(tree) = tree(facts, doc, (at, number), command) else {
                    continue;
                };
                if !may_be_there(doc, script, command, &tree)
                    || is_removed(facts, doc, (at, number), &tree)
                {
                    continue;
                }
                let message = format!(
                    "`{tree}` keeps the files of an older Go among the new ones: the archive is unpacked over it"
                );
                let _ = sink
                    .report(doc, command.span, message)
                    .within(&script.label)
                    .help(format!("run `rm -rf {tree}` before"));
            }
        }
    }
}

/// Words in paths of scripts that set up images and virtual machines.
const FRESH: &[&str] = &[
    "provision",
    "vagrant",
    "packer",
    "docker",
    "container",
    "cloud-init",
    "userdata",
    "user-data",
];

/// A script for a fresh machine: its path says so, or a Dockerfile of the repository names it.
fn in_an_image(facts: &Facts, doc: &Doc) -> bool {
    if doc.kind() != DocKind::Shell {
        return false;
    }
    let path = doc.display().to_ascii_lowercase();
    FRESH.iter().any(|it| path.contains(it))
        || facts
            .of_kind(&[DocKind::Dockerfile])
            .any(|it| it.mentions(doc.file_name()))
}

/// The tree that `tar` unpacks an archive of Go to, where it is always the same.
fn tree(facts: &Facts, doc: &Doc, (at, number): At, command: &Command) -> Option<String> {
    if !matches!(command.name(), "tar" | "bsdtar" | "gtar") {
        return None;
    }
    let expand = |text: &str| facts.expand(doc, at, number, text);
    let args: Vec<String> = command.args().iter().map(|it| expand(&it.text)).collect();
    let asked = tar(&args);
    let script = &doc.scripts()[at].script;
    let named = |it: &String| is_go_archive_name(it);
    let piped = || {
        let (pipeline, _) = command.pipeline?;
        let stages = script.pipelines.get(pipeline)?.stages.iter().flatten();
        let mut words = stages.flat_map(|it| script.commands[*it].args());
        words.find(|it| download(&expand(&it.text)).is_some_and(|(_, it)| is_archive(it)))
    };
    let go = asked.file.iter().chain(&asked.members).any(named) || piped().is_some();
    if !asked.extracts || !go {
        return None;
    }
    let dir = asked
        .dir
        .or_else(|| directory_before(facts, doc, (at, number)))?;
    let dir = dir.trim_end_matches('/');
    let home = dir
        .strip_prefix("$HOME")
        .or_else(|| dir.strip_prefix("${HOME}"))
        .or_else(|| dir.strip_prefix('~'));
    let fixed = home.map_or(dir, |it| it);
    // A version in the path makes it a place of its own; what is not known may be one.
    let settled = (dir.starts_with('/') || home.is_some())
        && !fixed.contains(['$', '`', crate::document::cut::HOLE])
        && !fixed.contains(|it: char| it.is_ascii_digit());
    let passing = [
        "/tmp",
        "/var/tmp",
        "/build",
        "/workspace",
        "/mnt",
        "/rootfs",
    ]
    .iter()
    .any(|it| dir.starts_with(it));
    if !settled || passing {
        return None;
    }
    Some(if asked.strips {
        dir.to_owned()
    } else {
        format!("{dir}/go")
    })
}

/// `cd /usr/local` before.
fn directory_before(facts: &Facts, doc: &Doc, (at, number): At) -> Option<String> {
    let commands = &doc.scripts().get(at)?.script.commands;
    let (index, cd) = commands
        .iter()
        .enumerate()
        .take(number)
        .rfind(|(_, it)| matches!(it.name(), "cd" | "pushd" | "popd"))?;
    if cd.name() == "popd" {
        return None;
    }
    cd.arg(0).map(|it| facts.expand(doc, at, index, it))
}

/// May an older Go lie there?
fn may_be_there(doc: &Doc, script: &HostScript, command: &Command, tree: &str) -> bool {
    if in_a_container(script, command) {
        return false;
    }
    match doc.kind() {
        DocKind::Dockerfile => {
            let stage = script.scope.first().and_then(|it| it.parse().ok());
            tree == "/usr/local/go"
                && stage.is_some_and(|it| doc.dockerfile().base_image(it).is_golang())
        }
        // Machines of GitHub are fresh, and have no Go at such a place.
        DocKind::GithubWorkflow | DocKind::GithubAction => {
            script.runners.iter().any(|it| it.contains("self-hosted"))
        }
        _ => !is_asked_for(doc, script, command, tree),
    }
}

/// `docker run x sh -c '...'`, `vagrant ssh -c`: another machine.
fn in_a_container(script: &HostScript, command: &Command) -> bool {
    script.script.commands.iter().any(|it| {
        let other = matches!(
            it.name(),
            "docker"
                | "podman"
                | "vagrant"
                | "lxc"
                | "kubectl"
                | "chroot"
                | "multipass"
                | "nerdctl"
        );
        other && it.span.start < command.span.start && it.span.end >= command.span.end
    })
}

/// Does the script ask before whether there is a Go: `command -v go`, `[ -d /usr/local/go ]`?
fn is_asked_for(doc: &Doc, script: &HostScript, command: &Command, tree: &str) -> bool {
    let start = command.span.start;
    let mut before = script
        .script
        .commands
        .iter()
        .take_while(|it| it.span.start < start);
    let asked = before.any(|it| {
        // `command -v go` is read as a wrapper of its arguments.
        let mut words = it.words.iter().map(|it| it.text.as_str());
        let asks = words
            .next()
            .is_some_and(|it| matches!(it, "command" | "which" | "type" | "hash"));
        asks && words.any(|it| it == "go" || it.ends_with("/bin/go"))
    });
    let text = doc.text().get(..start as usize).unwrap_or("");
    let tests = ["-d", "-x", "-e", "-f"].iter().any(|flag| {
        ["", "\"", "'"]
            .iter()
            .any(|quote| text.contains(&format!("{flag} {quote}{tree}")))
    });
    asked || tests
}

/// Is the tree removed or moved away before?
fn is_removed(facts: &Facts, doc: &Doc, unpack: At, tree: &str) -> bool {
    let scripts = doc.scripts();
    let own = &scripts[unpack.0];
    scripts
        .iter()
        .enumerate()
        .take(unpack.0 + 1)
        .any(|(at, script)| {
            together(doc, script, own)
                && script
                    .script
                    .commands
                    .iter()
                    .enumerate()
                    .any(|(number, it)| {
                        (at, number) < unpack
                            && matches!(
                                it.name(),
                                "rm" | "mv" | "trash" | "rmdir" | "find" | "mkdir"
                            )
                            && it.args().iter().any(|it| {
                                let path = facts.expand(doc, at, number, &it.text);
                                let path = path.trim_end_matches(['/', '*']).trim_end_matches('/');
                                path == tree
                                    || tree.starts_with(&format!("{path}/"))
                                        && path.len() > 1
                                        && it.text.len() > 1
                                        && path.ends_with("go")
                                    || path.contains("GOROOT")
                            })
                            && (it.name() != "mkdir"
                                || !it.args().iter().any(|it| it.text.starts_with("-p")))
                    })
        })
}
