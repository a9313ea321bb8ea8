//! Shows the parser older syntax of the same length in place of syntax that its grammar does not know.
//!
//! In: a text's tokens. Out: changed bytes, never a changed length: offsets stay those of the file.

use super::go::{Grammar, MAX_DEPTH, blank};
use super::lex::{Kind, Token, Tokens, closing};
use crate::support::Span;

/// Replaces newer syntax in `shown`; returns the blanked type parameter lists of methods, and whether anything changed.
pub(super) fn substitute(
    grammar: &mut Grammar,
    shown: &mut [u8],
    tokens: &Tokens,
) -> (Vec<Span>, bool) {
    let lists = blank_method_type_params(shown, &tokens.list);
    let calls = rename_builtin_calls(grammar, shown, &tokens.list);
    let changed = calls || !lists.is_empty();
    (lists, changed)
}

/// Blanks `[T any]` in `func (r R) Name[T any](...)`, which Go 1.27 allows.
fn blank_method_type_params(shown: &mut [u8], list: &[Token]) -> Vec<Span> {
    let mut spans = Vec::new();
    for at in 0..list.len() {
        let Some((open, close)) = method_type_params(shown, list, at) else {
            continue;
        };
        let span = Span::new(list[open].start, list[close].end);
        blank(shown, span);
        spans.push(span);
    }
    spans
}

/// The brackets of the type parameter list of the method whose `func` is token `at`.
fn method_type_params(shown: &[u8], list: &[Token], at: usize) -> Option<(usize, usize)> {
    let func = list.get(at)?;
    let after_semicolon = at.checked_sub(1).is_none_or(|before| list[before].is(b';'));
    if func.text(shown) != b"func"
        || !(func.first || after_semicolon)
        || !list.get(at + 1)?.is(b'(')
    {
        return None;
    }
    let name = closing(list, at + 1)? + 1;
    if list.get(name)?.kind != Kind::Word || !list.get(name + 1)?.is(b'[') {
        return None;
    }
    let close = closing(list, name + 1)?;
    list.get(close + 1)?.is(b'(').then_some((name + 1, close))
}

/// The grammar reads the first argument of `new` and `make` as a type. Where it is a value (`new(42)`, Go 1.26, or a function of
/// that name), another name of the same length makes it an ordinary call. Returns whether any was renamed.
fn rename_builtin_calls(grammar: &mut Grammar, shown: &mut [u8], list: &[Token]) -> bool {
    let mut calls: Vec<(usize, usize)> = Vec::new();
    for (at, token) in list.iter().enumerate() {
        let Some(close) = builtin_call(shown, list, at, token) else {
            continue;
        };
        calls.push((at, close));
    }
    // Innermost first: an outer call is judged with its inner calls mended.
    calls.sort_by_key(|&(_, close)| close);
    let mut budget = 4 * shown.len() + 4096;
    let mut renamed = false;
    for (at, close) in calls {
        let text = [
            b"package p\nvar _ = ",
            &shown[list[at].start..list[close].end],
            b"\n",
        ]
        .concat();
        // Deeply nested calls would be read once a level; what is left over stays unread.
        let Some(rest) = budget.checked_sub(text.len()) else {
            break;
        };
        budget = rest;
        if grammar.reads(&text) {
            continue;
        }
        shown[list[at].end - 1] = b'_';
        renamed = true;
    }
    renamed
}

/// The closing parenthesis when token `at` is `new` or `make` in a call whose argument may not be a type.
fn builtin_call(shown: &[u8], list: &[Token], at: usize, token: &Token) -> Option<usize> {
    let name = token.text(shown);
    // What is nested this deep is refused in any case.
    if token.depth > MAX_DEPTH as i32 {
        return None;
    }
    if token.kind != Kind::Word
        || (name != b"new" && name != b"make")
        || !list.get(at + 1)?.is(b'(')
    {
        return None;
    }
    let before = at.checked_sub(1).map(|before| &list[before]);
    if before.is_some_and(|t| t.is(b'.') || t.text(shown) == b"func") {
        return None;
    }
    let close = closing(list, at + 1)?;
    // `new(T)` with a plain name is read either way.
    let plain = close == at + 3
        && list[at + 2].kind == Kind::Word
        && !matches!(
            list[at + 2].text(shown),
            b"nil" | b"true" | b"false" | b"iota"
        );
    (!plain).then_some(close)
}
