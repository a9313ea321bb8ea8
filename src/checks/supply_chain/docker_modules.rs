//! GMC318 and GMC319: go.mod and go.sum on their way into a build.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::document::Node;
use crate::document::dockerfile::Instruction;
use crate::facts::docker::{CopySource, CopyStep, Dockerfile};
use crate::facts::{Doc, Facts, HostScript};
use crate::rules::Severity;
use crate::shell::Command;

pub(super) fn changed_during_build(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .on(&sink.rule().on)
        .filter(|it| it.mentions("mod") || it.mentions("go get"))
    {
        match doc.kind() {
            DocKind::Dockerfile => in_image(facts, doc, sink),
            DocKind::GithubWorkflow => in_release(doc, sink),
            DocKind::Goreleaser => in_hooks(doc, sink),
            _ => {}
        }
    }
}

/// How a command may change go.mod.
fn changes(command: &Command) -> Option<String> {
    if command.name() != "go" {
        return None;
    }
    let flag = |text: &str| command.args().iter().any(|it| it.text == text);
    match (command.arg(0)?, command.arg(1)) {
        ("mod", Some("tidy")) if !flag("-diff") => Some("go mod tidy".to_owned()),
        // In a branch it is asked for.
        ("get", _) if !command.context.branch => Some("go get".to_owned()),
        ("build" | "install" | "test" | "run" | "vet", _) if flag("-mod=mod") => {
            Some("-mod=mod".to_owned())
        }
        _ => None,
    }
}

fn builds(command: &Command) -> bool {
    match command.name() {
        "go" => {
            matches!(command.arg(0), Some("build" | "install" | "run"))
                && !command.args().iter().any(|it| it.text.contains('@'))
        }
        "goreleaser" | "make" | "mage" | "task" | "ko" => true,
        _ => false,
    }
}

/// A stage into which the context's go.mod is copied and which then builds.
fn in_image(facts: &Facts, doc: &Doc, sink: &mut Sink) {
    let file = doc.dockerfile();
    for (at, script) in doc.scripts().iter().enumerate() {
        let Some((stage, instruction)) = stage_of(script) else {
            continue;
        };
        let chain = file.chain(stage);
        let copied = chain
            .iter()
            .flat_map(|it| file.copies(*it))
            .any(|it| brings_module(&it) && it.instruction < instruction);
        let made = doc.scripts().iter().any(|it| {
            stage_of(it).is_some_and(|(it, _)| chain.contains(&it))
                && it.script.commands.iter().any(makes_module)
        });
        if !copied || made {
            continue;
        }
        for (number, command) in script.script.commands.iter().enumerate() {
            let Some(what) = changes(command) else {
                if builds(command) {
                    flags(facts, doc, (at, number), sink);
                }
                continue;
            };
            let built = what == "-mod=mod" || is_built_behind(doc, (at, number), stage);
            if !built || is_checked(doc, script) {
                continue;
            }
            let message = format!(
                "`{what}` may change go.mod and go.sum of the image: what is built is not what is committed"
            );
            let _ = sink
                .report(doc, command.span, message)
                .within(&script.label);
        }
    }
}

/// `GOFLAGS=-mod=mod` for a build.
fn flags(facts: &Facts, doc: &Doc, (at, number): (usize, usize), sink: &mut Sink) {
    let Some(setting) = facts.in_effect(doc, at, number, "GOFLAGS") else {
        return;
    };
    if setting.value.split_whitespace().any(|it| it == "-mod=mod") {
        let message = "`-mod=mod` may change go.mod and go.sum of the image: what is built is not what is committed";
        let label = setting.label.clone();
        let _ = sink
            .report(doc, setting.value_loc().span, message)
            .within(&label);
    }
}

fn stage_of(script: &HostScript) -> Option<(usize, usize)> {
    Some((script.scope.first()?.parse().ok()?, script.instruction?))
}

/// `go mod init`, or a checkout of something else.
fn makes_module(command: &Command) -> bool {
    command.is("go", &["mod", "init"]) || command.is("go", &["mod", "edit"])
}

fn is_built_behind(doc: &Doc, at: (usize, usize), stage: usize) -> bool {
    let file = doc.dockerfile();
    doc.scripts().iter().enumerate().any(|(script, it)| {
        let follows = stage_of(it).is_some_and(|(own, _)| file.chain(own).contains(&stage));
        follows
            && it
                .script
                .commands
                .iter()
                .enumerate()
                .any(|(number, it)| (script, number) > at && builds(it))
    })
}

/// `git diff --exit-code` in the same job or stage; or what has changed is committed there.
fn is_checked(doc: &Doc, script: &HostScript) -> bool {
    let same = doc
        .scripts()
        .iter()
        .filter(|it| it.scope.first() == script.scope.first());
    same.flat_map(|it| &it.script.commands).any(|it| {
        let looks = ["diff", "status", "commit", "push"];
        it.name() == "git" && it.arg(0).is_some_and(|it| looks.contains(&it))
    })
}

/// A `COPY` of the build context that may bring go.mod.
fn brings_module(copy: &CopyStep) -> bool {
    copy.from == CopySource::Context
        && copy
            .sources
            .iter()
            .any(|it| brings(&it.text, "go.mod") || is_folder(&it.text))
}

/// Jobs that publish, and build after they have changed go.mod.
fn in_release(doc: &Doc, sink: &mut Sink) {
    let releases = |text: &str| {
        let lower = text.to_ascii_lowercase();
        ["release", "publish", "deploy"]
            .iter()
            .any(|it| lower.contains(it))
    };
    let workflow = doc
        .root()
        .and_then(|it| it.get("name"))
        .and_then(Node::text)
        .unwrap_or("");
    let named = releases(doc.file_name()) || releases(workflow);
    for (at, script) in doc.scripts().iter().enumerate() {
        let job = script.scope.first().map_or("", String::as_str);
        if !(named || releases(job)) || ["test", "lint", "check"].iter().any(|it| job.contains(it))
        {
            continue;
        }
        for (number, command) in script.script.commands.iter().enumerate() {
            let Some(what) = changes(command).filter(|it| it != "-mod=mod") else {
                continue;
            };
            if !is_shipped(doc, script, (at, number)) || is_checked(doc, script) || is_tool(command)
            {
                continue;
            }
            let message = format!(
                "`{what}` may change go.mod and go.sum before the release is built: it is not what is tagged"
            );
            let _ = sink
                .report(doc, command.span, message)
                .within(&script.label);
        }
    }
}

/// `go get x/cmd/y`: about a tool, another rule speaks of that.
fn is_tool(command: &Command) -> bool {
    command.arg(0) == Some("get") && command.args().iter().any(|it| it.text.contains("/cmd/"))
}

/// Is something built behind it in the same job?
fn is_shipped(doc: &Doc, script: &HostScript, at: (usize, usize)) -> bool {
    let same = doc
        .scripts()
        .iter()
        .enumerate()
        .filter(|(_, it)| it.scope.first() == script.scope.first());
    let mut commands = same.flat_map(|(script, it)| {
        it.script
            .commands
            .iter()
            .enumerate()
            .map(move |(number, it)| ((script, number), it))
    });
    let job = script.scope.first().map_or("", String::as_str);
    let uses = doc
        .root()
        .map(|it| it.all(&["jobs", job, "steps", "*", "uses"]))
        .unwrap_or_default();
    let action = uses
        .iter()
        .filter_map(|it| it.text())
        .any(|it| it.contains("goreleaser"));
    action || commands.any(|(place, it)| place > at && builds(it))
}

/// `before: hooks:` of goreleaser: its own template has `go mod tidy` there.
fn in_hooks(doc: &Doc, sink: &mut Sink) {
    let made = doc
        .scripts()
        .iter()
        .flat_map(|it| &it.script.commands)
        .any(makes_module);
    if made {
        return;
    }
    let hooks = doc
        .root()
        .and_then(|it| it.at(&["before", "hooks"]))
        .map(|it| it.span);
    for script in doc.scripts() {
        for command in &script.script.commands {
            let before = hooks
                .is_some_and(|it| it.start <= command.span.start && command.span.end <= it.end);
            let Some(what) = changes(command).filter(|_| before) else {
                continue;
            };
            let message = format!(
                "`{what}` may change go.mod and go.sum before the release is built: it is not what is tagged"
            );
            let _ = sink
                .report(doc, command.span, message)
                .within(&script.label)
                .severity(Severity::Note)
                .help("use `go mod verify` or `go mod tidy -diff`, which change nothing");
        }
    }
}

pub(super) fn sum_not_copied(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .of_kind(&[DocKind::Dockerfile])
        .filter(|it| it.mentions("go.mod"))
    {
        let file = doc.dockerfile();
        for stage in 0..file.stages.len() {
            for copy in file.copies(stage) {
                judge_copy(facts, doc, file, (stage, &copy), sink);
            }
        }
    }
}

/// A `COPY` of go.mod without go.sum, and the go command that then runs.
fn judge_copy(
    facts: &Facts,
    doc: &Doc,
    file: &Dockerfile,
    (stage, copy): (usize, &CopyStep),
    sink: &mut Sink,
) {
    if copy.from != CopySource::Context {
        return;
    }
    for source in &copy.sources {
        let text = source.text.trim_start_matches("./");
        let Some(folder) = text
            .strip_suffix("go.mod")
            .filter(|it| it.is_empty() || it.ends_with('/'))
        else {
            continue;
        };
        if !has_requirements(facts, doc, folder) {
            continue;
        }
        let Some((script, command)) = first_use(doc, stage, copy.instruction) else {
            continue;
        };
        let until = script.instruction.unwrap_or(usize::MAX);
        let sum = format!("{folder}go.sum");
        let brought = file
            .chain(stage)
            .into_iter()
            .flat_map(|it| file.copies(it))
            .any(|it| {
                let here = it.instruction < until;
                here && (it.from != CopySource::Context
                    || it
                        .sources
                        .iter()
                        .any(|it| brings(&it.text, &sum) || holds(&it.text, folder)))
            });
        let mounted = file.instructions.get(until).is_some_and(mounts_context);
        if brought || mounted {
            continue;
        }
        let what = command
            .args()
            .iter()
            .take(2)
            .map(|it| it.text.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        let message = format!(
            "`go {what}` runs without go.sum: what is downloaded is not compared with what the repository knows"
        );
        let label = script.label.clone();
        let _ = sink
            .report(doc, source.span, message)
            .within(&label)
            .help(format!("copy `{sum}` too"))
            .evidence("runs here", vec![doc.loc(command.span)]);
    }
}

/// The first go command of the stage behind an instruction that needs modules.
fn first_use<'a>(
    doc: &'a Doc,
    stage: usize,
    instruction: usize,
) -> Option<(&'a HostScript, &'a Command)> {
    let scripts = doc
        .scripts()
        .iter()
        .filter(|it| stage_of(it).is_some_and(|(own, at)| own == stage && at > instruction));
    scripts
        .flat_map(|it| it.script.commands.iter().map(move |command| (it, command)))
        .find(|(_, it)| {
            let needs = matches!(
                it.arg(0),
                Some("build" | "install" | "run" | "test" | "list" | "vet" | "get")
            );
            let elsewhere = it.args().iter().any(|it| it.text.contains('@'));
            it.name() == "go" && !elsewhere && (needs || it.is("go", &["mod", "download"]))
        })
}

/// Does the module have anything to download? Yes, unless its go.mod is there to see.
fn has_requirements(facts: &Facts, doc: &Doc, folder: &str) -> bool {
    let near = match doc.folder() {
        "" => format!("{folder}go.mod"),
        own => format!("{own}/{folder}go.mod"),
    };
    let go_mod = facts
        .doc(&near)
        .or_else(|| facts.doc(&format!("{folder}go.mod")));
    go_mod.is_none_or(|it| it.directives().iter().any(|it| it.verb == "require"))
}

/// `--mount=type=bind`: the context, or a file of it.
fn mounts_context(instruction: &Instruction) -> bool {
    let mut mounts = instruction.flags.iter().filter(|it| it.name == "mount");
    mounts.any(|it| it.value.contains("type=bind") && !it.value.contains("from="))
}

/// Does a source of `COPY` name a file, as it is or by a pattern?
fn brings(source: &str, file: &str) -> bool {
    let source = source.trim_start_matches("./").trim_start_matches('/');
    if source == file {
        return true;
    }
    let Some((before, after)) = source.split_once(['*', '?']) else {
        return source.contains('$') || source.contains('[');
    };
    file.starts_with(before)
        && (after.contains(['*', '?'])
            || file.ends_with(after) && file.len() + 1 >= before.len() + after.len())
}

/// `.`, `./`, `*`.
fn is_folder(source: &str) -> bool {
    matches!(source, "." | "./" | "/" | "*" | "./*") || source.ends_with('/')
}

/// Is a source a folder that holds `folder`, which ends in a slash or is empty?
fn holds(source: &str, folder: &str) -> bool {
    let source = source.trim_start_matches("./").trim_end_matches(['/', '*']);
    matches!(source, "" | ".")
        || folder
            .strip_prefix(source)
            .is_some_and(|it| it.starts_with('/'))
}
