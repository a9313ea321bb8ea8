//! Rules 85x and 86x: tests, linters and the race detector in CI.

mod go_test_regexp;
mod status_lost_in_pipe;

use super::Matcher;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] = &[
    ("go_test_regexp_unsupported", go_test_regexp::find),
    ("test_status_lost_in_pipe", status_lost_in_pipe::find),
];
