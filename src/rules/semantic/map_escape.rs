//! GMC006: a map leaves the function that locked its mutex.
//!
//! In: a view, whose summary names most of the maps that leave. Out: drafts. Only where somebody changes the map in place under the lock
//! is the lock there for its sake; a map that is replaced as a whole (copy-on-write), or filled where it is made, may leave.

use super::map_leave::{self, How, Leaving};
use super::view::View;
use crate::concurrency::double::is_double_name;
use crate::concurrency::guard::{LockKey, held_ref, is_reference};
use crate::concurrency::root;
use crate::ir::{BinaryOp, Block, ClosureId, Expr, ExprId, FuncIr, NameId, Stmt, StmtKind, visit};
use crate::link::{BodyId, FuncKey, Program};
use crate::rules::map_race::Draft;
use crate::rules::words;
use crate::summary::place::{Base, Place};
use crate::summary::{Derive, Held, Leave, Mode, Own};
use crate::support::{Loc, Span};
use crate::types::{FieldId, VarId};
use rustc_hash::FxHashMap;

const RULE: &str = "guarded-map-escapes";

/// What a map is known as, whichever function has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum MapId {
    Field(FieldId, usize),
    Global(VarId, usize),
}

/// Changes in place, by map: the place, and the locks that are held there for sure.
pub(super) type Changes = FxHashMap<MapId, Vec<(Loc, Vec<LockKey>)>>;

pub(super) fn map_id(place: &Place) -> Option<MapId> {
    let place = place.shared();
    if let Some((field, elems)) = place.owner() {
        return Some(MapId::Field(field, elems));
    }
    match place.base {
        Base::Global(var) if place.path.len() == place.elements() => {
            Some(MapId::Global(var, place.elements()))
        }
        _ => None,
    }
}

/// All changes in place under a lock, outside tests.
pub(super) fn changes(program: &Program<'_>) -> Changes {
    let mut changes = Changes::default();
    for at in 0..program.bodies.len() as u32 {
        let body = BodyId(at);
        let func = program.func_of(body);
        if program.is_test(body) {
            continue;
        }
        for access in &program.body_summary(body).accesses {
            if access.owned == Own::Yes || !access.op.mutates() {
                continue;
            }
            let Some(id) = map_id(&access.place) else {
                continue;
            };
            let held = &access.point.held;
            let keys: Vec<LockKey> = held
                .iter()
                // The lock of another object (`src.mu` around `dst.m[k] = v`) is not this map's.
                .filter(|it| !it.maybe && it.lock.base == access.place.base)
                .map(|it| held_ref(program, func, it).key)
                .collect();
            if !keys.is_empty() && !is_filled(program, func, id, access.span) {
                let entry = changes.entry(id).or_default();
                entry.push((program.loc(body, access.span), keys));
            }
        }
    }
    changes
}

/// The map is made and stored further up in a block that the change lies in: it is filled, and then only ever replaced. Or it is filled where it was found
/// to be empty: once.
fn is_filled(program: &Program<'_>, func: FuncKey, id: MapId, change: Span) -> bool {
    let universe = program.universe;
    let name = match id {
        MapId::Field(field, 0) => &universe.fields[field.index()].name,
        MapId::Global(var, 0) => &universe.vars[var.index()].name,
        _ => return false,
    };
    let names = &program.irs[program.funcs[func.0 as usize].file.index()].names;
    let Some(name) = names.iter().position(|it| it == name) else {
        return false;
    };
    let ir = program.func_ir(func);
    let bodies = std::iter::once(&ir.body).chain(ir.closures.iter().map(|it| &it.body));
    bodies.into_iter().any(|it| {
        let name = NameId(name as u32);
        makes_before(ir, it, name, change) || finds_empty(ir, it, name, change)
    })
}

/// The map is seen to be empty before it is changed: `if len(s.m) == 0 { ... }`, `if len(s.m) != 0 { return s.m }`.
fn finds_empty(ir: &FuncIr, block: &Block, name: NameId, change: Span) -> bool {
    let Some(at) = block.iter().position(|it| it.span.covers(change)) else {
        return false;
    };
    let empties = |stmt: &Stmt| match &stmt.kind {
        StmtKind::If { cond, then, .. } => {
            compares_length(ir, *cond, name, BinaryOp::Eq)
                && then.iter().any(|it| it.span.covers(change))
        }
        _ => false,
    };
    let leaves = |stmt: &Stmt| match &stmt.kind {
        StmtKind::If { cond, then, .. } => {
            let last = then.last().map(|it| &it.kind);
            compares_length(ir, *cond, name, BinaryOp::Ne)
                && matches!(last, Some(StmtKind::Return(_)))
        }
        _ => false,
    };
    block[..at].iter().any(leaves)
        || empties(&block[at])
        || visit::blocks(&block[at])
            .into_iter()
            .any(|it| finds_empty(ir, it, name, change))
}

/// `len(s.m) == 0`, `len(s.m) != 0`; no other number makes sense there.
fn compares_length(ir: &FuncIr, cond: ExprId, name: NameId, with: BinaryOp) -> bool {
    let expr = |it: ExprId| &ir.exprs[it.index()];
    let Expr::Binary(op, left, right) = *expr(cond) else {
        return false;
    };
    let is_map = |it: ExprId| match expr(it) {
        Expr::Select(_, of) | Expr::Name(of) => *of == name,
        _ => false,
    };
    let of_map = match expr(left) {
        Expr::Call { args, .. } => matches!(args.as_slice(), [only] if is_map(*only)),
        _ => false,
    };
    op == with && of_map && matches!(expr(right), Expr::Lit)
}

fn makes_before(ir: &FuncIr, block: &Block, name: NameId, change: Span) -> bool {
    let holds = |it: &Stmt| it.span.covers(change);
    let Some(at) = block.iter().position(holds) else {
        return false;
    };
    block[..at].iter().any(|it| makes(ir, it, name))
        || visit::blocks(&block[at])
            .into_iter()
            .any(|it| makes_before(ir, it, name, change))
}

/// `s.m = make(...)`, `s.m = map[K]V{...}`.
fn makes(ir: &FuncIr, stmt: &Stmt, name: NameId) -> bool {
    let StmtKind::Assign { lhs, rhs, .. } = &stmt.kind else {
        return false;
    };
    let expr = |it: &ExprId| &ir.exprs[it.index()];
    let ([target], [value]) = (lhs.as_slice(), rhs.as_slice()) else {
        return false;
    };
    let is_target = matches!(expr(target), Expr::Select(_, it) | Expr::Name(it) if *it == name);
    let is_new = match expr(value) {
        Expr::Composite { .. } => true,
        // Only `make` has a type for its first argument.
        Expr::Call { args, .. } => args
            .first()
            .is_some_and(|it| matches!(expr(it), Expr::Type(_))),
        _ => false,
    };
    is_target && is_new
}

pub(super) fn wants(program: &Program<'_>, key: FuncKey) -> bool {
    let bodies = &program.summaries[key.0 as usize].bodies;
    let locks = || {
        bodies
            .iter()
            .any(|body| body.lock_ops.iter().any(|it| it.takes))
    };
    let leaves = || {
        bodies.iter().any(|body| !body.leaves.is_empty()) || map_leave::may(program.func_ir(key))
    };
    bodies.iter().any(|body| !body.derives.is_empty()) || (locks() && leaves())
}

pub(super) fn find(view: &View<'_>, drafts: &mut Vec<Draft>) {
    let receiver = view.decl().and_then(|it| it.recv_name.as_deref());
    if view.source.is_test || is_documented(view) || receiver.is_some_and(is_double_name) {
        return;
    }
    for body in view.bodies() {
        let mut seen = Vec::new();
        for derive in &view.body_summary(body).derives {
            if let Some(draft) = judge_derived(view, body, derive) {
                seen.push(derive.span);
                drafts.push(draft);
            }
        }
        let leaves = view.body_summary(body).leaves.iter();
        let leaves = leaves.filter_map(as_it_is);
        for leaving in leaves.chain(map_leave::leaving(view, body)) {
            if !seen.contains(&leaving.span)
                && let Some(draft) = judge(view, body, &leaving)
            {
                seen.push(leaving.span);
                drafts.push(draft);
            }
        }
    }
}

/// What the summary names.
fn as_it_is(leave: &Leave) -> Option<Leaving> {
    let id = map_id(&leave.place)?;
    Some(Leaving {
        id,
        span: leave.span,
        how: How::Itself,
        root: None,
        beside: id,
    })
}

/// Its comment tells the callers what they have got: they are to see to it.
fn is_documented(view: &View<'_>) -> bool {
    let doc = view.decl().map(|it| it.doc.to_lowercase());
    let said = |doc: String| {
        [
            "synchroni",
            "concurren",
            "not safe",
            "unsafe",
            "thread",
            "hold",
            "must not be modified",
            "must not modify",
            "lock",
        ]
        .iter()
        .any(|it| doc.contains(it))
    };
    doc.is_some_and(said)
}

/// Who changes the map has been waited for.
fn waits_before(view: &View<'_>, body: Option<ClosureId>, at: Span) -> bool {
    visit::expressions(view.ir, view.block(body))
        .into_iter()
        .any(|it| {
            view.span(it).end <= at.start && view.calls(it, "sync", Some("WaitGroup"), "Wait")
        })
}

fn judge(view: &View<'_>, body: Option<ClosureId>, leave: &Leaving) -> Option<Draft> {
    let id = leave.id;
    let program = view.program;
    if waits_before(view, body, leave.span) || is_retired(view, body, leave.span) {
        return None;
    }
    let is_of_root = |lock: &Place| match (leave.root, &lock.base) {
        (Some(root), Base::Local(local)) => *local == root,
        _ => true,
    };
    let key = view
        .body_summary(body)
        .lock_ops
        .iter()
        .filter(|it| it.takes && it.span.start < leave.span.start && is_of_root(&it.lock))
        .map(|it| held_ref(program, view.key, &Held::sure(it.lock.clone(), Mode::Write)).key)
        .find(|key| is_beside(program, leave.beside, key))?;
    if keeps(view, body, &key) || goes_with_lock(view, body, leave.span, &key) {
        return None;
    }
    let changed: Vec<Loc> = view
        .changes()
        .get(&id)?
        .iter()
        .filter(|(_, keys)| keys.contains(&key))
        .map(|(loc, _)| *loc)
        .collect();
    if changed.is_empty() || !has_users(view, body, &key) {
        return None;
    }
    let names = words::Names { program };
    let lock = names.lock(&key);
    let (subject, full) = subject(view, id);
    let text = leave.span.text(&view.source.text);
    let (message, help) = match leave.how {
        How::Itself => (
            format!(
                "map `{subject}` leaves the protection of `{lock}` here: whoever gets it uses it without the lock, while others change it"
            ),
            format!("hand out a copy made under the lock: `maps.Clone({text})`"),
        ),
        How::Iterator => (
            format!(
                "an iterator over map `{subject}` leaves the protection of `{lock}` here: it reads the map when it is used, without the lock, while others change it"
            ),
            format!("collect under the lock: `slices.Collect({text})`"),
        ),
        How::Copy => (
            format!(
                "the copy made here shares map `{subject}`, which thereby leaves the protection of `{lock}`: whoever gets it uses it without the lock, while others change it"
            ),
            "copy the map of the struct as well, under the lock: `maps.Clone`".to_owned(),
        ),
    };
    let mut draft = view.draft(RULE, leave.span, message, help)?;
    draft.subject = subject;
    draft.map = full;
    draft.function = names.body(view.body_id(body));
    draft.evidence.push(changed_under(&lock, changed));
    Some(draft)
}

/// The body does not release the lock: `return s.m, func() { s.mu.Unlock() }`.
fn keeps(view: &View<'_>, body: Option<ClosureId>, key: &LockKey) -> bool {
    let mut kept = view.body_summary(body).acquires.iter();
    kept.any(|it| held_ref(view.program, view.key, it).key == *key)
}

/// A new object gets the map, and the pointer to its lock as well: `&log{seen: l.seen, mu: l.mu}`.
fn goes_with_lock(view: &View<'_>, body: Option<ClosureId>, map: Span, key: &LockKey) -> bool {
    let LockKey::Field(lock) = key else {
        return false;
    };
    let lock = &view.universe().fields[lock.index()];
    let is_lock = |it: ExprId| matches!(*view.expr(it), Expr::Select(_, name) if *view.name(name) == lock.name);
    let holds_both = |it: ExprId| match view.expr(it) {
        Expr::Composite { elems, .. } => {
            view.span(it).covers(map) && elems.iter().any(|(_, value)| is_lock(*value))
        }
        _ => false,
    };
    let exprs = visit::expressions(view.ir, view.block(body));
    is_reference(view.program, &lock.ty) && exprs.into_iter().any(holds_both)
}

/// A new object gets the map of an old one of its type, and a lock of its own.
fn judge_derived(view: &View<'_>, body: Option<ClosureId>, derive: &Derive) -> Option<Draft> {
    let id = map_id(&derive.place)?;
    let program = view.program;
    // A copy to compare with, which nobody else sees, is no object of its own.
    if !derive.returned || is_retired(view, body, derive.span) {
        return None;
    }
    let own = |key: &LockKey| match key {
        LockKey::Field(lock) => !is_reference(program, &program.universe.fields[lock.index()].ty),
        _ => false,
    };
    let (key, changed) = view.changes().get(&id).and_then(|changes| {
        let mut keys = changes.iter().flat_map(|(_, keys)| keys);
        let key = keys.find(|key| is_beside(program, id, key) && own(key))?;
        let under = changes.iter().filter(|(_, keys)| keys.contains(key));
        let changed: Vec<Loc> = under.map(|(loc, _)| *loc).collect();
        Some((key.clone(), changed))
    })?;
    if is_left_over(view) {
        return None;
    }
    let names = words::Names { program };
    let lock = names.lock(&key);
    let (subject, full) = subject(view, id);
    let message = format!(
        "map `{subject}` is shared with a new object here, whose `{lock}` is another lock: neither keeps the other out"
    );
    let help = format!(
        "give the new object a map of its own, `maps.Clone({})`, or let both point to one mutex",
        derive.span.text(&view.source.text)
    );
    let mut draft = view.draft(RULE, derive.span, message, help)?;
    draft.subject = subject;
    draft.map = full;
    draft.function = names.body(view.body_id(body));
    draft.evidence.push(changed_under(&lock, changed));
    Some(draft)
}

/// The old object, whose map the expression at `taken` is, is marked as done in the same function: the map is handed over with it.
fn is_retired(view: &View<'_>, body: Option<ClosureId>, taken: Span) -> bool {
    let exprs = visit::expressions(view.ir, view.block(body));
    let map = exprs.iter().find(|it| view.span(**it) == taken);
    let Some(old) = map.and_then(|it| view.root(*it)) else {
        return false;
    };
    let is_mark = |target: ExprId| match *view.expr(target) {
        Expr::Select(base, flag) => {
            let name = view.name(flag).to_lowercase();
            matches!(*view.expr(base), Expr::Local(it) if it == old)
                && [
                    "stale", "closed", "dead", "done", "retired", "obsolete", "stopped", "merged",
                    "moved", "replaced", "frozen",
                ]
                .iter()
                .any(|it| name.contains(it))
        }
        _ => false,
    };
    let is_true =
        |value: ExprId| matches!(*view.expr(value), Expr::Name(it) if view.name(it) == "true");
    let stores = exprs.iter().any(|it| match view.expr(*it) {
        Expr::Call { callee, args, .. } => match (view.expr(*callee), args.as_slice()) {
            (Expr::Select(flag, method), [value]) => {
                matches!(view.name(*method), "Store" | "Swap") && is_mark(*flag) && is_true(*value)
            }
            _ => false,
        },
        _ => false,
    });
    let assigns = |it: &&Stmt| match &it.kind {
        StmtKind::Assign { lhs, rhs, .. } => match (lhs.as_slice(), rhs.as_slice()) {
            ([flag], [value]) => is_mark(*flag) && is_true(*value),
            _ => false,
        },
        _ => false,
    };
    stores || view.statements(body).iter().any(assigns)
}

/// Where the map is changed in place under its lock.
fn changed_under(lock: &str, changed: Vec<Loc>) -> (String, Vec<Loc>) {
    let text = match changed.len() {
        1 => format!("changed in place under `{lock}`"),
        n => format!("changed in place under `{lock}` in {n} places"),
    };
    (text, changed)
}

/// The lock is declared beside the map.
fn is_beside(program: &Program<'_>, id: MapId, key: &LockKey) -> bool {
    let fields = &program.universe.fields;
    let vars = &program.universe.vars;
    match (id, key) {
        (MapId::Field(map, _), LockKey::Field(lock) | LockKey::Entry(lock, _)) => {
            let (map, lock) = (&fields[map.index()], &fields[lock.index()]);
            map.owner == lock.owner && map.package == lock.package
        }
        (MapId::Global(map, _), LockKey::Global(lock)) => {
            vars[map.index()].package == vars[lock.index()].package
        }
        _ => false,
    }
}

/// It is exported, but nobody calls it, and nobody else could.
fn is_left_over(view: &View<'_>) -> bool {
    let decl = view.decl();
    decl.is_some_and(|it| root::is_left_over(view.program, it))
}

/// Somebody outside tests calls it, or may: it is exported. Callers that take the lock themselves use the map under it.
fn has_users(view: &View<'_>, body: Option<ClosureId>, key: &LockKey) -> bool {
    let exported = view
        .decl()
        .is_some_and(|it| it.name.chars().next().is_some_and(char::is_uppercase));
    let program = view.program;
    let takes = |body: BodyId| {
        let func = program.func_of(body);
        program.body_summary(body).lock_ops.iter().any(|it| {
            let held = Held::sure(it.lock.clone(), Mode::Write);
            it.takes && held_ref(program, func, &held).key == *key
        })
    };
    (exported
        && !view
            .decl()
            .is_some_and(|it| root::is_left_over(program, it)))
        || body.is_some()
        || program.incoming[view.body_id(body).0 as usize]
            .iter()
            .map(|edge| program.edge(*edge).from)
            .any(|from| !program.is_test(from) && !takes(from))
}

/// `Server.sessions`, and with the import path.
fn subject(view: &View<'_>, id: MapId) -> (String, String) {
    let (name, package, elems) = match id {
        MapId::Field(field, elems) => {
            let info = &view.universe().fields[field.index()];
            (
                format!("{}.{}", info.owner, info.name),
                &info.package,
                elems,
            )
        }
        MapId::Global(var, elems) => {
            let info = &view.universe().vars[var.index()];
            (info.name.to_string(), &info.package, elems)
        }
    };
    let short = format!("{name}{}", "[...]".repeat(elems));
    (short, format!("{package}.{name}"))
}
