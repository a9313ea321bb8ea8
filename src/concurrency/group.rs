//! Groups: maps of a table, of which each has the entries of several goroutines.
//!
//! In: two accesses by copies of a goroutine to maps of one table. Out: whether the keys say that copies share one of the maps. Must not know
//! locks, nor what else speaks for or against the pair.

use super::again;
use super::pair::Pair;
use super::parallel::Parallel;
use super::witness::{Link, Witness};
use crate::ir::{Expr, ExprId, FuncIr, LocalId, LocalKind, NameId, visit};
use crate::link::{BodyId, Program};
use crate::support::Span;

/// Copies of a goroutine come to one map, by their keys. Each of them has a pod, and writes `dumps[pod.Namespace][pod.Name]`: that would be no table
/// of tables if no two pods had one namespace. Or all that one loop starts have one key: `rows[i][j]`, in a loop over `j`.
pub fn shares(pair: &Pair<'_>) -> bool {
    let Parallel::Copies(at) = pair.how else {
        return false;
    };
    let start = pair.a.links[at];
    start.spawns && pair.both(|it| is_one_of_group(pair.program, it, &start))
}

/// The goroutine itself, which `start` starts, makes the access, and the keys say that others come to the same map.
fn is_one_of_group(program: &Program<'_>, witness: &Witness, start: &Link) -> bool {
    let body = witness.instance.body;
    if body != program.edge(start.edge).to {
        return false;
    }
    let ir = program.func_ir(program.func_of(body));
    let access = witness.access(program);
    let Some((of_table, of_map)) = keys(ir, access.map_span, access.span) else {
        return false;
    };
    are_two_parts(program, start, ir, of_table, of_map)
        || is_one_for_all(program, start, ir, of_table)
}

/// The keys of `table[x][y]`: the map, `table[x]`, stands at one place, the entry at the other.
fn keys(ir: &FuncIr, map: Span, entry: Span) -> Option<(ExprId, ExprId)> {
    let key_at = |span: Span| {
        let mut all = ir.exprs.iter().zip(&ir.spans);
        all.find_map(|(expr, at)| match expr {
            Expr::Index(_, index) if *at == span => match index[..] {
                [key] => Some(key),
                _ => None,
            },
            _ => None,
        })
    };
    Some((key_at(map)?, key_at(entry)?))
}

/// The keys are two parts of one thing, and that is what the goroutine was started for.
fn are_two_parts(
    program: &Program<'_>,
    start: &Link,
    ir: &FuncIr,
    of_table: ExprId,
    of_map: ExprId,
) -> bool {
    let (Some((x, first)), Some((y, second))) = (part(ir, of_table), part(ir, of_map)) else {
        return false;
    };
    let are_two = !first.is_empty() && !second.is_empty() && first != second;
    x == y && are_two && comes_from_start(program, start, ir, x)
}

/// A local, and the fields and methods without arguments that lead from there to a part of it.
fn part(ir: &FuncIr, expr: ExprId) -> Option<(LocalId, Vec<NameId>)> {
    match &ir.exprs[expr.index()] {
        Expr::Local(local) => Some((*local, Vec::new())),
        Expr::Select(base, name) => {
            let (local, mut names) = part(ir, *base)?;
            names.push(*name);
            Some((local, names))
        }
        Expr::Call { callee, args, .. } if args.is_empty() => part(ir, *callee),
        _ => None,
    }
}

/// The goroutine is given the local when it is started: as a parameter, or as a variable around its literal.
fn comes_from_start(program: &Program<'_>, start: &Link, ir: &FuncIr, local: LocalId) -> bool {
    let body = program.edge(start.edge).to;
    program.params(body).contains(&local) || is_around_literal(program, body, ir, local)
}

fn is_around_literal(program: &Program<'_>, body: BodyId, ir: &FuncIr, local: LocalId) -> bool {
    let (_, number) = program.bodies[body.0 as usize];
    let span = ir.locals[local.index()].span;
    let literal = number.checked_sub(1).map(|it| &ir.closures[it as usize]);
    literal.is_some_and(|it| !it.span.covers(span))
}

/// The key is a variable, or a part of one, that stays what it is while a loop starts the copies.
fn is_one_for_all(program: &Program<'_>, start: &Link, ir: &FuncIr, key: ExprId) -> bool {
    let Some((local, _)) = part(ir, key) else {
        return false;
    };
    // What a method returns may be something else each time: `table[ids.Next()]`.
    let is_called = visit::below(ir, key)
        .iter()
        .any(|it| matches!(ir.exprs[it.index()], Expr::Call { .. }));
    let body = program.edge(start.edge).to;
    let span = program.site(start.from, start.site).span;
    let of = &ir.locals[local.index()];
    let stays = of.assigned == 0 || of.kind == LocalKind::Loop;
    let is_outside = || {
        again::innermost_loop(program, start.from, span).is_some_and(|it| !it.span.covers(of.span))
    };
    program.func_of(start.from) == program.func_of(body)
        && is_around_literal(program, body, ir, local)
        && stays
        && !is_called
        && is_outside()
}
