//! From types as written to types: names looked up, aliases resolved away, generics instantiated.
//!
//! In: [`TypeRef`]s with the place where they stand. Out: [`Ty`]. Broken code (cycles, missing names) gives `Ty::Unknown`.

use super::subst::subst;
use super::universe::basic;
use super::*;
use crate::outline::{FuncType, InterfaceType, TypeParam, TypeRef};
use std::sync::atomic::Ordering;

/// Where a type is written.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) file: FileId,
    pub(super) params: &'a [(SmolStr, Ty)],
    pub(super) at: u32,
}

/// Chains of declared types longer than this are taken for cycles.
const MAX_CHAIN: u32 = 32;

impl Universe {
    /// Resolves a type as written in `file`; names in `params` (type parameters in scope) win. `at` is the byte offset of the use,
    /// for types declared inside functions.
    pub fn resolve(&self, file: FileId, params: &[(SmolStr, Ty)], at: u32, ty: &TypeRef) -> Ty {
        self.resolve_in(Place { file, params, at }, ty)
    }

    pub(super) fn resolve_in(&self, place: Place, ty: &TypeRef) -> Ty {
        let one = |it: &TypeRef| Arc::new(self.resolve_in(place, it));
        match ty {
            TypeRef::Name(name) => self.resolve_name(place, name, &[]),
            TypeRef::Qualified(package, name) => self.resolve_member(place, package, name, &[]),
            TypeRef::Pointer(inner) => Ty::Pointer(one(inner)),
            TypeRef::Slice(inner) => Ty::Slice(one(inner)),
            TypeRef::Array(inner) => Ty::Array(one(inner)),
            TypeRef::Map(pair) => Ty::Map(Arc::new((
                self.resolve_in(place, &pair.0),
                self.resolve_in(place, &pair.1),
            ))),
            TypeRef::Chan(dir, inner) => Ty::Chan(*dir, one(inner)),
            TypeRef::Func(sig) => Ty::Func(Arc::new(self.signature(place, sig))),
            TypeRef::Struct(it) => Ty::Struct(
                it.fields
                    .iter()
                    .filter_map(|field| self.field_at(place.file, field.span.start))
                    .collect(),
            ),
            TypeRef::Interface(it) => self.interface(place, it),
            TypeRef::Instance(base, args) => {
                let args: Vec<Ty> = args.iter().map(|it| self.resolve_in(place, it)).collect();
                match &**base {
                    TypeRef::Name(name) => self.resolve_name(place, name, &args),
                    TypeRef::Qualified(package, name) => {
                        self.resolve_member(place, package, name, &args)
                    }
                    _ => Ty::Unknown,
                }
            }
            TypeRef::Tilde(inner) => self.resolve_in(place, inner),
            TypeRef::Union(_) | TypeRef::Unknown => Ty::Unknown,
        }
    }

    pub(super) fn signature(&self, place: Place, sig: &FuncType) -> Sig {
        let all = |list: &[(SmolStr, TypeRef)]| {
            list.iter()
                .map(|(_, ty)| self.resolve_in(place, ty))
                .collect::<Vec<_>>()
        };
        let mut params = all(&sig.params);
        if sig.variadic
            && let Some(last) = params.last_mut()
        {
            *last = Ty::Slice(Arc::new(std::mem::take(last)));
        }
        Sig {
            params,
            results: all(&sig.results),
            variadic: sig.variadic,
        }
    }

    fn resolve_name(&self, place: Place, name: &str, args: &[Ty]) -> Ty {
        if let Some((_, param)) = place.params.iter().rev().find(|(it, _)| it == name) {
            return param.clone();
        }
        if let Some(id) = self
            .local_type(place.file, place.at, name)
            .or_else(|| self.package_type(place.file, name))
        {
            return self.named(id, args);
        }
        // A variable of that name hides a predeclared type; a dot import may bring in a type of the table.
        match self.lookup(place.file, name) {
            Object::Type(ty) => ty,
            _ => Ty::Unknown,
        }
    }

    fn resolve_member(&self, place: Place, package: &str, name: &str, args: &[Ty]) -> Ty {
        let Some(import) = self.import(place.file, package) else {
            return Ty::Unknown;
        };
        match import.package {
            Some(loaded) => self
                .type_in(loaded, place.file, name)
                .map_or(Ty::Unknown, |id| self.named(id, args)),
            None => self.external_named(&import.path, name, args),
        }
    }

    /// A declared type without type arguments.
    pub fn declared(&self, id: TypeId) -> Ty {
        self.named(id, &[])
    }

    /// The type that a declaration denotes, with its aliases resolved away. A generic one without arguments stands for itself with its own parameters.
    pub(super) fn named(&self, id: TypeId, args: &[Ty]) -> Ty {
        let info = &self.types[id.index()];
        if info.alias {
            return subst(&self.rhs(id), &info.params, args);
        }
        if info.params.is_empty() {
            return Ty::Named(id, TypeArgs::default());
        }
        let own = |at: usize| info.params[at].1.clone();
        Ty::Named(
            id,
            (0..info.params.len())
                .map(|at| args.get(at).cloned().unwrap_or_else(|| own(at)))
                .collect(),
        )
    }

    /// The right-hand side of a type declaration, memoized; Unknown inside its own resolution.
    pub(super) fn rhs(&self, id: TypeId) -> Ty {
        let info = &self.types[id.index()];
        if let Some(known) = info.rhs.get() {
            return known.clone();
        }
        if info.busy.swap(true, Ordering::Relaxed) {
            return Ty::Unknown;
        }
        let place = Place {
            file: info.file,
            params: &info.scope_params,
            at: info.loc.span.start,
        };
        let ty = self.resolve_in(place, &info.written);
        info.busy.store(false, Ordering::Relaxed);
        info.rhs.get_or_init(|| ty).clone()
    }

    /// The underlying type, instantiated: of a named map type the map; of a [`Ty::Param`] its core type; of [`Ty::External`] what the models know.
    pub fn underlying(&self, ty: &Ty) -> Ty {
        let mut current = ty.clone();
        for _ in 0..MAX_CHAIN {
            current = match &current {
                Ty::Named(id, args) => subst(&self.rhs(*id), &self.types[id.index()].params, args),
                Ty::External(name, args) => self.external_underlying(name, args),
                Ty::Param(_, core) => (**core).clone(),
                _ => return current,
            };
        }
        Ty::Unknown
    }

    fn interface(&self, place: Place, it: &InterfaceType) -> Ty {
        let mut methods: Vec<(SmolStr, Ty)> = it
            .methods
            .iter()
            .map(|(name, sig)| (name.clone(), Ty::Func(Arc::new(self.signature(place, sig)))))
            .collect();
        for embedded in &it.embedded {
            if matches!(embedded, TypeRef::Tilde(_) | TypeRef::Union(_)) {
                continue;
            }
            match self.underlying(&self.resolve_in(place, embedded)) {
                Ty::Interface(inner) => methods.extend(inner.iter().cloned()),
                Ty::Basic(name) if name == "error" => {
                    methods.push((SmolStr::new_static("Error"), error_method()))
                }
                _ => {}
            }
        }
        methods.sort_by(|a, b| a.0.cmp(&b.0));
        methods.dedup_by(|a, b| a.0 == b.0);
        Ty::Interface(methods.into())
    }

    /// Type parameters with their constraints' core types; `outer` are those already in scope.
    pub(super) fn params_with_cores(
        &self,
        file: FileId,
        at: u32,
        outer: &[(SmolStr, Ty)],
        params: &[TypeParam],
    ) -> Vec<(SmolStr, Ty)> {
        let mut scope = outer.to_vec();
        scope.extend(bare_params(params));
        // Twice, for cores that name parameters which have cores themselves: `[S ~[]M, M ~map[K]V, ...]`.
        for _ in 0..2 {
            let place = Place {
                file,
                params: &scope,
                at,
            };
            let cores: Vec<Ty> = params
                .iter()
                .map(|it| self.core(place, &it.constraint, 0))
                .collect();
            if cores.iter().all(|it| *it == Ty::Unknown) {
                break;
            }
            for ((_, ty), core) in scope[outer.len()..].iter_mut().zip(cores) {
                if let Ty::Param(_, known) = ty {
                    *known = Arc::new(core);
                }
            }
        }
        scope.split_off(outer.len())
    }

    /// The core type of a constraint; the constraint itself when it is an interface with methods; else Unknown.
    fn core(&self, place: Place, constraint: &TypeRef, depth: u32) -> Ty {
        if depth > 8 {
            return Ty::Unknown;
        }
        match constraint {
            TypeRef::Tilde(inner) => self.underlying(&self.resolve_in(place, inner)),
            TypeRef::Union(members) => {
                let mut cores = members.iter().map(|it| self.core(place, it, depth + 1));
                let first = cores.next().unwrap_or_default();
                if cores.all(|it| it == first) {
                    first
                } else {
                    Ty::Unknown
                }
            }
            TypeRef::Interface(it) => {
                let core = it
                    .embedded
                    .iter()
                    .map(|it| self.core(place, it, depth + 1))
                    .find(|it| *it != Ty::Unknown);
                match core {
                    Some(core) => core,
                    None if it.methods.is_empty() => Ty::Unknown,
                    None => self.resolve_in(place, constraint),
                }
            }
            TypeRef::Name(_) | TypeRef::Qualified(..) | TypeRef::Instance(..) => {
                let ty = self.resolve_in(place, constraint);
                self.core_of_named(&ty, depth)
            }
            TypeRef::Unknown => Ty::Unknown,
            _ => self.resolve_in(place, constraint),
        }
    }

    fn core_of_named(&self, ty: &Ty, depth: u32) -> Ty {
        let Ty::Named(id, args) = ty else {
            return match ty {
                Ty::External(..) if matches!(self.underlying(ty), Ty::Interface(it) if !it.is_empty()) => {
                    ty.clone()
                }
                Ty::Basic(name) if name == "error" => ty.clone(),
                Ty::External(..) | Ty::Basic(_) | Ty::Param(..) => Ty::Unknown,
                other => other.clone(),
            };
        };
        let info = &self.types[id.index()];
        let TypeRef::Interface(written) = &*info.written else {
            return self.underlying(ty);
        };
        let place = Place {
            file: info.file,
            params: &info.scope_params,
            at: info.loc.span.start,
        };
        let core = written
            .embedded
            .iter()
            .map(|it| self.core(place, it, depth + 1))
            .find(|it| *it != Ty::Unknown);
        match core {
            // An embedded interface with methods: the outer one has them too.
            Some(Ty::Named(..) | Ty::External(..) | Ty::Interface(_)) => ty.clone(),
            Some(core) => subst(&core, &info.params, args),
            None if written.methods.is_empty() => Ty::Unknown,
            None => ty.clone(),
        }
    }
}

/// Type parameters without knowledge of their constraints.
pub(super) fn bare_params(params: &[TypeParam]) -> Vec<(SmolStr, Ty)> {
    params
        .iter()
        .map(|it| {
            (
                it.name.clone(),
                Ty::Param(it.name.clone(), Arc::new(Ty::Unknown)),
            )
        })
        .collect()
}

/// The type of `error.Error`.
pub(super) fn error_method() -> Ty {
    Ty::Func(Arc::new(Sig {
        params: Vec::new(),
        results: basic("string").into_iter().collect(),
        variadic: false,
    }))
}
