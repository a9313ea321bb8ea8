//! Syntax: bytes to trees.
//!
//! In: the text of one file. Out: a tree-sitter tree with problems. The only user of `tree_sitter` beside `outline` and `ir::lower`. Must not know
//! packages or rules.

pub mod declarations;
pub mod go;
pub mod kinds;
mod lex;
mod recover;
pub mod scan;
mod substitute;
