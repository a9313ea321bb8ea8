//! `gomapcheck completions` and `gomapcheck man`: generated from the command line's own description.

use crate::cli::Cli;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io;

/// A completion script.
pub(super) fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "gomapcheck", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The manual page, with a section for each command.
///
/// # Errors
/// Never in practice: it is written to memory.
pub(super) fn man() -> io::Result<String> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands().filter(|it| !it.is_hide_set()) {
        let man = clap_mangen::Man::new(sub.clone());
        let name = sub.get_name().to_uppercase();
        page.extend(format!(".SH \"COMMAND {name}\"\n").bytes());
        man.render_synopsis_section(&mut page)?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    Ok(String::from_utf8_lossy(&page).into_owned())
}
