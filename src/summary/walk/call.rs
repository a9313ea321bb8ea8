//! Calls: builtins, models, effects of callees, `go` and `defer`.

use super::*;
use crate::calls::{self, Target};
use crate::models::{Known, Launcher, LockOp, Runs};
use crate::summary::ParamUse;
use crate::summary::place::Sel;
use std::borrow::Cow;
use std::sync::Arc;

/// How a launcher runs what it is given.
pub(super) fn run_of(runs: Runs) -> Run {
    match runs {
        Runs::Once => Run::Go,
        Runs::Many => Run::Many,
        Runs::Serial => Run::Serial,
        Runs::Inline => Run::Call,
    }
}

/// What a launcher does, whichever table names it.
struct Launch<'l> {
    arg: usize,
    rest: bool,
    methods: &'l [String],
    run: Run,
    kind: &'l str,
    /// The receiver has a method that waits for what it started.
    joins: bool,
    waits: bool,
    locked: bool,
    /// Of the exported methods only those run that a remote caller can call.
    rpc: bool,
}

impl<'l> Launch<'l> {
    fn new(runs: Runs, kind: &'l str) -> Self {
        Launch {
            arg: 0,
            rest: false,
            methods: &[],
            run: run_of(runs),
            kind,
            joins: false,
            waits: false,
            locked: false,
            rpc: false,
        }
    }

    fn of(launcher: &'l Launcher) -> Self {
        Launch {
            arg: launcher.arg,
            rest: launcher.rest,
            methods: &launcher.methods,
            joins: launcher.join.is_some(),
            waits: launcher.waits,
            locked: launcher.locked,
            ..Launch::new(launcher.runs, &launcher.kind)
        }
    }
}

/// A call with its operands evaluated.
struct Operands<'a> {
    target: Target<'a>,
    /// Receiver (of methods) and arguments.
    vals: Vec<Val>,
    /// Their expressions.
    exprs: Vec<ExprId>,
    /// The first value is a receiver.
    recv: bool,
}

impl<'a> Walker<'a> {
    /// A call in this goroutine.
    pub(super) fn call(&mut self, expr: ExprId) -> Val {
        let Expr::Call {
            callee, ref args, ..
        } = *self.expr_ir(expr)
        else {
            return Val::Unknown;
        };
        self.results = None;
        let target = calls::resolve(self.cx.typing, self.cx.ir, self.cx.func, callee);
        match &target {
            Target::Conversion => return self.conversion(args),
            Target::Builtin(name) => return self.builtin(expr, name, args),
            _ => {}
        }
        let operands = self.operands(target, callee, args);
        self.count(&operands);
        if let Some(val) = self.modelled(expr, &operands) {
            return val;
        }
        self.guessed(expr, callee, &operands);
        self.plain_call(expr, callee, operands)
    }

    /// `x.Go(func() {...})` on a receiver of which nothing is known starts a goroutine, to judge by its name.
    fn guessed(&mut self, expr: ExprId, callee: ExprId, operands: &Operands<'_>) {
        let (Target::Unknown | Target::ExternalMethod(..), Expr::Select(_, name)) =
            (&operands.target, self.expr_ir(callee))
        else {
            return;
        };
        let Some(launcher) = self.cx.models.guess(self.name(*name)) else {
            return;
        };
        let at = usize::from(operands.recv) + launcher.arg;
        if matches!(operands.vals.get(at), Some(Val::Func(_))) {
            self.launch(expr, operands, &Launch::of(launcher));
        }
    }

    fn conversion(&mut self, args: &'a [ExprId]) -> Val {
        let vals: Vec<Val> = args.iter().map(|it| self.eval(*it)).collect();
        vals.into_iter().next().unwrap_or_default()
    }

    /// Evaluates receiver and arguments.
    fn operands(&mut self, target: Target<'a>, callee: ExprId, args: &'a [ExprId]) -> Operands<'a> {
        let mut vals = Vec::new();
        let mut exprs = Vec::new();
        let mut recv = false;
        match &target {
            Target::Method(_, base, path)
            | Target::Interface(_, _, base, path)
            | Target::ExternalMethod(_, _, _, base, path) => {
                let place = self.receiver(*base, path);
                let by_value = match &target {
                    Target::Method(funcs, ..) => funcs
                        .first()
                        .and_then(|it| self.cx.universe.funcs[it.index()].recv.as_ref())
                        .is_some_and(|(ty, pointer)| !pointer && self.is_struct(ty)),
                    _ => false,
                };
                vals.push(Val::Place(if by_value {
                    place.then(Sel::Copy)
                } else {
                    place
                }));
                exprs.push(*base);
                recv = true;
            }
            Target::Value(value) => {
                // Evaluated for its value by the caller of this function.
                let _ = value;
            }
            _ => {
                let _ = callee;
            }
        }
        for arg in args {
            let val = self.eval(*arg);
            let val = self.arrive(val, Some(*arg));
            vals.push(val);
            exprs.push(*arg);
        }
        // `f(g())`: the results of g become the arguments.
        if let ([only], Some((of, results))) = (args, self.results.take())
            && of == *only
            && results.len() > 1
        {
            vals.truncate(usize::from(recv));
            exprs.resize(usize::from(recv) + results.len(), *only);
            vals.extend(results);
        }
        Operands {
            target,
            vals,
            exprs,
            recv,
        }
    }

    fn count(&mut self, operands: &Operands<'_>) {
        self.out.resolved.1 += 1;
        if !matches!(operands.target, Target::Unknown) {
            self.out.resolved.0 += 1;
        }
    }

    /// The lock that `callee` tries to take, if it is a `TryLock`.
    pub(super) fn try_lock_call(&self, callee: ExprId) -> Option<Held> {
        let target = calls::resolve(self.cx.typing, self.cx.ir, self.cx.func, callee);
        let mode = match calls::known(self.cx.universe, self.cx.models, &target)? {
            Known::Lock(LockOp::TryLock) => Mode::Write,
            Known::Lock(LockOp::TryRLock) => Mode::Read,
            _ => return None,
        };
        let (Target::Method(_, base, path)
        | Target::ExternalMethod(_, _, _, base, path)
        | Target::Interface(_, _, base, path)) = &target
        else {
            return None;
        };
        let place = self.pure_place(*base)?;
        Some(Held::sure(
            path.iter()
                .fold(place, |place, field| place.then(Sel::Field(*field))),
            mode,
        ))
    }

    /// The place of a plain path expression, without evaluating it again.
    pub(super) fn pure_place(&self, expr: ExprId) -> Option<Place> {
        match *self.expr_ir(expr) {
            Expr::Local(local) => self.local_val(local).place().cloned(),
            Expr::Star(operand) | Expr::Addr(operand) => self.pure_place(operand),
            Expr::Name(_) => match self.cx.typing.selection(expr)? {
                crate::types::Selection::Member(crate::types::Object::Var(var)) => {
                    Some(Place::new(Base::Global(*var)))
                }
                _ => None,
            },
            Expr::Index(base, _) => Some(self.pure_place(base)?.then(Sel::Elem)),
            Expr::Select(base, _) => match self.cx.typing.selection(expr)? {
                crate::types::Selection::Field { path, field } => {
                    let place = self.pure_place(base)?;
                    let place = path
                        .iter()
                        .fold(place, |place, it| place.then(Sel::Field(*it)));
                    Some(place.then(Sel::Field(*field)))
                }
                crate::types::Selection::Member(crate::types::Object::Var(var)) => {
                    Some(Place::new(Base::Global(*var)))
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn builtin(&mut self, expr: ExprId, name: &str, args: &'a [ExprId]) -> Val {
        match name {
            "delete" | "clear" => {
                let vals: Vec<Val> = args.iter().map(|it| self.eval(*it)).collect();
                if let (Some(map), Some(val)) = (args.first(), vals.first())
                    && self.is_map(self.ty(*map))
                {
                    let op = if name == "delete" {
                        MapOp::Delete
                    } else {
                        MapOp::Clear
                    };
                    let span = self.span(expr);
                    self.access(val, op, span, *map, None);
                }
                Val::Unknown
            }
            "len" => {
                let vals: Vec<Val> = args.iter().map(|it| self.eval(*it)).collect();
                if let (Some(map), Some(val)) = (args.first(), vals.first())
                    && self.is_map(self.ty(*map))
                {
                    let span = self.span(expr);
                    self.access(val, MapOp::Len, span, *map, None);
                }
                Val::Unknown
            }
            "make" | "new" => {
                for arg in args {
                    if !self.cx.typing.is_type[arg.index()] {
                        self.eval(*arg);
                    }
                }
                let place = self.alloc(expr);
                if self.makes_single_slot(args) && !self.single.contains(&place.base) {
                    self.single.push(place.base.clone());
                }
                Val::Place(place)
            }
            "append" => {
                let vals: Vec<Val> = args.iter().map(|it| self.eval(*it)).collect();
                if let Some((list, rest)) = vals.split_first() {
                    let private = list.place().is_some_and(|place| self.is_owned(place));
                    for val in rest {
                        if let Some(place) = list.place() {
                            self.note_func_store(place, val);
                            self.note_param_store(place, val);
                        }
                        if !private {
                            self.publish(val);
                        }
                    }
                }
                vals.into_iter().next().unwrap_or_default()
            }
            "panic" => {
                args.iter().for_each(|it| drop(self.eval(*it)));
                self.diverge();
                Val::Unknown
            }
            "close" => {
                for arg in args {
                    if let Val::Place(place) = self.eval(*arg) {
                        self.give(&place);
                        self.signal(place);
                    }
                }
                Val::Unknown
            }
            _ => {
                args.iter().for_each(|it| drop(self.eval(*it)));
                Val::Unknown
            }
        }
    }

    /// What the models know of a call: locks, waits, launchers, map functions.
    fn modelled(&mut self, expr: ExprId, operands: &Operands<'_>) -> Option<Val> {
        let universe = self.cx.universe;
        let models = self.cx.models;
        let (package, recv, name) = calls::qualified(universe, &operands.target)?;
        self.map_functions(expr, operands, package, recv, name);
        if package == "sync/atomic" {
            self.atomic(operands, name);
        }
        let known = models.call(package, recv, name);
        let Some(known) = known else {
            if let Some(row) = models.registration(package, name) {
                let launch = Launch {
                    arg: row.arg,
                    methods: &row.methods,
                    rpc: true,
                    ..Launch::new(row.runs, &row.kind)
                };
                self.launch(expr, operands, &launch);
            }
            return None;
        };
        let place = if operands.recv {
            operands.vals.first().and_then(Val::place).cloned()
        } else {
            None
        };
        match known {
            Known::Lock(op) => {
                let lock = place.unwrap_or_else(|| self.opaque(expr));
                self.lock(&lock, op, self.span(expr));
                Some(Val::Unknown)
            }
            Known::ReadSide => Some(place.map_or(Val::Unknown, |place| {
                Val::Place(place.then(Sel::External(Arc::new(READ_SIDE.into()))))
            })),
            Known::OnceDo => {
                self.once(expr, operands, place);
                Some(Val::Unknown)
            }
            Known::Wait => {
                if let Some(place) = place {
                    self.join_on(&place, true);
                }
                Some(Val::Unknown)
            }
            Known::Done => {
                if let Some(place) = place {
                    self.signal(place);
                }
                Some(Val::Unknown)
            }
            Known::NoReturn => {
                self.diverge();
                Some(Val::Unknown)
            }
            Known::Fresh => {
                for val in operands.vals.clone() {
                    self.inline_func(expr, &val);
                }
                Some(Val::Place(self.alloc(expr)))
            }
            Known::Launcher(launcher) => {
                self.launch(expr, operands, &Launch::of(launcher));
                Some(Val::Place(self.opaque(expr)))
            }
            Known::KeyedLock(op) => {
                // Held for one key: a lock that other keys do not share.
                let lock = place.unwrap_or_else(|| self.opaque(expr)).then(Sel::Copy);
                self.lock(&lock, op, self.span(expr));
                None
            }
            Known::OnceFunc => {
                let lock = self.alloc(expr);
                if let Some(Val::Func(func)) = operands.vals.last() {
                    let mut site =
                        self.new_site(Callee::Value(func.clone()), Vec::new(), self.span(expr));
                    site.point.held.push(Held::sure(lock.clone(), Mode::Write));
                    self.record((expr, 0), site);
                }
                Some(Val::Place(lock))
            }
            Known::Limit => {
                let one = operands
                    .exprs
                    .last()
                    .is_some_and(|it| self.span(*it).text(self.cx.text) == "1");
                if let (true, Some(place)) = (one, place) {
                    self.serial.push(place.shared());
                }
                Some(Val::Unknown)
            }
            Known::SemTryAcquire => Some(Val::Unknown),
            Known::SemAcquire => {
                // A weighted semaphore of unknown size excludes nobody for sure; one of size one does: counted as unknown lock.
                if let Some(place) = place {
                    self.state.acquire(place, Mode::Write);
                }
                Some(Val::Unknown)
            }
            Known::SemRelease => {
                if let Some(place) = place {
                    self.release(&place);
                }
                Some(Val::Unknown)
            }
            Known::Element | Known::Content => {
                // What is stored along the way is everybody's from now on.
                operands
                    .vals
                    .iter()
                    .skip(1)
                    .for_each(|val| self.publish(val));
                let kept = match known {
                    Known::Element => Sel::Elem,
                    _ => Sel::Key(Arc::new(name.into())),
                };
                Some(place.map_or(Val::Unknown, |place| Val::Place(place.then(kept))))
            }
            Known::Add | Known::CondWait | Known::Parallel => None,
        }
    }

    /// An atomic flag orders what comes before its store and after its load.
    fn atomic(&mut self, operands: &Operands<'_>, name: &str) {
        let Some(place) = operands
            .vals
            .first()
            .and_then(Val::place)
            .map(Place::shared)
        else {
            return;
        };
        if name.starts_with("Load") {
            self.state.waited(place);
        } else {
            self.signal(place);
        }
    }

    pub(super) fn release(&mut self, lock: &Place) {
        if !self.state.release(lock) {
            let releases = &mut self.out.bodies[self.body].releases;
            if !releases.iter().any(|it| it.lock == *lock) {
                releases.push(Held::sure(lock.clone(), Mode::Write));
            }
        }
    }

    fn lock(&mut self, lock: &Place, op: LockOp, span: Span) {
        let (lock, shared) = match lock.path.last() {
            Some(Sel::External(name)) if **name == READ_SIDE => {
                let mut lock = lock.clone();
                lock.path.pop();
                (lock, true)
            }
            _ => (lock.clone(), false),
        };
        self.out.bodies[self.body].locks = true;
        match op {
            LockOp::Lock | LockOp::RLock => self.note_lock(&lock, true, false, span),
            LockOp::Unlock | LockOp::RUnlock => self.note_lock(&lock, false, false, span),
            LockOp::TryLock | LockOp::TryRLock => {}
        }
        match op {
            LockOp::Lock if shared => self.state.acquire(lock, Mode::Read),
            LockOp::Lock => self.state.acquire(lock, Mode::Write),
            LockOp::RLock => self.state.acquire(lock, Mode::Read),
            LockOp::Unlock | LockOp::RUnlock => self.release(&lock),
            // Decided by the branch that tests the result.
            LockOp::TryLock | LockOp::TryRLock => {}
        }
    }

    fn once(&mut self, expr: ExprId, operands: &Operands<'_>, place: Option<Place>) {
        let lock = place.unwrap_or_else(|| Place::new(Base::Result(expr)));
        if let Some(Val::Func(func)) = operands.vals.last() {
            let mut site = self.new_site(Callee::Value(func.clone()), Vec::new(), self.span(expr));
            site.point.held.push(Held::sure(lock.clone(), Mode::Write));
            self.record((expr, 0), site);
        }
        // Whoever has called Do sees what it did.
        self.state.acquire(lock, Mode::Read);
    }

    /// Map operations that a library function performs on its arguments.
    fn map_functions(
        &mut self,
        expr: ExprId,
        operands: &Operands<'_>,
        package: &str,
        recv: Option<&str>,
        name: &str,
    ) {
        let models = self.cx.models;
        let first = usize::from(operands.recv);
        for effect in models.map_effects(package, recv, name) {
            let range = match effect.arg {
                -1 if operands.recv => 0..1,
                -1 => continue,
                -2 => first..operands.vals.len(),
                at => first + at as usize..first + at as usize + 1,
            };
            for at in range {
                let (Some(val), Some(arg)) = (operands.vals.get(at), operands.exprs.get(at)) else {
                    continue;
                };
                self.map_function(expr, val, *arg, MapOp::of(effect.effect), effect.deep, name);
            }
        }
    }

    fn map_function(
        &mut self,
        call: ExprId,
        val: &Val,
        arg: ExprId,
        op: MapOp,
        deep: bool,
        name: &str,
    ) {
        let ty = match self.ty(arg) {
            Ty::Pointer(inner) => (**inner).clone(),
            ty => ty.clone(),
        };
        let span = self.span(call);
        if self.is_map(&ty) {
            self.access(val, op, span, arg, Some(name.into()));
            return;
        }
        let (true, Some(place)) = (deep, val.place()) else {
            return;
        };
        let Ty::Struct(fields) = self.cx.universe.underlying(&ty) else {
            return;
        };
        for field in fields.iter() {
            let info = &self.cx.universe.fields[field.index()];
            let exported = info.name.chars().next().is_some_and(char::is_uppercase);
            if exported && self.is_map(&self.cx.universe.field_type(&ty, *field)) {
                let place = place.then(Sel::Field(*field));
                let val = self
                    .state
                    .stored(&place)
                    .cloned()
                    .unwrap_or(Val::Place(place));
                self.access(&val, op, span, arg, Some(name.into()));
            }
        }
    }

    /// Registers what a launcher runs.
    fn launch(&mut self, expr: ExprId, operands: &Operands<'_>, launch: &Launch<'_>) {
        let first = usize::from(operands.recv);
        let is_run =
            |at: usize| at == first + launch.arg || (launch.rest && at > first + launch.arg);
        let receiver = if operands.recv {
            operands
                .vals
                .first()
                .and_then(Val::place)
                .map(Place::shared)
        } else {
            None
        };
        let mut sites: Vec<SiteId> = Vec::new();
        for (at, val) in operands.vals.iter().enumerate().skip(first) {
            if !is_run(at) {
                self.inline_func(expr, &val.clone());
                continue;
            }
            let arg = operands.exprs[at];
            let methods = self.expected_methods(&operands.target, launch);
            let launch = Launch {
                methods: methods.as_deref().unwrap_or(launch.methods),
                ..*launch
            };
            sites.extend(self.launch_one(expr, at as u32, val, arg, &launch, receiver.as_ref()));
        }
        if launch.waits {
            self.state.live.retain(|site| !sites.contains(site));
        }
    }

    /// Of an object that is registered whole, the methods that the registering function asks for by its parameter's interface.
    fn expected_methods(&self, target: &Target<'_>, launch: &Launch<'_>) -> Option<Vec<String>> {
        if !launch.methods.iter().any(|it| it == "*") {
            return None;
        }
        let (Target::Funcs(funcs) | Target::Method(funcs, ..)) = target else {
            return None;
        };
        let sig = &self.cx.universe.funcs[funcs.first()?.index()].sig;
        match self.cx.universe.underlying(sig.params.get(launch.arg)?) {
            Ty::Interface(methods) if !methods.is_empty() => {
                Some(methods.iter().map(|(name, _)| name.to_string()).collect())
            }
            _ => None,
        }
    }

    /// Registers one function or object.
    fn launch_one(
        &mut self,
        expr: ExprId,
        at: u32,
        val: &Val,
        arg: ExprId,
        launch: &Launch<'_>,
        receiver: Option<&Place>,
    ) -> Vec<SiteId> {
        let mut run = launch.run;
        if run == Run::Go && receiver.is_some_and(|place| self.serial.contains(place)) {
            run = Run::Serial;
        }
        let callees: Vec<Callee> = match val {
            Val::Func(func) => vec![Callee::Value(func.clone())],
            Val::Place(place) => {
                let methods = self.handler_methods(val, arg, launch);
                if methods.is_empty() && launch.methods.is_empty() {
                    // A function value that arrives through a variable, parameter or field.
                    vec![self.callee_at(place)]
                } else {
                    methods.into_iter().map(Callee::Value).collect()
                }
            }
            Val::Unknown => Vec::new(),
        };
        let mut sites = Vec::new();
        for (n, callee) in callees.into_iter().enumerate() {
            let mut signals: Shared<Place> = Shared::new();
            if launch.joins {
                signals.extend(receiver.cloned());
            }
            if let Callee::Value(func) = &callee {
                signals.extend(self.signals_of(func));
            }
            let mut site = self.new_site(callee, Vec::new(), self.span(expr));
            if launch.locked
                && let Some(lock) = receiver
            {
                site.point.held.push(Held::sure(lock.clone(), Mode::Write));
            }
            site.run = run;
            site.many = run == Run::Many;
            site.kind = launch.kind.into();
            site.joined = launch.waits;
            site.signals = signals;
            sites.push(self.spawn((expr, 100 * at + n as u32), site));
        }
        if run.spawns() {
            self.publish(val);
        }
        sites
    }

    /// The methods that run when an object is registered: all exported ones, or those named.
    fn handler_methods(&mut self, val: &Val, arg: ExprId, launch: &Launch<'_>) -> Vec<FuncVal> {
        let names = launch.methods;
        if names.is_empty() {
            return Vec::new();
        }
        let all = names.iter().any(|name| name == "*");
        let universe = self.cx.universe;
        let methods = universe.methods(self.ty(arg));
        methods
            .into_iter()
            .filter(|(name, func)| match all {
                true => {
                    name.chars().next().is_some_and(char::is_uppercase)
                        && (!launch.rpc || is_rpc(&universe.funcs[func.index()].sig))
                }
                false => names.iter().any(|it| it == name),
            })
            .map(|(_, func)| FuncVal::Method(vec![func], Box::new(val.clone())))
            .collect()
    }

    /// A function stored into a field that a library runs (`http.Server{Handler: ...}`).
    pub(super) fn field_launcher(&mut self, ty: &Ty, field: FieldId, func: FuncVal, value: ExprId) {
        let Some((package, name)) = self.cx.universe.qualified(ty) else {
            return;
        };
        let member = &self.cx.universe.fields[field.index()].name;
        let Some(launcher) = self.cx.models.field_launcher(package, name, member) else {
            return;
        };
        let run = run_of(launcher.runs);
        let kind = launcher.kind.as_str().into();
        let site = CallSite {
            run,
            many: run == Run::Many,
            kind,
            ..self.new_site(Callee::Value(func.clone()), Vec::new(), self.span(value))
        };
        self.publish(&Val::Func(func));
        self.record((value, 1001), site);
    }

    fn plain_call(&mut self, expr: ExprId, callee: ExprId, operands: Operands<'_>) -> Val {
        let callee_val = match &operands.target {
            Target::Value(value) => Some(self.eval(*value)),
            _ => None,
        };
        let kept = callee_val.as_ref().and_then(Val::place).cloned();
        let Operands { target, vals, .. } = operands;
        let resolved = match &target {
            Target::Funcs(funcs) | Target::Method(funcs, ..) | Target::MethodExpr(funcs) => {
                Callee::Value(FuncVal::Funcs(funcs.to_vec()))
            }
            Target::Interface(iface, name, ..) => Callee::Value(FuncVal::Interface(
                (*iface).clone(),
                (*name).clone(),
                Box::new(Val::Unknown),
            )),
            Target::External(package, name) => {
                Callee::External((*package).clone(), None, (*name).clone())
            }
            Target::ExternalMethod(package, ty, name, ..) => {
                Callee::External((*package).clone(), Some((*ty).clone()), (*name).clone())
            }
            Target::Value(_) => match callee_val {
                Some(Val::Func(func)) => Callee::Value(func),
                Some(Val::Place(place)) => self.callee_at(&place),
                Some(Val::Unknown) | None => Callee::Unknown,
            },
            Target::Conversion | Target::Builtin(_) | Target::Unknown => {
                self.eval(callee);
                Callee::Unknown
            }
        };
        if self.state.dead {
            return Val::Unknown;
        }
        self.finish_call(expr, resolved, vals, kept)
    }

    fn callee_at(&self, place: &Place) -> Callee {
        match (place.path.last(), &place.base) {
            (None, Base::Local(local)) => Callee::Local(*local),
            (None, Base::Global(var)) => Callee::Global(*var),
            (Some(Sel::Field(field)), _) => Callee::Field(*field),
            (Some(Sel::Elem | Sel::Key(_)), base) => match (place.container().last(), base) {
                (Some(Sel::Field(field)), _) => Callee::Field(*field),
                (None, Base::Global(var)) => Callee::Global(*var),
                (None, Base::Local(local)) => Callee::Local(*local),
                _ => Callee::Unknown,
            },
            _ => Callee::Unknown,
        }
    }

    /// Records a call and applies the callee's effects.
    fn finish_call(
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
        self.record((expr, 0), site);
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
            for val in &vals {
                self.inline_func(expr, val);
            }
            let val = self.unknown_result(expr, &callee);
            self.results = self.results_to_come(expr, &callee, &val);
            return val;
        };
        for (at, val) in args.iter().enumerate() {
            match val {
                Val::Func(func) => {
                    self.apply_param(expr, at as u32, func.clone(), &effects, &args, &callee)
                }
                Val::Place(_) => self.pass_on(expr, at as u32, &args, &effects, None),
                Val::Unknown => {}
            }
        }
        self.apply_effects(&effects, &args);
        if effects.diverges {
            self.diverge();
            return Val::Unknown;
        }
        let results: Vec<Val> = effects
            .returns
            .iter()
            .enumerate()
            .map(|(at, ret)| self.result_val(expr, at, ret, &args, &callee))
            .collect();
        let first = results
            .first()
            .cloned()
            .unwrap_or_else(|| Val::Place(self.opaque(expr)));
        self.results = Some((expr, results));
        first
    }

    /// Receiver and arguments of a method value are its receiver and the arguments.
    fn full_args<'v>(&self, callee: &Callee, vals: &'v [Val]) -> Cow<'v, [Val]> {
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
    fn effects_of_func(&self, func: FuncId) -> Option<&'a Effects> {
        if self.cx.effects.position[func.index()].is_some() {
            self.asked.borrow_mut().funcs.push(func);
        }
        self.cx.effects.get(func)
    }

    fn effects_of(&self, callee: &Callee) -> Option<Cow<'a, Effects>> {
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
                    params: Vec::new(),
                    publishes: 0,
                    waits: body.waits.clone(),
                    signals: body.signals.clone(),
                }))
            }
            _ => None,
        }
    }

    fn apply_effects(&mut self, effects: &Effects, args: &[Val]) {
        for place in &effects.waits {
            if let Some(place) = self.translate(place, args) {
                self.join_on(&place, true);
            }
        }
        for held in &effects.releases {
            if let Some(lock) = self.translate(&held.lock, args) {
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
    fn translate(&self, place: &Place, args: &[Val]) -> Option<Place> {
        match &place.base {
            Base::Local(local) if local.0 >= PARAM_BASE => {
                let arg = args.get((local.0 - PARAM_BASE) as usize)?.place()?;
                Some(arg.join(&place.path))
            }
            _ => Some(place.clone()),
        }
    }

    /// What a callee with source does with a function that it is given.
    fn apply_param(
        &mut self,
        expr: ExprId,
        at: u32,
        func: FuncVal,
        effects: &Effects,
        args: &[Val],
        callee: &Callee,
    ) {
        let uses: Vec<ParamUse> = effects
            .params
            .iter()
            .filter(|it| it.param == at)
            .cloned()
            .collect();
        if uses.is_empty() {
            self.inline_func(expr, &Val::Func(func));
            return;
        }
        for (n, param) in uses.into_iter().enumerate() {
            if let Some(field) = param.stored {
                self.out
                    .stores
                    .push(crate::summary::Store::Field(field, func.clone()));
                continue;
            }
            let mut site = self.new_site(Callee::Value(func.clone()), Vec::new(), self.span(expr));
            site.run = param.run;
            site.many = param.many || param.run == Run::Many;
            site.kind = param.kind.clone();
            site.through = callee_name(self.cx.universe, callee);
            if param.run.spawns() {
                site.signals = param
                    .signals
                    .iter()
                    .filter_map(|place| self.translate(place, args))
                    .collect();
                site.signals.extend(self.signals_of(&func));
                site.extra = self.lent(expr, &param, args);
                self.publish(&Val::Func(func.clone()));
                self.spawn((expr, 10 + at * 8 + n as u32), site);
            } else {
                for held in &param.held {
                    if let Some(lock) = self.translate(&held.lock, args) {
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
    fn pass_on(
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
            let mut site = self.new_site(callee.clone(), Vec::new(), self.span(expr));
            site.run = param.run;
            site.many = param.many;
            site.kind = param.kind.clone();
            if param.run.spawns() {
                site.extra = self.lent(expr, param, args);
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
                self.spawn(key, site);
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
                        Some(func) => Val::Func(FuncVal::Foreign(*func, *closure)),
                        None => Val::Unknown,
                    }
                }
                _ => Val::Unknown,
            },
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

    /// A function handed to code of which nothing is known is taken to run in this goroutine, now.
    fn inline_func(&mut self, expr: ExprId, val: &Val) {
        let Val::Func(func) = val else { return };
        // A handler by its signature is registered here, not run.
        if self.is_handler(func) {
            return;
        }
        let key = match func {
            FuncVal::Closure(closure) => 2000 + closure.0,
            _ => 1999,
        };
        let site = self.new_site(Callee::Value(func.clone()), Vec::new(), self.span(expr));
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
        super::expr::contract_of(self.cx, &sig).is_some()
    }

    /// A call site with what holds here.
    pub(super) fn new_site(&self, callee: Callee, args: Vec<Val>, span: Span) -> CallSite {
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
        let mut site = CallSite {
            callee,
            args,
            point: self.point(),
            span,
            once: self.once,
            ..CallSite::default()
        };
        self.note_owned(&mut site);
        site
    }

    /// Records a site; the same expression walked again replaces it.
    pub(super) fn record(&mut self, key: (ExprId, u32), site: CallSite) -> SiteId {
        let (id, new) = match self.sites.get(&key) {
            Some(id) => {
                let many = self.out.calls[*id as usize].many;
                self.out.calls[*id as usize] = CallSite {
                    many: many || site.many,
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
    fn spawn(&mut self, key: (ExprId, u32), site: CallSite) -> SiteId {
        let live = site.run.spawns();
        let id = self.record(key, site);
        if live && self.state.after.iter().any(Place::is_some_wait) {
            self.state.after.retain(|place| !place.is_some_wait());
        }
        if live && !self.state.live.contains(&id) {
            self.state.live.push(id);
            self.state.live.sort_unstable();
        }
        id
    }

    /// What a function value signals when it ends.
    fn signals_of(&self, func: &FuncVal) -> Vec<Place> {
        match func {
            FuncVal::Closure(closure) => self.out.bodies[1 + closure.index()]
                .signals
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
    pub(super) fn go(&mut self, expr: ExprId) {
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
        let (resolved, signals) = match &operands.target {
            Target::Funcs(funcs) | Target::Method(funcs, ..) | Target::MethodExpr(funcs) => (
                Callee::Value(FuncVal::Funcs(funcs.to_vec())),
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
        site.per_connection = self.loop_id.is_some() && self.accepting == self.loop_id;
        site.signals = signals.into();
        site.extra = self.handed_over(&resolved, &vals);
        for held in &site.extra {
            self.state.release(&held.lock);
        }
        if let Callee::Value(func) = &resolved {
            self.hand(&Val::Func(func.clone()));
        }
        vals.iter().for_each(|val| self.hand(val));
        let spawned = site.clone();
        self.spawn((expr, 0), site);
        if let Some(effects) = self.effects_of(&resolved) {
            let args = self.full_args(&resolved, &vals);
            for at in 0..args.len() {
                self.pass_on(expr, at as u32, &args, &effects, Some(&spawned));
            }
        }
        // `go wait.Until(func, ...)`: what an inline launcher runs, runs in the new goroutine.
        for val in &vals {
            if let Val::Func(func) = val {
                let mut site =
                    self.new_site(Callee::Value(func.clone()), Vec::new(), self.span(expr));
                site.run = Run::Go;
                site.signals = self.signals_of(func).into();
                self.spawn((expr, 1), site);
            }
        }
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
    pub(super) fn defer(&mut self, expr: ExprId) {
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
                self.call(expr);
                self.defers.push(Deferred::Signal);
                return;
            }
            Target::Builtin(_) | Target::Conversion => {
                args.iter().for_each(|it| drop(self.eval(*it)));
                return;
            }
            _ => {}
        }
        let known = calls::known(self.cx.universe, self.cx.models, &target);
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
        let place = if operands.recv {
            operands.vals.first().and_then(Val::place).cloned()
        } else {
            None
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
                self.defers.push(Deferred::Release(place));
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
                Callee::Value(FuncVal::Funcs(funcs.to_vec()))
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

/// By its name a function returns when something has come about.
fn says_wait(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["wait", "eventually", "shutdown", "drain", "stop", "close"]
        .iter()
        .any(|word| lower.contains(word))
}

/// A method that stands for a remote procedure: `(ctx, *Request) (*Response, error)`, `(*Request, Stream) error`, `(Stream) error`.
fn is_rpc(sig: &Sig) -> bool {
    let is_error = |ty: &Ty| matches!(ty, Ty::Basic(name) if name == "error");
    matches!(sig.params.len(), 1 | 2)
        && matches!(sig.results.len(), 1 | 2)
        && sig.results.last().is_some_and(is_error)
        && !sig
            .params
            .iter()
            .any(|ty| matches!(ty, Ty::Basic(_) | Ty::Func(_)))
}

/// Marks the read side of a lock that `RLocker` returned.
const READ_SIDE: &str = "RLocker()";

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
