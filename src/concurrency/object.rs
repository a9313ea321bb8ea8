//! Objects: is it one map?
//!
//! The place of an access is followed outwards along its chain of calls until it starts at something that is no
//! parameter: a package variable, or a variable or allocation of some body on the chain.

use super::context::Root;
use super::guard::{LockKey, held_ref};
use super::witness::Witness;
use crate::link::{BodyId, Program, RECEIVER};
use crate::summary::place::{Base, Place, Sel};
use crate::summary::{FuncSummary, FuncVal, Held, Mode, Val};
use crate::types::{FieldId, Ty, TypeId};
use std::sync::Arc;

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
    let origin = follow(program, witness, lock.clone(), at);
    if origin.lost || is_global(&origin.place) || owner_is_element(program, &origin.place) {
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

/// Follows the map of a witness outwards as far as level `down_to`.
pub fn origin(program: &Program<'_>, witness: &Witness, down_to: usize) -> Origin {
    follow(program, witness, witness.instance.place.clone(), down_to)
}

fn follow(program: &Program<'_>, witness: &Witness, mut place: Place, down_to: usize) -> Origin {
    let mut level = witness.links.len() - witness.instance.steps.len();
    while level > down_to {
        place = relinked(program, witness.body_at(program, level), place);
        let link = witness.links[level - 1];
        let body = program.edge(link.edge).to;
        let func = program.func_of(body);
        let same_func = program.func_of(link.from) == func;
        let is_param = place
            .local()
            .is_some_and(|local| program.params(body).contains(&local));
        // What a literal captures is seen from the body around it as well.
        let from_around = same_func && !is_global(&place) && captured(program, body, &place);
        if !is_param && !from_around {
            break;
        }
        match program.outward(program.edge(link.edge), &place) {
            Some(outer) if outer.path.len() <= 12 => place = outer.shared(),
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
        place: relinked(program, witness.body_at(program, level), place),
        lost: false,
    }
}

/// The place behind a field of an object that this function made, if the field is known to hold something older.
fn relinked(program: &Program<'_>, body: BodyId, place: Place) -> Place {
    if !matches!(place.base, Base::Alloc(_)) {
        return place;
    }
    let summary = &program.summaries[program.func_of(body).0 as usize];
    let mut targets = summary
        .links
        .iter()
        .filter_map(|(field, target)| Some(target.join(place.below(field)?)));
    match (targets.next(), targets.next()) {
        (Some(only), None) => only.shared(),
        _ => place,
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
    let is_method = |body: BodyId| {
        let func = program.func_of(body);
        let decl = program.funcs[func.0 as usize].decl;
        let recv = decl.and_then(|decl| universe.funcs[decl.index()].recv.as_ref());
        matches!(recv, Some((Ty::Named(id, _), _)) if *id == keeper)
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
        || (from..witness.links.len()).any(|level| is_method(witness.body_at(program, level)))
        || (from..=witness.links.len()).any(|level| takes(witness.body_at(program, level)))
}

fn is_global(place: &Place) -> bool {
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
    if kept_literals_share(program, witness, origin) {
        return true;
    }
    if origin.level > at || origin.lost {
        return false;
    }
    one_for_all_rounds(program, witness, at, origin)
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
        .any(|made| base_loop.is_none_or(|base| !inside(&summary.loops, base, made)))
}

/// The loop in which a base is defined.
fn loop_of(summary: &FuncSummary, base: &Base) -> Option<u32> {
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
    let Some(site) = site_loop else { return true };
    // A loop inside one that is walked twice has two numbers.
    !summary
        .base_loops
        .iter()
        .filter(|(base, _)| *base == origin.place.base)
        .any(|(_, base)| inside(&summary.loops, *base, site))
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
fn owner_is_element(program: &Program<'_>, place: &Place) -> bool {
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

/// Loop `inner` is `outer` or inside it.
fn inside(loops: &[Option<u32>], inner: u32, outer: u32) -> bool {
    let mut at = Some(inner);
    while let Some(id) = at {
        if id == outer {
            return true;
        }
        at = loops[id as usize];
    }
    false
}

/// Both are methods of one type, or what its constructor starts, and the map is reached from the receiver by one path: one object serves
/// both.
fn one_receiver(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let (x, y) = (origin(program, a, 0), origin(program, b, 0));
    // What two constructors start works on an object each.
    let made = |origin: &Origin| matches!(origin.place.base, Base::Alloc(_));
    if x.lost || y.lost || (made(&x) && made(&y)) {
        return false;
    }
    let (Some(x), Some(y)) = (
        below_receiver(program, a, &x),
        below_receiver(program, b, &y),
    ) else {
        return false;
    };
    let is_element = |path: &[Sel]| owner_is_element(program, &Place::new(x.2.clone()).join(path));
    x.0 == y.0 && x.1 == y.1 && !is_element(&x.1)
}

/// The type of the object that a method works on, the path from there to the map, and what it starts from.
fn below_receiver(
    program: &Program<'_>,
    witness: &Witness,
    origin: &Origin,
) -> Option<(TypeName, Vec<Sel>, Base)> {
    let base = origin.place.base.clone();
    if let Some((ty, path)) = stored_receiver(program, witness, origin) {
        return Some((ty, path, base));
    }
    let ty = receiver_type(program, witness, origin)?;
    let path = &origin.place.path;
    // `hub.rooms[id].hub.members` is `hub.members`: what an object keeps points back to it.
    let points_back = |sel: &Sel| match sel {
        Sel::Field(field) => {
            let field = &program.universe.fields[field.index()];
            let target = match &field.ty {
                Ty::Pointer(target) => program.universe.qualified(target),
                _ => None,
            };
            field.owner != ty.1 && target == Some((ty.0.as_str(), ty.1.as_str()))
        }
        Sel::External(_) | Sel::Elem | Sel::Key(_) | Sel::Copy => false,
    };
    let from = path.iter().rposition(points_back).map_or(0, |at| at + 1);
    Some((ty, path[from..].to_vec(), base))
}

/// The goroutine of `child` changes a map of the object that its own object points back to (`stream.conn.streams`), and `owner` is a
/// method of that object: it is shared by those that point to it and by whoever calls its methods.
fn through_child(program: &Program<'_>, child: &Witness, owner: &Witness) -> bool {
    if child.last_spawn().is_none() || !child.access(program).op.mutates() {
        return false;
    }
    let (x, y) = (origin(program, child, 0), origin(program, owner, 0));
    if x.lost || y.lost || is_global(&x.place) {
        return false;
    }
    let [.., last] = &x.place.path[..] else {
        return false;
    };
    let target = match &x.place.path[..] {
        // What an object owns it points to as well, and that is nobody else's.
        [before @ .., Sel::Field(link), _]
            if !before.contains(&Sel::Elem) && program.ways_back.contains(link) =>
        {
            match &program.universe.fields[link.index()].ty {
                Ty::Pointer(target) => Some(target),
                _ => None,
            }
        }
        [_] if x.level == 0 => linked_param(program, child.top, &x.place.base),
        _ => None,
    };
    y.place.path[..] == [last.clone()]
        && receiver_type(program, owner, &y).is_some_and(|(package, name)| {
            target.is_some_and(|target| {
                program.universe.qualified(target) == Some((package.as_str(), name.as_str()))
            })
        })
}

/// What a parameter of a constructor points to that the new object points back to: `&stream{conn: conn}`.
fn linked_param<'p>(program: &Program<'p>, body: BodyId, base: &Base) -> Option<&'p Arc<Ty>> {
    let Base::Local(local) = base else {
        return None;
    };
    let (func, number) = program.bodies[body.0 as usize];
    let links = &program.summaries[func.0 as usize].links;
    let is_linked = links
        .iter()
        .any(|(_, target)| target.base == *base && target.path.is_empty());
    if number > 0 || !is_linked {
        return None;
    }
    let info = &program.universe.funcs[program.funcs[func.0 as usize].decl?.index()];
    let at = program.params(body).iter().position(|it| it == local)?;
    let at = at.checked_sub(usize::from(info.recv_name.is_some()))?;
    match info.sig.params.get(at)? {
        Ty::Pointer(target) => Some(target),
        _ => None,
    }
}

/// Package and name of a type.
type TypeName = (smol_str::SmolStr, smol_str::SmolStr);

/// The map is reached from the receiver of a method that was stored as a value (`conn.onClose = session.handleClose`): the type of that
/// receiver, and the path from there.
fn stored_receiver(
    program: &Program<'_>,
    witness: &Witness,
    origin: &Origin,
) -> Option<(TypeName, Vec<Sel>)> {
    let path = &origin.place.path;
    let is_receiver = |sel: &Sel| matches!(sel, Sel::External(name) if name.as_str() == RECEIVER);
    let at = path.iter().rposition(is_receiver)?;
    let links = &witness.links[origin.level..];
    let edge = links
        .iter()
        .map(|link| program.edge(link.edge))
        .find(|edge| edge.receiver_missing && edge.receiver.is_none())?;
    let decl = program.funcs[program.func_of(edge.to).0 as usize].decl?;
    let info = &program.universe.funcs[decl.index()];
    let name = info.recv_name.clone()?;
    Some(((info.package.clone(), name), path[at + 1..].to_vec()))
}

/// The type whose method the top is, if the place starts at its receiver; or whose value the function at hand makes and returns.
fn receiver_type(program: &Program<'_>, witness: &Witness, origin: &Origin) -> Option<TypeName> {
    let place = &origin.place;
    let starts = witness.last_spawn().is_some_and(|at| at >= origin.level);
    if origin.level > 0 && !starts {
        return None;
    }
    let func = program.func_of(witness.body_at(program, origin.level));
    let info = &program.universe.funcs[program.funcs[func.0 as usize].decl?.index()];
    if let Base::Local(local) = place.base
        && origin.level == 0
        && program.func_ir(func).params.first() == Some(&local)
        && let Some(name) = &info.recv_name
    {
        return Some((info.package.clone(), name.clone()));
    }
    if matches!(place.base, Base::Alloc(_)) {
        // What a constructor makes and returns is what methods are called on.
        let result = info.sig.results.first()?;
        let (package, name) = program.universe.qualified(result)?;
        return program.summaries[func.0 as usize]
            .escaped
            .contains(&place.base)
            .then(|| (package.into(), name.into()));
    }
    None
}

/// How sure it is that two witnesses of one bucket touch one map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sameness {
    /// They do not.
    No,
    /// By type: the field of some object of that type.
    ByType,
    /// By type, and the program makes one object of that type.
    Single,
    /// One path from a body that both chains pass, though through some element: of two keys, two objects.
    Element,
    /// The same variable, or the same object seen from a body that both chains pass.
    Yes,
}

/// Compares the maps of two witnesses whose chains have `common` links in common. `single`: the program makes one object of the type.
pub fn same(
    program: &Program<'_>,
    a: &Witness,
    b: &Witness,
    common: usize,
    same_top: bool,
    single: bool,
) -> Sameness {
    let level = if same_top { common } else { 0 };
    let x = origin(program, a, level);
    let y = origin(program, b, level);
    if is_global(&x.place) && is_global(&y.place) {
        return same_global(&x.place, &y.place);
    }
    if same_top && x.level <= common && y.level <= common && !x.lost && !y.lost {
        // Both seen from the body where the chains part.
        if x.place == y.place {
            return if owner_is_element(program, &x.place) {
                Sameness::Element
            } else {
                Sameness::Yes
            };
        }
        if x.place.base == y.place.base {
            return Sameness::ByType;
        }
        if x.level != y.level && x.level.max(y.level) > common {
            return Sameness::ByType;
        }
        // Two variables of one body may still hold one object: nobody can show it, unless there is but one.
        return if single {
            Sameness::Single
        } else {
            Sameness::No
        };
    }
    // A variable of a body that only one of the chains comes through is not the other's; what was made there may have got
    // out, but a map that is no field of anything does not travel far.
    let fresh = |witness: &Witness, origin: &Origin| {
        if origin.level <= level || origin.lost || is_global(&origin.place) {
            return false;
        }
        let escaped = escapes(program, witness, origin);
        match origin.place.base {
            Base::Alloc(_) => !escaped || origin.place.owner().is_none(),
            Base::Local(_) | Base::Result(_) => origin.place.owner().is_none(),
            Base::Global(_) | Base::ExternalVar(..) => false,
        }
    };
    if fresh(a, &x) || fresh(b, &y) {
        return Sameness::No;
    }
    // Each chain made its own.
    let parted = |origin: &Origin| !same_top || origin.level > common;
    if parted(&x) && parted(&y) && is_made(program, a, &x) && is_made(program, b, &y) {
        return Sameness::No;
    }
    if same_top && (returned(program, a, &x, &y, common) || returned(program, b, &y, &x, common)) {
        return Sameness::Yes;
    }
    if !same_top
        && (one_receiver(program, a, b)
            || through_child(program, a, b)
            || through_child(program, b, a))
    {
        return Sameness::Yes;
    }
    // An object made in one chain and seen only there.
    if same_top && (x.level > common) != (y.level > common) && (x.lost || y.lost) {
        return Sameness::ByType;
    }
    Sameness::ByType
}

/// Two maps that are reached from package variables.
fn same_global(x: &Place, y: &Place) -> Sameness {
    if x.base != y.base {
        return Sameness::No;
    }
    let is_key = |sel: &Sel| matches!(sel, Sel::Elem | Sel::Key(_));
    let mut steps = x.path.iter().zip(&y.path);
    let one_path = x.path.len() == y.path.len()
        && steps
            .all(|(x, y)| x == y || *x == Sel::Elem && is_key(y) || *y == Sel::Elem && is_key(x));
    // Another path may still lead to the same object, but mostly does not.
    if one_path {
        Sameness::Yes
    } else {
        Sameness::ByType
    }
}

/// The object was made by the body that the origin is seen from.
fn is_made(program: &Program<'_>, witness: &Witness, origin: &Origin) -> bool {
    if origin.lost {
        return false;
    }
    let body = witness.body_at(program, origin.level);
    if captured(program, body, &origin.place) {
        return false;
    }
    match &origin.place.base {
        Base::Alloc(_) => true,
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

/// Nothing but the type speaks for one object, and one side, in the goroutine that has made the object, is not done with making it: it would
/// have to come to the other side on ways that cannot be followed.
pub fn is_new_to_one(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    [a, b].into_iter().any(|it| {
        let origin = origin(program, it, 0);
        let func = program.func_of(it.body_at(program, origin.level));
        let stored = &program.summaries[func.0 as usize].stored;
        is_made(program, it, &origin)
            && !stored.contains(&origin.place.base)
            && it.last_spawn().is_none_or(|at| at < origin.level)
    })
}

/// `inner` is made by the function that `links[common]` calls, and `outer` is what that call returned.
fn returned(
    program: &Program<'_>,
    witness: &Witness,
    inner: &Origin,
    outer: &Origin,
    common: usize,
) -> bool {
    let Some(link) = witness.links.get(common) else {
        return false;
    };
    if inner.level <= common || outer.level > common || inner.place.path != outer.place.path {
        return false;
    }
    let ir = program.func_ir(program.func_of(link.from));
    let made = match &outer.place.base {
        Base::Alloc(expr) | Base::Result(expr) => {
            ir.spans[expr.index()] == program.site(link.from, link.site).span
        }
        Base::Local(_) | Base::Global(_) | Base::ExternalVar(..) => false,
    };
    made && matches!(inner.place.base, Base::Alloc(_)) && escapes(program, witness, inner)
}

/// The base of an origin leaves its function.
fn escapes(program: &Program<'_>, witness: &Witness, origin: &Origin) -> bool {
    let body = witness.body_at(program, origin.level);
    let summary = &program.summaries[program.func_of(body).0 as usize];
    summary.escaped.contains(&origin.place.base)
}

/// The root can only be the one goroutine that ever runs.
pub fn is_sequential(root: Root) -> bool {
    match root {
        Root::Main | Root::Init | Root::Test => true,
        Root::Contract(_) | Root::Spawn(..) | Root::Api | Root::Unknown => false,
    }
}
