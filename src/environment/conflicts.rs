//! Settings that contradict the one that wins.
//!
//! In: the settings of a variable. Out: warnings. Must not ask the file system.

use super::context::{Context, add};
use super::entries::{Entry, only_from_process};
use super::values::redacted;
use super::{Place, Problem, Scope};
use crate::rules::Severity;

/// Settings that say something else than the one that wins.
pub(super) fn conflicts(
    context: &Context,
    name: &str,
    entries: &[Entry],
    winner: Option<&Entry>,
    value: &str,
    problems: &mut Vec<Problem>,
) {
    let mut warn = |message: String, place: Option<Place>| {
        add(
            problems,
            Problem {
                severity: Severity::Warning,
                rule: None,
                message: redacted(&message),
                place,
            },
        );
    };
    let of = |scope: Scope| entries.iter().rfind(move |it| it.scope == scope);
    let by_process = winner.filter(|it| it.scope == Scope::Process);
    if let Some(user) = of(Scope::User) {
        let own = user.value.as_deref().unwrap_or("");
        if only_from_process(name) {
            let message = format!(
                "`{name}` has no effect in this file: it is read from the environment alone"
            );
            warn(message, user.place.clone());
        } else if by_process.is_some() && own != value && !own.is_empty() {
            warn(
                format!("the environment beats `{own}` of the go/env file"),
                user.place.clone(),
            );
        }
    }
    let shell = context
        .machine
        .get("SHELL")
        .and_then(|it| it.rsplit('/').next())
        .unwrap_or("");
    let files: Vec<&Entry> = last_of_files(entries);
    if let [first, rest @ ..] = files.as_slice()
        && let Some(other) = rest.iter().find(|it| it.value != first.value)
    {
        let show = |it: &Entry| {
            let at = it
                .place
                .as_ref()
                .map_or_else(String::new, |it| format!("{}:{}", it.path, it.line));
            format!("`{}` ({at})", it.value.as_deref().unwrap_or(""))
        };
        warn(
            format!("start files disagree: {}, {}", show(first), show(other)),
            other.place.clone(),
        );
    }
    let reads = |it: &&&Entry| it.shell.is_empty() || it.shell == shell || shell.is_empty();
    if let Some(new) = files.iter().rev().find(reads) {
        let own = new.value.as_deref().unwrap_or("");
        if own != value && by_process.is_some() {
            warn(
                format!("a new shell has `{own}`, this environment has not"),
                new.place.clone(),
            );
        } else if own != value {
            warn(
                format!("`{own}` is set for new shells, but not in this environment"),
                new.place.clone(),
            );
        }
    }
    let direnv = of(Scope::Direnv).filter(|_| context.machine.get("DIRENV_DIR").is_none());
    if let Some(own) = direnv
        && let Some(text) = own.value.as_deref().filter(|it| *it != value)
    {
        warn(
            format!("direnv would set `{text}`, but is not at work here"),
            own.place.clone(),
        );
    }
}

/// What each start file says in the end, as far as it is known.
fn last_of_files(entries: &[Entry]) -> Vec<&Entry> {
    let mut found: Vec<&Entry> = Vec::new();
    for entry in entries
        .iter()
        .filter(|it| it.scope == Scope::Shell && it.value.is_some())
    {
        let path = |it: &Entry| it.place.as_ref().map(|it| it.path.clone());
        found.retain(|it| path(it) != path(entry));
        found.push(entry);
    }
    found
}
