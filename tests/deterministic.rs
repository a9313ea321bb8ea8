//! The same bytes come out however many threads run, and however often.

#[path = "support/copied.rs"]
mod copied;
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
                    copied::difference(&first.1, &now.1)
                ),
            }
        }
    }
}

#[test]
fn the_programs_of_testdata_as_one_module() {
    let dir = tempfile::tempdir().expect("a directory");
    copied::copy_go(
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
