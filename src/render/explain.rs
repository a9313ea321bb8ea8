//! Rules for readers: the page of one, the table of all.
//!
//! In: [`RuleSpec`]s. Out: text, Markdown, JSON. Must not know findings.

use super::trace::wrap;
use crate::rules::RuleSpec;
use crate::rules::example::shown;
use serde_json::{Value, json};

/// Columns of a page.
const WIDTH: usize = 100;

/// All there is to say about a rule: what, why, a bad and a good example, the fix, how sure.
pub fn page(rule: &RuleSpec) -> String {
    let mut text = format!(
        "{} {} ({}, since {})\n",
        rule.id,
        rule.name,
        rule.severity.as_str(),
        rule.since
    );
    let mut section = |heading: &str, body: &str| {
        text.push_str(&format!("\n{heading}\n{body}"));
    };
    section("What it finds", &paragraph(&rule.title));
    section("Why it matters", &paragraph(&rule.why));
    section("How to mend it", &paragraph(&rule.fix));
    if let Some(example) = rule.examples.first() {
        section(
            &format!("Bad: {}", example.name),
            &code(&shown(&example.bad)),
        );
        section("Good", &code(&shown(&example.good)));
    }
    if !rule.confidence.is_empty() {
        section("How sure", &paragraph(&rule.confidence));
    }
    if let Some(reason) = &rule.off_because {
        section("Off by default", &paragraph(reason));
    }
    let comment = match rule.on.iter().any(|it| it.starts_with("go")) {
        true => "//gomapcheck:ignore",
        false => "# gomapcheck:ignore",
    };
    let silence = format!("{comment} {} REASON, on the line or above it", rule.id);
    section("How to silence one finding", &paragraph(&silence));
    if !rule.peers.is_empty() {
        section("What other tools say", &list(&rule.peers));
    }
    let cwe = rule
        .cwe
        .iter()
        .map(|it| format!("https://cwe.mitre.org/data/definitions/{it}.html"));
    let links = rule.references.iter().cloned().chain(cwe);
    let mut links: Vec<String> = links.collect();
    links.dedup();
    let mut seen = std::collections::BTreeSet::new();
    links.retain(|it| seen.insert(it.clone()));
    section("References", &list(&links));
    text
}

/// A table for the terminal.
pub fn table(rules: &[&RuleSpec]) -> String {
    let width = rules.iter().map(|it| it.name.len()).max().unwrap_or(0);
    rules
        .iter()
        .map(|it| {
            format!(
                "{}  {:<width$}  {:<7}  {}\n",
                it.id,
                it.name,
                it.severity.as_str(),
                it.title
            )
        })
        .collect()
}

/// A table with links to the rule files.
pub fn markdown_table(rules: &[&RuleSpec]) -> String {
    let mut table = String::from("| rule | what it finds | severity |\n|---|---|---|\n");
    for rule in rules {
        table.push_str(&format!(
            "| [{} {}](rules/{}/{}.toml) | {} | {} |\n",
            rule.id,
            rule.name,
            rule.family,
            rule.name,
            rule.title.replace('|', "\\|"),
            rule.severity.as_str()
        ));
    }
    table
}

/// All that the rule files say, the examples included.
pub fn json(rules: &[&RuleSpec]) -> String {
    let list: Vec<Value> = rules.iter().map(|it| value(it)).collect();
    let document = json!({ "version": 1, "rules": list });
    format!("{document:#}\n")
}

fn value(rule: &RuleSpec) -> Value {
    let examples = rule
        .examples
        .iter()
        .map(|it| json!({ "name": it.name, "bad": shown(&it.bad), "good": shown(&it.good) }));
    json!({
        "id": rule.id,
        "name": rule.name,
        "family": rule.family,
        "enabled": rule.enabled,
        "offBecause": rule.off_because,
        "title": rule.title,
        "severity": rule.severity.as_str(),
        "precision": rule.precision.as_str(),
        "confidence": rule.confidence.trim(),
        "since": rule.since,
        "why": rule.why.trim(),
        "fix": rule.fix.trim(),
        "references": rule.references,
        "cwe": rule.cwe,
        "peers": rule.peers,
        "tags": rule.tags,
        "examples": examples.collect::<Vec<_>>(),
    })
}

fn paragraph(text: &str) -> String {
    let lines = text.trim().lines().flat_map(|line| match line.is_empty() {
        true => vec![String::new()],
        false => wrap(line, WIDTH - 2),
    });
    lines
        .map(|it| format!("  {it}").trim_end().to_owned() + "\n")
        .collect()
}

fn list(items: &[String]) -> String {
    items.iter().map(|it| format!("  {it}\n")).collect()
}

fn code(text: &str) -> String {
    let lines = text.trim().lines();
    lines
        .map(|it| format!("    {it}").trim_end().to_owned() + "\n")
        .collect()
}
