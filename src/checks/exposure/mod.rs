//! Rules 7xx: TLS, HTTP and what a service shows to others.

use super::Matcher;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] = &[];
