//! Placed: which objects hold a function in a field.
//!
//! In: the functions stored in fields, each with the object. Out: whether some object can hold some function. Must not know who calls it.

use super::{BodyId, FuncKey, Program};
use crate::ir::ExprId;
use crate::summary::Store;
use crate::summary::place::{Base, Place};
use crate::types::FieldId;
use rustc_hash::FxHashMap;

/// An object that holds a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// The function that makes the object and puts the other one there.
    pub maker: FuncKey,
    /// Where it makes the object.
    pub made: ExprId,
}

/// For a field and a function, the objects in whose field it is put; nothing where one of them is not made by the function that puts it there, or
/// is returned by it.
#[derive(Debug, Default)]
pub struct Placed(FxHashMap<(FieldId, BodyId), Option<Vec<Holder>>>);

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
                // What is returned has another name where the function is called.
                let object = Place::new(base.clone());
                let holder = match base {
                    Base::Alloc(made) if !summary.returned.contains(&object) => Some(Holder {
                        maker: key,
                        made: *made,
                    }),
                    _ => None,
                };
                for body in program.bodies_of(key, func).into_iter().flatten() {
                    let known = placed.0.entry((*field, body)).or_insert(Some(Vec::new()));
                    match (known.as_mut(), holder) {
                        (Some(all), Some(holder)) => all.push(holder),
                        _ => *known = None,
                    }
                }
            }
        }
        placed
    }

    /// The objects that hold the function in this field, if all are known.
    pub fn holders(&self, field: FieldId, body: BodyId) -> Option<&[Holder]> {
        self.0.get(&(field, body))?.as_deref()
    }
}
