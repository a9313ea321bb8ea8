//! Waits: whether one access comes after a wait for the goroutine of the other.
//!
//! In: two witnesses. Out: whether what the one has waited for is what the goroutine of the other signals. Must not know locks that are held.

use super::guard::{self, LockKey};
use super::object;
use super::parallel;
use super::phase;
use super::witness::Witness;
use crate::link::{FuncKey, Program};
use crate::summary::place::Place;
use crate::summary::{Held, Mode};

/// One comes after a wait for the other's goroutine. Whoever loads an atomic value has waited for the one that stored it, but not for those
/// that go on to change what it holds.
pub fn keep_apart(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    !object::in_concurrent_container(program, a, b)
        && (waited_for(program, a, b) || waited_for(program, b, a))
}

/// `a` comes after a wait for what the goroutine of `b` signals when it ends: `s.wg.Wait()`, `<-s.done`.
fn waited_for(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let Some(at) = b.last_spawn() else {
        return false;
    };
    let common = parallel::common(a, b);
    let has_waited = |(level, signal): &(usize, Place)| {
        common.is_some_and(|it| *level <= it) && a.point(program, *level).after.contains(signal)
    };
    if phase::signals_outside(program, b, at)
        .iter()
        .any(has_waited)
    {
        return true;
    }
    let link = b.links[at];
    let starter = program.func_of(link.from);
    let key = |func: FuncKey, place: &Place| {
        guard::held_ref(program, func, &Held::sure(place.clone(), Mode::Write)).key
    };
    let signals: Vec<(LockKey, &Place)> = program
        .site(link.from, link.site)
        .signals
        .iter()
        .map(|place| (key(starter, place), place))
        .filter(|(key, _)| match key {
            LockKey::Thread(_) | LockKey::Unknown => false,
            // Waiting for one object's goroutine says nothing of the others that share a package variable.
            LockKey::Field(_) | LockKey::Entry(..) => b.instance.place.owner().is_some(),
            LockKey::Global(_) | LockKey::Local(..) | LockKey::Private(..) => true,
        })
        .collect();
    if signals.is_empty() {
        return false;
    }
    let is_copy = common.is_some_and(|common| common > at);
    (0..=a.links.len()).any(|level| {
        let func = program.func_of(a.body_at(program, level));
        let point = a.point(program, level);
        let in_round_of_copy = is_copy && level > at && point.loop_id.is_some();
        point.after.iter().any(|place| {
            let waited = key(func, place);
            let mut given = signals.iter().filter(|(key, _)| *key == waited);
            given.any(|(_, given)| {
                !in_round_of_copy || !is_anothers(program, a, place, given, (level, at))
            })
        })
    })
}

/// What the body at one level has waited for, and what the goroutine that is started at the other gives, belong to two objects, as the starter sees it:
/// the goroutine takes work from one in each round, and hands it on to another. To have got some says nothing of copies of it that do the same.
fn is_anothers(
    program: &Program<'_>,
    witness: &Witness,
    waited: &Place,
    given: &Place,
    (level, start): (usize, usize),
) -> bool {
    let source = object::follow_from(program, witness, waited.clone(), level, start, true);
    !source.lost && source.level == start && source.place.base != given.base
}
