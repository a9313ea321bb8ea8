//! References of a makefile: `$(NAME)`, `$(func args)`, `$$`; and what a shell gets to see of a recipe.
//!
//! In: text in make's own syntax. Out: its references, or the text with variables replaced where their value is plain to see.

use super::Makefile;
use crate::document::cut::{Cut, HOLE};
use crate::support::Span;
use std::collections::BTreeMap;

/// Variables within variables that are followed.
const DEEPEST: usize = 8;

/// Longest text that expansion may make.
const LONGEST: usize = 16 * 1024;

/// `$(...)`, `${...}` or `$X`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// First byte in the text, that of `$`.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Up to the first blank, comma or colon: a variable's name or a function's.
    pub head: String,
    /// What follows the head, without blanks around it: arguments of a function.
    pub rest: String,
    /// Where `rest` begins in the text.
    pub rest_start: usize,
}

/// The outermost references of a text, in order. `$$` is none. Those inside stand in their `rest`.
pub fn references(text: &str) -> Vec<Reference> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at + 1 < bytes.len() {
        if bytes[at] != b'$' {
            at += 1;
            continue;
        }
        match bytes[at + 1] {
            b'$' => at += 2,
            open @ (b'(' | b'{') => {
                let end = closing(bytes, at + 1, open);
                found.push(reference(text, at, end));
                at = end;
            }
            _ => {
                let width = text[at + 1..].chars().next().map_or(1, char::len_utf8);
                let end = at + 1 + width;
                found.push(Reference {
                    start: at,
                    end,
                    head: text[at + 1..end].to_owned(),
                    rest: String::new(),
                    rest_start: end,
                });
                at = end;
            }
        }
    }
    found
}

/// One past the bracket that closes the one at `open_at`, or the end.
fn closing(bytes: &[u8], open_at: usize, open: u8) -> usize {
    let close = if open == b'(' { b')' } else { b'}' };
    let mut depth = 0usize;
    for (at, byte) in bytes.iter().enumerate().skip(open_at) {
        if *byte == open {
            depth += 1;
        } else if *byte == close {
            depth -= 1;
            if depth == 0 {
                return at + 1;
            }
        }
    }
    bytes.len()
}

fn reference(text: &str, start: usize, end: usize) -> Reference {
    let closed = text[..end].ends_with([')', '}']);
    let stop = if closed { end - 1 } else { end }.max(start + 2);
    let inner = text.get(start + 2..stop).unwrap_or("");
    let split = inner
        .find(|it: char| it.is_whitespace() || it == ':' || it == ',')
        .unwrap_or(inner.len());
    let rest = &inner[split..];
    let skip = rest.len() - rest.trim_start().len();
    Reference {
        start,
        end,
        head: inner[..split].to_owned(),
        rest: rest.trim().to_owned(),
        rest_start: start + 2 + split + skip,
    }
}

/// Values of variables that are known, by name. None: the value depends on what happens.
pub(super) fn values(file: &Makefile) -> BTreeMap<String, Option<String>> {
    let mut resolver = Resolver {
        file,
        known: BTreeMap::new(),
    };
    for variable in &file.variables {
        resolver.value(&variable.name, 0);
    }
    resolver.known
}

struct Resolver<'a> {
    file: &'a Makefile,
    known: BTreeMap<String, Option<String>>,
}

impl Resolver<'_> {
    fn value(&mut self, name: &str, depth: usize) -> Option<String> {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        // A variable that refers to itself meets this.
        self.known.insert(name.to_owned(), None);
        let value = self.assigned(name, depth);
        self.known.insert(name.to_owned(), value.clone());
        value
    }

    fn assigned(&mut self, name: &str, depth: usize) -> Option<String> {
        let file = self.file;
        let all: Vec<_> = file.variables.iter().filter(|it| it.name == name).collect();
        let first = all.first()?;
        let plain = all
            .iter()
            .all(|it| it.conditions.is_empty() && it.targets.is_empty());
        let set = all.iter().filter(|it| it.op != "+=").count();
        if !plain || set > 1 || depth > DEEPEST || matches!(first.op.as_str(), "!=" | "define") {
            return None;
        }
        let mut value = String::new();
        for variable in all {
            if !value.is_empty() {
                value.push(' ');
            }
            let text = variable.value.text.replace("\\\n", " ");
            let mut at = 0;
            for reference in references(&text) {
                value.push_str(&text[at..reference.start].replace("$$", "$"));
                let known = reference
                    .rest
                    .is_empty()
                    .then(|| self.value(&reference.head, depth + 1));
                match known.flatten() {
                    Some(known) => value.push_str(&known),
                    None => value.push(HOLE),
                }
                at = reference.end;
            }
            value.push_str(&text[at..].replace("$$", "$"));
            if value.len() > LONGEST {
                return None;
            }
        }
        Some(value)
    }
}

impl Makefile {
    /// The value of a variable that is the same whatever happens: assigned once, outside conditionals and targets. Parts that a run alone
    /// can tell are [`HOLE`]s.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.as_deref()
    }

    /// What the shell sees of a line of a recipe: `$$` is `$`, and variables stand for their value where [`Makefile::value`] knows it.
    pub fn shell_text(&self, raw: &Cut) -> Cut {
        let mut cut = Cut::default();
        let mut at = 0;
        for reference in references(&raw.text) {
            push_plain(&mut cut, raw, at, reference.start);
            let place = raw.span(reference.start, reference.end);
            let known = reference
                .rest
                .is_empty()
                .then(|| self.value(&reference.head));
            match known.flatten() {
                Some(known) => cut.push_for(known, place),
                None => cut.push_for(&HOLE.to_string(), place),
            }
            at = reference.end;
        }
        push_plain(&mut cut, raw, at, raw.text.len());
        cut
    }
}

/// Appends text without references; `$$` becomes `$`.
fn push_plain(cut: &mut Cut, raw: &Cut, start: usize, end: usize) {
    let mut at = start;
    while let Some(found) = raw.text[at..end].find("$$") {
        cut.append(&raw.part(at, at + found));
        let place: Span = raw.span(at + found, at + found + 2);
        cut.push_for("$", place);
        at += found + 2;
    }
    cut.append(&raw.part(at, end));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::makefile::read;

    #[test]
    fn references_are_found() {
        let text = "a $(git rev-parse $(X)) $$b ${C:.x=.y} $@ $(call f,1)";
        let found: Vec<_> = references(text)
            .into_iter()
            .map(|it| (it.head, it.rest))
            .collect();
        let pair = |head: &str, rest: &str| (head.to_owned(), rest.to_owned());
        assert_eq!(
            found,
            [
                pair("git", "rev-parse $(X)"),
                pair("C", ":.x=.y"),
                pair("@", ""),
                pair("call", "f,1"),
            ]
        );
        assert_eq!(references("$(open").len(), 1);
        assert!(references("$").is_empty());
    }

    #[test]
    fn shells_see_values() {
        let text = "GO ?= go\nFLAGS = -v $(GO)\nL := $(L)\nall:\n\t$(GO) test $(FLAGS) $$x $(UNKNOWN) $(L) | tee\n";
        let file = read(text);
        let raw = &file.rules[0].recipe[0].raw;
        let cut = file.shell_text(raw);
        assert_eq!(cut.text, format!("go test -v go $x {HOLE} {HOLE} | tee"));
        assert_eq!(cut.span(0, 2).text(text), "$(GO)");
        let at = cut.text.find("tee").expect("there");
        assert_eq!(cut.span(at, at + 3).text(text), "tee");
    }
}
