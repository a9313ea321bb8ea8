//! Discovery: from command-line patterns to a [`Workspace`].
//!
//! In: patterns as the go command reads them, a working directory. Out: modules, packages, files with
//! their text, build constraints and language version, assumptions made, and problems met.
//! Must not know Go syntax beyond build constraints, the generated marker, the package clause and imports.

pub mod constraint;

use crate::support::{FileId, Span};
use constraint::Constraint;
use smol_str::SmolStr;
use std::path::PathBuf;
use std::sync::Arc;

/// Everything that discovery found.
#[derive(Debug, Default)]
pub struct Workspace {
    /// The directory that display paths are relative to (the working directory).
    pub root: PathBuf,
    /// Modules by directory.
    pub modules: Vec<Module>,
    /// Packages, sorted by import path, then name; an external test package (`foo_test`) is a package of its own.
    pub packages: Vec<Package>,
    /// Files, sorted by display path; a [`FileId`] indexes this list.
    pub files: Vec<SourceFile>,
    /// What was assumed because something was missing (no go.mod, ...), one sentence each.
    pub assumptions: Vec<String>,
    /// What went wrong; never fatal for other files.
    pub problems: Vec<Problem>,
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
}

/// A Go language version such as 1.22.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GoVersion {
    /// 1.
    pub major: u16,
    /// The N of go1.N.
    pub minor: u16,
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
