//! Paths of the command line.
//!
//! In: paths as they were written. Out: absolute ones. Must not ask the file system.

use std::path::{Component, Path, PathBuf};

/// A path seen from a directory, without `.` and `..`.
pub fn absolute(directory: &Path, path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in directory.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

/// Folders whose files are tests, examples and documentation: what is wrong there hurts less.
const MINOR_FOLDERS: &[&str] = &[
    "test", "tests", "e2e", "examples", "example", "samples", "hack", "docs", "doc",
];

/// Does the path lead through such a folder?
pub fn is_minor(path: &str) -> bool {
    let folders = path.rsplit_once('/').map_or("", |(it, _)| it);
    folders.split('/').any(|it| MINOR_FOLDERS.contains(&it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_taken_out() {
        let seen = |path: &str| absolute(Path::new("/a/b"), Path::new(path));
        assert_eq!(seen("../c/./d"), Path::new("/a/c/d"));
        assert_eq!(seen("/x/../y"), Path::new("/y"));
        assert_eq!(seen("./"), Path::new("/a/b"));
    }
}
