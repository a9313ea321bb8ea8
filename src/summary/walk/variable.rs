//! Variables that goroutines share: captured locals, fields of what these hold, and package variables that somebody assigns.
//!
//! Recorded as accesses like those of maps, so that one rule decides what conflicts.

use super::*;
use crate::ir::{FuncIr, StmtKind, visit};
use crate::summary::place::Sel;
use crate::summary::{Access, Own};
use crate::types::Selection;

/// Names of the fields that literals of a function assign.
pub(super) fn fields_in_literals(func: &FuncIr) -> Vec<NameId> {
    let mut names = Vec::new();
    for closure in &func.closures {
        visit::statements(&closure.body, &mut |stmt| {
            let StmtKind::Assign { lhs, .. } = &stmt.kind else {
                return;
            };
            for target in lhs {
                if let Expr::Select(_, name) = func.exprs[target.index()]
                    && !names.contains(&name)
                {
                    names.push(name);
                }
            }
        });
    }
    names
}

impl Walker<'_> {
    /// Records an access to a local that literals capture and somebody assigns. A parameter belongs to its call, and a loop variable to
    /// its round.
    pub(super) fn variable(&mut self, local: LocalId, op: MapOp, expr: ExprId) {
        let info = &self.cx.func.locals[local.index()];
        if !info.captured
            || info.assigned == 0
            || !matches!(info.kind, LocalKind::Var | LocalKind::Result)
            || self.is_map(self.cx.typing.local(local))
        {
            return;
        }
        self.access_variable(Place::new(Base::Local(local)), op, expr);
    }

    /// Records an access to a package variable that some function assigns.
    pub(super) fn package_variable(&mut self, val: &Val, op: MapOp, expr: ExprId) {
        if let Val::Place(place) = val
            && let (Base::Global(var), true) = (&place.base, place.path.is_empty())
            && self.cx.assigned.contains(var)
            && !self.is_map(self.ty(expr))
        {
            self.access_variable(place.clone(), op, expr);
        }
    }

    /// Records an access to a field that a literal of this function assigns, of what a captured local holds all along.
    pub(super) fn field_variable(&mut self, op: MapOp, expr: ExprId) {
        if self.fields_in_literals.is_empty() {
            return;
        }
        let Expr::Select(base, name) = *self.expr_ir(expr) else {
            return;
        };
        let (Expr::Local(local), true) =
            (self.expr_ir(base), self.fields_in_literals.contains(&name))
        else {
            return;
        };
        let info = &self.cx.func.locals[local.index()];
        let holds = matches!(
            info.kind,
            LocalKind::Param | LocalKind::Var | LocalKind::Result
        );
        let Some(Selection::Field { path, field }) = self.cx.typing.selection(expr) else {
            return;
        };
        if info.captured
            && info.assigned == 0
            && holds
            && path.is_empty()
            && !self.is_map(self.ty(expr))
        {
            let place = Place::new(Base::Local(*local)).then(Sel::Field(*field));
            self.access_variable(place, op, expr);
        }
    }

    fn access_variable(&mut self, place: Place, op: MapOp, expr: ExprId) {
        if self.state.dead {
            return;
        }
        let span = self.span(expr);
        let access = Access {
            place,
            op,
            point: self.point(),
            span,
            owned: Own::No,
            renewed: false,
            via: None,
            map_span: span,
        };
        self.out.bodies[self.body].accesses.push(access);
    }

    /// `x = append(x, ...)` or another assignment.
    pub(super) fn op_of_assignment(&self, target: ExprId, source: Option<ExprId>) -> MapOp {
        let appends = source.is_some_and(|source| match self.expr_ir(source) {
            Expr::Call { callee, args, .. } => {
                let is_append = matches!(
                    self.cx.typing.selection(*callee),
                    Some(crate::types::Selection::Member(crate::types::Object::Builtin(name))) if name == "append"
                );
                let same = args.first().is_some_and(|first| {
                    match (self.expr_ir(*first), self.expr_ir(target)) {
                        (Expr::Local(a), Expr::Local(b)) => a == b,
                        (Expr::Name(a), Expr::Name(b)) => a == b,
                        (Expr::Select(..), Expr::Select(..)) => {
                            self.span(*first).text(self.cx.text)
                                == self.span(target).text(self.cx.text)
                        }
                        _ => false,
                    }
                });
                is_append && same
            }
            _ => false,
        });
        if appends { MapOp::Append } else { MapOp::Set }
    }
}
