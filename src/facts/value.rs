//! What package-level variables begin with: is it known when the program is linked?
//!
//! In: the text of an expression. Out: a [`Value`]. Must not know who asks.

use crate::outline::Import;
use regex::Regex;
use std::sync::OnceLock;

/// What a variable begins with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value {
    /// Nothing.
    None,
    /// Strings as they stand, and what is made of them alone.
    Literal,
    /// A number or a truth value.
    NotString,
    /// Constants or variables, with the import path of their package unless it is their own.
    Names(Vec<(Option<String>, String)>),
    /// A call of a function of another package, as written.
    Call(String),
    /// A call of a function of the same package.
    OwnCall(String),
    /// Not to be told.
    #[default]
    Unknown,
}

/// Longest expression that is looked at.
const LONGEST: usize = 4 * 1024;

/// Nested brackets that are followed.
const DEEPEST: usize = 8;

/// `pkg.Func(`: it hardly ever is a conversion.
fn call() -> Option<&'static Regex> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let make = || Regex::new(r"\b(?P<name>[a-z][A-Za-z0-9_]*\.[A-Za-z]\w*)\(").ok();
    PATTERN.get_or_init(make).as_ref()
}

/// Does the text of a function call something of another package, or a method?
pub(super) fn calls_out(text: &str) -> bool {
    call().is_some_and(|it| it.is_match(text))
}

/// Reads the text of an expression.
pub(super) fn value_of(text: &str, imports: &[Import]) -> Value {
    if text.len() > LONGEST {
        return Value::Unknown;
    }
    read(text, imports, 0)
}

fn read(text: &str, imports: &[Import], depth: usize) -> Value {
    let mut names = Vec::new();
    for part in terms(text) {
        match term(part.trim(), imports, depth) {
            Value::Literal => {}
            Value::Names(found) => names.extend(found),
            other => return other,
        }
    }
    if names.is_empty() {
        Value::Literal
    } else {
        Value::Names(names)
    }
}

fn term(text: &str, imports: &[Import], depth: usize) -> Value {
    if text.starts_with(['"', '`']) {
        return Value::Literal;
    }
    let inner = text
        .strip_prefix("string")
        .unwrap_or(text)
        .strip_prefix('(')
        .and_then(|it| it.strip_suffix(')'));
    if let Some(inner) = inner.filter(|_| depth < DEEPEST) {
        return read(inner, imports, depth + 1);
    }
    if matches!(text, "true" | "false") || text.starts_with(|it: char| it.is_ascii_digit()) {
        return Value::NotString;
    }
    if text.starts_with("func") {
        // Called on the spot.
        let outside = call().and_then(|it| it.captures(text));
        return match outside.and_then(|it| it.name("name")) {
            Some(name) if text.ends_with(')') => Value::Call(name.as_str().to_owned()),
            _ => Value::Unknown,
        };
    }
    let word = |it: &str| {
        !it.is_empty()
            && it.chars().all(|it| it.is_alphanumeric() || it == '_')
            && !it.starts_with(|it: char| it.is_ascii_digit())
    };
    let (head, called) = match text.split_once('(') {
        Some((head, _)) => (head, true),
        None => (text, false),
    };
    match head.split_once('.') {
        None if word(head) && called => Value::OwnCall(head.to_owned()),
        None if word(head) => Value::Names(vec![(None, head.to_owned())]),
        Some((package, name)) if word(package) && word(name) => {
            let import = imports.iter().find(|it| it.local_name() == package);
            match import {
                Some(_) if called => Value::Call(head.to_owned()),
                Some(it) => Value::Names(vec![(Some(it.path.to_string()), name.to_owned())]),
                None => Value::Unknown,
            }
        }
        _ => Value::Unknown,
    }
}

/// The parts between the `+` outside quotes and brackets.
fn terms(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut depth = 0usize;
    let mut quote: Option<u8> = None;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(b'"' | b'\''), b'\\') if !escaped => {
                escaped = true;
                continue;
            }
            (Some(it), byte) if it == byte && !escaped => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'`' | b'\'') => quote = Some(byte),
            (None, b'(' | b'[' | b'{') => depth += 1,
            (None, b')' | b']' | b'}') => depth = depth.saturating_sub(1),
            (None, b'+') if depth == 0 => {
                found.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
        escaped = false;
    }
    found.push(&text[from..]);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::Span;

    fn of(text: &str) -> Value {
        let import = |path: &str| Import {
            alias: None,
            path: path.into(),
            span: Span::default(),
        };
        value_of(text, &[import("os"), import("example.com/m/version")])
    }

    #[test]
    fn values() {
        for text in [
            "\"a\"",
            "`a`",
            "\"a\" + `b+`",
            "(\"x\")",
            "string(\"k\")",
            "\"\\\"+\"",
        ] {
            assert_eq!(of(text), Value::Literal, "{text}");
        }
        assert_eq!(of("os.Getenv(\"A\")"), Value::Call("os.Getenv".to_owned()));
        assert_eq!(of("get()"), Value::OwnCall("get".to_owned()));
        assert_eq!(of("true"), Value::NotString);
        let names = Value::Names(vec![
            (None, "a".to_owned()),
            (Some("example.com/m/version".to_owned()), "B".to_owned()),
        ]);
        assert_eq!(of("a + version.B + \"x\""), names);
        let literal = "func() string { return os.Getenv(\"A\") }()";
        assert_eq!(of(literal), Value::Call("os.Getenv".to_owned()));
        assert_eq!(of("func() string { return \"a\" }()"), Value::Unknown);
        assert_eq!(of("x[0]"), Value::Unknown);
        assert_eq!(of("other.X"), Value::Unknown);
    }
}
