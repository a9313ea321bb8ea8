//! Policy: severities and rules by path.
//!
//! In: what the project says, by rule ids. Out: findings with their severity, without those that are not wanted where they are.

use crate::finding::{Finding, Severity, SourceMap};
use crate::rules::Selection;
use globset::GlobSet;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The rule about maps that leave their lock: like a race it is about one map, though no goroutines are seen.
const ESCAPES: &str = "GMC006";

/// What a project says about rules.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// The rules that run where no path selects others; none: all that run.
    pub usual: Option<Selection>,
    /// Full names of types, fields and package variables that one goroutine owns, as the project says.
    pub owners: Vec<String>,
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
    /// The rules that are reported there, if it says so.
    pub select: Option<Selection>,
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
        if self.is_owned(finding) {
            return false;
        }
        if self.per_path.is_empty() {
            return true;
        }
        let mut wanted = self.usual.as_ref().is_none_or(|it| it.has(&finding.rule));
        let path = self.shown_from.join(files.display(finding.primary.file));
        let Ok(path) = path.strip_prefix(&self.folder) else {
            return wanted;
        };
        for entry in self.per_path.iter().filter(|it| it.paths.is_match(path)) {
            if let Some(select) = &entry.select {
                wanted = select.has(&finding.rule);
            }
            wanted &= !entry.ignore.contains(finding.rule.as_str());
            if let Some(severity) = entry.severity.get(finding.rule.as_str()) {
                finding.severity = *severity;
            }
        }
        wanted
    }

    /// It is about sharing what the project says is not shared.
    fn is_owned(&self, finding: &Finding) -> bool {
        let shares = !finding.goroutines.is_empty() || finding.rule == ESCAPES;
        let within = |owner: &String| {
            finding
                .map
                .strip_prefix(owner.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        shares && self.owners.iter().any(within)
    }
}
