//! Items about CI: tests, race detector, linters, vulnerabilities.
//!
//! In: scripts of CI and build files. Out: answers. Must not know formats.

use super::words::{ci, counted, first, has_ci, runnable, shortened};
use super::{Answer, Input, Proof, code};
use crate::facts::Doc;
use crate::shell::Command;

const NO_CI: &str = "no file of a CI service here: what runs elsewhere is not known";

fn is_test(command: &Command) -> bool {
    let go = command.is("go", &["test"]) && !command.has_arg("-c") && !command.has_arg("-list");
    go || (command.name() == "gotestsum" && !command.args().is_empty())
}

/// The command as a proof.
fn shown(doc: &Doc, command: &Command) -> Proof {
    let words: Vec<&str> = command.words.iter().map(|it| it.text.as_str()).collect();
    let text: String = words
        .join(" ")
        .chars()
        .map(|it| {
            if it == crate::document::cut::HOLE {
                '?'
            } else {
                it
            }
        })
        .collect();
    Proof::at(shortened(&text), doc.loc(command.span))
}

/// The first command of some documents that is meant.
fn command<'a>(
    docs: impl Iterator<Item = &'a Doc<'a>>,
    meant: impl Fn(&Command) -> bool,
) -> Option<Proof> {
    for doc in docs {
        let commands = doc.scripts().iter().flat_map(|it| &it.script.commands);
        for command in commands {
            if meant(command) {
                return Some(shown(doc, command));
            }
        }
    }
    None
}

/// A command that hands over to others: make, task, mage, a script of the repository.
fn hands_over(command: &Command) -> bool {
    let name = command
        .words
        .get(command.program)
        .map_or("", |it| it.text.as_str());
    matches!(
        command.name(),
        "make"
            | "gmake"
            | "task"
            | "mage"
            | "just"
            | "bazel"
            | "bazelisk"
            | "nix"
            | "earthly"
            | "dagger"
    ) || name.starts_with("./")
        || name.ends_with(".sh")
        || command
            .args()
            .first()
            .is_some_and(|it| it.text.ends_with(".sh"))
}

fn no_tests(input: &Input) -> Option<Answer> {
    let any = input.facts.workspace.files.iter().any(|it| it.is_test);
    (!any).then(|| Answer::none("no _test.go files"))
}

/// For items whose rule tells the rest.
pub(super) fn tests_exist(input: &Input) -> Answer {
    no_tests(input).unwrap_or_else(|| {
        let count = input
            .facts
            .workspace
            .files
            .iter()
            .filter(|it| it.is_test)
            .count();
        Answer::passed(Proof::words(format!(
            "{}, none with `!race`",
            counted(count, "test file")
        )))
    })
}

pub(super) fn race_detector(input: &Input) -> Answer {
    if let Some(answer) = no_tests(input) {
        return answer;
    }
    let with_race = |it: &Command| {
        (is_test(it) || it.name() == "gotestsum")
            && it
                .args()
                .iter()
                .any(|it| it.text == "-race" || it.text == "--race")
    };
    let found = command(ci(input), with_race)
        .or_else(|| command(runnable(input), with_race))
        // Behind variables, arguments of actions, GOFLAGS.
        .or_else(|| first(runnable(input), &["-race"]))
        .or_else(|| code::build_script(input, "\"-race\""));
    if let Some(found) = found {
        return Answer::passed(found);
    }
    if !has_ci(input) {
        return Answer::unknown(Proof::words(NO_CI));
    }
    // The rule looks more closely: where it ran and found nothing, nothing is sure.
    let judged = input.ran.has("GMC851");
    match command(ci(input), is_test).or_else(|| command(runnable(input), is_test)) {
        Some(found) if judged => Answer::unknown(Proof {
            text: format!(
                "`-race` was not found, nor whether `{}` is all that runs",
                found.text
            ),
            ..found
        }),
        Some(found) => Answer::failed(Proof {
            text: format!("`{}`, and `-race` nowhere", found.text),
            ..found
        }),
        None => Answer::unknown(Proof::words(
            "no `go test` was found in CI and build files, and `-race` nowhere",
        )),
    }
}

pub(super) fn tests_in_ci(input: &Input) -> Answer {
    if let Some(answer) = no_tests(input) {
        return answer;
    }
    if !has_ci(input) {
        return Answer::unknown(Proof::words(NO_CI));
    }
    if let Some(found) = command(ci(input), is_test) {
        return Answer::passed(found);
    }
    let named = |it: &Command| hands_over(it) && it.words.iter().any(|it| it.text.contains("test"));
    if let Some(found) = command(ci(input), named) {
        return Answer::passed(found);
    }
    match command(ci(input), hands_over) {
        Some(found) => Answer::unknown(Proof {
            text: format!("no `go test`, but `{}` may run it", found.text),
            ..found
        }),
        None => {
            let files = counted(ci(input).count(), "CI file");
            Answer::failed(Proof::words(format!("no `go test` in {files}")))
        }
    }
}

/// The rule found no floating version.
pub(super) fn linter(input: &Input) -> Answer {
    let names = ["golangci-lint", "golangci-lint-action", "staticcheck"];
    match first(runnable(input), &names) {
        Some(found) => Answer::passed(found),
        None => Answer::none("no golangci-lint or staticcheck in CI or build files"),
    }
}

/// Programs and actions that look for known vulnerabilities of Go modules.
const SCANNERS: &[&str] = &[
    "govulncheck",
    "govulncheck-action",
    "osv-scanner",
    "trivy",
    "trivy-action",
    "grype",
    "snyk",
    "nancy",
    "dependency-review-action",
    "anchore/scan-action",
    "gemnasium",
    "Dependency-Scanning.gitlab-ci.yml",
];

pub(super) fn vulnerabilities(input: &Input) -> Answer {
    if code::module(input).is_none() {
        return Answer::none("no go.mod");
    }
    if let Some(found) = first(ci(input), SCANNERS) {
        return Answer::passed(found);
    }
    let by_hand = first(runnable(input), SCANNERS);
    match (by_hand, has_ci(input)) {
        (Some(found), false) => Answer::passed(found),
        (Some(found), true) => match command(ci(input), hands_over) {
            Some(_) => Answer::passed(found),
            None => Answer::failed(Proof {
                text: format!("`{}` is there, but no CI file runs it", found.text),
                ..found
            }),
        },
        (None, false) => Answer::unknown(Proof::words(NO_CI)),
        (None, true) => Answer::failed(Proof::words(format!(
            "looked for govulncheck, osv-scanner, trivy, grype, snyk and others in {}",
            counted(ci(input).count(), "CI file")
        ))),
    }
}
