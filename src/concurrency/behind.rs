//! What can be behind an interface: a value that came through a field of a wide interface has all of its methods, also where a narrow one is left; and
//! a receiver that is passed on is of its type. And what can be in a field that holds a function.
//!
//! In: a chain of calls. Out: whether it comes to a method of a type that none of the variables on the way can hold, or to a function that
//! another object holds. Must not know what else speaks for or against a conflict.

use super::object;
use super::witness::{Link, Witness};
use crate::link::placed::Holder;
use crate::link::{BodyId, Program};
use crate::summary::place::{Base, Place, Sel};
use crate::summary::{Callee, FuncVal, Val};
use crate::types::{FuncId, Ty, VarId};

/// A call on the way goes through an interface to a method of a type that cannot be there: the receiver comes from a parameter, field or
/// package variable of another interface that the type does not implement.
pub(super) fn is_out_of_place(program: &Program<'_>, links: &[Link]) -> bool {
    (0..links.len()).any(|at| {
        let link = links[at];
        let edge = program.edge(link.edge);
        let site = program.site(link.from, link.site);
        let Callee::Value(FuncVal::Interface(_, name, _)) = &site.callee else {
            return false;
        };
        let receiver = site.args.first().and_then(Val::place);
        let decl = program.funcs[program.func_of(edge.to).0 as usize].decl;
        let (true, Some(method), Some(receiver)) = (edge.dynamic, decl, receiver) else {
            return false;
        };
        sources(program, &links[..=at], receiver.clone())
            .iter()
            .any(|ty| {
                let meant = methods(program, ty, name);
                !meant.is_empty() && !meant.contains(&method)
            })
    })
}

/// On the way a function is run that was put into a field of other objects than the one that it is taken from here.
pub(super) fn is_put_elsewhere(program: &Program<'_>, witness: &Witness) -> bool {
    witness.links.iter().enumerate().any(|(level, link)| {
        let Callee::Field(field) = &program.site(link.from, link.site).callee else {
            return false;
        };
        let target = program.edge(link.edge).to;
        let holders = program.placed.holders(*field, target);
        holders.is_some_and(|it| is_of_another(program, witness, level, it))
    })
}

/// The object whose field the call at `links[level]` takes its function from is known, and none of these.
fn is_of_another(
    program: &Program<'_>,
    witness: &Witness,
    level: usize,
    holders: &[Holder],
) -> bool {
    let link = witness.links[level];
    let Some(kept) = &program.site(link.from, link.site).kept else {
        return false;
    };
    let object = object::follow_from(program, witness, kept.clone(), level, 0, true);
    let Base::Alloc(made) = object.place.base else {
        return false;
    };
    let maker = program.func_of(witness.body_at(program, object.level));
    // What a function returns has another name where it is called, and may be filled there.
    let itself = Place::new(Base::Alloc(made));
    let is_returned = program.summaries[maker.0 as usize]
        .returned
        .contains(&itself);
    !object.lost
        && !is_returned
        && matches!(object.place.path[..], [Sel::Field(_)])
        && !holders.contains(&Holder { maker, made })
}

/// The methods that a call by this name may come to, when the value is of the type.
fn methods(program: &Program<'_>, ty: &Ty, name: &str) -> Vec<FuncId> {
    let universe = program.universe;
    let target = match ty {
        Ty::Pointer(target) => target,
        ty => ty,
    };
    match target {
        Ty::Named(id, _) if !matches!(universe.underlying(target), Ty::Interface(_)) => {
            universe.methods_named(*id, name)
        }
        _ => universe.implementations(ty, name),
    }
}

/// The declared types of what a place, which the last link passes on, was handed on from, as far as it can be followed outwards.
fn sources<'p>(program: &Program<'p>, links: &[Link], mut place: Place) -> Vec<&'p Ty> {
    let mut found = Vec::new();
    let mut links = links.iter().rev();
    let Some(mut link) = links.next() else {
        return found;
    };
    loop {
        found.extend(declared(program, link.from, &place));
        let is_param = |it| program.params(link.from).contains(&it);
        let (true, Some(outer)) = (place.local().is_some_and(is_param), links.next()) else {
            return found;
        };
        match program.outward(program.edge(outer.edge), &place) {
            Some(passed) => (link, place) = (outer, passed.shared()),
            None => return found,
        }
    }
}

/// The declared type of a field, package variable, receiver or parameter of a function.
fn declared<'p>(program: &Program<'p>, body: BodyId, place: &Place) -> Option<&'p Ty> {
    let universe = program.universe;
    match (&place.base, place.path.last()) {
        (_, Some(Sel::Field(field))) => Some(&universe.fields[field.index()].ty),
        (Base::Global(VarId(var)), None) => Some(&universe.vars[*var as usize].ty),
        (Base::Local(local), None) => program
            .param_type(body, *local)
            .or_else(|| program.receiver_type(body, *local)),
        _ => None,
    }
}
