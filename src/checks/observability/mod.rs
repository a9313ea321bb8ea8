//! Rules 80x: metrics and alerts.

mod alerts;
mod scrape;

use super::Matcher;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] = &[
    ("alert_on_unknown_metric", alerts::find),
    ("scrape_target_not_served", scrape::find),
];
