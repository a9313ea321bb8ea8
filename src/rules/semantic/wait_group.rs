//! GMC113: a WaitGroup that does not order what is read after its `Wait`.
//!
//! In: a view. Out: drafts: `Add` inside the goroutine, or `Done` before the last write, where the waiting function then reads what the
//! goroutine writes.

use super::view::View;
use crate::ir::{ClosureId, Expr, ExprId, LocalId, Stmt, StmtKind, visit};
use crate::rules::map_race::Draft;
use crate::support::Span;

pub(super) const RULE: &str = "wait-group-misuse";

pub(super) fn find(view: &View<'_>, drafts: &mut Vec<Draft>) {
    for body in view.bodies() {
        let waits: Vec<(ExprId, Span)> = visit::expressions(view.ir, view.block(body))
            .into_iter()
            .filter(|it| view.calls(*it, "sync", Some("WaitGroup"), "Wait"))
            .filter_map(|it| Some((view.receiver(it)?, view.span(it))))
            .collect();
        if waits.is_empty() {
            continue;
        }
        for stmt in view.statements(body) {
            let StmtKind::Go(call) = stmt.kind else {
                continue;
            };
            let Expr::Call { callee, .. } = view.expr(call) else {
                continue;
            };
            if let Expr::Closure(closure) = view.expr(*callee) {
                drafts.extend(judge(view, body, *closure, stmt.span, &waits));
            }
        }
    }
}

fn judge(
    view: &View<'_>,
    body: Option<ClosureId>,
    closure: ClosureId,
    start: Span,
    waits: &[(ExprId, Span)],
) -> Option<Draft> {
    let block = view.block(Some(closure));
    let (wrong, group, written, adds) =
        added_inside(view, closure, block, start).or_else(|| done_early(view, closure, block))?;
    let (_, wait) = waits
        .iter()
        .find(|(of, at)| at.start > start.end && view.same(*of, group))?;
    let read = read_after(view, body, *wait, &written)?;
    // Another wait may be for the end of the goroutine.
    let gap = Span {
        start: wait.end,
        end: view.span(read).start,
    };
    let between = |at: Span| gap.covers(at);
    let mut received = visit::expressions(view.ir, view.block(body))
        .into_iter()
        .filter(|it| matches!(view.expr(*it), Expr::Recv(..)))
        .map(|it| view.span(it));
    let ends_before = |(of, at): &(ExprId, Span)| {
        at.start > start.end
            && at.end <= wait.start
            && !view.same(*of, group)
            && signals_after(view, block, *of, wrong)
    };
    if waits.iter().any(|(_, at)| between(*at)) || received.any(between) {
        return None;
    }
    if waits.iter().any(ends_before) {
        return None;
    }
    let name = view.text(group);
    let what = view.text(read);
    let (message, help) = if adds {
        (
            format!(
                "`{name}.Add` runs inside the goroutine: `{name}.Wait` may return before it, and then `{what}` is read while the goroutine writes it"
            ),
            format!(
                "call `{name}.Add` before the `go` statement, or start the goroutine with `{name}.Go`"
            ),
        )
    } else {
        (
            format!(
                "`{name}.Done` comes before the goroutine's last write: after `{name}.Wait` `{what}` is read while it is written"
            ),
            format!("`defer {name}.Done()` at the beginning of the goroutine"),
        )
    };
    let mut draft = view.draft(RULE, wrong, message, help)?;
    draft.subject = what.to_owned();
    draft.map = format!("{}.{what}", draft.map);
    draft.evidence = vec![
        ("waits here".to_owned(), vec![view.loc(*wait)]),
        (
            "used here after the wait".to_owned(),
            vec![view.loc(view.span(read))],
        ),
    ];
    Some(draft)
}

/// The goroutine says `Done` of the group when it is past a place, or at its end.
fn signals_after(view: &View<'_>, block: &[Stmt], group: ExprId, place: Span) -> bool {
    let is_done = |it: ExprId| {
        view.calls(it, "sync", Some("WaitGroup"), "Done")
            && view.receiver(it).is_some_and(|of| view.same(of, group))
    };
    block.iter().any(|stmt| {
        let comes_late = matches!(stmt.kind, StmtKind::Defer(_)) || stmt.span.start > place.end;
        comes_late
            && visit::expressions_deep(view.ir, std::slice::from_ref(stmt))
                .into_iter()
                .any(is_done)
    })
}

/// What is wrong: where, the group, variables that are written too late, and whether it is an `Add`.
type Wrong = (Span, ExprId, Vec<LocalId>, bool);

/// `go func() { wg.Add(1); ... }()` without any `Add` before.
fn added_inside(view: &View<'_>, closure: ClosureId, block: &[Stmt], start: Span) -> Option<Wrong> {
    let add = visit::expressions(view.ir, block)
        .into_iter()
        .find(|it| view.calls(*it, "sync", Some("WaitGroup"), "Add"))?;
    let group = view.receiver(add)?;
    if view
        .root(group)
        .is_none_or(|it| view.declared_inside(it, closure))
    {
        return None;
    }
    // An Add before the start keeps Wait from returning early.
    let before = (0..view.ir.exprs.len() as u32).map(ExprId).any(|it| {
        view.span(it).end <= start.start
            && view.calls(it, "sync", Some("WaitGroup"), "Add")
            && view.receiver(it).is_some_and(|of| view.same(of, group))
    });
    let written = written(view, closure, block);
    (!before && !written.is_empty()).then(|| (view.span(add), group, written, true))
}

/// `wg.Done()` as a statement with writes behind it.
fn done_early(view: &View<'_>, closure: ClosureId, block: &[Stmt]) -> Option<Wrong> {
    block.iter().enumerate().find_map(|(at, stmt)| {
        let StmtKind::Expr(call) = stmt.kind else {
            return None;
        };
        if !view.calls(call, "sync", Some("WaitGroup"), "Done") {
            return None;
        }
        let rest = &block[at + 1..];
        // Under a lock the write is no race, though it may be late.
        let locks = visit::expressions(view.ir, rest)
            .into_iter()
            .any(|it| view.called_name(it).is_some_and(|it| it.ends_with("Lock")));
        let written = written(view, closure, rest);
        (!locks && !written.is_empty())
            .then(|| Some((view.span(call), view.receiver(call)?, written, false)))
            .flatten()
    })
}

/// Outer variables that the statements write, or write into.
pub(super) fn written(view: &View<'_>, closure: ClosureId, block: &[Stmt]) -> Vec<LocalId> {
    let mut found = Vec::new();
    let mut note = |view: &View<'_>, target: ExprId| {
        if let Some(local) = view.root(target)
            && !view.declared_inside(local, closure)
            && !found.contains(&local)
        {
            found.push(local);
        }
    };
    visit::statements(block, &mut |stmt| match &stmt.kind {
        StmtKind::Assign { lhs, .. } => lhs.iter().for_each(|it| note(view, *it)),
        StmtKind::Expr(call) if view.is_builtin(*call, "delete") => {
            if let Some([map, ..]) = view.args(*call) {
                note(view, *map);
            }
        }
        _ => {}
    });
    found
}

/// A use behind the wait.
pub(super) fn read_after(
    view: &View<'_>,
    body: Option<ClosureId>,
    wait: Span,
    written: &[LocalId],
) -> Option<ExprId> {
    visit::expressions(view.ir, view.block(body))
        .into_iter()
        .filter(|it| view.span(*it).start >= wait.end)
        .filter(|it| matches!(view.expr(*it), Expr::Local(local) if written.contains(local)))
        .min_by_key(|it| view.span(*it).start)
}
