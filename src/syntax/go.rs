//! Parses Go files; gets round what the grammar crate does not know yet.
//!
//! In: the text of one file. Out: a [`GoTree`] whose readable declarations are free of errors. Must not know packages.

use super::kinds::{self, K};
use super::{lex, recover, substitute};
use crate::support::Span;
use smol_str::SmolStr;
use std::cell::RefCell;
use std::ops::ControlFlow;
use tree_sitter::{Node, ParseOptions, Parser, Tree};

/// A parsed Go file. All positions are those of the text that was given in, and names are to be read from that text, not from what the
/// parser was shown (it may have been shown a text of the same length in which newer syntax is replaced).
#[derive(Debug)]
pub struct GoTree {
    /// The tree.
    pub tree: Tree,
    /// Top-level declarations that could not be read: later stages leave out every top-level node that intersects one of these.
    pub unread: Vec<Unread>,
    /// Type parameter lists of methods (Go 1.27), blanked out for the parser: byte range of the list with its brackets.
    pub method_type_params: Vec<Span>,
}

/// A declaration with syntax that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The declaration.
    pub span: Span,
    /// Its name where one can be made out: `func (*T) Name`, `var x`, ...
    pub name: Option<SmolStr>,
    /// Where the syntax error is.
    pub error: Span,
    /// Why it could not be read.
    pub why: UnreadWhy,
}

/// Why a declaration could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnreadWhy {
    /// A syntax error.
    Syntax,
    /// Nested deeper than [`MAX_DEPTH`]: later stages are recursive.
    TooDeep,
    /// The parser found no way through its errors in the work it was granted.
    TooCostly,
}

impl UnreadWhy {
    /// What is wrong, to stand in a sentence: "`func f` has a syntax error".
    pub fn phrase(self) -> &'static str {
        match self {
            UnreadWhy::Syntax => "has a syntax error",
            UnreadWhy::TooDeep => "is nested deeper than 1000 levels",
            UnreadWhy::TooCostly => "has syntax errors that take too long to get over",
        }
    }
}

/// The deepest tree of a declaration that is given to later stages.
pub const MAX_DEPTH: usize = 1000;

/// Rounds of blanking unread declarations before the rest is taken as it is.
const ROUNDS: usize = 3;

/// The parser with the limits it works under.
pub(super) struct Grammar(Parser);

impl Grammar {
    fn new() -> Self {
        let mut parser = Parser::new();
        parser
            .set_language(&tree_sitter_go::LANGUAGE.into())
            .expect("the grammar crate fits the parser crate");
        Grammar(parser)
    }

    /// Parses `bytes`; none when that takes far more work than their length accounts for.
    pub(super) fn parse(&mut self, bytes: &[u8]) -> Option<Tree> {
        self.run(bytes, false)
    }

    /// Parses `bytes` without an error; gives up at the first one.
    pub(super) fn reads(&mut self, bytes: &[u8]) -> bool {
        self.run(bytes, true).is_some_and(|tree| is_sound(&tree))
    }

    fn run(&mut self, bytes: &[u8], strict: bool) -> Option<Tree> {
        // The parser reports every 100 operations. Well-formed Go takes about two a byte; the limit counts work, not
        // time, so that results do not depend on the machine.
        let mut left = 20_000 + bytes.len() / 5;
        let mut progress = |state: &tree_sitter::ParseState| {
            left = left.saturating_sub(1);
            if left == 0 || (strict && state.has_error()) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let options = ParseOptions::new().progress_callback(&mut progress);
        // The grammar wants a line break behind the last declaration; Go does not.
        let closed = bytes.is_empty() || bytes.ends_with(b"\n");
        let mut read = |at: usize, _| match bytes.get(at..) {
            Some([]) if !closed => b"\n".as_slice(),
            rest => rest.unwrap_or(&[]),
        };
        let tree = self.0.parse_with_options(&mut read, None, Some(options));
        if tree.is_none() {
            self.0.reset();
        }
        tree
    }
}

/// Parses one Go file. Any text gives a tree; what could not be read is named in [`GoTree::unread`].
pub fn parse(text: &str) -> GoTree {
    thread_local! {
        static GRAMMAR: RefCell<Grammar> = RefCell::new(Grammar::new());
    }
    GRAMMAR.with_borrow_mut(|grammar| parse_with(grammar, text))
}

fn parse_with(grammar: &mut Grammar, text: &str) -> GoTree {
    let first = match grammar.parse(text.as_bytes()) {
        // Nearly all files.
        Some(tree) if is_sound(&tree) && !recover::is_deep(&tree) => {
            return GoTree {
                tree,
                unread: Vec::new(),
                method_type_params: Vec::new(),
            };
        }
        other => other,
    };
    let (mut tree, mut shown, mut lists) = (first, text.as_bytes().to_vec(), Vec::new());
    let mut unread = Vec::new();
    if !tree.as_ref().is_some_and(is_sound) {
        let tokens = lex::tokens(&shown);
        let (blanked, changed) = substitute::substitute(grammar, &mut shown, &tokens);
        lists = blanked;
        if changed {
            tree = grammar.parse(&shown);
        }
        if !tree.as_ref().is_some_and(is_sound) {
            unread = recover::broken(grammar, &shown, &tokens);
            unread.iter().for_each(|lost| blank(&mut shown, lost.span));
            tree = grammar.parse(&shown);
        }
    }
    for _ in 0..ROUNDS {
        let lost = tree
            .as_ref()
            .map(|tree| recover::left_over(tree, &shown))
            .unwrap_or_default();
        if lost.is_empty() {
            break;
        }
        lost.iter().for_each(|lost| blank(&mut shown, lost.span));
        unread.extend(lost);
        tree = grammar.parse(&shown);
    }
    let tree = match tree {
        Some(tree) => {
            unread.extend(recover::left_over(&tree, &shown));
            tree
        }
        None => {
            unread = vec![recover::whole(&shown)];
            blank(&mut shown, Span::new(0, text.len()));
            grammar.parse(&shown).expect("blanks parse")
        }
    };
    unread.sort_by_key(|lost| lost.span);
    lists.retain(|list| {
        !unread
            .iter()
            .any(|lost| lost.span.start <= list.start && list.end <= lost.span.end)
    });
    GoTree {
        tree,
        unread,
        method_type_params: lists,
    }
}

/// Is the whole tree free of errors and of statements outside functions, which the grammar allows but Go does not?
pub(super) fn is_sound(tree: &Tree) -> bool {
    let root = tree.root_node();
    if root.has_error() {
        return false;
    }
    let mut cursor = root.walk();
    root.children(&mut cursor).all(|node| belongs_at_top(node))
}

/// May this node stand outside functions?
pub(super) fn belongs_at_top(node: Node) -> bool {
    !node.is_named()
        || matches!(
            kinds::tables().kind(node.kind_id()),
            K::PackageClause
                | K::ImportDecl
                | K::FunctionDecl
                | K::MethodDecl
                | K::TypeDecl
                | K::VarDecl
                | K::ConstDecl
                | K::EmptyStatement
                | K::Skip
        )
}

/// Overwrites a span with spaces, keeping its line breaks.
pub(super) fn blank(bytes: &mut [u8], span: Span) {
    let Some(bytes) = bytes.get_mut(span.start as usize..span.end as usize) else {
        return;
    };
    for byte in bytes
        .iter_mut()
        .filter(|byte| !matches!(byte, b'\n' | b'\r'))
    {
        *byte = b' ';
    }
}

#[cfg(test)]
#[path = "go_tests.rs"]
mod tests;
