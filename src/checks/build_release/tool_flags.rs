//! Flags for the linker and the compiler: GMC405 unknown ones, GMC406 those without use, GMC408 those of a debugger in a release, GMC409
//! levels of inlining.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::go_build::{BuildFlag, GoBuild, ToolFlag, builds};
use crate::facts::shipped::{is_for_tests, ships};
use crate::facts::{Doc, Facts};

/// Flags of `go tool link` that take a value.
const VALUED: &[&str] = &[
    "B",
    "D",
    "E",
    "H",
    "I",
    "L",
    "R",
    "T",
    "X",
    "benchmark",
    "benchmarkprofile",
    "buildid",
    "buildmode",
    "capturehostobjs",
    "cpuprofile",
    "debugtextsize",
    "extar",
    "extld",
    "extldflags",
    "fipso",
    "funcalign",
    "importcfg",
    "installsuffix",
    "k",
    "libgcc",
    "linkmode",
    "memprofile",
    "memprofilerate",
    "o",
    "pluginpath",
    "r",
    "randlayout",
    "strictdups",
    "tmpdir",
];

/// Those that are switches; old ones too.
const SWITCHES: &[&str] = &[
    "V",
    "a",
    "asan",
    "aslr",
    "bindnow",
    "c",
    "checklinkname",
    "compressdwarf",
    "d",
    "debugnosplit",
    "debugtramp",
    "dumpdep",
    "e",
    "f",
    "g",
    "h",
    "linkshared",
    "msan",
    "n",
    "pruneweakmap",
    "race",
    "s",
    "u",
    "v",
    "w",
    "Z",
    "compress",
    "go115newobj",
    "goobj",
    "strip",
];

/// Flags of the go command that are taken for flags of the linker.
const OF_GO: &[&str] = &[
    "trimpath", "buildvcs", "mod", "tags", "gcflags", "ldflags", "x", "p",
];

pub(super) fn unknown(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .on(&sink.rule().on)
        .filter(|it| it.mentions("ldflags"))
    {
        for build in builds(doc) {
            for flag in build.all("ldflags") {
                let flags = flag.tool_flags();
                let mut rest = flags.iter();
                while let Some(flag) = rest.next() {
                    if flag.dynamic() && !flag.text.starts_with('-') {
                        continue;
                    }
                    let Some((name, value)) = flag.parts().filter(|it| !it.0.is_empty()) else {
                        break;
                    };
                    if VALUED.contains(&name) {
                        if value.is_none() {
                            let _ = rest.next();
                        }
                    } else if !SWITCHES.contains(&name)
                        && !flag.dynamic()
                        && !is_unclosed(doc, &build)
                    {
                        report_unknown(doc, &build, flag, name, sink);
                        break;
                    }
                }
            }
        }
    }
}

/// Is there a quote that nothing closes? Then it is not to be told where the flags end.
fn is_unclosed(doc: &Doc, build: &GoBuild) -> bool {
    let host = build
        .command(doc)
        .filter(|_| doc.kind() == DocKind::Makefile);
    host.is_some_and(|(host, _)| {
        let text = host.cut.text.replace("\\\"", "");
        text.matches('"').count() % 2 == 1
    })
}

fn report_unknown(doc: &Doc, build: &GoBuild, flag: &ToolFlag, name: &str, sink: &mut Sink) {
    let message = format!(
        "Go's linker knows no flag `{}`: the build ends with \"flag provided but not defined\"",
        flag.text
    );
    let help = if OF_GO.contains(&name) {
        format!("`-{name}` is a flag of the go command: write it outside -ldflags")
    } else if name.starts_with("rpath") || name.contains("rpath") {
        "use `-r dir`, or `-extldflags '-Wl,-rpath,dir'`".to_owned()
    } else {
        format!(
            "flags for the C linker go into `-extldflags '{}'`",
            flag.text
        )
    };
    let _ = sink
        .report(doc, flag.span, message)
        .within(&build.label)
        .help(help);
}

pub(super) fn static_without_cgo(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .on(&sink.rule().on)
        .filter(|it| it.mentions("extldflags"))
    {
        for build in builds(doc) {
            let Some((flag, whole)) = build.all("ldflags").find_map(static_flag) else {
                continue;
            };
            let external = whole
                .iter()
                .any(|it| it.text.contains("external") || it.text.contains("linkmode"));
            let plain = build.flag("buildmode").is_none() && build.switch("race").is_none();
            if external || !plain || !build.env_is(facts, doc, "CGO_ENABLED", "0") {
                continue;
            }
            let message = "`-extldflags -static` is without use here: with `CGO_ENABLED=0` Go's own linker links, always statically";
            let _ = sink.report(doc, flag.span, message).within(&build.label);
        }
    }
}

/// `-extldflags` with `-static` in it, and all flags of the linker.
fn static_flag(flag: &BuildFlag) -> Option<(ToolFlag, Vec<ToolFlag>)> {
    let flags = flag.tool_flags();
    let found = flags.iter().enumerate().find_map(|(at, it)| {
        let (name, value) = it.parts()?;
        let value = match value {
            Some(value) => value,
            None => flags.get(at + 1)?.text.as_str(),
        };
        let value = value.trim_matches(['"', '\'']);
        let fixed = value
            .split_whitespace()
            .any(|it| matches!(it, "-static" | "--static"));
        (name == "extldflags" && fixed).then(|| it.clone())
    });
    found.map(|it| (it, flags))
}

/// Names of make targets that make what users get.
const RELEASES: &[&str] = &["release", "dist", "package", "publish", "install"];

pub(super) fn debug_in_release(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .on(&sink.rule().on)
        .filter(|it| it.mentions("gcflags"))
    {
        if is_for_tests(doc.display()) {
            continue;
        }
        for build in builds(doc) {
            let Some((flag, what)) = build.all("gcflags").find_map(|it| debugging(it)) else {
                continue;
            };
            if !matches!(build.verb.as_str(), "build" | "install") || !is_release(doc, &build) {
                continue;
            }
            let message = format!("what is released is compiled {what} (`{}`)", flag.text);
            let _ = sink.report(doc, flag.span, message).within(&build.label);
        }
    }
}

/// `-N` or `-l`, and what it does.
fn debugging(flag: &BuildFlag) -> Option<(ToolFlag, &'static str)> {
    let flags = flag.tool_flags();
    let has = |wanted: &str| flags.iter().find(|it| it.text == wanted);
    match (has("-N"), has("-l")) {
        (Some(it), Some(_)) => Some((it.clone(), "without optimizations and inlining")),
        (Some(it), None) => Some((it.clone(), "without optimizations")),
        (None, Some(it)) => Some((it.clone(), "without inlining")),
        (None, None) => None,
    }
}

/// Does the build make what users get, and not on somebody's demand?
fn is_release(doc: &Doc, build: &GoBuild) -> bool {
    if build.release.is_some() {
        return !is_for_tests(&build.label);
    }
    let Some((host, command)) = build.command(doc) else {
        return false;
    };
    let asked = host.conditions.iter().any(|_| true) || command.context.branch;
    let named = build
        .flag("o")
        .is_some_and(|it| is_for_tests(&it.value.text));
    if asked || named {
        return false;
    }
    match doc.kind() {
        DocKind::Dockerfile => {
            let debugger = ["dlv", "delve"].iter().any(|it| doc.mentions(it));
            !debugger && ships(doc, build).is_some_and(|stage| !is_for_tests(&stage))
        }
        DocKind::Makefile => host.scope.iter().any(|target| {
            let mut words = target.split(|it: char| !it.is_ascii_alphanumeric());
            let release = words.clone().any(|it| RELEASES.contains(&it));
            release && !words.any(|it| it == "build") && !is_for_tests(target)
        }),
        _ => false,
    }
}

pub(super) fn inline_level(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .on(&sink.rule().on)
        .filter(|it| it.mentions("gcflags"))
    {
        for build in builds(doc) {
            for flag in build.all("gcflags") {
                let flags = flag.tool_flags();
                let level = flags.iter().find(|it| {
                    let value = it.parts().filter(|it| it.0 == "l").and_then(|it| it.1);
                    value
                        .and_then(|it| it.parse::<u32>().ok())
                        .is_some_and(|it| it > 1)
                });
                let repeated = || flags.iter().filter(|it| it.text == "-l").nth(1);
                let Some(found) = level.or_else(repeated) else {
                    continue;
                };
                let shown = if found.text == "-l" {
                    "-l -l"
                } else {
                    found.text.as_str()
                };
                let message = format!(
                    "`{shown}` is no supported level of inlining: the compiler calls it untested and possibly buggy"
                );
                let _ = sink.report(doc, found.span, message).within(&build.label);
            }
        }
    }
}
