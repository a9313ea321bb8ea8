//! Effects: what callers need of a function, derived from its summary.
//!
//! A place of a caller's concern is rooted at a parameter (numbered from [`PARAM_BASE`], receiver first) or at a
//! package variable; everything else is dropped.

use super::place::{Base, Place, Sel};
use super::returned::by_result;
use super::walk::PARAM_BASE;
use super::{
    Body, CallSite, Callee, Effects, FuncSummary, FuncVal, Held, Keeper, ParamUse, Ret, Run,
    Shared, Store, Val,
};
use crate::ir::{ClosureId, FuncIr, LocalId};
use crate::types::FieldId;
use rustc_hash::FxHashSet;

/// The effects of a function.
pub fn effects(func: &FuncIr, summary: &FuncSummary) -> Effects {
    let Some(body) = summary.bodies.first() else {
        return Effects::default();
    };
    // A function that releases and takes again has no net effect: `Unlock(); wait(); Lock()`.
    let net = |list: &[Held], other: &[Held]| {
        list.iter()
            .filter(|held| !other.iter().any(|it| it.lock == held.lock))
            .filter_map(|held| outward_held(func, held))
            .collect()
    };
    Effects {
        acquires: net(&body.left_held(), &body.releases),
        acquires_if: acquires_if(func, body),
        releases: net(&body.releases, &body.acquires),
        returns: body
            .returns
            .iter()
            .map(|ret| outward_ret(func, ret))
            .collect(),
        diverges: body.diverges && !func.body.is_empty(),
        params: param_uses(func, summary),
        publishes: publishes(func, summary),
        waits: body
            .waits
            .iter()
            .filter_map(|place| outward(func, place))
            .collect(),
        signals: body
            .signals
            .iter()
            .filter_map(|place| outward(func, place))
            .collect(),
        given: given(func, summary),
        renewed: summary
            .renewed
            .iter()
            .flatten()
            .filter_map(|place| outward(func, place))
            .collect(),
    }
}

/// What the fields of the object that the function makes and returns hold of what it was given. A field that may hold one of several is left out.
fn given(func: &FuncIr, summary: &FuncSummary) -> Vec<(FieldId, Place)> {
    let mut given: Vec<(FieldId, Option<Place>)> = Vec::new();
    for (field, target) in &summary.given {
        let target = outward(func, target);
        match given.iter_mut().find(|(it, _)| it == field) {
            Some((_, known)) if *known != target => *known = None,
            Some(_) => {}
            None => given.push((*field, target)),
        }
    }
    let mut given: Vec<(FieldId, Place)> = given
        .into_iter()
        .filter_map(|(id, target)| Some((id, target?)))
        .collect();
    given.sort();
    given
}

/// What must be set for a lock to be acquired, as callers see it.
fn acquires_if(func: &FuncIr, body: &Body) -> Vec<(Place, Shared<Place>)> {
    let conditional = body.acquires_if.iter();
    conditional
        .filter_map(|(lock, needs)| {
            let needs = needs.iter().filter_map(|it| outward(func, it)).collect();
            Some((outward(func, lock)?, needs))
        })
        .collect()
}

/// The parameter (receiver first) that a local is.
pub fn param_of(func: &FuncIr, local: LocalId) -> Option<u32> {
    func.params
        .iter()
        .position(|it| *it == local)
        .map(|at| at as u32)
}

/// A lock in the terms that callers understand.
fn outward_held(func: &FuncIr, held: &Held) -> Option<Held> {
    let lock = outward(func, &held.lock)?;
    Some(Held {
        lock,
        ..held.clone()
    })
}

/// A place in the terms that callers understand.
fn outward(func: &FuncIr, place: &Place) -> Option<Place> {
    let base = match &place.base {
        Base::Local(local) => Base::Local(LocalId(PARAM_BASE + param_of(func, *local)?)),
        base @ (Base::Global(_) | Base::ExternalVar(..)) => base.clone(),
        Base::Alloc(_) | Base::Result(_) => return None,
    };
    // A by-value receiver's lock is nobody else's.
    if place.path.first() == Some(&Sel::Copy) {
        return None;
    }
    Some(Place {
        base,
        path: place.path.clone(),
    })
}

fn outward_ret(func: &FuncIr, ret: &Ret) -> Ret {
    match ret {
        Ret::Place(place) => match outward(func, place) {
            Some(place) => Ret::Place(place),
            None => Ret::Unknown,
        },
        Ret::Func(FuncVal::Closure(_) | FuncVal::Funcs(_))
        | Ret::None
        | Ret::Fresh(_)
        | Ret::Unknown => ret.clone(),
        Ret::Func(FuncVal::Foreign(maker, closure, given)) => {
            let given = given
                .iter()
                .map(|it| it.in_terms(|place| outward(func, place)));
            Ret::Func(FuncVal::Foreign(*maker, *closure, given.collect()))
        }
        Ret::Func(_) => Ret::Unknown,
    }
}

/// Parameters that a `go` statement of this function hands to a goroutine. Other ways out (stored, registered, passed on) do not
/// count: constructors do that long before anybody uses what they make.
fn publishes(func: &FuncIr, summary: &FuncSummary) -> u64 {
    let returned: Vec<&Place> = summary
        .bodies
        .first()
        .map(|body| {
            body.returns
                .iter()
                .filter_map(|ret| {
                    if let Ret::Place(place) = ret {
                        Some(place)
                    } else {
                        None
                    }
                })
                .collect()
        })
        .unwrap_or_default();
    let mut bits = 0;
    for (at, local) in func.params.iter().enumerate().take(64) {
        let base = Base::Local(*local);
        // A parameter that is merely returned is not published.
        let only_returned = returned.iter().any(|place| place.base == base);
        if !only_returned && summary.handed.contains(&base) {
            bits |= 1 << at;
        }
    }
    bits
}

/// Bodies that run in another goroutine than the function's caller, with whether they run in many.
fn spawned(summary: &FuncSummary) -> Vec<Option<(Run, bool, usize)>> {
    let mut out: Vec<Option<(Run, bool, usize)>> = vec![None; summary.bodies.len()];
    let mut done: FxHashSet<usize> = FxHashSet::default();
    let mut queue = vec![0usize];
    while let Some(at) = queue.pop() {
        if !done.insert(at) {
            continue;
        }
        for id in &summary.bodies[at].calls {
            let site = &summary.calls[*id as usize];
            let Callee::Value(FuncVal::Closure(closure)) = &site.callee else {
                continue;
            };
            let body = 1 + closure.index();
            if site.run.spawns() {
                out[body] = Some((site.run, site.many, *id as usize));
            } else if out[body].is_none() {
                out[body] = out[at];
            }
            queue.push(body);
        }
    }
    out
}

/// Ways to use one function that are told apart.
const MAX_USES: usize = 8;

/// Literals around a literal whose locks are looked for.
const MAX_LITERALS_AROUND: u8 = 4;

/// What becomes of parameters of function type.
fn param_uses(func: &FuncIr, summary: &FuncSummary) -> Vec<ParamUse> {
    let spawned = spawned(summary);
    let kept = kept_literals(func, summary);
    let mut uses: Vec<ParamUse> = Vec::new();
    for (at, body) in summary.bodies.iter().enumerate() {
        for id in &body.calls {
            let site = &summary.calls[*id as usize];
            let started = spawned[at].is_some() || site.run.spawns();
            let local = match &site.callee {
                Callee::Local(local) => *local,
                // The one method of a function type that stands for an interface, as `http.HandlerFunc` does: it calls the function.
                Callee::Value(FuncVal::Interface(..)) if started => {
                    let recv = site.args.first().and_then(super::Val::place);
                    match recv.map(|it| (it.local(), it.path.is_empty())) {
                        Some((Some(local), true)) => local,
                        _ => continue,
                    }
                }
                _ => continue,
            };
            let Some(param) = param_of(func, local) else {
                continue;
            };
            match kept[at] {
                Some(field) if spawned[at].is_none() && !site.run.spawns() => {
                    uses.push(stored_use(param, Keeper::Field(field)));
                }
                _ => {
                    let mut used = param_use(func, summary, param, *id, at, spawned[at]);
                    if spawned[at].is_none() && !site.run.spawns() {
                        let around = held_around(summary, at, MAX_LITERALS_AROUND);
                        used.held
                            .extend(around.iter().filter_map(|it| outward_held(func, it)));
                        used.returned = returned_literal(summary, at);
                    }
                    uses.push(used);
                }
            }
        }
    }
    uses.extend(stored_params(func, summary));
    // As they come to run: a goroutine is no matter to a call on another way through the function.
    uses.sort_by_key(|it| (it.param, it.beside && !it.run.spawns(), it.run.spawns()));
    uses.dedup();
    uses.truncate(MAX_USES);
    uses
}

/// The literal that has this body, if the function returns it, and leaves it to others to call it.
fn returned_literal(summary: &FuncSummary, body: usize) -> Option<ClosureId> {
    let literal = ClosureId(body.checked_sub(1)? as u32);
    let is_it = |ret: &Ret| matches!(ret, Ret::Func(FuncVal::Closure(it)) if *it == literal);
    let calls_it = |site: &super::CallSite| matches!(&site.callee, Callee::Value(FuncVal::Closure(it)) if *it == literal);
    let returns = &summary.bodies.first()?.returns;
    (returns.iter().any(is_it) && !summary.calls.iter().any(calls_it)).then_some(literal)
}

/// Locks that are held wherever the function has a literal of its called, by itself or by those it gives it to: `mu.WithLock(func() { f() })`.
fn held_around(summary: &FuncSummary, body: usize, literals: u8) -> Vec<Held> {
    let is_it = |callee: &Callee| match callee {
        Callee::Value(FuncVal::Closure(closure)) => 1 + closure.index() == body,
        _ => false,
    };
    let bodies = summary.bodies.iter().enumerate();
    let sites = bodies.flat_map(|(at, it)| it.calls.iter().map(move |id| (at, id)));
    let calls = sites
        .map(|(at, id)| (at, &summary.calls[*id as usize]))
        .filter(|(_, site)| is_it(&site.callee));
    let mut held = calls.map(|(at, site)| {
        let mut held = site.point.held.to_vec();
        if at > 0 && literals > 0 {
            held.extend(held_around(summary, at, literals - 1));
        }
        held
    });
    let Some(mut around) = held.next() else {
        return Vec::new();
    };
    held.for_each(|other| around.retain(|it| other.contains(it)));
    around
}

/// What a literal does, in the goroutine of its caller, with functions that it is given: `locked := func(f func()) { mu.Lock(); f(); mu.Unlock() }`.
pub fn params_of_literal(
    func: &FuncIr,
    summary: &FuncSummary,
    closure: ClosureId,
) -> Vec<ParamUse> {
    let params = &func.closures[closure.index()].params;
    let at_param = |local: LocalId| Some(params.iter().position(|it| *it == local)? as u32);
    let from_outside = |place: &Place| match place.local().and_then(at_param) {
        Some(at) => Place {
            base: Base::Local(LocalId(PARAM_BASE + at)),
            path: place.path.clone(),
        },
        None => place.clone(),
    };
    // What the literal makes, or has a variable of its own for, may be another thing at each call.
    let is_known_outside = |place: &Place| match place.base {
        Base::Local(local) => {
            at_param(local).is_some() || func.locals[local.index()].owner != Some(closure)
        }
        Base::Global(_) | Base::ExternalVar(..) => true,
        Base::Alloc(_) | Base::Result(_) => false,
    };
    let calls = summary.bodies[1 + closure.index()].calls.iter();
    let mut uses: Vec<ParamUse> = calls
        .map(|id| &summary.calls[*id as usize])
        .filter(|site| !site.run.spawns())
        .filter_map(|site| {
            let Callee::Local(local) = site.callee else {
                return None;
            };
            let held = site.point.held.iter().map(|held| Held {
                lock: from_outside(&held.lock),
                ..held.clone()
            });
            Some(ParamUse {
                many: site.many || site.point.loop_id.is_some(),
                beside: !site.point.live.is_empty(),
                made: site.owned | site.made,
                args: args_given(site, |it| is_known_outside(it).then(|| from_outside(it))),
                held: held.collect(),
                ..ParamUse::new(at_param(local)?)
            })
        })
        .collect();
    uses.dedup();
    uses.truncate(MAX_USES);
    uses
}

/// What a function that arrived as a parameter is given, in terms of the caller's.
fn args_given(site: &CallSite, outward: impl Fn(&Place) -> Option<Place>) -> Vec<Option<Place>> {
    let args = site.args.iter().map(Val::place);
    let mut given: Vec<Option<Place>> = args.map(|it| outward(it?)).collect();
    let known = given.iter().rposition(Option::is_some);
    given.truncate(known.map_or(0, |last| last + 1));
    given
}

fn param_use(
    func: &FuncIr,
    summary: &FuncSummary,
    param: u32,
    id: super::SiteId,
    body: usize,
    spawned: Option<(Run, bool, usize)>,
) -> ParamUse {
    let site = &summary.calls[id as usize];
    let (run, many, spawn) = match spawned {
        Some((Run::Go, false, spawn)) if is_waited_for(summary, spawn) => (Run::Call, false, None),
        // The goroutine starts goroutines in its turn, for each of many things.
        Some((run, many, spawn)) => (
            run,
            many || site.run.spawns() && site.many,
            Some(&summary.calls[spawn]),
        ),
        None if site.run.spawns() => (site.run, site.many, Some(site)),
        None => (Run::Call, site.many || site.point.loop_id.is_some(), None),
    };
    // What a goroutine holds it has taken itself, or was lent; the locks around its start are the starter's.
    let lent = spawn.map_or(&[][..], |it| &it.extra[..]);
    let many = many && !is_one_of_each(summary, spawn.unwrap_or(site), site);
    let held: Vec<&Held> = if site.run.spawns() {
        site.extra.iter().collect()
    } else {
        site.point.held.iter().chain(lent).collect()
    };
    let started = spawned.map_or(id, |(.., spawn)| spawn as super::SiteId);
    let joined = run.spawns()
        && (spawn.is_some_and(|it| it.joined)
            || ends_before_return(summary, started)
            || is_in_group_of_caller(func, summary, started));
    let needs = spawned.map(|(.., spawn)| &summary.calls[spawn].point.needs);
    let needs = needs.into_iter().flatten().chain(&site.point.needs);
    ParamUse {
        param,
        run,
        many,
        joined,
        patient: spawn.is_some_and(|it| it.patient),
        or_fails: spawn.is_some_and(|it| it.or_fails) || fails_unless_ended(summary, started),
        served: spawn.is_some_and(|it| it.served),
        beside: !spawn.unwrap_or(site).point.live.is_empty(),
        made: match run {
            Run::Call => site.owned | site.made,
            _ => 0,
        },
        args: args_given(site, |it| outward(func, it)),
        needs: needs.filter_map(|it| outward(func, it)).collect(),
        own_lock: run.spawns()
            && held
                .iter()
                .any(|held| !held.maybe && is_shared_local(func, body, &held.lock)),
        held: held
            .iter()
            .filter_map(|it| outward_held(func, it))
            .collect(),
        kind: spawn.map(|it| it.kind.clone()).unwrap_or_default(),
        signals: spawn
            .map(|it| {
                it.signals
                    .iter()
                    .filter_map(|it| outward(func, it).or_else(|| by_result(summary, it)))
                    .collect()
            })
            .unwrap_or_default(),
        returned: None,
        stored: None,
    }
}

/// The loop that runs what it was given goes over the list of that: each function has a round of its own, and the loop is not gone through again.
fn is_one_of_each(summary: &FuncSummary, start: &CallSite, site: &CallSite) -> bool {
    let is_all = |id: u32| match start.rounds {
        Some(rounds) => rounds == id,
        None => start.point.loop_id == Some(id) && summary.loops[id as usize].is_none(),
    };
    start.run != Run::Many && site.each.is_some_and(is_all)
}

/// The function starts a goroutine and waits for it. What one of its literals starts is waited for by whoever waits for the literal, if by
/// anybody.
fn ends_before_return(summary: &FuncSummary, site: super::SiteId) -> bool {
    // What is registered with somebody else was never known to run, and tells nobody when it has ended.
    let signals = !summary.calls[site as usize].signals.is_empty();
    let starter = summary.bodies.first();
    signals && starter.is_some_and(|it| it.calls.contains(&site) && !it.leaks.contains(&site))
}

/// The same, unless the function fails.
fn fails_unless_ended(summary: &FuncSummary, site: super::SiteId) -> bool {
    let starter = summary.bodies.first();
    starter.is_some_and(|it| it.leaks_of_failure.contains(&site))
}

/// A literal starts the goroutine in a group that it was given by whoever calls it: who made the group waits for it, before the function that was
/// handed the literal returns.
fn is_in_group_of_caller(func: &FuncIr, summary: &FuncSummary, site: super::SiteId) -> bool {
    let mut signals = summary.calls[site as usize].signals.iter();
    signals.any(|place| {
        let is_given = |local| func.closures.iter().any(|it| it.params.contains(&local));
        place.path.is_empty() && place.local().is_some_and(is_given)
    })
}

/// The function starts one goroutine and no other, calls nothing that it was given while that goroutine runs, and does not return before it
/// has ended: to callers it is a call like any other.
fn is_waited_for(summary: &FuncSummary, spawn: usize) -> bool {
    let [body, literals @ ..] = &summary.bodies[..] else {
        return false;
    };
    let starts = |body: &Body| {
        let sites = body.calls.iter();
        sites
            .filter(|site| summary.calls[**site as usize].run.spawns())
            .count()
    };
    let beside = |site: &u32| {
        let site = &summary.calls[*site as usize];
        matches!(site.callee, Callee::Local(_)) && site.point.live.contains(&(spawn as u32))
    };
    ends_before_return(summary, spawn as u32)
        && starts(body) == 1
        && literals.iter().all(|it| starts(it) == 0)
        && !body.calls.iter().any(beside)
}

/// A lock that only this function can name, and that is one for all runs of its literal `body - 1`.
fn is_shared_local(func: &FuncIr, body: usize, lock: &Place) -> bool {
    let span = match &lock.base {
        Base::Local(local) if param_of(func, *local).is_none() => func.locals[local.index()].span,
        Base::Alloc(expr) | Base::Result(expr) => func.spans[expr.index()],
        Base::Local(_) | Base::Global(_) | Base::ExternalVar(..) => return false,
    };
    let Some(literal) = body.checked_sub(1).map(|at| &func.closures[at]) else {
        return true;
    };
    span.start < literal.span.start || span.end > literal.span.end
}

/// The field that each literal, or the one around it, is kept in: it is run by whoever calls the field, and with it what it calls.
fn kept_literals(func: &FuncIr, summary: &FuncSummary) -> Vec<Option<FieldId>> {
    let mut kept: Vec<Option<FieldId>> = vec![None; summary.bodies.len()];
    for store in &summary.stores {
        if let Store::Field(field, FuncVal::Closure(closure), _) = store {
            kept[1 + closure.index()] = Some(*field);
        }
    }
    for (at, literal) in func.closures.iter().enumerate() {
        if let (None, Some(parent)) = (kept[1 + at], literal.parent) {
            kept[1 + at] = kept[1 + parent.index()];
        }
    }
    kept
}

fn stored_use(param: u32, keeper: Keeper) -> ParamUse {
    ParamUse {
        stored: Some(keeper),
        ..ParamUse::new(param)
    }
}

/// Parameters that are kept, to be called by others.
fn stored_params(func: &FuncIr, summary: &FuncSummary) -> Vec<ParamUse> {
    summary
        .stores
        .iter()
        .filter_map(|store| match store {
            Store::Param(keeper, local) => Some(stored_use(param_of(func, *local)?, *keeper)),
            Store::Field(..)
            | Store::Global(..)
            | Store::Local(..)
            | Store::Back(..)
            | Store::Lent(_)
            | Store::SingleSlotField(_)
            | Store::SingleSlotVar(_) => None,
        })
        .collect()
}

/// Whether anything of a body can matter to callers or to the search for conflicts.
pub fn is_silent(body: &Body) -> bool {
    body.accesses.is_empty() && body.calls.is_empty()
}
