//! Fills a [`Universe`] from outlines and bodies.
//!
//! In: all outlines and IR, in file order. Out: the table, every type resolved, every package variable typed. Numbers depend on file order
//! alone. Must not know rules or locks.

use super::fields::{Numbering, function_name};
use super::infer::initial_value;
use super::resolve::Place;
use super::universe::{Decl, FileScope, ImportScope, PackageScope, guess_name};
use super::*;
use crate::discover::Workspace;
use crate::discover::constraint::Builds;
use crate::ir::{Expr, ExprId, FileIr, FuncIr, FuncKind, StmtKind};
use crate::outline::{FileOutline, FuncDecl, TypeDecl, TypeParam, TypeRef, VarDecl};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::sync::OnceLock;

/// Chains of variables that are each made from the next are followed this far.
const MAX_ROUNDS: usize = 8;

impl Universe {
    /// Joins the outlines and bodies (both parallel to `workspace.files`) into one table. `builds` tells which files ever are built together.
    pub fn build(
        workspace: &Workspace,
        builds: &Builds,
        outlines: &[FileOutline],
        irs: &[FileIr],
    ) -> Universe {
        let mut universe = Universe {
            builds: builds.clone(),
            external: Some(super::external::table()),
            ..Universe::default()
        };
        universe.scopes(workspace, outlines);
        universe.declare(workspace, outlines);
        universe.mark_variants();
        let receivers = universe.attach_methods(outlines);
        let mut numbering = Numbering::new(&mut universe);
        for (at, outline) in outlines.iter().enumerate() {
            numbering.outline(FileId(at as u32), outline);
        }
        for (at, ir) in irs.iter().enumerate() {
            if let Some(outline) = outlines.get(at) {
                numbering.bodies(FileId(at as u32), outline, ir);
            }
        }
        let fields = numbering.finish();
        universe.resolve_params(outlines, &receivers);
        for at in 0..universe.types.len() {
            universe.rhs(TypeId(at as u32));
        }
        universe.resolve_fields(fields);
        universe.resolve_funcs(outlines, &receivers);
        universe.resolve_vars(outlines);
        universe.resolve_truths(outlines);
        universe.infer_vars(irs);
        universe
    }

    fn scopes(&mut self, workspace: &Workspace, outlines: &[FileOutline]) {
        for (at, package) in workspace.packages.iter().enumerate() {
            self.packages.push(PackageScope {
                name: package.name.clone(),
                path: package.import_path.clone(),
                names: FxHashMap::default(),
            });
            // A directory may also hold programs (`package main`, built alone) beside the package that others import.
            let better = |old: usize| self.packages[old].name == "main" && package.name != "main";
            let known = self.by_path.get(&package.import_path).copied();
            if known.is_none_or(better) {
                self.by_path.insert(package.import_path.clone(), at);
            }
        }
        self.mixed = self
            .external
            .is_some_and(|table| self.by_path.keys().any(|it| table.has(it)));
        for (at, file) in workspace.files.iter().enumerate() {
            let package = file.package.index();
            let imports = outlines.get(at).map_or(&[][..], |it| &it.imports);
            let imports = imports
                .iter()
                .map(|it| self.import_scope(&it.path, it.alias.as_ref()))
                .collect();
            self.files.push(FileScope {
                package,
                imports,
                local_types: Vec::new(),
            });
        }
    }

    fn import_scope(&self, path: &SmolStr, alias: Option<&SmolStr>) -> ImportScope {
        let vendored = || {
            self.by_path
                .get(&SmolStr::new(format!("vendor/{path}")))
                .copied()
        };
        let package = self.by_path.get(path).copied().or_else(vendored);
        let loaded = package.map(|it| self.packages[it].name.clone());
        let guessed = alias.is_none() && loaded.is_none();
        let local = alias
            .cloned()
            .or(loaded)
            .unwrap_or_else(|| SmolStr::new(guess_name(path)));
        ImportScope {
            local,
            guessed,
            path: path.clone(),
            package,
        }
    }

    /// Marks types that their package declares more than once.
    fn mark_variants(&mut self) {
        for decls in self
            .packages
            .iter()
            .flat_map(|it| it.names.values())
            .filter(|it| it.len() > 1)
        {
            for decl in decls {
                if let Decl::Type(id, _) = decl {
                    self.types[id.index()].varies = true;
                }
            }
        }
    }

    /// Hangs methods on their receivers' types; the receiver's type of each function. A receiver named by an alias belongs to what it stands for.
    fn attach_methods(&mut self, outlines: &[FileOutline]) -> Vec<Option<TypeId>> {
        let mut receivers = Vec::with_capacity(self.funcs.len());
        let mut lists: FxHashMap<TypeId, Vec<(SmolStr, FuncId)>> = FxHashMap::default();
        let decls = outlines
            .iter()
            .enumerate()
            .flat_map(|(at, it)| it.funcs.iter().map(move |func| (FileId(at as u32), func)));
        for (at, (file, decl)) in decls.enumerate() {
            let mut owners: SmallVec<[TypeId; 2]> = SmallVec::new();
            if let Some(recv) = &decl.recv {
                owners.extend(
                    self.package_types(file, &recv.base)
                        .into_iter()
                        .filter_map(|it| self.receiver_type(it)),
                );
            }
            receivers.push(owners.first().copied());
            for owner in owners {
                lists
                    .entry(owner)
                    .or_default()
                    .push((decl.name.clone(), FuncId(at as u32)));
            }
        }
        for (owner, mut list) in lists {
            list.sort();
            let mut methods: Vec<(SmolStr, SmallVec<[FuncId; 1]>)> = Vec::new();
            for (name, func) in list {
                match methods.last_mut() {
                    Some((last, funcs)) if *last == name => funcs.push(func),
                    _ => methods.push((name, SmallVec::from_elem(func, 1))),
                }
            }
            self.types[owner.index()].methods = methods;
        }
        receivers
    }

    fn receiver_type(&self, mut id: TypeId) -> Option<TypeId> {
        for _ in 0..8 {
            let info = &self.types[id.index()];
            if !info.alias {
                return Some(id);
            }
            let written = match &*info.written {
                TypeRef::Pointer(inner) => inner,
                other => other,
            };
            let TypeRef::Name(next) = written else {
                return None;
            };
            id = self.package_type(info.file, next)?;
        }
        None
    }

    /// Type parameters with their core types: they are in all that is resolved later.
    fn resolve_params(&mut self, outlines: &[FileOutline], receivers: &[Option<TypeId>]) {
        let decls: Vec<&TypeDecl> = outlines.iter().flat_map(|it| &it.types).collect();
        let of_types = |universe: &mut Self, local: bool| {
            for (at, decl) in decls.iter().enumerate() {
                let func = universe.types[at].func;
                if func.is_some() == local && (local || !decl.params.is_empty()) {
                    universe.resolve_type_params(at, func, &decl.params);
                }
            }
        };
        of_types(self, false);
        for (at, decl) in outlines.iter().flat_map(|it| &it.funcs).enumerate() {
            let mut params = Vec::new();
            if let (Some(written), Some(Some(owner))) = (&decl.recv, receivers.get(at)) {
                // The receiver's names for the parameters stand for the type's own.
                let own = &self.types[owner.index()].params;
                params.extend(
                    written
                        .params
                        .iter()
                        .zip(own)
                        .map(|(name, (_, ty))| (name.clone(), ty.clone())),
                );
            }
            if !decl.params.is_empty() {
                let resolved = self.params_with_cores(
                    self.funcs[at].file,
                    decl.span.start,
                    &params,
                    &decl.params,
                );
                params.extend(resolved);
            }
            self.func_params.push(params.into());
            self.own_params.push(decl.params.len() as u32);
        }
        of_types(self, true);
        // What was resolved on the way saw parameters without their core types.
        for info in &mut self.types {
            info.rhs = OnceLock::new();
        }
    }

    fn resolve_type_params(&mut self, at: usize, func: Option<FuncId>, params: &[TypeParam]) {
        let info = &self.types[at];
        let mut scope = func.map_or_else(Vec::new, |it| self.type_params(it).to_vec());
        let resolved = self.params_with_cores(info.file, info.loc.span.start, &scope, params);
        scope.extend(resolved.iter().cloned());
        let info = &mut self.types[at];
        info.scope_params = scope;
        info.params = resolved;
    }

    fn resolve_fields(&mut self, fields: super::fields::Written) {
        let resolve = |(info, written): (&FieldInfo, &super::fields::WrittenField)| {
            let params: &[(SmolStr, Ty)] = match (written.decl, written.func) {
                (Some(decl), _) => &self.types[decl.index()].scope_params,
                (None, Some(func)) => self.type_params(func),
                (None, None) => &[],
            };
            self.resolve(info.loc.file, params, info.loc.span.start, written.ty)
        };
        let types: Vec<Ty> = self.fields.par_iter().zip(&fields).map(resolve).collect();
        for (field, ty) in self.fields.iter_mut().zip(types) {
            field.ty = ty;
        }
    }

    fn resolve_funcs(&mut self, outlines: &[FileOutline], receivers: &[Option<TypeId>]) {
        let decls: Vec<&FuncDecl> = outlines.iter().flat_map(|it| &it.funcs).collect();
        let resolve = |(at, decl): (usize, &&FuncDecl)| {
            let file = self.funcs[at].file;
            let params = &self.func_params[at][..];
            let place = Place {
                file,
                params,
                at: decl.span.start,
            };
            let sig = Arc::new(self.signature(place, &decl.sig));
            let owner = receivers.get(at).copied().flatten();
            let recv = decl
                .recv
                .as_ref()
                .zip(owner)
                .map(|(written, owner)| (self.named(owner, &[]), written.pointer));
            (sig, recv)
        };
        let resolved: Vec<_> = decls.par_iter().enumerate().map(resolve).collect();
        for (info, (sig, recv)) in self.funcs.iter_mut().zip(resolved) {
            info.sig = sig;
            info.recv = recv;
        }
    }

    fn resolve_vars(&mut self, outlines: &[FileOutline]) {
        let decls: Vec<&VarDecl> = outlines.iter().flat_map(|it| &it.vars).collect();
        let resolve = |(var, decl): (&VarInfo, &&VarDecl)| {
            let ty = decl.ty.as_ref()?;
            Some(self.resolve(var.loc.file, &[], decl.span.start, ty))
        };
        let types: Vec<Option<Ty>> = self.vars.par_iter().zip(&decls).map(resolve).collect();
        for (var, ty) in self.vars.iter_mut().zip(types) {
            var.ty = ty.unwrap_or_default();
        }
        // Constants made from constants: each round sees what the one before found.
        for _ in 0..MAX_ROUNDS {
            let unknown = |at: &usize| self.vars[*at].constant && self.vars[*at].ty == Ty::Unknown;
            let found: Vec<(usize, Ty)> = (0..self.vars.len())
                .filter(unknown)
                .map(|at| (at, self.constant_type(self.vars[at].loc.file, decls[at])))
                .filter(|it| it.1 != Ty::Unknown)
                .collect();
            if found.is_empty() {
                break;
            }
            for (at, ty) in found {
                self.vars[at].ty = ty;
            }
        }
    }

    /// The type of the constant that a constant is made from.
    fn constant_type(&self, file: FileId, decl: &VarDecl) -> Ty {
        let source = match &decl.ty {
            Some(TypeRef::Name(name)) => self.lookup(file, name),
            Some(TypeRef::Qualified(package, name)) => self.member(file, package, name),
            _ => Object::Unknown,
        };
        match source {
            Object::Var(id) => self.vars[id.index()].ty.clone(),
            Object::External(path, name) => self.external_value(&path, &name).unwrap_or_default(),
            _ => Ty::Unknown,
        }
    }

    /// Types variables from their initializers. Each round sees what the one before found, so the result depends on no order.
    fn infer_vars(&mut self, irs: &[FileIr]) {
        for _ in 0..MAX_ROUNDS {
            let pending: Vec<usize> = (0..self.vars.len())
                .filter(|at| self.vars[*at].init.is_some() && self.vars[*at].ty == Ty::Unknown)
                .collect();
            let found: Vec<(usize, Ty)> = pending
                .par_iter()
                .map(|at| (*at, self.initial_type(&self.vars[*at], irs)))
                .filter(|it| it.1 != Ty::Unknown)
                .collect();
            if found.is_empty() {
                break;
            }
            for (at, ty) in found {
                self.vars[at].ty = ty;
            }
        }
    }

    fn initial_type(&self, var: &VarInfo, irs: &[FileIr]) -> Ty {
        let Some((index, position)) = var.init else {
            return Ty::Unknown;
        };
        let Some(ir) = irs.get(var.loc.file.index()) else {
            return Ty::Unknown;
        };
        let body = ir.funcs.get(index as usize);
        let Some(body) = body.filter(|it| it.kind == FuncKind::VarInit) else {
            return Ty::Unknown;
        };
        let Some(values) = returned(body) else {
            return Ty::Unknown;
        };
        let found = match values.get(position as usize) {
            Some(value) => initial_value(self, var.loc.file, ir, body, *value),
            None => match values {
                [all] => initial_value(self, var.loc.file, ir, body, *all),
                _ => Ty::Unknown,
            },
        };
        match found {
            Ty::Tuple(all) => all.get(position as usize).cloned().unwrap_or_default(),
            Ty::Nil => Ty::Unknown,
            _ if position > 0 && values.len() == 1 => comma_ok(body, values[0]),
            other => other,
        }
    }

    /// A function's name with its receiver's: `Server.Close`.
    pub fn func_name(&self, func: FuncId) -> SmolStr {
        let info = &self.funcs[func.index()];
        function_name(&info.name, info.recv_name.as_ref())
    }
}

/// The type of the second value that a single expression gives.
fn comma_ok(body: &FuncIr, value: ExprId) -> Ty {
    match body.exprs.get(value.index()) {
        Some(Expr::Index(..) | Expr::Assert(..) | Expr::Recv(_)) => {
            Ty::Basic(SmolStr::new_static("bool"))
        }
        _ => Ty::Unknown,
    }
}

fn returned(body: &FuncIr) -> Option<&[ExprId]> {
    match &body.body.first()?.kind {
        StmtKind::Return(values) => Some(values),
        _ => None,
    }
}
