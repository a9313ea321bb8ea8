//! Rounds: a loop that works on something else each time it comes round.
//!
//! In: two witnesses whose chains part in the body of a loop, in which the one starts a goroutine. Out: whether the goroutines of earlier rounds have
//! other objects than the other side. Read off the statements: what a variable of the round got its value from. Must not know locks.

use super::object;
use super::phase;
use super::witness::{Link, Witness};
use crate::ir::{
    Block, Expr, ExprId, FileIr, FuncIr, LocalId, LocalKind, Stmt, StmtKind, lists, visit,
};
use crate::link::{BodyId, Program};
use crate::summary::place::{Base, Place, Sel};
use crate::support::Span;
use std::slice;

/// `for _, part := range parts { part.m[k] = v; go work(part) }`: in each round the other side comes before the start, and goroutines of earlier rounds
/// have other elements.
pub(super) fn is_of_another_round(
    program: &Program<'_>,
    child: &Witness,
    parent: &Witness,
    common: usize,
) -> bool {
    let link = child.links[common];
    let start = program.site(link.from, link.site).span;
    let here = parent.span(program, common);
    if here.end > start.start {
        return false;
    }
    let Some(map) = seen_from(program, parent, common) else {
        return false;
    };
    let Some(round) = Round::around(program, link.from, [here, start]) else {
        return false;
    };
    let mut new = round.variables().into_iter();
    new.any(|local| {
        let of_round = map.base == Base::Local(local) || round.is_part_of_something(&map);
        let leads_there = match parent.links.get(common) {
            Some(call) => round.is_named(local, here) && hands_part(program, call, &map),
            None => round.begins_with(local, parent.access(program).map_span),
        };
        of_round && leads_there && round.is_named(local, start)
    })
}

/// The call is given the map, or what it belongs to, by itself: not some object that is at hand in all rounds.
fn hands_part(program: &Program<'_>, call: &Link, map: &Place) -> bool {
    let site = program.site(call.from, call.site);
    let mut places = site.args.iter().filter_map(|it| it.place());
    places.any(|place| {
        let rest = map.below(&place.shared());
        rest.is_some_and(|rest| !rest.iter().any(is_element))
    })
}

/// What `links[at]` starts in each round of a loop has its map from a variable that holds something else then: `for n := first; n != nil; n = n.next`.
pub(super) fn is_new_each_round(program: &Program<'_>, witness: &Witness, at: usize) -> bool {
    let link = witness.links[at];
    let start = program.site(link.from, link.site).span;
    let held = seen_from(program, witness, at).filter(|it| !it.path.is_empty());
    let Some(local) = held.and_then(|it| it.local()) else {
        return false;
    };
    let round = Round::around(program, link.from, [start, start]);
    round.is_some_and(|it| it.variables().contains(&local))
}

/// The map in terms of the function with the body at `level`, unless it was made further in.
fn seen_from(program: &Program<'_>, witness: &Witness, level: usize) -> Option<Place> {
    let origin = object::origin(program, witness, level);
    let func = |level: usize| program.func_of(witness.body_at(program, level));
    (func(origin.level) == func(level)).then_some(origin.place)
}

fn is_element(sel: &Sel) -> bool {
    matches!(sel, Sel::Elem | Sel::Key(_))
}

/// A loop, as far as it is of interest here.
struct Round<'a> {
    file: &'a FileIr,
    ir: &'a FuncIr,
    stmt: &'a Stmt,
    body: &'a Block,
    /// No other loop around it comes to its elements again.
    outermost: bool,
}

impl<'a> Round<'a> {
    /// The innermost loop of a body around all these places.
    fn around(program: &'a Program<'_>, body: BodyId, places: [Span; 2]) -> Option<Round<'a>> {
        let func = program.func_of(body);
        let file = program.funcs[func.0 as usize].file;
        let mut loops = Vec::new();
        visit::statements(phase::block(program, body), &mut |stmt| {
            if let StmtKind::For { body, .. } | StmtKind::Range { body, .. } = &stmt.kind
                && places.iter().all(|it| stmt.span.covers(*it))
            {
                loops.push((stmt, body));
            }
        });
        let (stmt, body) = *loops.last()?;
        Some(Round {
            file: &program.irs[file.index()],
            ir: program.func_ir(func),
            stmt,
            body,
            outermost: loops.len() == 1,
        })
    }

    /// The map belongs to what the round has got, or to an element of a list, table or queue: not to an object that is at hand in all rounds.
    fn is_part_of_something(&self, map: &Place) -> bool {
        let made_in_round = match map.base {
            Base::Result(expr) | Base::Alloc(expr) => {
                self.stmt.span.covers(self.ir.spans[expr.index()])
            }
            Base::Local(_) | Base::Global(_) | Base::ExternalVar(..) => false,
        };
        made_in_round || map.path.iter().any(is_element)
    }

    /// The variable is the round's own; or what it holds is handed on, and no literal looks later.
    fn is_of_round(&self, local: LocalId) -> bool {
        let local = &self.ir.locals[local.index()];
        match local.kind {
            LocalKind::Loop => true,
            _ => self.stmt.span.covers(local.span) || !local.captured,
        }
    }

    /// What stands there begins with the variable.
    fn begins_with(&self, local: LocalId, there: Span) -> bool {
        let mut exprs = self.ir.exprs.iter().zip(&self.ir.spans);
        exprs.any(|(expr, span)| {
            matches!(expr, Expr::Local(it) if *it == local) && span.start == there.start
        })
    }

    fn is_named(&self, local: LocalId, at: Span) -> bool {
        let mut exprs = self.ir.exprs.iter().zip(&self.ir.spans);
        exprs
            .any(|(expr, span)| matches!(expr, Expr::Local(it) if *it == local) && at.covers(*span))
    }

    /// Variables of the round whose value is another one each time.
    fn variables(&self) -> Vec<LocalId> {
        let mut found = Vec::new();
        if let StmtKind::Range {
            key,
            value,
            define: true,
            ..
        } = &self.stmt.kind
            && self.outermost
        {
            let elements = key.iter().chain(value);
            found.extend(elements.filter_map(|it| self.local(*it)));
        }
        let mut old = Vec::new();
        visit::statements(slice::from_ref(self.stmt), &mut |stmt| {
            let (StmtKind::Define { lhs, rhs, .. } | StmtKind::Assign { lhs, rhs, .. }) =
                &stmt.kind
            else {
                return;
            };
            for (at, local) in lhs.iter().enumerate() {
                let value = rhs.get(at).or(rhs.first());
                let (Some(local), Some(value)) = (self.local(*local), value) else {
                    continue;
                };
                match self.is_of_round(local) && self.is_taken(*value) {
                    true => found.push(local),
                    false => old.push(local),
                }
            }
        });
        found.retain(|it| !old.contains(it));
        found
    }

    /// The value was received, taken out of something, or is the element of this round.
    fn is_taken(&self, value: ExprId) -> bool {
        match &self.ir.exprs[value.index()] {
            Expr::Recv(_) => true,
            Expr::Assert(inner, _) => self.is_taken(*inner),
            Expr::Index(list, index) => {
                let by_round = index.first().and_then(|it| self.local(*it));
                by_round.is_some_and(|it| self.outermost && self.counts(it)) || self.shortens(*list)
            }
            Expr::Call { callee, .. } => takes_out(self.name(*callee)),
            // `node = node.next`, `elem.Value`.
            Expr::Select(of, _) => self
                .local(*of)
                .is_some_and(|it| self.outermost && self.counts(it)),
            _ => false,
        }
    }

    /// The variable is the key of the loop, or what it counts with.
    fn counts(&self, local: LocalId) -> bool {
        match &self.stmt.kind {
            StmtKind::Range { key, .. } => key.and_then(|it| self.local(it)) == Some(local),
            StmtKind::For { post, .. } => post.iter().any(|stmt| match &stmt.kind {
                StmtKind::Assign { lhs, .. } => lhs.iter().any(|it| self.local(*it) == Some(local)),
                _ => false,
            }),
            _ => false,
        }
    }

    /// The round leaves less in the list or table: `list = list[1:]`, `delete(table, key)`.
    fn shortens(&self, list: ExprId) -> bool {
        let mut found = false;
        visit::statements(self.body, &mut |stmt| {
            if let StmtKind::Expr(call) = &stmt.kind
                && let Expr::Call { callee, args, .. } = &self.ir.exprs[call.index()]
            {
                let of_list = args
                    .first()
                    .is_some_and(|it| lists::is_same(self.ir, *it, list));
                found |= of_list && self.name(*callee) == "delete";
            }
        });
        let mut shortened = lists::shortened(self.ir, self.body).into_iter();
        found || shortened.any(|it| lists::is_same(self.ir, it, list))
    }

    fn local(&self, expr: ExprId) -> Option<LocalId> {
        match self.ir.exprs[expr.index()] {
            Expr::Local(local) => Some(local),
            _ => None,
        }
    }

    /// The name of a function, field or variable, without what stands before it.
    fn name(&self, expr: ExprId) -> &str {
        match self.ir.exprs[expr.index()] {
            Expr::Name(name) | Expr::Select(_, name) => &self.file.names[name.index()],
            _ => "",
        }
    }
}

/// By its name, a function gives something that it keeps no longer.
fn takes_out(name: &str) -> bool {
    let lower = name.to_lowercase();
    [
        "pop", "dequeue", "remove", "take", "next", "recv", "receive", "accept", "poll", "shift",
        "pull", "fetch", "claim",
    ]
    .iter()
    .any(|word| lower.starts_with(word))
}
