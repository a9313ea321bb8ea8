//! GMC410: `GODEBUG=...` in the environment of `go build`, which no program remembers.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::go_build::{GoBuild, builds};
use crate::facts::{Doc, Facts, Origin, Setting};
use crate::shell::Command;

/// Settings that a program keeps from go.mod or `//go:debug`, and that change nothing in what the go command itself does for a build.
const OF_PROGRAMS: &[&str] = &[
    "allowmultiplevcs",
    "asynctimerchan",
    "containermaxprocs",
    "cryptocustomrand",
    "decoratemappings",
    "default",
    "fips140",
    "gotypesalias",
    "httpcookiemaxnum",
    "httplaxcontentlength",
    "httpmuxgo121",
    "httpservecontentkeepheaders",
    "jstmpllitinterp",
    "multipartmaxheaders",
    "multipartmaxparts",
    "multipathtcp",
    "netedns0",
    "panicnil",
    "randautoseed",
    "randseednop",
    "rsa1024min",
    "runtimecontentionstacks",
    "tarinsecurepath",
    "tls10server",
    "tls3des",
    "tlsmaxrsasize",
    "tlsmlkem",
    "tlsrsakex",
    "tlssecpmlkem",
    "tlssha1",
    "tlsunsafeekm",
    "updatemaxprocs",
    "urlmaxqueryparams",
    "urlstrictcolons",
    "winreadlinkvolume",
    "winsymlink",
    "x509keypairleaf",
    "x509negativeserial",
    "x509rsacrt",
    "x509sha1",
    "x509sha256skid",
    "x509usefallbackroots",
    "x509usepolicies",
    "zipinsecurepath",
    "madvdontneed",
    "gctrace",
    "schedtrace",
    "scheddetail",
    "cgocheck",
    "invalidptr",
    "clobberfree",
    "dontfreezetheworld",
    "disablethp",
    "harddecommit",
    "panicasap",
    "profstackdepth",
    "sbrk",
    "schedtrace",
    "tracebackancestors",
    "traceadvanceperiod",
    "http2debug",
    "http2server",
];

/// Settings of programs that matter to the go command too: when it talks to the network, on Windows, under emulation.
const OF_THE_GO_COMMAND: &[&str] = &[
    "gotypesalias",
    "allowmultiplevcs",
    "winsymlink",
    "winreadlinkvolume",
    "tlsmlkem",
    "tlsrsakex",
    "tls3des",
    "tlsmaxrsasize",
    "tlssecpmlkem",
    "tlssha1",
    "tls10server",
    "tlsunsafeekm",
    "x509sha1",
    "x509negativeserial",
    "x509usepolicies",
    "x509usefallbackroots",
    "x509keypairleaf",
    "x509rsacrt",
    "x509sha256skid",
    "netedns0",
    "multipathtcp",
    "gctrace",
    "disablethp",
    "harddecommit",
    "http2debug",
    "containermaxprocs",
    "updatemaxprocs",
];

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .on(&sink.rule().on)
        .filter(|it| it.mentions("GODEBUG"))
    {
        let all = builds(doc);
        let mut told = Vec::new();
        for build in all
            .iter()
            .filter(|it| matches!(it.verb.as_str(), "build" | "install"))
        {
            let Some(setting) = seen(facts, doc, build).filter(|it| !it.dynamic) else {
                continue;
            };
            if told.contains(&setting.span) || serves_more(facts, doc, &all, setting) {
                continue;
            }
            told.push(setting.span);
            for part in setting.value.split(',') {
                let Some((key, value)) = part.trim().split_once('=') else {
                    continue;
                };
                let counts = OF_PROGRAMS.contains(&key) && !OF_THE_GO_COMMAND.contains(&key);
                if !counts || kept_elsewhere(facts, key) {
                    continue;
                }
                let message = format!(
                    "`GODEBUG={key}={value}` is in effect while `go {}` runs, and the program does not remember it",
                    build.verb
                );
                let help = format!(
                    "write `godebug {key}={value}` into go.mod or `//go:debug {key}={value}` above the package clause of main"
                );
                let _ = sink
                    .report(doc, setting.span, message)
                    .within(&build.label)
                    .help(help);
            }
        }
    }
}

fn seen<'b>(facts: &Facts, doc: &'b Doc, build: &GoBuild) -> Option<&'b Setting> {
    let (script, index) = build.at?;
    facts.in_effect(doc, script, index, "GODEBUG")
}

/// Is the setting there for other commands too, that do run with it?
fn serves_more(facts: &Facts, doc: &Doc, all: &[GoBuild], setting: &Setting) -> bool {
    if setting.origin == Origin::Prefix {
        return false;
    }
    // The program inherits it from its image.
    if setting.origin == Origin::DockerEnv {
        let file = doc.dockerfile();
        let stage = setting.scope.first().and_then(|it| it.parse().ok());
        let kept = file
            .final_stage()
            .map(|it| file.chain(it))
            .unwrap_or_default();
        if stage.is_some_and(|it: usize| kept.contains(&it)) {
            return true;
        }
    }
    let runs = all
        .iter()
        .filter(|it| matches!(it.verb.as_str(), "test" | "run"));
    let mut same = runs.filter_map(|it| seen(facts, doc, it));
    if same.any(|it| it.span == setting.span) {
        return true;
    }
    // A script that exports it may run what it has built; a job or makefile that sets it has other steps.
    match setting.at.and_then(|(it, _)| doc.scripts().get(it)) {
        Some(host) => host.script.commands.iter().any(runs_programs),
        None if setting.origin == Origin::DockerEnv => false,
        None => {
            let mut hosts = doc.scripts().iter().filter(|it| {
                it.scope.starts_with(&setting.scope)
                    || it.scope.iter().any(|it| setting.scope.contains(it))
            });
            hosts.any(|it| it.script.commands.iter().any(runs_programs))
        }
    }
}

/// Does a command run something that may be, or may start, a program in Go?
fn runs_programs(command: &Command) -> bool {
    let program = command.words[command.program].text.as_str();
    program.starts_with("./")
        || program.ends_with(".sh")
        || matches!(
            command.name(),
            "make"
                | "task"
                | "just"
                | "mage"
                | "bazel"
                | "gotestsum"
                | "ginkgo"
                | "docker"
                | "sh"
                | "bash"
        ) && !command.args().is_empty()
}

/// Is the key set where programs do get it?
fn kept_elsewhere(facts: &Facts, key: &str) -> bool {
    let wanted = format!("{key}=");
    let in_text = |text: &str| text.contains(&wanted);
    facts.docs.iter().any(|doc| match doc.kind() {
        DocKind::GoMod | DocKind::GoWork => {
            doc.mentions("godebug")
                && doc
                    .directives()
                    .iter()
                    .any(|it| it.verb == "godebug" && it.args.iter().any(|it| in_text(&it.0)))
        }
        _ => {
            doc.mentions("GODEBUG")
                && doc.settings().iter().any(|it| {
                    it.name == "GODEBUG"
                        && it.origin.is_run_time()
                        && in_text(&it.value)
                        && !in_builder(doc, it)
                })
        }
    }) || facts.workspace.files.iter().any(|it| {
        it.text.contains("//go:debug ")
            && it.text.lines().any(|it| {
                it.strip_prefix("//go:debug ")
                    .is_some_and(|it| it.trim_start().starts_with(&wanted))
            })
    })
}

/// Is it the environment of a stage that is not the last one?
fn in_builder(doc: &Doc, setting: &Setting) -> bool {
    if setting.origin != Origin::DockerEnv {
        return false;
    }
    let file = doc.dockerfile();
    let stage = setting.scope.first().and_then(|it| it.parse().ok());
    let kept = file
        .final_stage()
        .map(|it| file.chain(it))
        .unwrap_or_default();
    !stage.is_some_and(|it: usize| kept.contains(&it))
}
