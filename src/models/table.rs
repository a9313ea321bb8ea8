//! Reads tables into [`Models`].
//!
//! In: TOML text. Out: the index, or an error that names the table and the row. Must not know who asks.

use super::name::{ByName, ParamType, Qualified, expand, split};
use super::rows::{Contract, FieldLauncher, Launcher, LockOp, MapFunction, Registration};
use super::{Call, Known, Models};
use serde::Deserialize;
use std::fmt;

/// The tables that are built in, by file name.
pub(super) const BUILT_IN: [(&str, &str); 6] = [
    ("calls.toml", include_str!("../../rules/models/calls.toml")),
    (
        "contracts.toml",
        include_str!("../../rules/models/contracts.toml"),
    ),
    (
        "effects.toml",
        include_str!("../../rules/models/effects.toml"),
    ),
    (
        "launchers.toml",
        include_str!("../../rules/models/launchers.toml"),
    ),
    ("locks.toml", include_str!("../../rules/models/locks.toml")),
    (
        "synchronized.toml",
        include_str!("../../rules/models/synchronized.toml"),
    ),
];

/// A table that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelsError {
    /// Which table.
    pub origin: String,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for ModelsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "model table {}: {}", self.origin, self.message)
    }
}

impl std::error::Error for ModelsError {}

/// One TOML document. Any table may hold any kind of row.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Table {
    pub(super) once_do: Vec<String>,
    pub(super) once_func: Vec<String>,
    pub(super) wait: Vec<String>,
    pub(super) done: Vec<String>,
    pub(super) add: Vec<String>,
    pub(super) cond_wait: Vec<String>,
    pub(super) limit: Vec<String>,
    pub(super) parallel: Vec<String>,
    pub(super) pipe: Vec<String>,
    pub(super) read_all: Vec<String>,
    pub(super) scan: Vec<String>,
    pub(super) no_return: Vec<String>,
    pub(super) fresh: Vec<String>,
    pub(super) element: Vec<String>,
    pub(super) content: Vec<String>,
    pub(super) sem_new: Vec<String>,
    pub(super) sem_acquire: Vec<String>,
    pub(super) sem_try_acquire: Vec<String>,
    pub(super) sem_release: Vec<String>,
    pub(super) synchronized: Vec<String>,
    pub(super) launcher: Vec<Launcher>,
    pub(super) contract: Vec<Contract>,
    pub(super) field_launcher: Vec<FieldLauncher>,
    pub(super) registration: Vec<Registration>,
    pub(super) guess: Vec<Launcher>,
    pub(super) map: Vec<MapFunction>,
    pub(super) lock: Vec<LockRow>,
    pub(super) read_side: Vec<NameRow>,
}

/// A method that locks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LockRow {
    pub(super) func: String,
    pub(super) op: LockOp,
    /// By the key in argument 0.
    #[serde(default)]
    pub(super) keyed: bool,
}

/// A row that is a name only.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameRow {
    pub(super) func: String,
}

impl Table {
    /// The lists of names, with what a call of them is.
    pub(super) fn lists(&self) -> [(&[String], Known<'static>); 18] {
        [
            (&self.once_do, Known::OnceDo),
            (&self.once_func, Known::OnceFunc),
            (&self.wait, Known::Wait),
            (&self.done, Known::Done),
            (&self.add, Known::Add),
            (&self.cond_wait, Known::CondWait),
            (&self.limit, Known::Limit),
            (&self.parallel, Known::Parallel),
            (&self.pipe, Known::Pipe),
            (&self.read_all, Known::ReadAll),
            (&self.scan, Known::Scan),
            (&self.no_return, Known::NoReturn),
            (&self.sem_new, Known::SemNew),
            (&self.sem_acquire, Known::SemAcquire),
            (&self.sem_try_acquire, Known::SemTryAcquire),
            (&self.sem_release, Known::SemRelease),
            (&self.element, Known::Element),
            (&self.content, Known::Content),
        ]
    }
}

/// Reads a table and adds its rows.
pub(super) fn add(models: &mut Models, origin: &str, text: &str) -> Result<(), ModelsError> {
    let table = toml::from_str(text).map_err(|error| ModelsError {
        origin: origin.to_owned(),
        message: error.to_string(),
    })?;
    add_table(models, origin, table)
}

/// Adds the rows of a table.
pub(super) fn add_table(
    models: &mut Models,
    origin: &str,
    table: Table,
) -> Result<(), ModelsError> {
    let fail = |message: String| ModelsError {
        origin: origin.to_owned(),
        message,
    };
    add_calls(models, &table).map_err(fail)?;
    add_effects(models, table.map).map_err(fail)?;
    for contract in table.contract {
        add_contract(models, contract).map_err(fail)?;
    }
    for row in table.field_launcher {
        insert(&mut models.fields, &row.field, &row).map_err(fail)?;
    }
    for row in table.guess {
        for name in expand(&row.func) {
            models.guesses.insert(name.into(), row.clone());
        }
    }
    for name in &table.fresh {
        insert(&mut models.fresh, name, &()).map_err(fail)?;
    }
    for name in &table.synchronized {
        insert(&mut models.synchronized, name, &()).map_err(fail)?;
    }
    models.registrations.extend(table.registration);
    // The most specific shape answers first: `RegisterXHandlerServer` is no `RegisterXServer`.
    let specific = |row: &Registration| {
        row.func_prefix.len() + row.func_suffix.len() + row.package_suffix.len()
    };
    models
        .registrations
        .sort_by_key(|row| std::cmp::Reverse(specific(row)));
    Ok(())
}

fn add_calls(models: &mut Models, table: &Table) -> Result<(), String> {
    for (names, known) in table.lists() {
        for name in names {
            insert(&mut models.calls, name, &Call::Plain(known))?;
        }
    }
    for row in &table.read_side {
        insert(&mut models.calls, &row.func, &Call::Plain(Known::ReadSide))?;
    }
    for row in &table.lock {
        add_lock(models, row)?;
    }
    for row in &table.launcher {
        insert(
            &mut models.calls,
            &row.func,
            &Call::Launcher(Box::new(row.clone())),
        )?;
    }
    Ok(())
}

fn add_lock(models: &mut Models, row: &LockRow) -> Result<(), String> {
    if row.keyed {
        return insert(
            &mut models.calls,
            &row.func,
            &Call::Plain(Known::KeyedLock(row.op)),
        );
    }
    insert(
        &mut models.calls,
        &row.func,
        &Call::Plain(Known::Lock(row.op)),
    )?;
    for text in expand(&row.func) {
        let method = qualified(&text)?;
        let Some(recv) = method.recv else {
            return Err(format!("`{text}` is no method"));
        };
        let ty = Qualified {
            package: method.package,
            recv: None,
            name: recv,
        };
        models.mutexes.insert(&ty, ());
    }
    Ok(())
}

/// Effects of one function are gathered before they replace those of an earlier table.
fn add_effects(models: &mut Models, rows: Vec<MapFunction>) -> Result<(), String> {
    let mut named: Vec<(String, MapFunction)> = Vec::new();
    for row in rows {
        named.extend(
            expand(&row.func)
                .into_iter()
                .map(|name| (name, row.clone())),
        );
    }
    named.sort_by(|(a, _), (b, _)| a.cmp(b));
    for group in named.chunk_by(|(a, _), (b, _)| a == b) {
        let Some((name, _)) = group.first() else {
            continue;
        };
        let effects = group.iter().map(|(_, row)| row.clone()).collect();
        models.effects.insert(&qualified(name)?, effects);
    }
    Ok(())
}

fn add_contract(models: &mut Models, mut contract: Contract) -> Result<(), String> {
    for param in &contract.params {
        let ty = ParamType::parse(param).ok_or_else(|| format!("`{param}` is no type"))?;
        contract.types.push(ty);
    }
    match &contract.method {
        None => models.contract_funcs.push(contract),
        Some(method) => {
            let rows = models.contract_methods.entry(method.as_str().into());
            rows.or_default().push(contract);
        }
    }
    Ok(())
}

fn insert<T: Clone>(index: &mut ByName<T>, pattern: &str, value: &T) -> Result<(), String> {
    for name in expand(pattern) {
        index.insert(&qualified(&name)?, value.clone());
    }
    Ok(())
}

fn qualified(name: &str) -> Result<Qualified<'_>, String> {
    split(name).ok_or_else(|| format!("`{name}` is no qualified name"))
}
