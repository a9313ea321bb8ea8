//! A run as a team wants it: what is known is left out, and of a change only what it brings in is shown.
//!
//! In: what to analyse, a baseline, a revision. Out: the [`Outcome`] of the analysis without what is left out. Must not know the command line or formats.

mod git;

use crate::finding::{Finding, SourceMap};
use crate::pipeline::{self, Options, Outcome};
use crate::progress::{Progress, Silent};
use crate::support::FileId;
use crate::triage::baseline::{Baseline, Entry};
use crate::triage::{Changed, Known, LeftOut, Policy, Why, brought_in};
use git::{Diff, Export, Repository, Side};
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
    /// What was found before.
    known: Known,
    /// What has changed, by path relative to the root.
    changes: Diff,
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
        let known = found_in(
            &moved(options, &repository.root, &before.root()),
            &before.root(),
        );
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
        let path = |file: FileId| {
            let path = options.cwd.join(files.display(file));
            path.strip_prefix(&self.root).ok().map(slashes)
        };
        let hunks = |file: FileId| Some((file, self.changes.hunks.get(&path(file)?)?.clone()));
        let renamed = |file: FileId| Some((file, self.changes.renamed.get(&path(file)?)?.clone()));
        let changed = Changed {
            files: files.ids().filter_map(hunks).collect(),
            since: self.since.clone(),
            renamed: files.ids().filter_map(renamed).collect(),
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
    let there = |path: &Path| match path.strip_prefix(root) {
        Ok(inside) => export.join(inside),
        Err(_) => path.to_owned(),
    };
    let pattern = |it: &String| match Path::new(it) {
        path if path.is_absolute() => there(path).to_string_lossy().into_owned(),
        _ => it.clone(),
    };
    let cwd = there(&options.cwd);
    Options {
        patterns: options.patterns.iter().map(pattern).collect(),
        policy: Policy {
            folder: there(&options.policy.folder),
            shown_from: cwd.clone(),
            ..options.policy.clone()
        },
        cwd,
        ..options.clone()
    }
}

/// What was found before the change, seen from the same directory, whether it was there or not.
fn found_in(options: &Options, root: &Path) -> Known {
    if std::fs::create_dir_all(&options.cwd).is_err() {
        return Known::default();
    }
    let outcome = pipeline::run(options, &Silent);
    let files = SourceMap::new(&outcome.workspace);
    let mut known = Known::default();
    for finding in &outcome.findings {
        let path = options.cwd.join(files.display(finding.primary.file));
        let path = slashes(path.strip_prefix(root).unwrap_or(&path));
        let told = (path, finding.rule.clone(), finding.message.clone());
        known.fingerprints.insert(finding.fingerprint.clone());
        known.told.insert(told);
    }
    known
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
