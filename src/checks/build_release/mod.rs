//! Rules 4xx: builds, flags and version stamps.

mod ldflags;
mod makefile_shell_substitution;

use super::Matcher;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] = &[
    ("ldflags_x_no_such_variable", ldflags::no_such_variable),
    (
        "makefile_shell_substitution",
        makefile_shell_substitution::find,
    ),
];
