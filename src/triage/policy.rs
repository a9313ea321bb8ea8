//! Policy: severities and rules by path.
//!
//! In: what the project says, by rule ids. Out: findings with their severity, without those that are not wanted where they are.

use crate::finding::{Finding, Severity, SourceMap};
use globset::GlobSet;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What a project says about rules.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Severities by rule id.
    pub severity: BTreeMap<&'static str, Severity>,
    /// By path; a later entry has the last word on severities.
    pub per_path: Vec<PathPolicy>,
    /// Absolute folder that the globs are relative to.
    pub folder: PathBuf,
    /// Absolute directory that shown paths are relative to.
    pub shown_from: PathBuf,
}

/// What a project says about rules in some paths.
#[derive(Debug, Clone)]
pub struct PathPolicy {
    /// Which paths.
    pub paths: GlobSet,
    /// Ids of rules that are not reported there.
    pub ignore: BTreeSet<&'static str>,
    /// Severities by rule id.
    pub severity: BTreeMap<&'static str, Severity>,
}

impl Policy {
    /// Sets the severity of a finding and says whether it is wanted where it is.
    pub fn apply(&self, finding: &mut Finding, files: &SourceMap) -> bool {
        if let Some(severity) = self.severity.get(finding.rule.as_str()) {
            finding.severity = *severity;
        }
        if self.per_path.is_empty() {
            return true;
        }
        let path = self.shown_from.join(files.display(finding.primary.file));
        let Ok(path) = path.strip_prefix(&self.folder) else {
            return true;
        };
        let mut wanted = true;
        for entry in self.per_path.iter().filter(|it| it.paths.is_match(path)) {
            wanted &= !entry.ignore.contains(finding.rule.as_str());
            if let Some(severity) = entry.severity.get(finding.rule.as_str()) {
                finding.severity = *severity;
            }
        }
        wanted
    }
}
