//! GMC209: `>> $GITHUB_ENV` in a step that PowerShell may run.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::{Facts, HostScript, ShellKind};

const FILES: &[&str] = &[
    "GITHUB_ENV",
    "GITHUB_OUTPUT",
    "GITHUB_PATH",
    "GITHUB_STEP_SUMMARY",
];

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts.of_kind(&[DocKind::GithubWorkflow]) {
        for script in doc.scripts().iter().filter(|it| may_be_powershell(it)) {
            let mut at = 0;
            for line in script.cut.text.split_inclusive('\n') {
                let start = at;
                at += line.len();
                let Some((name, found)) = redirect(line) else {
                    continue;
                };
                let span = script.cut.span(start + found, start + found + name.len());
                let message = format!(
                    "where PowerShell runs this step, `{name}` is empty and the line is written nowhere"
                );
                let _ = sink.report(doc, span, message).within(&script.label);
                break;
            }
        }
    }
}

/// No shell named, and a runner that is or may be Windows, which no condition excludes.
fn may_be_powershell(script: &HostScript) -> bool {
    let powershell =
        script.shell == ShellKind::Pwsh || (!script.shell_named && script.may_be_windows());
    powershell && !script.conditions.iter().any(|it| excludes_windows(it))
}

fn excludes_windows(condition: &str) -> bool {
    let text = condition.to_ascii_lowercase();
    let names_windows = text.contains("windows");
    let negated = text.contains("!=") || text.contains('!');
    let other = ["linux", "macos", "ubuntu", "darwin"]
        .iter()
        .any(|it| text.contains(it));
    (names_windows && negated) || (other && !negated)
}

/// `>> $GITHUB_ENV`, `>> "${GITHUB_ENV}"`: the variable as written, and where it begins.
fn redirect(line: &str) -> Option<(String, usize)> {
    let code = line.trim_start();
    if code.starts_with('#') {
        return None;
    }
    FILES.iter().find_map(|file| {
        let forms = [format!("${file}"), format!("${{{file}}}")];
        forms.into_iter().find_map(|form| {
            let at = line.find(&form)?;
            let before = line[..at].trim_end_matches(['"', '\'', ' ']);
            let after = line[at + form.len()..].chars().next();
            let whole = !after.is_some_and(|it| it.is_ascii_alphanumeric() || it == '_');
            let writes =
                before.ends_with('>') || before.ends_with("tee -a") || before.ends_with("tee");
            (writes && whole).then_some((form, at))
        })
    })
}
