//! GitHub Actions, and Gitea and Forgejo that read the same files.

use super::{HostScript, ShellKind, content};
use crate::document::Node;
use crate::facts::doc::Doc;
use crate::shell::ShellOptions;

/// Steps of a workflow.
pub(super) fn workflow(doc: &Doc) -> Vec<HostScript> {
    let Some(root) = doc.root() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let shell_of = |node: &Node| {
        node.at(&["defaults", "run", "shell"])
            .and_then(Node::text)
            .map(str::to_owned)
    };
    let directory_of = |node: &Node| {
        let it = node.at(&["defaults", "run", "working-directory"]);
        it.and_then(Node::text).map(str::to_owned)
    };
    let jobs = root.get("jobs").map_or(&[][..], Node::pairs);
    for (key, job) in jobs {
        let name = key.text().unwrap_or("");
        let outer = Outer {
            shell: shell_of(job).or_else(|| shell_of(root)),
            directory: directory_of(job).or_else(|| directory_of(root)),
            runners: runners(job),
            conditions: job
                .get("if")
                .and_then(Node::text)
                .map(str::to_owned)
                .into_iter()
                .collect(),
            ignore_errors: job
                .get("continue-on-error")
                .filter(|it| it.text() == Some("true"))
                .map(|it| it.span),
            scope: vec![name.to_owned()],
            label: format!("job `{name}`"),
        };
        let steps = job.get("steps").map_or(&[][..], Node::items);
        found.extend(steps_of(doc, steps, &outer));
    }
    found
}

/// Steps of a composite action; each names its shell.
pub(super) fn action(doc: &Doc) -> Vec<HostScript> {
    let steps = doc.root().and_then(|it| it.at(&["runs", "steps"]));
    steps_of(doc, steps.map_or(&[][..], Node::items), &Outer::default())
}

/// What a job gives its steps.
#[derive(Default)]
struct Outer {
    shell: Option<String>,
    directory: Option<String>,
    runners: Vec<String>,
    conditions: Vec<String>,
    ignore_errors: Option<crate::support::Span>,
    scope: Vec<String>,
    label: String,
}

fn steps_of(doc: &Doc, steps: &[Node], outer: &Outer) -> Vec<HostScript> {
    let mut found = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let Some(run) = step.get("run") else {
            continue;
        };
        let text = |key: &str| step.get(key).and_then(Node::text).map(str::to_owned);
        let named = text("shell").or_else(|| outer.shell.clone());
        let (shell, options) = shell(named.as_deref(), &outer.runners);
        let label = match text("name").or_else(|| text("id")) {
            Some(name) => format!("step `{name}`"),
            None => format!("step {}", index + 1),
        };
        let mut scope = outer.scope.clone();
        scope.push(index.to_string());
        let mut conditions = outer.conditions.clone();
        conditions.extend(text("if"));
        let tolerated = step
            .get("continue-on-error")
            .filter(|it| it.text() == Some("true"))
            .map(|it| it.span);
        found.push(HostScript {
            shell_named: named.is_some(),
            scope,
            label: [outer.label.as_str(), &label]
                .into_iter()
                .filter(|it| !it.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            runners: outer.runners.clone(),
            conditions,
            ignore_errors: tolerated.or(outer.ignore_errors),
            directory: text("working-directory").or_else(|| outer.directory.clone()),
            ..HostScript::new(content(doc, run), shell, options)
        });
    }
    found
}

/// The shell of a step and its options: <https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax>, "shell".
fn shell(named: Option<&str>, runners: &[String]) -> (ShellKind, ShellOptions) {
    let windows = !runners.is_empty()
        && runners
            .iter()
            .all(|it| it.to_ascii_lowercase().contains("windows"));
    match named {
        None if windows => (ShellKind::Pwsh, ShellOptions::NONE),
        None => (ShellKind::Bash, ShellOptions::ERREXIT),
        Some("bash") => (ShellKind::Bash, ShellOptions::STRICT),
        Some("sh") => (ShellKind::Sh, ShellOptions::ERREXIT),
        Some(own) => {
            let flags = own.split_whitespace().skip(1);
            (ShellKind::of(own), ShellOptions::NONE.with_flags(flags))
        }
    }
}

/// Labels that `runs-on` may name: literal, or of the matrix.
fn runners(job: &Node) -> Vec<String> {
    let Some(runs_on) = job.get("runs-on") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for label in runs_on.one_or_more().iter().filter_map(Node::text) {
        let Some(expression) = label.split_once("${{").map(|(_, it)| it) else {
            found.push(label.to_owned());
            continue;
        };
        // The whole label, or its beginning: `${{ matrix.os }}-latest`.
        let key = expression.split("matrix.").nth(1).unwrap_or("");
        let key: String = key
            .chars()
            .take_while(|it| it.is_alphanumeric() || matches!(it, '_' | '-'))
            .collect();
        if key.is_empty() {
            continue;
        }
        let values = matrix_values(job, &key).into_iter();
        found.extend(values.filter_map(Node::text).map(str::to_owned));
    }
    found
}

/// What a key of the job's matrix stands for: its list, and what `include` adds.
pub(in crate::facts) fn matrix_values<'n>(job: &'n Node, key: &str) -> Vec<&'n Node> {
    let matrix = job.at(&["strategy", "matrix"]);
    let items = |key: &str| {
        let list = matrix.and_then(|it| it.get(key));
        list.map_or(&[][..], Node::items)
    };
    let included = items("include").iter().filter_map(|it| it.get(key));
    items(key).iter().chain(included).collect()
}
