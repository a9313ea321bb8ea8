//! Rendering: findings to text, JSON, SARIF and annotations.
//!
//! In: a [`Report`]. Out: bytes on a stream, the same for the same report. Must not know how findings are found. One file a format;
//! `text` alone names miette.

pub mod checklist;
pub mod environment;
pub mod explain;
pub mod github;
pub mod json;
pub mod sarif;
pub mod short;
pub mod text;
mod trace;
pub mod why;

use crate::discover::{Problem, ProblemKind};
use crate::finding::{Finding, SourceMap};
use crate::triage::LeftOut;
use std::borrow::Cow;
use std::io::{self, Write};
use std::time::Duration;

/// A way to show a report.
pub trait Renderer {
    /// Writes the report.
    ///
    /// # Errors
    /// Those of the stream.
    fn render(&self, report: &Report, out: &mut dyn Write) -> io::Result<()>;
}

/// What a run has found, ready to be shown.
#[derive(Debug)]
pub struct Report<'a> {
    /// Findings, finished (sorted and fingerprinted).
    pub findings: &'a [Finding],
    /// Findings that comments or a baseline leave out, where they are to be shown, marked: JSON and SARIF do.
    pub left_out: &'a [LeftOut],
    /// The files they point into.
    pub files: &'a SourceMap<'a>,
    /// What could not be read or resolved.
    pub problems: &'a [Problem],
    /// What was assumed, a sentence each.
    pub assumptions: &'a [String],
    /// How much was looked at.
    pub stats: Stats,
    /// Version of gomapcheck.
    pub tool_version: &'a str,
}

/// How much a run has looked at, and what it could not see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Files read.
    pub files: usize,
    /// Packages analysed.
    pub packages: usize,
    /// Functions with a body, function literals included.
    pub functions: usize,
    /// Declarations left out because of syntax that could not be read.
    pub unread_declarations: usize,
    /// Files with at least one of those.
    pub files_with_unread: usize,
    /// Files left out as a whole.
    pub skipped_files: usize,
    /// Call sites.
    pub calls: usize,
    /// Call sites whose target is unknown.
    pub unresolved_calls: usize,
    /// Wall-clock time of the run. Never part of an output that must be the same twice.
    pub elapsed: Duration,
}

/// A letter for each goroutine of a finding: `A`, `B`.
pub(crate) fn goroutine_letter(index: usize) -> char {
    char::from(b'A' + (index % 26) as u8)
}

/// What a goroutine of a finding is called: "goroutine A", or "every goroutine" where copies of one race with each other.
pub(crate) fn goroutine_name(finding: &Finding, index: usize) -> String {
    match finding.goroutines.len() {
        1 => "every goroutine".to_owned(),
        _ => format!("goroutine {}", goroutine_letter(index)),
    }
}

/// With a capital first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + chars.as_str()
}

/// Blanks for control characters other than tabs and line ends, byte for byte: analysed code must not steer the reader's terminal.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    let steers = |it: char| it.is_control() && !matches!(it, '\t' | '\n' | '\r');
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    for char in text.chars() {
        if steers(char) {
            clean.extend(std::iter::repeat_n(' ', char.len_utf8()));
        } else {
            clean.push(char);
        }
    }
    Cow::Owned(clean)
}

/// Stable name of a kind of problem in machine-readable formats.
pub(crate) fn problem_id(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::FileSkipped => "file-skipped",
        ProblemKind::SyntaxUnread => "syntax-unread",
        ProblemKind::Config => "configuration",
        ProblemKind::Fatal => "fatal",
    }
}
