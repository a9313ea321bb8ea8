//! What a call leaves behind: the effects of the callee, read in terms of the arguments, and the value of the result.

use super::*;
use crate::summary::effects::params_of_literal;

impl<'a> Walker<'a> {
    /// Records a call and applies the callee's effects.
    pub(super) fn finish_call(
        &mut self,
        expr: ExprId,
        called: Called,
        vals: Vec<Val>,
        kept: Option<Place>,
    ) -> Val {
        let callee = called.callee.clone();
        let span = self.span(expr);
        let mut site = CallSite {
            kept,
            ..self.site_of(called, vals.clone(), span)
        };
        site.unset = self.unset_args(expr, site.args.len());
        let id = self.record((expr, 0), site);
        self.note_older(&vals);
        self.note_handed_flags(&vals);
        if let Some(name) = callee_name(self.cx.universe, &callee) {
            if says_wait(&name) {
                self.state.waited(Place::some_wait());
            }
            if name.starts_with("Accept") {
                self.accepting = self.loop_id;
            }
        }
        let effects = self.effects_of(&callee);
        let Some((effects, args)) =
            effects.map(|effects| (effects, self.full_args(&callee, &vals)))
        else {
            self.hand_to_unknown(expr, &callee, &vals);
            self.note_used(&vals);
            if gives_up(&callee) {
                self.diverge();
                return Val::Unknown;
            }
            let val = match self.given_by_implementation(expr, &callee, &vals) {
                Some(map) => Val::Place(map),
                None => self.unknown_result(expr, &callee),
            };
            self.results = self.results_to_come(expr, &callee, &val);
            return val;
        };
        self.note_handed_along(id, &effects, &args);
        self.hand_over(expr, &callee, &effects, &args);
        self.note_used(&args);
        self.apply_effects(expr, &effects, &args);
        if effects.diverges {
            self.diverge();
            return Val::Unknown;
        }
        // Of several implementations nobody knows which one was called.
        let given = match &callee {
            Callee::Value(FuncVal::Funcs(funcs) | FuncVal::Method(funcs, _))
                if funcs.len() == 1 =>
            {
                &effects.given[..]
            }
            _ => &[],
        };
        let results: Vec<Val> = effects
            .returns
            .iter()
            .enumerate()
            .map(|(at, ret)| self.result_val(expr, at, ret, &args, &callee, given))
            .collect();
        self.keep_renewed(expr, &effects.renewed, &args);
        let first = results
            .first()
            .cloned()
            .unwrap_or_else(|| Val::Place(self.opaque(expr)));
        if let Val::Func(stop @ FuncVal::Foreign(..)) = &first {
            self.note_stop(expr, stop);
            self.note_wrapped(expr, stop);
        }
        self.results = Some((expr, results));
        first
    }

    /// Receiver and arguments of a method value are its receiver and the arguments.
    pub(super) fn full_args<'v>(&self, callee: &Callee, vals: &'v [Val]) -> Cow<'v, [Val]> {
        match callee {
            Callee::Value(FuncVal::Method(_, recv)) => {
                let mut args = vec![(**recv).clone()];
                args.extend_from_slice(vals);
                Cow::Owned(args)
            }
            _ => Cow::Borrowed(vals),
        }
    }

    /// In the first round the effects of callees are not known yet: results of which nothing is known, as many as there will be, so that
    /// a callee without effects to speak of asks for no other round.
    fn results_to_come(
        &self,
        expr: ExprId,
        callee: &Callee,
        first: &Val,
    ) -> Option<(ExprId, Vec<Val>)> {
        let Callee::Value(FuncVal::Funcs(funcs) | FuncVal::Method(funcs, _)) = callee else {
            return None;
        };
        let count = self.cx.universe.funcs[funcs.first()?.index()]
            .sig
            .results
            .len();
        if count < 2 || !self.cx.effects.effects.is_empty() {
            return None;
        }
        let mut results = vec![Val::Unknown; count];
        results[0] = first.clone();
        Some((expr, results))
    }

    /// The effects of a declared function; notes that they were asked for.
    pub(super) fn effects_of_func(&self, func: FuncId) -> Option<&'a Effects> {
        if self.cx.effects.position[func.index()].is_some() {
            self.asked.borrow_mut().funcs.push(func);
        }
        self.cx.effects.get(func)
    }

    pub(super) fn effects_of(&self, callee: &Callee) -> Option<Cow<'a, Effects>> {
        match callee {
            Callee::Value(FuncVal::Funcs(funcs) | FuncVal::Method(funcs, _)) => funcs
                .first()
                .and_then(|func| self.effects_of_func(*func))
                .map(Cow::Borrowed),
            Callee::Value(FuncVal::Closure(closure)) => {
                let body = &self.out.bodies[1 + closure.index()];
                Some(Cow::Owned(Effects {
                    acquires: body.acquires.clone(),
                    acquires_if: Vec::new(),
                    releases: body.releases.clone(),
                    returns: Vec::new(),
                    diverges: body.diverges,
                    params: params_of_literal(self.cx.func, &self.out, *closure),
                    publishes: 0,
                    waits: body.waits.clone(),
                    signals: body.signals.clone(),
                    given: Vec::new(),
                    renewed: Vec::new(),
                }))
            }
            Callee::Value(stop @ FuncVal::Foreign(..)) => {
                let known = self.stops.iter().filter(|(it, _)| it == stop);
                let waits: Shared<Place> = known.map(|(_, ended)| ended.clone()).collect();
                if waits.is_empty() {
                    return None;
                }
                Some(Cow::Owned(Effects {
                    waits,
                    ..Effects::default()
                }))
            }
            _ => None,
        }
    }

    /// `stop := start(f)`: calling what was returned, which takes nothing, may end what the callee has started.
    fn note_stop(&mut self, call: ExprId, stop: &FuncVal) {
        let takes_nothing = signature(self.cx.universe, self.ty(call))
            .is_some_and(|it| it.params.is_empty() && it.results.len() < 2);
        if takes_nothing {
            let known = (stop.clone(), Place::new(Base::Alloc(call)).ended());
            if !self.stops.contains(&known) {
                self.stops.push(known);
            }
        }
    }

    fn apply_effects(&mut self, expr: ExprId, effects: &Effects, args: &[Val]) {
        for place in &effects.waits {
            if let Some(place) = self.translate(place, args) {
                self.join_on(&place, true);
            }
        }
        for held in &effects.releases {
            // Where the body will release it at its end, the callee must have taken it again on the ways that were not followed.
            if let Some(lock) = self.translate(&held.lock, args)
                && !self.releases_at_end(&lock)
            {
                self.release(&lock);
            }
        }
        for held in &effects.acquires {
            if let Some(lock) = self.translate(&held.lock, args)
                && self.may_acquire(expr, effects, held, &lock, args)
            {
                self.state.keep(Held {
                    lock,
                    ..held.clone()
                });
            }
        }
        for place in &effects.signals {
            if let Some(place) = self.translate(place, args) {
                self.signal(place);
            }
        }
        for (at, val) in args.iter().enumerate().take(64) {
            if effects.publishes & (1 << at) != 0 {
                self.hand(&val.clone());
            }
        }
    }

    /// What must be set for the callee to take the lock may be. Where this function was given that itself, its callers are to tell.
    fn may_acquire(
        &mut self,
        expr: ExprId,
        effects: &Effects,
        held: &Held,
        lock: &Place,
        args: &[Val],
    ) -> bool {
        let mut conditional = effects.acquires_if.iter();
        let needs = conditional.find(|(it, _)| *it == held.lock);
        let Some(mut here) = self.needs_here(needs.map_or(&[], |it| &it.1), expr, args) else {
            return false;
        };
        here.extend(self.state.needs.iter().cloned());
        self.note_taken(lock, here);
        true
    }

    /// A place of the callee in terms of this function. The effects of a literal need no translation; those of a
    /// function hold parameters as `Local(index)`.
    pub(in crate::summary::walk) fn translate(&self, place: &Place, args: &[Val]) -> Option<Place> {
        match &place.base {
            Base::Local(local) if local.0 >= PARAM_BASE => {
                let arg = args.get((local.0 - PARAM_BASE) as usize)?.place()?;
                Some(self.settled(arg.join(&place.path)))
            }
            _ => Some(place.clone()),
        }
    }

    /// The place, where what was stored on the way to it is known: `t.store.mu` is `store.mu` behind `t := &tx{store: store}`, also when others have got
    /// hold of `t` since.
    fn settled(&self, place: Place) -> Place {
        let known = (1..place.path.len()).rev().find_map(|len| {
            let prefix = Place {
                base: place.base.clone(),
                path: place.path[..len].into(),
            };
            let stored = self.state.stored(&prefix).and_then(Val::place);
            let linked = || self.out.links.iter().find(|(from, _)| *from == prefix);
            let target = stored.or_else(|| linked().map(|(_, to)| to))?;
            Some(target.join(&place.path[len..]))
        });
        known.unwrap_or(place)
    }

    /// The map of its own that the only implementation of an interface gives away.
    fn given_by_implementation(
        &self,
        expr: ExprId,
        callee: &Callee,
        vals: &[Val],
    ) -> Option<Place> {
        let Callee::Value(FuncVal::Interface(iface, name, _)) = callee else {
            return None;
        };
        if !self.is_map(self.ty(expr)) {
            return None;
        }
        let [only] = self.cx.universe.implementations(iface, name)[..] else {
            return None;
        };
        match self.effects_of_func(only)?.returns.first()? {
            Ret::Place(place) => self.translate(place, vals),
            Ret::None | Ret::Fresh(_) | Ret::Func(_) | Ret::Unknown => None,
        }
    }

    fn result_val(
        &mut self,
        expr: ExprId,
        at: usize,
        ret: &Ret,
        args: &[Val],
        callee: &Callee,
        given: &[(FieldId, Place)],
    ) -> Val {
        let own = at == 0;
        match ret {
            Ret::Fresh(published) => {
                // Only the first result has an identity of its own: expressions number allocations.
                if !own {
                    return Val::Unknown;
                }
                let place = self.alloc(expr);
                if *published {
                    self.state.published.push(place.base.clone());
                    self.out.escaped.push(place.base.clone());
                } else {
                    self.keep_given(&place, given, args);
                }
                Val::Place(place)
            }
            Ret::Place(place) => match self.translate(place, args) {
                Some(place) => Val::Place(place),
                None => Val::Unknown,
            },
            Ret::Func(FuncVal::Closure(closure)) => match callee {
                Callee::Value(FuncVal::Funcs(funcs) | FuncVal::Method(funcs, _)) => {
                    match funcs.first() {
                        Some(func) => {
                            let given = args.iter().map(|it| it.in_terms(|it| Some(it.clone())));
                            Val::Func(FuncVal::Foreign(*func, *closure, given.collect()))
                        }
                        None => Val::Unknown,
                    }
                }
                _ => Val::Unknown,
            },
            Ret::Func(FuncVal::Foreign(func, closure, given)) => {
                let here = given
                    .iter()
                    .map(|it| it.in_terms(|it| self.translate(it, args)));
                Val::Func(FuncVal::Foreign(*func, *closure, here.collect()))
            }
            Ret::Func(FuncVal::Funcs(funcs)) => Val::Func(FuncVal::Funcs(funcs.clone())),
            Ret::Func(_) => Val::Unknown,
            Ret::None | Ret::Unknown if own => Val::Place(self.opaque(expr)),
            Ret::None | Ret::Unknown => Val::Unknown,
        }
    }

    /// The result of a call of which nothing is known: something new when its name says so.
    fn unknown_result(&mut self, expr: ExprId, callee: &Callee) -> Val {
        let name = match callee {
            Callee::External(_, _, name) => name.as_str(),
            _ => "",
        };
        let fresh = ["New", "Make", "Clone", "Copy", "DeepCopy", "Parse", "Must"]
            .iter()
            .any(|it| name.starts_with(it));
        let place = if fresh {
            self.alloc(expr)
        } else {
            self.opaque(expr)
        };
        Val::Place(place)
    }
}

/// By its name a method of an interface, or of a library, ends the test or the process.
fn gives_up(callee: &Callee) -> bool {
    match callee {
        Callee::Value(FuncVal::Interface(_, name, _)) | Callee::External(_, _, name) => {
            ["FailNow", "Fatal", "Fatalf", "Fatalln"].contains(&name.as_str())
        }
        _ => false,
    }
}

/// By its name a function returns when something has come about.
pub(super) fn says_wait(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["wait", "eventually", "shutdown", "drain", "stop", "close"]
        .iter()
        .any(|word| lower.contains(word))
}

/// In [`Effects`] the parameter `i` is the local `PARAM_BASE + i`.
pub const PARAM_BASE: u32 = 1 << 24;

pub(super) fn callee_name(universe: &Universe, callee: &Callee) -> Option<SmolStr> {
    match callee {
        Callee::Value(FuncVal::Funcs(funcs) | FuncVal::Method(funcs, _)) => {
            Some(universe.funcs[funcs.first()?.index()].name.clone())
        }
        Callee::Value(FuncVal::Interface(_, name, _)) | Callee::External(_, _, name) => {
            Some(name.clone())
        }
        _ => None,
    }
}
