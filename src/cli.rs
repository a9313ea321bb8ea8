//! The command line: what can be said, and what it means for the pipeline. Types only.
//!
//! In: arguments and environment. Out: [`Cli`]. Must not know how anything is done.

use crate::pipeline::{Dump, Options};
use crate::rules::Selection;
use clap::{ColorChoice, Parser, ValueEnum};
use std::io;
use std::path::{Path, PathBuf};

/// Finds concurrent map accesses in Go code before it runs.
#[derive(Debug, Parser)]
#[command(
    name = "gomapcheck",
    version,
    about = "Finds concurrent map accesses in Go code before it runs",
    after_help = "Exit status: 0 no findings, 1 findings, 2 the job could not be done.\n\
                  It needs no Go toolchain, no network and no compilable code, and runs none of the code it reads."
)]
pub struct Cli {
    /// What to analyse, as the go command reads it: ./..., ./pkg, /dir/..., an import path, .go files
    #[arg(value_name = "PATTERNS", default_value = "./...")]
    pub patterns: Vec<String>,

    /// How findings are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// Write findings to FILE instead of the standard output; FILE is replaced only when all is written
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// When to use colors; auto heeds NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE
    #[arg(long, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    pub color: ColorChoice,

    /// Number of threads [default: number of processors]
    #[arg(short = 'j', long, value_name = "N", value_parser = threads)]
    pub jobs: Option<usize>,

    /// Leave _test.go files out
    #[arg(long)]
    pub no_tests: bool,

    /// Report findings in generated files too
    #[arg(long)]
    pub generated: bool,

    /// Report findings of low confidence too
    #[arg(long)]
    pub pedantic: bool,

    /// Run these rules only: ids, beginnings of ids (GMC4), families (map-safety), names, or all
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub rules: Vec<String>,

    /// Leave these rules out, named as for --rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub ignore: Vec<String>,

    /// Build tags taken as set, separated by commas
    #[arg(long, value_name = "TAGS", value_delimiter = ',')]
    pub tags: Vec<String>,

    /// Exit with 0 although there are findings
    #[arg(long)]
    pub exit_zero: bool,

    /// Work in DIR, as go -C does: patterns, --output and shown paths are relative to it
    #[arg(short = 'C', value_name = "DIR")]
    pub directory: Option<PathBuf>,

    /// Print counts of what was read and resolved to stderr
    #[arg(long)]
    pub stats: bool,

    /// Print nothing but findings and the reason why the job could not be done
    #[arg(short, long)]
    pub quiet: bool,

    /// Print the time that each stage took to stderr
    #[arg(long)]
    pub timings: bool,

    /// Print what a stage made instead of findings, for work on gomapcheck itself
    #[arg(long, value_name = "STAGE", value_enum, hide = true)]
    pub dump: Option<DumpStage>,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A report with snippets, for people
    Text,
    /// path:line:col: CODE message, one line a finding, for editors
    Short,
    /// A JSON object, for scripts
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// GitHub workflow commands, for annotations
    Github,
}

/// See [`Dump`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "each is the stage of that name")]
pub enum DumpStage {
    Outline,
    Ir,
    Types,
    Calls,
    Summary,
}

impl DumpStage {
    /// The pipeline's word for it.
    pub fn stage(self) -> Dump {
        match self {
            DumpStage::Outline => Dump::Outline,
            DumpStage::Ir => Dump::Ir,
            DumpStage::Types => Dump::Types,
            DumpStage::Calls => Dump::Calls,
            DumpStage::Summary => Dump::Summary,
        }
    }
}

impl Cli {
    /// What the pipeline is to do.
    ///
    /// # Errors
    /// The directory of `-C`, or the current one, cannot be used; a rule is not known.
    pub fn options(&self) -> io::Result<Options> {
        let selection = Selection::new(&self.rules, &self.ignore)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
        Ok(Options {
            selection,
            cwd: self.working_directory()?,
            patterns: self.patterns.clone(),
            include_tests: !self.no_tests,
            report_generated: self.generated,
            pedantic: self.pedantic,
            tags: self
                .tags
                .iter()
                .map(|it| it.trim().to_owned())
                .filter(|it| !it.is_empty())
                .collect(),
            threads: self.jobs,
        })
    }

    /// Where `--output` goes, seen from the process.
    pub fn output_path(&self) -> Option<PathBuf> {
        let base = self.directory.as_deref().unwrap_or(Path::new(""));
        self.output.as_ref().map(|it| base.join(it))
    }

    fn working_directory(&self) -> io::Result<PathBuf> {
        let here = std::env::current_dir()?;
        let Some(directory) = &self.directory else {
            return Ok(here);
        };
        let directory = here.join(directory);
        let named = |error: io::Error| {
            io::Error::new(error.kind(), format!("-C {}: {error}", directory.display()))
        };
        if !std::fs::metadata(&directory).map_err(named)?.is_dir() {
            return Err(named(io::ErrorKind::NotADirectory.into()));
        }
        directory.canonicalize().map_err(named)
    }
}

fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("expected a number of threads, at least 1".to_owned()),
        Ok(count) => Ok(count),
    }
}
