//! Copies: what the copies of a goroutine, or the parallel runs of a handler, share.
//!
//! In: a witness, and the link that starts the copies. Out: whether all of them come to one map, or to one lock. Must not know which locks are held.

use super::object::{
    Origin, behind_interface, captured, follow, follow_from, frame_level, is_global, loop_of,
    origin, owner_is_element,
};
use super::witness::Witness;
use crate::link::Program;
use crate::summary::place::{Base, Place, Sel};
use crate::summary::{Callee, FuncVal, Run, Val, loops};

/// Whether the copies of a goroutine that `links[at]` starts in parallel share the map of `witness`.
pub fn shared_by_copies(program: &Program<'_>, witness: &Witness, at: usize) -> bool {
    let origin = origin(program, witness, at);
    // Elements on the way to the owner are different objects for different copies, as far as anybody knows.
    !owner_is_element(program, &origin.place) && reached_by_copies(program, witness, at, &origin)
}

/// The copies that `links[at]` starts find the objects of both accesses in one table, by keys of which nothing is known.
pub fn copies_share_table(program: &Program<'_>, a: &Witness, b: &Witness, at: usize) -> bool {
    let (x, y) = (origin(program, a, at), origin(program, b, at));
    x.place == y.place
        && reached_by_copies(program, a, at, &x)
        && reached_by_copies(program, b, at, &y)
}

/// What an origin starts from is one for all copies.
fn reached_by_copies(program: &Program<'_>, witness: &Witness, at: usize, origin: &Origin) -> bool {
    if is_global(&origin.place) {
        return !behind_interface(program, witness, &origin.place);
    }
    if kept_literals_share(program, witness, origin)
        || runs_one_literal(program, witness, at, origin)
        || runs_made_literal(program, witness, at, origin)
        || runs_held_literal(program, witness, at, origin)
    {
        return true;
    }
    if origin.level > at || origin.lost || is_replaced(program, witness, at, origin) {
        return false;
    }
    one_for_all_rounds(program, witness, at, origin)
}

/// The goroutine that `links[at]` starts has what was in a variable, and the starter goes on with something else there.
pub fn is_given_away(program: &Program<'_>, witness: &Witness, at: usize) -> bool {
    is_replaced(program, witness, at, &origin(program, witness, at))
}

fn is_replaced(program: &Program<'_>, witness: &Witness, at: usize, origin: &Origin) -> bool {
    origin.level == at
        && witness.links.get(at).is_some_and(|link| {
            let site = program.site(link.from, link.site);
            site.replaced.contains(&origin.place.base)
        })
}

/// The copies of a goroutine that `links[at]` starts share the map of both.
pub fn copies_share(program: &Program<'_>, a: &Witness, b: &Witness, at: usize) -> bool {
    shared_by_copies(program, a, at) && shared_by_copies(program, b, at)
}

/// A body that each of the copies runs puts a new object into a field on the way to the map, before it goes on: `m.reaper = newReaper(); go m.reaper.run()`.
pub fn is_made_by_each(program: &Program<'_>, witness: &Witness, at: usize) -> bool {
    (at + 1..witness.links.len().min(frame_level(witness) + 1)).any(|level| {
        let link = witness.links[level];
        let renewed = &program.site(link.from, link.site).renewed;
        if renewed.is_empty() {
            return false;
        }
        let seen = origin(program, witness, level);
        let is_below = |field: &Place| seen.place.below(field).is_some();
        seen.level == level && !seen.lost && renewed.iter().any(is_below)
    })
}

/// Parallel runs of the handler at the top share the map of both.
pub fn runs_share(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    shared_by_runs(program, a) && shared_by_runs(program, b)
}

/// The map is a variable around a literal that was kept somewhere, a queue of jobs mostly, and was run from there. The literal is made in a
/// loop, the variable outside of it: all that are made share it.
fn kept_literals_share(program: &Program<'_>, witness: &Witness, origin: &Origin) -> bool {
    let body = witness.body_at(program, origin.level);
    let (func, number) = program.bodies[body.0 as usize];
    let Some(literal) = number.checked_sub(1) else {
        return false;
    };
    let called_by = origin.level.checked_sub(1).map(|at| witness.links[at].from);
    if called_by.is_none_or(|from| program.func_of(from) == func)
        || !captured(program, body, &origin.place)
    {
        return false;
    }
    let summary = &program.summaries[func.0 as usize];
    let is_it = |val: &Val| matches!(val, Val::Func(FuncVal::Closure(it)) if it.0 == literal);
    let handed_over = summary
        .calls
        .iter()
        .filter(|site| site.args.iter().any(is_it));
    let base_loop = loop_of(summary, &origin.place.base);
    handed_over
        .filter_map(|site| site.point.loop_id)
        .any(|made| base_loop.is_none_or(|base| !loops::within(&summary.loops, Some(base), made)))
}

/// The map is a variable around a literal that is kept in a field, `w.visit`, of something that all copies share, and the copies run it from there:
/// it is one literal, with one variable.
fn runs_one_literal(program: &Program<'_>, witness: &Witness, at: usize, origin: &Origin) -> bool {
    let Some(level) = origin.level.checked_sub(1).filter(|level| *level > at) else {
        return false;
    };
    let body = witness.body_at(program, origin.level);
    let link = witness.links[level];
    let site = program.site(link.from, link.site);
    let (Callee::Field(_), Some(kept)) = (&site.callee, &site.kept) else {
        return false;
    };
    if origin.lost || !captured(program, body, &origin.place) {
        return false;
    }
    let holder = follow_from(program, witness, kept.clone(), level, at, true);
    !holder.lost
        && holder.level <= at
        && holder.place.elements() == 0
        && !is_replaced(program, witness, at, &holder)
        && one_for_all_rounds(program, witness, at, &holder)
}

/// The map is reached through a variable around a literal that another function has made and returned, to be run many times at once:
/// `grpc.UnaryInterceptor(newMetrics().Interceptor())`.
fn runs_made_literal(program: &Program<'_>, witness: &Witness, at: usize, origin: &Origin) -> bool {
    let Some(link) = witness.links.get(at) else {
        return false;
    };
    let site = program.site(link.from, link.site);
    let is_made = matches!(site.callee, Callee::Value(FuncVal::Foreign(..)));
    let body = witness.body_at(program, at + 1);
    site.run == Run::Many
        && is_made
        && origin.level == at + 1
        && captured(program, body, &origin.place)
}

/// The same, kept in a variable that was there before the copies: `next := newCounter(); for ... { go func() { next() }() }`.
fn runs_held_literal(program: &Program<'_>, witness: &Witness, at: usize, origin: &Origin) -> bool {
    let Some(level) = origin.level.checked_sub(1).filter(|level| *level > at) else {
        return false;
    };
    let (start, call) = (witness.links[at], witness.links[level]);
    let func = program.func_of(start.from);
    let Some(holder) = program.site(call.from, call.site).holder else {
        return false;
    };
    if program.func_of(call.from) != func {
        return false;
    }
    let owner = program.func_ir(func).locals[holder.index()].owner;
    let is_before = program.body(func, owner.map_or(0, |it| 1 + it.0)) == start.from;
    let body = witness.body_at(program, origin.level);
    let variable = Origin {
        place: Place::new(Base::Local(holder)),
        ..origin.clone()
    };
    is_before
        && captured(program, body, &origin.place)
        && one_for_all_rounds(program, witness, at, &variable)
}

/// The base of an origin seen from `links[at].from` is made outside the loop that makes the copies.
fn one_for_all_rounds(
    program: &Program<'_>,
    witness: &Witness,
    at: usize,
    origin: &Origin,
) -> bool {
    let link = witness.links[at];
    let body = link.from;
    let func = program.func_of(body);
    let summary = &program.summaries[func.0 as usize];
    let site = program.site(body, link.site);
    if site.run == Run::Many || site.at_once {
        return true;
    }
    let site_loop = site.point.loop_id;
    // A function of a list has the variables of the round that put it there.
    let of_body = witness.links[at..]
        .iter()
        .filter(|it| program.func_of(it.from) == func);
    let gathered = of_body.filter_map(|it| program.site(it.from, it.site).gathered_in);
    let rounds: Vec<u32> = site_loop.into_iter().chain(gathered).collect();
    // A loop inside one that is walked twice has two numbers.
    !summary
        .base_loops
        .iter()
        .filter(|(base, _)| *base == origin.place.base)
        .any(|(_, base)| {
            rounds
                .iter()
                .any(|it| loops::within(&summary.loops, Some(*base), *it))
        })
}

/// Whether parallel runs of the handler at the top share the map: not through what each call is given.
pub fn shared_by_runs(program: &Program<'_>, witness: &Witness) -> bool {
    let origin = origin(program, witness, 0);
    !owner_is_element(program, &origin.place) && reached_by_runs(program, witness, &origin)
}

/// Parallel runs of the handler at the top find the objects of both accesses in one table, by keys of which nothing is known.
pub fn runs_share_table(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let (x, y) = (origin(program, a, 0), origin(program, b, 0));
    x.place == y.place && reached_by_runs(program, a, &x) && reached_by_runs(program, b, &y)
}

/// What an origin starts from is one for all runs of a handler.
fn reached_by_runs(program: &Program<'_>, witness: &Witness, origin: &Origin) -> bool {
    if is_global(&origin.place) {
        return !behind_interface(program, witness, &origin.place);
    }
    if origin.level > 0 || origin.lost {
        return false;
    }
    let (func, number) = program.bodies[witness.top.0 as usize];
    let ir = program.func_ir(func);
    let Base::Local(local) = origin.place.base else {
        return number > 0 && captured(program, witness.top, &origin.place);
    };
    if number > 0 {
        return captured(program, witness.top, &origin.place);
    }
    let has_receiver = program.funcs[func.0 as usize]
        .decl
        .is_some_and(|decl| program.universe.funcs[decl.index()].recv_name.is_some());
    has_receiver && ir.params.first() == Some(&local)
}

/// Whether copies of the goroutine that `links[at]` starts each have a lock of their own behind this place (in terms of the frame).
pub fn lock_per_copy(program: &Program<'_>, witness: &Witness, lock: &Place, at: usize) -> bool {
    is_own_of_copy(program, witness, lock, frame_level(witness), at)
}

/// The same of a place in terms of the body at some level.
pub fn is_own_of_copy(
    program: &Program<'_>,
    witness: &Witness,
    lock: &Place,
    level: usize,
    at: usize,
) -> bool {
    let origin = follow_from(program, witness, lock.clone(), level, at, true);
    if origin.lost || is_global(&origin.place) || owner_is_element(program, &origin.place) {
        return false;
    }
    // Of one object with the map: where the copies share the one, they share the other.
    let map = follow(program, witness, witness.instance.place.clone(), at);
    if !map.lost && map.level == origin.level && is_beside(&map.place, &origin.place) {
        return false;
    }
    if origin.level > at {
        // Made by a body of the copy's own.
        let body = witness.body_at(program, origin.level);
        let is_param = origin
            .place
            .local()
            .is_some_and(|local| program.params(body).contains(&local));
        return !is_param
            && matches!(origin.place.base, Base::Alloc(_) | Base::Local(_))
            && !captured(program, body, &origin.place);
    }
    !one_for_all_rounds(program, witness, at, &origin)
}

/// Whether parallel runs of the handler at the top that come to one map come by one lock behind this place, in terms of the body at some level.
pub fn lock_for_runs(program: &Program<'_>, witness: &Witness, lock: &Place, level: usize) -> bool {
    let lock = follow_from(program, witness, lock.clone(), level, 0, true);
    // Of two objects in a table each has its own, but who comes to one map through such an object comes to one object.
    let is_on_the_way = || {
        let map = origin(program, witness, 0).place;
        let holder = lock.place.owner_path();
        map.base == lock.place.base && holder.is_some_and(|it| map.path.starts_with(it))
    };
    reached_by_runs(program, witness, &lock)
        && (!owner_is_element(program, &lock.place) || is_on_the_way())
}

/// The lock is a field of the struct that has the map, or lies in one that is embedded there.
fn is_beside(map: &Place, lock: &Place) -> bool {
    let Some((Sel::Field(_), owner)) = map.path.split_last() else {
        return false;
    };
    let fields = lock.path.strip_prefix(owner).unwrap_or_default();
    map.base == lock.base
        && !fields.is_empty()
        && fields.iter().all(|it| matches!(it, Sel::Field(_)))
}
