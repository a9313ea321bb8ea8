//! Functions that a callee is given: what it does with each, read in terms of the arguments.

use super::effect::callee_name;
use super::*;
use crate::summary::Store;
use crate::summary::returned::at_call;
use crate::summary::walk::tasks::Given;

/// An interface with more implementations says nothing of what they do with a function that they are given.
const MAX_IMPLEMENTATIONS: usize = 8;

/// Distance between the numbers of the sites of two functions that come in one list.
const LISTED_KEY: u32 = 10_000;

/// A call that is given functions.
struct Taker<'c> {
    expr: ExprId,
    callee: &'c Callee,
    effects: &'c Effects,
    args: &'c [Val],
}

/// Where a call keeps what it is given: in what it makes; where it makes nothing, in something that it knows.
fn kept_in(effects: &Effects, call: ExprId) -> Base {
    match effects.returns.first() {
        Some(Ret::Fresh(_)) => Base::Alloc(call),
        _ => Base::Result(call),
    }
}

impl<'a> Walker<'a> {
    /// Functions given to a callee without effects: it runs them now, or, behind an interface, as its implementations do.
    pub(super) fn hand_to_unknown(&mut self, expr: ExprId, callee: &Callee, vals: &[Val]) {
        let (effects, certain) = self
            .runs_of_implementations(callee, vals)
            .unwrap_or((Effects::default(), true));
        let before = std::mem::replace(&mut self.guessing, !certain);
        self.hand_over(expr, callee, &effects, vals);
        self.guessing = before;
    }

    /// Functions among the arguments: what the callee does with each. What it starts and waits for runs until it returns.
    pub(super) fn hand_over(
        &mut self,
        expr: ExprId,
        callee: &Callee,
        effects: &Effects,
        args: &[Val],
    ) {
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
                    let param = self.param_at(callee, at);
                    let is_same = |(other, it): (usize, &Val)| {
                        it == val && self.param_at(callee, other as u32) == param
                    };
                    let again = args.iter().enumerate().filter(|it| is_same(*it)).count() > 1;
                    let given = Given {
                        func: func.clone(),
                        again,
                        gathered_in: None,
                    };
                    self.apply_param(&to, (at, 0), given, &mut joined);
                }
                Val::Place(place) => {
                    for (n, listed) in self.listed(place).into_iter().enumerate() {
                        self.apply_param(&to, (at, 1 + n as u32), listed, &mut joined);
                    }
                    self.pass_on(expr, at, args, effects, None)
                }
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

    /// What a callee with source does with the function that is argument `at`, or the one of that number in the list there. `joined` are goroutines that it
    /// has started for other arguments, and waits for.
    fn apply_param(
        &mut self,
        to: &Taker<'_>,
        (at, listed): (u32, u32),
        given: Given,
        joined: &mut Vec<SiteId>,
    ) {
        let Taker {
            expr,
            callee,
            effects,
            args,
        } = *to;
        let func = given.func;
        let param = self.param_at(callee, at);
        let uses: Vec<(ParamUse, Vec<Place>)> = effects
            .params
            .iter()
            .filter(|it| it.param == param)
            .filter_map(|it| Some((it.clone(), self.needs_here(&it.needs, expr, args)?)))
            .collect();
        if uses.is_empty() {
            if listed > 0 {
                return;
            }
            let many = callee_name(self.cx.universe, callee).is_some_and(|it| calls_for_each(&it));
            self.inline_func(expr, &Val::Func(func), many);
            return;
        }
        for (n, (param, needs)) in uses.into_iter().enumerate() {
            let key = (expr, 10 + at * 8 + n as u32 + listed * LISTED_KEY);
            if let Some(keeper) = param.stored {
                self.out
                    .stores
                    .push(Store::of(keeper, func.clone(), kept_in(effects, expr)));
                continue;
            }
            let vals = self.given_by_callee(&param, args);
            let mut site = self.new_site(Callee::Value(func.clone()), vals, self.span(expr));
            site.run = param.run;
            site.many = param.many || param.run == Run::Many || given.again && param.beside;
            site.at_once = param.many && param.run.spawns();
            site.gathered_in = given.gathered_in;
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
                let id = self.spawn(key, site);
                if param.joined {
                    joined.push(id);
                }
            } else {
                self.hold_with(&mut site, &param.held, args);
                let id = self.record(key, site);
                if let Some(literal) = param.returned {
                    let held = self.lent(expr, &param, args);
                    self.wrap(expr, literal, id, held);
                }
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
        let mut targets = self.cx.universe.implementations(iface, name);
        // How the parts of a test are run is for the models to say: its source shows that each has a goroutine, which is waited for in many ways.
        targets.retain(|it| self.cx.universe.funcs[it.index()].package != "testing");
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
        let called = self.called_at(place);
        if called.iter().all(|it| it.callee == Callee::Unknown)
            || arrived.is_some_and(|local| param_index(self.cx.func, local).is_none())
        {
            return;
        }
        let params = effects.params.iter().filter(|it| it.param == at);
        let ways = called
            .iter()
            .enumerate()
            .flat_map(|way| params.clone().enumerate().map(move |param| (way, param)));
        for ((way, called), (n, param)) in ways {
            if let Some(keeper) = param.stored {
                self.out.stores.extend(match (&called.callee, arrived) {
                    (Callee::Value(func), _) => {
                        Some(Store::of(keeper, func.clone(), kept_in(effects, expr)))
                    }
                    (_, arrived) => arrived.map(|local| Store::Param(keeper, local)),
                });
                continue;
            }
            let Some(needs) = self.needs_here(&param.needs, expr, args) else {
                continue;
            };
            let vals = self.given_by_callee(param, args);
            let mut site = self.site_of(called.clone(), vals, self.span(expr));
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
            let key = (expr, 5000 + at * 8 + n as u32 + way as u32 * LISTED_KEY);
            if site.run.spawns() {
                let joined = param.joined && spawned.is_none();
                site.joined = joined;
                site.patient = param.patient && spawned.is_none();
                let id = self.spawn(key, site);
                self.has_ended(id, joined);
            } else {
                self.hold_with(&mut site, &param.held, args);
                self.record(key, site);
            }
        }
    }

    /// What the callee gives the function that it runs.
    fn given_by_callee(&self, param: &ParamUse, args: &[Val]) -> Vec<Val> {
        let given = param.args.iter().map(|place| {
            let place = self.translate(place.as_ref()?, args)?;
            Some(Val::Place(place))
        });
        given.map(|it| it.unwrap_or(Val::Unknown)).collect()
    }

    /// The callee holds these locks when it runs the function.
    fn hold_with(&self, site: &mut CallSite, by_callee: &[Held], args: &[Val]) {
        for held in by_callee {
            if let Some(lock) = self.translate(&held.lock, args) {
                // Taken anew, it has been given back before: `RUnlock`, `Lock`, `f()`.
                site.point.held.retain(|it| it.lock != lock);
                site.point.held.push(Held {
                    lock,
                    ..held.clone()
                });
            }
        }
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
