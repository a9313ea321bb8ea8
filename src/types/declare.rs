//! Numbers the declarations of all files.
//!
//! In: outlines, in file order, and the packages by number. Out: types, functions and variables of a [`Universe`], unresolved, and where each
//! name leads. Must not know what a type means.

use super::resolve::bare_params;
use super::universe::Decl;
use super::*;
use crate::discover::Workspace;
use crate::outline::FileOutline;
use crate::support::Span;
use rayon::prelude::*;
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

/// The declarations of one file, and what is known of them without looking at others.
struct Declared<'a> {
    file: FileId,
    outline: &'a FileOutline,
    package: usize,
    /// The package's import path.
    path: SmolStr,
    /// Number of its first function.
    first_func: usize,
}

impl<'a> Declared<'a> {
    fn loc(&self, span: Span) -> Loc {
        Loc {
            file: self.file,
            span,
        }
    }

    fn types(&self) -> impl Iterator<Item = TypeInfo> + use<'_, 'a> {
        self.outline.types.iter().map(|decl| {
            let params = bare_params(&decl.params);
            let around = |scope: Span| {
                let mut funcs = self.outline.funcs.iter();
                funcs.position(|it| it.full.start <= scope.start && scope.start < it.full.end)
            };
            let func = decl.scope.and_then(around);
            TypeInfo {
                name: decl.name.clone(),
                package: self.path.clone(),
                file: self.file,
                loc: self.loc(decl.span),
                alias: decl.alias,
                scope: decl.scope,
                doc: decl.doc.clone(),
                scope_params: params.clone(),
                params,
                func: func.map(|at| FuncId((self.first_func + at) as u32)),
                varies: false,
                written: decl.ty.clone(),
                rhs: OnceLock::new(),
                busy: AtomicBool::new(false),
                methods: Vec::new(),
            }
        })
    }

    fn funcs(&self) -> impl Iterator<Item = FuncInfo> + use<'_, 'a> {
        self.outline
            .funcs
            .iter()
            .enumerate()
            .map(|(index, decl)| FuncInfo {
                name: decl.name.clone(),
                package: self.path.clone(),
                recv: None,
                recv_name: decl.recv.as_ref().map(|it| it.base.clone()),
                sig: Arc::new(Sig::default()),
                file: self.file,
                index: index as u32,
                loc: self.loc(decl.span),
                doc: decl.doc.clone(),
                body: decl.body,
            })
    }

    fn vars(&self) -> impl Iterator<Item = VarInfo> + use<'_, 'a> {
        self.outline.vars.iter().map(|decl| VarInfo {
            name: decl.name.clone(),
            package: self.path.clone(),
            ty: Ty::Unknown,
            constant: decl.constant,
            truth: None,
            loc: self.loc(decl.span),
            init: decl.init,
            doc: decl.doc.clone(),
        })
    }
}

impl Universe {
    /// Numbers the declarations, file by file, and enters them in their packages.
    pub(super) fn declare(&mut self, workspace: &Workspace, outlines: &[FileOutline]) {
        let mut funcs = 0;
        let files: Vec<Declared> = outlines
            .iter()
            .zip(&workspace.files)
            .enumerate()
            .map(|(at, (outline, source))| {
                let package = source.package.index();
                let file = Declared {
                    file: FileId(at as u32),
                    outline,
                    package,
                    path: self
                        .packages
                        .get(package)
                        .map(|it| it.path.clone())
                        .unwrap_or_default(),
                    first_func: funcs,
                };
                funcs += outline.funcs.len();
                file
            })
            .collect();
        let infos = || {
            let types = files.par_iter().flat_map_iter(Declared::types);
            let funcs = files.par_iter().flat_map_iter(Declared::funcs);
            let vars = files.par_iter().flat_map_iter(Declared::vars);
            (types.collect(), funcs.collect(), vars.collect())
        };
        let (infos, ()) = rayon::join(infos, || self.enter_all(&files));
        (self.types, self.funcs, self.vars) = infos;
    }

    fn enter_all(&mut self, files: &[Declared]) {
        let (mut types, mut funcs, mut vars) = (0, 0, 0);
        for it in files {
            for decl in &it.outline.types {
                let id = TypeId(types);
                types += 1;
                match decl.scope {
                    Some(scope) => self.files[it.file.index()].local_types.push((scope, id)),
                    None => self.enter(it.package, &decl.name, Decl::Type(id, it.file)),
                }
            }
            for decl in &it.outline.funcs {
                let id = FuncId(funcs);
                funcs += 1;
                if decl.recv.is_none() && decl.name != "_" && decl.name != "init" {
                    self.enter(it.package, &decl.name, Decl::Func(id, it.file));
                }
            }
            for decl in &it.outline.vars {
                let id = VarId(vars);
                vars += 1;
                if decl.name != "_" {
                    self.enter(it.package, &decl.name, Decl::Var(id, it.file));
                }
                if let Some((func, result)) = decl.init {
                    self.var_inits.insert((it.file, func, result), id);
                }
            }
        }
    }

    fn enter(&mut self, package: usize, name: &SmolStr, decl: Decl) {
        if let Some(scope) = self.packages.get_mut(package) {
            scope.names.entry(name.clone()).or_default().push(decl);
        }
    }
}
