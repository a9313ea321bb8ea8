//! Calls: conversions, results, and the type arguments that follow from the arguments.

use super::Infer;
use crate::ir::{Expr, ExprId};
use crate::types::subst::{is_untyped, rewrite, unify};
use crate::types::{Object, Selection, Sig, Ty};
use smol_str::SmolStr;
use std::sync::Arc;

impl<'a> Infer<'a> {
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
            unify(pattern, actual, params, &mut found, &expand, 0);
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
        let Ty::Func(out) = close(&Ty::Func(sig.clone()), params, &found, 0) else {
            return sig.clone();
        };
        self.out.exprs[callee.index()] = Ty::Func(out.clone());
        out
    }

    /// The type parameters that a call of this expression instantiates; empty for anything but a generic function.
    pub(super) fn generic_params(&self, callee: ExprId) -> &'a [(SmolStr, Ty)] {
        let exprs = &self.body.exprs;
        let at = match exprs.get(callee.index()) {
            Some(Expr::Index(base, _)) => *base,
            _ => callee,
        };
        // Only names and selectors have selections: nothing else is worth the search.
        if !matches!(
            exprs.get(at.index()),
            Some(Expr::Name(_) | Expr::Select(..))
        ) {
            return &[];
        }
        let universe = self.universe;
        let found = self.out.selections.iter().rev().find(|it| it.0 == at);
        match found.map(|it| &it.1) {
            Some(Selection::Member(Object::Func(funcs)) | Selection::Method { funcs, .. }) => funcs
                .first()
                .map_or(&[], |it| universe.own_type_params(*it)),
            Some(Selection::Member(Object::External(path, name))) => {
                universe.external_params(path, name)
            }
            _ => &[],
        }
    }
}

/// `ty` with all of `params` replaced: by what was found, else by the core type of the constraint.
fn close(ty: &Ty, params: &[(SmolStr, Ty)], found: &[Ty], depth: u32) -> Ty {
    let replace = |it: &Ty| {
        let Ty::Param(name, core) = it else {
            return None;
        };
        let at = params.iter().position(|(param, _)| param == name)?;
        match found.get(at) {
            Some(Ty::Unknown) | None if depth > 2 => Some(Ty::Unknown),
            Some(Ty::Unknown) | None => Some(close(core, params, found, depth + 1)),
            Some(known) => Some(known.clone()),
        }
    };
    rewrite(ty, &replace).unwrap_or_else(|| ty.clone())
}
