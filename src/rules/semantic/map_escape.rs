//! GMC006: a map leaves the function that locked its mutex.
//!
//! In: a view, whose summary names the maps that leave. Out: drafts. Only where somebody changes the map in place under the lock is the
//! lock there for its sake; a map that is replaced as a whole (copy-on-write) may leave.

use super::view::View;
use crate::concurrency::guard::{LockKey, held_ref, is_reference};
use crate::ir::ClosureId;
use crate::link::{BodyId, FuncKey, Program};
use crate::rules::map_race::Draft;
use crate::rules::words;
use crate::summary::place::{Base, Place};
use crate::summary::{Derive, Held, Leave, Mode, Own};
use crate::support::Loc;
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
        if program.workspace.files[program.file(body).index()].is_test {
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
            if !keys.is_empty() {
                let entry = changes.entry(id).or_default();
                entry.push((program.loc(body, access.span), keys));
            }
        }
    }
    changes
}

pub(super) fn wants(program: &Program<'_>, key: FuncKey) -> bool {
    program.summaries[key.0 as usize].bodies.iter().any(|body| {
        !body.derives.is_empty()
            || !body.leaves.is_empty() && body.lock_ops.iter().any(|it| it.takes)
    })
}

pub(super) fn find(view: &View<'_>, drafts: &mut Vec<Draft>) {
    if view.source.is_test {
        return;
    }
    for body in view.bodies() {
        let mut seen = Vec::new();
        for leave in &view.body_summary(body).leaves {
            if !seen.contains(&leave.span) {
                seen.push(leave.span);
                drafts.extend(judge(view, body, leave));
            }
        }
        for derive in &view.body_summary(body).derives {
            drafts.extend(judge_derived(view, body, derive));
        }
    }
}

fn judge(view: &View<'_>, body: Option<ClosureId>, leave: &Leave) -> Option<Draft> {
    let id = map_id(&leave.place)?;
    let program = view.program;
    let key = view
        .body_summary(body)
        .lock_ops
        .iter()
        .filter(|it| it.takes && it.span.start < leave.span.start)
        .map(|it| held_ref(program, view.key, &Held::sure(it.lock.clone(), Mode::Write)).key)
        .find(|key| is_beside(program, id, key))?;
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
    let message = format!(
        "map `{subject}` leaves the protection of `{lock}` here: whoever gets it uses it without the lock, while others change it"
    );
    let help = format!(
        "hand out a copy made under the lock: `maps.Clone({})`",
        leave.span.text(&view.source.text)
    );
    let mut draft = view.draft(RULE, leave.span, message, help)?;
    draft.subject = subject;
    draft.map = full;
    draft.function = names.body(view.body_id(body));
    let text = match changed.len() {
        1 => format!("changed in place under `{lock}`"),
        n => format!("changed in place under `{lock}` in {n} places"),
    };
    draft.evidence.push((text, changed));
    Some(draft)
}

/// A new object gets the map of an old one of its type, and a lock of its own.
fn judge_derived(view: &View<'_>, body: Option<ClosureId>, derive: &Derive) -> Option<Draft> {
    let id = map_id(&derive.place)?;
    let program = view.program;
    // A copy to compare with, which nobody else sees, is no object of its own.
    let summary = &program.summaries[view.key.0 as usize];
    if !summary.escaped.contains(&derive.object) {
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
    let text = match changed.len() {
        1 => format!("changed in place under `{lock}`"),
        n => format!("changed in place under `{lock}` in {n} places"),
    };
    draft.evidence.push((text, changed));
    Some(draft)
}

/// The lock is declared beside the map.
fn is_beside(program: &Program<'_>, id: MapId, key: &LockKey) -> bool {
    let fields = &program.universe.fields;
    let vars = &program.universe.vars;
    match (id, key) {
        (MapId::Field(map, _), LockKey::Field(lock)) => {
            let (map, lock) = (&fields[map.index()], &fields[lock.index()]);
            map.owner == lock.owner && map.package == lock.package
        }
        (MapId::Global(map, _), LockKey::Global(lock)) => {
            vars[map.index()].package == vars[lock.index()].package
        }
        _ => false,
    }
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
    exported
        || body.is_some()
        || program.incoming[view.body_id(body).0 as usize]
            .iter()
            .map(|edge| program.edge(*edge).from)
            .any(|from| {
                !program.workspace.files[program.file(from).index()].is_test && !takes(from)
            })
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
