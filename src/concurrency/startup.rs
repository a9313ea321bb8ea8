//! Start-up: what a function does before it starts or registers the rest.
//!
//! In: two witnesses. Out: whether one comes first in the one run of a function that the program has. Must not know locks or objects.

use super::context::{Root, is_many};
use super::parallel;
use super::witness::Witness;
use crate::link::{BodyId, Program};

/// An exported function starts what leads to `started`, and before that comes to `first`. Somebody else might have it run a second time, but the program
/// calls it at one place, once: `go server.Listen()`.
pub(super) fn comes_first(program: &Program<'_>, first: &Witness, started: &Witness) -> bool {
    let begun = started.top;
    started.root == Root::Api
        && started.last_spawn().is_some()
        && first.top != begun
        && is_called_once(program, begun)
        && level_of(program, first, begun).is_some_and(|level| {
            let mut rest = first.clone();
            rest.top = begun;
            rest.links.drain(..level);
            let common = parallel::common(&rest, started);
            common.is_some_and(|it| parallel::parted(program, started, &rest, it).is_none())
        })
}

/// Where the chain comes to a body, if nothing on the way there is done by several.
fn level_of(program: &Program<'_>, witness: &Witness, body: BodyId) -> Option<usize> {
    let level = (1..=witness.links.len()).find(|it| witness.body_at(program, *it) == body)?;
    let is_single = witness.links[..level].iter().all(|link| {
        let site = program.site(link.from, link.site);
        !(parallel::is_repeated(site) || link.spawns && is_many(site.run, site.many))
    });
    (is_single && !matches!(witness.root, Root::Contract(_))).then_some(level)
}

/// One call of the function is seen outside tests.
fn is_called_once(program: &Program<'_>, body: BodyId) -> bool {
    let callers = program.incoming[body.0 as usize].iter();
    let callers = callers.map(|edge| program.edge(*edge).from);
    callers.filter(|from| !program.is_test(*from)).count() == 1
}
