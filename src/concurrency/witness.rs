//! Witnesses: an access with one way in which it comes to be performed.
//!
//! An access through a map parameter is followed to the callers that pass the map, until the map is a field, a package
//! variable, or a local of the body at hand (its *frame*).

use super::context::{Contexts, Ctx, Root};
use super::guard::{HeldRef, held_ref};
use super::object;
use crate::link::{BodyId, EdgeId, FuncKey, Program};
use crate::summary::place::{Base, Place, Sel};
use crate::summary::{Access, Own, Point, SiteId};
use crate::support::Span;
use rayon::prelude::*;
use smallvec::SmallVec;
use std::collections::BTreeMap;

/// Map parameters are followed through this many calls.
const MAX_FOLLOW: usize = 6;
/// Callers considered for one map parameter.
const MAX_CALLERS: usize = 40;
/// Instances of one access: functions that hand a map round among each other would make millions.
const MAX_INSTANCES: usize = 4096;

/// An access in terms of a frame.
#[derive(Debug, Clone)]
pub struct Instance {
    /// The body that performs it.
    pub body: BodyId,
    /// Its number in that body's accesses.
    pub number: u32,
    /// The body in whose terms `place` is.
    pub frame: BodyId,
    /// Edges from the frame to the access; empty when the frame performs it.
    pub steps: SmallVec<[EdgeId; 2]>,
    /// The map.
    pub place: Place,
    /// Locks held by the access's own goroutine since the frame, or since that goroutine began.
    pub held: Vec<HeldRef>,
    /// A step starts a goroutine.
    pub spawned: bool,
    /// Whether somebody else can reach the map, in terms of the frame.
    pub own: Own,
}

impl Instance {
    /// The access.
    pub fn access<'p>(&self, program: &'p Program<'_>) -> &'p Access {
        &program.body_summary(self.body).accesses[self.number as usize]
    }
}

/// What a map is filed under.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bucket {
    /// A field, with the number of element steps behind it (`s.m[k]` as a map itself).
    Field(crate::types::FieldId, usize),
    /// A package variable, likewise.
    Global(crate::types::VarId, usize),
    /// A variable or allocation of a function, likewise.
    Local(FuncKey, Base, usize),
    /// A local as such, not a map in it.
    Variable(FuncKey, crate::ir::LocalId),
    /// A field, as such, of what a local holds.
    FieldOfVariable(FuncKey, crate::ir::LocalId, crate::types::FieldId),
    /// A package variable as such.
    PackageVariable(crate::types::VarId),
}

impl Bucket {
    /// It is a variable as such, not a map.
    pub fn is_variable(&self) -> bool {
        matches!(
            self,
            Bucket::Variable(..) | Bucket::FieldOfVariable(..) | Bucket::PackageVariable(_)
        )
    }
}

/// All instances of all accesses by the map that they touch, each list in a fixed order.
pub fn by_map(program: &Program<'_>) -> BTreeMap<Bucket, Vec<Instance>> {
    let mut buckets: BTreeMap<Bucket, Vec<Instance>> = BTreeMap::new();
    for (bucket, instance) in instances(program) {
        buckets.entry(bucket).or_default().push(instance);
    }
    buckets
}

/// All instances of all accesses, with their buckets, in a fixed order.
fn instances(program: &Program<'_>) -> Vec<(Bucket, Instance)> {
    (0..program.bodies.len() as u32)
        .into_par_iter()
        .flat_map_iter(|at| instances_of(program, BodyId(at)))
        .collect()
}

/// Those of the accesses in one body.
fn instances_of(program: &Program<'_>, body: BodyId) -> Vec<(Bucket, Instance)> {
    let mut out = Vec::new();
    let func = program.func_of(body);
    for (number, access) in program.body_summary(body).accesses.iter().enumerate() {
        if access.owned == Own::Yes {
            continue;
        }
        let held = access
            .point
            .held
            .iter()
            .map(|held| held_ref(program, func, held))
            .collect();
        let instance = Instance {
            body,
            number: number as u32,
            frame: body,
            steps: SmallVec::new(),
            place: access.place.shared(),
            held,
            spawned: false,
            own: access.owned.clone(),
        };
        let limit = out.len() + MAX_INSTANCES;
        follow(program, instance, &mut out, limit);
    }
    out
}

/// Files an instance, and follows a map parameter to the callers, until there are `limit` instances.
fn follow(
    program: &Program<'_>,
    instance: Instance,
    out: &mut Vec<(Bucket, Instance)>,
    limit: usize,
) {
    if out.len() >= limit {
        return;
    }
    let func = program.func_of(instance.frame);
    if instance.access(program).op.is_of_variable() {
        let is_test = program.is_test(instance.body);
        match instance.place.base {
            Base::Local(local) => match instance.place.path.first() {
                Some(Sel::Field(field)) => {
                    out.push((Bucket::FieldOfVariable(func, local, *field), instance))
                }
                _ => out.push((Bucket::Variable(func, local), instance)),
            },
            // Tests replace package variables before anything runs.
            Base::Global(var) if !is_test => out.push((Bucket::PackageVariable(var), instance)),
            _ => {}
        }
        return;
    }
    let elems = instance.place.elements();
    if let Some((field, elems)) = instance.place.owner() {
        out.push((Bucket::Field(field, elems), instance));
        return;
    }
    if instance.place.path.len() > elems {
        return;
    }
    match &instance.place.base {
        Base::Global(var) => out.push((Bucket::Global(*var, elems), instance)),
        Base::ExternalVar(..) => {}
        base @ (Base::Alloc(_) | Base::Result(_)) => {
            out.push((Bucket::Local(func, base.clone(), elems), instance))
        }
        Base::Local(local) => {
            out.push((
                Bucket::Local(func, instance.place.base.clone(), elems),
                instance.clone(),
            ));
            // A literal's access to a parameter of the function around it is followed from that function's body.
            let is_own = program.params(instance.frame).contains(local);
            let is_outer = program.func_ir(func).params.contains(local);
            if (is_own || is_outer) && instance.steps.len() < MAX_FOLLOW {
                callers(program, &instance, is_own, out, limit);
            }
        }
    }
}

fn callers(
    program: &Program<'_>,
    instance: &Instance,
    is_own: bool,
    out: &mut Vec<(Bucket, Instance)>,
    limit: usize,
) {
    for edge_id in program.incoming[instance.frame.0 as usize]
        .iter()
        .take(MAX_CALLERS)
    {
        let edge = program.edge(*edge_id);
        let Some(place) = program.outward(edge, &instance.place) else {
            continue;
        };
        let site = program.site(edge.from, edge.site);
        let in_maker = program.func_of(edge.from) == program.func_of(instance.frame);
        if edge.from == instance.frame || (!is_own && in_maker && place.base != instance.place.base)
        {
            continue;
        }
        let spawns = site.run.spawns();
        let own = match (&instance.own, spawns) {
            (Own::Base, false) => own_at(program, instance, *edge_id, is_own),
            _ => Own::No,
        };
        if own == Own::Yes {
            continue;
        }
        let mut held: Vec<HeldRef> = instance.held.clone();
        for lock in &mut held {
            lock.place = lock
                .place
                .as_ref()
                .and_then(|place| program.outward(edge, place));
        }
        let func = program.func_of(edge.from);
        if !instance.spawned {
            let from = if spawns {
                &site.extra
            } else {
                &site.point.held
            };
            held.extend(from.iter().map(|held| held_ref(program, func, held)));
        }
        let mut steps: SmallVec<[EdgeId; 2]> = SmallVec::new();
        steps.push(*edge_id);
        steps.extend(instance.steps.iter().copied());
        let next = Instance {
            body: instance.body,
            number: instance.number,
            frame: edge.from,
            steps,
            place: place.shared(),
            held,
            spawned: instance.spawned || spawns,
            own,
        };
        let same_func = program.func_of(edge.from) == program.func_of(instance.frame);
        if same_func && next.place.base == instance.place.base {
            // The function around the literal: the bucket is the same, only the callers are of interest.
            if instance
                .place
                .local()
                .is_some_and(|local| program.func_ir(func).params.contains(&local))
                && next.steps.len() < MAX_FOLLOW
                && program.bodies[next.frame.0 as usize].1 == 0
            {
                callers(program, &next, true, out, limit);
            }
            continue;
        }
        follow(program, next, out, limit);
    }
}

/// Who else can reach the map of an instance at a call of its frame.
fn own_at(program: &Program<'_>, instance: &Instance, edge_id: EdgeId, is_own: bool) -> Own {
    let edge = program.edge(edge_id);
    let site = program.site(edge.from, edge.site);
    if let Some(local) = instance.place.local()
        && let Some(given) = program.given_to_maker(edge, local)
    {
        let mut with = site.made_with.iter();
        return with
            .find(|(at, _)| *at as usize == given)
            .map(|(_, own)| own.clone())
            .unwrap_or_default();
    }
    if !is_own {
        return site
            .keeps
            .iter()
            .find(|(base, _)| *base == instance.place.base)
            .map(|(_, own)| own.clone())
            .unwrap_or_default();
    }
    let params = program.params(edge.to);
    instance
        .place
        .local()
        .and_then(|local| params.iter().position(|it| *it == local))
        .and_then(|at| at.checked_sub(usize::from(edge.receiver_missing)))
        .map(|at| site.own(at))
        .unwrap_or_default()
}

/// One link of the chain from the root to an access.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The edge.
    pub edge: EdgeId,
    /// The calling body.
    pub from: BodyId,
    /// The site there.
    pub site: SiteId,
    /// It starts a goroutine.
    pub spawns: bool,
}

/// An access with the chain of calls that leads to it.
#[derive(Debug, Clone)]
pub struct Witness {
    /// The access.
    pub instance: Instance,
    /// Where the chain begins.
    pub top: BodyId,
    /// How the top body is run.
    pub root: Root,
    /// From the top to the access.
    pub links: Vec<Link>,
    /// Locks held at the access, in terms of the frame.
    pub held: Vec<HeldRef>,
    /// Locks that the starter of its goroutine keeps.
    pub covered: Vec<HeldRef>,
    /// The goroutine's own root: the last spawn, or `root`.
    pub thread: Root,
    /// Dynamic edges on the chain.
    pub dynamic: u8,
}

impl Witness {
    /// The access.
    pub fn access<'p>(&self, program: &'p Program<'_>) -> &'p Access {
        self.instance.access(program)
    }

    /// Dynamic edges from `links[at]` on.
    pub fn dynamic_from(&self, program: &Program<'_>, at: usize) -> u8 {
        let links = self.links.iter().skip(at);
        links.filter(|link| program.edge(link.edge).dynamic).count() as u8
    }

    /// Position of the last link that starts a goroutine.
    pub fn last_spawn(&self) -> Option<usize> {
        self.links.iter().rposition(|link| link.spawns)
    }

    /// What holds in `links[at].from` at that link, or at the access itself past the last link.
    pub fn point<'p>(&self, program: &'p Program<'_>, at: usize) -> &'p Point {
        match self.links.get(at) {
            Some(link) => &program.site(link.from, link.site).point,
            None => &self.access(program).point,
        }
    }

    /// The call at `links[at]`, or the access itself past the last link.
    pub fn span(&self, program: &Program<'_>, at: usize) -> Span {
        match self.links.get(at) {
            Some(link) => program.site(link.from, link.site).span,
            None => self.access(program).span,
        }
    }

    /// The body that is run behind `links[..at]`.
    pub fn body_at(&self, program: &Program<'_>, at: usize) -> BodyId {
        match at.checked_sub(1) {
            Some(before) => program.edge(self.links[before].edge).to,
            None => self.top,
        }
    }
}

/// All ways in which an instance comes to be performed.
pub fn witnesses(program: &Program<'_>, contexts: &Contexts, instance: &Instance) -> Vec<Witness> {
    contexts
        .of(instance.frame)
        .iter()
        .filter(|ctx| {
            let reached =
                !is_owned(ctx, instance) || leads_to_older(program, contexts, instance, ctx);
            reached && !ctx.rules_out(first_point(program, instance))
        })
        .map(|ctx| witness(program, contexts, instance, ctx))
        .collect()
}

/// Where the frame performs the access, or calls what does.
fn first_point<'p>(program: &'p Program<'_>, instance: &Instance) -> &'p Point {
    match instance.steps.first() {
        Some(edge) => {
            let edge = program.edge(*edge);
            &program.site(edge.from, edge.site).point
        }
        None => &instance.access(program).point,
    }
}

/// The map belongs to an object that nobody else can reach in this context.
fn is_owned(ctx: &Ctx, instance: &Instance) -> bool {
    !instance.spawned && instance.own.holds(&instance.place.base, &ctx.owned)
}

/// The object was made on the way for those who got here, but the path to the map leads from it to something that it was given and that others
/// know: `newReader(s).read()` comes to what `s` keeps.
fn leads_to_older(
    program: &Program<'_>,
    contexts: &Contexts,
    instance: &Instance,
    ctx: &Ctx,
) -> bool {
    let (mut at, mut place) = (ctx, instance.place.clone());
    while let Some((parent, edge)) = at.via {
        let body = program.edge(edge).from;
        let Some(outer) = program.outward(program.edge(edge), &place) else {
            return false;
        };
        // What a copy of a struct holds may have been replaced there.
        place = outer;
        at = &contexts.of(body)[parent as usize];
        let summary = &program.summaries[program.func_of(body).0 as usize];
        let holder = |(field, held): &(Place, Place)| {
            place
                .below(field)
                .filter(|_| object::is_of_known_type(program, field))?;
            Some(!at.owned.contains(&held.base))
        };
        if let Some(is_older) = summary.older.iter().find_map(holder) {
            return is_older;
        }
        if !matches!(place.base, Base::Local(_)) {
            return false;
        }
    }
    false
}

fn witness(program: &Program<'_>, contexts: &Contexts, instance: &Instance, ctx: &Ctx) -> Witness {
    let (top, root, mut links) = chain(program, contexts, instance.frame, ctx);
    links.extend(instance.steps.iter().map(|edge| link(program, *edge)));
    let mut held = instance.held.clone();
    let mut covered = Vec::new();
    if instance.spawned {
        if let Some(last) = instance
            .steps
            .iter()
            .rev()
            .find(|edge| link(program, **edge).spawns)
        {
            let edge = program.edge(*last);
            let func = program.func_of(edge.from);
            let site = program.site(edge.from, edge.site);
            covered.extend(site.covered.iter().map(|it| held_ref(program, func, it)));
        }
    } else {
        held.extend(ctx.held.iter().cloned());
        covered.extend(ctx.covered.iter().cloned());
    }
    let thread = thread(root, &links);
    let dynamic = links
        .iter()
        .filter(|link| program.edge(link.edge).dynamic)
        .count() as u8;
    Witness {
        instance: instance.clone(),
        top,
        root,
        links,
        held,
        covered,
        thread,
        dynamic,
    }
}

/// The goroutine in which a chain of calls ends.
pub(super) fn thread(root: Root, links: &[Link]) -> Root {
    match links.iter().rev().find(|link| link.spawns) {
        Some(link) => Root::Spawn(link.from, link.site),
        None => root,
    }
}

/// The calls that lead to a body in one of its contexts: where they begin, and how that is run.
pub(super) fn chain(
    program: &Program<'_>,
    contexts: &Contexts,
    body: BodyId,
    ctx: &Ctx,
) -> (BodyId, Root, Vec<Link>) {
    let mut links: Vec<Link> = Vec::new();
    let mut at = ctx;
    let mut top = body;
    while let Some((parent, edge)) = at.via {
        links.push(link(program, edge));
        top = program.edge(edge).from;
        at = &contexts.of(top)[parent as usize];
    }
    links.reverse();
    (top, at.root, links)
}

/// The link that an edge makes.
pub(super) fn link(program: &Program<'_>, edge_id: EdgeId) -> Link {
    let edge = program.edge(edge_id);
    let spawns = program.site(edge.from, edge.site).run.spawns();
    Link {
        edge: edge_id,
        from: edge.from,
        site: edge.site,
        spawns,
    }
}
