//! Conflicts: pairs of accesses that nothing keeps apart, one per map.

use super::again::again;
use super::context::{self, Contexts};
use super::convention;
use super::copies;
use super::doubt::Doubt;
use super::guard::{self, HeldRef, LockKey};
use super::object;
use super::pair::Pair;
use super::parallel::{self, Parallel};
use super::same::{self, Sameness};
pub use super::stat::{GuardStat, meant};
use super::stat::{is_sibling, known};
pub use super::strength::Strength;
use super::strength::{Support, strength};
use super::variable;
use super::waits;
use super::ways::Ways;
use super::whole;
use super::witness::{self, Bucket, Instance, Witness};
use crate::link::{BodyId, Program};
use crate::models::Models;
use crate::summary::Mode;
use crate::support::FileId;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Witnesses compared per map.
pub(super) const MAX_WITNESSES: usize = 240;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Neither side holds a lock.
    NoLock,
    /// The other accesses hold a lock, this one does not.
    GuardMissing,
    /// A lock is held that does not exclude the other.
    GuardWrong,
    /// Written under a shared lock.
    ReadLock,
}

/// What keeps two accesses of one map apart, by the first of the tests that does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Settled {
    /// Neither changes the map.
    Reads,
    /// Their files are never part of one build.
    Builds,
    /// One comes before the other, or nothing runs both at the same time.
    Ordered,
    /// A lock that both hold excludes one from the other.
    Locked,
    /// One comes after a wait for the goroutine of the other.
    Joined,
    /// They touch different maps.
    OtherMap,
    /// Nothing but the shape of the code speaks for both running at the same time.
    NoEvidence,
    /// One is an exported function that leaves the lock to its callers, and all who are seen to call it hold it.
    CallersHold,
    /// All who are seen to call the one that changes the map do so from the function of the other.
    Owner,
    /// One is called from outside, and those who are seen to call it do not do so beside the other.
    Callers,
}

/// Two accesses to one map that nothing keeps apart.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// The map.
    pub bucket: Bucket,
    /// The unsafe access.
    pub unsafe_side: Witness,
    /// The access that it collides with; for copies of one goroutine this may be the same access.
    pub other: Witness,
    /// How they come to run at the same time.
    pub parallel: Parallel,
    /// How sure it is that it is one map.
    pub same: Sameness,
    /// What is wrong.
    pub cause: Cause,
    /// What the accesses hold.
    pub guards: GuardStat,
    /// Further unsafe accesses to the map.
    pub also: Vec<(BodyId, u32)>,
    /// How well supported.
    pub strength: Strength,
    /// Why no better.
    pub doubt: Option<Doubt>,
}

/// Finds the conflicts of a program, at most one per map, in a fixed order.
pub fn find(program: &Program<'_>, models: &Models) -> (Vec<Conflict>, Contexts) {
    let mut buckets = witness::by_map(program);
    buckets.retain(|bucket, instances| is_candidate(program, bucket, instances));
    let relevant = relevant(program, buckets.values().flatten());
    let contexts = context::contexts(program, models, &relevant);
    let buckets: Vec<(Bucket, Vec<Instance>)> = buckets.into_iter().collect();
    let conflicts = buckets
        .par_iter()
        .filter_map(|(bucket, instances)| conflict(program, &contexts, bucket, instances))
        .collect();
    (variable::by_cause(once_each(conflicts)), contexts)
}

/// One pair of accesses is one conflict, though the map may be seen as several: as a parameter, and as what a caller passes. Nor is an access that
/// collides with itself one more, where it is unsafe in a map with a name.
fn once_each(conflicts: Vec<Conflict>) -> Vec<Conflict> {
    let sites = |it: &Conflict| {
        let (a, b) = (site_of(&it.unsafe_side), site_of(&it.other));
        (a.min(b), a.max(b))
    };
    let mut strongest: BTreeMap<_, Strength> = BTreeMap::new();
    for conflict in &conflicts {
        let known = strongest
            .entry(sites(conflict))
            .or_insert(conflict.strength);
        *known = (*known).max(conflict.strength);
    }
    let is_first = |it: &Conflict| {
        let first = strongest.get(&sites(it)) == Some(&it.strength);
        if first {
            strongest.remove(&sites(it));
        }
        first
    };
    let mut conflicts: Vec<Conflict> = conflicts.into_iter().filter(is_first).collect();
    let mut named: FxHashMap<(BodyId, u32), Strength> = FxHashMap::default();
    let is_local = |it: &Conflict| matches!(it.bucket, Bucket::Local(..));
    for conflict in conflicts.iter().filter(|it| !is_local(it)) {
        for site in &conflict.also {
            let known = named.entry(*site).or_insert(conflict.strength);
            *known = (*known).max(conflict.strength);
        }
    }
    conflicts.retain(|it| {
        let (site, other) = (site_of(&it.unsafe_side), site_of(&it.other));
        let is_named = || named.get(&site).is_some_and(|by| *by >= it.strength);
        !(is_local(it) && site == other && is_named())
    });
    conflicts
}

/// Something changes the map, and it is not a synchronized type or a local that no goroutine sees.
fn is_candidate(program: &Program<'_>, bucket: &Bucket, instances: &[Instance]) -> bool {
    if !instances.iter().any(|it| it.access(program).op.mutates()) {
        return false;
    }
    match bucket {
        Bucket::Field(..) => true,
        Bucket::Global(var, _) => !program.universe.vars[var.index()].constant,
        Bucket::Local(..) => instances
            .iter()
            .any(|it| it.spawned || program.bodies[it.frame.0 as usize].1 > 0),
        Bucket::Variable(..) | Bucket::FieldOfVariable(..) | Bucket::PackageVariable(_) => {
            variable::is_candidate(program, bucket, instances)
        }
    }
}

/// Bodies from which an access of interest can be reached.
pub fn relevant<'i>(
    program: &Program<'_>,
    instances: impl Iterator<Item = &'i Instance>,
) -> Vec<bool> {
    let mut relevant = vec![false; program.bodies.len()];
    let mut queue: Vec<BodyId> = Vec::new();
    for instance in instances {
        for body in [instance.frame, instance.body] {
            if !std::mem::replace(&mut relevant[body.0 as usize], true) {
                queue.push(body);
            }
        }
    }
    while let Some(body) = queue.pop() {
        for edge in &program.incoming[body.0 as usize] {
            let from = program.edge(*edge).from;
            if !std::mem::replace(&mut relevant[from.0 as usize], true) {
                queue.push(from);
            }
        }
    }
    relevant
}

fn conflict(
    program: &Program<'_>,
    contexts: &Contexts,
    bucket: &Bucket,
    instances: &[Instance],
) -> Option<Conflict> {
    let witnesses: Vec<Witness> = instances
        .iter()
        .flat_map(|instance| witness::witnesses(program, contexts, instance))
        .collect();
    if !witnesses.iter().any(|it| it.access(program).op.mutates()) {
        return None;
    }
    let mut ways = Ways::new(program, contexts, bucket, witnesses);
    let mut best: Option<(Rank, Conflict)> = None;
    let mut unsafe_sites: Vec<(BodyId, u32)> = Vec::new();
    for a in 0..ways.all.len() {
        for b in a..ways.all.len() {
            let Ok(conflict) = ways.pair(a, b) else {
                continue;
            };
            let rank = rank(program, &conflict);
            let is_best = best.as_ref().is_none_or(|(it, _)| rank < *it);
            let is_shown = conflict.strength > Strength::Low
                && !unsafe_sites.contains(&site_of(&conflict.unsafe_side));
            // What follows costs more than all before.
            if !is_best && !is_shown || ways.are_seen_apart(&conflict, a, b) {
                continue;
            }
            if is_shown {
                unsafe_sites.push(site_of(&conflict.unsafe_side));
            }
            if is_best {
                best = Some((rank, conflict));
            }
        }
    }
    let again = again(program, contexts, &ways.all);
    for (at, a) in again.iter().enumerate() {
        for b in &again[at..] {
            let Ok(conflict) = copies_of_start(program, contexts, bucket, &ways.guards, a, b)
            else {
                continue;
            };
            if conflict.strength > Strength::Low {
                unsafe_sites.push(site_of(&conflict.unsafe_side));
            }
            let rank = rank(program, &conflict);
            if best.as_ref().is_none_or(|(it, _)| rank < *it) {
                best = Some((rank, conflict));
            }
        }
    }
    let (_, mut conflict) = best?;
    unsafe_sites.sort();
    unsafe_sites.dedup();
    let shown = [site_of(&conflict.unsafe_side), site_of(&conflict.other)];
    unsafe_sites.retain(|it| !shown.contains(it));
    conflict.also = unsafe_sites;
    Some(conflict)
}

/// The conflict of two witnesses whose goroutine is started in a loop further out. All but the copies was looked at without that loop.
pub fn copies_of_start(
    program: &Program<'_>,
    contexts: &Contexts,
    bucket: &Bucket,
    stat: &GuardStat,
    a: &Witness,
    b: &Witness,
) -> Result<Conflict, Settled> {
    if a.top != b.top {
        return Err(Settled::Ordered);
    }
    let conflict = pair(program, contexts, bucket, stat, a, b)?;
    match conflict.parallel {
        Parallel::Copies(_) => Ok(conflict),
        _ => Err(Settled::Ordered),
    }
}

/// The access, whoever performs it: body and number.
pub fn site_of(witness: &Witness) -> (BodyId, u32) {
    (witness.instance.body, witness.instance.number)
}

/// What decides which conflict stands for a map: smaller is better.
type Rank = (
    Reverse<Strength>,
    bool,
    u8,
    bool,
    usize,
    usize,
    (BodyId, u32),
    (BodyId, u32),
);

fn rank(program: &Program<'_>, conflict: &Conflict) -> Rank {
    let (a, b) = (&conflict.unsafe_side, &conflict.other);
    let in_test = |it: &Witness| program.is_test(it.instance.body);
    let kind = match conflict.cause {
        Cause::ReadLock => 0,
        Cause::GuardMissing => 1,
        Cause::GuardWrong => 2,
        Cause::NoLock => 3,
    };
    (
        Reverse(conflict.strength),
        in_test(a) || in_test(b),
        kind,
        !a.access(program).op.mutates() || !b.access(program).op.mutates(),
        usize::from(a.dynamic + b.dynamic),
        a.links.len() + b.links.len(),
        site_of(a),
        site_of(b),
    )
}

/// The conflict of two witnesses, or what keeps them apart.
pub fn pair(
    program: &Program<'_>,
    contexts: &Contexts,
    bucket: &Bucket,
    stat: &GuardStat,
    a: &Witness,
    b: &Witness,
) -> Result<Conflict, Settled> {
    let mutates = |it: &Witness| it.access(program).op.mutates();
    if !mutates(a) && !mutates(b) {
        return Err(Settled::Reads);
    }
    let again = || convention::lets_copies_in(program, bucket, a, b).map(Parallel::Copies);
    let how = parallel::parallel(program, contexts, a, b).or_else(again);
    let how = how.ok_or(Settled::Ordered)?;
    if excluded(program, a, b, how) {
        return Err(Settled::Locked);
    }
    if waits::keep_apart(program, a, b) {
        return Err(Settled::Joined);
    }
    let common = parallel::common(a, b);
    let single = contexts.singles.share(program, a, b);
    let same = match how {
        Parallel::Copies(at)
            if copies::copies_share(program, a, b, at)
                || copies::copies_share_table(program, a, b, at)
                    && whole::meets_each(program, a, b, at) =>
        {
            Sameness::Yes
        }
        Parallel::Runs
            if copies::runs_share(program, a, b)
                || copies::runs_share_table(program, a, b)
                    && whole::meets_each(program, a, b, 0) =>
        {
            Sameness::Yes
        }
        Parallel::Copies(_) | Parallel::Runs if single => Sameness::Single,
        Parallel::Copies(_) | Parallel::Runs => Sameness::Element,
        Parallel::Live(_) | Parallel::Independent | Parallel::Callers => same::same(
            program,
            &contexts.singles,
            a,
            b,
            common.unwrap_or(0),
            common.is_some(),
            single,
        ),
    };
    let same = match same {
        Sameness::ByType | Sameness::Element if single => Sameness::Single,
        same => same,
    };
    let given_away =
        |at: usize| copies::is_given_away(program, a, at) || copies::is_given_away(program, b, at);
    // Tests that run beside each other make their own objects, unless they are seen to share one.
    let apart = same != Sameness::Yes && parallel::beside_tests(program, a, b, how);
    if same == Sameness::No || apart || common.is_some_and(given_away) {
        return Err(Settled::OtherMap);
    }
    if !can_build_together(program, a, b) {
        return Err(Settled::Builds);
    }
    let a_first = is_worse(program, stat, a, b);
    let (a, b) = if a_first { (a, b) } else { (b, a) };
    let cause = cause(program, bucket, stat, a, b);
    let support = strength(&Pair {
        program,
        contexts,
        bucket,
        stat,
        a,
        b,
        how,
        same,
        cause,
        evidence: false,
    });
    let Support { strength, doubt } = support.ok_or(Settled::NoEvidence)?;
    Ok(Conflict {
        bucket: bucket.clone(),
        unsafe_side: a.clone(),
        other: b.clone(),
        parallel: how,
        same,
        cause,
        guards: stat.clone(),
        also: Vec::new(),
        strength,
        doubt,
    })
}

/// The accesses, and all bodies on the way to them, can be built into one program.
fn can_build_together(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let files = |witness: &Witness| {
        let mut files: Vec<FileId> = (0..=witness.links.len())
            .map(|level| program.file(witness.body_at(program, level)))
            .collect();
        files.sort_unstable();
        files.dedup();
        files
    };
    let (a, b) = (files(a), files(b));
    // The tests of each folder are a program of their own.
    let tests = |files: &[FileId]| -> Vec<FileId> {
        let is_test = |it: &&FileId| program.workspace.files[it.index()].is_test;
        files.iter().filter(is_test).copied().collect()
    };
    let folder = |file: &FileId| program.workspace.files[file.index()].path.parent();
    let all = [tests(&a), tests(&b)].concat();
    if all.iter().any(|it| folder(it) != folder(&all[0])) {
        return false;
    }
    a.iter()
        .all(|x| b.iter().all(|y| program.builds.together(*x, *y)))
}

/// Some lock excludes one from the other.
fn excluded(program: &Program<'_>, a: &Witness, b: &Witness, how: Parallel) -> bool {
    // Locks declared inside a goroutine that runs in copies are each copy's own.
    let spawned_bodies: Vec<BodyId> = match how {
        Parallel::Copies(at) => vec![program.edge(a.links[at].edge).to],
        Parallel::Runs | Parallel::Callers | Parallel::Independent => vec![a.top, b.top],
        Parallel::Live(_) => Vec::new(),
    };
    let own = |key: &LockKey| match key {
        LockKey::Local(func, base) => {
            spawned_bodies
                .iter()
                .any(|body| declares(program, *body, *func, base))
                && ![a, b]
                    .iter()
                    .all(|it| object::captured_beside(program, it, *func, base))
        }
        LockKey::Field(_)
        | LockKey::Entry(..)
        | LockKey::Global(_)
        | LockKey::Private(..)
        | LockKey::Thread(_)
        | LockKey::Unknown => false,
    };
    // A lock of an object that each copy has for itself excludes no other copy.
    let shared = |it: &Witness, held: &[HeldRef]| -> Vec<HeldRef> {
        let per_copy = |held: &&HeldRef| match (how, &held.place) {
            (Parallel::Copies(at), Some(place)) => copies::lock_per_copy(program, it, place, at),
            _ => false,
        };
        held.iter()
            .filter(|held| !per_copy(held) && !object::is_keyed_lock(it, held))
            .cloned()
            .collect()
    };
    let with = |it: &Witness| -> Vec<HeldRef> {
        let mut held = shared(it, &it.held);
        held.extend(done_before_start(program, it));
        held
    };
    // Both found a flag unset: the lock under which they looked keeps them apart, or nothing does.
    let (of_a, mut of_b) = (with(a), with(b));
    let unset = |held: &HeldRef| held.mode == Mode::Write && guard::is_flag(program, &held.key);
    of_b.retain(|y| !(unset(y) && of_a.iter().any(|x| unset(x) && x.key == y.key)));
    // The lock that a starter keeps until its goroutines have ended keeps out who takes it himself, in another goroutine than the starter's, and
    // what others start under it; not those of the same start.
    let parted = match how {
        Parallel::Copies(at) => at,
        _ => parallel::common(a, b).unwrap_or(0),
    };
    let started_apart = |it: &Witness| {
        it.last_spawn().is_some_and(|last| last > parted)
            || matches!(how, Parallel::Independent | Parallel::Callers)
    };
    let takes_itself = |it: &Witness| it.last_spawn().is_some_and(|last| last >= parted);
    let (far_a, far_b) = (started_apart(a), started_apart(b));
    let excluded = |x: &[HeldRef], y: &[HeldRef]| guard::excluded(program, x, y, &own);
    excluded(&of_a, &of_b)
        || (far_a || takes_itself(b)) && excluded(&a.covered, &of_b)
        || (far_b || takes_itself(a)) && excluded(&of_a, &b.covered)
        || far_a && far_b && excluded(&a.covered, &b.covered)
}

/// What was done once (`sync.Once`) before the goroutine of a witness was started stays done for it.
fn done_before_start(program: &Program<'_>, witness: &Witness) -> Vec<HeldRef> {
    let levels = 0..witness.last_spawn().map_or(0, |last| last + 1);
    levels
        .flat_map(|level| {
            let func = program.func_of(witness.links[level].from);
            let held = witness.point(program, level).held.iter();
            held.map(move |held| guard::held_ref(program, func, held))
        })
        .filter(|held| held.mode == Mode::Read && guard::is_once(program, &held.key))
        .collect()
}

/// The variable is declared by this body (or one inside it), so each run has its own.
fn declares(
    program: &Program<'_>,
    body: BodyId,
    func: crate::link::FuncKey,
    base: &crate::summary::place::Base,
) -> bool {
    use crate::summary::place::Base;
    let (of, number) = program.bodies[body.0 as usize];
    if of != func {
        return true;
    }
    if number == 0 {
        return true;
    }
    let ir = program.func_ir(func);
    let closure = &ir.closures[number as usize - 1];
    let span = match base {
        Base::Local(local) => ir.locals[local.index()].span,
        Base::Alloc(expr) | Base::Result(expr) => ir.spans[expr.index()],
        Base::Global(_) | Base::ExternalVar(..) => return false,
    };
    span.start >= closure.span.start && span.end <= closure.span.end
}

/// `a` is the one to be reported: it lacks the lock that the others hold, or holds it in the weaker mode; of two without any it
/// is the read, which is the one that gets forgotten.
fn is_worse(program: &Program<'_>, stat: &GuardStat, a: &Witness, b: &Witness) -> bool {
    let score = |it: &Witness| {
        let guard = stat
            .key
            .as_ref()
            .and_then(|key| it.held.iter().find(|held| held.key == *key));
        let in_test = program.is_test(it.instance.body);
        let op = it.access(program).op;
        (
            match guard {
                None => 0,
                Some(held) if held.mode == Mode::Read && op.mutates() => 1,
                Some(_) => 2,
            },
            known(&it.held).count().min(1),
            in_test,
            op.mutates(),
            it.links.len(),
            site_of(it),
        )
    };
    score(a) <= score(b)
}

fn cause(
    program: &Program<'_>,
    bucket: &Bucket,
    stat: &GuardStat,
    a: &Witness,
    b: &Witness,
) -> Cause {
    let read_locked = || {
        meant(program, bucket, stat, a).any(|x| {
            x.mode == Mode::Read
                && (stat.key.as_ref() == Some(&x.key) || known(&b.held).any(|y| y.key == x.key))
        })
    };
    if a.access(program).op.mutates()
        && (read_locked() || convention::take_weaker_side(program, stat, a, b))
    {
        return Cause::ReadLock;
    }
    let a_locked = meant(program, bucket, stat, a).next().is_some();
    let b_locked = meant(program, bucket, stat, b).next().is_some();
    let usual = stat.key.as_ref().is_some_and(|key| {
        stat.guarded.len() >= 2
            && (is_sibling(program, bucket, key) || stat.guarded.len() >= stat.unguarded.len())
    });
    match (a_locked, b_locked) {
        (true, true) => Cause::GuardWrong,
        (true, false) if usual => Cause::GuardWrong,
        (false, true) => Cause::GuardMissing,
        (false, false) if usual => Cause::GuardMissing,
        (true, false) | (false, false) => Cause::NoLock,
    }
}
