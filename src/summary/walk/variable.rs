//! Variables that goroutines share: captured locals, and package variables that somebody assigns.
//!
//! Recorded as accesses like those of maps, so that one rule decides what conflicts.

use super::*;
use crate::summary::{Access, Own};

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
        self.access_variable(Base::Local(local), op, expr);
    }

    /// Records an access to a package variable that some function assigns.
    pub(super) fn package_variable(&mut self, val: &Val, op: MapOp, expr: ExprId) {
        if let Val::Place(place) = val
            && let (Base::Global(var), true) = (&place.base, place.path.is_empty())
            && self.cx.assigned.contains(var)
            && !self.is_map(self.ty(expr))
        {
            self.access_variable(place.base.clone(), op, expr);
        }
    }

    fn access_variable(&mut self, base: Base, op: MapOp, expr: ExprId) {
        if self.state.dead {
            return;
        }
        let span = self.span(expr);
        let access = Access {
            place: Place::new(base),
            op,
            point: self.point(),
            span,
            owned: Own::No,
            via: None,
            map_span: span,
            exact: true,
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
