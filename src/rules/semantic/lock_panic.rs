//! GMC112, as advice: between `Lock` and `Unlock` a function is called that somebody handed over. If that panics and the panic is
//! recovered further up, as net/http does, the lock is held for ever.
//!
//! In: a view. Out: drafts of low confidence: most such functions do not panic.

use super::lock_kept::RULE;
use super::view::View;
use crate::concurrency::conflict::Strength;
use crate::concurrency::guard::held_ref;
use crate::ir::{ClosureId, Expr, ExprId, StmtKind, visit};
use crate::link::{FuncKey, Program};
use crate::rules::Severity;
use crate::rules::map_race::Draft;
use crate::rules::words;
use crate::summary::{Held, LockCall, Mode};
use crate::support::Span;
use crate::types::{Selection, Ty};

pub(super) fn wants(program: &Program<'_>, key: FuncKey) -> bool {
    let bodies = program.summaries[key.0 as usize].bodies.iter();
    let mut ops = bodies.flat_map(|it| &it.lock_ops);
    ops.any(|it| !it.takes && !it.deferred)
}

pub(super) fn find(view: &View<'_>, drafts: &mut Vec<Draft>) {
    if view.source.is_test {
        return;
    }
    for body in view.bodies() {
        for take in view
            .body_summary(body)
            .lock_ops
            .iter()
            .filter(|it| it.takes)
        {
            drafts.extend(judge(view, body, take));
        }
    }
}

fn judge(view: &View<'_>, body: Option<ClosureId>, take: &LockCall) -> Option<Draft> {
    let ops = &view.body_summary(body).lock_ops;
    let releases: Vec<&LockCall> = ops
        .iter()
        .filter(|it| !it.takes && it.lock == take.lock)
        .collect();
    if releases.iter().any(|it| it.deferred) {
        return None;
    }
    let behind = |it: &&&LockCall| it.span.start >= take.span.end;
    let release = releases
        .iter()
        .filter(behind)
        .min_by_key(|it| it.span.start)?;
    let between = Span {
        start: take.span.end,
        end: release.span.start,
    };
    let call = handed_over(view, body, between)?;
    let names = words::Names {
        program: view.program,
    };
    let held = Held::sure(take.lock.clone(), Mode::Write);
    let lock = names.lock(&held_ref(view.program, view.key, &held).key);
    let name = view.called_name(call)?;
    let message = format!("if `{name}` panics, `{lock}` stays locked: the release is not deferred");
    let help =
        "release with `defer`, in a function of its own where the lock must not be held longer"
            .to_owned();
    let mut draft = view.draft(RULE, view.span(call), message, help)?;
    draft.severity = Severity::Note;
    draft.strength = Strength::Low;
    draft.function = names.body(view.body_id(body));
    draft.evidence = vec![
        ("taken here".to_owned(), vec![view.loc(take.span)]),
        ("released here".to_owned(), vec![view.loc(release.span)]),
    ];
    Some(draft)
}

/// A call of a parameter, variable or field in this stretch.
fn handed_over(view: &View<'_>, body: Option<ClosureId>, between: Span) -> Option<ExprId> {
    let elsewhere: Vec<ExprId> = view
        .statements(body)
        .into_iter()
        .filter_map(|it| match it.kind {
            StmtKind::Go(call) | StmtKind::Defer(call) => Some(call),
            _ => None,
        })
        .collect();
    visit::expressions(view.ir, view.block(body))
        .into_iter()
        .filter(|it| between.covers(view.span(*it)))
        .filter(|it| !elsewhere.contains(it))
        .find(|it| match view.expr(*it) {
            Expr::Call { callee, .. } => is_value(view, *callee),
            _ => false,
        })
}

fn is_value(view: &View<'_>, callee: ExprId) -> bool {
    let is_func = matches!(view.universe().underlying(view.ty(callee)), Ty::Func(_));
    match view.expr(callee) {
        Expr::Local(_) => is_func,
        Expr::Select(..) => {
            is_func && matches!(view.typing.selection(callee), Some(Selection::Field { .. }))
        }
        _ => false,
    }
}
