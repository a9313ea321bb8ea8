//! What can be behind an interface: a value that came through a field of a wide interface has all of its methods, also where a narrow one is left.
//!
//! In: a witness. Out: whether its chain comes to a method of a type that none of the variables on the way can hold. Must not know what
//! else speaks for or against a conflict.

use super::witness::Witness;
use crate::link::{BodyId, Program};
use crate::summary::place::{Base, Place, Sel};
use crate::summary::{Callee, FuncVal, Val};
use crate::types::{Ty, VarId};

/// A call on the way goes through an interface to a method of a type that cannot be there: the receiver comes from a parameter, field or
/// package variable of another interface that the type does not implement.
pub(super) fn is_out_of_place(program: &Program<'_>, witness: &Witness) -> bool {
    (0..witness.links.len()).any(|at| {
        let link = witness.links[at];
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
        sources(program, witness, receiver.clone(), at)
            .iter()
            .any(|ty| {
                let meant = program.universe.implementations(ty, name);
                !meant.is_empty() && !meant.contains(&method)
            })
    })
}

/// The declared types of what a place of the body at `level` was handed on from, as far as it can be followed outwards.
fn sources<'p>(
    program: &Program<'p>,
    witness: &Witness,
    mut place: Place,
    mut level: usize,
) -> Vec<&'p Ty> {
    let mut found = Vec::new();
    loop {
        let body = witness.body_at(program, level);
        found.extend(declared(program, body, &place));
        let is_param = |it| program.params(body).contains(&it);
        if level == 0 || !place.local().is_some_and(is_param) {
            return found;
        }
        level -= 1;
        let edge = program.edge(witness.links[level].edge);
        match program.outward(edge, &place) {
            Some(outer) => place = outer.shared(),
            None => return found,
        }
    }
}

/// The declared type of a field, package variable or parameter of a function.
fn declared<'p>(program: &Program<'p>, body: BodyId, place: &Place) -> Option<&'p Ty> {
    let universe = program.universe;
    match (&place.base, place.path.last()) {
        (_, Some(Sel::Field(field))) => Some(&universe.fields[field.index()].ty),
        (Base::Global(VarId(var)), None) => Some(&universe.vars[*var as usize].ty),
        (Base::Local(local), None) => program.param_type(body, *local),
        _ => None,
    }
}
