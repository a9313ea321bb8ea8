//! Launchers: calls that run their argument in goroutines, later, once or many times.

use super::effect::says_wait;
use super::hand::calls_for_each;
use super::*;
use crate::models::FieldLauncher;

/// How a launcher runs what it is given.
pub(in crate::summary::walk) fn run_of(runs: Runs) -> Run {
    match runs {
        Runs::Once => Run::Go,
        Runs::Many | Runs::Served => Run::Many,
        Runs::Serial => Run::Serial,
        Runs::Inline => Run::Call,
    }
}

/// What a launcher does, whichever table names it.
pub(super) struct Launch<'l> {
    pub(super) arg: usize,
    pub(super) rest: bool,
    pub(super) methods: &'l [String],
    pub(super) run: Run,
    pub(super) kind: &'l str,
    /// The receiver has a method that waits for what it started.
    pub(super) joins: bool,
    pub(super) waits: bool,
    pub(super) locked: bool,
    /// What runs in the caller's goroutine runs for each of many things.
    pub(super) each: bool,
    /// Of the exported methods only those run that a remote caller can call.
    pub(super) rpc: bool,
    /// What is run waits until a server goes to work.
    pub(super) served: bool,
    /// The thread that runs this and whatever else is run there, one at a time.
    pub(super) thread: Option<&'l str>,
}

impl<'l> Launch<'l> {
    pub(super) fn new(runs: Runs, kind: &'l str) -> Self {
        Launch {
            arg: 0,
            rest: false,
            methods: &[],
            run: run_of(runs),
            kind,
            joins: false,
            waits: false,
            locked: false,
            each: false,
            rpc: false,
            served: runs == Runs::Served,
            thread: None,
        }
    }

    pub(super) fn of(launcher: &'l Launcher) -> Self {
        let name = launcher.func.rsplit('.').next().unwrap_or_default();
        Launch {
            each: calls_for_each(name.trim_start_matches('{')),
            arg: launcher.arg,
            rest: launcher.rest,
            methods: &launcher.methods,
            joins: launcher.join.is_some(),
            waits: launcher.waits,
            locked: launcher.locked,
            thread: launcher.thread.as_deref(),
            ..Launch::new(launcher.runs, &launcher.kind)
        }
    }
}

impl<'a> Walker<'a> {
    /// Registers what a launcher runs.
    pub(super) fn launch(&mut self, expr: ExprId, operands: &Operands<'_>, launch: &Launch<'_>) {
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
                self.inline_func(expr, &val.clone(), false);
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
        // `require.Eventually`: what it waits for came about before what follows.
        let name = calls::qualified(self.cx.universe, &operands.target).map(|(.., name)| name);
        if name.is_some_and(says_wait) {
            self.state.waited(Place::some_wait());
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
        let callees: Vec<Called> = match val {
            Val::Func(func) => vec![Called::named(Callee::Value(func.clone()))],
            Val::Place(place) => {
                let methods = self.handler_methods(val, arg, launch.methods, launch.rpc);
                if methods.is_empty() && launch.methods.is_empty() {
                    // A function value that arrives through a variable, parameter or field.
                    self.called_at(place)
                } else {
                    let methods = methods.into_iter().map(Callee::Value);
                    methods.map(Called::named).collect()
                }
            }
            Val::Unknown => Vec::new(),
        };
        let mut sites = Vec::new();
        for (n, called) in callees.into_iter().enumerate() {
            let mut signals: Shared<Place> = Shared::new();
            if launch.joins {
                signals.extend(receiver.cloned());
            }
            if let Callee::Value(func) = &called.callee {
                signals.extend(self.signals_of(func));
            }
            let mut site = self.site_of(called, Vec::new(), self.span(expr));
            if launch.locked
                && let Some(lock) = receiver
            {
                site.point.held.push(Held::sure(lock.clone(), Mode::Write));
            }
            let key = (expr, 100 * at + n as u32);
            if let (Run::Call, Callee::Value(func)) = (run, &site.callee)
                && self.is_parallel_part(func)
            {
                self.publish(val);
                self.spawn_part(key, site);
                continue;
            }
            if let Some(thread) = launch.thread {
                site.extra
                    .push(Held::sure(Place::thread(thread), Mode::Write));
            }
            site.run = run;
            site.many = run == Run::Many || run == Run::Call && launch.each;
            site.kind = launch.kind.into();
            site.served = launch.served;
            site.joined = launch.waits;
            site.signals = signals;
            sites.push(self.spawn(key, site));
        }
        if run.spawns() {
            self.publish(val);
        }
        sites
    }

    /// The methods that run when an object is registered: all exported ones (`*`), or those named. `rpc`: only those that stand for procedures.
    fn handler_methods(&self, val: &Val, arg: ExprId, names: &[String], rpc: bool) -> Vec<FuncVal> {
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
                        && (!rpc || is_rpc(universe, &universe.funcs[func.index()].sig))
                }
                false => names.iter().any(|it| it == name),
            })
            .map(|(_, func)| FuncVal::Method(FuncIds::from_slice(&[func]), Box::new(val.clone())))
            .collect()
    }

    /// What the models say of a field whose value a library runs: `http.Server{Handler: ...}`.
    pub(in crate::summary::walk) fn launcher_of_field(
        &self,
        ty: &Ty,
        member: &str,
    ) -> Option<&'a FieldLauncher> {
        let (package, name) = self.cx.universe.qualified(ty)?;
        self.cx.models.field_launcher(package, name, member)
    }

    /// A function, or an object with such methods, is stored into such a field. `object`: what the field belongs to.
    /// Tells whether that starts goroutines: then whatever the library's own source does with the field is another view of the same.
    pub(in crate::summary::walk) fn launch_field(
        &mut self,
        object: Option<&Place>,
        launcher: &FieldLauncher,
        val: &Val,
        value: ExprId,
    ) -> bool {
        let run = run_of(launcher.runs);
        let funcs = match val {
            Val::Func(func) => vec![func.clone()],
            Val::Place(_) => self.handler_methods(val, value, &launcher.methods, false),
            Val::Unknown => Vec::new(),
        };
        if funcs.is_empty() {
            return false;
        }
        self.publish(val);
        for (n, func) in funcs.into_iter().enumerate() {
            let mut site = CallSite {
                run,
                many: run == Run::Many || launcher.again,
                kind: launcher.kind.as_str().into(),
                ..self.new_site(Callee::Value(func), Vec::new(), self.span(value))
            };
            let key = (value, 1001 + n as u32);
            if run == Run::Serial {
                // The functions of one object run in one thread, once somebody starts it.
                site.signals.extend(object.map(Place::shared));
            }
            site.served = matches!(launcher.runs, Runs::Serial | Runs::Served);
            if site.served {
                self.spawn(key, site);
            } else {
                // May well run in the caller: a client calls its transport.
                self.record(key, site);
            }
        }
        run.spawns()
    }
}

/// A method that stands for a remote procedure: `(ctx, *Request) (*Response, error)`, `(*Request, Stream) error`, `(Stream) error`,
/// `(ctx, *Request, Stream) error`.
fn is_rpc(universe: &Universe, sig: &Sig) -> bool {
    let is_error = |ty: &Ty| matches!(ty, Ty::Basic(name) if name == "error");
    let is_plain = |ty: &Ty| matches!(ty, Ty::Basic(_) | Ty::Func(_));
    let is_context = |ty: &Ty| universe.qualified(ty) == Some(("context", "Context"));
    let is_stream = |ty: &Ty| {
        let name = universe.qualified(ty).map(|(_, name)| name);
        name.is_some_and(|it| it.contains("Server") || it.contains("Stream"))
    };
    let takes = match (&sig.params[..], &sig.results[..]) {
        ([stream], [_]) => is_stream(stream),
        ([context, request], [_, _]) => is_context(context) && !is_plain(request),
        ([request, stream], [_]) => !is_plain(request) && !is_plain(stream),
        ([context, _, stream], [_]) => is_context(context) && is_stream(stream),
        _ => false,
    };
    takes && sig.results.last().is_some_and(is_error)
}
