//! The report for people: snippets of the accesses, then how each goroutine gets there, then evidence and help.
//!
//! In: a [`Report`]. Out: text for a terminal of a given width. The only file that names miette, which draws headline and snippets; the
//! goroutines are drawn by `trace`.

use super::{Renderer, Report, goroutine_letter, printable, trace};
use crate::finding::{Finding, Severity, SourceMap};
use crate::support::{FileId, Loc};
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};
use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

/// Lines shown around an access.
const CONTEXT: usize = 1;

/// Longest line (in bytes) that is shown as a snippet; of longer ones (embedded data, generated code) a part is cut out.
const LONGEST_LINE: usize = 200;

/// Accesses so many lines apart are shown in one snippet.
const NEAR: usize = 6;

/// The renderer.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// Columns of the terminal.
    pub width: usize,
    /// Use ANSI colors.
    pub color: bool,
    /// Draw with more than ASCII.
    pub unicode: bool,
}

impl Renderer for Text {
    fn render(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for (index, finding) in report.findings.iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            let style = trace::Style {
                width: self.width.clamp(60, 120),
                color: self.color,
            };
            let mut text = String::new();
            // Writing to a String does not fail, and the source below always finds its labels.
            let _ = self
                .handler(style.width)
                .render_report(&mut text, &Snippets::new(finding, report.files, style));
            out.write_all(text.trim_start_matches('\n').as_bytes())?;
            out.write_all(trace::draw(finding, report.files, style).as_bytes())?;
        }
        Ok(())
    }
}

impl Text {
    fn handler(&self, width: usize) -> GraphicalReportHandler {
        let mut characters = if self.unicode {
            ThemeCharacters::unicode()
        } else {
            ThemeCharacters::ascii()
        };
        if !self.unicode {
            characters.error = "x".into();
            characters.warning = "!".into();
            characters.advice = ">".into();
        }
        let styles = if self.color {
            ThemeStyles::ansi()
        } else {
            ThemeStyles::none()
        };
        GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
            .with_width(width)
            .with_context_lines(CONTEXT)
            .with_links(false)
            .without_syntax_highlighting()
            .tab_width(4)
    }
}

/// A finding as miette sees it: a headline and labels on the accesses, over as many files as it takes.
struct Snippets<'a> {
    headline: String,
    severity: Severity,
    labels: Vec<LabeledSpan>,
    source: Joined<'a>,
}

impl<'a> Snippets<'a> {
    fn new(finding: &Finding, files: &'a SourceMap<'a>, style: trace::Style) -> Self {
        let mut source = Joined {
            files,
            parts: Vec::new(),
        };
        let labels = access_labels(finding, files, style.width);
        let labels = labels.into_iter().enumerate().map(|(index, (loc, text))| {
            let length = (loc.span.end - loc.span.start) as usize;
            let span = SourceSpan::new(source.offset(loc).into(), length);
            if index == 0 {
                LabeledSpan::new_primary_with_span(text, span)
            } else {
                LabeledSpan::new_with_span(text, span)
            }
        });
        let labels = labels.collect();
        let headline = format!(
            "{} {}",
            style.paint(trace::BOLD, &finding.rule),
            finding.message
        );
        Snippets {
            headline,
            severity: finding.severity,
            labels,
            source,
        }
    }
}

/// The accesses with what is said about each, the primary one first.
fn access_labels(finding: &Finding, files: &SourceMap, width: usize) -> Vec<(Loc, Option<String>)> {
    let mut labels: Vec<(Loc, Vec<String>)> = vec![(files.on_line(finding.primary), Vec::new())];
    let alone = finding.goroutines.len() == 1;
    for (index, goroutine) in finding.goroutines.iter().enumerate() {
        let Some(access) = goroutine.steps.last() else {
            continue;
        };
        let loc = files.on_line(access.loc);
        let text = format!("{}, {}", access.text, goroutine.holds);
        let text = if alone {
            text
        } else {
            format!("{}: {text}", goroutine_letter(index))
        };
        // The label hangs below the middle of the span, behind a gutter of about a dozen columns.
        let column = files.start(loc).utf16 + (loc.span.end - loc.span.start) as usize / 2;
        let lines = trace::wrap(&text, width.saturating_sub(column + 16).max(30));
        match labels.iter_mut().find(|(it, _)| *it == loc) {
            Some((_, known)) => known.extend(lines),
            None => labels.push((loc, lines)),
        }
    }
    labels
        .into_iter()
        .map(|(loc, lines)| (loc, (!lines.is_empty()).then(|| lines.join("\n"))))
        .collect()
}

impl fmt::Display for Snippets<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline)
    }
}

impl fmt::Debug for Snippets<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline)
    }
}

impl std::error::Error for Snippets<'_> {}

impl Diagnostic for Snippets<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// Pieces of several files behind one another: miette knows one source a diagnostic and draws it from the top, while a race has an
/// access in one file and the other in another, or further up. An offset in the joined source is the start of the part plus the offset
/// in the file; each part is a whole file.
struct Joined<'a> {
    files: &'a SourceMap<'a>,
    parts: Vec<Part<'a>>,
}

/// See [`Joined`].
struct Part<'a> {
    file: FileId,
    /// Offset in the joined source.
    start: usize,
    /// Line of its first label.
    line: usize,
    name: String,
    text: Cow<'a, str>,
}

impl Joined<'_> {
    /// Offset of a location in the joined source. Locations close to each other share a part, so that they share a snippet.
    fn offset(&mut self, loc: Loc) -> usize {
        let line = self.files.start(loc).line;
        let near = |it: &&Part| it.file == loc.file && it.line.abs_diff(line) <= NEAR;
        if let Some(part) = self.parts.iter().find(near) {
            return part.start + loc.span.start as usize;
        }
        // With a gap: an empty file must not share an offset with the next.
        let start = self
            .parts
            .last()
            .map_or(0, |it| it.start + it.text.len() + 1);
        let name = printable(self.files.display(loc.file)).into_owned();
        let text = printable(self.files.text(loc.file));
        self.parts.push(Part {
            file: loc.file,
            start,
            line,
            name,
            text,
        });
        start + loc.span.start as usize
    }
}

impl SourceCode for Joined<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let part = self.parts.iter().rev().find(|it| it.start <= span.offset());
        let part = part.ok_or(MietteError::OutOfBounds)?;
        let (file, text) = (part.file, part.text.as_ref());
        let start = span.offset() - part.start;
        let end = start + span.len();
        if end > text.len() {
            // Two parts: miette asks whether their snippets can be drawn as one.
            return Err(MietteError::OutOfBounds);
        }
        let first = self.files.position(file, start as u32);
        let last = self.files.position(file, end as u32);
        let own = self.files.line_span(file, first.line);
        let long = (own.end - own.start) as usize > LONGEST_LINE;
        let (top, bottom) = if long {
            (first.line, last.line)
        } else {
            (
                first.line.saturating_sub(before).max(1),
                (last.line + after).min(self.files.line_count(file)),
            )
        };
        let mut from = self.files.line_span(file, top).start as usize;
        let mut to = self.files.line_span(file, bottom).end as usize;
        if before == 0 {
            from = start;
        }
        if long {
            from = floor(text, start.saturating_sub(40).max(from));
            to = floor(text, (end + 40).min(to));
        }
        let data = text.get(from..to.max(from)).unwrap_or("");
        Ok(Box::new(MietteSpanContents::new_named(
            part.name.clone(),
            data.as_bytes(),
            SourceSpan::new((part.start + from).into(), data.len()),
            top - 1,
            if from == start { first.column - 1 } else { 0 },
            bottom + 1 - top,
        )))
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
