//! Types of code whose source is not at hand, from `rules/models/stdlib.toml` and `modules.toml`.
//!
//! In: embedded TOML whose packages are written as Go declarations, see `parse`. Out: [`ExternalTypes`], look-ups by import
//! path and name. A package is read when it is first asked for. Must not know the loaded packages, except to hand out their own types
//! where both know a package.

mod parse;
mod read;

use super::subst::{rewrite, subst};
use super::universe::guess_name;
use super::*;
use crate::outline::FileOutline;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::OnceLock;

const TABLES: [&str; 2] = [
    include_str!("../../rules/models/stdlib.toml"),
    include_str!("../../rules/models/modules.toml"),
];

/// Embedding deeper than this is not followed.
const MAX_DEPTH: u32 = 8;

/// The table.
#[derive(Debug, Default)]
pub struct ExternalTypes {
    sources: FxHashMap<SmolStr, Source>,
}

/// A package as written, and as read when it was first asked for.
#[derive(Debug)]
struct Source {
    path: SmolStr,
    closed: bool,
    go: String,
    outline: OnceLock<FileOutline>,
    package: OnceLock<ExternalPackage>,
}

#[derive(Debug, Default)]
struct ExternalPackage {
    types: FxHashMap<SmolStr, ExternalType>,
    values: FxHashMap<SmolStr, ExternalValue>,
}

#[derive(Debug)]
struct ExternalType {
    params: Vec<(SmolStr, Ty)>,
    alias: bool,
    rhs: Ty,
    fields: FxHashMap<SmolStr, Ty>,
    methods: FxHashMap<SmolStr, Ty>,
    embedded: Vec<Ty>,
}

/// A function or variable of the table.
#[derive(Debug)]
struct ExternalValue {
    ty: Ty,
    params: Vec<(SmolStr, Ty)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    package: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// Import path, without a major version suffix.
    path: String,
    /// The exported members listed are all there are.
    #[serde(default)]
    closed: bool,
    /// Go declarations without package clause and bodies. Imports are known by path in an import declaration.
    go: String,
}

/// The embedded table.
pub(super) fn table() -> &'static ExternalTypes {
    static READ: OnceLock<ExternalTypes> = OnceLock::new();
    READ.get_or_init(|| {
        let mut out = ExternalTypes::default();
        TABLES.iter().for_each(|it| out.add(it));
        out
    })
}

impl ExternalTypes {
    /// Adds a table; one that is not readable is left out (a test makes sure that the embedded ones are).
    fn add(&mut self, text: &str) {
        let Ok(table) = toml::from_str::<Table>(text) else {
            return;
        };
        for entry in table.package {
            let path = SmolStr::new(&entry.path);
            let (outline, package) = (OnceLock::new(), OnceLock::new());
            let source = Source {
                path: path.clone(),
                closed: entry.closed,
                go: entry.go,
                outline,
                package,
            };
            self.sources.insert(path, source);
        }
    }

    /// Whether the table has this package.
    pub(super) fn has(&self, path: &str) -> bool {
        self.source(path).is_some()
    }

    /// The package with this path, or with the path without its major version.
    fn source(&self, path: &str) -> Option<&Source> {
        self.sources
            .get(path)
            .or_else(|| self.sources.get(without_version(path)?.as_str()))
    }

    /// The package with this path; and the path it has in the table.
    fn package(&self, path: &str) -> Option<(&Source, &ExternalPackage)> {
        let source = self.source(path)?;
        Some((
            source,
            source.package.get_or_init(|| read::package(source, self)),
        ))
    }
}

/// An import path without its major version: `github.com/labstack/echo/v4/middleware`, `gopkg.in/yaml.v3`.
fn without_version(path: &str) -> Option<String> {
    let is_version = |part: &str| {
        part.len() > 1 && part.starts_with('v') && part[1..].bytes().all(|it| it.is_ascii_digit())
    };
    if let Some(at) = path.split('/').position(is_version) {
        let parts = path
            .split('/')
            .enumerate()
            .filter(|it| it.0 != at)
            .map(|it| it.1);
        return Some(parts.collect::<Vec<_>>().join("/"));
    }
    let (base, version) = path.rsplit_once('.')?;
    is_version(version).then(|| base.to_owned())
}

impl Universe {
    /// Replaces what the table calls by its own path, or what is loaded after all.
    fn adopt(&self, ty: Ty, table_path: &SmolStr, asked: &str) -> Ty {
        let renamed = table_path != asked;
        if !renamed && !self.mixed {
            return ty;
        }
        let replace = |it: &Ty| {
            let Ty::External(name, args) = it else {
                return None;
            };
            if let Some(package) = self.by_path.get(&name.0) {
                let decl = self.packages[*package]
                    .names
                    .get(&name.1)?
                    .iter()
                    .find_map(|it| match it {
                        super::universe::Decl::Type(id, _) => Some(*id),
                        _ => None,
                    })?;
                return Some(self.named(decl, args));
            }
            let renamed = renamed && name.0 == *table_path;
            renamed.then(|| {
                Ty::External(
                    Arc::new((SmolStr::new(asked), name.1.clone())),
                    args.clone(),
                )
            })
        };
        rewrite(&ty, &replace).unwrap_or(ty)
    }

    /// A type of the table; aliases of types of other packages are followed.
    fn external_type(&self, path: &str, name: &str) -> Option<(&SmolStr, bool, &ExternalType)> {
        let (mut path, mut name) = (path, name);
        for _ in 0..MAX_DEPTH {
            let (source, package) = self.external?.package(path)?;
            let found = package.types.get(name)?;
            match &found.rhs {
                Ty::External(other, _) if found.alias => (path, name) = (&other.0, &other.1),
                _ => return Some((&source.path, source.closed, found)),
            }
        }
        None
    }

    /// A type of a package whose source is not loaded; aliases that the table knows are resolved away.
    pub(super) fn external_named(&self, path: &SmolStr, name: &str, args: &[Ty]) -> Ty {
        match self.external_type(path, name) {
            Some((key, _, it)) if it.alias => {
                self.adopt(subst(&it.rhs, &it.params, args), key, path)
            }
            _ => Ty::External(Arc::new((path.clone(), SmolStr::new(name))), args.into()),
        }
    }

    /// What a member of such a package is, as far as the table knows it to be a type.
    pub(super) fn external_object(&self, path: &SmolStr, name: &str) -> Option<Object> {
        self.external_type(path, name)
            .map(|_| Object::Type(self.external_named(path, name, &[])))
    }

    /// What a bare name may be that a dot import of such a package brings in: a function or variable of the table.
    pub(super) fn external_dotted(&self, path: &SmolStr, name: &str) -> Object {
        let package = self.external.and_then(|it| it.package(path));
        match package.is_some_and(|it| it.1.values.contains_key(name)) {
            true => Object::External(path.clone(), SmolStr::new(name)),
            false => Object::Unknown,
        }
    }

    /// The right-hand side of such a type; Unknown when the table has none.
    pub(super) fn external_underlying(&self, name: &Arc<(SmolStr, SmolStr)>, args: &[Ty]) -> Ty {
        let Some((key, _, it)) = self.external_type(&name.0, &name.1) else {
            return Ty::Unknown;
        };
        self.adopt(subst(&it.rhs, &it.params, args), key, &name.0)
    }

    /// The type of a field or method; none when the table has none.
    pub(super) fn external_member(
        &self,
        name: &Arc<(SmolStr, SmolStr)>,
        args: &[Ty],
        member: &str,
    ) -> Option<Ty> {
        self.external_member_at(name, args, member, true, 0)
    }

    /// The type of a field; none when the table has none.
    pub(super) fn external_field(
        &self,
        name: &Arc<(SmolStr, SmolStr)>,
        args: &[Ty],
        member: &str,
    ) -> Option<Ty> {
        self.external_member_at(name, args, member, false, 0)
    }

    fn external_member_at(
        &self,
        name: &Arc<(SmolStr, SmolStr)>,
        args: &[Ty],
        member: &str,
        methods: bool,
        depth: u32,
    ) -> Option<Ty> {
        let (key, _, it) = self.external_type(&name.0, &name.1)?;
        let method = || {
            if methods {
                it.methods.get(member)
            } else {
                None
            }
        };
        if let Some(ty) = it.fields.get(member).or_else(method) {
            return Some(self.adopt(subst(ty, &it.params, args), key, &name.0));
        }
        let embedded = it.embedded.iter().filter(|_| depth < MAX_DEPTH);
        embedded.into_iter().find_map(|ty| {
            let ty = subst(ty, &it.params, args);
            let Ty::External(inner, args) = super::select::strip(&ty).0 else {
                return None;
            };
            // What an embedded field brings in is a member like any other.
            self.external_member_at(inner, args, member, true, depth + 1)
        })
    }

    /// The type parameters of a function of a package whose source is not loaded.
    pub(super) fn external_params(&self, path: &str, name: &str) -> &[(SmolStr, Ty)] {
        let package = self.external.and_then(|it| it.package(path));
        package
            .and_then(|it| it.1.values.get(name))
            .map_or(&[], |it| &it.params)
    }

    /// A function or variable of a package whose source is not loaded.
    pub(super) fn external_value(&self, path: &str, name: &str) -> Option<Ty> {
        let (source, package) = self.external?.package(path)?;
        let value = package.values.get(name)?;
        Some(self.adopt(value.ty.clone(), &source.path, path))
    }

    /// The methods that the table knows of such a type, sorted by name.
    pub(super) fn external_methods(&self, ty: &Ty) -> Vec<(SmolStr, Ty)> {
        let mut out = Vec::new();
        self.collect_methods(ty, &mut out, 0);
        // Of one name the shallowest, which comes first.
        out.sort_by(|a, b| a.0.cmp(&b.0));
        out.dedup_by(|a, b| a.0 == b.0);
        out
    }

    fn collect_methods(&self, ty: &Ty, out: &mut Vec<(SmolStr, Ty)>, depth: u32) {
        let Ty::External(name, args) = super::select::strip(ty).0 else {
            return;
        };
        let Some((key, _, it)) = self.external_type(&name.0, &name.1) else {
            return;
        };
        let own = |ty: &Ty| self.adopt(subst(ty, &it.params, args), key, &name.0);
        out.extend(
            it.methods
                .iter()
                .map(|(member, ty)| (member.clone(), own(ty))),
        );
        if depth < MAX_DEPTH {
            for ty in &it.embedded {
                self.collect_methods(&subst(ty, &it.params, args), out, depth + 1);
            }
        }
    }

    /// The table lists all members of this type.
    pub(super) fn external_closed(&self, name: &Arc<(SmolStr, SmolStr)>) -> bool {
        self.external_type(&name.0, &name.1)
            .is_some_and(|(_, closed, _)| closed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::subst::rewrite;

    fn has_unknown(ty: &Ty) -> bool {
        let unknown = std::cell::Cell::new(false);
        rewrite(ty, &|it| {
            if let Ty::Param(..) = it {
                return Some(Ty::Nil);
            }
            unknown.set(unknown.get() || *it == Ty::Unknown);
            None
        });
        unknown.get()
    }

    #[test]
    fn the_embedded_tables_are_readable() {
        for text in TABLES {
            let table: Table = toml::from_str(text).expect("a table");
            let paths: Vec<&str> = table.package.iter().map(|it| it.path.as_str()).collect();
            assert!(
                paths.is_sorted_by(|a, b| a < b),
                "packages are sorted and named once"
            );
        }
        for source in table().sources.values() {
            let unread = parse::parse(&source.go).1;
            assert!(unread.is_empty(), "{}: {unread:#?}", source.path);
        }
    }

    #[test]
    fn every_type_in_the_tables_is_known() {
        let table = table();
        let mut unknown = Vec::new();
        for path in table.sources.keys() {
            let package = table.package(path).expect("a package").1;
            for (name, ty) in &package.types {
                let is_union = matches!(&ty.rhs, Ty::Interface(it) if it.is_empty());
                if has_unknown(&ty.rhs) && !is_union {
                    unknown.push(format!("{path}.{name}"));
                }
                let members = ty
                    .fields
                    .iter()
                    .chain(&ty.methods)
                    .filter(|it| has_unknown(it.1));
                unknown.extend(members.map(|it| format!("{path}.{name}.{}", it.0)));
            }
            let values = package.values.iter().filter(|it| has_unknown(&it.1.ty));
            unknown.extend(values.map(|it| format!("{path}.{}", it.0)));
        }
        unknown.sort();
        assert!(unknown.is_empty(), "{unknown:#?}");
    }

    #[test]
    fn versions_in_import_paths() {
        let without = |path| without_version(path).unwrap_or_default();
        assert_eq!(
            without("github.com/labstack/echo/v4"),
            "github.com/labstack/echo"
        );
        assert_eq!(
            without("github.com/labstack/echo/v4/middleware"),
            "github.com/labstack/echo/middleware"
        );
        assert_eq!(without("gopkg.in/yaml.v3"), "gopkg.in/yaml");
        assert_eq!(without("net/http"), "");
        assert_eq!(without("github.com/nats-io/nats.go"), "");
    }
}
