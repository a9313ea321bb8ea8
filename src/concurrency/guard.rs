//! Guards: when two locks are, or may be, one lock.
//!
//! A lock is known by what it is declared as ([`LockKey`]) and, where it can be said, by its place in terms of the
//! body. What cannot be told apart counts as one lock: silence is the side to err on.

use super::object;
use crate::link::{FuncKey, Program};
use crate::outline::TypeRef;
use crate::summary::place::{Base, Place, Sel};
use crate::summary::{Held, Mode};
use crate::types::{FieldId, Ty, VarId};
use smol_str::SmolStr;
use std::sync::Arc;

/// The declaration of a lock.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LockKey {
    /// A struct field (of whichever instance).
    Field(FieldId),
    /// The lock that a table in a struct field has for a literal key: `s.locks["users"]`.
    Entry(FieldId, Arc<SmolStr>),
    /// A package variable.
    Global(VarId),
    /// A variable of a function, shared by the literals in it.
    Local(FuncKey, Base),
    /// A copy that nobody else sees: of a value receiver, of a struct assigned by value.
    Private(FuncKey, Base),
    /// The turn of a thread that runs one thing after the other.
    Thread(SmolStr),
    /// Not known which.
    Unknown,
}

/// A lock that is held, with its place in terms of the body at hand if it can be said there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HeldRef {
    /// Its declaration.
    pub key: LockKey,
    /// Its place.
    pub place: Option<Place>,
    /// How it is held.
    pub mode: Mode,
    /// On some paths only.
    pub maybe: bool,
}

/// The lock behind a held place of a function.
pub fn held_ref(program: &Program<'_>, func: FuncKey, held: &Held) -> HeldRef {
    HeldRef {
        key: lock_key(program, func, &held.lock),
        place: Some(held.lock.clone()),
        mode: held.mode,
        maybe: held.maybe,
    }
}

fn lock_key(program: &Program<'_>, func: FuncKey, place: &Place) -> LockKey {
    if let Some(thread) = place.as_thread() {
        return LockKey::Thread(thread.clone());
    }
    let last_field = place.path.iter().rev().find_map(|sel| match sel {
        Sel::Field(field) => Some(*field),
        Sel::External(_) | Sel::Elem | Sel::Key(_) | Sel::Copy => None,
    });
    if matches!(place.path.last(), Some(Sel::External(_))) {
        return LockKey::Unknown;
    }
    // One for each key.
    if let [before @ .., Sel::Elem] = &place.path[..]
        && object::is_sync_map(program, &place.base, before)
    {
        return LockKey::Private(func, place.base.clone());
    }
    if matches!(place.path.last(), Some(Sel::Copy)) {
        return LockKey::Private(func, place.base.clone());
    }
    let embedded = last_field.and_then(|it| embedded_lock(program, it));
    match embedded.or(last_field) {
        Some(field) => {
            // A pointer to a mutex is shared by all copies of the struct that holds it.
            let by_reference = is_reference(program, &program.universe.fields[field.index()].ty);
            if !by_reference && (is_copied(place) || is_value_param(program, func, place)) {
                return LockKey::Private(func, place.base.clone());
            }
            match place.path.last() {
                Some(Sel::Key(key)) => LockKey::Entry(field, Arc::clone(key)),
                _ => LockKey::Field(field),
            }
        }
        None => match &place.base {
            Base::Global(var) => LockKey::Global(*var),
            Base::Local(local) => {
                let ir = program.func_ir(func);
                let is_param = ir.params.contains(local)
                    || ir.closures.iter().any(|it| it.params.contains(local));
                if is_param {
                    LockKey::Unknown
                } else {
                    LockKey::Local(func, place.base.clone())
                }
            }
            Base::Alloc(_) => LockKey::Local(func, place.base.clone()),
            Base::Result(_) | Base::ExternalVar(..) => LockKey::Unknown,
        },
    }
}

/// The mutex that the struct in a field embeds: who was given the struct as a `sync.Locker` locks that.
fn embedded_lock(program: &Program<'_>, field: FieldId) -> Option<FieldId> {
    let universe = program.universe;
    let ty = &universe.fields[field.index()].ty;
    let Ty::Named(..) = ty else {
        return None;
    };
    let Ty::Struct(fields) = universe.underlying(ty) else {
        return None;
    };
    let is_lock = |it: &&FieldId| {
        let field = &universe.fields[it.index()];
        let name = universe.qualified(&field.ty);
        field.embedded && matches!(name, Some(("sync", "Mutex" | "RWMutex")))
    };
    fields.iter().find(is_lock).copied()
}

/// Copies of a struct with such a lock share it.
pub fn is_reference(program: &Program<'_>, ty: &Ty) -> bool {
    match ty {
        Ty::Pointer(_) | Ty::Interface(_) | Ty::Chan(..) | Ty::Unknown | Ty::Func(_) => true,
        Ty::Named(..) | Ty::External(..) => {
            // `sync.Locker` holds a pointer.
            matches!(program.universe.underlying(ty), Ty::Interface(_))
                || program.universe.qualified(ty) == Some(("sync", "Locker"))
        }
        _ => false,
    }
}

/// A copy was made on the way, and no pointer was followed behind it.
fn is_copied(place: &Place) -> bool {
    matches!(place.path.iter().position(|sel| *sel == Sel::Copy), Some(at) if at + 2 >= place.path.len())
}

/// The path starts at a receiver or parameter that is a struct by value.
fn is_value_param(program: &Program<'_>, func: FuncKey, place: &Place) -> bool {
    let Base::Local(local) = place.base else {
        return false;
    };
    let at = program.funcs[func.0 as usize];
    let Some(info) = at.decl.map(|decl| &program.universe.funcs[decl.index()]) else {
        return false;
    };
    if place.path.len() > 1 {
        return false;
    }
    let Some(position) = program
        .func_ir(func)
        .params
        .iter()
        .position(|it| *it == local)
    else {
        return false;
    };
    let ty = match (&info.recv, position) {
        (Some((ty, pointer)), 0) => {
            if *pointer {
                return false;
            }
            Some(ty)
        }
        (Some(_), at) => info.sig.params.get(at - 1),
        (None, at) => info.sig.params.get(at),
    };
    ty.is_some_and(|ty| matches!(program.universe.underlying(ty), Ty::Struct(_)))
}

/// A flag that does the work of a lock.
pub fn is_flag(program: &Program<'_>, key: &LockKey) -> bool {
    let ty = match key {
        LockKey::Field(field) => &program.universe.fields[field.index()].ty,
        LockKey::Global(var) => &program.universe.vars[var.index()].ty,
        _ => return false,
    };
    matches!(ty, Ty::Basic(name) if name == "bool")
}

/// `sync.Once`, or a flag that does its work: it orders, but nobody takes it to guard a map.
pub fn is_once(program: &Program<'_>, key: &LockKey) -> bool {
    let universe = program.universe;
    let ty = match key {
        LockKey::Field(field) => &universe.fields[field.index()].ty,
        LockKey::Entry(..) => return false,
        LockKey::Global(var) => &universe.vars[var.index()].ty,
        LockKey::Local(func, Base::Local(local)) => {
            let types = &program.irs[program.funcs[func.0 as usize].file.index()].types;
            let ty = program.func_ir(*func).locals[local.index()].ty;
            let ty = ty.map(|it| &types[it.index()]);
            return match ty {
                Some(TypeRef::Qualified(package, name)) => match package.as_str() {
                    "sync" => name == "Once",
                    package => package == "atomic",
                },
                Some(TypeRef::Name(name)) => {
                    matches!(&**name, "int32" | "uint32" | "int64" | "uint64")
                }
                _ => false,
            };
        }
        LockKey::Local(..) | LockKey::Private(..) | LockKey::Thread(_) | LockKey::Unknown => {
            return false;
        }
    };
    // Numbers and atomic values are no locks, but flags that are claimed.
    let package = universe.qualified(ty).map(|(package, _)| package);
    matches!(ty, Ty::Basic(_))
        || matches!(package, Some("sync/atomic" | "go.uber.org/atomic"))
        || universe.qualified(ty) == Some(("sync", "Once"))
}

/// No lock is held. That something was done once before is none.
pub fn is_free(program: &Program<'_>, held: &[HeldRef]) -> bool {
    held.iter()
        .all(|it| it.mode == Mode::Read && is_once(program, &it.key))
}

/// The two may be one lock. `here`: both are held by copies of one goroutine whose spawned body declares locks of its own.
pub fn may_be_same(
    program: &Program<'_>,
    a: &HeldRef,
    b: &HeldRef,
    own: &dyn Fn(&LockKey) -> bool,
) -> bool {
    let is_lent = |field: &FieldId| program.lent_locks.contains(field);
    match (&a.key, &b.key) {
        (LockKey::Private(..), _) | (_, LockKey::Private(..)) => false,
        (LockKey::Unknown, _) | (_, LockKey::Unknown) => true,
        (LockKey::Local(..), LockKey::Local(..)) => a.key == b.key && !own(&a.key),
        // Of which entry is not known on one side.
        (LockKey::Entry(x, _), LockKey::Field(y)) | (LockKey::Field(y), LockKey::Entry(x, _)) => {
            x == y
        }
        // What a field points to may be the lock of whoever gave it.
        (LockKey::Field(x), LockKey::Field(y)) => x == y || is_lent(x) || is_lent(y),
        (x, y) => x == y,
    }
}

/// Some lock keeps the two apart.
pub fn excluded(
    program: &Program<'_>,
    a: &[HeldRef],
    b: &[HeldRef],
    own: &dyn Fn(&LockKey) -> bool,
) -> bool {
    let writes = |it: &HeldRef| it.mode == Mode::Write;
    // A lock that is held on some paths may be held for writing there. What was done once, on some paths, is done: two that come after it
    // may still meet.
    let may_write = |it: &HeldRef| it.maybe && !is_once(program, &it.key);
    let exclusive = |it: &HeldRef| writes(it) || may_write(it);
    a.iter().any(|x| {
        b.iter()
            .any(|y| (exclusive(x) || exclusive(y)) && may_be_same(program, x, y, own))
    })
}
