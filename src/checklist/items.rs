//! The table of items.
//!
//! In: `rules/checklist.toml`. Out: [`Item`]s, and the functions that they name. Must not know verdicts.

use super::{Answer, Input, build, ci, code, runtime};
use serde::Deserialize;
use std::sync::OnceLock;

/// What a launch wants.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Item {
    /// Stable for ever: `race-detector`.
    pub id: String,
    /// The family that it belongs to.
    pub family: String,
    /// What should hold, one line.
    pub title: String,
    /// Rules of which a finding makes it fail.
    #[serde(default)]
    pub rules: Vec<String>,
    /// The function that tells the rest.
    pub decide: Option<String>,
    /// The function alone tells nothing: without its rules the item is left out.
    #[serde(default)]
    pub needs_rules: bool,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub fix: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    item: Vec<Item>,
}

/// All items, in their order. A table that cannot be read is empty; a test keeps that from happening.
pub fn items() -> &'static [Item] {
    static ITEMS: OnceLock<Vec<Item>> = OnceLock::new();
    ITEMS.get_or_init(|| {
        let text = include_str!("../../rules/checklist.toml");
        toml::from_str::<Table>(text).map_or_else(|_| Vec::new(), |it| it.item)
    })
}

impl Item {
    /// Is there anything that can tell: a function, or a rule of the catalogue?
    pub(super) fn is_told(&self) -> bool {
        let known = self.rules.iter().any(|it| crate::rules::find(it).is_some());
        known || (self.decide.is_some() && !self.needs_rules)
    }
}

/// Says the rest of an item.
pub(super) type Decide = fn(&Input) -> Answer;

const DECIDERS: &[(&str, Decide)] = &[
    ("everything_read", code::everything_read),
    ("go_sum", code::go_sum),
    ("graceful_shutdown", code::graceful_shutdown),
    ("linter", ci::linter),
    ("memory_limit", runtime::memory_limit),
    ("pprof", code::pprof),
    ("provenance", build::provenance),
    ("race_detector", ci::race_detector),
    ("readiness", runtime::readiness),
    ("sbom", build::sbom),
    ("supported_go", build::supported_go),
    ("tests_exist", ci::tests_exist),
    ("tests_in_ci", ci::tests_in_ci),
    ("trimpath", build::trimpath),
    ("vulnerabilities", ci::vulnerabilities),
];

/// The function of this name.
pub(super) fn decider(name: &str) -> Option<Decide> {
    DECIDERS
        .iter()
        .find(|(it, _)| *it == name)
        .map(|(_, it)| *it)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::family;

    #[test]
    fn the_table_is_read_and_names_what_exists() {
        assert!(
            items().len() > 20,
            "{:?}",
            toml::from_str::<Table>(include_str!("../../rules/checklist.toml")).err()
        );
        for (at, item) in items().iter().enumerate() {
            assert!(
                family::family(&item.family).is_some(),
                "{}: {}",
                item.id,
                item.family
            );
            assert!(
                items()[..at].iter().all(|it| it.id != item.id),
                "{} is there twice",
                item.id
            );
            assert!(!item.title.ends_with('.') && !item.why.is_empty() && !item.fix.is_empty());
            match &item.decide {
                Some(name) => assert!(decider(name).is_some(), "{}: no function {name}", item.id),
                None => assert!(!item.rules.is_empty(), "{}: nothing tells", item.id),
            }
        }
        for (name, _) in DECIDERS {
            assert!(
                items().iter().any(|it| it.decide.as_deref() == Some(name)),
                "no item names {name}"
            );
        }
    }
}
