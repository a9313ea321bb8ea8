//! Calls: what is called, with what, and what comes of it. Kinds of calls have files of their own below.

mod builtin;
mod effect;
mod go;
mod hand;
mod launch;
mod model;
mod parts;
pub(in crate::summary::walk) mod wrapped;

use super::tasks::Called;
use super::*;
use crate::calls::{self, Target};
use crate::models::{Known, Launcher, LockOp, Runs};
use crate::summary::ParamUse;
use crate::summary::place::Sel;
pub use effect::PARAM_BASE;
use launch::Launch;
pub(super) use launch::run_of;
use std::borrow::Cow;
use std::sync::Arc;

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
            self.note_used(&operands.vals);
            return val;
        }
        if self.unknown_lock(expr, callee, &operands) {
            return Val::Unknown;
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

    /// `x.Lock()`, or a wait, on a receiver of which nothing is known: to judge by its name.
    fn unknown_lock(&mut self, expr: ExprId, callee: ExprId, operands: &Operands<'_>) -> bool {
        let Some((base, name)) = self.unknown_method(callee, operands) else {
            return false;
        };
        let op = match calls::named(name) {
            Some(Known::Lock(op)) => Some(op),
            Some(Known::Wait) => None,
            _ => return false,
        };
        let place = self.receiver(base, &[]);
        match op {
            Some(op) => self.lock(&place, op, self.span(expr)),
            None => self.join_on(&place, true),
        }
        true
    }

    /// Receiver and name of a method without arguments, when nothing is known of it.
    fn unknown_method(&self, callee: ExprId, operands: &Operands<'_>) -> Option<(ExprId, &'a str)> {
        match (&operands.target, self.expr_ir(callee)) {
            (Target::Unknown, Expr::Select(base, name)) if operands.exprs.is_empty() => {
                Some((*base, self.name(*name).as_str()))
            }
            _ => None,
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

    fn plain_call(&mut self, expr: ExprId, callee: ExprId, operands: Operands<'_>) -> Val {
        let callee_val = match &operands.target {
            Target::Value(value) => Some(self.eval(*value)),
            _ => None,
        };
        let kept = callee_val.as_ref().and_then(Val::place).cloned();
        let holder = match (&operands.target, &callee_val) {
            (Target::Value(value), Some(Val::Func(FuncVal::Foreign(..)))) => Some(*value),
            _ => None,
        };
        let Operands {
            target,
            vals,
            exprs,
            ..
        } = operands;
        let mut found = None;
        let resolved = match &target {
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
            Target::ExternalMethod(package, ty, name, ..) => {
                Callee::External((*package).clone(), Some((*ty).clone()), (*name).clone())
            }
            Target::Value(_) => match callee_val {
                Some(Val::Func(func)) => Callee::Value(func),
                Some(Val::Place(place)) => {
                    let called = self.call_at(expr, &place, &vals);
                    found.insert(called).callee.clone()
                }
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
        self.note_stands_of_args(&resolved, &exprs);
        let mut called = found.unwrap_or(Called::named(resolved));
        if let Some(Expr::Local(local)) = holder.map(|it| self.expr_ir(it)) {
            called.holder = Some(*local);
        }
        self.finish_call(expr, called, vals, kept)
    }

    pub(super) fn callee_at(&self, place: &Place) -> Callee {
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
}
