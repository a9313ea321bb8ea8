//! Comparing with files that are kept in the repository. `UPDATE=1 cargo test` rewrites them.

use std::path::Path;

/// Asserts that `actual` is what the file (relative to the root of the repository) holds.
pub fn assert_file(path: &str, actual: &str) {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE").is_some_and(|it| it == "1") {
        std::fs::create_dir_all(full.parent().expect("a folder")).expect("the folder can be made");
        std::fs::write(&full, actual).expect("the file can be written");
        return;
    }
    let expected = std::fs::read_to_string(&full).unwrap_or_default();
    if expected == actual {
        return;
    }
    let differs = expected
        .lines()
        .zip(actual.lines())
        .position(|(a, b)| a != b);
    let line = differs.unwrap_or_else(|| expected.lines().count().min(actual.lines().count())) + 1;
    panic!(
        "{path} differs from line {line} on; UPDATE=1 cargo test rewrites it. Now it would be:\n{actual}"
    );
}
