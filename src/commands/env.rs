//! `gomapcheck env`.

use super::refused;
use crate::cli::{Analysis, EnvFormat, Shared};
use crate::environment::Machine;
use crate::output::{self, Status};
use crate::pipeline::environment::environment;
use crate::progress::{Bar, Progress, Silent};
use crate::render;
use std::io;
use std::path::{Path, PathBuf};

/// Tells which settings win here and elsewhere.
///
/// # Errors
/// The directory cannot be used, a file that is named is not there, the configuration is wrong, the output cannot be written.
pub(super) fn run(
    shared: &Shared,
    path: &Path,
    files: &[PathBuf],
    all: bool,
    format: EnvFormat,
    check: bool,
) -> io::Result<Status> {
    let cwd = shared.working_directory()?.join(path);
    let root = cwd
        .canonicalize()
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    if !root.is_dir() {
        return Err(refused(format!("{} is no directory", path.display())));
    }
    let base = shared.working_directory()?;
    let mut given = Vec::new();
    for file in files {
        let full = base.join(file);
        if !full.is_file() {
            return Err(refused(format!(
                "{}: there is no such file",
                file.display()
            )));
        }
        given.push(full.canonicalize().unwrap_or(full));
    }
    let settings = Analysis::default().settings(&root)?;
    let options = crate::cli::options(&settings, root.clone(), vec!["./...".to_owned()], None)?;
    let machine = Machine::here(root, given);
    let bar = match shared.quiet {
        true => None,
        false => Bar::on_terminal(),
    };
    let progress: &dyn Progress = bar.as_ref().map_or(&Silent, |it| it);
    let report = environment(&options, &machine, progress);
    drop(bar);
    let text = match format {
        EnvFormat::Text => render::environment::text(&report, all, output::text(shared)),
        EnvFormat::Json => render::environment::json(&report),
    };
    output::deliver(shared, text.as_bytes())?;
    Ok(match check && report.broken() {
        true => Status::Findings,
        false => Status::Clean,
    })
}
