//! A run as a team wants it: what is known is left out, and of a change only what it brings in is shown.
//!
//! In: what to analyse, a baseline, a revision. Out: the [`Outcome`] of the analysis without what is left out. Must not know the command line or formats.

mod git;

use crate::finding::{Finding, SourceMap};
use crate::pipeline::{self, Options, Outcome};
use crate::progress::{Progress, Silent};
use crate::support::FileId;
use crate::triage::baseline::{Baseline, Entry};
use crate::triage::{Changed, Hunk, LeftOut, Why, brought_in};
use git::{Export, Repository, Side};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};

/// What is to be left out.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The file of known findings, absolute.
    pub baseline: Option<PathBuf>,
    /// Where to write one, absolute; what is found is then known.
    pub write_baseline: Option<PathBuf>,
    /// What to compare with.
    pub change: Option<Change>,
}

/// What counts as the change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Everything since HEAD parted from this revision, uncommitted work included.
    Since(String),
    /// What would be committed now.
    Staged,
}

/// Analyses, and leaves out what the plan says.
///
/// # Errors
/// A baseline cannot be read or written; git is missing or does not know the revision. The message says what mends it.
pub fn run(options: &Options, plan: &Plan, progress: &dyn Progress) -> io::Result<Outcome> {
    let comparison = match &plan.change {
        Some(change) => Some(Comparison::new(options, change).map_err(io::Error::other)?),
        None => None,
    };
    let now = comparison.as_ref().map_or(options, |it| &it.now);
    let mut outcome = pipeline::run(now, progress);
    if let Some(path) = &plan.write_baseline {
        write_baseline(path, &mut outcome, options)?;
    } else if let Some(path) = &plan.baseline {
        // Stale entries are told where everything is looked at.
        leave_out_known(path, &mut outcome, options, comparison.is_none())?;
    }
    if let Some(comparison) = comparison {
        comparison.narrow(&mut outcome, options);
    }
    Ok(outcome)
}

/// A change, and what was found before it.
struct Comparison {
    /// How to analyse what is there now.
    now: Options,
    /// Fingerprints of what was found before.
    known: BTreeSet<String>,
    /// Hunks by path relative to the root.
    changes: BTreeMap<String, Vec<Hunk>>,
    root: PathBuf,
    since: String,
    /// What would be committed; goes away with this.
    _index: Option<Export>,
}

impl Comparison {
    /// Asks git, and analyses the tree before the change.
    fn new(options: &Options, change: &Change) -> Result<Comparison, String> {
        let repository = Repository::open(&options.cwd)?;
        let (base, side, since) = match change {
            Change::Since(rev) => (repository.base(rev)?, Side::WorkTree, rev.clone()),
            Change::Staged => (repository.head()?, Side::Index, "HEAD".to_owned()),
        };
        let changes = repository.changes(&base, side)?;
        let index = match side {
            Side::Index => Some(repository.export(None)?),
            Side::WorkTree => None,
        };
        let now = match &index {
            Some(export) => moved(options, &repository.root, &export.root()),
            None => options.clone(),
        };
        let before = repository.export(Some(&base))?;
        let known = fingerprints(&moved(options, &repository.root, &before.root()));
        Ok(Comparison {
            now,
            known,
            changes,
            root: repository.root,
            since,
            _index: index,
        })
    }

    /// Keeps what the change brings in.
    fn narrow(&self, outcome: &mut Outcome, options: &Options) {
        let files = SourceMap::new(&outcome.workspace);
        let hunks = |file: FileId| {
            let path = options.cwd.join(files.display(file));
            let path = slashes(path.strip_prefix(&self.root).ok()?);
            Some((file, self.changes.get(&path)?.clone()))
        };
        let changed = Changed {
            files: files.ids().filter_map(hunks).collect(),
            since: self.since.clone(),
        };
        let all = outcome.findings.len();
        let findings = std::mem::take(&mut outcome.findings);
        let mut findings = brought_in(findings, &self.known, &changed, &files);
        crate::finding::sort(&mut findings, &files);
        outcome.unchanged = all - findings.len();
        outcome.findings = findings;
    }
}

/// The same analysis of an exported tree.
fn moved(options: &Options, root: &Path, export: &Path) -> Options {
    let inside = options.cwd.strip_prefix(root).unwrap_or(Path::new(""));
    Options {
        cwd: export.join(inside),
        ..options.clone()
    }
}

/// What was found before the change. A directory that was not there had no findings.
fn fingerprints(options: &Options) -> BTreeSet<String> {
    if !options.cwd.is_dir() {
        return BTreeSet::new();
    }
    let outcome = pipeline::run(options, &Silent);
    outcome
        .findings
        .into_iter()
        .map(|it| it.fingerprint)
        .collect()
}

/// The path of a finding's file, relative to the folder of a baseline: it does not matter where gomapcheck is run.
fn entry(finding: &Finding, files: &SourceMap, options: &Options, folder: &Path) -> Entry {
    let path = options.cwd.join(files.display(finding.primary.file));
    Entry::of(finding, slashes(path.strip_prefix(folder).unwrap_or(&path)))
}

fn slashes(path: &Path) -> String {
    let parts = path.components().map(|it| match it {
        Component::RootDir => String::new(),
        other => other.as_os_str().to_string_lossy().into_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

fn write_baseline(path: &Path, outcome: &mut Outcome, options: &Options) -> io::Result<()> {
    let files = SourceMap::new(&outcome.workspace);
    let folder = path.parent().unwrap_or(path);
    let entries = outcome
        .findings
        .iter()
        .map(|it| entry(it, &files, options, folder));
    let baseline = Baseline::of(entries);
    crate::output::replace(path, baseline.text().as_bytes())
        .map_err(|error| named(path, "cannot be written", &error))?;
    let note = format!("{} known now in {}", baseline.len(), path.display());
    outcome.notes.push(note);
    let known = std::mem::take(&mut outcome.findings);
    outcome.left_out.extend(known.into_iter().map(baselined));
    Ok(())
}

fn leave_out_known(
    path: &Path,
    outcome: &mut Outcome,
    options: &Options,
    whole: bool,
) -> io::Result<()> {
    let text =
        std::fs::read_to_string(path).map_err(|error| named(path, "cannot be read", &error))?;
    let mut baseline = Baseline::parse(&text)
        .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
    let files = SourceMap::new(&outcome.workspace);
    let folder = path.parent().unwrap_or(path);
    let findings = std::mem::take(&mut outcome.findings);
    let (known, new): (Vec<_>, Vec<_>) = findings
        .into_iter()
        .partition(|it| baseline.take(&entry(it, &files, options, folder)));
    outcome.findings = new;
    outcome.left_out.extend(known.into_iter().map(baselined));
    if whole {
        let stale = baseline.entries().filter(|(it, _)| {
            options.selection.has(&it.rule)
                && options.sees_all_of(&folder.join(&it.file), &outcome.workspace)
        });
        let notes = stale.map(|(it, count)| {
            let times = if count == 1 {
                String::new()
            } else {
                format!(" ({count} times)")
            };
            let (file, rule, message) = (&it.file, &it.rule, &it.message);
            format!(
                "{}: no longer found{times}: {file}: {rule} {message}",
                path.display()
            )
        });
        outcome.notes.extend(notes);
    }
    Ok(())
}

fn baselined(finding: Finding) -> LeftOut {
    LeftOut {
        finding,
        why: Why::Baseline,
    }
}

fn named(path: &Path, what: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{} {what}: {error}", path.display()))
}
