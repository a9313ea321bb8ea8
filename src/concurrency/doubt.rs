//! Doubts: what makes a conflict too weak to be shown unasked.
//!
//! In: two witnesses that conflict. Out: whether something about them rests on a guess: that it is one object, that somebody runs the
//! function at the wrong time, or without the lock. Must not know what supports a conflict.

use super::behind;
use super::context::{Contexts, Root};
use super::convention;
use super::double;
use super::guard::{self, LockKey};
use super::object;
use super::pair::Pair;
use super::parallel::{self, Parallel};
use super::phase;
use super::promise;
use super::root::is_test_name;
use super::same::Sameness;
use super::startup;
use super::stat::{function_name, initializes};
use super::suite;
use super::usage;
use super::witness::{Link, Witness};
use crate::link::{BodyId, Program};
use crate::summary::lock_words::{expects_lock, is_for_set_up};
use crate::summary::place::Place;
use crate::summary::{Callee, Mode, Run, Store};
use crate::types::{FieldId, FuncInfo};

/// What makes a conflict too weak to be shown unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// That it is one object rests on the type.
    ByType,
    /// Each side holds a lock of its own, of objects that are one by type only.
    OtherLock,
    /// Which function is called on the way is guessed.
    Guessed,
    /// The one object is a long way off.
    Far,
    /// A callback in a test.
    Callback,
    /// A test waits for something.
    TestWaits,
    /// The two take turns.
    Turns,
    /// One side is done before others run.
    SetUp,
    /// It depends on the data of tests.
    ByData,
    /// Whoever starts the goroutines waits for each.
    Patient,
    /// What a server runs in a test comes one at a time.
    ServedInTest,
    /// A variable of which too little is seen.
    Variable,
    /// Callers may come at other times, or one by one.
    Callers,
    /// A caller may hold the lock.
    CallersLock,
    /// Callers may run in the thread of the other side.
    CallersThread,
    /// Callers may have the object for themselves.
    CallersOwn,
    /// Nobody is seen to call the function.
    Uncalled,
    /// A finalizer.
    Finalizer,
    /// Two ways to start one object.
    OtherStart,
    /// The object was told to stop.
    Stopped,
    /// The object is idle at that time.
    Idle,
    /// One side takes the object for itself.
    Taken,
    /// Values of the program keep the two apart.
    Settled,
    /// The map is made anew before.
    Anew,
    /// A test knows when it may look.
    LookedAt,
    /// A double of tests.
    Double,
    /// A comment says that no lock is needed.
    Comment,
}

impl Doubt {
    /// The reason, in words that complete "low confidence: ".
    pub fn text(self) -> &'static str {
        match self {
            Doubt::ByType => "that it is one object rests on its type alone",
            Doubt::OtherLock => "the locks may be those of two objects",
            Doubt::Guessed => "a call on the way goes through an interface or a stored function",
            Doubt::Far => {
                "the object is reached by a long chain of calls, and no lock shows that it is shared"
            }
            Doubt::Callback => "a callback in a test is mostly waited for",
            Doubt::TestWaits => "the test waits for something before",
            Doubt::Turns => "the two seem to take turns",
            Doubt::SetUp => "one side seems to set things up before the other runs",
            Doubt::ByData => "it depends on the data of tests",
            Doubt::Patient => "whoever starts these goroutines waits for each of them",
            Doubt::ServedInTest => "the clients of a test call one at a time",
            Doubt::Variable => "too little is seen of the goroutines that share the variable",
            Doubt::Callers => "whoever calls may do so when nobody else is at work",
            Doubt::CallersLock => "whoever calls may hold the lock",
            Doubt::CallersThread => {
                "whoever calls may do so in the thread that runs the other side"
            }
            Doubt::CallersOwn => "whoever calls may have the object for himself",
            Doubt::Uncalled => "nobody is seen to call the function",
            Doubt::Finalizer => "a finalizer works on what nobody has any more",
            Doubt::OtherStart => "these are two ways to start one object",
            Doubt::Stopped => "the object has been told to stop by then",
            Doubt::Idle => "nobody is at work at that time",
            Doubt::Taken => "one side takes the object out of use first",
            Doubt::Settled => "the values of the program seem to keep the two apart",
            Doubt::Anew => "each fills the map anew",
            Doubt::LookedAt => "the test knows when it may look",
            Doubt::Double => "one side is a double of tests",
            Doubt::Comment => "a comment says that it needs no lock",
        }
    }
}

/// A doubt and what a pair must be for it.
pub type Test = (Doubt, fn(&Pair<'_>) -> bool);

/// The doubts, each with its test.
const DOUBTS: &[Test] = &[
    (Doubt::Uncalled, |it| {
        comes_from_callers(it) && it.either(|side| it.contexts.is_uncalled(side.top))
    }),
    (Doubt::ByType, |it| {
        it.same == Sameness::ByType
            && (!it.evidence || object::is_new_to_one(it.program, it.a, it.b))
    }),
    (Doubt::Guessed, |it| {
        it.either(|side| {
            behind::is_out_of_place(it.program, &side.links)
                || behind::is_put_elsewhere(it.program, side)
        })
    }),
    (Doubt::Callers, |it| {
        !it.evidence && it.how == Parallel::Independent && is_configured(it.a, it.b)
    }),
    (Doubt::CallersLock, |it| {
        !is_all_its_own(it.program, it.a, it.b, it.how)
            && !takes_lock_itself(it)
            && it.either_way(|a, b| is_stray_literal(it.program, a, b))
    }),
    (Doubt::CallersLock, |it| {
        it.either(|side| is_made_elsewhere(it.program, side) || is_run_for_holder(it.program, side))
    }),
    (Doubt::CallersThread, |it| {
        it.either_way(|a, b| has_turn(a) && runs_in_no_other_thread(b))
    }),
    (Doubt::CallersOwn, |it| {
        comes_from_callers(it) && it.either(|side| is_first(it.program, side))
    }),
    (Doubt::SetUp, |it| {
        it.how == Parallel::Independent
            && it.either_way(|a, b| startup::comes_first(it.program, a, b))
    }),
    (Doubt::SetUp, |it| {
        it.either(|side| is_said_to_set_up(it.program, side))
    }),
    (Doubt::Turns, |it| suite::are_parts(it.program, it.a, it.b)),
    (Doubt::Finalizer, |it| {
        it.either(|side| is_finalizer(it.program, side))
    }),
    (Doubt::OtherStart, |it| {
        is_other_start(it.program, it.a, it.b, it.how)
    }),
    (Doubt::CallersOwn, |it| {
        comes_from_callers(it)
            && it.either(|side| {
                phase::is_before_return(it.program, side)
                    || is_encoder(it.program, side)
                    || is_option(it.program, side)
                    || brings_map(it.program, side)
            })
    }),
    (Doubt::Callers, |it| {
        it.either_way(|a, b| is_known_caller(it.program, a, b))
    }),
    (Doubt::Callers, |it| {
        it.either_way(|a, b| phase::is_outside(a) && is_called_back(it.program, b))
    }),
    (Doubt::Idle, |it| {
        !matches!(it.how, Parallel::Copies(_) | Parallel::Runs)
            && it.either(|side| phase::is_idle(it.program, side))
    }),
    (Doubt::Stopped, |it| {
        it.either_way(|a, b| is_after_stop(it.program, a, b))
    }),
    (Doubt::Stopped, |it| {
        it.how == Parallel::Callers && it.either_way(|a, b| usage::is_closed_last(it.program, a, b))
    }),
    (Doubt::Taken, |it| {
        it.either(|side| usage::is_taken(it.program, side))
    }),
    (Doubt::Settled, |it| {
        usage::is_settled_apart(it.program, it.a, it.b, it.how)
    }),
    (Doubt::Anew, |it| {
        matches!(it.how, Parallel::Runs | Parallel::Copies(_))
            && usage::is_filled_anew(it.program, it.a, it.b)
    }),
    (Doubt::CallersOwn, |it| {
        comes_from_callers(it) && it.either(|side| usage::comes_with_context(it.program, side))
    }),
    (Doubt::CallersLock, |it| {
        comes_from_callers(it)
            && it.either(|side| {
                promise::is_left_to_callers(it.program, side, it.how == Parallel::Callers)
            })
    }),
    (Doubt::CallersLock, |it| {
        comes_from_callers(it) && it.either(|side| usage::is_handed_internals(it.program, side))
    }),
    (Doubt::LookedAt, |it| {
        it.either_way(|a, b| is_looked_at(it.program, a, b, it.how))
    }),
    (Doubt::LookedAt, |it| {
        matches!(it.how, Parallel::Live(_))
            && it.both(|side| side.root.is_test())
            && it.either(|side| leaves_test(it, side))
            && it.either_way(|a, b| has_waited(it.program, a, b))
    }),
    (Doubt::Double, |it| {
        !matches!(it.how, Parallel::Copies(_) | Parallel::Live(_))
            && it.either(|side| double::is_stand_in(it.program, side))
            && !(it.how == Parallel::Callers && convention::is_made_for_many(it))
    }),
    (Doubt::Double, |it| {
        it.either(|side| {
            double::is_reached(it.program, side) || double::comes_through_replaced(it.program, side)
        })
    }),
    (Doubt::Double, |it| {
        it.either_way(|a, b| double::is_put_by_test(it.program, a, b))
            || double::is_fed(it.program, it.a, it.b, it.how)
    }),
    (Doubt::CallersOwn, |it| {
        it.either(|side| is_left_out_by_test(it.program, side))
    }),
    (Doubt::Comment, |it| {
        it.either(|side| {
            side.access(it.program).point.held.is_empty()
                && promise::is_said_to_need_no_lock(it.program, side)
        })
    }),
    (Doubt::CallersLock, |it| {
        let lock = it.stat.key.as_ref();
        lock.is_some_and(|lock| {
            it.either(|side| is_made_under_lock(it.program, it.contexts, lock, side))
        })
    }),
    (Doubt::Callers, |it| {
        !it.evidence
            && !is_all_its_own(it.program, it.a, it.b, it.how)
            && it.either_way(|a, b| is_unknown(it.program, a, b))
    }),
];

/// The first doubt that there is.
pub fn first(pair: &Pair<'_>) -> Option<Doubt> {
    let mut doubts = DOUBTS.iter();
    doubts.find(|(_, holds)| holds(pair)).map(|it| it.0)
}

/// An event loop runs it.
fn has_turn(witness: &Witness) -> bool {
    let mut held = witness.held.iter();
    held.any(|it| matches!(it.key, LockKey::Thread(_)))
}

/// Nothing was seen to start a goroutine for it: an event loop that starts in `main` goes on in the goroutine of `main`, and runs handlers that
/// are seen to be called by nobody.
fn runs_in_no_other_thread(witness: &Witness) -> bool {
    witness.last_spawn().is_none() && !matches!(witness.root, Root::Contract(_))
}

/// One side at least is whatever callers make of it.
fn comes_from_callers(pair: &Pair<'_>) -> bool {
    matches!(pair.how, Parallel::Callers | Parallel::Independent)
}

/// Nobody was found that calls the function with which the chain begins.
fn is_unknown(program: &Program<'_>, witness: &Witness, other: &Witness) -> bool {
    witness.root == Root::Unknown
        && witness.last_spawn().is_none()
        && !is_open_to_all(program, witness, other)
}

/// Somebody comes, from outside, through a method of something that is made only where the lock is held, and stays there: nobody was seen to
/// call it without.
fn is_made_under_lock(
    program: &Program<'_>,
    contexts: &Contexts,
    lock: &LockKey,
    witness: &Witness,
) -> bool {
    let is_helper = |level: usize| {
        let body = witness.body_at(program, level);
        contexts.entry.is_made_inside(program, body, lock)
    };
    matches!(witness.root, Root::Api | Root::Unknown)
        && witness.last_spawn().is_none()
        && (0..=witness.links.len()).any(is_helper)
}

/// A literal that is kept somewhere and run from there, on the way to the access: whoever runs it may do so when nobody else is at work, as far
/// as callers from outside go.
fn is_called_back(program: &Program<'_>, witness: &Witness) -> bool {
    witness.links.iter().any(|link| {
        let edge = program.edge(link.edge);
        let stored = matches!(
            program.site(link.from, link.site).callee,
            Callee::Field(_) | Callee::Global(_)
        );
        stored && program.bodies[edge.to.0 as usize].1 > 0
    })
}

/// A stored literal is run, and on no path that goes through its maker, which may hold the lock meanwhile: somebody calls the function that runs
/// it from outside; or a function on the way leaves a literal of its own there; or a test made it, for another object than the one that runs
/// it, which is not the test's.
fn is_made_elsewhere(program: &Program<'_>, witness: &Witness) -> bool {
    let is_test = |body: BodyId| program.is_test(body);
    witness.links.iter().enumerate().any(|(at, link)| {
        let edge = program.edge(link.edge);
        let (maker, number) = program.bodies[edge.to.0 as usize];
        let mut around = (0..=at).map(|level| program.func_of(witness.body_at(program, level)));
        if number == 0 || around.clone().any(|it| it == maker) {
            return false;
        }
        let mut leaves_one = |field: FieldId| {
            let keeps = |it: &Store| matches!(it, Store::Field(kept, ..) if *kept == field);
            around.any(|it| program.summaries[it.0 as usize].stores.iter().any(keeps))
        };
        let elsewhere = match program.site(link.from, link.site).callee {
            Callee::Field(field) => phase::is_outside(witness) || leaves_one(field),
            Callee::Global(_) => phase::is_outside(witness),
            _ => edge.dynamic && phase::is_outside(witness),
        };
        elsewhere
            || edge.dynamic
                && is_test(edge.to)
                && (!is_test(witness.top) || is_test_name(function_name(program, maker)))
    })
}

/// Somebody has the object initialized, without its lock: before he shows it to others. (What registers or configures may come later.)
fn is_first(program: &Program<'_>, witness: &Witness) -> bool {
    if !phase::is_outside(witness) || !guard::is_free(program, &witness.held) {
        return false;
    }
    let name = function_name(program, program.func_of(witness.top));
    let lower = name.to_lowercase();
    let begins = ["start", "open", "load", "restore", "recover"]
        .iter()
        .any(|prefix| lower.starts_with(prefix));
    initializes(name) || begins && phase::is_called_to_begin(program, witness.top)
}

/// A test calls what expects its callers to hold the lock, without it: it knows that nobody else is at work.
fn is_left_out_by_test(program: &Program<'_>, witness: &Witness) -> bool {
    let expects = |level: usize| is_said(program, witness.body_at(program, level), expects_lock);
    program.is_test(witness.top)
        && guard::is_free(program, &witness.held)
        && witness.last_spawn().is_none()
        && (1..=witness.links.len()).any(expects)
}

/// Somebody from outside has a stored function run that expects the lock to be held: who stored it may be the one who comes, with the lock.
fn is_run_for_holder(program: &Program<'_>, witness: &Witness) -> bool {
    let mut runs = witness.links.iter().map(|link| program.edge(link.edge));
    phase::is_outside(witness)
        && guard::is_free(program, &witness.held)
        && runs.any(|edge| edge.dynamic && is_said(program, edge.to, expects_lock))
}

/// The name or the comment of the function of a body says so.
fn is_said(program: &Program<'_>, body: BodyId, says: fn(&FuncInfo) -> bool) -> bool {
    let decl = program.funcs[program.func_of(body).0 as usize].decl;
    decl.is_some_and(|it| says(&program.universe.funcs[it.index()]))
}

/// The access is made in the course of what, by its comment, is not for concurrent use but comes before all that.
fn is_said_to_set_up(program: &Program<'_>, witness: &Witness) -> bool {
    let first = witness.last_spawn().map_or(0, |at| at + 1);
    let sets_up = |level: usize| is_said(program, witness.body_at(program, level), is_for_set_up);
    (first..=witness.links.len()).any(sets_up)
}

/// A finalizer works on what nobody has any more.
fn is_finalizer(program: &Program<'_>, witness: &Witness) -> bool {
    let starts = |link: &Link| program.site(link.from, link.site).kind == "finalizer";
    let last = witness.last_spawn().map(|at| &witness.links[at]);
    last.is_some_and(starts) && !object::is_global(&object::origin(program, witness, 0).place)
}

/// Two ways to start one object: the same goroutine begins in both, and somebody from outside takes one of them.
fn is_other_start(program: &Program<'_>, a: &Witness, b: &Witness, how: Parallel) -> bool {
    let start = |it: &Witness| {
        let link = it.links[it.last_spawn()?];
        let name = function_name(program, program.func_of(link.from)).to_lowercase();
        let begins = ["start", "run", "serve", "open", "listen", "launch"];
        let site = program.site(link.from, link.site);
        let once = site.run == Run::Go && !site.many && site.point.loop_id.is_none();
        (once && it.root == Root::Api && begins.iter().any(|word| name.contains(word)))
            .then_some((program.edge(link.edge).to, link.from))
    };
    how == Parallel::Independent
        && matches!((start(a), start(b)), (Some(x), Some(y)) if x.0 == y.0 && x.1 != y.1)
}

/// A method that encodes its object, for a library that was given the object, or one that holds it: whoever gave it may hold the lock.
fn is_encoder(program: &Program<'_>, witness: &Witness) -> bool {
    let name = function_name(program, program.func_of(witness.top));
    let encodes = [
        "MarshalJSON",
        "MarshalText",
        "MarshalYAML",
        "MarshalBinary",
        "GobEncode",
    ];
    phase::is_outside(witness) && guard::is_free(program, &witness.held) && encodes.contains(&name)
}

/// A method that sets an option, and looks at the map in passing: it is called before anything goes on.
fn is_option(program: &Program<'_>, witness: &Witness) -> bool {
    let name = function_name(program, program.func_of(witness.top));
    phase::is_outside(witness)
        && guard::is_free(program, &witness.held)
        && !witness.access(program).op.mutates()
        && name.starts_with("With")
}

/// The test itself has waited, before it comes to the access, for something that the goroutine of the other side is not seen to signal.
fn has_waited(program: &Program<'_>, witness: &Witness, other: &Witness) -> bool {
    let Some(start) = parallel::common(witness, other).and_then(|at| other.links.get(at)) else {
        return false;
    };
    let signals = &program.site(start.from, start.site).signals;
    let amid = &program
        .body_summary(program.edge(start.edge).to)
        .signals_amid;
    let is_followed = |place: &Place| {
        place.is_given()
            || signals.iter().any(|it| it.shared() == *place)
            || amid.iter().any(|(it, _)| it.shared() == *place)
    };
    let levels = 0..=witness.links.len();
    let mut after = levels.flat_map(|level| witness.point(program, level).after.iter());
    witness.last_spawn().is_none() && after.any(|place| !is_followed(place))
}

/// A test comes to the access through the product: what goes on there, and when it has ended, the test knows by other ways than can be seen.
fn leaves_test(pair: &Pair<'_>, witness: &Witness) -> bool {
    let program = pair.program;
    let is_test = |body: BodyId| program.is_test(body);
    (0..=witness.links.len()).any(|level| !is_test(witness.body_at(program, level)))
}

/// Who calls from outside hands over the map itself: whether anybody else has it, he knows.
fn brings_map(program: &Program<'_>, witness: &Witness) -> bool {
    if !phase::is_outside(witness) {
        return false;
    }
    let origin = object::origin(program, witness, 0);
    let params = program.params(witness.top);
    let decl = program.funcs[program.func_of(witness.top).0 as usize].decl;
    let info = decl.map(|it| &program.universe.funcs[it.index()]);
    let is_param = origin
        .place
        .local()
        .is_some_and(|local| params.contains(&local));
    origin.level == 0
        && origin.place.path.is_empty()
        && is_param
        && info.is_some_and(|it| it.recv.is_none())
}

/// The goroutine of one side comes through the very function that the other is called in from outside: that is who calls it.
fn is_known_caller(program: &Program<'_>, witness: &Witness, other: &Witness) -> bool {
    phase::is_outside(witness)
        && witness.top != other.top
        && (1..=other.links.len()).any(|level| other.body_at(program, level) == witness.top)
}

/// One side cleans up when its object was told to stop, and the other comes from outside, or from a goroutine of another package: its users do
/// not call it any more.
fn is_after_stop(program: &Program<'_>, witness: &Witness, other: &Witness) -> bool {
    let package = |body: BodyId| program.workspace.files[program.file(body).index()].package;
    let is_users = |start: usize| {
        let users = package(other.links[start].from);
        other.thread != witness.thread
            && users != package(witness.instance.body)
            && (start + 1..other.links.len()).any(|level| {
                let (from, to) = (
                    other.body_at(program, level),
                    other.body_at(program, level + 1),
                );
                package(from) == users && package(to) == package(witness.instance.body)
            })
    };
    (phase::is_outside(other) || other.last_spawn().is_some_and(is_users))
        && phase::after_stop(program, witness)
}

/// A test looks at what a goroutine of the product changes when something that the goroutine waits for has come about: a tick, a message.
/// The test knows whether it has.
fn is_looked_at(program: &Program<'_>, test: &Witness, other: &Witness, how: Parallel) -> bool {
    let is_test = |body: BodyId| program.is_test(body);
    let (Parallel::Live(_), None, Some(start)) = (how, test.last_spawn(), other.last_spawn())
    else {
        return false;
    };
    is_test(test.instance.body)
        && !is_test(other.links[start].from)
        && (start + 1..=other.links.len())
            .any(|level| !other.point(program, level).after.is_empty())
}

/// A handler against an exported method of its object: handlers are configured before they serve, mostly.
fn is_configured(a: &Witness, b: &Witness) -> bool {
    let handler = |it: &Witness| matches!(it.thread, Root::Contract(_));
    let caller = |it: &Witness| it.root == Root::Api && it.last_spawn().is_none();
    (handler(a) && caller(b)) || (handler(b) && caller(a))
}

/// One call makes the map, or has the variable, and starts a goroutine that is at it while the call itself goes on: whoever made the call has nothing
/// to do with it.
fn is_all_its_own(program: &Program<'_>, a: &Witness, b: &Witness, how: Parallel) -> bool {
    let makes = |it: &Witness| {
        let origin = object::origin(program, it, 0);
        object::is_made(program, it, &origin) || object::is_variable_of(program, it, &origin)
    };
    how == Parallel::Live(true) && makes(a) && makes(b)
}

/// A literal that nobody was seen to call: who calls it may hold the lock, or have the object for himself.
fn is_stray_literal(program: &Program<'_>, witness: &Witness, other: &Witness) -> bool {
    witness.root == Root::Unknown
        && witness.last_spawn().is_none()
        && program.bodies[witness.top.0 as usize].1 > 0
        && !is_open_to_all(program, witness, other)
}

/// Both sides happen in the course of one call, and the other takes the lock there: whoever calls cannot hold it. A test's callback is mostly run
/// under a lock of what is tested.
fn takes_lock_itself(pair: &Pair<'_>) -> bool {
    let mut held = pair.b.held.iter();
    pair.how == Parallel::Callers
        && pair.evidence
        && pair.a.top == pair.b.top
        && !pair.either(|it| pair.in_test(it))
        && held.any(|it| it.mode == Mode::Write && pair.stat.key.as_ref() == Some(&it.key))
}

/// A literal looks at a package variable that a goroutine or handler on the other side changes without any lock: whoever runs the literal, he does not
/// have the map for himself, and there is no lock that he could hold.
fn is_open_to_all(program: &Program<'_>, witness: &Witness, other: &Witness) -> bool {
    let is_test = |body: BodyId| program.is_test(body);
    let is_global = |it: &Witness| object::is_global(&object::origin(program, it, 0).place);
    let is_started = other.last_spawn().is_some() || matches!(other.root, Root::Contract(_));
    is_started
        && program.bodies[witness.top.0 as usize].1 > 0
        && !witness.access(program).op.mutates()
        && guard::is_free(program, &other.held)
        && guard::is_free(program, &witness.held)
        && is_global(witness)
        && is_global(other)
        && ![witness, other].iter().any(|it| is_test(it.top))
}
