//! Guards of a map: which lock its accesses hold, who takes it, and who leaves it to others.
//!
//! In: the witnesses of one map. Out: [`GuardStat`], and the witnesses without those that cannot race. Must not know pairs.

use super::behind;
use super::conflict::site_of;
use super::context::{Contexts, Root};
use super::guard::{self, HeldRef, LockKey};
use super::object;
use super::phase;
use super::witness::{self, Bucket, Link, Witness};
use crate::link::{BodyId, FuncKey, Program};
use crate::summary::{CallSite, Mode, Run};
use crate::types::{Ty, TypeId, Universe};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

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
    /// Whatever changes the map holds it, in several functions.
    pub by_all_writers: bool,
    /// Whatever changes the map holds it, be it one function alone.
    pub held_by_writers: bool,
    /// Something that changes the map holds it exclusively, whichever way it is come to.
    pub excludes: bool,
    /// A package variable that nothing changes but what sets the program up, by the name of a function on the way, once.
    pub filled_first: bool,
}

/// What most accesses hold.
pub fn guard_stat(program: &Program<'_>, bucket: &Bucket, witnesses: &[Witness]) -> GuardStat {
    let mut by_site: BTreeMap<(BodyId, u32), Option<Vec<LockKey>>> = BTreeMap::new();
    let is_test = |body: BodyId| program.is_test(body);
    // Tests look inside, and call what expects the lock, without it when they know that nobody else runs.
    let in_test = |it: &Witness| is_test(it.instance.body) || is_test(it.top);
    let only_tests = witnesses.iter().all(in_test);
    for witness in witnesses.iter().filter(|it| only_tests || !in_test(it)) {
        let at_init = matches!(witness.root, Root::Init) && witness.last_spawn().is_none();
        if at_init || phase::is_idle(program, witness) {
            continue;
        }
        let keys: Vec<LockKey> = known(&witness.held)
            .filter(|it| plausible(program, &it.key) && !object::is_keyed_lock(witness, it))
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
    let filled_first = matches!(bucket, Bucket::Global(..)) && is_filled_first(program, witnesses);
    let Some((key, _)) = counts.into_iter().max_by_key(|(key, count)| {
        (
            *count,
            is_sibling(program, bucket, key),
            Reverse(key.clone()),
        )
    }) else {
        return GuardStat {
            filled_first,
            ..GuardStat::default()
        };
    };
    let mut stat = GuardStat {
        key: Some(key.clone()),
        filled_first,
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
    let changes = |(body, number): &&(BodyId, u32)| {
        let access = &program.body_summary(*body).accesses[*number as usize];
        access.op.mutates()
    };
    let holds_alone = |it: &Witness| {
        let mut held = known(&it.held);
        held.any(|it| it.key == key && it.mode == Mode::Write)
    };
    stat.excludes = stat.guarded.iter().filter(changes).any(|site| {
        let mut ways = witnesses
            .iter()
            .filter(|it| site_of(it) == *site && !in_test(it));
        ways.all(holds_alone)
    });
    let writers = stat.guarded.iter().filter(changes);
    let writers: BTreeSet<FuncKey> = writers.map(|(body, _)| program.func_of(*body)).collect();
    // Where no reader takes the lock, it may be that many write and one reads when they have ended.
    let reads = |(body, number): &(BodyId, u32)| {
        !changes(&&(*body, *number)) && !writers.contains(&program.func_of(*body))
    };
    let is_read_under_it = stat.guarded.iter().any(reads);
    let has_started_reader = || {
        let readers = stat
            .unguarded
            .iter()
            .map(|(body, _)| program.func_of(*body));
        let mut started = witnesses.iter().filter(|it| {
            !in_test(it)
                && (it.last_spawn().is_some() || matches!(it.root, Root::Contract(_)))
                && stat.unguarded.contains(&site_of(it))
        });
        // A handler comes at any time, though it be the only one to read.
        match readers.collect::<BTreeSet<_>>().len() {
            0 | 1 => started.any(|it| matches!(it.thread, Root::Contract(_))),
            _ => started.next().is_some(),
        }
    };
    stat.held_by_writers = !writers.is_empty() && !stat.unguarded.iter().any(|it| changes(&it));
    stat.by_all_writers = writers.len() >= 2
        && (is_read_under_it || stat.guarded.len() >= stat.unguarded.len() || has_started_reader())
        && stat.held_by_writers;
    stat
}

/// All that change the map, outside of tests, do so in the course of a function that sets the program up, by its name, in no handler, and in no
/// goroutine of which there are several.
fn is_filled_first(program: &Program<'_>, witnesses: &[Witness]) -> bool {
    let is_test = |body: BodyId| program.is_test(body);
    let once = |it: &Witness| {
        let mut starts = it.links.iter().filter(|link| link.spawns);
        !matches!(it.root, Root::Contract(_))
            && starts.all(|link| {
                let site = program.site(link.from, link.site);
                site.run == Run::Go && !site.many
            })
    };
    let at_start = |it: &Witness| {
        let from = it.last_spawn().map_or(0, |last| last + 1);
        let mut names = (from..=it.links.len())
            .map(|level| function_name(program, program.func_of(it.body_at(program, level))));
        names.any(initializes)
    };
    let mut changes = witnesses
        .iter()
        .filter(|it| it.access(program).op.mutates() && !is_test(it.instance.body))
        .peekable();
    changes.peek().is_some() && changes.all(|it| once(it) && at_start(it))
}

/// Takes out the accesses of exported functions that leave the lock to their callers: all calls that are seen hold it.
pub fn callers_lock(
    program: &Program<'_>,
    contexts: &Contexts,
    stat: &GuardStat,
    witnesses: &mut Vec<Witness>,
) -> Vec<Witness> {
    let holds = |it: &Witness| {
        let key = stat.key.as_ref();
        key.is_some_and(|key| it.held.iter().any(|held| held.key == *key))
    };
    let in_test = |it: &Witness| it.root.is_test() || program.is_test(it.top);
    let mut taken = Vec::new();
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
            match callers.peek() {
                Some(_) => callers.all(|it| holds(it) || phase::is_idle(program, it)),
                None => phase::callers_own(program, contexts, it),
            }
        };
        let Some(at) = witnesses.iter().position(relies) else {
            return taken;
        };
        taken.push(witnesses.remove(at));
    }
}

/// `b` is an exported function that changes the map, and all who are seen to call it do so from the function of `a`: the only writer may
/// look at its own map.
pub fn same_owner(program: &Program<'_>, witnesses: &[Witness], a: &Witness, b: &Witness) -> bool {
    let called = matches!(b.root, Root::Api | Root::Unknown) && b.links.is_empty();
    if !called || a.access(program).op.mutates() {
        return false;
    }
    let in_test = |it: &Witness| program.is_test(it.top);
    let owner = program.func_of(a.instance.body);
    let in_owner = |it: &Witness| {
        let from = it.last_spawn().map_or(0, |last| last + 1);
        (from..=it.links.len()).any(|level| program.func_of(it.body_at(program, level)) == owner)
    };
    let mut through = witnesses
        .iter()
        .filter(|it| site_of(it) == site_of(b) && !in_test(it))
        .filter(|it| calls_through(program, it, b.top))
        .peekable();
    through.peek().is_some() && through.all(in_owner)
}

/// `a` is an exported method of a helper, called from outside, that reads what another object keeps, and all who are seen to call it do so in the
/// goroutine in which `b` changes that: the object's own.
pub fn helps_owner(program: &Program<'_>, witnesses: &[Witness], a: &Witness, b: &Witness) -> bool {
    let is_helper = || {
        let origin = object::origin(program, a, 0);
        origin.level == 0 && !origin.lost && origin.place.path.len() > 1
    };
    if !meets_owner(program, a, b) || a.access(program).op.mutates() || !is_helper() {
        return false;
    }
    let in_test = |it: &Witness| program.is_test(it.top);
    let mut through = witnesses
        .iter()
        .filter(|it| site_of(it) == site_of(a) && !in_test(it))
        .filter(|it| calls_through(program, it, a.top))
        .peekable();
    through.peek().is_some() && through.all(|it| it.thread == b.thread)
}

/// `a` is called from outside, without a lock, and `b` happens in a goroutine of which there is one.
fn meets_owner(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let is_one = |start: &CallSite| start.run == Run::Go && !start.many;
    phase::is_outside(a)
        && guard::is_free(program, &a.held)
        && matches!(b.thread, Root::Spawn(from, site) if is_one(program.site(from, site)))
}

/// `a` is an exported method of a type that nobody else can name, called from outside, and all who are seen to call it do so in the goroutine in
/// which `b` comes to the map: the object's own.
pub fn belongs_to_owner(
    program: &Program<'_>,
    contexts: &Contexts,
    a: &Witness,
    b: &Witness,
) -> bool {
    if !meets_owner(program, a, b) || !is_method_of_unexported(program, a.top) {
        return false;
    }
    let ways = |body: BodyId| {
        let called = contexts.of(body).iter().filter(|ctx| ctx.via.is_some());
        called
            .map(move |ctx| witness::chain(program, contexts, body, ctx))
            .filter(|(top, ..)| !program.is_test(*top))
            .filter(|(_, _, links)| !behind::is_out_of_place(program, links))
    };
    // Who calls such a method in turn is seen as well.
    let is_called = |(top, root, links): &(BodyId, Root, Vec<Link>)| {
        witness::thread(*root, links) == Root::Api
            && is_method_of_unexported(program, *top)
            && ways(*top).next().is_some()
    };
    let mut callers = ways(a.top).filter(|it| !is_called(it)).peekable();
    callers.peek().is_some()
        && callers.all(|(_, root, links)| witness::thread(root, &links) == b.thread)
}

/// The body is that of a method whose type is not exported.
fn is_method_of_unexported(program: &Program<'_>, body: BodyId) -> bool {
    let decl = program.funcs[program.func_of(body).0 as usize].decl;
    let recv = decl.and_then(|it| program.universe.funcs[it.index()].recv_name.as_ref());
    recv.is_some_and(|name| name.starts_with(char::is_lowercase))
}

/// What was found by [`seen_to_run_alone`]: for the exported function and the two accesses.
pub type Alone = FxHashMap<(BodyId, (BodyId, u32), (BodyId, u32)), bool>;

/// Both are parts of one exported function that would have to run in parallel with itself, and those who are seen to call it do not let it. Where
/// one of them calls it in a goroutine, there are others that do.
pub fn seen_to_run_alone(
    program: &Program<'_>,
    witnesses: &[Witness],
    a: &Witness,
    b: &Witness,
    known: &mut Alone,
    races: impl Fn(&Witness, &Witness) -> bool,
) -> bool {
    let is_test = |body: BodyId| program.is_test(body);
    let in_test = |it: &Witness| is_test(it.top);
    let callers = || {
        let edges = program.incoming[a.top.0 as usize].iter();
        let from = edges.map(|edge| program.edge(*edge).from);
        from.filter(|from| !is_test(*from)).count()
    };
    let is_one =
        a.top == b.top || phase::is_outside(a) && calls_through(program, b, a.top) && callers() > 1;
    if !is_one {
        return false;
    }
    let called = |like: &Witness| -> Vec<&Witness> {
        let others = witnesses.iter().filter(|it| site_of(it) == site_of(like));
        others
            .filter(|it| !in_test(it) && calls_through(program, it, a.top))
            .collect()
    };
    *known
        .entry((a.top, site_of(a), site_of(b)))
        .or_insert_with(|| {
            let (of_a, of_b) = (called(a), called(b));
            !of_a.is_empty()
                && !of_b.is_empty()
                && !of_a.iter().any(|x| of_b.iter().any(|y| races(x, y)))
        })
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

/// Locks whose identity is known and that are held for sure.
pub fn known(held: &[HeldRef]) -> impl Iterator<Item = &HeldRef> {
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

/// A lock that somebody may have meant to guard this map: not a copy, nor the turn of a thread.
fn plausible(program: &Program<'_>, key: &LockKey) -> bool {
    !matches!(
        key,
        LockKey::Private(..) | LockKey::Thread(_) | LockKey::Unknown
    ) && !guard::is_once(program, key)
}

/// The guard is a field of the struct that declares the map, or a package variable beside it.
pub fn is_sibling(program: &Program<'_>, bucket: &Bucket, key: &LockKey) -> bool {
    let fields = &program.universe.fields;
    match (bucket, key) {
        (Bucket::Field(map, _), LockKey::Field(lock) | LockKey::Entry(lock, _)) => {
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

/// The struct whose field the guard is, if it keeps the objects whose map this is: `layerStore.mu` and `layerStore.layers map[ID]*layer`.
pub fn keeper(program: &Program<'_>, bucket: &Bucket, key: &LockKey) -> Option<TypeId> {
    let universe = program.universe;
    let (Bucket::Field(map, _), LockKey::Field(lock)) = (bucket, key) else {
        return None;
    };
    let kept = universe.fields[map.index()].decl?;
    let keeper = universe.fields[lock.index()].decl?;
    let Ty::Struct(fields) = universe.underlying(&universe.declared(keeper)) else {
        return None;
    };
    let keeps = fields
        .iter()
        .any(|field| keeps(universe, &universe.fields[field.index()].ty, kept));
    (kept != keeper && keeps).then_some(keeper)
}

/// A table or list of a type holds objects of type `kept`, or interfaces that they implement.
fn keeps(universe: &Universe, ty: &Ty, kept: TypeId) -> bool {
    let elem = match ty {
        Ty::Map(entry) => &entry.1,
        Ty::Slice(elem) | Ty::Array(elem) => elem,
        _ => return false,
    };
    let elem = match elem {
        Ty::Pointer(target) => target,
        elem => elem,
    };
    match elem {
        Ty::Named(id, _) if *id == kept => true,
        Ty::Named(..) if matches!(universe.underlying(elem), Ty::Interface(_)) => {
            universe.implementing_types(elem).contains(&kept)
        }
        elem => keeps(universe, elem, kept),
    }
}

/// The name of a declared function; empty for an initializer.
pub fn function_name<'p>(program: &'p Program<'_>, func: FuncKey) -> &'p str {
    match program.funcs[func.0 as usize].decl {
        Some(decl) => &program.universe.funcs[decl.index()].name,
        None => "",
    }
}

/// By its name, the function initializes something. (What registers or configures may come later.)
pub fn initializes(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["init", "setup", "bootstrap"]
        .iter()
        .any(|prefix| lower.starts_with(prefix))
}

/// By its name, the function is run once, or before anything else goes on.
pub fn sets_up(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["register", "init", "setup", "configure", "bootstrap"]
        .iter()
        .any(|prefix| lower.starts_with(prefix))
}
