//! What a call leaves behind: the effects of the callee, read in terms of the arguments, and the value of the result.

use super::*;
use crate::summary::effects::params_of_literal;
use crate::summary::returned::at_call;

/// An interface with more implementations says nothing of what they do with a function that they are given.
const MAX_IMPLEMENTATIONS: usize = 8;

/// A call that is given functions.
struct Taker<'c> {
    expr: ExprId,
    callee: &'c Callee,
    effects: &'c Effects,
    args: &'c [Val],
}

impl<'a> Walker<'a> {
    /// Records a call and applies the callee's effects.
    pub(super) fn finish_call(
        &mut self,
        expr: ExprId,
        callee: Callee,
        vals: Vec<Val>,
        kept: Option<Place>,
    ) -> Val {
        let span = self.span(expr);
        let site = CallSite {
            kept,
            ..self.new_site(callee.clone(), vals.clone(), span)
        };
        let id = self.record((expr, 0), site);
        self.note_older(&vals);
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
        self.apply_effects(&effects, &args);
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
        }
        self.results = Some((expr, results));
        first
    }

    /// Functions given to a callee without effects: it runs them now, or, behind an interface, as its implementations do.
    fn hand_to_unknown(&mut self, expr: ExprId, callee: &Callee, vals: &[Val]) {
        let (effects, certain) = self
            .runs_of_implementations(callee, vals)
            .unwrap_or((Effects::default(), true));
        let before = std::mem::replace(&mut self.guessing, !certain);
        self.hand_over(expr, callee, &effects, vals);
        self.guessing = before;
    }

    /// Functions among the arguments: what the callee does with each. What it starts and waits for runs until it returns.
    fn hand_over(&mut self, expr: ExprId, callee: &Callee, effects: &Effects, args: &[Val]) {
        let to = Taker {
            expr,
            callee,
            effects,
            args,
        };
        let mut joined: Vec<SiteId> = Vec::new();
        for (at, val) in args.iter().enumerate() {
            let at = at as u32;
            match val {
                Val::Func(func) => {
                    self.apply_param(&to, at, func.clone(), &mut joined);
                }
                Val::Place(_) => self.pass_on(expr, at, args, effects, None),
                Val::Unknown => {}
            }
        }
        self.state.live.retain(|it| !joined.contains(it));
    }

    /// The parameter that takes an argument, receiver first: the last one takes all that are left where the callee is variadic.
    fn param_at(&self, callee: &Callee, arg: u32) -> u32 {
        let Callee::Value(FuncVal::Funcs(funcs) | FuncVal::Method(funcs, _)) = callee else {
            return arg;
        };
        let Some(func) = funcs.first() else {
            return arg;
        };
        let info = &self.cx.universe.funcs[func.index()];
        let params = info.sig.params.len() + usize::from(info.recv.is_some());
        match info.sig.variadic {
            true => arg.min((params as u32).saturating_sub(1)),
            false => arg,
        }
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
                let known = self.stops.iter().find(|(it, _)| it == stop);
                let waits = [known?.1.clone()].into_iter().collect();
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
            self.stops.retain(|(it, _)| it != stop);
            let ended = Place::new(Base::Alloc(call)).ended();
            self.stops.push((stop.clone(), ended));
        }
    }

    fn apply_effects(&mut self, effects: &Effects, args: &[Val]) {
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
            if let Some(lock) = self.translate(&held.lock, args) {
                self.state.acquire(lock, held.mode);
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

    /// A place of the callee in terms of this function. The effects of a literal need no translation; those of a
    /// function hold parameters as `Local(index)`.
    pub(in crate::summary::walk) fn translate(&self, place: &Place, args: &[Val]) -> Option<Place> {
        match &place.base {
            Base::Local(local) if local.0 >= PARAM_BASE => {
                let arg = args.get((local.0 - PARAM_BASE) as usize)?.place()?;
                Some(arg.join(&place.path))
            }
            _ => Some(place.clone()),
        }
    }

    /// What a callee with source does with the function that is argument `at`. `joined` are goroutines that it has started for other arguments, and
    /// waits for.
    fn apply_param(&mut self, to: &Taker<'_>, at: u32, func: FuncVal, joined: &mut Vec<SiteId>) {
        let Taker {
            expr,
            callee,
            effects,
            args,
        } = *to;
        let param = self.param_at(callee, at);
        let uses: Vec<(ParamUse, Vec<Place>)> = effects
            .params
            .iter()
            .filter(|it| it.param == param)
            .filter_map(|it| Some((it.clone(), self.needs_of(it, args)?)))
            .collect();
        if uses.is_empty() {
            let many = callee_name(self.cx.universe, callee).is_some_and(|it| calls_for_each(&it));
            self.inline_func(expr, &Val::Func(func), many);
            return;
        }
        for (n, (param, needs)) in uses.into_iter().enumerate() {
            if let Some(field) = param.stored {
                // Into what the callee makes; where it makes nothing, into something that it knows.
                let object = match effects.returns.first() {
                    Some(Ret::Fresh(_)) => Base::Alloc(expr),
                    _ => Base::Result(expr),
                };
                let store = crate::summary::Store::Field(field, func.clone(), object);
                self.out.stores.push(store);
                continue;
            }
            let mut site = self.new_site(Callee::Value(func.clone()), Vec::new(), self.span(expr));
            site.run = param.run;
            site.many = param.many || param.run == Run::Many;
            site.kind = param.kind.clone();
            site.served = param.served;
            site.made = param.made;
            self.demand(&needs);
            site.point.needs.extend(needs);
            // The callee may have set what the function belongs to before it runs it.
            site.blank = Shared::new();
            site.through = callee_name(self.cx.universe, callee);
            if !param.beside {
                site.point.live.retain(|it| !joined.contains(it));
            }
            if param.run.spawns() {
                site.signals = param
                    .signals
                    .iter()
                    .filter_map(|place| self.signal_of_callee(place, expr, args))
                    .collect();
                site.signals.extend(self.signals_of(&func));
                site.extra = self.lent(expr, &param, args);
                site.joined = param.joined;
                site.patient = param.patient;
                site.or_fails = param.or_fails;
                if param.joined {
                    // Our locks keep others out for as long as the goroutines run.
                    site.covered = site.point.held.clone();
                }
                self.publish(&Val::Func(func.clone()));
                let id = self.spawn((expr, 10 + at * 8 + n as u32), site);
                if param.joined {
                    joined.push(id);
                }
            } else {
                for held in &param.held {
                    if let Some(lock) = self.translate(&held.lock, args) {
                        // Taken anew, it has been given back before: `RUnlock`, `Lock`, `f()`.
                        site.point.held.retain(|it| it.lock != lock);
                        site.point.held.push(Held {
                            lock,
                            ..held.clone()
                        });
                    }
                }
                self.record((expr, 10 + at * 8 + n as u32), site);
            }
        }
    }

    /// What a goroutine of the callee signals, as it is seen here: by what the call returns, or by what it was given.
    fn signal_of_callee(&self, place: &Place, call: ExprId, args: &[Val]) -> Option<Place> {
        at_call(place, call).or_else(|| self.translate(place, args))
    }

    /// The callee has waited for the goroutine that it started.
    fn has_ended(&mut self, site: SiteId, joined: bool) {
        if joined {
            self.state.live.retain(|it| *it != site);
        }
    }

    /// What the implementations of an interface do with functions that they are given, of that what starts goroutines or keeps the function for later: all of them,
    /// or some.
    fn runs_of_implementations(&self, callee: &Callee, vals: &[Val]) -> Option<(Effects, bool)> {
        let Callee::Value(FuncVal::Interface(iface, name, _)) = callee else {
            return None;
        };
        let functional = |val: &Val| match val {
            Val::Func(_) => true,
            Val::Place(place) => match &place.base {
                Base::Local(local) if place.path.is_empty() => {
                    param_index(self.cx.func, *local).is_some()
                        && signature(self.cx.universe, self.cx.typing.local(*local)).is_some()
                }
                _ => false,
            },
            Val::Unknown => false,
        };
        if !vals.iter().any(functional) {
            return None;
        }
        let targets = self.cx.universe.implementations(iface, name);
        if targets.len() > MAX_IMPLEMENTATIONS {
            return None;
        }
        let of_each: Vec<Vec<ParamUse>> = targets
            .iter()
            .filter_map(|func| self.effects_of_func(*func))
            .map(|effects| {
                let elsewhere = |it: &&ParamUse| it.run.spawns() || it.stored.is_some();
                effects.params.iter().filter(elsewhere).cloned().collect()
            })
            .collect();
        let all = of_each.iter().all(|uses| !uses.is_empty());
        let mut params: Vec<ParamUse> = of_each.into_iter().flatten().collect();
        params.dedup();
        params.truncate(4);
        let effects = Effects {
            params,
            ..Effects::default()
        };
        (!effects.params.is_empty()).then_some((effects, all))
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

    /// Locks under which the goroutines of a callee run the function that it is given.
    fn lent(&self, expr: ExprId, param: &ParamUse, args: &[Val]) -> Shared<Held> {
        let mut held: Shared<Held> = param
            .held
            .iter()
            .filter_map(|held| {
                Some(Held {
                    lock: self.translate(&held.lock, args)?,
                    ..held.clone()
                })
            })
            .collect();
        if param.own_lock {
            let lock = Place::new(Base::Result(expr));
            let lock = lock.then(Sel::External(Arc::new("lock of the callee".into())));
            held.push(Held::sure(lock, Mode::Write));
        }
        held
    }

    /// A function that arrived as a parameter, or that is kept somewhere, is passed on to a callee that runs it: this function runs it, too.
    pub(super) fn pass_on(
        &mut self,
        expr: ExprId,
        at: u32,
        args: &[Val],
        effects: &Effects,
        spawned: Option<&CallSite>,
    ) {
        let Some(Val::Place(place)) = args.get(at as usize) else {
            return;
        };
        let arrived = match (&place.base, place.path.is_empty()) {
            (Base::Local(local), true) => Some(*local),
            _ => None,
        };
        let callee = self.callee_at(place);
        if callee == Callee::Unknown
            || arrived.is_some_and(|local| param_index(self.cx.func, local).is_none())
        {
            return;
        }
        for (n, param) in effects
            .params
            .iter()
            .filter(|it| it.param == at)
            .enumerate()
        {
            if let Some(field) = param.stored {
                let stored = arrived.map(|local| crate::summary::Store::Param(field, local));
                self.out.stores.extend(stored);
                continue;
            }
            let Some(needs) = self.needs_of(param, args) else {
                continue;
            };
            let mut site = self.new_site(callee.clone(), Vec::new(), self.span(expr));
            site.point.needs.extend(needs);
            site.run = param.run;
            site.many = param.many;
            site.kind = param.kind.clone();
            site.served = param.served;
            if param.run.spawns() {
                site.extra = self.lent(expr, param, args);
                let signals = param.signals.iter();
                site.signals = signals
                    .filter_map(|place| self.signal_of_callee(place, expr, args))
                    .collect();
            }
            if let Some(spawned) = spawned {
                site.run = if param.run.spawns() {
                    param.run
                } else {
                    spawned.run
                };
                site.signals = spawned.signals.clone();
            }
            let key = (expr, 5000 + at * 8 + n as u32);
            if site.run.spawns() {
                let joined = param.joined && spawned.is_none();
                site.joined = joined;
                site.patient = param.patient && spawned.is_none();
                let id = self.spawn(key, site);
                self.has_ended(id, joined);
            } else {
                self.record(key, site);
            }
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

fn callee_name(universe: &Universe, callee: &Callee) -> Option<SmolStr> {
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

/// By its name, a function calls what it is given for each of many things: `sync.Map.Range`, `filepath.WalkDir`.
pub(super) fn calls_for_each(name: &str) -> bool {
    [
        "Range", "ForEach", "Each", "Iter", "Walk", "Visit", "Ascend", "Descend",
    ]
    .iter()
    .any(|it| name.starts_with(it))
}
