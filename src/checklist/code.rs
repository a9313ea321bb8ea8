//! Items about Go code and modules.
//!
//! In: Go files, go.mod. Out: answers. Must not know formats.

use super::words::{counted, is_major, is_shipped};
use super::{Answer, Input, Proof};
use crate::discover::{DocKind, SourceFile};
use crate::facts::Doc;
use crate::support::{FileId, Loc, Span};

/// The Go files that were asked for, with their identities.
pub(super) fn own_files<'a>(input: &'a Input) -> impl Iterator<Item = (FileId, &'a SourceFile)> {
    let workspace = input.facts.workspace;
    let files = workspace.files.iter().enumerate();
    files.filter_map(|(index, file)| {
        let package = workspace.packages.get(file.package.index())?;
        package.target.then_some((FileId(index as u32), file))
    })
}

/// Those that are shipped: no tests, no examples.
fn shipped<'a>(input: &'a Input) -> impl Iterator<Item = (FileId, &'a SourceFile)> {
    own_files(input).filter(|(_, it)| !it.is_test && is_shipped(&it.display))
}

/// Packages that are programs, outside tests and examples: a file of the first.
pub(super) fn program<'a>(input: &'a Input) -> Option<(FileId, &'a SourceFile)> {
    let packages = &input.facts.workspace.packages;
    shipped(input).find(|(_, it)| {
        packages
            .get(it.package.index())
            .is_some_and(|it| it.name == "main")
            && !it.text.contains("//go:build ignore")
    })
}

/// The first go.mod.
pub(super) fn module<'a>(input: &'a Input) -> Option<&'a Doc<'a>> {
    let all = input.facts.of_kind(&[DocKind::GoMod]);
    all.min_by_key(|it| it.display().matches('/').count())
}

/// A place in a file that says this, outside comment lines.
fn says(id: FileId, file: &SourceFile, word: &str) -> Option<Proof> {
    let mut from = 0;
    while let Some(found) = file.text[from..].find(word) {
        let at = from + found;
        let start = file.text[..at].rfind('\n').map_or(0, |it| it + 1);
        let end = file.text[at..]
            .find('\n')
            .map_or(file.text.len(), |it| at + it);
        let line = file.text[start..end].trim();
        if !line.starts_with("//") && !line.starts_with('*') {
            let span = Span::new(at, at + word.len());
            return Some(Proof::at(
                super::words::shortened(line),
                Loc { file: id, span },
            ));
        }
        from = at + word.len();
    }
    None
}

fn first<'a>(
    mut files: impl Iterator<Item = (FileId, &'a SourceFile)>,
    words: &[&str],
) -> Option<Proof> {
    files.find_map(|(id, it)| words.iter().find_map(|word| says(id, it, word)))
}

/// A word in a Go program that builds or tests the repository.
pub(super) fn build_script(input: &Input, word: &str) -> Option<Proof> {
    let packages = &input.facts.workspace.packages;
    let is_main = |it: &SourceFile| {
        packages
            .get(it.package.index())
            .is_some_and(|it| it.name == "main")
    };
    let scripts = own_files(input).filter(|(_, it)| is_main(it) && !it.is_test);
    first(scripts, &[word])
}

/// Is this package imported by code that is shipped?
pub(super) fn import(input: &Input, path: &str) -> Option<Proof> {
    let quoted = format!("\"{path}\"");
    first(shipped(input), &[quoted.as_str()])
}

pub(super) fn everything_read(input: &Input) -> Answer {
    let files = own_files(input).count();
    match (files, input.unread) {
        (0, _) => Answer::none("no Go files"),
        (files, 0) => Answer::passed(Proof::words(format!(
            "{}, every declaration read",
            counted(files, "Go file")
        ))),
        (_, 1) => Answer::unknown(Proof::words("1 declaration could not be read")),
        (_, unread) => Answer::unknown(Proof::words(format!(
            "{unread} declarations could not be read"
        ))),
    }
}

pub(super) fn go_sum(input: &Input) -> Answer {
    let mut missing = Vec::new();
    let mut fine = 0;
    for doc in input
        .facts
        .of_kind(&[DocKind::GoMod])
        .filter(|it| is_major(it))
    {
        let directives = doc.directives().iter();
        let Some(first) = directives.clone().find(|it| it.verb == "require") else {
            continue;
        };
        let folder = doc.document.path.parent();
        let exists = |name: &str| folder.is_some_and(|it| it.join(name).is_file());
        // Modules of a workspace share its file; replaced ones need none.
        let replaced = directives.filter(|it| it.verb == "replace").count();
        let required = doc
            .directives()
            .iter()
            .filter(|it| it.verb == "require")
            .count();
        if exists("go.sum")
            || exists("vendor/modules.txt")
            || input.facts.doc("go.work").is_some()
            || replaced >= required
        {
            fine += 1;
        } else {
            missing.push(Proof::at(
                "requirements, and no go.sum beside it",
                doc.loc(first.span),
            ));
        }
    }
    match (missing.is_empty(), fine) {
        (false, _) => Answer::new(super::Verdict::Failed, missing),
        (true, 0) => Answer::none("no go.mod with requirements"),
        (true, 1) => Answer::passed(Proof::words("go.mod has its go.sum")),
        (true, fine) => Answer::passed(Proof::words(format!(
            "{fine} go.mod files have their go.sum"
        ))),
    }
}

/// Calls that make a program a server.
const SERVES: &[&str] = &[
    ".ListenAndServe(",
    ".ListenAndServeTLS(",
    "http.Serve(",
    "http.Server{",
    "grpc.NewServer(",
];

/// Calls that let a server finish what it is doing.
const FINISHES: &[&str] = &[
    "erver.Shutdown(",
    "srv.Shutdown(",
    "Srv.Shutdown(",
    ".GracefulStop(",
    "ShutdownWithContext(",
];

/// A call that may be one of those, in a file that has a server.
const SHUTDOWN: &str = ".Shutdown(";

/// Ways to hear of SIGTERM.
const SIGNALS: &[&str] = &[
    "signal.NotifyContext(",
    "signal.Notify(",
    "SetupSignalHandler(",
];

/// Frameworks that do both.
const FRAMEWORKS: &[&str] = &[
    "\"go.uber.org/fx\"",
    "\"github.com/oklog/run\"",
    "\"sigs.k8s.io/controller-runtime\"",
    "\"github.com/go-kratos/kratos",
];

pub(super) fn graceful_shutdown(input: &Input) -> Answer {
    if program(input).is_none() {
        return Answer::none("no program here");
    }
    let Some(serves) = first(shipped(input), SERVES) else {
        return Answer::none("no HTTP or gRPC server is started here");
    };
    let with_server =
        || shipped(input).filter(|(_, it)| SERVES.iter().any(|word| it.text.contains(word)));
    let finishes = first(shipped(input), FINISHES).or_else(|| first(with_server(), &[SHUTDOWN]));
    let signal = first(shipped(input), SIGNALS);
    match (signal, finishes) {
        (Some(signal), Some(finishes)) => {
            Answer::new(super::Verdict::Passed, vec![finishes, signal])
        }
        (None, None) => match first(shipped(input), FRAMEWORKS) {
            Some(framework) => Answer::unknown(framework),
            None => Answer::failed(Proof {
                text: format!(
                    "`{}`, but neither a signal is caught nor `Shutdown` called anywhere",
                    serves.text
                ),
                ..serves
            }),
        },
        (Some(signal), None) => Answer::failed(Proof {
            text: format!(
                "a signal is caught (`{}`), but no server is told: `Shutdown` and `GracefulStop` are not called",
                signal.text
            ),
            ..signal
        }),
        (None, Some(finishes)) => Answer::unknown(Proof {
            text: format!("`{}`, but no signal is caught here", finishes.text),
            ..finishes
        }),
    }
}

/// The rules found no public listener.
pub(super) fn pprof(input: &Input) -> Answer {
    let Some(import) = import(input, "net/http/pprof") else {
        return match own_files(input).next() {
            Some(_) => Answer::none("net/http/pprof is not imported"),
            None => Answer::none("no Go files"),
        };
    };
    let local = ["\"localhost:", "\"127.0.0.1:", "\"[::1]:"];
    let files = shipped(input).filter(|(id, _)| import.loc.is_some_and(|it| it.file == *id));
    match first(files, &local) {
        Some(found) => Answer::new(super::Verdict::Passed, vec![found, import]),
        None => Answer::unknown(Proof {
            text: format!(
                "{}: no open listener was found, but its address is not known",
                import.text
            ),
            ..import
        }),
    }
}
