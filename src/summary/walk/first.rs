//! Who comes first: under an exclusive lock code finds that something is not set, and sets it, `if !s.started { s.started = true; go s.run() }`, `if
//! s.done != nil { return }; s.done = make(...)`. Whoever comes later finds it set and goes another way, until it is unset.

use super::flags::outlives_function;
use super::*;
use crate::ir::{BinaryOp, Stmt, StmtKind};

impl<'a> Walker<'a> {
    /// What the `then` of an `if` finds unset, and sets.
    pub(super) fn first_inside(&self, cond: ExprId, then: &'a Block) -> Option<Place> {
        self.first(cond, true, then)
    }

    /// What is found unset behind an `if` that leaves when it is set, and set further down.
    pub(super) fn first_behind(&self, stmt: &'a Stmt, rest: &'a [Stmt]) -> Option<Place> {
        let StmtKind::If { cond, then, els } = &stmt.kind else {
            return None;
        };
        let last = &then.last()?.kind;
        let leaves = matches!(last, StmtKind::Return(_) | StmtKind::Continue(_));
        (leaves && els.is_empty())
            .then(|| self.first(*cond, false, rest))
            .flatten()
    }

    /// What `if s.cancel != nil { s.cancel(); <-s.done }` waits for, beside what is set: where nothing is set, nothing was started.
    pub(super) fn waited_if_set(&self, cond: ExprId, els: &Block, then: &State) -> Shared<Place> {
        let set = self
            .unset_if(cond, false)
            .filter(|_| !then.dead && els.is_empty());
        let beside = |it: &&Place| {
            set.as_ref()
                .is_some_and(|set| set.base == it.base && set.owner_path() == it.owner_path())
        };
        then.after.iter().filter(beside).cloned().collect()
    }

    fn first(&self, cond: ExprId, value: bool, block: &'a [Stmt]) -> Option<Place> {
        if !self.locks_out_others() {
            return None;
        }
        let unset = self.unset_if(cond, value)?;
        self.changes(block, &unset).then_some(unset)
    }

    /// A flag or pointer that outlives the function and is not set where the condition has this value.
    fn unset_if(&self, cond: ExprId, value: bool) -> Option<Place> {
        match *self.expr_ir(cond) {
            Expr::Unary { not: true, operand } => self.unset_if(operand, !value),
            Expr::Binary(BinaryOp::And, left, right) if value => self
                .unset_if(left, value)
                .or_else(|| self.unset_if(right, value)),
            Expr::Binary(BinaryOp::Or, left, right) if !value => self
                .unset_if(left, value)
                .or_else(|| self.unset_if(right, value)),
            Expr::Binary(op @ (BinaryOp::Eq | BinaryOp::Ne), left, right) => {
                let is_nil = self.text(right) == "nil" && (op == BinaryOp::Eq) == value;
                let place = self.pure_place(left).filter(|_| is_nil);
                place.filter(outlives_function)
            }
            _ if !value => self.kept_flag(cond),
            _ => None,
        }
    }

    /// Some statement, however deep, sets the place to something.
    fn changes(&self, block: &'a [Stmt], place: &Place) -> bool {
        let sets = |lhs: &[ExprId], rhs: &[ExprId]| {
            lhs.iter().enumerate().any(|(at, target)| {
                let given = rhs.get(at).filter(|_| rhs.len() == lhs.len());
                self.pure_place(*target).as_ref() == Some(place)
                    && !given.is_some_and(|it| self.unsets(*it))
            })
        };
        block.iter().any(|stmt| match &stmt.kind {
            StmtKind::Assign { lhs, rhs, .. } => sets(lhs, rhs),
            StmtKind::If { then, els, .. } => self.changes(then, place) || self.changes(els, place),
            StmtKind::Block(inner) => self.changes(inner, place),
            _ => false,
        })
    }

    /// What is unset is for others to set.
    pub(super) fn first_given_up(&mut self, lhs: &[ExprId], rhs: &[ExprId]) {
        if self.state.first.is_empty() || lhs.len() != rhs.len() {
            return;
        }
        for (target, value) in lhs.iter().zip(rhs) {
            if self.unsets(*value)
                && let Some(place) = self.pure_place(*target)
            {
                self.state.first.retain(|it| *it != place);
            }
        }
    }

    fn unsets(&self, value: ExprId) -> bool {
        matches!(self.text(value), "nil" | "false")
    }

    fn text(&self, expr: ExprId) -> &'a str {
        self.span(expr).text(self.cx.text)
    }
}
