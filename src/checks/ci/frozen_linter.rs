//! GMC859: linters and tools that nobody maintains any more.

use crate::checks::Sink;
use crate::facts::{Doc, Facts, HostScript};
use crate::shell::Command;

/// Modules, and what took their place.
const MODULES: &[(&str, &str, &str)] = &[
    ("golang.org/x/lint", "golint", "staticcheck or revive"),
    ("github.com/golang/lint", "golint", "staticcheck or revive"),
    (
        "github.com/alecthomas/gometalinter",
        "gometalinter",
        "golangci-lint",
    ),
    (
        "gopkg.in/alecthomas/gometalinter",
        "gometalinter",
        "golangci-lint",
    ),
    ("github.com/golang/dep", "dep", "Go modules"),
    ("github.com/tools/godep", "godep", "Go modules"),
];

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in &facts.docs {
        if !["lint", "dep"].iter().any(|it| doc.mentions(it)) {
            continue;
        }
        for host in doc.scripts() {
            for command in &host.script.commands {
                judge(doc, host, command, sink);
            }
        }
        actions(doc, sink);
    }
}

fn judge(doc: &Doc, host: &HostScript, command: &Command, sink: &mut Sink) {
    let Some((tool, instead)) = frozen(command) else {
        return;
    };
    // A function or a target of that name is somebody's own.
    if host.cut.text.contains(&format!("{tool}()")) {
        return;
    }
    report(doc, command.span, tool, instead, &host.label, sink);
}

fn report(
    doc: &Doc,
    span: crate::support::Span,
    tool: &str,
    instead: &str,
    label: &str,
    sink: &mut Sink,
) {
    let message =
        format!("`{tool}` is frozen: it knows nothing of newer Go, and no bug in it is mended");
    let _ = sink
        .report(doc, span, message)
        .within(label)
        .help(format!("use {instead}"));
}

fn frozen(command: &Command) -> Option<(&'static str, &'static str)> {
    let args = command.args();
    let by_name = match (command.name(), command.arg(0)) {
        ("golint", Some(_)) => Some("golint"),
        ("gometalinter", _) => Some("gometalinter"),
        ("dep", Some("ensure" | "init" | "status" | "check" | "prune")) => Some("dep"),
        ("godep", Some("save" | "restore" | "go" | "get" | "update" | "path")) => Some("godep"),
        _ => None,
    };
    if let Some(name) = by_name {
        let (.., instead) = MODULES.iter().find(|(_, it, _)| *it == name)?;
        return Some((name, instead));
    }
    let fetches =
        command.name() == "go" && matches!(command.arg(0), Some("get" | "install" | "run"));
    let downloads = matches!(command.name(), "curl" | "wget");
    if !fetches && !downloads {
        return None;
    }
    args.iter().find_map(|word| {
        let text = word.text.split('@').next().unwrap_or("");
        let of = |module: &str| {
            let rest = text.strip_prefix(module)?;
            (rest.is_empty() || rest.starts_with(['/', '.'])).then_some(())
        };
        let url = |module: &str| {
            let path = module.trim_start_matches("github.com/");
            downloads
                && path != module
                && (text.contains(&format!("/{path}/releases/"))
                    || text.contains(&format!("githubusercontent.com/{path}/")))
        };
        let (_, tool, instead) = MODULES
            .iter()
            .find(|(module, ..)| (fetches && of(module).is_some()) || url(module))?;
        Some((*tool, *instead))
    })
}

/// Actions that are golint.
fn actions(doc: &Doc, sink: &mut Sink) {
    if !doc.mentions("golint-action") && !doc.mentions("/golint@") {
        return;
    }
    let Some(root) = doc.root() else { return };
    for step in root.all(&["jobs", "*", "steps", "*"]) {
        let Some(uses) = step.get("uses") else {
            continue;
        };
        let text = uses.text().unwrap_or("").to_ascii_lowercase();
        if text.contains("/golint-action@")
            || text.contains("action-golint@")
            || text.contains("/golint@")
        {
            report(doc, uses.span, "golint", "staticcheck or revive", "", sink);
        }
    }
}
