//! GMC404: `$(git describe)` in a makefile, which make takes for a variable of that name.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::document::Cut;
use crate::document::makefile::{Makefile, references};
use crate::facts::{Doc, Facts};
use crate::support::Span;

/// Commands that stand in `$(...)` in shell scripts, and are no make functions.
const COMMANDS: &[&str] = &[
    "awk",
    "cat",
    "curl",
    "cut",
    "date",
    "docker",
    "echo",
    "expr",
    "find",
    "git",
    "go",
    "grep",
    "gofmt",
    "head",
    "hostname",
    "id",
    "jq",
    "kubectl",
    "ls",
    "lsb_release",
    "mktemp",
    "nproc",
    "printf",
    "ps",
    "pwd",
    "python",
    "python3",
    "sed",
    "sha256sum",
    "tail",
    "tr",
    "uname",
    "wc",
    "wget",
    "which",
    "whoami",
];

/// Those that are of use without arguments. A variable of such a name is unlikely.
const ALONE: &[&str] = &["pwd", "whoami", "hostname", "nproc", "uname", "date"];

/// Longest nesting that is followed.
const DEEPEST: usize = 8;

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts.of_kind(&[DocKind::Makefile]) {
        let file = doc.makefile();
        for rule in &file.rules {
            let label = rule
                .targets
                .first()
                .map(|it| format!("target `{it}`"))
                .unwrap_or_default();
            for line in &rule.recipe {
                scan(doc, file, &line.raw, (0, true), &label, sink);
            }
        }
        for variable in &file.variables {
            scan(doc, file, &variable.value, (0, false), "", sink);
        }
    }
}

/// Looks at the references of a text and at those within. `recipe`: the text is that of a recipe itself, where `$$` mends it.
fn scan(
    doc: &Doc,
    file: &Makefile,
    text: &Cut,
    (depth, recipe): (usize, bool),
    label: &str,
    sink: &mut Sink,
) {
    for reference in references(&text.text) {
        let span = text.span(reference.start, reference.end);
        if is_command(doc, file, &text.text, &reference.head, reference.start) {
            let shown = format!("{} {}", reference.head, reference.rest);
            let shown: String = shown.trim().chars().take(40).collect();
            let message = format!(
                "make expands `$({shown})` to nothing: it is no shell command here but an unknown variable"
            );
            let help = if recipe {
                format!("write `$$({shown})`, so that the shell gets to see it")
            } else {
                format!("write `$(shell {shown})`")
            };
            let report = sink.report(doc, span, message).within(label).help(help);
            if recipe {
                let dollar = Span {
                    start: span.start,
                    end: span.start,
                };
                let _ = report.edit(doc.loc(dollar), "$");
            }
        } else if depth < DEEPEST {
            let end = reference.rest_start + reference.rest.len();
            let inner = text.part(reference.rest_start, end);
            // What an escaped `$` says is for a later expansion.
            scan(doc, file, &inner, (depth + 1, false), label, sink);
        }
    }
}

fn is_command(doc: &Doc, file: &Makefile, text: &str, head: &str, start: usize) -> bool {
    if !COMMANDS.contains(&head) || file.variables.iter().any(|it| it.name == head) {
        return false;
    }
    let behind = text
        .get(start + 2 + head.len()..)
        .and_then(|it| it.chars().next());
    match behind {
        Some(' ' | '\t') => true,
        // The name alone may be a variable of an included file or of the environment.
        Some(')' | '}') => ALONE.contains(&head) && !doc.mentions("include "),
        _ => false,
    }
}
