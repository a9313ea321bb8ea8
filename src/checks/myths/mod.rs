//! Rules 9xx: names and options that do not exist.

mod go_code;
mod gorace;

use super::Matcher;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] = &[
    ("gorace_unknown_option", gorace::find),
    ("invented_api", go_code::invented_api),
    ("unknown_go_directive", go_code::unknown_directive),
];
