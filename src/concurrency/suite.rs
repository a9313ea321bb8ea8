//! Suites: tests that are written as literals within literals, `var _ = Describe("it", func() { BeforeEach(func() { ... }); It("does", func() { ... }) })`.
//!
//! In: two witnesses that conflict. Out: whether they belong to two parts of a suite, of which one is done before the other has its turn. Must not know locks.

use super::context::Root;
use super::parallel;
use super::witness::Witness;
use crate::ir::Expr;
use crate::link::Program;

/// An initializer of a test file hands literals to a library of tests that hand on literals in their turn, and the two sides come from two of those. What
/// one starts to prepare the others goes on beside them.
pub(super) fn are_parts(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let is_suite = |it: &Witness| it.root == Root::Init && program.is_test(it.top);
    let Some(at) = parallel::common(a, b).filter(|_| is_suite(a) && is_suite(b)) else {
        return false;
    };
    let are_nested = match at.checked_sub(1) {
        Some(around) if runs_literal(program, a, around) => true,
        _ => runs_literal(program, a, at + 1) && runs_literal(program, b, at + 1),
    };
    are_nested
        && [a, b]
            .iter()
            .all(|it| runs_literal(program, it, at) && !prepares(program, it, at))
}

/// Link `at` runs a literal, in the goroutine that hands it over.
fn runs_literal(program: &Program<'_>, witness: &Witness, at: usize) -> bool {
    witness.links.get(at).is_some_and(|link| {
        let to = program.edge(link.edge).to;
        !link.spawns && program.bodies[to.0 as usize].1 > 0
    })
}

/// By its name, what link `at` hands the literal to has it run before each of the others.
fn prepares(program: &Program<'_>, witness: &Witness, at: usize) -> bool {
    let link = witness.links[at];
    let func = program.func_of(link.from);
    let ir = program.func_ir(func);
    let names = &program.irs[program.funcs[func.0 as usize].file.index()].names;
    let span = program.site(link.from, link.site).span;
    let mut calls = ir.exprs.iter().zip(&ir.spans).filter(|it| *it.1 == span);
    calls.any(|(expr, _)| {
        let Expr::Call { callee, .. } = expr else {
            return false;
        };
        match ir.exprs[callee.index()] {
            Expr::Name(name) | Expr::Select(_, name) => names[name.index()].contains("Before"),
            _ => false,
        }
    })
}
