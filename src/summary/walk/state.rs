//! The abstract state at one point of a body, and its join.

use crate::ir::LocalId;
use crate::summary::place::{Base, Place};
use crate::summary::{Held, Mode, SiteId, Val};
use smallvec::SmallVec;

/// What is known at one point.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct State {
    /// This point is not reached: the identity of the join, so that `if err { log.Fatal() }` costs no lock.
    pub dead: bool,
    /// Locks held on every path, in the order taken.
    pub held: SmallVec<[Held; 2]>,
    /// Goroutines started by this body that may be running.
    pub live: SmallVec<[SiteId; 2]>,
    /// Waited for on every path.
    pub after: SmallVec<[Place; 1]>,
    /// Values of locals that are assigned more than once.
    pub env: Vec<(LocalId, Val)>,
    /// What was stored into places that this function alone knows.
    pub heap: Vec<(Place, Val)>,
    /// Bases that others can reach by now.
    pub published: Vec<Base>,
}

impl State {
    /// The value of a reassigned local.
    pub fn local(&self, local: LocalId) -> Option<&Val> {
        self.env.iter().find(|(it, _)| *it == local).map(|(_, val)| val)
    }

    /// Sets the value of a reassigned local.
    pub fn set_local(&mut self, local: LocalId, val: Val) {
        match self.env.iter_mut().find(|(it, _)| *it == local) {
            Some(entry) => entry.1 = val,
            None => self.env.push((local, val)),
        }
    }

    /// What was stored at a place.
    pub fn stored(&self, place: &Place) -> Option<&Val> {
        self.heap.iter().find(|(it, _)| it == place).map(|(_, val)| val)
    }

    /// Forgets what was stored at a place and below it.
    pub fn forget(&mut self, place: &Place) {
        self.heap.retain(|(it, _)| it.below(place).is_none());
    }

    /// Takes a lock; taking a shared lock again exclusively keeps the stronger mode.
    pub fn acquire(&mut self, lock: Place, mode: Mode) {
        match self.held.iter_mut().find(|it| it.lock == lock) {
            Some(held) => {
                held.mode = held.mode.max(mode);
                held.maybe = false;
            }
            None => self.held.push(Held::sure(lock, mode)),
        }
    }

    /// Releases a lock; tells whether it was held.
    pub fn release(&mut self, lock: &Place) -> bool {
        let before = self.held.len();
        self.held.retain(|it| it.lock != *lock);
        before != self.held.len()
    }

    /// Notes that something was waited for.
    pub fn waited(&mut self, place: Place) {
        if !self.after.contains(&place) {
            self.after.push(place);
        }
    }
}

/// The join of two paths: waits that both have, goroutines that either has; a lock that one of them has is held maybe.
pub(super) fn join(a: State, b: State) -> State {
    if a.dead {
        return b;
    }
    if b.dead {
        return a;
    }
    if a == b {
        return a;
    }
    let mut held: SmallVec<[Held; 2]> = SmallVec::new();
    for x in &a.held {
        held.push(match b.held.iter().find(|y| y.lock == x.lock) {
            Some(y) => Held { lock: x.lock.clone(), mode: x.mode.min(y.mode), maybe: x.maybe || y.maybe },
            None => Held { maybe: true, ..x.clone() },
        });
    }
    held.extend(b.held.iter().filter(|y| !a.held.iter().any(|x| x.lock == y.lock)).map(|y| Held { maybe: true, ..y.clone() }));
    held.sort();
    let mut live = a.live;
    for site in b.live {
        if !live.contains(&site) {
            live.push(site);
        }
    }
    live.sort_unstable();
    let mut published = a.published;
    for base in b.published {
        if !published.contains(&base) {
            published.push(base);
        }
    }
    let mut env = Vec::with_capacity(a.env.len());
    for (local, val) in a.env {
        match b.env.iter().find(|(it, _)| *it == local) {
            Some((_, other)) if *other == val => env.push((local, val)),
            // `var m map[K]V` (nothing known) against `m = make(...)` on one path keeps the variable itself.
            _ => env.push((local, Val::Place(Place::new(Base::Local(local))))),
        }
    }
    for (local, _) in &b.env {
        if !env.iter().any(|(it, _)| it == local) {
            env.push((*local, Val::Place(Place::new(Base::Local(*local)))));
        }
    }
    State {
        dead: false,
        held,
        live,
        after: a.after.into_iter().filter(|place| b.after.contains(place)).collect(),
        env,
        heap: a.heap.into_iter().filter(|entry| b.heap.contains(entry)).collect(),
        published,
    }
}

/// The state of a path that ended.
pub(super) fn dead() -> State {
    State { dead: true, ..State::default() }
}
