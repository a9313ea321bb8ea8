//! What the file system and other variables say about a value that wins.
//!
//! In: values. Out: problems. It looks for files and runs nothing.

use super::context::{Context, add, explained, of_flaw};
use super::machine::Machine;
use super::toolchain::{self, By, Found};
use super::values::Flaw;
use super::{Problem, Variable, paths, private};
use crate::discover::DocKind;
use crate::rules::Severity;
use std::collections::BTreeSet;
use std::path::Path;

/// What the file system says about a value that wins.
pub(super) fn on_disk(
    context: &Context,
    name: &str,
    value: &str,
    set: bool,
    problems: &mut Vec<Problem>,
) {
    let machine = context.machine;
    let path = Path::new(value);
    let mut error = |message: &str| {
        add(problems, of_flaw(Flaw::new(Severity::Error, message), None));
    };
    match name {
        "GOROOT" if set => {
            let go = if machine.windows { "go.exe" } else { "go" };
            if !path.is_dir() {
                error("there is no such directory: the go command stops");
            } else if !path.join("src").is_dir() {
                error("there is no `src` in it: no package of the standard library is found");
            } else if !path.join("bin").join(go).is_file() {
                error("there is no `bin/go` in it: it is no Go, or only half of one");
            }
        }
        "GOTMPDIR" if set && !path.is_dir() => error("there is no such directory: builds stop"),
        "GOWORK" if set && value != "off" && !path.is_file() => {
            error("there is no such file: the go command stops");
        }
        "GOENV" if set && value != "off" && !path.is_file() => {
            let message = "there is no such file: it counts as empty";
            add(
                problems,
                of_flaw(Flaw::new(Severity::Warning, message), None),
            );
        }
        "GOFLAGS" if value.contains("-mod=vendor") && is_module_without_vendor(machine) => {
            error("`-mod=vendor`, but there is no vendor/modules.txt: builds stop");
        }
        "GOPATH" => {
            let module =
                |it: &&str| Path::new(it) == machine.root && machine.root.join("go.mod").is_file();
            if paths::list(value, machine.windows).any(|it| module(&it)) {
                let message = "this is the directory of go.mod, which then is ignored".to_owned();
                add(
                    problems,
                    explained(Severity::Error, "GMC204", message, None),
                );
            }
        }
        "GOPRIVATE" | "GONOPROXY" | "GONOSUMDB" | "GOINSECURE" if set => {
            let message = modules_matched(context, value);
            message.into_iter().for_each(|it| add(problems, it));
        }
        _ => {}
    }
}

fn is_module_without_vendor(machine: &Machine) -> bool {
    let text = std::fs::read_to_string(machine.root.join("go.mod"));
    text.is_ok_and(|it| it.contains("require"))
        && !machine.root.join("vendor/modules.txt").is_file()
}

/// Which of the modules that go.mod names are matched, where that says something.
fn modules_matched(context: &Context, patterns: &str) -> Option<Problem> {
    let mut modules: BTreeSet<&str> = BTreeSet::new();
    for doc in context.facts.of_kind(&[DocKind::GoMod]) {
        let directives = doc.directives().iter();
        modules.extend(
            directives
                .filter(|it| matches!(it.verb.as_str(), "module" | "require"))
                .filter_map(|it| it.arg(0)),
        );
    }
    if modules.is_empty() || patterns == "none" {
        return None;
    }
    let matched = modules
        .iter()
        .filter(|it| private::matches(patterns, it))
        .count();
    let total = modules.len();
    let (severity, message) = match matched {
        0 => (
            Severity::Note,
            format!("matches none of the {total} modules that go.mod names"),
        ),
        all if all == total && total > 1 => (
            Severity::Warning,
            format!("matches all {total} modules that go.mod names"),
        ),
        _ => return None,
    };
    Some(of_flaw(Flaw::new(severity, message), None))
}

/// GOROOT and GOPATH at each other's place, and the go in PATH.
pub(super) fn across(variables: &mut [Variable], machine: &Machine, found: &Found) {
    let value = |name: &str| {
        let it = variables.iter().find(|it| it.name == name);
        it.map_or_else(String::new, |it| it.value.clone())
    };
    let (root, path) = (value("GOROOT"), value("GOPATH"));
    let problem = collision(&root, &path, machine.windows);
    if let Some(it) = variables.iter_mut().find(|it| it.name == "GOPATH") {
        problem
            .into_iter()
            .for_each(|problem| add(&mut it.problems, problem));
        if it.source.label.contains("is GOROOT") {
            let message = "there is no GOPATH: its default is GOROOT; set another".to_owned();
            add(
                &mut it.problems,
                explained(Severity::Error, "GMC204", message, None),
            );
        }
    }
    let own = found
        .root
        .as_deref()
        .filter(|_| matches!(found.by, By::Process | By::User));
    let Some((own, other)) = own.zip(found.in_path.as_deref()) else {
        return;
    };
    let same = own.canonicalize().ok() == other.canonicalize().ok();
    let (a, b) = (toolchain::version(own), toolchain::version(other));
    let problem = match (a, b) {
        (Some(a), Some(b)) if a != b => Flaw::new(
            Severity::Error,
            format!(
                "the go in PATH is {b} of {}, GOROOT is {a}: compiler and go command do not fit",
                other.display()
            ),
        ),
        (Some(_), Some(_)) if !same => Flaw::new(
            Severity::Warning,
            format!("the go in PATH is that of {}", other.display()),
        ),
        _ => return,
    };
    if let Some(it) = variables.iter_mut().find(|it| it.name == "GOROOT") {
        add(&mut it.problems, of_flaw(problem, None));
    }
}

/// GOROOT and GOPATH that are or hold one another.
pub(super) fn collision(root: &str, path: &str, windows: bool) -> Option<Problem> {
    if root.is_empty() {
        return None;
    }
    let problem = |severity, message: String| Some(explained(severity, "GMC204", message, None));
    for entry in paths::list(path, windows) {
        if paths::same(entry, root, windows) {
            return problem(
                Severity::Error,
                "`GOPATH` is the same directory as `GOROOT`".to_owned(),
            );
        }
        if paths::inside(entry, root, windows) {
            let message =
                format!("`GOPATH` `{entry}` lies inside `GOROOT`: an update of Go takes it away");
            return problem(Severity::Error, message);
        }
        let inner = paths::normal(root, windows);
        // Toolchains that the go command loads lie in the module cache.
        if paths::inside(root, entry, windows) && !inner.contains("/pkg/mod/") {
            let message = format!(
                "`GOROOT` `{root}` lies inside `GOPATH`: `go clean` and tools may touch it"
            );
            return problem(Severity::Warning, message);
        }
    }
    None
}
