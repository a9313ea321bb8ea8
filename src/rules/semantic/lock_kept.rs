//! GMC112: a way out of a function keeps a lock that its other ways out release.
//!
//! In: a view, whose summary names such ways out. Out: drafts. Functions that are meant to return locked are left alone: to judge by
//! what they return, by their names and comments, and by callers that release the lock.

use super::lock_fix;
use super::view::View;
use crate::concurrency::guard::{LockKey, held_ref};
use crate::ir::{ClosureId, Expr, ExprId, Stmt, StmtKind};
use crate::link::{FuncKey, Program};
use crate::rules::map_race::Draft;
use crate::rules::words;
use crate::summary::place::{Base, Place};
use crate::summary::{Held, Kept, LockCall, Mode};
use crate::support::Span;
use crate::types::Ty;

pub(super) const RULE: &str = "lock-not-released";

pub(super) fn wants(program: &Program<'_>, key: FuncKey) -> bool {
    program.summaries[key.0 as usize]
        .bodies
        .iter()
        .any(|body| !body.kept.is_empty())
}

pub(super) fn find(view: &View<'_>, drafts: &mut Vec<Draft>) {
    if is_lock_helper(view) {
        return;
    }
    for body in view.bodies() {
        let mut seen: Vec<(&Place, Span)> = Vec::new();
        for kept in &view.body_summary(body).kept {
            if seen.contains(&(&kept.lock, kept.exit)) {
                continue;
            }
            seen.push((&kept.lock, kept.exit));
            drafts.extend(judge(view, body, kept));
        }
    }
}

fn key(view: &View<'_>, func: FuncKey, lock: &Place) -> LockKey {
    held_ref(view.program, func, &Held::sure(lock.clone(), Mode::Write)).key
}

/// Its name or comment says that it leaves with the lock held.
fn is_lock_helper(view: &View<'_>) -> bool {
    let Some(decl) = view.decl() else {
        return false;
    };
    let name = decl.name.as_str();
    let doc = decl.doc.to_lowercase();
    // "Block" and "clock" are other words.
    name.contains("Lock")
        || name.starts_with("lock")
        || ["acquire", "Acquire", "begin", "Begin"]
            .iter()
            .any(|it| name.starts_with(it))
        || ["lock held", "holds the lock", "lock is held"]
            .iter()
            .any(|it| doc.contains(it))
        || doc
            .split(|it: char| !it.is_alphanumeric())
            .any(|it| matches!(it, "locked" | "holding" | "unlock" | "unlocks" | "unlocked"))
}

fn judge(view: &View<'_>, body: Option<ClosureId>, kept: &Kept) -> Option<Draft> {
    let ops = &view.body_summary(body).lock_ops;
    let of_lock = |it: &&LockCall| it.lock == kept.lock;
    let take = ops
        .iter()
        .filter(of_lock)
        .rfind(|it| it.takes && it.span.end <= kept.exit.start)?;
    let release = ops
        .iter()
        .filter(of_lock)
        .find(|it| !it.takes && !it.deferred)?;
    if is_moving(view, &kept.lock)
        || is_entered_locked(view, body, kept)
        || released_elsewhere(view, body, kept)
        || hands_out_unlock(view)
        || released_by_callers(view, body, kept)
    {
        return None;
    }
    let exit = view
        .statements(body)
        .into_iter()
        .find(|stmt| stmt.span == kept.exit);
    if kept.next_round {
        if !in_one_loop(view, body, [take.span, release.span, kept.exit]) {
            return None;
        }
    } else if returns_locked(view, body, kept, exit) {
        return None;
    }
    report(view, body, kept, exit, take, release)
}

/// The path starts at a variable that is assigned again: hand-over-hand locking, not one lock.
fn is_moving(view: &View<'_>, lock: &Place) -> bool {
    match lock.base {
        Base::Local(local) => view.ir.locals[local.index()].assigned > 0,
        // An object made here, which an error path mostly drops, locked or not.
        Base::Result(_) | Base::Alloc(_) => true,
        Base::Global(_) | Base::ExternalVar(..) => false,
    }
}

/// The body gives the lock back before it takes it: it is called with the lock held and leaves with it.
fn is_entered_locked(view: &View<'_>, body: Option<ClosureId>, kept: &Kept) -> bool {
    let summary = view.body_summary(body);
    let first = summary
        .lock_ops
        .iter()
        .filter(|it| it.lock == kept.lock)
        .min_by_key(|it| it.span.start);
    summary.releases.iter().any(|it| it.lock == kept.lock) || first.is_some_and(|it| !it.takes)
}

/// A literal of the function releases it: a goroutine or callback that is handed the lock.
fn released_elsewhere(view: &View<'_>, body: Option<ClosureId>, kept: &Kept) -> bool {
    view.bodies().filter(|it| *it != body).any(|other| {
        let summary = view.body_summary(other);
        summary.releases.iter().any(|it| it.lock == kept.lock)
    })
}

/// `Unlock` is used as a value: whoever gets it releases the lock.
fn hands_out_unlock(view: &View<'_>) -> bool {
    let called: Vec<ExprId> = view
        .ir
        .exprs
        .iter()
        .filter_map(|it| match it {
            Expr::Call { callee, .. } => Some(*callee),
            _ => None,
        })
        .collect();
    view.ir.exprs.iter().enumerate().any(|(at, it)| match it {
        Expr::Select(_, name) => {
            matches!(view.name(*name), "Unlock" | "RUnlock") && !called.contains(&ExprId(at as u32))
        }
        _ => false,
    })
}

/// Some caller releases this lock without taking it.
fn released_by_callers(view: &View<'_>, body: Option<ClosureId>, kept: &Kept) -> bool {
    let program = view.program;
    let mine = key(view, view.key, &kept.lock);
    if matches!(mine, LockKey::Unknown | LockKey::Private(..)) {
        return true;
    }
    program.incoming[view.body_id(body).0 as usize]
        .iter()
        .any(|edge| {
            let from = program.edge(*edge).from;
            let func = program.func_of(from);
            let ops = &program.body_summary(from).lock_ops;
            let has = |takes: bool| {
                ops.iter()
                    .any(|it| it.takes == takes && key(view, func, &it.lock) == mine)
            };
            has(false) && !has(true)
        })
}

/// The three places lie in one loop.
fn in_one_loop(view: &View<'_>, body: Option<ClosureId>, spans: [Span; 3]) -> bool {
    view.statements(body).into_iter().any(|stmt| {
        let body = match &stmt.kind {
            StmtKind::For { body, .. } | StmtKind::Range { body, .. } => body,
            _ => return false,
        };
        let (Some(first), Some(last)) = (body.first(), body.last()) else {
            return false;
        };
        spans
            .iter()
            .all(|it| it.start >= first.span.start && it.end <= last.span.end)
    })
}

/// How a `return` looks to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Good,
    Bad,
    Neither,
}

/// To judge by the results, the function gives the lock to its caller: it is kept where things went well and released where not.
fn returns_locked(
    view: &View<'_>,
    body: Option<ClosureId>,
    kept: &Kept,
    exit: Option<&Stmt>,
) -> bool {
    let keeping: Vec<Span> = view
        .body_summary(body)
        .kept
        .iter()
        .filter(|it| it.lock == kept.lock)
        .map(|it| it.exit)
        .collect();
    let returns: Vec<(Span, &[ExprId])> = view
        .statements(body)
        .into_iter()
        .filter_map(|stmt| match &stmt.kind {
            StmtKind::Return(values) => Some((stmt.span, values.as_slice())),
            _ => None,
        })
        .collect();
    let Some(StmtKind::Return(values)) = exit.map(|it| &it.kind) else {
        // Falls off the end with the lock, and returned early without it.
        return true;
    };
    let mine = outcome(view, body, values);
    let released: Vec<Outcome> = returns
        .iter()
        .filter(|(span, _)| !keeping.contains(span))
        .map(|(_, values)| outcome(view, body, values))
        .collect();
    let keeping_returns = returns.len() - released.len();
    match mine {
        Outcome::Good => released.contains(&Outcome::Bad) && !released.contains(&Outcome::Good),
        Outcome::Bad => false,
        // Of equals the many say what is meant; falling off the end counts with those that release.
        Outcome::Neither => keeping_returns > released.len() + 1,
    }
}

fn outcome(view: &View<'_>, body: Option<ClosureId>, values: &[ExprId]) -> Outcome {
    let Some(last) = values.last() else {
        return Outcome::Neither;
    };
    let is = |expr: ExprId, name: &str| matches!(view.expr(expr), Expr::Name(it) if view.name(*it) == name);
    let ty = view
        .results(body)
        .last()
        .map(|it| view.typing.local(*it).clone())
        .unwrap_or_default();
    let good = match &ty {
        Ty::Basic(name) if name == "error" => is(*last, "nil"),
        Ty::Basic(name) if name == "bool" && is(*last, "true") => true,
        Ty::Basic(name) if name == "bool" && is(*last, "false") => false,
        Ty::Basic(_) => return Outcome::Neither,
        _ => !is(*last, "nil"),
    };
    if good { Outcome::Good } else { Outcome::Bad }
}

fn report(
    view: &View<'_>,
    body: Option<ClosureId>,
    kept: &Kept,
    exit: Option<&Stmt>,
    take: &LockCall,
    release: &LockCall,
) -> Option<Draft> {
    let names = words::Names {
        program: view.program,
    };
    let lock = names.lock(&key(view, view.key, &kept.lock));
    let message = if kept.next_round {
        format!("`{lock}` is still held when the next round of the loop takes it again")
    } else {
        format!(
            "`{lock}` is still held when the function returns here, where other paths release it"
        )
    };
    let help =
        "release it before this way out, or `defer` the release right after taking it".to_owned();
    let mut draft = view.draft(RULE, kept.exit, message, help)?;
    draft.function = names.body(view.body_id(body));
    draft.map = format!("{}.{lock}", draft.map);
    draft.evidence = vec![
        ("taken here".to_owned(), vec![view.loc(take.span)]),
        (
            "released here on another path".to_owned(),
            vec![view.loc(release.span)],
        ),
    ];
    draft.fix = exit
        .and_then(|it| lock_fix::release_first(view, it, release))
        .or_else(|| lock_fix::defer_release(view, body, &kept.lock));
    Some(draft)
}
