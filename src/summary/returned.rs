//! Results that tell of the end of a goroutine: a channel that it closes, an object that holds one, or a function that waits for it.
//!
//! In: a function's summary and what a goroutine signals. Out: the same, as callers see it by what the function returns. Must not know other functions.

use super::place::{Base, Place};
use super::{FuncSummary, FuncVal, Ret};
use crate::ir::{ExprId, LocalId};

/// In effects, the first result of the function.
const RESULT: LocalId = LocalId(u32::MAX);

/// What callers see of a signal by the first result: `go func() { defer close(done); f() }(); return done`.
pub fn by_result(summary: &FuncSummary, signal: &Place) -> Option<Place> {
    let result = Place::new(Base::Local(RESULT));
    let signal = signal.shared();
    if let [only] = &summary.returned[..]
        && only.path.is_empty()
        && only.base == signal.base
    {
        return Some(result.join(&signal.path));
    }
    let body = summary.bodies.first()?;
    let Some(Ret::Func(FuncVal::Closure(literal))) = body.returns.first() else {
        return None;
    };
    let waits = &summary.bodies[1 + literal.index()].waits;
    waits.contains(&signal).then(|| result.ended())
}

/// A place of [`by_result`] where the function is called.
pub fn at_call(place: &Place, call: ExprId) -> Option<Place> {
    let is_result = place.base == Base::Local(RESULT);
    is_result.then(|| Place::new(Base::Alloc(call)).join(&place.path))
}
