//! GitHub workflow commands: findings as annotations on a pull request, without any upload.
//!
//! In: a [`Report`]. Out: one `::error ...::message` line a finding.

use super::{Renderer, Report, capital, goroutine_name};
use crate::finding::{Finding, Severity};
use crate::rules;
use std::io::{self, Write};

/// The renderer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Github;

impl Renderer for Github {
    fn render(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for finding in report.findings {
            let path = property(report.files.display(finding.primary.file));
            let region = report.files.region_on_line(finding.primary);
            let title = rules::find(&finding.rule).map_or("", |it| it.title.as_str());
            writeln!(
                out,
                "::{command} file={path},line={line},endLine={line},col={col},endColumn={end},title={title}::{message}",
                command = command(finding.severity),
                line = region.start.line,
                col = region.start.utf16,
                end = region.end.utf16,
                title = property(&format!("{} {title}", finding.rule)),
                message = data(&message(finding, report)),
            )?;
        }
        Ok(())
    }
}

/// The message, then a line for each goroutine with its start and its access: an annotation cannot be opened up.
fn message(finding: &Finding, report: &Report) -> String {
    let mut text = finding.message.clone();
    for (index, goroutine) in finding.goroutines.iter().enumerate() {
        let name = capital(&goroutine_name(finding, index));
        text.push_str(&format!("\n{name}: {}", goroutine.heading));
        let ends = [
            goroutine.steps.first(),
            goroutine.steps.last().filter(|_| goroutine.steps.len() > 1),
        ];
        for step in ends.into_iter().flatten() {
            let path = report.files.display(step.loc.file);
            text.push_str(&format!(
                "\n  {path}:{}: {}",
                report.files.start(step.loc).line,
                step.text
            ));
        }
        text.push_str(&format!(", {}", goroutine.holds));
    }
    text.push_str(&format!("\nHelp: {}", finding.help));
    text
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// Escapes the text behind `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes the value of a `key=value` pair.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
