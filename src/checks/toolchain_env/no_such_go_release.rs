//! GMC213: releases and archives that do not exist.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::versions::Version;
use crate::facts::{Doc, Facts};
use regex::Regex;
use std::sync::OnceLock;

/// The first Go whose releases all have three numbers.
const THREE_NUMBERS: u16 = 21;

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in &facts.docs {
        if !doc.mentions("go1.") {
            continue;
        }
        match doc.kind() {
            DocKind::GoMod | DocKind::GoWork => toolchain(doc, sink),
            _ => words(doc, sink),
        }
    }
}

fn toolchain(doc: &Doc, sink: &mut Sink) {
    for directive in doc.directives().iter().filter(|it| it.verb == "toolchain") {
        let Some((text, span)) = directive.args.first() else {
            continue;
        };
        if let Some(version) = two_numbers(text) {
            let message = format!(
                "there is no toolchain `{text}`: the first release of that line is `go{version}.0`"
            );
            let _ = sink.report(doc, *span, message);
        }
    }
}

/// `go1.22` where `go1.22.0` would be the release.
fn two_numbers(text: &str) -> Option<Version> {
    let version = Version::parse(text.strip_prefix("go")?)?;
    (version.patch.is_none() && !version.pre && version.minor >= THREE_NUMBERS).then_some(version)
}

fn patterns() -> Option<&'static (Regex, Regex)> {
    static PATTERNS: OnceLock<Option<(Regex, Regex)>> = OnceLock::new();
    let archive = r"\b(?P<release>go1\.\d+(\.\d+)?)\.(?P<os>[A-Za-z]+)-(?P<arch>[A-Za-z0-9_]+)\.(tar\.gz|zip|pkg|msi)";
    let module = r"golang\.org/dl/(?P<release>go1\.\d+)(@|$|\s)";
    let make = || Some((Regex::new(archive).ok()?, Regex::new(module).ok()?));
    PATTERNS.get_or_init(make).as_ref()
}

fn words(doc: &Doc, sink: &mut Sink) {
    let Some((archive, module)) = patterns() else {
        return;
    };
    for script in doc.scripts() {
        let commands = script
            .script
            .commands
            .iter()
            .filter(|it| !matches!(it.name(), "echo" | "printf" | "rm"));
        for word in commands.flat_map(|it| it.args()) {
            if let Some(found) = archive.captures(&word.text) {
                let name = |group: &str| found.name(group).map_or("", |it| it.as_str());
                let whole = found.get(0).map_or("", |it| it.as_str());
                let message = if let Some(version) = two_numbers(name("release")) {
                    format!(
                        "there is no archive `{whole}`: the first release of that line is `go{version}.0`"
                    )
                } else if let Some((wrong, right)) = wrong_word(name("os"), name("arch")) {
                    format!("there is no archive `{whole}`: Go says `{right}` for `{wrong}`")
                } else {
                    continue;
                };
                let _ = sink
                    .report(doc, word.part(doc.text(), whole), message)
                    .within(&script.label);
            } else if let Some(found) = module.captures(&word.text) {
                let release = found.name("release").map_or("", |it| it.as_str());
                if let Some(version) = two_numbers(release) {
                    let message = format!(
                        "there is no `golang.org/dl/{release}`: the first release of that line is `go{version}.0`"
                    );
                    let _ = sink
                        .report(doc, word.part(doc.text(), release), message)
                        .within(&script.label);
                }
            }
        }
    }
}

/// A word for a system or processor that Go does not use, and the one it does.
fn wrong_word<'a>(os: &'a str, arch: &'a str) -> Option<(&'a str, &'static str)> {
    let system = match os.to_ascii_lowercase().as_str() {
        "macos" | "osx" => Some("darwin"),
        "win" | "win64" => Some("windows"),
        "linux" if os != "linux" => Some("linux"),
        _ => None,
    };
    let processor = match arch {
        "x86_64" | "x64" => Some("amd64"),
        "aarch64" => Some("arm64"),
        "i386" | "i686" | "x86" => Some("386"),
        _ => None,
    };
    system
        .map(|it| (os, it))
        .or_else(|| processor.map(|it| (arch, it)))
}
