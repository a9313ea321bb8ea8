//! Lowering of expressions.
//!
//! In: expression nodes, and type nodes that stand where an expression may be meant. Out: [`Expr`]s. Must not know statements.
//!
//! The way down to the first operand (`a` in `a.b(c)[d] + e`) is walked in a loop; everything else recurses, up to a fixed
//! depth. Very long chains are made flatter, because later stages recurse over what comes out.

use super::scope::Binding;
use super::{Kid, Kids, Lowering, MAX_DEPTH, span_of};
use crate::ir::{BinaryOp, Expr, ExprId};
use crate::outline::TypeRef;
use crate::support::Span;
use crate::syntax::kinds::{F, K};
use tree_sitter::Node;

/// Steps to the first operand that are lowered as they stand.
const MAX_CHAIN: usize = 256;

/// A node whose first operand is being lowered.
pub(super) struct Step<'t> {
    kid: Kid<'t>,
    kids: Kids,
}

impl<'t> Lowering<'t, '_> {
    /// Lowers an expression.
    pub(super) fn expr(&mut self, kid: Kid<'t>) -> ExprId {
        let base = self.spine.len();
        if self.depth + base as u32 >= MAX_DEPTH {
            return self.push(Expr::Unknown, span_of(kid.node));
        }
        self.depth += 1;
        let mut at = kid;
        let id = loop {
            let head = match at.kind {
                K::Unary | K::Selector | K::Index | K::SliceExpr | K::Assertion => F::Operand,
                K::Binary => F::Left,
                K::Call => F::Function,
                K::Paren => F::Skip,
                _ if self.spine.len() - base > MAX_CHAIN => break self.long_chain(base, at),
                _ => break self.chain(base, at),
            };
            let kids = self.open(at.node);
            let next = if head == F::Skip {
                self.first_node(&kids)
            } else {
                self.find(&kids, head)
            };
            let Some(next) = next else {
                at.kind = K::Error;
                continue;
            };
            self.spine.push(Step { kid: at, kids });
            at = next;
        };
        self.depth -= 1;
        id
    }

    /// Lowers `first` and then, outwards, the nodes above it on the spine.
    fn chain(&mut self, base: usize, first: Kid<'t>) -> ExprId {
        let mut id = self.leaf(first);
        while self.spine.len() > base {
            let Some(step) = self.spine.pop() else { break };
            id = self.fold(step.kid, &step.kids, id);
            self.close(step.kids);
        }
        id
    }

    /// As [`Self::chain`], but operators of one kind in a row become a balanced tree (their operands stay in order), and too
    /// much of anything else is not lowered.
    fn long_chain(&mut self, base: usize, first: Kid<'t>) -> ExprId {
        let steps: Vec<Step> = self.spine.drain(base..).collect();
        let whole = steps.first().map_or(first, |it| it.kid);
        let mut id = self.leaf(first);
        let mut at = steps.len();
        let mut levels = 0;
        while at > 0 && levels < MAX_CHAIN {
            levels += 1;
            let Some(operator) = self.operator(&steps[at - 1]) else {
                at -= 1;
                id = self.fold(steps[at].kid, &steps[at].kids, id);
                continue;
            };
            let mut operands = vec![id];
            while at > 0 && self.operator(&steps[at - 1]) == Some(operator) {
                at -= 1;
                let right = self.field_expr(&steps[at].kids, F::Right, steps[at].kid);
                let end = self.body.spans[right.index()].end;
                match operands.last() {
                    Some(left)
                        if operator == BinaryOp::Other && self.join_literals(*left, right) =>
                    {
                        self.body.spans[left.index()].end = end;
                    }
                    _ => operands.push(right),
                }
            }
            id = self.balanced(operator, &operands);
        }
        if let Some(step) = steps.into_iter().next() {
            self.close(step.kids);
        }
        if at > 0 {
            self.push(Expr::Unknown, span_of(whole.node))
        } else {
            id
        }
    }

    fn operator(&self, step: &Step<'t>) -> Option<BinaryOp> {
        if step.kid.kind != K::Binary {
            return None;
        }
        let token = self
            .find(&step.kids, F::Operator)
            .map_or(K::OpOther, |it| it.kind);
        Some(match token {
            K::OpAnd => BinaryOp::And,
            K::OpOr => BinaryOp::Or,
            K::OpEq => BinaryOp::Eq,
            K::OpNe => BinaryOp::Ne,
            K::OpOrder => BinaryOp::Order,
            _ => BinaryOp::Other,
        })
    }

    fn balanced(&mut self, operator: BinaryOp, operands: &[ExprId]) -> ExprId {
        if let [only] = operands {
            return *only;
        }
        let (left, right) = operands.split_at(operands.len() / 2);
        let (left, right) = (
            self.balanced(operator, left),
            self.balanced(operator, right),
        );
        let span = Span {
            start: self.body.spans[left.index()].start,
            end: self.body.spans[right.index()].end,
        };
        self.push(Expr::Binary(operator, left, right), span)
    }

    /// The expression of a node whose first operand is `head`.
    fn fold(&mut self, kid: Kid<'t>, kids: &Kids, head: ExprId) -> ExprId {
        if kid.kind == K::Binary {
            return self.binary(kid, kids, head);
        }
        let expr = match kid.kind {
            K::Paren => return head,
            K::Selector => self.selector(kids, head),
            K::Call => self.call(kids, head),
            K::Unary => self.unary(kids, head),
            K::Index => {
                let index = self.field_expr(kids, F::Index, kid);
                Expr::Index(head, vec![index])
            }
            K::SliceExpr => self.slice(kids, head),
            K::Assertion => match self.find(kids, F::Type) {
                Some(ty) => Expr::Assert(head, self.type_at(ty.node)),
                None => Expr::Unknown,
            },
            _ => Expr::Unknown,
        };
        self.push(expr, span_of(kid.node))
    }

    /// The expression in a field.
    fn field_expr(&mut self, kids: &Kids, field: F, parent: Kid<'t>) -> ExprId {
        match self.find(kids, field) {
            Some(kid) => self.expr(kid),
            None => self.push(Expr::Unknown, span_of(parent.node)),
        }
    }

    fn selector(&mut self, kids: &Kids, base: ExprId) -> Expr {
        let Some(field) = self.find(kids, F::Field) else {
            return Expr::Unknown;
        };
        self.package_if_import(base);
        Expr::Select(base, self.intern_at(field.node))
    }

    /// Left of a dot, a name that is no local and may be that of an import is taken as the import.
    fn package_if_import(&mut self, base: ExprId) {
        let Expr::Name(name) = self.body.exprs[base.index()] else {
            return;
        };
        if self.scopes.get(name) == Binding::Outer && self.imports.contains(self.names.get(name)) {
            self.body.exprs[base.index()] = Expr::Package(name);
        }
    }

    fn unary(&mut self, kids: &Kids, operand: ExprId) -> Expr {
        match self.find(kids, F::Operator).map(|it| it.kind) {
            Some(K::OpStar) => Expr::Star(operand),
            Some(K::OpAmp) => {
                self.addressed(operand);
                Expr::Addr(operand)
            }
            Some(K::OpArrow) => Expr::Recv(operand),
            operator => Expr::Unary {
                not: operator == Some(K::OpNot),
                operand,
            },
        }
    }

    fn binary(&mut self, kid: Kid<'t>, kids: &Kids, left: ExprId) -> ExprId {
        let span = span_of(kid.node);
        let operator = self
            .operator(&Step {
                kid,
                kids: kids.clone(),
            })
            .unwrap_or(BinaryOp::Other);
        let right = self.field_expr(kids, F::Right, kid);
        if operator == BinaryOp::Other && self.join_literals(left, right) {
            self.body.spans[left.index()] = span;
            return left;
        }
        self.push(Expr::Binary(operator, left, right), span)
    }

    /// `"a" + "b"` is as good as one literal: whether `left` now stands for both.
    fn join_literals(&mut self, left: ExprId, right: ExprId) -> bool {
        let exprs = &mut self.body.exprs;
        let same = matches!(
            (&exprs[left.index()], &exprs[right.index()]),
            (Expr::Str, Expr::Str) | (Expr::Lit, Expr::Lit)
        );
        if same && right.index() + 1 == exprs.len() {
            exprs.pop();
            self.body.spans.pop();
        }
        same
    }

    fn slice(&mut self, kids: &Kids, base: ExprId) -> Expr {
        if let Expr::Local(local) = self.body.exprs[base.index()]
            && let Some(ty) = self.body.locals[local.index()].ty
            && matches!(self.types.list[ty.index()], TypeRef::Array(_))
        {
            self.addressed(base);
        }
        let mut bounds = Vec::new();
        for at in kids.clone() {
            let kid = self.kids[at];
            if matches!(kid.field, F::Start | F::End | F::Capacity) {
                bounds.push(self.expr(kid));
            }
        }
        Expr::Slice(base, bounds)
    }

    fn call(&mut self, kids: &Kids, function: ExprId) -> Expr {
        let mut callee = function;
        if let Some(list) = self.find(kids, F::TypeArguments) {
            let span = Span {
                start: self.body.spans[function.index()].start,
                end: span_of(list.node).end,
            };
            let args = self.type_arguments(list.node);
            callee = self.push(Expr::Index(function, args), span);
        }
        let Some(list) = self.find(kids, F::Arguments) else {
            return Expr::Unknown;
        };
        let kids = self.open(list.node);
        let mut args = Vec::with_capacity(kids.len());
        let mut spread = false;
        for at in kids.clone() {
            let kid = self.kids[at];
            if kid.kind != K::VariadicArgument {
                args.push(self.expr(kid));
                continue;
            }
            spread = true;
            let inner = self.open(kid.node);
            if let Some(value) = self.first_node(&inner) {
                args.push(self.expr(value));
            }
            self.close(inner);
        }
        self.close(kids);
        Expr::Call {
            callee,
            args,
            spread,
        }
    }

    /// Expressions of an `expression_list`, or the one expression that stands in its place.
    pub(super) fn expression_list(&mut self, list: Kid<'t>) -> Vec<ExprId> {
        if list.kind != K::ExpressionList {
            return vec![self.expr(list)];
        }
        let kids = self.open(list.node);
        let mut out = Vec::with_capacity(kids.len());
        for at in kids.clone() {
            let kid = self.kids[at];
            out.push(self.expr(kid));
        }
        self.close(kids);
        out
    }

    /// An expression that has no first operand to be walked down to.
    fn leaf(&mut self, kid: Kid<'t>) -> ExprId {
        let span = span_of(kid.node);
        let expr = match kid.kind {
            K::Identifier | K::Constant | K::TypeIdentifier => {
                let name = self.name_at(kid.node);
                self.resolve(name)
            }
            K::Str => Expr::Str,
            K::Lit => Expr::Lit,
            K::Composite => self.composite(kid.node),
            K::LiteralValue => self.elements(kid.node, None, None),
            K::FuncLiteral => self.func_literal(kid.node),
            K::Conversion => self.conversion(kid.node),
            K::Instantiation => self.instantiation(kid.node),
            kind if kind.is_type() => return self.type_expr(kid.node, kind),
            _ => Expr::Unknown,
        };
        self.push(expr, span)
    }

    /// `[]byte(s)`, but also `F[int](k)` and `arr[i](k)`.
    fn conversion(&mut self, node: Node<'t>) -> Expr {
        let kids = self.open(node);
        let (ty, operand) = (self.find(&kids, F::Type), self.find(&kids, F::Operand));
        self.close(kids);
        let (Some(ty), Some(operand)) = (ty, operand) else {
            return Expr::Unknown;
        };
        let callee = self.expr(ty);
        let args = vec![self.expr(operand)];
        Expr::Call {
            callee,
            args,
            spread: false,
        }
    }

    /// `F[int, string]` as a value.
    fn instantiation(&mut self, node: Node<'t>) -> Expr {
        let kids = self.open(node);
        let mut all = Vec::with_capacity(kids.len());
        for at in kids.clone() {
            let kid = self.kids[at];
            all.push(self.expr(kid));
        }
        self.close(kids);
        if all.is_empty() {
            return Expr::Unknown;
        }
        let base = all.remove(0);
        Expr::Index(base, all)
    }

    /// A type node: an [`Expr::Type`] unless its words may be those of a value.
    fn type_expr(&mut self, node: Node<'t>, kind: K) -> ExprId {
        let span = span_of(node);
        let kids = match kind {
            K::QualifiedType | K::GenericType | K::PointerType | K::ParenType | K::TypeElem => {
                self.open(node)
            }
            _ => {
                let ty = self.type_at(node);
                return self.push(Expr::Type(ty), span);
            }
        };
        let expr = match kind {
            K::QualifiedType => self.qualified(&kids),
            K::GenericType => self.generic(&kids),
            K::PointerType => self.pointer(node, &kids),
            _ => self.alternatives(node, &kids),
        };
        self.close(kids);
        match expr {
            Ok(id) => id,
            Err(expr) => self.push(expr, span),
        }
    }

    fn qualified(&mut self, kids: &Kids) -> Result<ExprId, Expr> {
        let (Some(package), Some(member)) = (self.find(kids, F::Package), self.find(kids, F::Name))
        else {
            return Err(Expr::Unknown);
        };
        let name = self.name_at(package.node);
        let base = self.resolve(name);
        let base = self.push(base, span_of(package.node));
        self.package_if_import(base);
        Err(Expr::Select(base, self.intern_at(member.node)))
    }

    fn generic(&mut self, kids: &Kids) -> Result<ExprId, Expr> {
        let (Some(base), Some(list)) =
            (self.find(kids, F::Type), self.find(kids, F::TypeArguments))
        else {
            return Err(Expr::Unknown);
        };
        let base = self.expr(base);
        Err(Expr::Index(base, self.type_arguments(list.node)))
    }

    fn pointer(&mut self, node: Node<'t>, kids: &Kids) -> Result<ExprId, Expr> {
        let Some(inner) = self.first_node(kids) else {
            return Err(Expr::Unknown);
        };
        let inner = self.expr(inner);
        match self.body.exprs[inner.index()] {
            Expr::Type(_) => {
                let ty = self.type_at(node);
                // The star takes the place of what it points to, which nothing else refers to.
                self.body.exprs[inner.index()] = Expr::Type(ty);
                self.body.spans[inner.index()] = span_of(node);
                Ok(inner)
            }
            _ => Err(Expr::Star(inner)),
        }
    }

    /// `(T)`, and a type argument: one type, or `A | B`, which in an index would be an operator.
    fn alternatives(&mut self, node: Node<'t>, kids: &Kids) -> Result<ExprId, Expr> {
        let nodes = self.kids[kids.clone()]
            .iter()
            .filter(|it| !it.kind.is_token())
            .count();
        if nodes > 1 {
            let ty = self.type_at(node);
            return Err(Expr::Type(ty));
        }
        self.first_node(kids)
            .map_or(Err(Expr::Unknown), |kid| Ok(self.expr(kid)))
    }

    fn type_arguments(&mut self, list: Node<'t>) -> Vec<ExprId> {
        let kids = self.open(list);
        let mut out = Vec::with_capacity(kids.len());
        for at in kids.clone() {
            let kid = self.kids[at];
            out.push(self.expr(kid));
        }
        self.close(kids);
        out
    }
}
