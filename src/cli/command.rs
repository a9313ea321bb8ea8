//! The commands beside the analysis itself.
//!
//! In: arguments. Out: [`Command`].

use clap::{Subcommand, ValueEnum};
use clap_complete::Shell;

/// What to do instead of analysing.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what a rule finds, why it matters, how to mend it, and how sure it is
    Explain {
        /// Ids or names: GMC004, map-guard-missing
        #[arg(value_name = "RULE", required = true)]
        rules: Vec<String>,
    },

    /// List all rules
    Rules {
        /// How they are written
        #[arg(long, value_enum, default_value_t = RuleFormat::Text)]
        format: RuleFormat,
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
