//! Environment: which settings of Go win on a machine and in each image, service and job, and why.
//!
//! In: [`Machine`], the files of the machine and of a repository as [`Facts`], findings of the rules about settings. Out: a [`Report`]. It runs
//! nothing and asks nobody. Must not know output formats.
//!
//! [`Machine`]: machine::Machine
//! [`Facts`]: crate::facts::Facts

mod conflicts;
mod context;
mod defaults;
mod demand;
mod disk;
mod entries;
mod flags;
pub mod machine;
mod paths;
mod places;
mod private;
mod resolve;
mod shells;
mod toolchain;
mod values;
mod worlds;

pub use machine::{Machine, Origins};
pub use resolve::resolve;

use crate::rules::Severity;
use std::path::PathBuf;

/// GOROOT of the go command that would be started here.
pub fn goroot(machine: &Machine) -> Option<PathBuf> {
    toolchain::find(machine).root
}

/// Everything that is to be told.
#[derive(Debug, Default)]
pub struct Report {
    /// The toolchain that a go command here would be.
    pub toolchain: Toolchain,
    /// What a go command started here uses, the important ones first.
    pub variables: Vec<Variable>,
    /// Places with an environment of their own: images, services, jobs, editors, other machines.
    pub worlds: Vec<World>,
    /// What could not be read or is not known, a sentence each.
    pub notes: Vec<String>,
}

/// The toolchain here.
#[derive(Debug, Default)]
pub struct Toolchain {
    /// Its GOROOT.
    pub root: Option<String>,
    /// `go1.26.4`, as its VERSION file says.
    pub version: Option<String>,
    /// What the module asks for: text (`go 1.27`), and where.
    pub wanted: Option<(String, Place)>,
    /// What comes of both, a sentence.
    pub verdict: Option<String>,
}

/// A variable as a go command or a program started here sees it.
#[derive(Debug)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// The value that wins; empty where nothing is set.
    pub value: String,
    /// Where from.
    pub source: Source,
    /// Other settings, the strongest first.
    pub others: Vec<Other>,
    /// What is wrong, the worst first.
    pub problems: Vec<Problem>,
    /// Somebody sets it, or everybody should know it.
    pub notable: bool,
}

/// Who sets a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The kind of place.
    pub scope: Scope,
    /// The place, where it is in a file.
    pub place: Option<Place>,
    /// What else is to be said: the profile, the key, the shell.
    pub label: String,
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// As shown: relative to the directory looked at, or `~/...`, or absolute.
    pub path: String,
    /// From 1.
    pub line: usize,
}

/// Kinds of places that set a variable here, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Go's own.
    Default,
    /// GOROOT/go.env.
    Goroot,
    /// The user's go/env file.
    User,
    /// The environment of this process.
    Process,
    /// A start file of a shell: holds for shells to come.
    Shell,
    /// .envrc of direnv: holds where direnv is hooked into the shell.
    Direnv,
}

impl Scope {
    /// The word in machine-readable output.
    pub fn id(self) -> &'static str {
        match self {
            Scope::Default => "default",
            Scope::Goroot => "goroot-go.env",
            Scope::User => "user-go-env",
            Scope::Process => "environment",
            Scope::Shell => "shell-file",
            Scope::Direnv => "direnv",
        }
    }
}

/// A setting that does not win.
#[derive(Debug, Clone)]
pub struct Other {
    /// Its value; what cannot be known without running something stays as written.
    pub value: String,
    /// Who sets it.
    pub source: Source,
    /// Why it does not count.
    pub standing: Standing,
}

/// Why a setting does not win.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A stronger one is there.
    Beaten,
    /// It says the same.
    Same,
    /// It takes effect in a new shell.
    Later,
    /// Its value is only known when it runs.
    Unknown,
    /// Go does not read this variable there.
    Ignored,
}

impl Standing {
    /// The word in machine-readable output.
    pub fn id(self) -> &'static str {
        match self {
            Standing::Beaten => "beaten",
            Standing::Same => "same",
            Standing::Later => "later",
            Standing::Unknown => "unknown",
            Standing::Ignored => "ignored",
        }
    }
}

/// Something wrong with a value, or between two of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Error: broken. Warning: a conflict or hazard. Note: good to know.
    pub severity: Severity,
    /// The rule that says more; none where there is none.
    pub rule: Option<String>,
    /// One sentence without full stop.
    pub message: String,
    /// Where, if not at the winner.
    pub place: Option<Place>,
}

/// A place with an environment of its own.
#[derive(Debug)]
pub struct World {
    /// What it is: `dockerfile`, `compose`, `ci`, `makefile`, `script`, `editor`, `windows` ...
    pub kind: &'static str,
    /// The file.
    pub path: String,
    /// Stages, services, jobs that are alike: "stage `build`"; empty for the file as a whole.
    pub names: Vec<String>,
    /// What is in effect there.
    pub variables: Vec<WorldVariable>,
}

/// A variable in a [`World`].
#[derive(Debug, Clone, PartialEq)]
pub struct WorldVariable {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Only a run can tell the value.
    pub dynamic: bool,
    /// Where it is set; none where the image brings it.
    pub place: Option<Place>,
    /// For whom, if not for all of it: "step `Test`", "one command".
    pub label: String,
    /// It holds for one command only.
    pub brief: bool,
    /// Values that it beats, with their places.
    pub over: Vec<(String, Option<Place>)>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

impl Report {
    /// All problems.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        let worlds = self.worlds.iter().flat_map(|it| &it.variables);
        let here = self.variables.iter().flat_map(|it| &it.problems);
        here.chain(worlds.flat_map(|it| &it.problems))
    }

    /// Is a value broken anywhere?
    pub fn broken(&self) -> bool {
        self.problems().any(|it| it.severity == Severity::Error)
    }
}
