//! Types of the expressions of one function body.

use super::*;
use crate::ir::{ExprId, FileIr, FuncIr, LocalId};

/// What is known of a function body.
#[derive(Debug, Default)]
pub struct Typing {
    /// Type of each expression; for a type expression the type it denotes, see `is_type`.
    pub exprs: Vec<Ty>,
    /// The expression denotes a type (so a call of it is a conversion).
    pub is_type: Vec<bool>,
    /// Type of each local.
    pub locals: Vec<Ty>,
    /// What each `Select` selects, and each `Name` is (as `Selection::Member`); sorted by expression.
    pub selections: Vec<(ExprId, Selection)>,
}

impl Typing {
    /// Type of an expression.
    pub fn expr(&self, id: ExprId) -> &Ty {
        &self.exprs[id.index()]
    }
    /// Type of a local.
    pub fn local(&self, id: LocalId) -> &Ty {
        &self.locals[id.index()]
    }
    /// What a `Select` or `Name` expression refers to.
    pub fn selection(&self, id: ExprId) -> Option<&Selection> {
        self.selections.binary_search_by_key(&id, |(it, _)| *it).ok().map(|at| &self.selections[at].1)
    }
}

/// Types one body. `func` is its declaration (none for an initializer of package variables).
pub fn infer(universe: &Universe, file: FileId, ir: &FileIr, body: &FuncIr, func: Option<FuncId>) -> Typing {
    let _ = (universe, file, ir, func);
    Typing {
        exprs: vec![Ty::Unknown; body.exprs.len()],
        is_type: vec![false; body.exprs.len()],
        locals: vec![Ty::Unknown; body.locals.len()],
        selections: Vec::new(),
    }
}
