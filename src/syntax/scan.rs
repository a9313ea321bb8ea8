//! Directives and selectors of a file, without a parse tree.
//!
//! In: text. Out: `//go:` comments, and `base.name` outside comments and strings. Must not know what a name means.

use super::lex::{self, Token, Tokens};
use crate::support::Span;

/// `//go:name` at the beginning of a line, or behind blanks alone, of the names that are wanted: the name, and the place of `//go:name`.
pub fn directives(text: &str, wanted: impl Fn(&str) -> bool) -> Vec<(&str, Span)> {
    let mut tokens = None;
    let mut found = Vec::new();
    for (at, _) in text.match_indices("//go:") {
        let before = text[..at].rsplit('\n').next().unwrap_or("");
        let rest = &text[at + "//go:".len()..];
        let end = rest
            .find(|it: char| !it.is_alphanumeric() && it != '_' && it != '-')
            .unwrap_or(rest.len());
        if !before.trim().is_empty() || !wanted(&rest[..end]) {
            continue;
        }
        let tokens = tokens.get_or_insert_with(|| lex::tokens(text.as_bytes()));
        if !is_line_comment(text, tokens, at) {
            continue;
        }
        let span = Span::new(at, at + "//go:".len() + end);
        found.push((&rest[..end], span));
    }
    found
}

/// Is this `//` the beginning of a comment, rather than part of a string or of another comment?
fn is_line_comment(text: &str, tokens: &Tokens, at: usize) -> bool {
    let next = tokens.list.partition_point(|it| it.start <= at);
    let before = next.checked_sub(1).and_then(|it| tokens.list.get(it));
    let mut from = before.map_or(0, |it| it.end);
    if from > at {
        return false;
    }
    // Between two tokens there are blanks and comments alone.
    while from < at {
        let rest = &text[from..];
        let step = if rest.starts_with("//") {
            rest.find('\n')
        } else if rest.starts_with("/*") {
            rest.find("*/").map(|it| it + 2)
        } else {
            rest.chars().next().map(char::len_utf8)
        };
        match step {
            Some(step) => from += step,
            None => return false,
        }
    }
    from == at
}

/// Is the file in no usual build: does its constraint ask for a tag that is neither a system nor a processor, `//go:build pprof`?
pub fn is_behind_tag(text: &str) -> bool {
    const USUAL: &[&str] = &[
        "linux",
        "darwin",
        "windows",
        "freebsd",
        "netbsd",
        "openbsd",
        "dragonfly",
        "solaris",
        "illumos",
        "plan9",
        "aix",
        "android",
        "ios",
        "js",
        "wasip1",
        "unix",
        "amd64",
        "arm64",
        "arm",
        "386",
        "riscv64",
        "ppc64",
        "ppc64le",
        "s390x",
        "mips",
        "mipsle",
        "mips64",
        "mips64le",
        "loong64",
        "wasm",
        "cgo",
        "gc",
        "gccgo",
        "race",
    ];
    let line = text
        .lines()
        .take_while(|it| !it.starts_with("package "))
        .find_map(|it| it.strip_prefix("//go:build "));
    let words = line
        .unwrap_or("")
        .split(|it: char| !(it.is_alphanumeric() || matches!(it, '_' | '.' | '!')));
    // What is there unless a tag is given is in the usual build.
    words
        .filter(|it| !it.is_empty() && !it.starts_with('!') && !it.starts_with("go1"))
        .any(|it| !USUAL.contains(&it))
}

/// A `base.name` in the code of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector<'t> {
    /// The identifier before the dot, which no other dot precedes.
    pub base: &'t str,
    /// The identifier behind it.
    pub name: &'t str,
    /// Of both.
    pub span: Span,
    /// What is selected from the result, where it is called: `add` of `unsafe.Offsetof(x.y).add`.
    pub on_result: Option<(&'t str, Span)>,
}

/// The selectors of a file.
pub fn selectors(text: &str) -> Vec<Selector<'_>> {
    let tokens = lex::tokens(text.as_bytes()).list;
    let word = |at: usize| {
        let token = tokens.get(at)?;
        (token.kind == lex::Kind::Word).then(|| (&text[token.start..token.end], token))
    };
    let dot = |at: usize| tokens.get(at).is_some_and(|it: &Token| it.is(b'.'));
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        if !dot(at + 1) || at.checked_sub(1).is_some_and(dot) {
            continue;
        }
        let (Some((base, first)), Some((name, last))) = (word(at), word(at + 2)) else {
            continue;
        };
        let open = tokens.get(at + 3).is_some_and(|it| it.is(b'('));
        let close = lex::closing(&tokens, at + 3).filter(|it| open && dot(it + 1));
        let on_result = close.and_then(|it| word(it + 2));
        found.push(Selector {
            base,
            name,
            span: Span::new(first.start, last.end),
            on_result: on_result.map(|(name, token)| (name, Span::new(token.start, token.end))),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_comments() {
        let text =
            "//go:a x\n\t//go:b-c\n/* \n//go:d\n*/\nvar x = `\n//go:e\n` // y\n// z //go:f\n//go:g";
        let names: Vec<&str> = directives(text, |_| true).iter().map(|it| it.0).collect();
        assert_eq!(names, ["a", "b-c", "g"]);
    }

    #[test]
    fn selectors_are_code() {
        let text = "a.b(c.d).e // f.g\nx.y.z \"h.i\"";
        let found = selectors(text);
        let shown: Vec<(&str, &str)> = found.iter().map(|it| (it.base, it.name)).collect();
        assert_eq!(shown, [("a", "b"), ("c", "d"), ("x", "y")]);
        assert_eq!(found[0].on_result.map(|it| it.0), Some("e"));
    }
}
