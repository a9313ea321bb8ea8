//! Recipes of makefiles: each line is a script of its own, unless `.ONESHELL` is set.

use super::{HostScript, ShellKind};
use crate::document::Cut;
use crate::document::makefile::Makefile;
use crate::facts::doc::Doc;
use crate::shell::ShellOptions;

/// Scripts of a makefile.
pub(super) fn scripts(doc: &Doc) -> Vec<HostScript> {
    let file = doc.makefile();
    let (shell, options, named) = shell(file);
    let mut found = Vec::new();
    for rule in &file.rules {
        let script = |cut: Cut| HostScript {
            shell_named: named,
            scope: rule.targets.clone(),
            label: match rule.targets.first() {
                Some(target) => format!("target `{target}`"),
                None => String::new(),
            },
            ..HostScript::new(cut, shell, options)
        };
        if file.one_shell {
            let mut cut = Cut::default();
            for line in &rule.recipe {
                cut.append(&file.shell_text(&line.raw));
                cut.push_extra("\n");
            }
            found.push(script(cut));
            continue;
        }
        for line in &rule.recipe {
            let cut = file.shell_text(&line.raw);
            let whole = cut.span(0, cut.text.len());
            found.push(HostScript {
                conditions: line.conditions.clone(),
                ignore_errors: line.ignore_errors.then_some(whole),
                ..script(cut)
            });
        }
    }
    found
}

/// `SHELL` and `.SHELLFLAGS`.
fn shell(file: &Makefile) -> (ShellKind, ShellOptions, bool) {
    let assigned = |name: &str| file.variables.iter().rfind(|it| it.name == name);
    let named = assigned("SHELL");
    let mut kind = ShellKind::Sh;
    let mut options = ShellOptions::NONE;
    if let Some(variable) = named {
        let text = file.value("SHELL").unwrap_or(&variable.value.text);
        // `SHELL := $(shell which bash)` and `/usr/bin/env bash` name it too.
        kind = if text.contains("bash") {
            ShellKind::Bash
        } else {
            ShellKind::Sh
        };
        options = options.with_flags(
            text.split_whitespace()
                .skip_while(|it| !it.starts_with('-')),
        );
    }
    if let Some(variable) = assigned(".SHELLFLAGS") {
        options = options.with_flags(variable.value.text.split_whitespace());
    }
    (kind, options, named.is_some())
}
