//! Expressions: values, places, map reads.

use super::*;
use crate::ir::lists;
use crate::outline::TypeRef;
use crate::summary::place::Sel;
use crate::types::{Object, Selection};
use std::sync::Arc;

impl<'a> Walker<'a> {
    /// Evaluates an expression for its value and its effects.
    pub(super) fn eval(&mut self, expr: ExprId) -> Val {
        match *self.expr_ir(expr) {
            Expr::Local(local) => {
                self.use_local(local);
                self.variable(local, MapOp::Get, expr);
                self.local_val(local)
            }
            Expr::Name(_) => {
                let val = self.member(expr);
                self.package_variable(&val, MapOp::Get, expr);
                self.note_handler(expr, &val);
                val
            }
            Expr::Select(..) => {
                let val = self.lvalue(expr);
                if let Val::Func(_) = &val {
                    self.note_handler(expr, &val);
                }
                self.package_variable(&val, MapOp::Get, expr);
                self.field_variable(MapOp::Get, expr);
                match &val {
                    Val::Place(place) => self.state.stored(place).cloned().unwrap_or(val),
                    _ => val,
                }
            }
            Expr::Index(base, ref index) => self.index(base, index),
            Expr::Slice(base, ref bounds) => {
                let val = self.eval(base);
                for bound in bounds {
                    self.eval(*bound);
                }
                val
            }
            Expr::Star(operand) => self.eval(operand),
            Expr::Addr(operand) => {
                let val = self.lvalue(operand);
                self.note_addressed(&val);
                val
            }
            Expr::Recv(channel) => self.receive(expr, channel),
            Expr::Unary { operand, .. } => {
                self.eval(operand);
                Val::Unknown
            }
            Expr::Binary(..) => {
                self.binary(expr);
                Val::Unknown
            }
            Expr::Call { .. } => self.call(expr),
            Expr::Closure(closure) => {
                self.closure(closure);
                let val = Val::Func(FuncVal::Closure(closure));
                self.note_handler(expr, &val);
                val
            }
            Expr::Composite { ref elems, .. } => self.composite(expr, elems),
            Expr::Assert(operand, _) => self.eval(operand),
            Expr::Package(_)
            | Expr::Blank
            | Expr::Type(_)
            | Expr::Str
            | Expr::Lit
            | Expr::Key(_)
            | Expr::Unknown => Val::Unknown,
        }
    }

    /// Left-deep chains (`a + b + c ...`) are walked without recursion.
    fn binary(&mut self, expr: ExprId) {
        let mut rights = Vec::new();
        let mut at = expr;
        while let Expr::Binary(op, left, right) = *self.expr_ir(at) {
            rights.push((op, left, right));
            at = left;
        }
        self.eval(at);
        for (op, left, right) in rights.into_iter().rev() {
            if !self.cut_short(op, left) {
                self.eval(right);
            }
        }
    }

    /// Where an expression lives; not what was stored there before.
    pub(super) fn lvalue(&mut self, expr: ExprId) -> Val {
        match *self.expr_ir(expr) {
            Expr::Select(base, _) => self.select_expr(expr, base),
            Expr::Name(_) => self.member(expr),
            Expr::Composite { .. } => self.eval(expr),
            Expr::Local(local) => {
                self.use_local(local);
                let val = self.local_val(local);
                // The address of a variable is that of the variable, unless it holds something with an identity.
                match val {
                    Val::Func(_) | Val::Unknown => Val::Place(Place::new(Base::Local(local))),
                    val => val,
                }
            }
            _ => self.eval(expr),
        }
    }

    fn member(&mut self, expr: ExprId) -> Val {
        match self.cx.typing.selection(expr) {
            Some(Selection::Member(Object::Var(var))) => Val::Place(Place::new(Base::Global(*var))),
            Some(Selection::Member(Object::Func(funcs))) => {
                Val::Func(FuncVal::Funcs(funcs.clone()))
            }
            Some(Selection::Member(Object::External(package, name))) => Val::Place(Place::new(
                Base::ExternalVar(Arc::new((package.clone(), name.clone()))),
            )),
            _ => Val::Unknown,
        }
    }

    fn select_expr(&mut self, expr: ExprId, base: ExprId) -> Val {
        let selection = self.cx.typing.selection(expr);
        match selection {
            Some(Selection::Member(_)) => self.member(expr),
            Some(Selection::Field { path, field }) => {
                let place = self.receiver(base, path);
                self.step(place, Sel::Field(*field))
            }
            Some(Selection::Method { path, funcs, .. }) => {
                let place = self.receiver(base, path);
                Val::Func(FuncVal::Method(funcs.clone(), Box::new(Val::Place(place))))
            }
            Some(Selection::Interface { path, iface, name }) => {
                let place = self.receiver(base, path);
                Val::Func(FuncVal::Interface(
                    iface.clone(),
                    name.clone(),
                    Box::new(Val::Place(place)),
                ))
            }
            Some(Selection::External { path, name, .. }) => {
                let place = self.receiver(base, path);
                self.step(place, Sel::External(Arc::new(name.clone())))
            }
            Some(Selection::MethodExpr(funcs)) => Val::Func(FuncVal::Funcs(funcs.clone())),
            Some(Selection::Unknown) | None => {
                let Expr::Select(_, name) = *self.expr_ir(expr) else {
                    return Val::Unknown;
                };
                let name = self.name(name).clone();
                let place = self.receiver(base, &[]);
                self.step(place, Sel::External(Arc::new(name)))
            }
        }
    }

    /// The place of a selector's operand, through embedded fields.
    pub(super) fn receiver(&mut self, base: ExprId, path: &[FieldId]) -> Place {
        let mut place = match self.eval(base) {
            Val::Place(place) => place,
            Val::Unknown | Val::Func(_) => self.opaque(base),
        };
        for field in path {
            place = match self.step(place, Sel::Field(*field)) {
                Val::Place(place) => match self.state.stored(&place) {
                    Some(Val::Place(stored)) => stored.clone(),
                    _ => place,
                },
                Val::Unknown | Val::Func(_) => return self.opaque(base),
            };
        }
        place
    }

    fn step(&mut self, place: Place, sel: Sel) -> Val {
        Val::Place(place.then(sel))
    }

    fn index(&mut self, base: ExprId, index: &'a [ExprId]) -> Val {
        let container = self.eval(base);
        for it in index {
            self.eval(*it);
        }
        if let Val::Func(_) = container {
            return container;
        }
        if self.is_map(self.ty(base)) {
            let span = Span {
                start: self.span(base).start,
                end: index
                    .last()
                    .map_or(self.span(base).end, |it| self.span(*it).end + 1),
            };
            self.access(&container, MapOp::Read, span, base, None);
        }
        match container {
            Val::Place(place) => {
                let sel = self.element(base, index);
                let is_any = sel == Sel::Elem;
                let elem = self.element_of(&place, sel);
                match self.state.stored(&elem) {
                    Some(Val::Place(kept)) if is_any && self.is_one_of_many(kept) => {
                        Val::Place(elem)
                    }
                    Some(Val::Func(_)) if is_any && self.listed(&place).len() > 1 => {
                        Val::Place(elem)
                    }
                    Some(val) => val.clone(),
                    None => Val::Place(elem),
                }
            }
            val => val,
        }
    }

    /// A loop takes one element after the other out of a list that was filled outside of any: what is known of one does not hold for each.
    fn is_one_of_many(&self, kept: &Place) -> bool {
        let mut in_loop = self.out.base_loops.iter();
        self.loop_id.is_some() && !in_loop.any(|(base, _)| *base == kept.base)
    }

    /// The step to an element: literal keys are told apart. What is first in a list changes where elements are taken out.
    fn element(&self, base: ExprId, index: &[ExprId]) -> Sel {
        let [only] = index else { return Sel::Elem };
        let mut shortened = self.shortened.iter();
        if shortened.any(|it| lists::is_same(self.cx.func, *it, base)) {
            return Sel::Elem;
        }
        match self.expr_ir(*only) {
            Expr::Str | Expr::Lit => Sel::Key(Arc::new(self.span(*only).text(self.cx.text).into())),
            _ => Sel::Elem,
        }
    }

    /// `<-ch`: whoever signals the channel has come to its signal; a channel of capacity one used as a mutex is released.
    fn receive(&mut self, expr: ExprId, channel: ExprId) -> Val {
        let val = self.eval(channel);
        let Val::Place(place) = val else {
            return Val::Place(self.opaque(expr));
        };
        if self.is_single_slot(&place) && self.state.release(&place) {
            return Val::Unknown;
        }
        if self.is_own_context(channel) {
            // Somebody has cancelled: whoever was started here may be the one.
            self.state.live.clear();
        }
        self.frees_slot(channel, &place, self.span(expr));
        let all = self.loop_id.is_some();
        self.join_on(&place, all);
        if self.is_map(self.ty(expr)) {
            // A map that arrives over a channel is handed over.
            return Val::Place(self.alloc(expr));
        }
        Val::Place(place.then(Sel::Elem))
    }

    /// `ctx.Done()` of a context that this function made.
    fn is_own_context(&self, channel: ExprId) -> bool {
        let Expr::Call { callee, .. } = *self.expr_ir(channel) else {
            return false;
        };
        let Expr::Select(base, name) = *self.expr_ir(callee) else {
            return false;
        };
        let Expr::Local(local) = *self.expr_ir(base) else {
            return false;
        };
        self.name(name) == "Done" && param_index(self.cx.func, local).is_none()
    }

    fn composite(&mut self, expr: ExprId, elems: &'a [(Option<ExprId>, ExprId)]) -> Val {
        let place = self.alloc(expr);
        self.note_blank(expr);
        let ty = self.ty(expr).clone();
        let ty = match ty {
            Ty::Pointer(inner) => (*inner).clone(),
            ty => ty,
        };
        self.note_made(&ty, self.span(expr));
        let fields = match self.cx.universe.underlying(&ty) {
            Ty::Struct(fields) => Some(fields),
            _ => None,
        };
        for (at, (key, value)) in elems.iter().enumerate() {
            let val = self.eval(*value);
            let val = self.arrive(val, Some(*value));
            let name = match key.map(|key| self.expr_ir(key)) {
                Some(Expr::Key(name)) => Some(self.name(*name).clone()),
                _ => None,
            };
            let is_named =
                |it: &&FieldId| Some(&self.cx.universe.fields[it.index()].name) == name.as_ref();
            let field = match (key, &fields) {
                (Some(_), Some(fields)) => fields.iter().find(is_named).copied(),
                (None, Some(fields)) => fields.get(at).copied(),
                (_, None) => None,
            };
            // Of a type without source the field is known by its name.
            if let (None, Some(name)) = (field, &name)
                && let Some(launcher) = self.launcher_of_field(&ty, name)
            {
                self.launch_field(Some(&place), launcher, &val, *value);
            }
            if let (Some(key), None) = (key, &fields) {
                self.eval(*key);
            }
            match field {
                Some(field) => self.composite_field(&place, &ty, field, val, *value),
                None => {
                    self.enlist(&place, &val, *value);
                    if !matches!(val, Val::Unknown) {
                        self.state.heap.push((place.then(Sel::Elem), val));
                    }
                }
            }
        }
        Val::Place(place)
    }

    fn composite_field(&mut self, place: &Place, ty: &Ty, field: FieldId, val: Val, value: ExprId) {
        let target = place.then(Sel::Field(field));
        self.note_derived(place, field, &val, value);
        self.note_stand(&self.cx.universe.fields[field.index()].ty, value);
        self.note_set(&target);
        let member = &self.cx.universe.fields[field.index()].name;
        let launcher = self.launcher_of_field(ty, member);
        if !launcher.is_some_and(|it| self.launch_field(Some(place), it, &val, value)) {
            self.note_func_store(&target, &val);
        }
        self.note_param_store(&target, &val);
        self.note_way_back(&target, &val);
        self.note_single_slot(&target, &val);
        self.note_lent_lock(&target, &val);
        if !matches!(val, Val::Unknown) {
            self.state.heap.push((target, val));
        }
    }

    /// Walks a literal where it is written.
    fn closure(&mut self, closure: ClosureId) {
        let func = self.cx.func;
        let body = 1 + closure.index();
        self.note_made_again(closure);
        self.captured[closure.index()].clear();
        self.walk_body(body, &func.closures[closure.index()].body);
        self.may_be_replaced();
        // What a literal inside refers to, it refers to.
        let mut outer: Vec<LocalId> = Vec::new();
        for (at, literal) in func.closures.iter().enumerate() {
            if literal.parent == Some(closure) {
                outer.extend(&self.captured[at]);
            }
        }
        for local in outer {
            let owner = func.locals[local.index()].owner;
            if owner != Some(closure) && !self.captured[closure.index()].contains(&local) {
                self.captured[closure.index()].push(local);
            }
        }
    }

    /// A map variable that the literal gives another map (`pending = make(..)`, at the end of a batch) holds, from here on, whatever is in it: what it
    /// held so far, or what the literal put there.
    fn may_be_replaced(&mut self) {
        let (universe, typing) = (self.cx.universe, &self.cx.typing);
        for local in &self.replaces {
            if matches!(universe.underlying(typing.local(*local)), Ty::Map(..)) {
                self.state.env.retain(|(it, _)| it != local);
            }
        }
        // The literals around this one replace it, too.
        if self.body == 0 {
            self.replaces.clear();
        }
    }

    /// Notes which literal captures which local.
    pub(super) fn use_local(&mut self, local: LocalId) {
        if self.body == 0 {
            return;
        }
        let owner = self.cx.func.locals[local.index()]
            .owner
            .map_or(0, |closure| 1 + closure.index());
        if owner != self.body && !self.captured[self.body - 1].contains(&local) {
            self.captured[self.body - 1].push(local);
        }
    }

    /// The capacity of a `make(chan T, n)` is one.
    pub(super) fn makes_single_slot(&self, args: &[ExprId]) -> bool {
        let [ty, capacity] = args else { return false };
        let is_chan = match self.expr_ir(*ty) {
            Expr::Type(ty) => matches!(self.cx.ir.types[ty.index()], TypeRef::Chan(..)),
            _ => matches!(self.cx.universe.underlying(self.ty(*ty)), Ty::Chan(..)),
        };
        is_chan && matches!(self.expr_ir(*capacity), Expr::Lit) && self.is_one(*capacity)
    }

    /// The literal `1`.
    pub(super) fn is_one(&self, expr: ExprId) -> bool {
        self.span(expr).text(self.cx.text) == "1"
    }
}
