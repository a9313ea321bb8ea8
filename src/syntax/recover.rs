//! Finds the declarations that cannot be read, so that only those are lost.
//!
//! In: the text as shown to the parser, its tokens. Out: [`Unread`] declarations. A parser that meets an error may swallow
//! the declarations around it; parsing the pieces of a file by themselves shows which of them are broken.

use super::go::{Grammar, MAX_DEPTH, Unread, UnreadWhy, belongs_at_top, is_sound};
use super::lex::{Kind, Token, Tokens, tokens};
use crate::support::Span;
use smol_str::{SmolStr, format_smolstr};
use tree_sitter::{Node, Tree};

/// How many pieces are looked at for the end of a declaration that leaves brackets open.
const REACH: usize = 64;

/// The declarations of `shown` that do not parse by themselves.
pub(super) fn broken(grammar: &mut Grammar, shown: &[u8], all: &Tokens) -> Vec<Unread> {
    let starts = boundaries(shown, all);
    let mut lost = Vec::new();
    let shown = match all.open_comment {
        Some(at) => {
            let (span, error) = (Span::new(at, shown.len()), Span::new(at, at + 2));
            lost.push(Unread {
                span,
                name: None,
                error,
                why: UnreadWhy::Syntax,
            });
            &shown[..at]
        }
        None => shown,
    };
    let mut from = 0;
    let mut next = 0;
    while next <= starts.len() {
        let to = starts.get(next).map_or(shown.len(), |start| start.at);
        if grammar.reads(&shown[from..to]) {
            (from, next) = (to, next + 1);
            continue;
        }
        if let Some(end) = balanced_end(&starts, next, shown.len())
            && grammar.reads(&shown[from..end.0])
        {
            (from, next) = (end.0, end.1 + 1);
            continue;
        }
        split(grammar, shown, from..to, &mut lost);
        (from, next) = (to, next + 1);
    }
    lost
}

/// Where a declaration seems to begin.
struct Boundary {
    at: usize,
    depth: i32,
}

/// Begins of lines that start with a declaring keyword.
fn boundaries(shown: &[u8], all: &Tokens) -> Vec<Boundary> {
    if !all.unterminated {
        let starts = all
            .list
            .iter()
            .filter(|t| t.column == 0 && t.first && declares(t.text(shown)));
        return starts
            .map(|t| Boundary {
                at: t.start,
                depth: t.depth,
            })
            .collect();
    }
    // An unclosed string or comment hides what follows: trust the lines alone.
    let mut starts = Vec::new();
    let mut at = 0;
    for line in shown.split_inclusive(|&b| b == b'\n') {
        let word = line.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if declares(&line[..word]) {
            starts.push(Boundary { at, depth: 0 });
        }
        at += line.len();
    }
    starts
}

/// Is the word a keyword that begins a declaration?
fn declares(word: &[u8]) -> bool {
    matches!(word, b"func" | b"type" | b"var" | b"const" | b"import")
}

/// The piece that ends at boundary `next` leaves brackets open: the boundary at which they are closed again (an unindented
/// declaration inside a function looks like one outside).
fn balanced_end(starts: &[Boundary], next: usize, len: usize) -> Option<(usize, usize)> {
    let depth = starts.get(next.checked_sub(1)?)?.depth;
    if starts.get(next)?.depth <= depth {
        return None;
    }
    for (reach, start) in starts.iter().enumerate().skip(next + 1).take(REACH) {
        if start.depth <= depth {
            return (start.depth == depth).then_some((start.at, reach));
        }
    }
    (starts.len() <= next + 1 + REACH).then_some((len, starts.len()))
}

/// Splits a broken piece further, at unindented tokens outside brackets, and reports the parts that do not parse.
fn split(
    grammar: &mut Grammar,
    shown: &[u8],
    piece: std::ops::Range<usize>,
    lost: &mut Vec<Unread>,
) {
    let bytes = &shown[piece.clone()];
    let inner = tokens(bytes);
    let mut cuts: Vec<usize> = Vec::new();
    let mut begun = false;
    for (at, token) in inner.list.iter().enumerate() {
        let header = at == 2 && inner.list[0].text(bytes) == b"package";
        let outside = token.depth <= 0 && (token.column == 0 || declares(token.text(bytes)));
        if begun && (header || (token.first && outside)) {
            cuts.push(token.start);
        }
        begun = true;
    }
    cuts.push(bytes.len());
    let mut from = 0;
    let mut bad: Option<Span> = None;
    for to in cuts {
        let part = &bytes[from..to];
        let good = grammar.reads(part);
        let span = content(part, piece.start + from);
        from = to;
        if good || span.start == span.end {
            continue;
        }
        // Wreckage in a row is one loss.
        bad = match bad.take() {
            Some(before) if !declares_at(shown, span) => Some(Span {
                start: before.start,
                end: span.end,
            }),
            Some(before) => {
                lost.push(unread(grammar, shown, before));
                Some(span)
            }
            None => Some(span),
        };
    }
    if let Some(span) = bad {
        lost.push(unread(grammar, shown, span));
    }
}

/// The span of a part that starts at `offset`, without blanks and comments around it.
fn content(part: &[u8], offset: usize) -> Span {
    let list = tokens(part).list;
    match (list.first(), list.last()) {
        (Some(first), Some(last)) => Span::new(offset + first.start, offset + last.end),
        _ => Span::new(offset, offset),
    }
}

/// Does the span begin with a declaring keyword?
fn declares_at(shown: &[u8], span: Span) -> bool {
    let bytes = &shown[span.start as usize..span.end as usize];
    declares(&bytes[..bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count()])
}

/// The loss of a span that does not parse.
fn unread(grammar: &mut Grammar, shown: &[u8], span: Span) -> Unread {
    let bytes = &shown[span.start as usize..span.end as usize];
    let (error, why) = match grammar.parse(bytes) {
        Some(tree) => (error_in(tree.root_node(), bytes), UnreadWhy::Syntax),
        None => (first_line(bytes, 0, bytes.len()), UnreadWhy::TooCostly),
    };
    let error = Span {
        start: span.start + error.start,
        end: span.start + error.end,
    };
    Unread {
        span,
        name: name(bytes),
        error,
        why,
    }
}

/// The loss of everything.
pub(super) fn whole(shown: &[u8]) -> Unread {
    let error = first_line(shown, 0, shown.len());
    Unread {
        span: Span::new(0, shown.len()),
        name: None,
        error,
        why: UnreadWhy::TooCostly,
    }
}

/// What is wrong in a tree made of the pieces that do parse: errors at their seams, and declarations nested too deep.
pub(super) fn left_over(tree: &Tree, shown: &[u8]) -> Vec<Unread> {
    let sound = is_sound(tree);
    let root = tree.root_node();
    if sound && root.descendant_count() <= MAX_DEPTH {
        return Vec::new();
    }
    let mut lost = Vec::new();
    let mut cursor = root.walk();
    for node in root.children(&mut cursor) {
        let broken = !sound && (node.has_error() || node.is_missing() || !belongs_at_top(node));
        let deep = !broken && too_deep(node);
        if !broken && !deep {
            continue;
        }
        let span = Span::new(node.start_byte(), node.end_byte());
        let error = if broken {
            error_in(node, shown)
        } else {
            first_line(shown, node.start_byte(), node.end_byte())
        };
        let why = if broken {
            UnreadWhy::Syntax
        } else {
            UnreadWhy::TooDeep
        };
        lost.push(Unread {
            span,
            name: name(&shown[node.byte_range()]),
            error,
            why,
        });
    }
    lost
}

/// Is a declaration of the tree nested too deep for later stages?
pub(super) fn is_deep(tree: &Tree) -> bool {
    let root = tree.root_node();
    if root.descendant_count() <= MAX_DEPTH {
        return false;
    }
    let mut cursor = root.walk();
    root.children(&mut cursor).any(too_deep)
}

/// Is any node more than [`MAX_DEPTH`] levels below this one? Looks only into nodes with enough nodes in them.
fn too_deep(top: Node) -> bool {
    if top.descendant_count() <= MAX_DEPTH {
        return false;
    }
    let mut cursor = top.walk();
    // The cursor knows its depth too, but counts it anew each time.
    let mut depth = 0;
    loop {
        if depth > MAX_DEPTH {
            return true;
        }
        let large = cursor.node().descendant_count() + depth > MAX_DEPTH;
        if large && cursor.goto_first_child() {
            depth += 1;
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return false;
            }
            depth -= 1;
        }
    }
}

/// The first error at or below `node`, cut to one line.
fn error_in(node: Node, bytes: &[u8]) -> Span {
    let mut at = node;
    'down: loop {
        let mut cursor = at.walk();
        for child in at.children(&mut cursor) {
            if child.is_missing() || child.has_error() {
                at = child;
                continue 'down;
            }
        }
        break;
    }
    first_line(bytes, at.start_byte(), at.end_byte())
}

/// The range cut to its first line; at least one byte where there is one.
fn first_line(bytes: &[u8], start: usize, end: usize) -> Span {
    let start = start.min(bytes.len());
    let end = end.max(start + 1).min(bytes.len());
    let mut line = bytes[start..end]
        .iter()
        .position(|&b| b == b'\n')
        .map_or(end, |at| (start + at).max(start + 1).min(end));
    // Not within a character.
    while bytes.get(line).is_some_and(|b| b & 0xC0 == 0x80) {
        line += 1;
    }
    Span::new(start, line)
}

/// A name for the declaration that the bytes begin with.
fn name(bytes: &[u8]) -> Option<SmolStr> {
    let head = head(bytes);
    let list = tokens(head).list;
    let word = |at: usize| {
        let token: &Token = list.get(at).filter(|t| t.kind == Kind::Word)?;
        std::str::from_utf8(token.text(head)).ok()
    };
    let keyword = word(0).filter(|word| declares(word.as_bytes()))?;
    if keyword != "func" || !list.get(1)?.is(b'(') {
        return Some(word(1).map_or_else(
            || SmolStr::new(keyword),
            |name| format_smolstr!("{keyword} {name}"),
        ));
    }
    // A method: the receiver's base type is the last word before its type arguments or the parenthesis.
    let end = (2..list.len()).find(|&at| list[at].is(b')') || list[at].is(b'['))?;
    let base = word(end.checked_sub(1)?)?;
    let pointer = if (2..end).any(|at| list[at].is(b'*')) {
        "*"
    } else {
        ""
    };
    let close = (end..list.len()).find(|&at| list[at].is(b')'))?;
    Some(format_smolstr!(
        "func ({pointer}{base}) {}",
        word(close + 1)?
    ))
}

/// The first bytes of a declaration: enough for its name.
fn head(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(512)]
}
