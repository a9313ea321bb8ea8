//! Targets: which bodies a call site may call.
//!
//! In: the call sites, what is behind interfaces, and the function values that fields, variables and locals hold. Out: [`Edge`]s. Must not know
//! in which order the bodies run, nor what they do.

use super::dispatch::Dispatch;
use super::{BodyId, Edge, FuncKey, Program};
use crate::ir::LocalId;
use crate::summary::place::Base;
use crate::summary::{Callee, FuncVal, SiteId, Store};
use crate::types::{FieldId, Ty, TypeId, VarId};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// A dynamic call with more possible callees than this is taken to call none of them (its callees are then
/// reached by other roots or not at all): guessing would connect everything with everything.
const WIDE: usize = 24;

/// Function values by the place where they are kept, and types by the place where their values are.
pub(super) struct Stores {
    fields: FxHashMap<FieldId, Vec<(FuncKey, FuncVal)>>,
    vars: FxHashMap<VarId, Vec<(FuncKey, FuncVal)>>,
    locals: FxHashMap<(FuncKey, LocalId), Vec<(FuncKey, FuncVal)>>,
    /// What stands for types of modules that are not there.
    stands: FxHashMap<(SmolStr, SmolStr), Vec<TypeId>>,
    /// What is behind interfaces.
    dispatch: Dispatch,
}

impl Stores {
    pub(super) fn collect(program: &Program<'_>) -> Stores {
        let mut stores = Stores {
            fields: FxHashMap::default(),
            vars: FxHashMap::default(),
            locals: FxHashMap::default(),
            stands: FxHashMap::default(),
            dispatch: Dispatch::find(program.workspace, program.universe, &program.summaries),
        };
        for (at, summary) in program.summaries.iter().enumerate() {
            for (name, ty) in &summary.stands {
                let list = stores.stands.entry((**name).clone()).or_default();
                if !list.contains(ty) {
                    list.push(*ty);
                }
            }
            let key = FuncKey(at as u32);
            for store in &summary.stores {
                let (list, func) = match store {
                    Store::Field(field, func, _) => {
                        (stores.fields.entry(*field).or_default(), func)
                    }
                    Store::Global(var, func) => (stores.vars.entry(*var).or_default(), func),
                    Store::Local(local, func) => {
                        (stores.locals.entry((key, *local)).or_default(), func)
                    }
                    Store::Param(..)
                    | Store::Back(..)
                    | Store::Lent(_)
                    | Store::SingleSlotField(_)
                    | Store::SingleSlotVar(_) => continue,
                };
                let entry = (key, func.clone());
                if !list.contains(&entry) {
                    list.push(entry);
                }
            }
        }
        stores
    }
}

impl Program<'_> {
    /// Adds the edges of one call site.
    pub(super) fn targets(
        &self,
        func: FuncKey,
        from: BodyId,
        site: SiteId,
        stores: &Stores,
        edges: &mut Vec<Edge>,
    ) {
        let callee = &self.summaries[func.0 as usize].calls[site as usize].callee;
        match callee {
            Callee::Value(val) => {
                let before = edges.len();
                self.value_targets(func, from, site, val, false, edges);
                self.narrow(func, from, site, &stores.dispatch, edges, before);
            }
            Callee::Local(local) => {
                self.stored(from, site, stores.locals.get(&(func, *local)), edges)
            }
            Callee::Field(field) => {
                let before = edges.len();
                self.stored(from, site, stores.fields.get(field), edges);
                self.mark_listeners(&self.universe.fields[field.index()].ty, edges, before);
            }
            Callee::Global(var) => {
                let before = edges.len();
                self.stored(from, site, stores.vars.get(var), edges);
                self.mark_listeners(&self.universe.vars[var.index()].ty, edges, before);
            }
            Callee::External(package, Some(ty), name) => {
                let key = (package.clone(), ty.clone());
                if let Some(types) = stores.stands.get(&key).filter(|it| it.len() <= WIDE) {
                    let methods = types
                        .iter()
                        .flat_map(|it| self.universe.methods_named(*it, name));
                    // The absent module may have others.
                    let val = FuncVal::Funcs(methods.collect());
                    self.value_targets(func, from, site, &val, true, edges);
                }
            }
            Callee::External(..) | Callee::Unknown => {}
        }
    }

    /// Of the edges of a call through an interface, from `before` on, those stay that lead to methods of what is behind the interface, if that is
    /// known. Where that is one type, nothing is guessed.
    fn narrow(
        &self,
        func: FuncKey,
        from: BodyId,
        site: SiteId,
        dispatch: &Dispatch,
        edges: &mut Vec<Edge>,
        before: usize,
    ) {
        let call = self.site(from, site);
        let Callee::Value(FuncVal::Interface(_, name, _)) = &call.callee else {
            return;
        };
        let slot = self.summaries[func.0 as usize].flows.receiver(call.span);
        let Some(types) = slot.and_then(|it| dispatch.types(func, it)) else {
            return;
        };
        let methods: Vec<BodyId> = types
            .iter()
            .flat_map(|it| self.universe.methods_named(*it, name))
            .filter_map(|it| Some(self.body(self.key(it)?, 0)))
            .collect();
        let is_behind = |edge: &Edge| methods.contains(&edge.to);
        let found = edges[before..].iter().filter(|it| is_behind(it)).count();
        if found == 0 {
            return;
        }
        let mut at = 0;
        edges.retain(|edge| {
            at += 1;
            at <= before || is_behind(edge)
        });
        if found == 1 && types.len() == 1 {
            edges[before].dynamic = call.guessed;
        }
        self.mark_certain(edges, before);
    }

    fn stored(
        &self,
        from: BodyId,
        site: SiteId,
        list: Option<&Vec<(FuncKey, FuncVal)>>,
        edges: &mut Vec<Edge>,
    ) {
        let list = match list {
            Some(list) if list.len() <= WIDE => list,
            _ => return,
        };
        let before = edges.len();
        // What tests keep there comes last: of two ways to one function the first stands.
        let in_test = |owner: &FuncKey| {
            self.workspace.files[self.funcs[owner.0 as usize].file.index()].is_test
        };
        for tests in [false, true] {
            for (owner, val) in list.iter().filter(|(it, _)| in_test(it) == tests) {
                self.value_targets(*owner, from, site, val, true, edges);
            }
        }
        self.mark_certain(edges, before);
    }

    /// Whoever calls the functions of a list calls all of them: nothing is guessed.
    fn mark_listeners(&self, ty: &Ty, edges: &mut [Edge], before: usize) {
        if matches!(self.universe.underlying(ty), Ty::Slice(_) | Ty::Array(_)) {
            for edge in &mut edges[before..] {
                edge.dynamic = false;
            }
        }
    }

    /// A dynamic call whose callees, from `before` on, are but one beside those of tests and mocks is as good as a call by name: nothing
    /// else can be meant.
    fn mark_certain(&self, edges: &mut [Edge], before: usize) {
        let is_stand_in = |edge: &Edge| {
            let file = &self.workspace.files[self.file(edge.to).index()];
            let name = self.workspace.packages[file.package.index()]
                .name
                .to_lowercase();
            file.is_test
                || file.generated
                || ["mock", "fake", "stub"].iter().any(|it| name.contains(it))
        };
        let mut real = edges[before..].iter_mut().filter(|edge| !is_stand_in(edge));
        if let (Some(only), None) = (real.next(), real.next()) {
            only.dynamic = false;
        }
    }

    /// Edges to a function value that function `owner` made.
    #[allow(clippy::too_many_arguments)]
    fn value_targets(
        &self,
        owner: FuncKey,
        from: BodyId,
        site: SiteId,
        val: &FuncVal,
        stored: bool,
        edges: &mut Vec<Edge>,
    ) {
        let before = edges.len();
        let dynamic = stored || self.site(from, site).guessed;
        let receiver = match val {
            FuncVal::Method(_, recv) | FuncVal::Interface(_, _, recv) if stored => recv
                .place()
                .filter(|place| matches!(place.base, Base::Global(_)))
                .map(|place| Box::new(place.clone())),
            _ => None,
        };
        let mut push = |to: BodyId, dynamic: bool, receiver_missing: bool| {
            let same_site = |it: &&Edge| it.from == from && it.site == site;
            let mut here = edges.iter().rev().take_while(same_site);
            let known = stored && here.any(|it| it.to == to);
            if !known && self.builds.together(self.file(from), self.file(to)) {
                edges.push(Edge {
                    from,
                    site,
                    to,
                    dynamic,
                    receiver_missing,
                    receiver: receiver.clone(),
                });
            }
        };
        let is_interface = matches!(val, FuncVal::Interface(..));
        let receiver_missing = stored && (is_interface || matches!(val, FuncVal::Method(..)));
        let targets = self.bodies_of(owner, val);
        if !is_interface || targets.len() <= WIDE {
            for to in targets.into_iter().flatten() {
                push(to, dynamic || is_interface, receiver_missing);
            }
        }
        if is_interface && !stored {
            self.mark_certain(edges, before);
        }
    }

    /// The bodies of the functions that a function value of `owner` may stand for; nothing for one that is only declared.
    pub(super) fn bodies_of(&self, owner: FuncKey, val: &FuncVal) -> Vec<Option<BodyId>> {
        let declared = |func| Some(self.body(self.key(func)?, 0));
        match val {
            FuncVal::Closure(closure) => vec![Some(self.body(owner, 1 + closure.0))],
            FuncVal::Funcs(funcs) | FuncVal::Method(funcs, _) => {
                funcs.iter().map(|it| declared(*it)).collect()
            }
            FuncVal::Interface(iface, name, _) => {
                let methods = self.universe.implementations(iface, name);
                methods.into_iter().map(declared).collect()
            }
            FuncVal::Foreign(func, closure, _) => {
                let key = self.key(*func);
                vec![key.map(|key| self.body(key, 1 + closure.0))]
            }
        }
    }
}
