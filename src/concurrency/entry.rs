//! Locks that a function is entered with, whoever calls it.
//!
//! In: the linked program. Out: locks by body. Must not know the calls that lead to a body.
//!
//! Two things tell: a function releases what it has not taken (to release a mutex that nobody holds ends the program, unless the `Lock` beside
//! `defer mu.Unlock()` was forgotten), or its receiver is of a type whose objects are made and given away together with a lock:
//! `s.mu.Lock(); return &session{s}`. A `sync.Once` counts as one.

use super::guard::{HeldRef, LockKey, held_ref, is_once};
use crate::link::{BodyId, Edge, Program};
use crate::summary::{Held, LockCall, Made, Mode};
use crate::support::Span;
use crate::types::{Ty, TypeId};
use rustc_hash::{FxHashMap, FxHashSet};

/// Calls over which the function is looked for that forgot to take a lock.
const MAX_CALLS: u8 = 8;

/// What bodies are entered with.
pub struct Entry {
    /// Locks that come with all objects of a type.
    under: FxHashMap<TypeId, Vec<HeldRef>>,
    /// Locks that those who make objects of a type take before they return them: they come with the object, as far as nobody is seen to release them.
    begun: FxHashMap<TypeId, Vec<HeldRef>>,
    /// Locks that are held wherever objects of a type are made, if none of them is returned.
    inside: FxHashMap<TypeId, Vec<LockKey>>,
    /// Locks that a body releases though nobody has taken them.
    forgotten: FxHashSet<(BodyId, LockKey)>,
}

impl Entry {
    /// Looks at all places where something is made.
    pub fn find(program: &Program<'_>) -> Entry {
        let mut under: FxHashMap<TypeId, Vec<HeldRef>> = FxHashMap::default();
        let mut begun: FxHashMap<TypeId, Vec<HeldRef>> = FxHashMap::default();
        let mut inside: FxHashMap<TypeId, Vec<LockKey>> = FxHashMap::default();
        for func in &program.funcs {
            if program.workspace.files[func.file.index()].is_test {
                continue;
            }
            let key = program.func_of(func.body);
            for made in &program.summaries[key.0 as usize].made {
                let body = program.body(key, made.body);
                narrow(&mut under, made.ty, locks_given(program, body, made));
                narrow(&mut begun, made.ty, locks_taken(program, body, made.ty));
                let around = match returns(program, body, made.ty) {
                    true => Vec::new(),
                    false => locks_around(program, body, made),
                };
                inside
                    .entry(made.ty)
                    .and_modify(|all| all.retain(|it| around.contains(it)))
                    .or_insert(around);
            }
        }
        under.retain(|_, locks| !locks.is_empty());
        begun.retain(|_, locks| !locks.is_empty());
        inside.retain(|_, locks| !locks.is_empty());
        Entry {
            under,
            begun,
            inside,
            forgotten: forgotten(program),
        }
    }

    /// The lock is held wherever the receiver of the function is made, and what is made stays there: nobody was seen to call without it.
    pub fn is_made_inside(&self, program: &Program<'_>, body: BodyId, lock: &LockKey) -> bool {
        receiver(program, body)
            .and_then(|it| self.inside.get(&it))
            .is_some_and(|locks| locks.contains(lock))
    }

    /// Locks that a goroutine got from whoever called its starter: its own body releases them.
    pub fn handed_to(&self, program: &Program<'_>, body: BodyId) -> Vec<HeldRef> {
        let func = program.func_of(body);
        let ops = program.body_summary(body).lock_ops.iter();
        let given_back: Vec<LockKey> = ops
            .filter(|it| !it.takes)
            .map(|it| held_ref(program, func, &Held::sure(it.lock.clone(), Mode::Write)).key)
            .collect();
        let mut held = self.left_to(program, body);
        held.retain(|it| given_back.contains(&it.key));
        held
    }

    /// Locks that the body releases and has not taken: whoever calls it has.
    fn left_to(&self, program: &Program<'_>, body: BodyId) -> Vec<HeldRef> {
        let mut held = released(program, body);
        held.retain(|it| !self.forgotten.contains(&(body, it.key.clone())));
        held
    }

    /// What somebody who calls the function from outside holds.
    pub fn of_outsiders(&self, program: &Program<'_>, body: BodyId) -> Vec<HeldRef> {
        let mut held = self.of_body(program, body);
        if let Some(ty) = receiver(program, body) {
            held.extend(self.begun.get(&ty).into_iter().flatten().cloned());
        }
        held
    }

    /// What whoever calls the function holds.
    pub fn of_body(&self, program: &Program<'_>, body: BodyId) -> Vec<HeldRef> {
        let mut held = self.left_to(program, body);
        if let Some(ty) = receiver(program, body) {
            held.extend(self.under.get(&ty).into_iter().flatten().cloned());
        }
        held
    }
}

/// The type of which the function is a method.
fn receiver(program: &Program<'_>, body: BodyId) -> Option<TypeId> {
    let decl = program.funcs[program.func_of(body).0 as usize].decl?;
    match program.universe.funcs[decl.index()].recv {
        Some((Ty::Named(ty, _), _)) => Some(ty),
        _ => None,
    }
}

/// Locks that the body releases and has not taken.
fn released(program: &Program<'_>, body: BodyId) -> Vec<HeldRef> {
    let func = program.func_of(body);
    let released = program.body_summary(body).releases.iter();
    released.map(|it| held_ref(program, func, it)).collect()
}

/// Releases of locks that nobody is seen to hold: the whole of what some function does with its lock is `defer mu.Unlock()`, and none of those
/// who call it has taken it.
fn forgotten(program: &Program<'_>) -> FxHashSet<(BodyId, LockKey)> {
    let bodies = || (0..program.bodies.len() as u32).map(BodyId);
    let mut kept: FxHashSet<LockKey> = FxHashSet::default();
    for body in bodies() {
        let func = program.func_of(body);
        let acquires = program.body_summary(body).acquires.iter();
        kept.extend(acquires.map(|it| held_ref(program, func, it).key));
    }
    let released = bodies().flat_map(|body| {
        let locks = released(program, body).into_iter();
        locks.map(move |it| (body, it.key))
    });
    released
        .filter(|(body, lock)| {
            !kept.contains(lock)
                && is_private(program, lock)
                && only_releases(program, *body, lock, MAX_CALLS)
                && !is_handed(program, *body, lock)
        })
        .collect()
}

/// No other package can take the lock.
fn is_private(program: &Program<'_>, lock: &LockKey) -> bool {
    let is_lower = |name: &str| name.chars().next().is_some_and(char::is_lowercase);
    match lock {
        LockKey::Field(field) => {
            let field = &program.universe.fields[field.index()];
            !field.embedded && is_lower(&field.name)
        }
        LockKey::Global(var) => is_lower(&program.universe.vars[var.index()].name),
        LockKey::Entry(..)
        | LockKey::Local(..)
        | LockKey::Private(..)
        | LockKey::Thread(_)
        | LockKey::Unknown => false,
    }
}

/// The body begins with `defer mu.Unlock()` and does nothing else with locks, or it has the lock released by such functions alone.
fn only_releases(program: &Program<'_>, body: BodyId, lock: &LockKey, calls: u8) -> bool {
    let func = program.func_of(body);
    let summary = program.body_summary(body);
    let is_it = |it: &&LockCall| {
        let held = Held::sure(it.lock.clone(), Mode::Write);
        held_ref(program, func, &held).key == *lock
    };
    if let Some(first) = summary.lock_ops.iter().find(is_it) {
        let is_before = |at: Span| at.end <= first.span.start;
        let mut sites = summary.calls.iter().map(|id| program.site(body, *id));
        return program.bodies[body.0 as usize].1 == 0
            && !summary.locks
            && summary.lock_ops.iter().all(|it| it.deferred && !it.takes)
            && !sites.any(|it| is_before(it.span));
    }
    let mut releasing = program.outgoing[body.0 as usize]
        .iter()
        .map(|edge| program.edge(*edge).to)
        .filter(|to| released(program, *to).iter().any(|it| it.key == *lock))
        .peekable();
    calls > 0
        && releasing.peek().is_some()
        && releasing.all(|to| only_releases(program, to, lock, calls - 1))
}

/// Somebody who calls the body, at whatever distance, holds the lock.
fn is_handed(program: &Program<'_>, body: BodyId, lock: &LockKey) -> bool {
    let holds = |edge: &Edge| {
        let func = program.func_of(edge.from);
        let site = program.site(edge.from, edge.site);
        let mut held = site.point.held.iter().chain(&site.extra);
        held.any(|it| held_ref(program, func, it).key == *lock)
    };
    let mut seen = FxHashSet::from_iter([body]);
    let mut queue = vec![body];
    while let Some(body) = queue.pop() {
        for edge in &program.incoming[body.0 as usize] {
            let edge = program.edge(*edge);
            if holds(edge) {
                return true;
            }
            if seen.insert(edge.from) {
                queue.push(edge.from);
            }
        }
    }
    false
}

/// Of the locks of a type, keeps those that also come with this object of it.
fn narrow(of_types: &mut FxHashMap<TypeId, Vec<HeldRef>>, ty: TypeId, locks: Vec<HeldRef>) {
    of_types
        .entry(ty)
        .and_modify(|all| all.retain(|it| locks.iter().any(|lock| lock.key == it.key)))
        .or_insert(locks);
}

/// Locks that are held where the object is made and that the body keeps: whoever gets the object has them. What was done once by then, or is
/// being done, is done for whoever uses the object.
fn locks_given(program: &Program<'_>, body: BodyId, made: &Made) -> Vec<HeldRef> {
    let func = program.func_of(body);
    let kept = &program.body_summary(body).acquires;
    let around = made.held.iter();
    let of_body = around
        .filter(|it| kept.iter().any(|kept| kept.lock == it.lock))
        .map(|it| held_ref(program, func, it));
    let mut given: Vec<HeldRef> = of_body.collect();
    given.extend(done_once(program, body, made));
    for lock in &mut given {
        lock.place = None;
    }
    given
}

/// Locks that the body takes and keeps, if it returns objects of the type: `t := &tx{s}; t.lock(); return t`.
fn locks_taken(program: &Program<'_>, body: BodyId, ty: TypeId) -> Vec<HeldRef> {
    if !is_result(program, body, ty) {
        return Vec::new();
    }
    let func = program.func_of(body);
    let kept = program.body_summary(body).left_held();
    let taken = kept.iter().filter(|it| it.mode == Mode::Write);
    taken
        .map(|it| HeldRef {
            place: None,
            ..held_ref(program, func, it)
        })
        .collect()
}

/// What has been done once where the object is made, or is being done by the callers there.
fn done_once(program: &Program<'_>, body: BodyId, made: &Made) -> Vec<HeldRef> {
    let once = |body: BodyId, held: &[Held]| -> Vec<HeldRef> {
        let func = program.func_of(body);
        let held = held.iter().map(|it| held_ref(program, func, it));
        held.filter(|it| matches!(it.key, LockKey::Global(_)) && is_once(program, &it.key))
            .map(|it| HeldRef {
                mode: Mode::Read,
                place: None,
                ..it
            })
            .collect()
    };
    let mut done = once(body, &made.held);
    let mut callers = program.incoming[body.0 as usize].iter().map(|edge| {
        let edge = program.edge(*edge);
        once(edge.from, &program.site(edge.from, edge.site).point.held)
    });
    if let Some(mut by_all) = callers.next() {
        callers.for_each(|it| by_all.retain(|lock| it.contains(lock)));
        done.extend(by_all);
    }
    done
}

fn locks_around(program: &Program<'_>, body: BodyId, made: &Made) -> Vec<LockKey> {
    let func = program.func_of(body);
    let around = made.held.iter();
    around.map(|it| held_ref(program, func, it).key).collect()
}

/// A result of the function is declared as a pointer to the type.
fn is_result(program: &Program<'_>, body: BodyId, ty: TypeId) -> bool {
    let results = declared_results(program, body);
    results.is_some_and(|all| all.iter().any(|it| points_to(it, ty)))
}

/// A result of the function may be an object of the type.
fn returns(program: &Program<'_>, body: BodyId, ty: TypeId) -> bool {
    let Some(results) = declared_results(program, body) else {
        return true;
    };
    results.iter().any(|it| match it {
        Ty::Basic(_) => false,
        Ty::Pointer(_) => points_to(it, ty),
        other => !matches!(
            program.universe.underlying(other),
            Ty::Basic(_) | Ty::Map(_) | Ty::Slice(_)
        ),
    })
}

/// The results of a declared function; of a literal they are not known.
fn declared_results<'p>(program: &Program<'p>, body: BodyId) -> Option<&'p [Ty]> {
    let func = program.funcs[program.func_of(body).0 as usize];
    match (func.decl, program.bodies[body.0 as usize].1) {
        (Some(decl), 0) => Some(&program.universe.funcs[decl.index()].sig.results),
        _ => None,
    }
}

fn points_to(ty: &Ty, to: TypeId) -> bool {
    matches!(ty, Ty::Pointer(target) if matches!(&**target, Ty::Named(id, _) if *id == to))
}
