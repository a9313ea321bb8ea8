//! Discovery: from command-line patterns to a [`Workspace`].
//!
//! In: patterns as the go command reads them, a working directory. Out: modules, packages, files with
//! their text, build constraints and language version, assumptions made, and problems met.
//! Must not know Go syntax beyond build constraints, the generated marker, the package clause and imports.

mod builds;
pub mod constraint;
mod deps;
pub mod documents;
mod gomod;
mod header;
mod load;
mod modules;
mod pattern;
mod platform;
mod prefix;
mod walk;

use crate::support::{FileId, Span};
use constraint::Constraint;
pub use documents::{DocKind, Document};
use load::Loader;
use modules::Modules;
use pattern::{matched_nothing, resolve};
use smol_str::SmolStr;
use std::path::PathBuf;
use std::sync::Arc;

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The working directory: patterns and display paths are relative to it.
    pub cwd: PathBuf,
    /// Patterns as the go command reads them; none mean `./...`.
    pub patterns: Vec<String>,
    /// Read `_test.go` files too.
    pub include_tests: bool,
    /// Build tags that are set; those not named here may be either.
    pub tags: Vec<String>,
    /// Look for configuration files below the directories named with `...` too.
    pub documents: bool,
}

/// Everything that discovery found.
#[derive(Debug, Default)]
pub struct Workspace {
    /// The directory that display paths are relative to (the working directory).
    pub root: PathBuf,
    /// Modules by directory.
    pub modules: Vec<Module>,
    /// Packages, sorted by import path, then name; an external test package (`foo_test`) is a package of its own.
    pub packages: Vec<Package>,
    /// Go files, sorted by display path; a [`FileId`] indexes this list, and [`Workspace::documents`] behind its end.
    pub files: Vec<SourceFile>,
    /// Configuration, build, container and CI files, sorted by display path.
    pub documents: Vec<Document>,
    /// What was assumed because something was missing (no go.mod, ...), one sentence each.
    pub assumptions: Vec<String>,
    /// What went wrong; never fatal for other files.
    pub problems: Vec<Problem>,
}

impl Workspace {
    /// The identity of the n-th document.
    pub fn document_id(&self, index: usize) -> FileId {
        FileId((self.files.len() + index) as u32)
    }
}

/// One Go module, or a stand-in for a tree without go.mod.
#[derive(Debug, Clone)]
pub struct Module {
    /// Module path, e.g. `github.com/gin-gonic/gin`; made up from the directory's name where there is no go.mod.
    pub path: SmolStr,
    /// Directory of go.mod.
    pub dir: PathBuf,
    /// Language version of the `go` line.
    pub go: GoVersion,
    /// There is a go.mod: what lies below it is the whole module, not some part of a tree.
    pub declared: bool,
}

/// A Go language version such as 1.22.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GoVersion {
    /// 1.
    pub major: u16,
    /// The N of go1.N.
    pub minor: u16,
}

impl GoVersion {
    /// Some go.mod may say so: `go` lines came with Go 1.12, and what is taken for the language without a go.mod is older.
    pub fn is_stated(self) -> bool {
        (self.major, self.minor) >= (1, 12)
    }
}

/// Index of a package in [`Workspace::packages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackageId(pub u32);

impl PackageId {
    /// The index as `usize`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One Go package: the files of one directory with one package clause (in-package test files included).
#[derive(Debug, Clone)]
pub struct Package {
    /// Import path; of an external test package the path of the package under test with `_test` appended.
    pub import_path: SmolStr,
    /// Name in the package clause.
    pub name: SmolStr,
    /// Its files, in display path order.
    pub files: Vec<FileId>,
    /// Index into [`Workspace::modules`].
    pub module: u32,
    /// Matched by the patterns: findings are reported. Otherwise loaded for facts alone.
    pub target: bool,
    /// Of a module that the analysed ones need: nobody else's calls are of interest there.
    pub dependency: bool,
    /// What its functions do matters, not only what they are declared to be. Of a dependency's packages those matter that start
    /// goroutines.
    pub bodies: bool,
}

/// One .go file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path to open it.
    pub path: PathBuf,
    /// Path shown to the user: relative to the working directory where it lies inside, forward slashes.
    pub display: SmolStr,
    /// Its bytes as UTF-8 (without a byte order mark removed: offsets are those of the file).
    pub text: Arc<str>,
    /// The package it belongs to.
    pub package: PackageId,
    /// Name ends in `_test.go`.
    pub is_test: bool,
    /// Carries the `// Code generated ... DO NOT EDIT.` marker before the package clause.
    pub generated: bool,
    /// Effective language version: `//go:build go1.N` may raise or lower the module's.
    pub go: GoVersion,
    /// When the file is built.
    pub constraint: Constraint,
}

/// Something that could not be used as it should, with a sentence for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// Display path of the file or directory.
    pub path: SmolStr,
    /// Where in the file, if known.
    pub span: Option<Span>,
    /// A sentence that names what is wrong and what to do.
    pub message: String,
}

/// Kinds of problems; `Fatal` ones make the run exit with status 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// Not readable, not UTF-8, binary, too large: the file is left out.
    FileSkipped,
    /// A declaration with syntax that could not be read is left out.
    SyntaxUnread,
    /// go.mod, go.work and the like could not be read; something was assumed instead.
    Config,
    /// A pattern that matched nothing or cannot be resolved: the job could not be done.
    Fatal,
}

/// Finds and reads the packages that the patterns name, and those of the same modules that they import.
///
/// Never fails as a whole: what could not be done is among [`Workspace::problems`].
pub fn discover(options: &Options) -> Workspace {
    let root =
        walk::clean(&std::path::absolute(&options.cwd).unwrap_or_else(|_| options.cwd.clone()));
    let mut workspace = Workspace {
        root: root.clone(),
        ..Workspace::default()
    };
    let mut modules = Modules::new(&root);
    let mut loader = Loader::new(options, &root);
    let default = ["./...".to_string()];
    let patterns = if options.patterns.is_empty() {
        default.as_slice()
    } else {
        options.patterns.as_slice()
    };
    if options.documents {
        let roots = documents::roots(&root, patterns);
        let threads = rayon::current_num_threads();
        workspace.documents = documents::find(&root, &roots, threads, &mut workspace.problems);
    }
    let mut resolved = Vec::new();
    for pattern in patterns {
        match resolve(&mut modules, &root, pattern) {
            Ok(matched) => resolved.push((pattern, matched)),
            Err(message) => {
                workspace
                    .problems
                    .push(of_pattern(ProblemKind::Fatal, pattern, message))
            }
        }
    }
    for (_, matched) in &resolved {
        loader.load_dirs(&matched.dirs, true);
    }
    let named: Vec<PathBuf> = resolved
        .iter()
        .flat_map(|(_, matched)| matched.files.iter().cloned())
        .collect();
    loader.load_files(&named);
    let with_packages = loader.dirs();
    for (pattern, matched) in resolved {
        for (dir, error) in matched.unlisted {
            let message = format!("the directory could not be read: {error}; it is left out");
            let path = SmolStr::from(walk::display(&root, &dir));
            workspace.problems.push(Problem {
                kind: ProblemKind::FileSkipped,
                path,
                span: None,
                message,
            });
        }
        let found = !matched.files.is_empty()
            || matched
                .dirs
                .iter()
                .any(|dir| with_packages.contains(&dir.dir));
        // A module without Go files is worth a word, a repository of other things is not.
        let modules = [DocKind::GoMod, DocKind::GoWork];
        let others = |it: &Document| !modules.contains(&it.kind);
        let only_documents = pattern == "./..." && workspace.documents.iter().any(others);
        if !found && !only_documents {
            // An empty module is no reason to fail.
            let kind = if pattern == "./..." {
                ProblemKind::Config
            } else {
                ProblemKind::Fatal
            };
            workspace.problems.push(of_pattern(
                kind,
                pattern,
                matched_nothing(&root, pattern, matched.wild),
            ));
        }
    }
    loader.load_imported(&mut modules);
    workspace.problems.append(&mut loader.problems);
    loader.finish(&mut modules, &mut workspace);
    workspace.problems.append(&mut modules.problems);
    workspace.assumptions.append(&mut modules.assumptions);
    workspace
        .problems
        .sort_by(|a, b| (&a.path, a.span, &a.message).cmp(&(&b.path, b.span, &b.message)));
    workspace.problems.dedup();
    workspace
}

/// A problem with a pattern.
fn of_pattern(kind: ProblemKind, pattern: &str, message: String) -> Problem {
    Problem {
        kind,
        path: SmolStr::new(pattern),
        span: None,
        message,
    }
}
