//! Commands beside the analysis: one file each.
//!
//! In: the command line. Out: bytes on the standard output or in `--output`, and an exit status. Must not know how findings are made.

mod checklist;
mod config;
mod env;
mod explain;
mod race;
mod rules;
mod shell;
mod why;

use crate::cli::{Cli, Command};
use crate::output::{self, Status};
use std::io;

/// Does what a command says.
///
/// # Errors
/// It cannot be done; the message says why.
pub fn run(cli: &Cli, command: &Command) -> io::Result<Status> {
    let text = match command {
        Command::Explain { rules } => explain::text(rules)?,
        Command::Rules { format } => rules::text(*format),
        Command::Config { schema: true, .. } => config::schema(),
        Command::Config { analysis, .. } => config::text(cli, analysis)?,
        Command::Env {
            path,
            all,
            files,
            format,
            check,
        } => return env::run(&cli.shared, path, files, *all, *format, *check),
        Command::Checklist {
            path,
            analysis,
            format,
            exit_zero,
        } => return checklist::run(&cli.shared, path, analysis, *format, *exit_zero),
        Command::Race {
            files,
            packages,
            analysis,
            reporting,
        } => return race::run(&cli.shared, files, packages, analysis, reporting),
        Command::Completions { shell } => shell::completions(*shell),
        Command::Man => shell::man()?,
        Command::Why {
            place,
            patterns,
            analysis,
        } => why::text(&cli.shared, place, patterns, analysis)?,
    };
    output::deliver(&cli.shared, text.as_bytes())?;
    Ok(Status::Clean)
}

/// An error whose message says all.
fn refused(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, message)
}
