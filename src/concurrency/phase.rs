//! Phases: what happens to an object before it is started, and after it was told to stop.
//!
//! In: witnesses. Out: whether an access falls into such a phase. Must not know pairs, locks or what is reported.

use super::context::{self, Contexts, Ctx, Root};
use super::object;
use super::stat::{function_name, sets_up};
use super::witness::Witness;
use crate::ir::{BinaryOp, Expr, ExprId, FuncIr, LocalId, LocalKind, Stmt, StmtKind, visit};
use crate::link::{BodyId, Edge, EdgeId, Program};
use crate::summary::place::{Base, Place, Sel};
use crate::summary::{CallSite, Callee, FuncVal, MapOp, Run, returned};
use crate::support::Span;
use crate::types::Ty;

/// Nobody works with the object at that time: on its way to the access, a function will start later what it got there with, or has stopped it
/// before.
pub fn is_idle(program: &Program<'_>, witness: &Witness) -> bool {
    let from = witness.last_spawn().map_or(0, |last| last + 1);
    (from..witness.links.len())
        .any(|level| starts_later(program, witness, level) || has_stopped(program, witness, level))
}

/// The body at `level` stops what it gets to the access with, and then calls on towards it.
fn has_stopped(program: &Program<'_>, witness: &Witness, level: usize) -> bool {
    let body = witness.body_at(program, level);
    let link = witness.links[level];
    let site = program.site(link.from, link.site);
    let origin = object::origin(program, witness, level);
    if origin.level > level || object::is_global(&origin.place) {
        return false;
    }
    let calls = &program.body_summary(body).calls;
    calls.iter().any(|it| {
        let before = program.site(body, *it);
        before.span.end <= site.span.start
            && before.run == Run::Call
            && is_passed(program, body, before.span, site.span)
            && receives(before, &origin.place)
            && is_called(program, before, &["stop", "close", "shutdown", "terminate"])
    })
}

/// Whether the body comes from the first place to the second, without another round of a loop.
pub(super) fn leads_on(program: &Program<'_>, body: BodyId, first: Span, second: Span) -> bool {
    visit::leads_on(block(program, body), first, second)
}

/// Whether the body comes to the second place by the first alone.
fn is_passed(program: &Program<'_>, body: BodyId, first: Span, second: Span) -> bool {
    visit::is_passed(block(program, body), first, second) && leads_on(program, body, first, second)
}

/// Whoever comes to `later` has asked for the error of a call, `if err := call(); err != nil { return err }`, and there was none.
pub(super) fn has_succeeded(program: &Program<'_>, body: BodyId, call: Span, later: Span) -> bool {
    let ir = program.func_ir(program.func_of(body));
    let mut block = block(program, body);
    loop {
        let Some(at) = block.iter().position(|it| it.span.covers(call)) else {
            return false;
        };
        if let Some(next) = block.get(at + 1)
            && is_error_check(ir, &block[at], next, call)
        {
            return later.start >= next.span.end;
        }
        let inner = visit::blocks(&block[at]);
        let around = inner
            .iter()
            .find(|it| it.iter().any(|stmt| stmt.span.covers(call)));
        let Some(found) = around else { return false };
        block = found;
    }
}

/// `..., err := call()`, and then `if err != nil { return }`.
fn is_error_check(ir: &FuncIr, stmt: &Stmt, next: &Stmt, call: Span) -> bool {
    let (StmtKind::Define { lhs, rhs, .. } | StmtKind::Assign { lhs, rhs, .. }) = &stmt.kind else {
        return false;
    };
    let StmtKind::If { cond, then, .. } = &next.kind else {
        return false;
    };
    let local = |expr: &ExprId| match ir.exprs[expr.index()] {
        Expr::Local(local) => Some(local),
        _ => None,
    };
    let Expr::Binary(BinaryOp::Ne, checked, _) = ir.exprs[cond.index()] else {
        return false;
    };
    let leaves = matches!(then.last().map(|it| &it.kind), Some(StmtKind::Return(_)));
    let error = lhs.last().and_then(local);
    matches!(rhs[..], [only] if ir.spans[only.index()] == call)
        && leaves
        && error.is_some()
        && local(&checked) == error
}

/// The statements of a body.
pub(super) fn block<'p>(program: &'p Program<'_>, body: BodyId) -> &'p [Stmt] {
    let (func, number) = program.bodies[body.0 as usize];
    let ir = program.func_ir(func);
    match number {
        0 => &ir.body,
        number => &ir.closures[number as usize - 1].body,
    }
}

/// The body at `level` calls on towards the access, and then starts what it got there with.
fn starts_later(program: &Program<'_>, witness: &Witness, level: usize) -> bool {
    let body = witness.body_at(program, level);
    let link = witness.links[level];
    let site = program.site(link.from, link.site);
    let origin = object::origin(program, witness, level);
    let base = &origin.place.base;
    if origin.level > level || object::is_global(&origin.place) || !site.point.live.is_empty() {
        return false;
    }
    let summary = &program.summaries[program.func_of(body).0 as usize];
    // What comes from before the loop was started in an earlier round.
    if site.point.loop_id != object::loop_of(summary, base) && site.point.loop_id.is_some() {
        return false;
    }
    // A function that is called again and again starts something each time, but no object that it was given.
    let begins = begins(function_name(program, program.func_of(body)))
        || !program
            .params(body)
            .iter()
            .any(|it| *base == Base::Local(*it));
    let calls = &program.body_summary(body).calls;
    calls.iter().any(|it| {
        let later = program.site(body, *it);
        later.span.start >= site.span.end
            && leads_on(program, body, site.span, later.span)
            && later.point.loop_id == site.point.loop_id
            && match later.run {
                Run::Go => begins && concerns(program, body, later, &origin.place),
                Run::Call => {
                    receives(later, &origin.place)
                        && is_called(program, later, &["start", "run", "serve"])
                }
                Run::Defer | Run::Many | Run::Serial => false,
            }
    })
}

/// All who are seen to call it, outside tests, get something going themselves.
pub fn is_called_to_begin(program: &Program<'_>, body: BodyId) -> bool {
    let is_test = |body: BodyId| program.is_test(body);
    let mut callers = program.incoming[body.0 as usize]
        .iter()
        .map(|edge| program.edge(*edge).from)
        .filter(|from| !is_test(*from))
        .peekable();
    callers.peek().is_some()
        && callers.all(|from| begins(function_name(program, program.func_of(from))))
}

/// By its name a function is called once for an object: it gets things going.
pub fn begins(name: &str) -> bool {
    let lower = name.to_lowercase();
    [
        "start", "run", "serve", "main", "open", "listen", "new", "launch", "boot", "begin",
    ]
    .iter()
    .any(|prefix| lower.starts_with(prefix))
        || sets_up(name)
}

/// By its name a function is called when an object is not needed any more.
pub fn ends(name: &str) -> bool {
    let lower = name.to_lowercase();
    ["close", "stop", "shutdown", "teardown", "reset"]
        .iter()
        .any(|prefix| lower.starts_with(prefix))
}

/// The goroutine gets an object on the way to the map, or uses it as a variable around it.
fn concerns(program: &Program<'_>, body: BodyId, site: &CallSite, map: &Place) -> bool {
    let leads_there = |place: &Place| map.below(&place.shared()).is_some();
    let places = |site: &CallSite| -> Vec<Place> {
        let args = site.args.iter().filter_map(|it| it.place());
        args.cloned().collect()
    };
    if places(site).iter().any(leads_there) {
        return true;
    }
    let Callee::Value(FuncVal::Closure(closure)) = &site.callee else {
        return false;
    };
    let literal = program.body_summary(program.body(program.func_of(body), 1 + closure.0));
    let used = literal
        .calls
        .iter()
        .flat_map(|it| places(program.site(body, *it)));
    literal.accesses.iter().any(|it| it.place.shared() == *map)
        || used.into_iter().any(|it| leads_there(&it))
}

/// It is a method of an object on the way to the map.
fn receives(site: &CallSite, map: &Place) -> bool {
    let first = site.args.first().and_then(|it| it.place());
    first.is_some_and(|place| map.below(&place.shared()).is_some())
}

/// The callee has one of these names, however it is written.
fn is_called(program: &Program<'_>, site: &CallSite, words: &[&str]) -> bool {
    let name = match &site.callee {
        Callee::Value(FuncVal::Funcs(funcs) | FuncVal::Method(funcs, _)) => match funcs.first() {
            Some(func) => &program.universe.funcs[func.index()].name,
            None => return false,
        },
        Callee::Value(FuncVal::Interface(_, name, _)) => name,
        _ => return false,
    };
    let lower = name.to_lowercase();
    words.contains(&lower.as_str())
}

/// Everybody outside tests who is seen to call the exported function calls it on an object of their own: it prepares what others get later.
pub fn callers_own(program: &Program<'_>, contexts: &Contexts, witness: &Witness) -> bool {
    let origin = object::origin(program, witness, 0);
    if origin.level > 0 || origin.lost {
        return false;
    }
    // An example shows how to begin, not all that may be called later.
    let is_example = |path: &str| {
        let mut parts = path.split('/');
        parts.any(|it| matches!(it, "example" | "examples" | "_examples"))
    };
    let in_test = |body: BodyId| {
        let file = &program.workspace.files[program.file(body).index()];
        let package = &program.workspace.packages[file.package.index()];
        file.is_test || is_example(&package.import_path)
    };
    let mut edges = program.incoming[witness.top.0 as usize]
        .iter()
        .filter(|edge| !in_test(program.edge(**edge).from))
        .peekable();
    edges.peek().is_some()
        && edges.all(|edge| {
            let edge_of = program.edge(*edge);
            let mut ways = contexts.of(edge_of.from).iter().peekable();
            ways.peek().is_some()
                && !program.site(edge_of.from, edge_of.site).run.spawns()
                && ways.all(|ctx| {
                    let owned = context::owned_on_entry(program, ctx, *edge);
                    owned.contains(&origin.place.base)
                        && holds_nothing_older(program, contexts, ctx, *edge, &origin.place)
                })
        })
}

/// What was made for the callee of `edge` does not hold, on the path to the map, what others know.
fn holds_nothing_older(
    program: &Program<'_>,
    contexts: &Contexts,
    ctx: &Ctx,
    edge: EdgeId,
    map: &Place,
) -> bool {
    let (mut ctx, mut edge, mut place) = (ctx, edge, map.clone());
    loop {
        let Some(outer) = program.outward(program.edge(edge), &place) else {
            return false;
        };
        place = outer.shared();
        let body = program.edge(edge).from;
        let is_param = |it: &LocalId| place.base == Base::Local(*it);
        match ctx.via {
            Some((parent, via)) if program.params(body).iter().any(is_param) => {
                edge = via;
                ctx = &contexts.of(program.edge(via).from)[parent as usize];
            }
            _ => {
                let older = &program.summaries[program.func_of(body).0 as usize].older;
                return !older
                    .iter()
                    .any(|(field, _)| place.below(&field.shared()).is_some());
            }
        }
    }
}

/// The goroutine was told to stop by its object, and cleans up.
pub fn after_stop(program: &Program<'_>, witness: &Witness) -> bool {
    let Some(start) = witness.last_spawn() else {
        return false;
    };
    (start + 1..=witness.links.len()).any(|level| {
        let point = witness.point(program, level);
        let summary =
            &program.summaries[program.func_of(witness.body_at(program, level)).0 as usize];
        // A loop over the map is a loop itself.
        let own = level == witness.links.len() && witness.access(program).op == MapOp::Range;
        let around = match point.loop_id {
            Some(id) if own => summary.loops[id as usize],
            around => around,
        };
        around.is_none() && point.after.iter().any(|it| is_stop(program, it))
    })
}

/// A channel of an object by which it is told to stop.
fn is_stop(program: &Program<'_>, place: &Place) -> bool {
    let Some(Sel::Field(field)) = place.path.last() else {
        return false;
    };
    let field = &program.universe.fields[field.index()];
    let lower = field.name.to_lowercase();
    matches!(program.universe.underlying(&field.ty), Ty::Chan(..))
        && [
            "stop", "quit", "exit", "terminat", "shutdown", "clos", "kill",
        ]
        .iter()
        .any(|it| lower.contains(it))
}

/// The map belongs to something that a function on the way has made, and all that goes on until that function returns is waited for: nobody else has
/// it yet.
pub fn is_before_return(program: &Program<'_>, witness: &Witness) -> bool {
    let origin = object::origin(program, witness, 0);
    let maker = witness.body_at(program, origin.level);
    let (func, number) = program.bodies[maker.0 as usize];
    // A map in a variable of its own. What a loop finds in a list or table is as old as that.
    let is_variable = origin.place.path.is_empty()
        && origin.place.local().is_some_and(|local| {
            program.func_ir(func).locals[local.index()].kind == LocalKind::Var
        });
    let summary = &program.summaries[func.0 as usize];
    (object::is_made(program, witness, &origin) || is_variable && !origin.lost)
        && number == 0
        && !summary.stored.contains(&origin.place.base)
        && all_awaited(program, witness, origin.level)
}

/// From this level on no goroutine on the way outlives the body that starts it, or one further out that has given it what to signal by.
pub fn all_awaited(program: &Program<'_>, witness: &Witness, level: usize) -> bool {
    let mut starts = (level..witness.links.len()).filter(|at| witness.links[*at].spawns);
    starts.all(|at| {
        let link = witness.links[at];
        let leaks = &program.body_summary(link.from).leaks;
        !leaks.contains(&link.site) || is_awaited_from(program, witness, at, level)
    })
}

/// A body between `level` and the one with `links[at]`, which starts a goroutine, waits for what that signals.
pub fn is_awaited_from(program: &Program<'_>, witness: &Witness, at: usize, level: usize) -> bool {
    let waits = |(outer, signal): &(usize, Place)| {
        let body = program.body_summary(witness.body_at(program, *outer));
        *outer >= level && body.waits.contains(signal)
    };
    signals_outside(program, witness, at).iter().any(waits)
}

/// What the goroutine that `links[at]` starts signals at its end, in terms of the bodies further out that have handed it down: `start(&wg)`.
pub fn signals_outside(program: &Program<'_>, witness: &Witness, at: usize) -> Vec<(usize, Place)> {
    let link = witness.links[at];
    let mut found = Vec::new();
    for signal in &program.site(link.from, link.site).signals {
        let mut place = signal.clone();
        for level in (0..at).rev() {
            let edge = program.edge(witness.links[level].edge);
            let outer = program.outward(edge, &place);
            let Some(outer) = outer.or_else(|| by_result(program, edge, &place)) else {
                break;
            };
            place = outer.shared();
            found.push((level, place.clone()));
        }
    }
    found
}

/// What the caller sees of a signal by what the callee returns.
fn by_result(program: &Program<'_>, edge: &Edge, signal: &Place) -> Option<Place> {
    let (caller, callee) = (program.func_of(edge.from), program.func_of(edge.to));
    if caller == callee {
        return None;
    }
    let seen = returned::by_result(&program.summaries[callee.0 as usize], signal)?;
    let span = program.site(edge.from, edge.site).span;
    let ir = program.func_ir(caller);
    let mut exprs = ir.exprs.iter().zip(&ir.spans);
    let is_call = |(expr, at): (&Expr, &Span)| matches!(expr, Expr::Call { .. }) && *at == span;
    let call = exprs.position(is_call)?;
    returned::at_call(&seen, ExprId(call as u32))
}

/// Somebody calls a method from outside, in no goroutine that was seen to start.
pub fn is_outside(witness: &Witness) -> bool {
    witness.thread == Root::Api
}
