//! Calls: what a call expression calls.
//!
//! In: typed IR and models. Out: [`Target`]. Must not know locks or goroutines.

pub mod flow;

use crate::ir::{Expr, ExprId, FileIr, FuncIr};
use crate::models::{Known, LockOp, Models};
use crate::types::infer::Typing;
use crate::types::{FieldId, FuncId, Object, Selection, Ty, Universe};
use smol_str::SmolStr;

/// What a call expression calls, as [`Typing`] has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target<'t> {
    /// A conversion; the operand is its first argument.
    Conversion,
    /// A predeclared function.
    Builtin(&'t SmolStr),
    /// A declared function.
    Funcs(&'t [FuncId]),
    /// A declared method; the receiver expression, and the embedded fields between it and the receiver.
    Method(&'t [FuncId], ExprId, &'t [FieldId]),
    /// A method expression `T.M`: the receiver is the first argument.
    MethodExpr(&'t [FuncId]),
    /// A method of an interface value.
    Interface(&'t Ty, &'t SmolStr, ExprId, &'t [FieldId]),
    /// A function without source: package, name.
    External(&'t SmolStr, &'t SmolStr),
    /// A method without source: package, type, name, receiver expression, embedded fields.
    ExternalMethod(&'t SmolStr, &'t SmolStr, &'t SmolStr, ExprId, &'t [FieldId]),
    /// A function value: a literal, a local, a field, a package variable, the result of a call ...
    Value(ExprId),
    /// Nothing known.
    Unknown,
}

/// Resolves the callee of a call expression.
pub fn resolve<'t>(typing: &'t Typing, ir: &FileIr, body: &FuncIr, callee: ExprId) -> Target<'t> {
    if typing.is_type[callee.index()] {
        return Target::Conversion;
    }
    match &body.exprs[callee.index()] {
        Expr::Name(_) => match typing.selection(callee) {
            Some(Selection::Member(object)) => object_target(object, callee),
            _ => Target::Unknown,
        },
        Expr::Select(base, name) => match typing.selection(callee) {
            Some(Selection::Member(object)) => object_target(object, callee),
            Some(Selection::Field { .. }) => Target::Value(callee),
            Some(Selection::Method { path, funcs, .. }) => Target::Method(funcs, *base, path),
            Some(Selection::Interface { path, iface, name }) => {
                Target::Interface(iface, name, *base, path)
            }
            Some(Selection::External { path, ty, name }) => {
                Target::ExternalMethod(&ty.0, &ty.1, name, *base, path)
            }
            Some(Selection::MethodExpr(funcs)) => Target::MethodExpr(funcs),
            Some(Selection::Unknown) | None => {
                let _ = (name, ir);
                Target::Unknown
            }
        },
        // An instantiated generic function, or an element of a container of functions.
        Expr::Index(base, _) => match resolve(typing, ir, body, *base) {
            Target::Value(_) | Target::Unknown => Target::Value(callee),
            target => target,
        },
        Expr::Local(_)
        | Expr::Closure(_)
        | Expr::Call { .. }
        | Expr::Assert(..)
        | Expr::Star(_) => Target::Value(callee),
        Expr::Package(_)
        | Expr::Blank
        | Expr::Slice(..)
        | Expr::Addr(_)
        | Expr::Recv(_)
        | Expr::Unary { .. }
        | Expr::Binary(..)
        | Expr::Composite { .. }
        | Expr::Type(_)
        | Expr::Str
        | Expr::Lit
        | Expr::Key(_)
        | Expr::Unknown => Target::Unknown,
    }
}

fn object_target(object: &Object, callee: ExprId) -> Target<'_> {
    match object {
        Object::Func(funcs) => Target::Funcs(funcs),
        Object::Builtin(name) => Target::Builtin(name),
        Object::External(package, name) => Target::External(package, name),
        Object::Var(_) => Target::Value(callee),
        Object::Type(_) => Target::Conversion,
        Object::Const | Object::Unknown => Target::Unknown,
    }
}

/// The qualified name of a target, for the models: package, receiver type, name.
pub fn qualified<'a>(
    universe: &'a Universe,
    target: &Target<'a>,
) -> Option<(&'a str, Option<&'a str>, &'a str)> {
    match target {
        Target::Funcs(funcs) | Target::Method(funcs, ..) | Target::MethodExpr(funcs) => {
            let info = &universe.funcs[funcs.first()?.index()];
            Some((&info.package, info.recv_name.as_deref(), &info.name))
        }
        Target::External(package, name) => Some((package, None, name)),
        Target::ExternalMethod(package, ty, name, ..) => Some((package, Some(ty), name)),
        Target::Interface(iface, name, ..) => {
            let (package, ty) = universe.qualified(iface)?;
            Some((package, Some(ty), name))
        }
        Target::Conversion | Target::Builtin(_) | Target::Value(_) | Target::Unknown => None,
    }
}

/// What the models say of a target.
pub fn known<'a>(
    universe: &Universe,
    models: &'a Models,
    target: &Target<'_>,
) -> Option<Known<'a>> {
    let (package, recv, name) = qualified(universe, target)?;
    models.call(package, recv, name)
}

/// What a method without source, and without arguments, is by its name, when the models do not know it: the locks and wait groups of libraries are
/// named as those of the standard library are.
pub fn by_name(universe: &Universe, target: &Target<'_>) -> Option<Known<'static>> {
    match target {
        Target::ExternalMethod(_, _, name, ..) => named(name),
        // Whatever lock it is that a field of such a type holds.
        Target::Interface(iface, name, ..) if is_locker(universe, iface) => {
            named(name).filter(|known| matches!(known, Known::Lock(_)))
        }
        _ => None,
    }
}

/// An interface with `Lock()` and `Unlock()`, neither of which takes or gives anything.
fn is_locker(universe: &Universe, iface: &Ty) -> bool {
    let Ty::Interface(methods) = universe.underlying(iface) else {
        return false;
    };
    ["Lock", "Unlock"].iter().all(|it| {
        let found = methods.iter().find(|(name, _)| name == it);
        let sig = found.and_then(|(_, ty)| match ty {
            Ty::Func(sig) => Some(sig),
            _ => None,
        });
        sig.is_some_and(|sig| sig.params.is_empty() && sig.results.is_empty())
    })
}

/// What a method without arguments is by its name.
pub fn named(name: &str) -> Option<Known<'static>> {
    Some(match name {
        "Lock" => Known::Lock(LockOp::Lock),
        "Unlock" => Known::Lock(LockOp::Unlock),
        "RLock" => Known::Lock(LockOp::RLock),
        "RUnlock" => Known::Lock(LockOp::RUnlock),
        "TryLock" => Known::Lock(LockOp::TryLock),
        "TryRLock" => Known::Lock(LockOp::TryRLock),
        name if name.ends_with("Wait") => Known::Wait,
        _ => return None,
    })
}
