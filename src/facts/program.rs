//! Programs: which directory a build compiles, and the files of this repository that are part of it.
//!
//! In: a build of a document. Out: directories of main packages, and [`Program`]s. What cannot be told is left out. Must not know rules.

use super::go_build::GoBuild;
use super::packages::Target;
use super::{Doc, Facts};
use crate::document::Node;
use crate::document::cut::HOLE;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Directories of the Go files that were asked for, with the indices of their files.
#[derive(Debug, Default)]
pub struct Directories {
    files: BTreeMap<PathBuf, Vec<usize>>,
}

/// What a program is made of.
#[derive(Debug, Default)]
pub struct Program {
    /// Files of this repository, by index in the workspace.
    pub files: Vec<usize>,
    /// Import paths, and the file that names each first.
    pub imports: BTreeMap<String, usize>,
}

/// How a program is built.
#[derive(Debug, Clone, Default)]
pub struct How {
    /// The operating system, where it is known.
    pub os: Option<String>,
    /// Build tags, `cgo` among them when cgo is on.
    pub tags: Vec<String>,
}

impl Directories {
    /// Those of a workspace.
    pub fn of(facts: &Facts) -> Directories {
        let mut directories = Directories::default();
        for (index, file, _) in facts.own_files() {
            if let Some(dir) = file.path.parent() {
                let files = directories.files.entry(dir.to_path_buf()).or_default();
                files.push(index);
            }
        }
        directories
    }

    /// Main packages, by directory.
    pub fn mains<'b>(&'b self, facts: &'b Facts) -> impl Iterator<Item = &'b Path> {
        let main = |files: &[usize]| {
            files.iter().any(|it| {
                let file = &facts.workspace.files[*it];
                !file.is_test
                    && facts
                        .outlines
                        .get(*it)
                        .is_some_and(|it| it.package == "main")
            })
        };
        self.files
            .iter()
            .filter(move |(_, files)| main(files))
            .map(|(dir, _)| dir.as_path())
    }

    fn is_main(&self, facts: &Facts, dir: &Path) -> bool {
        self.mains(facts).any(|it| it == dir)
    }

    /// The main packages that a build compiles, as far as can be told.
    pub fn built(&self, facts: &Facts, doc: &Doc, build: &GoBuild) -> Vec<PathBuf> {
        if build.open {
            return Vec::new();
        }
        let mut named: Vec<String> = build.packages.iter().map(|it| it.text.clone()).collect();
        if let Some(node) = build.release {
            named.extend(node.get("main").and_then(Node::text).map(str::to_owned));
        }
        if named.is_empty() {
            named.push(".".to_owned());
        }
        let bases = bases(facts, doc, build);
        let mut found = BTreeSet::new();
        for name in named {
            found.extend(self.resolve(facts, &bases, &name));
        }
        found.into_iter().collect()
    }

    fn resolve(&self, facts: &Facts, bases: &[PathBuf], name: &str) -> Vec<PathBuf> {
        if name.contains([HOLE, '$', '@', '*', '`', '{']) {
            return Vec::new();
        }
        let name = name.trim_end_matches('/');
        // Files of a package stand for it.
        let name = match name.strip_suffix(".go") {
            Some(_) => name.rsplit_once('/').map_or(".", |(dir, _)| dir),
            None => name,
        };
        let (name, below) = match name.strip_suffix("...") {
            Some(it) => (it.trim_end_matches('/'), true),
            None => (name, false),
        };
        let local = name.is_empty() || name.starts_with('.');
        let candidates: Vec<PathBuf> = if local {
            let clean = |base: &PathBuf| clean(&base.join(name));
            bases.iter().map(clean).collect()
        } else {
            match facts.packages.target(name) {
                Target::Directory(dir) => vec![dir],
                Target::Elsewhere => Vec::new(),
            }
        };
        for dir in candidates {
            let found: Vec<PathBuf> = if below {
                let all = self.mains(facts).filter(|it| it.starts_with(&dir));
                all.map(Path::to_path_buf).collect()
            } else {
                Some(dir)
                    .filter(|it| self.is_main(facts, it))
                    .into_iter()
                    .collect()
            };
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// What the program of a directory is made of.
    pub fn program(&self, facts: &Facts, dir: &Path, how: &How) -> Program {
        let mut program = Program::default();
        let mut seen: BTreeSet<PathBuf> = BTreeSet::from([dir.to_path_buf()]);
        let mut open = vec![dir.to_path_buf()];
        while let Some(dir) = open.pop() {
            for index in self.files.get(&dir).into_iter().flatten().copied() {
                let file = &facts.workspace.files[index];
                if file.is_test || !file.constraint.built_with(how.os.as_deref(), &how.tags) {
                    continue;
                }
                program.files.push(index);
                for import in facts
                    .outlines
                    .get(index)
                    .into_iter()
                    .flat_map(|it| &it.imports)
                {
                    let path = import.path.as_str();
                    program.imports.entry(path.to_owned()).or_insert(index);
                    if let Target::Directory(dir) = facts.packages.target(path)
                        && seen.insert(dir.clone())
                    {
                        open.push(dir);
                    }
                }
            }
        }
        program.files.sort_unstable();
        program
    }
}

/// Directories that relative names may be meant from, the likeliest first.
fn bases(facts: &Facts, doc: &Doc, build: &GoBuild) -> Vec<PathBuf> {
    let root = &facts.workspace.root;
    let folder = root.join(doc.folder());
    let mut found = Vec::new();
    if let Some(dir) = build
        .release
        .and_then(|it| it.get("dir"))
        .and_then(Node::text)
    {
        return vec![clean(&root.join(dir))];
    }
    if let Some((host, command)) = build.command(doc) {
        let args = command.args();
        let chosen = args.first().filter(|it| it.text == "-C").and(args.get(1));
        let index = build.at.map_or(0, |(_, it)| it);
        let before = &host.script.commands[..index.min(host.script.commands.len())];
        let moved = before
            .iter()
            .rfind(|it| matches!(it.name(), "cd" | "pushd"))
            .and_then(|it| it.args().first());
        let dir = chosen
            .or(moved)
            .map(|it| it.text.clone())
            .or_else(|| host.directory.clone());
        if let Some(dir) = dir {
            // Scripts go to their own directory, or to the root of the repository, first.
            let home = ["dirname", "show-toplevel", "GITHUB_WORKSPACE"];
            let known = !dir.contains(['$', HOLE]) && !dir.starts_with('-');
            if known {
                found.push(clean(&folder.join(&dir)));
                found.push(clean(&root.join(&dir)));
            }
            if known || !home.iter().any(|it| dir.contains(it)) {
                return found;
            }
        }
    }
    found.push(folder);
    if let Some(module) = facts.go_mod_of(doc.display()) {
        found.push(root.join(module.folder()));
    }
    found.push(root.clone());
    found
}

/// Without `.` and `..`.
fn clean(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}
