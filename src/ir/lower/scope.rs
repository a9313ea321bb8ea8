//! Names, locals and block scopes of the function being lowered.
//!
//! In: declarations and uses in source order. Out: [`LocalId`]s. Must not know nodes.

use super::Lowering;
use crate::ir::{ClosureId, Expr, ExprId, Local, LocalId, LocalKind, NameId, TypeIdx};
use crate::support::Span;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// The names of a file, each once.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    ids: FxHashMap<&'a str, NameId>,
    list: Vec<SmolStr>,
}

impl<'a> Names<'a> {
    /// The id of a name.
    pub(super) fn intern(&mut self, name: &'a str) -> NameId {
        *self.ids.entry(name).or_insert_with(|| {
            self.list.push(SmolStr::new(name));
            NameId(self.list.len() as u32 - 1)
        })
    }

    /// The name with this id.
    pub(super) fn get(&self, id: NameId) -> &str {
        self.list.get(id.index()).map_or("", SmolStr::as_str)
    }

    /// All names in order of their ids.
    pub(super) fn into_list(self) -> Vec<SmolStr> {
        self.list
    }
}

/// What a name means at the current place, with the depth of the scope that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Binding {
    /// Nothing inside the function.
    #[default]
    Outer,
    /// A local.
    Local(LocalId, u32),
    /// A local type or a type parameter: it hides outer locals and imports.
    Type,
}

/// Scopes: the current meaning of each name, and what to restore when a scope ends.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    /// By [`NameId`].
    current: Vec<Binding>,
    undo: Vec<(NameId, Binding)>,
    /// Length of `undo` at the start of each open scope.
    marks: Vec<usize>,
}

impl Scopes {
    /// Opens a scope.
    pub(super) fn push(&mut self) {
        self.marks.push(self.undo.len());
    }

    /// Closes the innermost scope.
    pub(super) fn pop(&mut self) {
        let mark = self.marks.pop().unwrap_or(0);
        for (name, old) in self.undo.drain(mark..).rev() {
            self.current[name.index()] = old;
        }
    }

    /// What `name` means here.
    pub(super) fn get(&self, name: NameId) -> Binding {
        self.current.get(name.index()).copied().unwrap_or_default()
    }

    /// The local that `name` means, if the innermost scope declares it.
    pub(super) fn in_innermost(&self, name: NameId) -> Option<LocalId> {
        match self.get(name) {
            Binding::Local(id, depth) if depth == self.depth() => Some(id),
            _ => None,
        }
    }

    fn depth(&self) -> u32 {
        self.marks.len() as u32
    }

    fn bind(&mut self, name: NameId, binding: Binding) {
        if self.current.len() <= name.index() {
            self.current.resize(name.index() + 1, Binding::Outer);
        }
        let old = std::mem::replace(&mut self.current[name.index()], binding);
        self.undo.push((name, old));
    }
}

impl<'a> Lowering<'_, 'a> {
    /// Declares a local in the innermost scope. Without a name, or when it is `_`, nothing can refer to it.
    pub(super) fn declare(
        &mut self,
        name: &'a str,
        span: Span,
        kind: LocalKind,
        ty: Option<TypeIdx>,
    ) -> LocalId {
        let name_id = self.names.intern(name);
        let id = LocalId(self.body.locals.len() as u32);
        let owner = self.body.owner;
        self.body.locals.push(Local {
            name: name_id,
            ty,
            owner,
            span,
            kind,
            captured: false,
            assigned: 0,
            addressed: false,
        });
        if !name.is_empty() && name != "_" {
            let depth = self.scopes.depth();
            self.scopes.bind(name_id, Binding::Local(id, depth));
        }
        id
    }

    /// Makes `name` a type in the innermost scope.
    pub(super) fn declare_type(&mut self, name: &'a str) {
        let name = self.names.intern(name);
        self.scopes.bind(name, Binding::Type);
    }

    /// The expression that a bare name stands for.
    pub(super) fn resolve(&mut self, name: &'a str) -> Expr {
        match name {
            "" => return Expr::Unknown,
            "_" => return Expr::Blank,
            _ => {}
        }
        let name = self.names.intern(name);
        match self.scopes.get(name) {
            Binding::Local(id, _) => self.use_local(id),
            Binding::Outer | Binding::Type => Expr::Name(name),
        }
    }

    /// A reference to a local from the function literal being lowered.
    pub(super) fn use_local(&mut self, id: LocalId) -> Expr {
        let owner: Option<ClosureId> = self.body.owner;
        let local = &mut self.body.locals[id.index()];
        local.captured |= local.owner != owner;
        Expr::Local(id)
    }

    /// Records an assignment to `target`, which counts when it is a local itself.
    pub(super) fn assigned(&mut self, target: ExprId) {
        if let Expr::Local(id) = self.body.exprs[target.index()] {
            self.body.locals[id.index()].assigned += 1;
        }
    }

    /// Records that the address of `target` is taken, which counts when it is a local itself.
    pub(super) fn addressed(&mut self, target: ExprId) {
        if let Expr::Local(id) = self.body.exprs[target.index()] {
            self.body.locals[id.index()].addressed = true;
        }
    }
}
