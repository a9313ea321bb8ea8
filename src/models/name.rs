//! Qualified names: how tables write them, and how import paths compare.
//!
//! In: names as written in a table. Out: [`ByName`], an index that is asked with the parts of a name, so that no look-up builds a string.
//! Must not know what is stored.

use rustc_hash::FxHashMap;

/// Entries by qualified name: hashed by the last part, then compared by receiver and import path.
#[derive(Debug)]
pub(super) struct ByName<T>(FxHashMap<Box<str>, Vec<Entry<T>>>);

#[derive(Debug)]
struct Entry<T> {
    package: Box<str>,
    recv: Option<Box<str>>,
    value: T,
}

impl<T> Default for ByName<T> {
    fn default() -> Self {
        ByName(FxHashMap::default())
    }
}

impl<T> ByName<T> {
    /// The entry of a name in parts.
    pub(super) fn get(&self, package: &str, recv: Option<&str>, name: &str) -> Option<&T> {
        self.0
            .get(name)?
            .iter()
            .find(|entry| entry.recv.as_deref() == recv && same_path(&entry.package, package))
            .map(|entry| &entry.value)
    }

    /// Sets the entry of a name, in place of an earlier one.
    pub(super) fn insert(&mut self, name: &Qualified<'_>, value: T) {
        let entries = self.0.entry(name.name.into()).or_default();
        let package = normalized(name.package);
        entries.retain(|entry| entry.recv.as_deref() != name.recv || entry.package != package);
        entries.push(Entry {
            package,
            recv: name.recv.map(Into::into),
            value,
        });
    }
}

/// A name in its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Qualified<'a> {
    /// Import path.
    pub(super) package: &'a str,
    /// Type of a method or field.
    pub(super) recv: Option<&'a str>,
    /// Function, method, field, type.
    pub(super) name: &'a str,
}

/// Splits `import/path.Type.Method`. The path ends before the trailing parts that start with a capital; a colon in place of the dot
/// tells where it ends when that is not so (`testing:common.Fatal`). None when malformed.
pub(super) fn split(text: &str) -> Option<Qualified<'_>> {
    let (package, rest) = match text.split_once(':') {
        Some(parts) => parts,
        None => text.split_at_checked(path_end(text)?)?,
    };
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let (recv, name) = match rest.split_once('.') {
        Some((recv, name)) => (Some(recv), name),
        None => (None, rest),
    };
    let words = [recv.unwrap_or("x"), name];
    let well_formed = !package.is_empty() && words.iter().all(|word| is_identifier(word));
    well_formed.then_some(Qualified {
        package,
        recv,
        name,
    })
}

/// Where the import path ends: at the first of the last, at most two, dots that are followed by a capital.
fn path_end(text: &str) -> Option<usize> {
    let segment = text.rfind('/').map_or(0, |slash| slash + 1);
    let mut end = None;
    for (dot, _) in text.rmatch_indices('.').take(2) {
        let capital = text[dot + 1..].starts_with(|c: char| c.is_ascii_uppercase());
        if dot < segment || !capital {
            break;
        }
        end = Some(dot);
    }
    end
}

fn is_identifier(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// Expands braces as a shell does: `a.{B,C}.{D,E}` gives four names, in order.
pub(super) fn expand(pattern: &str) -> Vec<String> {
    let Some((head, rest)) = pattern.split_once('{') else {
        return vec![pattern.to_owned()];
    };
    let Some((list, tail)) = rest.split_once('}') else {
        return vec![pattern.to_owned()];
    };
    let tails = expand(tail);
    let mut names = Vec::new();
    for word in list.split(',') {
        for tail in &tails {
            names.push(format!("{head}{}{tail}", word.trim()));
        }
    }
    names
}

/// Whether an import path is the one of a table: equal but for major versions and for a vendoring prefix.
pub(super) fn same_path(table: &str, path: &str) -> bool {
    if table == path {
        return true;
    }
    segments(table).eq(segments(unvendored(path)))
}

/// The import path without a `vendor` folder before it.
fn unvendored(path: &str) -> &str {
    if let Some(at) = path.rfind("/vendor/") {
        return &path[at + "/vendor/".len()..];
    }
    path.strip_prefix("vendor/").unwrap_or(path)
}

/// The segments of a path, without major versions: neither `v2` as a segment nor `.v3` at the end of one.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .filter(|segment| !is_version(segment) || matches!(*segment, "v0" | "v1"))
        .map(|segment| match segment.rsplit_once('.') {
            Some((stem, version)) if is_version(version) => stem,
            _ => segment,
        })
}

fn is_version(word: &str) -> bool {
    word.strip_prefix('v')
        .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

fn normalized(path: &str) -> Box<str> {
    let parts: Vec<&str> = segments(unvendored(path)).collect();
    parts.join("/").into()
}

/// The type of a parameter in a [`super::Contract`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParamType {
    /// A type of a package.
    Named {
        /// Import path, without major version.
        package: Box<str>,
        /// Name.
        name: Box<str>,
    },
    /// A predeclared type; `interface{}` is `any`.
    Basic(Box<str>),
    /// `*T`.
    Pointer(Box<ParamType>),
    /// `[]T`; of a variadic parameter too.
    Slice(Box<ParamType>),
    /// `chan<- T`.
    SendChan(Box<ParamType>),
}

impl ParamType {
    /// Reads a type as tables write it. None when malformed.
    pub(super) fn parse(text: &str) -> Option<ParamType> {
        let boxed = |rest: &str| ParamType::parse(rest).map(Box::new);
        if let Some(rest) = text.strip_prefix('*') {
            return boxed(rest).map(ParamType::Pointer);
        }
        if let Some(rest) = text.strip_prefix("[]").or_else(|| text.strip_prefix("...")) {
            return boxed(rest).map(ParamType::Slice);
        }
        if let Some(rest) = text.strip_prefix("chan<- ") {
            return boxed(rest).map(ParamType::SendChan);
        }
        if is_identifier(text) {
            return Some(ParamType::Basic(text.into()));
        }
        let name = split(text).filter(|name| name.recv.is_none())?;
        Some(ParamType::Named {
            package: normalized(name.package),
            name: name.name.into(),
        })
    }
}
