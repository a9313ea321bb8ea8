//! Rules 9xx: names and options that do not exist.

use super::Matcher;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] = &[];
