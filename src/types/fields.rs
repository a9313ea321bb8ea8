//! Numbers the fields of all struct types: those of declarations first, then those written in bodies, in file order.
//!
//! In: outlines and IR. Out: [`FieldInfo`]s without types, and what was written for each. A field is known by its file and the start of its
//! name, so a struct type met twice gets its numbers once.

use super::*;
use crate::ir::{FileIr, FuncIr, FuncKind};
use crate::outline::{FieldDecl, FileOutline, FuncType, InterfaceType, TypeRef};

/// What was written for each field, by number.
pub(super) type Written<'a> = Vec<WrittenField<'a>>;

/// A field's type as written.
pub(super) struct WrittenField<'a> {
    pub(super) ty: &'a TypeRef,
    pub(super) decl: Option<TypeId>,
    /// The function in whose signature or body it stands.
    pub(super) func: Option<FuncId>,
}

pub(super) struct Numbering<'u, 'a> {
    universe: &'u mut Universe,
    written: Written<'a>,
    next_type: u32,
}

/// Where a struct type stands.
#[derive(Clone)]
struct Owner {
    file: FileId,
    name: SmolStr,
    decl: Option<TypeId>,
    func: Option<FuncId>,
}

/// Types nested deeper than this get no fields.
const MAX_DEPTH: u32 = 32;

impl<'u, 'a> Numbering<'u, 'a> {
    pub(super) fn new(universe: &'u mut Universe) -> Self {
        Numbering {
            universe,
            written: Vec::new(),
            next_type: 0,
        }
    }

    pub(super) fn finish(self) -> Written<'a> {
        self.written
    }

    /// Struct types in the declarations of a file; files come in the order in which types were numbered.
    pub(super) fn outline(&mut self, file: FileId, outline: &'a FileOutline) {
        let owner = |name: SmolStr| Owner {
            file,
            name,
            decl: None,
            func: None,
        };
        for decl in &outline.types {
            let id = TypeId(self.next_type);
            self.next_type += 1;
            if first_field(&decl.ty, 0).is_some() {
                self.visit(
                    &decl.ty,
                    &Owner {
                        decl: Some(id),
                        ..owner(decl.name.clone())
                    },
                    0,
                );
            }
        }
        for decl in &outline.vars {
            if let Some(ty) = &decl.ty
                && first_field(ty, 0).is_some()
            {
                self.visit(ty, &owner(decl.name.clone()), 0);
            }
        }
        for (at, decl) in outline.funcs.iter().enumerate() {
            if first_in_signature(&decl.sig, 0).is_some() {
                let name = function_name(&decl.name, decl.recv.as_ref().map(|it| &it.base));
                let func = self.universe.func_at(file, at as u32);
                self.signature(
                    &decl.sig,
                    &Owner {
                        func,
                        ..owner(name)
                    },
                    0,
                );
            }
        }
    }

    /// Struct types written in the bodies of a file.
    pub(super) fn bodies(&mut self, file: FileId, outline: &'a FileOutline, ir: &'a FileIr) {
        for ty in &ir.types {
            if let Some(start) = first_field(ty, 0)
                && !self.universe.field_at.contains_key(&(file, start))
            {
                let (name, decl) = body_owner(outline, ir, start);
                let func = decl.and_then(|it| self.universe.func_at(file, it));
                self.visit(
                    ty,
                    &Owner {
                        file,
                        name,
                        decl: None,
                        func,
                    },
                    0,
                );
            }
        }
    }

    fn visit(&mut self, ty: &'a TypeRef, owner: &Owner, depth: u32) {
        if depth > MAX_DEPTH {
            return;
        }
        match ty {
            TypeRef::Pointer(it)
            | TypeRef::Slice(it)
            | TypeRef::Array(it)
            | TypeRef::Chan(_, it)
            | TypeRef::Tilde(it) => {
                self.visit(it, owner, depth + 1);
            }
            TypeRef::Map(pair) => {
                self.visit(&pair.0, owner, depth + 1);
                self.visit(&pair.1, owner, depth + 1);
            }
            TypeRef::Func(sig) => self.signature(sig, owner, depth + 1),
            TypeRef::Struct(it) => self.fields(&it.fields, owner, depth),
            TypeRef::Interface(it) => self.interface(it, owner, depth + 1),
            TypeRef::Instance(base, args) => {
                self.visit(base, owner, depth + 1);
                args.iter().for_each(|it| self.visit(it, owner, depth + 1));
            }
            TypeRef::Union(all) => all.iter().for_each(|it| self.visit(it, owner, depth + 1)),
            TypeRef::Name(_) | TypeRef::Qualified(..) | TypeRef::Unknown => {}
        }
    }

    fn signature(&mut self, sig: &'a FuncType, owner: &Owner, depth: u32) {
        for (_, ty) in sig.params.iter().chain(&sig.results) {
            self.visit(ty, owner, depth + 1);
        }
    }

    fn interface(&mut self, it: &'a InterfaceType, owner: &Owner, depth: u32) {
        it.methods
            .iter()
            .for_each(|(_, sig)| self.signature(sig, owner, depth + 1));
        it.embedded
            .iter()
            .for_each(|ty| self.visit(ty, owner, depth + 1));
    }

    fn fields(&mut self, fields: &'a [FieldDecl], owner: &Owner, depth: u32) {
        for field in fields {
            self.field(field, owner);
        }
        // Nested ones after their parent's, so that the fields of one struct stand together.
        for field in fields {
            let name = SmolStr::new(format!("{}.{}", owner.name, field.name));
            if first_field(&field.ty, 0).is_some() {
                self.visit(
                    &field.ty,
                    &Owner {
                        name,
                        ..owner.clone()
                    },
                    depth + 1,
                );
            }
        }
    }

    fn field(&mut self, field: &'a FieldDecl, owner: &Owner) {
        let key = (owner.file, field.span.start);
        if self.universe.field_at.contains_key(&key) {
            return;
        }
        let id = FieldId(self.universe.fields.len() as u32);
        self.universe.field_at.insert(key, id);
        let package = self
            .universe
            .files
            .get(owner.file.index())
            .and_then(|it| self.universe.packages.get(it.package));
        self.universe.fields.push(FieldInfo {
            name: field.name.clone(),
            ty: Ty::Unknown,
            embedded: field.embedded,
            package: package.map(|it| it.path.clone()).unwrap_or_default(),
            owner: owner.name.clone(),
            decl: owner.decl,
            loc: Loc {
                file: owner.file,
                span: field.span,
            },
            doc: field.doc.clone(),
        });
        self.written.push(WrittenField {
            ty: &field.ty,
            decl: owner.decl,
            func: owner.func,
        });
    }
}

/// A function's name, with its receiver's base type: `Server.Close`.
pub(super) fn function_name(name: &SmolStr, recv: Option<&SmolStr>) -> SmolStr {
    recv.map_or_else(|| name.clone(), |it| SmolStr::new(format!("{it}.{name}")))
}

/// Where the first struct field in a type stands, if there is one.
fn first_field(ty: &TypeRef, depth: u32) -> Option<u32> {
    if depth > MAX_DEPTH {
        return None;
    }
    let go = |it: &TypeRef| first_field(it, depth + 1);
    match ty {
        TypeRef::Pointer(it)
        | TypeRef::Slice(it)
        | TypeRef::Array(it)
        | TypeRef::Chan(_, it)
        | TypeRef::Tilde(it) => go(it),
        TypeRef::Map(pair) => go(&pair.0).or_else(|| go(&pair.1)),
        TypeRef::Func(it) => first_in_signature(it, depth + 1),
        TypeRef::Struct(it) => it.fields.first().map(|it| it.span.start),
        TypeRef::Interface(it) => it
            .methods
            .iter()
            .find_map(|(_, it)| first_in_signature(it, depth + 1))
            .or_else(|| it.embedded.iter().find_map(go)),
        TypeRef::Instance(base, args) => go(base).or_else(|| args.iter().find_map(go)),
        TypeRef::Union(all) => all.iter().find_map(go),
        TypeRef::Name(_) | TypeRef::Qualified(..) | TypeRef::Unknown => None,
    }
}

fn first_in_signature(sig: &FuncType, depth: u32) -> Option<u32> {
    sig.params
        .iter()
        .chain(&sig.results)
        .find_map(|(_, ty)| first_field(ty, depth))
}

/// `func.local` for a struct type written in a body: the local declared last before it is the one that it is written for.
/// And the index of that function.
fn body_owner(outline: &FileOutline, ir: &FileIr, start: u32) -> (SmolStr, Option<u32>) {
    let Some(body) = ir
        .funcs
        .iter()
        .filter(|it| it.span.start <= start && start < it.span.end)
        .max_by_key(|it| it.span.start)
    else {
        return (SmolStr::default(), None);
    };
    let index = ir
        .funcs
        .iter()
        .position(|it| std::ptr::eq(it, body))
        .unwrap_or(0) as u32;
    match body.kind {
        FuncKind::VarInit => {
            let var = outline
                .vars
                .iter()
                .find(|it| it.init.is_some_and(|(func, _)| func == index));
            (var.map(|it| it.name.clone()).unwrap_or_default(), None)
        }
        FuncKind::Decl(at) => {
            let decl = outline.funcs.get(at as usize);
            let func = decl
                .map(|it| function_name(&it.name, it.recv.as_ref().map(|it| &it.base)))
                .unwrap_or_default();
            let name = match local_before(ir, body, start) {
                Some(local) => SmolStr::new(format!("{func}.{local}")),
                None => func,
            };
            (name, Some(at))
        }
    }
}

fn local_before<'a>(ir: &'a FileIr, body: &FuncIr, start: u32) -> Option<&'a SmolStr> {
    let before = body.locals.iter().filter(|it| it.span.start < start);
    let named = before.filter_map(|it| {
        ir.names
            .get(it.name.index())
            .filter(|name| !name.is_empty())
            .map(|name| (it.span.start, name))
    });
    named.max_by_key(|it| it.0).map(|it| it.1)
}
