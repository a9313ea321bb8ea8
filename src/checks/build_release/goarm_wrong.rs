//! GMC411: processor levels that Go does not know, and GOARM where it means nothing.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::document::Node;
use crate::facts::go_build::builds;
use crate::facts::{Doc, Facts, Origin, Setting};
use regex::Regex;
use std::sync::OnceLock;

/// Variable and what it may be.
const LEVELS: &[(&str, &str, &str)] = &[
    ("GOARM", r"^[567](,(softfloat|hardfloat))?$", "5, 6 or 7"),
    ("GOAMD64", r"^v[1-4]$", "v1 to v4"),
    (
        "GOARM64",
        r"^(v8\.[0-9]|v9\.[0-5])(,(lse|crypto)){0,2}$",
        "v8.0 to v8.9 or v9.0 to v9.5, with `,lse` or `,crypto`",
    ),
    ("GO386", "^(sse2|softfloat)$", "sse2 or softfloat"),
    (
        "GOMIPS",
        "^(hardfloat|softfloat)$",
        "hardfloat or softfloat",
    ),
    (
        "GOMIPS64",
        "^(hardfloat|softfloat)$",
        "hardfloat or softfloat",
    ),
    ("GOPPC64", "^power(8|9|10)$", "power8, power9 or power10"),
    (
        "GORISCV64",
        "^rva(20|22|23)u64$",
        "rva20u64, rva22u64 or rva23u64",
    ),
];

fn patterns() -> &'static [Option<Regex>] {
    static PATTERNS: OnceLock<Vec<Option<Regex>>> = OnceLock::new();
    PATTERNS.get_or_init(|| LEVELS.iter().map(|it| Regex::new(it.1).ok()).collect())
}

/// Is the value one that Go knows? None where the variable is no level.
fn known(name: &str, value: &str) -> Option<(bool, &'static str)> {
    let at = LEVELS.iter().position(|it| it.0 == name)?;
    let pattern = patterns().get(at)?.as_ref()?;
    Some((pattern.is_match(value), LEVELS[at].2))
}

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    let mentions = |doc: &&Doc| {
        LEVELS.iter().any(|it| doc.mentions(it.0))
            || doc.mentions("goarm")
            || doc.mentions("goamd64")
    };
    for doc in facts.on(&sink.rule().on).filter(mentions) {
        for setting in doc.settings().iter().filter(|it| it.origin.exported()) {
            level(doc, setting, sink);
        }
        without_meaning(facts, doc, sink);
        if doc.kind() == DocKind::Goreleaser {
            releases(doc, sink);
        }
    }
}

fn level(doc: &Doc, setting: &Setting, sink: &mut Sink) {
    let value = setting.value.trim();
    let Some((right, what)) = known(&setting.name, value).filter(|_| !value.is_empty()) else {
        return;
    };
    let report = if !setting.dynamic && !value.contains(['$', '{', '%', '`', '<']) {
        if right {
            return;
        }
        let effect = match setting.name.as_str() {
            "GOARM" => "Go takes its default instead, without a word",
            _ => "Go does not know it",
        };
        let message = format!("`{}={value}`: {effect}", setting.name);
        sink.report(doc, setting.value_loc().span, message)
            .help(format!("use {what}"))
    } else if setting.name == "GOARM" && is_variant(value) && !stripped(doc) {
        let message = format!("`GOARM={value}`: Docker's variant is `v7`, and GOARM is `7`");
        sink.report(doc, setting.value_loc().span, message)
            .help("write `GOARM=${TARGETVARIANT#v}`")
    } else {
        return;
    };
    let _ = report.within(&setting.label);
}

fn is_variant(value: &str) -> bool {
    matches!(
        value,
        "$TARGETVARIANT" | "${TARGETVARIANT}" | "${TARGETVARIANT:-}" | "${TARGETVARIANT-}"
    )
}

/// Does the file take the `v` off somewhere?
fn stripped(doc: &Doc) -> bool {
    [
        "GOARM#",
        "GOARM:1",
        "GOARM//",
        "GOARM/v",
        "tr -d v",
        "s/v//",
        "s/^v//",
        "TARGETVARIANT#",
        "TARGETVARIANT:1",
        "TARGETVARIANT/",
    ]
    .iter()
    .any(|it| doc.mentions(it))
}

/// GOARM for a build of another processor.
fn without_meaning(facts: &Facts, doc: &Doc, sink: &mut Sink) {
    let mut useless: Vec<(&Setting, String)> = Vec::new();
    let mut useful = Vec::new();
    for build in builds(doc) {
        let Some((script, index)) = build.at else {
            continue;
        };
        let Some(level) = facts.in_effect(doc, script, index, "GOARM") else {
            continue;
        };
        let plain = !level.dynamic && !level.value.is_empty() && level.origin != Origin::DockerArg;
        match build.env(facts, doc, "GOARCH") {
            Some((arch, true)) if plain && matches!(arch.as_str(), "arm64" | "amd64") => {
                useless.push((level, build.label.clone()));
            }
            _ => useful.push(level.span),
        }
    }
    useless.dedup_by(|a, b| a.0.span == b.0.span);
    for (level, label) in useless
        .into_iter()
        .filter(|it| !useful.contains(&it.0.span))
    {
        let message = format!(
            "`GOARM={}` means nothing here: GOARCH is another processor's",
            level.value
        );
        let _ = sink
            .report(doc, level.span, message)
            .within(&label)
            .help("delete it; 64-bit ARM has levels of its own, GOARM64");
    }
}

/// `goarm:` and `goamd64:` of goreleaser.
fn releases(doc: &Doc, sink: &mut Sink) {
    let builds = doc.root().and_then(|it| it.get("builds"));
    for build in builds.map_or(&[][..], Node::items) {
        for (key, name) in [
            ("goarm", "GOARM"),
            ("goamd64", "GOAMD64"),
            ("goarm64", "GOARM64"),
            ("go386", "GO386"),
        ] {
            for item in build.get(key).map_or(&[][..], Node::one_or_more) {
                let Some(value) = item
                    .text()
                    .filter(|it| !it.contains("{{") && !it.is_empty())
                else {
                    continue;
                };
                if let Some((false, what)) = known(name, value) {
                    let message = format!("`{key}: {value}`: Go does not know this level");
                    let _ = sink
                        .report(doc, item.span, message)
                        .help(format!("use {what}"));
                }
            }
        }
    }
}
