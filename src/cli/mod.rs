//! The command line: what can be said, and what it means for the pipeline. Types only.
//!
//! In: arguments and environment. Out: [`Cli`]. Must not know how anything is done.

mod command;
mod settings;

pub use command::{ChecklistFormat, Command, EnvFormat, RuleFormat};
pub use settings::options;

use crate::config::Settings;
use crate::pipeline::{Dump, Options};
use crate::review::{Change, Plan};
use crate::support::path::absolute;
use crate::support::suggest::nearest;
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, ColorChoice, CommandFactory, FromArgMatches, Parser, ValueEnum};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// Finds concurrent map accesses in Go code before it runs.
#[derive(Debug, Parser)]
#[command(
    name = "gomapcheck",
    version,
    about = "Finds concurrent map accesses in Go code before it runs",
    override_usage = "gomapcheck [OPTIONS] [PATTERNS]...\n       gomapcheck <COMMAND>",
    disable_help_subcommand = true,
    after_help = "Exit status: 0 no findings, 1 findings, 2 the job could not be done.\n\
                  It needs no Go toolchain, no network and no compilable code, and runs none of the code it reads."
)]
pub struct Cli {
    /// What to do instead of analysing.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// What to analyse, as the go command reads it: ./..., ./pkg, /dir/..., an import path, .go files
    #[arg(value_name = "PATTERNS", default_value = "./...")]
    pub patterns: Vec<String>,

    /// Options of every command.
    #[command(flatten)]
    pub shared: Shared,

    /// What is analysed and which rules run.
    #[command(flatten)]
    pub analysis: Analysis,

    /// Which findings count.
    #[command(flatten)]
    pub scope: Scope,

    /// What is shown of the findings, and how.
    #[command(flatten)]
    pub reporting: Reporting,

    /// Mend what can be mended safely, and report the rest
    #[arg(long, conflicts_with_all = ["diff", "staged"])]
    pub fix: bool,

    /// Show what --fix would change, as a diff, and change nothing
    #[arg(long)]
    pub diff: bool,

    /// Print what a stage made instead of findings, for work on gomapcheck itself
    #[arg(long, value_name = "STAGE", value_enum, hide = true)]
    pub dump: Option<DumpStage>,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub struct Shared {
    /// Work in DIR, as go -C does: patterns, --output and shown paths are relative to it
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub directory: Option<PathBuf>,

    /// Write to FILE instead of the standard output; FILE is replaced only when all is written
    #[arg(short, long, value_name = "FILE", global = true)]
    pub output: Option<PathBuf>,

    /// When to use colors; auto heeds NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE
    #[arg(long, value_name = "WHEN", default_value_t = ColorChoice::Auto, global = true)]
    pub color: ColorChoice,

    /// Print nothing but findings and the reason why the job could not be done
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// What is analysed and which rules run: options of the commands that do so.
#[derive(Debug, Clone, Default, Args)]
pub struct Analysis {
    /// Run these rules only: ids, beginnings of ids (GMC4), families (map-safety), names, or all
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub rules: Vec<String>,

    /// Leave these rules out, named as for --rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub ignore: Vec<String>,

    /// Read this configuration instead of the nearest .gomapcheck.toml upwards
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Read no configuration
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,

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

    /// Build tags taken as set, separated by commas
    #[arg(long, value_name = "TAGS", value_delimiter = ',')]
    pub tags: Vec<String>,

    /// Leave out the findings that FILE holds, and name those of it that are gone
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
}

/// What is shown of the findings, and how: options of the commands that show some.
#[derive(Debug, Clone, Args)]
pub struct Reporting {
    /// How findings are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// Put findings that a comment or the baseline leaves out into JSON and SARIF, marked
    #[arg(long)]
    pub show_suppressed: bool,

    /// Category of the SARIF log: tells apart several uploads for one commit
    #[arg(long, value_name = "NAME")]
    pub category: Option<String>,

    /// Exit with 0 although there are findings
    #[arg(long)]
    pub exit_zero: bool,

    /// Print counts of what was read and resolved to stderr
    #[arg(long)]
    pub stats: bool,

    /// Print the time that each stage took to stderr
    #[arg(long)]
    pub timings: bool,
}

/// Which findings count: options of the analysis itself.
#[derive(Debug, Clone, Args)]
pub struct Scope {
    /// Report what has come in since HEAD parted from REV: findings with a changed line, and new ones
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,

    /// Report what the staged changes bring in; analyses what would be committed
    #[arg(long, conflicts_with = "since")]
    pub staged: bool,

    /// Write all findings to FILE, for --baseline, and report none
    #[arg(long, value_name = "FILE", conflicts_with_all = ["since", "staged"])]
    pub write_baseline: Option<PathBuf>,
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
    /// Reads arguments, the program's name first.
    ///
    /// # Errors
    /// They are no command line, or ask for help or the version: clap's error prints itself.
    pub fn read(
        args: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    ) -> Result<Self, clap::Error> {
        let mut command = Cli::command();
        let matches = command.try_get_matches_from_mut(args)?;
        misplaced(&mut command, &matches)?;
        let cli = Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))?;
        mistyped(&mut command, &cli)?;
        Ok(cli)
    }

    /// What the pipeline is to do.
    ///
    /// # Errors
    /// The directory of `-C`, or the current one, cannot be used; the configuration is wrong; a rule is not known.
    pub fn options(&self) -> io::Result<(Options, Plan)> {
        let cwd = self.shared.working_directory()?;
        let settings = self.analysis.settings(&cwd)?;
        let plan = self.plan(&cwd, &settings);
        let patterns = self.patterns.clone();
        Ok((options(&settings, cwd, patterns, self.analysis.jobs)?, plan))
    }

    fn plan(&self, cwd: &Path, settings: &Settings) -> Plan {
        let scope = &self.scope;
        let since = scope.since.clone().map(Change::Since);
        Plan {
            baseline: settings.baseline.value.clone(),
            write_baseline: scope.write_baseline.as_ref().map(|it| absolute(cwd, it)),
            change: since.or(scope.staged.then_some(Change::Staged)),
        }
    }
}

impl Shared {
    /// Where `--output` goes, seen from the process.
    pub fn output_path(&self) -> Option<PathBuf> {
        self.output.as_deref().map(|it| self.seen_from_process(it))
    }

    /// A path of the command line, which is relative to the directory of `-C`, as the process must open it.
    pub fn seen_from_process(&self, path: &Path) -> PathBuf {
        self.directory
            .as_deref()
            .unwrap_or(Path::new(""))
            .join(path)
    }

    /// The directory that everything is relative to, absolute.
    ///
    /// # Errors
    /// The directory of `-C`, or the current one, cannot be used.
    pub fn working_directory(&self) -> io::Result<PathBuf> {
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

/// Options of the analysis before the name of another command would be read and forgotten: an error that says so.
fn misplaced(command: &mut clap::Command, matches: &ArgMatches) -> Result<(), clap::Error> {
    let Some(name) = matches.subcommand_name().map(str::to_owned) else {
        return Ok(());
    };
    let given = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
    let lost = command.get_arguments().find(|it| {
        let id = it.get_id().as_str();
        !it.is_global_set() && matches.try_contains_id(id).is_ok() && given(id)
    });
    let Some(lost) = lost.map(ToString::to_string) else {
        return Ok(());
    };
    let message = format!("{lost} before `{name}` is not for that command: see {name} --help");
    Err(command.error(clap::error::ErrorKind::ArgumentConflict, message))
}

/// A pattern that is a word, names nothing here, and is nearly the name of a command: an error that names the command.
fn mistyped(command: &mut clap::Command, cli: &Cli) -> Result<(), clap::Error> {
    if cli.command.is_some() {
        return Ok(());
    }
    let is_word = |it: &&String| it.chars().all(|it| it.is_ascii_lowercase());
    let missing = |it: &&String| !cli.shared.seen_from_process(Path::new(it)).exists();
    for word in cli.patterns.iter().filter(is_word).filter(missing) {
        let names = command.get_subcommands().map(clap::Command::get_name);
        if let Some(name) = nearest(word, names) {
            let message = format!("`{word}` is no command; did you mean `gomapcheck {name}`?");
            return Err(command.error(clap::error::ErrorKind::InvalidSubcommand, message));
        }
    }
    Ok(())
}

fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("expected a number of threads, at least 1".to_owned()),
        Ok(count) => Ok(count),
    }
}
