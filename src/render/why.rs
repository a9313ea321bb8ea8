//! The answer of `gomapcheck why` as text.
//!
//! In: [`Answer`]s. Out: lines for people. Must not know how the answers were found.

use super::printable;
use crate::finding::SourceMap;
use crate::rules::why::{Answer, Other, Way};
use crate::support::Loc;
use std::fmt::Write;

/// Ways and other accesses shown for one access; what is beyond is counted.
const MOST: usize = 12;

/// Draws the answers for a line.
pub fn draw(answers: &[Answer], files: &SourceMap<'_>) -> String {
    if answers.is_empty() {
        return "no access to a map is known on this line: there is none, or the type of the expression could not be worked out\n"
            .to_owned();
    }
    let drawn: Vec<String> = answers.iter().map(|it| answer(it, files)).collect();
    drawn.join("\n")
}

fn answer(answer: &Answer, files: &SourceMap<'_>) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "{}  {}, in {}",
        place(answer.loc, files),
        answer.does,
        answer.function
    );
    if let Some(map) = &answer.map {
        let _ = writeln!(out, "  map      {map}");
    }
    let _ = writeln!(out, "  verdict  {}", answer.verdict);
    list(&mut out, "reached by", &answer.ways, |out, it| {
        way(out, it, files)
    });
    list(
        &mut out,
        "against each access to the map",
        &answer.others,
        |out, it| other(out, it, files),
    );
    out
}

fn list<T>(out: &mut String, title: &str, items: &[T], draw: impl Fn(&mut String, &T)) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "  {title}");
    items.iter().take(MOST).for_each(|it| draw(out, it));
    if items.len() > MOST {
        let _ = writeln!(out, "    and {} more", items.len() - MOST);
    }
}

fn way(out: &mut String, way: &Way, files: &SourceMap<'_>) {
    let _ = writeln!(out, "    {}; {}", way.heading, way.holds);
    for (loc, text, function) in &way.steps {
        let _ = writeln!(out, "      {}  {text}, in {function}", place(*loc, files));
    }
}

fn other(out: &mut String, other: &Other, files: &SourceMap<'_>) {
    let _ = writeln!(
        out,
        "    {}  {}, in {}",
        place(other.loc, files),
        other.does,
        other.function
    );
    let holds = match other.holds.as_str() {
        "" => String::new(),
        holds => format!("{holds}: "),
    };
    let _ = writeln!(out, "      {holds}{}", other.outcome);
}

fn place(loc: Loc, files: &SourceMap<'_>) -> String {
    let at = files.start(loc);
    printable(&format!(
        "{}:{}:{}",
        files.display(loc.file),
        at.line,
        at.column
    ))
    .into_owned()
}
