//! Rules 3xx: modules, checksums, proxies and downloads.

mod remote_script;

use super::Matcher;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] = &[("remote_script_to_shell", remote_script::find)];
