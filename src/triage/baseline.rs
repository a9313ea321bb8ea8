//! The baseline: findings that are known and put up with for now.
//!
//! In: findings, the text of a baseline. Out: which findings it holds, which of its entries match nothing any more, and the text of a new one. An entry is
//! rule, file, map and message, with a count: lines may move. Must not know where the file lies.

use crate::finding::Finding;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Version of the format.
const VERSION: u32 = 1;

/// What a finding is known by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// Path, relative to the folder of the baseline.
    pub file: String,
    /// Rule.
    pub rule: String,
    /// Full name of the map.
    pub map: String,
    /// The sentence.
    pub message: String,
}

/// Known findings, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<Entry, usize>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    findings: Vec<Counted>,
}

#[derive(Serialize, Deserialize)]
struct Counted {
    #[serde(flatten)]
    entry: Entry,
    count: usize,
}

impl Entry {
    /// The entry of a finding that is shown in this file.
    pub fn of(finding: &Finding, file: String) -> Entry {
        Entry {
            file,
            rule: finding.rule.clone(),
            map: finding.map.clone(),
            message: finding.message.clone(),
        }
    }
}

impl Baseline {
    /// Of findings that were met.
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Baseline {
        let mut baseline = Baseline::default();
        for entry in entries {
            *baseline.entries.entry(entry).or_default() += 1;
        }
        baseline
    }

    /// Reads one.
    ///
    /// # Errors
    /// The text is no baseline of a known version.
    pub fn parse(text: &str) -> Result<Baseline, String> {
        let document: Document = serde_json::from_str(text)
            .map_err(|error| format!("it is no baseline: {error}; --write-baseline writes one"))?;
        if document.version != VERSION {
            let version = document.version;
            return Err(format!(
                "its version is {version}, this gomapcheck knows {VERSION} only"
            ));
        }
        let mut baseline = Baseline::default();
        for it in document.findings {
            *baseline.entries.entry(it.entry).or_default() += it.count;
        }
        Ok(baseline)
    }

    /// As it is written: sorted, one line an entry, so that a change of one finding is a change of one line.
    pub fn text(&self) -> String {
        let lines = self.entries.iter().map(|(entry, count)| {
            let counted = Counted {
                entry: entry.clone(),
                count: *count,
            };
            // Strings and numbers are always JSON.
            format!(
                "    {}",
                serde_json::to_string(&counted).unwrap_or_default()
            )
        });
        let lines: Vec<String> = lines.collect();
        let list = match lines.is_empty() {
            true => "[]".to_owned(),
            false => format!("[\n{}\n  ]", lines.join(",\n")),
        };
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": {list}\n}}\n")
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.entries.values().sum()
    }

    /// It holds none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes one finding out; false if it holds no more of the kind.
    pub fn take(&mut self, entry: &Entry) -> bool {
        let Some(count) = self.entries.get_mut(entry) else {
            return false;
        };
        *count -= 1;
        if *count == 0 {
            self.entries.remove(entry);
        }
        true
    }

    /// What is left, with counts.
    pub fn entries(&self) -> impl Iterator<Item = (&Entry, usize)> {
        self.entries.iter().map(|(entry, count)| (entry, *count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(file: &str, map: &str) -> Entry {
        Entry {
            file: file.into(),
            rule: "GMC001".into(),
            map: map.into(),
            message: "map is written".into(),
        }
    }

    #[test]
    fn counted_and_sorted() {
        let baseline = Baseline::of([entry("b.go", "m"), entry("a.go", "n"), entry("b.go", "m")]);
        let text = baseline.text();
        assert_eq!(text.lines().count(), 7, "{text}");
        assert!(text.find("a.go") < text.find("b.go"));
        let mut read = Baseline::parse(&text).expect("a baseline");
        assert_eq!((&read, read.len()), (&baseline, 3));
        let both = entry("b.go", "m");
        assert!(read.take(&both) && read.take(&both) && !read.take(&both));
        assert_eq!(read.entries().count(), 1);
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        for text in [
            "",
            "[]",
            "{\"version\": 9, \"findings\": []}",
            "{\"version\": 1, \"findings\": [{}]}",
        ] {
            assert!(Baseline::parse(text).is_err(), "{text}");
        }
        assert!(Baseline::parse(&Baseline::default().text()).is_ok_and(|it| it.is_empty()));
    }
}
