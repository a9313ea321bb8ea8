//! Types of the expressions of one function body.
//!
//! In: the table and one body. Out: [`Typing`]. One pass in statement order; function literals are visited where they stand. Must not
//! know what the types are asked for.

mod builtin;
mod call;
mod composite;
mod expr;
mod stmt;
#[cfg(test)]
mod tests;

use super::*;
use crate::ir::{ExprId, FileIr, FuncIr, LocalId, NameId, TypeIdx};

/// What is known of a function body.
#[derive(Debug, Default)]
pub struct Typing {
    /// Type of each expression; for a type expression the type it denotes, see `is_type`.
    pub exprs: Vec<Ty>,
    /// The expression denotes a type (so a call of it is a conversion).
    pub is_type: Vec<bool>,
    /// Type of each local.
    pub locals: Vec<Ty>,
    /// What each `Select` selects, and each `Name` is (as `Selection::Member`); sorted by expression. A key of a struct literal is there as the
    /// field that it names.
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
        self.selections
            .binary_search_by_key(&id, |(it, _)| *it)
            .ok()
            .map(|at| &self.selections[at].1)
    }
}

/// Types one body. `func` is its declaration (none for an initializer of package variables).
pub fn infer(
    universe: &Universe,
    file: FileId,
    ir: &FileIr,
    body: &FuncIr,
    func: Option<FuncId>,
) -> Typing {
    let mut infer = Infer::new(universe, file, ir, body, func);
    infer.block(&body.body);
    infer.out.selections.sort_by_key(|it| it.0);
    infer.out.selections.dedup_by_key(|it| it.0);
    infer.out
}

/// The type of one value of an initializer; function literals in it are not entered.
pub(super) fn initial_value(
    universe: &Universe,
    file: FileId,
    ir: &FileIr,
    body: &FuncIr,
    value: ExprId,
) -> Ty {
    let mut infer = Infer::new(universe, file, ir, body, None);
    infer.shallow = true;
    infer.expr(value)
}

/// The state of one pass.
struct Infer<'a> {
    universe: &'a Universe,
    file: FileId,
    ir: &'a FileIr,
    body: &'a FuncIr,
    /// Type parameters in scope.
    params: &'a [(SmolStr, Ty)],
    /// Bodies of function literals are left out.
    shallow: bool,
    out: Typing,
}

impl<'a> Infer<'a> {
    fn new(
        universe: &'a Universe,
        file: FileId,
        ir: &'a FileIr,
        body: &'a FuncIr,
        func: Option<FuncId>,
    ) -> Self {
        let out = Typing {
            exprs: vec![Ty::Unknown; body.exprs.len()],
            is_type: vec![false; body.exprs.len()],
            locals: Vec::with_capacity(body.locals.len()),
            selections: Vec::new(),
        };
        let params = func.map_or(&[][..], |it| universe.type_params(it));
        let mut infer = Infer {
            universe,
            file,
            ir,
            body,
            params,
            shallow: false,
            out,
        };
        for local in &body.locals {
            let ty = local.ty.map(|ty| infer.written(ty, local.span.start));
            infer.out.locals.push(ty.unwrap_or_default());
        }
        infer
    }

    fn name(&self, id: NameId) -> &'a str {
        self.ir.names.get(id.index()).map_or("", |it| it)
    }

    /// A type written in the body.
    fn written(&self, ty: TypeIdx, at: u32) -> Ty {
        self.ir
            .types
            .get(ty.index())
            .map(|it| self.universe.resolve(self.file, self.params, at, it))
            .unwrap_or_default()
    }

    fn select(&mut self, id: ExprId, selection: Selection) {
        self.out.selections.push((id, selection));
    }

    fn is_type(&self, id: ExprId) -> bool {
        self.out.is_type.get(id.index()).copied().unwrap_or(false)
    }

    /// Types a local whose type is not declared; what is known already stays.
    fn bind(&mut self, local: LocalId, ty: Ty) {
        if let Some(slot) = self.out.locals.get_mut(local.index())
            && *slot == Ty::Unknown
            && ty != Ty::Nil
        {
            *slot = ty;
        }
    }
}

/// A predeclared type by name.
fn basic(name: &'static str) -> Ty {
    Ty::Basic(SmolStr::new_static(name))
}
