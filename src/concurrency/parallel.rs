//! May two accesses happen at the same time?
//!
//! Two chains from one top run in one invocation as far as they agree; where they part, a goroutine started by one
//! must be live at the other's position. Chains from different tops are independent invocations.

use super::branch;
use super::context::{Contexts, Root, is_many};
use super::copies;
use super::ended::{has_ended, has_not_given_up};
use super::guard;
use super::object;
use super::phase;
use super::round::{self, is_of_another_round};
use super::witness::{Link, Witness};
use crate::ir::{ClosureId, Expr};
use crate::link::{BodyId, Program};
use crate::summary::place::{Base, Place};
use crate::summary::{CallSite, Callee, FuncVal, Mode, Own, Point, Run, SiteId};
use crate::support::Span;
use std::ops::Range;

/// How two accesses come to run in parallel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parallel {
    /// Copies of the goroutine that link number `at` starts.
    Copies(usize),
    /// Runs of one handler.
    Runs,
    /// A goroutine that is live while its starter, or another goroutine of it, goes on. `true`: seen in one body.
    Live(bool),
    /// Started independently of each other: a goroutine or handler on at least one side.
    Independent,
    /// Both called from outside: only what the locks say is evidence.
    Callers,
}

/// Number of links that two chains have in common, from one top.
pub fn common(a: &Witness, b: &Witness) -> Option<usize> {
    if a.top != b.top {
        return None;
    }
    Some(
        a.links
            .iter()
            .zip(&b.links)
            .take_while(|(x, y)| x.edge == y.edge)
            .count(),
    )
}

/// Whether, and how, two accesses may run at the same time.
pub fn parallel(
    program: &Program<'_>,
    contexts: &Contexts,
    a: &Witness,
    b: &Witness,
) -> Option<Parallel> {
    let Some(common) = common(a, b) else {
        return independent(program, a, b);
    };
    let single = contexts.singles.share(program, a, b);
    if let Some(found) = copies(program, a, b, common, single) {
        return Some(found);
    }
    if let Root::Contract(body) = a.root
        && contexts.contract(body).1
        && (single || copies::runs_share(program, a, b))
        && !is_claimed_by_run(program, a, common)
    {
        return Some(Parallel::Runs);
    }
    if let Some(found) = parted(program, a, b, common) {
        return Some(found);
    }
    if let Some(found) = copies_at_table(program, a, b, common) {
        return Some(found);
    }
    if let Root::Contract(body) = a.root
        && contexts.contract(body).1
        && copies::runs_share_table(program, a, b)
        && !is_claimed_by_run(program, a, common)
    {
        return Some(Parallel::Runs);
    }
    // Two calls of one exported function from outside.
    let callers = |root: Root| matches!(root, Root::Api | Root::Unknown);
    if callers(a.root) && callers(b.root) && !in_one_serial_thread(program, a, b) {
        let spawned = a.last_spawn().is_some() || b.last_spawn().is_some();
        let shared = single || copies::runs_share(program, a, b);
        return (!spawned && shared).then_some(Parallel::Callers);
    }
    None
}

/// A goroutine on the common part of the chains that runs in parallel with copies of itself.
/// `single`: they all work on one object, whichever way they come to it.
fn copies(
    program: &Program<'_>,
    a: &Witness,
    b: &Witness,
    common: usize,
    single: bool,
) -> Option<Parallel> {
    let mut found = None;
    for at in 0..common {
        let link = a.links[at];
        let site = program.site(link.from, link.site);
        let many = if link.spawns {
            is_many(site.run, site.many) && site.run != Run::Serial
        } else {
            // A call in a loop of a function that leaves a goroutine behind.
            let leaves = leaves_goroutine(program, a, at + 1, common);
            is_repeated(site) && leaves.is_some_and(|run| run != Run::Serial)
        };
        if !many || each_has_its_own(program, a, b, at, common) {
            continue;
        }
        if copies::copies_share(program, a, b, at) {
            return Some(Parallel::Copies(at));
        }
        if single {
            found = Some(Parallel::Copies(at));
        }
    }
    found
}

/// Of the copies that link `at` starts one alone comes to the accesses, or each comes with an object that is its own.
fn each_has_its_own(
    program: &Program<'_>,
    a: &Witness,
    b: &Witness,
    at: usize,
    common: usize,
) -> bool {
    runs_own_task(program, a, at, common)
        || is_claimed(program, a, at, common)
        || round::is_new_each_round(program, a, at)
        || copies::is_made_by_each(program, a, at)
        || copies::is_made_by_each(program, b, at)
}

/// Each copy that link `at` starts, or each round that goes through it, calls another function of a list: the one on the chain is called by one of
/// them.
fn runs_own_task(program: &Program<'_>, witness: &Witness, at: usize, common: usize) -> bool {
    let start = witness.links[at];
    let site = program.site(start.from, start.site);
    let loops = &program.summaries[program.func_of(start.from).0 as usize].loops;
    let rounds = match site.run.spawns() {
        true => site.rounds,
        false => site
            .point
            .loop_id
            .filter(|id| loops[*id as usize].is_none()),
    };
    let Some(rounds) = rounds else {
        return false;
    };
    (at..common).any(|level| {
        let link = witness.links[level];
        let site = program.site(link.from, link.site);
        program.func_of(link.from) == program.func_of(start.from)
            && site.each == Some(rounds)
            && (site.is_own_of_round(rounds)
                || is_made_once(program, witness.body_at(program, level + 1)))
    })
}

/// The body is that of a literal, and where the literal is written it is made once.
fn is_made_once(program: &Program<'_>, body: BodyId) -> bool {
    let (func, number) = program.bodies[body.0 as usize];
    let made_again = &program.summaries[func.0 as usize].made_again;
    number > 0 && !made_again.contains(&ClosureId(number - 1))
}

/// A call in a loop: of the caller, or of the function that calls what it was given for each of many (`each(func(it T) { go ... })`).
pub(super) fn is_repeated(site: &CallSite) -> bool {
    let in_loop = match site.once {
        Some(_) => site.point.loop_id != site.once,
        None => site.many || site.point.loop_id.is_some(),
    };
    in_loop && !site.run.spawns()
}

/// Copies of a goroutine that look for their objects in one table: whether by one key nobody knows.
fn copies_at_table(
    program: &Program<'_>,
    a: &Witness,
    b: &Witness,
    common: usize,
) -> Option<Parallel> {
    let is_many = |at: &usize| {
        let link = a.links[*at];
        let site = program.site(link.from, link.site);
        link.spawns && is_many(site.run, site.many) && site.run != Run::Serial
    };
    (0..common)
        .filter(is_many)
        .find(|at| {
            copies::copies_share_table(program, a, b, *at)
                && !each_has_its_own(program, a, b, *at, common)
        })
        .map(Parallel::Copies)
}

/// The chain from link `from` on comes to a spawn that outlives every body on the way: how it is run.
fn leaves_goroutine(
    program: &Program<'_>,
    witness: &Witness,
    from: usize,
    to: usize,
) -> Option<Run> {
    for at in from..to {
        let link = witness.links[at];
        let site = program.site(link.from, link.site);
        if link.spawns {
            let leaks = &program.body_summary(link.from).leaks;
            let stays =
                leaks.contains(&link.site) && !phase::is_awaited_from(program, witness, at, from);
            return stays.then_some(site.run);
        }
        if site.run.spawns() || runs_once(program, link.from, site) {
            return None;
        }
    }
    None
}

/// The callee is what a `sync.Once` runs.
pub(super) fn runs_once(program: &Program<'_>, from: BodyId, site: &CallSite) -> bool {
    let func = program.func_of(from);
    site.point.held.iter().any(|held| {
        held.mode == Mode::Write
            && guard::is_once(program, &guard::held_ref(program, func, held).key)
    })
}

/// One of the copies that link `at` starts gets on: the others do not come by a flag that all share, or it is the one for which a `sync.Once` runs
/// the rest.
fn is_claimed(program: &Program<'_>, witness: &Witness, at: usize, common: usize) -> bool {
    claims(program, witness, at..common)
        .any(|(level, flag)| !copies::is_own_of_copy(program, witness, flag, level, at))
}

/// The same of runs of the handler at the top.
fn is_claimed_by_run(program: &Program<'_>, witness: &Witness, common: usize) -> bool {
    claims(program, witness, 0..common)
        .any(|(level, flag)| copies::lock_for_runs(program, witness, flag, level))
}

/// What is claimed at these links: flags, what a `sync.Once` runs, and what was found unset under a lock.
fn claims<'p>(
    program: &'p Program<'_>,
    witness: &Witness,
    levels: Range<usize>,
) -> impl Iterator<Item = (usize, &'p Place)> {
    levels.flat_map(move |level| {
        let link = witness.links[level];
        let func = program.func_of(link.from);
        let site = program.site(link.from, link.site);
        let claimed = site.point.held.iter().filter(move |held| {
            let key = guard::held_ref(program, func, held).key;
            held.mode == Mode::Write
                && guard::is_once(program, &key)
                && !guard::is_flag(program, &key)
        });
        let claimed = claimed.map(|held| &held.lock);
        claimed.chain(&site.first).map(move |flag| (level, flag))
    })
}

/// Chains of one invocation that part after `common` links.
pub(super) fn parted(
    program: &Program<'_>,
    a: &Witness,
    b: &Witness,
    common: usize,
) -> Option<Parallel> {
    let (here, there) = (a.span(program, common), b.span(program, common));
    if branch::exclude_each_other(program, a.body_at(program, common), here, there) {
        return None;
    }
    let (x, y) = (a.links.get(common), b.links.get(common));
    let spawned = |witness: &Witness, link: Option<&super::witness::Link>| {
        link.filter(|link| link.spawns)
            .map(|link| (link.site, witness.point(program, common)))
    };
    let (spawn_a, spawn_b) = (spawned(a, x), spawned(b, y));
    match (spawn_a, spawn_b) {
        // Two ways in which one call may start its goroutine, by the implementation behind an interface: one of them is taken.
        (Some((site_a, _)), Some((site_b, _)))
            if is_one_start(program, a, site_a, site_b, common)
                || take_turns(program, a, b, common) =>
        {
            None
        }
        (Some((site_a, point_a)), Some((site_b, point_b))) => (point_a.live.contains(&site_b)
            || point_b.live.contains(&site_a))
        .then_some(Parallel::Live(true)),
        (Some((site, _)), None) if b.point(program, common).live.contains(&site) => {
            (!has_ended(program, a, b, common) && !is_unserved(program, a, b, common))
                .then_some(Parallel::Live(true))
        }
        (None, Some((site, _))) if a.point(program, common).live.contains(&site) => {
            (!has_ended(program, b, a, common) && !is_unserved(program, b, a, common))
                .then_some(Parallel::Live(true))
        }
        (Some(_), None) => left_behind(program, b, a, common),
        (None, Some(_)) => left_behind(program, a, b, common),
        (None, None) => {
            left_behind(program, a, b, common).or_else(|| left_behind(program, b, a, common))
        }
    }
}

/// What `registered` runs was handed to a server, and up to the other side nothing was started by which that could have gone to work. A handler
/// that registers others does so beside the server that runs it.
fn is_unserved(
    program: &Program<'_>,
    registered: &Witness,
    other: &Witness,
    common: usize,
) -> bool {
    let Some(start) = registered.links[common..].iter().find(|it| it.spawns) else {
        return false;
    };
    let beside_server = matches!(registered.root, Root::Contract(_))
        || registered.links[..common].iter().any(|it| {
            let site = program.site(it.from, it.site);
            it.spawns && is_many(site.run, site.many)
        });
    // A goroutine is there when the server goes to work.
    let stays = other.last_spawn().is_some_and(|at| at >= common);
    if stays || beside_server || !program.site(start.from, start.site).served {
        return false;
    }
    let body = other.body_at(program, common);
    let at = other.span(program, common);
    let live = &other.point(program, common).live;
    !is_begun(program, body, live, Some(at), MAX_CALLS_TO_START)
}

/// Calls down to which a start is looked for.
const MAX_CALLS_TO_START: u8 = 6;

/// Of the goroutines that are live in the body at some point, or when it returns, one is more than registered; or it has called, before that
/// point, something that starts one or serves, for all that is known.
fn is_begun(
    program: &Program<'_>,
    body: BodyId,
    live: &[SiteId],
    before: Option<Span>,
    depth: u8,
) -> bool {
    let serves = |name: &str| {
        let lower = name.to_lowercase();
        ["serve", "listen", "start", "run", "launch"]
            .iter()
            .any(|word| lower.contains(word))
    };
    if live.iter().any(|it| !program.site(body, *it).served) {
        return true;
    }
    program.body_summary(body).calls.iter().any(|id| {
        let site = program.site(body, *id);
        if site.run != Run::Call || before.is_some_and(|at| site.span.end > at.start) {
            return false;
        }
        match &site.callee {
            Callee::External(_, _, name) | Callee::Value(FuncVal::Interface(_, name, _)) => {
                serves(name)
            }
            Callee::Unknown => !sets_up(site),
            Callee::Value(_) | Callee::Local(_) | Callee::Field(_) | Callee::Global(_) => {
                let mut edges = program.outgoing[body.0 as usize].iter();
                depth == 0
                    || edges.any(|edge| {
                        let edge = program.edge(*edge);
                        let leaks = &program.body_summary(edge.to).leaks;
                        edge.site == *id && is_begun(program, edge.to, leaks, None, depth - 1)
                    })
            }
        }
    })
}

/// Some function gets what its caller has just made, and nothing else: an option that is applied, `option(&options)`.
fn sets_up(site: &CallSite) -> bool {
    !site.args.is_empty() && (0..site.args.len()).all(|arg| site.own(arg) == Own::Yes)
}

/// Two sites of one body are one call that runs one function.
fn is_one_start(
    program: &Program<'_>,
    witness: &Witness,
    a: SiteId,
    b: SiteId,
    level: usize,
) -> bool {
    let body = witness.body_at(program, level);
    let (a, b) = (program.site(body, a), program.site(body, b));
    a.span == b.span && a.callee == b.callee
}

/// Two functions that one call hands over, to be run one at a time: the start, the work and the end of a service. What they start themselves is
/// another matter.
fn take_turns(program: &Program<'_>, a: &Witness, b: &Witness, common: usize) -> bool {
    let site = |it: &Witness| {
        let link = it.links.get(common)?;
        let last = it.last_spawn() == Some(common);
        last.then(|| program.site(link.from, link.site))
    };
    matches!((site(a), site(b)), (Some(a), Some(b)) if runs_in_turn(a, b))
}

/// One call hands over both, to be run one at a time, or a group that runs one at a time gets both.
fn runs_in_turn(a: &CallSite, b: &CallSite) -> bool {
    let one_group = || a.signals.iter().any(|it| b.signals.contains(it));
    let serial = a.run == Run::Serial && b.run == Run::Serial;
    serial && (a.span == b.span || one_group())
}

/// `a` goes through a call that leaves a goroutine behind, and `b` comes after that call in the same body.
fn left_behind(program: &Program<'_>, a: &Witness, b: &Witness, common: usize) -> Option<Parallel> {
    let link = a.links.get(common)?;
    let run = leaves_goroutine(program, a, common + 1, a.links.len())?;
    // Two that run one at a time may do so in one thread.
    if run == Run::Serial && runs_one_at_a_time(program, b, common) {
        return None;
    }
    let site = program.site(link.from, link.site);
    // It is started when the body is through.
    let is_deferred = |it: &Link| program.site(it.from, it.site).run == Run::Defer;
    if is_deferred(link) && !b.links.get(common).is_some_and(is_deferred) {
        return None;
    }
    let at = b.span(program, common);
    let after = at.start > site.span.start && phase::leads_on(program, link.from, site.span, at);
    let point = b.point(program, common);
    let mut started = a.links[common + 1..].iter().filter(|it| it.spawns);
    if let Some(spawn) = started.next()
        && waits_for_result(program, link, point, spawn)
    {
        return None;
    }
    let same_loop = site.point.loop_id.is_some() && site.point.loop_id == point.loop_id;
    if !(after || same_loop)
        || is_unserved(program, a, b, common)
        || has_not_given_up(program, a, b, common)
        || is_of_another_round(program, a, b, common)
    {
        return None;
    }
    // Waited for since: `defer s.wg.Done()` there, `s.wg.Wait()` here.
    Some(Parallel::Live(false))
}

/// Past `common` links, the chain comes to a goroutine that runs one thing at a time.
fn runs_one_at_a_time(program: &Program<'_>, witness: &Witness, common: usize) -> bool {
    let mut links = witness.links[common..].iter();
    links.any(|it| program.site(it.from, it.site).run == Run::Serial)
}

/// What the call gave back was waited for, and the goroutine that the call left behind signals it: `start().Wait()`.
fn waits_for_result(program: &Program<'_>, call: &Link, point: &Point, spawn: &Link) -> bool {
    let ir = program.func_ir(program.func_of(call.from));
    let span = program.site(call.from, call.site).span;
    let is_result = |place: &Place| match place.base {
        Base::Alloc(expr) | Base::Result(expr) => ir.spans[expr.index()] == span,
        Base::Local(_) | Base::Global(_) | Base::ExternalVar(..) => false,
    };
    let starter = &program.summaries[program.func_of(spawn.from).0 as usize];
    let mut signals = program.site(spawn.from, spawn.site).signals.iter();
    point.after.iter().any(is_result) && signals.any(|it| starter.escaped.contains(&it.base))
}

/// Chains from different tops.
fn independent(program: &Program<'_>, a: &Witness, b: &Witness) -> Option<Parallel> {
    if comes_before_literal(program, a, b) || comes_before_literal(program, b, a) {
        return None;
    }
    if parallel_tests(program, a, b) {
        return Some(Parallel::Independent);
    }
    let threaded = |witness: &Witness| {
        witness.last_spawn().is_some() || matches!(witness.root, Root::Contract(_))
    };
    let sequential =
        |witness: &Witness| object::is_sequential(witness.root) && witness.last_spawn().is_none();
    // What `init` starts runs beside `main`.
    let beside_main = |x: &Witness, y: &Witness| {
        x.root == Root::Init
            && x.last_spawn().is_some()
            && y.root == Root::Main
            && !is_kept_by_init(program, x)
    };
    if beside_main(a, b) || beside_main(b, a) {
        return Some(Parallel::Independent);
    }
    if sequential(a) || sequential(b) {
        return None;
    }
    // Different tests run one after the other.
    if a.root.is_test() || b.root.is_test() {
        return None;
    }
    if in_one_serial_thread(program, a, b) {
        return None;
    }
    if threaded(a) || threaded(b) {
        return Some(Parallel::Independent);
    }
    Some(Parallel::Callers)
}

/// Package initialization keeps the function with which the chain goes on, `cobra.Command{Run: serve}`: it is `main` that has it run, when it has done the rest.
fn is_kept_by_init(program: &Program<'_>, witness: &Witness) -> bool {
    witness.links.first().is_some_and(|link| {
        let ir = program.func_ir(program.func_of(link.from));
        let span = program.site(link.from, link.site).span;
        let mut exprs = ir.exprs.iter().zip(&ir.spans);
        !exprs.any(|(expr, at)| *at == span && matches!(expr, Expr::Call { .. }))
    })
}

/// What runs side by side are tests, or parts of one, not goroutines that they start.
pub fn beside_tests(program: &Program<'_>, a: &Witness, b: &Witness, how: Parallel) -> bool {
    let is_part = |it: &Witness, at: usize| {
        it.links
            .get(at)
            .is_some_and(|link| program.site(link.from, link.site).part)
    };
    match how {
        Parallel::Copies(at) => is_part(a, at),
        Parallel::Live(_) => common(a, b).is_some_and(|at| is_part(a, at) && is_part(b, at)),
        Parallel::Independent => a.root.is_test() && b.root.is_test(),
        Parallel::Runs | Parallel::Callers => false,
    }
}

/// Both are tests of one program that run beside each other (`t.Parallel()`) when they come to a package variable.
fn parallel_tests(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let is_parallel = |it: &Witness| {
        let from = program.body_summary(it.top).parallel_from;
        let first = match it.links.first() {
            Some(link) => program.site(link.from, link.site).span,
            None => it.access(program).span,
        };
        matches!(it.root, Root::ParallelTest(_))
            && from.is_some_and(|from| first.start > from)
            && object::is_global(&object::origin(program, it, 0).place)
    };
    let folder = |it: &Witness| {
        let file = &program.workspace.files[program.file(it.top).index()];
        file.path.parent()
    };
    is_parallel(a) && is_parallel(b) && folder(a) == folder(b)
}

/// `b` begins in a literal that some unknown hand runs, its map is one of the variables around that literal, and `a` happens in
/// the function around it before the literal is made.
fn comes_before_literal(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let (func, number) = program.bodies[b.top.0 as usize];
    if number == 0 || !object::captured_by_top(program, b) {
        return false;
    }
    let made = program.func_ir(func).closures[number as usize - 1].span;
    let from = a.last_spawn().map_or(0, |last| last + 1);
    (from..=a.links.len()).any(|level| {
        let body = a.body_at(program, level);
        if program.func_of(body) != func || body == b.top {
            return false;
        }
        let span = match a.links.get(level) {
            Some(link) => program.site(link.from, link.site).span,
            None => a.access(program).span,
        };
        span.end <= made.start && a.point(program, level).loop_id.is_none()
    })
}

/// The goroutines of both are one that runs its callbacks one at a time. An exported function that is such a callback, and that nobody is seen to
/// call, runs there too: a handler of the type that registers it.
fn in_one_serial_thread(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let is_test = |body: BodyId| program.is_test(body);
    let starts = |it: &Witness| -> Vec<(BodyId, SiteId)> {
        let edges = program.incoming[it.top.0 as usize].iter();
        match it.thread {
            Root::Spawn(from, site) => vec![(from, site)],
            _ if phase::is_outside(it) => edges
                .map(|edge| program.edge(*edge))
                .filter(|edge| !is_test(edge.from))
                .map(|edge| (edge.from, edge.site))
                .collect(),
            _ => Vec::new(),
        }
    };
    let (of_a, of_b) = (starts(a), starts(b));
    let take_turns = |x: &(BodyId, SiteId), y: &(BodyId, SiteId)| {
        x.0 == y.0 && runs_in_turn(program.site(x.0, x.1), program.site(y.0, y.1))
    };
    !of_a.is_empty()
        && !of_b.is_empty()
        && of_a.iter().all(|x| of_b.iter().all(|y| take_turns(x, y)))
}
