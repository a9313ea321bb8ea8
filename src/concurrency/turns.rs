//! Turns: sides that wait for each other in ways that cannot be followed.
//!
//! In: a pair of witnesses. Out: whether a test, or a goroutine and its starter, mostly take turns with what they do. Must not know what else speaks
//! for or against a conflict.

use super::again::shares_loop;
use super::context::Root;
use super::double;
use super::object;
use super::pair::Pair;
use super::parallel::{self, Parallel};
use super::witness::Witness;
use crate::ir::{Expr, LocalId, StmtKind};
use crate::link::{BodyId, Program};
use crate::summary::place::{Base, Place, Sel};
use crate::summary::{CallSite, PARALLEL_PART, Point, Run, Val};

/// The goroutine is something else than what a `go` statement starts: mostly it is followed, in tests, by something that waits for its effect over
/// the network.
pub(super) fn is_callback(pair: &Pair<'_>, witness: &Witness) -> bool {
    match witness.thread {
        Root::Spawn(body, site) => {
            let site = pair.program.site(body, site);
            !site.kind.is_empty() && site.run != Run::Go
        }
        _ => false,
    }
}

/// A test that waits for something mostly waits for what it looks at next.
pub(super) fn waits_in_test(pair: &Pair<'_>, witness: &Witness, other: &Witness) -> bool {
    let program = pair.program;
    witness.last_spawn().is_none()
        && other.last_spawn().is_some()
        && program.is_test(witness.top)
        && ((0..=witness.links.len()).any(|level| waits_somehow(witness.point(program, level)))
            || is_answered(program, witness, other))
}

/// The test has received from a channel in an object that its goroutine works with as well: `stream.Recv()`, where the goroutine serves the stream.
fn is_answered(program: &Program<'_>, witness: &Witness, other: &Witness) -> bool {
    let Some(common) = parallel::common(witness, other) else {
        return false;
    };
    if !other.links.get(common).is_some_and(|link| link.spawns) {
        return false;
    }
    let body = other.body_at(program, common + 1);
    let works_with = |base: &Base| {
        let mut calls = program.body_summary(body).calls.iter();
        let is_it = |val: &Val| val.place().is_some_and(|place| place.base == *base);
        calls.any(|call| program.site(body, *call).args.iter().any(is_it))
    };
    let after = &witness.point(program, common).after;
    let mut fields = after
        .iter()
        .filter(|place| matches!(place.path[..], [Sel::Field(_), ..]));
    fields.any(|place| works_with(&place.base))
}

/// Something that calls itself a wait came before this point, and no goroutine was started since.
fn waits_somehow(point: &Point) -> bool {
    point.after.iter().any(Place::is_some_wait)
}

/// The goroutine of one side waits, before its access, for a signal (`<-chan struct{}`) that the body of the other side gives, and may not
/// have given yet at its access: the two take turns in a way that cannot be followed.
pub(super) fn triggered(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let Some(common) = parallel::common(a, b) else {
        return false;
    };
    let one = |child: &Witness, parent: &Witness| {
        let starts = child.links.get(common).is_some_and(|link| link.spawns);
        let waits = &child.point(program, common + 1).after;
        let body = parent.body_at(program, common);
        let gives = &program.body_summary(body).gives;
        let given = &parent.point(program, common).after;
        let is_signal = |place: &Place| match place.base {
            Base::Alloc(_) | Base::Local(_) => place.path.is_empty(),
            _ => false,
        };
        starts
            && gives.iter().any(|place| {
                is_signal(place)
                    && (waits.contains(place) || waits.contains(&place.in_part()))
                    && !given.contains(&place.given())
                    && !feeds_many(program, child, parent, common, place)
            })
            && program.bodies[child.body_at(program, common + 1).0 as usize].1 > 0
    };
    one(a, b) || one(b, a)
}

/// Workers that were started in a loop take jobs from one channel, and the access of the starter stands in a loop in which that is filled: while the
/// first are at work it looks again, before the next.
fn feeds_many(
    program: &Program<'_>,
    child: &Witness,
    parent: &Witness,
    common: usize,
    jobs: &Place,
) -> bool {
    let start = child.links[common];
    let body = parent.body_at(program, common);
    let func = program.func_of(body);
    let access = parent.span(program, common);
    let names = &program.summaries[func.0 as usize].names;
    let is_jobs = |local: LocalId| {
        jobs.base == Base::Local(local) || names.iter().any(|it| it.1 == local && it.0 == jobs.base)
    };
    let ir = program.func_ir(func);
    let sends = |it: &StmtKind| match it {
        StmtKind::Send { chan, .. } => {
            matches!(ir.exprs[chan.index()], Expr::Local(local) if is_jobs(local))
        }
        _ => false,
    };
    program.site(start.from, start.site).many && shares_loop(program, body, access, &sends)
}

/// A handler touches something that a test keeps. Handlers run in parallel, but those who call them are the test itself, one after the
/// other, unless it starts goroutines of its own that do so.
pub(super) fn served_in_test(
    program: &Program<'_>,
    a: &Witness,
    b: &Witness,
    how: Parallel,
) -> bool {
    let in_test = |body: BodyId| program.is_test(body);
    let is_test = |it: &&Witness| {
        in_test(it.instance.body)
            || (double::is_stand_in(program, it)
                || double::supports_tests(program, it.instance.body))
                && (double::supports_tests(program, it.top) || double::helps_tests(program, it.top))
            || runs_in_literal_of_test(program, it)
    };
    let mut in_test = [a, b].into_iter().filter(is_test).peekable();
    if in_test.peek().is_none() {
        return false;
    }
    let callback = |at: usize, it: &Witness| {
        it.links.get(at).is_some_and(|link| {
            let site = program.site(link.from, link.site);
            site.is_callback() || site.per_connection
        })
    };
    let from_outside = |it: &Witness| match it.last_spawn() {
        Some(at) => callback(at, it),
        None => matches!(it.root, Root::Contract(_)),
    };
    let served = match how {
        // A call in a loop leads to the start: the test's cases, one after the other.
        Parallel::Copies(at) => {
            let starts = a.links.iter().skip(at).position(|link| link.spawns);
            starts.is_some_and(|further| callback(at + further, a))
        }
        Parallel::Runs => true,
        Parallel::Live(_) | Parallel::Independent => {
            let calm = |it: &Witness| from_outside(it) || it.last_spawn().is_none();
            calm(a) && calm(b) && (from_outside(a) || from_outside(b))
        }
        Parallel::Callers => false,
    };
    served && !in_test.all(|it| has_parallel_clients(program, it))
}

/// A literal of a test is handed to a server, and the access, wherever it is, is to something that the test keeps around the literal.
fn runs_in_literal_of_test(program: &Program<'_>, witness: &Witness) -> bool {
    let in_test = |body: BodyId| program.is_test(body);
    let Some(start) = witness.last_spawn() else {
        return false;
    };
    let handler = witness.body_at(program, start + 1);
    let origin = object::origin(program, witness, 0);
    program.bodies[handler.0 as usize].1 > 0
        && in_test(handler)
        && in_test(witness.top)
        && origin.level <= start
        && !object::is_global(&origin.place)
}

/// The function of the access, or the test, starts goroutines in a loop besides what it hands to servers.
pub(super) fn has_parallel_clients(program: &Program<'_>, witness: &Witness) -> bool {
    [witness.instance.body, witness.top]
        .into_iter()
        .any(|body| {
            let calls = &program.summaries[program.func_of(body).0 as usize].calls;
            // A helper may start the parts: `forEachDatabase(t, test)`.
            let is_part = |site: &CallSite| site.part || site.kind == PARALLEL_PART;
            calls
                .iter()
                .any(|site| site.run.spawns() && site.many && !is_part(site) && !site.is_callback())
        })
}
