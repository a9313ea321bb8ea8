//! The command line: arguments in, exit status out.

use gomapcheck::cli::Cli;
use gomapcheck::commands;
use gomapcheck::output::{self, Status};
use gomapcheck::pipeline;
use gomapcheck::progress::{Bar, Progress, Silent};
use gomapcheck::review;
use std::io::{self, Write};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::read(std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    let status = run(&cli).unwrap_or_else(|error| {
        let _ = writeln!(io::stderr(), "gomapcheck: error: {error}");
        Status::Failed
    });
    ExitCode::from(status as u8)
}

fn run(cli: &Cli) -> io::Result<Status> {
    if let Some(command) = &cli.command {
        return commands::run(cli, command);
    }
    let (options, plan) = cli.options()?;
    let bar = if cli.shared.quiet {
        None
    } else {
        Bar::on_terminal()
    };
    let progress: &dyn Progress = bar.as_ref().map_or(&Silent, |it| it);
    if let Some(stage) = cli.dump {
        let (text, outcome) = pipeline::dump(&options, stage.stage(), progress);
        drop(bar);
        output::deliver(&cli.shared, text.as_bytes())?;
        return Ok(output::told(&cli.shared, &cli.reporting, &outcome));
    }
    let mut outcome = review::run(&options, &plan, progress)?;
    drop(bar);
    if cli.diff {
        return output::diff(&cli.shared, &cli.reporting, &outcome);
    }
    if cli.fix {
        output::mend(&cli.shared, &mut outcome)?;
    }
    output::report(&cli.shared, &cli.reporting, &outcome)
}
