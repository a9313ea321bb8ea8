//! The rows of the tables that stages read: launchers, contracts, fields, registrations, map effects, lock operations.
//!
//! In: TOML through serde. Out: plain values. Must not know how they are looked up.

use super::name::{ParamType, same_path};
use serde::Deserialize;

/// How often what a launcher is given runs at the same time as itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Runs {
    /// One goroutine per call of the launcher.
    Once,
    /// Many at the same time.
    Many,
    /// Many at the same time, once a server has gone to work (HTTP handlers).
    Served,
    /// One at a time, but concurrent with everything else (informer handlers).
    Serial,
    /// In the caller's goroutine, before the launcher returns.
    Inline,
}

/// A function that runs what it is given, mostly in another goroutine.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Launcher {
    /// Qualified name, as the table writes it (with its braces).
    pub func: String,
    /// Index of the argument (without receiver) that is run.
    #[serde(default)]
    pub arg: usize,
    /// All arguments from `arg` on are run.
    #[serde(default)]
    pub rest: bool,
    /// Methods that are run when the argument is no function: `["ServeHTTP"]`, or `["*"]` for all exported ones.
    #[serde(default)]
    pub methods: Vec<String>,
    /// How often.
    pub runs: Runs,
    /// How a report names the goroutine: "HTTP handler", "errgroup goroutine", "timer".
    #[serde(default)]
    pub kind: String,
    /// Method of the same receiver that waits for all that were started: `Wait`.
    #[serde(default)]
    pub join: Option<String>,
    /// Returns only after all that it started have ended (`testing.B.RunParallel`).
    #[serde(default)]
    pub waits: bool,
    /// The argument runs under an exclusive lock that belongs to the receiver (`MutexValue.WithLock`).
    #[serde(default)]
    pub locked: bool,
    /// The one thread of the program on which it runs, together with whatever else names that thread: an event loop.
    #[serde(default)]
    pub thread: Option<String>,
}

/// An interface method or function signature that is called concurrently by contract, wherever the value is registered.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// Method name; none: any function or method value of this signature.
    #[serde(default)]
    pub method: Option<String>,
    /// Parameter types, qualified: `net/http.ResponseWriter`, `*net/http.Request`.
    pub params: Vec<String>,
    /// `params`, parsed.
    #[serde(skip)]
    pub types: Vec<ParamType>,
    /// How often.
    pub runs: Runs,
    /// How a report names the goroutine.
    pub kind: String,
}

/// A struct field whose value is run once it is set.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldLauncher {
    /// Qualified name, as the table writes it (with its braces).
    pub field: String,
    /// Methods that are run when the value is no function.
    #[serde(default)]
    pub methods: Vec<String>,
    /// How often.
    pub runs: Runs,
    /// What is run inline is run again and again: it makes something new each time.
    #[serde(default)]
    pub again: bool,
    /// How a report names the goroutine.
    #[serde(default)]
    pub kind: String,
}

/// A generated function that registers an implementation, known by the shape of its name: `RegisterGreeterServer(s, impl)`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// Start of the function's name.
    pub func_prefix: String,
    /// End of the function's name; something must stand between the two.
    pub func_suffix: String,
    /// End of the package's import path, empty for any.
    #[serde(default)]
    pub package_suffix: String,
    /// Index of the argument that is registered.
    pub arg: usize,
    /// Methods that are run: `["*"]` for all exported ones.
    pub methods: Vec<String>,
    /// How often.
    pub runs: Runs,
    /// How a report names the goroutine.
    pub kind: String,
}

impl Registration {
    /// Whether this function has the shape.
    pub fn matches(&self, package: &str, name: &str) -> bool {
        name.strip_prefix(self.func_prefix.as_str())
            .and_then(|rest| rest.strip_suffix(self.func_suffix.as_str()))
            .is_some_and(|middle| !middle.is_empty())
            && package.ends_with(&self.package_suffix)
    }
}

/// What a function does to a map that it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MapEffect {
    /// Reads it.
    Read,
    /// Reads all of it (an iteration).
    Range,
    /// Writes it.
    Write,
    /// Deletes from it.
    Delete,
}

/// A function or method that touches the map it is given (or is a method of).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapFunction {
    /// Qualified name, as the table writes it (with its braces).
    pub func: String,
    /// Argument index; -1 is the receiver; -2: every argument (`fmt.Println`).
    pub arg: i32,
    /// What it does.
    pub effect: MapEffect,
    /// The effect also reaches maps in fields of a struct that the argument points to (decoding, printing).
    #[serde(default)]
    pub deep: bool,
    /// It happens when the result is iterated, not in the call (`maps.Keys`): a lock held only around the call does not protect it.
    #[serde(default)]
    pub lazy: bool,
}

/// What a method does to the lock that it is a method of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LockOp {
    /// Exclusive lock.
    Lock,
    /// Releases it.
    Unlock,
    /// Shared lock.
    #[serde(rename = "rlock")]
    RLock,
    /// Releases it.
    #[serde(rename = "runlock")]
    RUnlock,
    /// Exclusive if it returns true.
    #[serde(rename = "try-lock")]
    TryLock,
    /// Shared if it returns true.
    #[serde(rename = "try-rlock")]
    TryRLock,
}

impl ParamType {
    /// Whether this is the named type, of whatever version of its package.
    pub fn is(&self, package: &str, name: &str) -> bool {
        matches!(self, ParamType::Named { package: table, name: own } if &**own == name && same_path(table, package))
    }
}
