//! GMC412: one architecture in the build of an image for several.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::document::Node;
use crate::facts::dockerignore::join;
use crate::facts::go_build::{GoBuild, builds};
use crate::facts::shipped::ships;
use crate::facts::{Doc, Facts, Origin, Setting};
use crate::support::Loc;

/// An image that is built for several platforms.
struct Multi {
    /// Its Dockerfile, as a display path.
    file: String,
    place: Loc,
}

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    let fixed: Vec<&Doc> = facts
        .of_kind(&[DocKind::Dockerfile])
        .filter(|it| it.mentions("GOARCH"))
        .collect();
    if fixed.is_empty() {
        return;
    }
    let multi = images(facts);
    for doc in fixed {
        let arg = doc
            .dockerfile()
            .instructions
            .iter()
            .find(|it| it.keyword == "ARG" && it.args.text.contains("TARGETARCH"));
        let built = multi.iter().find(|it| it.file == doc.display());
        let evidence = match (built, arg) {
            (Some(it), _) => ("the image is built for several platforms", it.place),
            (None, Some(it)) => (
                "the file knows the architecture it is built for",
                doc.loc(it.span),
            ),
            (None, None) => continue,
        };
        let all = builds(doc);
        let mut told = Vec::new();
        for setting in all.iter().filter_map(|it| fixed_arch(facts, doc, it)) {
            let others = all.iter().filter_map(|it| it.env(facts, doc, "GOARCH"));
            let several = others.filter(|it| it.0 != setting.value).count() > 0;
            if several || told.contains(&setting.span) {
                continue;
            }
            told.push(setting.span);
            let message = format!(
                "`GOARCH={}` in an image for several platforms: the others get a program for the wrong processor",
                setting.value
            );
            let _ = sink
                .report(doc, setting.span, message)
                .within(&setting.label)
                .evidence(evidence.0, vec![evidence.1]);
        }
    }
}

/// The literal GOARCH of a build whose result is shipped, unless a condition chooses it.
fn fixed_arch<'b>(facts: &Facts, doc: &'b Doc, build: &GoBuild) -> Option<&'b Setting> {
    let (script, index) = build.at?;
    let setting = facts.in_effect(doc, script, index, "GOARCH")?;
    let (host, command) = build.command(doc)?;
    let chosen = command.context.branch || host.cut.text.contains("case ");
    let literal = !setting.dynamic && !setting.value.contains('$') && !setting.value.is_empty();
    let file = doc.dockerfile();
    let last = file.final_stage()?;
    let pinned = file
        .chain(last)
        .into_iter()
        .filter_map(|it| file.stages[it].platform.as_deref());
    let one = pinned.into_iter().any(|it| !it.contains('$'));
    let counts = literal && !chosen && !one && setting.origin != Origin::DockerArg;
    (counts && ships(doc, build).is_some()).then_some(setting)
}

/// Are these platforms of more than one processor?
fn several(text: &str) -> bool {
    let mut all: Vec<&str> = text
        .split([',', '\n', ' '])
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .filter_map(|it| it.split('/').nth(1))
        .collect();
    all.sort_unstable();
    all.dedup();
    all.len() > 1
}

/// Images for several platforms: build-push-action, `docker buildx build`, compose.
fn images(facts: &Facts) -> Vec<Multi> {
    let mut found = Vec::new();
    for doc in facts.docs.iter().filter(|it| it.mentions("platform")) {
        match doc.kind() {
            DocKind::GithubWorkflow | DocKind::GithubAction => actions(doc, &mut found),
            DocKind::Compose => compose(doc, &mut found),
            _ => {}
        }
        if doc.mentions("--platform") {
            commands(doc, &mut found);
        }
    }
    found
}

fn actions(doc: &Doc, found: &mut Vec<Multi>) {
    let Some(root) = doc.root() else { return };
    root.walk(&mut |_, node| {
        let action = node.get("uses").and_then(Node::text).unwrap_or("");
        let Some(with) = node
            .get("with")
            .filter(|_| action.contains("build-push-action"))
        else {
            return;
        };
        let Some(platforms) = with
            .get("platforms")
            .filter(|it| it.text().is_some_and(several))
        else {
            return;
        };
        let text = |key: &str| with.get(key).and_then(Node::text);
        found.push(Multi {
            file: dockerfile("", text("context"), text("file")),
            place: doc.loc(platforms.span),
        });
    });
}

fn compose(doc: &Doc, found: &mut Vec<Multi>) {
    let services = doc.root().and_then(|it| it.get("services"));
    for (_, service) in services.map_or(&[][..], Node::pairs) {
        let Some(build) = service.get("build") else {
            continue;
        };
        let Some(platforms) = build.get("platforms") else {
            continue;
        };
        let all: Vec<&str> = platforms.items().iter().filter_map(Node::text).collect();
        if !several(&all.join(",")) {
            continue;
        }
        let text = |key: &str| build.get(key).and_then(Node::text);
        let context = join(doc.folder(), text("context").unwrap_or("."));
        let file = join(&context, text("dockerfile").unwrap_or("Dockerfile"));
        found.push(Multi {
            file: clean(&file),
            place: doc.loc(platforms.span),
        });
    }
}

fn commands(doc: &Doc, found: &mut Vec<Multi>) {
    for script in doc.scripts() {
        for command in &script.script.commands {
            let builder = matches!(
                command.name(),
                "docker" | "podman" | "buildah" | "nerdctl" | "buildx"
            );
            let builds = command
                .args()
                .iter()
                .take(3)
                .any(|it| matches!(it.text.as_str(), "build" | "bud"));
            let Some((_, word)) = command
                .flag("platform")
                .filter(|it| builder && builds && several(it.0))
            else {
                continue;
            };
            let file = command
                .flag("f")
                .or_else(|| command.flag("file"))
                .map(|it| it.0);
            let context = command.args().last().map(|it| it.text.as_str());
            let context = context.filter(|it| !it.starts_with('-') && !it.contains("://"));
            found.push(Multi {
                file: dockerfile(doc.folder(), context, file),
                place: doc.loc(word.span),
            });
        }
    }
}

/// The Dockerfile of a build: the file that is named, else that of the context.
fn dockerfile(folder: &str, context: Option<&str>, file: Option<&str>) -> String {
    let path = match file {
        Some(file) => join(folder, file),
        None => join(folder, &format!("{}/Dockerfile", context.unwrap_or("."))),
    };
    clean(&path)
}

/// Without `.` and `..`.
fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}
