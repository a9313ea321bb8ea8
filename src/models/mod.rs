//! Models: what the analysis knows of code whose source it does not read. Data from `rules/models/*.toml`.
//!
//! In: embedded TOML (and tables that a project adds). Out: [`Models`], look-ups by qualified name. Must not know any stage.
//!
//! Names are `import/path.Func`, `import/path.Type.Method`, `import/path.Type`, `import/path.Type.Field`. An import path matches with any major
//! version suffix (`/v5`) left out of the table.

use serde::Deserialize;

/// All tables.
#[derive(Debug, Default)]
pub struct Models {}

/// How often what a launcher is given runs at the same time as itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Runs {
    /// One goroutine per call of the launcher.
    Once,
    /// Many at the same time (HTTP handlers).
    Many,
    /// One at a time, but concurrent with everything else (informer handlers).
    Serial,
    /// In the caller's goroutine, before the launcher returns.
    Inline,
}

/// A function that runs what it is given, mostly in another goroutine.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Launcher {
    /// Qualified name.
    pub func: String,
    /// Index of the argument (without receiver) that is run; `recv` fields of struct arguments are named in `fields`.
    pub arg: usize,
    /// Methods that are run when the argument is no function: `["ServeHTTP"]`, or `["*"]` for all exported ones.
    #[serde(default)]
    pub methods: Vec<String>,
    /// How often.
    pub runs: Runs,
    /// How a report names the goroutine: "HTTP handler", "errgroup goroutine", "timer".
    pub kind: String,
    /// Method of the same receiver that waits for all that were started: `Wait`.
    #[serde(default)]
    pub join: Option<String>,
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
    /// How often.
    pub runs: Runs,
    /// How a report names the goroutine.
    pub kind: String,
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
    /// Qualified name.
    pub func: String,
    /// Argument index; -1 is the receiver; -2: every argument (`fmt.Println`).
    pub arg: i32,
    /// What it does.
    pub effect: MapEffect,
    /// The effect also reaches maps in fields of a struct that the argument points to (decoding, printing).
    #[serde(default)]
    pub deep: bool,
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
    RLock,
    /// Releases it.
    RUnlock,
    /// Exclusive if it returns true.
    TryLock,
    /// Shared if it returns true.
    TryRLock,
}

/// What a call is, for the analysis.
#[derive(Debug, Clone)]
pub enum Known<'a> {
    /// Runs an argument.
    Launcher(&'a Launcher),
    /// Locks or unlocks its receiver.
    Lock(LockOp),
    /// `sync.Once.Do`: runs argument 0 once, under the once.
    OnceDo,
    /// `sync.WaitGroup.Wait`, `errgroup.Group.Wait`: waits for what the receiver counts.
    Wait,
    /// `sync.WaitGroup.Done`.
    Done,
    /// `sync.WaitGroup.Add`.
    Add,
    /// `sync.Cond.Wait`.
    CondWait,
    /// Never returns.
    NoReturn,
    /// Returns something new that nobody else holds (`maps.Clone`, `errors.New`, constructors).
    Fresh,
}
