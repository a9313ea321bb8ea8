//! One line a finding, `path:line:col: CODE message`: what editors and scripts read from Go tools.
//!
//! In: a [`Report`]. Out: lines. The column counts bytes, as that of the go command does.

use super::{Renderer, Report};
use std::io::{self, Write};

/// The renderer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Short;

impl Renderer for Short {
    fn render(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for finding in report.findings {
            let path = report.files.display(finding.primary.file);
            let at = report.files.start(finding.primary);
            writeln!(
                out,
                "{path}:{}:{}: {} {}",
                at.line, at.column, finding.rule, finding.message
            )?;
        }
        Ok(())
    }
}
