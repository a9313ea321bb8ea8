//! Real programs with random damage: the run ends by itself, with a status it knows. The damage is the same in every run.
//!
//! `GOMAPCHECK_FUZZ=N` damages N programs instead of 300.

#[path = "support/program.rs"]
mod program;

use std::path::{Path, PathBuf};
use std::time::Duration;

/// Each in a package of its own.
const BATCH: usize = 30;

/// A small generator (xorshift): the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }
}

fn programs(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            programs(&path, found);
        } else if path.extension().is_some_and(|it| it == "go") {
            found.push(path);
        }
    }
}

/// A range of at most `longest` bytes.
fn range(random: &mut Random, length: usize, longest: usize) -> std::ops::Range<usize> {
    let start = random.below(length);
    start..(start + 1 + random.below(longest)).min(length)
}

/// One injury.
fn damage(text: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    const PIECES: &[&str] = &[
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "\"",
        "`",
        "'",
        "/*",
        "*/",
        "//",
        ":=",
        "<-",
        "...",
        "\n",
        ";",
        ",",
        ".",
        "func ",
        "go ",
        "defer ",
        "for ",
        "range ",
        "type ",
        "map[",
        "struct{",
        "interface{",
        "~",
        "[T any]",
        "case ",
        "select {",
        "switch ",
        "if ",
        "else ",
        "goto x\n",
        "x:\n",
        "new(",
        "é",
        "\u{feff}",
        "\r",
        "0x",
        "1e9",
        "package ",
        "import ",
        "var ",
        "const (",
        "iota",
        "return ",
        "fallthrough\n",
        "chan ",
        "*",
        "&",
        "_",
    ];
    let length = text.len();
    match random.below(8) {
        0 => {
            text.drain(range(random, length, 3));
        }
        1 => {
            text.drain(range(random, length, 200));
        }
        2 => {
            let line = text.split(|it| *it == b'\n').count();
            let line = random.below(line);
            let lines: Vec<&[u8]> = text.split(|it| *it == b'\n').collect();
            let kept: Vec<&[u8]> = lines
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != line)
                .map(|(_, it)| *it)
                .collect();
            *text = kept.join(&b'\n');
        }
        3 => {
            let chunk = text[range(random, length, 300)].to_vec();
            let at = random.below(length);
            text.splice(at..at, chunk);
        }
        4 => {
            let chunk = other[range(random, other.len(), 300)].to_vec();
            let at = random.below(length);
            text.splice(at..at, chunk);
        }
        5 => {
            let at = random.below(length);
            text.splice(at..at, PIECES[random.below(PIECES.len())].bytes());
        }
        6 => {
            let range = range(random, length, 6);
            text.splice(range, PIECES[random.below(PIECES.len())].bytes());
        }
        _ => text.truncate(random.below(length)),
    }
    if text.is_empty() {
        text.push(b'\n');
    }
}

#[test]
fn damaged_programs() {
    let count = std::env::var("GOMAPCHECK_FUZZ")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(300);
    let mut paths = Vec::new();
    programs(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata"),
        &mut paths,
    );
    paths.sort();
    let texts: Vec<Vec<u8>> = paths
        .iter()
        .map(|path| std::fs::read(path).expect("a program"))
        .collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut left: usize = count;
    while left > 0 {
        let size = left.min(BATCH);
        left -= size;
        let mut files = vec![(
            "go.mod".to_owned(),
            b"module example.com/m\n\ngo 1.24\n".to_vec(),
        )];
        for at in 0..size {
            let mut text = texts[random.below(texts.len())].clone();
            let other = &texts[random.below(texts.len())];
            for _ in 0..1 + random.below(4) {
                damage(&mut text, other, &mut random);
            }
            files.push((format!("p{at}/main.go"), text));
        }
        try_batch(&files);
    }
}

/// Runs on a batch; when that goes wrong, on each of its files alone, to name the one that does it.
fn try_batch(files: &[(String, Vec<u8>)]) {
    let Err(problem) = attempt(files) else {
        return;
    };
    for file in &files[1..] {
        if let Err(problem) = attempt(&[files[0].clone(), file.clone()]) {
            panic!("{problem}\non:\n{}", String::from_utf8_lossy(&file.1));
        }
    }
    panic!("{problem}\non a batch, but on none of its files alone");
}

fn attempt(files: &[(String, Vec<u8>)]) -> Result<(), String> {
    let dir = program::tree(files);
    for format in ["text", "sarif"] {
        let run = program::run(
            dir.path(),
            &["--pedantic", "--format", format],
            Duration::from_secs(60),
        )?;
        if !matches!(run.status, Some(0 | 1)) {
            return Err(format!("status {:?}: {}", run.status, run.stderr));
        }
    }
    Ok(())
}
