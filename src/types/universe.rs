//! The symbol table over all loaded packages.

use super::*;
use crate::discover::Workspace;
use crate::models::Models;
use crate::outline::{FileOutline, TypeRef};

/// All declarations, by number.
#[derive(Debug, Default)]
pub struct Universe {
    /// Fields.
    pub fields: Vec<FieldInfo>,
    /// Functions and methods.
    pub funcs: Vec<FuncInfo>,
    /// Package variables and constants.
    pub vars: Vec<VarInfo>,
}

impl Universe {
    /// Joins the outlines (parallel to `workspace.files`) into one table.
    pub fn build(workspace: &Workspace, outlines: &[FileOutline], models: &Models) -> Universe {
        let _ = (workspace, outlines, models);
        Universe::default()
    }

    /// Resolves a type as written in `file`; names in `params` (type parameters in scope) win. `at` is the byte offset of the use,
    /// for types declared inside functions.
    pub fn resolve(&self, file: FileId, params: &[(SmolStr, Ty)], at: u32, ty: &TypeRef) -> Ty {
        let _ = (file, params, at, ty);
        Ty::Unknown
    }

    /// What a bare name in `file` is: package scope, then dot imports, then predeclared. Of several declarations under different build
    /// constraints those that can build together with `file`.
    pub fn lookup(&self, file: FileId, name: &str) -> Object {
        let _ = (file, name);
        Object::Unknown
    }

    /// What `package.name` is, `package` being the local name of an import of `file`.
    pub fn member(&self, file: FileId, package: &str, name: &str) -> Object {
        let _ = (file, package, name);
        Object::Unknown
    }

    /// What `x.name` selects for an operand `x` of type `ty` (a value, not a type), by Go's depth and ambiguity rules, through one pointer.
    pub fn select(&self, ty: &Ty, name: &str, file: FileId) -> Selection {
        let _ = (ty, name, file);
        Selection::Unknown
    }

    /// The underlying type, instantiated: of a named map type the map; of a [`Ty::Param`] its core type; of [`Ty::External`] what the models know.
    pub fn underlying(&self, ty: &Ty) -> Ty {
        ty.clone()
    }

    /// Import path and name of a declared type (through one pointer), whether its source is loaded or not.
    pub fn qualified<'a>(&'a self, ty: &'a Ty) -> Option<(&'a str, &'a str)> {
        let _ = ty;
        None
    }

    /// The type of a field as seen through an operand of type `owner` (type arguments substituted).
    pub fn field_type(&self, owner: &Ty, field: FieldId) -> Ty {
        let _ = owner;
        self.fields[field.index()].ty.clone()
    }

    /// The declarations of the methods named `name` of the types that implement interface `iface` (named types with source whose method
    /// set, through a pointer, holds all of its methods by name and number of parameters).
    pub fn implementations(&self, iface: &Ty, name: &str) -> Vec<FuncId> {
        let _ = (iface, name);
        Vec::new()
    }

    /// Methods declared on a type or promoted to it, by name, through a pointer.
    pub fn methods(&self, ty: &Ty) -> Vec<(SmolStr, FuncId)> {
        let _ = ty;
        Vec::new()
    }

    /// A type as Go prints it, package-qualified by name: `*http.Server`, `map[string]int`.
    pub fn display(&self, ty: &Ty) -> String {
        let _ = ty;
        String::new()
    }
}
