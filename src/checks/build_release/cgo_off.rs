//! GMC416: a program that needs cgo, built without it.

use crate::checks::Sink;
use crate::facts::go_build::{GoBuild, builds};
use crate::facts::program::{Directories, How, Program};
use crate::facts::{Doc, Facts};
use std::collections::BTreeSet;

/// Packages that need cgo (with those below them), and what becomes of a program without it.
const NEED_CGO: &[(&str, Fate)] = &[
    ("github.com/mattn/go-sqlite3", Fate::FailsAtRunTime),
    ("gorm.io/driver/sqlite", Fate::FailsAtRunTime),
    (
        "github.com/golang-migrate/migrate/v4/database/sqlite3",
        Fate::FailsAtRunTime,
    ),
    (
        "github.com/jinzhu/gorm/dialects/sqlite",
        Fate::FailsAtRunTime,
    ),
    ("github.com/mutecomm/go-sqlcipher", Fate::DoesNotCompile),
    (
        "github.com/confluentinc/confluent-kafka-go",
        Fate::DoesNotCompile,
    ),
    ("github.com/godror/godror", Fate::DoesNotCompile),
    ("gopkg.in/goracle.v2", Fate::DoesNotCompile),
    ("github.com/mattn/go-oci8", Fate::DoesNotCompile),
    ("github.com/google/gopacket/pcap", Fate::DoesNotCompile),
    ("github.com/gopacket/gopacket/pcap", Fate::DoesNotCompile),
    ("gocv.io/x/gocv", Fate::DoesNotCompile),
    ("github.com/h2non/bimg", Fate::DoesNotCompile),
    ("gopkg.in/h2non/bimg.v1", Fate::DoesNotCompile),
    (
        "github.com/davidbyttow/govips/v2/vips",
        Fate::DoesNotCompile,
    ),
    (
        "gopkg.in/gographics/imagick.v2/imagick",
        Fate::DoesNotCompile,
    ),
    (
        "gopkg.in/gographics/imagick.v3/imagick",
        Fate::DoesNotCompile,
    ),
    ("github.com/linxGNU/grocksdb", Fate::DoesNotCompile),
    ("github.com/tecbot/gorocksdb", Fate::DoesNotCompile),
    ("github.com/marcboeker/go-duckdb", Fate::DoesNotCompile),
    ("github.com/duckdb/duckdb-go", Fate::DoesNotCompile),
    ("github.com/libgit2/git2go", Fate::DoesNotCompile),
    ("github.com/valyala/gozstd", Fate::DoesNotCompile),
    ("github.com/pebbe/zmq4", Fate::DoesNotCompile),
    ("github.com/ibmdb/go_ibm_db", Fate::DoesNotCompile),
    ("github.com/seccomp/libseccomp-golang", Fate::DoesNotCompile),
    (
        "github.com/coreos/go-systemd/v22/sdjournal",
        Fate::DoesNotCompile,
    ),
    (
        "github.com/coreos/go-systemd/sdjournal",
        Fate::DoesNotCompile,
    ),
    ("github.com/miekg/pkcs11", Fate::DoesNotCompile),
];

/// What becomes of a program that is built without cgo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// The package leaves nothing behind.
    DoesNotCompile,
    /// The package leaves a stand-in that returns errors.
    FailsAtRunTime,
}

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    if !facts.imports().any(|it| fate(it).is_some()) {
        return;
    }
    let directories = Directories::of(facts);
    for doc in facts
        .on(&sink.rule().on)
        .filter(|it| it.mentions("CGO_ENABLED"))
    {
        let mut told = BTreeSet::new();
        for build in builds(doc) {
            let compiles = matches!(build.verb.as_str(), "build" | "install");
            if !compiles || !build.env_is(facts, doc, "CGO_ENABLED", "0") {
                continue;
            }
            for dir in directories.built(facts, doc, &build) {
                let how = how(facts, doc, &build);
                let program = directories.program(facts, &dir, &how);
                let Some((import, file, fate)) = needs(&program, &how) else {
                    continue;
                };
                if told.insert((build.span.start, import.to_owned())) {
                    report(facts, doc, &build, (import, file, fate), sink);
                }
            }
        }
    }
}

fn report(
    facts: &Facts,
    doc: &Doc,
    build: &GoBuild,
    (import, file, fate): (&str, usize, Fate),
    sink: &mut Sink,
) {
    let effect = match fate {
        Fate::DoesNotCompile => "does not compile without cgo",
        Fate::FailsAtRunTime => "compiles without cgo, and fails when it is used",
    };
    let message =
        format!("built with `CGO_ENABLED=0`, but the program imports `{import}`, which {effect}");
    let place = facts
        .outlines
        .get(file)
        .and_then(|it| it.imports.iter().find(|it| it.path == import));
    let places = place.map(|it| crate::support::Loc {
        file: crate::support::FileId(file as u32),
        span: it.span,
    });
    let _ = sink
        .report(doc, build.span, message)
        .within(&build.label)
        .evidence(format!("imports `{import}`"), places.into_iter().collect());
}

fn how(facts: &Facts, doc: &Doc, build: &GoBuild) -> How {
    let os = build
        .env(facts, doc, "GOOS")
        .filter(|it| it.1)
        .map(|it| it.0);
    How {
        os: Some(
            os.filter(|it| !it.is_empty())
                .unwrap_or_else(|| "linux".to_owned()),
        ),
        tags: build.tags(),
    }
}

/// The first import that needs cgo, and the file it stands in.
fn needs<'b>(program: &'b Program, how: &How) -> Option<(&'b str, usize, Fate)> {
    // On Windows it loads the library by itself.
    let windows = how.os.as_deref() == Some("windows");
    program
        .imports
        .iter()
        .filter(|(path, _)| !(windows && path.ends_with("gopacket/pcap")))
        .find_map(|(path, file)| Some((path.as_str(), *file, fate(path)?)))
}

fn fate(path: &str) -> Option<Fate> {
    NEED_CGO
        .iter()
        .find(|(own, _)| is_below(path, own))
        .map(|it| it.1)
}

/// The package itself or, of a module with several major versions, one of them or of what lies below.
fn is_below(path: &str, own: &str) -> bool {
    let Some(rest) = path.strip_prefix(own) else {
        return false;
    };
    let parts: Vec<&str> = rest.split('/').filter(|it| !it.is_empty()).collect();
    let major = |it: &str| {
        it.len() > 1 && it.starts_with('v') && it[1..].bytes().all(|it| it.is_ascii_digit())
    };
    let known = ["kafka", "schemaregistry", "pcap", "mapping"];
    (rest.is_empty() || rest.starts_with('/'))
        && parts
            .iter()
            .enumerate()
            .all(|(at, it)| (at == 0 && major(it)) || known.contains(it))
        && !rest.contains("schemaregistry")
}
