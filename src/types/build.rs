//! Fills a [`Universe`] from outlines and bodies.
//!
//! In: all outlines and IR, in file order. Out: the table, every type resolved, every package variable typed. Numbers depend on file order
//! alone. Must not know rules or locks.

use super::fields::{Numbering, function_name};
use super::infer::infer;
use super::resolve::{Place, bare_params};
use super::universe::{Decl, FileScope, ImportScope, PackageScope, guess_name};
use super::*;
use crate::discover::Workspace;
use crate::discover::constraint::Builds;
use crate::ir::{ExprId, FileIr, FuncIr, FuncKind, StmtKind};
use crate::models::Models;
use crate::outline::{FileOutline, FuncDecl, TypeParam};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

impl Universe {
    /// Joins the outlines and bodies (both parallel to `workspace.files`) into one table. `builds` tells which files ever are built together.
    pub fn build(
        workspace: &Workspace,
        builds: &Builds,
        outlines: &[FileOutline],
        irs: &[FileIr],
        models: &Models,
    ) -> Universe {
        // Types of external packages have a table of their own so far.
        let _ = models;
        let mut universe = Universe {
            builds: builds.clone(),
            external: Some(super::external::table()),
            ..Universe::default()
        };
        universe.scopes(workspace, outlines);
        for (at, outline) in outlines.iter().enumerate() {
            universe.declare(workspace, FileId(at as u32), outline);
        }
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
        universe.resolve_types(outlines);
        universe.resolve_fields(fields);
        universe.resolve_funcs(outlines, &receivers);
        universe.resolve_vars(outlines);
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

    /// Numbers the declarations of one file and enters them in their package.
    fn declare(&mut self, workspace: &Workspace, file: FileId, outline: &FileOutline) {
        let Some(source) = workspace.files.get(file.index()) else {
            return;
        };
        let package = source.package.index();
        let Some(path) = self.packages.get(package).map(|it| it.path.clone()) else {
            return;
        };
        for decl in &outline.types {
            let id = TypeId(self.types.len() as u32);
            let params = bare_params(&decl.params);
            let mut scope_params = Vec::new();
            if let Some(scope) = decl.scope {
                self.files[file.index()].local_types.push((scope, id));
                if let Some(func) = outline
                    .funcs
                    .iter()
                    .find(|it| it.full.start <= scope.start && scope.start < it.full.end)
                {
                    scope_params.extend(bare_params(&func.params));
                }
            } else {
                self.enter(package, &decl.name, Decl::Type(id, file));
            }
            scope_params.extend(params.iter().cloned());
            self.types.push(TypeInfo {
                name: decl.name.clone(),
                package: path.clone(),
                file,
                loc: Loc {
                    file,
                    span: decl.span,
                },
                alias: decl.alias,
                scope: decl.scope,
                doc: decl.doc.clone(),
                params,
                scope_params,
                written: decl.ty.clone(),
                rhs: OnceLock::new(),
                busy: AtomicBool::new(false),
                methods: Vec::new(),
            });
        }
        for (index, decl) in outline.funcs.iter().enumerate() {
            let id = FuncId(self.funcs.len() as u32);
            if decl.recv.is_none() && decl.name != "_" && decl.name != "init" {
                self.enter(package, &decl.name, Decl::Func(id, file));
            }
            self.funcs.push(FuncInfo {
                name: decl.name.clone(),
                package: path.clone(),
                recv: None,
                recv_name: decl.recv.as_ref().map(|it| it.base.clone()),
                sig: Arc::new(Sig::default()),
                file,
                index: index as u32,
                loc: Loc {
                    file,
                    span: decl.span,
                },
                doc: decl.doc.clone(),
                body: decl.body,
            });
        }
        for decl in &outline.vars {
            let id = VarId(self.vars.len() as u32);
            if decl.name != "_" {
                self.enter(package, &decl.name, Decl::Var(id, file));
            }
            self.vars.push(VarInfo {
                name: decl.name.clone(),
                package: path.clone(),
                ty: Ty::Unknown,
                constant: decl.constant,
                loc: Loc {
                    file,
                    span: decl.span,
                },
                init: decl.init,
                doc: decl.doc.clone(),
            });
        }
    }

    fn enter(&mut self, package: usize, name: &SmolStr, decl: Decl) {
        self.packages[package]
            .names
            .entry(name.clone())
            .or_default()
            .push(decl);
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
            let written = if let crate::outline::TypeRef::Pointer(inner) = &info.written {
                inner
            } else {
                &info.written
            };
            let crate::outline::TypeRef::Name(next) = written else {
                return None;
            };
            id = self.package_type(info.file, next)?;
        }
        None
    }

    fn resolve_types(&mut self, outlines: &[FileOutline]) {
        // Constraints first: right-hand sides carry the parameters with their core types.
        let mut at = 0;
        for outline in outlines {
            for decl in &outline.types {
                if !decl.params.is_empty() {
                    self.resolve_type_params(at, &decl.params);
                }
                at += 1;
            }
        }
        // What was resolved on the way saw parameters without their core types.
        for info in &mut self.types {
            info.rhs = OnceLock::new();
        }
        for at in 0..self.types.len() {
            self.rhs(TypeId(at as u32));
        }
    }

    fn resolve_type_params(&mut self, at: usize, params: &[TypeParam]) {
        let info = &self.types[at];
        let outer = info.scope_params.len() - info.params.len();
        let resolved = self.params_with_cores(
            info.file,
            info.loc.span.start,
            &info.scope_params[..outer],
            params,
        );
        let info = &mut self.types[at];
        info.scope_params.truncate(outer);
        info.scope_params.extend(resolved.iter().cloned());
        info.params = resolved;
    }

    fn resolve_fields(&mut self, fields: super::fields::Written) {
        let resolve = |(at, written): (usize, &super::fields::WrittenField)| {
            let info = &self.fields[at];
            let params: &[(SmolStr, Ty)] = written
                .decl
                .map_or(&[], |it| &self.types[it.index()].scope_params);
            self.resolve(info.loc.file, params, info.loc.span.start, written.ty)
        };
        let types: Vec<Ty> = fields.iter().enumerate().map(resolve).collect();
        for (field, ty) in self.fields.iter_mut().zip(types) {
            field.ty = ty;
        }
    }

    fn resolve_funcs(&mut self, outlines: &[FileOutline], receivers: &[Option<TypeId>]) {
        let decls: Vec<(FileId, &FuncDecl)> = outlines
            .iter()
            .enumerate()
            .flat_map(|(at, it)| it.funcs.iter().map(move |func| (FileId(at as u32), func)))
            .collect();
        for (at, (file, decl)) in decls.into_iter().enumerate() {
            let owner = receivers.get(at).copied().flatten();
            let mut params = Vec::new();
            let mut recv = None;
            if let (Some(written), Some(owner)) = (&decl.recv, owner) {
                // The receiver's names for the parameters stand for the type's own.
                let own = &self.types[owner.index()].params;
                params.extend(
                    written
                        .params
                        .iter()
                        .zip(own)
                        .map(|(name, (_, ty))| (name.clone(), ty.clone())),
                );
                recv = Some((self.named(owner, &[]), written.pointer));
            }
            let mut own = 0;
            if !decl.params.is_empty() {
                let resolved = self.params_with_cores(file, decl.span.start, &params, &decl.params);
                own = resolved.len() as u32;
                params.extend(resolved);
            }
            let place = Place {
                file,
                params: &params,
                at: decl.span.start,
            };
            let sig = Arc::new(self.signature(place, &decl.sig));
            let info = &mut self.funcs[at];
            info.sig = sig;
            info.recv = recv;
            self.func_params.push(params.into());
            self.own_params.push(own);
        }
    }

    fn resolve_vars(&mut self, outlines: &[FileOutline]) {
        let decls = outlines
            .iter()
            .enumerate()
            .flat_map(|(at, it)| it.vars.iter().map(move |var| (FileId(at as u32), var)));
        let types: Vec<Ty> = decls
            .map(|(file, decl)| {
                decl.ty
                    .as_ref()
                    .map(|ty| self.resolve(file, &[], decl.span.start, ty))
                    .unwrap_or_default()
            })
            .collect();
        for (var, ty) in self.vars.iter_mut().zip(types) {
            var.ty = ty;
        }
    }

    /// Types variables from their initializers. Each round sees what the one before found, so the result depends on no order.
    fn infer_vars(&mut self, irs: &[FileIr]) {
        for _ in 0..3 {
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
        let Some(body) = ir
            .funcs
            .get(index as usize)
            .filter(|it| it.kind == FuncKind::VarInit)
        else {
            return Ty::Unknown;
        };
        let Some(values) = returned(body) else {
            return Ty::Unknown;
        };
        let typing = infer(self, var.loc.file, ir, body, None);
        if let Some(value) = values
            .get(position as usize)
            .filter(|_| values.len() > 1 || position == 0)
        {
            return match typing.expr(*value) {
                Ty::Tuple(all) => all.first().cloned().unwrap_or_default(),
                Ty::Nil => Ty::Unknown,
                other => other.clone(),
            };
        }
        match values.first().map(|it| typing.expr(*it)) {
            Some(Ty::Tuple(all)) => all.get(position as usize).cloned().unwrap_or_default(),
            // The second of a comma-ok form.
            Some(_) if position == 1 => Ty::Basic(SmolStr::new_static("bool")),
            _ => Ty::Unknown,
        }
    }

    /// A function's name with its receiver's: `Server.Close`.
    pub fn func_name(&self, func: FuncId) -> SmolStr {
        let info = &self.funcs[func.index()];
        function_name(&info.name, info.recv_name.as_ref())
    }
}

fn returned(body: &FuncIr) -> Option<&[ExprId]> {
    match &body.body.first()?.kind {
        StmtKind::Return(values) => Some(values),
        _ => None,
    }
}
