//! Ways: the ways to all accesses of one map, held against each other.
//!
//! In: the witnesses of a bucket. Out: for two ways the [`Conflict`], or what keeps them apart, as far as all ways to the map tell. What is
//! reported and what `why` answers both come from here. Must not know which conflict stands for the map.

use super::conflict::{self, Cause, Conflict, MAX_WITNESSES, Settled, Strength};
use super::context::Contexts;
use super::convention;
use super::outside::{self, Unmet};
use super::parallel::Parallel;
use super::stat::{self, GuardStat};
use super::witness::{Bucket, Witness};
use crate::link::Program;

/// The ways to the accesses of one map.
pub struct Ways<'p> {
    program: &'p Program<'p>,
    contexts: &'p Contexts,
    bucket: &'p Bucket,
    /// Those that are compared; the methods below take indexes into them.
    pub all: Vec<Witness>,
    /// Those of exported functions that leave the lock to their callers, all of whom are seen to hold it.
    pub left_to_callers: Vec<Witness>,
    /// What the accesses hold.
    pub guards: GuardStat,
    alone: stat::Alone,
    unmet: Unmet,
}

impl<'p> Ways<'p> {
    /// Of all ways to the accesses of a bucket, those that are compared.
    pub fn new(
        program: &'p Program<'p>,
        contexts: &'p Contexts,
        bucket: &'p Bucket,
        mut all: Vec<Witness>,
    ) -> Self {
        if all.len() > MAX_WITNESSES {
            all.sort_by_key(|it| (!it.access(program).op.mutates(), it.links.len()));
            all.truncate(MAX_WITNESSES);
        }
        let mut guards = stat::guard_stat(program, bucket, &all);
        let left_to_callers = stat::callers_lock(program, contexts, &guards, &mut all);
        if !left_to_callers.is_empty() {
            guards = stat::guard_stat(program, bucket, &all);
        }
        Ways {
            program,
            contexts,
            bucket,
            all,
            left_to_callers,
            guards,
            alone: stat::Alone::default(),
            unmet: Unmet::default(),
        }
    }

    /// The conflict of two ways, or what keeps them apart, but for what [`Ways::are_seen_apart`] tells.
    ///
    /// # Errors
    /// The test that keeps them apart.
    pub fn pair(&self, a: usize, b: usize) -> Result<Conflict, Settled> {
        let (a, b) = (&self.all[a], &self.all[b]);
        let is_owner = |a, b| stat::same_owner(self.program, &self.all, a, b);
        if is_owner(a, b) || is_owner(b, a) {
            return Err(Settled::Owner);
        }
        self.compared(a, b)
    }

    /// The same of two ways of whatever origin, by themselves.
    fn compared(&self, a: &Witness, b: &Witness) -> Result<Conflict, Settled> {
        let Ways {
            program,
            contexts,
            bucket,
            ..
        } = *self;
        conflict::pair(program, contexts, bucket, &self.guards, a, b)
    }

    /// One of the two is called from outside, by anybody; but those who are seen to call it do not do so beside the other. It costs more than
    /// [`Ways::pair`], whose conflict it is asked of.
    pub fn are_seen_apart(&mut self, conflict: &Conflict, a: usize, b: usize) -> bool {
        if !matches!(conflict.parallel, Parallel::Callers | Parallel::Independent) {
            return false;
        }
        let hold_lock = |a: usize, b: usize| {
            let (a, b) = (&self.all[a], &self.all[b]);
            outside::callers_hold_lock(self.program, self.contexts, a, b)
        };
        if hold_lock(a, b) || hold_lock(b, a) {
            return true;
        }
        // Who takes the shared lock to write lets in whoever does the same, and does not count on his callers.
        let writes_under_shared_lock = conflict.cause == Cause::ReadLock
            && convention::takes_read_side(self.program, self.bucket, &conflict.unsafe_side);
        if writes_under_shared_lock {
            return false;
        }
        let mut known = std::mem::take(&mut self.alone);
        let mut unmet = std::mem::take(&mut self.unmet);
        let (a, b) = (&self.all[a], &self.all[b]);
        let mut runs_alone = |a: &Witness, b: &Witness| {
            stat::seen_to_run_alone(self.program, &self.all, a, b, &mut known, |x, y| {
                self.compared(x, y)
                    .is_ok_and(|it| it.strength > Strength::Low)
            })
        };
        let helps = |a, b| {
            stat::helps_owner(self.program, &self.all, a, b)
                || stat::belongs_to_owner(self.program, self.contexts, a, b)
        };
        let mut do_not_meet = |a, b| {
            let Ways {
                program,
                contexts,
                ref all,
                ..
            } = *self;
            let outcome = |x: &_, y: &_| self.compared(x, y);
            outside::callers_are_apart(program, contexts, all, (a, b), &mut unmet, outcome)
        };
        let apart = runs_alone(a, b)
            || runs_alone(b, a)
            || helps(a, b)
            || helps(b, a)
            || do_not_meet(a, b)
            || do_not_meet(b, a);
        self.alone = known;
        self.unmet = unmet;
        apart
    }

    /// The conflict of two ways, or what keeps them apart.
    ///
    /// # Errors
    /// The test that keeps them apart.
    pub fn outcome(&mut self, a: usize, b: usize) -> Result<Conflict, Settled> {
        let conflict = self.pair(a, b)?;
        match self.are_seen_apart(&conflict, a, b) {
            true => Err(Settled::Callers),
            false => Ok(conflict),
        }
    }
}
