//! Substitution of type parameters, and the structural matching that finds their arguments.
//!
//! In: types. Out: types. Must not know declarations.

use super::{Sig, Ty};
use smol_str::SmolStr;
use std::sync::Arc;

/// Types nested deeper than this are left as they are.
const MAX_DEPTH: u32 = 24;

/// `ty` with each part replaced for which `replace` gives something; none when nothing changed.
pub(super) fn rewrite(ty: &Ty, replace: &dyn Fn(&Ty) -> Option<Ty>) -> Option<Ty> {
    rewrite_at(ty, replace, 0)
}

fn rewrite_at(ty: &Ty, replace: &dyn Fn(&Ty) -> Option<Ty>, depth: u32) -> Option<Ty> {
    if depth > MAX_DEPTH {
        return None;
    }
    if let Some(found) = replace(ty) {
        return Some(found);
    }
    let one = |it: &Arc<Ty>| rewrite_at(it, replace, depth + 1).map(Arc::new);
    match ty {
        Ty::Named(id, args) => list(args, replace, depth).map(|it| Ty::Named(*id, it.into())),
        Ty::External(name, args) => {
            list(args, replace, depth).map(|it| Ty::External(name.clone(), it.into()))
        }
        Ty::Pointer(inner) => one(inner).map(Ty::Pointer),
        Ty::Slice(inner) => one(inner).map(Ty::Slice),
        Ty::Array(inner) => one(inner).map(Ty::Array),
        Ty::Chan(dir, inner) => one(inner).map(|it| Ty::Chan(*dir, it)),
        Ty::Map(pair) => {
            let (key, value) = (
                rewrite_at(&pair.0, replace, depth + 1),
                rewrite_at(&pair.1, replace, depth + 1),
            );
            if key.is_none() && value.is_none() {
                return None;
            }
            Some(Ty::Map(Arc::new((
                key.unwrap_or_else(|| pair.0.clone()),
                value.unwrap_or_else(|| pair.1.clone()),
            ))))
        }
        Ty::Func(sig) => {
            let (params, results) = (
                list(&sig.params, replace, depth),
                list(&sig.results, replace, depth),
            );
            if params.is_none() && results.is_none() {
                return None;
            }
            let params = params.unwrap_or_else(|| sig.params.clone());
            let results = results.unwrap_or_else(|| sig.results.clone());
            Some(Ty::Func(Arc::new(Sig {
                params,
                results,
                variadic: sig.variadic,
            })))
        }
        Ty::Interface(methods) => {
            let changed: Vec<Option<Ty>> = methods
                .iter()
                .map(|(_, ty)| rewrite_at(ty, replace, depth + 1))
                .collect();
            if changed.iter().all(Option::is_none) {
                return None;
            }
            let all = methods
                .iter()
                .zip(changed)
                .map(|((name, old), new)| (name.clone(), new.unwrap_or_else(|| old.clone())));
            Some(Ty::Interface(all.collect()))
        }
        Ty::Param(name, core) => one(core).map(|it| Ty::Param(name.clone(), it)),
        Ty::Tuple(all) => list(all, replace, depth).map(|it| Ty::Tuple(it.into())),
        Ty::Unknown | Ty::Basic(_) | Ty::Struct(_) | Ty::Nil => None,
    }
}

fn list(all: &[Ty], replace: &dyn Fn(&Ty) -> Option<Ty>, depth: u32) -> Option<Vec<Ty>> {
    let changed: Vec<Option<Ty>> = all
        .iter()
        .map(|it| rewrite_at(it, replace, depth + 1))
        .collect();
    if changed.iter().all(Option::is_none) {
        return None;
    }
    Some(
        all.iter()
            .zip(changed)
            .map(|(old, new)| new.unwrap_or_else(|| old.clone()))
            .collect(),
    )
}

/// `ty` with the type parameters `params` replaced by `args`; those without an argument stay.
pub(super) fn subst(ty: &Ty, params: &[(SmolStr, Ty)], args: &[Ty]) -> Ty {
    if params.is_empty() || args.is_empty() {
        return ty.clone();
    }
    let replace = |it: &Ty| {
        let Ty::Param(name, _) = it else { return None };
        let at = params.iter().position(|(param, _)| param == name)?;
        args.get(at).filter(|it| **it != Ty::Unknown).cloned()
    };
    rewrite(ty, &replace).unwrap_or_else(|| ty.clone())
}

/// Finds arguments for the type parameters `params` that occur in `pattern`, given the type of an actual value. `args` is parallel to
/// `params`; what it holds already wins. `expand` gives the underlying type of a declared one.
pub(super) fn unify(
    pattern: &Ty,
    actual: &Ty,
    params: &[(SmolStr, Ty)],
    args: &mut [Ty],
    expand: &dyn Fn(&Ty) -> Ty,
    depth: u32,
) {
    if depth > MAX_DEPTH || matches!(actual, Ty::Unknown | Ty::Nil) {
        return;
    }
    if let Ty::Param(name, core) = pattern
        && let Some(at) = params.iter().position(|(param, _)| param == name)
    {
        if args[at] == Ty::Unknown && !is_untyped(actual) {
            args[at] = actual.clone();
            // `S ~[]E` tells what E is.
            if !matches!(
                **core,
                Ty::Unknown | Ty::Named(..) | Ty::External(..) | Ty::Interface(_)
            ) {
                unify(core, &expand(actual), params, args, expand, depth + 1);
            }
        }
        return;
    }
    let mut sub =
        |pattern: &Ty, actual: &Ty| unify(pattern, actual, params, args, expand, depth + 1);
    match (pattern, actual) {
        (Ty::Named(a, left), Ty::Named(b, right)) if a == b => pairs(left, right, &mut sub),
        (Ty::External(a, left), Ty::External(b, right)) if a == b => pairs(left, right, &mut sub),
        (Ty::Pointer(a), Ty::Pointer(b))
        | (Ty::Slice(a), Ty::Slice(b))
        | (Ty::Array(a), Ty::Array(b)) => sub(a, b),
        (Ty::Chan(_, a), Ty::Chan(_, b)) => sub(a, b),
        (Ty::Map(a), Ty::Map(b)) => {
            sub(&a.0, &b.0);
            sub(&a.1, &b.1);
        }
        (Ty::Func(a), Ty::Func(b)) => {
            pairs(&a.params, &b.params, &mut sub);
            pairs(&a.results, &b.results, &mut sub);
        }
        (Ty::External(..) | Ty::Named(..), Ty::Func(_) | Ty::Map(_) | Ty::Slice(_)) => {
            let open = expand(pattern);
            if !matches!(open, Ty::External(..) | Ty::Named(..)) {
                sub(&open, actual);
            }
        }
        (
            Ty::Slice(_) | Ty::Map(_) | Ty::Func(_) | Ty::Chan(..),
            Ty::Named(..) | Ty::External(..) | Ty::Param(..),
        ) => {
            let open = expand(actual);
            if !matches!(open, Ty::Named(..) | Ty::External(..) | Ty::Param(..)) {
                sub(pattern, &open);
            }
        }
        _ => {}
    }
}

fn pairs(left: &[Ty], right: &[Ty], each: &mut dyn FnMut(&Ty, &Ty)) {
    for (a, b) in left.iter().zip(right) {
        each(a, b);
    }
}

/// The type of a numeric literal: takes any numeric type that the context wants.
pub(super) const UNTYPED: &str = "number";

pub(super) fn is_untyped(ty: &Ty) -> bool {
    matches!(ty, Ty::Basic(name) if name == UNTYPED)
}
