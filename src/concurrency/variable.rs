//! Conflicts over variables: which are worth a look, and how sure they can be.
//!
//! The rule for maps decides what conflicts. A map race ends the process; a race on a variable often goes unnoticed, and variables are
//! many, so only what is seen on both sides counts here.

use super::conflict::{Conflict, site_of};
use super::parallel::{self, Parallel};
use super::strength::Strength;
use super::witness::{Bucket, Instance, Link, Witness};
use crate::ir::{BinaryOp, Expr, ExprId, LocalId, StmtKind, visit};
use crate::link::{BodyId, EdgeId, Program};
use crate::summary::place::{Base, Place};
use crate::summary::{CallSite, Callee, Mode, Run};
use std::collections::BTreeMap;

/// Somebody assigns it while goroutines may be about: for a local, its function starts some; a package variable is assigned after
/// initialization, by a body that a goroutine runs or beside one.
pub(super) fn is_candidate(program: &Program<'_>, bucket: &Bucket, instances: &[Instance]) -> bool {
    match bucket {
        Bucket::Variable(func, _) | Bucket::FieldOfVariable(func, ..) => program.summaries
            [func.0 as usize]
            .calls
            .iter()
            .any(|site| site.run.spawns()),
        Bucket::PackageVariable(_) => instances
            .iter()
            .any(|it| is_run_by_goroutine(program, it.body)),
        Bucket::Field(..) | Bucket::Global(..) | Bucket::Local(..) => true,
    }
}

/// Package variables that one function sets one after the other, for the same two goroutines, have one cause: the first stands for all of
/// them. Maps stay apart: each of them ends the process by itself.
pub(super) fn by_cause(conflicts: Vec<Conflict>) -> Vec<Conflict> {
    let chain = |it: &Witness| -> Vec<EdgeId> { it.links.iter().map(|link| link.edge).collect() };
    let ways = |it: &Conflict| {
        let (a, b) = (&it.unsafe_side, &it.other);
        let bodies = (a.instance.body, b.instance.body);
        (it.strength, bodies, (a.top, chain(a)), (b.top, chain(b)))
    };
    let is_variable = |it: &Conflict| matches!(it.bucket, Bucket::PackageVariable(_));
    let mut by_cause: BTreeMap<_, Vec<Conflict>> = BTreeMap::new();
    let mut out: Vec<Conflict> = Vec::new();
    for conflict in conflicts {
        if is_variable(&conflict) {
            by_cause.entry(ways(&conflict)).or_default().push(conflict);
        } else {
            out.push(conflict);
        }
    }
    for mut alike in by_cause.into_values() {
        alike.sort_by_key(|it| site_of(&it.unsafe_side));
        let mut alike = alike.into_iter();
        let Some(mut first) = alike.next() else {
            continue;
        };
        first.also.extend(alike.map(|it| site_of(&it.unsafe_side)));
        first.also.sort();
        first.also.dedup();
        out.push(first);
    }
    out
}

/// The body itself, or one of its direct callers, is what a goroutine or handler runs.
fn is_run_by_goroutine(program: &Program<'_>, body: BodyId) -> bool {
    let spawned = |body: BodyId| {
        program.incoming[body.0 as usize].iter().any(|edge| {
            let edge = program.edge(*edge);
            program.site(edge.from, edge.site).run.spawns()
        })
    };
    spawned(body)
        || program.incoming[body.0 as usize]
            .iter()
            .any(|edge| spawned(program.edge(*edge).from))
}

/// The most that a conflict can be worth, none when it is none. Goroutines must be seen to start: handlers and other callbacks may well
/// run one at a time (of one connection, of one test), or wrap a single request, and then a variable that is not theirs is safe with
/// them.
pub(super) fn most(
    program: &Program<'_>,
    a: &Witness,
    b: &Witness,
    how: Parallel,
) -> Option<Strength> {
    if of_another_round(program, a, b) || of_another_round(program, b, a) {
        return None;
    }
    if comes_before_start(program, a, b)
        || comes_before_start(program, b, a)
        || comes_after_wait(program, a, b)
        || comes_after_wait(program, b, a)
        || is_told_of_end(program, a, b)
        || is_told_of_end(program, b, a)
        || has_been_set(program, a, b)
        || has_been_set(program, b, a)
    {
        return Some(Strength::Low);
    }
    let starts = |it: &Witness| -> Vec<&CallSite> {
        it.links
            .iter()
            .filter(|link| link.spawns)
            .map(|link| program.site(link.from, link.site))
            .collect()
    };
    // Of fields only what copies of one goroutine do to one object is sure: others may well have been told apart by means unseen.
    if !a.instance.place.path.is_empty() && !matches!(how, Parallel::Copies(_)) {
        return Some(Strength::Low);
    }
    let handled = matches!(how, Parallel::Copies(_) | Parallel::Runs);
    if handled && is_beside_handler(program, a) && is_beside_handler(program, b) {
        return Some(Strength::High);
    }
    let (of_a, of_b) = (starts(a), starts(b));
    let mut all = of_a.iter().chain(&of_b);
    if all.clone().any(|it| it.run != Run::Go) {
        return Some(Strength::Low);
    }
    let in_test = |it: &Witness| {
        let mut starts = it.links.iter().filter(|link| link.spawns);
        program.is_test(it.instance.body) || starts.any(|link| program.is_test(link.from))
    };
    let copies = matches!(how, Parallel::Copies(_));
    // A test waits in its own ways: for a server to shut down, for an answer, for a while.
    let through = all.any(|it| it.through.is_some());
    if (in_test(a) || in_test(b)) && (!copies || through) {
        return Some(Strength::Low);
    }
    // A function that starts what it is given mostly waits for it, too.
    if !copies && through {
        return Some(Strength::Low);
    }
    // One side locks: whoever wrote the other one knew that the goroutines have ended, by means that are not seen here.
    if !copies && (a.held.is_empty() != b.held.is_empty()) {
        return Some(Strength::Low);
    }
    let global = matches!(a.instance.place.base, Base::Global(_));
    Some(match how {
        Parallel::Copies(_) | Parallel::Live(true) => Strength::High,
        Parallel::Live(false) if !global => Strength::Medium,
        // Where the starts have nothing in common, one often comes long before the other: variables that are set while a program starts.
        Parallel::Runs | Parallel::Live(false) | Parallel::Independent | Parallel::Callers => {
            Strength::Low
        }
    })
}

/// The access is in an HTTP handler, outside tests, and the variable is one of the function that registers it. A function that is given a
/// request itself makes its handler for that request alone.
fn is_beside_handler(program: &Program<'_>, witness: &Witness) -> bool {
    let func = program.func_of(witness.instance.body);
    let ir = program.func_ir(func);
    let at = &program.funcs[func.0 as usize];
    let Base::Local(local) = witness.instance.place.base else {
        return false;
    };
    let Some(decl) = at.decl else { return false };
    let by_request = program.universe.funcs[decl.index()]
        .sig
        .params
        .iter()
        .filter_map(|ty| program.universe.qualified(ty))
        .any(|(_, name)| {
            ["Request", "Context", "Ctx", "Conn"]
                .iter()
                .any(|it| name.ends_with(it))
        });
    let handler = program.incoming[witness.instance.body.0 as usize]
        .iter()
        .map(|edge| program.edge(*edge))
        .any(|edge| {
            let site = program.site(edge.from, edge.site);
            site.run == Run::Many && edge.from == program.body(func, 0)
        });
    handler
        && ir.locals[local.index()].owner.is_none()
        && !by_request
        && !program.workspace.files[at.file.index()].is_test
}

/// Between the start of the goroutine of `b` and `a` the starter calls a `Wait` of a library whose source is not at hand.
fn comes_after_wait(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let Some(common) = parallel::common(a, b) else {
        return false;
    };
    let Some(start) = b.links.get(common).filter(|link| link.spawns) else {
        return false;
    };
    let at = match a.links.get(common) {
        Some(link) => program.site(link.from, link.site).span,
        None => a.access(program).span,
    };
    let started = program.site(start.from, start.site).span;
    program.body_summary(start.from).calls.iter().any(|call| {
        let call = program.site(start.from, *call);
        let waits =
            matches!(&call.callee, Callee::External(_, _, name) if name.starts_with("Wait"));
        waits && started.end <= call.span.start && call.span.end <= at.start
    })
}

/// The body that performs `a` starts the goroutine of `b` further down: what it sets up, it sets up for it.
fn comes_before_start(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let at = a.access(program).span;
    parallel::common(a, b).is_none()
        && b.links.iter().any(|link| {
            let start = program.site(link.from, link.site).span;
            link.spawns && link.from == a.instance.body && at.start < start.start
        })
}

/// `a` gives the variable a value for the goroutine that is started behind it, and `b` looks at it in an earlier such goroutine, which tells its starter
/// of its end by a channel. Whoever waits for that before he starts the next one does so by a state of his own: `cmd == nil`.
fn is_told_of_end(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let Some(start) = b.links.last().filter(|link| link.spawns) else {
        return false;
    };
    let site = program.site(start.from, start.site);
    let func = program.func_of(start.from);
    let (ir, names) = (
        program.func_ir(func),
        &program.summaries[func.0 as usize].names,
    );
    let is_received = |place: &Place| {
        let mut receives = ir.exprs.iter().filter_map(|it| match it {
            Expr::Recv(channel) => Some(&ir.exprs[channel.index()]),
            _ => None,
        });
        let holds = |local: LocalId| {
            place.base == Base::Local(local) || names.contains(&(place.base.clone(), local))
        };
        place.path.is_empty()
            && receives.any(|it| matches!(it, Expr::Local(local) if holds(*local)))
    };
    a.instance.body == start.from
        && a.access(program).span.end <= site.span.start
        && !b.access(program).op.mutates()
        && site.signals.iter().any(is_received)
}

/// `a` looks at the variable behind a call that sets it under a lock if nobody has (`b`): from then on nobody sets it any more.
fn has_been_set(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let at = a.access(program).span;
    let comes_behind = |link: &Link| {
        let site = program.site(link.from, link.site);
        link.from == a.instance.body && !link.spawns && site.span.end <= at.start
    };
    !a.access(program).op.mutates() && b.links.iter().any(comes_behind) && is_set_once(program, b)
}

/// `mu.Lock(); if v == nil { v = ... }`
fn is_set_once(program: &Program<'_>, witness: &Witness) -> bool {
    let body = witness.instance.body;
    let (func, number) = program.bodies[body.0 as usize];
    let ir = program.func_ir(func);
    let block = match number.checked_sub(1) {
        Some(literal) => &ir.closures[literal as usize].body,
        None => &ir.body,
    };
    let text = &program.workspace.files[program.file(body).index()].text;
    let at = witness.access(program).span;
    let is_unset = |cond: ExprId| match ir.exprs[cond.index()] {
        Expr::Binary(BinaryOp::Eq, left, right) => {
            let side = |it: ExprId| ir.spans[it.index()].text(text);
            side(left) == at.text(text) && side(right) == "nil"
        }
        _ => false,
    };
    let mut locks = program.body_summary(body).lock_ops.iter();
    let taken = locks.find(|it| it.takes).map(|it| it.span);
    let mut found = false;
    visit::statements(block, &mut |stmt| {
        if let StmtKind::If { cond, then, .. } = &stmt.kind {
            let is_behind = taken.is_some_and(|lock| lock.end <= stmt.span.start);
            found |= is_behind && then.iter().any(|it| it.span.covers(at)) && is_unset(*cond);
        }
    });
    found && witness.held.iter().any(|it| it.mode == Mode::Write)
}

/// `b` runs in a goroutine that an earlier round of a loop started, and `a`, before the start in a later round, has a variable of its
/// own: it is declared inside the loop.
fn of_another_round(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let Some(common) = parallel::common(a, b) else {
        return false;
    };
    let Some(start) = b.links.get(common).filter(|link| link.spawns) else {
        return false;
    };
    let at = match a.links.get(common) {
        Some(link) if link.spawns => return false,
        Some(link) => program.site(link.from, link.site).span,
        None => a.access(program).span,
    };
    let summary = &program.summaries[program.func_of(start.from).0 as usize];
    let declared_in_loop = summary
        .base_loops
        .iter()
        .any(|(base, _)| *base == b.instance.place.base);
    declared_in_loop && at.start < program.site(start.from, start.site).span.start
}
