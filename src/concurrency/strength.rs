//! Strength: how well a conflict is supported.
//!
//! In: a pair of witnesses that conflict, and why. Out: [`Strength`], or none when the pair is not worth anything. Must not
//! know how the pair was found.

use super::conflict::Cause;
use super::context::{Root, is_many};
use super::convention;
use super::doubt::{self, Doubt};
use super::group;
use super::guard::{HeldRef, LockKey, held_ref};
use super::object;
use super::pair::Pair;
use super::parallel::{self, Parallel};
use super::phase;
use super::promise;
use super::same::{Sameness, one_table};
use super::stat::{self, function_name, is_sibling, known};
use super::turns;
use super::variable;
use super::witness::{Bucket, Witness};
use crate::link::{BodyId, Program};
use crate::summary::{Callee, FuncVal, MapOp, Mode, Run};

/// How well a conflict is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Possible; not shown unless asked for.
    Low,
    /// Rests on one inference.
    Medium,
    /// Both sides witnessed.
    High,
}

/// Calls down to an access that nobody guards: further down nobody can check that all of them come about.
const MAX_CALLS_WITHOUT_LOCK: usize = 11;

/// Calls from the start of a goroutine to a map of the one object of its type, if nothing but that speaks for a conflict.
const MAX_CALLS_TO_SINGLE: usize = 3;

/// How well a conflict is supported, and why no better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Support {
    /// How well.
    pub strength: Strength,
    /// What makes it [`Strength::Low`].
    pub doubt: Option<Doubt>,
}

impl Support {
    fn sure(strength: Strength) -> Support {
        let doubt = None;
        Support { strength, doubt }
    }

    fn low(doubt: Doubt) -> Support {
        let (strength, doubt) = (Strength::Low, Some(doubt));
        Support { strength, doubt }
    }
}

/// How well the conflict is supported; none when it is not worth anything.
pub fn strength(pair: &Pair<'_>) -> Option<Support> {
    let (program, a, b) = (pair.program, pair.a, pair.b);
    let read_locked = is_read_locked(pair);
    let promised = pair.how == Parallel::Callers
        && pair.same == Sameness::Yes
        && !pair.either(|it| is_setup(program, it))
        && promise::both(program, a, b);
    let evidence = convention::is_meant_to_be_shared(pair)
        || promised
        || read_locked
        || group::shares(pair)
        || object::in_concurrent_container(program, a, b);
    let pair = &Pair { evidence, ..*pair };
    let mut support = guessed(pair, base(pair)?);
    if let Some((doubt, _)) = LIMITS.iter().find(|(_, holds)| holds(pair)) {
        support = Support::low(*doubt);
    }
    if pair.bucket.is_variable() {
        let most = variable::most(program, a, b, pair.how)?;
        if most < support.strength {
            support = match most {
                Strength::Low => Support::low(Doubt::Variable),
                most => Support::sure(most),
            };
        }
    }
    // Who takes the shared lock beside the map, and writes under it, lets the next one in who does the same: no caller can make up for that.
    if read_locked
        && (convention::takes_read_side(program, pair.bucket, a)
            || convention::take_weaker_side(program, pair.stat, a, b))
        && !pair.either(|it| pair.in_test(it))
    {
        return Some(match support.strength {
            Strength::Low => Support::sure(Strength::Medium),
            _ => support,
        });
    }
    match support.doubt {
        None => Some(doubt::first(pair).map_or(support, Support::low)),
        Some(_) => Some(support),
    }
}

/// A write under the shared lock that lies beside the map, or beside the table that the map's object is in, or that others take to change it: somebody
/// meant to keep others out.
fn is_read_locked(pair: &Pair<'_>) -> bool {
    let Pair {
        program, bucket, ..
    } = *pair;
    let meant_for_it = |key: &LockKey| {
        is_sibling(program, bucket, key) || stat::keeper(program, bucket, key).is_some()
    };
    pair.cause == Cause::ReadLock
        && (known(&pair.a.held).any(|it| meant_for_it(&it.key))
            || pair.same == Sameness::Yes
                && convention::take_weaker_side(program, pair.stat, pair.a, pair.b))
}

/// What the way in which the two come to run at the same time is worth.
fn base(pair: &Pair<'_>) -> Option<Support> {
    let (same, evidence) = (pair.same, pair.evidence);
    // Copies that nothing is seen to start, but the lock they take.
    let inferred = |at: usize| {
        let link = pair.a.links[at];
        let site = pair.program.site(link.from, link.site);
        link.spawns && !is_many(site.run, site.many)
    };
    let support = match pair.how {
        Parallel::Copies(at) if inferred(at) => Support::sure(Strength::Medium),
        Parallel::Copies(_) | Parallel::Runs if same == Sameness::Yes => {
            Support::sure(Strength::High)
        }
        Parallel::Copies(_) | Parallel::Runs if same == Sameness::Single || evidence => {
            Support::sure(Strength::Medium)
        }
        // Each works on the element that is its own, for all that is known.
        Parallel::Copies(_) | Parallel::Runs => return None,
        Parallel::Live(true) if same == Sameness::Yes => Support::sure(Strength::High),
        Parallel::Live(true) => Support::sure(Strength::Medium),
        Parallel::Live(false) if is_one(same) || evidence => Support::sure(Strength::Medium),
        Parallel::Live(false) => Support::low(Doubt::ByType),
        Parallel::Independent => independent(pair),
        Parallel::Callers if evidence => Support::sure(Strength::Medium),
        Parallel::Callers => return None,
    };
    Some(support)
}

/// The same, less what calls on the way cost that go through an interface or a stored function.
fn guessed(pair: &Pair<'_>, support: Support) -> Support {
    let (program, same) = (pair.program, pair.same);
    // How a body that both chains come through was reached matters to neither.
    let shared = match pair.how {
        Parallel::Copies(at) => at,
        _ => parallel::common(pair.a, pair.b).unwrap_or(0),
    };
    let of = |x: &Witness, y: &Witness| guesses(program, x, y, shared, same);
    let dynamic = of(pair.a, pair.b).max(of(pair.b, pair.a));
    let is_from_outside = |it: &Witness| match it.thread {
        Root::Spawn(body, site) => program.site(body, site).is_callback(),
        Root::Contract(_) => true,
        _ => false,
    };
    // They come to one of several implementations: whether handlers ever meet that one is not known, and no lock says that it is shared.
    let meets_one_of_many = dynamic > 0
        && !pair.evidence
        && pair.either(|it| by_interface(program, it, shared))
        && pair.both(is_from_outside);
    match (dynamic, support.strength) {
        (0, _) => support,
        _ if meets_one_of_many => Support::low(Doubt::Guessed),
        (1, Strength::High) => Support::sure(Strength::Medium),
        // That a lock is the wrong one would be one guess more.
        (2, Strength::High) if pair.cause != Cause::GuardWrong => Support::sure(Strength::Medium),
        (1, _) if pair.evidence => support,
        (1, _) if same == Sameness::Single && pair.how == Parallel::Live(true) => support,
        (1, _) if is_one(same) && runs_two_of_table(pair) => support,
        (1, _) if is_one(same) && pair.how == Parallel::Independent && is_locked_for(pair) => {
            support
        }
        _ => Support::low(support.doubt.unwrap_or(Doubt::Guessed)),
    }
}

/// Copies of a goroutine run functions that were kept somewhere, and the two sides are two of them: each is run by some copy.
fn runs_two_of_table(pair: &Pair<'_>) -> bool {
    let Pair { program, a, b, .. } = *pair;
    let (Parallel::Copies(at), Some(parted)) = (pair.how, parallel::common(a, b)) else {
        return false;
    };
    let (Some(x), Some(y)) = (a.links.get(parted), b.links.get(parted)) else {
        return false;
    };
    let stored = matches!(
        program.site(x.from, x.site).callee,
        Callee::Field(_) | Callee::Global(_)
    );
    at < parted && stored && (x.from, x.site) == (y.from, y.site) && !x.spawns
}

/// What keeps a conflict from being shown, whatever else speaks for it.
const LIMITS: &[doubt::Test] = &[
    (Doubt::OtherLock, is_other_lock),
    (Doubt::Far, |it| {
        it.same == Sameness::Single
            && !it.evidence
            && !is_forgotten(it)
            && it.either(|side| is_far(it, side))
    }),
    (Doubt::Far, |it| {
        it.cause == Cause::NoLock && !it.evidence && it.either(|side| is_long(it, side))
    }),
    (Doubt::Callback, |it| {
        matches!(it.how, Parallel::Live(_))
            && it.both(|side| it.in_test(side))
            && it.either(|side| turns::is_callback(it, side))
    }),
    (Doubt::TestWaits, |it| {
        matches!(it.how, Parallel::Live(_)) && it.either_way(|a, b| turns::waits_in_test(it, a, b))
    }),
    (Doubt::Turns, |it| {
        matches!(it.how, Parallel::Live(_)) && turns::triggered(it.program, it.a, it.b)
    }),
    (Doubt::SetUp, |it| {
        it.how == Parallel::Independent && it.either_way(|a, b| is_filled_under_lock(it, a, b))
    }),
    (Doubt::SetUp, |it| {
        it.stat.filled_first
            && match it.how {
                Parallel::Independent => true,
                Parallel::Live(_) => it.either(|side| turns::is_callback(it, side)),
                _ => false,
            }
    }),
    (Doubt::ByData, |it| {
        parallel::beside_tests(it.program, it.a, it.b, it.how)
            && it.either(|side| is_by_data(it, side))
    }),
    (Doubt::Patient, |it| match it.how {
        Parallel::Copies(at) => is_patient(it.program, it.a, at),
        _ => false,
    }),
    (Doubt::ServedInTest, |it| {
        turns::served_in_test(it.program, it.a, it.b, it.how)
    }),
];

/// By type alone nobody can say that two different locks belong to one object's map.
fn is_other_lock(pair: &Pair<'_>) -> bool {
    let Pair {
        program,
        bucket,
        a,
        b,
        ..
    } = *pair;
    let one = || both_hold_own(program, bucket, a, b) || pair.evidence && one_table(program, a, b);
    pair.cause == Cause::GuardWrong && pair.same == Sameness::ByType && !one()
}

/// That there is one object says nothing of queues on the way that bring a call back to the goroutine that owns it. On the way that both sides
/// have come there are none.
fn is_far(pair: &Pair<'_>, witness: &Witness) -> bool {
    let common = parallel::common(pair.a, pair.b).unwrap_or(0);
    let start = witness.last_spawn().map_or(0, |last| last + 1).max(common);
    witness.links.len() > MAX_CALLS_TO_SINGLE + start
}

/// What an initializer fills under its lock is there before those who read it.
fn is_filled_under_lock(pair: &Pair<'_>, witness: &Witness, other: &Witness) -> bool {
    let holds = |held: &HeldRef| pair.stat.key.as_ref() == Some(&held.key);
    pair.stat.setup_only
        && witness.held.iter().any(holds)
        && !other.access(pair.program).op.mutates()
}

/// Which ways through the product the cases of a test take is said by their data.
fn is_by_data(pair: &Pair<'_>, witness: &Witness) -> bool {
    let is_global = || object::is_global(&object::origin(pair.program, witness, 0).place);
    witness.dynamic > 0 || !pair.in_test(witness) && !is_global()
}

/// Calls from `links[at]` on whose callee is guessed.
fn guesses(
    program: &Program<'_>,
    witness: &Witness,
    other: &Witness,
    at: usize,
    same: Sameness,
) -> u8 {
    match witness.dynamic_from(program, at) {
        1 if same == Sameness::Yes && is_settled(program, witness, other) => 0,
        guessed => guessed,
    }
}

/// A guessed call from `links[at]` on goes through an interface.
fn by_interface(program: &Program<'_>, witness: &Witness, at: usize) -> bool {
    witness.links.iter().skip(at).any(|link| {
        let callee = &program.site(link.from, link.site).callee;
        let by_type = matches!(
            callee,
            Callee::Value(FuncVal::Interface(..)) | Callee::External(_, Some(_), _)
        );
        by_type && program.edge(link.edge).dynamic
    })
}

/// The receiver of the one interface call was followed to the object whose methods the other side calls by name: that is what the interface
/// holds.
fn is_settled(program: &Program<'_>, witness: &Witness, other: &Witness) -> bool {
    let mut calls = witness.links.iter();
    let Some(at) = calls.rposition(|link| program.edge(link.edge).dynamic) else {
        return false;
    };
    let link = witness.links[at];
    let by_interface = matches!(
        program.site(link.from, link.site).callee,
        Callee::Value(FuncVal::Interface(..))
    );
    let followed = |it: &Witness| Some(object::origin(program, it, 0)).filter(|it| !it.lost);
    let (Some(x), Some(y)) = (followed(witness), followed(other)) else {
        return false;
    };
    let is_local = !object::is_global(&x.place) && x.place.base == y.place.base;
    let func = |it: &Witness, level: usize| program.func_of(it.body_at(program, level));
    by_interface
        && other.dynamic == 0
        && x.level <= at
        && is_local
        && func(witness, x.level) == func(other, y.level)
}

/// One side takes the lock that lies beside the map for itself, and the other has none of its kind.
fn is_forgotten(pair: &Pair<'_>) -> bool {
    pair.cause == Cause::GuardMissing
        && holds_beside(pair.program, pair.bucket, pair.b)
        && !pair.either(|it| pair.in_test(it))
}

/// The same, where the body that comes to the map takes the lock: who keeps it over all that goes on may want it for something else.
fn is_locked_for(pair: &Pair<'_>) -> bool {
    let func = pair.program.func_of(pair.b.instance.body);
    let mut held = pair.b.access(pair.program).point.held.iter();
    is_forgotten(pair)
        && held.any(|it| {
            is_sibling(
                pair.program,
                pair.bucket,
                &held_ref(pair.program, func, it).key,
            )
        })
}

/// From where the two ways part, or the copies begin, it is a long way to the access.
fn is_long(pair: &Pair<'_>, witness: &Witness) -> bool {
    let from = match pair.how {
        Parallel::Copies(at) => at,
        _ => parallel::common(pair.a, pair.b).unwrap_or(0),
    };
    witness.links.len() > MAX_CALLS_WITHOUT_LOCK + from
}

/// Whoever starts the copies waits for one before he starts the next, unless that takes too long.
fn is_patient(program: &Program<'_>, witness: &Witness, at: usize) -> bool {
    let start = witness.links.iter().skip(at).find(|link| link.spawns);
    start.is_some_and(|link| program.site(link.from, link.site).patient)
}

/// It is one object for all that is known.
fn is_one(same: Sameness) -> bool {
    matches!(same, Sameness::Yes | Sameness::Single)
}

/// Each side holds a lock of the very struct that holds the map: whichever object it is, the two are not one lock.
fn both_hold_own(program: &Program<'_>, bucket: &Bucket, a: &Witness, b: &Witness) -> bool {
    let own = |it: &Witness| {
        let map = it.instance.place.container();
        known(&it.held).any(|held| {
            is_sibling(program, bucket, &held.key)
                && held.place.as_ref().is_some_and(|lock| {
                    let lock = lock.shared();
                    lock.base == it.instance.place.base
                        && lock.path.split_last().map(|(_, path)| path)
                            == map.split_last().map(|(_, path)| path)
                })
        })
    };
    own(a) && own(b)
}

/// A goroutine or handler on one side, and on the other something started independently.
fn independent(pair: &Pair<'_>) -> Support {
    let Pair {
        program,
        bucket,
        a,
        b,
        same,
        ..
    } = *pair;
    if pair.evidence {
        return Support::sure(Strength::Medium);
    }
    if same == Sameness::ByType {
        return Support::low(Doubt::ByType);
    }
    let threaded = |it: &Witness| it.last_spawn().is_some() || matches!(it.root, Root::Contract(_));
    // A way that depends on an option is gone by those tests alone that set it.
    let optional = |it: &Witness| {
        let mut needs = (0..=it.links.len()).flat_map(|level| &it.point(program, level).needs);
        needs.any(|place| !place.path.is_empty())
    };
    let doubt = if a.root.is_test() && b.root.is_test() {
        pair.either(optional).then_some(Doubt::ByData)
    } else if threaded(a) && threaded(b) {
        // Two functions, each of which waits for what it starts: somebody would have to call both at once.
        pair.both(|it| is_awaited(program, it))
            .then_some(Doubt::Callers)
    } else if same == Sameness::Single {
        // The program makes one object, but who calls the function from outside may well do so before anything else goes on.
        Some(Doubt::Callers)
    } else {
        let (outside, inside) = if threaded(a) { (b, a) } else { (a, b) };
        // Who takes the lock beside the map does so for fear of the object's own goroutine.
        let fears = outside.access(program).op.mutates() && holds_beside(program, bucket, outside);
        let is_afraid = fears && same == Sameness::Yes && !waits_first(program, inside);
        (!is_afraid && comes_at_other_times(pair, outside, inside)).then_some(Doubt::Callers)
    };
    doubt.map_or(Support::sure(Strength::Medium), Support::low)
}

/// Who calls the function on the one side may well do so before the goroutine on the other is at work, or when it has ended.
fn comes_at_other_times(pair: &Pair<'_>, outside: &Witness, inside: &Witness) -> bool {
    let program = pair.program;
    let is_global = || {
        matches!(pair.bucket, Bucket::Global(..))
            || object::is_global(&object::origin(program, outside, 0).place)
    };
    is_setup(program, outside)
        || registers(program, outside, inside)
        || starts_users(program, outside)
        || waits_first(program, inside)
        || is_awaited(program, inside)
        || is_global()
            && outside.root == Root::Api
            && outside.access(program).op.mutates()
            && !takes_out(program, outside, inside)
}

/// It holds, exclusively, a lock that lies beside the map.
fn holds_beside(program: &Program<'_>, bucket: &Bucket, witness: &Witness) -> bool {
    known(&witness.held).any(|it| it.mode == Mode::Write && is_sibling(program, bucket, &it.key))
}

/// What is taken out of the table again has been in use by then, by a goroutine of the package's own.
fn takes_out(program: &Program<'_>, outside: &Witness, inside: &Witness) -> bool {
    let package = |body: BodyId| program.workspace.files[program.file(body).index()].package;
    let starter = inside.last_spawn().map(|at| inside.links[at].from);
    matches!(outside.access(program).op, MapOp::Delete | MapOp::Clear)
        && starter.is_some_and(|it| package(it) == package(outside.top))
}

/// The exported function changes the map and then starts goroutines: it gets things going.
fn starts_users(program: &Program<'_>, outside: &Witness) -> bool {
    let access = outside.access(program);
    let mut calls = program.body_summary(outside.instance.body).calls.iter();
    access.op.mutates()
        && outside.links.is_empty()
        && calls.any(|site| {
            let site = program.site(outside.instance.body, *site);
            site.run == Run::Go && site.point.loop_id.is_none() && access.span.end < site.span.start
        })
}

/// The goroutine has ended when the function with which its chain begins returns: somebody would have to call the other side meanwhile.
fn is_awaited(program: &Program<'_>, inside: &Witness) -> bool {
    matches!(inside.root, Root::Api | Root::Unknown) && phase::all_awaited(program, inside, 0)
}

/// The goroutine waits for somebody before it goes to work, once: whoever lets it go is done.
fn waits_first(program: &Program<'_>, inside: &Witness) -> bool {
    let Some(start) = inside.last_spawn() else {
        return false;
    };
    let mut points = (start + 1..=inside.links.len()).map(|level| inside.point(program, level));
    let first = inside.point(program, start + 1);
    !first.after.is_empty() && points.all(|it| it.loop_id.is_none())
}

/// `outside` happens in the course of a function that registers the handler `inside`: things are being set up.
fn registers(program: &Program<'_>, outside: &Witness, inside: &Witness) -> bool {
    let passes = |body: BodyId| {
        (0..=outside.links.len()).any(|level| outside.body_at(program, level) == body)
    };
    let Some(at) = inside.last_spawn() else {
        return program.incoming[inside.top.0 as usize].iter().any(|edge| {
            let edge = program.edge(*edge);
            program.site(edge.from, edge.site).is_callback() && passes(edge.from)
        });
    };
    let link = inside.links[at];
    program.site(link.from, link.site).is_callback()
        && (0..=at).any(|level| passes(inside.body_at(program, level)))
}

/// The exported function is one that is called while things are set up.
fn is_setup(program: &Program<'_>, witness: &Witness) -> bool {
    let name = function_name(program, program.func_of(witness.top));
    [
        "Set",
        "With",
        "Register",
        "Init",
        "Configure",
        "Use",
        "Handle",
        "Setup",
        "Option",
        "Enable",
        "Bind",
    ]
    .iter()
    .any(|prefix| name.starts_with(prefix))
}
