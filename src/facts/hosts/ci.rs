//! GitLab CI, Azure Pipelines, CircleCI, Travis; Taskfile, snapcraft, goreleaser.

use super::{HostScript, ShellKind, content, template_holes};
use crate::document::{Cut, Node};
use crate::facts::doc::Doc;
use crate::shell::ShellOptions;

/// Keys of a GitLab file that are no jobs.
const GITLAB_KEYWORDS: &[&str] = &[
    "stages",
    "variables",
    "include",
    "workflow",
    "image",
    "services",
    "cache",
    "spec",
];

/// The lines of a list as one text: GitLab runs them in one shell.
fn joined(doc: &Doc, node: &Node) -> Cut {
    let mut cut = Cut::default();
    for item in node.one_or_more() {
        // `- [a, b]` and references to other lists nest.
        let part = if item.items().is_empty() {
            content(doc, item)
        } else {
            joined(doc, item)
        };
        cut.append(&part);
        cut.push_extra("\n");
    }
    cut
}

/// GitLab: the runner's bash wrapper sets `-eo pipefail`.
pub(super) fn gitlab(doc: &Doc) -> Vec<HostScript> {
    let mut found = Vec::new();
    for root in &doc.tree().documents {
        for (name, _, job) in root
            .entries()
            .filter(|(it, ..)| !GITLAB_KEYWORDS.contains(it))
        {
            let allowed = job
                .get("allow_failure")
                .filter(|it| it.text() == Some("true"));
            for key in ["before_script", "script", "after_script"] {
                // A job without its own list takes over another's; that one is read where it stands.
                let own = job.entries().find(|(it, ..)| *it == key);
                let Some((.., lines)) = own else { continue };
                found.push(HostScript {
                    scope: vec![name.to_owned()],
                    label: format!("job `{name}`"),
                    ignore_errors: allowed.map(|it| it.span),
                    ..HostScript::new(joined(doc, lines), ShellKind::Bash, ShellOptions::STRICT)
                });
            }
        }
    }
    found
}

/// Azure: neither `-e` nor pipefail.
pub(super) fn azure(doc: &Doc) -> Vec<HostScript> {
    let mut found = Vec::new();
    let Some(root) = doc.root() else {
        return found;
    };
    root.walk(&mut |_, node| {
        for (key, _, value) in node.entries() {
            let shell = match key {
                "bash" | "script" => ShellKind::Bash,
                "pwsh" | "powershell" => ShellKind::Pwsh,
                _ => continue,
            };
            if value.text().is_none() {
                continue;
            }
            let name = ["displayName", "name"]
                .iter()
                .find_map(|it| node.get(it)?.text());
            let tolerated = node
                .get("continueOnError")
                .filter(|it| it.text() == Some("true"));
            found.push(HostScript {
                scope: vec![format!("{}", value.span.start)],
                label: name.map(|it| format!("step `{it}`")).unwrap_or_default(),
                ignore_errors: tolerated.map(|it| it.span),
                conditions: node
                    .get("condition")
                    .and_then(Node::text)
                    .map(str::to_owned)
                    .into_iter()
                    .collect(),
                ..HostScript::new(content(doc, value), shell, ShellOptions::NONE)
            });
        }
    });
    found
}

/// CircleCI: `/bin/bash -eo pipefail` unless told otherwise.
pub(super) fn circle(doc: &Doc) -> Vec<HostScript> {
    let mut found = Vec::new();
    let Some(root) = doc.root() else {
        return found;
    };
    root.walk(&mut |path, node| {
        let Some(run) = node.get("run") else {
            return;
        };
        let command = run.get("command").unwrap_or(run);
        if command.text().is_none() {
            return;
        }
        let shell = run.get("shell").and_then(Node::text);
        let (kind, options) = match shell {
            None => (ShellKind::Bash, ShellOptions::STRICT),
            Some(own) => {
                let flags = own.split_whitespace().skip(1);
                (ShellKind::of(own), ShellOptions::NONE.with_flags(flags))
            }
        };
        let job = path.get(1).copied().unwrap_or("");
        found.push(HostScript {
            shell_named: shell.is_some(),
            scope: vec![job.to_owned()],
            label: format!("job `{job}`"),
            ..HostScript::new(content(doc, command), kind, options)
        });
    });
    found
}

/// Travis: the script phases, each line a command of its own.
pub(super) fn travis(doc: &Doc) -> Vec<HostScript> {
    let mut found = Vec::new();
    let Some(root) = doc.root() else {
        return found;
    };
    let phases = [
        "before_install",
        "install",
        "before_script",
        "script",
        "after_success",
        "before_deploy",
    ];
    root.walk(&mut |_, node| {
        for (key, _, value) in node.entries().filter(|(it, ..)| phases.contains(it)) {
            for line in value.one_or_more().iter().filter(|it| it.text().is_some()) {
                found.push(HostScript {
                    label: format!("phase `{key}`"),
                    ..HostScript::new(content(doc, line), ShellKind::Bash, ShellOptions::NONE)
                });
            }
        }
    });
    found
}

/// Taskfile: commands of tasks, each in a shell of its own that stops at errors.
pub(super) fn taskfile(doc: &Doc) -> Vec<HostScript> {
    let mut found = Vec::new();
    let tasks = doc
        .root()
        .and_then(|it| it.get("tasks"))
        .map_or(&[][..], Node::pairs);
    for (key, task) in tasks {
        let name = key.text().unwrap_or("");
        let commands = ["cmds", "cmd"]
            .iter()
            .filter_map(|it| task.get(it))
            .flat_map(Node::one_or_more);
        for command in commands {
            let text = command.get("cmd").unwrap_or(command);
            if text.text().is_none() {
                continue;
            }
            let cut = crate::document::scalar::cut(doc.text(), text);
            found.push(HostScript {
                scope: vec![name.to_owned()],
                label: format!("task `{name}`"),
                ignore_errors: command
                    .get("ignore_error")
                    .filter(|it| it.text() == Some("true"))
                    .map(|it| it.span),
                ..HostScript::new(
                    template_holes(&cut, "{{"),
                    ShellKind::Bash,
                    ShellOptions::ERREXIT,
                )
            });
        }
    }
    found
}

/// Snapcraft: `override-build` and its like, run with `-e`.
pub(super) fn snapcraft(doc: &Doc) -> Vec<HostScript> {
    let mut found = Vec::new();
    let parts = doc
        .root()
        .and_then(|it| it.get("parts"))
        .map_or(&[][..], Node::pairs);
    for (key, part) in parts {
        let name = key.text().unwrap_or("");
        for (_, _, text) in part
            .entries()
            .filter(|(it, ..)| it.starts_with("override-"))
        {
            found.push(HostScript {
                scope: vec![name.to_owned()],
                label: format!("part `{name}`"),
                ..HostScript::new(content(doc, text), ShellKind::Bash, ShellOptions::ERREXIT)
            });
        }
    }
    found
}

/// Goreleaser: hooks. No shell runs them; they are read as if one did.
pub(super) fn goreleaser(doc: &Doc) -> Vec<HostScript> {
    let mut found = Vec::new();
    let Some(root) = doc.root() else {
        return found;
    };
    root.walk(&mut |path, node| {
        let key = path.iter().rev().find(|it| !it.is_empty());
        if !matches!(key, Some(&("hooks" | "pre" | "post" | "cmd"))) || node.text().is_none() {
            return;
        }
        let cut = template_holes(&crate::document::scalar::cut(doc.text(), node), "{{");
        found.push(HostScript {
            label: "hook".to_owned(),
            ..HostScript::new(cut, ShellKind::Sh, ShellOptions::ERREXIT)
        });
    });
    found
}
