//! GMC310: a script from the network that runs as it comes.

use crate::checks::Sink;
use crate::facts::{Doc, Facts, HostScript, ShellKind};
use crate::rules::Severity;
use crate::shell::Command;
use crate::support::Span;
use regex::Regex;
use std::sync::OnceLock;

const SHELLS: &[&str] = &["sh", "bash", "zsh", "dash", "ash"];
const LOADERS: &[&str] = &["curl", "wget"];

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in &facts.docs {
        for script in doc.scripts() {
            pipes(doc, script, sink);
            substitutions(doc, script, sink);
            if script.shell == ShellKind::Pwsh {
                powershell(doc, script, sink);
            }
        }
    }
}

fn pipes(doc: &Doc, script: &HostScript, sink: &mut Sink) {
    let command = |index: &usize| &script.script.commands[*index];
    for pipeline in &script.script.pipelines {
        let Some((last, before)) = pipeline.stages.split_last() else {
            continue;
        };
        let Some(shell) = last.first().map(command).filter(|it| is_shell(it)) else {
            continue;
        };
        let loader = before
            .iter()
            .flatten()
            .map(command)
            .find(|it| LOADERS.contains(&it.name()));
        if let Some(loader) = loader {
            report(doc, script, pipeline.span, loader, shell.name(), sink);
        }
    }
}

/// A shell that reads its script from the pipe: no file and no `-c` among its arguments.
fn is_shell(command: &Command) -> bool {
    let mut args = command.args().iter().map(|it| it.text.as_str());
    let reads_pipe =
        match args.find(|it| !it.starts_with('-') || *it == "-c" || *it == "-s" || *it == "-") {
            None => true,
            Some(it) => it == "-s" || it == "-",
        };
    SHELLS.contains(&command.name()) && reads_pipe
}

/// `bash <(curl ...)`, `sh -c "$(curl ...)"`.
fn substitutions(doc: &Doc, script: &HostScript, sink: &mut Sink) {
    for command in script
        .script
        .commands
        .iter()
        .filter(|it| SHELLS.contains(&it.name()) || it.name() == "eval")
    {
        let loads = |text: &str| {
            LOADERS.iter().any(|it| {
                text.contains(&format!("<({it} ")) || text.starts_with(&format!("$({it} "))
            })
        };
        let Some(word) = command.args().iter().find(|it| loads(&it.text)) else {
            continue;
        };
        let inner = script.script.commands.iter().find(|it| {
            LOADERS.contains(&it.name())
                && it.span.start >= word.span.start
                && it.span.end <= word.span.end
        });
        if let Some(loader) = inner {
            report(doc, script, command.span, loader, command.name(), sink);
        }
    }
}

fn report(
    doc: &Doc,
    script: &HostScript,
    span: Span,
    loader: &Command,
    shell: &str,
    sink: &mut Sink,
) {
    let url = loader
        .args()
        .iter()
        .map(|it| it.text.as_str())
        .find(|it| it.contains("://") || it.contains('.'));
    let pinned = url.is_some_and(is_pinned);
    let message = format!(
        "`{}` feeds `{shell}` with whatever the server sends",
        loader.name()
    );
    let report = sink.report(doc, span, message).within(&script.label);
    let _ = if pinned {
        report.severity(Severity::Note)
    } else {
        report
    };
}

/// Does the URL name a version or a commit?
fn is_pinned(url: &str) -> bool {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let pattern = PATTERN.get_or_init(|| {
        Regex::new(r"[/=@-]v?\d+\.\d+(\.\d+)?|/[0-9a-f]{40}(/|$)|_VERSION|\{VERSION").ok()
    });
    pattern.as_ref().is_some_and(|it| it.is_match(url))
}

/// `iex (irm ...)`, `iwr ... | iex`.
fn powershell(doc: &Doc, script: &HostScript, sink: &mut Sink) {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let source = r"(?im)^[^#\n]*?(?P<hit>\b(iex|invoke-expression)\b[^\n]*\b(irm|iwr|invoke-restmethod|invoke-webrequest|downloadstring)\b[^\n]*|\b(irm|iwr|invoke-restmethod|invoke-webrequest)\b[^\n]*\|\s*(iex|invoke-expression)\b)";
    let Some(pattern) = PATTERN.get_or_init(|| Regex::new(source).ok()) else {
        return;
    };
    for captures in pattern.captures_iter(&script.cut.text) {
        let Some(hit) = captures.name("hit") else {
            continue;
        };
        let span = script
            .cut
            .span(hit.start(), hit.start() + hit.as_str().trim_end().len());
        let report = sink
            .report(doc, span, "`iex` runs whatever the server sends")
            .within(&script.label);
        let _ = if is_pinned(hit.as_str()) {
            report.severity(Severity::Note)
        } else {
            report
        };
    }
}
