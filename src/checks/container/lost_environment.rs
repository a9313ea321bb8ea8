//! GMC509: `export` and `cd` at the end of a shell that nothing else runs in.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::document::dockerfile::Instruction;
use crate::facts::{Doc, Facts, HostScript};
use crate::shell::{Assignment, Script};
use crate::support::Span;

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts.of_kind(&[DocKind::Dockerfile, DocKind::Makefile]) {
        if !doc.mentions("export ") && !doc.mentions("cd ") {
            continue;
        }
        if doc.kind() == DocKind::Makefile && doc.makefile().one_shell {
            continue;
        }
        for host in doc.scripts() {
            let instruction = host
                .instruction
                .and_then(|it| doc.dockerfile().instructions.get(it));
            if instruction.is_some_and(|it| it.keyword != "RUN") {
                continue;
            }
            let Some(lost) = last(&host.script) else {
                continue;
            };
            match instruction {
                Some(instruction) => in_image(doc, host, instruction, lost, sink),
                // A recipe that does something before is a script that ends oddly, and no loss.
                None if host.script.commands.len() <= 1 => in_recipe(doc, host, lost, sink),
                None => {}
            }
        }
    }
}

/// What a shell does last, and for itself alone.
enum Lost<'b> {
    Variable(&'b Assignment),
    Directory(Span, &'b str),
}

fn last(script: &Script) -> Option<Lost<'_>> {
    let count = script.commands.len();
    if let Some(it) = script.assignments.last().filter(|it| it.before == count) {
        let made = script
            .commands
            .last()
            .is_none_or(|it| !it.context.condition && !it.context.branch);
        return (it.exported && !it.local && made).then_some(Lost::Variable(it));
    }
    let command = script.commands.last()?;
    let context = command.context;
    let plain = !context.substitution
        && !context.subshell
        && !context.handled
        && !context.condition
        && !context.branch
        && !context.function
        && !context.fallback
        && !context.in_loop;
    let dir = command
        .arg(0)
        .filter(|it| command.name() == "cd" && command.args().len() == 1 && *it != "-")?;
    (plain && command.env.is_empty() && command.redirects.is_empty() && command.pipeline.is_none())
        .then_some(Lost::Directory(command.span, dir))
}

fn in_image(doc: &Doc, host: &HostScript, instruction: &Instruction, lost: Lost, sink: &mut Sink) {
    let alone = host.script.commands.is_empty() && host.script.assignments.len() == 1;
    match lost {
        Lost::Variable(it) => {
            let message = format!("`{}` is forgotten when this RUN ends", it.name);
            let help = format!("write `ENV {}=...`", it.name);
            let report = sink
                .report(doc, it.span, message)
                .within(&host.label)
                .help(help);
            let literal = !it.value.dynamic
                && !it.value.text.contains('$')
                && instruction.heredocs.is_empty();
            let source = it.value.span.text(doc.text());
            let value = source
                .strip_prefix(&format!("{}=", it.name))
                .unwrap_or(source);
            if alone
                && literal
                && instruction.flags.is_empty()
                && !value.contains('\n')
                && !value.is_empty()
            {
                let _ = report.edit(
                    doc.loc(instruction.span),
                    format!("ENV {}={value}", it.name),
                );
            }
        }
        Lost::Directory(span, dir) => {
            let message = format!(
                "the next instruction does not start in `{dir}`: `cd` holds for this RUN alone"
            );
            let _ = sink
                .report(doc, span, message)
                .within(&host.label)
                .help(format!("write `WORKDIR {dir}`"));
        }
    }
}

fn in_recipe(doc: &Doc, host: &HostScript, lost: Lost, sink: &mut Sink) {
    let (span, message) = match lost {
        Lost::Variable(it) => (
            it.span,
            format!(
                "the next line does not see `{}`: each line of a recipe has a shell of its own",
                it.name
            ),
        ),
        Lost::Directory(span, dir) => (
            span,
            format!(
                "the next line does not run in `{dir}`: each line of a recipe has a shell of its own"
            ),
        ),
    };
    let _ = sink
        .report(doc, span, message)
        .within(&host.label)
        .help("join the lines with `&& \\`, or export the variable for the target: `target: export NAME = value`");
}
