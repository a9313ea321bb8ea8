//! Types of code whose source is not at hand, from `rules/models/stdlib.toml`.
//!
//! In: embedded TOML whose packages are written as Go declarations without bodies. Out: [`ExternalTypes`], look-ups by import
//! path and name. Must not know the loaded packages, except to hand out their own types where both know a package.

use super::subst::{rewrite, subst};
use super::universe::{basic, guess_name};
use super::*;
use crate::outline::{FileOutline, FuncType, InterfaceType, TypeParam, TypeRef};
use crate::syntax::go::GoTree;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::OnceLock;

const TABLE: &str = include_str!("../../rules/models/stdlib.toml");

/// The table.
#[derive(Debug, Default)]
pub struct ExternalTypes {
    packages: FxHashMap<SmolStr, ExternalPackage>,
}

#[derive(Debug, Default)]
struct ExternalPackage {
    closed: bool,
    types: FxHashMap<SmolStr, ExternalType>,
    values: FxHashMap<SmolStr, ExternalValue>,
}

#[derive(Debug)]
struct ExternalType {
    params: Vec<(SmolStr, Ty)>,
    alias: bool,
    rhs: Ty,
    members: FxHashMap<SmolStr, Ty>,
    embedded: Vec<Ty>,
}

/// A function or variable of the table.
#[derive(Debug)]
pub(super) struct ExternalValue {
    pub(super) ty: Ty,
    pub(super) params: Vec<(SmolStr, Ty)>,
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
    /// The members listed are all there are.
    #[serde(default)]
    closed: bool,
    /// Go declarations without package clause and bodies. Imports are known by path in an import declaration.
    go: String,
}

/// The embedded table, read once.
pub(super) fn table() -> &'static ExternalTypes {
    static READ: OnceLock<ExternalTypes> = OnceLock::new();
    READ.get_or_init(|| read(TABLE))
}

/// Reads a table; what is not readable is left out (a test makes sure that the embedded one is).
fn read(text: &str) -> ExternalTypes {
    let Ok(table) = toml::from_str::<Table>(text) else {
        return ExternalTypes::default();
    };
    let outlines: Vec<(SmolStr, bool, FileOutline)> = table
        .package
        .into_iter()
        .filter_map(|it| Some((SmolStr::new(&it.path), it.closed, outline(&it.go)?)))
        .collect();
    let by_path: FxHashMap<&str, &FileOutline> = outlines
        .iter()
        .map(|(path, _, it)| (path.as_str(), it))
        .collect();
    let mut packages = FxHashMap::default();
    for (path, closed, outline) in &outlines {
        let reader = Reader {
            path,
            outline,
            all: &by_path,
        };
        packages.insert(path.clone(), reader.package(*closed));
    }
    ExternalTypes { packages }
}

fn outline(go: &str) -> Option<FileOutline> {
    let text = format!("package p\n{go}");
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_go::LANGUAGE.into()).ok()?;
    let tree = GoTree {
        tree: parser.parse(&text, None)?,
        unread: Vec::new(),
        method_type_params: Vec::new(),
    };
    Some(crate::outline::build(&tree, &text))
}

struct Reader<'a> {
    path: &'a SmolStr,
    outline: &'a FileOutline,
    all: &'a FxHashMap<&'a str, &'a FileOutline>,
}

impl Reader<'_> {
    fn package(&self, closed: bool) -> ExternalPackage {
        let mut out = ExternalPackage {
            closed,
            ..ExternalPackage::default()
        };
        for decl in &self.outline.types {
            let params = self.params(&decl.params, &[]);
            let mut ty = ExternalType {
                alias: decl.alias,
                rhs: self.ty(&decl.ty, &params, 0),
                members: FxHashMap::default(),
                embedded: Vec::new(),
                params,
            };
            if let TypeRef::Struct(it) = &decl.ty {
                for field in &it.fields {
                    let field_ty = self.ty(&field.ty, &ty.params, 0);
                    if field.embedded {
                        ty.embedded.push(field_ty.clone());
                    }
                    ty.members.insert(field.name.clone(), field_ty);
                }
            }
            if let Ty::Interface(methods) = &ty.rhs {
                ty.members.extend(methods.iter().cloned());
            }
            out.types.insert(decl.name.clone(), ty);
        }
        for func in &self.outline.funcs {
            let Some(recv) = &func.recv else {
                let params = self.params(&func.params, &[]);
                let ty = self.func(&func.sig, &params);
                out.values
                    .insert(func.name.clone(), ExternalValue { ty, params });
                continue;
            };
            let Some(owner) = out.types.get_mut(&recv.base) else {
                continue;
            };
            let ty = self.func(&func.sig, &owner.params);
            owner.members.insert(func.name.clone(), ty);
        }
        for var in &self.outline.vars {
            let ty = var
                .ty
                .as_ref()
                .map(|it| self.ty(it, &[], 0))
                .unwrap_or_default();
            out.values.insert(
                var.name.clone(),
                ExternalValue {
                    ty,
                    params: Vec::new(),
                },
            );
        }
        out
    }

    fn params(&self, params: &[TypeParam], outer: &[(SmolStr, Ty)]) -> Vec<(SmolStr, Ty)> {
        let mut scope = outer.to_vec();
        scope.extend(super::resolve::bare_params(params));
        let core = |it: &TypeParam| match &it.constraint {
            TypeRef::Tilde(inner) => self.ty(inner, &scope, 0),
            _ => Ty::Unknown,
        };
        params
            .iter()
            .map(|it| {
                (
                    it.name.clone(),
                    Ty::Param(it.name.clone(), Arc::new(core(it))),
                )
            })
            .collect()
    }

    fn func(&self, sig: &FuncType, params: &[(SmolStr, Ty)]) -> Ty {
        let all = |list: &[(SmolStr, TypeRef)]| {
            list.iter()
                .map(|(_, ty)| self.ty(ty, params, 0))
                .collect::<Vec<_>>()
        };
        let mut inputs = all(&sig.params);
        if sig.variadic
            && let Some(last) = inputs.last_mut()
        {
            *last = Ty::Slice(Arc::new(std::mem::take(last)));
        }
        Ty::Func(Arc::new(Sig {
            params: inputs,
            results: all(&sig.results),
            variadic: sig.variadic,
        }))
    }

    fn ty(&self, ty: &TypeRef, params: &[(SmolStr, Ty)], depth: u32) -> Ty {
        if depth > 16 {
            return Ty::Unknown;
        }
        let one = |it: &TypeRef| Arc::new(self.ty(it, params, depth + 1));
        match ty {
            TypeRef::Name(name) => self.name(name, params, &[]),
            TypeRef::Qualified(package, name) => self.qualified(package, name, &[]),
            TypeRef::Pointer(inner) => Ty::Pointer(one(inner)),
            TypeRef::Slice(inner) => Ty::Slice(one(inner)),
            TypeRef::Array(inner) => Ty::Array(one(inner)),
            TypeRef::Map(pair) => Ty::Map(Arc::new((
                self.ty(&pair.0, params, depth + 1),
                self.ty(&pair.1, params, depth + 1),
            ))),
            TypeRef::Chan(dir, inner) => Ty::Chan(*dir, one(inner)),
            TypeRef::Func(sig) => self.func(sig, params),
            TypeRef::Struct(_) => Ty::Struct(Arc::from([])),
            TypeRef::Interface(it) => Ty::Interface(self.methods(it, params, depth).into()),
            TypeRef::Instance(base, args) => {
                let args: Vec<Ty> = args
                    .iter()
                    .map(|it| self.ty(it, params, depth + 1))
                    .collect();
                match &**base {
                    TypeRef::Name(name) => self.name(name, params, &args),
                    TypeRef::Qualified(package, name) => self.qualified(package, name, &args),
                    _ => Ty::Unknown,
                }
            }
            TypeRef::Tilde(_) | TypeRef::Union(_) | TypeRef::Unknown => Ty::Unknown,
        }
    }

    fn methods(
        &self,
        it: &InterfaceType,
        params: &[(SmolStr, Ty)],
        depth: u32,
    ) -> Vec<(SmolStr, Ty)> {
        let mut methods: Vec<(SmolStr, Ty)> = it
            .methods
            .iter()
            .map(|(name, sig)| (name.clone(), self.func(sig, params)))
            .collect();
        for embedded in &it.embedded {
            let Some((reader, decl)) = self.written(embedded) else {
                continue;
            };
            let reader = Reader {
                path: reader.0,
                outline: reader.1,
                all: self.all,
            };
            if let TypeRef::Interface(inner) = decl
                && depth < 16
            {
                methods.extend(reader.methods(inner, &[], depth + 1));
            }
        }
        methods.sort_by(|a, b| a.0.cmp(&b.0));
        methods.dedup_by(|a, b| a.0 == b.0);
        methods
    }

    /// The declaration in the table that an embedded interface names.
    fn written(&self, ty: &TypeRef) -> Option<((&SmolStr, &FileOutline), &TypeRef)> {
        let find = |outline: &'_ FileOutline, name: &str| {
            outline.types.iter().position(|it| it.name == name)
        };
        match ty {
            TypeRef::Name(name) => Some((
                (self.path, self.outline),
                &self.outline.types[find(self.outline, name)?].ty,
            )),
            TypeRef::Qualified(package, name) => {
                let path = self.import(package)?;
                let outline = *self.all.get(path.as_str())?;
                Some(((path, outline), &outline.types[find(outline, name)?].ty))
            }
            _ => None,
        }
    }

    fn import(&self, package: &str) -> Option<&SmolStr> {
        let named = |it: &&crate::outline::Import| {
            it.alias.as_deref().unwrap_or_else(|| guess_name(&it.path)) == package
        };
        self.outline.imports.iter().find(named).map(|it| &it.path)
    }

    fn name(&self, name: &SmolStr, params: &[(SmolStr, Ty)], args: &[Ty]) -> Ty {
        if let Some((_, param)) = params.iter().find(|(it, _)| it == name) {
            return param.clone();
        }
        if self.outline.types.iter().any(|it| it.name == *name) {
            return Ty::External(Arc::new((self.path.clone(), name.clone())), args.into());
        }
        basic(name).unwrap_or_default()
    }

    fn qualified(&self, package: &str, name: &SmolStr, args: &[Ty]) -> Ty {
        let Some(path) = self.import(package) else {
            return Ty::Unknown;
        };
        Ty::External(Arc::new((path.clone(), name.clone())), args.into())
    }
}

impl ExternalTypes {
    /// Whether the table has this package.
    pub(super) fn has(&self, path: &str) -> bool {
        self.packages.contains_key(path)
    }

    /// The package with this path, or with the path without its major version suffix; and the path it has in the table.
    fn package(&self, path: &str) -> Option<(&SmolStr, &ExternalPackage)> {
        if let Some(found) = self.packages.get_key_value(path) {
            return Some(found);
        }
        let (base, version) = path.rsplit_once("/v").or_else(|| path.rsplit_once(".v"))?;
        version
            .bytes()
            .all(|it| it.is_ascii_digit())
            .then(|| self.packages.get_key_value(base))
            .flatten()
    }
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

    fn external_type(&self, path: &str, name: &str) -> Option<(&SmolStr, bool, &ExternalType)> {
        let (key, package) = self.external?.package(path)?;
        Some((key, package.closed, package.types.get(name)?))
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
        let (key, _, it) = self.external_type(&name.0, &name.1)?;
        if let Some(ty) = it.members.get(member) {
            return Some(self.adopt(subst(ty, &it.params, args), key, &name.0));
        }
        it.embedded.iter().find_map(|ty| {
            let Ty::External(inner, args) = super::select::strip(ty).0 else {
                return None;
            };
            self.external_member(inner, args, member)
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
        let (key, package) = self.external?.package(path)?;
        let value = package.values.get(name)?;
        Some(self.adopt(value.ty.clone(), key, path))
    }

    /// The methods that the table knows of such a type, sorted by name.
    pub(super) fn external_methods(&self, ty: &Ty) -> Vec<(SmolStr, Ty)> {
        let Ty::External(name, args) = ty else {
            return Vec::new();
        };
        let Some((key, _, it)) = self.external_type(&name.0, &name.1) else {
            return Vec::new();
        };
        let methods = it
            .members
            .iter()
            .filter(|(_, ty)| matches!(ty, Ty::Func(_)));
        let mut out: Vec<(SmolStr, Ty)> = methods
            .map(|(member, ty)| {
                (
                    member.clone(),
                    self.adopt(subst(ty, &it.params, args), key, &name.0),
                )
            })
            .collect();
        out.sort_by(|a, b| a.0.cmp(&b.0));
        out
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

    #[test]
    fn the_embedded_table_is_readable() {
        let parsed: Table = toml::from_str(TABLE).expect("a table");
        for entry in &parsed.package {
            let text = format!("package p\n{}", entry.go);
            let mut parser = tree_sitter::Parser::new();
            let language = tree_sitter_go::LANGUAGE.into();
            parser.set_language(&language).expect("the grammar fits");
            let tree = parser.parse(&text, None).expect("a tree");
            assert!(
                !tree.root_node().has_error(),
                "{}: {}",
                entry.path,
                tree.root_node().to_sexp()
            );
        }
        let table = read(TABLE);
        for (path, package) in &table.packages {
            for (name, ty) in &package.types {
                let known = |ty: &Ty| {
                    let unknown = std::cell::Cell::new(false);
                    rewrite(ty, &|it| {
                        if let Ty::Param(..) = it {
                            return Some(Ty::Nil);
                        }
                        unknown.set(unknown.get() || *it == Ty::Unknown);
                        None
                    });
                    !unknown.get()
                };
                assert!(known(&ty.rhs), "{path}.{name}");
                for (member, ty) in &ty.members {
                    assert!(known(ty), "{path}.{name}.{member}: {ty:?}");
                }
            }
        }
    }
}
