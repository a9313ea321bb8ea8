//! Assignments: values of locals, stores, publication of what was allocated here.

use super::*;
use crate::ir::FuncKind;
use crate::summary::place::Sel;
use crate::summary::{Keeper, Store};

impl<'a> Walker<'a> {
    pub(super) fn assign(&mut self, lhs: &'a [ExprId], rhs: &'a [ExprId], compound: bool) {
        let vals = self.eval_all(rhs, lhs.len());
        for (at, target) in lhs.iter().enumerate() {
            let val = if compound {
                Val::Unknown
            } else {
                vals.get(at).cloned().unwrap_or_default()
            };
            let source = if rhs.len() == lhs.len() {
                rhs.get(at)
            } else {
                None
            };
            if compound && let Expr::Local(local) = *self.expr_ir(*target) {
                self.use_local(local);
                self.variable(local, MapOp::Set, *target);
                continue;
            }
            self.assign_one(*target, val, source.copied());
        }
    }

    pub(super) fn define(&mut self, lhs: &'a [ExprId], fresh: &[bool], rhs: &'a [ExprId]) {
        if let ([target], [source]) | ([target, _], [source]) = (lhs, rhs)
            && let Expr::Local(local) = self.expr_ir(*target)
        {
            for value in [true, false] {
                let taken = self.taken_if(*source, value).into_iter();
                self.tries.extend(taken.map(|it| (*local, value, it)));
            }
        }
        if rhs.is_empty() {
            for target in lhs {
                if let Expr::Local(local) = *self.expr_ir(*target) {
                    self.declared.insert(local, self.loop_id);
                }
                let ty = self.ty(*target);
                if matches!(ty, Ty::Named(..) | Ty::Array(_)) {
                    self.note_made(ty, self.span(*target));
                }
            }
        }
        let vals = self.eval_all(rhs, lhs.len());
        for (at, target) in lhs.iter().enumerate() {
            let val = vals.get(at).cloned().unwrap_or_default();
            let source = if rhs.len() == lhs.len() {
                rhs.get(at)
            } else {
                None
            };
            self.note_constant(*target, source.copied());
            self.define_one(
                *target,
                fresh.get(at).copied().unwrap_or(true),
                val,
                source.copied(),
            );
        }
    }

    /// Values of a right side that stands for `wanted` values.
    fn eval_all(&mut self, rhs: &'a [ExprId], wanted: usize) -> Vec<Val> {
        if let [only] = rhs
            && wanted > 1
        {
            let first = self.eval(*only);
            return match self.results.take() {
                Some((expr, vals)) if expr == *only => vals,
                _ => vec![first],
            };
        }
        rhs.iter().map(|it| self.eval(*it)).collect()
    }

    /// The value as it arrives in a variable of its own: structs are copied.
    pub(super) fn arrive(&self, val: Val, source: Option<ExprId>) -> Val {
        match (val, source) {
            (Val::Place(place), Some(source)) if self.is_struct(self.ty(source)) => {
                match self.expr_ir(source) {
                    // A literal or a call's result is no copy of something that is kept elsewhere.
                    Expr::Composite { .. } | Expr::Call { .. } => Val::Place(place),
                    _ => Val::Place(place.then(Sel::Copy)),
                }
            }
            (val, _) => val,
        }
    }

    pub(super) fn define_one(
        &mut self,
        target: ExprId,
        fresh: bool,
        val: Val,
        source: Option<ExprId>,
    ) {
        let Expr::Local(local) = *self.expr_ir(target) else {
            return;
        };
        if !fresh {
            self.assign_one(target, val, source);
            return;
        }
        let val = self.arrive(val, source);
        self.define_base(Base::Local(local));
        self.state.unpublish(&Base::Local(local));
        self.state.forget(&Place::new(Base::Local(local)));
        self.fix(local, val);
    }

    /// Gives a freshly declared local its value.
    pub(super) fn fix(&mut self, local: LocalId, val: Val) {
        let info = &self.cx.func.locals[local.index()];
        let val = self.val_of_variable(local, val);
        match &val {
            Val::Func(func) => self.out.stores.push(Store::Local(local, func.clone())),
            Val::Place(place)
                if place.path.is_empty()
                    && matches!(place.base, Base::Alloc(_) | Base::Result(_)) =>
            {
                if !self.out.names.iter().any(|(it, _)| *it == place.base) {
                    self.out.names.push((place.base.clone(), local));
                }
            }
            Val::Place(_) | Val::Unknown => {}
        }
        let shared_loop_var =
            info.kind == LocalKind::Loop && info.captured && !self.cx.loop_vars_per_iteration;
        if self.has_one_value(local) {
            // Nothing before that assignment.
            self.fixed[local.index()] = None;
            self.state.env.retain(|(it, _)| *it != local);
        } else if info.assigned == 0 && !shared_loop_var {
            self.fixed[local.index()] = Some(val);
            self.state.env.retain(|(it, _)| *it != local);
        } else {
            self.state.set_local(local, val);
        }
    }

    /// What the variable holds from now on, when it is given this: of an unknown value it is the name.
    fn val_of_variable(&self, local: LocalId, val: Val) -> Val {
        if val == Val::Unknown || self.is_synchronizer(local) {
            return Val::Place(Place::new(Base::Local(local)));
        }
        val
    }

    /// The variable is a wait group or a mutex itself, no pointer to one: it stays that one, whatever it is set to.
    fn is_synchronizer(&self, local: LocalId) -> bool {
        let ty = self.cx.typing.local(local);
        !matches!(ty, Ty::Pointer(_))
            && matches!(
                self.cx.universe.qualified(ty),
                Some(("sync", "WaitGroup" | "Mutex" | "RWMutex"))
            )
    }

    /// A pointer that is declared without a value and assigned once, in the same round of a loop: `var s *T` before `s, err = newT()`. It is
    /// that one object wherever it is any.
    fn has_one_value(&self, local: LocalId) -> bool {
        let points = || {
            let ty = self.cx.typing.local(local);
            matches!(
                self.cx.universe.underlying(ty),
                Ty::Pointer(_) | Ty::Interface(_)
            )
        };
        self.cx.func.locals[local.index()].assigned == 1
            && self.declared.get(&local) == Some(&self.loop_id)
            && points()
    }

    /// The value of a local here.
    pub(super) fn local_val(&self, local: LocalId) -> Val {
        if let Some(val) = self.state.local(local) {
            return val.clone();
        }
        match &self.fixed[local.index()] {
            Some(val) => val.clone(),
            None => Val::Place(Place::new(Base::Local(local))),
        }
    }

    /// Assigns to an existing variable, field, element, or through a pointer.
    pub(super) fn assign_one(&mut self, target: ExprId, val: Val, source: Option<ExprId>) {
        let val = self.arrive(val, source);
        if let Some(source) = source {
            self.note_stand(self.ty(target), source);
        }
        match *self.expr_ir(target) {
            Expr::Blank => {}
            Expr::Local(local) => {
                self.use_local(local);
                let op = self.op_of_assignment(target, source);
                self.variable(local, op, target);
                self.assign_local(local, val, target);
            }
            Expr::Index(base, ref index) => {
                let container = self.eval(base);
                for it in index {
                    self.eval(*it);
                }
                if self.is_map(self.ty(base)) {
                    let span = self.span(target);
                    self.access(&container, MapOp::Write, span, base, None);
                }
                self.store_elem(&container, &val, target);
            }
            Expr::Select(..) | Expr::Name(_) => {
                self.assigned_launcher(target, &val, source);
                if let Val::Place(place) = self.lvalue(target) {
                    let op = self.op_of_assignment(target, source);
                    self.package_variable(&Val::Place(place.clone()), op, target);
                    self.field_variable(op, target);
                    self.store(place, val, target);
                }
            }
            Expr::Star(operand) => {
                // `*p = v` replaces what p points to: its fields are those of v from now on.
                if let Val::Place(place) = self.eval(operand) {
                    self.note_set(&place);
                    self.publish_if_shared(&place, &val);
                }
            }
            _ => {
                self.eval(target);
                self.publish(&val);
            }
        }
    }

    /// `server.Handler = handle`.
    fn assigned_launcher(&mut self, target: ExprId, val: &Val, source: Option<ExprId>) {
        if let Expr::Select(base, name) = self.expr_ir(target)
            && let Some(launcher) = self.launcher_of_field(self.ty(*base), self.name(*name))
        {
            let object = self.pure_place(*base);
            let value = source.unwrap_or(target);
            self.launch_field(object.as_ref(), launcher, val, value);
        }
    }

    fn assign_local(&mut self, local: LocalId, val: Val, target: ExprId) {
        if let Val::Func(func) = &val {
            self.out.stores.push(Store::Local(local, func.clone()));
        }
        let owner = self.cx.func.locals[local.index()]
            .owner
            .map_or(0, |closure| 1 + closure.index());
        if owner != self.body {
            // A literal that assigns an outer variable: others see it at times unknown.
            if self.cx.func.locals[local.index()].assigned == 1 {
                self.note_links_behind(&Place::new(Base::Local(local)), &val);
            }
            self.publish(&val);
            self.detach(&Place::new(Base::Local(local)), target);
            self.fixed[local.index()] = None;
            self.replaces.push(local);
            return;
        }
        // A lock whose path starts at this variable is another one from now on, and still held: nobody can tell which.
        let val = self.val_of_variable(local, val);
        self.state.forget(&Place::new(Base::Local(local)));
        if self.has_one_value(local) {
            self.fixed[local.index()] = Some(val);
            self.state.env.retain(|(it, _)| *it != local);
            return;
        }
        self.fixed[local.index()] = None;
        self.state.set_local(local, val);
    }

    /// A place of which nobody but this function knows (yet).
    fn is_private(&self, place: &Place) -> bool {
        match &place.base {
            // Who made what a literal captures may reach it as well.
            Base::Alloc(expr) => {
                place.path.contains(&Sel::Copy)
                    || !self.state.published.contains(&place.base)
                        && self.alloc_body.get(expr) == Some(&self.body)
            }
            Base::Local(local) => {
                place.path.contains(&Sel::Copy)
                    || (self.is_struct(self.cx.typing.local(*local))
                        && !self.state.published.contains(&place.base))
            }
            Base::Global(_) | Base::ExternalVar(..) | Base::Result(_) => {
                place.path.contains(&Sel::Copy)
            }
        }
    }

    /// Stores into a field or package variable.
    fn store(&mut self, place: Place, val: Val, target: ExprId) {
        self.detach(&place, target);
        self.take_out(&place);
        self.state.forget(&place);
        self.note_set(&place);
        self.note_func_store(&place, &val);
        self.note_param_store(&place, &val);
        self.note_way_back(&place, &val);
        self.note_single_slot(&place, &val);
        self.note_lent_lock(&place, &val);
        if self.is_private(&place) {
            self.forget_derived(&place);
            self.state.heap.push((place, val));
        } else {
            self.note_links_behind(&place, &val);
            self.publish_at(&place, &val);
            let is_new = |it: &Place| it.path.is_empty() && matches!(it.base, Base::Alloc(_));
            if val.place().is_some_and(is_new) {
                self.state.renewed.push(place);
            }
        }
    }

    /// A function is kept in a field or package variable, or in a list or table there.
    pub(super) fn note_func_store(&mut self, place: &Place, val: &Val) {
        let kept = place.container();
        let mut funcs: Vec<FuncVal> = Vec::new();
        match val {
            Val::Func(func) => funcs.push(func.clone()),
            Val::Place(list) if list.path.is_empty() => {
                let inside = self.state.heap.iter().filter(|(it, _)| {
                    it.base == list.base && !it.path.is_empty() && it.container().is_empty()
                });
                funcs.extend(inside.filter_map(|(_, val)| match val {
                    Val::Func(func) => Some(func.clone()),
                    Val::Place(_) | Val::Unknown => None,
                }));
            }
            Val::Place(_) | Val::Unknown => {}
        }
        for func in funcs {
            match (kept.last(), &place.base) {
                (Some(Sel::Field(field)), base) => {
                    let store = Store::Field(*field, func, base.clone());
                    self.out.stores.push(store);
                }
                (None, Base::Global(var)) => self.out.stores.push(Store::Global(*var, func)),
                _ => {}
            }
        }
    }

    /// What an initializer of package variables gives them.
    pub(super) fn note_initial_values(&mut self, vals: &[Val]) {
        if self.cx.func.kind != FuncKind::VarInit || self.body != 0 {
            return;
        }
        for (at, val) in vals.iter().enumerate() {
            let (file, index) = (self.cx.file, self.cx.index);
            if let Some(var) = self.cx.universe.initialized_by(file, index, at as u32) {
                self.note_func_store(&Place::new(Base::Global(var)), val);
            }
        }
    }

    /// A function that arrived as a parameter is kept in a field or package variable, or in a list or table there.
    pub(super) fn note_param_store(&mut self, place: &Place, val: &Val) {
        let keeper = match (place.container().last(), &place.base) {
            (Some(Sel::Field(field)), _) => Keeper::Field(*field),
            (None, Base::Global(var)) => Keeper::Var(*var),
            _ => return,
        };
        if let Val::Place(source) = val
            && let (Base::Local(local), true) = (&source.base, source.path.is_empty())
            && signature(self.cx.universe, self.cx.typing.local(*local)).is_some()
        {
            self.out.stores.push(Store::Param(keeper, *local));
        }
    }

    /// `&stream{conn: c}`: what is made here keeps a parameter.
    pub(super) fn note_way_back(&mut self, place: &Place, val: &Val) {
        let ([Sel::Field(field)], Base::Alloc(_), Val::Place(source)) =
            (&place.path[..], &place.base, val)
        else {
            return;
        };
        let points = matches!(self.cx.universe.fields[field.index()].ty, Ty::Pointer(_));
        if let (Base::Local(local), true, true) = (&source.base, source.path.is_empty(), points)
            && param_index(self.cx.func, *local).is_some()
        {
            self.out.stores.push(Store::Back(*field, *local));
        }
    }

    /// A mutex that others have as well is kept in a field.
    pub(super) fn note_lent_lock(&mut self, place: &Place, val: &Val) {
        let (Some(Sel::Field(field)), Val::Place(source)) = (place.path.last(), val) else {
            return;
        };
        let universe = self.cx.universe;
        let Ty::Pointer(target) = &universe.fields[field.index()].ty else {
            return;
        };
        let is_mutex = matches!(
            universe.qualified(target),
            Some(("sync", "Mutex" | "RWMutex"))
        );
        let is_new = matches!(source.base, Base::Alloc(_)) && source.path.is_empty();
        let is_kept = |it: &(Place, Val)| it.0 != *place && it.1 == *val;
        if is_mutex && (!is_new || self.state.heap.iter().any(is_kept)) {
            self.out.stores.push(Store::Lent(*field));
        }
    }

    pub(super) fn note_single_slot(&mut self, place: &Place, val: &Val) {
        let Val::Place(source) = val else { return };
        if !source.path.is_empty() || !self.single.contains(&source.base) {
            return;
        }
        match (place.path.last(), &place.base) {
            (Some(Sel::Field(field)), _) => self.out.stores.push(Store::SingleSlotField(*field)),
            (None, Base::Global(var)) => self.out.stores.push(Store::SingleSlotVar(*var)),
            _ => {}
        }
    }

    /// After `s.m = other` a local that was `s.m` before denotes the old map, which is nobody else's now: the
    /// swap idiom `old := s.m; s.m = make(...); mu.Unlock(); range old`. So does one that was a variable around a literal.
    fn detach(&mut self, place: &Place, target: ExprId) {
        let detached = || Val::Place(Place::new(Base::Alloc(target)));
        let mut found = false;
        for (_, val) in &mut self.state.env {
            if val.place() == Some(place) {
                *val = detached();
                found = true;
            }
        }
        for at in 0..self.fixed.len() {
            if self.fixed[at].as_ref().and_then(Val::place) == Some(place) {
                self.state.set_local(LocalId(at as u32), detached());
                found = true;
            }
        }
        if found {
            self.define_base(Base::Alloc(target));
            self.state.unpublish(&Base::Alloc(target));
        }
    }

    /// Stores into an element of a container.
    fn store_elem(&mut self, container: &Val, val: &Val, target: ExprId) {
        match container.place() {
            Some(place) => {
                let place = place.clone();
                self.note_func_store(&place, val);
                self.note_param_store(&place, val);
                self.gather(&place, val);
                self.enlist(&place, val, target);
                self.publish_if_shared(&place, val);
            }
            None => self.publish(val),
        }
    }

    fn publish_if_shared(&mut self, place: &Place, val: &Val) {
        if self.is_private(place) {
            if !matches!(val, Val::Unknown) {
                self.state.heap.push((place.then(Sel::Elem), val.clone()));
            }
        } else {
            self.publish_at(place, val);
        }
    }

    /// What was stored below a base that others can reach from now on is what its fields say: `m := make(...); s := &T{m: m};
    /// go s.run()` makes `m` another name of `s.m`. Gives the values that were stored.
    pub(super) fn unfold(&mut self, base: &Base) -> Vec<Val> {
        if !self.state.heap.iter().any(|(it, _)| it.base == *base) {
            return Vec::new();
        }
        let (below, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut self.state.heap)
            .into_iter()
            .partition(|(it, _)| it.base == *base);
        self.state.heap = rest.into();
        for (place, val) in &below {
            self.note_link(place, val);
            if place.path.last() == Some(&Sel::Elem)
                || !matches!(val.place(), Some(it) if it.path.is_empty() && matches!(it.base, Base::Alloc(_)))
            {
                continue;
            }
            for entry in &mut self.state.env {
                if entry.1 == *val {
                    entry.1 = Val::Place(place.clone());
                }
            }
            for at in 0..self.fixed.len() {
                let local = LocalId(at as u32);
                if self.fixed[at].as_ref() == Some(val) && self.state.local(local).is_none() {
                    self.state.set_local(local, Val::Place(place.clone()));
                }
            }
        }
        below.into_iter().map(|(_, val)| val).collect()
    }

    /// What is returned leaves the function, though only when it ends.
    pub(super) fn note_escape(&mut self, vals: &[Val]) {
        for val in vals {
            if let Val::Place(place) = val {
                self.out.escaped.push(place.base.clone());
                for derive in &mut self.out.bodies[self.body].derives {
                    derive.returned |= derive.object == place.base;
                }
            }
        }
    }

    pub(super) fn note_returns(&mut self, vals: &[Val], only: Option<ExprId>) {
        let exprs: Vec<Option<ExprId>> = vec![only; vals.len()];
        self.note_returns_each(vals, &exprs);
    }

    /// Joins what is returned here with what other returns gave.
    pub(super) fn note_returns_each(&mut self, vals: &[Val], exprs: &[Option<ExprId>]) {
        let rets: Vec<Ret> = vals
            .iter()
            .enumerate()
            .map(|(at, val)| self.ret_of(val, exprs.get(at).copied().flatten()))
            .collect();
        if let (0, Some(Val::Place(place))) = (self.body, vals.first())
            && place.path.last() == Some(&Sel::Copy)
        {
            self.note_renewed(place);
        }
        if let (0, Some(Val::Place(place))) = (self.body, vals.first())
            && matches!(place.base, Base::Alloc(_) | Base::Local(_))
        {
            self.note_given(place);
            if !self.out.returned.contains(place) {
                self.out.returned.push(place.clone());
            }
        }
        let returns = &mut self.out.bodies[self.body].returns;
        if returns.len() < rets.len() {
            returns.resize(rets.len(), Ret::None);
        }
        for (slot, ret) in returns.iter_mut().zip(rets) {
            *slot = match (std::mem::take(slot), ret) {
                (Ret::None, other) | (other, Ret::None) => other,
                (a, b) if a == b => a,
                (Ret::Fresh(a), Ret::Fresh(b)) => Ret::Fresh(a || b),
                // A lazy getter: what it made it also stored at the place that it returns otherwise.
                (Ret::Place(place), Ret::Fresh(true)) | (Ret::Fresh(true), Ret::Place(place)) => {
                    Ret::Place(place)
                }
                _ => Ret::Unknown,
            };
        }
    }

    fn ret_of(&self, val: &Val, expr: Option<ExprId>) -> Ret {
        let is_list = |it: ExprId| matches!(self.cx.universe.underlying(self.ty(it)), Ty::Slice(_));
        let is_variable = |list: &Place| {
            let ty = list.local().map(|it| self.cx.typing.local(it));
            ty.is_some_and(|ty| matches!(self.cx.universe.underlying(ty), Ty::Slice(_)))
        };
        if let Some(list) = val.place()
            && (expr.is_some_and(is_list) || is_variable(list))
            && let Some(table) = self.gathered_from(list)
        {
            return Ret::Place(table);
        }
        match val {
            Val::Func(func) => Ret::Func(func.clone()),
            Val::Unknown => match expr.map(|it| self.ty(it)) {
                Some(Ty::Nil) => Ret::None,
                _ => Ret::Unknown,
            },
            Val::Place(place) => match &place.base {
                Base::Alloc(_) if place.path.is_empty() => {
                    Ret::Fresh(self.state.published.contains(&place.base))
                }
                Base::Alloc(_) | Base::Result(_) => Ret::Unknown,
                Base::Local(local) if param_index(self.cx.func, *local).is_none() => {
                    let value =
                        self.is_struct(self.cx.typing.local(*local)) && place.path.is_empty();
                    if value {
                        Ret::Fresh(self.state.published.contains(&place.base))
                    } else {
                        Ret::Unknown
                    }
                }
                Base::Local(_) | Base::Global(_) | Base::ExternalVar(..) => {
                    Ret::Place(place.clone())
                }
            },
        }
    }
}
