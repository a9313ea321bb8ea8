//! Concurrency: which accesses may run at the same time, and conflict.
//!
//! In: [`crate::link::Program`]. Out: [`Conflict`]s: per map and cause the two accesses, the goroutines that perform
//! them, and what is held. Must not know rule ids, severities or rendering.
//!
//! Two accesses conflict when they touch one map ([`object`]), at least one changes it, they may run at the same
//! time ([`parallel`]), no lock excludes one from the other ([`guard`]), and neither owns the map.

mod again;
mod behind;
mod branch;
pub mod conflict;
pub mod context;
mod convention;
mod copies;
pub mod double;
pub mod doubt;
mod ended;
mod entry;
mod group;
pub mod guard;
pub mod object;
mod outside;
pub mod pair;
pub mod parallel;
mod phase;
mod promise;
pub mod root;
mod round;
mod same;
pub mod single;
mod startup;
pub mod stat;
pub mod strength;
mod suite;
mod turns;
mod usage;
mod variable;
mod waits;
mod ways;
mod whole;
pub mod why;
pub mod witness;

pub use conflict::{Conflict, find};
