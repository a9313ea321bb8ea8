//! Parses Go files; gets round what the grammar crate does not know yet.

use crate::support::Span;
use smol_str::SmolStr;

/// A parsed Go file. All positions are those of the text that was given in, and names are to be read from that text, not from what the
/// parser was shown (it may have been shown a text of the same length in which newer syntax is replaced).
#[derive(Debug)]
pub struct GoTree {
    /// The tree.
    pub tree: tree_sitter::Tree,
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
}
