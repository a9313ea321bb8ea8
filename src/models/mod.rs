//! Models: what the analysis knows of code whose source it does not read. Data from `rules/models/*.toml`.
//!
//! In: embedded TOML (and tables that a project adds). Out: [`Models`], look-ups by the parts of a qualified name. Must not know any stage.
//!
//! Names are `import/path.Func`, `import/path.Type.Method`, `import/path.Type`, `import/path.Type.Field`. An import path matches with any major
//! version (`/v5`, `.v3`) left out of the table, and vendored copies match too. `rules/models/README.md` shows the tables by example.

mod name;
mod rows;
mod table;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub use name::ParamType;
pub use rows::{
    Contract, FieldLauncher, Launcher, LockOp, MapEffect, MapFunction, Registration, Runs,
};
pub use table::{ModelsError, Table as ModelTable};

use name::ByName;
use rustc_hash::FxHashMap;

/// All tables, indexed by name.
#[derive(Debug, Default)]
pub struct Models {
    calls: ByName<Call>,
    effects: ByName<Vec<MapFunction>>,
    contract_methods: FxHashMap<Box<str>, Vec<Contract>>,
    contract_funcs: Vec<Contract>,
    fields: ByName<FieldLauncher>,
    registrations: Vec<Registration>,
    guesses: FxHashMap<Box<str>, Launcher>,
    fresh: ByName<()>,
    synchronized: ByName<()>,
    mutexes: ByName<()>,
}

/// What is stored for a call; [`Known`] without the borrow.
#[derive(Debug, Clone)]
enum Call {
    Launcher(Box<Launcher>),
    Plain(Known<'static>),
}

/// What a call is, for the analysis.
#[derive(Debug, Clone, Copy)]
pub enum Known<'a> {
    /// Runs an argument.
    Launcher(&'a Launcher),
    /// Locks or unlocks its receiver.
    Lock(LockOp),
    /// Locks or unlocks what its receiver keeps for the key in argument 0: other keys are not excluded, so a map that all keys share is not protected.
    KeyedLock(LockOp),
    /// `sync.RWMutex.RLocker`: returns the read side of its receiver.
    ReadSide,
    /// `semaphore.NewWeighted`: argument 0 is the capacity.
    SemNew,
    /// `semaphore.Weighted.Acquire`: argument 1 is the weight; exclusive only when that is the whole capacity.
    SemAcquire,
    /// As `SemAcquire`, if it returns true; argument 0 is the weight.
    SemTryAcquire,
    /// Gives back what was acquired.
    SemRelease,
    /// `sync.Once.Do`: runs argument 0 once, under the once.
    OnceDo,
    /// `sync.OnceFunc`: returns a function that runs argument 0 once, under the once.
    OnceFunc,
    /// `sync.WaitGroup.Wait`, `errgroup.Group.Wait`: waits for what the receiver counts.
    Wait,
    /// `sync.WaitGroup.Done`.
    Done,
    /// `sync.WaitGroup.Add`.
    Add,
    /// `sync.Cond.Wait`.
    CondWait,
    /// `errgroup.Group.SetLimit`: argument 0 bounds how many of the receiver's goroutines run at once; 1 makes them serial.
    Limit,
    /// `testing.T.Parallel`: from here on in parallel with the other parallel tests.
    Parallel,
    /// `io.Pipe`: returns the two ends of a pipe.
    Pipe,
    /// `io.ReadAll`: reads an argument to its end.
    ReadAll,
    /// `bufio.Scanner.Scan`: returns false at the end of what the receiver reads.
    Scan,
    /// Never returns.
    NoReturn,
    /// Returns something new that nobody else holds (`maps.Clone`, `errors.New`, constructors).
    Fresh,
    /// Returns what the receiver keeps under a key, to everybody the same (`sync.Map.Load`).
    Element,
    /// Returns the one value that the receiver keeps (`atomic.Value.Load`).
    Content,
}

impl Models {
    /// The tables that are built in.
    ///
    /// # Errors
    /// A table does not parse or names are malformed; never with the tables as released.
    pub fn load() -> Result<Models, ModelsError> {
        let mut models = Models::default();
        for (origin, text) in table::BUILT_IN {
            models.add(origin, text)?;
        }
        Ok(models)
    }

    /// Adds a table in the format of `rules/models`; its rows replace earlier ones of the same name. `origin` names it in errors.
    ///
    /// # Errors
    /// The table does not parse or names are malformed.
    pub fn add(&mut self, origin: &str, text: &str) -> Result<(), ModelsError> {
        table::add(self, origin, text)
    }

    /// Adds a table that was read already.
    ///
    /// # Errors
    /// Names are malformed.
    pub fn add_table(&mut self, origin: &str, table: ModelTable) -> Result<(), ModelsError> {
        table::add_table(self, origin, table)
    }

    /// What a call of `package.name` or `package.recv.name` is. `recv` is the receiver's type name without pointer and type arguments.
    pub fn call(&self, package: &str, recv: Option<&str>, name: &str) -> Option<Known<'_>> {
        match self.calls.get(package, recv, name) {
            Some(Call::Launcher(launcher)) => Some(Known::Launcher(launcher)),
            Some(Call::Plain(known)) => Some(*known),
            None => self.fresh(package, recv, name).then_some(Known::Fresh),
        }
    }

    /// The result is something new that nobody else holds. [`Known::Fresh`] says so only when there is nothing else to say: `slices.Collect`
    /// runs its argument too.
    pub fn fresh(&self, package: &str, recv: Option<&str>, name: &str) -> bool {
        self.fresh.get(package, recv, name).is_some()
    }

    /// What a function does to maps that it is given; empty when it is not known to touch any.
    pub fn map_effects(&self, package: &str, recv: Option<&str>, name: &str) -> &[MapFunction] {
        self.effects
            .get(package, recv, name)
            .map_or(&[], Vec::as_slice)
    }

    /// Contracts for methods of this name; the parameters are still to be compared.
    pub fn contract_method(&self, name: &str) -> &[Contract] {
        self.contract_methods.get(name).map_or(&[], Vec::as_slice)
    }

    /// Contracts for function values, by their parameters.
    pub fn contract_funcs(&self) -> &[Contract] {
        &self.contract_funcs
    }

    /// What happens to a function or value that is stored in this field.
    pub fn field_launcher(&self, package: &str, ty: &str, field: &str) -> Option<&FieldLauncher> {
        self.fields.get(package, Some(ty), field)
    }

    /// The generated registration function that `name` of `package` is by its shape (`RegisterGreeterServer`), the most specific one.
    pub fn registration(&self, package: &str, name: &str) -> Option<&Registration> {
        self.registrations
            .iter()
            .find(|row| row.matches(package, name))
    }

    /// What a method of this name does on a receiver whose type is not known (`x.Go(func() {...})`). A guess: ask only when nothing
    /// else is known of the call, and only with a function as the argument.
    pub fn guess(&self, name: &str) -> Option<&Launcher> {
        self.guesses.get(name)
    }

    /// The methods of this type may be called concurrently.
    pub fn synchronized(&self, package: &str, ty: &str) -> bool {
        self.synchronized.get(package, None, ty).is_some()
    }

    /// This type is a lock: `Lock`, `RLock` ... of it exclude each other.
    pub fn is_mutex(&self, package: &str, ty: &str) -> bool {
        self.mutexes.get(package, None, ty).is_some()
    }

    /// This method locks or unlocks by key only (see [`Known::KeyedLock`]).
    pub fn keyed(&self, package: &str, recv: Option<&str>, name: &str) -> bool {
        matches!(self.call(package, recv, name), Some(Known::KeyedLock(_)))
    }
}
