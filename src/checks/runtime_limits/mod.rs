//! Rules 6xx: memory limits, processors and GODEBUG at run time.

pub mod containers;
mod limits;
mod risky_godebug;

use super::Matcher;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] = &[
    ("automaxprocs_redundant", limits::automaxprocs_redundant),
    ("cpu_limit_ignored", limits::cpu_limit_ignored),
    ("gc_off_without_limit", limits::gc_off_without_limit),
    ("gomaxprocs_over_limit", limits::gomaxprocs_over_limit),
    ("gomemlimit_equals_limit", limits::gomemlimit_equals_limit),
    ("gomemlimit_no_headroom", limits::gomemlimit_no_headroom),
    ("risky_godebug", risky_godebug::find),
];
