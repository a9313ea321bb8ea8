//! Starts done again: what leaves a goroutine behind is called in a loop.
//!
//! In: witnesses, each the shortest chain from where its calls begin. Out: for those whose goroutine is started by something that a loop
//! calls further out, the chain through that loop: `for _, l := range listeners { srv.Serve(l) }`, where `Serve`, exported, begins the
//! shortest chain. Must not know pairs.

use super::context::Contexts;
use super::parallel::is_repeated;
use super::witness::{Link, Witness, chain, link};
use crate::ir::{Stmt, StmtKind, visit};
use crate::link::{BodyId, EdgeId, Program};
use crate::support::Span;

/// The chains through a loop, for witnesses that have none.
pub fn again(program: &Program<'_>, contexts: &Contexts, witnesses: &[Witness]) -> Vec<Witness> {
    witnesses
        .iter()
        .filter_map(|it| through_loop(program, contexts, it))
        .collect()
}

fn through_loop(program: &Program<'_>, contexts: &Contexts, witness: &Witness) -> Option<Witness> {
    let start = witness.links.iter().position(|it| it.spawns)?;
    let in_loop = |it: &Link| is_repeated(program.site(it.from, it.site));
    if witness.root.is_test()
        || witness.links[..=start].iter().any(in_loop)
        || is_waited_for(program, &witness.links[start])
    {
        return None;
    }
    (0..=start).rev().find_map(|level| {
        let body = witness.body_at(program, level);
        let edges = program.incoming[body.0 as usize].iter();
        edges
            .filter(|edge| repeats(program, **edge))
            .find_map(|edge| through(program, contexts, witness, level, *edge))
    })
}

/// The starter waits for the goroutine, though not on all ways: those that go on with others are the ones that matter.
fn is_waited_for(program: &Program<'_>, start: &Link) -> bool {
    let waits = &program.body_summary(start.from).waits;
    let site = program.site(start.from, start.site);
    site.joined || site.signals.iter().any(|it| waits.contains(it))
}

/// A call that stands in a loop, outside tests.
fn repeats(program: &Program<'_>, edge_id: EdgeId) -> bool {
    let edge = program.edge(edge_id);
    let site = program.site(edge.from, edge.site);
    !edge.dynamic
        && is_repeated(site)
        && (site.many || is_in_range(program, edge.from, site.span))
        && !program.is_test(edge.from)
}

/// The innermost loop around is one over something. What any other loop calls, it mostly tries until it succeeds.
fn is_in_range(program: &Program<'_>, body: BodyId, call: Span) -> bool {
    is_in_loop(program, body, call, |it| {
        matches!(it, StmtKind::Range { .. })
    })
}

/// The innermost loop around a call is of this kind.
pub(super) fn is_in_loop(
    program: &Program<'_>,
    body: BodyId,
    call: Span,
    kind: fn(&StmtKind) -> bool,
) -> bool {
    innermost_loop(program, body, call).is_some_and(|it| kind(&it.kind))
}

/// The innermost loop around a call.
pub(super) fn innermost_loop<'p>(
    program: &'p Program<'_>,
    body: BodyId,
    call: Span,
) -> Option<&'p Stmt> {
    let ir = program.func_ir(program.func_of(body));
    let literals = ir.closures.iter().map(|it| &it.body);
    let size = |it: &Stmt| it.span.end - it.span.start;
    let mut innermost: Option<&Stmt> = None;
    for block in std::iter::once(&ir.body).chain(literals) {
        visit::statements(block, &mut |stmt| {
            let is_loop = matches!(stmt.kind, StmtKind::Range { .. } | StmtKind::For { .. });
            if is_loop && stmt.span.covers(call) && innermost.is_none_or(|it| size(stmt) < size(it))
            {
                innermost = Some(stmt);
            }
        });
    }
    innermost
}

/// Some loop around this place has a statement of this kind in it as well.
pub(super) fn shares_loop(
    program: &Program<'_>,
    body: BodyId,
    place: Span,
    kind: &dyn Fn(&StmtKind) -> bool,
) -> bool {
    let ir = program.func_ir(program.func_of(body));
    let literals = ir.closures.iter().map(|it| &it.body);
    let (mut loops, mut others) = (Vec::new(), Vec::new());
    for block in std::iter::once(&ir.body).chain(literals) {
        visit::statements(block, &mut |stmt| {
            if matches!(stmt.kind, StmtKind::Range { .. } | StmtKind::For { .. }) {
                loops.push(stmt.span);
            } else if kind(&stmt.kind) {
                others.push(stmt.span);
            }
        });
    }
    loops
        .iter()
        .any(|it| it.covers(place) && others.iter().any(|other| it.covers(*other)))
}

/// The witness with the chain before `level` replaced by one that ends in this call. The goroutine holds nothing of what its starters hold,
/// so that all else stays as it is.
fn through(
    program: &Program<'_>,
    contexts: &Contexts,
    witness: &Witness,
    level: usize,
    edge_id: EdgeId,
) -> Option<Witness> {
    let edge = program.edge(edge_id);
    let comes_back = |it: &Link| it.from == edge.from;
    if witness.links[level..].iter().any(comes_back) {
        return None;
    }
    let site = program.site(edge.from, edge.site);
    let mut callers = contexts.of(edge.from).iter();
    let caller = callers.find(|it| !it.root.is_test() && !it.rules_out(&site.point))?;
    let (top, root, mut links) = chain(program, contexts, edge.from, caller);
    links.push(link(program, edge_id));
    links.extend(witness.links[level..].iter().copied());
    let is_dynamic = |it: &&Link| program.edge(it.edge).dynamic;
    let dynamic = links.iter().filter(is_dynamic).count() as u8;
    Some(Witness {
        top,
        root,
        links,
        dynamic,
        ..witness.clone()
    })
}
