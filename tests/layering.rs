//! The architecture, checked: data flows one way through the stages, and each outside library is known to few files.

use regex::Regex;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Stages, first to last. A folder may use those before it.
const STAGES: [&str; 23] = [
    "support",
    "discover",
    "syntax",
    "outline",
    "ir",
    "models",
    "types",
    "calls",
    "summary",
    "link",
    "concurrency",
    "document",
    "shell",
    "facts",
    "rules",
    "config",
    "racelog",
    "finding",
    "checks",
    "triage",
    "environment",
    "checklist",
    "render",
];

/// Files beside the folders: they put the stages together, and no stage may use them.
const TOP: [&str; 9] = [
    "cli", "commands", "fix", "lib", "main", "output", "pipeline", "progress", "review",
];

/// Uses against the order: (file, stage used, reason).
const EXCEPTIONS: [(&str, &str, &str); 0] = [];

/// Libraries that only these files and folders may name.
const LIBRARIES: [(&str, &[&str]); 7] = [
    ("tree_sitter", &["syntax", "outline", "ir/lower", "shell"]),
    ("granit_parser", &["document/yaml.rs"]),
    ("jsonc_parser", &["document/json.rs"]),
    ("miette", &["render/text.rs"]),
    ("clap", &["cli", "output.rs", "commands/shell.rs"]),
    ("indicatif", &["progress.rs"]),
    ("anstream", &["output.rs"]),
];

/// Rust files below `src/` with their text, by path relative to it.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|it| it == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found);
    found.sort();
    let read = |path: PathBuf| {
        let name = path
            .strip_prefix(&root)
            .expect("below src")
            .to_string_lossy()
            .replace('\\', "/");
        (name, std::fs::read_to_string(path).expect("a file"))
    };
    found.into_iter().map(read).collect()
}

/// The code without comments.
fn code(text: &str) -> String {
    let lines = text.lines().filter(|it| !it.trim_start().starts_with("//"));
    lines
        .map(|it| it.split(" // ").next().unwrap_or(it))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Stages that a file names behind `crate::`, groups (`crate::{a, b::c}`) included.
fn used(code: &str) -> BTreeSet<String> {
    let single = Regex::new(r"\bcrate::([a-z_]+)").expect("a pattern");
    let mut names: BTreeSet<String> = single
        .captures_iter(code)
        .map(|it| it[1].to_owned())
        .collect();
    for (at, opening) in code.match_indices("crate::{") {
        let mut depth = 1;
        let mut members = String::new();
        for char in code[at + opening.len()..].chars() {
            depth += i32::from(char == '{') - i32::from(char == '}');
            match depth {
                0 => break,
                1 => members.push(char),
                _ => {}
            }
        }
        let first_word = |it: &str| {
            it.trim()
                .chars()
                .take_while(|it| it.is_ascii_lowercase() || *it == '_')
                .collect()
        };
        names.extend(
            members
                .split(',')
                .map(first_word)
                .filter(|it: &String| !it.is_empty()),
        );
    }
    names
}

#[test]
fn stages_use_earlier_stages_only() {
    let rank = |name: &str| STAGES.iter().position(|it| *it == name);
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let folder = path.split(['/', '.']).next().unwrap_or_default();
        let Some(own) = rank(folder) else {
            assert!(
                TOP.contains(&folder),
                "src/{path} is in no stage: name {folder} in tests/layering.rs"
            );
            continue;
        };
        for name in used(&code(&text)) {
            let excepted = EXCEPTIONS
                .iter()
                .any(|(file, stage, _)| *file == path && *stage == name);
            let backwards = rank(&name).is_some_and(|it| it > own) || TOP.contains(&name.as_str());
            if backwards && !excepted {
                wrong.push(format!("src/{path} uses crate::{name}, which comes later"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn exceptions_are_needed() {
    let sources = sources();
    for (path, stage, reason) in EXCEPTIONS {
        let text = &sources
            .iter()
            .find(|(it, _)| it == path)
            .unwrap_or_else(|| panic!("no src/{path}"))
            .1;
        assert!(
            used(&code(text)).contains(stage),
            "src/{path} uses {stage} no more: {reason}"
        );
    }
}

#[test]
fn every_module_says_what_it_is() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "no //! doc at the top: {silent:#?}");
}

#[test]
fn libraries_are_named_where_they_belong() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let code = code(&text);
        for (library, homes) in LIBRARIES {
            let named = Regex::new(&format!(r"\b{library}(_go|_bash)?::"))
                .expect("a pattern")
                .is_match(&code);
            let home = homes.iter().any(|it| path.starts_with(it));
            if named && !home {
                wrong.push(format!("src/{path} names {library}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_entry_point_is_short() {
    let sources = sources();
    let (_, main) = sources
        .iter()
        .find(|(path, _)| path == "main.rs")
        .expect("main.rs");
    assert!(
        main.lines().count() <= 60,
        "main.rs reads arguments, calls the pipeline and ends"
    );
}

#[test]
fn uses_are_seen() {
    assert_eq!(
        used("use crate::{ir, types::{self, x}, finding as f};"),
        ["finding", "ir", "types"].map(String::from).into()
    );
    assert_eq!(
        used("let x = crate::render::text::y;"),
        ["render".to_owned()].into()
    );
}
