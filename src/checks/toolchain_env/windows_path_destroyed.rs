//! GMC208: `setx PATH "%PATH%;..."`, `$env:Path = $null`.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::{Facts, ShellKind};
use crate::rules::Severity;

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in &facts.docs {
        let docker = doc.kind() == DocKind::Dockerfile;
        let scripts = doc
            .scripts()
            .iter()
            .filter(|it| matches!(it.shell, ShellKind::Pwsh | ShellKind::Cmd));
        for script in scripts {
            let mut at = 0;
            for line in script.cut.text.split_inclusive('\n') {
                let start = at;
                at += line.len();
                let code = line.trim_start_matches(['@', ' ', '\t']);
                let lower = code.to_ascii_lowercase();
                if lower.starts_with("rem ")
                    || lower.starts_with("::")
                    || lower.starts_with('#')
                    || lower.starts_with("echo")
                {
                    continue;
                }
                let Some((found, message)) = destroyed(&lower) else {
                    continue;
                };
                let from = start + (line.len() - code.len()) + found;
                let to = start + line.trim_end().len();
                let report = sink
                    .report(doc, script.cut.span(from, to.max(from)), message)
                    .within(&script.label);
                // In a fresh image PATH is short and belongs to the image.
                let _ = if docker {
                    report.severity(Severity::Note)
                } else {
                    report
                };
            }
        }
    }
}

/// Where it begins in the line, and what happens.
fn destroyed(lower: &str) -> Option<(usize, &'static str)> {
    if let Some(at) = lower.find("setx ") {
        let rest = lower[at + "setx ".len()..].trim_start();
        let rest = rest
            .strip_prefix("/m ")
            .unwrap_or(rest)
            .trim_start()
            .trim_start_matches('"');
        let path = rest
            .strip_prefix("path")
            .filter(|it| it.starts_with([' ', '"']));
        if path.is_some_and(|it| it.contains("%path%") || it.contains("$env:path")) {
            return Some((
                at,
                "`setx` cuts PATH at 1024 characters and mixes that of the user with that of the machine",
            ));
        }
    }
    let at = lower.find("$env:path")?;
    let value = lower[at + "$env:path".len()..]
        .trim_start()
        .strip_prefix('=')?;
    let value = value.trim().trim_end_matches(';');
    (value == "$null" || value == "''" || value == "\"\"")
        .then_some((at, "nothing is found any more: PATH is emptied"))
}
