//! GMC503 and GMC504: images without what a program looks for at run time: certificates of authorities, time zones.

use super::mentioned;
use crate::checks::Sink;
use crate::discover::DocKind;
use crate::document::dockerfile::Word;
use crate::facts::docker::{CopySource, Dockerfile};
use crate::facts::go_build::{GoBuild, builds};
use crate::facts::program::{Directories, How, Program};
use crate::facts::shipped::{maker, only_program, outputs};
use crate::facts::{Doc, Facts};
use crate::support::{FileId, Loc, Span};
use regex::Regex;
use std::sync::OnceLock;

/// Looks for the first place in a program that needs something; the tags are those of its build.
type Search = fn(&Facts, &Program, &[String]) -> Option<(usize, Span)>;

/// What a program needs, and how an image gets it.
struct Need {
    /// Base images that do not have it, by the last part of their name.
    bases: &'static [&'static str],
    /// Words of Dockerfiles that bring it, or that may.
    brings: &'static [&'static str],
    /// The place in a program that needs it.
    needed: Search,
    message: &'static str,
}

const CERTIFICATES: Need = Need {
    bases: &["scratch", "busybox"],
    brings: &[
        "cert",
        "ssl",
        "pki",
        "ca-bundle",
        ".pem",
        ".crt",
        "rootfs",
        "tls",
    ],
    needed: client,
    message: "has no certificates of authorities: every TLS connection that the program opens fails with \"certificate signed by unknown authority\"",
};

const TIME_ZONES: Need = Need {
    bases: &["scratch", "busybox", "alpine"],
    brings: &["zoneinfo", "tzdata", "rootfs", "timezone"],
    needed: location,
    message: "has no time zones: `time.LoadLocation` fails",
};

pub(super) fn certificates(facts: &Facts, sink: &mut Sink) {
    find(facts, &CERTIFICATES, sink);
}

pub(super) fn time_zones(facts: &Facts, sink: &mut Sink) {
    find(facts, &TIME_ZONES, sink);
}

fn find(facts: &Facts, need: &Need, sink: &mut Sink) {
    let mut directories: Option<Directories> = None;
    for doc in facts.of_kind(&[DocKind::Dockerfile]) {
        let file = doc.dockerfile();
        for stage in 0..file.stages.len() {
            let bare = need.bases.contains(&file.base_image(stage).name());
            if !bare
                || !is_run(file, stage)
                || mentioned(file, stage, need.brings)
                || is_open(doc, file, stage)
            {
                continue;
            }
            let all = builds(doc);
            let Some((copied, build)) = program_of(doc, file, stage, &all) else {
                continue;
            };
            let directories = directories.get_or_insert_with(|| Directories::of(facts));
            let Some(dir) = only_program(facts, directories, doc, build) else {
                continue;
            };
            let how = How {
                os: Some("linux".to_owned()),
                tags: build.tags(),
            };
            let program = directories.program(facts, &dir, &how);
            let Some((index, span)) = (need.needed)(facts, &program, &how.tags) else {
                continue;
            };
            let message = format!("`{}` {}", file.stages[stage].base, need.message);
            let place = Loc {
                file: FileId(index as u32),
                span,
            };
            let label = file.stages[stage]
                .name
                .as_ref()
                .map(|it| format!("stage `{it}`"))
                .unwrap_or_default();
            let _ = sink
                .report(doc, copied.span, message)
                .within(&label)
                .evidence("the program needs them here", vec![place]);
        }
    }
}

/// Is the stage an image that is run, rather than one to copy from?
fn is_run(file: &Dockerfile, stage: usize) -> bool {
    let last = file.final_stage() == Some(stage);
    let starts = file
        .of_stage(stage)
        .any(|(_, it)| matches!(it.keyword.as_str(), "ENTRYPOINT" | "CMD"));
    last || starts
}

/// May files come in that cannot be told: whole directories, archives, packages in variables?
fn is_open(doc: &Doc, file: &Dockerfile, stage: usize) -> bool {
    let copied = file
        .chain(stage)
        .into_iter()
        .flat_map(|it| file.copies(it))
        .any(|it| {
            let broad = |word: &Word| {
                let name = word
                    .text
                    .trim_end_matches('/')
                    .rsplit('/')
                    .next()
                    .unwrap_or("");
                name.is_empty()
                    || name == "."
                    || word.text.contains(['*', '$', '?'])
                    || name.ends_with(".gz")
                    || name.ends_with(".tar")
            };
            let root = it.dest.as_ref().is_some_and(|it| {
                matches!(
                    it.text.as_str(),
                    "/" | "/usr" | "/usr/" | "/etc" | "/etc/" | "." | "./"
                )
            });
            it.sources.iter().any(broad) && root
        });
    copied
        || super::commands_of(doc, file, stage)
            .any(|(_, it)| it.name() == "apk" && it.args().iter().any(|it| it.dynamic))
}

/// What the stage copies that a build of the file has made.
fn program_of<'b>(
    doc: &'b Doc,
    file: &Dockerfile,
    stage: usize,
    all: &'b [GoBuild<'b>],
) -> Option<(Word, &'b GoBuild<'b>)> {
    let copies = file.chain(stage).into_iter().flat_map(|it| file.copies(it));
    let mut found: Vec<(Word, &GoBuild)> = Vec::new();
    for copy in copies {
        let CopySource::Stage(from) = copy.from else {
            continue;
        };
        for source in copy.sources {
            if let Some(build) =
                maker(doc, all, from, &source.text).filter(|it| !outputs(it).is_empty())
            {
                found.push((source, build));
            }
        }
    }
    (!found.is_empty()).then(|| found.swap_remove(0))
}

/// Certificates that are compiled in.
const ROOTS: &[&str] = &[
    "golang.org/x/crypto/x509roots/fallback",
    "github.com/breml/rootcerts",
    "github.com/gwatts/rootcerts",
    "github.com/certifi/gocertifi",
];

/// Libraries that talk to public services over TLS.
const SERVICES: &[&str] = &[
    "github.com/aws/aws-sdk-go",
    "cloud.google.com/go/",
    "google.golang.org/api",
    "github.com/google/go-github",
    "github.com/slack-go/slack",
    "github.com/stripe/stripe-go",
    "github.com/Azure/azure-sdk-for-go",
    "github.com/xanzy/go-gitlab",
    "gitlab.com/gitlab-org/api/client-go",
    "github.com/getsentry/sentry-go",
    "github.com/bwmarrin/discordgo",
    "github.com/go-telegram-bot-api",
    "github.com/sashabaranov/go-openai",
    "github.com/openai/openai-go",
];

/// Where the program opens TLS connections that it checks against the authorities of the system.
fn client(facts: &Facts, program: &Program, _: &[String]) -> Option<(usize, Span)> {
    static DIRECT: OnceLock<Option<Regex>> = OnceLock::new();
    static HTTP: OnceLock<Option<Regex>> = OnceLock::new();
    let compiled_in = |it: &str| ROOTS.iter().any(|root| it.starts_with(root));
    if facts.imports().any(compiled_in) {
        return None;
    }
    let direct = DIRECT
        .get_or_init(|| {
            Regex::new(r"\btls\.Dial(WithDialer)?\(|\bcredentials\.NewClientTLSFromCert\(nil,").ok()
        })
        .as_ref()?;
    let http = HTTP
        .get_or_init(|| {
            Regex::new(
                r"\bhttp\.(Get|Post|PostForm|Head)\(|\bhttp\.DefaultClient\b|\bhttp\.Client\{",
            )
            .ok()
        })
        .as_ref()?;
    if let Some(found) = code(facts, program, direct) {
        return Some(found);
    }
    let service = program
        .imports
        .iter()
        .find(|(path, _)| SERVICES.iter().any(|it| path.starts_with(it)));
    if let Some((path, file)) = service {
        let import = facts
            .outlines
            .get(*file)?
            .imports
            .iter()
            .find(|it| it.path == path.as_str())?;
        return Some((*file, import.span));
    }
    // Servers inside a cluster are asked without TLS: an address must be there.
    let place = code(facts, program, http)?;
    public_address(facts, program).then_some(place)
}

/// `"https://host` in code: an address that the program knows from the start.
fn public_address(facts: &Facts, program: &Program) -> bool {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let source = r#"(?m)^[^/\n]*["`]https://(?:[a-z0-9-]+\.)+[a-z]{2,}"#;
    let Some(pattern) = PATTERN.get_or_init(|| Regex::new(source).ok()) else {
        return false;
    };
    let shown = [
        "example.",
        "Usage",
        "docs.",
        "github.com",
        "godoc",
        "golang.org",
        "schema",
    ];
    program.files.iter().any(|index| {
        let file = &facts.workspace.files[*index];
        let calls = file.text.contains("http.") && file.text.contains("https://");
        calls
            && pattern
                .find_iter(&file.text)
                .any(|it| !shown.iter().any(|word| it.as_str().contains(word)))
    })
}

/// The first place in the code of a program, comments left out.
fn code(facts: &Facts, program: &Program, pattern: &Regex) -> Option<(usize, Span)> {
    program.files.iter().find_map(|index| {
        let text: &str = &facts.workspace.files[*index].text;
        let found = pattern.find_iter(text).find(|it| {
            let line = text[..it.start()].rfind('\n').map_or(0, |it| it + 1);
            !text[line..it.start()].contains("//")
        })?;
        Some((*index, Span::new(found.start(), found.end())))
    })
}

/// Where the program asks for a time zone of the system.
fn location(facts: &Facts, program: &Program, tags: &[String]) -> Option<(usize, Span)> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let compiled_in =
        facts.imports().any(|it| it == "time/tzdata") || tags.iter().any(|it| it == "timetzdata");
    if compiled_in {
        return None;
    }
    let source = r#"\btime\.LoadLocation\((?:[^"`)\s]|["`][A-Za-z_]+/)"#;
    let pattern = PATTERN.get_or_init(|| Regex::new(source).ok()).as_ref()?;
    code(facts, program, pattern)
}
