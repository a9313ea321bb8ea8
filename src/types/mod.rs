//! Types: one symbol table over all outlines, and the types of the expressions of a body.
//!
//! In: outlines of all loaded packages, [`crate::models`] for types whose source is not at hand. Out:
//! [`Universe`], and per function [`infer::Typing`]. Must not know locks or goroutines.
//!
//! A light go/types over declared types. Unknown is a first-class answer: a later stage may ask "known to be a
//! map", never "not known not to be".

mod build;
mod declare;
mod external;
mod fields;
mod identical;
mod implement;
pub mod infer;
pub mod print;
mod resolve;
mod select;
mod subst;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod truth;
pub mod universe;

use crate::outline::ChanDir;
use crate::support::{FileId, Loc};
use smallvec::SmallVec;
use smol_str::SmolStr;
use std::ops::Deref;
use std::sync::Arc;

use select::Found;
pub use universe::{TypeInfo, Universe};

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
        impl $name {
            /// The index as `usize`.
            pub fn index(self) -> usize { self.0 as usize }
        }
    )*};
}

id! {
    /// A type declaration, numbered over all loaded files.
    TypeId,
    /// A function or method declaration, numbered over all loaded files.
    FuncId,
    /// A package variable or constant, numbered over all loaded files.
    VarId,
    /// A struct field, numbered over all loaded files; qualified by the struct type that declares it.
    FieldId,
}

/// A type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Ty {
    /// Not known.
    #[default]
    Unknown,
    /// A predeclared type that is no composite: `int`, `string`, `error`, `any`, ... (`any` and `error` are `Basic` too).
    Basic(SmolStr),
    /// A declared (defined) type with source; aliases are resolved away.
    Named(TypeId, TypeArgs),
    /// A declared type of a package whose source is not loaded: import path, name, type arguments.
    External(Arc<(SmolStr, SmolStr)>, TypeArgs),
    /// `*T`.
    Pointer(Arc<Ty>),
    /// `[]T`.
    Slice(Arc<Ty>),
    /// `[n]T`.
    Array(Arc<Ty>),
    /// `map[K]V`.
    Map(Arc<(Ty, Ty)>),
    /// `chan T`.
    Chan(ChanDir, Arc<Ty>),
    /// `func(...)`, and the type of a function or method value.
    Func(Arc<Sig>),
    /// A struct type: its fields, in order. Of a declared struct this is what `underlying` gives.
    Struct(Arc<[FieldId]>),
    /// An interface type without name, or the underlying of a named one: its method names with signatures (embedded
    /// ones included), sorted by name.
    Interface(Arc<[(SmolStr, Ty)]>),
    /// A type parameter; its constraint's core type where it has one (`~map[K]V`), else Unknown.
    Param(SmolStr, Arc<Ty>),
    /// Several values: results of a call, comma-ok forms.
    Tuple(Arc<[Ty]>),
    /// `nil`.
    Nil,
}

/// The declarations that a name of a function or method stands for: nearly always one.
pub type FuncIds = SmallVec<[FuncId; 2]>;

/// Type arguments. Most types have none: these share nothing that threads would count together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct TypeArgs(Option<Arc<[Ty]>>);

impl Deref for TypeArgs {
    type Target = [Ty];

    fn deref(&self) -> &[Ty] {
        self.0.as_deref().unwrap_or_default()
    }
}

impl From<Vec<Ty>> for TypeArgs {
    fn from(args: Vec<Ty>) -> Self {
        TypeArgs((!args.is_empty()).then(|| args.into()))
    }
}

impl From<&[Ty]> for TypeArgs {
    fn from(args: &[Ty]) -> Self {
        TypeArgs((!args.is_empty()).then(|| args.into()))
    }
}

impl FromIterator<Ty> for TypeArgs {
    fn from_iter<I: IntoIterator<Item = Ty>>(args: I) -> Self {
        args.into_iter().collect::<Vec<_>>().into()
    }
}

/// A function signature.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Sig {
    /// Parameter types, without the receiver; of a variadic last one the slice type.
    pub params: Vec<Ty>,
    /// Result types.
    pub results: Vec<Ty>,
    /// The last parameter is variadic.
    pub variadic: bool,
}

/// What a name in package scope (own package, dot import, universe, or member of an imported package) is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Object {
    /// A package variable or constant. Several when files that never build together declare it.
    Var(VarId),
    /// A function. Several when files that never build together declare it.
    Func(FuncIds),
    /// A type.
    Type(Ty),
    /// A predeclared function: `make`, `len`, `append`, `delete`, ...
    Builtin(SmolStr),
    /// `nil`, `true`, `false`, `iota`.
    Const,
    /// A member of a package whose source is not loaded: import path, name.
    External(SmolStr, SmolStr),
    /// Not found.
    Unknown,
}

/// What `x.name` selects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// A member of an imported package.
    Member(Object),
    /// A field, after the embedded fields walked through.
    Field {
        /// Embedded fields between the operand and the field, outermost first.
        path: Vec<FieldId>,
        /// The field.
        field: FieldId,
    },
    /// A method with source, after the embedded fields walked through.
    Method {
        /// Embedded fields between the operand and the receiver.
        path: Vec<FieldId>,
        /// The declarations (several when files that never build together declare it).
        funcs: FuncIds,
        /// It has a pointer receiver.
        pointer: bool,
    },
    /// A method of an interface type.
    Interface {
        /// Embedded fields between the operand and the interface value.
        path: Vec<FieldId>,
        /// The interface: a named type's `Ty` or a literal one.
        iface: Ty,
        /// Method name.
        name: SmolStr,
    },
    /// A field or method of a type without source.
    External {
        /// Embedded fields between the operand and the external type.
        path: Vec<FieldId>,
        /// Import path and name of the type.
        ty: Arc<(SmolStr, SmolStr)>,
        /// Member name.
        name: SmolStr,
    },
    /// `T.Method`: a method expression; the receiver becomes the first parameter.
    MethodExpr(FuncIds),
    /// Not found.
    Unknown,
}

/// Facts of a field.
#[derive(Debug, Clone)]
pub struct FieldInfo {
    /// Name.
    pub name: SmolStr,
    /// Type.
    pub ty: Ty,
    /// Embedded.
    pub embedded: bool,
    /// Import path of the package, of an external test package with `_test`.
    pub package: SmolStr,
    /// Name of the type that declares it: `Server`; of a nested anonymous struct `Server.field`; of an anonymous struct of a variable `var` or
    /// of a function `func.local`.
    pub owner: SmolStr,
    /// The declaring type, unless it is an anonymous struct that no type declaration contains.
    pub decl: Option<TypeId>,
    /// Where it is declared.
    pub loc: Loc,
    /// Its comments, raw.
    pub doc: SmolStr,
}

/// Facts of a function or method.
#[derive(Debug, Clone)]
pub struct FuncInfo {
    /// Name.
    pub name: SmolStr,
    /// Import path of its package (`_test` appended for an external test package).
    pub package: SmolStr,
    /// The base type of its receiver, with whether it is a pointer.
    pub recv: Option<(Ty, bool)>,
    /// Base name of the receiver's type, even when the type was not found.
    pub recv_name: Option<SmolStr>,
    /// Signature without receiver.
    pub sig: Arc<Sig>,
    /// File.
    pub file: FileId,
    /// Index in that file's outline and IR.
    pub index: u32,
    /// Of the name.
    pub loc: Loc,
    /// Doc comment, raw.
    pub doc: SmolStr,
    /// Has a body.
    pub body: bool,
}

/// The value of a boolean constant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The value.
    pub value: bool,
    /// A build with tags of the project's own may have another.
    pub by_default: bool,
}

/// Facts of a package variable or constant.
#[derive(Debug, Clone)]
pub struct VarInfo {
    /// Name.
    pub name: SmolStr,
    /// Import path of its package.
    pub package: SmolStr,
    /// Declared or inferred type.
    pub ty: Ty,
    /// `const`.
    pub constant: bool,
    /// Of a boolean constant: what it is, where that is known.
    pub truth: Option<Known>,
    /// Where it is declared.
    pub loc: Loc,
    /// The initializer: index into the IR functions of its file, and which of its results.
    pub init: Option<(u32, u32)>,
    /// Comments, raw.
    pub doc: SmolStr,
}
