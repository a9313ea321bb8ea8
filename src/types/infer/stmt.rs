//! Statements: locals get the types of their values.

use super::{Infer, basic};
use crate::ir::{Block, Expr, ExprId, Stmt, StmtKind, TypeCase};
use crate::outline::TypeRef;
use crate::types::Ty;

impl<'a> Infer<'a> {
    pub(super) fn block(&mut self, block: &'a Block) {
        for stmt in block {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Expr(id) | StmtKind::Go(id) | StmtKind::Defer(id) => drop(self.expr(*id)),
            StmtKind::Assign { lhs, rhs, .. } => {
                lhs.iter().chain(rhs).for_each(|it| drop(self.expr(*it)));
            }
            StmtKind::Define { lhs, rhs, .. } => self.define(lhs, rhs),
            StmtKind::Send { chan, value } => {
                self.expr(*chan);
                self.expr(*value);
            }
            StmtKind::Return(values) => values.iter().for_each(|it| drop(self.expr(*it))),
            StmtKind::If { cond, then, els } => {
                self.expr(*cond);
                self.block(then);
                self.block(els);
            }
            StmtKind::For { cond, post, body } => {
                cond.iter().for_each(|it| drop(self.expr(*it)));
                // The post statement may only use what is declared before the body.
                self.block(post);
                self.block(body);
            }
            StmtKind::Range {
                key,
                value,
                over,
                body,
                ..
            } => {
                let over = self.expr(*over);
                self.range(*key, *value, &over);
                self.block(body);
            }
            StmtKind::Switch { tag, cases } => {
                tag.iter().for_each(|it| drop(self.expr(*it)));
                for case in cases {
                    case.values.iter().for_each(|it| drop(self.expr(*it)));
                    self.block(&case.body);
                }
            }
            StmtKind::TypeSwitch { subject, cases } => {
                let subject = self.expr(*subject);
                cases
                    .iter()
                    .for_each(|it| self.type_case(it, &subject, stmt.span.start));
            }
            StmtKind::Select(arms) => {
                for arm in arms {
                    arm.comm.iter().for_each(|it| self.stmt(it));
                    self.block(&arm.body);
                }
            }
            StmtKind::Block(block) => self.block(block),
            StmtKind::Labeled(_, inner) => self.stmt(inner),
            StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Goto(_)
            | StmtKind::Fallthrough => {}
        }
    }

    fn define(&mut self, lhs: &[ExprId], rhs: &[ExprId]) {
        if rhs.len() == lhs.len() {
            for (target, value) in lhs.iter().zip(rhs) {
                let ty = match self.expr(*value) {
                    Ty::Tuple(all) if all.len() == 1 => all[0].clone(),
                    Ty::Tuple(_) => Ty::Unknown,
                    other => other,
                };
                self.target(*target, ty);
            }
            return;
        }
        let mut first = Ty::Unknown;
        for value in rhs {
            first = self.expr(*value);
        }
        for (at, target) in lhs.iter().enumerate() {
            let ty = match &first {
                Ty::Tuple(all) => all.get(at).cloned().unwrap_or_default(),
                // The second value of a comma-ok form.
                _ if at == 1 && lhs.len() == 2 && rhs.len() == 1 && self.comma_ok(rhs[0]) => {
                    basic("bool")
                }
                _ if at == 0 && rhs.len() == 1 => first.clone(),
                _ => Ty::Unknown,
            };
            self.target(*target, ty);
        }
    }

    fn comma_ok(&self, value: ExprId) -> bool {
        matches!(
            self.body.exprs.get(value.index()),
            Some(Expr::Index(..) | Expr::Assert(..) | Expr::Recv(_))
        )
    }

    /// Gives a value's type to the local that it is assigned to; another place is typed as an expression.
    fn target(&mut self, target: ExprId, ty: Ty) {
        if let Some(Expr::Local(local)) = self.body.exprs.get(target.index()) {
            self.bind(*local, ty);
        }
        self.expr(target);
    }

    fn range(&mut self, key: Option<ExprId>, value: Option<ExprId>, over: &Ty) {
        let (first, second) = self.range_types(over);
        if let Some(key) = key {
            self.target(key, first);
        }
        if let Some(value) = value {
            self.target(value, second);
        }
    }

    /// The types that ranging over a value yields.
    fn range_types(&self, over: &Ty) -> (Ty, Ty) {
        let int = || basic("int");
        match self.universe.underlying(over) {
            Ty::Map(pair) => (pair.0.clone(), pair.1.clone()),
            Ty::Slice(elem) | Ty::Array(elem) => (int(), (*elem).clone()),
            Ty::Chan(_, elem) => ((*elem).clone(), Ty::Unknown),
            Ty::Pointer(inner) => match self.universe.underlying(&inner) {
                Ty::Array(elem) => (int(), (*elem).clone()),
                _ => (Ty::Unknown, Ty::Unknown),
            },
            Ty::Basic(name) if name == "string" => (int(), basic("rune")),
            Ty::Basic(_) => (over.clone(), Ty::Unknown),
            Ty::Func(sig) => match sig.params.first().map(|it| self.universe.underlying(it)) {
                Some(Ty::Func(each)) => {
                    let at = |index: usize| each.params.get(index).cloned().unwrap_or_default();
                    (at(0), at(1))
                }
                _ => (Ty::Unknown, Ty::Unknown),
            },
            _ => (Ty::Unknown, Ty::Unknown),
        }
    }

    fn type_case(&mut self, case: &'a TypeCase, subject: &Ty, at: u32) {
        if let Some(local) = case.bind {
            let ty = match case.types[..] {
                [only] if !self.is_nil(only) => {
                    let at = self
                        .body
                        .locals
                        .get(local.index())
                        .map_or(at, |it| it.span.start);
                    self.written(only, at)
                }
                _ => subject.clone(),
            };
            self.bind(local, ty);
        }
        self.block(&case.body);
    }

    fn is_nil(&self, ty: crate::ir::TypeIdx) -> bool {
        matches!(self.ir.types.get(ty.index()), Some(TypeRef::Name(name)) if name == "nil")
    }
}
