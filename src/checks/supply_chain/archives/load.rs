//! GMC312 and GMC313: downloads that fetch a redirect's page, and digests that are no list of files.

use super::{At, download, together};
use crate::checks::Sink;
use crate::facts::{Doc, Facts, HostScript};
use crate::shell::{Command, Word};
use crate::support::Span;

/// Short flags of curl that take a value.
const CURL_VALUES: &str = "AbcCdDeEFhHKmoPQrtTuUwxXyYz";

/// The sites that answer with a redirect.
const REDIRECTING: &[&str] = &["go.dev/dl/", "golang.org/dl/"];

pub(in super::super) fn redirect_not_followed(facts: &Facts, sink: &mut Sink) {
    for doc in facts.on(&sink.rule().on).filter(|it| it.mentions("/dl/")) {
        for (at, script) in doc.scripts().iter().enumerate() {
            let commands = script.script.commands.iter().enumerate();
            for (number, command) in commands.filter(|(_, it)| it.name() == "curl") {
                let url = command.args().iter().find(|it| {
                    let text = facts.expand(doc, at, number, &it.text);
                    download(&text)
                        .is_some_and(|(site, file)| REDIRECTING.contains(&site) && !file.is_empty())
                });
                let Some(url) = url.filter(|_| !follows(command)) else {
                    continue;
                };
                let Some(program) = command.words.get(command.program) else {
                    continue;
                };
                let message = "without `-L` curl saves the page of the redirect: what go.dev/dl names is stored elsewhere";
                let report = sink
                    .report(doc, url.span, message)
                    .within(&script.label)
                    .help("add `-L`");
                let text = program.span.text(doc.text());
                if text.ends_with("curl") {
                    let _ = report.edit(doc.loc(program.span), format!("{text} -L"));
                }
            }
        }
    }
}

/// Long flags of curl with a value in the next word.
const CURL_LONG_VALUES: &[&str] = &[
    "output",
    "output-dir",
    "header",
    "user",
    "user-agent",
    "retry",
    "retry-delay",
    "retry-max-time",
    "max-time",
    "connect-timeout",
    "proxy",
    "url",
    "cacert",
];

/// Does curl follow redirects, or is only their answer asked for? Also where that cannot be told.
fn follows(command: &Command) -> bool {
    let mut is_value = false;
    for word in command.args() {
        let text = word.text.as_str();
        let shows_target = text.contains("%{redirect_url}") || text.contains("%{url_effective}");
        if std::mem::take(&mut is_value) {
            if shows_target {
                return true;
            }
            continue;
        }
        if let Some(long) = text.strip_prefix("--") {
            if matches!(long, "location" | "location-trusted" | "head" | "config") {
                return true;
            }
            is_value = CURL_LONG_VALUES.contains(&long);
        } else if let Some(letters) = text.strip_prefix('-') {
            let flags = letters.find(|it| CURL_VALUES.contains(it));
            let plain = &letters[..flags.unwrap_or(letters.len())];
            if plain.contains(['L', 'I']) || letters[plain.len()..].starts_with('K') {
                return true;
            }
            is_value = flags.is_some_and(|it| it + 1 == letters.len());
        } else if word.dynamic && !text.contains('/') {
            // Flags in a variable.
            return true;
        }
    }
    false
}

pub(in super::super) fn misused_digest(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .on(&sink.rule().on)
        .filter(|it| it.mentions(".sha256"))
    {
        let loads = digests(facts, doc);
        for load in &loads {
            if REDIRECTING.contains(&load.site.as_str()) {
                let message = "go.dev serves no `.sha256` files: only dl.google.com/go has them";
                let _ = sink
                    .report(doc, load.span, message)
                    .within(&load.script.label)
                    .help("take the digest from https://go.dev/dl/?mode=json, better from the repository itself");
            }
        }
        for (at, script) in doc.scripts().iter().enumerate() {
            for (number, command) in script.script.commands.iter().enumerate() {
                if let Some(span) = misused(facts, doc, &loads, (at, number)) {
                    let message = format!(
                        "`{}` stops: Go's `.sha256` is the digest alone, without the name of the file",
                        command.name()
                    );
                    let _ = sink.report(doc, span, message).within(&script.label);
                }
            }
        }
    }
}

/// Where `sha256sum -c` reads a digest of Go's: its argument, or the command behind a pipe.
fn misused(facts: &Facts, doc: &Doc, loads: &[Digest], (at, number): At) -> Option<Span> {
    let script = &doc.scripts()[at];
    let command = &script.script.commands[number];
    let files = checked_files(command)?;
    if let Some((pipeline, 1)) = command.pipeline {
        let piped = |it: &Digest| {
            it.at.0 == at && script.script.commands[it.at.1].pipeline == Some((pipeline, 0))
        };
        return loads.iter().any(piped).then_some(command.span);
    }
    let word = files.into_iter().find(|word| {
        let file = facts.expand(doc, at, number, &word.text);
        let loaded = |it: &Digest| {
            it.file == last(&file) && together(doc, it.script, script) && it.at <= (at, number)
        };
        loads.iter().any(loaded) && !is_rewritten(facts, doc, &file)
    })?;
    Some(word.span)
}

/// A digest of Go's that is loaded.
struct Digest<'a> {
    at: At,
    script: &'a HostScript,
    span: Span,
    site: String,
    /// The name it is saved under.
    file: String,
}

fn digests<'a>(facts: &Facts, doc: &'a Doc) -> Vec<Digest<'a>> {
    let mut found = Vec::new();
    for (at, script) in doc.scripts().iter().enumerate() {
        for (number, command) in script.script.commands.iter().enumerate() {
            if !matches!(command.name(), "curl" | "wget" | "aria2c") {
                continue;
            }
            for word in command.args() {
                let url = facts.expand(doc, at, number, &word.text);
                let Some((site, file)) = download(&url)
                    .filter(|(_, it)| it.ends_with(".sha256") || it.ends_with(".sha256sum"))
                else {
                    continue;
                };
                found.push(Digest {
                    at: (at, number),
                    script,
                    span: word.span,
                    site: site.to_owned(),
                    file: saved_as(facts, doc, (at, number), command)
                        .unwrap_or_else(|| last(file).to_owned()),
                });
            }
        }
    }
    found
}

/// What `-o`, `-O` of wget or a redirection name.
pub(super) fn saved_as(
    facts: &Facts,
    doc: &Doc,
    (at, number): At,
    command: &Command,
) -> Option<String> {
    let names: &[&str] = if command.name() == "wget" {
        &["O", "output-document"]
    } else {
        &["o", "output", "out"]
    };
    let flag = names
        .iter()
        .find_map(|it| command.flag(it))
        .map(|(it, _)| it);
    let glued = || {
        // `-sSLo file`.
        let args = command.args();
        let found = args.iter().position(|it| {
            it.text.starts_with('-') && !it.text.starts_with("--") && it.text.ends_with(names[0])
        })?;
        args.get(found + 1).map(|it| it.text.as_str())
    };
    let redirect = || {
        command
            .redirects
            .iter()
            .find(|it| it.operator == ">")
            .map(|it| it.target.text.as_str())
    };
    let name = flag.or_else(glued).or_else(redirect)?;
    Some(last(&facts.expand(doc, at, number, name)).to_owned())
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The files of `sha256sum -c FILE`, none where standard input is read; None for other commands.
fn checked_files(command: &Command) -> Option<Vec<&Word>> {
    if !matches!(command.name(), "sha256sum" | "shasum" | "gsha256sum") {
        return None;
    }
    let checks = command.args().iter().any(|it| {
        let text = it.text.as_str();
        text == "--check" || text.starts_with('-') && !text.starts_with("--") && text.contains('c')
    });
    checks.then(|| {
        command
            .args()
            .iter()
            .filter(|it| !it.text.starts_with('-'))
            .collect()
    })
}

/// Is the file written by something else too, `echo "$(cat x.sha256)  x" > x.sha256`?
fn is_rewritten(facts: &Facts, doc: &Doc, file: &str) -> bool {
    doc.scripts().iter().enumerate().any(|(at, script)| {
        script
            .script
            .commands
            .iter()
            .enumerate()
            .any(|(number, it)| {
                let loads = matches!(it.name(), "curl" | "wget" | "aria2c");
                let named = |text: &str| last(&facts.expand(doc, at, number, text)) == last(file);
                let written = it
                    .redirects
                    .iter()
                    .any(|it| it.operator.starts_with('>') && named(&it.target.text));
                let edited = matches!(it.name(), "sed" | "tee" | "mv")
                    && it.args().iter().any(|it| named(&it.text));
                !loads && (written || edited)
            })
    })
}
