//! Takes mixed lines apart.
//!
//! In: a log. Out: a [`Block`] for each report: its lines, without the prefixes of whoever collected them and without what others printed in between.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Begins a report of the race detector.
pub(super) const RACE: &str = "WARNING: DATA RACE";

/// Begins a crash.
pub(super) const CRASH: &str = "fatal error: concurrent map";

/// Ends a report of the race detector.
const RULE: &str = "==================";

/// Lines that a report may have at most; what follows is taken for something else.
const MOST_LINES: usize = 2_000;

/// A report as it was printed.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Line of the log, from 1.
    pub line: usize,
    /// The headline and what follows.
    pub lines: Vec<String>,
}

/// A line of `go test -json`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Event {
    #[serde(default)]
    package: String,
    #[serde(default)]
    output: String,
}

/// A block that is still being printed.
struct Open {
    /// What its lines begin with.
    prefix: Shape,
    block: Block,
}

/// The reports of a log, in the order of their first lines.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut streams: BTreeMap<String, Vec<Open>> = BTreeMap::new();
    let mut done: Vec<Block> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        match event(line) {
            Some(event) => {
                let open = streams.entry(event.package).or_default();
                for line in event.output.lines() {
                    take(open, &mut done, at + 1, line);
                }
            }
            None => take(
                streams.entry(String::new()).or_default(),
                &mut done,
                at + 1,
                line,
            ),
        }
    }
    done.extend(streams.into_values().flatten().map(|it| it.block));
    done.sort_by_key(|it| it.line);
    done
}

/// An event, also behind the time stamp of a CI log.
fn event(line: &str) -> Option<Event> {
    let json = &line[line
        .find("{\"Time\"")
        .or_else(|| line.find("{\"Action\""))?..];
    serde_json::from_str(json.trim_end()).ok()
}

fn take(open: &mut Vec<Open>, done: &mut Vec<Block>, at: usize, line: &str) {
    let start = [RACE, CRASH].iter().find_map(|it| line.find(it));
    if let Some(start) = start {
        let prefix = Shape::of(&line[..start]);
        // What began with the same prefix has been cut off.
        if let Some(old) = open.iter().position(|it| it.prefix == prefix) {
            done.push(open.remove(old).block);
        }
        let block = Block {
            line: at,
            lines: vec![line[start..].trim_end().to_owned()],
        };
        open.push(Open { prefix, block });
        return;
    }
    // The longest prefix that fits tells whose line it is: without one, every line fits.
    let fits = |it: &Open| {
        Some((
            it.prefix.0.len(),
            it.prefix.strip(line)?.trim_end().to_owned(),
        ))
    };
    let best = (0..open.len())
        .filter_map(|index| fits(&open[index]).map(|(length, rest)| (length, index, rest)))
        .max_by_key(|(length, ..)| *length);
    let Some((_, index, rest)) = best else {
        return;
    };
    let ends = rest == RULE || open[index].block.lines.len() >= MOST_LINES;
    if ends {
        done.push(open.remove(index).block);
    } else {
        open[index].block.lines.push(rest);
    }
}

/// What a prefix looks like: runs of digits are all alike, so that time stamps fit.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shape(String);

impl Shape {
    fn of(prefix: &str) -> Shape {
        let mut shape = String::new();
        for char in prefix.chars() {
            if !char.is_ascii_digit() {
                shape.push(char);
            } else if !shape.ends_with('0') {
                shape.push('0');
            }
        }
        Shape(shape)
    }

    /// The line without a prefix of this shape. Blanks at the end of the prefix may be missing on an empty line.
    fn strip<'a>(&self, line: &'a str) -> Option<&'a str> {
        let mut rest = line;
        let mut shape = self.0.chars();
        while let Some(char) = shape.next() {
            if char == '0' {
                let digits = rest.len()
                    - rest
                        .trim_start_matches(|it: char| it.is_ascii_digit())
                        .len();
                if digits == 0 {
                    return None;
                }
                rest = &rest[digits..];
            } else if let Some(after) = rest.strip_prefix(char) {
                rest = after;
            } else {
                let blank = char.is_whitespace() && shape.as_str().trim().is_empty();
                return (rest.is_empty() && blank).then_some(rest);
            }
        }
        Some(rest)
    }
}
