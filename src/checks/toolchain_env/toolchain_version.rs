//! GMC210 and GMC211: toolchains that are too old, for go.mod or for anybody.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::pins::{By, Pin, pins};
use crate::facts::versions::{TABLE_DATE, Version, end_of_support};
use crate::facts::{Doc, Facts, HostScript};
use crate::rules::Severity;

/// Days after the end of support from which on a version is reported.
const GRACE: i64 = 180;

pub(super) fn end_of_life(facts: &Facts, sink: &mut Sink) {
    for doc in &facts.docs {
        let pins = pins(doc);
        for pin in &pins {
            // A matrix tests old versions on purpose; what counts is how far up it reaches.
            let newer = |it: &Pin| it.by == By::Matrix && pin.version.older_than(it.version);
            if pin.by == By::Matrix && pins.iter().any(newer) {
                continue;
            }
            let Some((date, days)) = ended(pin.version) else {
                continue;
            };
            let message = format!(
                "Go {} gets no security fixes since {date}, {days} days before {TABLE_DATE}",
                pin.version
            );
            let _ = sink.report(doc, pin.span, message).within(&pin.label);
        }
    }
}

/// When support ended, and how many days before the day of the table; none within the grace.
fn ended(version: Version) -> Option<(crate::facts::versions::Date, i64)> {
    let date = end_of_support(version.minor)?;
    let days = TABLE_DATE.days() - date.days();
    (days > GRACE).then_some((date, days))
}

pub(super) fn older_than_go_mod(facts: &Facts, sink: &mut Sink) {
    for doc in &facts.docs {
        for pin in pins(doc) {
            let Some((go_mod, wanted, text)) = demand(facts, doc) else {
                break;
            };
            if !pin.version.older_than(wanted) {
                continue;
            }
            let Some((severity, what)) = verdict(facts, doc, &pin, wanted) else {
                continue;
            };
            let message = format!(
                "Go {} is older than the `go {text}` of {}: {what}",
                pin.version,
                go_mod.display()
            );
            let line = go_mod
                .directives()
                .iter()
                .find(|it| it.verb == "go")
                .map(|it| go_mod.loc(it.span));
            let _ = sink
                .report(doc, pin.span, message)
                .severity(severity)
                .within(&pin.label)
                .evidence(
                    format!("{} asks for {text}", go_mod.display()),
                    line.into_iter().collect(),
                );
        }
    }
}

/// The go.mod that a document builds with, and the version it asks for.
fn demand<'a, 'f>(facts: &'a Facts<'f>, doc: &Doc) -> Option<(&'a Doc<'f>, Version, String)> {
    let near = match doc.kind() {
        // Beside Go files of no module of their own: what is built there is not known.
        DocKind::Dockerfile if beside_go_files(facts, doc) => None,
        DocKind::Dockerfile | DocKind::GoVersion | DocKind::ToolVersions => {
            facts.go_mod_of(doc.display())
        }
        _ => facts.doc("go.mod"),
    }?;
    let line = near.directives().iter().find(|it| it.verb == "go")?;
    let text = line.arg(0)?;
    Some((near, Version::parse(text)?, text.to_owned()))
}

/// Go files in the directory of a document, and no go.mod.
fn beside_go_files(facts: &Facts, doc: &Doc) -> bool {
    let dir = doc.document.path.parent();
    let module = facts
        .go_mod_of(doc.display())
        .and_then(|it| it.document.path.parent());
    dir != module
        && facts
            .workspace
            .files
            .iter()
            .any(|it| it.path.parent() == dir)
}

/// How bad, and what happens; none where the toolchain is not used on that module, or where that cannot be told.
fn verdict(
    facts: &Facts,
    doc: &Doc,
    pin: &Pin,
    wanted: Version,
) -> Option<(Severity, &'static str)> {
    let old = pin.version.minor < 21;
    // Go 1.20 and older do not read a third number.
    let unreadable = old && wanted.patch.is_some();
    match pin.by {
        By::Stage(stage) => {
            let (script, index) = build(doc, stage)?;
            let free = facts
                .in_effect(doc, script, index, "GOTOOLCHAIN")
                .is_some_and(|it| it.value != "local");
            match (free, old, unreadable) {
                // Told to load the newer one.
                (true, false, _) => None,
                (_, true, true) => Some((Severity::Error, "it cannot read that line")),
                (_, true, false) => Some((
                    Severity::Warning,
                    "the build fails if newer features are used",
                )),
                (false, false, _) => Some((
                    Severity::Error,
                    "official images set GOTOOLCHAIN=local, so that the build stops",
                )),
            }
        }
        By::Image if old && !unreadable => Some((
            Severity::Warning,
            "the build fails if newer features are used",
        )),
        By::Image => Some((Severity::Error, "the image does not load another one")),
        By::Setup | By::File if unreadable => Some((Severity::Error, "it cannot read that line")),
        By::Setup | By::File if old => Some((
            Severity::Warning,
            "the build fails if newer features are used",
        )),
        By::Setup | By::File if several_modules(facts) => None,
        By::Setup | By::File => Some((
            Severity::Note,
            "the go command downloads the newer one each time",
        )),
        By::Matrix | By::Archive => None,
    }
}

/// With several modules it is not known which one a job is about.
fn several_modules(facts: &Facts) -> bool {
    facts.of_kind(&[DocKind::GoMod]).count() > 1
}

/// A command of a stage, or of one that builds on it, that works on the module of the build context.
fn build(doc: &Doc, stage: usize) -> Option<(usize, usize)> {
    let file = doc.dockerfile();
    let uses = |script: &HostScript| {
        let own = script.scope.first()?.parse().ok()?;
        file.chain(own).contains(&stage).then_some(own)
    };
    for (at, script) in doc.scripts().iter().enumerate() {
        let Some(own) = uses(script) else { continue };
        let copied = file
            .chain(own)
            .into_iter()
            .flat_map(|it| file.copies(it))
            .any(|it| brings_module(&it));
        let mounted = script
            .instruction
            .and_then(|it| file.instructions.get(it))
            .is_some_and(|it| {
                it.flags
                    .iter()
                    .any(|it| it.name == "mount" && it.value.contains("type=bind"))
            });
        let index = script.script.commands.iter().position(|it| {
            let works = matches!(
                it.arg(0),
                Some("build" | "test" | "vet" | "generate" | "list" | "run")
            ) || it.is("go", &["mod", "download"]);
            let elsewhere =
                it.args().iter().any(|it| it.text.contains('@')) || it.flag("modfile").is_some();
            it.name() == "go" && works && !elsewhere
        });
        if let Some(index) = index.filter(|_| copied || mounted) {
            return Some((at, index));
        }
    }
    None
}

/// `COPY . .`, `COPY go.mod go.sum ./` of the build context.
fn brings_module(copy: &crate::facts::docker::CopyStep) -> bool {
    let context = copy.from == crate::facts::docker::CopySource::Context;
    context
        && copy.sources.iter().any(|it| {
            matches!(
                it.text.as_str(),
                "." | "./" | "go.mod" | "./go.mod" | "go.*" | "/"
            )
        })
}
