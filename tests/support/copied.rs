//! Programs copied together, and outputs compared.

use std::path::Path;

/// The first line that differs.
pub fn difference(a: &str, b: &str) -> String {
    let mut lines = a.lines().zip(b.lines()).enumerate();
    match lines.find(|(_, (a, b))| a != b) {
        Some((at, (a, b))) => format!("line {}:\n{a}\n{b}", at + 1),
        None => format!("{} lines against {}", a.lines().count(), b.lines().count()),
    }
}

/// Copies a folder of modules as packages of one: their go.mod files stay behind.
pub fn copy_go(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_go(&path, &target);
        } else if path.extension().is_some_and(|it| it == "go") {
            std::fs::copy(&path, &target).expect("a copy");
        }
    }
}
