//! `go`, `defer`, and call sites as they are recorded.

use super::builtin::drops;
use super::model::READ_SIDE;
use super::*;
use crate::ir::StmtKind;

impl<'a> Walker<'a> {
    /// A function handed to code of which nothing is known is taken to run in this goroutine, now; once, or for each of `many`.
    pub(super) fn inline_func(&mut self, expr: ExprId, val: &Val, many: bool) {
        let Val::Func(func) = val else { return };
        // A handler by its signature is registered here, not run.
        if self.is_handler(func) {
            return;
        }
        let key = match func {
            FuncVal::Closure(closure) => 2000 + closure.0,
            _ => 1999,
        };
        let mut site = self.new_site(Callee::Value(func.clone()), Vec::new(), self.span(expr));
        site.many = many;
        self.record((expr, key), site);
    }

    /// The function value falls under a contract: whoever takes it will run it concurrently.
    fn is_handler(&self, func: &FuncVal) -> bool {
        let sig = match func {
            FuncVal::Closure(closure) => {
                let literal = &self.cx.func.closures[closure.index()];
                let params = literal
                    .params
                    .iter()
                    .map(|it| self.cx.typing.local(*it).clone())
                    .collect();
                Sig {
                    params,
                    ..Sig::default()
                }
            }
            FuncVal::Funcs(funcs) | FuncVal::Method(funcs, _) => match funcs.first() {
                Some(func) => (*self.cx.universe.funcs[func.index()].sig).clone(),
                None => return false,
            },
            FuncVal::Interface(..) | FuncVal::Foreign(..) => return false,
        };
        self.contract_of(&sig).is_some()
    }

    /// A call site with what holds here.
    pub(in crate::summary::walk) fn new_site(
        &self,
        callee: Callee,
        args: Vec<Val>,
        span: Span,
    ) -> CallSite {
        // The receiver of a method value counts as its first argument.
        let args = match &callee {
            Callee::Value(FuncVal::Method(_, recv) | FuncVal::Interface(_, _, recv))
                if **recv != Val::Unknown =>
            {
                let mut all = vec![(**recv).clone()];
                all.extend(args);
                all
            }
            _ => args,
        };
        let blank = self.blank_args(&args);
        let holds = self.held_by_copies(&args);
        let mut site = CallSite {
            callee,
            args,
            point: self.point(),
            first: self.state.first.clone(),
            span,
            once: self.once,
            guessed: self.guessing,
            blank,
            holds,
            renewed: self.state.renewed.clone(),
            ..CallSite::default()
        };
        self.note_owned(&mut site);
        site
    }

    /// Records a site; the same expression walked again replaces it.
    pub(in crate::summary::walk) fn record(
        &mut self,
        key: (ExprId, u32),
        site: CallSite,
    ) -> SiteId {
        self.run_wrapped(&site);
        let (id, new) = match self.sites.get(&key) {
            Some(id) => {
                let CallSite { many, rounds, .. } = self.out.calls[*id as usize];
                self.out.calls[*id as usize] = CallSite {
                    many: many || site.many,
                    rounds: rounds.or(site.rounds),
                    ..site
                };
                (*id, false)
            }
            None => {
                let id = self.out.calls.len() as SiteId;
                self.out.calls.push(site);
                self.sites.insert(key, id);
                (id, true)
            }
        };
        let calls = &mut self.out.bodies[self.body].calls;
        if new || !calls.contains(&id) {
            calls.push(id);
        }
        id
    }

    /// Records a site that starts a goroutine, which is live from here on.
    pub(in crate::summary::walk) fn spawn(&mut self, key: (ExprId, u32), site: CallSite) -> SiteId {
        let live = site.run.spawns();
        let id = self.record(key, site);
        if live && self.state.after.iter().any(Place::is_some_wait) {
            self.state.after.retain(|place| !place.is_some_wait());
        }
        if live {
            self.goes_live(id);
        }
        id
    }

    /// What the site starts is live from here on.
    pub(super) fn goes_live(&mut self, id: SiteId) {
        if !self.state.live.contains(&id) {
            self.state.live.push(id);
            self.state.live.sort_unstable();
        }
    }

    /// What a function value signals when it ends.
    pub(in crate::summary::walk) fn signals_of(&self, func: &FuncVal) -> Vec<Place> {
        match func {
            FuncVal::Closure(closure) => self.out.bodies[1 + closure.index()]
                .signals_end
                .iter()
                .map(Place::shared)
                .collect(),
            FuncVal::Funcs(funcs) | FuncVal::Method(funcs, _) => {
                let args: Vec<Val> = match func {
                    FuncVal::Method(_, recv) => vec![(**recv).clone()],
                    _ => Vec::new(),
                };
                self.signals_with(funcs, &args)
            }
            FuncVal::Interface(..) | FuncVal::Foreign(..) => Vec::new(),
        }
    }

    fn signals_with(&self, funcs: &[FuncId], args: &[Val]) -> Vec<Place> {
        let Some(effects) = funcs.first().and_then(|func| self.effects_of_func(*func)) else {
            return Vec::new();
        };
        effects
            .signals
            .iter()
            .filter_map(|place| self.translate(place, args))
            .map(|place| place.shared())
            .collect()
    }

    /// `go call`.
    pub(in crate::summary::walk) fn go(&mut self, expr: ExprId) {
        let Expr::Call {
            callee, ref args, ..
        } = *self.expr_ir(expr)
        else {
            self.eval(expr);
            return;
        };
        let target = calls::resolve(self.cx.typing, self.cx.ir, self.cx.func, callee);
        if let Target::Builtin(_) | Target::Conversion = target {
            self.call(expr);
            return;
        }
        let callee_val = match &target {
            Target::Value(value) => self.eval(*value),
            Target::Unknown => {
                self.eval(callee);
                Val::Unknown
            }
            _ => Val::Unknown,
        };
        let operands = self.operands(target, callee, args);
        self.count(&operands);
        let vals = operands.vals.clone();
        let each = match &callee_val {
            Val::Place(place) if self.go_tasks(expr, place, &vals) => return,
            Val::Place(place) => self.round_of(place),
            Val::Func(_) | Val::Unknown => None,
        };
        let (resolved, signals) = match &operands.target {
            Target::Funcs(funcs) | Target::Method(funcs, ..) | Target::MethodExpr(funcs) => (
                Callee::Value(FuncVal::Funcs(FuncIds::from_slice(funcs))),
                self.signals_with(funcs, &vals),
            ),
            Target::Interface(iface, name, ..) => (
                Callee::Value(FuncVal::Interface(
                    (*iface).clone(),
                    (*name).clone(),
                    Box::new(Val::Unknown),
                )),
                Vec::new(),
            ),
            Target::External(package, name) => (
                Callee::External((*package).clone(), None, (*name).clone()),
                Vec::new(),
            ),
            Target::ExternalMethod(package, ty, name, ..) => (
                Callee::External((*package).clone(), Some((*ty).clone()), (*name).clone()),
                Vec::new(),
            ),
            _ => match callee_val {
                Val::Func(func) => {
                    let signals = self.signals_of(&func);
                    (Callee::Value(func), signals)
                }
                Val::Place(place) => (self.callee_at(&place), Vec::new()),
                Val::Unknown => (Callee::Unknown, Vec::new()),
            },
        };
        let mut site = self.new_site(resolved.clone(), vals.clone(), self.span(expr));
        site.run = Run::Go;
        site.each = each;
        site.per_connection = self.loop_id.is_some() && self.accepting == self.loop_id;
        site.signals = signals.into();
        site.extra = self.handed_over(&resolved, &vals);
        site.replaced = self.replaced_behind(args);
        for held in &site.extra {
            self.state.release(&held.lock);
        }
        if let Callee::Value(func) = &resolved {
            self.hand(&Val::Func(func.clone()));
        }
        vals.iter().for_each(|val| self.hand(val));
        site.extra.extend(self.set_for_goroutine());
        let spawned = site.clone();
        self.spawn((expr, 0), site);
        let args = self.full_args(&resolved, &vals);
        if let Some(effects) = self.effects_of(&resolved) {
            for at in 0..args.len() {
                self.pass_on(expr, at as u32, &args, &effects, Some(&spawned));
            }
        }
        self.note_used(&args);
        // `go wait.Until(func, ...)`: what an inline launcher runs, runs in the new goroutine.
        for val in &vals {
            if let Val::Func(func) = val {
                let callee = Callee::Value(func.clone());
                let mut site = self.new_site(callee.clone(), Vec::new(), self.span(expr));
                site.run = Run::Go;
                site.signals = self.signals_of(func).into();
                site.extra = self.handed_over(&callee, &[]);
                for held in &site.extra {
                    self.state.release(&held.lock);
                }
                self.spawn((expr, 1), site);
            }
        }
    }

    /// Of the arguments that are variables which the statements behind the current one set to something new, whatever happens: the variables, and
    /// what their values start from.
    fn replaced_behind(&self, args: &[ExprId]) -> Shared<Base> {
        let is_new = |value: &ExprId| match self.expr_ir(*value) {
            Expr::Composite { .. } => true,
            Expr::Name(name) => self.name(*name) == "nil",
            Expr::Call { callee, .. } => match self.expr_ir(*callee) {
                Expr::Name(name) => ["make", "new"].contains(&self.name(*name).as_str()),
                _ => false,
            },
            Expr::Addr(inner) => matches!(self.expr_ir(*inner), Expr::Composite { .. }),
            _ => false,
        };
        let set_to = |stmt: &Stmt, local: LocalId| match &stmt.kind {
            StmtKind::Assign {
                lhs,
                rhs,
                compound: false,
            } if lhs.len() == rhs.len() => {
                let mut pairs = lhs.iter().zip(rhs);
                pairs.any(|(target, value)| {
                    matches!(self.expr_ir(*target), Expr::Local(it) if *it == local)
                        && is_new(value)
                })
            }
            _ => false,
        };
        let locals = args.iter().filter_map(|arg| match self.expr_ir(*arg) {
            Expr::Local(local) => Some(*local),
            _ => None,
        });
        let replaced = locals.filter(|local| self.rest.iter().any(|it| set_to(it, *local)));
        let mut bases = Shared::new();
        for local in replaced {
            bases.push(Base::Local(local));
            bases.extend(self.local_val(local).place().map(|it| it.base.clone()));
        }
        bases
    }

    /// Locks held here that the new goroutine releases: it holds them from its start on.
    fn handed_over(&self, callee: &Callee, vals: &[Val]) -> Shared<Held> {
        let Some(effects) = self.effects_of(callee) else {
            return Shared::new();
        };
        let args = self.full_args(callee, vals);
        let released: Vec<Place> = effects
            .releases
            .iter()
            .filter_map(|held| self.translate(&held.lock, &args))
            .collect();
        let held = self.state.held.iter();
        held.filter(|held| released.contains(&held.lock))
            .cloned()
            .collect()
    }

    /// `defer call`: operands now, the call when the function ends.
    pub(in crate::summary::walk) fn defer(&mut self, expr: ExprId) {
        let Expr::Call {
            callee, ref args, ..
        } = *self.expr_ir(expr)
        else {
            self.eval(expr);
            return;
        };
        let before = self.state.held.clone();
        let target = calls::resolve(self.cx.typing, self.cx.ir, self.cx.func, callee);
        match &target {
            Target::Builtin(name) if *name == "close" => {
                for arg in args {
                    if let Val::Place(place) = self.eval(*arg) {
                        self.give(&place);
                        self.signal(place);
                    }
                }
                self.defers.push(Deferred::Signal);
                return;
            }
            Target::Builtin(name) => {
                let vals: Vec<Val> = args.iter().map(|it| self.eval(*it)).collect();
                if let (Some(map), Some(val), Some(op)) = (args.first(), vals.first(), drops(name))
                    && self.is_map(self.ty(*map))
                {
                    let deferred = Deferred::Drop(val.clone(), op, expr, *map);
                    self.defers.push(deferred);
                }
                return;
            }
            Target::Conversion => {
                args.iter().for_each(|it| drop(self.eval(*it)));
                return;
            }
            _ => {}
        }
        let by_name = || match &target {
            _ if !args.is_empty() => None,
            // What is put off is no question for a channel.
            Target::ExternalMethod(_, _, name, ..) if *name == "Done" => Some(Known::Done),
            target => calls::by_name(self.cx.universe, target),
        };
        let known = calls::known(self.cx.universe, self.cx.models, &target).or_else(by_name);
        let callee_val = match &target {
            Target::Value(value) => self.eval(*value),
            _ => Val::Unknown,
        };
        let acquired: Vec<Place> = self
            .state
            .held
            .iter()
            .filter(|it| !before.contains(it))
            .map(|it| it.lock.clone())
            .collect();
        if !acquired.is_empty() {
            self.defers.push(Deferred::ReleaseAll(acquired));
            return;
        }
        let operands = self.operands(target, callee, args);
        self.count(&operands);
        let unknown = self.unknown_method(callee, &operands);
        let known = known.or_else(|| match unknown {
            Some((_, "Done")) => Some(Known::Done),
            Some((_, name)) => calls::named(name),
            None => None,
        });
        let place = match unknown {
            Some((base, _)) if known.is_some() => Some(self.receiver(base, &[])),
            _ if operands.recv => operands.vals.first().and_then(Val::place).cloned(),
            _ => None,
        };
        match (known, place) {
            (Some(Known::Lock(LockOp::Unlock | LockOp::RUnlock)), Some(mut place)) => {
                if matches!(place.path.last(), Some(Sel::External(name)) if **name == READ_SIDE) {
                    place.path.pop();
                }
                self.note_lock(&place, false, true, self.span(expr));
                self.defers.push(Deferred::Release(place));
                return;
            }
            (Some(Known::SemRelease), Some(place)) => {
                self.signal(place.clone());
                self.defers.push(match self.lets_many_in(&place) {
                    true => Deferred::Signal,
                    false => Deferred::Release(place),
                });
                return;
            }
            (Some(Known::Wait), Some(place)) => {
                self.defers.push(Deferred::Wait(place));
                return;
            }
            (Some(Known::Done), Some(place)) => {
                self.signal(place);
                self.defers.push(Deferred::Signal);
                return;
            }
            _ => {}
        }
        self.defer_call(expr, operands, callee_val);
    }

    fn defer_call(&mut self, expr: ExprId, operands: Operands<'_>, callee_val: Val) {
        let resolved = match &operands.target {
            Target::Funcs(funcs) | Target::Method(funcs, ..) | Target::MethodExpr(funcs) => {
                Callee::Value(FuncVal::Funcs(FuncIds::from_slice(funcs)))
            }
            Target::Interface(iface, name, ..) => Callee::Value(FuncVal::Interface(
                (*iface).clone(),
                (*name).clone(),
                Box::new(Val::Unknown),
            )),
            Target::External(package, name) => {
                Callee::External((*package).clone(), None, (*name).clone())
            }
            _ => match callee_val {
                Val::Func(func) => Callee::Value(func),
                Val::Place(place) => self.callee_at(&place),
                Val::Unknown => Callee::Unknown,
            },
        };
        let effects = self.effects_of(&resolved);
        let args = self.full_args(&resolved, &operands.vals);
        let mut site = self.new_site(resolved, operands.vals.clone(), self.span(expr));
        site.run = Run::Defer;
        // When it runs, what is made here will have been used.
        site.blank = Shared::new();
        let id = self.record((expr, 0), site);
        let releases = effects.map(|effects| {
            for place in &effects.signals {
                if let Some(place) = self.translate(place, &args) {
                    self.signal(place);
                }
            }
            let lock = |held: &Held| self.translate(&held.lock, &args);
            Releases {
                releases: effects.releases.iter().filter_map(lock).collect(),
                acquires: effects
                    .acquires
                    .iter()
                    .filter_map(|held| {
                        Some(Held {
                            lock: lock(held)?,
                            ..held.clone()
                        })
                    })
                    .collect(),
                waits: effects
                    .waits
                    .iter()
                    .filter_map(|place| self.translate(place, &args))
                    .collect(),
            }
        });
        self.defers.push(Deferred::Call(id, releases));
    }
}
