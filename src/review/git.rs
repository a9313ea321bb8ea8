//! Git, asked through its program: what has changed, and trees as they were.
//!
//! In: a directory of a work tree. Out: hunks by path, exported trees. Must not know findings.

use crate::triage::Hunk;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A work tree.
#[derive(Debug)]
pub(super) struct Repository {
    /// Its root.
    pub root: PathBuf,
}

/// A tree, exported into a folder that goes away with this.
#[derive(Debug)]
pub(super) struct Export {
    folder: TempDir,
}

impl Export {
    /// The root of the tree.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("tree")
    }
}

/// What has changed, by path as it is now, relative to the root.
#[derive(Debug, Clone, Default)]
pub(super) struct Diff {
    /// Changed stretches.
    pub hunks: BTreeMap<String, Vec<Hunk>>,
    /// The old path of what was renamed.
    pub renamed: BTreeMap<String, String>,
}

/// Which side of the comparison is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The files as they are.
    WorkTree,
    /// What would be committed.
    Index,
}

impl Repository {
    /// The work tree that a directory belongs to.
    pub fn open(directory: &Path) -> Result<Repository, String> {
        let root = run(directory, &["rev-parse", "--show-toplevel"], None)
            .map_err(|error| format!("{} is in no git work tree: {error}", directory.display()))?;
        Ok(Repository {
            root: PathBuf::from(root.trim_end_matches('\n')),
        })
    }

    fn git(&self, args: &[&str]) -> Result<String, String> {
        run(&self.root, args, None)
    }

    /// The commit to compare with: where the history of HEAD and that of `rev` parted.
    pub fn base(&self, rev: &str) -> Result<String, String> {
        let commit = format!("{rev}^{{commit}}");
        let args = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ];
        let Ok(commit) = self.git(&args) else {
            return Err(self.missing(rev));
        };
        let commit = commit.trim();
        match self.git(&["merge-base", commit, "HEAD"]) {
            Ok(base) => Ok(base.trim().to_owned()),
            Err(_) if self.is_shallow() => Err(format!(
                "this clone is shallow and does not reach back to where {rev} and HEAD parted: run `git fetch --unshallow` \
                 (with actions/checkout: `fetch-depth: 0`)"
            )),
            // Histories that share nothing.
            Err(_) => Ok(commit.to_owned()),
        }
    }

    fn missing(&self, rev: &str) -> String {
        if self.is_shallow() {
            return format!(
                "{rev} is not in this shallow clone: run `git fetch --unshallow` (with actions/checkout: `fetch-depth: 0`)"
            );
        }
        let (remote, branch) = rev.split_once('/').unwrap_or(("origin", rev));
        format!(
            "{rev} names no commit here: run `git fetch {remote} {branch}`, or name one that `git log` shows"
        )
    }

    fn is_shallow(&self) -> bool {
        self.git(&["rev-parse", "--is-shallow-repository"])
            .is_ok_and(|it| it.trim() == "true")
    }

    /// The commit that HEAD names, or the empty tree before the first one.
    pub fn head(&self) -> Result<String, String> {
        self.git(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])
            .or_else(|_| self.git(&["hash-object", "-t", "tree", "--stdin"]))
            .map(|it| it.trim().to_owned())
    }

    /// Hunks since `base`, by path relative to the root. Files that git does not know yet are new as a whole.
    pub fn changes(&self, base: &str, side: Side) -> Result<Diff, String> {
        let mut args = vec![
            "-c",
            "core.quotePath=false",
            "diff",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--unified=0",
            "--find-renames",
            "--ignore-submodules",
            "--src-prefix=a/",
            "--dst-prefix=b/",
        ];
        if side == Side::Index {
            args.push("--cached");
        }
        args.extend([base, "--"]);
        let mut changes = parse(&self.git(&args)?);
        if side == Side::WorkTree {
            let new = self.git(&["ls-files", "--others", "--exclude-standard", "-z"])?;
            let whole = || Hunk {
                start: 1,
                count: usize::MAX,
                removed: Vec::new(),
            };
            changes.hunks.extend(
                new.split_terminator('\0')
                    .map(|it| (it.to_owned(), vec![whole()])),
            );
        }
        Ok(changes)
    }

    /// The tree of a commit, or of the index where none is named.
    pub fn export(&self, commit: Option<&str>) -> Result<Export, String> {
        let folder = tempfile::Builder::new()
            .prefix("gomapcheck-")
            .tempdir()
            .map_err(|error| format!("no temporary folder can be made: {error}"))?;
        let export = Export { folder };
        let index = export.folder.path().join("index");
        let index = commit.is_some().then_some(index.as_path());
        if let Some(commit) = commit {
            run(&self.root, &["read-tree", commit], index)?;
        }
        std::fs::create_dir(export.root()).map_err(|error| error.to_string())?;
        let prefix = format!("--prefix={}/", export.root().display());
        // Large files that are kept elsewhere are not fetched: they are no source.
        let args = [
            "-c",
            "filter.lfs.smudge=",
            "-c",
            "filter.lfs.process=",
            "-c",
            "filter.lfs.required=false",
            "checkout-index",
            "--all",
            "--force",
            &prefix,
        ];
        run(&self.root, &args, index)?;
        Ok(export)
    }
}

fn run(directory: &Path, args: &[&str], index: Option<&Path>) -> Result<String, String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(directory).args(args);
    command.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    command.stdin(std::process::Stdio::null());
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", index);
    }
    let output = command
        .output()
        .map_err(|error| format!("git cannot be started: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(said.trim().trim_start_matches("fatal: ").to_owned());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Reads a diff without context.
fn parse(diff: &str) -> Diff {
    let mut files: BTreeMap<String, Vec<Hunk>> = BTreeMap::new();
    let mut renamed = BTreeMap::new();
    let mut old_name = None;
    let mut path: Option<String> = None;
    // Lines of a hunk still to come: a removed line may look like a header.
    let (mut old, mut new) = (0, 0);
    for line in diff.lines() {
        if old > 0 && line.starts_with('-') {
            old -= 1;
            if let Some(path) = &path
                && let Some(hunk) = files.get_mut(path).and_then(|it| it.last_mut())
            {
                hunk.removed.push(line[1..].to_owned());
            }
        } else if new > 0 && line.starts_with('+') {
            new -= 1;
        } else if let Some(name) = line.strip_prefix("rename from ") {
            old_name = Some(unquoted(name));
        } else if let Some(name) = line.strip_prefix("rename to ") {
            renamed.extend(old_name.take().map(|old| (unquoted(name), old)));
        } else if let Some(name) = line.strip_prefix("+++ ") {
            path = unquoted(name).strip_prefix("b/").map(str::to_owned);
        } else if let Some((before, start, after)) = header(line) {
            (old, new) = (before, after);
            if let Some(path) = &path {
                files.entry(path.clone()).or_default().push(Hunk {
                    start,
                    count: after,
                    removed: Vec::new(),
                });
            }
        }
    }
    Diff {
        hunks: files,
        renamed,
    }
}

/// `@@ -a,b +c,d @@`: b, c, d.
fn header(line: &str) -> Option<(usize, usize, usize)> {
    let mut words = line.strip_prefix("@@ -")?.split(' ');
    let (_, before) = range(words.next()?)?;
    let (start, after) = range(words.next()?.strip_prefix('+')?)?;
    Some((before, start, after))
}

fn range(text: &str) -> Option<(usize, usize)> {
    match text.split_once(',') {
        Some((start, count)) => Some((start.parse().ok()?, count.parse().ok()?)),
        None => Some((text.parse().ok()?, 1)),
    }
}

/// A path as git writes it: in quotes with escapes where it has unusual characters, with a tab behind it where it has blanks.
fn unquoted(name: &str) -> String {
    let name = name.trim_end_matches('\t');
    let Some(inner) = name.strip_prefix('"').and_then(|it| it.strip_suffix('"')) else {
        return name.to_owned();
    };
    let mut bytes = Vec::new();
    let mut rest = inner.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(b't') => bytes.push(b'\t'),
            Some(b'n') => bytes.push(b'\n'),
            Some(b'r') => bytes.push(b'\r'),
            Some(digit @ b'0'..=b'3') => {
                let octal = rest
                    .by_ref()
                    .take(2)
                    .fold(u32::from(digit - b'0'), |sum, it| {
                        sum * 8 + u32::from(it.saturating_sub(b'0'))
                    });
                bytes.push(octal as u8);
            }
            Some(other) => bytes.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diffs_are_read() {
        let diff = "diff --git a/a.go b/a.go\n--- a/a.go\n+++ b/a.go\n@@ -3 +2,0 @@ func f() {\n-\tmu.Lock()\n\
                    @@ -9,0 +9,2 @@\n+one\n+++ two\ndiff --git a/x b/x\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n--- a\n\
                    --- /dev/null\n+++ \"b/tab\\there \\303\\251.go\"\n@@ -0,0 +1 @@\n+x\n";
        let files = parse(diff).hunks;
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["a.go", "tab\there é.go"]);
        let hunks = &files["a.go"];
        assert_eq!(
            (hunks[0].start, hunks[0].count, &*hunks[0].removed),
            (2, 0, &["\tmu.Lock()".to_owned()][..])
        );
        assert_eq!((hunks[1].start, hunks[1].count), (9, 2));
        let diff = "diff --git a/x b/y\nsimilarity index 90%\nrename from x\nrename to y\n--- a/x\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n";
        let diff = parse(diff);
        assert_eq!(
            diff.renamed,
            BTreeMap::from([("y".to_owned(), "x".to_owned())])
        );
        assert_eq!(diff.hunks["y"].len(), 1);
    }
}
