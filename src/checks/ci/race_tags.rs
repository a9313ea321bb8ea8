//! GMC857: test files that are left out where the race detector runs.

use crate::checks::Sink;
use crate::facts::Facts;
use crate::support::Span;

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for (index, file, _) in facts.own_files().filter(|(_, file, _)| file.is_test) {
        let mut start = 0;
        for line in file.text.split_inclusive('\n') {
            let at = start;
            start += line.len();
            let line = line.trim_end();
            if line.starts_with("package ") {
                break;
            }
            if line.starts_with("//go:build ") && excludes_race(line) {
                let span = Span::new(at, at + line.len());
                let message = "these tests never run with the race detector";
                let _ = sink.report_go(index, span, message);
            }
        }
    }
}

/// `!race` as a word of its own.
fn excludes_race(line: &str) -> bool {
    let words = line.split(|it: char| !(it.is_alphanumeric() || matches!(it, '!' | '_' | '.')));
    words.into_iter().any(|it| it == "!race")
}
