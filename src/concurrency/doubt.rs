//! Doubts: what makes a conflict too weak to be shown unasked.
//!
//! In: two witnesses that conflict. Out: whether something about them rests on a guess: that it is one object, that somebody runs the
//! function at the wrong time, or without the lock. Must not know what supports a conflict.

use super::context::Root;
use super::object::Sameness;
use super::parallel::Parallel;
use super::witness::Witness;
use crate::link::{BodyId, Program};

/// The conflict rests on a guess. `evidence`: the locks themselves say that the map is shared.
pub fn is_doubtful(
    program: &Program<'_>,
    a: &Witness,
    b: &Witness,
    how: Parallel,
    same: Sameness,
    evidence: bool,
) -> bool {
    let each = |doubt: &dyn Fn(&Witness) -> bool| doubt(a) || doubt(b);
    (!evidence && same == Sameness::ByType)
        || (!evidence && how == Parallel::Independent && is_configured(a, b))
        || each(&|it| is_stray_literal(program, it))
        || each(&|it| is_test_double(program, it))
}

/// A handler against an exported method of its object: handlers are configured before they serve, mostly.
fn is_configured(a: &Witness, b: &Witness) -> bool {
    let handler = |it: &Witness| matches!(it.thread, Root::Contract(_));
    let caller = |it: &Witness| it.root == Root::Api && it.last_spawn().is_none();
    (handler(a) && caller(b)) || (handler(b) && caller(a))
}

/// A literal that nobody was seen to call: who calls it may hold the lock, or have the object for himself.
fn is_stray_literal(program: &Program<'_>, witness: &Witness) -> bool {
    witness.root == Root::Unknown
        && witness.last_spawn().is_none()
        && program.bodies[witness.top.0 as usize].1 > 0
}

/// A handler of the product comes, through an interface, to a double that a test puts there: where the product runs in parallel,
/// the double is not, and the test that uses the double calls the handler itself.
fn is_test_double(program: &Program<'_>, witness: &Witness) -> bool {
    let is_test = |body: BodyId| program.workspace.files[program.file(body).index()].is_test;
    let handler = match witness.thread {
        Root::Contract(_) => true,
        Root::Spawn(body, site) => {
            program.site(body, site).is_callback() && is_test(witness.instance.body)
        }
        _ => false,
    };
    handler
        && !is_test(witness.top)
        && witness.links.iter().any(|link| {
            let edge = program.edge(link.edge);
            edge.dynamic && !is_test(edge.from) && is_test(edge.to)
        })
}
