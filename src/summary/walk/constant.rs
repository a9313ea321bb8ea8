//! Conditions that are constant: what stands behind a false one is in no program.

use super::*;
use crate::ir::BinaryOp;
use crate::types::{Object, Selection};

impl Walker<'_> {
    /// What a condition is whenever it is come to, if constants decide that.
    pub(super) fn constant(&self, cond: ExprId) -> Option<bool> {
        match *self.expr_ir(cond) {
            Expr::Local(local) => self
                .known
                .iter()
                .find(|(it, _)| *it == local)
                .map(|it| it.1),
            Expr::Name(name) => match self.cx.typing.selection(cond) {
                Some(Selection::Member(Object::Var(var))) => {
                    self.cx.universe.truth(self.cx.file, *var)
                }
                Some(Selection::Member(Object::Const)) => match self.name(name).as_str() {
                    "true" => Some(true),
                    "false" => Some(false),
                    _ => None,
                },
                _ => None,
            },
            Expr::Select(..) => match self.cx.typing.selection(cond) {
                Some(Selection::Member(Object::Var(var))) => {
                    self.cx.universe.truth(self.cx.file, *var)
                }
                _ => None,
            },
            Expr::Unary { not: true, operand } => self.constant(operand).map(|it| !it),
            Expr::Binary(BinaryOp::And, left, right) => self.decided(left, right, false),
            Expr::Binary(BinaryOp::Or, left, right) => self.decided(left, right, true),
            _ => None,
        }
    }

    /// `a && b`, `a || b`: one side alone decides when it has the value `decides`.
    fn decided(&self, left: ExprId, right: ExprId, decides: bool) -> Option<bool> {
        match (self.constant(left), self.constant(right)) {
            (Some(it), _) | (_, Some(it)) if it == decides => Some(decides),
            (Some(_), Some(_)) => Some(!decides),
            _ => None,
        }
    }

    /// The right side is not come to: `debug && check(m)`.
    pub(super) fn cut_short(&self, op: BinaryOp, left: ExprId) -> bool {
        match op {
            BinaryOp::And => self.constant(left) == Some(false),
            BinaryOp::Or => self.constant(left) == Some(true),
            BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Order | BinaryOp::Other => false,
        }
    }

    /// Notes a local constant.
    pub(super) fn note_constant(&mut self, target: ExprId, source: Option<ExprId>) {
        if let Expr::Local(local) = *self.expr_ir(target)
            && self.cx.func.locals[local.index()].kind == LocalKind::Const
            && let Some(value) = source.and_then(|it| self.constant(it))
        {
            self.known.push((local, value));
        }
    }
}
