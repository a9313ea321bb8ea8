//! Locks that a function is entered with, whoever calls it.
//!
//! In: the linked program. Out: locks by body. Must not know the calls that lead to a body.
//!
//! Two things tell: a function releases what it has not taken (to release a mutex that nobody holds ends the program), or its receiver is of
//! a type whose objects are made and given away together with a lock: `s.mu.Lock(); return &session{s}`.

use super::guard::{HeldRef, LockKey, held_ref};
use crate::link::{BodyId, Program};
use crate::summary::Made;
use crate::types::{Ty, TypeId};
use rustc_hash::FxHashMap;

/// What bodies are entered with.
pub struct Entry {
    /// Locks that come with all objects of a type.
    under: FxHashMap<TypeId, Vec<HeldRef>>,
    /// Locks that are held wherever objects of a type are made, if none of them is returned.
    inside: FxHashMap<TypeId, Vec<LockKey>>,
}

impl Entry {
    /// Looks at all places where something is made.
    pub fn find(program: &Program<'_>) -> Entry {
        let mut under: FxHashMap<TypeId, Vec<HeldRef>> = FxHashMap::default();
        let mut inside: FxHashMap<TypeId, Vec<LockKey>> = FxHashMap::default();
        for func in &program.funcs {
            if program.workspace.files[func.file.index()].is_test {
                continue;
            }
            let key = program.func_of(func.body);
            for made in &program.summaries[key.0 as usize].made {
                let body = program.body(key, made.body);
                let given = locks_given(program, body, made);
                under
                    .entry(made.ty)
                    .and_modify(|all| all.retain(|it| given.iter().any(|lock| lock.key == it.key)))
                    .or_insert(given);
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
        inside.retain(|_, locks| !locks.is_empty());
        Entry { under, inside }
    }

    /// The lock is held wherever the receiver of the function is made, and what is made stays there: nobody was seen to call without it.
    pub fn is_made_inside(&self, program: &Program<'_>, body: BodyId, lock: &LockKey) -> bool {
        receiver(program, body)
            .and_then(|it| self.inside.get(&it))
            .is_some_and(|locks| locks.contains(lock))
    }

    /// What whoever calls the function holds.
    pub fn of_body(&self, program: &Program<'_>, body: BodyId) -> Vec<HeldRef> {
        let mut held = released(program, body);
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

/// Locks that are held where the object is made and that the body keeps: whoever gets the object has them.
fn locks_given(program: &Program<'_>, body: BodyId, made: &Made) -> Vec<HeldRef> {
    let func = program.func_of(body);
    let kept = &program.body_summary(body).acquires;
    let around = made.held.iter();
    around
        .filter(|it| kept.iter().any(|kept| kept.lock == it.lock))
        .map(|it| HeldRef {
            place: None,
            ..held_ref(program, func, it)
        })
        .collect()
}

fn locks_around(program: &Program<'_>, body: BodyId, made: &Made) -> Vec<LockKey> {
    let func = program.func_of(body);
    let around = made.held.iter();
    around.map(|it| held_ref(program, func, it).key).collect()
}

/// A result of the function may be an object of the type.
fn returns(program: &Program<'_>, body: BodyId, ty: TypeId) -> bool {
    let func = program.funcs[program.func_of(body).0 as usize];
    let (Some(decl), 0) = (func.decl, program.bodies[body.0 as usize].1) else {
        return true;
    };
    let results = &program.universe.funcs[decl.index()].sig.results;
    results.iter().any(|it| match it {
        Ty::Basic(_) => false,
        Ty::Pointer(target) => matches!(&**target, Ty::Named(id, _) if *id == ty),
        other => !matches!(
            program.universe.underlying(other),
            Ty::Basic(_) | Ty::Map(_) | Ty::Slice(_)
        ),
    })
}
