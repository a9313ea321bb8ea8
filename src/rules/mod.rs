//! Rules: what each finding code means, for users. Data from `rules/<family>/<name>.toml`, which `build.rs` lists.
//!
//! In: embedded TOML. Out: [`catalog()`], a table of [`RuleSpec`]s. Must not know how findings are found or shown.

pub mod example;
pub mod family;
pub mod map_race;
pub mod matching;
pub mod select;
pub mod semantic;
pub mod why;
mod words;

pub use matching::MatchSpec;
pub use select::Selection;

use serde::Deserialize;
use std::sync::OnceLock;

/// The rule files: family, name, text.
const SOURCES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// One rule. Texts are Markdown without headings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleSpec {
    /// Stable for ever: `GMC001`.
    pub id: String,
    /// Kebab-case, equal to the file name: `concurrent-map-write`.
    pub name: String,
    /// Folder of its file: `map-safety`.
    #[serde(skip)]
    pub family: String,
    /// What is wrong, in a few words: one line, no full stop.
    pub title: String,
    /// Severity of a typical finding; a finding may carry a lower one.
    pub severity: Severity,
    /// How often a finding is true, in the words of code scanning.
    pub precision: Precision,
    /// How the confidence of a finding follows from its evidence; empty where all findings are of high confidence.
    #[serde(default)]
    pub confidence: String,
    /// Kinds of files that it reads: `go`, `dockerfile`, `makefile` ...
    #[serde(default = "only_go")]
    pub on: Vec<String>,
    /// Runs unless told otherwise.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Why it is off by default.
    pub off_because: Option<String>,
    /// What it looks for, declared; see [`MatchSpec`].
    #[serde(default, rename = "match")]
    pub matches: Vec<MatchSpec>,
    /// The Rust function that finds it; none for the map-race analysis.
    pub matcher: Option<String>,
    /// How grave it is as a security matter, 0.0 to 10.0 as code scanning counts; none where it is not one.
    pub security_severity: Option<f32>,
    /// First version that has the rule.
    pub since: String,
    /// What goes wrong in production.
    pub why: String,
    /// What to do.
    pub fix: String,
    /// Where to read more: URLs.
    pub references: Vec<String>,
    /// Numbers in the Common Weakness Enumeration, the main one first.
    #[serde(default)]
    pub cwe: Vec<u32>,
    /// What similar tools call it.
    #[serde(default)]
    pub peers: Vec<String>,
    /// Topics beside the family, for filters.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Programs with and without the defect, run as tests.
    #[serde(rename = "example")]
    pub examples: Vec<Example>,
}

/// A pair of trees of files, as [`example::files`] reads them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// Has the defect; the offending line ends in `// want "GMC001"` or `# want "GMC404"`, or is preceded by a line of that.
    pub bad: String,
    /// The same, mended; or a look-alike that is no defect.
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

fn yes() -> bool {
    true
}

fn only_go() -> Vec<String> {
    vec!["go".to_owned()]
}

/// Reads a rule file.
fn read(family: &str, text: &str) -> Result<RuleSpec, toml::de::Error> {
    toml::from_str(text).map(|rule| RuleSpec {
        family: family.to_owned(),
        ..rule
    })
}

/// All rules, by id. A rule file that cannot be read is left out; the tests below keep that from happening.
pub fn catalog() -> &'static [RuleSpec] {
    static CATALOG: OnceLock<Vec<RuleSpec>> = OnceLock::new();
    CATALOG.get_or_init(|| {
        let mut rules: Vec<RuleSpec> = SOURCES
            .iter()
            .filter_map(|(family, _, text)| read(family, text).ok())
            .collect();
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        rules
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
        for (family, name, text) in SOURCES {
            let rule =
                read(family, text).unwrap_or_else(|error| panic!("{family}/{name}: {error}"));
            assert_eq!(*name, rule.name);
            complete(&rule);
            in_family(&rule);
        }
    }

    fn complete(rule: &RuleSpec) {
        let name = &rule.name;
        for text in [&rule.title, &rule.why, &rule.fix] {
            let length = text.trim().len();
            assert!(
                (1..=1024).contains(&length),
                "{name}: empty, or longer than code scanning shows"
            );
        }
        assert!(
            !rule.title.contains('\n') && !rule.title.ends_with('.'),
            "{name}: title"
        );
        assert!(
            !rule.examples.is_empty() && !rule.on.is_empty(),
            "{name}: incomplete"
        );
        assert_eq!(
            rule.enabled,
            rule.off_because.is_none(),
            "{name}: off needs a reason, on has none"
        );
        for example in &rule.examples {
            let wanted = |text: &str| {
                let files = example::files(text, &rule.on[0]);
                files
                    .iter()
                    .flat_map(|it| it.wants.clone())
                    .collect::<Vec<_>>()
            };
            let bad = wanted(&example.bad);
            assert!(
                bad.iter().any(|it| it.pattern.starts_with(&rule.id)),
                "{name}: {}: nothing is expected",
                example.name
            );
            assert!(
                wanted(&example.good).is_empty(),
                "{name}: {}: good code",
                example.name
            );
        }
    }

    fn in_family(rule: &RuleSpec) {
        let family =
            family::family(&rule.family).unwrap_or_else(|| panic!("{}: no family", rule.name));
        assert!(
            family.prefixes.iter().any(|it| rule.id.starts_with(it)),
            "{} is no id of {}",
            rule.id,
            family.name
        );
    }

    #[test]
    fn ids_and_names_are_unique() {
        assert_eq!(catalog().len(), SOURCES.len());
        assert!(catalog().windows(2).all(|pair| pair[0].id < pair[1].id));
        let mut names: Vec<&str> = catalog().iter().map(|it| it.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), SOURCES.len());
        assert_eq!(
            find("GMC003").map(|it| it.name.as_str()),
            Some("map-write-under-rlock")
        );
        assert!(find("GMC999").is_none());
    }
}
