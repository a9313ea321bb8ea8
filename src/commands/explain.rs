//! `gomapcheck explain RULE...`.

use super::refused;
use crate::render::explain;
use crate::rules::select;
use std::io;

/// The pages of the rules that are named, one after the other.
///
/// # Errors
/// A rule is not known; the message names the nearest one.
pub(super) fn text(wanted: &[String]) -> io::Result<String> {
    let mut pages = Vec::new();
    for selector in wanted {
        let rules = select::matching(selector.trim()).map_err(refused)?;
        pages.extend(rules.into_iter().map(explain::page));
    }
    Ok(pages.join("\n"))
}
