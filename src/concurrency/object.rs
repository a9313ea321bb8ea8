//! Objects: is it one map?
//!
//! The place of an access is followed outwards along its chain of calls until it starts at something that is no
//! parameter: a package variable, or a variable or allocation of some body on the chain.

use super::context::Root;
use super::guard::{HeldRef, LockKey, held_ref};
use super::witness::{Link, Witness};
use crate::link::{BodyId, FuncKey, Program};
use crate::summary::place::{Base, Place, Sel};
use crate::summary::{Callee, FuncSummary, FuncVal, Held, Mode, Run, Val, loops};
use crate::types::{FieldId, Ty, TypeId};

/// A map seen from some body on the chain of its access.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// Number of links before that body: 0 is the top.
    pub level: usize,
    /// The place in terms of that body.
    pub place: Place,
    /// It could not be followed further though it is a parameter.
    pub lost: bool,
}

/// Whether copies of the goroutine that `links[at]` starts each have a lock of their own behind this place (in terms of the frame).
pub fn lock_per_copy(program: &Program<'_>, witness: &Witness, lock: &Place, at: usize) -> bool {
    is_own_of_copy(program, witness, lock, frame_level(witness), at)
}

/// The same of a place in terms of the body at some level.
pub fn is_own_of_copy(
    program: &Program<'_>,
    witness: &Witness,
    lock: &Place,
    level: usize,
    at: usize,
) -> bool {
    let origin = follow_from(program, witness, lock.clone(), level, at, true);
    if origin.lost || is_global(&origin.place) || owner_is_element(program, &origin.place) {
        return false;
    }
    // Of one object with the map: where the copies share the one, they share the other.
    let map = follow(program, witness, witness.instance.place.clone(), at);
    if !map.lost && map.level == origin.level && is_beside(&map.place, &origin.place) {
        return false;
    }
    if origin.level > at {
        // Made by a body of the copy's own.
        let body = witness.body_at(program, origin.level);
        let is_param = origin
            .place
            .local()
            .is_some_and(|local| program.params(body).contains(&local));
        return !is_param
            && matches!(origin.place.base, Base::Alloc(_) | Base::Local(_))
            && !captured(program, body, &origin.place);
    }
    !one_for_all_rounds(program, witness, at, &origin)
}

/// Whether parallel runs of the handler at the top that come to one map come by one lock behind this place, in terms of the body at some level.
pub fn lock_for_runs(program: &Program<'_>, witness: &Witness, lock: &Place, level: usize) -> bool {
    let lock = follow_from(program, witness, lock.clone(), level, 0, true);
    // Of two objects in a table each has its own, but who comes to one map through such an object comes to one object.
    let is_on_the_way = || {
        let map = origin(program, witness, 0).place;
        let holder = lock.place.owner_path();
        map.base == lock.place.base && holder.is_some_and(|it| map.path.starts_with(it))
    };
    reached_by_runs(program, witness, &lock)
        && (!owner_is_element(program, &lock.place) || is_on_the_way())
}

/// The lock is a field of the struct that has the map, or lies in one that is embedded there.
fn is_beside(map: &Place, lock: &Place) -> bool {
    let Some((Sel::Field(_), owner)) = map.path.split_last() else {
        return false;
    };
    let fields = lock.path.strip_prefix(owner).unwrap_or_default();
    map.base == lock.base
        && !fields.is_empty()
        && fields.iter().all(|it| matches!(it, Sel::Field(_)))
}

/// The lock is that of an element of some table, and the map is not in that element, nor in another table, but one for all: of two keys, two
/// locks, and neither keeps the other key's holder out.
pub fn is_keyed_lock(witness: &Witness, lock: &HeldRef) -> bool {
    let map = &witness.instance.place;
    let Some(place) = &lock.place else {
        return false;
    };
    place.path.contains(&Sel::Elem)
        && place.base == map.base
        && map.elements() == 0
        && map.owner().is_some()
}

/// Follows the map of a witness outwards as far as level `down_to`.
pub fn origin(program: &Program<'_>, witness: &Witness, down_to: usize) -> Origin {
    let place = witness.instance.place.clone();
    let level = frame_level(witness);
    let relinks = !witness.access(program).renewed;
    follow_from(program, witness, place, level, down_to, relinks)
}

/// The level of the body in whose terms the place of a witness is.
fn frame_level(witness: &Witness) -> usize {
    witness.links.len() - witness.instance.steps.len()
}

fn follow(program: &Program<'_>, witness: &Witness, place: Place, down_to: usize) -> Origin {
    follow_from(program, witness, place, frame_level(witness), down_to, true)
}

/// Follows a place in terms of the body at `level` outwards as far as `down_to`. `relinks`: the place holds what it held before that body.
pub(super) fn follow_from(
    program: &Program<'_>,
    witness: &Witness,
    mut place: Place,
    mut level: usize,
    down_to: usize,
    relinks: bool,
) -> Origin {
    let older = |level: usize, place: Place| match relinks {
        true => relinked(program, witness.body_at(program, level), place),
        false => place,
    };
    while level > down_to {
        place = older(level, place);
        let link = witness.links[level - 1];
        let body = program.edge(link.edge).to;
        let func = program.func_of(body);
        let same_func = program.func_of(link.from) == func;
        let is_param = place
            .local()
            .is_some_and(|local| program.params(body).contains(&local));
        // What a literal captures is seen from the body around it as well.
        let from_around = same_func && !is_global(&place) && captured(program, body, &place);
        let edge = program.edge(link.edge);
        let from_maker = || {
            let given = place
                .local()
                .and_then(|it| program.given_to_maker(edge, it));
            given.is_some()
        };
        if !is_param && !from_around && !from_maker() {
            break;
        }
        match program.outward(edge, &place) {
            Some(outer) if outer.path.len() <= 12 => place = made_since(program, &link, outer),
            _ => {
                return Origin {
                    level,
                    place,
                    lost: true,
                };
            }
        }
        level -= 1;
    }
    Origin {
        level,
        place: older(level, place),
        lost: false,
    }
}

/// What a place of the calling body leads to at a call: what the body has put into its own copy of a struct since it made the copy, or the same map as the
/// original's.
fn made_since(program: &Program<'_>, link: &Link, place: Place) -> Place {
    let mut holds = program.site(link.from, link.site).holds.iter();
    let made = holds.find_map(|(field, made)| Some(made.join(place.below(field)?)));
    made.unwrap_or(place).shared()
}

/// The place behind a field of an object that this function made, or keeps in a variable, if the field is known to hold something older.
fn relinked(program: &Program<'_>, body: BodyId, place: Place) -> Place {
    if !matches!(place.base, Base::Alloc(_) | Base::Local(_)) {
        return place;
    }
    let summary = &program.summaries[program.func_of(body).0 as usize];
    let passed_on = summary.older.iter().filter(|(field, target)| {
        target.base != place.base
            && !target.path.contains(&Sel::Copy)
            && is_of_known_type(program, field)
    });
    let mut targets = summary
        .links
        .iter()
        .chain(passed_on)
        .filter_map(|(field, target)| Some(target.join(place.below(field)?)));
    match targets.next() {
        Some(first) if targets.all(|it| it == first) => first.shared(),
        _ => place,
    }
}

/// No interface, behind which there may be something else than what a chain comes to.
pub(super) fn is_of_known_type(program: &Program<'_>, place: &Place) -> bool {
    match place.path.last() {
        Some(Sel::Field(field)) => {
            let ty = &program.universe.fields[field.index()].ty;
            !matches!(
                program.universe.underlying(ty),
                Ty::Interface(_) | Ty::Unknown
            )
        }
        _ => false,
    }
}

/// The access comes to its object through an object of this type: by one of its fields, in one of its methods, or in a function that takes
/// its lock.
pub fn comes_through(
    program: &Program<'_>,
    witness: &Witness,
    keeper: TypeId,
    lock: &LockKey,
) -> bool {
    let universe = program.universe;
    let by_field = |place: &Place| {
        place.path.iter().any(|sel| match sel {
            Sel::Field(field) => universe.fields[field.index()].decl == Some(keeper),
            Sel::External(_) | Sel::Elem | Sel::Key(_) | Sel::Copy => false,
        })
    };
    let takes = |body: BodyId| {
        let func = program.func_of(body);
        program.body_summary(body).lock_ops.iter().any(|it| {
            let held = Held::sure(it.lock.clone(), Mode::Write);
            it.takes && held_ref(program, func, &held).key == *lock
        })
    };
    let from = witness.last_spawn().map_or(0, |last| last + 1);
    by_field(&witness.instance.place)
        || by_field(&origin(program, witness, from).place)
        || (from..witness.links.len())
            .any(|level| program.is_method_of(witness.body_at(program, level), keeper))
        || (from..=witness.links.len()).any(|level| takes(witness.body_at(program, level)))
}

pub(super) fn is_global(place: &Place) -> bool {
    matches!(place.base, Base::Global(_) | Base::ExternalVar(..))
}

/// A package variable holds an interface of several implementations, and the place is a part of one of them: nobody can tell whether it is
/// that one.
fn behind_interface(program: &Program<'_>, witness: &Witness, place: &Place) -> bool {
    let is_interface = match &place.base {
        Base::Global(var) => {
            let ty = &program.universe.vars[var.index()].ty;
            matches!(program.universe.underlying(ty), Ty::Interface(_))
        }
        Base::ExternalVar(_) => true,
        Base::Local(_) | Base::Alloc(_) | Base::Result(_) => false,
    };
    witness.dynamic > 0 && is_interface && place.owner().is_some()
}

/// The base of a place is declared outside the literal `body`.
fn captured(program: &Program<'_>, body: BodyId, place: &Place) -> bool {
    let (func, number) = program.bodies[body.0 as usize];
    if number == 0 {
        return false;
    }
    let ir = program.func_ir(func);
    let closure = &ir.closures[number as usize - 1];
    let span = match &place.base {
        Base::Local(local) => ir.locals[local.index()].span,
        Base::Alloc(expr) | Base::Result(expr) => ir.spans[expr.index()],
        Base::Global(_) | Base::ExternalVar(..) => return false,
    };
    span.start < closure.span.start || span.end > closure.span.end
}

/// The map of a witness is a variable around some literal on its chain, and `lock` is another one, made in the same round of the same loop: who shares
/// the one shares the other.
pub fn captured_beside(
    program: &Program<'_>,
    witness: &Witness,
    func: FuncKey,
    lock: &Base,
) -> bool {
    let origin = origin(program, witness, 0);
    let body = witness.body_at(program, origin.level);
    if origin.lost || program.func_of(body) != func {
        return false;
    }
    let summary = &program.summaries[func.0 as usize];
    captured(program, body, &origin.place)
        && captured(program, body, &Place::new(lock.clone()))
        && loop_of(summary, &origin.place.base) == loop_of(summary, lock)
}

/// The map of a witness is reached through a variable around the literal with which its chain begins.
pub fn captured_by_top(program: &Program<'_>, witness: &Witness) -> bool {
    let origin = origin(program, witness, 0);
    origin.level == 0 && !origin.lost && captured(program, witness.top, &origin.place)
}

/// Whether the copies of a goroutine that `links[at]` starts in parallel share the map of `witness`.
pub fn shared_by_copies(program: &Program<'_>, witness: &Witness, at: usize) -> bool {
    let origin = origin(program, witness, at);
    // Elements on the way to the owner are different objects for different copies, as far as anybody knows.
    !owner_is_element(program, &origin.place) && reached_by_copies(program, witness, at, &origin)
}

/// The copies that `links[at]` starts find the objects of both accesses in one table, by keys of which nothing is known.
pub fn copies_share_table(program: &Program<'_>, a: &Witness, b: &Witness, at: usize) -> bool {
    let (x, y) = (origin(program, a, at), origin(program, b, at));
    x.place == y.place
        && reached_by_copies(program, a, at, &x)
        && reached_by_copies(program, b, at, &y)
}

/// What an origin starts from is one for all copies.
fn reached_by_copies(program: &Program<'_>, witness: &Witness, at: usize, origin: &Origin) -> bool {
    if is_global(&origin.place) {
        return !behind_interface(program, witness, &origin.place);
    }
    if kept_literals_share(program, witness, origin)
        || runs_one_literal(program, witness, at, origin)
        || runs_made_literal(program, witness, at, origin)
        || runs_held_literal(program, witness, at, origin)
    {
        return true;
    }
    if origin.level > at || origin.lost || is_replaced(program, witness, at, origin) {
        return false;
    }
    one_for_all_rounds(program, witness, at, origin)
}

/// The goroutine that `links[at]` starts has what was in a variable, and the starter goes on with something else there.
pub fn is_given_away(program: &Program<'_>, witness: &Witness, at: usize) -> bool {
    is_replaced(program, witness, at, &origin(program, witness, at))
}

fn is_replaced(program: &Program<'_>, witness: &Witness, at: usize, origin: &Origin) -> bool {
    origin.level == at
        && witness.links.get(at).is_some_and(|link| {
            let site = program.site(link.from, link.site);
            site.replaced.contains(&origin.place.base)
        })
}

/// The copies of a goroutine that `links[at]` starts share the map of both.
pub fn copies_share(program: &Program<'_>, a: &Witness, b: &Witness, at: usize) -> bool {
    shared_by_copies(program, a, at) && shared_by_copies(program, b, at)
}

/// Parallel runs of the handler at the top share the map of both.
pub fn runs_share(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    shared_by_runs(program, a) && shared_by_runs(program, b)
}

/// The map is a variable around a literal that was kept somewhere, a queue of jobs mostly, and was run from there. The literal is made in a
/// loop, the variable outside of it: all that are made share it.
fn kept_literals_share(program: &Program<'_>, witness: &Witness, origin: &Origin) -> bool {
    let body = witness.body_at(program, origin.level);
    let (func, number) = program.bodies[body.0 as usize];
    let Some(literal) = number.checked_sub(1) else {
        return false;
    };
    let called_by = origin.level.checked_sub(1).map(|at| witness.links[at].from);
    if called_by.is_none_or(|from| program.func_of(from) == func)
        || !captured(program, body, &origin.place)
    {
        return false;
    }
    let summary = &program.summaries[func.0 as usize];
    let is_it = |val: &Val| matches!(val, Val::Func(FuncVal::Closure(it)) if it.0 == literal);
    let handed_over = summary
        .calls
        .iter()
        .filter(|site| site.args.iter().any(is_it));
    let base_loop = loop_of(summary, &origin.place.base);
    handed_over
        .filter_map(|site| site.point.loop_id)
        .any(|made| base_loop.is_none_or(|base| !loops::within(&summary.loops, Some(base), made)))
}

/// The map is a variable around a literal that is kept in a field, `w.visit`, of something that all copies share, and the copies run it from there:
/// it is one literal, with one variable.
fn runs_one_literal(program: &Program<'_>, witness: &Witness, at: usize, origin: &Origin) -> bool {
    let Some(level) = origin.level.checked_sub(1).filter(|level| *level > at) else {
        return false;
    };
    let body = witness.body_at(program, origin.level);
    let link = witness.links[level];
    let site = program.site(link.from, link.site);
    let (Callee::Field(_), Some(kept)) = (&site.callee, &site.kept) else {
        return false;
    };
    if origin.lost || !captured(program, body, &origin.place) {
        return false;
    }
    let holder = follow_from(program, witness, kept.clone(), level, at, true);
    !holder.lost
        && holder.level <= at
        && holder.place.elements() == 0
        && !is_replaced(program, witness, at, &holder)
        && one_for_all_rounds(program, witness, at, &holder)
}

/// The map is reached through a variable around a literal that another function has made and returned, to be run many times at once:
/// `grpc.UnaryInterceptor(newMetrics().Interceptor())`.
fn runs_made_literal(program: &Program<'_>, witness: &Witness, at: usize, origin: &Origin) -> bool {
    let Some(link) = witness.links.get(at) else {
        return false;
    };
    let site = program.site(link.from, link.site);
    let is_made = matches!(site.callee, Callee::Value(FuncVal::Foreign(..)));
    let body = witness.body_at(program, at + 1);
    site.run == Run::Many
        && is_made
        && origin.level == at + 1
        && captured(program, body, &origin.place)
}

/// The same, kept in a variable that was there before the copies: `next := newCounter(); for ... { go func() { next() }() }`.
fn runs_held_literal(program: &Program<'_>, witness: &Witness, at: usize, origin: &Origin) -> bool {
    let Some(level) = origin.level.checked_sub(1).filter(|level| *level > at) else {
        return false;
    };
    let (start, call) = (witness.links[at], witness.links[level]);
    let func = program.func_of(start.from);
    let Some(holder) = program.site(call.from, call.site).holder else {
        return false;
    };
    if program.func_of(call.from) != func {
        return false;
    }
    let owner = program.func_ir(func).locals[holder.index()].owner;
    let is_before = program.body(func, owner.map_or(0, |it| 1 + it.0)) == start.from;
    let body = witness.body_at(program, origin.level);
    let variable = Origin {
        place: Place::new(Base::Local(holder)),
        ..origin.clone()
    };
    is_before
        && captured(program, body, &origin.place)
        && one_for_all_rounds(program, witness, at, &variable)
}

/// The loop in which a base is defined.
pub(super) fn loop_of(summary: &FuncSummary, base: &Base) -> Option<u32> {
    let found = summary.base_loops.iter().find(|(it, _)| it == base);
    found.map(|(_, id)| *id)
}

/// The base of an origin seen from `links[at].from` is made outside the loop that makes the copies.
fn one_for_all_rounds(
    program: &Program<'_>,
    witness: &Witness,
    at: usize,
    origin: &Origin,
) -> bool {
    let link = witness.links[at];
    let body = link.from;
    let func = program.func_of(body);
    let summary = &program.summaries[func.0 as usize];
    let site_loop = program.site(body, link.site).point.loop_id;
    // A function of a list has the variables of the round that put it there.
    let of_body = witness.links[at..]
        .iter()
        .filter(|it| program.func_of(it.from) == func);
    let gathered = of_body.filter_map(|it| program.site(it.from, it.site).gathered_in);
    let rounds: Vec<u32> = site_loop.into_iter().chain(gathered).collect();
    // A loop inside one that is walked twice has two numbers.
    !summary
        .base_loops
        .iter()
        .filter(|(base, _)| *base == origin.place.base)
        .any(|(_, base)| {
            rounds
                .iter()
                .any(|it| loops::within(&summary.loops, Some(*base), *it))
        })
}

/// Whether parallel runs of the handler at the top share the map: not through what each call is given.
pub fn shared_by_runs(program: &Program<'_>, witness: &Witness) -> bool {
    let origin = origin(program, witness, 0);
    !owner_is_element(program, &origin.place) && reached_by_runs(program, witness, &origin)
}

/// Parallel runs of the handler at the top find the objects of both accesses in one table, by keys of which nothing is known.
pub fn runs_share_table(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let (x, y) = (origin(program, a, 0), origin(program, b, 0));
    x.place == y.place && reached_by_runs(program, a, &x) && reached_by_runs(program, b, &y)
}

/// What an origin starts from is one for all runs of a handler.
fn reached_by_runs(program: &Program<'_>, witness: &Witness, origin: &Origin) -> bool {
    if is_global(&origin.place) {
        return !behind_interface(program, witness, &origin.place);
    }
    if origin.level > 0 || origin.lost {
        return false;
    }
    let (func, number) = program.bodies[witness.top.0 as usize];
    let ir = program.func_ir(func);
    let Base::Local(local) = origin.place.base else {
        return number > 0 && captured(program, witness.top, &origin.place);
    };
    if number > 0 {
        return captured(program, witness.top, &origin.place);
    }
    let has_receiver = program.funcs[func.0 as usize]
        .decl
        .is_some_and(|decl| program.universe.funcs[decl.index()].recv_name.is_some());
    has_receiver && ir.params.first() == Some(&local)
}

/// What changes the map got at it through an atomic value, or found it in a `sync.Map`: others do the same, at the same time. Two callers of
/// whom nothing is known must both do so.
pub fn in_concurrent_container(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let universe = program.universe;
    let is_started =
        |it: &Witness| it.last_spawn().is_some() || matches!(it.root, Root::Contract(_));
    let is_atomic = |field: &FieldId| {
        let ty = match &universe.fields[field.index()].ty {
            Ty::Pointer(target) => target,
            ty => ty,
        };
        matches!(
            universe.qualified(ty),
            Some(("sync/atomic" | "go.uber.org/atomic", "Value" | "Pointer"))
        )
    };
    let found_there = |it: &Witness| {
        let place = &it.instance.place;
        let in_sync_map = place.path.split_last().is_some_and(|(last, before)| {
            *last == Sel::Elem && is_sync_map(program, &place.base, before)
        });
        in_sync_map
            || place
                .path
                .windows(2)
                .any(|pair| matches!(pair, [Sel::Field(field), Sel::Key(_)] if is_atomic(field)))
    };
    let changes = |it: &Witness| it.access(program).op.mutates() && found_there(it);
    (changes(a) || changes(b))
        && (is_started(a) || is_started(b) || found_there(a) && found_there(b))
}

/// An element step comes before the field that owns the map, or the map itself is an element: another one for other keys. A map kept in a
/// `sync.Map` is one that several goroutines get at; nobody would need one otherwise.
pub(super) fn owner_is_element(program: &Program<'_>, place: &Place) -> bool {
    match &place.path[..] {
        [before @ .., Sel::Elem] if is_sync_map(program, &place.base, before) => {
            before.contains(&Sel::Elem)
        }
        path => path.contains(&Sel::Elem),
    }
}

/// A path leads to a `sync.Map`.
pub(super) fn is_sync_map(program: &Program<'_>, base: &Base, path: &[Sel]) -> bool {
    let universe = program.universe;
    let ty = match (path.last(), base) {
        (Some(Sel::Field(field)), _) => &universe.fields[field.index()].ty,
        (None, Base::Global(var)) => &universe.vars[var.index()].ty,
        _ => return false,
    };
    let ty = match ty {
        Ty::Pointer(target) => target,
        ty => ty,
    };
    matches!(
        universe.qualified(ty),
        Some(("sync" | "golang.org/x/sync/syncmap", "Map"))
    )
}

/// The object was made by the body that the origin is seen from.
pub(super) fn is_made(program: &Program<'_>, witness: &Witness, origin: &Origin) -> bool {
    if origin.lost {
        return false;
    }
    let body = witness.body_at(program, origin.level);
    if captured(program, body, &origin.place) {
        return false;
    }
    match &origin.place.base {
        // What a list or table of its own holds was put there, and may be as old as anything.
        Base::Alloc(_) => !matches!(origin.place.path[..], [Sel::Elem, Sel::Field(_), ..]),
        // A variable that holds the struct itself.
        Base::Local(local) => {
            origin.place.owner().is_some()
                && !program.params(body).contains(local)
                && program.summaries[program.func_of(body).0 as usize]
                    .structs
                    .contains(local)
        }
        Base::Global(_) | Base::ExternalVar(..) | Base::Result(_) => false,
    }
}

/// The access is one to a variable of the body that the origin is seen from.
pub(super) fn is_variable_of(program: &Program<'_>, witness: &Witness, origin: &Origin) -> bool {
    witness.access(program).op.is_of_variable()
        && !origin.lost
        && origin.place.path.is_empty()
        && matches!(origin.place.base, Base::Local(_))
        && !captured(
            program,
            witness.body_at(program, origin.level),
            &origin.place,
        )
}

/// Nothing but the type speaks for one object, and one side, in the goroutine that has made the object, is not done with making it: it would
/// have to come to the other side on ways that cannot be followed.
pub fn is_new_to_one(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    [a, b].into_iter().any(|it| {
        let origin = origin(program, it, 0);
        let func = program.func_of(it.body_at(program, origin.level));
        let stored = &program.summaries[func.0 as usize].stored;
        is_made(program, it, &origin)
            && origin.place.path.len() <= 2
            && !stored.contains(&origin.place.base)
            && it.last_spawn().is_none_or(|at| at < origin.level)
    })
}

/// The base of an origin leaves its function.
pub(super) fn escapes(program: &Program<'_>, witness: &Witness, origin: &Origin) -> bool {
    let body = witness.body_at(program, origin.level);
    let summary = &program.summaries[program.func_of(body).0 as usize];
    summary.escaped.contains(&origin.place.base)
}

/// The root can only be the one goroutine that ever runs.
pub fn is_sequential(root: Root) -> bool {
    match root {
        Root::Main | Root::Init | Root::Test | Root::ParallelTest(_) => true,
        Root::Contract(_) | Root::Spawn(..) | Root::Api | Root::Unknown => false,
    }
}
