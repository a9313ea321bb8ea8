//! What each stage makes of small programs: `testdata/stages/<stage>/<topic>.go` beside its dump, `<topic>.snap`.
//!
//! `UPDATE=1 cargo test --test stages` rewrites the dumps; read the difference by hand before it is kept. Where a dump shows what is
//! wrong and known to be, a comment in the program says so, beginning with `WRONG:`.

#[path = "support/program.rs"]
#[expect(dead_code, reason = "the programs are in the repository")]
mod program;
#[path = "support/snapshot.rs"]
mod snapshot;

use std::path::{Path, PathBuf};
use std::time::Duration;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a stage's folder with this ending, sorted.
fn files(stage: &str, ending: &str) -> Vec<PathBuf> {
    let folder = root().join("testdata/stages").join(stage);
    let entries = std::fs::read_dir(&folder).expect("the folder of the stage");
    let mut paths: Vec<PathBuf> = entries
        .map(|it| it.expect("an entry").path())
        .filter(|it| it.extension().is_some_and(|it| it == ending))
        .collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> &str {
    path.file_stem()
        .and_then(|it| it.to_str())
        .expect("a name in UTF-8")
}

/// Dumps every program of the stage and compares; all differences are listed at once.
fn check(stage: &str) {
    let mut problems = Vec::new();
    for file in files(stage, "go") {
        let name = format!("{}.go", stem(&file));
        let folder = file.parent().expect("a folder");
        let run = program::run(
            folder,
            &["-q", "--dump", stage, &name],
            Duration::from_secs(60),
        );
        let run = run.unwrap_or_else(|problem| panic!("{stage}/{name}: {problem}"));
        assert_eq!(
            (run.status, run.stderr.as_str()),
            (Some(0), ""),
            "{stage}/{name}"
        );
        let snap = format!("testdata/stages/{stage}/{}.snap", stem(&file));
        let compared = std::panic::catch_unwind(|| snapshot::assert_file(&snap, &run.stdout));
        if compared.is_err() {
            problems.push(snap);
        }
    }
    assert!(
        problems.is_empty(),
        "these differ, as shown above: {problems:?}"
    );
}

#[test]
fn outline() {
    check("outline");
}

#[test]
fn ir() {
    check("ir");
}

#[test]
fn types() {
    check("types");
}

#[test]
fn calls() {
    check("calls");
}

#[test]
fn summary() {
    check("summary");
}

/// A dump without program is one that nobody compares.
#[test]
fn every_dump_has_its_program() {
    for stage in ["outline", "ir", "types", "calls", "summary"] {
        let programs = files(stage, "go");
        assert!(programs.len() >= 4, "{stage} has too few programs");
        for snap in files(stage, "snap") {
            assert!(
                programs.iter().any(|it| stem(it) == stem(&snap)),
                "{}",
                snap.display()
            );
        }
    }
}
