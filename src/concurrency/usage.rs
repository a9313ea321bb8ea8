//! Usage: what the code around two accesses says about who uses the object when, though no lock says so.
//!
//! In: witnesses. Out: whether the one leaves the object to the other. Must not know locks of the map, or what is reported.

use super::context::Root;
use super::parallel::Parallel;
use super::stat::function_name;
use super::witness::Witness;
use crate::ir::{BinaryOp, Block, Expr, ExprId, FuncIr, LocalKind, StmtKind, visit};
use crate::link::{BodyId, Program};
use crate::summary::{MapOp, Run};
use crate::support::Span;

/// A library closes something of ours that it was given, and calls its other methods before: nobody here was seen to call either.
pub fn is_closed_last(program: &Program<'_>, witness: &Witness, other: &Witness) -> bool {
    let by_library = |it: &Witness| it.root == Root::Unknown && it.last_spawn().is_none();
    by_library(witness)
        && by_library(other)
        && witness.top != other.top
        && witness.held.is_empty()
        && function_name(program, program.func_of(witness.top)) == "Close"
}

/// On the way to the access something was put on a list of what is in use, from which it is taken when the function is done: `sessLocked[id]`
/// is a lock of its own, which no mutex stands for.
pub fn is_taken(program: &Program<'_>, witness: &Witness) -> bool {
    (0..=witness.links.len()).any(|level| {
        let body = witness.body_at(program, level);
        let at = position(program, witness, level);
        program.outgoing[body.0 as usize].iter().any(|edge| {
            let edge = program.edge(*edge);
            let site = program.site(body, edge.site);
            site.run == Run::Defer && site.span.end <= at.start && gives_back(program, edge.to)
        })
    })
}

/// The body deletes from a list of what is locked.
fn gives_back(program: &Program<'_>, body: BodyId) -> bool {
    program.body_summary(body).accesses.iter().any(|access| {
        let Some((field, 0)) = access.place.owner() else {
            return false;
        };
        let field = &program.universe.fields[field.index()];
        let lower = field.name.to_lowercase();
        access.op == MapOp::Delete
            && ["locked", "busy", "taken", "inuse", "reserved", "claimed"]
                .iter()
                .any(|it| lower.contains(it))
    })
}

/// Two runs of one literal go different ways where it asks for something that was settled when the literal was made: whoever goes the one way is
/// not the literal that goes the other.
pub fn is_settled_apart(program: &Program<'_>, a: &Witness, b: &Witness, how: Parallel) -> bool {
    // The body of which there are several runs.
    let level = match how {
        Parallel::Runs => 0,
        Parallel::Copies(at) => at + 1,
        Parallel::Live(_) | Parallel::Independent | Parallel::Callers => return false,
    };
    let both = level <= a.links.len() && level <= b.links.len();
    if !both || a.body_at(program, level) != b.body_at(program, level) {
        return false;
    }
    let body = a.body_at(program, level);
    let (func, number) = program.bodies[body.0 as usize];
    if number == 0 {
        return false;
    }
    let ir = program.func_ir(func);
    let spans = (position(program, a, level), position(program, b, level));
    let block = &ir.closures[number as usize - 1].body;
    parted(program, body, ir, block, spans)
}

/// Where a body goes on towards the access.
fn position(program: &Program<'_>, witness: &Witness, level: usize) -> Span {
    match witness.links.get(level) {
        Some(link) => program.site(link.from, link.site).span,
        None => witness.access(program).span,
    }
}

fn parted(
    program: &Program<'_>,
    body: BodyId,
    ir: &FuncIr,
    block: &Block,
    spans: (Span, Span),
) -> bool {
    let covers = |outer: Span, inner: Span| outer.start <= inner.start && inner.end <= outer.end;
    let holds = |block: &Block, span: Span| block.iter().any(|it| covers(it.span, span));
    block.iter().any(|stmt| {
        if !covers(stmt.span, spans.0) || !covers(stmt.span, spans.1) {
            return false;
        }
        if let StmtKind::If { cond, then, els } = &stmt.kind
            && (holds(then, spans.0) && holds(els, spans.1)
                || holds(els, spans.0) && holds(then, spans.1))
        {
            return is_settled(program, body, ir, *cond);
        }
        visit::blocks(stmt)
            .into_iter()
            .any(|it| parted(program, body, ir, it, spans))
    })
}

/// A condition on what the literal was made with: it is the same each time.
fn is_settled(program: &Program<'_>, body: BodyId, ir: &FuncIr, cond: ExprId) -> bool {
    let (func, number) = program.bodies[body.0 as usize];
    let literal = number as usize - 1;
    let names = &program.irs[program.funcs[func.0 as usize].file.index()].names;
    match &ir.exprs[cond.index()] {
        Expr::Local(local) => {
            let local = &ir.locals[local.index()];
            // A parameter of who made the literal: those of the literal itself are others each time.
            local.kind == LocalKind::Param
                && local.owner == ir.closures[literal].parent
                && local.assigned == 0
                && !local.addressed
        }
        Expr::Lit | Expr::Str => true,
        Expr::Name(name) => matches!(names[name.index()].as_str(), "nil" | "true" | "false"),
        Expr::Unary { operand, .. } => is_settled(program, body, ir, *operand),
        Expr::Binary(
            BinaryOp::And | BinaryOp::Or | BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Order,
            left,
            right,
        ) => is_settled(program, body, ir, *left) && is_settled(program, body, ir, *right),
        Expr::Call { callee, args, .. } => {
            let is_len =
                matches!(&ir.exprs[callee.index()], Expr::Name(it) if names[it.index()] == "len");
            is_len && args.iter().all(|it| is_settled(program, body, ir, *it))
        }
        _ => false,
    }
}
