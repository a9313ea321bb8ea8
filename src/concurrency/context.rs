//! Contexts: how a body comes to run: in which goroutine, by which calls, with which locks held on entry.
//!
//! Top-down over the call graph, breadth first from the roots, so that the shortest chain of calls stands for all that
//! agree in root, locks and ownership. A context is kept per (root, locks, owned parameters) and body.

use super::convention::Takers;
use super::entry::Entry;
use super::guard::{HeldRef, LockKey, held_ref};
use super::outside::Outside;
pub use super::root::Root;
use super::root::{Mentions, contract, owned_by_root, plain_root};
use super::single::Singles;
use crate::ir::LocalId;
use crate::link::{BodyId, EdgeId, Program};
use crate::models::Models;
use crate::summary::place::{Base, Place, Sel};
use crate::summary::{Mode, Point, Run, Val};
use crate::types::FieldId;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

/// Contexts kept per body, when handlers have been followed, what is called from outside, tests, and stray literals: each has some room that long
/// chains from those before it cannot take.
const MAX_CONTEXTS: [usize; 4] = [12, 18, 20, 20];
/// Locks kept per context.
const MAX_HELD: usize = 24;
/// Longest chain of calls.
const MAX_DEPTH: u8 = 30;

/// One way in which a body comes to run.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// The goroutine.
    pub root: Root,
    /// Locks held on entry.
    pub held: Vec<HeldRef>,
    /// Locks that the starter of the goroutine keeps until it has ended: they keep others out, not its siblings.
    pub covered: Vec<HeldRef>,
    /// Parameters and captured variables that nobody else can reach yet.
    pub owned: Vec<Base>,
    /// Of what matters: fields of parameters that are not set, since the caller has just made what they belong to, and parameters that are not, for the
    /// caller gives them as constants.
    pub blank: Vec<(LocalId, Option<FieldId>)>,
    /// A body on the way had goroutines running when it made the call: an earlier call of the same function, before their start, is another context.
    pub beside: bool,
    /// The context of the calling (or spawning) body, and the edge.
    pub via: Option<(u32, EdgeId)>,
    /// Length of the chain.
    pub depth: u8,
    /// Edges on the chain that were found through an interface or a stored function value.
    pub dynamic: u8,
}

impl Ctx {
    /// What tells the contexts of one body apart.
    fn key(&self) -> Seen {
        let Ctx {
            root,
            held,
            owned,
            blank,
            beside,
            ..
        } = self;
        (*root, held.clone(), owned.clone(), blank.clone(), *beside)
    }

    /// A point of the body that is never reached in this context: it needs a field to be set that is not.
    pub fn rules_out(&self, point: &Point) -> bool {
        let is_unset = |place: &Place| match (&place.base, &place.path[..]) {
            (Base::Local(local), []) => self.blank.contains(&(*local, None)),
            (Base::Local(local), [Sel::Field(field)]) => {
                self.blank.contains(&(*local, Some(*field)))
            }
            _ => false,
        };
        !self.blank.is_empty() && point.needs.iter().any(is_unset)
    }
}

/// Contexts of all bodies.
pub struct Contexts {
    /// By body.
    pub by_body: Vec<Vec<Ctx>>,
    /// What a contract calls its goroutine, by body of contract roots.
    pub contract_kinds: Vec<(BodyId, SmolStr, bool)>,
    /// Types of which there is one object.
    pub singles: Singles,
    /// Locks that functions are entered with.
    pub(super) entry: Entry,
    /// How many functions take each lock.
    pub(super) takers: Takers,
    /// Bodies that other packages can have run.
    pub(super) outside: Outside,
    /// Functions that nobody calls.
    uncalled: FxHashSet<BodyId>,
    /// Contexts that a body may have by now.
    room: usize,
}

impl Contexts {
    /// Contexts of a body.
    pub fn of(&self, body: BodyId) -> &[Ctx] {
        &self.by_body[body.0 as usize]
    }

    /// Nobody calls the function with which a chain begins: what it starts itself is all that can run.
    pub fn is_uncalled(&self, top: BodyId) -> bool {
        self.uncalled.contains(&top)
    }

    /// The name of a contract root's goroutine, and whether it runs in parallel with itself.
    pub fn contract(&self, body: BodyId) -> (&str, bool) {
        self.contract_kinds
            .iter()
            .find(|(it, ..)| *it == body)
            .map_or(("handler", true), |(_, kind, many)| (kind.as_str(), *many))
    }
}

/// Computes the contexts of all bodies in `relevant`.
pub fn contexts(program: &Program<'_>, models: &Models, relevant: &[bool]) -> Contexts {
    let mut contexts = Contexts {
        by_body: vec![Vec::new(); program.bodies.len()],
        contract_kinds: Vec::new(),
        singles: Singles::find(program),
        entry: Entry::find(program),
        takers: Takers::find(program),
        outside: Outside::default(),
        uncalled: FxHashSet::default(),
        room: 0,
    };
    let promised = program.universe.promised_methods();
    let mentions = Mentions::collect(program);
    let mut seeds: [Vec<(BodyId, Root)>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    for func in &program.funcs {
        let body = func.body;
        if !relevant[body.0 as usize] {
            continue;
        }
        let Some(decl) = func.decl else {
            seeds[1].push((body, Root::Init));
            continue;
        };
        // What else a dependency could do is not for its users to mend: only what they make it do counts.
        if program.is_dependency(func.file) {
            continue;
        }
        let info = &program.universe.funcs[decl.index()];
        if let Some((kind, many)) = contract(program, models, body, info) {
            contexts.contract_kinds.push((body, kind, many));
            seeds[0].push((body, Root::Contract(body)));
        }
        if let Some(root) = plain_root(program, body, info, promised.contains(&decl)) {
            let may_be_left =
                root == Root::Unknown || root == Root::Api && !promised.contains(&decl);
            if may_be_left && mentions.rules_out(program, info) {
                contexts.uncalled.insert(body);
            }
            let phase = if root.is_test() { 2 } else { 1 };
            seeds[phase].push((body, root));
        }
    }
    contexts.outside = Outside::find(program, seeds[1].iter().copied());
    let mut known: Known = vec![FxHashSet::default(); program.bodies.len()];
    for (phase, room) in seeds.into_iter().zip(MAX_CONTEXTS) {
        contexts.room = room;
        flow(program, relevant, &mut contexts, &mut known, phase);
    }
    // Literals that nobody was seen to call: kept somewhere and run by somebody.
    let orphans: Vec<(BodyId, Root)> = (0..program.bodies.len() as u32)
        .map(BodyId)
        .filter(|body| {
            relevant[body.0 as usize]
                && !program.is_dependency(program.file(*body))
                && program.bodies[body.0 as usize].1 > 0
                && program.incoming[body.0 as usize].is_empty()
        })
        .map(|body| (body, Root::Unknown))
        .collect();
    contexts.room = MAX_CONTEXTS[3];
    flow(program, relevant, &mut contexts, &mut known, orphans);
    contexts
}

/// What tells the contexts of one body apart: goroutine, locks, what is owned, what runs beside.
type Seen = (
    Root,
    Vec<HeldRef>,
    Vec<Base>,
    Vec<(LocalId, Option<FieldId>)>,
    bool,
);

/// The contexts found so far, by which a new one is known for one that is there already.
type Known = Vec<FxHashSet<Seen>>;

/// A context that a step led to: of which body, how it is told from others.
type Found = (BodyId, Seen, Ctx);

/// Spreads the given roots over the call graph, one call further a round. What a round finds is taken in in its order, so that the result does
/// not depend on threads.
fn flow(
    program: &Program<'_>,
    relevant: &[bool],
    contexts: &mut Contexts,
    known: &mut Known,
    roots: Vec<(BodyId, Root)>,
) {
    let roots = roots.into_iter().map(|(body, root)| {
        let ctx = Ctx {
            root,
            held: match root {
                Root::Api | Root::Unknown => contexts.entry.of_outsiders(program, body),
                _ => Vec::new(),
            },
            covered: Vec::new(),
            owned: owned_by_root(program, body, root),
            blank: Vec::new(),
            beside: false,
            via: None,
            depth: 0,
            dynamic: 0,
        };
        (body, ctx.key(), ctx)
    });
    let roots: Vec<Found> = roots.collect();
    let mut frontier: Vec<(BodyId, u32)> = roots
        .into_iter()
        .filter_map(|found| insert(contexts, known, found))
        .collect();
    while !frontier.is_empty() {
        let found: Vec<Found> = frontier
            .par_iter()
            .flat_map_iter(|(body, at)| steps(program, relevant, contexts, known, *body, *at))
            .collect();
        frontier = found
            .into_iter()
            .filter_map(|found| insert(contexts, known, found))
            .collect();
    }
}

/// The contexts of what a body calls in one of its own, where there is room for more.
fn steps(
    program: &Program<'_>,
    relevant: &[bool],
    contexts: &Contexts,
    known: &Known,
    body: BodyId,
    at: u32,
) -> Vec<Found> {
    let ctx = &contexts.by_body[body.0 as usize][at as usize];
    if ctx.depth >= MAX_DEPTH {
        return Vec::new();
    }
    let mut found = Vec::new();
    for edge_id in &program.outgoing[body.0 as usize] {
        let edge = program.edge(*edge_id);
        let to = edge.to.0 as usize;
        if relevant[to]
            && contexts.by_body[to].len() < contexts.room
            && !ctx.rules_out(&program.site(edge.from, edge.site).point)
        {
            let next = step(program, &contexts.entry, ctx, at, *edge_id);
            let key = next.key();
            if !known[to].contains(&key) {
                found.push((edge.to, key, next));
            }
        }
    }
    found
}

/// Takes a context in that is new, and tells where it is.
fn insert(
    contexts: &mut Contexts,
    known: &mut Known,
    (body, key, ctx): Found,
) -> Option<(BodyId, u32)> {
    let list = &mut contexts.by_body[body.0 as usize];
    if list.len() >= contexts.room || !known[body.0 as usize].insert(key) {
        return None;
    }
    list.push(ctx);
    Some((body, list.len() as u32 - 1))
}

/// The context of a called body.
fn step(program: &Program<'_>, entry: &Entry, ctx: &Ctx, at: u32, edge_id: EdgeId) -> Ctx {
    let edge = program.edge(edge_id);
    let site = program.site(edge.from, edge.site);
    let func = program.func_of(edge.from);
    let inward = |mut held: HeldRef| {
        held.place = held
            .place
            .as_ref()
            .and_then(|place| program.inward(edge, place));
        held
    };
    let own: Vec<HeldRef> = site
        .point
        .held
        .iter()
        .map(|held| held_ref(program, func, held))
        .collect();
    let dynamic = ctx.dynamic + u8::from(edge.dynamic);
    if site.run.spawns() {
        let mut covered: Vec<HeldRef> = site
            .covered
            .iter()
            .map(|held| inward(held_ref(program, func, held)))
            .collect();
        // The locks of those who called the starter stay taken as long, where it never returns before the goroutine has ended.
        let leaks = &program.body_summary(edge.from).leaks;
        if !leaks.contains(&edge.site) {
            for lock in ctx.held.iter().cloned().map(inward) {
                if !covered.contains(&lock) {
                    covered.push(lock);
                }
            }
        }
        let mut lent: Vec<HeldRef> = site
            .extra
            .iter()
            .map(|held| inward(held_ref(program, func, held)))
            .collect();
        // A lock that whoever called the starter left to the goroutine, which releases it.
        for lock in entry.handed_to(program, edge.to) {
            if !lent.iter().any(|it| it.key == lock.key) {
                lent.push(lock);
            }
        }
        return Ctx {
            root: Root::Spawn(edge.from, edge.site),
            held: lent,
            covered,
            owned: Vec::new(),
            blank: Vec::new(),
            beside: false,
            via: Some((at, edge_id)),
            depth: ctx.depth + 1,
            dynamic,
        };
    }
    let mut held: Vec<HeldRef> = Vec::new();
    let from_callers = ctx.held.iter().cloned().chain(own).map(inward);
    for lock in from_callers {
        match held
            .iter_mut()
            .find(|it| it.key == lock.key && it.place == lock.place)
        {
            Some(same) => same.mode = same.mode.max(lock.mode),
            None => held.push(lock),
        }
    }
    for lock in entry.of_body(program, edge.to) {
        if !held.iter().any(|it| it.key == lock.key) {
            held.push(lock);
        }
    }
    held.sort();
    held.truncate(MAX_HELD);
    Ctx {
        root: ctx.root,
        held,
        covered: ctx.covered.iter().cloned().map(inward).collect(),
        owned: owned_on_entry(program, ctx, edge_id),
        blank: blank_on_entry(program, ctx, edge_id),
        beside: ctx.beside || !site.point.live.is_empty(),
        via: Some((at, edge_id)),
        depth: ctx.depth + 1,
        dynamic,
    }
}

/// Parameters, and fields of such, on which the called body depends and that the caller has left unset.
fn blank_on_entry(
    program: &Program<'_>,
    ctx: &Ctx,
    edge_id: EdgeId,
) -> Vec<(LocalId, Option<FieldId>)> {
    let edge = program.edge(edge_id);
    let params = program.params(edge.to);
    let (func, number) = program.bodies[edge.to.0 as usize];
    let demands = &program.summaries[func.0 as usize].demands;
    if number > 0 || demands.is_empty() {
        return Vec::new();
    }
    let site = program.site(edge.from, edge.site);
    let arg_of = |local: LocalId| {
        let at = params.iter().position(|it| *it == local)?;
        at.checked_sub(usize::from(edge.receiver_missing))
    };
    // What the caller was given unset and hands on.
    let is_handed_on = |at: usize| {
        let place = site.args.get(at).and_then(Val::place);
        let local = place.filter(|it| it.path.is_empty()).and_then(Place::local);
        local.is_some_and(|it| ctx.blank.contains(&(it, None)))
    };
    let is_unset = |local: LocalId, field: Option<FieldId>| {
        arg_of(local).is_some_and(|at| match field {
            None => at < 64 && site.unset & (1 << at) != 0 || is_handed_on(at),
            Some(field) => {
                let mut blank = site.blank.iter();
                blank.any(|(it, set)| *it as usize == at && !set.contains(&field))
            }
        })
    };
    let mut unset = demands.clone();
    unset.retain(|(local, field)| is_unset(*local, *field));
    unset
}

/// Parameters and captured variables of the called body that hold what the caller owns.
pub(super) fn owned_on_entry(program: &Program<'_>, ctx: &Ctx, edge_id: EdgeId) -> Vec<Base> {
    let edge = program.edge(edge_id);
    let site = program.site(edge.from, edge.site);
    let params = program.params(edge.to);
    let mut owned: Vec<Base> = Vec::new();
    for (at, arg) in site.args.iter().enumerate() {
        let (Some(param), Some(place)) = (
            params.get(at + usize::from(edge.receiver_missing)),
            arg.place(),
        ) else {
            continue;
        };
        if site.own(at).holds(&place.base, &ctx.owned) {
            owned.push(Base::Local(*param));
        }
    }
    let given = params.iter().skip(usize::from(edge.receiver_missing));
    let made = given.take(64).enumerate();
    let made = made.filter(|(at, _)| site.made & (1 << at) != 0);
    owned.extend(made.map(|(_, param)| Base::Local(*param)));
    let (to, number) = program.bodies[edge.to.0 as usize];
    let maker = program.func_ir(to);
    for (at, own) in &site.made_with {
        if let Some(param) = maker.params.get(*at as usize)
            && program
                .outward(edge, &Place::new(Base::Local(*param)))
                .is_some_and(|place| own.holds(&place.base, &ctx.owned))
        {
            owned.push(Base::Local(*param));
        }
    }
    if number > 0 && edge.from == edge.to && site.point.live.is_empty() {
        // A literal that calls itself: what it captures is no more anybody else's than it was.
        let captured = ctx.owned.iter().filter(|base| !is_param(base, params));
        owned.extend(captured.cloned());
    }
    if number > 0 && program.func_of(edge.from) == to {
        let kept = site.keeps.iter();
        owned.extend(
            kept.filter(|(base, own)| own.holds(base, &ctx.owned))
                .map(|(base, _)| base.clone()),
        );
    }
    owned.sort();
    owned.dedup();
    owned
}

fn is_param(base: &Base, params: &[LocalId]) -> bool {
    matches!(base, Base::Local(local) if params.contains(local))
}

/// Some lock of unknown identity or a shared one is among these: for reports.
pub fn strongest(held: &[HeldRef]) -> Option<Mode> {
    held.iter()
        .filter(|it| it.key != LockKey::Unknown)
        .map(|it| it.mode)
        .max()
}

/// Whether a run starts something that is parallel with itself.
pub fn is_many(run: Run, many: bool) -> bool {
    many || run == Run::Many
}
