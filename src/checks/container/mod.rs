//! Rules 5xx: Dockerfiles and images.

mod glibc_binary;

use super::Matcher;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] =
    &[("glibc_binary_in_musl_or_scratch", glibc_binary::find)];
