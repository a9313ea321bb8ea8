//! Conflicts: pairs of accesses that nothing keeps apart, one per map.

use super::context::{self, Contexts, Root};
use super::guard::{self, HeldRef, LockKey};
use super::object::{self, Sameness};
use super::parallel::{self, Parallel};
use super::witness::{self, Bucket, Instance, Witness};
use crate::link::{BodyId, FuncKey, Program};
use crate::models::Models;
use crate::summary::place::{Base, Place};
use crate::summary::{Mode, Point};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Witnesses compared per map.
const MAX_WITNESSES: usize = 240;

/// How well a conflict is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Possible; not shown unless asked for.
    Low,
    /// Rests on one inference.
    Medium,
    /// Both sides witnessed.
    High,
}

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

/// What keeps two accesses of one map apart, by the first of the five tests that does.
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
}

/// What the accesses of a map hold.
#[derive(Debug, Clone, Default)]
pub struct GuardStat {
    /// The lock that most accesses hold.
    pub key: Option<LockKey>,
    /// Accesses that hold it.
    pub guarded: Vec<(BodyId, u32)>,
    /// Accesses that do not.
    pub unguarded: Vec<(BodyId, u32)>,
    /// One function that sets things up takes the lock for all of them: it keeps two set-ups apart, and says nothing of readers.
    pub setup_only: bool,
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
}

/// Finds the conflicts of a program, at most one per map, in a fixed order.
pub fn find(program: &Program<'_>, models: &Models) -> (Vec<Conflict>, Contexts) {
    let mut buckets: BTreeMap<Bucket, Vec<Instance>> = BTreeMap::new();
    for (bucket, instance) in witness::instances(program) {
        buckets.entry(bucket).or_default().push(instance);
    }
    buckets.retain(|bucket, instances| is_candidate(program, bucket, instances));
    let relevant = relevant(program, buckets.values().flatten());
    let contexts = context::contexts(program, models, &relevant);
    let buckets: Vec<(Bucket, Vec<Instance>)> = buckets.into_iter().collect();
    let conflicts = buckets
        .par_iter()
        .filter_map(|(bucket, instances)| conflict(program, &contexts, bucket, instances))
        .collect();
    (conflicts, contexts)
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
    let mut witnesses: Vec<Witness> = instances
        .iter()
        .flat_map(|instance| witness::witnesses(program, contexts, instance))
        .collect();
    if !witnesses.iter().any(|it| it.access(program).op.mutates()) {
        return None;
    }
    if witnesses.len() > MAX_WITNESSES {
        witnesses.sort_by_key(|it| (!it.access(program).op.mutates(), it.links.len()));
        witnesses.truncate(MAX_WITNESSES);
    }
    let mut stat = guard_stat(program, bucket, &witnesses);
    if callers_lock(program, &stat, &mut witnesses) {
        stat = guard_stat(program, bucket, &witnesses);
    }
    let mut best: Option<(Rank, Conflict)> = None;
    let mut unsafe_sites: Vec<(BodyId, u32)> = Vec::new();
    for (at, a) in witnesses.iter().enumerate() {
        for b in &witnesses[at..] {
            let Ok(conflict) = pair(program, contexts, bucket, &stat, a, b) else {
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

fn site_of(witness: &Witness) -> (BodyId, u32) {
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
    let in_test =
        |it: &Witness| program.workspace.files[program.file(it.instance.body).index()].is_test;
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
    if !can_build_together(program, a, b) {
        return Err(Settled::Builds);
    }
    let how = parallel::parallel(program, contexts, a, b).ok_or(Settled::Ordered)?;
    if excluded(program, a, b, how) {
        return Err(Settled::Locked);
    }
    if waited_for(program, a, b) || waited_for(program, b, a) {
        return Err(Settled::Joined);
    }
    let common = parallel::common(a, b);
    let same = match how {
        Parallel::Copies(_) | Parallel::Runs => Sameness::Yes,
        Parallel::Live(_) | Parallel::Independent | Parallel::Callers => {
            object::same(program, a, b, common.unwrap_or(0), common.is_some())
        }
    };
    if same == Sameness::No {
        return Err(Settled::OtherMap);
    }
    let a_first = is_worse(program, stat, a, b);
    let (a, b) = if a_first { (a, b) } else { (b, a) };
    let cause = cause(program, bucket, stat, a, b);
    let strength =
        strength(program, bucket, stat, a, b, how, same, cause).ok_or(Settled::NoEvidence)?;
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
    })
}

fn can_build_together(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let file =
        |it: &Witness| &program.workspace.files[program.file(it.instance.body).index()].constraint;
    let (x, y) = (file(a), file(b));
    x == y || x.together(y)
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
        LockKey::Local(func, base) => spawned_bodies
            .iter()
            .any(|body| declares(program, *body, *func, base)),
        LockKey::Field(_) | LockKey::Global(_) | LockKey::Private(..) | LockKey::Unknown => false,
    };
    // A lock of an object that each copy has for itself excludes no other copy.
    let shared = |it: &Witness, held: &[HeldRef]| -> Vec<HeldRef> {
        let per_copy = |held: &&HeldRef| match (how, &held.place) {
            (Parallel::Copies(at), Some(place)) => object::lock_per_copy(program, it, place, at),
            _ => false,
        };
        held.iter()
            .filter(|held| !per_copy(held))
            .cloned()
            .collect()
    };
    // The lock that the starter keeps until its goroutines have ended protects against all but those of the same start.
    let parted = match how {
        Parallel::Copies(at) => at,
        _ => parallel::common(a, b).unwrap_or(0),
    };
    let with = |it: &Witness| -> Vec<HeldRef> {
        let mut held = shared(it, &it.held);
        if it.last_spawn().is_some_and(|last| last > parted)
            || matches!(how, Parallel::Independent | Parallel::Callers)
        {
            held.extend(it.covered.iter().cloned());
        }
        held
    };
    guard::excluded(&with(a), &with(b), &own)
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

/// `a` comes after a wait for what the goroutine of `b` signals when it ends: `s.wg.Wait()`, `<-s.done`.
fn waited_for(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let Some(at) = b.last_spawn() else {
        return false;
    };
    let link = b.links[at];
    let site = program.site(link.from, link.site);
    let signals: Vec<LockKey> = site
        .signals
        .iter()
        .map(|place| {
            guard::held_ref(
                program,
                program.func_of(link.from),
                &crate::summary::Held::sure(place.clone(), Mode::Write),
            )
            .key
        })
        .filter(|key| match key {
            LockKey::Unknown => false,
            // Waiting for one object's goroutine says nothing of the others that share a package variable.
            LockKey::Field(_) => b.instance.place.owner().is_some(),
            LockKey::Global(_) | LockKey::Local(..) | LockKey::Private(..) => true,
        })
        .collect();
    if signals.is_empty() {
        return false;
    }
    (0..=a.links.len()).any(|level| {
        let func = program.func_of(a.body_at(program, level));
        a.point(program, level).after.iter().any(|place| {
            let held = crate::summary::Held::sure(place.clone(), Mode::Write);
            signals.contains(&guard::held_ref(program, func, &held).key)
        })
    })
}

/// Locks whose identity is known and that are held for sure.
fn known(held: &[HeldRef]) -> impl Iterator<Item = &HeldRef> {
    held.iter()
        .filter(|it| it.key != LockKey::Unknown && !it.maybe)
}

/// Locks that somebody may have taken for the sake of this map: beside it, or held by most of its accesses.
pub fn meant<'h>(
    program: &'h Program<'_>,
    bucket: &'h Bucket,
    stat: &'h GuardStat,
    witness: &'h Witness,
) -> impl Iterator<Item = &'h HeldRef> {
    let base = &witness.instance.place.base;
    known(&witness.held)
        .filter(|it| !guard::is_once(program, &it.key))
        .filter(move |it| {
            matches!(it.key, LockKey::Private(..))
                || it.place.as_ref().is_some_and(|place| place.base == *base)
                || is_sibling(program, bucket, &it.key)
                || (stat.key.as_ref() == Some(&it.key)
                    && stat.guarded.len() >= stat.unguarded.len())
                || matches!(it.key, LockKey::Global(_) | LockKey::Local(..))
        })
}

/// `a` is the one to be reported: it lacks the lock that the others hold, or holds it in the weaker mode; of two without any it
/// is the read, which is the one that gets forgotten.
fn is_worse(program: &Program<'_>, stat: &GuardStat, a: &Witness, b: &Witness) -> bool {
    let score = |it: &Witness| {
        let guard = stat
            .key
            .as_ref()
            .and_then(|key| it.held.iter().find(|held| held.key == *key));
        let in_test = program.workspace.files[program.file(it.instance.body).index()].is_test;
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
    let read_locked = a.access(program).op.mutates()
        && meant(program, bucket, stat, a).any(|x| {
            x.mode == Mode::Read
                && (stat.key.as_ref() == Some(&x.key) || known(&b.held).any(|y| y.key == x.key))
        });
    if read_locked {
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

/// What most accesses hold.
pub fn guard_stat(program: &Program<'_>, bucket: &Bucket, witnesses: &[Witness]) -> GuardStat {
    let mut by_site: BTreeMap<(BodyId, u32), Option<Vec<LockKey>>> = BTreeMap::new();
    for witness in witnesses {
        if matches!(witness.root, Root::Init) && witness.last_spawn().is_none() {
            continue;
        }
        let keys: Vec<LockKey> = known(&witness.held)
            .filter(|it| plausible(program, bucket, &it.key))
            .map(|it| it.key.clone())
            .collect();
        let slot = by_site.entry(site_of(witness)).or_insert(None);
        *slot = Some(match slot.take() {
            None => keys,
            Some(before) => before
                .into_iter()
                .filter(|key| keys.contains(key))
                .collect(),
        });
    }
    let mut counts: BTreeMap<LockKey, usize> = BTreeMap::new();
    for keys in by_site.values().flatten() {
        for key in keys {
            *counts.entry(key.clone()).or_default() += 1;
        }
    }
    let Some((key, _)) = counts
        .into_iter()
        .max_by_key(|(key, count)| (*count, Reverse(key.clone())))
    else {
        return GuardStat::default();
    };
    let mut stat = GuardStat {
        key: Some(key.clone()),
        ..GuardStat::default()
    };
    for (site, keys) in by_site {
        match keys {
            Some(keys) if keys.contains(&key) => stat.guarded.push(site),
            _ => stat.unguarded.push(site),
        }
    }
    let mut takers: Vec<FuncKey> = witnesses
        .iter()
        .filter_map(|it| taker(program, it, &key))
        .map(|body| program.func_of(body))
        .collect();
    takers.sort();
    takers.dedup();
    stat.setup_only = matches!(takers[..], [only] if sets_up(function_name(program, only)));
    stat
}

/// Drops the accesses of exported functions that leave the lock to their callers: all calls that are seen hold it. Tells whether
/// there were any.
fn callers_lock(program: &Program<'_>, stat: &GuardStat, witnesses: &mut Vec<Witness>) -> bool {
    let Some(key) = &stat.key else { return false };
    let holds = |it: &Witness| it.held.iter().any(|held| held.key == *key);
    let in_test = |it: &Witness| program.workspace.files[program.file(it.top).index()].is_test;
    let mut dropped = false;
    loop {
        let relies = |it: &Witness| {
            if it.root != Root::Api || it.last_spawn().is_some() || holds(it) {
                return false;
            }
            let mut callers = witnesses
                .iter()
                .filter(|other| site_of(other) == site_of(it) && !in_test(other))
                .filter(|other| calls_through(program, other, it.top))
                .peekable();
            callers.peek().is_some() && callers.all(holds)
        };
        let Some(at) = witnesses.iter().position(relies) else {
            return dropped;
        };
        witnesses.remove(at);
        dropped = true;
    }
}

/// The chain comes to `body` by a call, in the goroutine of the access.
fn calls_through(program: &Program<'_>, witness: &Witness, body: BodyId) -> bool {
    let from = witness.last_spawn().map_or(1, |last| last + 2);
    (from..=witness.links.len()).any(|level| witness.body_at(program, level) == body)
}

/// The outermost body on the way to the access that holds the lock: the one that takes it.
fn taker(program: &Program<'_>, witness: &Witness, key: &LockKey) -> Option<BodyId> {
    let from = witness.last_spawn().map_or(0, |last| last + 1);
    (from..=witness.links.len())
        .map(|level| (level, witness.body_at(program, level)))
        .find(|(level, body)| {
            let func = program.func_of(*body);
            let mut held = witness.point(program, *level).held.iter();
            held.any(|held| guard::held_ref(program, func, held).key == *key)
        })
        .map(|(_, body)| body)
}

/// A lock that somebody may have meant to guard this map: not a copy.
fn plausible(program: &Program<'_>, bucket: &Bucket, key: &LockKey) -> bool {
    let _ = bucket;
    !matches!(key, LockKey::Private(..) | LockKey::Unknown) && !guard::is_once(program, key)
}

/// The guard is a field of the struct that declares the map, or a package variable beside it.
fn is_sibling(program: &Program<'_>, bucket: &Bucket, key: &LockKey) -> bool {
    let fields = &program.universe.fields;
    match (bucket, key) {
        (Bucket::Field(map, _), LockKey::Field(lock)) => {
            let (map, lock) = (&fields[map.index()], &fields[lock.index()]);
            map.owner == lock.owner && map.package == lock.package
        }
        (Bucket::Global(map, _), LockKey::Global(lock)) => {
            let vars = &program.universe.vars;
            vars[map.index()].package == vars[lock.index()].package
        }
        (Bucket::Local(func, ..), LockKey::Local(of, _)) => func == of,
        _ => false,
    }
}

/// How well the conflict is supported; none when it is not worth anything.
#[allow(clippy::too_many_arguments)]
fn strength(
    program: &Program<'_>,
    bucket: &Bucket,
    stat: &GuardStat,
    a: &Witness,
    b: &Witness,
    how: Parallel,
    same: Sameness,
    cause: Cause,
) -> Option<Strength> {
    let evidence = lock_evidence(program, bucket, stat, a, b, same);
    // A write under the shared lock that lies beside the map: somebody meant to keep others out.
    let read_locked =
        cause == Cause::ReadLock && known(&a.held).any(|it| is_sibling(program, bucket, &it.key));
    let evidence = evidence || read_locked;
    let base = match how {
        Parallel::Copies(_) | Parallel::Runs => Strength::High,
        Parallel::Live(true) if same == Sameness::Yes => Strength::High,
        Parallel::Live(true) => Strength::Medium,
        Parallel::Live(false) if same == Sameness::Yes || evidence => Strength::Medium,
        Parallel::Live(false) => Strength::Low,
        Parallel::Independent => independent_strength(program, a, b, evidence, same),
        Parallel::Callers => {
            if !evidence {
                return None;
            }
            Strength::Medium
        }
    };
    // By type alone nobody can say that two different locks belong to one object's map.
    let base = match (cause, same) {
        (Cause::GuardWrong, Sameness::ByType) => base.min(Strength::Low),
        _ => base,
    };
    let dynamic = a.dynamic.max(b.dynamic);
    let base = match (dynamic, base) {
        (0, base) => base,
        (1, Strength::High) => Strength::Medium,
        (1, base) if evidence => base,
        _ => Strength::Low,
    };
    // In tests a callback is mostly followed by something that waits for its effect over the network.
    let in_test =
        |it: &Witness| program.workspace.files[program.file(it.instance.body).index()].is_test;
    let callback = |it: &Witness| match it.thread {
        Root::Spawn(body, site) => {
            !program.site(body, site).kind.is_empty()
                && program.site(body, site).run != crate::summary::Run::Go
        }
        _ => false,
    };
    let base = match how {
        Parallel::Live(_) if in_test(a) && in_test(b) && (callback(a) || callback(b)) => {
            base.min(Strength::Low)
        }
        _ => base,
    };
    // A test that waits for something mostly waits for what it looks at next.
    let waited = |it: &Witness, other: &Witness| {
        it.last_spawn().is_none()
            && other.last_spawn().is_some()
            && in_test(it)
            && (0..=it.links.len()).any(|level| waits_somehow(it.point(program, level)))
    };
    let base = match how {
        Parallel::Live(_) if waited(a, b) || waited(b, a) || triggered(program, a, b) => {
            base.min(Strength::Low)
        }
        _ => base,
    };
    let base = match served_in_test(program, a, b, how) {
        true => base.min(Strength::Low),
        false => base,
    };
    let unknown = (a.root == Root::Unknown && a.last_spawn().is_none())
        || (b.root == Root::Unknown && b.last_spawn().is_none());
    Some(if unknown && !evidence {
        base.min(Strength::Low)
    } else {
        base
    })
}

/// Something that calls itself a wait came before this point, and no goroutine was started since.
fn waits_somehow(point: &Point) -> bool {
    point.after.iter().any(Place::is_some_wait)
}

/// The goroutine of one side waits, before its access, for a signal (`<-chan struct{}`) that the body of the other side gives, and may not
/// have given yet at its access: the two take turns in a way that cannot be followed.
fn triggered(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
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
            && waits.iter().any(|place| {
                is_signal(place) && gives.contains(place) && !given.contains(&place.given())
            })
            && program.bodies[child.body_at(program, common + 1).0 as usize].1 > 0
    };
    one(a, b) || one(b, a)
}

/// A handler touches something that a test keeps. Handlers run in parallel, but those who call them are the test itself, one after the
/// other, unless it starts goroutines of its own that do so.
fn served_in_test(program: &Program<'_>, a: &Witness, b: &Witness, how: Parallel) -> bool {
    let is_test =
        |it: &&Witness| program.workspace.files[program.file(it.instance.body).index()].is_test;
    let mut in_test = [a, b].into_iter().filter(is_test).peekable();
    if in_test.peek().is_none() {
        return false;
    }
    let callback = |at: usize, it: &Witness| {
        it.links.get(at).is_some_and(|link| {
            let site = program.site(link.from, link.site);
            site.is_callback()
        })
    };
    let from_outside = |it: &Witness| match it.last_spawn() {
        Some(at) => callback(at, it),
        None => matches!(it.root, Root::Contract(_)),
    };
    let served = match how {
        Parallel::Copies(at) => callback(at, a),
        Parallel::Runs => true,
        Parallel::Live(_) | Parallel::Independent => from_outside(a) && from_outside(b),
        Parallel::Callers => false,
    };
    served && !in_test.all(|it| has_parallel_clients(program, it))
}

/// The function of the access starts goroutines in a loop besides what it hands to servers.
fn has_parallel_clients(program: &Program<'_>, witness: &Witness) -> bool {
    let func = program.func_of(witness.instance.body);
    let calls = &program.summaries[func.0 as usize].calls;
    calls
        .iter()
        .any(|site| site.run.spawns() && site.many && !site.is_callback())
}

/// The locks themselves say that the map is shared: several accesses hold a lock that lies beside it, and one of the two
/// does.
fn lock_evidence(
    program: &Program<'_>,
    bucket: &Bucket,
    stat: &GuardStat,
    a: &Witness,
    b: &Witness,
    same: Sameness,
) -> bool {
    let Some(key) = &stat.key else { return false };
    if stat.setup_only {
        return false;
    }
    let holds = |it: &Witness| it.held.iter().any(|held| held.key == *key);
    let (guarded, unguarded) = (stat.guarded.len(), stat.unguarded.len());
    let enough = match same {
        Sameness::Yes => guarded >= unguarded,
        Sameness::ByType | Sameness::No => guarded >= 2 * unguarded,
    };
    is_sibling(program, bucket, key) && guarded >= 2 && enough && (holds(a) || holds(b))
}

/// A goroutine or handler on one side, and on the other something started independently.
fn independent_strength(
    program: &Program<'_>,
    a: &Witness,
    b: &Witness,
    evidence: bool,
    same: Sameness,
) -> Strength {
    if evidence {
        return Strength::Medium;
    }
    if same == Sameness::ByType {
        return Strength::Low;
    }
    let threaded = |it: &Witness| it.last_spawn().is_some() || matches!(it.root, Root::Contract(_));
    if threaded(a) && threaded(b) {
        return Strength::Medium;
    }
    let (outside, inside) = if threaded(a) { (b, a) } else { (a, b) };
    if is_setup(program, outside) || registers(program, outside, inside) {
        return Strength::Low;
    }
    let _ = inside;
    Strength::Medium
}

/// `outside` happens in the course of a function that registers the handler `inside`: things are being set up.
fn registers(program: &Program<'_>, outside: &Witness, inside: &Witness) -> bool {
    let Some(at) = inside.last_spawn() else {
        return false;
    };
    let link = inside.links[at];
    program.site(link.from, link.site).is_callback()
        && (0..=at).any(|level| {
            let body = inside.body_at(program, level);
            (0..=outside.links.len()).any(|it| outside.body_at(program, it) == body)
        })
}

fn function_name<'p>(program: &'p Program<'_>, func: FuncKey) -> &'p str {
    match program.funcs[func.0 as usize].decl {
        Some(decl) => &program.universe.funcs[decl.index()].name,
        None => "",
    }
}

/// By its name, the function is run once, or before anything else goes on.
fn sets_up(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["register", "init", "setup", "configure", "bootstrap"]
        .iter()
        .any(|prefix| lower.starts_with(prefix))
}

/// The exported function is one that is called while things are set up.
fn is_setup(program: &Program<'_>, witness: &Witness) -> bool {
    let name = function_name(program, program.func_of(witness.top));
    [
        "Set",
        "With",
        "Register",
        "Init",
        "Configure",
        "Use",
        "Handle",
        "Setup",
        "Option",
        "Enable",
        "Bind",
    ]
    .iter()
    .any(|prefix| name.starts_with(prefix))
}
