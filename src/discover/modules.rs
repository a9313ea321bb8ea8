//! Which module a directory belongs to, and what its import path is.
//!
//! In: directories. Out: modules of the nearest go.mod, or stand-ins where there is none, with what was assumed.

use super::deps::{Cache, Found, Needs};
use super::gomod::{self, ModFile};
use super::walk::{clean, display, slashed};
use super::{GoVersion, Module, Problem, ProblemKind, prefix};
use smol_str::{SmolStr, format_smolstr};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The newest Go version known here.
pub(super) const NEWEST: GoVersion = GoVersion {
    major: 1,
    minor: super::constraint::NEWEST_GO,
};

/// What the go command assumes for a go.mod without a `go` line.
const WITHOUT_GO_LINE: GoVersion = GoVersion {
    major: 1,
    minor: 16,
};

/// The last version before modules.
const BEFORE_MODULES: GoVersion = GoVersion {
    major: 1,
    minor: 11,
};

/// A module with what discovery must know of it.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// The module.
    pub module: Module,
    /// `ignore` directives of its go.mod.
    pub ignore: Vec<String>,
    /// Has a go.mod.
    pub real: bool,
    /// Where the modules that it needs are.
    pub needs: Needs,
    /// Somebody else's: read for facts alone.
    pub dependency: bool,
}

/// The modules met so far.
#[derive(Debug)]
pub(super) struct Modules {
    /// The working directory.
    root: PathBuf,
    /// In the order they were met.
    pub list: Vec<Known>,
    by_dir: HashMap<PathBuf, usize>,
    /// The module cache.
    cache: Cache,
    /// What the tree of the working directory calls itself, once asked for: only without go.mod.
    own_path: Option<Option<SmolStr>>,
    /// Directories that go.work uses; none without a go.work.
    pub workspace: Option<Vec<PathBuf>>,
    /// What was assumed.
    pub assumptions: Vec<String>,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

impl Modules {
    /// The modules of the working directory: those of its go.work, and its own.
    pub(super) fn new(root: &Path) -> Modules {
        let mut modules = Modules {
            root: root.to_path_buf(),
            list: Vec::new(),
            by_dir: HashMap::new(),
            cache: Cache::of_environment(),
            own_path: None,
            workspace: None,
            assumptions: Vec::new(),
            problems: Vec::new(),
        };
        modules.read_workspace();
        if nearest(root).is_some() {
            modules.of_dir(root);
        }
        modules
    }

    fn read_workspace(&mut self) {
        let Some(path) = self
            .root
            .ancestors()
            .map(|dir| dir.join("go.work"))
            .find(|path| path.is_file())
        else {
            return;
        };
        let Some(file) = self.read(&path) else { return };
        let dir = path.parent().unwrap_or(&self.root).to_path_buf();
        let mut used = Vec::new();
        for entry in &file.uses {
            let used_dir = clean(&dir.join(entry));
            if used_dir.join("go.mod").is_file() {
                self.of_dir(&used_dir);
                used.push(used_dir);
            } else {
                let message = format!("go.work uses `{entry}`, but there is no go.mod in it");
                self.problem(&path, None, message);
            }
        }
        self.workspace = Some(used);
    }

    /// Reads a go.mod or go.work and reports its faults.
    fn read(&mut self, path: &Path) -> Option<ModFile> {
        match std::fs::read(path) {
            Ok(bytes) => {
                let file = gomod::parse(&String::from_utf8_lossy(&bytes));
                let name = display(&self.root, path);
                for (line, span, what) in &file.faults {
                    self.problem(
                        path,
                        Some(*span),
                        format!("{name}:{line}: {what}; the line was left out"),
                    );
                }
                Some(file)
            }
            Err(error) => {
                self.problem(path, None, format!("could not be read: {error}"));
                None
            }
        }
    }

    fn problem(&mut self, path: &Path, span: Option<crate::support::Span>, message: String) {
        let path = SmolStr::new(display(&self.root, path));
        self.problems.push(Problem {
            kind: ProblemKind::Config,
            path,
            span,
            message,
        });
    }

    /// The module that a directory belongs to.
    pub(super) fn of_dir(&mut self, dir: &Path) -> usize {
        if let Some(&known) = self.by_dir.get(dir) {
            return known;
        }
        let found = match nearest(outside_vendor(dir)) {
            Some(home) => self
                .by_dir
                .get(&home)
                .copied()
                .unwrap_or_else(|| self.load(&home)),
            None => {
                let known = self.stand_in(dir);
                let same = self
                    .list
                    .iter()
                    .position(|k| !k.real && k.module.dir == known.module.dir);
                same.unwrap_or_else(|| self.assume(known))
            }
        };
        self.by_dir.insert(dir.to_path_buf(), found);
        found
    }

    /// Adds the module of the go.mod in `home`.
    fn load(&mut self, home: &Path) -> usize {
        let path = home.join("go.mod");
        let file = self.read(&path).unwrap_or_default();
        let shown = display(&self.root, &path);
        let name = file.module.unwrap_or_else(|| {
            let name = dir_name(home);
            self.problem(
                &path,
                None,
                format!("{shown} names no module; its path is taken to be `{name}`"),
            );
            name
        });
        let go = file.go.unwrap_or_else(|| {
            self.assumptions.push(format!(
                "{shown} has no go line: Go 1.16 is assumed, as the go command does."
            ));
            WITHOUT_GO_LINE
        });
        let module = Module {
            path: name,
            dir: home.to_path_buf(),
            go,
            declared: true,
        };
        let needs = Needs::new(home, file.requires, file.replaces);
        self.list.push(Known {
            module,
            ignore: file.ignore,
            real: true,
            needs,
            dependency: false,
        });
        self.by_dir.insert(home.to_path_buf(), self.list.len() - 1);
        self.list.len() - 1
    }

    /// A module for a directory without go.mod.
    fn stand_in(&mut self, dir: &Path) -> Known {
        let known = |dir: PathBuf, path: SmolStr, go| Known {
            needs: Needs::new(&dir, Vec::new(), Vec::new()),
            module: Module {
                path,
                dir,
                go,
                declared: false,
            },
            ignore: Vec::new(),
            real: false,
            dependency: false,
        };
        if let Some((repository, path)) = gopath(dir) {
            return known(repository, path, BEFORE_MODULES);
        }
        let home = if dir.starts_with(&self.root) {
            self.root.clone()
        } else {
            dir.to_path_buf()
        };
        let old = ["vendor", "Godeps", "Gopkg.toml", "glide.yaml"]
            .iter()
            .any(|name| home.join(name).exists());
        // Packages that import each other by a path that nothing here says belong into a GOPATH.
        let own = if home == self.root {
            self.own_path
                .get_or_insert_with(|| prefix::of_tree(&home))
                .clone()
        } else {
            None
        };
        let go = if old || own.is_some() {
            BEFORE_MODULES
        } else {
            NEWEST
        };
        let path = own.unwrap_or_else(|| dir_name(&home));
        known(home, path, go)
    }

    /// Adds a stand-in and says what it assumes.
    fn assume(&mut self, known: Known) -> usize {
        let Module { path, dir, go, .. } = &known.module;
        let shown = display(&self.root, dir);
        let loops = if *go
            < (GoVersion {
                major: 1,
                minor: 22,
            }) {
            "one variable for all iterations"
        } else {
            "a variable for each iteration"
        };
        self.assumptions.push(format!(
            "No go.mod was found for `{shown}`: import paths are taken to begin with `{path}`, the language to be Go {}.{} (loops have {loops}).",
            go.major, go.minor
        ));
        self.list.push(known);
        self.list.len() - 1
    }

    /// The import path of a directory of module `index`.
    pub(super) fn import_path(&self, index: usize, dir: &Path) -> SmolStr {
        let Some(known) = self.list.get(index) else {
            return dir_name(dir);
        };
        let rest = dir
            .strip_prefix(&known.module.dir)
            .map(slashed)
            .unwrap_or_default();
        if is_std(&known.module) {
            return SmolStr::new(if rest.is_empty() { "std" } else { &rest });
        }
        // What is vendored is imported by its own path.
        let vendored = rest
            .rsplit_once("/vendor/")
            .map(|(_, path)| path)
            .or_else(|| rest.strip_prefix("vendor/"));
        match vendored {
            Some(path) => SmolStr::new(path),
            None if rest.is_empty() => known.module.path.clone(),
            None => format_smolstr!("{}/{rest}", known.module.path),
        }
    }

    /// The directory of an import path in one of the modules; it need not exist.
    pub(super) fn dir_of(&self, import_path: &str) -> Option<PathBuf> {
        let fitting = self.list.iter().filter_map(|known| {
            let module = &known.module;
            if is_std(module) {
                return Some((0, module.dir.join(import_path)));
            }
            let rest = import_path.strip_prefix(module.path.as_str())?;
            let rest = if rest.is_empty() {
                rest
            } else {
                rest.strip_prefix('/')?
            };
            Some((module.path.len() + 1, module.dir.join(rest)))
        });
        fitting.max_by_key(|(len, _)| *len).map(|(_, dir)| dir)
    }

    /// The directory of a package of another module that one of the own modules needs: replaced, vendored, or in the module cache.
    pub(super) fn dependency_dir(&mut self, import_path: &str) -> Option<PathBuf> {
        // Packages of the standard library have no dot in their first element.
        if !import_path.split('/').next()?.contains('.') {
            return None;
        }
        let own = self.list.iter().filter(|known| !known.dependency);
        let found = own
            .filter_map(|known| known.needs.find(&self.cache, import_path))
            .next()?;
        match found {
            Found::Vendored(dir) => Some(dir),
            Found::Module {
                module,
                home,
                local,
            } => {
                let rest = import_path.strip_prefix(module.as_str())?;
                let dir = home.join(rest.trim_start_matches('/'));
                if !dir.is_dir() {
                    return None;
                }
                if !self.by_dir.contains_key(&home) {
                    self.add_dependency(&home, module, local);
                }
                Some(dir)
            }
        }
    }

    /// Adds a module that another one needs, under the path by which it is imported.
    fn add_dependency(&mut self, home: &Path, path: SmolStr, local: bool) {
        // What is wrong with somebody else's go.mod is of no interest here.
        let text = std::fs::read(home.join("go.mod")).unwrap_or_default();
        let file = gomod::parse(&String::from_utf8_lossy(&text));
        let module = Module {
            path,
            dir: home.to_path_buf(),
            go: file.go.unwrap_or(WITHOUT_GO_LINE),
            declared: true,
        };
        self.list.push(Known {
            module,
            ignore: file.ignore,
            real: false,
            needs: Needs::new(home, Vec::new(), Vec::new()),
            dependency: !local,
        });
        self.by_dir.insert(home.to_path_buf(), self.list.len() - 1);
    }

    /// Is the directory somebody else's code?
    pub(super) fn is_dependency(&self, index: usize, dir: &Path) -> bool {
        self.list.get(index).is_some_and(|known| {
            known.dependency
                || dir
                    .strip_prefix(&known.module.dir)
                    .is_ok_and(|rest| rest.components().any(|it| it.as_os_str() == "vendor"))
        })
    }

    /// Does the go.mod's `ignore` leave the directory out?
    pub(super) fn ignores(&self, index: usize, dir: &Path) -> bool {
        let Some(known) = self
            .list
            .get(index)
            .filter(|known| !known.ignore.is_empty())
        else {
            return false;
        };
        let Ok(rest) = dir.strip_prefix(&known.module.dir).map(slashed) else {
            return false;
        };
        known
            .ignore
            .iter()
            .any(|ignored| match ignored.strip_prefix("./") {
                Some(exact) => rest == exact.trim_end_matches('/'),
                None => {
                    let anywhere = ignored.trim_matches('/');
                    rest.strip_suffix(anywhere)
                        .is_some_and(|before| before.is_empty() || before.ends_with('/'))
                }
            })
    }
}

/// Is it the standard library's module, whose import paths are its directories?
pub(super) fn is_std(module: &Module) -> bool {
    module.path == "std"
}

/// The directory that holds the outermost `vendor` directory which `dir` is in, or `dir`: a go.mod that was vendored along says nothing.
fn outside_vendor(dir: &Path) -> &Path {
    let is_vendor = |at: &&Path| at.file_name().is_some_and(|name| name == "vendor");
    let vendor = dir.ancestors().filter(is_vendor).last();
    vendor.and_then(Path::parent).unwrap_or(dir)
}

/// The nearest directory with a go.mod, upwards.
pub(super) fn nearest(dir: &Path) -> Option<PathBuf> {
    dir.ancestors()
        .find(|dir| dir.join("go.mod").is_file())
        .map(Path::to_path_buf)
}

/// Name of a directory as a module path.
fn dir_name(dir: &Path) -> SmolStr {
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    let name: String = name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || "-_.~".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    if name.is_empty() {
        SmolStr::new_static("main")
    } else {
        SmolStr::from(name)
    }
}

/// In `.../src/github.com/x/y/z`: the directory and the path of the repository, `github.com/x/y`.
fn gopath(dir: &Path) -> Option<(PathBuf, SmolStr)> {
    let parts: Vec<_> = dir.components().collect();
    let name = |at: usize| parts.get(at).map(|part| part.as_os_str().to_string_lossy());
    let src = (0..parts.len()).find(|&at| {
        name(at).is_some_and(|n| n == "src")
            && name(at + 1).is_some_and(|n| n.contains('.') && !n.starts_with('.'))
    })?;
    let end = parts.len().min(src + 4);
    let repository: PathBuf = parts[..end].iter().collect();
    let path: Vec<_> = (src + 1..end).filter_map(name).collect();
    Some((repository, SmolStr::from(path.join("/"))))
}
