//! Doubles: what stands for something else in tests, and comes to goroutines of the product in ways that only tests know.
//!
//! In: the witnesses of a conflict. Out: whether one of them rests on a double. Must not know what else speaks for or against a conflict.

use super::again::is_in_loop;
use super::context::Root;
use super::parallel::Parallel;
use super::witness::Witness;
use crate::ir::StmtKind;
use crate::link::{BodyId, Program};
use crate::summary::{Callee, FuncVal};
use crate::types::Ty;

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
        || ["Mock", "Fake"].iter().any(|it| name.ends_with(it))
}

/// The product comes, through an interface, to a double that stands outside of test files.
pub(super) fn is_reached(program: &Program<'_>, witness: &Witness) -> bool {
    let is_test = |body: BodyId| program.is_test(body);
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
        matches!(
            part,
            "test" | "testutil" | "testutils" | "testhelpers" | "e2e" | "integration"
        ) || ["mock", "fake", "stub"]
            .iter()
            .any(|it| part.starts_with(it))
    })
}

/// By its name, the package of a function is there for the tests of others: `enginetest`.
pub(super) fn supports_tests(program: &Program<'_>, body: BodyId) -> bool {
    let file = &program.workspace.files[program.file(body).index()];
    let package = &program.workspace.packages[file.package.index()];
    let name = package.import_path.rsplit('/').next().unwrap_or_default();
    let lookalike = ["latest", "attest", "contest"].contains(&name);
    file.is_test || name.ends_with("test") && !lookalike
}

/// The product comes, through an interface, to a double that a test puts there: where the product runs in parallel, the double is not, and
/// the test that uses the double calls the product itself. The goroutines that the test has the product start are another matter.
pub(super) fn is_put_by_test(program: &Program<'_>, witness: &Witness, other: &Witness) -> bool {
    let is_test = |body: BodyId| program.is_test(body);
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
pub(super) fn comes_through_replaced(program: &Program<'_>, witness: &Witness) -> bool {
    let is_test = |body: BodyId| program.is_test(body);
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

/// Copies of a goroutine that the product starts, one for each of what it finds in some list, or so many of them, come to a double that a test puts
/// there: how many there are is for the test to say, and mostly it is one.
pub(super) fn is_fed(program: &Program<'_>, a: &Witness, b: &Witness, how: Parallel) -> bool {
    let Parallel::Copies(at) = how else {
        return false;
    };
    let is_test = |body: BodyId| program.is_test(body);
    let comes_to_double = |it: &Witness| {
        it.links.iter().any(|link| {
            let edge = program.edge(link.edge);
            edge.dynamic && !is_test(edge.from) && is_test(edge.to)
        })
    };
    let each = |it: &Witness| !is_test(it.top) && is_test(it.instance.body) && comes_to_double(it);
    let for_each = |it: &StmtKind| match it {
        StmtKind::Range { value, .. } => value.is_some(),
        StmtKind::For { cond, post, .. } => cond.is_some() && !post.is_empty(),
        _ => false,
    };
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
