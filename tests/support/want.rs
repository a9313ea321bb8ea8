//! Expectations in Go comments.
//!
//! In: Go source text. Out: [`Want`]s. Must not know files on disk, processes, findings.
//!
//! | comment | meaning |
//! |---|---|
//! | `// want "re" "re"` | one finding for each regexp has its primary location on this line |
//! | `// want? "re"` | the finding may be here: at least one line of all `want?` lines of the case has it |
//! | `// want?a "re"` | the same for a group of its own, named by a letter |
//! | `// want:fn "re" reason` | ought to be found here, is known to be missed |
//! | `// want?:fn "re" reason` | the group ought to be hit, is known to be missed; one such line marks the group |
//! | `// want:fp "re" reason` | is known to be reported here, wrongly |
//!
//! The regexp is matched against `CODE message`. A known wrong answer that turned right is a mismatch too, so that the record never lies.

use regex::Regex;

/// What an expectation demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A finding on this line.
    Here,
    /// A finding on at least one line of the group.
    Group(char),
    /// A finding that is known to be missed.
    Missed,
    /// A group that is known to be missed.
    MissedGroup(char),
    /// A finding that is known to be wrong.
    Wrong,
}

/// One expectation: one quoted regexp of a comment.
#[derive(Debug, Clone)]
pub struct Want {
    /// File, relative to the case.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// What is demanded.
    pub kind: Kind,
    /// The regexp, matched against `CODE message`.
    pub pattern: Regex,
}

/// Reads the expectations of one file.
///
/// # Errors
/// Names the lines whose comment cannot be read.
pub fn parse(path: &str, text: &str) -> Result<Vec<Want>, String> {
    let mut wants = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let mut rest = line;
        while let Some(start) = rest.find("// want") {
            rest = &rest[start + "// want".len()..];
            if !rest.starts_with([' ', '?', ':']) {
                continue;
            }
            rest = parse_one(path, index + 1, rest, &mut wants)
                .map_err(|problem| format!("{path}:{}: {problem}", index + 1))?;
        }
    }
    Ok(wants)
}

/// Reads one comment after its `// want`; returns what follows its last regexp.
fn parse_one<'a>(
    path: &str,
    line: usize,
    text: &'a str,
    wants: &mut Vec<Want>,
) -> Result<&'a str, String> {
    let (mark, mut rest) = text.split_once(' ').ok_or("no regexp")?;
    let (group, suffix) = match mark.strip_prefix('?') {
        Some(tail) => match tail.chars().next() {
            Some(name) if name.is_ascii_lowercase() => (Some(name), &tail[1..]),
            _ => (Some('?'), tail),
        },
        None => (None, mark),
    };
    let kind = match (group, suffix) {
        (None, "") => Kind::Here,
        (Some(name), "") => Kind::Group(name),
        (None, ":fn") => Kind::Missed,
        (Some(name), ":fn") => Kind::MissedGroup(name),
        (None, ":fp") => Kind::Wrong,
        _ => return Err(format!("`want{mark}` is not an expectation")),
    };
    let mut found = 0;
    while let Some((pattern, tail)) = quoted(rest.trim_start()) {
        let pattern = Regex::new(&pattern).map_err(|error| error.to_string())?;
        wants.push(Want {
            path: path.to_owned(),
            line,
            kind,
            pattern,
        });
        rest = tail;
        found += 1;
    }
    let reason = rest.split("// want").next().unwrap_or_default().trim();
    match kind {
        _ if found == 0 => Err("no quoted regexp".to_owned()),
        Kind::Here | Kind::Group(_) if !reason.is_empty() => {
            Err(format!("unexpected text: {reason}"))
        }
        Kind::Missed | Kind::MissedGroup(_) | Kind::Wrong if reason.is_empty() => {
            Err("a known wrong answer needs a reason".to_owned())
        }
        _ => Ok(rest),
    }
}

/// A leading Go string, `"..."` or between backquotes, and what follows it. Only `\"` is an escape: everything else is left to the regexp.
fn quoted(text: &str) -> Option<(String, &str)> {
    let quote = text
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '`'))?;
    let mut value = String::new();
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if escaped {
            if character != '"' {
                value.push('\\');
            }
            value.push(character);
            escaped = false;
        } else if character == '\\' && quote == '"' {
            escaped = true;
        } else if character == quote {
            return Some((value, &text[at + 1..]));
        } else {
            value.push(character);
        }
    }
    None
}
