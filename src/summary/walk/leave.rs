//! What leaves a body: locks that one way out keeps, maps that are returned or sent.

use super::*;
use crate::ir::{BinaryOp, ClosureId, visit};
use crate::summary::place::Sel;
use crate::summary::{Derive, Kept, Leave, LockCall};

impl Walker<'_> {
    pub(super) fn note_lock(&mut self, lock: &Place, takes: bool, deferred: bool, span: Span) {
        self.out.bodies[self.body].lock_ops.push(LockCall {
            lock: lock.clone(),
            takes,
            deferred,
            span,
        });
    }

    /// The lock is taken where these are set.
    pub(super) fn note_taken(&mut self, lock: &Place, needs: Vec<Place>) {
        let needs = needs.into_iter().collect();
        let acquires_if = &mut self.out.bodies[self.body].acquires_if;
        acquires_if.push((lock.clone(), needs));
    }

    /// Of the locks that the body may hold at its end: what must be set wherever it takes them. What it gives back, too, though on paths that were not
    /// followed, `if shared { mu.Lock() } ... if shared { mu.Unlock() }`, it does not keep; nor what it gives back by a send.
    pub(super) fn settle_taken(&mut self) {
        let fields = &self.cx.universe.fields;
        let is_channel = |lock: &Place| match lock.path.last() {
            Some(Sel::Field(field)) => matches!(fields[field.index()].ty, Ty::Chan(..)),
            _ => false,
        };
        let body = &mut self.out.bodies[self.body];
        let taken = std::mem::take(&mut body.acquires_if);
        let kept = body.acquires.iter().filter(|held| {
            let mut ops = body.lock_ops.iter();
            let gives_back = ops.any(|it| !it.takes && it.lock == held.lock);
            held.maybe && held.mode == Mode::Write && !gives_back && !is_channel(&held.lock)
        });
        let conditions = kept.filter_map(|held| {
            let mut ways = taken.iter().filter(|(lock, _)| *lock == held.lock);
            let mut needs = ways.next()?.1.clone();
            ways.for_each(|(_, other)| needs.retain(|it| other.contains(it)));
            Some((held.lock.clone(), needs))
        });
        body.acquires_if = conditions.collect();
    }

    /// The brace that ends the body.
    pub(super) fn end_of_body(&self) -> Span {
        let func = self.cx.func;
        let end = match self.body {
            0 => func.span.end,
            body => func.closures[body - 1].span.end,
        };
        Span {
            start: end.saturating_sub(1),
            end,
        }
    }

    /// Compares the ways out: a lock that one keeps for sure and another has given back.
    pub(super) fn note_kept(&mut self, exits: &[(Span, State)]) {
        if exits.len() < 2 {
            return;
        }
        let mut kept = Vec::new();
        for (exit, state) in exits {
            for held in state.held.iter().filter(|it| !it.maybe) {
                let given_back = exits
                    .iter()
                    .any(|(_, other)| !other.held.iter().any(|it| it.lock == held.lock));
                if given_back && !self.is_released_at_end(&held.lock) {
                    kept.push(Kept {
                        lock: held.lock.clone(),
                        exit: *exit,
                        next_round: false,
                    });
                }
            }
        }
        self.out.bodies[self.body].kept.extend(kept);
    }

    /// Goroutines that may be running on ways out on which the body does not fail; none if there is no such way, or nothing else.
    pub(super) fn live_after_success(&self, exits: &[(Span, State)]) -> Option<Vec<SiteId>> {
        let (failed, done): (Vec<_>, Vec<_>) = exits
            .iter()
            .partition(|(exit, state)| !state.live.is_empty() && self.is_failure(*exit));
        if failed.is_empty() || done.is_empty() {
            return None;
        }
        let live = done.iter().flat_map(|(_, state)| state.live.iter());
        Some(live.copied().collect())
    }

    /// The `return` of an error that was found: `if err != nil { return err }`.
    fn is_failure(&self, exit: Span) -> bool {
        let closure = self.body.checked_sub(1).map(|at| ClosureId(at as u32));
        let mut fails = false;
        visit::statements(visit::body(self.cx.func, closure), &mut |stmt| {
            let StmtKind::If { cond, then, .. } = &stmt.kind else {
                return;
            };
            let returned = then.iter().find(|it| it.span == exit).map(|it| &it.kind);
            let (Some(StmtKind::Return(values)), Expr::Binary(BinaryOp::Ne, left, right)) =
                (returned, self.expr_ir(*cond))
            else {
                return;
            };
            let is_nil = |it: ExprId| *self.ty(it) == Ty::Nil;
            // Of a library without source the types of results are not known.
            let is_error = |it: ExprId| match self.ty(it) {
                Ty::Basic(name) => name == "error",
                other => *other == Ty::Unknown,
            };
            fails |=
                is_error(*left) && is_nil(*right) && values.last().is_some_and(|it| !is_nil(*it));
        });
        fails
    }

    fn is_released_at_end(&self, lock: &Place) -> bool {
        self.defers.iter().any(|deferred| match deferred {
            Deferred::Release(it) => it == lock,
            Deferred::ReleaseAll(all) => all.contains(lock),
            Deferred::Call(_, Some(effects)) => effects.releases.contains(lock),
            // A function value of which nothing is known may well release; a library does not know the lock.
            Deferred::Call(site, None) => {
                !matches!(self.out.calls[*site as usize].callee, Callee::External(..))
            }
            Deferred::Wait(_) | Deferred::Signal | Deferred::Drop(..) => false,
        })
    }

    /// `continue` with a lock that the round took.
    pub(super) fn note_continue(&mut self, label: Option<NameId>, exit: Span) {
        if self.state.held.is_empty() {
            return;
        }
        let Some(frame) = self
            .frames
            .iter()
            .rev()
            .find(|frame| frame.is_loop && (label.is_none() || frame.label == label))
        else {
            return;
        };
        let kept: Vec<Kept> = self
            .state
            .held
            .iter()
            .filter(|it| !it.maybe && !frame.held.iter().any(|before| before.lock == it.lock))
            .map(|it| Kept {
                lock: it.lock.clone(),
                exit,
                next_round: true,
            })
            .collect();
        self.out.bodies[self.body].kept.extend(kept);
    }

    /// The value of an expression leaves the body; notes it when it is a map that others have, too.
    pub(super) fn note_leave(&mut self, expr: ExprId, val: &Val) {
        if let Expr::Composite { ref elems, .. } = *self.expr_ir(expr) {
            let values: Vec<ExprId> = elems.iter().map(|(_, value)| *value).collect();
            for value in values {
                if self.is_map(self.ty(value))
                    && let Some(place) = self.kept_place(value)
                {
                    self.leave_map(value, &place);
                }
            }
            return;
        }
        match *self.expr_ir(expr) {
            Expr::Addr(inner) if matches!(self.expr_ir(inner), Expr::Composite { .. }) => {
                self.note_leave(inner, val)
            }
            _ if self.is_map(self.ty(expr)) => {
                if let Some(place) = val.place().cloned() {
                    self.leave_map(expr, &place);
                }
            }
            _ => {}
        }
    }

    /// The place of a field, package variable or local that holds one, without evaluating it again.
    fn kept_place(&self, expr: ExprId) -> Option<Place> {
        match self.expr_ir(expr) {
            Expr::Select(..) | Expr::Name(_) | Expr::Local(_) => self.pure_place(expr),
            _ => None,
        }
    }

    fn leave_map(&mut self, expr: ExprId, place: &Place) {
        let shared = matches!(place.base, Base::Global(_))
            || place.path.iter().any(|sel| matches!(sel, Sel::Field(_)));
        if self.state.dead || !shared || self.is_owned(place) || place.is_vague() {
            return;
        }
        let leave = Leave {
            place: place.clone(),
            span: self.span(expr),
            point: self.point(),
        };
        self.out.bodies[self.body].leaves.push(leave);
    }

    /// `&T{m: t.m}`: two objects of one type share a map.
    pub(super) fn note_derived(
        &mut self,
        object: &Place,
        field: FieldId,
        val: &Val,
        value: ExprId,
    ) {
        let Some(place) = val.place() else { return };
        if self.state.dead
            || place.owner() != Some((field, 0))
            || !self.is_map(self.ty(value))
            || self.is_owned(place)
        {
            return;
        }
        let derive = Derive {
            object: object.base.clone(),
            place: place.clone(),
            span: self.span(value),
            returned: false,
        };
        let derives = &mut self.out.bodies[self.body].derives;
        if !derives.iter().any(|it| it.span == derive.span) {
            derives.push(derive);
        }
    }

    /// The map of a new object is replaced by another one.
    pub(super) fn forget_derived(&mut self, place: &Place) {
        let derives = &mut self.out.bodies[self.body].derives;
        derives.retain(|it| it.object != place.base || it.place.path.last() != place.path.last());
    }
}
