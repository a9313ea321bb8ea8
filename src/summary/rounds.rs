//! Rounds: effects go from callees to callers, one call further each round.
//!
//! In: how to type, walk and judge one function. Out: summaries of all. Must not know what is in a summary.
//!
//! A round sees the effects that the round before found, so that the result does not depend on the order of functions or on threads. A
//! function is walked again only when something that it asked for has changed.

use super::walk::{Asked, EffectTable, SingleSlots};
use super::{Effects, FuncSummary, Store};
use crate::types::infer::Typing;
use rayon::prelude::*;

/// This many calls deep a function that is handed on is followed.
const ROUNDS: usize = 7;
/// This many calls deep a lock helper or constructor is seen through: where locks are released and taken again on some ways only, each call
/// further is one more guess.
const LOCK_ROUNDS: usize = 4;

/// How the functions, numbered from 0, are dealt with one by one.
pub trait Functions: Sync {
    /// Types a function.
    fn typing(&self, at: usize) -> Typing;
    /// Walks a function.
    fn walk(
        &self,
        at: usize,
        typing: &Typing,
        effects: EffectTable<'_>,
        slots: &SingleSlots,
    ) -> (FuncSummary, Asked);
    /// What its callers need of it.
    fn effects(&self, at: usize, summary: &FuncSummary) -> Effects;
    /// Number of its results.
    fn results(&self, at: usize) -> usize;
}

/// Summaries of `count` functions. `position` holds the number of each declaration that has a body.
pub fn summaries(
    functions: &impl Functions,
    count: usize,
    position: &[Option<u32>],
) -> Vec<FuncSummary> {
    let mut slots = SingleSlots::default();
    let (mut walked, mut effects): (Vec<Walked>, Vec<Effects>) = Default::default();
    (0..count)
        .into_par_iter()
        .map(|at| first_round(functions, at, position, &slots))
        .unzip_into_vecs(&mut walked, &mut effects);
    let mut changed: Vec<bool> = (0..count)
        .into_par_iter()
        .map(|at| !effects[at].says_nothing(functions.results(at)))
        .collect();
    for round in 1..ROUNDS {
        let found = single_slots(&walked);
        let moved = found != slots;
        slots = found;
        let table = EffectTable {
            effects: &effects,
            position,
        };
        let is_changed = |asked: &Asked| {
            (moved && asked.slots)
                || asked
                    .funcs
                    .iter()
                    .any(|it| position[it.index()].is_some_and(|at| changed[at as usize]))
        };
        // What it replaces is given up at once, on as many threads.
        let walk_again = |(at, walked): (usize, &mut Walked)| {
            if !is_changed(&walked.asked) {
                return None;
            }
            let typing = functions.typing(at);
            let (summary, asked) = functions.walk(at, &typing, table, &slots);
            let effects = functions.effects(at, &summary);
            *walked = Walked { summary, asked };
            Some((at, effects))
        };
        let again: Vec<_> = walked
            .par_iter_mut()
            .enumerate()
            .filter_map(walk_again)
            .collect();
        changed.iter_mut().for_each(|it| *it = false);
        for (at, effect) in again {
            if round + 1 < LOCK_ROUNDS {
                changed[at] = effects[at] != effect;
                effects[at] = effect;
            } else {
                changed[at] = round + 1 < ROUNDS && effects[at].params != effect.params;
                effects[at].params = effect.params;
            }
        }
    }
    walked.into_iter().map(|it| it.summary).collect()
}

/// What a walk gave.
struct Walked {
    summary: FuncSummary,
    /// What the walk asked for.
    asked: Asked,
}

fn first_round(
    functions: &impl Functions,
    at: usize,
    position: &[Option<u32>],
    slots: &SingleSlots,
) -> (Walked, Effects) {
    // Types take more memory than anything else, and few functions are walked again: it is cheaper to type those twice.
    let typing = functions.typing(at);
    let (summary, asked) = functions.walk(
        at,
        &typing,
        EffectTable {
            effects: &[],
            position,
        },
        slots,
    );
    let effects = functions.effects(at, &summary);
    (Walked { summary, asked }, effects)
}

fn single_slots(walked: &[Walked]) -> SingleSlots {
    let mut slots = SingleSlots::default();
    for store in walked.iter().flat_map(|it| &it.summary.stores) {
        match store {
            Store::SingleSlotField(field) => drop(slots.fields.insert(*field)),
            Store::SingleSlotVar(var) => drop(slots.vars.insert(*var)),
            Store::Field(..)
            | Store::Global(..)
            | Store::Local(..)
            | Store::Param(..)
            | Store::Back(..)
            | Store::Lent(_) => {}
        }
    }
    slots
}
