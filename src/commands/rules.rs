//! `gomapcheck rules`.

use crate::cli::RuleFormat;
use crate::render::explain;
use crate::rules;

/// All rules, in this format.
pub(super) fn text(format: RuleFormat) -> String {
    let rules: Vec<_> = rules::catalog().iter().collect();
    match format {
        RuleFormat::Text => explain::table(&rules),
        RuleFormat::Json => explain::json(&rules),
        RuleFormat::Markdown => explain::markdown_table(&rules),
    }
}
