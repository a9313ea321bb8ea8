//! The same bytes come out however many threads run, and however often.

#[path = "support/program.rs"]
#[expect(dead_code, reason = "the programs are copied")]
mod program;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(300);

/// Runs twice with one thread and twice with two, in each format; all four must write the same.
fn same_bytes(dir: &Path, formats: &[&str], what: &str) {
    for format in formats {
        let mut first: Option<(Option<i32>, String)> = None;
        for jobs in ["1", "2", "1", "2"] {
            let args = ["-q", "--pedantic", "--format", format, "-j", jobs, "./..."];
            let run = program::run(dir, &args, LIMIT)
                .unwrap_or_else(|problem| panic!("{what}: {problem}"));
            assert!(
                matches!(run.status, Some(0 | 1)),
                "{what}: {:?} {}",
                run.status,
                run.stderr
            );
            let now = (run.status, run.stdout);
            match &first {
                None => first = Some(now),
                Some(first) => assert!(
                    *first == now,
                    "{what}, {format}, -j {jobs}: {}",
                    difference(&first.1, &now.1)
                ),
            }
        }
    }
}

/// The first line that differs.
fn difference(a: &str, b: &str) -> String {
    let mut lines = a.lines().zip(b.lines()).enumerate();
    match lines.find(|(_, (a, b))| a != b) {
        Some((at, (a, b))) => format!("line {}:\n{a}\n{b}", at + 1),
        None => format!("{} lines against {}", a.lines().count(), b.lines().count()),
    }
}

/// Copies a folder of modules as packages of one: their go.mod files stay behind.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else if path.extension().is_some_and(|it| it == "go") {
            std::fs::copy(&path, &target).expect("a copy");
        }
    }
}

#[test]
fn the_programs_of_testdata_as_one_module() {
    let dir = tempfile::tempdir().expect("a directory");
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/races"),
        dir.path(),
    );
    program::write(dir.path(), "go.mod", b"module example.com\n\ngo 1.24\n");
    // Problems are part of the output of some formats.
    program::write(
        dir.path(),
        "broken/a.go",
        b"package broken\n\nfunc f( {\n}\n\nfunc g() {}\n",
    );
    program::write(dir.path(), "broken/b.go", b"\xff");
    same_bytes(
        dir.path(),
        &["sarif", "text", "json", "short", "github"],
        "testdata/races",
    );
}

#[test]
fn a_large_package_of_the_standard_library() {
    let root = Command::new("go").args(["env", "GOROOT"]).output();
    let root = root
        .ok()
        .filter(|it| it.status.success())
        .and_then(|it| String::from_utf8(it.stdout).ok())
        .map(|it| PathBuf::from(it.trim()).join("src/net"))
        .filter(|it| it.is_dir());
    match root {
        // One format: the others are made of the same findings, and this takes minutes without optimization.
        Some(net) => same_bytes(&net, &["sarif"], "GOROOT/src/net"),
        None => println!("skipped: no Go toolchain with sources here"),
    }
}
