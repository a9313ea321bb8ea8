//! What a function stores where others find it.
//!
//! In: nothing. Out: [`Store`]. Must not know who looks there.

use super::{FuncVal, Keeper, place};
use crate::ir::LocalId;
use crate::types::{FieldId, VarId};

/// Something that is stored where other functions find it.
#[derive(Debug, Clone, PartialEq)]
pub enum Store {
    /// In a field, of the object that starts here.
    Field(FieldId, FuncVal, place::Base),
    /// In a package variable.
    Global(VarId, FuncVal),
    /// A parameter (or other local that nothing is known of) is stored.
    Param(Keeper, LocalId),
    /// A parameter that points to something (the receiver, mostly) is kept in a field of what this function makes: a way back.
    Back(FieldId, LocalId),
    /// In a local.
    Local(LocalId, FuncVal),
    /// A pointer to a mutex that was not made for it is kept in this field: `&iface{mu: server.mu}`.
    Lent(FieldId),
    /// A channel of capacity one is stored in this field.
    SingleSlotField(FieldId),
    /// A channel of capacity one is stored in this package variable.
    SingleSlotVar(VarId),
}

impl Store {
    /// A function is kept; where that is a field, in the object that starts at the base.
    pub fn of(keeper: Keeper, func: FuncVal, object: place::Base) -> Store {
        match keeper {
            Keeper::Field(field) => Store::Field(field, func, object),
            Keeper::Var(var) => Store::Global(var, func),
        }
    }
}
