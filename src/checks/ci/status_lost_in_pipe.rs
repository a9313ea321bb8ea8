//! GMC852: a test gate whose status is lost in a pipe.

use super::gates::{gate_name, is_gate};
use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::{Doc, Facts, HostScript};
use crate::rules::Severity;
use crate::shell::{Command, Pipeline};

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in &facts.docs {
        for script in doc
            .scripts()
            .iter()
            .filter(|it| it.shell.is_posix() && it.ignore_errors.is_none())
        {
            if handles_status(facts, doc, script) {
                continue;
            }
            for pipeline in &script.script.pipelines {
                judge(doc, script, pipeline, sink);
            }
        }
    }
}

/// Does the script look at the status itself, or may pipefail be on without our seeing it?
fn handles_status(facts: &Facts, doc: &Doc, script: &HostScript) -> bool {
    let text = &script.cut.text;
    if text.contains("PIPESTATUS") || text.contains("pipestatus") {
        return true;
    }
    if doc.kind() != DocKind::Shell {
        return false;
    }
    // A file without a first line is read by others, with their options.
    text.contains("pipefail")
        || !text.starts_with("#!")
        || script
            .script
            .commands
            .iter()
            .any(|it| sources_pipefail(facts, it))
}

/// `source lib.sh`, where the file sets pipefail or cannot be found.
fn sources_pipefail(facts: &Facts, command: &Command) -> bool {
    if !matches!(command.name(), "source" | ".") {
        return false;
    }
    let path = command.arg(0).unwrap_or("");
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut files = facts
        .docs
        .iter()
        .filter(|it| it.file_name() == name)
        .peekable();
    files.peek().is_none()
        || files.any(|it| it.mentions("pipefail") || it.mentions("source ") || it.mentions(". "))
}

fn judge(doc: &Doc, script: &HostScript, pipeline: &Pipeline, sink: &mut Sink) {
    let context = pipeline.context;
    if pipeline.options.pipefail || context.substitution || context.condition || context.handled {
        return;
    }
    if !counts(doc, script, pipeline) {
        return;
    }
    let Some((last, before)) = pipeline.stages.split_last() else {
        return;
    };
    let command = |index: &usize| &script.script.commands[*index];
    // Of a compound stage the last command decides.
    let Some(gate) = before
        .iter()
        .filter_map(|it| it.last())
        .map(command)
        .find(|it| is_gate(it))
    else {
        return;
    };
    let takes_over = last.last().map(command).is_some_and(passes_status_on);
    if takes_over || gate.context.handled || written_file_is_checked(doc, script, pipeline) {
        return;
    }
    let what = gate_name(gate);
    let reader = last
        .last()
        .map(command)
        .map_or("the last command", Command::name);
    let message = format!(
        "the status of `{what}` is lost: without pipefail the pipe ends with that of `{reader}`"
    );
    let bench = gate.flag("bench").is_some() || gate.flag("fuzz").is_some();
    let severity = if bench {
        Severity::Warning
    } else {
        sink.rule().severity
    };
    let _ = sink
        .report(doc, pipeline.span, message)
        .within(&script.label)
        .severity(severity)
        .help(help(doc));
}

fn help(doc: &Doc) -> &'static str {
    match doc.kind() {
        DocKind::GithubWorkflow => {
            "add `shell: bash` to the step: it switches pipefail on, which GitHub's default shell does not"
        }
        DocKind::Makefile => "set `SHELL := bash` and `.SHELLFLAGS := -eo pipefail -c`",
        DocKind::Dockerfile => {
            "put `SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]` before the `RUN`"
        }
        _ => "put `set -o pipefail` before it",
    }
}

/// Would a failure end the script, be its result, or keep what follows from running?
fn counts(doc: &Doc, script: &HostScript, pipeline: &Pipeline) -> bool {
    let behind = doc.text().get(pipeline.span.end as usize..).unwrap_or("");
    let guards = behind
        .trim_start_matches([' ', '\t', '\\', '\n'])
        .starts_with("&&");
    let last = pipeline.after == script.script.commands.len();
    pipeline.options.errexit || guards || last
}

/// Readers of test output that fail when tests have failed.
fn passes_status_on(command: &Command) -> bool {
    match command.name() {
        "go-junit-report" => {
            command.has_arg("-set-exit-code") || command.has_arg("--set-exit-code")
        }
        "tparse" | "gotestdox" | "gotestsum" => true,
        // `awk '{ print } END { exit NR > 0 }'`
        "awk" | "gawk" => command.args().iter().any(|it| it.text.contains("exit")),
        _ => false,
    }
}

/// `... | tee out.log`, and a later command of the same job, or a recipe of the same makefile, that looks into `out.log`.
pub(super) fn written_file_is_checked(doc: &Doc, script: &HostScript, pipeline: &Pipeline) -> bool {
    let command = |index: &usize| &script.script.commands[*index];
    let last = pipeline.stages.last().and_then(|it| it.last()).map(command);
    let Some(last) = last else {
        return false;
    };
    let tee = last
        .args()
        .iter()
        .filter(|it| last.name() == "tee" && !it.text.starts_with('-'));
    let redirected = last.redirects.iter().map(|it| &it.target);
    let files: Vec<&str> = tee
        .chain(redirected)
        .map(|it| in_folder(&it.text))
        .filter(|it| !it.starts_with("/dev/"))
        .collect();
    let checks = |it: &Command| {
        let reads = matches!(
            it.name(),
            "grep"
                | "egrep"
                | "awk"
                | "test"
                | "["
                | "go-junit-report"
                | "gotestsum"
                | "tparse"
                | "jq"
        );
        reads
            && it
                .args()
                .iter()
                .any(|arg| files.contains(&in_folder(&arg.text)))
    };
    let same_job = |it: &HostScript| it.scope.first() == script.scope.first();
    // `$(MAKE) verify-log` runs another recipe, wherever it stands.
    let recipe = |it: &HostScript| doc.kind() == DocKind::Makefile && !same_job(it);
    let after = |it: &Command| it.span.start > pipeline.span.end;
    !files.is_empty()
        && doc.scripts().iter().any(|it| {
            let mut commands = it.script.commands.iter();
            (same_job(it) && commands.any(|it| after(it) && checks(it)))
                || (recipe(it) && it.script.commands.iter().any(checks))
        })
}

/// The path without the variable that says where make runs: `$(CURDIR)/test.log`. What variables of make stand for is not always known here.
fn in_folder(path: &str) -> &str {
    match path.split_once('/') {
        Some((folder, rest))
            if folder == "." || !folder.contains(|it: char| it.is_alphanumeric()) =>
        {
            rest
        }
        Some((folder, rest)) if folder.starts_with('$') => rest,
        _ => path,
    }
}
