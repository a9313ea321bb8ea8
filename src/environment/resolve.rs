//! What wins here, and what stands against it.
//!
//! In: the machine, its documents, findings. Out: [`Report`]. Must not know output formats.

use super::conflicts::conflicts;
use super::context::{Context, add, of_flaw};
use super::demand::toolchain_of;
use super::disk::{across, on_disk};
use super::entries::{Entry, IMPORTANT, Settings, only_from_process};
use super::machine::{Machine, Origins};
use super::toolchain::{self, Found};
use super::values::{self, redacted};
use super::{Other, Report, Scope, Source, Standing, Variable, defaults, worlds};
use crate::discover::DocKind;
use crate::facts::{Doc, Facts};
use crate::finding::{Finding, SourceMap};
use crate::rules::Severity;

/// Worked out from everything that is known.
pub fn resolve(
    facts: &Facts,
    findings: &[Finding],
    machine: &Machine,
    origins: &Origins,
    notes: Vec<String>,
) -> Report {
    let files = SourceMap::new(facts.workspace);
    let context = Context {
        facts,
        findings,
        files: &files,
        machine,
        origins,
    };
    let found = toolchain::find(machine);
    let settings = Settings::collect(&context);
    let mut variables: Vec<Variable> = Vec::new();
    for name in settings.names() {
        let it = variable(&context, &settings, &found, &variables, name);
        variables.push(it);
    }
    across(&mut variables, machine, &found);
    let toolchain = toolchain_of(&context, &found, &mut variables);
    for it in &mut variables {
        it.problems.sort_by_key(|it| std::cmp::Reverse(it.severity));
    }
    let mut notes = notes;
    notes.extend(unread(&context));
    Report {
        worlds: worlds::all(&context, &variables),
        toolchain,
        variables,
        notes,
    }
}

fn variable(
    context: &Context,
    settings: &Settings,
    found: &Found,
    known: &[Variable],
    name: &str,
) -> Variable {
    let empty = Vec::new();
    let entries = settings.by_name.get(name).unwrap_or(&empty);
    let wins = |name: &str| {
        let it = known.iter().find(|it| it.name == name);
        it.map_or_else(String::new, |it| it.value.clone())
    };
    let counts = |it: &&Entry| match it.scope {
        Scope::Process => true,
        // A GOROOT in GOROOT/go.env would be about itself.
        Scope::Goroot => name != "GOROOT" && !only_from_process(name),
        Scope::User => !only_from_process(name),
        _ => false,
    };
    let set = |it: &&Entry| it.value.as_deref().is_some_and(|it| !it.is_empty());
    let winner = entries.iter().rev().filter(counts).find(set);
    let mut problems = Vec::new();
    let (value, source) = match winner {
        Some(entry) => (entry.raw.clone(), source(entry)),
        None => {
            let root = found.root.as_deref();
            let (value, label) = defaults::of(name, context.machine, root, &wins);
            let source = Source {
                scope: Scope::Default,
                place: None,
                label: label.to_owned(),
            };
            (value, source)
        }
    };
    if let Some(entry) = winner {
        entry
            .problems
            .iter()
            .cloned()
            .for_each(|it| add(&mut problems, it));
    }
    if winner.is_some() || name == "GOPATH" {
        let flaw = values::check(name, &value, context.machine.windows);
        if let Some(flaw) = flaw {
            add(&mut problems, of_flaw(flaw, None));
        }
    }
    let mut others = Vec::new();
    for entry in entries
        .iter()
        .rev()
        .filter(|it| !winner.is_some_and(|own| std::ptr::eq(*it, own)))
    {
        let standing = match (&entry.value, counts(&entry), entry.scope) {
            (None, ..) => Standing::Unknown,
            (Some(own), ..) if *own == value => Standing::Same,
            (_, true, _) => Standing::Beaten,
            (_, _, Scope::Shell | Scope::Direnv) => Standing::Later,
            _ => Standing::Ignored,
        };
        if entry.value.as_deref() != Some(value.as_str()) {
            entry
                .problems
                .iter()
                .cloned()
                .for_each(|it| add(&mut problems, it));
            let flaw = entry
                .value
                .as_deref()
                .and_then(|it| values::check(name, it, context.machine.windows));
            if let Some(flaw) = flaw {
                add(&mut problems, of_flaw(flaw, entry.place.clone()));
            }
        }
        others.push(Other {
            value: redacted(entry.value.as_deref().unwrap_or(&entry.raw)),
            source: source_of(entry),
            standing,
        });
    }
    conflicts(context, name, entries, winner, &value, &mut problems);
    if !problems.iter().any(|it| it.severity == Severity::Error) {
        on_disk(context, name, &value, winner.is_some(), &mut problems);
    }
    let notable = IMPORTANT.contains(&name) || winner.is_some() || !others.is_empty();
    Variable {
        name: name.to_owned(),
        value: redacted(&value),
        source: with_origin(source, entries, winner),
        others,
        problems,
        notable,
    }
}

fn source(entry: &Entry) -> Source {
    Source {
        scope: entry.scope,
        place: entry.place.clone(),
        label: String::new(),
    }
}

fn source_of(entry: &Entry) -> Source {
    Source {
        label: entry.shell.to_owned(),
        ..source(entry)
    }
}

/// Where the environment has its value from, if a start file says the same.
fn with_origin(mut source: Source, entries: &[Entry], winner: Option<&Entry>) -> Source {
    let Some(own) = winner.filter(|it| it.scope == Scope::Process) else {
        return source;
    };
    let same = |it: &&Entry| it.scope > Scope::Process && it.value == own.value;
    if let Some(place) = entries
        .iter()
        .rev()
        .find(same)
        .and_then(|it| it.place.as_ref())
    {
        source.label = format!("as {}:{} has it", place.path, place.line);
    }
    source
}

/// Documents of the machine that could not be read as what they are.
fn unread(context: &Context) -> Vec<String> {
    let json = |doc: &&Doc| {
        context.origins.contains_key(&doc.document.display)
            && matches!(
                doc.kind(),
                DocKind::Vscode | DocKind::WindowsTerminal | DocKind::Devcontainer
            )
            && !doc.text().trim().is_empty()
            && (doc.tree().documents.is_empty() || !doc.tree().errors.is_empty())
    };
    let broken = context.facts.docs.iter().filter(json);
    let broken =
        broken.map(|it| format!("{} is left out: it cannot be read as JSON", it.display()));
    let silent = |doc: &&Doc| {
        let given = context
            .origins
            .get(&doc.document.display)
            .is_some_and(|it| it.scope.is_none());
        given && doc.kind() == DocKind::Registry && doc.settings().is_empty()
    };
    let silent = context.facts.docs.iter().filter(silent);
    let silent =
        silent.map(|it| format!("{} holds no environment of a user or machine", it.display()));
    broken.chain(silent).collect()
}
