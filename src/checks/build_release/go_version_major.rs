//! GMC414: comparisons of Go versions that look at the 1 alone, or at text.

use crate::checks::Sink;
use crate::document::lines;
use crate::facts::{Doc, Facts};
use crate::rules::Severity;
use crate::support::Span;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What cuts a version down to its first number.
const MAJOR_ALONE: &[&str] = &[
    // sed 's/go version go\([0-9]\+\)\..*/\1/'
    r"go\\?\(\[0-9\](?:\\?\+|\*)\\?\)[^/|#(]*[/|#]\\1[/|#]",
    // cut -d. -f1, at the end
    r#"cut\s+-d\s*['"]?\.['"]?\s+-f\s*['"]?1['"]?\s*(?:\||\)|`|$)"#,
    r#"cut\s+-f\s*['"]?1['"]?\s+-d\s*['"]?\.['"]?\s*(?:\||\)|`|$)"#,
    // awk -F. '{print $1}'
    r#"awk\s+-F\s*['"\[\\]*\.['"\]]*\s+['"]\{\s*print\s+\$+1\s*;?\s*\}['"]\s*(?:\||\)|`|$)"#,
];

fn set(sources: &'static [&'static str], cell: &'static OnceLock<Vec<Regex>>) -> &'static [Regex] {
    cell.get_or_init(|| {
        sources
            .iter()
            .filter_map(|it| Regex::new(it).ok())
            .collect()
    })
}

/// Does a text with `go version` in it give the first number of the version alone?
fn is_major(text: &str) -> bool {
    static CELL: OnceLock<Vec<Regex>> = OnceLock::new();
    asks_version(text) && set(MAJOR_ALONE, &CELL).iter().any(|it| it.is_match(text))
}

fn asks_version(text: &str) -> bool {
    [
        "go version",
        "GOVERSION",
        "$(GO) version",
        "${GO} version",
        "$GO version",
    ]
    .iter()
    .any(|it| text.contains(it))
}

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .on(&sink.rule().on)
        .filter(|it| asks_version(it.text()))
    {
        let mut majors: BTreeSet<String> = BTreeSet::new();
        let mut versions: BTreeSet<String> = BTreeSet::new();
        let mut learn = |name: &str, value: &str| {
            if is_major(value) {
                majors.insert(name.to_owned());
            } else if asks_version(value) {
                versions.insert(name.to_owned());
            }
        };
        for script in doc.scripts() {
            for it in &script.script.assignments {
                learn(&it.name, &it.value.text);
            }
        }
        for it in &doc.makefile().variables {
            learn(&it.name, &it.value.text);
        }
        let mut open: Vec<(&str, Span)> = lines::lines(doc.text(), &['#']);
        open.retain(|it| it.0.contains(['<', '>', '-', 'e', '=']));
        for (line, span) in open {
            if is_shown(line) {
                continue;
            }
            majors_compared(doc, line, span, &majors, sink);
            texts_compared(doc, line, span, &versions, sink);
        }
    }
}

fn is_shown(line: &str) -> bool {
    ["echo ", "@echo ", "printf "]
        .iter()
        .any(|it| line.starts_with(it))
}

/// A reference to a variable of scripts or makefiles, and what follows it.
fn behind<'a>(line: &'a str, name: &str) -> Vec<(usize, &'a str)> {
    let forms = [
        format!("${name}"),
        format!("${{{name}}}"),
        format!("$({name})"),
    ];
    let mut found = Vec::new();
    for (number, form) in forms.iter().enumerate() {
        for (at, _) in line.match_indices(form.as_str()) {
            let rest = &line[at + form.len()..];
            if number == 0 && rest.starts_with(|it: char| it.is_alphanumeric() || it == '_') {
                continue;
            }
            found.push((at, rest));
        }
    }
    found
}

fn majors_compared(doc: &Doc, line: &str, span: Span, majors: &BTreeSet<String>, sink: &mut Sink) {
    static CELL: OnceLock<Option<Regex>> = OnceLock::new();
    // Behind the variable: a comparison with a number above 1.
    let source = r#"^['"]?\s*(?:-(?:ge|gt|le|lt|eq|ne)|[<>]=?|[!=]=|,)\s*['"]?(?P<number>[2-9]|[1-9][0-9]+)['"]?(?:\s|\)|\]|;|$)"#;
    let Some(pattern) = CELL.get_or_init(|| Regex::new(source).ok()) else {
        return;
    };
    for name in majors {
        let forms = behind(line, name);
        let bare = line
            .find(&format!("(({name} "))
            .map(|at| (at + 2, &line[at + 2 + name.len()..]));
        let hit = forms.into_iter().chain(bare).find_map(|(at, rest)| {
            let captures = pattern.captures(rest)?;
            // `, 18` compares in `ifeq` alone.
            let comma = rest.trim_start_matches(['"', '\'', ' ']).starts_with(',');
            if comma && !line.contains("ifeq") && !line.contains("ifneq") {
                return None;
            }
            Some((at, captures.name("number")?.as_str().to_owned()))
        });
        if let Some((at, number)) = hit {
            let message = format!(
                "`{name}` is the first number of Go's version, always 1, and is compared with {number}"
            );
            let start = span.start as usize + at;
            let place = Span::new(start, span.end as usize);
            let _ = sink.report(doc, place, message);
        }
    }
}

fn texts_compared(doc: &Doc, line: &str, span: Span, versions: &BTreeSet<String>, sink: &mut Sink) {
    static CELL: OnceLock<Option<Regex>> = OnceLock::new();
    let source = r#"^['"]?\s*(?:\\?[<>]=?|['"]?\\?[<>]=?['"]?|-(?:ge|gt|le|lt))\s*['"]?(?:go)?(?P<version>1\.(?:[2-9]|10))(?:\.[0-9x]+)?['"]?(?:[^0-9.]|$)"#;
    let Some(pattern) = CELL.get_or_init(|| Regex::new(source).ok()) else {
        return;
    };
    // `sort -V` and functions that compare versions do it right.
    if line.contains("sort -V") || line.contains("version_") {
        return;
    }
    let tool = ["[[", "[ ", "expr", "awk", "bc", "test "]
        .iter()
        .any(|it| line.contains(it));
    for name in versions.iter().filter(|_| tool) {
        for (at, rest) in behind(line, name) {
            let Some(version) = pattern.captures(rest).and_then(|it| it.name("version")) else {
                continue;
            };
            let version = version.as_str();
            let broken = version != "1.10";
            let message = format!(
                "Go's version is compared with {version} as text or as a fraction: 1.9 comes after 1.10 that way"
            );
            let place = Span::new(span.start as usize + at, span.end as usize);
            let severity = if broken {
                Severity::Error
            } else {
                Severity::Warning
            };
            let _ = sink.report(doc, place, message).severity(severity);
            break;
        }
    }
}
