//! Branches of which an invocation takes one: `if parallel { go work() } else { work() }`, in every round of a loop the same.
//!
//! In: two places of one body. Out: whether one invocation can come to both. Must not know what happens there.

use crate::ir::{Block, Expr, ExprId, FuncIr, LocalKind, StmtKind, visit};
use crate::link::{BodyId, Program};
use crate::support::Span;

/// The two places are in the two branches of an `if` whose condition is a parameter that nobody sets.
pub(super) fn exclude_each_other(program: &Program<'_>, body: BodyId, a: Span, b: Span) -> bool {
    let (func, number) = program.bodies[body.0 as usize];
    let ir = program.func_ir(func);
    let block = match number.checked_sub(1) {
        Some(literal) => &ir.closures[literal as usize].body,
        None => &ir.body,
    };
    let mut found = false;
    visit::statements(block, &mut |stmt| {
        let StmtKind::If { cond, then, els } = &stmt.kind else {
            return;
        };
        let is_in = |block: &Block, place: Span| block.iter().any(|it| it.span.covers(place));
        let part = is_in(then, a) && is_in(els, b) || is_in(then, b) && is_in(els, a);
        found |= part && is_settled(ir, *cond);
    });
    found
}

/// The condition is the same as long as the function runs.
fn is_settled(ir: &FuncIr, cond: ExprId) -> bool {
    match ir.exprs[cond.index()] {
        Expr::Unary { operand, .. } => is_settled(ir, operand),
        Expr::Local(local) => {
            let local = &ir.locals[local.index()];
            local.kind == LocalKind::Param && local.assigned == 0 && !local.addressed
        }
        _ => false,
    }
}
