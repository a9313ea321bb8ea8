//! Output: where the bytes of a run go. Findings to stdout or a file, everything else to stderr.
//!
//! In: the command line and an [`Outcome`]. Out: bytes and an exit status. Must not know how findings are found or formatted.

use crate::cli::{Format, Reporting, Shared};
use crate::discover::{Problem, ProblemKind};
use crate::finding::SourceMap;
use crate::fix;
use crate::pipeline::Outcome;
use crate::render::{
    Renderer, Report, Stats, github::Github, json::Json, sarif::Sarif, short::Short, text::Text,
};
use crate::support::Loc;
use crate::triage::{LeftOut, Why};
use anstream::AutoStream;
use clap::ColorChoice;
use std::ffi::OsString;
use std::fs::Permissions;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Version of gomapcheck.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How a run ended; the number is the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// No findings.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// The job could not be done.
    Failed = 2,
}

/// Writes findings and messages, and says how the run ended.
///
/// # Errors
/// The output file cannot be written; the message names it. A closed pipe is no error: whoever reads has seen enough.
pub fn report(shared: &Shared, reporting: &Reporting, outcome: &Outcome) -> io::Result<Status> {
    let files = SourceMap::new(&outcome.workspace);
    let mut bytes = Vec::new();
    let mut report = view(outcome, &files);
    if reporting.show_suppressed {
        report.left_out = &outcome.left_out;
    }
    renderer(shared, reporting).render(&report, &mut bytes)?;
    deliver(shared, &bytes)?;
    Ok(told(shared, reporting, outcome))
}

/// Writes what [`mend`] would change.
///
/// # Errors
/// As [`report`].
pub fn diff(shared: &Shared, reporting: &Reporting, outcome: &Outcome) -> io::Result<Status> {
    let files = SourceMap::new(&outcome.workspace);
    let fixes = fix::plan(&outcome.findings, &outcome.workspace, &files);
    deliver(shared, fix::diff(&fixes.changed, &files).as_bytes())?;
    Ok(told(shared, reporting, outcome))
}

/// Makes the edits of findings, and takes these off the list.
///
/// # Errors
/// A file cannot be written.
pub fn mend(shared: &Shared, outcome: &mut Outcome) -> io::Result<()> {
    let files = SourceMap::new(&outcome.workspace);
    let fixes = fix::plan(&outcome.findings, &outcome.workspace, &files);
    fix::apply(&fixes.changed, &outcome.workspace.root, &files)?;
    if !shared.quiet && !fixes.mended.is_empty() {
        // Nobody can be told when stderr is gone.
        let _ = writeln!(
            io::stderr(),
            "gomapcheck: fixed {} in {}",
            count(fixes.mended.len(), "finding"),
            count(fixes.changed.len(), "file")
        );
    }
    let mut at = 0;
    outcome.findings.retain(|_| {
        at += 1;
        !fixes.mended.contains(&(at - 1))
    });
    Ok(())
}

/// Writes the messages of a run to stderr and says how it ended.
pub fn told(shared: &Shared, reporting: &Reporting, outcome: &Outcome) -> Status {
    let messages = messages(shared, reporting, outcome);
    // Nobody can be told when stderr is gone.
    let _ = io::stderr().write_all(messages.as_bytes());
    let failed = outcome
        .workspace
        .problems
        .iter()
        .any(|it| it.kind == ProblemKind::Fatal);
    match (failed, outcome.findings.is_empty() || reporting.exit_zero) {
        (true, _) => Status::Failed,
        (false, true) => Status::Clean,
        (false, false) => Status::Findings,
    }
}

/// Writes to stderr what could not be done and what was assumed.
pub fn notes(shared: &Shared, outcome: &Outcome) {
    let files = SourceMap::new(&outcome.workspace);
    let fatal = |it: &&Problem| !shared.quiet || it.kind == ProblemKind::Fatal;
    let problems = outcome.workspace.problems.iter().filter(fatal);
    let mut text: String = problems.map(|it| problem_line(it, &files)).collect();
    if !shared.quiet {
        for note in outcome.workspace.assumptions.iter().chain(&outcome.notes) {
            text.push_str(&format!("gomapcheck: note: {note}\n"));
        }
    }
    // Nobody can be told when stderr is gone.
    let _ = io::stderr().write_all(text.as_bytes());
}

fn view<'a>(outcome: &'a Outcome, files: &'a SourceMap<'a>) -> Report<'a> {
    Report {
        findings: &outcome.findings,
        left_out: &[],
        files,
        problems: &outcome.workspace.problems,
        assumptions: &outcome.workspace.assumptions,
        stats: outcome.stats,
        tool_version: VERSION,
    }
}

/// Writes bytes to where `--output` says, or to stdout.
///
/// # Errors
/// As [`report`].
pub fn deliver(shared: &Shared, bytes: &[u8]) -> io::Result<()> {
    let Some(path) = shared.output_path() else {
        let mut stdout = AutoStream::new(io::stdout(), color(shared).into_stream());
        return match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(io::Error::new(
                error.kind(),
                format!("cannot write to the standard output: {error}"),
            )),
            Ok(()) => Ok(()),
        };
    };
    replace(&path, bytes).map_err(|error| {
        io::Error::new(
            error.kind(),
            format!("cannot write {}: {error}", path.display()),
        )
    })
}

/// Writes beside the file and renames, so that a reader sees the old file or the new one, never a half. What is no regular file
/// (`/dev/stdout`, a named pipe) is written to as it is; a symbolic link stays one.
///
/// # Errors
/// Those of the file system.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let old = std::fs::metadata(&path).ok();
    if old.as_ref().is_some_and(|it| !it.is_file()) {
        return std::fs::write(path, bytes);
    }
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut beside = OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.tmp", std::process::id()));
    let beside = path.with_file_name(beside);
    let written = write_as(&beside, bytes, old.map(|it| it.permissions()))
        .and_then(|()| std::fs::rename(&beside, &path));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}

fn write_as(path: &Path, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    std::fs::write(path, bytes)?;
    permissions.map_or(Ok(()), |it| std::fs::set_permissions(path, it))
}

fn renderer(shared: &Shared, reporting: &Reporting) -> Box<dyn Renderer> {
    match reporting.format {
        Format::Text => Box::new(text(shared)),
        Format::Short => Box::new(Short),
        Format::Json => Box::new(Json),
        Format::Sarif => Box::new(Sarif {
            category: reporting.category.clone(),
        }),
        Format::Github => Box::new(Github),
    }
}

/// How text for people is drawn: width, colors, characters.
pub fn text(shared: &Shared) -> Text {
    let terminal = shared.output.is_none() && io::stdout().is_terminal();
    let width =
        terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    Text {
        width: width.filter(|_| terminal).unwrap_or(100).clamp(80, 120),
        color: color(shared) == Color::Always,
        // Files and pipes get UTF-8, as Go source is; an old terminal gets what it can show.
        unicode: !terminal || utf8_locale(),
    }
}

fn utf8_locale() -> bool {
    let variable = |name| std::env::var(name).ok().filter(|it| !it.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(variable)
        .unwrap_or_default()
        .to_uppercase();
    cfg!(windows) || locale.contains("UTF-8") || locale.contains("UTF8")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Color {
    Always,
    Never,
}

impl Color {
    fn into_stream(self) -> anstream::ColorChoice {
        match self {
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
    }
}

/// `--color`, then NO_COLOR, then FORCE_COLOR and CLICOLOR_FORCE, then whether a terminal is there.
fn color(shared: &Shared) -> Color {
    let set = |name: &str| std::env::var_os(name).is_some_and(|it| !it.is_empty() && it != "0");
    let wanted = match shared.color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if std::env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty()) => false,
        ColorChoice::Auto if set("FORCE_COLOR") || set("CLICOLOR_FORCE") => true,
        ColorChoice::Auto => {
            shared.output.is_none()
                && AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
        }
    };
    if wanted { Color::Always } else { Color::Never }
}

/// Everything that goes to stderr.
fn messages(shared: &Shared, reporting: &Reporting, outcome: &Outcome) -> String {
    let files = SourceMap::new(&outcome.workspace);
    let problems = &outcome.workspace.problems;
    let mut text = String::new();
    for problem in problems
        .iter()
        .filter(|it| !shared.quiet || it.kind == ProblemKind::Fatal)
    {
        text.push_str(&problem_line(problem, &files));
    }
    if !shared.quiet {
        for note in outcome.workspace.assumptions.iter().chain(&outcome.notes) {
            text.push_str(&format!("gomapcheck: note: {note}\n"));
        }
    }
    if reporting.timings {
        let total = outcome.stats.elapsed.as_secs_f64();
        let rows = outcome
            .timings
            .iter()
            .map(|(stage, time)| (*stage, time.as_secs_f64()));
        for (stage, seconds) in rows.chain([("total", total)]) {
            text.push_str(&format!("{stage:<12} {seconds:>8.3} s\n"));
        }
    }
    if reporting.stats {
        text.push_str(&stats_table(&outcome.stats));
    }
    if !shared.quiet {
        if reporting.format == Format::Text {
            text.push_str(&mendable(outcome));
        }
        let failed = problems.iter().any(|it| it.kind == ProblemKind::Fatal);
        text.push_str(&summary(&counts(outcome), &outcome.stats, failed));
    }
    text
}

/// What `--fix` would do, if it has something to do.
fn mendable(outcome: &Outcome) -> String {
    let fixable = outcome.findings.iter().filter(|it| it.fix.is_some());
    match fixable.count() {
        0 => String::new(),
        number => format!(
            "gomapcheck: {} can be mended with --fix; --diff shows the changes\n",
            count(number, "finding")
        ),
    }
}

/// "3 findings (1 suppressed, 2 in the baseline, 4 not of this change)".
fn counts(outcome: &Outcome) -> String {
    let found = match outcome.findings.len() {
        0 => "no findings".to_owned(),
        number => count(number, "finding"),
    };
    let baselined = |it: &&LeftOut| it.why == Why::Baseline;
    let known = outcome.left_out.iter().filter(baselined).count();
    let others = [
        (outcome.left_out.len() - known, "suppressed"),
        (known, "in the baseline"),
        (outcome.unchanged, "not of this change"),
    ];
    let others = others.iter().filter(|(number, _)| *number > 0);
    let others: Vec<String> = others
        .map(|(number, what)| format!("{} {what}", thousands(*number)))
        .collect();
    match others.is_empty() {
        true => found,
        false => format!("{found} ({})", others.join(", ")),
    }
}

fn problem_line(problem: &Problem, files: &SourceMap) -> String {
    let kind = if problem.kind == ProblemKind::Fatal {
        "error"
    } else {
        "warning"
    };
    let loc = files
        .find(&problem.path)
        .zip(problem.span)
        .map(|(file, span)| Loc { file, span });
    let place = match loc.map(|it| files.start(it)) {
        Some(at) => format!("{}:{}:{}: ", problem.path, at.line, at.column),
        None if problem.path.is_empty() || problem.message.contains(problem.path.as_str()) => {
            String::new()
        }
        None => format!("{}: ", problem.path),
    };
    format!("gomapcheck: {kind}: {place}{}\n", problem.message)
}

fn stats_table(stats: &Stats) -> String {
    let rows = [
        ("files", stats.files),
        ("files left out", stats.skipped_files),
        ("packages", stats.packages),
        ("functions", stats.functions),
        ("unread declarations", stats.unread_declarations),
        ("calls", stats.calls),
        ("unresolved calls", stats.unresolved_calls),
    ];
    rows.iter()
        .map(|(name, count)| format!("{name:<20} {:>12}\n", thousands(*count)))
        .collect()
}

/// The last line: "gomapcheck: 3 findings; 412 files in 31 packages; ...".
fn summary(findings: &str, stats: &Stats, failed: bool) -> String {
    let mut parts = vec![
        findings.to_owned(),
        format!(
            "{} in {}",
            count(stats.files, "file"),
            count(stats.packages, "package")
        ),
    ];
    if failed {
        parts.insert(0, "the job could not be done in full".to_owned());
    }
    if stats.skipped_files > 0 {
        parts.push(format!("{} left out", count(stats.skipped_files, "file")));
    }
    if stats.files_with_unread > 0 {
        parts.push(format!(
            "{} with syntax that could not be read",
            count(stats.files_with_unread, "file")
        ));
    }
    parts.push(format!(
        "{} of {} unresolved",
        thousands(stats.unresolved_calls),
        count(stats.calls, "call")
    ));
    parts.push(format!("{:.2} s", stats.elapsed.as_secs_f64()));
    format!("gomapcheck: {}\n", parts.join("; "))
}

fn count(number: usize, noun: &str) -> String {
    format!(
        "{} {noun}{}",
        thousands(number),
        if number == 1 { "" } else { "s" }
    )
}

/// 8120 as `8,120`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn the_last_line_counts() {
        let stats = Stats {
            files: 1412,
            packages: 1,
            files_with_unread: 1,
            calls: 8120,
            unresolved_calls: 37,
            elapsed: Duration::from_millis(408),
            ..Stats::default()
        };
        assert_eq!(
            summary("3 findings", &stats, false),
            "gomapcheck: 3 findings; 1,412 files in 1 package; 1 file with syntax that could not be read; \
             37 of 8,120 calls unresolved; 0.41 s\n"
        );
        assert!(
            summary("no findings", &stats, true)
                .starts_with("gomapcheck: the job could not be done in full; no findings; ")
        );
    }

    #[test]
    fn digits_are_grouped() {
        let texts = [0, 999, 1000, 1_234_567].map(thousands);
        assert_eq!(texts, ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn an_output_file_is_replaced_as_a_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report");
        for text in ["long text", "short"] {
            replace(&path, text.as_bytes()).expect("written");
            assert_eq!(std::fs::read_to_string(&path).expect("a file"), text);
        }
        assert!(replace(&folder.path().join("no/report"), b"").is_err());
        assert_eq!(
            std::fs::read_dir(folder.path()).expect("a folder").count(),
            1,
            "nothing else is left behind"
        );
    }
}
