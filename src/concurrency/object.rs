//! Objects: is it one map?
//!
//! The place of an access is followed outwards along its chain of calls until it starts at something that is no
//! parameter: a package variable, or a variable or allocation of some body on the chain.

use super::context::Root;
use super::guard::{HeldRef, LockKey, held_ref};
use super::witness::{Link, Witness};
use crate::link::{BodyId, FuncKey, Program};
use crate::summary::place::{Base, Place, Sel};
use crate::summary::{FuncSummary, Held, Mode};
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
pub(super) fn frame_level(witness: &Witness) -> usize {
    witness.links.len() - witness.instance.steps.len()
}

pub(super) fn follow(
    program: &Program<'_>,
    witness: &Witness,
    place: Place,
    down_to: usize,
) -> Origin {
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
pub(super) fn behind_interface(program: &Program<'_>, witness: &Witness, place: &Place) -> bool {
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
pub(super) fn captured(program: &Program<'_>, body: BodyId, place: &Place) -> bool {
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

/// The loop in which a base is defined.
pub(super) fn loop_of(summary: &FuncSummary, base: &Base) -> Option<u32> {
    let found = summary.base_loops.iter().find(|(it, _)| it == base);
    found.map(|(_, id)| *id)
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
