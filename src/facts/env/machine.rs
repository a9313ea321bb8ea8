//! Settings of one machine: its environment, fish files, exports of the Windows registry, profiles of Windows Terminal.

use super::{Origin, Setting};
use crate::discover::DocKind;
use crate::document::{Node, lines, registry};
use crate::facts::doc::Doc;
use crate::support::Span;

/// Settings of documents that describe a machine; none of others.
pub(super) fn settings(doc: &Doc, found: &mut Vec<Setting>) {
    match doc.kind() {
        DocKind::Process => process(doc, found),
        DocKind::Fish => fish(doc, found),
        DocKind::Registry => registry(doc, found),
        DocKind::WindowsTerminal => terminal(doc, found),
        _ => {}
    }
}

fn setting(doc: &Doc, name: &str, value: &str, spans: (Span, Span), origin: Origin) -> Setting {
    Setting {
        name: name.to_owned(),
        value: value.to_owned(),
        dynamic: false,
        plain: false,
        file: doc.file,
        span: spans.0,
        value_span: spans.1,
        origin,
        scope: Vec::new(),
        label: String::new(),
        at: None,
    }
}

/// `NAME=value` lines as they are, without quotes or continuations.
fn process(doc: &Doc, found: &mut Vec<Setting>) {
    let mut at = 0;
    for line in doc.text().split_inclusive('\n') {
        let start = at;
        at += line.len();
        if let Some((name, value)) = line.trim_end_matches('\n').split_once('=') {
            let value_start = start + name.len() + 1;
            let spans = (
                Span::new(start, start + name.len()),
                Span::new(value_start, value_start + value.len()),
            );
            found.push(setting(doc, name, value, spans, Origin::Process));
        }
    }
}

/// `set -gx NAME value`, `set --export NAME value`, `export NAME=value`.
fn fish(doc: &Doc, found: &mut Vec<Setting>) {
    for (line, span) in lines::lines(doc.text(), &['#']) {
        let words = words(line);
        let Some(((_, first), rest)) = words.split_first() else {
            continue;
        };
        let place = |offset: usize, length: usize| {
            let start = span.start as usize + offset;
            Span::new(start, start + length)
        };
        match first.as_str() {
            "set" => {
                let mut exported = false;
                let mut operands = rest.iter();
                let name = operands.by_ref().find(|(_, word)| {
                    let flag = word.starts_with('-');
                    let letters = flag && !word.starts_with("--") && word.contains('x');
                    exported |= letters || word == "--export";
                    !flag
                });
                let values: Vec<&(usize, String)> = operands.collect();
                let (Some((at, name)), Some((from, _)), Some((last, text)), true) =
                    (name, values.first(), values.last(), exported)
                else {
                    continue;
                };
                let value: Vec<&str> = values.iter().map(|(_, it)| it.as_str()).collect();
                let end = (last + text.len()).min(line.len());
                let spans = (
                    place(*at, name.len()),
                    place(*from, end.saturating_sub(*from)),
                );
                let mut it = setting(doc, name, &value.join(" "), spans, Origin::ShellExport);
                it.dynamic = it.value.contains(['$', '(', '~']);
                found.push(it);
            }
            "export" => {
                for (at, word) in rest {
                    if let Some((name, value)) = word.split_once('=') {
                        let spans = (
                            place(*at, name.len()),
                            place(at + name.len() + 1, value.len()),
                        );
                        let mut it = setting(doc, name, value, spans, Origin::ShellExport);
                        it.dynamic = value.contains(['$', '(', '~']);
                        found.push(it);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Words of a line with where each begins, quotes off; what follows `;` or ` #` is left out.
fn words(line: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut open: Option<(usize, String)> = None;
    let mut quote = None;
    for (at, char) in line.char_indices() {
        match (quote, char) {
            (Some(it), _) if it == char => quote = None,
            (None, '"' | '\'') => {
                quote = Some(char);
                open.get_or_insert((at, String::new()));
            }
            (None, ' ' | '\t') => found.extend(open.take()),
            (None, ';') => break,
            (None, '#') if open.is_none() => break,
            _ => open.get_or_insert((at, String::new())).1.push(char),
        }
    }
    found.extend(open);
    found
}

/// The environments of the user and of the machine. The scope tells which: `user`, `machine`.
fn registry(doc: &Doc, found: &mut Vec<Setting>) {
    for value in registry::read(doc.text()) {
        let key = value.key.to_ascii_lowercase();
        let whose = if key.ends_with("\\session manager\\environment") {
            "machine"
        } else if key.ends_with("\\environment")
            && (key.starts_with("hkey_current_user") || key.starts_with("hkey_users"))
        {
            "user"
        } else {
            continue;
        };
        let mut it = setting(
            doc,
            &value.name,
            &value.text,
            (value.span, value.span),
            Origin::Registry,
        );
        it.dynamic = value.text.contains('%');
        it.scope = vec![whose.to_owned()];
        it.label = format!("{whose} environment");
        found.push(it);
    }
}

/// `environment` of profiles, and what their `commandline` sets. The scope is the name of the profile; that of the defaults is empty.
fn terminal(doc: &Doc, found: &mut Vec<Setting>) {
    let Some(profiles) = doc.root().and_then(|it| it.get("profiles")) else {
        return;
    };
    let defaults = profiles.get("defaults").map(|it| (String::new(), it));
    let list = profiles.get("list").unwrap_or(profiles);
    let list = list.items().iter().map(|it| {
        let name = it.get("name").and_then(Node::text).unwrap_or("unnamed");
        (name.to_owned(), it)
    });
    for (name, profile) in defaults.into_iter().chain(list) {
        let label = match name.as_str() {
            "" => "profile defaults".to_owned(),
            name => format!("profile `{name}`"),
        };
        let mut push = |name_of: &str, value: &str, spans: (Span, Span)| {
            let mut it = setting(doc, name_of, value, spans, Origin::Terminal);
            it.dynamic = value.contains("${env:") || value.contains('%');
            it.scope = vec![name.clone()];
            it.label = label.clone();
            found.push(it);
        };
        for (variable, key, value) in profile
            .get("environment")
            .into_iter()
            .flat_map(Node::entries)
        {
            if let Some(text) = value.text() {
                push(variable, text, (key.span, value.span));
            }
        }
        let Some(line) = profile.get("commandline") else {
            continue;
        };
        for (variable, value) in line.text().map(commandline).unwrap_or_default() {
            push(&variable, &value, (line.span, line.span));
        }
    }
}

/// `set A=b` of cmd and `$env:A = 'b'` of PowerShell in a command line.
fn commandline(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for part in text.split([';', '&']) {
        let part = part.trim().trim_matches('"');
        let lower = part.to_ascii_lowercase();
        let from = ["$env:", "set "]
            .iter()
            .find_map(|it| lower.find(it).map(|at| at + it.len()));
        let Some((name, value)) = from.and_then(|at| part.get(at..)?.split_once('=')) else {
            continue;
        };
        let (name, value) = (
            name.trim().trim_matches('"'),
            value.trim().trim_matches('"'),
        );
        let word = |it: char| it.is_ascii_alphanumeric() || it == '_';
        if !name.is_empty() && name.chars().all(word) {
            found.push((name.to_owned(), lines::unquoted(value).to_owned()));
        }
    }
    found
}
