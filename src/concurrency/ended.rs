//! Ended: what the starter of a goroutine knows of it at a later point, though it may still run.
//!
//! In: two witnesses whose chains part where the one is started. Out: whether the other side comes when that one is past its access, or works on
//! something else. Must not know locks.

use super::phase;
use super::round::is_of_another_round;
use super::witness::Witness;
use crate::link::Program;

/// The other side knows that the goroutine of `child` is past its access, or that it works on another object.
pub(super) fn has_ended(
    program: &Program<'_>,
    child: &Witness,
    parent: &Witness,
    common: usize,
) -> bool {
    has_come_so_far(program, child, parent, common)
        || has_not_given_up(program, child, parent, common)
        || is_of_another_round(program, child, parent, common)
}

/// What starts the goroutine of `child`, one of its kind, waits for it, unless that takes too long; but then it fails, and the other side has seen
/// that it did not. Of many it may do with some. Or it waits for all, and fails where it does not.
pub(super) fn has_not_given_up(
    program: &Program<'_>,
    child: &Witness,
    parent: &Witness,
    common: usize,
) -> bool {
    let call = child.links[common];
    let start = child.links[common..].iter().find(|it| it.spawns);
    let is_patient = start.is_some_and(|it| {
        let site = program.site(it.from, it.site);
        site.patient && !site.many
    });
    let span = program.site(call.from, call.site).span;
    (is_patient || fails_unless_ended(program, child, common))
        && phase::has_succeeded(program, call.from, span, parent.span(program, common))
}

/// The function that `links[common]` calls starts the goroutine of `child`, or has it started as the one that it was given, and waits for it, unless it
/// returns an error.
fn fails_unless_ended(program: &Program<'_>, child: &Witness, common: usize) -> bool {
    let call = child.links[common];
    match child.links.get(common + 1) {
        _ if call.spawns => program.site(call.from, call.site).or_fails,
        Some(start) if start.spawns => {
            let starter = program.body_summary(start.from);
            starter.leaks_of_failure.contains(&start.site)
        }
        _ => false,
    }
}

/// The goroutine of `child`, a literal, signals on its way that it is past its access, and the other side has waited for that.
fn has_come_so_far(
    program: &Program<'_>,
    child: &Witness,
    parent: &Witness,
    common: usize,
) -> bool {
    let body = program.body_summary(child.body_at(program, common + 1));
    let end = child.span(program, common + 1).end;
    let waited = &parent.point(program, common).after;
    let mut signals = body.signals_amid.iter();
    signals.any(|(place, at)| end <= at.start && waited.contains(&place.shared()))
}
