//! GMC602 to GMC608 as far as they need more than one value.

use super::containers::{containers, memory_limit};
use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::image::Image;
use crate::facts::versions::Version;
use crate::facts::{Doc, Facts, Origin};

/// Kinds of documents with containers.
const CONTAINERS: &[DocKind] = &[
    DocKind::Kubernetes,
    DocKind::HelmTemplate,
    DocKind::Compose,
    DocKind::Systemd,
];

/// Part of the container's memory that GOMEMLIMIT may take.
const MOST: f64 = 0.95;

/// The first Go whose runtime knows the limit of its container.
const KNOWS_LIMIT: u16 = 25;

pub(super) fn gomemlimit_no_headroom(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .of_kind(CONTAINERS)
        .filter(|it| it.mentions("GOMEMLIMIT"))
    {
        for container in containers(doc) {
            let Some(setting) = container
                .setting(doc, "GOMEMLIMIT")
                .filter(|it| !it.dynamic)
            else {
                continue;
            };
            let (Some(memory), Some(own)) = (container.memory, memory_limit(&setting.value)) else {
                continue;
            };
            if own <= memory.amount * MOST {
                continue;
            }
            let share = (own / memory.amount * 100.0).round();
            let message = format!(
                "`GOMEMLIMIT={}` is {share} % of the memory limit `{}`: the kernel ends the process before the collector can help",
                setting.value, memory.text
            );
            let room = (memory.amount * 0.9 / 1024.0 / 1024.0).floor();
            let _ = sink
                .report(doc, setting.value_loc().span, message)
                .within(&container.label)
                .help(format!("set `{room}MiB`, 90 % of the limit"))
                .evidence("the limit", vec![doc.loc(memory.span)]);
        }
    }
}

pub(super) fn gomemlimit_equals_limit(facts: &Facts, sink: &mut Sink) {
    // A program that works out its limit by itself may be told the container's.
    let works_out = |it: &Doc| it.mentions("KimMachineGun/automemlimit");
    if facts.of_kind(&[DocKind::GoMod]).any(works_out) {
        return;
    }
    let kinds = [
        DocKind::Kubernetes,
        DocKind::HelmTemplate,
        DocKind::HelmValues,
    ];
    for doc in facts.of_kind(&kinds).filter(|it| it.mentions("GOMEMLIMIT")) {
        for root in &doc.tree().documents {
            root.walk(&mut |_, node| {
                let name = node.get("name").and_then(crate::document::Node::text);
                let resource = node.at(&["valueFrom", "resourceFieldRef", "resource"]);
                let Some(resource) = resource.filter(|it| name == Some("GOMEMLIMIT") && it.text() == Some("limits.memory")) else {
                    return;
                };
                let message = "`GOMEMLIMIT` is all of the container's memory, or the node's where the container has no limit";
                let _ = sink.report(doc, resource.span, message);
            });
        }
    }
}

pub(super) fn gc_off_without_limit(facts: &Facts, sink: &mut Sink) {
    for doc in facts.docs.iter().filter(|it| it.mentions("GOGC")) {
        for setting in doc
            .settings()
            .iter()
            .filter(|it| it.name == "GOGC" && it.value == "off" && it.origin.is_run_time())
        {
            let shipped = match setting.origin {
                Origin::DockerEnv => {
                    let file = doc.dockerfile();
                    let stage = setting.scope.first().and_then(|it| it.parse().ok());
                    let chain = file
                        .final_stage()
                        .map(|it| file.chain(it))
                        .unwrap_or_default();
                    stage.is_some_and(|it: usize| chain.contains(&it)) && !builds(doc)
                }
                Origin::EnvFile => false,
                _ => true,
            };
            let limited = doc.settings().iter().any(|it| {
                it.name == "GOMEMLIMIT"
                    && (it.scope == setting.scope || doc.kind() == DocKind::Dockerfile)
            });
            if shipped && !limited {
                let message = "nothing is ever collected: `GOGC=off` without `GOMEMLIMIT`";
                let _ = sink
                    .report(doc, setting.value_loc().span, message)
                    .within(&setting.label);
            }
        }
    }
}

/// Is the last stage one that builds or tests?
fn builds(doc: &Doc) -> bool {
    let last = doc.dockerfile().final_stage().map(|it| it.to_string());
    let own = doc
        .scripts()
        .iter()
        .filter(|it| it.scope.first() == last.as_ref());
    own.flat_map(|it| &it.script.commands)
        .any(|it| it.name() == "go")
}

pub(super) fn gomaxprocs_over_limit(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .of_kind(CONTAINERS)
        .filter(|it| it.mentions("GOMAXPROCS"))
    {
        for container in containers(doc) {
            let Some(setting) = container
                .setting(doc, "GOMAXPROCS")
                .filter(|it| !it.dynamic)
            else {
                continue;
            };
            let (Some(cpu), Ok(own)) = (container.cpu, setting.value.parse::<f64>()) else {
                continue;
            };
            if own <= cpu.amount.ceil() {
                continue;
            }
            let message = format!(
                "`GOMAXPROCS={}` is more than the CPU limit `{}`: the program is held back for the rest of each period",
                setting.value, cpu.text
            );
            let _ = sink
                .report(doc, setting.value_loc().span, message)
                .within(&container.label)
                .evidence("the limit", vec![doc.loc(cpu.span)]);
        }
    }
}

pub(super) fn cpu_limit_ignored(facts: &Facts, sink: &mut Sink) {
    let modules: Vec<&Doc> = facts.of_kind(&[DocKind::GoMod]).collect();
    // With several modules it is not known which one a container runs.
    let [module] = modules.as_slice() else {
        return;
    };
    let line = |verb: &str| module.directives().iter().find(|it| it.verb == verb);
    let version = line("go").and_then(|it| Version::parse(it.arg(0)?));
    let off = module
        .directives()
        .iter()
        .any(|it| it.verb == "godebug" && it.arg(0) == Some("containermaxprocs=0"));
    let old = version.is_some_and(|it| it.minor < KNOWS_LIMIT);
    let Some(version) = version.filter(|_| (old || off) && !module.mentions("automaxprocs")) else {
        return;
    };
    let path = line("module").and_then(|it| it.arg(0)).unwrap_or("");
    let program = path.rsplit('/').find(|it| !is_major(it)).unwrap_or(path);
    for doc in facts.of_kind(CONTAINERS) {
        for container in containers(doc) {
            let own = container
                .image
                .map(Image::parse)
                .is_some_and(|it| it.name() == program);
            let Some(cpu) = container.cpu.filter(|_| own) else {
                continue;
            };
            if container.setting(doc, "GOMAXPROCS").is_some() || doc.mentions("GOMAXPROCS") {
                continue;
            }
            let why = if off {
                "`containermaxprocs=0`".to_owned()
            } else {
                format!("`go {version}` in go.mod")
            };
            let message = format!(
                "the program takes as many processors as the machine has, not `{}`: {why} switches that off",
                cpu.text
            );
            let _ = sink.report(doc, cpu.span, message).within(&container.label);
        }
    }
}

/// `v2` at the end of a module path.
fn is_major(part: &str) -> bool {
    part.strip_prefix('v')
        .is_some_and(|it| !it.is_empty() && it.chars().all(|it| it.is_ascii_digit()))
}

pub(super) fn automaxprocs_redundant(facts: &Facts, sink: &mut Sink) {
    for doc in facts.of_kind(&[DocKind::GoMod]) {
        let version = doc
            .directives()
            .iter()
            .find(|it| it.verb == "go")
            .and_then(|it| Version::parse(it.arg(0)?));
        if version.is_none_or(|it| it.minor < KNOWS_LIMIT) {
            continue;
        }
        let required = doc
            .directives()
            .iter()
            .filter(|it| it.verb == "require" && it.arg(0) == Some("go.uber.org/automaxprocs"));
        for directive in required.filter(|it| it.comment != "indirect") {
            let message =
                "the runtime follows the CPU limit by itself since Go 1.25; this switches that off";
            let _ = sink.report(doc, directive.span, message);
        }
    }
}
