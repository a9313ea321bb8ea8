//! GMC403: the clock, the machine or the user in a version stamp.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::document::Cut;
use crate::document::makefile::{Makefile, references};
use crate::facts::go_build::{GoBuild, builds};
use crate::facts::{Doc, Facts};
use crate::support::Span;
use regex::Regex;
use std::sync::OnceLock;

/// Variables within variables that are followed.
const DEEPEST: usize = 4;

/// `$(date`, `$(shell date`, backquotes; with assignments before the command.
fn pattern() -> Option<&'static Regex> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let make = || {
        let source =
            r"(?:\$\(shell\s+|\$\(|`)\s*(?:[A-Z_]+=\S*\s+)*(?P<what>date|hostname|whoami)\b[^`)]*";
        Regex::new(source).ok()
    };
    PATTERN.get_or_init(make).as_ref()
}

/// The command whose output differs from build to build. A date that is made from another one does not.
fn clock(text: &str) -> Option<&'static str> {
    let captures = pattern()?.captures(text)?;
    let whole = captures.get(0)?.as_str();
    let fixed = [
        "git ", "-d ", "-d@", "--date", " -r", "EPOCH", "COMMIT", " -f ",
    ];
    if fixed.iter().any(|it| whole.contains(it)) {
        return None;
    }
    match captures.name("what")?.as_str() {
        "date" => Some("date"),
        "hostname" => Some("hostname"),
        _ => Some("whoami"),
    }
}

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts.on(&sink.rule().on).filter(|it| it.mentions("-X")) {
        if doc.mentions("SOURCE_DATE_EPOCH") {
            continue;
        }
        let mut found: Vec<(Span, &str, String)> = Vec::new();
        if doc.kind() == DocKind::Makefile {
            of_makefile(doc, &mut found);
        }
        for build in builds(doc) {
            of_build(doc, &build, &mut found);
        }
        found.sort();
        found.dedup_by(|a, b| a.0 == b.0);
        for (span, what, label) in found {
            let message = match what {
                "date" => "the version stamp holds the time of the build: no two builds are the same".to_owned(),
                "{{ .Date }}" => "`{{ .Date }}` is the time of the build, although the rest of this file asks for reproducible builds".to_owned(),
                other => format!("the version stamp holds what `{other}` says: no two machines build the same"),
            };
            let report = sink.report(doc, span, message).within(&label);
            let _ = if what == "{{ .Date }}" {
                report.help("use `{{ .CommitDate }}`")
            } else {
                report
            };
        }
    }
}

/// `-X name=value` in the text of a makefile, where the value leads to the clock through variables.
fn of_makefile(doc: &Doc, found: &mut Vec<(Span, &str, String)>) {
    let file = doc.makefile();
    let recipes = file.rules.iter().flat_map(|rule| {
        let label = rule
            .targets
            .first()
            .map(|it| format!("target `{it}`"))
            .unwrap_or_default();
        rule.recipe.iter().map(move |it| (&it.raw, label.clone()))
    });
    let variables = file
        .variables
        .iter()
        .map(|it| (&it.value, format!("variable `{}`", it.name)));
    for (text, label) in recipes.chain(variables) {
        if !text.text.contains("-X") || text.text.starts_with("echo ") {
            continue;
        }
        for reference in references(&text.text) {
            if !is_stamp(&text.text, reference.start) {
                continue;
            }
            let shown = text.span(reference.start, reference.end);
            let inline = text.text.get(reference.start..reference.end).unwrap_or("");
            if let Some(what) = clock(inline) {
                found.push((shown, what, label.clone()));
            } else if let Some((span, what)) = behind(file, &reference.head, 0) {
                found.push((span, what, format!("variable `{}`", reference.head)));
            }
        }
    }
}

/// Does the text before a place end in `-X name=`?
fn is_stamp(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    let word = before.rfind(char::is_whitespace).map_or(0, |it| it + 1);
    let head = &before[word..];
    let named = head.contains('=') && head.contains(['.', '/', ')']);
    let flag = before[..word].trim_end().ends_with("-X")
        || head.trim_start_matches(['"', '\'']).starts_with("-X");
    named && flag
}

/// The clock behind a variable.
fn behind(file: &Makefile, name: &str, depth: usize) -> Option<(Span, &'static str)> {
    if depth > DEEPEST {
        return None;
    }
    let mut all = file.variables.iter().filter(|it| it.name == name);
    all.find_map(|it| {
        let text: &Cut = &it.value;
        let shell = it.op == "!=" && text.text.starts_with("date");
        let own = clock(&text.text).or(shell.then_some("date"));
        own.map(|what| (text.span(0, text.text.len()), what))
            .or_else(|| {
                let inner = references(&text.text);
                inner
                    .iter()
                    .find_map(|it| behind(file, &it.head, depth + 1))
            })
    })
}

/// Stamps among the flags of a command, and of goreleaser.
fn of_build(doc: &Doc, build: &GoBuild, found: &mut Vec<(Span, &str, String)>) {
    for flag in build.all("ldflags") {
        let flags = flag.tool_flags();
        for (at, it) in flags.iter().enumerate() {
            let value = match it.text.strip_prefix("-X") {
                Some("") => flags.get(at + 1),
                Some(_) => Some(it),
                None => None,
            };
            let Some((_, value)) = value.and_then(|it| Some((it, it.text.split_once('=')?.1)))
            else {
                continue;
            };
            let span = flags
                .get(at + usize::from(it.text == "-X"))
                .map_or(it.span, |it| it.span);
            if build.release.is_some() {
                let compact: String = value.chars().filter(|it| !it.is_whitespace()).collect();
                if compact.contains("{{.Date}}") && wants_reproducible(build) {
                    found.push((span, "{{ .Date }}", build.label.clone()));
                }
            } else if let Some(what) = clock(value) {
                let host = build.command(doc).map(|it| it.0);
                let assigned = host.and_then(|host| {
                    let mut all = host.script.assignments.iter();
                    all.find(|it| clock(&it.value.text).is_some() && value.contains(&it.value.text))
                });
                let place = assigned.map_or(span, |it| it.span);
                found.push((place, what, build.label.clone()));
            } else if let Some((host, _)) = build.command(doc) {
                let used = host.script.assignments.iter().find(|it| {
                    let (plain, braces) = (format!("${}", it.name), format!("${{{}}}", it.name));
                    let ends = |rest: &str| {
                        !rest.starts_with(|it: char| it.is_alphanumeric() || it == '_')
                    };
                    value.contains(&braces) || value.split(&plain).skip(1).any(ends)
                });
                if let Some(it) = used
                    && let Some(what) = clock(&it.value.text)
                {
                    found.push((it.span, what, build.label.clone()));
                }
            }
        }
    }
}

/// Does a build of goreleaser ask for the same bytes every time?
fn wants_reproducible(build: &GoBuild) -> bool {
    build
        .release
        .is_some_and(|it| it.get("mod_timestamp").is_some())
}
