//! `gomapcheck config`.

use crate::cli::{Analysis, Cli};
use crate::config::{self, Origin, Settings, Sourced};
use std::fmt::Debug;
use std::io;

/// The effective values as a configuration file, each with where it comes from.
///
/// # Errors
/// The configuration cannot be read or is wrong.
pub(super) fn text(cli: &Cli, analysis: &Analysis) -> io::Result<String> {
    let cwd = cli.shared.working_directory()?;
    let settings = analysis.settings(&cwd)?;
    // Rules named by flags are checked here.
    let options = crate::cli::options(&settings, cwd, Vec::new(), None)?;
    let mut text = match &settings.file {
        Some(path) => format!("# {}\n", path.display()),
        None => format!("# no {} here or above\n", config::FILE_NAME),
    };
    let running = options.selection.ids().count();
    text.push_str(&format!("# {running} rules run\n"));
    values(&settings, &mut text);
    Ok(text)
}

fn values(settings: &Settings, text: &mut String) {
    let mut line = |key: &str, value: String, origin: Origin| {
        text.push_str(&format!(
            "{:<48} # {}\n",
            format!("{key} = {value}"),
            from(origin)
        ));
    };
    line("select", shown(&settings.select), settings.select.origin);
    line("ignore", shown(&settings.ignore), settings.ignore.origin);
    line("tags", shown(&settings.tags), settings.tags.origin);
    line("tests", shown(&settings.tests), settings.tests.origin);
    line(
        "generated",
        shown(&settings.generated),
        settings.generated.origin,
    );
    line(
        "pedantic",
        shown(&settings.pedantic),
        settings.pedantic.origin,
    );
    line("owners", shown(&settings.owners), settings.owners.origin);
    match &settings.baseline.value {
        Some(path) => line(
            "baseline",
            format!("{:?}", path.display().to_string()),
            settings.baseline.origin,
        ),
        None => line("# baseline", "none".to_owned(), settings.baseline.origin),
    }
    for (rule, severity) in &settings.severity {
        let key = format!("severity.{rule}");
        line(
            &key,
            format!("{:?}", severity.value.as_str()),
            severity.origin,
        );
    }
    for entry in &settings.per_path {
        let severity = entry
            .severity
            .iter()
            .map(|(rule, it)| format!("{rule} = {:?}", it.as_str()));
        let severity = severity.collect::<Vec<_>>().join(", ");
        let value = format!(
            "[{{ paths = {:?}, select = {:?}, ignore = {:?}, severity = {{ {severity} }} }}]",
            entry.paths, entry.select, entry.ignore
        );
        line("per-path", value, Origin::File(entry.line));
    }
    if let Some(models) = &settings.models {
        line("# models", "rows of the project".to_owned(), models.origin);
    }
}

fn shown<T: Debug>(value: &Sourced<T>) -> String {
    format!("{:?}", value.value)
}

fn from(origin: Origin) -> String {
    match origin {
        Origin::Default => "default".to_owned(),
        Origin::File(line) => format!("line {line}"),
        Origin::Flag(flag) => flag.to_owned(),
    }
}

/// The JSON schema of the file.
pub(super) fn schema() -> String {
    format!("{:#}\n", config::schema::schema())
}
