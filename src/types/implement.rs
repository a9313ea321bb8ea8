//! Method sets, and the types that implement an interface.
//!
//! In: the table of declarations. Out: methods by name through embedding; implementations of an interface, computed once
//! for each. Must not know where interfaces are called.

use super::select::strip;
use super::*;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::sync::Mutex;

/// A method of a method set: its name, number of parameters where known, and its declarations (none for a method that an embedded
/// interface or external type brings in).
#[derive(Debug, Clone)]
struct Method {
    name: SmolStr,
    params: Option<usize>,
    funcs: SmallVec<[FuncId; 1]>,
}

/// Index of all named types by the methods that they have.
#[derive(Debug, Default)]
pub(super) struct Implementers {
    sets: Vec<Vec<Method>>,
    by_method: FxHashMap<SmolStr, Vec<TypeId>>,
    memo: Mutex<FxHashMap<Ty, Arc<[TypeId]>>>,
}

impl Implementers {
    fn build(universe: &Universe) -> Implementers {
        let mut out = Implementers::default();
        for (at, info) in universe.types.iter().enumerate() {
            let id = TypeId(at as u32);
            let candidate = !info.alias && !matches!(universe.rhs(id), Ty::Interface(_));
            let set = if candidate {
                universe.method_set(&universe.named(id, &[]))
            } else {
                Vec::new()
            };
            for method in &set {
                out.by_method
                    .entry(method.name.clone())
                    .or_default()
                    .push(id);
            }
            out.sets.push(set);
        }
        out
    }

    fn method(&self, id: TypeId, name: &str) -> Option<&Method> {
        let set = self.sets.get(id.index())?;
        set.binary_search_by(|it| it.name.as_str().cmp(name))
            .ok()
            .map(|at| &set[at])
    }

    fn types(&self, universe: &Universe, iface: &Ty, methods: &[(SmolStr, Ty)]) -> Arc<[TypeId]> {
        if let Ok(memo) = self.memo.lock()
            && let Some(known) = memo.get(iface)
        {
            return known.clone();
        }
        let none: &[TypeId] = &[];
        let with = |name: &SmolStr| self.by_method.get(name).map_or(none, |it| it);
        let fewest = methods
            .iter()
            .map(|(name, _)| with(name))
            .min_by_key(|it| it.len())
            .unwrap_or(none);
        let fits = |id: TypeId| {
            methods.iter().all(|(name, ty)| {
                let Some(method) = self.method(id, name) else {
                    return false;
                };
                let declared = method
                    .funcs
                    .first()
                    .map(|it| &universe.funcs[it.index()].sig);
                match (ty, declared, method.params) {
                    (Ty::Func(sig), Some(own), _) => universe.may_be_one_signature(sig, own),
                    (Ty::Func(sig), None, Some(params)) => sig.params.len() == params,
                    _ => true,
                }
            })
        };
        let found: Arc<[TypeId]> = fewest.iter().copied().filter(|it| fits(*it)).collect();
        if let Ok(mut memo) = self.memo.lock() {
            memo.insert(iface.clone(), found.clone());
        }
        found
    }
}

/// Embedding deeper than this is not followed.
const MAX_DEPTH: usize = 12;

impl Universe {
    fn implementers(&self) -> &Implementers {
        self.implementers.get_or_init(|| Implementers::build(self))
    }

    /// The declarations of the methods named `name` of the types that implement interface `iface` (named types with source whose method
    /// set, through a pointer, holds all of its methods by name and, as far as it is known, signature).
    pub fn implementations(&self, iface: &Ty, name: &str) -> Vec<FuncId> {
        let Ty::Interface(methods) = self.underlying(iface) else {
            return Vec::new();
        };
        let index = self.implementers();
        let types = index.types(self, iface, &methods);
        let all = types
            .iter()
            .filter_map(|id| index.method(*id, name))
            .flat_map(|it| it.funcs.iter().copied());
        let mut funcs: Vec<FuncId> = all.collect();
        // A name in small letters means another method in each package.
        if name.starts_with(|it: char| !it.is_uppercase())
            && let Some((package, _)) = self.qualified(iface)
        {
            funcs.retain(|it| self.funcs[it.index()].package == package);
        }
        funcs.sort_unstable();
        funcs.dedup();
        funcs
    }

    /// Names of the methods of all declared interfaces with source.
    pub fn interface_methods(&self) -> FxHashSet<SmolStr> {
        let mut names = FxHashSet::default();
        for (at, info) in self.types.iter().enumerate() {
            if info.alias {
                continue;
            }
            let declared = self.named(TypeId(at as u32), &[]);
            if let Ty::Interface(methods) = self.underlying(&declared) {
                names.extend(methods.iter().map(|(name, _)| name.clone()));
            }
        }
        names
    }

    /// The methods that others may call whatever the name of their type: those that exported interfaces with source promise, and those promoted from
    /// an unexported type to an exported struct.
    pub fn promised_methods(&self) -> FxHashSet<FuncId> {
        let is_upper = |name: &str| name.chars().next().is_some_and(char::is_uppercase);
        let mut promised = FxHashSet::default();
        for (at, info) in self.types.iter().enumerate() {
            if info.alias || info.scope.is_some() || !is_upper(&info.name) {
                continue;
            }
            let named = self.named(TypeId(at as u32), &[]);
            match self.underlying(&named) {
                Ty::Interface(methods) => {
                    for (name, _) in methods.iter().filter(|(name, _)| is_upper(name)) {
                        promised.extend(self.implementations(&named, name));
                    }
                }
                Ty::Struct(fields) if fields.iter().any(|it| self.fields[it.index()].embedded) => {
                    let of_unexported = |func: &FuncId| {
                        let recv = self.funcs[func.index()].recv_name.as_deref();
                        recv.is_some_and(|it| !is_upper(it))
                    };
                    let methods = self.methods(&named).into_iter();
                    let methods =
                        methods.filter(|(name, func)| is_upper(name) && of_unexported(func));
                    promised.extend(methods.map(|(_, func)| func));
                }
                _ => {}
            }
        }
        promised
    }

    /// The declarations of the method of a type, or promoted to it, through a pointer.
    pub fn methods_named(&self, id: TypeId, name: &str) -> Vec<FuncId> {
        let found = self.implementers().method(id, name);
        found.map_or_else(Vec::new, |it| it.funcs.to_vec())
    }

    /// The named types with source that implement interface `iface`, in order.
    pub fn implementing_types(&self, iface: &Ty) -> Vec<TypeId> {
        let Ty::Interface(methods) = self.underlying(iface) else {
            return Vec::new();
        };
        self.implementers().types(self, iface, &methods).to_vec()
    }

    /// Methods declared on a type or promoted to it, by name, through a pointer.
    pub fn methods(&self, ty: &Ty) -> Vec<(SmolStr, FuncId)> {
        let set = self.method_set(strip(ty).0);
        set.into_iter()
            .flat_map(|it| {
                it.funcs
                    .into_iter()
                    .map(move |func| (it.name.clone(), func))
            })
            .collect()
    }

    /// The method set of a type through a pointer, sorted by name.
    fn method_set(&self, ty: &Ty) -> Vec<Method> {
        let mut out: Vec<Method> = Vec::new();
        // Names met at a shallower depth (fields too) hide deeper ones.
        let mut taken: Vec<SmolStr> = Vec::new();
        let mut seen: SmallVec<[TypeId; 8]> = SmallVec::new();
        let mut level: SmallVec<[Ty; 4]> = SmallVec::new();
        level.push(ty.clone());
        for _ in 0..MAX_DEPTH {
            let mut here: Vec<(SmolStr, Option<Method>)> = Vec::new();
            let mut next: SmallVec<[Ty; 4]> = SmallVec::new();
            for ty in &level {
                let base = strip(ty).0;
                if let Ty::Named(id, _) = base {
                    if seen.contains(id) {
                        continue;
                    }
                    seen.push(*id);
                }
                self.members_of(base, &mut here, &mut next);
            }
            here.sort_by(|a, b| a.0.cmp(&b.0));
            for group in here.chunk_by(|a, b| a.0 == b.0) {
                let (name, method) = &group[0];
                if taken.contains(name) {
                    continue;
                }
                taken.push(name.clone());
                // Several at one depth: ambiguous, hence none.
                if let ([_], Some(method)) = (group, method) {
                    out.push(method.clone());
                }
            }
            if next.is_empty() {
                break;
            }
            level = next;
        }
        out.sort_by(|a, b| a.name.cmp(&b.name));
        out
    }

    /// Methods and field names of one type, and the types embedded in it.
    fn members_of(
        &self,
        base: &Ty,
        here: &mut Vec<(SmolStr, Option<Method>)>,
        next: &mut SmallVec<[Ty; 4]>,
    ) {
        if let Ty::Named(id, _) = base {
            for (name, funcs) in &self.types[id.index()].methods {
                let params = funcs
                    .first()
                    .map(|it| self.funcs[it.index()].sig.params.len());
                here.push((
                    name.clone(),
                    Some(Method {
                        name: name.clone(),
                        params,
                        funcs: funcs.clone(),
                    }),
                ));
            }
        }
        match self.underlying(base) {
            Ty::Struct(fields) if !fields.is_empty() => {
                for id in fields.iter() {
                    let field = &self.fields[id.index()];
                    here.push((field.name.clone(), None));
                    if field.embedded {
                        next.push(self.own_field_type(base, *id));
                    }
                }
            }
            Ty::Interface(methods) => {
                for (name, ty) in methods.iter() {
                    let params = if let Ty::Func(sig) = ty {
                        Some(sig.params.len())
                    } else {
                        None
                    };
                    here.push((
                        name.clone(),
                        Some(Method {
                            name: name.clone(),
                            params,
                            funcs: SmallVec::new(),
                        }),
                    ));
                }
            }
            _ => {
                for (name, ty) in self.external_methods(base) {
                    let params = if let Ty::Func(sig) = &ty {
                        Some(sig.params.len())
                    } else {
                        None
                    };
                    here.push((
                        name.clone(),
                        Some(Method {
                            name,
                            params,
                            funcs: SmallVec::new(),
                        }),
                    ));
                }
            }
        }
    }
}
