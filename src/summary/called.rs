//! What callers need of a function.
//!
//! In: nothing. Out: [`Effects`], in terms of the parameters of the function and of package variables. Must not know how they are found.

use super::place::Place;
use super::{Held, ParamUse, Ret, Shared};
use crate::types::FieldId;

/// The effects of a function in terms of its parameters (receiver first).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Effects {
    /// Locks held after the call that were not before.
    pub acquires: Shared<Held>,
    /// Of these, those that are held on some paths: see [`super::Body::acquires_if`].
    pub acquires_if: Vec<(Place, Shared<Place>)>,
    /// Locks released by the call.
    pub releases: Shared<Held>,
    /// Results.
    pub returns: Vec<Ret>,
    /// Never returns.
    pub diverges: bool,
    /// What it does with parameters of function type.
    pub params: Vec<ParamUse>,
    /// Parameters that it publishes: bit per parameter.
    pub publishes: u64,
    /// It waits for these (WaitGroups, channels), as places of parameters or package variables.
    pub waits: Shared<Place>,
    /// It signals these at its end.
    pub signals: Shared<Place>,
    /// Fields of the new object that it returns first, and what it was given for them: `&T{f: f}`.
    pub given: Vec<(FieldId, Place)>,
    /// Fields of the copy that it returns first which it has set to something new: `c := *s; c.m = maps.Clone(s.m); return c`.
    pub renewed: Vec<Place>,
}

impl Effects {
    /// A call of the function, which has this many results, is as good as a call of which nothing is known.
    pub fn says_nothing(&self, results: usize) -> bool {
        let Effects {
            acquires,
            // Nothing without a lock.
            acquires_if: _,
            releases,
            returns,
            diverges,
            params,
            publishes,
            waits,
            signals,
            // Nothing without an object.
            given: _,
            renewed: _,
        } = self;
        let silent = |(at, ret): (usize, &Ret)| match ret {
            Ret::None | Ret::Unknown => true,
            // Only the first result has an identity.
            Ret::Fresh(_) => at > 0,
            Ret::Place(_) | Ret::Func(_) => false,
        };
        acquires.is_empty()
            && releases.is_empty()
            && waits.is_empty()
            && signals.is_empty()
            && params.is_empty()
            && *publishes == 0
            && !diverges
            && (results < 2 || returns.len() == results)
            && returns.iter().enumerate().all(silent)
    }
}
