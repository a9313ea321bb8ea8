//! The lower half of the text report: each goroutine from its start to its access, the evidence, the help.
//!
//! In: a [`Finding`]. Out: lines aligned in columns (place, source, what happens), or two lines a step where the terminal is narrow.

use super::{goroutine_name, printable};
use crate::finding::{Evidence, Finding, Goroutine, SourceMap, Step};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// More steps than this are shortened in the middle.
const MOST_STEPS: usize = 8;
/// Steps kept at the start and at the end of a shortened list.
const KEPT: (usize, usize) = (3, 4);
/// Places shown for one piece of evidence.
const MOST_PLACES: usize = 8;
/// Narrowest column in which a sentence reads well.
const NARROWEST_TEXT: usize = 30;
/// Narrowest useful column of source.
const NARROWEST_SOURCE: usize = 36;
/// Blanks before a step.
const INDENT: usize = 4;

/// How to draw.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// Columns of the terminal.
    pub width: usize,
    /// Use ANSI colors.
    pub color: bool,
}

/// A line of the list of steps.
enum Row<'a> {
    Step {
        place: String,
        source: String,
        text: String,
        holds: Option<&'a str>,
    },
    Gap(usize),
}

/// Goroutines, evidence and help of a finding.
pub(super) fn draw(finding: &Finding, files: &SourceMap, style: Style) -> String {
    let mut out = String::new();
    let traces: Vec<Vec<Row>> = finding
        .goroutines
        .iter()
        .map(|it| rows(it, files))
        .collect();
    let layout = Layout::new(traces.iter().flatten(), style);
    for (index, (goroutine, rows)) in finding.goroutines.iter().zip(&traces).enumerate() {
        let name = goroutine_name(finding, index);
        let heading = wrap(
            &goroutine.heading,
            style.width.saturating_sub(name.width() + 4),
        );
        let indent = " ".repeat(name.width() + 4);
        out.push_str(&format!(
            "  {}  {}\n",
            style.paint(BOLD, &name),
            heading.join(&format!("\n{indent}"))
        ));
        for row in rows {
            layout.row(row, &mut out);
        }
    }
    for evidence in &finding.evidence {
        paragraph("evidence", &evidence_line(evidence, files), style, &mut out);
    }
    paragraph("help", &finding.help, style, &mut out);
    out
}

fn rows<'a>(goroutine: &'a Goroutine, files: &SourceMap) -> Vec<Row<'a>> {
    let steps = &goroutine.steps;
    let row = |index: usize| Row::Step {
        place: place(&steps[index], files),
        source: source(&steps[index], files),
        text: step_text(index.checked_sub(1).map(|it| &steps[it]), &steps[index]),
        holds: (index + 1 == steps.len()).then_some(goroutine.holds.as_str()),
    };
    if steps.len() <= MOST_STEPS {
        return (0..steps.len()).map(row).collect();
    }
    let tail = steps.len() - KEPT.1;
    let mut rows: Vec<Row> = (0..KEPT.0).map(row).collect();
    rows.push(Row::Gap(tail - KEPT.0));
    rows.extend((tail..steps.len()).map(row));
    rows
}

fn place(step: &Step, files: &SourceMap) -> String {
    let path = printable(files.display(step.loc.file));
    format!("{path}:{}", files.start(step.loc).line)
}

/// The source line of a step, with blanks for tabs.
fn source(step: &Step, files: &SourceMap) -> String {
    let line = files.line_text(step.loc.file, files.start(step.loc).line);
    printable(line.trim()).replace('\t', " ")
}

/// What happens, and in which function unless the step before has just called it.
fn step_text(before: Option<&Step>, step: &Step) -> String {
    let known =
        before.is_some_and(|it| it.function == step.function || it.text.contains(&step.function));
    if known || step.function.is_empty() || step.text.contains(&step.function) {
        return step.text.clone();
    }
    format!("{}, in {}", step.text, step.function)
}

/// Columns of the list of steps.
struct Layout {
    place: usize,
    /// Width of the source column; none: source and sentence go on two lines.
    source: Option<usize>,
    style: Style,
}

impl Layout {
    fn new<'a>(rows: impl Iterator<Item = &'a Row<'a>>, style: Style) -> Self {
        let (mut widest_place, mut widest_source) = (0, 0);
        for row in rows {
            if let Row::Step { place, source, .. } = row {
                widest_place = widest_place.max(place.width());
                widest_source = widest_source.max(source.width());
            }
        }
        let room = style
            .width
            .saturating_sub(INDENT + widest_place + 4 + NARROWEST_TEXT);
        let source = widest_source.min(room);
        let fits = source == widest_source || source >= NARROWEST_SOURCE;
        Layout {
            place: widest_place,
            source: fits.then_some(source),
            style,
        }
    }

    fn row(&self, row: &Row, out: &mut String) {
        let (place, source, text, holds) = match row {
            Row::Step {
                place,
                source,
                text,
                holds,
            } => (place, source, text, holds),
            Row::Gap(count) => {
                let text = format!("... {count} more calls ...");
                out.push_str(&format!("{:INDENT$}{}\n", "", self.style.paint(DIM, &text)));
                return;
            }
        };
        let place = format!(
            "{}{:pad$}",
            self.style.paint(BLUE, place),
            "",
            pad = self.place.saturating_sub(place.width())
        );
        let column = match self.source {
            Some(width) => INDENT + self.place + 2 + width + 2,
            None => INDENT + self.place + 2,
        };
        let mut lines = wrap(text, self.style.width.saturating_sub(column));
        for line in &mut lines {
            *line = self.style.paint(DIM, line);
        }
        if let Some(holds) = holds {
            self.append_holds(&mut lines, text, holds, column);
        }
        let gap = format!("\n{:column$}", "");
        match self.source {
            Some(width) => {
                let source = cut(source, width);
                let pad = width.saturating_sub(source.width());
                out.push_str(&format!(
                    "{:INDENT$}{place}  {source}{:pad$}  {}\n",
                    "",
                    "",
                    lines.join(&gap)
                ));
            }
            None => {
                let source = cut(source, self.style.width.saturating_sub(column));
                out.push_str(&format!(
                    "{:INDENT$}{place}  {source}{gap}{}\n",
                    "",
                    lines.join(&gap)
                ));
            }
        }
    }

    /// Adds what is held to the last line where it fits, else on a line of its own.
    fn append_holds(&self, lines: &mut Vec<String>, text: &str, holds: &str, column: usize) {
        let room = self.style.width.saturating_sub(column);
        let color = if holds.starts_with("holds no ") {
            RED
        } else {
            GREEN
        };
        let fits = lines.len() == 1 && text.width() + 2 + holds.width() <= room;
        if let (true, Some(line)) = (fits, lines.last_mut()) {
            line.push_str(", ");
            line.push_str(&self.style.paint(color, holds));
            return;
        }
        lines.extend(
            wrap(holds, room)
                .iter()
                .map(|it| self.style.paint(color, it)),
        );
    }
}

/// "text (a.go:1, 5; b.go:7)".
fn evidence_line(evidence: &Evidence, files: &SourceMap) -> String {
    let mut places = String::new();
    let mut previous = None;
    for place in evidence.places.iter().take(MOST_PLACES) {
        let line = files.start(*place).line;
        if previous == Some(place.file) {
            places.push_str(&format!(", {line}"));
        } else {
            let separator = if previous.is_some() { "; " } else { "" };
            places.push_str(&format!("{separator}{}:{line}", files.display(place.file)));
        }
        previous = Some(place.file);
    }
    if evidence.places.len() > MOST_PLACES {
        places.push_str(&format!(
            " and {} more",
            evidence.places.len() - MOST_PLACES
        ));
    }
    if places.is_empty() {
        evidence.text.clone()
    } else {
        format!("{} ({places})", evidence.text)
    }
}

fn paragraph(label: &str, text: &str, style: Style, out: &mut String) {
    if text.is_empty() {
        return;
    }
    let indent = " ".repeat(label.len() + 4);
    let lines = wrap(text, style.width.saturating_sub(indent.len()));
    out.push_str(&format!(
        "  {}: {}\n",
        style.paint(CYAN, label),
        lines.join(&format!("\n{indent}"))
    ));
}

/// Breaks at blanks into lines no wider than `width`; a longer word gets a line of its own. At least one line.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if line.is_empty() {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Shortens to `width` columns; what is cut off is marked.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut used = 3;
    for char in text.chars() {
        used += char.width().unwrap_or(0);
        if used > width {
            break;
        }
        short.push(char);
    }
    format!("{}...", short.trim_end())
}

pub(super) const BOLD: &str = "1";
pub(super) const DIM: &str = "2";
pub(super) const RED: &str = "31";
pub(super) const YELLOW: &str = "33";
pub(super) const GREEN: &str = "32";
pub(super) const BLUE: &str = "34";
const CYAN: &str = "36";

impl Style {
    /// Text in a color or weight, given as an ANSI code.
    pub(super) fn paint(self, code: &str, text: &str) -> String {
        if self.color {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}
