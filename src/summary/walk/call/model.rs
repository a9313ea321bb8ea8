//! Calls of library functions that the models describe: locks, `Once`, atomics, map functions, waits.

use super::*;

impl<'a> Walker<'a> {
    /// The lock that `callee` tries to take, if it is a `TryLock`.
    pub(in crate::summary::walk) fn try_lock_call(&self, callee: ExprId) -> Option<Held> {
        let target = calls::resolve(self.cx.typing, self.cx.ir, self.cx.func, callee);
        let known = calls::known(self.cx.universe, self.cx.models, &target);
        let mode = match known.or_else(|| calls::by_name(self.cx.universe, &target))? {
            Known::Lock(LockOp::TryLock) => Mode::Write,
            Known::Lock(LockOp::TryRLock) => Mode::Read,
            _ => return None,
        };
        Some(Held::sure(self.callee_place(&target)?, mode))
    }

    /// The place of what a method is called on.
    pub(in crate::summary::walk) fn callee_place(&self, target: &Target<'_>) -> Option<Place> {
        let (Target::Method(_, base, path)
        | Target::ExternalMethod(_, _, _, base, path)
        | Target::Interface(_, _, base, path)) = target
        else {
            return None;
        };
        let place = self.pure_place(*base)?;
        let fields = path.iter();
        Some(fields.fold(place, |place, field| place.then(Sel::Field(*field))))
    }

    /// What the models know of a call: locks, waits, launchers, map functions.
    pub(super) fn modelled(&mut self, expr: ExprId, operands: &Operands<'_>) -> Option<Val> {
        let universe = self.cx.universe;
        let models = self.cx.models;
        let (package, recv, name) = calls::qualified(universe, &operands.target)?;
        self.map_functions(expr, operands, package, recv, name);
        if package == "sync/atomic" {
            self.atomic(operands, name);
        }
        let known = models.call(package, recv, name);
        let by_name = || match operands.vals[..] {
            [_] => calls::by_name(self.cx.universe, &operands.target),
            _ => None,
        };
        let Some(known) = known.or_else(by_name) else {
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
                match place {
                    Some(place) => self.join_on(&place, true),
                    // Until all goroutines of a bubble are blocked.
                    None => self.state.live = Shared::new(),
                }
                Some(Val::Unknown)
            }
            Known::Done => {
                if let Some(place) = place {
                    self.signal_here(place, self.span(expr));
                }
                Some(Val::Unknown)
            }
            Known::NoReturn => {
                self.diverge();
                Some(Val::Unknown)
            }
            Known::Pipe => Some(self.make_pipe(expr)),
            Known::ReadAll => {
                if let Some(pipe) = self.pipe_in(&operands.vals) {
                    self.join_on(&pipe, true);
                }
                None
            }
            Known::Fresh => {
                for val in operands.vals.clone() {
                    self.inline_func(expr, &val, false);
                }
                // What reads from a pipe, or writes to it, stands for it.
                let around = self.pipe_in(&operands.vals);
                let fresh = around.unwrap_or_else(|| self.alloc(expr));
                Some(Val::Place(fresh))
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
                let one = operands.exprs.last().is_some_and(|it| self.is_one(*it));
                if let (true, Some(place)) = (one, place) {
                    self.serial.push(place.shared());
                }
                Some(Val::Unknown)
            }
            Known::SemTryAcquire => Some(Val::Unknown),
            Known::SemNew => {
                let place = self.alloc(expr);
                let is_single = operands.exprs.last().is_some_and(|it| self.is_one(*it));
                if is_single && !self.single.contains(&place.base) {
                    self.single.push(place.base.clone());
                }
                Some(Val::Place(place))
            }
            Known::SemAcquire => {
                let is_one = operands.exprs.last().is_some_and(|it| self.is_one(*it));
                if let Some(place) = place {
                    // Whoever takes it whole waits for those that have a part.
                    if !is_one {
                        self.join_on(&place, true);
                    }
                    if !is_one || !self.lets_many_in(&place) {
                        self.state.acquire(place, Mode::Write);
                    }
                }
                Some(Val::Unknown)
            }
            Known::SemRelease => {
                if let Some(place) = place {
                    if !self.lets_many_in(&place) {
                        self.release(&place);
                    }
                    self.signal_here(place, self.span(expr));
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
            Known::Parallel => {
                self.goes_parallel(expr, place.as_ref());
                None
            }
            Known::Add | Known::CondWait | Known::Scan => None,
        }
    }

    /// An atomic flag orders what comes before its store and after its load. One that is stored round by round says nothing of the rounds to
    /// come.
    fn atomic(&mut self, operands: &Operands<'_>, name: &str) {
        let Some(place) = operands
            .vals
            .first()
            .and_then(Val::place)
            .map(Place::shared)
        else {
            return;
        };
        if name.starts_with("Store") {
            self.claim_ends(&place);
        }
        if name.starts_with("Load") {
            self.state.waited(place);
        } else if self.loop_id.is_none() {
            self.signal(place);
        }
    }

    pub(in crate::summary::walk) fn release(&mut self, lock: &Place) {
        self.lock_released(lock);
        if !self.state.release(lock) {
            let releases = &mut self.out.bodies[self.body].releases;
            if !releases.iter().any(|it| it.lock == *lock) {
                releases.push(Held::sure(lock.clone(), Mode::Write));
            }
        }
    }

    /// `defer mu.Unlock()` of this lock was come by: it is held when the body ends.
    pub(in crate::summary::walk) fn releases_at_end(&self, lock: &Place) -> bool {
        let mut defers = self.defers.iter();
        defers.any(|it| matches!(it, Deferred::Release(deferred) if deferred == lock))
    }

    pub(super) fn lock(&mut self, lock: &Place, op: LockOp, span: Span) {
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
            LockOp::Lock | LockOp::RLock => {
                self.note_taken(&lock, self.state.needs.to_vec());
                let is_shared = shared || op == LockOp::RLock;
                let mode = if is_shared { Mode::Read } else { Mode::Write };
                self.state.acquire(lock, mode);
            }
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
        if !self.onces.contains(&lock) {
            self.onces.push(lock.clone());
        }
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
        // What encodes follows pointers, what prints shows them.
        let encodes = name.starts_with("Marshal") || name == "Encode" || name.contains("JSON");
        for place in self.maps_within(place.clone(), &ty, encodes && !op.mutates(), MAX_NESTED) {
            let val = self.state.stored(&place).cloned();
            let val = val.unwrap_or(Val::Place(place));
            self.access(&val, op, span, arg, Some(name.into()));
        }
    }

    /// The maps that a library function comes to in a struct: in exported fields, and in those of structs in them.
    fn maps_within(&self, place: Place, ty: &Ty, pointers: bool, depth: u8) -> Vec<Place> {
        let universe = self.cx.universe;
        let Ty::Struct(fields) = universe.underlying(ty) else {
            return Vec::new();
        };
        let own = |name: &str| OWN_TEXT.contains(&name);
        if depth == 0 || universe.methods(ty).iter().any(|(name, _)| own(name)) {
            return Vec::new();
        }
        let mut maps = Vec::new();
        for field in fields.iter() {
            let info = &universe.fields[field.index()];
            if !info.embedded && !info.name.starts_with(char::is_uppercase) {
                continue;
            }
            let (place, ty) = (
                place.then(Sel::Field(*field)),
                universe.field_type(ty, *field),
            );
            match &ty {
                ty if self.is_map(ty) => maps.push(place),
                Ty::Pointer(inner) if pointers => {
                    maps.extend(self.maps_within(place, inner, pointers, depth - 1));
                }
                ty => maps.extend(self.maps_within(place, ty, pointers, depth - 1)),
            }
        }
        maps
    }
}

/// Structs within structs that a library function is followed into.
const MAX_NESTED: u8 = 3;

/// Methods by which a type says itself what is printed or encoded.
const OWN_TEXT: [&str; 7] = [
    "Error",
    "Format",
    "GoString",
    "MarshalJSON",
    "MarshalText",
    "MarshalYAML",
    "String",
];

/// Marks the read side of a lock that `RLocker` returned.
pub(super) const READ_SIDE: &str = "RLocker()";
