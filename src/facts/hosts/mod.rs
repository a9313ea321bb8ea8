//! Where shell text stands: CI steps, recipes, `RUN` lines, script files; and what its host makes of it.
//!
//! In: a document. Out: [`HostScript`]s. Must not know rules.

mod ci;
mod docker;
mod github;
mod make;
mod plain;

use super::doc::Doc;
use crate::discover::DocKind;
use crate::document::Cut;
use crate::shell::{Script, ShellOptions};
use crate::support::Span;
pub(super) use github::matrix_values;

/// Shell text with its host.
#[derive(Debug, Clone)]
pub struct HostScript {
    /// The text as the shell gets it.
    pub cut: Cut,
    /// What was read of it; empty unless the shell is sh or bash.
    pub script: Script,
    /// Which shell runs it.
    pub shell: ShellKind,
    /// The options that the shell starts with.
    pub options: ShellOptions,
    /// The shell was named in the file, not left to the host's default.
    pub shell_named: bool,
    /// Where it stands, outermost first: job and step; stage; target. Environment settings with a scope that begins this one apply to it.
    pub scope: Vec<String>,
    /// Where it stands, for people: "job `test`, step `Run tests`". Empty in script files.
    pub label: String,
    /// Index of the Docker instruction.
    pub instruction: Option<usize>,
    /// Labels of the machines it may run on; empty where they are not known.
    pub runners: Vec<String>,
    /// Conditions on it: `if:` of a step and its job, `ifdef` of a recipe.
    pub conditions: Vec<String>,
    /// A failure does not count: `continue-on-error`, `-` of make, `allow_failure`.
    pub ignore_errors: Option<Span>,
    /// Directory it runs in, where it is named.
    pub directory: Option<String>,
}

/// A shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShellKind {
    /// A POSIX shell that may not know `pipefail`.
    Sh,
    /// Bash and its like.
    Bash,
    /// PowerShell.
    Pwsh,
    /// cmd.exe.
    Cmd,
    /// Python and others.
    Other,
}

impl ShellKind {
    /// The shell of a command or path: `bash`, `/bin/sh`, `pwsh`.
    pub fn of(command: &str) -> ShellKind {
        let program = command.split_whitespace().next().unwrap_or("");
        let name = program
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or("")
            .to_ascii_lowercase();
        match name.trim_end_matches(".exe") {
            "sh" | "ash" | "dash" => ShellKind::Sh,
            "bash" | "zsh" | "ksh" => ShellKind::Bash,
            "pwsh" | "powershell" => ShellKind::Pwsh,
            "cmd" => ShellKind::Cmd,
            _ => ShellKind::Other,
        }
    }

    /// Is its text read as shell commands?
    pub fn is_posix(self) -> bool {
        matches!(self, ShellKind::Sh | ShellKind::Bash)
    }
}

impl HostScript {
    /// A script of a shell; everything else as in the common case.
    fn new(cut: Cut, shell: ShellKind, options: ShellOptions) -> HostScript {
        let script = if shell.is_posix() {
            crate::shell::read(&cut, options)
        } else {
            Script::default()
        };
        HostScript {
            cut,
            script,
            shell,
            options,
            shell_named: false,
            scope: Vec::new(),
            label: String::new(),
            instruction: None,
            runners: Vec::new(),
            conditions: Vec::new(),
            ignore_errors: None,
            directory: None,
        }
    }

    /// May it run on Windows?
    pub fn may_be_windows(&self) -> bool {
        self.runners
            .iter()
            .any(|it| it.to_ascii_lowercase().contains("windows"))
    }
}

/// The scripts of a document.
pub(super) fn scripts(doc: &Doc) -> Vec<HostScript> {
    match doc.kind() {
        DocKind::GithubWorkflow => github::workflow(doc),
        DocKind::GithubAction => github::action(doc),
        DocKind::GitlabCi => ci::gitlab(doc),
        DocKind::AzurePipelines => ci::azure(doc),
        DocKind::CircleCi => ci::circle(doc),
        DocKind::Travis => ci::travis(doc),
        DocKind::Taskfile => ci::taskfile(doc),
        DocKind::Snapcraft => ci::snapcraft(doc),
        DocKind::Goreleaser => ci::goreleaser(doc),
        DocKind::Dockerfile => docker::scripts(doc),
        DocKind::Makefile => make::scripts(doc),
        DocKind::Shell => plain::script(doc),
        DocKind::Powershell | DocKind::Batch => plain::windows(doc),
        DocKind::Jenkinsfile => plain::jenkins(doc),
        _ => Vec::new(),
    }
}

/// The content of a scalar with holes for `${{ ... }}`.
fn content(doc: &Doc, node: &crate::document::Node) -> Cut {
    let cut = crate::document::scalar::cut(doc.text(), node);
    match cut.text.contains("${{") {
        true => template_holes(&cut, "${{"),
        false => cut,
    }
}

/// With holes from each `open`, `{{` or `${{`, to its `}}`.
fn template_holes(cut: &Cut, open: &str) -> Cut {
    let mut holes = Vec::new();
    let mut at = 0;
    while let Some(found) = cut.text[at..].find(open) {
        let start = at + found;
        let end = cut.text[start..]
            .find("}}")
            .map_or(cut.text.len(), |it| start + it + 2);
        holes.push((start, end));
        at = end;
    }
    cut.with_holes(&holes)
}
