//! Reads a report.
//!
//! In: the lines of a [`Block`]. Out: a [`Report`], or nothing where no access can be told. Lines that are none of a report are passed over: programs print
//! while the race detector does.

use super::stream::{Block, RACE};
use super::{Frame, Report, Side};

/// The report that a block is.
pub(super) fn report(block: &Block) -> Option<Report> {
    let (headline, lines) = block.lines.split_first()?;
    if headline.starts_with(RACE) {
        return race(lines, block.line);
    }
    crash(headline, lines, block.line)
}

/// What the frames that follow belong to.
enum Section {
    Nothing,
    /// The access of this side.
    Access,
    /// Where this goroutine was started.
    Created(String),
}

fn race(lines: &[String], line: usize) -> Option<Report> {
    let mut sides: Vec<Side> = Vec::new();
    let mut section = Section::Nothing;
    let mut function: Option<String> = None;
    for text in lines {
        if let Some(side) = access(text) {
            sides.push(side);
            section = Section::Access;
        } else if let Some(goroutine) = created(text) {
            section = Section::Created(goroutine);
        } else if let Some((file, line)) = place(text) {
            let Some(function) = function.take() else {
                continue;
            };
            let frame = Frame {
                function,
                file,
                line,
            };
            match &section {
                Section::Access => sides.last_mut()?.frames.push(frame),
                Section::Created(goroutine) => sides
                    .iter_mut()
                    .filter(|it| it.goroutine == *goroutine)
                    .for_each(|it| it.created.push(frame.clone())),
                Section::Nothing => {}
            }
        } else if let Some(name) = text.strip_prefix("  ").filter(|it| it.ends_with("()")) {
            function = Some(name.trim_end_matches("()").to_owned());
        }
    }
    let whole = sides.len() == 2 && sides.iter().all(|it| !it.frames.is_empty());
    whole.then(|| Report {
        headline: "DATA RACE".to_owned(),
        sides,
        line,
    })
}

/// `Previous write at 0x00c by goroutine 8:`.
fn access(text: &str) -> Option<Side> {
    let text = text.strip_prefix("Previous ").unwrap_or(text);
    let (what, rest) = text.split_once(" at 0x")?;
    let writes = match what.to_ascii_lowercase().as_str() {
        "write" | "atomic write" => true,
        "read" | "atomic read" => false,
        _ => return None,
    };
    let (_, by) = rest.split_once(" by ")?;
    Some(Side {
        writes,
        frames: Vec::new(),
        created: Vec::new(),
        goroutine: by.trim_end_matches(':').to_ascii_lowercase(),
    })
}

/// `Goroutine 8 (running) created at:`.
fn created(text: &str) -> Option<String> {
    let name = text.strip_suffix("created at:")?;
    let name = name.split(" (").next().unwrap_or(name);
    Some(name.trim().to_ascii_lowercase())
}

/// `      /path/file.go:15 +0x104`.
fn place(text: &str) -> Option<(String, usize)> {
    if !text.starts_with(['\t', ' ']) {
        return None;
    }
    let text = text.trim();
    let text = text.rsplit_once(" +0x").map_or(text, |(before, _)| before);
    let (file, line) = text.rsplit_once(':')?;
    let known = file.ends_with(".go") || file.ends_with(".s") || file.ends_with("_cgo_gotypes");
    known.then(|| Some((file.to_owned(), line.parse().ok()?)))?
}

/// The goroutine that is running is the one that met the other access.
fn crash(headline: &str, lines: &[String], line: usize) -> Option<Report> {
    let start = lines
        .iter()
        .position(|it| it.starts_with("goroutine ") && it.contains("[running"))?;
    let mut side = Side {
        // Of a read and a write it is the reader that notices.
        writes: headline.contains("map writes"),
        frames: Vec::new(),
        created: Vec::new(),
        goroutine: String::new(),
    };
    let mut function: Option<String> = None;
    let mut is_start = false;
    for text in &lines[start + 1..] {
        if text.starts_with("goroutine ") {
            break;
        }
        if let Some((file, line)) = place(text) {
            let Some(function) = function.take() else {
                continue;
            };
            let frame = Frame {
                function,
                file,
                line,
            };
            let stack = if is_start {
                &mut side.created
            } else {
                &mut side.frames
            };
            stack.push(frame);
        } else if let Some(name) = text.strip_prefix("created by ") {
            is_start = true;
            function = Some(
                name.split(" in goroutine")
                    .next()
                    .unwrap_or(name)
                    .to_owned(),
            );
        } else if text.ends_with(')') && !text.starts_with([' ', '\t']) {
            // Arguments follow the name: `main.(*S).Put(0xc1, {0x2, 0x3})`.
            function = open_of_last(text).map(|at| text[..at].to_owned());
        }
    }
    let told = side.own_frames().next().is_some();
    told.then(|| Report {
        headline: headline.to_owned(),
        sides: vec![side],
        line,
    })
}

/// Where the bracket opens that the text ends with.
fn open_of_last(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, char) in text.char_indices().rev() {
        match char {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}
