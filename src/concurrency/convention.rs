//! Convention: what the locks themselves say of a map: that it is shared, and which lock is meant to keep it.
//!
//! In: a pair of witnesses, and what the accesses of their map hold. Out: whether the code shows by its locks that the map is shared. Must not
//! know goroutines beyond those of the pair.

use super::context::Root;
use super::copies;
use super::guard::{self, LockKey, held_ref};
use super::object;
use super::pair::Pair;
use super::parallel;
use super::phase;
use super::same::{Sameness, one_table};
use super::stat::{self, GuardStat, function_name, is_sibling};
use super::witness::{Bucket, Witness};
use crate::link::{BodyId, FuncKey, Program};
use crate::summary::{MapOp, Mode, Run};
use rustc_hash::{FxHashMap, FxHashSet};

/// Functions that take a lock, from which on it is the rule of its type and not one function's own business.
const ENOUGH_TAKERS: usize = 3;

/// How many functions, outside of tests, take each lock.
#[derive(Debug, Default)]
pub struct Takers(FxHashMap<LockKey, usize>);

impl Takers {
    /// Looks at what is held at the accesses and calls of all functions.
    pub fn find(program: &Program<'_>) -> Takers {
        let mut found: FxHashSet<(LockKey, FuncKey)> = FxHashSet::default();
        for func in &program.funcs {
            if program.workspace.files[func.file.index()].is_test {
                continue;
            }
            let key = program.func_of(func.body);
            let summary = &program.summaries[key.0 as usize];
            let accesses = summary.bodies.iter().flat_map(|it| it.accesses.iter());
            let points = accesses.map(|it| &it.point);
            let points = points.chain(summary.calls.iter().map(|it| &it.point));
            for held in points.flat_map(|it| it.held.iter()) {
                found.insert((held_ref(program, key, held).key, key));
            }
        }
        let mut takers = Takers::default();
        for (lock, _) in found {
            *takers.0.entry(lock).or_default() += 1;
        }
        takers
    }

    /// So many functions take the lock that to take it is the rule.
    fn are_many(&self, lock: &LockKey) -> bool {
        self.0
            .get(lock)
            .is_some_and(|count| *count >= ENOUGH_TAKERS)
    }
}

/// The locks themselves say that the map is shared: accesses hold a lock that lies beside it, and one of the two does.
pub fn is_meant_to_be_shared(pair: &Pair<'_>) -> bool {
    let Pair {
        program,
        bucket,
        stat,
        a,
        b,
        same,
        ..
    } = *pair;
    let Some(key) = &stat.key else { return false };
    if stat.setup_only {
        return false;
    }
    let holds = |it: &Witness| it.held.iter().any(|held| held.key == *key);
    if !holds(a) && !holds(b) {
        return false;
    }
    let (guarded, unguarded) = (stat.guarded.len(), stat.unguarded.len());
    let enough = match same {
        Sameness::Yes | Sameness::Single => guarded >= unguarded,
        Sameness::Element | Sameness::ByType | Sameness::No => guarded >= 2 * unguarded,
    };
    // All that write hold it, and a function that others call, or a goroutine that found the object somewhere, reads without.
    let forgets = |it: &Witness| {
        let spawned = it.last_spawn().is_some() || matches!(it.root, Root::Contract(_));
        !holds(it)
            && match same {
                Sameness::Yes => it.root == Root::Api && !spawned,
                Sameness::Element | Sameness::ByType | Sameness::Single => spawned,
                Sameness::No => false,
            }
    };
    let forgotten = stat.by_all_writers && (forgets(a) || forgets(b));
    if is_sibling(program, bucket, key) {
        return guarded >= 2 && (enough || forgotten)
            || stat.held_by_writers
                && pair.either_way(|a, b| is_looked_at_first(program, key, a, b))
            || stat.held_by_writers
                && same == Sameness::Yes
                && pair.contexts.takers.are_many(key)
                && pair.either(|it| !holds(it) && is_own_method(pair, it))
            || guarded >= 2 && guarded >= unguarded && one_table(program, a, b);
    }
    // The lock of the table that the object is in is meant for it when nearly everybody who touches the map holds it.
    let without = if holds(a) { b } else { a };
    guarded >= 3
        && guarded >= 3 * unguarded
        && stat::keeper(program, bucket, key)
            .is_some_and(|keeper| object::comes_through(program, without, keeper, key))
}

/// It happens in an exported method of the very type that has the map, as others call it, or one call further.
fn is_own_method(pair: &Pair<'_>, witness: &Witness) -> bool {
    witness.root == Root::Api
        && witness.last_spawn().is_none()
        && witness.links.len() <= 1
        && is_method_of_owner(pair, witness.top)
}

/// The body is part of a method of the very type that has the map.
fn is_method_of_owner(pair: &Pair<'_>, body: BodyId) -> bool {
    let Bucket::Field(map, _) = pair.bucket else {
        return false;
    };
    let owner = pair.program.universe.fields[map.index()].decl;
    owner.is_some_and(|ty| pair.program.is_method_of(body, ty))
}

/// The type that has the map, be it a double of tests, has the lock too, and its methods mostly take it: whoever made the type expects several
/// goroutines to call them at once. What ends its use is called when they are done, and then what they leave behind, and handlers do, is listed.
pub fn is_made_for_many(pair: &Pair<'_>) -> bool {
    let Pair {
        program,
        contexts,
        bucket,
        stat,
        ..
    } = *pair;
    let ends = |it: &Witness| phase::ends(function_name(program, program.func_of(it.top)));
    let handles = |it: &Witness| {
        let mut ways = contexts.of(it.top).iter();
        ways.any(|way| matches!(way.root, Root::Contract(_)))
    };
    pair.evidence
        && stat.guarded.len() > stat.unguarded.len().max(1)
        && stat
            .key
            .as_ref()
            .is_some_and(|key| is_sibling(program, bucket, key))
        && pair.both(|it| is_method_of_owner(pair, it.instance.body))
        && !pair.either(|it| ends(it) || handles(it))
        && !matches!(pair.a.access(program).op, MapOp::Range | MapOp::Len)
}

/// The body of the access itself has taken the shared lock beside the map.
pub fn takes_read_side(program: &Program<'_>, bucket: &Bucket, witness: &Witness) -> bool {
    let func = program.func_of(witness.instance.body);
    let mut held = witness.access(program).point.held.iter();
    held.any(|it| {
        let held = held_ref(program, func, it);
        it.mode == Mode::Read && !it.maybe && is_sibling(program, bucket, &held.key)
    })
}

/// Both hold the shared side of a lock whose exclusive side others take to change the map, and it is that of the object through which they come to it:
/// `r.mu.RLock(); r.sampler.pick()`, where `pick` fills a table that `r.sampler.update()` fills under `r.mu.Lock()`.
pub fn take_weaker_side(program: &Program<'_>, stat: &GuardStat, a: &Witness, b: &Witness) -> bool {
    let Some(key) = stat.key.as_ref().filter(|_| stat.excludes) else {
        return false;
    };
    let takes = |it: &Witness| {
        let from = it.last_spawn().map_or(0, |last| last + 1);
        (from..=it.links.len()).any(|level| takes_weaker_side(program, it, level, key))
    };
    takes(a) && takes(b)
}

/// The body at `level` holds the shared side of this lock of an object by which it comes to the map.
fn takes_weaker_side(
    program: &Program<'_>,
    witness: &Witness,
    level: usize,
    key: &LockKey,
) -> bool {
    let func = program.func_of(witness.body_at(program, level));
    let mut held = witness.point(program, level).held.iter();
    held.any(|it| {
        let Some((_, owner)) = it.lock.path.split_last() else {
            return false;
        };
        let origin = object::origin(program, witness, level);
        it.mode == Mode::Read
            && !it.maybe
            && held_ref(program, func, it).key == *key
            && origin.level == level
            && !origin.lost
            && origin.place.base == it.lock.base
            && origin.place.path.strip_prefix(owner).is_some()
    })
}

/// A goroutine that a call leaves behind changes the map under the shared lock beside it. Whoever takes that lock means to let others in who do the
/// same, and the next call brings one: there may be copies of the goroutine, which the link of this number starts.
pub fn lets_copies_in(
    program: &Program<'_>,
    bucket: &Bucket,
    a: &Witness,
    b: &Witness,
) -> Option<usize> {
    let at = a.last_spawn()?;
    let start = a.links[at];
    let stays = program.body_summary(start.from).leaks.contains(&start.site);
    let is_plain = program.site(start.from, start.site).run == Run::Go;
    let sequential = object::is_sequential(a.root);
    // What is done once for an object starts one.
    let name = function_name(program, program.func_of(start.from));
    let is_once =
        phase::begins(name) || object::is_made(program, a, &object::origin(program, a, 0));
    (stays
        && is_plain
        && !sequential
        && !is_once
        && parallel::common(a, b)? > at
        && takes_read_side(program, bucket, a)
        && takes_read_side(program, bucket, b)
        && copies::copies_share(program, a, b, at))
    .then_some(at)
}

/// One function looks into the map, and takes the lock to change it when it did not find what it wanted: the lock is there for those that do
/// the same.
fn is_looked_at_first(
    program: &Program<'_>,
    key: &LockKey,
    looks: &Witness,
    changes: &Witness,
) -> bool {
    let body = changes.instance.body;
    let func = program.func_of(body);
    let (first, then) = (looks.access(program), changes.access(program));
    let mut held = then.point.held.iter();
    looks.instance.body == body
        && !first.op.mutates()
        && then.op.mutates()
        && first.span.end <= then.span.start
        && guard::is_free(program, &looks.held)
        && held.any(|it| !it.maybe && held_ref(program, func, it).key == *key)
}
