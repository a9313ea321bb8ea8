//! Semaphores that are drained: whoever takes every slot waits for all that had one.
//!
//! `for range cap(slots) { slots <- struct{}{} }`, after `slots <- struct{}{}; go func() { defer func() { <-slots }(); work() }()`.

use super::*;
use crate::ir::{FuncIr, Stmt, StmtKind, visit};

/// The channels of the loops that do nothing but send to them.
pub(super) fn filled_channels(func: &FuncIr) -> Vec<LocalId> {
    let mut filled = Vec::new();
    if func.closures.is_empty() {
        return filled;
    }
    let literals = func.closures.iter().map(|it| &it.body);
    for block in literals.chain([&func.body]) {
        visit::statements(block, &mut |stmt| {
            if let StmtKind::For { body, .. } | StmtKind::Range { body, .. } = &stmt.kind
                && let Some(chan) = only_sends(body)
                && let Expr::Local(local) = func.exprs[chan.index()]
            {
                filled.push(local);
            }
        });
    }
    filled
}

/// The channel to which a block sends, if it does nothing else.
fn only_sends(block: &[Stmt]) -> Option<ExprId> {
    match block {
        [only] => match only.kind {
            StmtKind::Send { chan, .. } => Some(chan),
            _ => None,
        },
        _ => None,
    }
}

impl Walker<'_> {
    /// A literal receives from the channel: it gives back a slot of a semaphore that is drained somewhere.
    pub(super) fn frees_slot(&mut self, channel: ExprId, place: &Place, span: Span) {
        let Expr::Local(local) = *self.expr_ir(channel) else {
            return;
        };
        if self.body > 0 && self.filled.contains(&local) && self.is_pulse(channel) {
            self.signal_here(place.freed(), span);
        }
    }

    /// The loop, which goes on for `rounds`, has filled a channel: goroutines that had a slot have given it back, and no other gets one.
    pub(super) fn drained(&mut self, rounds: &str, body: &[Stmt]) {
        let Some(place) = only_sends(body).and_then(|it| self.pure_place(it)) else {
            return;
        };
        if self.is_capacity(rounds.trim(), &place) {
            self.join_on(&place.freed(), true);
        }
    }

    /// `cap(slots)`, or what stands where the channel is made.
    fn is_capacity(&self, rounds: &str, channel: &Place) -> bool {
        let Base::Alloc(made) = channel.base else {
            return false;
        };
        match self.expr_ir(made) {
            Expr::Call { args, .. } => args.get(1).is_some_and(|it| {
                rounds.starts_with("cap(") || self.span(*it).text(self.cx.text) == rounds
            }),
            _ => false,
        }
    }
}
