//! Sameness: how sure it is that two witnesses touch one map.
//!
//! In: two witnesses of one bucket. Out: [`Sameness`]. Must not know locks or order.

use super::object::{Origin, escapes, is_global, is_made, origin, owner_is_element};
use super::single::Singles;
use super::whole;
use super::witness::Witness;
use crate::link::{BodyId, Program, RECEIVER};
use crate::summary::place::{Base, Place, Sel};

use crate::types::{FieldId, Ty};
use std::sync::Arc;

/// Both are methods of one type, or what its constructor starts, and the map is reached from the receiver by one path: one object serves
/// both.
fn one_receiver(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    path_from_receiver(program, a, b) == Some(PathKind::Direct)
}

/// As two methods of one type, or what its constructor starts, both come to an object in one table by one path: it may be another one each time,
/// but all that are in the table are kept by the same rules.
pub fn one_table(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    path_from_receiver(program, a, b) == Some(PathKind::Element)
}

/// How a path leads from a receiver to a map.
#[derive(Clone, Copy, PartialEq)]
enum PathKind {
    /// From field to field.
    Direct,
    /// Through an element of a list or table.
    Element,
}

/// The path, if both come to the map by the same one from receivers of one type.
fn path_from_receiver(program: &Program<'_>, a: &Witness, b: &Witness) -> Option<PathKind> {
    let (x, y) = (origin(program, a, 0), origin(program, b, 0));
    // What two constructors start works on an object each.
    let made = |origin: &Origin| matches!(origin.place.base, Base::Alloc(_));
    if x.lost || y.lost || (made(&x) && made(&y)) {
        return None;
    }
    let x = below_receiver(program, a, &x)?;
    let y = below_receiver(program, b, &y)?;
    let is_element = |path: &[Sel]| owner_is_element(program, &Place::new(x.2.clone()).join(path));
    (x.0 == y.0 && x.1 == y.1).then(|| match is_element(&x.1) {
        true => PathKind::Element,
        false => PathKind::Direct,
    })
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
    // What the goroutine has made itself it may have for itself, with all that hangs together with it.
    let own =
        child.last_spawn().is_some_and(|start| x.level > start) && is_made(program, child, &x);
    if x.lost || y.lost || is_global(&x.place) || own {
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
    let is_linked = links.iter().any(|(kept, target)| {
        matches!(kept.base, Base::Alloc(_)) && target.base == *base && target.path.is_empty()
    });
    if number > 0 || !is_linked {
        return None;
    }
    match program.param_type(body, *local)? {
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
        // What a constructor makes and returns is what methods are called on; so is what it embeds there.
        let summary = &program.summaries[func.0 as usize];
        let made = Place::new(place.base.clone());
        let fields = &program.universe.fields;
        let embeds =
            |(field, target): &&(FieldId, Place)| fields[field.index()].embedded && *target == made;
        if let Some((field, _)) = summary.given.iter().find(embeds) {
            let (package, name) = program.universe.qualified(&fields[field.index()].ty)?;
            return Some((package.into(), name.into()));
        }
        let result = info.sig.results.first()?;
        let (package, name) = program.universe.qualified(result)?;
        let mut kept = summary.links.iter().filter(|(_, target)| *target == made);
        return (summary.returned.contains(&made)
            || kept.any(|(field, _)| summary.returned.contains(field)))
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

/// All objects of the type whose field the map is are made by one function, which starts a goroutine for each: the goroutine of `served` is one
/// of those. Whoever else comes to such an object shares it with its goroutine.
fn is_served(program: &Program<'_>, singles: &Singles, served: &Witness, other: &Witness) -> bool {
    let in_test = |it: &Witness| {
        let is_test = |body: BodyId| program.is_test(body);
        is_test(it.top) || is_test(it.instance.body)
    };
    let x = origin(program, served, 0);
    let Some(start) = served.last_spawn().filter(|start| x.level <= *start) else {
        return false;
    };
    let func = program.func_of(served.body_at(program, x.level));
    let ty = match x.place.owner() {
        Some((field, 0)) => program.universe.fields[field.index()].decl,
        _ => None,
    };
    let comes_from_maker =
        (0..=other.links.len()).any(|level| program.func_of(other.body_at(program, level)) == func);
    let leaves = program.body_summary(served.links[start].from);
    // What is but a part of what the goroutine works on, that alone calls the methods of the part, for all that is known.
    let spawned = program.edge(served.links[start].edge).to;
    let is_part_called = other.last_spawn().is_none()
        && ty.is_some_and(|ty| {
            program.is_method_of(other.top, ty) && !program.is_method_of(spawned, ty)
        });
    !x.lost
        && !is_part_called
        && matches!(x.place.base, Base::Alloc(_))
        && !owner_is_element(program, &x.place)
        && !in_test(served)
        && !in_test(other)
        && !comes_from_maker
        && leaves.leaks.contains(&served.links[start].site)
        && ty.is_some_and(|ty| singles.are_made_by(program, ty, func))
}

/// Compares the maps of two witnesses whose chains have `common` links in common. `single`: the program makes one object of the type.
pub fn same(
    program: &Program<'_>,
    singles: &Singles,
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
            // A test that looks at all has mostly waited for them, by ways that cannot be seen.
            let meet = || !program.is_test(a.top) && whole::meets_each(program, a, b, level);
            return if owner_is_element(program, &x.place) && !meet() {
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
    if same_top
        && (returned(program, a, b, &x, &y, common) || returned(program, b, a, &y, &x, common))
    {
        return Sameness::Yes;
    }
    if !same_top
        && (one_receiver(program, a, b)
            || through_child(program, a, b)
            || through_child(program, b, a)
            || is_served(program, singles, a, b)
            || is_served(program, singles, b, a))
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

/// `inner` is made by the function that `links[common]` calls, and `outer` is what that call returned: in this round of a loop, unless the other
/// goroutine is started only afterwards, and so was live by an earlier round.
fn returned(
    program: &Program<'_>,
    witness: &Witness,
    other: &Witness,
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
    // A goroutine that the call has left behind goes on beside what is started later in the same round.
    let is_left_behind = witness.last_spawn().is_some_and(|at| at > common);
    let is_started_later = !is_left_behind
        && other.links.get(common).is_some_and(|it| {
            let (call, start) = (
                program.site(link.from, link.site),
                program.site(it.from, it.site),
            );
            it.spawns && start.span.start >= call.span.end
        });
    made && !is_started_later
        && matches!(inner.place.base, Base::Alloc(_))
        && escapes(program, witness, inner)
}
