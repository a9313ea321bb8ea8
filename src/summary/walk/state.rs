//! The abstract state at one point of a body, and its join.

use crate::ir::LocalId;
use crate::summary::place::{Base, Place, Sel};
use crate::summary::{Held, Mode, Shared, SiteId, Val};

/// What is known at one point.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct State {
    /// This point is not reached: the identity of the join, so that `if err { log.Fatal() }` costs no lock.
    pub dead: bool,
    /// Locks held on every path, in the order taken.
    pub held: Shared<Held>,
    /// Goroutines started by this body that may be running.
    pub live: Shared<SiteId>,
    /// Waited for on every path.
    pub after: Shared<Place>,
    /// Parameters, and fields of them, that are set on every path.
    pub needs: Shared<Place>,
    /// What was found unset under a lock on every path, and is set on this one: nobody else comes this way.
    pub first: Shared<Place>,
    /// Values of locals that are assigned more than once.
    pub env: Shared<(LocalId, Val)>,
    /// What was stored into places that this function alone knows.
    pub heap: Shared<(Place, Val)>,
    /// Fields of what others may know that hold what this function has made.
    pub renewed: Shared<Place>,
    /// Bases that others can reach by now.
    pub published: Shared<Base>,
    /// Those of them that can be reached only by whoever reaches another base, with that base.
    pub lent: Shared<(Base, Base)>,
    /// Bases that a goroutine was given.
    pub handed: Shared<Base>,
}

impl State {
    /// The value of a reassigned local.
    pub fn local(&self, local: LocalId) -> Option<&Val> {
        self.env
            .iter()
            .find(|(it, _)| *it == local)
            .map(|(_, val)| val)
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
        self.heap
            .iter()
            .find(|(it, _)| it == place)
            .map(|(_, val)| val)
    }

    /// Forgets what was stored at a place and below it.
    pub fn forget(&mut self, place: &Place) {
        self.heap.retain(|(it, _)| it.below(place).is_none());
        self.renewed.retain(|it| it.below(place).is_none());
    }

    /// A base comes to be: nobody can reach it.
    pub fn unpublish(&mut self, base: &Base) {
        self.published.retain(|it| it != base);
        self.lent.retain(|(it, _)| it != base);
    }

    /// The bases that a published base was stored below, when that is the only way to it.
    pub fn lent_to(&self, base: &Base) -> Shared<Base> {
        self.lent
            .iter()
            .filter(|(it, _)| it == base)
            .map(|(_, to)| to.clone())
            .collect()
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

    /// Keeps what a callee has taken, on some paths perhaps.
    pub fn keep(&mut self, held: Held) {
        if !held.maybe {
            self.acquire(held.lock, held.mode);
        } else if !self.held.iter().any(|it| it.lock == held.lock) {
            self.held.push(held);
        }
    }

    /// Releases a lock; tells whether it was held.
    pub fn release(&mut self, lock: &Place) -> bool {
        let before = self.held.len();
        self.held.retain(|it| it.lock != *lock);
        before != self.held.len()
    }

    /// Notes that others will find the place set.
    pub fn comes_first(&mut self, place: Place) {
        if !self.dead && !self.first.contains(&place) {
            self.first.push(place);
        }
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
    let lent = join_lent(&a, &b);
    // Moved out: a list that somebody else holds too would be copied.
    let (reach, reach_b) = (
        Reach::new(&a.published, &a.heap),
        Reach::new(&b.published, &b.heap),
    );
    let env = join_env(a.env, &b.env, reach, reach_b);
    State {
        dead: false,
        lent,
        handed: join_published(a.handed, &b.handed),
        held: join_held(a.held, &b.held),
        live: join_live(a.live, &b.live),
        after: join_after(a.after, &b.after),
        needs: join_after(a.needs, &b.needs),
        first: join_after(a.first, &b.first),
        renewed: join_after(a.renewed, &b.renewed),
        env,
        heap: join_heap(a.heap, &b.heap),
        published: join_published(a.published, &b.published),
    }
}

fn join_held(a: Shared<Held>, b: &Shared<Held>) -> Shared<Held> {
    if a.is_same(b) && a.is_sorted() {
        return a;
    }
    let mut held: Shared<Held> = Shared::new();
    for x in &a {
        held.push(match b.iter().find(|y| y.lock == x.lock) {
            Some(y) => Held {
                lock: x.lock.clone(),
                mode: x.mode.max(y.mode),
                maybe: x.maybe || y.maybe || x.mode != y.mode,
            },
            None => Held {
                maybe: true,
                ..x.clone()
            },
        });
    }
    held.extend(
        b.iter()
            .filter(|y| !a.iter().any(|x| x.lock == y.lock))
            .map(|y| Held {
                maybe: true,
                ..y.clone()
            }),
    );
    held.sort();
    held
}

fn join_live(mut live: Shared<SiteId>, b: &Shared<SiteId>) -> Shared<SiteId> {
    if live.is_same(b) && live.is_sorted() {
        return live;
    }
    for site in b {
        if !live.contains(site) {
            live.push(*site);
        }
    }
    live.sort_unstable();
    live
}

fn join_after(mut after: Shared<Place>, b: &Shared<Place>) -> Shared<Place> {
    if !after.is_same(b) {
        after.retain(|place| b.contains(place));
    }
    after
}

fn join_env(
    env: Shared<(LocalId, Val)>,
    b: &Shared<(LocalId, Val)>,
    reach: Reach<'_>,
    reach_b: Reach<'_>,
) -> Shared<(LocalId, Val)> {
    if env == *b {
        return env;
    }
    let (published, published_b) = (reach.published, reach_b.published);
    // `t := s.m[k]; if t == nil { t = &T{}; s.m[k] = t }`: what was made was stored at the place where it was looked for.
    // In a table that is ours it is ours, too.
    let lazy = |kept: &Val, made: &Val, reach: Reach<'_>| match (kept, made) {
        (Val::Place(found), Val::Place(new)) => {
            !found.path.is_empty()
                && new.path.is_empty()
                && matches!(new.base, Base::Alloc(_))
                && (reach.published.contains(&new.base) || reach.keeps(&found.base, made))
        }
        _ => false,
    };
    let mut joined = Vec::with_capacity(env.len());
    for (local, val) in env {
        match b.iter().find(|(it, _)| *it == local) {
            Some((_, other)) if *other == val => joined.push((local, val)),
            Some((_, other)) if lazy(&val, other, reach_b) => joined.push((local, val)),
            Some((_, other)) if lazy(other, &val, reach) => joined.push((local, other.clone())),
            // Made on either path, and nobody else's on both: one object of ours.
            Some((_, other))
                if is_private_alloc(&val, published) && is_private_alloc(other, published_b) =>
            {
                joined.push((local, val));
            }
            // `var m map[K]V` (nothing known) against `m = make(...)` on one path keeps the variable itself.
            _ => joined.push((local, Val::Place(Place::new(Base::Local(local))))),
        }
    }
    for (local, _) in b {
        if !joined.iter().any(|(it, _)| it == local) {
            joined.push((*local, Val::Place(Place::new(Base::Local(*local)))));
        }
    }
    joined.into()
}

/// What others can reach on one path, and what was stored where they cannot.
#[derive(Clone, Copy)]
struct Reach<'a> {
    published: &'a [Base],
    heap: &'a [(Place, Val)],
}

impl<'a> Reach<'a> {
    fn new(published: &'a [Base], heap: &'a [(Place, Val)]) -> Reach<'a> {
        Reach { published, heap }
    }

    /// The value was put into a list or table that nobody else can reach.
    fn keeps(self, table: &Base, val: &Val) -> bool {
        let is_elem = |place: &Place| place.base == *table && matches!(place.path[..], [Sel::Elem]);
        matches!(table, Base::Alloc(_))
            && !self.published.contains(table)
            && self
                .heap
                .iter()
                .any(|(place, it)| is_elem(place) && it == val)
    }
}

fn is_private_alloc(val: &Val, published: &[Base]) -> bool {
    match val {
        Val::Place(place) => {
            place.path.is_empty()
                && matches!(place.base, Base::Alloc(_))
                && !published.contains(&place.base)
        }
        Val::Unknown | Val::Func(_) => false,
    }
}

fn join_heap(mut heap: Shared<(Place, Val)>, b: &Shared<(Place, Val)>) -> Shared<(Place, Val)> {
    if heap != *b {
        heap.retain(|entry| b.contains(entry));
    }
    heap
}

fn join_published(mut published: Shared<Base>, b: &Shared<Base>) -> Shared<Base> {
    if !published.is_same(b) {
        for base in b {
            if !published.contains(base) {
                published.push(base.clone());
            }
        }
    }
    published
}

/// Lent is what is lent on each path on which it is published.
fn join_lent(a: &State, b: &State) -> Shared<(Base, Base)> {
    if a.lent.is_same(&b.lent) && a.published.is_same(&b.published) {
        return a.lent.clone();
    }
    let public = |state: &State, base: &Base| {
        state.published.contains(base) && !state.lent.iter().any(|(it, _)| it == base)
    };
    let mut lent: Shared<(Base, Base)> = Shared::new();
    for entry in a.lent.iter().chain(&b.lent) {
        if !public(a, &entry.0) && !public(b, &entry.0) && !lent.contains(entry) {
            lent.push(entry.clone());
        }
    }
    lent.sort();
    lent
}

/// The state of a path that ended.
pub(super) fn dead() -> State {
    State {
        dead: true,
        ..State::default()
    }
}
