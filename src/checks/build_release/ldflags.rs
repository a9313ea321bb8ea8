//! GMC401: `-X path.name=value` where the linker finds no such variable, and says nothing.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::document::Cut;
use crate::document::cut::HOLE;
use crate::facts::packages::Target;
use crate::facts::{Doc, Facts};
use crate::support::Span;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// `-X importpath.name=`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Stamp {
    span: Span,
    path: String,
    name: String,
    label: String,
}

fn pattern() -> Option<&'static Regex> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    // The path may hold anything but blanks and quotes; its last dot parts it from the name.
    let make = || {
        Regex::new(r#"-X[ =]*['"]?(?P<target>(?P<path>[^\s'"=]+)\.(?P<name>[\pL_][\pL\pN_]*))="#)
            .ok()
    };
    PATTERN.get_or_init(make).as_ref()
}

pub(super) fn no_such_variable(facts: &Facts, sink: &mut Sink) {
    for doc in &facts.docs {
        if !doc.mentions("-X") {
            continue;
        }
        for stamp in stamps(doc) {
            if let Some((message, help)) = judge(facts, &stamp) {
                let _ = sink
                    .report(doc, stamp.span, message)
                    .within(&stamp.label)
                    .help(help);
            }
        }
    }
}

/// All `-X` of a document, variables replaced where their value is known.
fn stamps(doc: &Doc) -> BTreeSet<Stamp> {
    let mut found = BTreeSet::new();
    for script in doc.scripts() {
        let known = |name: &str| {
            script
                .script
                .assignments
                .iter()
                .find(|it| it.name == name)
                .filter(|it| !it.value.dynamic)
                .map(|it| it.value.text.clone())
        };
        let words = script
            .script
            .commands
            .iter()
            .filter(|it| !matches!(it.name(), "echo" | "printf"))
            .flat_map(|it| &it.words);
        let values = script.script.assignments.iter().map(|it| &it.value);
        for word in words.chain(values) {
            let mut cut = Cut::default();
            let text = crate::facts::docker::substitute(&word.text, &known);
            if word.span.text(doc.text()).contains(&text) {
                let span = word.part(doc.text(), &text);
                cut.push(&text, span.start as usize);
            } else {
                cut.push_for(&text, word.span);
            }
            collect(&cut, &script.label, &mut found);
        }
    }
    let file = doc.makefile();
    for variable in &file.variables {
        collect(
            &file.shell_text(&variable.value),
            &format!("variable `{}`", variable.name),
            &mut found,
        );
    }
    if matches!(doc.kind(), DocKind::Goreleaser) {
        for root in &doc.tree().documents {
            root.walk(&mut |path, node| {
                if path.contains(&"ldflags") && node.text().is_some() {
                    collect(
                        &crate::document::scalar::cut(doc.text(), node),
                        "",
                        &mut found,
                    );
                }
            });
        }
    }
    found
}

fn collect(cut: &Cut, label: &str, found: &mut BTreeSet<Stamp>) {
    let Some(pattern) = pattern() else { return };
    for captures in pattern.captures_iter(&cut.text) {
        let (Some(target), Some(path), Some(name)) = (
            captures.name("target"),
            captures.name("path"),
            captures.name("name"),
        ) else {
            continue;
        };
        let unknown =
            |it: char| it == HOLE || matches!(it, '$' | '{' | '}' | '(' | ')' | '%' | '`' | '#');
        if path.as_str().contains(unknown) || !path.as_str().contains(['/', '.']) {
            continue;
        }
        found.insert(Stamp {
            span: cut.span(target.start(), target.end()),
            path: path.as_str().to_owned(),
            name: name.as_str().to_owned(),
            label: label.to_owned(),
        });
    }
}

/// What is wrong and what to do; none where the variable is there, or where that cannot be told.
fn judge(facts: &Facts, stamp: &Stamp) -> Option<(String, String)> {
    let Stamp { path, name, .. } = stamp;
    let dir = match facts.packages.target(path) {
        Target::Directory(dir) => dir,
        Target::Elsewhere => return without_major(facts, stamp),
    };
    let declared = facts.packages.declared(&dir);
    // What Go files import is there when the build runs: generated, or left out of this copy.
    let imported = || facts.imports().any(|it| it == path.as_str());
    if declared.names.is_empty() && imported() {
        return None;
    }
    if declared.names.is_empty() {
        let message =
            format!("`-X` sets no `{name}`: there is no package `{path}` in this repository");
        return Some((
            message,
            "name the import path of the package that declares the variable".to_owned(),
        ));
    }
    if declared
        .names
        .iter()
        .all(|it| it == "main" || it == "main_test")
    {
        let message = format!(
            "`-X` sets no `{name}`: `{path}` is a main package, whose name for the linker is `main`"
        );
        return Some((message, format!("write `-X main.{name}=...`")));
    }
    if declared.doubtful || declared.var(name).is_some() {
        return None;
    }
    let names = declared.vars.iter().filter(|it| !it.constant && !it.test);
    let near = names.min_by_key(|it| {
        strsim::damerau_levenshtein(&it.name.to_lowercase(), &name.to_lowercase())
    });
    let close = near.filter(|it| {
        strsim::damerau_levenshtein(&it.name.to_lowercase(), &name.to_lowercase()) <= 3
    });
    let help = match close {
        Some(var) => format!(
            "the package declares `{}`; use that name, or declare `var {name} string`",
            var.name
        ),
        None => format!(
            "declare `var {name} string` in that package, or name the variable that is meant"
        ),
    };
    Some((
        format!("`-X` sets nothing: package `{path}` declares no variable `{name}`"),
        help,
    ))
}

/// `example.com/m/version` where the module is `example.com/m/v2`.
fn without_major(facts: &Facts, stamp: &Stamp) -> Option<(String, String)> {
    let path = &stamp.path;
    facts.packages.modules().iter().find_map(|(module, dir)| {
        let (base, major) = module.rsplit_once('/')?;
        let versioned = major.len() > 1
            && major.starts_with('v')
            && major[1..].chars().all(|it| it.is_ascii_digit());
        let rest = path.strip_prefix(base)?;
        let rest = if rest.is_empty() {
            rest
        } else {
            rest.strip_prefix('/')?
        };
        if !versioned || facts.packages.declared(&dir.join(rest)).names.is_empty() {
            return None;
        }
        let right = if rest.is_empty() {
            module.clone()
        } else {
            format!("{module}/{rest}")
        };
        let message = format!(
            "`-X` sets no `{}`: this module's path is `{module}`, and `{path}` is not in it",
            stamp.name
        );
        Some((message, format!("write `{right}.{}`", stamp.name)))
    })
}
