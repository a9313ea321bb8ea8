//! GMC113, for channels: one receive waits for one of several goroutines that send, and what another one writes is read then.
//!
//! In: a view. Out: drafts. Only where every use of the channel is seen, and nothing else waits. What several of the goroutines write is
//! a race among these, whatever is waited for: other rules tell.

use super::view::View;
use super::wait_group::{self, RULE};
use crate::ir::{ClosureId, Expr, ExprId, LocalId, Stmt, StmtKind, visit};
use crate::link::{FuncKey, Program};
use crate::rules::map_race::Draft;
use crate::support::Span;
use crate::types::Ty;

/// A goroutine that sends once, when it has done its work.
struct Sender {
    closure: ClosureId,
    channel: LocalId,
    /// Started in a loop.
    many: bool,
    start: Span,
    send: Span,
}

/// Some literal ends with a send.
pub(super) fn wants(program: &Program<'_>, key: FuncKey) -> bool {
    let closures = program.func_ir(key).closures.iter();
    closures
        .filter_map(|it| it.body.last())
        .any(|it| matches!(it.kind, StmtKind::Send { .. }))
}

pub(super) fn find(view: &View<'_>, drafts: &mut Vec<Draft>) {
    for body in view.bodies() {
        let senders = senders(view, body);
        let mut channels: Vec<LocalId> = senders.iter().map(|it| it.channel).collect();
        channels.sort_unstable();
        channels.dedup();
        for channel in channels {
            let of_channel: Vec<&Sender> =
                senders.iter().filter(|it| it.channel == channel).collect();
            drafts.extend(judge(view, body, channel, &of_channel));
        }
    }
}

fn senders(view: &View<'_>, body: Option<ClosureId>) -> Vec<Sender> {
    let mut found = Vec::new();
    let loops = loops(view, body);
    for stmt in view.statements(body) {
        let StmtKind::Go(call) = stmt.kind else {
            continue;
        };
        let Expr::Call { callee, .. } = view.expr(call) else {
            continue;
        };
        let Expr::Closure(closure) = *view.expr(*callee) else {
            continue;
        };
        let last = view.block(Some(closure)).last();
        let Some(StmtKind::Send { chan, .. }) = last.map(|it| &it.kind) else {
            continue;
        };
        if let (Expr::Local(channel), Some(last)) = (view.expr(*chan), last) {
            found.push(Sender {
                closure,
                channel: *channel,
                many: loops.iter().any(|it| it.covers(stmt.span)),
                start: stmt.span,
                send: last.span,
            });
        }
    }
    found
}

fn loops(view: &View<'_>, body: Option<ClosureId>) -> Vec<Span> {
    let is_loop = |it: &&Stmt| matches!(it.kind, StmtKind::For { .. } | StmtKind::Range { .. });
    let statements = view.statements(body).into_iter();
    statements.filter(is_loop).map(|it| it.span).collect()
}

fn judge(
    view: &View<'_>,
    body: Option<ClosureId>,
    channel: LocalId,
    senders: &[&Sender],
) -> Option<Draft> {
    let many = senders.iter().any(|it| it.many);
    if (senders.len() < 2 && !many) || has_other_waits(view) {
        return None;
    }
    let receive = only_receive(view, body, channel, senders)?;
    let (read, writer) = read_after(view, body, receive, senders)?;
    let (channel, what) = (view.local_name(channel), view.text(read));
    let senders_text = match (many, senders.len()) {
        (true, _) => "the goroutines of the loop".to_owned(),
        (false, n) => format!("{n} goroutines"),
    };
    let message = format!(
        "this receive from `{channel}` waits for one of {senders_text} that send on it: `{what}` is then read while another one may still write it"
    );
    let help =
        format!("receive from `{channel}` once for each goroutine, or wait with a WaitGroup");
    let mut draft = view.draft(RULE, receive, message, help)?;
    draft.subject = what.to_owned();
    draft.map = format!("{}.{what}", draft.map);
    draft.evidence = vec![
        (
            "writes and sends here".to_owned(),
            vec![view.loc(writer.send)],
        ),
        (
            "used here after the receive".to_owned(),
            vec![view.loc(view.span(read))],
        ),
    ];
    Some(draft)
}

/// A WaitGroup or the like may order what the channel does not, and so may another channel or a lock.
fn has_other_waits(view: &View<'_>) -> bool {
    let calls = (0..view.ir.exprs.len() as u32).map(ExprId);
    let waits = |it: ExprId| {
        view.called_name(it)
            .is_some_and(|it| it.starts_with("Wait") || it.ends_with("Lock") || it == "Done")
    };
    let receives = view
        .ir
        .exprs
        .iter()
        .filter(|it| matches!(it, Expr::Recv(_)));
    calls.into_iter().any(waits) || receives.count() > 1
}

/// The channel is made, sent on by these goroutines, and received from once, behind all starts and in no loop: nothing else is done with it.
fn only_receive(
    view: &View<'_>,
    body: Option<ClosureId>,
    channel: LocalId,
    senders: &[&Sender],
) -> Option<Span> {
    let is_channel = |it: &ExprId| matches!(view.expr(*it), Expr::Local(it) if *it == channel);
    let exprs = (0..view.ir.exprs.len() as u32).map(ExprId);
    let uses = exprs.filter(is_channel).count();
    let receive = visit::expressions(view.ir, view.block(body))
        .into_iter()
        .find(|it| matches!(view.expr(*it), Expr::Recv(of) if is_channel(of)))?;
    let at = view.span(receive);
    let in_loop = loops(view, body).iter().any(|it| it.covers(at));
    let in_select = view
        .statements(body)
        .into_iter()
        .any(|it| matches!(it.kind, StmtKind::Select(_)));
    let last = senders.iter().all(|it| it.start.end <= at.start);
    // Its definition, a send by each goroutine, the receive.
    (uses == senders.len() + 2 && last && !in_loop && !in_select).then_some(at)
}

/// What only one of the goroutines writes, and the function uses behind the receive.
fn read_after<'s>(
    view: &View<'_>,
    body: Option<ClosureId>,
    receive: Span,
    senders: &[&'s Sender],
) -> Option<(ExprId, &'s Sender)> {
    let written: Vec<Vec<LocalId>> = senders
        .iter()
        .map(|it| wait_group::written(view, it.closure, view.block(Some(it.closure))))
        .collect();
    senders.iter().zip(&written).find_map(|(sender, own)| {
        let alone = |it: &&LocalId| written.iter().filter(|other| other.contains(it)).count() == 1;
        let own: Vec<LocalId> = own
            .iter()
            .filter(alone)
            .filter(|it| !sender.many || is_list(view, **it))
            .copied()
            .collect();
        let read = wait_group::read_after(view, body, receive, &own)?;
        Some((read, *sender))
    })
}

/// Goroutines of one loop may write elements of their own.
fn is_list(view: &View<'_>, local: LocalId) -> bool {
    matches!(
        view.universe().underlying(view.typing.local(local)),
        Ty::Slice(_) | Ty::Array(..)
    )
}
