//! GMC854: reports of the race detector or of vet that a filter takes out.

use super::gates;
use super::race::has_race_flag;
use super::status_lost_in_pipe::written_file_is_checked;
use crate::checks::Sink;
use crate::facts::{Doc, Facts, HostScript};
use crate::shell::{Command, Pipeline, Word};
use regex::{Regex, RegexBuilder};

/// Lines that tell of a race, as the detector and `go test` write them.
const RACE_LINES: &[&str] = &[
    "==================",
    "WARNING: DATA RACE",
    "Write at 0x00c0000b4010 by goroutine 7:",
    "Previous read at 0x00c0000b4010 by goroutine 6:",
    "Goroutine 7 (running) created at:",
    "Found 1 data race(s)",
    "    testing.go:1399: race detected during execution of test",
    "--- FAIL: TestX (0.00s)",
    "FAIL",
    "FAIL\texample.com/app\t0.010s",
    "exit status 66",
];

/// What vet and `go test` print besides findings.
const CHATTER: &[&str] = &[
    "#",
    "no Go files",
    "no packages",
    "no test files",
    "no tests to run",
    "exit status",
    "vendor",
    "downloading",
    "finding",
    "extracting",
];

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    let filters = |it: &&Doc| {
        it.mentions("|")
            && ["grep", "sed", "awk", "rg"]
                .iter()
                .any(|name| it.mentions(name))
    };
    for doc in facts.docs.iter().filter(filters) {
        for (index, host) in doc.scripts().iter().enumerate() {
            for pipeline in &host.script.pipelines {
                judge(facts, doc, (index, host), pipeline, sink);
            }
        }
    }
}

/// Whose output is filtered.
#[derive(Clone, Copy, PartialEq)]
enum Source {
    Race,
    Vet,
}

fn judge(
    facts: &Facts,
    doc: &Doc,
    (index, host): (usize, &HostScript),
    pipeline: &Pipeline,
    sink: &mut Sink,
) {
    let command = |at: &usize| &host.script.commands[*at];
    for (at, stage) in pipeline.stages.iter().enumerate() {
        let source = stage
            .iter()
            .flat_map(|it| gates::ran_by(facts, doc, index, *it))
            .find_map(|it| source(it.command()));
        let Some(source) = source else { continue };
        let behind = pipeline.stages[at + 1..].iter().flatten().map(command);
        // `! go vet ./... | grep -v accepted`: what is left over decides, and the filter is a list of findings that are accepted.
        let context = pipeline.context;
        let negated = stage.iter().any(|it| command(it).context.handled);
        let judged = context.condition
            || context.handled
            || context.substitution
            || negated
            || written_file_is_checked(doc, host, pipeline);
        for filter in behind {
            if drops(filter, source, judged) {
                report(doc, host, filter, source, sink);
                return;
            }
        }
        return;
    }
}

fn source(command: &Command) -> Option<Source> {
    if gates::is_test(command) && has_race_flag(command) {
        Some(Source::Race)
    } else if command.is("go", &["vet"]) {
        Some(Source::Vet)
    } else {
        None
    }
}

/// Does the filter take out lines that matter?
fn drops(filter: &Command, source: Source, judged: bool) -> bool {
    let Some(patterns) = patterns(filter) else {
        return false;
    };
    match source {
        Source::Vet if judged => false,
        Source::Vet => !patterns
            .iter()
            .all(|it| CHATTER.iter().any(|known| it.text.contains(known))),
        Source::Race => patterns.iter().any(|it| it.drops_race()),
    }
}

fn report(doc: &Doc, host: &HostScript, filter: &Command, source: Source, sink: &mut Sink) {
    let name = filter.name();
    let message = match source {
        Source::Race => {
            format!("`{name}` takes lines of race reports out: a race that is found stays unseen")
        }
        Source::Vet => format!(
            "`{name}` takes findings of `go vet` out, and the pipe forgets that vet has failed"
        ),
    };
    let _ = sink.report(doc, filter.span, message).within(&host.label);
}

/// A pattern whose lines are left out.
struct Pattern {
    text: String,
    /// None: no regular expression that is understood, or one that only a run can tell.
    regex: Option<Regex>,
}

impl Pattern {
    /// Does a line of a race report match?
    fn drops_race(&self) -> bool {
        match &self.regex {
            Some(regex) => RACE_LINES.iter().any(|it| regex.is_match(it)),
            None => false,
        }
    }
}

/// The patterns of a command that leaves lines out; none for others.
fn patterns(filter: &Command) -> Option<Vec<Pattern>> {
    match filter.name() {
        "grep" | "egrep" | "fgrep" | "rg" => grep(filter),
        "sed" => script(filter, r"^/(.+)/I?d$"),
        "awk" | "gawk" | "mawk" => script(filter, r"^\s*!\s*/(.+)/\s*(?:\{\s*print.*\})?\s*$"),
        _ => None,
    }
}

fn grep(filter: &Command) -> Option<Vec<Pattern>> {
    let letters = |it: &Word| {
        let text = it.text.as_str();
        let short = text.starts_with('-') && !text.starts_with("--");
        if short {
            text[1..].to_owned()
        } else {
            String::new()
        }
    };
    let args = filter.args();
    let has = |letter: char, long: &str| {
        args.iter()
            .any(|it| letters(it).contains(letter) || it.text == long)
    };
    if !has('v', "--invert-match") {
        return None;
    }
    let fixed = filter.name() == "fgrep" || has('F', "--fixed-strings");
    let extended =
        filter.name() != "grep" || has('E', "--extended-regexp") || has('P', "--perl-regexp");
    let ignore_case = has('i', "--ignore-case");
    let mut found = Vec::new();
    let mut words = args.iter();
    let mut plain: Option<&Word> = None;
    while let Some(word) = words.next() {
        let own = letters(word);
        if own.ends_with('e') || word.text == "--regexp" {
            found.extend(words.next());
        } else if own.ends_with('f') {
            let _ = words.next();
        } else if !word.text.starts_with('-') {
            plain = plain.or(Some(word));
        }
    }
    if found.is_empty() {
        found.extend(plain);
    }
    let patterns = found.into_iter().map(|word| {
        let text = match (fixed, extended) {
            (true, _) => regex::escape(&word.text),
            (false, true) => word.text.clone(),
            (false, false) => from_basic(&word.text),
        };
        pattern(word, &text, ignore_case)
    });
    Some(patterns.collect())
}

fn pattern(word: &Word, regex: &str, ignore_case: bool) -> Pattern {
    let regex = RegexBuilder::new(regex)
        .case_insensitive(ignore_case)
        .size_limit(1 << 16)
        .build()
        .ok();
    Pattern {
        text: word.text.clone(),
        regex: regex.filter(|_| !word.dynamic && !word.text.is_empty()),
    }
}

/// A basic regular expression of grep as an extended one: there `\|` is what `|` is here.
fn from_basic(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next() {
                Some(it @ ('|' | '(' | ')' | '{' | '}' | '+' | '?')) => out.push(it),
                Some(it) => out.extend(['\\', it]),
                None => out.push_str("\\\\"),
            },
            '|' | '(' | ')' | '{' | '}' | '+' | '?' => out.extend(['\\', char]),
            _ => out.push(char),
        }
    }
    out
}

/// The pattern of a script of sed or awk that deletes lines.
fn script(filter: &Command, shape: &str) -> Option<Vec<Pattern>> {
    let shape = Regex::new(shape).ok()?;
    let word = filter.args().iter().find(|it| shape.is_match(&it.text))?;
    let inner = shape.captures(&word.text)?.get(1)?.as_str().to_owned();
    let text = if filter.name() == "sed" {
        from_basic(&inner)
    } else {
        inner
    };
    Some(vec![pattern(word, &text, false)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_expressions_are_read() {
        assert_eq!(from_basic(r"a\|b(c)+"), r"a|b\(c\)\+");
        assert_eq!(from_basic(r"\.go\b"), r"\.go\b");
    }
}
