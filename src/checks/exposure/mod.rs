//! Rules 7xx: TLS, HTTP and what a service shows to others.

mod pprof_port;

use super::Matcher;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] = &[("pprof_port_published", pprof_port::find)];
