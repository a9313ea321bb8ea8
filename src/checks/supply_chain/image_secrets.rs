//! GMC321: tokens and passwords that stay in an image.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::document::cut::HOLE;
use crate::document::dockerfile::Instruction;
use crate::facts::docker::{CopySource, Dockerfile};
use crate::facts::{Doc, Facts, HostScript};
use crate::rules::Severity;
use crate::shell::Command;
use crate::support::Span;
use regex::Regex;
use std::sync::OnceLock;

/// Last words of names of secrets.
const SECRET_WORDS: &[&str] = &[
    "TOKEN",
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "SECRET",
    "APIKEY",
    "CREDENTIAL",
    "CREDENTIALS",
    "PAT",
    "PWORD",
    "PASS",
];

/// Last two words of names of secrets.
const SECRET_PAIRS: &[(&str, &str)] = &[
    ("API", "KEY"),
    ("ACCESS", "KEY"),
    ("SECRET", "KEY"),
    ("PRIVATE", "KEY"),
    ("SSH", "KEY"),
    ("DEPLOY", "KEY"),
    ("LICENSE", "KEY"),
];

/// Words that make a name another thing: whether a password is wanted, a key for everybody.
const HARMLESS_WORDS: &[&str] = &[
    "ALLOW", "EMPTY", "PUBLIC", "RANDOM", "DISABLE", "ENABLE", "ENABLED", "USE", "NO", "SKIP",
    "REQUIRE", "HAS", "IS", "WITH", "MAX", "MIN",
];

/// Files that hold nothing but secrets.
const SECRET_FILES: &[&str] = &[
    ".netrc",
    "_netrc",
    ".git-credentials",
    "id_rsa",
    "id_ed25519",
    "id_ecdsa",
];

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts.of_kind(&[DocKind::Dockerfile]) {
        let file = doc.dockerfile();
        for (index, instruction) in file.instructions.iter().enumerate() {
            match instruction.keyword.as_str() {
                "ARG" | "ENV" => variables(doc, file, index, instruction, sink),
                "COPY" | "ADD" => copies(doc, file, index, instruction, sink),
                _ => {}
            }
        }
        for script in doc.scripts() {
            commands(doc, script, sink);
        }
    }
}

/// Error where the stage is what is shipped, or what that builds on; else a warning: it stays in the build's cache and records.
fn report(doc: &Doc, stage: Option<usize>, span: Span, message: String, sink: &mut Sink) {
    let file = doc.dockerfile();
    let chain = file
        .final_stage()
        .map(|it| file.chain(it))
        .unwrap_or_default();
    let shipped = stage.is_some_and(|it| chain.contains(&it));
    let name = stage
        .and_then(|it| file.stages.get(it))
        .and_then(|it| it.name.as_ref());
    let label = name.map(|it| format!("stage `{it}`")).unwrap_or_default();
    let report = sink.report(doc, span, message).within(&label);
    let _ = if shipped {
        report
    } else {
        report.severity(Severity::Warning)
    };
}

fn variables(
    doc: &Doc,
    file: &Dockerfile,
    index: usize,
    instruction: &Instruction,
    sink: &mut Sink,
) {
    let stage = file.stage_of(index);
    for (name, value) in instruction.assignments() {
        let text = value.as_ref().map(|it| it.text.as_str());
        let span = Span {
            start: name.span.start,
            end: value.as_ref().map_or(name.span.end, |it| it.span.end),
        };
        let argument = instruction.keyword == "ARG";
        if let Some(text) = text
            && has_password(text)
        {
            let message = format!(
                "the password in the URL of `{}` stays in the image",
                name.text
            );
            report(doc, stage, span, message, sink);
            continue;
        }
        // An argument before the first stage that a stage takes over is told there.
        let taken_over = stage.is_none()
            && file.instructions[index + 1..].iter().any(|it| {
                it.keyword == "ARG" && it.assignments().iter().any(|(it, _)| it.text == name.text)
            });
        if !is_secret_name(&name.text) || taken_over || !may_be_secret(text, argument) {
            continue;
        }
        let message = match argument {
            true => format!(
                "build argument `{}` can be read in the history of the image",
                name.text
            ),
            false => format!(
                "`{}` can be read in the image by everybody who has it",
                name.text
            ),
        };
        report(doc, stage, span, message, sink);
    }
}

/// Words of a name: at `_`, and between small and capital letters.
fn words(name: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut small = false;
    for char in name.chars() {
        if matches!(char, '_' | '-' | '.') || (char.is_ascii_uppercase() && small) {
            found.push(String::new());
        }
        if let Some(last) = found.last_mut().filter(|_| char.is_ascii_alphanumeric()) {
            last.push(char.to_ascii_uppercase());
        }
        small = char.is_ascii_lowercase();
    }
    found.retain(|it| !it.is_empty());
    found
}

fn is_secret_name(name: &str) -> bool {
    let words = words(name);
    if words.iter().any(|it| HARMLESS_WORDS.contains(&it.as_str())) {
        return false;
    }
    let mut behind = words
        .iter()
        .rev()
        .map(|it| it.trim_end_matches(|it: char| it.is_ascii_digit()))
        .filter(|it| !it.is_empty());
    let (Some(last), before) = (behind.next(), behind.next()) else {
        return false;
    };
    SECRET_WORDS.contains(&last)
        || before.is_some_and(|before| SECRET_PAIRS.contains(&(before, last)))
}

/// Not empty, no switch, no place where the secret is mounted. An argument gets its value when the image is built.
fn may_be_secret(value: Option<&str>, argument: bool) -> bool {
    let Some(value) = value else {
        return argument;
    };
    let lower = value.trim().to_ascii_lowercase();
    let switch = matches!(
        lower.as_str(),
        "true" | "false" | "yes" | "no" | "0" | "1" | "on" | "off" | "none" | "null"
    );
    let place = value.starts_with('/') || value.contains("://");
    (argument || !lower.is_empty()) && !switch && !place
}

fn pattern(source: &str, slot: &'static OnceLock<Option<Regex>>) -> Option<&'static Regex> {
    slot.get_or_init(|| Regex::new(source).ok()).as_ref()
}

/// `https://user:password@host`, literal or from a variable.
fn has_password(text: &str) -> bool {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    pattern(r#"https?://[^/\s:@"']*:[^/\s@"']+@[^\s/]"#, &PATTERN)
        .is_some_and(|it| it.is_match(text))
}

/// `https://$TOKEN@host`, `https://user:password@host`.
fn has_token(text: &str) -> bool {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let token = format!(r#"https?://[^/\s@"']*[${HOLE}][^/\s@"']*@[^\s/]"#);
    pattern(&token, &PATTERN).is_some_and(|it| it.is_match(text)) || has_password(text)
}

/// Is a secret mounted for an instruction?
fn mounts_secret(instruction: &Instruction) -> bool {
    instruction.flags.iter().any(|it| {
        it.name == "mount" && (it.value.contains("type=secret") || it.value.contains("type=ssh"))
    })
}

fn commands(doc: &Doc, script: &HostScript, sink: &mut Sink) {
    let file = doc.dockerfile();
    let Some(index) = script.instruction else {
        return;
    };
    let Some(instruction) = file
        .instructions
        .get(index)
        .filter(|it| it.keyword == "RUN" && !mounts_secret(it))
    else {
        return;
    };
    let stage = file.stage_of(index);
    for command in &script.script.commands {
        if let Some(word) = url_with_token(command) {
            let message =
                "the token in this URL stays in the layer and in the history of the image"
                    .to_owned();
            report(doc, stage, word, message, sink);
        } else if let Some(name) = written_file(command).filter(|it| !is_removed(script, it)) {
            let message = format!("`{name}` with its password stays in the layer of the image");
            report(doc, stage, command.span, message, sink);
        }
    }
    let _ = instruction;
}

/// The word of `git config url."https://$TOKEN@..."` or `git clone https://$TOKEN@...`.
fn url_with_token(command: &Command) -> Option<Span> {
    if command.name() != "git" {
        return None;
    }
    let found = command.args().iter().find(|it| has_token(&it.text))?;
    Some(found.span)
}

/// The secret file that a command writes: `echo ... > ~/.netrc`, `tee ~/.netrc`.
fn written_file(command: &Command) -> Option<&'static str> {
    let known = |text: &str| {
        let last = text.rsplit('/').next().unwrap_or(text);
        SECRET_FILES.iter().find(|it| **it == last).copied()
    };
    let redirected = command
        .redirects
        .iter()
        .filter(|it| it.operator.starts_with('>'))
        .find_map(|it| known(&it.target.text));
    let tee = || {
        command
            .args()
            .iter()
            .filter(|_| command.name() == "tee")
            .find_map(|it| known(&it.text))
    };
    redirected.or_else(tee)
}

/// Removed by the same instruction: then no layer has it.
fn is_removed(script: &HostScript, name: &str) -> bool {
    let mut removals = script
        .script
        .commands
        .iter()
        .filter(|it| matches!(it.name(), "rm" | "shred" | "unlink"));
    removals.any(|it| {
        it.args().iter().any(|it| {
            it.text.ends_with(name) || it.text.ends_with(".ssh") || it.text.ends_with(".ssh/")
        })
    })
}

fn copies(doc: &Doc, file: &Dockerfile, index: usize, instruction: &Instruction, sink: &mut Sink) {
    let Some(stage) = file.stage_of(index) else {
        return;
    };
    let Some(copy) = file
        .copies(stage)
        .into_iter()
        .find(|it| it.instruction == index && it.from == CopySource::Context)
    else {
        return;
    };
    let _ = instruction;
    for source in &copy.sources {
        let last = source.text.rsplit('/').next().unwrap_or("");
        if let Some(name) = SECRET_FILES.iter().find(|it| **it == last) {
            let message = format!("`{name}` is copied into a layer of the image");
            report(doc, Some(stage), source.span, message, sink);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets() {
        for name in [
            "TOKEN",
            "GITHUB_TOKEN",
            "npmToken",
            "db_password",
            "AWS_SECRET_ACCESS_KEY",
            "API_KEY",
            "GH_PAT",
            "GIT_PASS",
            "TOKEN2",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "TOKEN_FILE",
            "PASSWORD_PATH",
            "TOKENIZERS_PARALLELISM",
            "PUBLIC_KEY",
            "MYSQL_ALLOW_EMPTY_PASSWORD",
            "AWS_ACCESS_KEY_ID",
            "SECRET_NAME",
            "PATH",
            "COMPAT",
            "KEY",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn urls() {
        assert!(
            has_token("https://${TOKEN}@github.com/")
                && has_token("https://x:abc@github.com")
                && has_token("https://oauth2:$T@g.example")
        );
        assert!(
            !has_token("https://git@github.com/")
                && !has_token("ssh://git@github.com/")
                && !has_token("https://$HOST/a@b")
        );
        assert!(
            has_password("https://$U:$P@a.example/go,direct")
                && !has_password("https://a.example:8080/x")
        );
    }
}
