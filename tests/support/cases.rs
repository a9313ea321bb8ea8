//! The programs under `testdata/races`: where they are, what they claim.
//!
//! In: the folder. Out: [`Case`]s with their labels, in a fixed order. Must not know the analyzer, nor the Go toolchain.
//!
//! A case is a Go module, `testdata/races/<topic>/<case>`. Its label is the first line of one of its files: `// race: yes`, `// race: no`, or
//! `// race: yes, unseen: <reason>` where the race detector cannot see a race that the memory model knows. A folder below the case with a go.mod of its own is a
//! stand-in for a dependency: no part of the case.

use std::fs;
use std::path::{Path, PathBuf};

/// What a case claims about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// Racy, and the race detector reports it.
    Racy,
    /// Racy by the memory model, but never reported; the reason.
    Unseen(String),
    /// Free of races.
    Safe,
}

impl Label {
    /// Whether the program has a race, seen or not.
    pub fn is_racy(&self) -> bool {
        *self != Label::Safe
    }
}

/// One program.
#[derive(Debug, Clone)]
pub struct Case {
    /// `<topic>/<case>`.
    pub name: String,
    /// Its folder, absolute.
    pub dir: PathBuf,
    /// What it claims.
    pub label: Label,
    /// Run by `go test` rather than as a command: its label stands in a `_test.go` file.
    pub is_test: bool,
    /// What is built and run: the package of the file with the label, as the go command wants it, e.g. `./engine`.
    pub package: String,
    /// Version of the `go` line of its go.mod, e.g. `(1, 24)`.
    pub go: (u32, u32),
    /// Its Go files with their text, paths relative to `dir`, sorted.
    pub files: Vec<(String, String)>,
}

/// Reads all cases, sorted by name. `GOMAPCHECK_CASES=text` keeps those whose name contains the text.
///
/// # Errors
/// Lists every malformed case: no label or two, a label where nothing can be run, no go.mod, a module path other than `example.com/<name>`, a `// go:` mark that contradicts go.mod.
pub fn load() -> Result<Vec<Case>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/races");
    let filter = std::env::var("GOMAPCHECK_CASES").unwrap_or_default();
    let mut cases = Vec::new();
    let mut problems = Vec::new();
    for topic in folders(&root) {
        for dir in folders(&topic) {
            let name = format!("{}/{}", file_name(&topic), file_name(&dir));
            match read_case(&name, &dir) {
                Ok(case) if name.contains(&filter) => cases.push(case),
                Ok(_) => {}
                Err(problem) => problems.push(format!("{name}: {problem}")),
            }
        }
    }
    if problems.is_empty() {
        Ok(cases)
    } else {
        Err(problems.join("\n"))
    }
}

fn read_case(name: &str, dir: &Path) -> Result<Case, String> {
    let go_mod =
        fs::read_to_string(dir.join("go.mod")).map_err(|error| format!("go.mod: {error}"))?;
    let module = directive(&go_mod, "module").ok_or("go.mod has no module line")?;
    if module != format!("example.com/{name}") {
        return Err(format!(
            "go.mod says module {module}, not example.com/{name}"
        ));
    }
    let go = directive(&go_mod, "go")
        .and_then(version)
        .ok_or("go.mod has no usable go line")?;
    let mut files = Vec::new();
    collect(dir, "", &mut files)?;
    let mut labelled = files
        .iter()
        .filter(|(_, text)| text.starts_with("// race:"));
    let (path, text) = labelled.next().ok_or("no file begins with `// race:`")?;
    if let Some((second, _)) = labelled.next() {
        return Err(format!("two labels, in {path} and {second}"));
    }
    if let Some(mark) = text.lines().find_map(|line| line.strip_prefix("// go: "))
        && version(mark) != Some(go)
    {
        return Err(format!(
            "marked `// go: {mark}`, but go.mod says {}.{}",
            go.0, go.1
        ));
    }
    if !path.ends_with("_test.go") && !text.lines().any(|line| line == "package main") {
        return Err(format!(
            "{path} can't be run: the label of a package that is no command stands in its test"
        ));
    }
    Ok(Case {
        name: name.to_owned(),
        dir: dir.to_owned(),
        label: label(text)?,
        is_test: path.ends_with("_test.go"),
        package: match path.rsplit_once('/') {
            Some((folder, _)) => format!("./{folder}"),
            None => ".".to_owned(),
        },
        go,
        files,
    })
}

/// Reads the label from the first line.
fn label(text: &str) -> Result<Label, String> {
    let line = text.lines().next().unwrap_or_default();
    match line.strip_prefix("// race: ").unwrap_or_default() {
        "no" => Ok(Label::Safe),
        "yes" => Ok(Label::Racy),
        other => match other.strip_prefix("yes, unseen: ") {
            Some(reason) if !reason.trim().is_empty() => {
                Ok(Label::Unseen(reason.trim().to_owned()))
            }
            _ => Err(format!("label not understood: {line}")),
        },
    }
}

/// Value of the first line of go.mod that starts with the word.
fn directive<'a>(go_mod: &'a str, word: &str) -> Option<&'a str> {
    go_mod
        .lines()
        .find_map(|line| line.strip_prefix(word)?.strip_prefix(' ').map(str::trim))
}

/// `1.24` or `1.24.3` as `(1, 24)`.
pub fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().split('.');
    let major = parts.next()?.parse().ok()?;
    let minor: String = parts
        .next()?
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    Some((major, minor.parse().ok()?))
}

/// Adds the Go files of a folder and of the packages below it.
fn collect(dir: &Path, prefix: &str, files: &mut Vec<(String, String)>) -> Result<(), String> {
    let mut paths: Vec<PathBuf> = entries(dir);
    paths.sort();
    for path in paths {
        let relative = format!("{prefix}{}", file_name(&path));
        if path.is_dir() {
            if !path.join("go.mod").exists() {
                collect(&path, &format!("{relative}/"), files)?;
            }
        } else if relative.ends_with(".go") {
            let text = fs::read_to_string(&path).map_err(|error| format!("{relative}: {error}"))?;
            files.push((relative, text));
        }
    }
    Ok(())
}

fn folders(dir: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = entries(dir)
        .into_iter()
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}

fn entries(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else {
        return Vec::new();
    };
    entries.flatten().map(|entry| entry.path()).collect()
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
