//! GMC317 and GMC320: what go.mod and go.work name: directories outside the repository, modules that have a successor.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::document::gomod::Directive;
use crate::facts::{Doc, Facts};
use crate::rules::Severity;
use crate::support::Span;
use crate::support::path::absolute;
use std::collections::BTreeSet;
use std::path::Path;

pub(super) fn replaced_outside(facts: &Facts, sink: &mut Sink) {
    for doc in facts.of_kind(&[DocKind::GoMod, DocKind::GoWork]) {
        for directive in doc.directives() {
            match directive.verb.as_str() {
                "replace" => replaced(facts, doc, directive, sink),
                "use" => {
                    if let Some((path, span)) = directive.args.first() {
                        report(facts, doc, path, *span, sink);
                    }
                }
                _ => {}
            }
        }
    }
}

fn replaced(facts: &Facts, doc: &Doc, directive: &Directive, sink: &mut Sink) {
    let mut behind = directive
        .args
        .iter()
        .skip_while(|(it, _)| it != "=>")
        .skip(1);
    let Some((path, span)) = behind.next() else {
        return;
    };
    let local = path.starts_with('.') || is_absolute(path);
    if local && behind.next().is_none() && report(facts, doc, path, *span, sink) {
        return;
    }
    // `go install m@v` refuses a module with a `replace`, whatever it names.
    let module = doc
        .directives()
        .iter()
        .find(|it| it.verb == "module")
        .and_then(|it| it.arg(0));
    let Some((installer, place)) = module.and_then(|it| installed(facts, it)) else {
        return;
    };
    let message =
        "`go install` of this module at a version stops: its go.mod has `replace` directives";
    let _ = sink
        .report(doc, directive.span, message)
        .severity(Severity::Note)
        .help("require a fork under its own module path, or tell users to build from a clone")
        .evidence("installed like that here", vec![installer.loc(place)]);
}

/// A place that runs `go install` for a package of a module at a version.
fn installed<'a, 'f>(facts: &'a Facts<'f>, module: &str) -> Option<(&'a Doc<'f>, Span)> {
    let wanted = |text: &str| {
        let path = text.split_once('@').map(|(it, _)| it);
        path.and_then(|it| it.strip_prefix(module))
            .is_some_and(|it| it.is_empty() || it.starts_with('/'))
    };
    for doc in facts.docs.iter().filter(|it| it.mentions(module)) {
        for script in doc.scripts() {
            for command in script
                .script
                .commands
                .iter()
                .filter(|it| it.is("go", &["install"]))
            {
                if let Some(word) = command.args().iter().find(|it| wanted(&it.text)) {
                    return Some((doc, word.span));
                }
            }
        }
    }
    None
}

fn is_absolute(path: &str) -> bool {
    let drive = path.as_bytes().get(1) == Some(&b':')
        && path.starts_with(|it: char| it.is_ascii_alphabetic());
    path.starts_with(['/', '\\']) || drive
}

/// Reports a path that leads out of the repository.
fn report(facts: &Facts, doc: &Doc, path: &str, span: Span, sink: &mut Sink) -> bool {
    let message = if is_absolute(path) {
        format!("`{path}` is a place of one machine: nobody else can build this")
    } else if leaves(&facts.workspace.root, doc, path) {
        format!("`{path}` lies outside the repository: a fresh clone does not build")
    } else {
        return false;
    };
    let _ = sink.report(doc, span, message);
    true
}

/// Does a relative path lead out of the repository that a document lies in?
fn leaves(root: &Path, doc: &Doc, path: &str) -> bool {
    let Some(folder) = doc
        .document
        .path
        .parent()
        .filter(|_| path.starts_with(".."))
    else {
        return false;
    };
    let target = absolute(folder, Path::new(&path.replace('\\', "/")));
    // A run may look at a part of the repository only.
    let repository = folder.ancestors().find(|it| it.join(".git").exists());
    let repository = repository.or_else(|| folder.starts_with(root).then_some(root));
    repository.is_some_and(|it| !target.starts_with(it))
}

/// Module, severity, why and what to take instead.
const SUPERSEDED: &[(&str, Severity, &str, &str)] = &[
    (
        "github.com/dgrijalva/jwt-go",
        Severity::Warning,
        "is no longer maintained and accepts tokens for any audience (CVE-2020-26160)",
        "github.com/golang-jwt/jwt/v5",
    ),
    (
        "github.com/satori/go.uuid",
        Severity::Warning,
        "is no longer maintained and has made UUIDs that can be guessed (CVE-2021-3538)",
        "github.com/google/uuid",
    ),
    (
        "golang.org/x/lint",
        Severity::Warning,
        "is frozen and deprecated",
        "go vet and staticcheck",
    ),
    (
        "github.com/golang/mock",
        Severity::Note,
        "is archived",
        "go.uber.org/mock",
    ),
    (
        "github.com/opentracing/opentracing-go",
        Severity::Note,
        "is archived",
        "go.opentelemetry.io/otel",
    ),
    (
        "github.com/uber/jaeger-client-go",
        Severity::Note,
        "is archived",
        "go.opentelemetry.io/otel",
    ),
    (
        "github.com/pkg/errors",
        Severity::Note,
        "is archived",
        "errors and fmt.Errorf with %w of the standard library",
    ),
];

/// Packages of `golang.org/x/exp` that the standard library has, and since which Go.
const IN_STANDARD_LIBRARY: &[(&str, &str, u16)] = &[
    ("golang.org/x/exp/slog", "log/slog", 21),
    ("golang.org/x/exp/maps", "maps", 21),
    ("golang.org/x/exp/slices", "slices", 21),
];

pub(super) fn superseded(facts: &Facts, sink: &mut Sink) {
    for doc in facts.of_kind(&[DocKind::GoMod]) {
        for directive in doc.directives().iter().filter(|it| it.verb == "require") {
            let indirect = directive.comment.starts_with("indirect");
            let Some((path, span)) = directive.args.first().filter(|_| !indirect) else {
                continue;
            };
            let found = SUPERSEDED.iter().find(|(it, ..)| {
                path == it
                    || path
                        .strip_prefix(it)
                        .is_some_and(|rest| rest.starts_with("/v"))
            });
            if let Some((name, severity, why, instead)) = found {
                let _ = sink
                    .report(doc, *span, format!("`{name}` {why}"))
                    .severity(*severity)
                    .help(format!("use {instead}"));
            }
        }
    }
    imports(facts, sink);
}

/// Reports each package once for each module.
fn imports(facts: &Facts, sink: &mut Sink) {
    let mut seen: BTreeSet<(usize, &str)> = BTreeSet::new();
    for (index, file, outline) in facts.own_files() {
        for import in outline
            .imports
            .iter()
            .filter(|it| it.path.starts_with("golang.org/x/exp/"))
        {
            let Some((path, own, minor)) = IN_STANDARD_LIBRARY
                .iter()
                .find(|(it, ..)| import.path == *it)
            else {
                continue;
            };
            let module = facts
                .workspace
                .packages
                .get(file.package.index())
                .map(|it| it.module as usize);
            let Some(module) = module.filter(|it| {
                facts
                    .workspace
                    .modules
                    .get(*it)
                    .is_some_and(|it| it.go.minor >= *minor)
            }) else {
                continue;
            };
            if seen.insert((module, path)) {
                let message =
                    format!("`{path}` is `{own}` of the standard library since Go 1.{minor}");
                let _ = sink
                    .report_go(index, import.span, message)
                    .severity(Severity::Note)
                    .help(format!("import `{own}`; signatures differ in places"));
            }
        }
    }
}
