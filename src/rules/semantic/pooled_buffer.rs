//! GMC102: something is given back to a sync.Pool and used, or returned, all the same.
//!
//! In: a view. Out: drafts.

use super::view::View;
use crate::ir::{ClosureId, Expr, ExprId, LocalId, Stmt, StmtKind, visit};
use crate::rules::map_race::Draft;
use crate::support::Span;
use crate::types::Ty;

const RULE: &str = "pooled-buffer-returned";

pub(super) fn find(view: &View<'_>, drafts: &mut Vec<Draft>) {
    if view.source.is_test {
        return;
    }
    for body in view.bodies() {
        let deferred: Vec<(LocalId, Span)> = view
            .statements(body)
            .into_iter()
            .filter_map(|stmt| deferred_put(view, stmt))
            .collect();
        for stmt in view.statements(body) {
            if let StmtKind::Return(values) = &stmt.kind {
                drafts.extend(values.iter().find_map(|it| returned(view, *it, &deferred)));
            }
        }
        used_after(view, view.block(body), drafts);
    }
}

/// The variable that a call of `Put` gives back, when what it holds is shared by whoever has a copy of the variable.
fn put(view: &View<'_>, call: ExprId) -> Option<LocalId> {
    if !view.calls(call, "sync", Some("Pool"), "Put") {
        return None;
    }
    let [argument] = view.args(call)? else {
        return None;
    };
    let Expr::Local(local) = view.expr(*argument) else {
        return None;
    };
    let ty = view.universe().underlying(view.typing.local(*local));
    matches!(ty, Ty::Pointer(_) | Ty::Slice(_) | Ty::Map(_)).then_some(*local)
}

/// `defer pool.Put(b)`, or a deferred literal that does it whatever happened.
fn deferred_put(view: &View<'_>, stmt: &Stmt) -> Option<(LocalId, Span)> {
    let StmtKind::Defer(call) = stmt.kind else {
        return None;
    };
    if let Some(local) = put(view, call) {
        return Some((local, view.span(call)));
    }
    let Expr::Call { callee, .. } = view.expr(call) else {
        return None;
    };
    let Expr::Closure(closure) = view.expr(*callee) else {
        return None;
    };
    let outer = |local: LocalId, closure: ClosureId| !view.declared_inside(local, closure);
    view.block(Some(*closure))
        .iter()
        .find_map(|stmt| match stmt.kind {
            StmtKind::Expr(call) => put(view, call)
                .filter(|local| outer(*local, *closure))
                .map(|local| (local, view.span(call))),
            _ => None,
        })
}

/// The value that is returned shares memory with what goes back.
fn returned(view: &View<'_>, value: ExprId, deferred: &[(LocalId, Span)]) -> Option<Draft> {
    let (local, put) = deferred
        .iter()
        .find(|(local, _)| shares(view, value, *local))?;
    let name = view.local_name(*local);
    let mut draft = view.draft(
        RULE,
        view.span(value),
        format!("what is returned here is memory of `{name}`, which goes back to the pool at the same moment: its next user writes over it"),
        format!("return a copy, or leave giving `{name}` back to the caller"),
    )?;
    draft
        .evidence
        .push(("given back here".to_owned(), vec![view.loc(*put)]));
    Some(draft)
}

fn shares(view: &View<'_>, value: ExprId, local: LocalId) -> bool {
    let is_local = |it: ExprId| matches!(view.expr(it), Expr::Local(other) if *other == local);
    match view.expr(value) {
        Expr::Local(_) => is_local(value),
        Expr::Slice(base, _) => match view.expr(*base) {
            Expr::Star(inner) => is_local(*inner),
            // Strings are never changed; a slice of a string shares nothing that is.
            _ => {
                is_local(*base) && !matches!(view.ty(value), Ty::Basic(_))
                    || shares_bytes(view, *base, local)
            }
        },
        Expr::Star(inner) => {
            is_local(*inner)
                && matches!(
                    view.universe().underlying(view.ty(value)),
                    Ty::Slice(_) | Ty::Map(_)
                )
        }
        _ => shares_bytes(view, value, local),
    }
}

/// `b.Bytes()` of a bytes.Buffer.
fn shares_bytes(view: &View<'_>, value: ExprId, local: LocalId) -> bool {
    view.calls(value, "bytes", Some("Buffer"), "Bytes")
        && view
            .receiver(value)
            .is_some_and(|it| matches!(view.expr(it), Expr::Local(other) if *other == local))
}

/// A use in the same statement list behind the `Put`.
fn used_after(view: &View<'_>, block: &[Stmt], drafts: &mut Vec<Draft>) {
    for (at, stmt) in block.iter().enumerate() {
        if let StmtKind::Expr(call) = stmt.kind
            && let Some(local) = put(view, call)
            && let Some(used) = first_use(view, &block[at + 1..], local)
        {
            let name = view.local_name(local);
            let draft = view.draft(
                RULE,
                view.span(used),
                format!("`{name}` is used here after it was given back to the pool, and may be somebody else's"),
                format!("give `{name}` back when nothing uses it any more"),
            );
            drafts.extend(draft.map(|mut draft| {
                let put = vec![view.loc(view.span(call))];
                draft.evidence.push(("given back here".to_owned(), put));
                draft
            }));
        }
        inner(view, stmt, drafts);
    }
}

fn inner(view: &View<'_>, stmt: &Stmt, drafts: &mut Vec<Draft>) {
    match &stmt.kind {
        StmtKind::If { then, els, .. } => {
            used_after(view, then, drafts);
            used_after(view, els, drafts);
        }
        StmtKind::For { body, .. } | StmtKind::Range { body, .. } | StmtKind::Block(body) => {
            used_after(view, body, drafts)
        }
        StmtKind::Switch { cases, .. } => cases
            .iter()
            .for_each(|it| used_after(view, &it.body, drafts)),
        StmtKind::TypeSwitch { cases, .. } => cases
            .iter()
            .for_each(|it| used_after(view, &it.body, drafts)),
        StmtKind::Select(arms) => arms
            .iter()
            .for_each(|it| used_after(view, &it.body, drafts)),
        StmtKind::Labeled(_, stmt) => inner(view, stmt, drafts),
        _ => {}
    }
}

/// The first use of the variable, unless it is given another value before.
fn first_use(view: &View<'_>, block: &[Stmt], local: LocalId) -> Option<ExprId> {
    let is_local = |it: &ExprId| matches!(view.expr(*it), Expr::Local(other) if *other == local);
    let mut found = None;
    let mut replaced = false;
    visit::statements(block, &mut |stmt| {
        if replaced || found.is_some() {
            return;
        }
        if let StmtKind::Assign { lhs, .. } | StmtKind::Define { lhs, .. } = &stmt.kind
            && lhs.iter().any(is_local)
        {
            replaced = true;
            return;
        }
        found = visit::operands(stmt)
            .into_iter()
            .flat_map(|it| visit::below(view.ir, it))
            .find(|it| is_local(it));
    });
    found
}
