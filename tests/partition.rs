//! However the packages of a module are named (in any order, one by one or by folders, twice, by any number of threads), the same bytes
//! come out.

#[path = "support/copied.rs"]
mod copied;
#[path = "support/program.rs"]
#[expect(dead_code, reason = "the programs are copied")]
mod program;

use std::path::{Path, PathBuf};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(120);

/// Ways to name the packages that are tried.
const ROUNDS: u64 = 6;

/// A small generator of numbers that are random enough, the same each time (SplitMix64).
struct Random(u64);

impl Random {
    /// A number below `limit`, which is above 0.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

/// The folders in a folder.
fn folders(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).expect("a folder");
    let paths = entries.map(|it| it.expect("an entry").path());
    paths.filter(|it| it.is_dir()).collect()
}

/// Folders that hold Go files, as patterns, by the folder directly below `root` that they lie in.
fn packages(root: &Path) -> Vec<(String, Vec<String>)> {
    let mut families = Vec::new();
    for family in folders(root) {
        let name = family.file_name().expect("a name").to_string_lossy();
        let mut found = Vec::new();
        let mut queue = vec![(family.clone(), format!("./{name}"))];
        while let Some((dir, pattern)) = queue.pop() {
            for below in folders(&dir) {
                let name = below.file_name().expect("a name").to_string_lossy();
                // What is vendored is matched by its own name alone, not by `./...`.
                if name == "vendor" {
                    continue;
                }
                let pattern = format!("{pattern}/{name}");
                queue.push((below, pattern));
            }
            let files = std::fs::read_dir(&dir).expect("a folder");
            let is_go = |path: &Path| path.extension().is_some_and(|it| it == "go");
            if files.flatten().any(|it| is_go(&it.path())) {
                found.push(pattern);
            }
        }
        found.sort();
        families.push((format!("./{name}/..."), found));
    }
    families.sort();
    families
}

/// Patterns that match each package at least once.
fn patterns(random: &mut Random, families: &[(String, Vec<String>)]) -> Vec<String> {
    let mut patterns = Vec::new();
    for (whole, packages) in families {
        let ways = random.below(3);
        if ways != 0 {
            patterns.push(whole.clone());
        }
        if ways != 1 {
            patterns.extend(packages.iter().cloned());
        }
    }
    random.shuffle(&mut patterns);
    patterns
}

#[test]
fn packages_in_any_order_and_grouping() {
    let dir = tempfile::tempdir().expect("a directory");
    copied::copy_go(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/races"),
        dir.path(),
    );
    program::write(dir.path(), "go.mod", b"module example.com\n\ngo 1.24\n");
    let families = packages(dir.path());
    let run = |patterns: &[String], jobs: usize| {
        let jobs = jobs.to_string();
        let mut args = vec!["-q", "--pedantic", "--format", "sarif", "-j", &jobs];
        args.extend(patterns.iter().map(String::as_str));
        program::run(dir.path(), &args, LIMIT).unwrap_or_else(|problem| panic!("{problem}"))
    };
    let expected = run(&["./...".to_owned()], 1);
    assert_eq!(expected.status, Some(1), "{}", expected.stderr);
    for seed in 0..ROUNDS {
        let random = &mut Random(seed);
        let patterns = patterns(random, &families);
        let jobs = 1 + random.below(4);
        let found = run(&patterns, jobs);
        assert!(
            found == expected,
            "seed {seed}, -j {jobs}, {patterns:?}: {}{}",
            found.stderr,
            copied::difference(&expected.stdout, &found.stdout)
        );
    }
}
