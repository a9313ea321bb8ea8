//! Comments that belong to a declaration, read from the text.
//!
//! In: the text and a declaration's byte range. Out: the comment lines directly above and the comment behind it,
//! raw. Must not know what is declared.

use smol_str::SmolStr;

/// The comment above `start` (adjacent lines) and the one behind `end` on its line, joined by a newline.
pub(super) fn around(text: &str, start: usize, end: usize) -> SmolStr {
    let above = above(text, start);
    let behind = behind(text, end);
    match (above.is_empty(), behind.is_empty()) {
        (true, true) => SmolStr::default(),
        (false, true) => SmolStr::new(above),
        (true, false) => SmolStr::new(behind),
        (false, false) => SmolStr::new(format!("{above}\n{behind}")),
    }
}

/// The comment lines that end on the line before the one of `start`.
pub(super) fn above(text: &str, start: usize) -> &str {
    let line = line_start(text, start);
    // A declaration that is not the first thing on its line has no comment of its own above it.
    if !text.get(line..start).is_some_and(|it| it.trim().is_empty()) {
        return "";
    }
    let mut first = line;
    while first > 0 {
        let previous = line_start(text, first - 1);
        let content = text.get(previous..first).unwrap_or("").trim();
        if content.starts_with("//") {
            first = previous;
        } else if content.ends_with("*/") {
            let Some(open) = text.get(..first).and_then(|it| it.rfind("/*")) else {
                break;
            };
            let begin = line_start(text, open);
            if begin >= first || !text.get(begin..open).is_some_and(|it| it.trim().is_empty()) {
                break;
            }
            first = begin;
        } else {
            break;
        }
    }
    text.get(first..line).unwrap_or("").trim()
}

/// The comment that follows `end` on the same line.
fn behind(text: &str, end: usize) -> &str {
    let rest = text.get(end..).unwrap_or("");
    let rest = rest
        .split('\n')
        .next()
        .unwrap_or("")
        .trim_start_matches([' ', '\t', ';', ',']);
    if rest.starts_with("//") || rest.starts_with("/*") {
        rest.trim_end()
    } else {
        ""
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.as_bytes()
        .get(..at)
        .and_then(|it| it.iter().rposition(|byte| *byte == b'\n'))
        .map_or(0, |it| it + 1)
}
