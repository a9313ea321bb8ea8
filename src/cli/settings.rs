//! From flags and the configuration to what the pipeline is to do.
//!
//! In: [`Analysis`]. Out: [`Settings`], [`Options`].

use super::Analysis;
use crate::config::{self, Config, Flags, Origin, Settings};
use crate::pipeline::Options;
use crate::rules::{Selection, Severity, select};
use crate::support::path::absolute;
use crate::triage::{PathPolicy, Policy};
use globset::{Glob, GlobSetBuilder};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

impl Analysis {
    /// The configuration with what the flags say instead.
    ///
    /// # Errors
    /// The configuration cannot be read or is wrong.
    pub fn settings(&self, cwd: &Path) -> io::Result<Settings> {
        let path = match &self.config {
            Some(path) => Some(absolute(cwd, path)),
            None if self.no_config => None,
            None => config::find(cwd),
        };
        let config = path
            .map(|it| Config::read(&it))
            .transpose()
            .map_err(|mut error| {
                error.path = error
                    .path
                    .strip_prefix(cwd)
                    .map(Path::to_owned)
                    .unwrap_or(error.path);
                refused(error.to_string())
            })?;
        let trimmed = |list: &[String]| {
            let words = list.iter().map(|it| it.trim().to_owned());
            words.filter(|it| !it.is_empty()).collect()
        };
        Ok(Settings::resolve(
            config,
            Flags {
                select: trimmed(&self.rules),
                ignore: trimmed(&self.ignore),
                tags: trimmed(&self.tags),
                no_tests: self.no_tests,
                generated: self.generated,
                pedantic: self.pedantic,
                baseline: self.baseline.as_ref().map(|it| absolute(cwd, it)),
            },
        ))
    }
}

/// What the pipeline is to do by these settings.
///
/// # Errors
/// A flag names a rule that is not known.
pub fn options(
    settings: &Settings,
    cwd: PathBuf,
    patterns: Vec<String>,
    threads: Option<usize>,
) -> io::Result<Options> {
    let usual = Selection::new(&settings.select.value, &settings.ignore.value).map_err(refused)?;
    let policy = policy(settings, &usual, &cwd).map_err(refused)?;
    // Rules that only some paths select run as well, and are reported there alone.
    let mut selection = usual;
    for entry in &policy.per_path {
        selection = selection.with(entry.select.iter().flat_map(Selection::ids));
    }
    let origin = settings.file.as_ref().map(|it| it.display().to_string());
    let models = settings.models.as_ref().map(|it| it.value.clone());
    Ok(Options {
        selection,
        policy,
        models: origin.zip(models),
        cwd,
        patterns,
        list_accesses: false,
        include_tests: settings.tests.value,
        report_generated: settings.generated.value,
        pedantic: settings.pedantic.value,
        tags: settings.tags.value.clone(),
        threads,
    })
}

fn policy(settings: &Settings, usual: &Selection, cwd: &Path) -> Result<Policy, String> {
    let mut per_path = Vec::new();
    for entry in &settings.per_path {
        let mut globs = GlobSetBuilder::new();
        for glob in &entry.paths {
            globs.add(Glob::new(glob).map_err(|error| error.to_string())?);
        }
        let mut ignore = BTreeSet::new();
        for selector in &entry.ignore {
            ignore.extend(
                select::matching(selector)?
                    .into_iter()
                    .map(|it| it.id.as_str()),
            );
        }
        per_path.push(PathPolicy {
            paths: globs.build().map_err(|error| error.to_string())?,
            select: selected(settings, &entry.select, usual)?,
            ignore,
            severity: severities(entry.severity.iter().map(|(name, it)| (name, *it)))?,
        });
    }
    let folder = settings
        .file
        .as_deref()
        .and_then(Path::parent)
        .unwrap_or(cwd);
    Ok(Policy {
        usual: per_path
            .iter()
            .any(|it| it.select.is_some())
            .then(|| usual.clone()),
        owners: settings.owners.value.clone(),
        severity: severities(settings.severity.iter().map(|(name, it)| (name, it.value)))?,
        per_path,
        folder: folder.to_owned(),
        shown_from: cwd.to_owned(),
    })
}

/// The rules that an entry selects, if it does. What runs by `--rules` is not widened, what is ignored everywhere stays so.
fn selected(
    settings: &Settings,
    select: &[String],
    usual: &Selection,
) -> Result<Option<Selection>, String> {
    if select.is_empty() {
        return Ok(None);
    }
    let mut selection = Selection::new(select, &settings.ignore.value)?;
    if matches!(settings.select.origin, Origin::Flag(_)) {
        selection.retain(usual);
    }
    Ok(Some(selection))
}

/// Severities by rule id; later ones win.
fn severities<'a>(
    list: impl Iterator<Item = (&'a String, Severity)>,
) -> Result<BTreeMap<&'static str, Severity>, String> {
    let mut by_id = BTreeMap::new();
    for (selector, severity) in list {
        let rules = select::matching(selector)?;
        by_id.extend(rules.into_iter().map(|it| (it.id.as_str(), severity)));
    }
    Ok(by_id)
}

fn refused(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, message)
}
