//! What becomes of functions that a function is given.
//!
//! In: nothing. Out: [`ParamUse`], one way in which a function is run, in terms of the parameters of the one that was given it. Must not know what is run.

use super::place::Place;
use super::{Held, Run, Shared};
use crate::ir::ClosureId;
use crate::types::{FieldId, VarId};
use smol_str::SmolStr;

/// What a function does with a parameter of function type.
#[derive(Debug, Clone, PartialEq)]
pub struct ParamUse {
    /// Which parameter (receiver first).
    pub param: u32,
    /// How it is run.
    pub run: Run,
    /// In a loop: of goroutines, or of calls.
    pub many: bool,
    /// Called while goroutines of the function may be running.
    pub beside: bool,
    /// Locks held there, in terms of the parameters.
    pub held: Shared<Held>,
    /// What it is given there, as far as that can be said in terms of the parameters.
    pub args: Vec<Option<Place>>,
    /// Arguments that the function made and nobody else had before the call: bit per argument.
    pub made: u64,
    /// Parameters, and fields of them, that must not be zero for it to come to that.
    pub needs: Shared<Place>,
    /// A lock that no caller can name is held there: a variable of the function.
    pub own_lock: bool,
    /// How a report names the goroutine, when a launcher below gave it a name.
    pub kind: SmolStr,
    /// WaitGroups and channels signalled when the goroutine ends.
    pub signals: Shared<Place>,
    /// The goroutines have ended when the function returns.
    pub joined: bool,
    /// The function waits for the goroutine, unless that takes too long.
    pub patient: bool,
    /// The function waits for the goroutine, or returns an error.
    pub or_fails: bool,
    /// Registered with a server that may not be at work yet.
    pub served: bool,
    /// Called by this literal, which the function returns.
    pub returned: Option<ClosureId>,
    /// Stored here (run later by whoever calls what is stored there).
    pub stored: Option<Keeper>,
}

/// Where a function is kept that arrived as a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeper {
    /// In a field, or in a list or table there.
    Field(FieldId),
    /// In a package variable, or in a list or table there.
    Var(VarId),
}

impl ParamUse {
    /// The function is called once, in the goroutine of the caller, and nothing is held.
    pub fn new(param: u32) -> ParamUse {
        ParamUse {
            param,
            run: Run::Call,
            many: false,
            beside: false,
            held: Shared::new(),
            args: Vec::new(),
            made: 0,
            needs: Shared::new(),
            own_lock: false,
            kind: SmolStr::default(),
            signals: Shared::new(),
            joined: false,
            patient: false,
            or_fails: false,
            served: false,
            returned: None,
            stored: None,
        }
    }
}
