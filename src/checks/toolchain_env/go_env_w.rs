//! GMC205 and GMC206: what `go env -w` refuses, and where its file is not read.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::variables::{BUILD_VARIABLES, RUN_TIME_VARIABLES};
use crate::facts::{Doc, Facts, HostScript, Origin, Setting};

/// What the go command works out by itself.
const COMPUTED: &[&str] = &[
    "GOROOT",
    "GOVERSION",
    "GOMOD",
    "GOWORK",
    "GOTOOLDIR",
    "GOEXE",
    "GOHOSTOS",
    "GOHOSTARCH",
    "GOGCCFLAGS",
    "GOTELEMETRY",
    "GOTELEMETRYDIR",
];

/// What only the environment of the process can say.
const FROM_ENVIRONMENT: &[&str] = &["GOENV", "GODEBUG"];

pub(super) fn rejected(facts: &Facts, sink: &mut Sink) {
    for doc in &facts.docs {
        for setting in written(doc) {
            let name = setting.name.as_str();
            let message = if COMPUTED.contains(&name) {
                format!("`go env -w` refuses `{name}`: it cannot be modified")
            } else if FROM_ENVIRONMENT.contains(&name) {
                format!("`go env -w` refuses `{name}`: it can only come from the environment")
            } else if RUN_TIME_VARIABLES.contains(&name)
                || (name.starts_with("GO") && !is_known(name))
            {
                format!("`go env -w` refuses `{name}`: the go command has no such variable")
            } else {
                continue;
            };
            let _ = sink
                .report(doc, setting.span, message)
                .within(&setting.label);
        }
    }
}

fn is_known(name: &str) -> bool {
    BUILD_VARIABLES.contains(&name)
}

fn written<'a>(doc: &'a Doc) -> impl Iterator<Item = &'a Setting> {
    doc.settings()
        .iter()
        .filter(|it| it.origin == Origin::GoEnvW && !it.name.contains('$'))
}

pub(super) fn lost(facts: &Facts, sink: &mut Sink) {
    for doc in facts.of_kind(&[DocKind::Dockerfile, DocKind::GithubWorkflow]) {
        for setting in written(doc) {
            let Some(script) = setting.at.and_then(|(index, _)| doc.scripts().get(index)) else {
                continue;
            };
            let later = match doc.kind() {
                DocKind::Dockerfile => behind_user(doc, script),
                _ => behind_sudo(doc, script),
            };
            let Some(reader) = later else {
                continue;
            };
            let message = format!(
                "`go env -w {}` is for this user alone: a later go command runs as another and does not see it",
                setting.name
            );
            let place = reader.cut.span(0, reader.cut.text.trim_end().len());
            let _ = sink
                .report(doc, setting.span, message)
                .within(&setting.label)
                .evidence("the later command", vec![doc.loc(place)]);
        }
    }
}

/// A `RUN` with a go command behind a `USER` that comes after this one, in the same stage.
fn behind_user<'a>(doc: &'a Doc, script: &HostScript) -> Option<&'a HostScript> {
    let file = doc.dockerfile();
    let at = script.instruction?;
    let stage = file.stage_of(at)?;
    let users = |before: bool| {
        let all = file
            .of_stage(stage)
            .filter(move |(index, it)| it.keyword == "USER" && (*index < at) == before);
        all.map(|(index, it)| (index, it.args.text.trim().to_owned()))
            .collect::<Vec<_>>()
    };
    let own = users(true)
        .last()
        .map_or("root".to_owned(), |(_, name)| name.clone());
    let (change, _) = users(false).into_iter().find(|(_, name)| *name != own)?;
    let later = doc.scripts().iter().filter(|it| it.scope == script.scope);
    later
        .filter(|it| it.instruction.is_some_and(|it| it > change))
        .find(|it| runs_go(it, false))
}

/// `sudo go ...` later in the same job.
fn behind_sudo<'a>(doc: &'a Doc, script: &HostScript) -> Option<&'a HostScript> {
    if script
        .script
        .commands
        .iter()
        .any(|it| it.words[0].text == "sudo")
    {
        return None;
    }
    let start = script.cut.span(0, 1).start;
    let same_job = doc
        .scripts()
        .iter()
        .filter(|it| it.scope.first() == script.scope.first());
    same_job
        .filter(|it| it.cut.span(0, 1).start >= start)
        .find(|it| runs_go(it, true))
}

fn runs_go(script: &HostScript, sudo: bool) -> bool {
    let mut commands = script.script.commands.iter();
    commands.any(|it| it.name() == "go" && (!sudo || it.words[0].text == "sudo"))
}
