//! Rules: what each finding code means, for users. Data from `rules/concurrency/*.toml`.
//!
//! In: embedded TOML. Out: [`catalog`], a table of [`RuleSpec`]s. Must not know how findings are found or shown.

pub mod map_race;
mod words;

use serde::Deserialize;
use std::sync::OnceLock;

/// The rule files, by id.
const SOURCES: &[(&str, &str)] = &[
    (
        "concurrent-map-write.toml",
        include_str!("../../rules/concurrency/concurrent-map-write.toml"),
    ),
    (
        "concurrent-map-read-write.toml",
        include_str!("../../rules/concurrency/concurrent-map-read-write.toml"),
    ),
    (
        "map-write-under-rlock.toml",
        include_str!("../../rules/concurrency/map-write-under-rlock.toml"),
    ),
    (
        "map-guard-missing.toml",
        include_str!("../../rules/concurrency/map-guard-missing.toml"),
    ),
    (
        "map-guard-wrong.toml",
        include_str!("../../rules/concurrency/map-guard-wrong.toml"),
    ),
];

/// One rule. Texts are Markdown without headings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSpec {
    /// Stable for ever: `GMC001`.
    pub id: String,
    /// Kebab-case, equal to the file name: `concurrent-map-write`.
    pub name: String,
    /// What is wrong, in a few words: one line, no full stop.
    pub title: String,
    /// Severity of a typical finding; a finding may carry a lower one.
    pub severity: Severity,
    /// How often a finding is true, in the words of code scanning.
    pub precision: Precision,
    /// How the confidence of a finding follows from its evidence.
    pub confidence: String,
    /// First version that has the rule.
    pub since: String,
    /// What goes wrong in production.
    pub why: String,
    /// What to do.
    pub fix: String,
    /// Where to read more: URLs.
    pub references: Vec<String>,
    /// Numbers in the Common Weakness Enumeration, the main one first.
    pub cwe: Vec<u32>,
    /// What similar tools call it.
    pub peers: Vec<String>,
    /// Topics, for filters.
    pub tags: Vec<String>,
    /// Programs with and without the defect, run as tests.
    #[serde(rename = "example")]
    pub examples: Vec<Example>,
}

/// A pair of Go programs. Where a program has several files, each begins with a `-- path --` line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// Has the defect; the offending line ends in `// want "GMC001"`.
    pub bad: String,
    /// The same program, mended.
    pub good: String,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Advice.
    Note,
    /// Works today, hazard.
    Warning,
    /// Crashes.
    Error,
}

/// How often a finding of a rule is true; code scanning sorts by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// Now and then.
    Low,
    /// More often than not.
    Medium,
    /// Nearly always.
    High,
    /// Always, for all that is known.
    VeryHigh,
}

impl Severity {
    /// The word used in every output format: `error`, `warning`, `note`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl Precision {
    /// The word that code scanning knows.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::Low => "low",
            Precision::Medium => "medium",
            Precision::High => "high",
            Precision::VeryHigh => "very-high",
        }
    }
}

/// All rules, by id. A rule file that cannot be read is left out; the tests below keep that from happening.
pub fn catalog() -> &'static [RuleSpec] {
    static CATALOG: OnceLock<Vec<RuleSpec>> = OnceLock::new();
    CATALOG.get_or_init(|| {
        SOURCES
            .iter()
            .filter_map(|(_, text)| toml::from_str(text).ok())
            .collect()
    })
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static RuleSpec> {
    catalog().iter().find(|it| it.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_file_is_read() {
        for (name, text) in SOURCES {
            let rule: Result<RuleSpec, _> = toml::from_str(text);
            let rule = rule.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(*name, format!("{}.toml", rule.name));
            for text in [&rule.title, &rule.confidence, &rule.why, &rule.fix] {
                let length = text.trim().len();
                assert!(
                    (1..=1024).contains(&length),
                    "{name}: empty, or longer than code scanning shows"
                );
            }
            assert!(
                !rule.cwe.is_empty() && !rule.examples.is_empty(),
                "{name}: incomplete"
            );
            for example in &rule.examples {
                let want = format!("// want \"{}\"", rule.id);
                assert!(
                    example.bad.contains(&want),
                    "{name}: {}: nothing is expected",
                    example.name
                );
                assert!(
                    !example.good.contains("// want"),
                    "{name}: {}: good code",
                    example.name
                );
            }
        }
    }

    #[test]
    fn ids_are_unique_and_sorted() {
        assert_eq!(catalog().len(), SOURCES.len());
        assert!(catalog().windows(2).all(|pair| pair[0].id < pair[1].id));
        assert_eq!(
            find("GMC003").map(|it| it.name.as_str()),
            Some("map-write-under-rlock")
        );
        assert!(find("GMC999").is_none());
    }

    #[test]
    fn all_files_of_the_folder_are_listed() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/concurrency");
        let entries = std::fs::read_dir(folder).expect("the rules folder");
        let mut found: Vec<_> = entries
            .map(|it| it.expect("an entry").file_name().into_string())
            .collect();
        let mut listed: Vec<_> = SOURCES
            .iter()
            .map(|(name, _)| Ok(name.to_string()))
            .collect();
        found.sort();
        listed.sort();
        assert_eq!(found, listed);
    }
}
