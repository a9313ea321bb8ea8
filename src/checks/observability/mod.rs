//! Rules 80x: metrics and alerts.

use super::Matcher;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] = &[];
