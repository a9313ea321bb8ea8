//! The commands beside the analysis itself.
//!
//! In: arguments. Out: [`Command`].

use super::{Analysis, Reporting};
use clap::{Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

/// What to do instead of analysing.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what a rule finds, why it matters, how to mend it, and how sure it is
    Explain {
        /// Ids or names: GMC004, map-guard-missing
        #[arg(value_name = "RULE", required = true)]
        rules: Vec<String>,
    },

    /// Say why a map access is reported or not: which goroutines come there, what they hold, what settled it
    Why {
        /// The line of the access, as findings print it: FILE:LINE or FILE:LINE:COLUMN
        #[arg(value_name = "FILE:LINE")]
        place: String,

        /// What to analyse
        #[arg(value_name = "PATTERNS", default_value = "./...")]
        patterns: Vec<String>,

        /// How to analyse
        #[command(flatten)]
        analysis: Box<Analysis>,
    },

    /// List all rules
    Rules {
        /// How they are written
        #[arg(long, value_enum, default_value_t = RuleFormat::Text)]
        format: RuleFormat,
    },

    /// Show the effective configuration, and where each value comes from
    Config {
        /// What would be analysed
        #[command(flatten)]
        analysis: Box<Analysis>,

        /// Print the JSON schema of .gomapcheck.toml instead, for editors
        #[arg(long)]
        schema: bool,
    },

    /// Show which GOROOT, GOPATH, GOPROXY, GOFLAGS ... win here and in each image, service and job, and why; runs nothing
    Env {
        /// The directory to look at
        #[arg(value_name = "PATH", default_value = ".")]
        path: PathBuf,

        /// Show every variable and every setting, not only what somebody sets
        #[arg(long)]
        all: bool,

        /// Read this file too: a registry export (.reg), settings.json of Windows Terminal or VS Code, a start file of a shell, what `go env` printed
        #[arg(long = "file", value_name = "FILE")]
        files: Vec<PathBuf>,

        /// How it is written
        #[arg(long, value_enum, default_value_t = EnvFormat::Text)]
        format: EnvFormat,

        /// Exit with 1 if a value is broken
        #[arg(long)]
        check: bool,
    },

    /// Go through the launch checklist: what passed, what failed, what files cannot tell, each with its evidence
    Checklist {
        /// The directory to look at
        #[arg(value_name = "PATH", default_value = ".")]
        path: PathBuf,

        /// How to analyse
        #[command(flatten)]
        analysis: Box<Analysis>,

        /// How it is written
        #[arg(long, value_enum, default_value_t = ChecklistFormat::Text)]
        format: ChecklistFormat,

        /// Exit with 0 although an item failed
        #[arg(long)]
        exit_zero: bool,
    },

    /// Explain race reports: the output of go test -race, of go test -json, of crashed processes, CI logs
    Race {
        /// Logs; - is the standard input
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,

        /// What to analyse for the findings that predict them
        #[arg(long, value_name = "PATTERN", default_value = "./...")]
        packages: Vec<String>,

        /// How to analyse
        #[command(flatten)]
        analysis: Box<Analysis>,

        /// How to report
        #[command(flatten)]
        reporting: Reporting,
    },

    /// Print a completion script for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },

    /// Print the manual page, in the format of man(1)
    Man,
}

/// How rules are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RuleFormat {
    /// A table, for people
    Text,
    /// A JSON object, for scripts
    Json,
    /// A table with links, for documents
    Markdown,
}

/// How the environment is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EnvFormat {
    /// For people
    Text,
    /// A JSON object, for scripts
    Json,
}

/// How the checklist is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChecklistFormat {
    /// For people
    Text,
    /// A task list, for issues and releases
    Markdown,
    /// A JSON object, for scripts
    Json,
}
