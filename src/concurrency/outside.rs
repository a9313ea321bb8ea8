//! Outside: what other packages can have run, and what only the program at hand does.
//!
//! In: roots and calls, then the ways to the accesses of a map. Out: whether an exported function that "any caller" may call is called by the
//! program alone, and then whether those callers meet the other side, or hold a lock that it holds. Must not know which lock is meant for the map.

use super::conflict::{Conflict, Settled, site_of};
use super::context::{Contexts, Ctx, Root};
use super::guard::HeldRef;
use super::object;
use super::phase;
use super::stat::{function_name, initializes};
use super::witness::{Link, Witness, chain, thread};
use crate::link::{BodyId, Edge, Program};
use crate::summary::Mode;
use crate::support::Span;
use crate::types::Ty;
use rustc_hash::{FxHashMap, FxHashSet};

/// Exported functions that nobody in the program calls: whoever does is outside of it.
#[derive(Debug, Default)]
pub struct Outside(FxHashSet<BodyId>);

impl Outside {
    /// Picks them out of the roots.
    pub(super) fn find(
        program: &Program<'_>,
        roots: impl Iterator<Item = (BodyId, Root)>,
    ) -> Outside {
        let open = roots.filter(|(body, root)| *root == Root::Api && is_open(program, *body));
        Outside(open.map(|(body, _)| body).collect())
    }

    fn calls(&self, body: BodyId) -> bool {
        self.0.contains(&body)
    }
}

/// Only another program could call the function: nobody in this one does but tests, whose harness nobody else calls. What starts a whole program, by its
/// name, is called once, before all else.
fn is_open(program: &Program<'_>, body: BodyId) -> bool {
    let mut callers = program.incoming[body.0 as usize].iter();
    let is_harness = is_harness(program, body);
    let is_called = callers.any(|edge| {
        let from = program.edge(*edge).from;
        let counts = is_harness || !is_for_tests(program, from);
        program.func_of(from) != program.func_of(body) && counts
    });
    !is_called && !is_for_tests(program, body) && !starts_program(program, body)
}

/// The body is part of a test, or of a function that tests hand themselves to.
fn is_for_tests(program: &Program<'_>, body: BodyId) -> bool {
    let decl = program.funcs[program.func_of(body).0 as usize].decl;
    let is_handle = |ty: &Ty| {
        let ty = match ty {
            Ty::Pointer(to) => to,
            other => other,
        };
        let named = program.universe.qualified(ty);
        matches!(named, Some(("testing", "T" | "B" | "F" | "TB")))
    };
    program.is_test(body)
        || decl.is_some_and(|decl| {
            let params = &program.universe.funcs[decl.index()].sig.params;
            params.iter().any(is_handle)
        })
}

/// By its path, the package of a function runs the tests of this program.
fn is_harness(program: &Program<'_>, body: BodyId) -> bool {
    let file = &program.workspace.files[program.file(body).index()];
    let package = &program.workspace.packages[file.package.index()];
    let mut parts = package.import_path.split('/');
    parts.any(|it| matches!(it, "test" | "tests" | "e2e" | "integration") || it.ends_with("_test"))
}

/// By its name, the function is what a program begins with, or sets it up; it is no method of something of which there could be several.
fn starts_program(program: &Program<'_>, body: BodyId) -> bool {
    let func = program.func_of(body);
    let name = function_name(program, func);
    let decl = program.funcs[func.0 as usize].decl;
    let is_method = decl.is_some_and(|it| program.universe.funcs[it.index()].recv.is_some());
    let lower = name.to_lowercase();
    let begins = ["start", "run", "serve", "main", "launch"]
        .iter()
        .any(|prefix| lower.starts_with(prefix));
    !is_method && (begins || initializes(name))
}

/// What was found by [`callers_are_apart`] for two accesses that the program alone comes to.
pub type Unmet = FxHashMap<[(BodyId, u32); 2], bool>;

/// The program itself calls the exported function with which `a` begins, and of the threads in which it is seen to come to the access none meets `b`; nor,
/// where `b` begins with such a function too, those in which it comes to that. Who calls what nobody in the program does is a thread, too.
pub fn callers_are_apart(
    program: &Program<'_>,
    contexts: &Contexts,
    witnesses: &[Witness],
    (a, b): (&Witness, &Witness),
    known: &mut Unmet,
    outcome: impl Fn(&Witness, &Witness) -> Result<Conflict, Settled>,
) -> bool {
    let by_program_alone = |it: &Witness| phase::is_outside(it) && !contexts.outside.calls(it.top);
    if !by_program_alone(a) {
        return false;
    }
    // Ways that agree in goroutine and locks are one: whether it is by this function that a thread comes to the access does not always show.
    let threads = |of: &Witness| -> Vec<&Witness> {
        let ways = witnesses.iter().filter(|it| site_of(it) == site_of(of));
        let counts = |it: &&Witness| is_harness(program, of.top) || !is_for_tests(program, it.top);
        ways.filter(|it| counts(it) && !by_program_alone(it))
            .collect()
    };
    let keeps_apart = |x: &Witness, y: &Witness| match outcome(x, y) {
        Err(Settled::Ordered) => comes_first(program, x, y) && comes_first(program, y, x),
        Err(Settled::Locked | Settled::Reads | Settled::Builds | Settled::Joined) => true,
        // However little speaks for a conflict: it is possible.
        Err(_) | Ok(_) => false,
    };
    let are_apart = |of_a: &[&Witness], of_b: &[&Witness]| {
        let apart = |x: &&Witness| of_b.iter().all(|y| keeps_apart(x, y));
        !of_a.is_empty() && !of_b.is_empty() && of_a.iter().all(apart)
    };
    let of_a = threads(a);
    if !are_all_seen(program, contexts, a, &of_a) {
        return false;
    }
    if !by_program_alone(b) {
        return are_apart(&of_a, &[b]);
    }
    let of_b = threads(b);
    are_all_seen(program, contexts, b, &of_b)
        && *known
            .entry([site_of(a), site_of(b)])
            .or_insert_with(|| are_apart(&of_a, &of_b))
}

/// All in the program that call the exported function with which `a` begins hold a lock that the other side holds, too: the one that the owner of many
/// objects has for them.
pub fn callers_hold_lock(
    program: &Program<'_>,
    contexts: &Contexts,
    a: &Witness,
    b: &Witness,
) -> bool {
    if !phase::is_outside(a) {
        return false;
    }
    let calls = contexts.of(a.top).iter().filter(|ctx| ctx.via.is_some());
    let callers: Vec<&Ctx> = calls
        .filter(|ctx| !is_for_tests(program, chain(program, contexts, a.top, ctx).0))
        .collect();
    let excludes = |lock: &HeldRef, ctx: &&Ctx| {
        let mut held = ctx.held.iter();
        held.any(|it| it.key == lock.key && (it.mode == Mode::Write || lock.mode == Mode::Write))
    };
    let mut locks = b.held.iter();
    !callers.is_empty() && locks.any(|lock| callers.iter().all(|ctx| excludes(lock, ctx)))
}

/// Each goroutine that calls the function with which `of` begins is among those that come to the access, with no other locks: of an access with very
/// many ways some are left out.
fn are_all_seen(
    program: &Program<'_>,
    contexts: &Contexts,
    of: &Witness,
    threads: &[&Witness],
) -> bool {
    let calls = contexts.of(of.top).iter().filter(|ctx| ctx.via.is_some());
    calls
        .map(|ctx| (ctx, chain(program, contexts, of.top, ctx)))
        .filter(|(_, (top, ..))| !program.is_test(*top))
        .all(|(ctx, (top, root, links))| {
            let thread = thread(root, &links);
            let is_known = |held: &HeldRef| {
                let mut there = of.held.iter().chain(&ctx.held);
                there.any(|it| it.key == held.key)
            };
            let is_way = |it: &&Witness| it.thread == thread && it.held.iter().all(is_known);
            thread == Root::Api && !contexts.outside.calls(top) || threads.iter().any(is_way)
        })
}

/// If `first` comes to the one, and a goroutine or handler to the other, `first` does so before anything is called that could start that. Where it is
/// `main` that comes, whichever way it takes: a witness stands for all that agree in locks.
fn comes_first(program: &Program<'_>, first: &Witness, started: &Witness) -> bool {
    let is_started = started.last_spawn().is_some() || matches!(started.root, Root::Contract(_));
    if !is_started {
        return true;
    }
    let mut starts = started.links.iter().filter(|it| it.spawns);
    match first.last_spawn() {
        Some(spawn) => {
            let own = (spawn + 1..=first.links.len()).map(|level| first.body_at(program, level));
            starts.all(|start| starts_nothing_before(program, first, start, own.clone()))
        }
        None if object::is_sequential(first.root) => starts.next().is_some_and(|start| {
            let to_access = ancestors(program, first.instance.body);
            starts_nothing_before(program, first, start, to_access.iter().copied())
        }),
        None => true,
    }
}

/// In none of the bodies `around` the access of `first`, what could come to `start` is called before what leads to the access.
fn starts_nothing_before(
    program: &Program<'_>,
    first: &Witness,
    start: &Link,
    mut around: impl Iterator<Item = BodyId> + Clone,
) -> bool {
    let to_start = ancestors(program, start.from);
    let to_access: FxHashSet<BodyId> = around.clone().collect();
    let is_left = |body: BodyId| to_start.contains(&body) && !is_for_tests(program, body);
    !around.any(|body| {
        if !is_left(body) {
            return false;
        }
        let edges = program.outgoing[body.0 as usize].iter();
        let sites = |leads: &dyn Fn(&Edge) -> bool| -> Vec<(Span, Option<u32>)> {
            let edges = edges.clone().map(|edge| program.edge(*edge));
            let sites = edges
                .filter(|it| leads(it))
                .map(|it| program.site(body, it.site));
            sites.map(|it| (it.span, it.point.loop_id)).collect()
        };
        let is_start = |it: &Edge| body == start.from && it.site == start.site;
        let starts = sites(&|it| is_start(it) || to_start.contains(&it.to));
        let mut accesses = sites(&|it| to_access.contains(&it.to));
        if body == first.instance.body {
            let access = first.access(program);
            accesses.push((access.span, access.point.loop_id));
        }
        starts.iter().any(|(first, loop_id)| {
            accesses.iter().any(|(then, around)| {
                let again = loop_id.is_some() && loop_id == around;
                let before =
                    first.end <= then.start && phase::leads_on(program, body, *first, *then);
                first != then && (before || again)
            })
        })
    })
}

/// The body and all that lead to it, by calls and goroutines.
fn ancestors(program: &Program<'_>, body: BodyId) -> FxHashSet<BodyId> {
    let mut found = FxHashSet::from_iter([body]);
    let mut queue = vec![body];
    while let Some(body) = queue.pop() {
        let edges = program.incoming[body.0 as usize].iter();
        let callers = edges.map(|edge| program.edge(*edge).from);
        queue.extend(callers.filter(|from| found.insert(*from)));
    }
    found
}
