//! Items about where the program runs: probes, memory.
//!
//! In: Kubernetes and compose files, units. Out: answers. Must not know formats.

use super::words::is_major;
use super::{Answer, Input, Proof, Verdict, code};
use crate::checks::containers::containers;
use crate::discover::DocKind;
use crate::document::Node;
use crate::facts::Doc;

/// Kinds whose pods serve.
const WORKLOADS: &[&str] = &["Deployment", "StatefulSet", "DaemonSet", "Rollout"];

pub(super) fn readiness(input: &Input) -> Answer {
    let kinds = [DocKind::Kubernetes, DocKind::HelmTemplate];
    let mut with = Vec::new();
    let mut without = Vec::new();
    let mut unread = Vec::new();
    for doc in input.facts.of_kind(&kinds).filter(|it| is_major(it)) {
        let mut seen = false;
        for root in &doc.tree().documents {
            let kind = root.get("kind").and_then(Node::text).unwrap_or("");
            if !WORKLOADS.contains(&kind) {
                continue;
            }
            seen = true;
            let name = root
                .at(&["metadata", "name"])
                .and_then(Node::text)
                .unwrap_or("");
            let containers = root.at(&["spec", "template", "spec", "containers"]);
            let probe = containers
                .map_or(&[][..], Node::items)
                .iter()
                .find_map(|it| it.get("readinessProbe"));
            let at = containers.or_else(|| root.get("kind")).map(|it| {
                let start = it.span.start;
                doc.loc(crate::support::Span { start, end: start })
            });
            let proof = |text: String| Proof {
                text,
                rule: None,
                loc: at,
            };
            match probe {
                Some(probe) => with.push(Proof::at(
                    format!("{kind} {name}: readinessProbe"),
                    doc.loc(probe.span),
                )),
                // Put in by a template.
                None if doc.mentions("readinessProbe") => with.push(proof(format!(
                    "{kind} {name}: readinessProbe from the template"
                ))),
                None if doc.kind() == DocKind::HelmTemplate => unread.push(proof(format!(
                    "{kind}: what the chart puts in is not known"
                ))),
                None => without.push(proof(format!("{kind} {name} has no readinessProbe"))),
            }
        }
        if !seen && doc.mentions("kind: Deployment") && doc.kind() == DocKind::HelmTemplate {
            let text = "a template that cannot be read without its values";
            unread.push(Proof::words(format!("{}: {text}", doc.display())));
        }
    }
    match (without.is_empty(), with.is_empty(), unread.is_empty()) {
        (false, ..) => Answer::new(Verdict::Failed, without),
        (true, false, true) => Answer::new(Verdict::Passed, with),
        (true, _, false) => Answer::new(Verdict::CannotTell, unread),
        (true, true, true) => Answer::none("no Kubernetes workloads"),
    }
}

/// The rules found no wrong value. Limits without a GOMEMLIMIT are what is left.
pub(super) fn memory_limit(input: &Input) -> Answer {
    let kinds = [
        DocKind::Kubernetes,
        DocKind::HelmTemplate,
        DocKind::Compose,
        DocKind::Systemd,
    ];
    let own = |doc: &&Doc| is_major(doc);
    let mut with = Vec::new();
    let mut without = Vec::new();
    for doc in input.facts.of_kind(&kinds).filter(own) {
        for it in containers(doc) {
            let Some(limit) = it.memory else { continue };
            let text = format!("{}: {}", it.label, limit.text);
            match it.setting(doc, "GOMEMLIMIT") {
                Some(setting) => with.push(Proof::at(
                    format!("{text}, GOMEMLIMIT={}", setting.value),
                    setting.loc(),
                )),
                None => without.push((
                    it.image.unwrap_or("").to_owned(),
                    Proof::at(text, doc.loc(limit.span)),
                )),
            }
        }
    }
    let automatic = [
        "github.com/KimMachineGun/automemlimit",
        "github.com/KimMachineGun/automemlimit/memlimit",
    ];
    if let Some(import) = automatic.iter().find_map(|it| code::import(input, it)) {
        return Answer::passed(import);
    }
    let in_images = input
        .facts
        .of_kind(&[DocKind::Dockerfile])
        .flat_map(|it| it.settings());
    let in_image = in_images.into_iter().find(|it| it.name == "GOMEMLIMIT");
    if code::program(input).is_none() {
        return Answer::none("no program here");
    }
    // Whose program is in an image is known where its name says so.
    let names = program_names(input);
    let ours = |image: &str| {
        let last = image.rsplit('/').next().unwrap_or("");
        let last = last.split([':', '@']).next().unwrap_or("");
        names.iter().any(|it| it == last)
    };
    let (own, others): (Vec<_>, Vec<_>) = without.into_iter().partition(|(image, _)| ours(image));
    match (own.is_empty(), with.is_empty(), others.is_empty(), in_image) {
        (false, ..) => {
            let proofs = own.into_iter().map(|(_, it)| Proof {
                text: format!("{}, and no GOMEMLIMIT", it.text),
                ..it
            });
            Answer::new(Verdict::Failed, proofs.collect())
        }
        (_, false, ..) => Answer::new(Verdict::Passed, with),
        (_, _, _, Some(setting)) => Answer::passed(Proof::at(
            format!("GOMEMLIMIT={} of the image", setting.value),
            setting.loc(),
        )),
        (_, _, false, None) => {
            let proofs = others.into_iter().map(|(image, it)| Proof {
                text: format!(
                    "{}, and no GOMEMLIMIT; whether `{image}` is this program is not known",
                    it.text
                ),
                ..it
            });
            Answer::new(Verdict::CannotTell, proofs.collect())
        }
        (_, _, true, None) => Answer::none("no memory limit here"),
    }
}

/// Last parts of the paths of modules and programs.
fn program_names(input: &Input) -> Vec<String> {
    let workspace = input.facts.workspace;
    let modules = workspace.modules.iter().map(|it| it.path.as_str());
    let programs = workspace
        .packages
        .iter()
        .filter(|it| it.target && it.name == "main");
    let paths = modules.chain(programs.map(|it| it.import_path.as_str()));
    paths
        .filter_map(|it| it.rsplit('/').next())
        .map(str::to_owned)
        .collect()
}
