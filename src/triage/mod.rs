//! Triage: which findings are shown, and why the others are not.
//!
//! In: finished findings, the files with their comments, the project's policy, known findings, changed lines. Out: the findings to show, and those
//! left out with the reason. Must not know how findings are made or shown, nor where policy and baseline come from.

pub mod baseline;
mod change;
mod directive;
mod lines;
mod policy;
mod suppress;

pub use change::{Changed, Hunk, Known, brought_in};
pub use directive::marked;
pub use policy::{PathPolicy, Policy};
pub use suppress::{Judge, Suppressed, suppress};

use crate::finding::Finding;
use crate::support::Loc;

/// A finding that is not shown.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// The finding.
    pub finding: Finding,
    /// Why.
    pub why: Why,
}

/// Why a finding is not shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// A comment says so.
    Comment {
        /// Where.
        loc: Loc,
        /// Why, in the words of whoever wrote it; empty if nothing was said.
        reason: String,
    },
    /// The baseline holds it.
    Baseline,
}
