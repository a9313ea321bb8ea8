//! The import path of a tree without go.mod, from what its files import.
//!
//! In: a directory. Out: the path that most imports of its own packages begin with. Must not know modules.

use super::header;
use super::walk::{self, GoDir};
use smol_str::SmolStr;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

/// Files whose imports are read; a tree says more than once what it is called.
const MAX_FILES: usize = 2000;

/// The import path that the packages below `home` import each other by; none when they do not.
///
/// An import `P/rest` where `home/rest` is a directory with Go files is a vote for `P`. Other people's packages that happen to end like a
/// directory here are outvoted.
pub(super) fn of_tree(home: &Path) -> Option<SmolStr> {
    let (dirs, _) = walk::walk(home, &|_, module| !module);
    let own: HashSet<String> = dirs
        .iter()
        .filter_map(|it| it.dir.strip_prefix(home).ok())
        .map(walk::slashed)
        .collect();
    let mut votes: BTreeMap<SmolStr, usize> = BTreeMap::new();
    for import in imports(&dirs) {
        if let Some(prefix) = vote(&import, &own) {
            *votes.entry(SmolStr::new(prefix)).or_default() += 1;
        }
    }
    // The first of those with most votes, in order of their names.
    let most = *votes.values().max()?;
    votes
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(prefix, _)| prefix)
}

/// What the first files import, each path once a file.
fn imports(dirs: &[GoDir]) -> impl Iterator<Item = SmolStr> {
    dirs.iter()
        .flat_map(|dir| &dir.files)
        .take(MAX_FILES)
        .filter_map(|path| std::fs::read(path).ok())
        .filter_map(|bytes| header::scan(&String::from_utf8_lossy(&bytes)).ok())
        .flat_map(|header| header.imports)
}

/// The part of an import path before the longest rest that is a directory of the tree. Only paths that begin with a domain count: others
/// are the standard library's.
fn vote<'a>(import: &'a str, own: &HashSet<String>) -> Option<&'a str> {
    if !import.split('/').next()?.contains('.') {
        return None;
    }
    let mut slashes = import.match_indices('/').map(|(at, _)| at);
    slashes
        .find(|at| own.contains(&import[at + 1..]))
        .map(|at| &import[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_rest_decides() {
        let own: HashSet<String> = ["daemon/logger", "logger", "util"]
            .map(str::to_owned)
            .into();
        let vote = |import| vote(import, &own);
        assert_eq!(
            vote("github.com/docker/docker/daemon/logger"),
            Some("github.com/docker/docker")
        );
        assert_eq!(vote("github.com/x/util"), Some("github.com/x"));
        assert_eq!(vote("log/logger"), None);
        assert_eq!(vote("github.com/x/other"), None);
    }
}
