//! Configuration: `.gomapcheck.toml`, found upwards, and what flags say instead.
//!
//! In: the text of the file, flags. Out: [`Settings`], each value with where it comes from. Must not know the command line or the pipeline.

mod read;
pub mod schema;

pub use read::{Config, ConfigError, Document, find};

use crate::models::ModelTable;
use crate::rules::Severity;
use std::path::PathBuf;

/// Name of the file.
pub const FILE_NAME: &str = ".gomapcheck.toml";

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// The file says so, on this line.
    File(usize),
    /// This flag says so.
    Flag(&'static str),
}

/// A value and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where from.
    pub origin: Origin,
}

impl<T> Sourced<T> {
    fn new(value: T, origin: Origin) -> Self {
        Sourced { value, origin }
    }
}

/// What flags say; empty and false say nothing.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--rules`.
    pub select: Vec<String>,
    /// `--ignore`.
    pub ignore: Vec<String>,
    /// `--tags`.
    pub tags: Vec<String>,
    /// `--no-tests`.
    pub no_tests: bool,
    /// `--generated`.
    pub generated: bool,
    /// `--pedantic`.
    pub pedantic: bool,
    /// `--baseline`, absolute.
    pub baseline: Option<PathBuf>,
}

/// Everything that can be set, with where it comes from.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The file that was read.
    pub file: Option<PathBuf>,
    /// Rules that run; empty: those on by default.
    pub select: Sourced<Vec<String>>,
    /// Rules that do not.
    pub ignore: Sourced<Vec<String>>,
    /// Rules with a severity of their own: selector, severity, origin.
    pub severity: Vec<(String, Sourced<Severity>)>,
    /// Build tags taken as set.
    pub tags: Sourced<Vec<String>>,
    /// Read `_test.go` files.
    pub tests: Sourced<bool>,
    /// Report findings in generated files.
    pub generated: Sourced<bool>,
    /// Report findings of low confidence.
    pub pedantic: Sourced<bool>,
    /// The file of known findings, absolute.
    pub baseline: Sourced<Option<PathBuf>>,
    /// Other rules for some paths.
    pub per_path: Vec<PerPath>,
    /// Full names of types, fields and package variables that one goroutine owns.
    pub owners: Sourced<Vec<String>>,
    /// What the project knows of launchers, locks and the like.
    pub models: Option<Sourced<ModelTable>>,
}

/// Other rules for some paths.
#[derive(Debug, Clone)]
pub struct PerPath {
    /// Globs, relative to the folder of the configuration file.
    pub paths: Vec<String>,
    /// Rules that are reported there and no others, also such as are off elsewhere; empty: those of the other paths.
    pub select: Vec<String>,
    /// Rules that are not reported there.
    pub ignore: Vec<String>,
    /// Rules with another severity there.
    pub severity: Vec<(String, Severity)>,
    /// Line of the entry.
    pub line: usize,
}

impl Settings {
    /// Puts file and flags together. `select`, `tags` and `baseline` of a flag replace those of the file, `ignore` adds to it.
    pub fn resolve(config: Option<Config>, flags: Flags) -> Settings {
        let (file, document) = match config {
            Some(config) => (Some(config.path.clone()), config.document),
            None => (None, Document::default()),
        };
        let folder = file
            .as_deref()
            .and_then(|it| it.parent())
            .map(PathBuf::from);
        let line = |at: usize| Origin::File(at);
        let list = |own: Option<(Vec<String>, usize)>| match own {
            Some((value, at)) => Sourced::new(value, line(at)),
            None => Sourced::new(Vec::new(), Origin::Default),
        };
        let switch = |own: Option<(bool, usize)>, usual: bool| match own {
            Some((value, at)) => Sourced::new(value, line(at)),
            None => Sourced::new(usual, Origin::Default),
        };
        let baseline = document.baseline.map(|(value, at)| {
            let path = folder.clone().unwrap_or_default().join(value);
            Sourced::new(Some(path), line(at))
        });
        let mut settings = Settings {
            file,
            select: list(document.select),
            ignore: list(document.ignore),
            severity: document
                .severity
                .into_iter()
                .map(|(name, value, at)| (name, Sourced::new(value, line(at))))
                .collect(),
            tags: list(document.tags),
            tests: switch(document.tests, true),
            generated: switch(document.generated, false),
            pedantic: switch(document.pedantic, false),
            baseline: baseline.unwrap_or(Sourced::new(None, Origin::Default)),
            per_path: document.per_path,
            owners: list(document.owners),
            models: document
                .models
                .map(|(table, at)| Sourced::new(table, line(at))),
        };
        settings.heed(flags);
        settings
    }

    fn heed(&mut self, flags: Flags) {
        if !flags.select.is_empty() {
            self.select = Sourced::new(flags.select, Origin::Flag("--rules"));
        }
        if !flags.ignore.is_empty() {
            self.ignore.value.extend(flags.ignore);
            self.ignore.origin = Origin::Flag("--ignore");
        }
        if !flags.tags.is_empty() {
            self.tags = Sourced::new(flags.tags, Origin::Flag("--tags"));
        }
        if flags.no_tests {
            self.tests = Sourced::new(false, Origin::Flag("--no-tests"));
        }
        if flags.generated {
            self.generated = Sourced::new(true, Origin::Flag("--generated"));
        }
        if flags.pedantic {
            self.pedantic = Sourced::new(true, Origin::Flag("--pedantic"));
        }
        if let Some(path) = flags.baseline {
            self.baseline = Sourced::new(Some(path), Origin::Flag("--baseline"));
        }
    }
}
