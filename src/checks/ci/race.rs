//! GMC851 and GMC856: tests that never run with the race detector, and a detector that cannot start.

use super::gates::{self, Ran};
use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::{Doc, Facts, HostScript, Setting};
use crate::shell::Command;

/// Files of CI systems.
const CI: &[DocKind] = &[
    DocKind::GithubWorkflow,
    DocKind::GitlabCi,
    DocKind::AzurePipelines,
    DocKind::CircleCi,
    DocKind::Travis,
    DocKind::Jenkinsfile,
];

/// Does the go command build with the race detector?
pub(super) fn has_race_flag(command: &Command) -> bool {
    let mut args = command.args().iter().map(|it| it.text.as_str());
    args.any(|it| matches!(it, "-race" | "--race" | "-race=true" | "--race=true"))
}

/// Commands that take `-race`.
fn takes_race(command: &Command) -> bool {
    match command.name() {
        "go" => matches!(
            command.arg(0),
            Some("test" | "build" | "install" | "run" | "vet" | "list")
        ),
        "gotestsum" | "richgo" | "gotest" | "ginkgo" => true,
        _ => false,
    }
}

pub(super) fn cgo_disabled(facts: &Facts, sink: &mut Sink) {
    let race = |it: &&Doc| it.mentions("-race") || it.mentions("make") || it.mentions(".sh");
    for doc in facts.docs.iter().filter(race) {
        for (script, host) in doc.scripts().iter().enumerate() {
            if only_macos(host) {
                continue;
            }
            for command in 0..host.script.commands.len() {
                for ran in gates::ran_by(facts, doc, script, command) {
                    if has_race(facts, ran) {
                        let outer = outer_setting(facts, doc, script, command);
                        judge(facts, ran, outer, sink);
                    }
                }
            }
        }
    }
}

/// The setting that a command gives to what it runs: an argument of make, else its environment.
fn outer_setting<'a>(
    facts: &'a Facts<'a>,
    doc: &'a Doc<'a>,
    script: usize,
    command: usize,
) -> Option<&'a Setting> {
    let own = doc.scripts().get(script)?.script.commands.get(command)?;
    let given = own
        .args()
        .iter()
        .any(|it| it.text.starts_with("CGO_ENABLED="));
    if given && gates::is_make(doc, own) {
        return None;
    }
    facts.in_effect(doc, script, command, "CGO_ENABLED")
}

/// Does the command build with the race detector, by its flags or by GOFLAGS?
fn has_race(facts: &Facts, ran: Ran) -> bool {
    let command = ran.command();
    if !takes_race(command) || only_macos(ran.host()) {
        return false;
    }
    let by_flags = || {
        let flags = ran.variable(facts, "GOFLAGS", None);
        flags.is_some_and(|it| it.value.split_whitespace().any(|it| it == "-race"))
    };
    has_race_flag(command) || by_flags()
}

fn judge(facts: &Facts, ran: Ran, outer: Option<&Setting>, sink: &mut Sink) {
    let command = ran.command();
    let off = |it: &&Setting| it.value == "0" && !it.dynamic;
    let Some(setting) = ran.variable(facts, "CGO_ENABLED", outer).filter(off) else {
        return;
    };
    // What is reported inside a makefile by itself is not reported again for each of its callers.
    if ran.through.is_some() && setting.file == ran.doc.file {
        return;
    }
    let system = facts.in_effect(ran.doc, ran.script, ran.command, "GOOS");
    let unset = |it: &Command| it.name() == "unset" && it.has_arg("CGO_ENABLED");
    let before = &ran.host().script.commands[..ran.command];
    if system.is_some_and(|it| it.value == "darwin") || before.iter().any(unset) {
        return;
    }
    let message = "`-race` requires cgo, and `CGO_ENABLED=0` is in effect here: the go command stops before it runs anything";
    let span = command
        .args()
        .iter()
        .find(|it| it.text.contains("-race"))
        .map_or(command.span, |it| it.span);
    let report = sink
        .report(ran.doc, span, message)
        .within(&ran.host().label)
        .evidence("set here", vec![setting.loc()]);
    let _ = match ran.through {
        Some(through) => report.evidence(
            "run by this command",
            vec![crate::support::Loc {
                file: setting.file,
                span: through.span,
            }],
        ),
        None => report,
    };
}

/// On macOS the race detector has needed no cgo since Go 1.20.
fn only_macos(host: &HostScript) -> bool {
    let macos = |it: &String| {
        let it = it.to_ascii_lowercase();
        it.contains("macos") || it.contains("darwin")
    };
    let runs = !host.runners.is_empty() && host.runners.iter().all(macos);
    runs || host.conditions.iter().any(macos)
}

pub(super) fn never_used(facts: &Facts, sink: &mut Sink) {
    // Also words for it that are put together: `RACE=1`, `race: true`, `--features=race`.
    let named =
        |text: &str| text.contains("-race") || text.contains("_RACE") || text.contains("race:");
    let in_files = facts.docs.iter().any(|it| named(it.text()));
    let in_builds = || {
        facts
            .own_files()
            .any(|(_, file, _)| file.text.contains("\"-race\"") || file.text.contains("-race "))
    };
    if in_files || facts.own_files().next().is_none() || in_builds() {
        return;
    }
    let docs = facts.of_kind(CI);
    let tests = docs.flat_map(|doc| {
        let scripts = doc.scripts().iter().enumerate();
        let commands = scripts.flat_map(|(script, host)| {
            (0..host.script.commands.len()).map(move |command| (script, command))
        });
        commands.filter_map(move |(script, command)| {
            let ran = gates::ran_by(facts, doc, script, command);
            let tests = ran.iter().map(|it| it.command()).any(|it| {
                gates::is_test(it) && it.flag("bench").is_none() && it.flag("fuzz").is_none()
            });
            tests.then(|| {
                (
                    doc,
                    &doc.scripts()[script],
                    &doc.scripts()[script].script.commands[command],
                )
            })
        })
    });
    if let Some((doc, host, command)) = tests.into_iter().next() {
        let message = "tests run in CI, and nothing in the repository ever runs them with `-race`";
        let _ = sink.report(doc, command.span, message).within(&host.label);
    }
}
