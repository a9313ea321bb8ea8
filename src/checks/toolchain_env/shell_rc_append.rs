//! GMC216: exports written to a shell's start file.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::{Doc, Facts};
use crate::shell::Command;

const START_FILES: &[&str] = &[
    ".bashrc",
    ".bash_profile",
    ".profile",
    ".zshrc",
    ".zprofile",
    "/etc/profile",
];

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in &facts.docs {
        for script in doc.scripts() {
            for command in script.script.commands.iter().filter(|it| appends(it)) {
                judge(doc, &script.label, command, sink);
            }
        }
    }
}

/// `echo ... >> ~/.bashrc`.
fn appends(command: &Command) -> bool {
    let writes = command.redirects.iter().any(|it| {
        it.operator.contains('>')
            && START_FILES
                .iter()
                .any(|file| it.target.text.ends_with(file))
    });
    writes && matches!(command.name(), "echo" | "printf")
}

fn judge(doc: &Doc, label: &str, command: &Command, sink: &mut Sink) {
    let Some(word) = command.args().iter().find(|it| exports(&it.text)) else {
        return;
    };
    let raw = word.span.text(doc.text());
    let baked = raw.starts_with('"') && raw.contains("$PATH") && !raw.contains("\\$PATH");
    if doc.kind() == DocKind::Dockerfile {
        let message = "no later `RUN` and no program gets to see this: a shell's start file is not read by them";
        let _ = sink
            .report(doc, command.span, message)
            .within(label)
            .help("use `ENV`");
    } else if baked {
        let message = "the `PATH` of now is written to the start file: double quotes replace `$PATH` before it is written";
        let _ = sink.report(doc, word.span, message).within(label);
    }
}

/// Exports PATH or a variable of Go.
fn exports(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.strip_prefix("export ").unwrap_or(text);
    let Some((name, _)) = rest.split_once('=') else {
        return false;
    };
    let name = name.trim();
    name == "PATH"
        || (name.starts_with("GO")
            && name
                .chars()
                .all(|it| it.is_ascii_uppercase() || it.is_ascii_digit()))
}
