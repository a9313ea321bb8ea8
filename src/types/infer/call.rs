//! Calls: conversions, results, and the type arguments that follow from the arguments.

use super::Infer;
use crate::ir::{Expr, ExprId};
use crate::types::subst::{is_untyped, subst, unify};
use crate::types::{Object, Selection, Sig, Ty};
use smol_str::SmolStr;
use std::sync::Arc;

impl Infer<'_> {
    /// The type of a call: of one result that, of none or several a tuple.
    pub(super) fn call(&mut self, callee: ExprId, args: &[ExprId], spread: bool) -> Ty {
        if let Some(Expr::Name(name)) = self.body.exprs.get(callee.index())
            && let object @ Object::Builtin(_) = self.object(self.name(*name), self.start(callee))
        {
            let name = self.name(*name);
            self.select(callee, Selection::Member(object));
            return self.builtin(name, args);
        }
        let callee_type = self.expr(callee);
        let mut arg_types: Vec<Ty> = Vec::with_capacity(args.len());
        for arg in args {
            let ty = self.expr(*arg);
            arg_types.push(ty);
        }
        if self.is_type(callee) {
            return callee_type;
        }
        let open;
        let sig = match &callee_type {
            Ty::Func(sig) => sig,
            other => match self.universe.underlying(other) {
                Ty::Func(sig) => {
                    open = sig;
                    &open
                }
                _ => return Ty::Unknown,
            },
        };
        let sig = self.instantiated(callee, sig, arg_types, spread);
        match &sig.results[..] {
            [only] => only.clone(),
            all => Ty::Tuple(all.into()),
        }
    }

    /// The signature of a call with type parameters replaced by what the arguments tell.
    fn instantiated(
        &mut self,
        callee: ExprId,
        sig: &Arc<Sig>,
        mut arg_types: Vec<Ty>,
        spread: bool,
    ) -> Arc<Sig> {
        let params = self.generic_params(callee);
        if params.is_empty() {
            return sig.clone();
        }
        if let [Ty::Tuple(all)] = &arg_types[..] {
            arg_types = all.to_vec();
        }
        let mut found = vec![Ty::Unknown; params.len()];
        let universe = self.universe;
        let expand = |ty: &Ty| universe.underlying(ty);
        for (at, actual) in arg_types.iter().enumerate() {
            let last = sig.params.len().saturating_sub(1);
            let pattern = match sig.params.get(at.min(last)) {
                Some(Ty::Slice(elem)) if sig.variadic && at >= last && !spread => elem,
                Some(other) => other,
                None => break,
            };
            unify(pattern, actual, &params, &mut found, &expand, 0);
        }
        // An untyped constant gives its default type where nothing else tells.
        for (at, actual) in arg_types.iter().enumerate() {
            if let (true, Some(Ty::Param(name, _))) = (is_untyped(actual), sig.params.get(at))
                && let Some(slot) = params.iter().position(|(it, _)| it == name)
                && found[slot] == Ty::Unknown
            {
                found[slot] = actual.clone();
            }
        }
        // What a core type tells of the others: `M ~map[K]V` is found last when only K and V are.
        let Ty::Func(out) = subst(&Ty::Func(sig.clone()), &params, &found) else {
            return sig.clone();
        };
        self.out.exprs[callee.index()] = Ty::Func(out.clone());
        out
    }

    /// The type parameters that a call of this expression instantiates; empty for anything but a generic function.
    pub(super) fn generic_params(&self, callee: ExprId) -> Vec<(SmolStr, Ty)> {
        let at = match self.body.exprs.get(callee.index()) {
            Some(Expr::Index(base, _)) => *base,
            _ => callee,
        };
        let Some((_, selection)) = self.out.selections.iter().rev().find(|it| it.0 == at) else {
            return Vec::new();
        };
        match selection {
            Selection::Member(Object::Func(funcs)) | Selection::Method { funcs, .. } => funcs
                .first()
                .map_or_else(Vec::new, |it| self.universe.own_type_params(*it).to_vec()),
            Selection::Member(Object::External(path, name)) => self
                .universe
                .external_value(path, name)
                .map_or_else(Vec::new, |it| it.1.params.clone()),
            _ => Vec::new(),
        }
    }
}
