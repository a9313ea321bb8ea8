//! Rules that are declared in their file, without code.
//!
//! In: the `match` tables of a rule, [`Facts`]. Out: findings. What a table may say is [`MatchSpec`].
//!
//! Messages are templates: `{name}`, `{value}`, `{program}`, `{text}` (what is underlined) and the named groups of the patterns.

use super::Sink;
use crate::document::Node;
use crate::document::tree::Style;
use crate::facts::{Doc, Facts, HostScript, Setting};
use crate::rules::matching::MatchSpec;
use crate::shell::{Command, Word};
use crate::support::Span;
use regex::{Captures, Regex};
use std::collections::BTreeMap;

/// A table with its patterns compiled.
struct Compiled<'a> {
    spec: &'a MatchSpec,
    value: Option<Regex>,
    not: Option<Regex>,
    words: Option<Regex>,
    not_words: Option<Regex>,
    path: Option<Regex>,
}

impl<'a> Compiled<'a> {
    /// None where a pattern is no regular expression; a test of the catalogue keeps that from happening.
    fn new(spec: &'a MatchSpec) -> Option<Self> {
        let compile = |text: &Option<String>| text.as_deref().map(Regex::new).transpose().ok();
        Some(Compiled {
            spec,
            value: compile(&spec.value)?,
            not: compile(&spec.not)?,
            words: compile(&spec.words)?,
            not_words: compile(&spec.not_words)?,
            path: compile(&spec.path)?,
        })
    }

    /// Is this value meant? With the groups of the pattern.
    fn value<'t>(&self, text: &'t str) -> Option<Option<Captures<'t>>> {
        if self.not.as_ref().is_some_and(|it| it.is_match(text)) {
            return None;
        }
        match &self.value {
            None => Some(None),
            Some(pattern) => pattern.captures(text).map(Some),
        }
    }
}

/// Runs the tables of the sink's rule.
pub(super) fn run(facts: &Facts, sink: &mut Sink) {
    let rule = sink.rule();
    for compiled in rule.matches.iter().filter_map(Compiled::new) {
        for doc in facts.on(&rule.on) {
            let spec = compiled.spec;
            if compiled
                .path
                .as_ref()
                .is_some_and(|it| !it.is_match(doc.display()))
            {
                continue;
            }
            if spec.mentions.as_ref().is_some_and(|it| !doc.mentions(it)) {
                continue;
            }
            if !spec.variable.is_empty() {
                variables(doc, &compiled, sink);
            }
            if !spec.command.is_empty() {
                commands(doc, &compiled, sink);
            }
            if !spec.key.is_empty() {
                keys(doc, &compiled, sink);
            }
            if !spec.instruction.is_empty() {
                instructions(doc, &compiled, sink);
            }
            if !spec.directive.is_empty() {
                directives(doc, &compiled, sink);
            }
        }
    }
}

/// What a template may name.
type Names = BTreeMap<String, String>;

fn names(pairs: &[(&str, &str)], pattern: Option<&Regex>, captures: Option<&Captures>) -> Names {
    let mut names: Names = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    for name in pattern
        .into_iter()
        .flat_map(|it| it.capture_names().flatten())
    {
        if let Some(group) = captures.and_then(|it| it.name(name)) {
            names.insert(name.to_owned(), group.as_str().to_owned());
        }
    }
    names
}

/// Replaces `{name}`.
fn fill(template: &str, names: &Names) -> String {
    let mut text = template.to_owned();
    for (name, value) in names {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

fn report(sink: &mut Sink, compiled: &Compiled, doc: &Doc, span: Span, label: &str, names: &Names) {
    let spec = compiled.spec;
    let mut names = names.clone();
    names.insert("text".to_owned(), span.text(doc.text()).to_owned());
    let severity = spec.severity.unwrap_or(sink.rule().severity);
    let report = sink
        .report(doc, span, fill(&spec.message, &names))
        .severity(severity)
        .within(label);
    let report = match &spec.help {
        Some(help) => report.help(fill(help, &names)),
        None => report,
    };
    if let Some(edit) = &spec.edit {
        let text = quoted_as(span.text(doc.text()), &fill(edit, &names));
        let _ = report.edit(doc.loc(span), text);
    }
}

/// The new text in the quotes of the old one.
fn quoted_as(old: &str, new: &str) -> String {
    let quote = ["\"", "'"]
        .into_iter()
        .find(|it| old.len() > 1 && old.starts_with(it) && old.ends_with(it));
    let quote = quote.unwrap_or("");
    format!("{quote}{new}{quote}")
}

fn variables(doc: &Doc, compiled: &Compiled, sink: &mut Sink) {
    let spec = compiled.spec;
    let meant = |it: &&Setting| {
        spec.variable.contains(&it.name)
            && (it.origin.exported() || spec.unexported)
            && (spec.dynamic || !it.dynamic)
            && (spec.plain.is_none_or(|plain| plain == it.plain))
    };
    for setting in doc.settings().iter().filter(meant) {
        let Some(captures) = compiled.value(&setting.value) else {
            continue;
        };
        let pairs = [
            ("name", setting.name.as_str()),
            ("value", setting.value.as_str()),
        ];
        let names = names(&pairs, compiled.value.as_ref(), captures.as_ref());
        report(
            sink,
            compiled,
            doc,
            setting.value_loc().span,
            &setting.label,
            &names,
        );
    }
}

fn commands(doc: &Doc, compiled: &Compiled, sink: &mut Sink) {
    for script in doc.scripts() {
        for command in &script.script.commands {
            if is_meant(compiled, script, command) {
                words(doc, compiled, script, command, sink);
            }
        }
    }
}

fn is_meant(compiled: &Compiled, script: &HostScript, command: &Command) -> bool {
    let spec = compiled.spec;
    let named = spec.command.iter().any(|it| it == command.name());
    let given = command
        .args()
        .iter()
        .filter(|it| !it.text.starts_with('-'))
        .map(|it| it.text.as_str());
    let args = spec.args.is_empty()
        || given
            .take(spec.args.len())
            .eq(spec.args.iter().map(String::as_str));
    if !named || !args || (spec.piped && command.pipeline.is_none()) {
        return false;
    }
    let joined = command
        .args()
        .iter()
        .map(|it| it.text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    let _ = script;
    compiled
        .words
        .as_ref()
        .is_none_or(|it| it.is_match(&joined))
        && !compiled
            .not_words
            .as_ref()
            .is_some_and(|it| it.is_match(&joined))
}

/// With a `value`: each argument that it matches; else the command as a whole.
fn words(doc: &Doc, compiled: &Compiled, script: &HostScript, command: &Command, sink: &mut Sink) {
    if compiled.value.is_none() && compiled.not.is_none() {
        let names = names(&[("program", command.name())], None, None);
        report(sink, compiled, doc, command.span, &script.label, &names);
        return;
    }
    let usable = |it: &&Word| compiled.spec.dynamic || !it.dynamic;
    for word in command.args().iter().filter(usable) {
        let Some(captures) = compiled.value(&word.text) else {
            continue;
        };
        let pairs = [("program", command.name()), ("value", word.text.as_str())];
        let names = names(&pairs, compiled.value.as_ref(), captures.as_ref());
        report(sink, compiled, doc, word.span, &script.label, &names);
    }
}

fn keys(doc: &Doc, compiled: &Compiled, sink: &mut Sink) {
    for path in &compiled.spec.key {
        // `\\.` is a dot inside a key.
        let escaped = path.replace("\\.", "\0");
        let keys: Vec<String> = escaped.split('.').map(|it| it.replace('\0', ".")).collect();
        let path: Vec<&str> = keys.iter().map(String::as_str).collect();
        for root in &doc.tree().documents {
            for node in root.all(&path) {
                for value in node.one_or_more() {
                    key(doc, compiled, value, sink);
                }
            }
        }
    }
}

fn key(doc: &Doc, compiled: &Compiled, node: &Node, sink: &mut Sink) {
    let Some(scalar) = node.scalar() else {
        return;
    };
    let plain = scalar.style == Style::Plain;
    let dynamic = scalar.text.contains("{{") || scalar.text.contains("$");
    if compiled.spec.plain.is_some_and(|it| it != plain) || (dynamic && !compiled.spec.dynamic) {
        return;
    }
    let Some(captures) = compiled.value(&scalar.text) else {
        return;
    };
    let names = names(
        &[("value", &scalar.text)],
        compiled.value.as_ref(),
        captures.as_ref(),
    );
    report(sink, compiled, doc, node.span, "", &names);
}

fn instructions(doc: &Doc, compiled: &Compiled, sink: &mut Sink) {
    let file = doc.dockerfile();
    for (index, instruction) in file.instructions.iter().enumerate() {
        if !compiled.spec.instruction.contains(&instruction.keyword) {
            continue;
        }
        let text = instruction.args.text.replace("\\\n", " ");
        let Some(captures) = compiled.value(text.trim()) else {
            continue;
        };
        let stage = file.stage_of(index).and_then(|it| file.stages.get(it));
        let label = stage
            .and_then(|it| it.name.as_ref())
            .map(|it| format!("stage `{it}`"))
            .unwrap_or_default();
        let pairs = [
            ("name", instruction.keyword.as_str()),
            ("value", text.trim()),
        ];
        let names = names(&pairs, compiled.value.as_ref(), captures.as_ref());
        let span = instruction
            .args
            .span(0, instruction.args.text.trim_end().len());
        report(sink, compiled, doc, span, &label, &names);
    }
}

fn directives(doc: &Doc, compiled: &Compiled, sink: &mut Sink) {
    let meant = doc
        .directives()
        .iter()
        .filter(|it| compiled.spec.directive.contains(&it.verb));
    for directive in meant {
        let text = directive
            .args
            .iter()
            .map(|(text, _)| text.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        let Some(captures) = compiled.value(&text) else {
            continue;
        };
        let pairs = [("name", directive.verb.as_str()), ("value", text.as_str())];
        let names = names(&pairs, compiled.value.as_ref(), captures.as_ref());
        report(sink, compiled, doc, directive.span, "", &names);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::catalog;

    #[test]
    fn every_pattern_compiles() {
        for rule in catalog() {
            for spec in &rule.matches {
                assert!(Compiled::new(spec).is_some(), "{}: a pattern", rule.name);
                assert!(
                    spec.looks_at_one_thing(),
                    "{}: a match looks at one thing",
                    rule.name
                );
            }
        }
    }

    #[test]
    fn templates_are_filled() {
        let names = names(&[("name", "GOSUMDB")], None, None);
        assert_eq!(fill("`{name}` is {other}", &names), "`GOSUMDB` is {other}");
    }
}
