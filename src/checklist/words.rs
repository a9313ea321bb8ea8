//! Words in documents: what is said outside comments.
//!
//! In: documents, words. Out: places. Must not know items.

use super::{Input, Proof};
use crate::checks::is_minor;
use crate::discover::DocKind;
use crate::facts::Doc;
use crate::support::Span;

/// Files of CI services.
pub(super) const CI: &[DocKind] = &[
    DocKind::GithubWorkflow,
    DocKind::GithubAction,
    DocKind::GitlabCi,
    DocKind::AzurePipelines,
    DocKind::CircleCi,
    DocKind::Travis,
    DocKind::Jenkinsfile,
];

/// Files that people and CI run.
pub(super) const BUILD: &[DocKind] = &[
    DocKind::Makefile,
    DocKind::Taskfile,
    DocKind::Shell,
    DocKind::Powershell,
    DocKind::Batch,
    DocKind::Dockerfile,
    DocKind::Goreleaser,
    DocKind::Snapcraft,
];

/// Documents of CI services.
pub(super) fn ci<'a>(input: &'a Input) -> impl Iterator<Item = &'a Doc<'a>> {
    input.facts.of_kind(CI)
}

/// Is there any file of a CI service?
pub(super) fn has_ci(input: &Input) -> bool {
    ci(input).next().is_some()
}

/// Documents of CI services first, then those that people run.
pub(super) fn runnable<'a>(input: &'a Input) -> impl Iterator<Item = &'a Doc<'a>> {
    ci(input).chain(input.facts.of_kind(BUILD))
}

/// The first line of a document that says one of these words, as a proof: the line itself. Comments are no lines.
pub(super) fn says(doc: &Doc, words: &[&str]) -> Option<Proof> {
    if !words.iter().any(|it| doc.mentions(it)) {
        return None;
    }
    let mut at = 0;
    for line in doc.text().split_inclusive('\n') {
        let start = at;
        at += line.len();
        let code = code(line);
        // What a step is called is not what it does.
        if code.trim_start_matches([' ', '-']).starts_with("name:") {
            continue;
        }
        if let Some(found) = words.iter().filter_map(|it| whole_word(code, it)).min() {
            let text = code.trim().trim_start_matches("- ");
            let span = Span::new(start + found, start + code.trim_end().len());
            return Some(Proof::at(shortened(text), doc.loc(span)));
        }
    }
    None
}

/// A line without its comment.
fn code(line: &str) -> &str {
    let bare = line.trim_start();
    if bare.starts_with('#') || bare.starts_with("//") {
        return "";
    }
    line.split(" #").next().unwrap_or(line)
}

/// Where a word stands that is no part of a longer one.
fn whole_word(line: &str, word: &str) -> Option<usize> {
    let part = |it: char| it.is_ascii_alphanumeric() || it == '_';
    line.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = line[..*at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let begins = word.starts_with(part) && before.is_some_and(part);
        let ends = word.ends_with(part) && after.is_some_and(part);
        !begins && !ends
    })
}

/// "1 file", "2 files".
pub(super) fn counted(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        more => format!("{more} {noun}s"),
    }
}

/// At most so much of a line.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 90;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{} ...", &text[..end]),
        None => text.to_owned(),
    }
}

/// The first of these documents that says one of the words.
pub(super) fn first<'a>(
    mut docs: impl Iterator<Item = &'a Doc<'a>>,
    words: &[&str],
) -> Option<Proof> {
    docs.find_map(|it| says(it, words))
}

/// Folders with files for tests and shows, beside those that count less everywhere.
const UNSHIPPED: &[&str] = &[
    "integration",
    "integration-tests",
    "integration_tests",
    "fixture",
    "fixtures",
    "testing",
    "testutil",
    "conformance",
    "acceptance",
    "benchmark",
    "benchmarks",
    "demo",
    "demos",
    "documentation",
    "tutorials",
    "website",
    "contrib",
];

/// Does a path count for what is shipped?
pub(super) fn is_shipped(path: &str) -> bool {
    let folders = path.rsplit_once('/').map_or("", |(it, _)| it);
    !is_minor(path) && !folders.split('/').any(|it| UNSHIPPED.contains(&it))
}

/// Does a document count for what is shipped?
pub(super) fn is_major(doc: &Doc) -> bool {
    is_shipped(doc.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_longer_words_do_not_count() {
        assert_eq!(code("  # govulncheck"), "");
        assert_eq!(code("run: a # b"), "run: a");
        assert_eq!(whole_word("run: govulncheck ./...", "govulncheck"), Some(5));
        assert_eq!(whole_word("no-sboms: 1", "sbom"), None);
        assert_eq!(whole_word("go test -race", "-race"), Some(8));
        assert_eq!(whole_word("go test -racer", "-race"), None);
    }
}
