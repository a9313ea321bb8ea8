//! Outline: the declarations of one file, without bodies.
//!
//! In: a parsed Go file. Out: [`FileOutline`] with symbolic types. Must not know other files.

mod build;
mod doc;
pub mod print;
#[cfg(test)]
mod tests;
mod typeref;

use crate::support::Span;
use smol_str::SmolStr;
use std::sync::Arc;

pub use build::build;
pub use typeref::{signature, type_arguments, type_ref};

/// The declarations of one file.
#[derive(Debug, Default, Clone)]
pub struct FileOutline {
    /// Name in the package clause.
    pub package: SmolStr,
    /// Imports in source order.
    pub imports: Vec<Import>,
    /// Package-level types, and types declared inside functions (see [`TypeDecl::scope`]).
    pub types: Vec<TypeDecl>,
    /// Functions and methods with or without bodies, in source order. The n-th entry is the n-th
    /// `FuncKind::Decl` of the file's IR.
    pub funcs: Vec<FuncDecl>,
    /// Package-level variables and constants, one entry a name (`_` included).
    pub vars: Vec<VarDecl>,
}

impl FileOutline {
    /// Leaves what functions do out: they are then like functions written in assembly.
    pub fn forget_bodies(&mut self) {
        self.funcs.iter_mut().for_each(|it| it.body = false);
    }
}

/// One import.
#[derive(Debug, Clone)]
pub struct Import {
    /// `x` in `import x "path"`; `.` and `_` as they stand; none when not given.
    pub alias: Option<SmolStr>,
    /// Import path, unquoted.
    pub path: SmolStr,
    /// Of the import spec.
    pub span: Span,
}

impl Import {
    /// The name that the file calls it by, as far as the import itself tells: the package may have another name than its folder.
    pub fn local_name(&self) -> &str {
        let last = self.path.rsplit('/').next().unwrap_or("");
        self.alias.as_deref().unwrap_or(last)
    }
}

/// A type declaration.
#[derive(Debug, Clone)]
pub struct TypeDecl {
    /// Its name.
    pub name: SmolStr,
    /// Of the name.
    pub span: Span,
    /// Declared with `=`.
    pub alias: bool,
    /// Type parameters.
    pub params: Vec<TypeParam>,
    /// What stands on the right; the symbol table has it too.
    pub ty: Arc<TypeRef>,
    /// For a type declared inside a function: the byte range of the block in which it is visible (it
    /// ends with that block). None at package level.
    pub scope: Option<Span>,
    /// The doc comment and the line comment, raw, for guard hints; empty when there is none.
    pub doc: SmolStr,
}

/// A type parameter with its constraint.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TypeParam {
    /// Its name.
    pub name: SmolStr,
    /// Its constraint (`any`, `~map[K]V`, an interface ...).
    pub constraint: TypeRef,
}

/// A function or method.
#[derive(Debug, Clone)]
pub struct FuncDecl {
    /// Its name.
    pub name: SmolStr,
    /// Of the name.
    pub span: Span,
    /// Of the whole declaration.
    pub full: Span,
    /// Receiver of a method.
    pub recv: Option<Receiver>,
    /// Type parameters (of the function, or of a method since Go 1.27).
    pub params: Vec<TypeParam>,
    /// Parameters and results, without the receiver.
    pub sig: FuncType,
    /// The doc comment, raw; empty when there is none.
    pub doc: SmolStr,
    /// Has a body that could be read.
    pub body: bool,
}

/// A method's receiver.
#[derive(Debug, Clone)]
pub struct Receiver {
    /// Name of the receiver's base type.
    pub base: SmolStr,
    /// `*T`.
    pub pointer: bool,
    /// Names given to the base type's parameters, `K`, `V` in `func (c *Cache[K, V])`.
    pub params: Vec<SmolStr>,
    /// Name of the receiver variable, empty when not given.
    pub name: SmolStr,
}

/// A package-level variable or constant.
#[derive(Debug, Clone)]
pub struct VarDecl {
    /// Its name.
    pub name: SmolStr,
    /// Of the name.
    pub span: Span,
    /// `const`.
    pub constant: bool,
    /// Declared type; of a constant without one what tells it: the default type of a literal, the type of a conversion, or the constant (also
    /// as a [`TypeRef::Name`] or [`TypeRef::Qualified`]) that the value is made from.
    pub ty: Option<TypeRef>,
    /// Index into the file IR's functions of the synthetic initializer function, if it has a value, and
    /// the position among that initializer's results.
    pub init: Option<(u32, u32)>,
    /// Of a constant: what makes it true or false, if that can be told from names alone.
    pub truth: Option<Truth>,
    /// Of a variable: the expression that it begins with, if it has one of its own.
    pub value: Option<Span>,
    /// The doc comment and line comment, raw.
    pub doc: SmolStr,
}

/// What a boolean constant is made from, names unresolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Truth {
    /// `true`, `false` or another constant, as a [`TypeRef::Name`] or [`TypeRef::Qualified`].
    Same(TypeRef),
    /// `!a`.
    Not(Box<Truth>),
    /// `a && b`.
    Both(Box<(Truth, Truth)>),
    /// `a || b`.
    Either(Box<(Truth, Truth)>),
}

/// A type as written, names unresolved.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// `T`: a type parameter, a type of this package, of a dot import, or predeclared.
    Name(SmolStr),
    /// `pkg.T`, with the package's local name.
    Qualified(SmolStr, SmolStr),
    /// `*T`.
    Pointer(Box<TypeRef>),
    /// `[]T`.
    Slice(Box<TypeRef>),
    /// `[n]T` and `[...]T`.
    Array(Box<TypeRef>),
    /// `map[K]V`.
    Map(Box<(TypeRef, TypeRef)>),
    /// `chan T`, with its direction.
    Chan(ChanDir, Box<TypeRef>),
    /// `func(...) ...`.
    Func(Box<FuncType>),
    /// `struct{...}`.
    Struct(Box<StructType>),
    /// `interface{...}`.
    Interface(Box<InterfaceType>),
    /// `T[A, B]`.
    Instance(Box<TypeRef>, Vec<TypeRef>),
    /// `~T` in a constraint.
    Tilde(Box<TypeRef>),
    /// `A | B` in a constraint.
    Union(Vec<TypeRef>),
    /// Not readable.
    Unknown,
}

/// Direction of a channel type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChanDir {
    /// `chan T`.
    Both,
    /// `chan<- T`.
    Send,
    /// `<-chan T`.
    Recv,
}

/// A function signature.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct FuncType {
    /// Parameters, one entry a name; the name is empty when not given.
    pub params: Vec<(SmolStr, TypeRef)>,
    /// Results, likewise.
    pub results: Vec<(SmolStr, TypeRef)>,
    /// The last parameter is `...T` (its entry holds `T`).
    pub variadic: bool,
}

/// A struct type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct StructType {
    /// Fields, one entry a name.
    pub fields: Vec<FieldDecl>,
}

/// A struct field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FieldDecl {
    /// Its name (of an embedded field: the type's base name).
    pub name: SmolStr,
    /// Of the name.
    pub span: Span,
    /// Its type.
    pub ty: TypeRef,
    /// Embedded.
    pub embedded: bool,
    /// The doc comment above and the comment behind, raw; empty when there is none.
    pub doc: SmolStr,
}

/// An interface type or constraint.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct InterfaceType {
    /// Explicit methods.
    pub methods: Vec<(SmolStr, FuncType)>,
    /// Embedded interfaces and type sets.
    pub embedded: Vec<TypeRef>,
}
