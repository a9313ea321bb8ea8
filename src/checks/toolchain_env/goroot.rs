//! GMC202 and GMC204: GOROOT and GOPATH at places where they cannot work.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::{Doc, Facts, Setting};

/// Settings of a variable that processes get to see, with a value that is known.
fn known<'a>(doc: &'a Doc, name: &'a str) -> impl Iterator<Item = &'a Setting> {
    doc.settings().iter().filter(move |it| {
        it.name == name && it.origin.exported() && !it.dynamic && !it.value.is_empty()
    })
}

fn trimmed(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    if path.is_empty() { "/" } else { path }
}

pub(super) fn set_by_hand(facts: &Facts, sink: &mut Sink) {
    for doc in facts.docs.iter().filter(|it| it.mentions("GOROOT")) {
        let unpacked = unpacked(doc);
        if unpacked.is_empty() || unpacked.iter().any(|(_, dir)| dir.is_none()) {
            continue;
        }
        for setting in known(doc, "GOROOT").filter(|it| it.value.starts_with('/')) {
            let same =
                |scope: &[String]| doc.kind() != DocKind::Dockerfile || scope == setting.scope;
            let here: Vec<&str> = unpacked
                .iter()
                .filter(|(scope, _)| same(scope))
                .filter_map(|(_, dir)| dir.as_deref())
                .collect();
            let (Some(first), false) = (here.first(), here.contains(&trimmed(&setting.value)))
            else {
                continue;
            };
            let message = format!(
                "`GOROOT` is `{}`, but Go is unpacked to `{first}`",
                setting.value
            );
            let _ = sink
                .report(doc, setting.value_loc().span, message)
                .within(&setting.label);
        }
    }
}

/// Where archives of Go are unpacked: scope and directory, none where it is not known.
fn unpacked(doc: &Doc) -> Vec<(Vec<String>, Option<String>)> {
    let mut found = Vec::new();
    for script in doc.scripts() {
        let commands = &script.script.commands;
        for command in commands.iter().filter(|it| it.name() == "tar") {
            let piped = command
                .pipeline
                .map(|(index, _)| &script.script.pipelines[index]);
            let sources = piped.map(|it| {
                it.stages
                    .iter()
                    .flatten()
                    .map(|it| &commands[*it])
                    .collect::<Vec<_>>()
            });
            let mut words = sources
                .unwrap_or_else(|| vec![command])
                .into_iter()
                .flat_map(|it| it.args());
            let go = words.any(|it| {
                it.text.contains("go1.")
                    || it.text.contains("go${")
                    || it.text.contains("golang")
                    || it.text.contains("/go/go")
                    || it.text.contains("go.tar")
            });
            if !go
                || command
                    .args()
                    .iter()
                    .any(|it| it.text.contains("strip-components"))
            {
                continue;
            }
            let dir = command.flag("C").or_else(|| command.flag("directory"));
            let dir = dir
                .filter(|(_, word)| !word.dynamic)
                .map(|(dir, _)| match trimmed(dir) {
                    "/" => "/go".to_owned(),
                    dir => format!("{dir}/go"),
                });
            found.push((script.scope.clone(), dir));
        }
        // Another tool may unpack or move it.
        let moves = commands.iter().any(|it| {
            matches!(it.name(), "mv" | "ln" | "unzip")
                && it
                    .args()
                    .iter()
                    .any(|it| it.text.ends_with("/go") || it.text == "go")
        });
        if moves {
            found.push((script.scope.clone(), None));
        }
    }
    found
}

pub(super) fn collision(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .docs
        .iter()
        .filter(|it| it.mentions("GOROOT") || it.mentions("GOPATH"))
    {
        let roots: Vec<&Setting> = known(doc, "GOROOT").collect();
        for root in &roots {
            if trimmed(&root.value).ends_with("/bin") && root.value.starts_with('/') {
                let message =
                    "`GOROOT` is the directory of the executable, not the one above it".to_owned();
                let _ = sink
                    .report(doc, root.value_loc().span, message)
                    .within(&root.label);
            }
        }
        for path in doc
            .settings()
            .iter()
            .filter(|it| it.name == "GOPATH" && it.origin.exported())
        {
            let same = |it: &&&Setting| {
                !path.dynamic
                    && trimmed(&it.value) == trimmed(&path.value)
                    && it.scope == path.scope
            };
            if roots.iter().any(|it| same(&it)) {
                let message = "`GOPATH` is the same directory as `GOROOT`".to_owned();
                let _ = sink
                    .report(doc, path.value_loc().span, message)
                    .within(&path.label);
            } else if is_module(facts, doc, &path.value) {
                let message =
                    "`GOPATH` is the directory of go.mod, which then is ignored".to_owned();
                let _ = sink
                    .report(doc, path.value_loc().span, message)
                    .within(&path.label);
            }
        }
    }
}

/// Is the value the document's own directory, and does that hold a go.mod?
fn is_module(facts: &Facts, doc: &Doc, value: &str) -> bool {
    let own = matches!(
        value,
        "$PWD"
            | "${PWD}"
            | "$(pwd)"
            | "`pwd`"
            | "."
            | "$(CURDIR)"
            | "${workspaceFolder}"
            | "${{ github.workspace }}"
    );
    let folder = match doc.kind() {
        DocKind::GithubWorkflow | DocKind::Vscode => "",
        _ => doc.folder(),
    };
    let path = if folder.is_empty() {
        "go.mod".to_owned()
    } else {
        format!("{folder}/go.mod")
    };
    own && facts.doc(&path).is_some()
}
