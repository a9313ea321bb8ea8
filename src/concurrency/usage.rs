//! Usage: what the code around two accesses says about who uses the object when, though no lock says so.
//!
//! In: witnesses. Out: whether the one leaves the object to the other. Must not know locks of the map, or what is reported.

use super::context::Root;
use super::guard;
use super::object;
use super::parallel::Parallel;
use super::phase;
use super::stat::function_name;
use super::witness::Witness;
use crate::ir::{BinaryOp, Block, Expr, ExprId, FuncIr, LocalId, LocalKind, StmtKind, visit};
use crate::link::{BodyId, Program};
use crate::outline::TypeRef;
use crate::summary::place::Base;
use crate::summary::{Callee, FuncVal, MapOp, Run};
use crate::support::Span;

/// A library closes something of ours that it was given, and calls its other methods before: nobody here was seen to call either.
pub fn is_closed_last(program: &Program<'_>, witness: &Witness, other: &Witness) -> bool {
    let by_library = |it: &Witness| it.root == Root::Unknown && it.last_spawn().is_none();
    by_library(witness)
        && by_library(other)
        && witness.top != other.top
        && guard::is_free(program, &witness.held)
        && function_name(program, program.func_of(witness.top)) == "Close"
}

/// On the way to the access something was put on a list of what is in use, from which it is taken when the function is done: `sessLocked[id]`
/// is a lock of its own, which no mutex stands for.
pub fn is_taken(program: &Program<'_>, witness: &Witness) -> bool {
    (0..=witness.links.len()).any(|level| {
        let body = witness.body_at(program, level);
        let at = witness.span(program, level);
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

/// The object comes out of the context that a function from outside was given: it belongs to those who were given that context too.
pub fn comes_with_context(program: &Program<'_>, witness: &Witness) -> bool {
    let origin = object::origin(program, witness, 0);
    let Base::Result(call) = origin.place.base else {
        return false;
    };
    let func = program.func_of(witness.body_at(program, origin.level));
    let ir = program.func_ir(func);
    let types = &program.irs[program.funcs[func.0 as usize].file.index()].types;
    let is_context = |local: LocalId| {
        let ty = ir.locals[local.index()].ty.map(|it| &types[it.index()]);
        matches!(ty, Some(TypeRef::Qualified(package, name)) if package == "context" && name == "Context")
    };
    let Expr::Call { args, .. } = &ir.exprs[call.index()] else {
        return false;
    };
    args.iter().any(|it| {
        matches!(ir.exprs[it.index()], Expr::Local(local) if ir.params.contains(&local) && is_context(local))
    })
}

/// Somebody from outside comes by a type that, as its name says, hands out what is internal (`DangerousInternals`), to a function that only its package
/// could call otherwise: he has to know its rules, and which lock it is called under.
pub fn is_handed_internals(program: &Program<'_>, witness: &Witness) -> bool {
    let decl = |body: BodyId| program.funcs[program.func_of(body).0 as usize].decl;
    let hands_out = || {
        let receiver = decl(witness.top)
            .and_then(|it| program.universe.funcs[it.index()].recv_name.as_deref());
        let lower = receiver.unwrap_or_default().to_lowercase();
        let words = ["internal", "unsafe", "dangerous"];
        words.iter().any(|it| lower.contains(it))
    };
    let is_internal = || {
        let name = function_name(program, program.func_of(witness.body_at(program, 1)));
        name.starts_with(char::is_lowercase)
    };
    phase::is_outside(witness)
        && guard::is_free(program, &witness.held)
        && !witness.links.is_empty()
        && hands_out()
        && is_internal()
}

/// Each call of a function that sets something up, through an interface, puts a new map there and fills it: for two to meet, a second call would have
/// to come between the two steps of the first.
pub fn is_filled_anew(program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
    let func = program.func_of(a.instance.body);
    let name = function_name(program, func).to_lowercase();
    let sets_up = [
        "set",
        "init",
        "configure",
        "setup",
        "reload",
        "load",
        "apply",
    ];
    let through_interface = |it: &Witness| {
        it.links.iter().any(|link| {
            let callee = &program.site(link.from, link.site).callee;
            matches!(callee, Callee::Value(FuncVal::Interface(..)))
        })
    };
    if a.instance.body != b.instance.body
        || !through_interface(a)
        || !through_interface(b)
        || !sets_up.iter().any(|it| name.starts_with(it))
    {
        return false;
    }
    let Some((field, 0)) = a.instance.place.owner() else {
        return false;
    };
    let field = &program.universe.fields[field.index()].name;
    let ir = program.func_ir(func);
    let names = &program.irs[program.funcs[func.0 as usize].file.index()].names;
    let first = a
        .access(program)
        .span
        .start
        .min(b.access(program).span.start);
    let is_field = |it: ExprId| matches!(ir.exprs[it.index()], Expr::Select(_, name) if names[name.index()] == *field);
    let is_new = |it: ExprId| match &ir.exprs[it.index()] {
        Expr::Composite { .. } => true,
        Expr::Call { args, .. } => args
            .first()
            .is_some_and(|it| matches!(ir.exprs[it.index()], Expr::Type(_))),
        _ => false,
    };
    ir.body.iter().any(|it| match &it.kind {
        StmtKind::Assign { lhs, rhs, .. } => {
            let pairs = lhs.iter().zip(rhs);
            it.span.end <= first
                && pairs
                    .into_iter()
                    .any(|(to, from)| is_field(*to) && is_new(*from))
        }
        _ => false,
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
    let spans = (a.span(program, level), b.span(program, level));
    let block = &ir.closures[number as usize - 1].body;
    parted(program, body, ir, block, spans)
}

fn parted(
    program: &Program<'_>,
    body: BodyId,
    ir: &FuncIr,
    block: &Block,
    spans: (Span, Span),
) -> bool {
    let holds = |block: &Block, span: Span| block.iter().any(|it| it.span.covers(span));
    block.iter().any(|stmt| {
        if !stmt.span.covers(spans.0) || !stmt.span.covers(spans.1) {
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
