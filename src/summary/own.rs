//! Ownership: whether anybody else can reach an object at a point of a body.
//!
//! In: what the walk of a body knows of its bases. Out: [`Own`], an answer that may depend on what the caller owns, since
//! `s.restore()` in a constructor works on an object that nobody else has, and what it stores there nobody else has either. Must not
//! know callers.

use super::Shared;
use super::place::Base;

/// Whether somebody else can reach an object.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Own {
    /// Somebody may.
    #[default]
    No,
    /// Nobody can: it was made here and has not been published.
    Yes,
    /// Nobody can unless somebody can reach its base: a parameter or captured variable.
    Base,
    /// Nobody can unless somebody can reach one of these: it was stored there.
    If(Shared<Base>),
}

impl Own {
    /// The answer for an object at `base`, when the body that says so owns these bases on entry.
    pub fn holds(&self, base: &Base, owned: &[Base]) -> bool {
        match self {
            Own::No => false,
            Own::Yes => true,
            Own::Base => owned.contains(base),
            Own::If(bases) => bases.iter().all(|it| owned.contains(it)),
        }
    }
}
