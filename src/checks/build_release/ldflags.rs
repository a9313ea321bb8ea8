//! GMC401: `-X path.name=value` where the linker finds no such variable, and says nothing. GMC402: where it finds one that it cannot set.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::document::Cut;
use crate::document::cut::HOLE;
use crate::facts::go_build::{GoBuild, builds};
use crate::facts::packages::{Declared, Target, Var};
use crate::facts::program::Directories;
use crate::facts::value::Value;
use crate::facts::{Doc, Facts};
use crate::support::Span;
use regex::Regex;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::OnceLock;

/// `-X importpath.name=`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Stamp {
    span: Span,
    path: String,
    name: String,
    label: String,
    /// Directories of the programs that are built with it, where that matters: none, if it cannot be told; empty, if it may be any.
    programs: Option<Vec<PathBuf>>,
}

fn pattern() -> Option<&'static Regex> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    // The path may hold anything but blanks and quotes; its last dot parts it from the name.
    let make = || {
        Regex::new(r#"-X[ =]*['"]?(?P<target>(?P<path>[^\s'"=]+)\.(?P<name>[\pL_][\pL\pN_]*))="#)
            .ok()
    };
    PATTERN.get_or_init(make).as_ref()
}

pub(super) fn no_such_variable(facts: &Facts, sink: &mut Sink) {
    report(facts, sink, judge);
}

pub(super) fn not_settable(facts: &Facts, sink: &mut Sink) {
    report(facts, sink, unsettable);
}

/// What is wrong with a stamp, and what to do.
type Verdict = Option<(String, String)>;

fn report(facts: &Facts, sink: &mut Sink, verdict: fn(&Facts, &Mains, &Doc, &Stamp) -> Verdict) {
    let mut mains: Option<Mains> = None;
    for doc in facts.docs.iter().filter(|it| it.mentions("-X")) {
        let mains = mains.get_or_insert_with(|| Mains::of(facts));
        let all = stamps(facts, mains, doc);
        for stamp in all.iter().filter(|it| !is_repeated(doc, &all, it)) {
            if let Some((message, help)) = verdict(facts, mains, doc, stamp) {
                let _ = sink
                    .report(doc, stamp.span, message)
                    .within(&stamp.label)
                    .help(help);
            }
        }
    }
}

/// Is the stamp that of a variable, met where the variable is used? It is told where it is written.
fn is_repeated(doc: &Doc, all: &BTreeSet<Stamp>, stamp: &Stamp) -> bool {
    let written = |it: &Stamp| it.span.text(doc.text()).contains(it.name.as_str());
    let same = |it: &&Stamp| it.path == stamp.path && it.name == stamp.name;
    !written(stamp) && all.iter().filter(same).any(written)
}

/// The main packages of the repository, each with what it declares.
struct Mains {
    directories: Directories,
    declared: Vec<(PathBuf, Declared)>,
}

impl Mains {
    /// None where some module of the repository has not been looked at.
    fn of(facts: &Facts) -> Mains {
        let seen = |doc: &Doc| {
            let dir = doc.document.path.parent();
            let modules = &facts.workspace.modules;
            modules.iter().any(|it| Some(it.dir.as_path()) == dir)
        };
        let mut mains = Mains {
            directories: Directories::of(facts),
            declared: Vec::new(),
        };
        if facts.of_kind(&[DocKind::GoMod]).all(seen) {
            let all = mains.directories.mains(facts);
            mains.declared = all
                .map(|it| (it.to_path_buf(), facts.packages.declared(it)))
                .collect();
        }
        mains
    }

    /// Those that a stamp is for; empty where that cannot be told.
    fn of_stamp(&self, stamp: &Stamp) -> Vec<&Declared> {
        let Some(programs) = &stamp.programs else {
            return Vec::new();
        };
        let counts = |dir: &PathBuf| programs.is_empty() || programs.contains(dir);
        let all = self.declared.iter().filter(|it| counts(&it.0));
        all.map(|it| &it.1).collect()
    }
}

/// All `-X` of a document, variables replaced where their value is known.
fn stamps(facts: &Facts, mains: &Mains, doc: &Doc) -> BTreeSet<Stamp> {
    let mut found = BTreeSet::new();
    let all = if doc.mentions("main.") {
        builds(doc)
    } else {
        Vec::new()
    };
    let programs = |of: &dyn Fn(&GoBuild) -> bool| -> Option<Vec<PathBuf>> {
        let mut dirs = Vec::new();
        for build in all.iter().filter(|it| of(it)) {
            dirs.extend(mains.directories.built(facts, doc, build));
        }
        (!dirs.is_empty()).then_some(dirs)
    };
    for (number, script) in doc.scripts().iter().enumerate() {
        let known = |name: &str| {
            script
                .script
                .assignments
                .iter()
                .find(|it| it.name == name)
                .filter(|it| !it.value.dynamic)
                .map(|it| it.value.text.clone())
        };
        let commands = script.script.commands.iter().enumerate();
        let words = commands
            .filter(|(_, it)| !matches!(it.name(), "echo" | "printf"))
            .flat_map(|(at, it)| it.words.iter().map(move |word| (Some(at), word)));
        let values = script.script.assignments.iter().map(|it| (None, &it.value));
        for (at, word) in words.chain(values) {
            if !word.text.contains('X') && !word.dynamic {
                continue;
            }
            let mut cut = Cut::default();
            let text = crate::facts::docker::substitute(&word.text, &known);
            if word.span.text(doc.text()).contains(&text) {
                let span = word.part(doc.text(), &text);
                cut.push(&text, span.start as usize);
            } else {
                cut.push_for(&text, word.span);
            }
            let own = |build: &GoBuild| {
                build.at.is_some_and(|(script, index)| {
                    script == number && at.is_none_or(|it| it == index)
                })
            };
            let programs = || {
                let foreign = is_foreign(&script.cut.text);
                programs(&own).filter(|_| !foreign)
            };
            collect(&cut, &script.label, &programs, &mut found);
        }
    }
    let file = doc.makefile();
    for variable in &file.variables {
        collect(
            &file.shell_text(&variable.value),
            &format!("variable `{}`", variable.name),
            &|| Some(Vec::new()),
            &mut found,
        );
    }
    if matches!(doc.kind(), DocKind::Goreleaser) {
        for root in &doc.tree().documents {
            root.walk(&mut |path, node| {
                if path.contains(&"ldflags") && node.text().is_some() {
                    let own = |build: &GoBuild| {
                        let span = build.release.map(|it| it.span);
                        span.is_some_and(|it| {
                            it.start <= node.span.start && node.span.end <= it.end
                        })
                    };
                    collect(
                        &crate::document::scalar::cut(doc.text(), node),
                        "",
                        &|| programs(&own),
                        &mut found,
                    );
                }
            });
        }
    }
    found
}

/// Which programs a stamp is for.
type Programs<'b> = &'b dyn Fn() -> Option<Vec<PathBuf>>;

/// Does a script get code from elsewhere, or write it?
fn is_foreign(text: &str) -> bool {
    [
        "git clone",
        "go install ",
        "package main",
        "curl ",
        "wget ",
        "@v",
        "@latest",
        "xcaddy",
    ]
    .iter()
    .any(|it| text.contains(it))
}

fn collect(cut: &Cut, label: &str, programs: Programs, found: &mut BTreeSet<Stamp>) {
    let Some(pattern) = pattern() else { return };
    for captures in pattern.captures_iter(&cut.text) {
        let (Some(target), Some(path), Some(name)) = (
            captures.name("target"),
            captures.name("path"),
            captures.name("name"),
        ) else {
            continue;
        };
        let unknown =
            |it: char| it == HOLE || matches!(it, '$' | '{' | '}' | '(' | ')' | '%' | '`' | '#');
        let local = path.as_str() == "main";
        if path.as_str().contains(unknown) || !(local || path.as_str().contains(['/', '.'])) {
            continue;
        }
        found.insert(Stamp {
            span: cut.span(target.start(), target.end()),
            path: path.as_str().to_owned(),
            name: name.as_str().to_owned(),
            label: label.to_owned(),
            programs: if local { programs() } else { None },
        });
    }
}

/// What is wrong and what to do; none where the variable is there, or where that cannot be told.
fn judge(facts: &Facts, mains: &Mains, doc: &Doc, stamp: &Stamp) -> Verdict {
    let Stamp { path, name, .. } = stamp;
    if path == "main" {
        return in_no_main(mains, doc, stamp);
    }
    let dir = match facts.packages.target(path) {
        Target::Directory(dir) => dir,
        Target::Elsewhere => return without_major(facts, stamp),
    };
    let declared = facts.packages.declared(&dir);
    // What Go files import is there when the build runs: generated, or left out of this copy, as all Go code may be.
    let imported = || facts.imports().any(|it| it == path.as_str());
    if declared.names.is_empty() && (imported() || facts.own_files().next().is_none()) {
        return None;
    }
    if declared.names.is_empty() {
        let message =
            format!("`-X` sets no `{name}`: there is no package `{path}` in this repository");
        return Some((
            message,
            "name the import path of the package that declares the variable".to_owned(),
        ));
    }
    if declared
        .names
        .iter()
        .all(|it| it == "main" || it == "main_test")
    {
        let message = format!(
            "`-X` sets no `{name}`: `{path}` is a main package, whose name for the linker is `main`"
        );
        return Some((message, format!("write `-X main.{name}=...`")));
    }
    if declared.doubtful || declared.var(name).is_some() {
        return None;
    }
    Some((
        format!("`-X` sets nothing: package `{path}` declares no variable `{name}`"),
        nearest(declared.vars.iter(), name),
    ))
}

/// Tells the name that is meant, if one is near.
fn nearest<'b>(vars: impl Iterator<Item = &'b Var>, name: &str) -> String {
    let distance =
        |it: &&Var| strsim::damerau_levenshtein(&it.name.to_lowercase(), &name.to_lowercase());
    let near = vars
        .filter(|it| !it.constant && !it.test && it.name != "_")
        .min_by_key(distance)
        .filter(|it| distance(it) <= 3);
    match near {
        Some(var) => format!(
            "the package declares `{}`; use that name, or declare `var {name} string`",
            var.name
        ),
        None => format!(
            "declare `var {name} string` in that package, or name the variable that is meant"
        ),
    }
}

/// `main.name` where no main package that is built with it has that name.
fn in_no_main(mains: &Mains, doc: &Doc, stamp: &Stamp) -> Verdict {
    let name = &stamp.name;
    let places = mains.of_stamp(stamp);
    let doubt = |it: &&Declared| it.doubtful || it.var(name).is_some();
    if places.is_empty() || doc.mentions("package main") || places.iter().any(doubt) {
        return None;
    }
    let message = match places.len() {
        1 => format!("`-X` sets nothing: package `main` declares no variable `{name}`"),
        count => format!(
            "`-X` sets nothing: none of the {count} main packages declares a variable `{name}`"
        ),
    };
    let vars = places.iter().flat_map(|it| &it.vars);
    Some((message, nearest(vars, name)))
}

/// Why the linker cannot set the variable; none where it can, where it is not there, or where that cannot be told.
fn unsettable(facts: &Facts, mains: &Mains, _: &Doc, stamp: &Stamp) -> Verdict {
    let Stamp { path, name, .. } = stamp;
    let (places, what): (Vec<Declared>, String) = if path == "main" {
        let own = mains.of_stamp(stamp);
        (own.into_iter().cloned().collect(), "main".to_owned())
    } else {
        let Target::Directory(dir) = facts.packages.target(path) else {
            return None;
        };
        (vec![facts.packages.declared(&dir)], path.clone())
    };
    let mut reason = None;
    for declared in &places {
        // Files of other build configurations may declare it otherwise: one that can be set is enough.
        for var in declared
            .vars
            .iter()
            .filter(|it| it.name == *name && !it.test)
        {
            reason = Some(obstacle(facts, declared, var)?);
        }
    }
    let reason = reason?;
    Some((
        format!("`-X` does not set `{name}` of package `{what}`: {reason}"),
        format!(
            "declare `var {name} string`, and let the code fill in a default where it is empty"
        ),
    ))
}

/// What keeps the linker from setting a variable.
fn obstacle(facts: &Facts, declared: &Declared, var: &Var) -> Option<String> {
    if var.constant {
        return Some("it is a constant".to_owned());
    }
    let other = [
        "bool", "int", "int64", "uint64", "int32", "float64", "error", "any",
    ];
    if let Some(ty) = var.ty.as_deref().filter(|it| other.contains(it)) {
        return Some(format!(
            "it is of type `{ty}`, and only strings can be set: the build fails"
        ));
    }
    match &var.value {
        Value::NotString if var.ty.is_none() => {
            Some("it is no string, and only strings can be set: the build fails".to_owned())
        }
        Value::Call(call) => Some(format!(
            "it begins with what `{call}` returns, which replaces the value when the program starts"
        )),
        Value::OwnCall(call) if declared.calling.contains(call) => Some(format!(
            "it begins with what `{call}` returns, which replaces the value when the program starts"
        )),
        Value::Names(names) => names
            .iter()
            .find(|(package, name)| is_variable(facts, declared, package.as_deref(), name))
            .map(|(_, name)| {
                format!("it begins with the value of variable `{name}`, which replaces the one set")
            }),
        _ => None,
    }
}

/// Is the name that of a variable of this repository, in all build configurations?
fn is_variable(facts: &Facts, own: &Declared, package: Option<&str>, name: &str) -> bool {
    let all = |declared: &Declared| {
        let mut found = declared.vars.iter().filter(|it| it.name == name).peekable();
        found.peek().is_some() && found.all(|it| !it.constant)
    };
    match package.map(|it| facts.packages.target(it)) {
        None => all(own),
        Some(Target::Directory(dir)) => all(&facts.packages.declared(&dir)),
        Some(Target::Elsewhere) => false,
    }
}

/// `example.com/m/version` where the module is `example.com/m/v2`.
fn without_major(facts: &Facts, stamp: &Stamp) -> Verdict {
    let path = &stamp.path;
    facts.packages.modules().iter().find_map(|(module, dir)| {
        let (base, major) = module.rsplit_once('/')?;
        let versioned = major.len() > 1
            && major.starts_with('v')
            && major[1..].chars().all(|it| it.is_ascii_digit());
        let rest = path.strip_prefix(base)?;
        let rest = if rest.is_empty() {
            rest
        } else {
            rest.strip_prefix('/')?
        };
        if !versioned || facts.packages.declared(&dir.join(rest)).names.is_empty() {
            return None;
        }
        let right = if rest.is_empty() {
            module.clone()
        } else {
            format!("{module}/{rest}")
        };
        let message = format!(
            "`-X` sets no `{}`: this module's path is `{module}`, and `{path}` is not in it",
            stamp.name
        );
        Some((message, format!("write `{right}.{}`", stamp.name)))
    })
}
