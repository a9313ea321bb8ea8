//! Goroutines that a body starts, with what their literals capture.
//!
//! In: a view. Out: sites and captured variables. Must not know rules.

use super::view::View;
use crate::ir::{ClosureId, Expr, LocalId, visit};
use crate::link::{FuncKey, Program};
use crate::summary::{CallSite, Callee, FuncVal, SiteId};

/// Some body of the function returns while a goroutine that it started may be running.
pub(super) fn leaves_some_behind(program: &Program<'_>, key: FuncKey) -> bool {
    program.summaries[key.0 as usize]
        .bodies
        .iter()
        .any(|body| !body.leaks.is_empty())
}

/// Sites of goroutines that may be running when the body returns.
pub(super) fn left_behind<'a>(
    view: &View<'a>,
    closure: Option<ClosureId>,
) -> Vec<(SiteId, &'a CallSite)> {
    let summary = view.summary();
    view.body_summary(closure)
        .leaks
        .iter()
        .map(|site| (*site, &summary.calls[*site as usize]))
        .filter(|(_, call)| call.run.spawns())
        .collect()
}

/// The literal that a site runs.
pub(super) fn literal(site: &CallSite) -> Option<ClosureId> {
    match &site.callee {
        Callee::Value(FuncVal::Closure(closure)) => Some(*closure),
        _ => None,
    }
}

/// Locals declared outside a literal that it, or a literal inside it, refers to; each once, with the first use.
pub(super) fn captured(view: &View<'_>, closure: ClosureId) -> Vec<(LocalId, crate::ir::ExprId)> {
    let mut found: Vec<(LocalId, crate::ir::ExprId)> = Vec::new();
    let block = &view.ir.closures[closure.index()].body;
    for expr in visit::expressions_deep(view.ir, block) {
        if let Expr::Local(local) = view.expr(expr)
            && !view.declared_inside(*local, closure)
            && !found.iter().any(|(it, _)| it == local)
        {
            found.push((*local, expr));
        }
    }
    found
}
