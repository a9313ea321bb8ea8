//! Items about builds and releases.
//!
//! In: release files, images, pins of the toolchain. Out: answers. Must not know formats.

use super::words::{ci, first, is_major, runnable, says, shortened};
use super::{Answer, Input, Proof, Verdict, code};
use crate::discover::DocKind;
use crate::facts::Doc;
use crate::facts::pins::pins;
use crate::facts::versions::{TABLE_DATE, Version, end_of_support};
use crate::shell::Command;

/// Actions and programs that publish what was built.
const PUBLISHERS: &[&str] = &[
    "goreleaser-action",
    "goreleaser",
    "build-push-action",
    "action-gh-release",
    "gh release",
    "upload-release-asset",
    "ko build",
    "ko publish",
    "docker push",
    "buildx build",
    "kaniko",
    "promu",
    "release-action",
];

/// Where releases are made: goreleaser files, images of programs, CI jobs that publish.
fn releases(input: &Input) -> Option<Proof> {
    let goreleaser = input
        .facts
        .of_kind(&[DocKind::Goreleaser])
        .find(|it| is_major(it));
    if let Some(doc) = goreleaser {
        return Some(Proof::at(
            "goreleaser",
            doc.loc(crate::support::Span::new(0, 0)),
        ));
    }
    first(ci(input), PUBLISHERS).or_else(|| {
        let images = input
            .facts
            .of_kind(&[DocKind::Dockerfile])
            .filter(|it| is_major(it));
        images
            .into_iter()
            .find_map(|it| go_build(it).map(|(_, proof)| proof))
    })
}

/// A `go build` of what an image ships: with its script and number, and as a proof.
fn go_build<'a>(doc: &'a Doc) -> Option<((usize, usize, &'a Command), Proof)> {
    builds(doc).into_iter().next()
}

fn builds<'a>(doc: &'a Doc) -> Vec<((usize, usize, &'a Command), Proof)> {
    let shipped: Vec<String> = doc
        .dockerfile()
        .shipped()
        .iter()
        .map(usize::to_string)
        .collect();
    let mut found = Vec::new();
    for (at, script) in doc.scripts().iter().enumerate() {
        let counts = doc.kind() != DocKind::Dockerfile
            || script.scope.first().is_some_and(|it| shipped.contains(it));
        if !counts {
            continue;
        }
        for (number, command) in script.script.commands.iter().enumerate() {
            if command.is("go", &["build"]) {
                let words: Vec<&str> = command.words.iter().map(|it| it.text.as_str()).collect();
                let proof = Proof::at(shortened(&words.join(" ")), doc.loc(command.span));
                found.push(((at, number, command), proof));
            }
        }
    }
    found
}

/// Looks for one of several words where releases are made.
fn said(input: &Input, words: &[&str], not: &[&str], looked_for: &str) -> Answer {
    let Some(release) = releases(input).filter(|_| code::program(input).is_some()) else {
        return Answer::none("nothing here makes a release");
    };
    let found = runnable(input)
        .find_map(|doc| says(doc, words).filter(|it| !not.iter().any(|no| it.text.contains(no))));
    match found {
        Some(found) => Answer::passed(found),
        None => Answer::failed(Proof {
            text: format!(
                "releases are made here (`{}`); looked for {looked_for} in CI and build files",
                release.text
            ),
            ..release
        }),
    }
}

pub(super) fn sbom(input: &Input) -> Answer {
    let words = [
        "sbom",
        "sboms",
        "SBOM",
        "--sbom",
        "sbom-action",
        "syft",
        "cyclonedx-gomod",
        "cyclonedx",
        "spdx-sbom-generator",
        "bom generate",
    ];
    said(
        input,
        &words,
        &["sbom: false", "--sbom=false", "--sbom=none"],
        "sbom, syft, cyclonedx and bom",
    )
}

pub(super) fn provenance(input: &Input) -> Answer {
    let words = [
        "cosign",
        "cosign-installer",
        "signs",
        "docker_signs",
        "slsa-github-generator",
        "attest-build-provenance",
        "actions/attest",
        "--detach-sign",
        "--detach-sig",
        "detach-sign",
        "minisign",
        "sigstore",
        "provenance",
        "codesign",
        "azuresigntool",
        "signify",
    ];
    said(
        input,
        &words,
        &["provenance: false", "--provenance=false"],
        "cosign, signs, attest and gpg",
    )
}

pub(super) fn trimpath(input: &Input) -> Answer {
    if releases(input).is_none() || code::program(input).is_none() {
        return Answer::none("nothing here makes a release");
    }
    let mut with = Vec::new();
    let mut without = Vec::new();
    for doc in input
        .facts
        .of_kind(&[DocKind::Goreleaser])
        .filter(|it| is_major(it))
    {
        let built = doc.root().and_then(|it| it.get("builds"));
        match (says(doc, &["-trimpath"]), built) {
            (Some(found), _) => with.push(found),
            (None, Some(node)) if !doc.mentions("prebuilt") && !doc.mentions("skip: true") => {
                without.push(Proof::at(
                    "builds of goreleaser without `-trimpath`",
                    doc.loc(crate::support::Span {
                        start: node.span.start,
                        end: node.span.start,
                    }),
                ));
            }
            _ => {}
        }
    }
    for doc in input
        .facts
        .of_kind(&[DocKind::Dockerfile])
        .filter(|it| is_major(it))
    {
        for ((script, number, command), proof) in builds(doc) {
            let flags = input.facts.in_effect(doc, script, number, "GOFLAGS");
            let set = flags.filter(|it| it.value.contains("-trimpath"));
            let flag = command
                .args()
                .iter()
                .any(|it| it.text.trim_start_matches('-').starts_with("trimpath"));
            match (set, flag) {
                (_, true) => with.push(proof),
                (Some(it), _) => {
                    let text = format!("{}={}", it.name, it.value);
                    with.push(Proof::at(text, it.loc()));
                }
                // What a variable holds is not known.
                _ if command
                    .args()
                    .iter()
                    .any(|it| it.dynamic && it.text.starts_with('$')) => {}
                _ => without.push(proof),
            }
        }
    }
    if !without.is_empty() {
        return Answer::new(Verdict::Failed, without);
    }
    let elsewhere = || {
        first(runnable(input), &["-trimpath"])
            .or_else(|| code::build_script(input, "\"-trimpath\""))
    };
    match with.into_iter().next().or_else(elsewhere) {
        Some(found) => Answer::passed(found),
        None => Answer::unknown(Proof::words(
            "how releases are built was not found, and `-trimpath` nowhere",
        )),
    }
}

/// Days after the end of support, as for GMC211.
const GRACE: i64 = 180;

/// The rule found no pin that is out of support.
pub(super) fn supported_go(input: &Input) -> Answer {
    let mut found = Vec::new();
    for doc in input.facts.docs.iter().filter(|it| is_major(it)) {
        for pin in pins(doc) {
            let text = format!("Go {}", pin.version);
            found.push((pin.version, Proof::at(text, doc.loc(pin.span))));
        }
    }
    // `go-version-file: go.mod`: the line of go.mod says which Go is loaded.
    let by_file = first(ci(input), &["go-version-file"]);
    if let (Some(by_file), Some((version, line))) = (by_file, demand(input)) {
        let ended =
            end_of_support(version.minor).filter(|it| TABLE_DATE.days() - it.days() > GRACE);
        if let Some(date) = ended {
            let text = format!(
                "CI builds with the Go of go.mod, {version}, which gets no security fixes since {date}"
            );
            return Answer::new(Verdict::Failed, vec![Proof { text, ..line }, by_file]);
        }
        found.push((version, line));
    }
    let newest = found
        .into_iter()
        .reduce(|a, b| if a.0.older_than(b.0) { b } else { a });
    match newest {
        Some((_, proof)) => Answer::passed(proof),
        None if code::module(input).is_none() => Answer::none("no go.mod"),
        None => Answer::unknown(Proof::words(
            "no image, CI job or file says which Go builds it",
        )),
    }
}

/// The Go that the module asks for: its toolchain line, or its go line.
fn demand(input: &Input) -> Option<(Version, Proof)> {
    let doc = code::module(input)?;
    let of = |verb: &str| doc.directives().iter().find(|it| it.verb == verb);
    let line = of("toolchain").or_else(|| of("go"))?;
    let version = Version::parse(line.arg(0)?)?;
    Some((
        version,
        Proof::at(format!("Go {version}"), doc.loc(line.span)),
    ))
}
