//! Pairs: two witnesses of one map that may run at the same time, with all that is known of them together.

use super::conflict::Cause;
use super::context::Contexts;
use super::parallel::Parallel;
use super::same::Sameness;
use super::stat::GuardStat;
use super::witness::{Bucket, Witness};
use crate::link::Program;

/// Two witnesses that conflict, if there is nothing more to be said.
#[derive(Clone, Copy)]
pub struct Pair<'p> {
    /// The program.
    pub program: &'p Program<'p>,
    /// How bodies come to run.
    pub contexts: &'p Contexts,
    /// The map.
    pub bucket: &'p Bucket,
    /// What the accesses to the map hold.
    pub stat: &'p GuardStat,
    /// The unsafe side.
    pub a: &'p Witness,
    /// The side that it collides with.
    pub b: &'p Witness,
    /// How they come to run at the same time.
    pub how: Parallel,
    /// How sure it is that it is one map.
    pub same: Sameness,
    /// What is wrong.
    pub cause: Cause,
    /// Something in the code itself says that the map is shared.
    pub evidence: bool,
}

impl Pair<'_> {
    /// It holds for one side at least.
    pub fn either(&self, holds: impl Fn(&Witness) -> bool) -> bool {
        holds(self.a) || holds(self.b)
    }

    /// It holds for both sides.
    pub fn both(&self, holds: impl Fn(&Witness) -> bool) -> bool {
        holds(self.a) && holds(self.b)
    }

    /// It holds for one side against the other.
    pub fn either_way(&self, holds: impl Fn(&Witness, &Witness) -> bool) -> bool {
        holds(self.a, self.b) || holds(self.b, self.a)
    }

    /// The access is in a test file.
    pub fn in_test(&self, witness: &Witness) -> bool {
        let file = self.program.file(witness.instance.body);
        self.program.workspace.files[file.index()].is_test
    }
}
