//! Placed: which objects hold a function in a field.
//!
//! In: the functions stored in fields, each with the object. Out: whether some object can hold some function. Must not know who calls it.

use super::{BodyId, FuncKey, Program};
use crate::ir::ExprId;
use crate::summary::place::Base;
use crate::summary::{FuncVal, Store};
use crate::types::FieldId;
use rustc_hash::FxHashMap;

/// An object by where it is made: the function, and the expression there.
pub type Made = (FuncKey, ExprId);

/// For a field and a function, the objects in whose field it is put; nothing where one of them is not made by the function that puts it there.
#[derive(Debug, Default)]
pub struct Placed(FxHashMap<(FieldId, BodyId), Option<Vec<Made>>>);

impl Placed {
    /// Collects them.
    pub(super) fn collect(program: &Program<'_>) -> Placed {
        let mut placed = Placed::default();
        for (at, summary) in program.summaries.iter().enumerate() {
            let key = FuncKey(at as u32);
            for store in &summary.stores {
                let Store::Field(field, func, base) = store else {
                    continue;
                };
                let made = match base {
                    Base::Alloc(expr) => Some((key, *expr)),
                    _ => None,
                };
                for body in bodies(program, key, func) {
                    let known = placed.0.entry((*field, body)).or_insert(Some(Vec::new()));
                    match (known.as_mut(), made) {
                        (Some(all), Some(made)) => all.push(made),
                        _ => *known = None,
                    }
                }
            }
        }
        placed
    }

    /// The function was put into this field of other objects alone, each of them new.
    pub fn is_elsewhere(&self, field: FieldId, body: BodyId, object: Made) -> bool {
        let objects = self.0.get(&(field, body)).and_then(Option::as_ref);
        objects.is_some_and(|all| !all.contains(&object))
    }
}

/// The bodies that a function value of `owner` stands for.
fn bodies(program: &Program<'_>, owner: FuncKey, func: &FuncVal) -> Vec<BodyId> {
    let declared = |func| Some(program.body(program.key(func)?, 0));
    match func {
        FuncVal::Closure(closure) => vec![program.body(owner, 1 + closure.0)],
        FuncVal::Funcs(funcs) | FuncVal::Method(funcs, _) => {
            funcs.iter().filter_map(|it| declared(*it)).collect()
        }
        FuncVal::Interface(iface, name, _) => {
            let methods = program.universe.implementations(iface, name);
            methods.into_iter().filter_map(declared).collect()
        }
        FuncVal::Foreign(func, closure, _) => {
            let key = program.key(*func).into_iter();
            key.map(|key| program.body(key, 1 + closure.0)).collect()
        }
    }
}
