//! What a condition takes: locks that are tried, `if mu.TryLock() {`, and flags that are claimed,
//! `if !s.started.CompareAndSwap(false, true) { return }`.
//!
//! Whoever changed an atomic flag has it until somebody changes it back. That keeps out others as a lock does, but nobody waits for it.

use super::*;
use crate::calls;
use crate::ir::BinaryOp;
use crate::types::{Object, Selection};

/// What is taken where a condition has some value.
#[derive(Debug, Clone)]
pub(super) enum Taken {
    /// A lock.
    Lock(Held),
    /// A flag.
    Flag(Place),
}

impl Walker<'_> {
    /// What is taken when `cond` has the given value: by a call, by one whose result a local keeps, negated, under `&&` and `||`.
    pub(super) fn taken_if(&self, cond: ExprId, value: bool) -> Vec<Taken> {
        let both = |left: ExprId, right: ExprId| {
            let mut taken = self.taken_if(left, value);
            taken.extend(self.taken_if(right, value));
            taken
        };
        match self.expr_ir(cond) {
            Expr::Unary { not: true, operand } => self.taken_if(*operand, !value),
            // `mu.TryLock() == false`.
            Expr::Binary(op @ (BinaryOp::Eq | BinaryOp::Ne), left, right) => {
                let equal = value == (*op == BinaryOp::Eq);
                match (self.constant(*left), self.constant(*right)) {
                    (None, Some(it)) => self.taken_if(*left, it == equal),
                    (Some(it), None) => self.taken_if(*right, it == equal),
                    _ => Vec::new(),
                }
            }
            Expr::Binary(BinaryOp::And, left, right) if value => both(*left, *right),
            Expr::Binary(BinaryOp::Or, left, right) if !value => both(*left, *right),
            Expr::Local(local) => {
                let mut tries = self.tries.iter().rev();
                let found = tries.find(|(it, when, _)| it == local && *when == value);
                found.map(|(.., taken)| taken.clone()).into_iter().collect()
            }
            Expr::Call { callee, args, .. } => {
                let lock = self.try_lock_call(*callee).filter(|_| value);
                let flag = || self.claim(*callee, args, value);
                let taken = lock.map(Taken::Lock).or_else(|| flag().map(Taken::Flag));
                taken.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Goes on where this is taken.
    pub(super) fn take(&mut self, taken: Vec<Taken>) {
        for it in taken {
            match it {
                Taken::Lock(held) => self.state.acquire(held.lock, held.mode),
                Taken::Flag(flag) => {
                    self.state.acquire(flag.clone(), Mode::Write);
                    self.flags.push(flag);
                }
            }
        }
    }

    /// The flag that is the caller's where this call returns `value`.
    fn claim(&self, callee: ExprId, args: &[ExprId], value: bool) -> Option<Place> {
        let target = calls::resolve(self.cx.typing, self.cx.ir, self.cx.func, callee);
        let (package, recv, name) = calls::qualified(self.cx.universe, &target)?;
        if !matches!(package, "sync/atomic" | "go.uber.org/atomic") {
            return None;
        }
        let (flag, values) = match recv {
            Some(_) => (self.callee_place(&target)?, args),
            None => {
                let (flag, values) = args.split_first()?;
                (self.pure_place(*flag)?, values)
            }
        };
        let claims = match (name, values) {
            (name, [old, new]) if name.starts_with("CompareAndSwap") || name == "CAS" => {
                value && self.is_constant(*old) && self.is_constant(*new)
            }
            ("Swap", [new]) => !value && self.constant(*new) == Some(true),
            _ => false,
        };
        claims.then_some(flag)
    }

    /// A flag that is set back is for others to claim.
    pub(super) fn claim_ends(&mut self, flag: &Place) {
        if self.flags.contains(flag) {
            self.state.release(flag);
        }
    }

    /// A literal, the name of a constant, or one of these converted: `int32(running)`.
    fn is_constant(&self, expr: ExprId) -> bool {
        match self.expr_ir(expr) {
            Expr::Call { callee, args, .. } => {
                let target = calls::resolve(self.cx.typing, self.cx.ir, self.cx.func, *callee);
                let converts = matches!(target, calls::Target::Conversion);
                converts && matches!(args[..], [only] if self.is_constant(only))
            }
            Expr::Lit => true,
            Expr::Name(_) | Expr::Select(..) => match self.cx.typing.selection(expr) {
                Some(Selection::Member(Object::Var(var))) => {
                    self.cx.universe.vars[var.index()].constant
                }
                Some(Selection::Member(Object::Const)) => true,
                _ => false,
            },
            _ => false,
        }
    }
}
