//! Go packages by import path: what an import path names, and what is declared there.
//!
//! In: modules, files and outlines. Out: [`Packages`], also of nested modules, which are read when first asked for.

use super::value::{Value, value_of};
use crate::discover::Workspace;
use crate::outline::{self, FileOutline, VarDecl};
use crate::syntax;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The packages.
#[derive(Debug)]
pub struct Packages<'a> {
    workspace: &'a Workspace,
    outlines: &'a [FileOutline],
    /// Module path and directory, the longest path first.
    modules: Vec<(String, PathBuf)>,
    /// Packages that were read on demand.
    read: Mutex<BTreeMap<PathBuf, Declared>>,
}

/// What the files of a directory declare.
#[derive(Debug, Clone, Default)]
pub struct Declared {
    /// Names of package clauses; none: no Go files.
    pub names: Vec<String>,
    /// Package-level variables and constants.
    pub vars: Vec<Var>,
    /// Functions that call others: what they return is not known before the program runs.
    pub calling: Vec<String>,
    /// Some file could not be read in full: a name that is missing may be there.
    pub doubtful: bool,
}

/// A package-level variable or constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Var {
    /// Its name.
    pub name: String,
    /// `const`.
    pub constant: bool,
    /// Declared or evident type, as far as it is a plain name: `string`.
    pub ty: Option<String>,
    /// Has an initial value.
    pub initialised: bool,
    /// What it begins with.
    pub value: Value,
    /// In a `_test.go` file.
    pub test: bool,
}

/// Where an import path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// In no module of this repository.
    Elsewhere,
    /// A directory of this repository; it need not exist.
    Directory(PathBuf),
}

impl<'a> Packages<'a> {
    /// The packages of a workspace.
    pub fn new(workspace: &'a Workspace, outlines: &'a [FileOutline]) -> Self {
        let mut modules: Vec<(String, PathBuf)> = workspace
            .modules
            .iter()
            .map(|it| (it.path.to_string(), it.dir.clone()))
            .collect();
        for document in workspace
            .documents
            .iter()
            .filter(|it| it.kind == crate::discover::DocKind::GoMod)
        {
            let directives = crate::document::gomod::read(&document.text);
            let module = directives.iter().find(|it| it.verb == "module");
            if let (Some(path), Some(dir)) =
                (module.and_then(|it| it.arg(0)), document.path.parent())
            {
                modules.push((path.to_owned(), dir.to_path_buf()));
            }
        }
        modules.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        modules.dedup();
        Packages {
            workspace,
            outlines,
            modules,
            read: Mutex::new(BTreeMap::new()),
        }
    }

    /// Modules: path and directory.
    pub fn modules(&self) -> &[(String, PathBuf)] {
        &self.modules
    }

    /// Where an import path leads.
    pub fn target(&self, import_path: &str) -> Target {
        let inside = self.modules.iter().find_map(|(path, dir)| {
            let rest = import_path.strip_prefix(path.as_str())?;
            let rest = if rest.is_empty() {
                rest
            } else {
                rest.strip_prefix('/')?
            };
            Some(dir.join(rest))
        });
        inside.map_or(Target::Elsewhere, Target::Directory)
    }

    /// What a directory declares. Files of all build configurations count.
    pub fn declared(&self, dir: &Path) -> Declared {
        let known: Vec<usize> = (0..self.workspace.files.len())
            .filter(|it| self.workspace.files[*it].path.parent() == Some(dir))
            .collect();
        let mut declared = Declared::default();
        for index in &known {
            let file = &self.workspace.files[*index];
            if let Some(outline) = self.outlines.get(*index) {
                declared.add(outline, &file.text, file.is_test);
            }
        }
        let unread = |it: &&crate::discover::Problem| {
            let path = self.workspace.root.join(it.path.as_str());
            path.parent() == Some(dir) && path.extension().is_some_and(|it| it == "go")
        };
        declared.doubtful = self.workspace.problems.iter().any(|it| unread(&it));
        // Excluded files and directories that the patterns did not name are read now.
        let rest = self.on_disk(dir, &known);
        declared.merge(rest);
        declared
    }

    fn on_disk(&self, dir: &Path, known: &[usize]) -> Declared {
        if let Ok(read) = self.read.lock()
            && let Some(declared) = read.get(dir)
        {
            return declared.clone();
        }
        let mut declared = Declared::default();
        let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|it| it.path()).collect();
        paths.sort();
        for path in paths {
            let go = path.extension().is_some_and(|it| it == "go");
            if !go
                || known
                    .iter()
                    .any(|it| self.workspace.files[*it].path == path)
            {
                continue;
            }
            let Ok(text) = std::fs::read_to_string(&path) else {
                declared.doubtful = true;
                continue;
            };
            let tree = syntax::go::parse(&text);
            declared.doubtful |= !tree.unread.is_empty();
            let test = path.to_string_lossy().ends_with("_test.go");
            declared.add(&outline::build(&tree, &text), &text, test);
        }
        if let Ok(mut read) = self.read.lock() {
            read.insert(dir.to_path_buf(), declared.clone());
        }
        declared
    }
}

impl Declared {
    fn add(&mut self, outline: &FileOutline, text: &str, test: bool) {
        let name = outline.package.to_string();
        if !self.names.contains(&name) {
            self.names.push(name);
        }
        self.vars.extend(outline.vars.iter().map(|it| Var {
            name: it.name.to_string(),
            constant: it.constant,
            ty: type_name(it),
            initialised: it.init.is_some(),
            value: match it.value {
                Some(span) => value_of(span.text(text), &outline.imports),
                None if it.init.is_some() => Value::Unknown,
                None => Value::None,
            },
            test,
        }));
        let plain = outline.funcs.iter().filter(|it| it.recv.is_none());
        let calling = plain.filter(|it| super::value::calls_out(it.full.text(text)));
        self.calling.extend(calling.map(|it| it.name.to_string()));
    }

    fn merge(&mut self, other: Declared) {
        for name in other.names {
            if !self.names.contains(&name) {
                self.names.push(name);
            }
        }
        self.vars.extend(other.vars);
        self.calling.extend(other.calling);
        self.doubtful |= other.doubtful;
    }

    /// Only main packages, and their tests.
    pub fn is_main(&self) -> bool {
        !self.names.is_empty()
            && self
                .names
                .iter()
                .all(|it| it == "main" || it == "main_test")
    }

    /// The variable or constant of this name.
    pub fn var(&self, name: &str) -> Option<&Var> {
        self.vars.iter().find(|it| it.name == name)
    }
}

fn type_name(var: &VarDecl) -> Option<String> {
    match &var.ty {
        Some(outline::TypeRef::Name(name)) => Some(name.to_string()),
        _ => None,
    }
}
