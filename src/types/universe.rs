//! The symbol table over all loaded packages.
//!
//! In: outlines and IR of all files. Out: [`Universe`], read-only and shared among threads. Must not know how it is
//! filled (`build`), nor the bodies.

use super::external::ExternalTypes;
use super::implement::Implementers;
use super::*;
use crate::discover::constraint::Builds;
use crate::outline::TypeRef;
use crate::support::Span;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

/// All declarations, by number.
#[derive(Debug, Default)]
pub struct Universe {
    /// Fields.
    pub fields: Vec<FieldInfo>,
    /// Functions and methods.
    pub funcs: Vec<FuncInfo>,
    /// Package variables and constants.
    pub vars: Vec<VarInfo>,
    /// Type declarations, those inside functions included.
    pub types: Vec<TypeInfo>,
    pub(super) files: Vec<FileScope>,
    pub(super) packages: Vec<PackageScope>,
    /// Loaded packages by import path.
    pub(super) by_path: FxHashMap<SmolStr, usize>,
    /// Fields by file and start of their name.
    pub(super) field_at: FxHashMap<(FileId, u32), FieldId>,
    /// Type parameters in scope in a function's signature and body.
    pub(super) func_params: Vec<Arc<[(SmolStr, Ty)]>>,
    /// How many of the last of them are the function's own.
    pub(super) own_params: Vec<u32>,
    pub(super) builds: Builds,
    pub(super) external: Option<&'static ExternalTypes>,
    /// Some package that the table of external types describes is loaded.
    pub(super) mixed: bool,
    pub(super) implementers: OnceLock<Implementers>,
    /// Variables by file, initializer among the IR functions of the file, and result of that.
    pub(super) var_inits: FxHashMap<(FileId, u32, u32), VarId>,
}

/// Facts of a type declaration.
#[derive(Debug)]
pub struct TypeInfo {
    /// Name.
    pub name: SmolStr,
    /// Import path of its package (`_test` appended for an external test package).
    pub package: SmolStr,
    /// File.
    pub file: FileId,
    /// Where its name stands.
    pub loc: Loc,
    /// Declared with `=`.
    pub alias: bool,
    /// For a type declared inside a function: where it is visible.
    pub scope: Option<Span>,
    /// Comments, raw.
    pub doc: SmolStr,
    /// The function around a type declared inside one.
    pub(super) func: Option<FuncId>,
    /// Own type parameters, as [`Ty::Param`]s.
    pub(super) params: Vec<(SmolStr, Ty)>,
    /// Those of the function around a local type, then its own.
    pub(super) scope_params: Vec<(SmolStr, Ty)>,
    /// Its package declares it more than once, for several platforms.
    pub(super) varies: bool,
    /// The right-hand side as written.
    pub(super) written: Arc<TypeRef>,
    /// The right-hand side, resolved; filled for all types when the universe is built.
    pub(super) rhs: OnceLock<Ty>,
    /// `rhs` is being resolved: a cycle ends here.
    pub(super) busy: AtomicBool,
    /// Methods declared on it, sorted by name.
    pub(super) methods: Vec<(SmolStr, SmallVec<[FuncId; 1]>)>,
}

impl TypeInfo {
    pub(super) fn methods_named(&self, name: &str) -> &[FuncId] {
        match self
            .methods
            .binary_search_by(|(it, _)| it.as_str().cmp(name))
        {
            Ok(at) => &self.methods[at].1,
            Err(_) => &[],
        }
    }
}

/// What a file sees beside its package.
#[derive(Debug, Default)]
pub(super) struct FileScope {
    pub(super) package: usize,
    pub(super) imports: Vec<ImportScope>,
    /// Types declared inside functions, in source order.
    pub(super) local_types: Vec<(Span, TypeId)>,
}

#[derive(Debug)]
pub(super) struct ImportScope {
    /// The local name: alias, package clause of a loaded package, or a guess.
    pub(super) local: SmolStr,
    /// `local` is a guess.
    pub(super) guessed: bool,
    pub(super) path: SmolStr,
    pub(super) package: Option<usize>,
}

/// A package's declarations by name; several under one name when build constraints tell them apart.
#[derive(Debug, Default)]
pub(super) struct PackageScope {
    pub(super) name: SmolStr,
    pub(super) path: SmolStr,
    pub(super) names: FxHashMap<SmolStr, SmallVec<[Decl; 1]>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decl {
    Type(TypeId, FileId),
    Func(FuncId, FileId),
    Var(VarId, FileId),
}

impl Decl {
    pub(super) fn file(self) -> FileId {
        match self {
            Decl::Type(_, file) | Decl::Func(_, file) | Decl::Var(_, file) => file,
        }
    }
}

impl Universe {
    /// Import paths of a file.
    pub fn imports(&self, file: FileId) -> impl Iterator<Item = &str> {
        let scope = self.files.get(file.index());
        let imports = scope.map_or(&[][..], |it| it.imports.as_slice());
        imports.iter().map(|it| it.path.as_str())
    }

    /// The package variable that result `result` of the IR function `func` of a file is the first value of.
    pub fn initialized_by(&self, file: FileId, func: u32, result: u32) -> Option<VarId> {
        self.var_inits.get(&(file, func, result)).copied()
    }

    /// What a bare name in `file` is: package scope, then dot imports, then predeclared. Of several declarations under different build
    /// constraints those that can build together with `file`.
    pub fn lookup(&self, file: FileId, name: &str) -> Object {
        let Some(scope) = self.files.get(file.index()) else {
            return Object::Unknown;
        };
        let own = self.in_package(scope.package, file, name);
        if own != Object::Unknown {
            return own;
        }
        for import in scope.imports.iter().filter(|it| it.local == ".") {
            let found = match import.package {
                Some(package) => self.in_package(package, file, name),
                None => self
                    .external_object(&import.path, name)
                    .unwrap_or_else(|| self.external_dotted(&import.path, name)),
            };
            if found != Object::Unknown {
                return found;
            }
        }
        predeclared(name)
    }

    /// What `package.name` is, `package` being the local name of an import of `file`.
    pub fn member(&self, file: FileId, package: &str, name: &str) -> Object {
        let Some(import) = self.import(file, package) else {
            return Object::Unknown;
        };
        if let Some(loaded) = import.package {
            return self.in_package(loaded, file, name);
        }
        self.external_object(&import.path, name)
            .unwrap_or_else(|| Object::External(import.path.clone(), SmolStr::new(name)))
    }

    /// The import path behind a local package name of `file`.
    pub fn import_path(&self, file: FileId, package: &str) -> Option<&SmolStr> {
        self.import(file, package).map(|it| &it.path)
    }

    /// The type parameters in scope in a function's body, the receiver's included, under the names used there.
    pub fn type_params(&self, func: FuncId) -> &[(SmolStr, Ty)] {
        self.func_params.get(func.index()).map_or(&[], |it| &it[..])
    }

    /// The type parameters that a call instantiates: the function's own.
    pub(super) fn own_type_params(&self, func: FuncId) -> &[(SmolStr, Ty)] {
        let all = self.type_params(func);
        let own = self.own_params.get(func.index()).copied().unwrap_or(0) as usize;
        &all[all.len().saturating_sub(own)..]
    }

    /// The function with this index in a file's outline and IR.
    pub fn func_at(&self, file: FileId, index: u32) -> Option<FuncId> {
        let at = self
            .funcs
            .partition_point(|it| (it.file, it.index) < (file, index));
        self.funcs
            .get(at)
            .filter(|it| (it.file, it.index) == (file, index))
            .map(|_| FuncId(at as u32))
    }

    /// The field whose name starts at a byte offset.
    pub fn field_at(&self, file: FileId, start: u32) -> Option<FieldId> {
        self.field_at.get(&(file, start)).copied()
    }

    pub(super) fn import(&self, file: FileId, package: &str) -> Option<&ImportScope> {
        let imports = &self.files.get(file.index())?.imports;
        let exact = imports.iter().find(|it| it.local == package);
        exact.or_else(|| {
            imports
                .iter()
                .find(|it| it.guessed && may_be_named(&it.path, package))
        })
    }

    /// A type declared inside a function that is visible at `at`, the innermost first.
    pub(super) fn local_type(&self, file: FileId, at: u32, name: &str) -> Option<TypeId> {
        let locals = &self.files.get(file.index())?.local_types;
        let visible = locals
            .iter()
            .filter(|(scope, _)| scope.start <= at && at < scope.end);
        // Of nested scopes the one that starts last is the innermost.
        visible
            .filter(|(_, id)| self.types[id.index()].name == name)
            .max_by_key(|(scope, _)| scope.start)
            .map(|it| it.1)
    }

    /// The type declaration that a package-level name means in `file`, dot imports included.
    pub(super) fn package_type(&self, file: FileId, name: &str) -> Option<TypeId> {
        let scope = self.files.get(file.index())?;
        let dots = scope
            .imports
            .iter()
            .filter(|it| it.local == ".")
            .filter_map(|it| it.package);
        std::iter::once(scope.package)
            .chain(dots)
            .find_map(|it| self.type_in(it, file, name))
    }

    /// All type declarations that a name of the own package can mean in `file`: a method shared by several builds belongs to each of them.
    pub(super) fn package_types(&self, file: FileId, name: &str) -> SmallVec<[TypeId; 2]> {
        let Some(scope) = self.files.get(file.index()) else {
            return SmallVec::new();
        };
        let decls = self.fitting(scope.package, file, name).into_iter();
        decls
            .filter_map(|it| {
                if let Decl::Type(id, _) = it {
                    Some(id)
                } else {
                    None
                }
            })
            .collect()
    }

    /// The type declaration `name` of a loaded package, as seen from `file`.
    pub(super) fn type_in(&self, package: usize, file: FileId, name: &str) -> Option<TypeId> {
        match self.fitting(package, file, name).first() {
            Some(Decl::Type(id, _)) => Some(*id),
            _ => None,
        }
    }

    fn in_package(&self, package: usize, file: FileId, name: &str) -> Object {
        self.object(&self.fitting(package, file, name))
    }

    /// The declarations of a name that can build together with `file`; all when none can.
    pub(super) fn fitting(&self, package: usize, file: FileId, name: &str) -> SmallVec<[Decl; 2]> {
        let Some(decls) = self.packages.get(package).and_then(|it| it.names.get(name)) else {
            return SmallVec::new();
        };
        if decls.len() == 1 {
            return SmallVec::from_slice(decls);
        }
        // Programs that share a directory (`//go:build ignore`) each mean their own.
        let own: SmallVec<[Decl; 2]> = decls
            .iter()
            .copied()
            .filter(|it| it.file() == file)
            .collect();
        if !own.is_empty() {
            return own;
        }
        let together: SmallVec<[Decl; 2]> = decls
            .iter()
            .copied()
            .filter(|it| self.builds.together(file, it.file()))
            .collect();
        if together.is_empty() {
            SmallVec::from_slice(decls)
        } else {
            together
        }
    }

    fn object(&self, decls: &[Decl]) -> Object {
        match decls.first() {
            None => Object::Unknown,
            Some(Decl::Type(id, _)) => Object::Type(self.named(*id, &[])),
            Some(Decl::Var(id, _)) => Object::Var(*id),
            Some(Decl::Func(..)) => {
                let funcs = decls.iter().filter_map(|it| {
                    if let Decl::Func(id, _) = it {
                        Some(*id)
                    } else {
                        None
                    }
                });
                Object::Func(funcs.collect())
            }
        }
    }

    /// Import path and name of a declared type (through one pointer), whether its source is loaded or not.
    pub fn qualified<'a>(&'a self, ty: &'a Ty) -> Option<(&'a str, &'a str)> {
        let ty = if let Ty::Pointer(inner) = ty {
            inner
        } else {
            ty
        };
        match ty {
            Ty::Named(id, _) => self
                .types
                .get(id.index())
                .map(|it| (it.package.as_str(), it.name.as_str())),
            Ty::External(qualified, _) => Some((&qualified.0, &qualified.1)),
            _ => None,
        }
    }
}

const BASIC: &[&str] = &[
    "any",
    "bool",
    "byte",
    "comparable",
    "complex128",
    "complex64",
    "error",
    "float32",
    "float64",
    "int",
    "int16",
    "int32",
    "int64",
    "int8",
    "rune",
    "string",
    "uint",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "uintptr",
];

const BUILTIN: &[&str] = &[
    "append", "cap", "clear", "close", "complex", "copy", "delete", "imag", "len", "make", "max",
    "min", "new", "panic", "print", "println", "real", "recover",
];

const CONSTANTS: &[&str] = &["nil", "true", "false", "iota"];

/// A predeclared type.
pub(super) fn basic(name: &str) -> Option<Ty> {
    match predeclared(name) {
        Object::Type(ty) => Some(ty),
        _ => None,
    }
}

/// What a name means where nothing declares it.
fn predeclared(name: &str) -> Object {
    static OBJECTS: OnceLock<FxHashMap<&'static str, Object>> = OnceLock::new();
    let objects = OBJECTS.get_or_init(|| {
        let types = BASIC
            .iter()
            .map(|it| (*it, Object::Type(Ty::Basic(SmolStr::new_static(it)))));
        let functions = BUILTIN
            .iter()
            .map(|it| (*it, Object::Builtin(SmolStr::new_static(it))));
        let constants = CONSTANTS.iter().map(|it| (*it, Object::Const));
        types.chain(functions).chain(constants).collect()
    });
    objects.get(name).cloned().unwrap_or(Object::Unknown)
}

/// The package name that an import path suggests: `yaml` for `gopkg.in/yaml.v2`, `chi` for `github.com/go-chi/chi/v5`.
pub(super) fn guess_name(path: &str) -> &str {
    let mut parts = path.rsplit('/');
    let mut last = parts.next().unwrap_or(path);
    if is_major(last)
        && let Some(before) = parts.next()
    {
        last = before;
    }
    match last.rsplit_once('.') {
        Some((name, version)) if is_major(version) => name,
        _ => last,
    }
}

fn is_major(part: &str) -> bool {
    part.strip_prefix('v')
        .is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a package with this import path is likely to call itself `name`.
fn may_be_named(path: &str, name: &str) -> bool {
    let guess = guess_name(path);
    let stripped = guess.trim_start_matches("go-").trim_start_matches("go.");
    let stripped = stripped
        .trim_end_matches("-go")
        .trim_end_matches(".go")
        .trim_end_matches(".js");
    let plain: String = guess
        .chars()
        .filter(|it| it.is_alphanumeric() || *it == '_')
        .collect();
    let underscored = guess.replace(['-', '.'], "_");
    let last = guess.rsplit(['-', '.']).next().unwrap_or(guess);
    let first = guess.split(['-', '.']).next().unwrap_or(guess);
    let versioned = path.rsplit('/').next().unwrap_or(path);
    [
        guess,
        stripped,
        &plain,
        &underscored,
        last,
        first,
        versioned,
    ]
    .contains(&name)
        || stripped.replace(['-', '.'], "") == name
        || plain.strip_prefix("go") == Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn import_names() {
        assert_eq!(guess_name("gopkg.in/yaml.v2"), "yaml");
        assert_eq!(guess_name("github.com/go-chi/chi/v5"), "chi");
        assert_eq!(guess_name("net/http"), "http");
        for (path, name) in [
            ("github.com/mattn/go-isatty", "isatty"),
            ("github.com/x/foo-go", "foo"),
            ("github.com/nats-io/nats.go", "nats"),
            ("github.com/dgrijalva/jwt-go/v4", "jwt"),
            ("github.com/a/go-version", "version"),
        ] {
            assert!(may_be_named(path, name), "{path} {name}");
        }
        assert!(!may_be_named("net/http", "url"));
    }
}
