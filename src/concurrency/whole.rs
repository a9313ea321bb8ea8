//! Whole tables: loops that come to every element of a list or table.
//!
//! In: two witnesses whose maps lie behind an element of one table. Out: whether one of them goes through all elements, whatever they hold: then both
//! come to one map, though the other looks for its element by a key. Read off the statements. Must not know locks or order.

use super::object::{self, Origin};
use super::phase;
use super::witness::Witness;
use crate::ir::{Expr, ExprId, FuncIr, LocalId, Stmt, StmtKind, lists, visit};
use crate::link::Program;
use crate::summary::Val;
use crate::summary::place::{Place, Sel};
use crate::support::Span;
use std::slice;

/// One of the two has its map from each element in turn: the element of the other is among them. The table is seen from the body at level `outer`.
pub(super) fn meets_each(program: &Program<'_>, a: &Witness, b: &Witness, outer: usize) -> bool {
    let in_one_table = |it: &Witness| has_one_element(&object::origin(program, it, outer));
    in_one_table(a) && in_one_table(b) && (comes_to_each(program, a) || comes_to_each(program, b))
}

/// The map is in, or is, an element of a table that is itself no element of another.
fn has_one_element(origin: &Origin) -> bool {
    !origin.lost && origin.place.elements() == 1
}

/// In some body on the way, a loop over a list or table goes on to the map from whatever element it is at, and leaves none out. A loop that starts
/// goroutines gives each of them an element of its own.
fn comes_to_each(program: &Program<'_>, witness: &Witness) -> bool {
    let first = witness.last_spawn().map_or(0, |at| at + 1);
    (first..=witness.links.len()).rev().any(|level| {
        let body = witness.body_at(program, level);
        let here = witness.span(program, level);
        let seen = object::origin(program, witness, level);
        if !has_one_element(&seen) {
            return false;
        }
        let ir = program.func_ir(program.func_of(body));
        let leads_there = |each: &Each| match witness.links.get(level) {
            None => each.begins(ir, witness.access(program).map_span),
            Some(call) => {
                let site = program.site(call.from, call.site);
                each.is_handed(ir, here, &site.args, &seen.place)
            }
        };
        let mut found = false;
        visit::statements(phase::block(program, body), &mut |stmt| {
            found |= Each::of(ir, stmt)
                .is_some_and(|it| passes_always(ir, &it, it.body, here) && leads_there(&it));
        });
        found
    })
}

/// A loop over all elements of something.
struct Each<'a> {
    over: ExprId,
    key: Option<LocalId>,
    element: Option<LocalId>,
    body: &'a [Stmt],
}

impl<'a> Each<'a> {
    fn of(ir: &FuncIr, stmt: &'a Stmt) -> Option<Self> {
        let StmtKind::Range {
            key,
            value,
            define: true,
            over,
            body,
        } = &stmt.kind
        else {
            return None;
        };
        let local = |expr: &Option<ExprId>| match ir.exprs[(*expr)?.index()] {
            Expr::Local(local) => Some(local),
            _ => None,
        };
        Some(Each {
            over: *over,
            key: local(key),
            element: local(value),
            body,
        })
    }

    fn is_named(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Local(local) => [self.key, self.element].contains(&Some(*local)),
            _ => false,
        }
    }

    /// What stands there is the element, or belongs to it.
    fn begins(&self, ir: &FuncIr, there: Span) -> bool {
        let mut exprs = (0..ir.exprs.len()).filter(|at| ir.spans[*at].start == there.start);
        exprs.any(|at| self.is_element(ir, &ir.exprs[at]))
    }

    /// The call there is made on the element, or with it, and the map belongs to that. `values`: receiver and arguments.
    fn is_handed(&self, ir: &FuncIr, call: Span, values: &[Val], map: &Place) -> bool {
        let mut calls = ir.exprs.iter().zip(&ir.spans);
        calls.any(|(expr, span)| {
            let Expr::Call { callee, args, .. } = expr else {
                return false;
            };
            let receiver = match &ir.exprs[callee.index()] {
                Expr::Select(base, _) if values.len() > args.len() => Some(base),
                _ => None,
            };
            let handed = receiver.into_iter().chain(args).zip(values);
            let mut elements = handed.filter(|it| self.is_element(ir, &ir.exprs[it.0.index()]));
            let has_map = |value: &Val| {
                value.place().is_some_and(|it| {
                    it.path.last() == Some(&Sel::Elem) && map.below(&it.shared()).is_some()
                })
            };
            *span == call && elements.any(|(_, value)| has_map(value))
        })
    }

    /// `value`, or `table[key]`.
    fn is_element(&self, ir: &FuncIr, expr: &Expr) -> bool {
        match expr {
            Expr::Local(local) => Some(*local) == self.element,
            Expr::Addr(of) => self.is_element(ir, &ir.exprs[of.index()]),
            Expr::Index(table, index) => {
                let by_key = |it: &ExprId| match ir.exprs[it.index()] {
                    Expr::Local(local) => Some(local) == self.key,
                    _ => false,
                };
                index.iter().all(by_key) && lists::is_same(ir, *table, self.over)
            }
            _ => false,
        }
    }
}

/// Each round comes to this place, unless the loop has ended: nothing is asked of the element before, and nothing ends the round.
fn passes_always(ir: &FuncIr, each: &Each, block: &[Stmt], here: Span) -> bool {
    let Some(at) = block.iter().position(|it| it.span.covers(here)) else {
        return false;
    };
    if block[..at].iter().any(|it| skips(ir, each, it)) {
        return false;
    }
    let stmt = &block[at];
    let inside = |inner: &[Stmt]| inner.iter().any(|it| it.span.covers(here));
    match &stmt.kind {
        StmtKind::For { body, .. } | StmtKind::Range { body, .. } | StmtKind::Block(body) => {
            !inside(body) || passes_always(ir, each, body, here)
        }
        _ => !visit::blocks(stmt).into_iter().any(|it| inside(it)),
    }
}

/// The statement may end the round, or the loop by what it finds in the element.
fn skips(ir: &FuncIr, each: &Each, stmt: &Stmt) -> bool {
    let mut ends_round = false;
    let mut asks_element = false;
    let mut ends_loop = false;
    visit::statements(slice::from_ref(stmt), &mut |inner| {
        let operands = visit::operands(inner);
        let mut exprs = operands.iter().flat_map(|it| visit::below(ir, *it));
        asks_element |= exprs.any(|it| each.is_named(&ir.exprs[it.index()]));
        match &inner.kind {
            StmtKind::Continue(_) | StmtKind::Goto(_) => ends_round = true,
            StmtKind::Return(_) | StmtKind::Break(_) => ends_loop = true,
            _ => {}
        }
    });
    ends_round || ends_loop && asks_element
}
