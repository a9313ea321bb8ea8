//! The launch checklist: text, Markdown, JSON.
//!
//! In: a [`Checklist`]. Out: text. Must not know how verdicts come about.
//!
//! JSON: `version` grows when a field changes its meaning; fields may be added.

use super::text::Text;
use super::{printable, trace};
use crate::checklist::{Checked, Checklist, Proof, Summary, Verdict};
use crate::finding::SourceMap;
use serde_json::{Value, json};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Reasons told for an item that failed, and for another one.
const MOST: (usize, usize) = (3, 1);

/// Draws the list for a terminal.
pub fn text(list: &Checklist, files: &SourceMap, look: Text) -> String {
    let mut page = Page {
        out: String::new(),
        files,
        look,
        style: trace::Style {
            width: look.width,
            color: look.color,
        },
    };
    for it in list
        .items
        .iter()
        .filter(|it| it.verdict != Verdict::NotApplicable)
    {
        page.item(it);
    }
    page.not_applicable(list);
    page.families(list);
    page.end(list);
    page.out
}

struct Page<'a> {
    out: String,
    files: &'a SourceMap<'a>,
    look: Text,
    style: trace::Style,
}

impl Page<'_> {
    fn line(&mut self, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{}", text.trim_end());
    }

    fn mark(&self, verdict: Verdict) -> String {
        let (unicode, ascii, color) = match verdict {
            Verdict::Passed => ("✓", "+", trace::GREEN),
            Verdict::Failed => ("×", "x", trace::RED),
            Verdict::NotApplicable => ("-", "-", trace::DIM),
            Verdict::CannotTell => ("?", "?", trace::YELLOW),
        };
        let mark = if self.look.unicode { unicode } else { ascii };
        self.style.paint(color, mark)
    }

    fn item(&mut self, it: &Checked) {
        let mark = self.mark(it.verdict);
        let title = match it.verdict {
            Verdict::Failed => self.style.paint(trace::BOLD, &it.item.title),
            _ => it.item.title.clone(),
        };
        self.line(&format!("{mark} {title}"));
        let most = match it.verdict {
            Verdict::Failed => MOST.0,
            _ => MOST.1,
        };
        for proof in it.evidence.iter().take(most) {
            self.proof(proof);
        }
        let more = it.evidence.len().saturating_sub(most);
        if more > 0 && it.verdict != Verdict::Passed {
            let text = self.style.paint(trace::DIM, &format!("and {more} more"));
            self.line(&format!("    {text}"));
        }
        if it.verdict == Verdict::Failed {
            let width = self.style.width.max(60) - 10;
            for (at, line) in trace::wrap(&it.item.fix, width).iter().enumerate() {
                let lead = if at == 0 { "help: " } else { "      " };
                self.line(&format!("    {lead}{line}"));
            }
        }
    }

    fn proof(&mut self, proof: &Proof) {
        let width = self.style.width.max(60) - 4;
        for line in trace::wrap(&printable(&told(proof, self.files)), width) {
            let line = self.style.paint(trace::DIM, &line);
            self.line(&format!("    {line}"));
        }
    }

    fn not_applicable(&mut self, list: &Checklist) {
        let none: Vec<&Checked> = list
            .items
            .iter()
            .filter(|it| it.verdict == Verdict::NotApplicable)
            .collect();
        if none.is_empty() {
            return;
        }
        let heading = self.style.paint(trace::BOLD, "not applicable");
        self.line(&format!("\n{heading}"));
        let width = none
            .iter()
            .map(|it| it.item.title.width())
            .max()
            .unwrap_or(0);
        for it in none {
            let why = it.evidence.first().map_or("", |it| it.text.as_str());
            let why = self.style.paint(trace::DIM, &printable(why));
            let mark = self.mark(it.verdict);
            let pad = " ".repeat(width - it.item.title.width());
            self.line(&format!("{mark} {}{pad}  {why}", it.item.title));
        }
    }

    fn families(&mut self, list: &Checklist) {
        let heading = self.style.paint(trace::BOLD, "findings");
        self.line(&format!("\n{heading}"));
        let width = list
            .families
            .iter()
            .map(|it| it.family.name.width())
            .max()
            .unwrap_or(0);
        for it in &list.families {
            let mark = self.mark(it.verdict);
            let pad = " ".repeat(width - it.family.name.width());
            self.line(&format!("{mark} {}{pad}  {}", it.family.name, counts(it)));
            for (proof, number) in &it.top {
                let times = if *number > 1 {
                    format!(" (and {} more)", number - 1)
                } else {
                    String::new()
                };
                let text = format!("{}{times}", told(proof, self.files));
                for line in trace::wrap(&printable(&text), self.style.width.max(60) - 6) {
                    let line = self.style.paint(trace::DIM, &line);
                    self.line(&format!("      {line}"));
                }
            }
        }
    }

    fn end(&mut self, list: &Checklist) {
        let count = |it| list.count(it);
        let text = format!(
            "\n{} passed, {} failed, {} cannot tell, {} not applicable",
            count(Verdict::Passed),
            count(Verdict::Failed),
            count(Verdict::CannotTell),
            count(Verdict::NotApplicable)
        );
        self.line(&text);
    }
}

/// "ci.yml:31: GMC852 the status is lost".
fn told(proof: &Proof, files: &SourceMap) -> String {
    let place =
        place(proof, files).map_or(String::new(), |(path, line)| format!("{path}:{line}: "));
    let rule = proof
        .rule
        .as_ref()
        .map_or(String::new(), |it| format!("{it} "));
    format!("{place}{rule}{}", proof.text)
}

fn place<'a>(proof: &Proof, files: &'a SourceMap) -> Option<(&'a str, usize)> {
    let loc = proof.loc?;
    Some((files.display(loc.file), files.start(loc).line))
}

/// "2 errors, 1 note".
fn counts(summary: &Summary) -> String {
    if summary.verdict == Verdict::NotApplicable {
        return match summary.rules {
            0 => "no rule runs".to_owned(),
            _ => "nothing to look at".to_owned(),
        };
    }
    let words = ["error", "warning", "note"];
    let parts = summary.counts.iter().zip(words).filter(|(it, _)| **it > 0);
    let parts: Vec<String> = parts
        .map(|(number, word)| format!("{number} {word}{}", if *number == 1 { "" } else { "s" }))
        .collect();
    match parts.is_empty() {
        true => "nothing".to_owned(),
        false => parts.join(", "),
    }
}

/// The list for an issue or a release page.
pub fn markdown(list: &Checklist, files: &SourceMap) -> String {
    let mut out = String::from("# Launch checklist\n\n");
    for it in &list.items {
        let (mark, word) = match it.verdict {
            Verdict::Passed => ("x", ""),
            Verdict::Failed => (" ", " **failed**"),
            Verdict::CannotTell => (" ", " **cannot tell**"),
            Verdict::NotApplicable => ("x", " (not applicable)"),
        };
        let _ = writeln!(out, "- [{mark}] {}{word}", escaped(&it.item.title));
        let most = if it.verdict == Verdict::Failed {
            MOST.0
        } else {
            MOST.1
        };
        for proof in it.evidence.iter().take(most) {
            let _ = writeln!(out, "  - {}", proof_markdown(proof, files));
        }
        if it.verdict == Verdict::Failed {
            let _ = writeln!(out, "  - to do: {}", it.item.fix);
        }
    }
    out.push_str(
        "\n## Findings\n\n| family | errors | warnings | notes | first |\n|---|---|---|---|---|\n",
    );
    for it in &list.families {
        let first = it
            .top
            .first()
            .map_or(String::new(), |(it, _)| proof_markdown(it, files));
        let [errors, warnings, notes] = it.counts;
        let _ = writeln!(
            out,
            "| {} | {errors} | {warnings} | {notes} | {} |",
            it.family.name,
            first.replace('|', "\\|")
        );
    }
    out
}

fn proof_markdown(proof: &Proof, files: &SourceMap) -> String {
    let place =
        place(proof, files).map_or(String::new(), |(path, line)| format!("`{path}:{line}`: "));
    let rule = proof
        .rule
        .as_ref()
        .map_or(String::new(), |it| format!("{it} "));
    // Words of a file are code; sentences bring their own backquotes.
    let text = printable(&proof.text).into_owned();
    let text = match proof.rule.is_none() && proof.loc.is_some() && !text.contains('`') {
        true => format!("`{text}`"),
        false => text,
    };
    format!("{place}{rule}{text}")
}

fn escaped(text: &str) -> String {
    text.replace('_', "\\_")
}

/// The list as JSON.
pub fn json(list: &Checklist, files: &SourceMap) -> String {
    let items: Vec<Value> = list
        .items
        .iter()
        .map(|it| {
            json!({
                "id": it.item.id,
                "family": it.item.family,
                "title": it.item.title,
                "verdict": it.verdict.id(),
                "evidence": it.evidence.iter().map(|it| proof_json(it, files)).collect::<Vec<_>>(),
                "rules": it.item.rules,
                "why": it.item.why,
                "fix": it.item.fix,
            })
        })
        .collect();
    let families: Vec<Value> = list
        .families
        .iter()
        .map(|it| {
            let top = it.top.iter().map(|(proof, number)| {
                let mut value = proof_json(proof, files);
                value["count"] = json!(number);
                value
            });
            json!({
                "family": it.family.name,
                "verdict": it.verdict.id(),
                "rules": it.rules,
                "errors": it.counts[0],
                "warnings": it.counts[1],
                "notes": it.counts[2],
                "top": top.collect::<Vec<_>>(),
            })
        })
        .collect();
    let document = json!({
        "version": 1,
        "passed": !list.failed(),
        "items": items,
        "families": families,
    });
    format!("{document:#}\n")
}

fn proof_json(proof: &Proof, files: &SourceMap) -> Value {
    let place = place(proof, files).map(|(path, line)| json!({ "path": path, "line": line }));
    json!({ "text": proof.text, "rule": proof.rule, "place": place })
}
