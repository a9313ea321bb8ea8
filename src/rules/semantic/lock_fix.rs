//! Fixes of GMC112: the release before the way out that forgot it, or deferred for all ways out.
//!
//! In: a view, the lock. Out: a [`Fix`], where it cannot change what the function does otherwise.

use super::view::View;
use crate::ir::{Block, ClosureId, Expr, ExprId, Stmt, StmtKind, visit};
use crate::summary::LockCall;
use crate::summary::place::Place;
use crate::support::{Edit, Fix, Span};

/// Puts the release on a line of its own before the way out. What is returned must not be read under the lock.
pub(super) fn release_first(view: &View<'_>, exit: &Stmt, release: &LockCall) -> Option<Fix> {
    let plain = match &exit.kind {
        StmtKind::Continue(_) => true,
        StmtKind::Return(values) => values.iter().all(|it| {
            visit::below(view.ir, *it)
                .iter()
                .all(|it| match view.expr(*it) {
                    Expr::Local(_) => true,
                    _ => view.is_constant(*it) || matches!(view.expr(*it), Expr::Name(_)),
                })
        }),
        _ => false,
    };
    let text = &view.source.text;
    let before = text.get(..exit.span.start as usize)?;
    let indent = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    if !plain || !indent.chars().all(|it| it == '\t' || it == ' ') {
        return None;
    }
    let call = release.span.text(text);
    if call.contains('\n') {
        return None;
    }
    let at = Span {
        start: exit.span.start,
        end: exit.span.start,
    };
    Some(Fix {
        title: "release the lock first".to_owned(),
        edits: vec![Edit {
            loc: view.loc(at),
            text: format!("{call}\n{indent}"),
        }],
    })
}

/// `defer mu.Unlock()` behind the `Lock`, and none at the ends. Only where each release is the last thing before a way out: then the
/// lock is held no longer than before. Other deferred calls would run under it.
pub(super) fn defer_release(view: &View<'_>, body: Option<ClosureId>, lock: &Place) -> Option<Fix> {
    let block = view.block(body);
    let summary = view.body_summary(body);
    let ops: Vec<&LockCall> = summary
        .lock_ops
        .iter()
        .filter(|it| it.lock == *lock)
        .collect();
    let (takes, releases): (Vec<&LockCall>, Vec<&LockCall>) =
        ops.into_iter().partition(|it| it.takes);
    let [take] = takes.as_slice() else {
        return None;
    };
    let mut statements = view.statements(body).into_iter();
    let defers = statements.any(|it| matches!(it.kind, StmtKind::Defer(_)));
    let at_top = block.iter().any(|it| is_call(view, it, take.span));
    let is_last = |it: &&LockCall| ends(view, block, true, it.span);
    if defers || !at_top || releases.is_empty() || !releases.iter().all(is_last) {
        return None;
    }
    let call = releases.first()?.span.text(&view.source.text);
    let line = whole_line(view, take.span)?;
    let indent = &view.source.text[line.start as usize..take.span.start as usize];
    let behind = Span {
        start: line.end,
        end: line.end,
    };
    let mut edits = vec![Edit {
        loc: view.loc(behind),
        text: format!("{indent}defer {call}\n"),
    }];
    for release in releases {
        edits.push(Edit {
            loc: view.loc(whole_line(view, release.span)?),
            text: String::new(),
        });
    }
    (!call.contains('\n')).then(|| Fix {
        title: "defer the release".to_owned(),
        edits,
    })
}

fn is_call(view: &View<'_>, stmt: &Stmt, span: Span) -> bool {
    matches!(stmt.kind, StmtKind::Expr(call) if view.span(call) == span)
}

/// The call is a statement with nothing behind it but a return of what needs no work, or the end of the function (`outer`).
fn ends(view: &View<'_>, block: &Block, outer: bool, span: Span) -> bool {
    block.iter().enumerate().any(|(at, stmt)| {
        if is_call(view, stmt, span) {
            return match block.get(at + 1).map(|it| &it.kind) {
                Some(StmtKind::Return(values)) => values.iter().all(|it| is_still(view, *it)),
                None => outer,
                Some(_) => false,
            };
        }
        let inner = visit::blocks(stmt);
        inner.into_iter().any(|it| ends(view, it, false, span))
    })
}

/// Evaluating it neither calls nor waits for anything.
fn is_still(view: &View<'_>, expr: ExprId) -> bool {
    visit::below(view.ir, expr)
        .into_iter()
        .all(|it| !matches!(view.expr(it), Expr::Call { .. } | Expr::Recv(_)))
}

/// The line with its end, if nothing else stands on it.
fn whole_line(view: &View<'_>, span: Span) -> Option<Span> {
    let text = &view.source.text;
    let (before, behind) = (
        text.get(..span.start as usize)?,
        text.get(span.end as usize..)?,
    );
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = span.end as usize + behind.find('\n')? + 1;
    let alone = before[start..].trim().is_empty() && text[span.end as usize..end].trim().is_empty();
    alone.then(|| Span::new(start, end))
}
