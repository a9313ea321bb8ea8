//! Walks over the statements and expressions of a body, in source order.
//!
//! In: a function's IR. Out: each part, once. Must not know what it is visited for.

use super::{Block, ClosureId, Expr, ExprId, FuncIr, SelectArm, Stmt, StmtKind};
use crate::support::Span;

/// The expressions directly below one; the body of a function literal is not among them.
pub fn children(expr: &Expr) -> Vec<ExprId> {
    match expr {
        Expr::Select(base, _) | Expr::Star(base) | Expr::Addr(base) | Expr::Recv(base) => {
            vec![*base]
        }
        Expr::Assert(base, _) => vec![*base],
        Expr::Unary { operand, .. } => vec![*operand],
        Expr::Index(base, rest) | Expr::Slice(base, rest) => {
            let mut all = vec![*base];
            all.extend(rest);
            all
        }
        Expr::Binary(_, left, right) => vec![*left, *right],
        Expr::Call { callee, args, .. } => {
            let mut all = vec![*callee];
            all.extend(args);
            all
        }
        Expr::Composite { elems, .. } => elems
            .iter()
            .flat_map(|(key, value)| key.iter().copied().chain([*value]))
            .collect(),
        Expr::Local(_)
        | Expr::Name(_)
        | Expr::Package(_)
        | Expr::Blank
        | Expr::Closure(_)
        | Expr::Type(_)
        | Expr::Str
        | Expr::Lit
        | Expr::Key(_)
        | Expr::Unknown => Vec::new(),
    }
}

/// The expression and all below it, outermost first; bodies of function literals are left out.
pub fn below(func: &FuncIr, root: ExprId) -> Vec<ExprId> {
    let mut found = Vec::new();
    let mut queue = vec![root];
    while let Some(expr) = queue.pop() {
        found.push(expr);
        queue.extend(children(&func.exprs[expr.index()]).into_iter().rev());
    }
    found
}

/// The expressions of a statement itself, not of the statements inside it, in the order in which they are written.
pub fn operands(stmt: &Stmt) -> Vec<ExprId> {
    match &stmt.kind {
        StmtKind::Expr(expr) | StmtKind::Go(expr) | StmtKind::Defer(expr) => vec![*expr],
        StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
            lhs.iter().chain(rhs).copied().collect()
        }
        StmtKind::Send { chan, value } => vec![*chan, *value],
        StmtKind::Return(values) => values.clone(),
        StmtKind::If { cond, .. } => vec![*cond],
        StmtKind::For { cond, .. } => cond.iter().copied().collect(),
        StmtKind::Range {
            key, value, over, ..
        } => key.iter().chain(value).chain([over]).copied().collect(),
        StmtKind::Switch { tag, cases } => tag
            .iter()
            .chain(cases.iter().flat_map(|case| &case.values))
            .copied()
            .collect(),
        StmtKind::TypeSwitch { subject, .. } => vec![*subject],
        StmtKind::Select(_)
        | StmtKind::Block(_)
        | StmtKind::Labeled(..)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Goto(_)
        | StmtKind::Fallthrough => Vec::new(),
    }
}

/// Calls `visit` for each statement of a block and those inside them, outer ones first; bodies of function literals are left out.
pub fn statements<'a>(block: &'a [Stmt], visit: &mut dyn FnMut(&'a Stmt)) {
    for stmt in block {
        visit(stmt);
        inner(stmt, visit);
    }
}

/// The blocks directly inside a statement.
pub fn blocks(stmt: &Stmt) -> Vec<&Block> {
    match &stmt.kind {
        StmtKind::If { then, els, .. } => vec![then, els],
        StmtKind::For { body, .. } | StmtKind::Range { body, .. } | StmtKind::Block(body) => {
            vec![body]
        }
        StmtKind::Switch { cases, .. } => cases.iter().map(|it| &it.body).collect(),
        StmtKind::TypeSwitch { cases, .. } => cases.iter().map(|it| &it.body).collect(),
        StmtKind::Select(arms) => arms.iter().map(|it| &it.body).collect(),
        StmtKind::Labeled(_, inner) => blocks(inner),
        _ => Vec::new(),
    }
}

/// Whether whoever has passed `first` may come to `second`, which stands behind it, without another round of a loop: not from one clause of a
/// `switch` to the next, nor behind an `if` whose block returns.
pub fn leads_on(block: &[Stmt], first: Span, second: Span) -> bool {
    let Some(stmt) = block.iter().find(|it| it.span.covers(first)) else {
        return true;
    };
    let holds = |block: &Block, span: Span| block.iter().any(|it| it.span.covers(span));
    let inner = blocks(stmt);
    let Some(taken) = inner.iter().find(|it| holds(it, first)) else {
        return true;
    };
    if holds(taken, second) {
        return leads_on(taken, first, second);
    }
    let leaves = matches!(
        taken.last().map(|it| &it.kind),
        Some(StmtKind::Return(_) | StmtKind::Continue(_) | StmtKind::Goto(_))
    );
    !leaves && !inner.iter().any(|it| holds(it, second)) && leads_on(taken, first, second)
}

/// Whether whoever comes to `second`, which stands behind `first`, has passed that on all ways: it is in no branch that may be left out.
pub fn is_passed(block: &[Stmt], first: Span, second: Span) -> bool {
    let holds = |block: &Block, span: Span| block.iter().any(|it| it.span.covers(span));
    let around = block.iter().find(|it| it.span.covers(first));
    let taken = around.and_then(|stmt| blocks(stmt).into_iter().find(|it| holds(it, first)));
    match (around, taken) {
        (Some(stmt), Some(taken)) => {
            (holds(taken, second) || matches!(stmt.kind, StmtKind::Block(_)))
                && is_passed(taken, first, second)
        }
        _ => true,
    }
}

fn inner<'a>(stmt: &'a Stmt, visit: &mut dyn FnMut(&'a Stmt)) {
    match &stmt.kind {
        StmtKind::If { then, els, .. } => {
            statements(then, visit);
            statements(els, visit);
        }
        StmtKind::For { post, body, .. } => {
            statements(post, visit);
            statements(body, visit);
        }
        StmtKind::Range { body, .. } | StmtKind::Block(body) => statements(body, visit),
        StmtKind::Switch { cases, .. } => cases.iter().for_each(|it| statements(&it.body, visit)),
        StmtKind::TypeSwitch { cases, .. } => {
            cases.iter().for_each(|it| statements(&it.body, visit))
        }
        StmtKind::Select(arms) => {
            for SelectArm { comm, body } in arms {
                if let Some(comm) = comm {
                    visit(comm);
                    inner(comm, visit);
                }
                statements(body, visit);
            }
        }
        StmtKind::Labeled(_, stmt) => {
            visit(stmt);
            inner(stmt, visit);
        }
        StmtKind::Expr(_)
        | StmtKind::Assign { .. }
        | StmtKind::Define { .. }
        | StmtKind::Go(_)
        | StmtKind::Defer(_)
        | StmtKind::Send { .. }
        | StmtKind::Return(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Goto(_)
        | StmtKind::Fallthrough => {}
    }
}

/// All expressions of a block, without those of function literals' bodies.
pub fn expressions(func: &FuncIr, block: &[Stmt]) -> Vec<ExprId> {
    let mut found = Vec::new();
    statements(block, &mut |stmt| {
        for root in operands(stmt) {
            found.extend(below(func, root));
        }
    });
    found
}

/// All expressions of a block, with those of the function literals in it.
pub fn expressions_deep(func: &FuncIr, block: &[Stmt]) -> Vec<ExprId> {
    let mut found = expressions(func, block);
    let mut at = 0;
    while at < found.len() {
        if let Expr::Closure(closure) = func.exprs[found[at].index()] {
            let body = &func.closures[closure.index()].body;
            found.extend(expressions(func, body));
        }
        at += 1;
    }
    found
}

/// The body of the function, or of one of its literals.
pub fn body(func: &FuncIr, closure: Option<ClosureId>) -> &Block {
    match closure {
        Some(closure) => &func.closures[closure.index()].body,
        None => &func.body,
    }
}
