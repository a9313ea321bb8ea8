//! Doubts: what makes a conflict too weak to be shown unasked.
//!
//! In: two witnesses that conflict. Out: whether something about them rests on a guess: that it is one object, that somebody runs the
//! function at the wrong time, or without the lock. Must not know what supports a conflict.

use super::again::is_in_loop;
use super::context::{Contexts, Root};
use super::guard::LockKey;
use super::object;
use super::parallel::Parallel;
use super::phase;
use super::promise;
use super::root::expects_lock;
use super::same::Sameness;
use super::stat::{function_name, initializes};
use super::usage;
use super::witness::{Link, Witness};
use crate::ir::StmtKind;
use crate::link::{BodyId, Program};
use crate::summary::{Callee, FuncVal, Run, Store};
use crate::types::{FieldId, Ty};

/// The conflict rests on a guess. `evidence`: the locks themselves say that the map is shared.
pub fn is_doubtful(
    program: &Program<'_>,
    a: &Witness,
    b: &Witness,
    how: Parallel,
    same: Sameness,
    evidence: bool,
) -> bool {
    let each = |doubt: &dyn Fn(&Witness) -> bool| doubt(a) || doubt(b);
    let each_way = |doubt: &dyn Fn(&Witness, &Witness) -> bool| doubt(a, b) || doubt(b, a);
    let by_type = same == Sameness::ByType;
    (by_type && (!evidence || object::is_new_to_one(program, a, b)))
        || (!evidence && how == Parallel::Independent && is_configured(a, b))
        || !is_all_its_own(program, a, b, how)
            && (is_stray_literal(program, a, b) || is_stray_literal(program, b, a))
        || each(&|it| is_made_elsewhere(program, it))
        || (matches!(how, Parallel::Callers | Parallel::Independent)
            && each(&|it| is_first(program, it)))
        || each(&|it| is_finalizer(program, it))
        || is_other_start(program, a, b, how)
        || (matches!(how, Parallel::Callers | Parallel::Independent)
            && each(&|it| {
                phase::is_before_return(program, it)
                    || is_encoder(program, it)
                    || is_option(program, it)
            }))
        || is_known_caller(program, a, b)
        || is_known_caller(program, b, a)
        || (phase::is_outside(a) && is_called_back(program, b))
        || (phase::is_outside(b) && is_called_back(program, a))
        || (!matches!(how, Parallel::Copies(_) | Parallel::Runs)
            && each(&|it| phase::is_idle(program, it)))
        || is_after_stop(program, a, b)
        || is_after_stop(program, b, a)
        || (how == Parallel::Callers && each_way(&|x, y| usage::is_closed_last(program, x, y)))
        || each(&|it| usage::is_taken(program, it))
        || usage::is_settled_apart(program, a, b, how)
        || (matches!(how, Parallel::Runs | Parallel::Copies(_))
            && usage::is_filled_anew(program, a, b))
        || (matches!(how, Parallel::Callers | Parallel::Independent)
            && each(&|it| {
                usage::comes_with_context(program, it)
                    || promise::is_left_to_callers(program, it, how == Parallel::Callers)
            }))
        || is_looked_at(program, a, b, how)
        || is_looked_at(program, b, a, how)
        || (!matches!(how, Parallel::Copies(_) | Parallel::Live(_))
            && each(&|it| is_stand_in(program, it)))
        || each(&|it| is_reached_double(program, it))
        || is_test_double(program, a, b)
        || is_test_double(program, b, a)
        || each(&|it| comes_through_replaced(program, it))
        || is_fed_double(program, a, b, how)
        || each(&|it| is_left_out_by_test(program, it))
        || each(&|it| {
            it.access(program).point.held.is_empty() && is_said_to_need_no_lock(program, it)
        })
}

/// Somebody comes, from outside, through a method of something that is made only where the lock is held, and stays there: nobody was seen to
/// call it without.
pub fn is_made_under_lock(
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
/// it from outside; or a function on the way leaves a literal of its own there; or a test made it, mostly for another object than the one that
/// runs it.
fn is_made_elsewhere(program: &Program<'_>, witness: &Witness) -> bool {
    let is_test = |body: BodyId| program.workspace.files[program.file(body).index()].is_test;
    witness.links.iter().enumerate().any(|(at, link)| {
        let edge = program.edge(link.edge);
        let (maker, number) = program.bodies[edge.to.0 as usize];
        let mut around = (0..=at).map(|level| program.func_of(witness.body_at(program, level)));
        if number == 0 || around.clone().any(|it| it == maker) {
            return false;
        }
        let mut leaves_one = |field: FieldId| {
            let keeps = |it: &Store| matches!(it, Store::Field(kept, _) if *kept == field);
            around.any(|it| program.summaries[it.0 as usize].stores.iter().any(keeps))
        };
        let elsewhere = match program.site(link.from, link.site).callee {
            Callee::Field(field) => phase::is_outside(witness) || leaves_one(field),
            Callee::Global(_) => phase::is_outside(witness),
            _ => edge.dynamic && phase::is_outside(witness),
        };
        elsewhere || edge.dynamic && is_test(edge.to) && !is_test(witness.top)
    })
}

/// Somebody has the object initialized, without its lock: before he shows it to others. (What registers or configures may come later.)
fn is_first(program: &Program<'_>, witness: &Witness) -> bool {
    if !phase::is_outside(witness) || !witness.held.is_empty() {
        return false;
    }
    let name = function_name(program, program.func_of(witness.top));
    let lower = name.to_lowercase();
    let begins = ["start", "open", "load", "restore"]
        .iter()
        .any(|prefix| lower.starts_with(prefix));
    initializes(name) || begins && phase::is_called_to_begin(program, witness.top)
}

/// A test calls what expects its callers to hold the lock, without it: it knows that nobody else is at work.
fn is_left_out_by_test(program: &Program<'_>, witness: &Witness) -> bool {
    let expects = |level: usize| {
        let func = program.funcs[program.func_of(witness.body_at(program, level)).0 as usize];
        let info = func.decl.map(|it| &program.universe.funcs[it.index()]);
        info.is_some_and(expects_lock)
    };
    program.workspace.files[program.file(witness.top).index()].is_test
        && witness.held.is_empty()
        && witness.last_spawn().is_none()
        && (1..=witness.links.len()).any(expects)
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
    phase::is_outside(witness) && witness.held.is_empty() && encodes.contains(&name)
}

/// A method that sets an option, and looks at the map in passing: it is called before anything goes on.
fn is_option(program: &Program<'_>, witness: &Witness) -> bool {
    let name = function_name(program, program.func_of(witness.top));
    phase::is_outside(witness)
        && witness.held.is_empty()
        && !witness.access(program).op.mutates()
        && name.starts_with("With")
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
    let is_test = |body: BodyId| program.workspace.files[program.file(body).index()].is_test;
    let (Parallel::Live(_), None, Some(start)) = (how, test.last_spawn(), other.last_spawn())
    else {
        return false;
    };
    is_test(test.instance.body)
        && !is_test(other.links[start].from)
        && (start + 1..=other.links.len())
            .any(|level| !other.point(program, level).after.is_empty())
}

/// A comment in the function, before the access, says that it needs no lock.
fn is_said_to_need_no_lock(program: &Program<'_>, witness: &Witness) -> bool {
    let body = witness.instance.body;
    let start = program.func_ir(program.func_of(body)).span.start as usize;
    let end = witness.access(program).span.end as usize;
    let text = &program.workspace.files[program.file(body).index()].text;
    let about_locks = ["lock", "mutex", "concurren", "thread"];
    let unneeded = [
        "deliberate",
        "no need",
        "not need",
        "n't need",
        "needn't",
        "not necessary",
        "unnecessary",
        "not required",
        "no lock",
        "single-threaded",
        "single threaded",
    ];
    let safe = [
        "safe to read",
        "safe to access",
        "safe to use",
        "safe to write",
    ];
    let not_safe = ["not safe", "n't safe", "unsafe", "never safe"];
    let says = |block: &str, words: &[&str]| words.iter().any(|it| block.contains(it));
    let excuses = |block: &str| {
        (says(block, &about_locks) && says(block, &unneeded))
            || (says(block, &safe) && !says(block, &not_safe))
    };
    let mut block = String::new();
    for line in text.get(start..end).unwrap_or_default().lines() {
        if let Some(comment) = line.trim_start().strip_prefix("//") {
            block.push_str(&comment.trim_end().to_lowercase());
            continue;
        }
        if excuses(&block) {
            return true;
        }
        block.clear();
    }
    excuses(&block)
}

/// A handler against an exported method of its object: handlers are configured before they serve, mostly.
fn is_configured(a: &Witness, b: &Witness) -> bool {
    let handler = |it: &Witness| matches!(it.thread, Root::Contract(_));
    let caller = |it: &Witness| it.root == Root::Api && it.last_spawn().is_none();
    (handler(a) && caller(b)) || (handler(b) && caller(a))
}

/// One call makes the map, and starts a goroutine that is at it while the call itself goes on: whoever made the call has nothing to do with it.
pub fn is_all_its_own(program: &Program<'_>, a: &Witness, b: &Witness, how: Parallel) -> bool {
    let makes = |it: &Witness| object::is_made(program, it, &object::origin(program, it, 0));
    how == Parallel::Live(true) && makes(a) && makes(b)
}

/// A literal that nobody was seen to call: who calls it may hold the lock, or have the object for himself.
fn is_stray_literal(program: &Program<'_>, witness: &Witness, other: &Witness) -> bool {
    witness.root == Root::Unknown
        && witness.last_spawn().is_none()
        && program.bodies[witness.top.0 as usize].1 > 0
        && !is_open_to_all(program, witness, other)
}

/// A literal looks at a package variable that a goroutine or handler on the other side changes without any lock: whoever runs the literal, he does not
/// have the map for himself, and there is no lock that he could hold.
pub fn is_open_to_all(program: &Program<'_>, witness: &Witness, other: &Witness) -> bool {
    let is_test = |body: BodyId| program.workspace.files[program.file(body).index()].is_test;
    let is_global = |it: &Witness| object::is_global(&object::origin(program, it, 0).place);
    let is_started = other.last_spawn().is_some() || matches!(other.root, Root::Contract(_));
    is_started
        && program.bodies[witness.top.0 as usize].1 > 0
        && !witness.access(program).op.mutates()
        && other.held.is_empty()
        && witness.held.is_empty()
        && is_global(witness)
        && is_global(other)
        && ![witness, other].iter().any(|it| is_test(it.top))
}

/// A double outside of test files, or something that helps tests, by the name of its type or package: one test at a time works with it.
pub(super) fn is_stand_in(program: &Program<'_>, witness: &Witness) -> bool {
    // What a goroutine was started by says little: several may start it.
    let top = witness.last_spawn().is_none().then_some(witness.top);
    [Some(witness.instance.body), top]
        .into_iter()
        .flatten()
        .any(|body| {
            let func = program.funcs[program.func_of(body).0 as usize];
            let receiver = func
                .decl
                .and_then(|decl| program.universe.funcs[decl.index()].recv_name.as_deref());
            receiver.is_some_and(|name| {
                name.contains("Test") || name.starts_with("test") || is_double_name(name)
            }) || helps_tests(program, body)
        })
}

/// The name of a type whose values stand for others in tests.
pub fn is_double_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["mock", "fake", "stub"]
        .iter()
        .any(|it| lower.starts_with(it))
}

/// The product comes, through an interface, to a double that stands outside of test files.
fn is_reached_double(program: &Program<'_>, witness: &Witness) -> bool {
    let is_test = |body: BodyId| program.workspace.files[program.file(body).index()].is_test;
    let is_double = |body: BodyId| {
        let decl = program.funcs[program.func_of(body).0 as usize].decl;
        let receiver = decl.and_then(|it| program.universe.funcs[it.index()].recv_name.as_deref());
        receiver.is_some_and(is_double_name)
    };
    !is_test(witness.top)
        && witness.links.iter().any(|link| {
            let edge = program.edge(link.edge);
            let callee = &program.site(link.from, link.site).callee;
            let by_name = matches!(
                callee,
                Callee::Value(FuncVal::Funcs(_) | FuncVal::Method(..))
            );
            !by_name && !is_test(edge.to) && is_double(edge.to) && !is_double(edge.from)
        })
}

/// By its path, the package of a function is there for tests.
pub(super) fn helps_tests(program: &Program<'_>, body: BodyId) -> bool {
    let file = &program.workspace.files[program.file(body).index()];
    let package = &program.workspace.packages[file.package.index()];
    package.import_path.split('/').any(|part| {
        matches!(part, "test" | "testutil" | "testutils")
            || ["mock", "fake", "stub"]
                .iter()
                .any(|it| part.starts_with(it))
    })
}

/// By its name, the package of a function is there for the tests of others: `enginetest`.
fn supports_tests(program: &Program<'_>, body: BodyId) -> bool {
    let file = &program.workspace.files[program.file(body).index()];
    let package = &program.workspace.packages[file.package.index()];
    let name = package.import_path.rsplit('/').next().unwrap_or_default();
    let lookalike = ["latest", "attest", "contest"].contains(&name);
    file.is_test || name.ends_with("test") && !lookalike
}

/// The product comes, through an interface, to a double that a test puts there: where the product runs in parallel, the double is not, and
/// the test that uses the double calls the product itself. The goroutines that the test has the product start are another matter.
fn is_test_double(program: &Program<'_>, witness: &Witness, other: &Witness) -> bool {
    let is_test = |body: BodyId| program.workspace.files[program.file(body).index()].is_test;
    let is_started = witness.last_spawn().is_some();
    let called_back = match witness.thread {
        Root::Spawn(body, site) => {
            program.site(body, site).is_callback() && is_test(witness.instance.body)
        }
        _ => false,
    };
    let started_by_test = || {
        let start = witness.last_spawn().map(|at| witness.links[at].from);
        start.is_some_and(|from| is_reached_by_tests(program, from, witness.instance.body))
    };
    let comes_to_double = || {
        witness.links.iter().any(|link| {
            let edge = program.edge(link.edge);
            edge.dynamic
                && (!is_test(edge.from) && is_test(edge.to)
                    || !supports_tests(program, edge.from) && supports_tests(program, edge.to))
        })
    };
    !is_test(witness.top)
        && comes_to_double()
        && (called_back || !(is_started && is_test(other.instance.body) && started_by_test()))
}

/// The chain comes through a method of the very thing that a test's double, to which it comes later, stands for: where the one is, the other is
/// not.
fn comes_through_replaced(program: &Program<'_>, witness: &Witness) -> bool {
    let is_test = |body: BodyId| program.workspace.files[program.file(body).index()].is_test;
    let receiver = |body: BodyId| {
        let decl = program.funcs[program.func_of(body).0 as usize].decl?;
        match program.universe.funcs[decl.index()].recv {
            Some((Ty::Named(ty, _), _)) => Some(ty),
            _ => None,
        }
    };
    witness.links.iter().enumerate().any(|(level, link)| {
        let edge = program.edge(link.edge);
        if !edge.dynamic || is_test(edge.from) || !is_test(edge.to) {
            return false;
        }
        let Callee::Value(FuncVal::Interface(iface, ..)) =
            &program.site(link.from, link.site).callee
        else {
            return false;
        };
        let real = program.universe.implementing_types(iface);
        let double = receiver(edge.to);
        (0..=level)
            .filter_map(|at| receiver(witness.body_at(program, at)))
            .any(|it| Some(it) != double && real.contains(&it))
    })
}

/// Copies of a goroutine that the product starts, one for each of what it finds in some list, come to a double that a test puts there: how many
/// there are is for the test to say, and mostly it is one.
fn is_fed_double(program: &Program<'_>, a: &Witness, b: &Witness, how: Parallel) -> bool {
    let Parallel::Copies(at) = how else {
        return false;
    };
    let is_test = |body: BodyId| program.workspace.files[program.file(body).index()].is_test;
    let comes_to_double = |it: &Witness| {
        it.links.iter().any(|link| {
            let edge = program.edge(link.edge);
            edge.dynamic && !is_test(edge.from) && is_test(edge.to)
        })
    };
    let each = |it: &Witness| !is_test(it.top) && is_test(it.instance.body) && comes_to_double(it);
    let for_each = |it: &StmtKind| matches!(it, StmtKind::Range { value: Some(_), .. });
    let start = a.links[at];
    let site = program.site(start.from, start.site);
    each(a) && each(b) && is_in_loop(program, start.from, site.span, for_each)
}

/// Callers of callers that are looked through for a test.
const MAX_CALLERS: usize = 500;

/// Some test in the package of `double` comes to this body.
fn is_reached_by_tests(program: &Program<'_>, body: BodyId, double: BodyId) -> bool {
    let file = |body: BodyId| &program.workspace.files[program.file(body).index()];
    let package = file(double).package;
    let mut seen = vec![body];
    let mut next = 0;
    while let Some(body) = seen.get(next).copied() {
        if file(body).is_test && file(body).package == package {
            return true;
        }
        for edge in &program.incoming[body.0 as usize] {
            let from = program.edge(*edge).from;
            if seen.len() < MAX_CALLERS && !seen.contains(&from) {
                seen.push(from);
            }
        }
        next += 1;
    }
    false
}
