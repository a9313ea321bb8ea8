//! Lists directories.
//!
//! In: a directory and what to skip below it. Out: the directories with .go files, sorted. Directory symlinks below the root are not followed.

use rayon::prelude::*;
use std::path::{Component, Path, PathBuf};

/// A directory with its .go files.
#[derive(Debug, Clone)]
pub(super) struct GoDir {
    /// The directory.
    pub dir: PathBuf,
    /// Its .go files, sorted; those that begin with `_` or `.` are left out.
    pub files: Vec<PathBuf>,
}

/// What a directory holds.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// .go files.
    pub files: Vec<PathBuf>,
    /// Directories.
    pub dirs: Vec<PathBuf>,
    /// Has a go.mod.
    pub module: bool,
}

/// A directory that could not be listed.
pub(super) type Unlisted = (PathBuf, std::io::Error);

/// Lists one directory.
///
/// # Errors
/// The directory does not exist or cannot be read.
pub(super) fn list(dir: &Path) -> std::io::Result<Listing> {
    let mut listing = Listing::default();
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if kind.is_dir() {
            listing.dirs.push(entry.path());
        } else if name == "go.mod" {
            listing.module = true;
        } else if name.ends_with(".go") && !name.starts_with(['_', '.']) {
            let path = entry.path();
            // A link that leads nowhere is listed, so that reading it says so; pipes and devices are not opened at all.
            let leads_elsewhere = || std::fs::metadata(&path).is_ok_and(|target| !target.is_file());
            if kind.is_file() || (kind.is_symlink() && !leads_elsewhere()) {
                listing.files.push(path);
            }
        }
    }
    listing.files.sort();
    listing.dirs.sort();
    Ok(listing)
}

/// Lists `root` and everything below that `enter` admits, given the path and whether the directory has a go.mod.
pub(super) fn walk(
    root: &Path,
    enter: &(dyn Fn(&Path, bool) -> bool + Sync),
) -> (Vec<GoDir>, Vec<Unlisted>) {
    let mut found = Vec::new();
    let mut failed = Vec::new();
    let mut level = vec![root.to_path_buf()];
    while !level.is_empty() {
        let listed: Vec<_> = level.into_par_iter().map(|dir| (list(&dir), dir)).collect();
        level = Vec::new();
        for (listing, dir) in listed {
            match listing {
                Err(error) => failed.push((dir, error)),
                Ok(listing) if dir != root && !enter(&dir, listing.module) => {}
                Ok(listing) => {
                    level.extend(listing.dirs.into_iter().filter(|dir| !is_hidden(dir)));
                    if !listing.files.is_empty() {
                        found.push(GoDir {
                            dir,
                            files: listing.files,
                        });
                    }
                }
            }
        }
    }
    found.sort_by(|a, b| a.dir.cmp(&b.dir));
    (found, failed)
}

/// Is the directory one that `...` leaves out for its name?
fn is_hidden(dir: &Path) -> bool {
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(['_', '.']) || name == "testdata" || name == "vendor"
}

/// The path without `.` and `..`, as text goes: symlinks are not resolved.
pub(super) fn clean(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if out.file_name().is_some() => {
                out.pop();
            }
            Component::ParentDir if out.has_root() => {}
            other => out.push(other),
        }
    }
    out
}

/// The path as shown to the user: relative to `root` where it lies inside, with forward slashes.
pub(super) fn display(root: &Path, path: &Path) -> String {
    let shown = path.strip_prefix(root).unwrap_or(path);
    if shown.as_os_str().is_empty() {
        ".".to_string()
    } else {
        slashed(shown)
    }
}

/// The path with forward slashes.
pub(super) fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}
