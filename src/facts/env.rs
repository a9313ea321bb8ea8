//! Environment variables: every place that sets one, in one table.
//!
//! In: a document. Out: [`Setting`]s, and which of them is in effect for a command. Must not know what a variable means.

mod machine;
mod structured;

use super::Facts;
use super::doc::Doc;
use super::hosts::{HostScript, ShellKind};
use crate::discover::DocKind;
use crate::shell::{Command, Word};
use crate::support::{FileId, Loc, Span};

/// One variable that is set somewhere.
#[derive(Debug, Clone)]
pub struct Setting {
    /// `GOFLAGS`.
    pub name: String,
    /// What it is set to, unquoted.
    pub value: String,
    /// The value has parts that only a run can tell.
    pub dynamic: bool,
    /// The value is written without quotes, where the language knows numbers (YAML).
    pub plain: bool,
    /// The file.
    pub file: FileId,
    /// Of the name, or of the whole assignment.
    pub span: Span,
    /// Of the value.
    pub value_span: Span,
    /// How it is set.
    pub origin: Origin,
    /// Where it holds: scripts whose scope begins like this. See [`HostScript::scope`].
    pub scope: Vec<String>,
    /// Where it stands, for people.
    pub label: String,
    /// Index of the script of the document and the number of its commands before it; none outside scripts.
    pub at: Option<(usize, usize)>,
}

/// How a variable is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// `env:`, `variables:`, `environment:` of a CI file.
    Ci,
    /// `ENV` of a Dockerfile.
    DockerEnv,
    /// `ARG` of a Dockerfile with a default.
    DockerArg,
    /// `--build-arg A=b` and `-e A=b` of docker, `build.args` of a compose file.
    DockerFlag,
    /// Exported variable of a makefile.
    MakeExport,
    /// Variable of a makefile that recipes do not get.
    MakeVariable,
    /// `export` in a script.
    ShellExport,
    /// Variable of a script that commands do not get.
    ShellVariable,
    /// `A=b` before a command.
    Prefix,
    /// `go env -w`.
    GoEnvW,
    /// go.env.
    GoEnvFile,
    /// `.env` file.
    EnvFile,
    /// `environment:` of a compose file.
    Compose,
    /// `env:` of a container.
    Kubernetes,
    /// `Environment=` of a unit.
    Systemd,
    /// Settings of an editor or a development container.
    Editor,
    /// `env:` of goreleaser.
    Goreleaser,
    /// `echo A=b >> $GITHUB_ENV`.
    GithubEnv,
    /// `$env:A = `, `setx`, `set A=` on Windows.
    Windows,
    /// An export of the registry of Windows.
    Registry,
    /// A profile of Windows Terminal.
    Terminal,
    /// The environment of a process.
    Process,
}

impl Origin {
    /// Do processes get to see it?
    pub fn exported(self) -> bool {
        !matches!(self, Origin::MakeVariable | Origin::ShellVariable)
    }

    /// Is it set for the program when it runs, rather than for a build?
    pub fn is_run_time(self) -> bool {
        matches!(
            self,
            Origin::DockerEnv
                | Origin::Compose
                | Origin::Kubernetes
                | Origin::Systemd
                | Origin::EnvFile
        )
    }
}

impl Setting {
    /// Where the name stands.
    pub fn loc(&self) -> Loc {
        Loc {
            file: self.file,
            span: self.span,
        }
    }

    /// Where the value stands; where the name stands if it is empty.
    pub fn value_loc(&self) -> Loc {
        let span = if self.value_span.start == self.value_span.end {
            self.span
        } else {
            self.value_span
        };
        Loc {
            file: self.file,
            span,
        }
    }
}

/// All settings of a document, in the order of the file as far as scripts go.
pub(super) fn settings(doc: &Doc) -> Vec<Setting> {
    let mut found = structured::settings(doc);
    for (index, script) in doc.scripts().iter().enumerate() {
        of_script(doc, index, script, &mut found);
        if matches!(script.shell, ShellKind::Pwsh | ShellKind::Cmd) {
            structured::windows(doc, index, script, &mut found);
        }
    }
    machine::settings(doc, &mut found);
    found
}

/// Exports, plain assignments, prefixes, `go env -w` and `$GITHUB_ENV` of a script.
fn of_script(doc: &Doc, index: usize, script: &HostScript, found: &mut Vec<Setting>) {
    let new = |name: &str, value: &Word, span: Span, origin: Origin, before: usize| Setting {
        name: name.to_owned(),
        value: value.text.clone(),
        dynamic: value.dynamic,
        plain: false,
        file: doc.file,
        span,
        value_span: value.span,
        origin,
        scope: script.scope.clone(),
        label: script.label.clone(),
        at: Some((index, before)),
    };
    for it in &script.script.assignments {
        let origin = if it.exported {
            Origin::ShellExport
        } else {
            Origin::ShellVariable
        };
        found.push(new(&it.name, &it.value, it.span, origin, it.before));
    }
    for (number, command) in script.script.commands.iter().enumerate() {
        for it in &command.env {
            found.push(new(&it.name, &it.value, it.span, Origin::Prefix, number));
        }
        for (word, name, value) in docker_flags(command) {
            let value = Word {
                text: value.to_owned(),
                ..word.clone()
            };
            found.push(new(name, &value, word.span, Origin::DockerFlag, number));
        }
        for (word, name, value) in go_env_w(command) {
            let value = Word {
                text: value.to_owned(),
                ..word.clone()
            };
            found.push(new(name, &value, word.span, Origin::GoEnvW, number));
        }
        if let Some((word, name, value)) = github_env(command) {
            let value = Word {
                text: value,
                ..word.clone()
            };
            found.push(new(&name, &value, word.span, Origin::GithubEnv, number));
        }
    }
}

/// `go env -w A=b C=d`.
fn go_env_w(command: &Command) -> Vec<(&Word, &str, &str)> {
    if !command.is("go", &["env"]) || !command.has_arg("-w") {
        return Vec::new();
    }
    let words = command
        .args()
        .iter()
        .skip(1)
        .filter(|it| !it.text.starts_with('-'));
    words
        .filter_map(|it| {
            it.text
                .split_once('=')
                .map(|(name, value)| (it, name, value))
        })
        .collect()
}

/// `docker build --build-arg A=b`, `docker run -e A=b`.
fn docker_flags(command: &Command) -> Vec<(&Word, &str, &str)> {
    if !matches!(
        command.name(),
        "docker" | "podman" | "buildah" | "nerdctl" | "docker-compose"
    ) {
        return Vec::new();
    }
    let args = command.args();
    let given = args.iter().enumerate().filter_map(|(at, word)| {
        if matches!(word.text.as_str(), "--build-arg" | "--env" | "-e") {
            let next = args.get(at + 1)?;
            return Some((next, next.text.as_str()));
        }
        let glued = ["--build-arg=", "--env="].iter();
        let mut glued = glued.filter_map(|it| word.text.strip_prefix(it));
        Some((word, glued.next()?))
    });
    given
        .filter_map(|(word, text)| {
            text.split_once('=')
                .map(|(name, value)| (word, name, value))
        })
        .collect()
}

/// `echo "A=b" >> $GITHUB_ENV`.
fn github_env(command: &Command) -> Option<(&Word, String, String)> {
    let to_file = command
        .redirects
        .iter()
        .any(|it| it.target.text.contains("GITHUB_ENV"));
    let word = command.args().first()?;
    if !to_file || !matches!(command.name(), "echo" | "printf") {
        return None;
    }
    let (name, value) = word.text.split_once('=')?;
    let value = value.trim_end_matches("\\n");
    Some((word, name.to_owned(), value.to_owned()))
}

impl Facts<'_> {
    /// The setting of a variable that a command of a script gets to see: its own prefix, else what the script exports before it, else that of
    /// the step, job, stage or target around it.
    pub fn in_effect<'b>(
        &self,
        doc: &'b Doc,
        script: usize,
        command: usize,
        name: &str,
    ) -> Option<&'b Setting> {
        let host = doc.scripts().get(script)?;
        let all = || {
            doc.settings()
                .iter()
                .filter(|it| it.name == name && it.origin.exported())
        };
        let prefix =
            all().find(|it| it.origin == Origin::Prefix && it.at == Some((script, command)));
        let earlier = |it: &&Setting| {
            it.origin == Origin::ShellExport
                && it
                    .at
                    .is_some_and(|(own, before)| own == script && before <= command)
        };
        prefix
            .or_else(|| all().rfind(earlier))
            .or_else(|| around(doc, host, all()))
            .or_else(|| all().find(|it| written_before(doc, it, script)))
    }
}

/// The innermost setting around a script.
fn around<'b>(
    doc: &Doc,
    host: &HostScript,
    all: impl Iterator<Item = &'b Setting>,
) -> Option<&'b Setting> {
    if doc.kind() == DocKind::Dockerfile {
        return in_stage(doc, host, all);
    }
    let holds = |it: &&Setting| it.at.is_none() && applies(doc, &it.scope, &host.scope);
    all.filter(holds).max_by_key(|it| it.scope.len())
}

/// Does a scope hold for a script? Targets of a rule are alternatives; everything else is a path.
fn applies(doc: &Doc, scope: &[String], script: &[String]) -> bool {
    if doc.kind() == DocKind::Makefile {
        return scope.is_empty() || scope.iter().any(|it| script.contains(it));
    }
    script.starts_with(scope)
}

/// The last ENV or ARG before a script in its stage, else of the stages that it builds on.
fn in_stage<'b>(
    doc: &Doc,
    host: &HostScript,
    all: impl Iterator<Item = &'b Setting>,
) -> Option<&'b Setting> {
    let file = doc.dockerfile();
    let stage: usize = host.scope.first()?.parse().ok()?;
    let start = host.cut.span(0, host.cut.text.len()).start;
    let chain = file.chain(stage);
    let rank = |it: &Setting| {
        let own: usize = it.scope.first()?.parse().ok()?;
        let depth = chain.iter().position(|it| *it == own)?;
        let counts = match (it.origin, depth) {
            (Origin::DockerEnv, 0) | (Origin::DockerArg, 0) => it.span.start < start,
            (Origin::DockerEnv, _) => true,
            _ => false,
        };
        // ENV wins over ARG of the same stage.
        counts.then_some((
            usize::MAX - depth,
            it.origin == Origin::DockerEnv,
            it.span.start,
        ))
    };
    all.filter_map(|it| Some((rank(it)?, it)))
        .max_by_key(|(rank, _)| *rank)
        .map(|(_, it)| it)
}

/// Written for later steps of the same job: `go env -w`, `$GITHUB_ENV`.
fn written_before(doc: &Doc, setting: &Setting, script: usize) -> bool {
    let Some((own, _)) = setting.at else {
        return false;
    };
    let job = |index: usize| doc.scripts().get(index).and_then(|it| it.scope.first());
    matches!(setting.origin, Origin::GoEnvW | Origin::GithubEnv)
        && own <= script
        && job(own) == job(script)
}
