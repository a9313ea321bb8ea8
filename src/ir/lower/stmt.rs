//! Lowering of statements without clauses: declarations, assignments, jumps, calls.
//!
//! In: statement nodes. Out: [`Stmt`]s. Must not know how control statements are put together.

use super::{Kid, Kids, Lowering, MAX_DEPTH, span_of};
use crate::ir::{Block, Expr, ExprId, LocalKind, NameId, Stmt, StmtKind, TypeIdx};
use crate::support::Span;
use crate::syntax::kinds::{F, K};
use tree_sitter::Node;

impl<'t> Lowering<'t, '_> {
    /// The statements of a block, case or arm node, in the current scope.
    pub(super) fn statements_of(&mut self, node: Node<'t>, out: &mut Block) {
        let kids = self.open(node);
        if let Some(list) = self.find_kind(&kids, K::StatementList) {
            let statements = self.open(list.node);
            out.reserve(statements.len());
            for at in statements {
                let kid = self.kids[at];
                self.stmt(kid, LocalKind::Var, out);
            }
        }
        self.close(kids);
    }

    /// The statements of a block in a scope of their own.
    pub(super) fn block(&mut self, node: Node<'t>) -> Block {
        let mut out = Vec::new();
        self.scopes.push();
        self.statements_of(node, &mut out);
        self.scopes.pop();
        out
    }

    /// Lowers one statement, which may give none or several. Locals it declares itself are of `kind`.
    pub(super) fn stmt(&mut self, kid: Kid<'t>, kind: LocalKind, out: &mut Block) {
        let span = span_of(kid.node);
        if self.depth >= MAX_DEPTH {
            let unknown = self.push(Expr::Unknown, span);
            out.push(Stmt {
                kind: StmtKind::Expr(unknown),
                span,
            });
            return;
        }
        self.depth += 1;
        if !self.control(kid, out) && !self.declaration(kid, kind, out) {
            let kind = self.simple(kid);
            out.push(Stmt { kind, span });
        }
        self.depth -= 1;
    }

    /// `var`, `const`, `type`, `:=`; whether the node was one of these or empty.
    fn declaration(&mut self, kid: Kid<'t>, kind: LocalKind, out: &mut Block) -> bool {
        match kid.kind {
            K::ShortVar => self.short_var(kid.node, kind, out),
            K::VarDecl | K::ConstDecl | K::VarSpecList | K::TypeDecl => {
                let kids = self.open(kid.node);
                for at in kids.clone() {
                    let spec = self.kids[at];
                    self.declaration(spec, kind, out);
                }
                self.close(kids);
            }
            K::VarSpec => self.spec(kid.node, LocalKind::Var, out),
            K::ConstSpec => self.spec(kid.node, LocalKind::Const, out),
            K::TypeSpec | K::TypeAlias => {
                let kids = self.open(kid.node);
                if let Some(name) = self.find(&kids, F::Name) {
                    let name = self.name_at(name.node);
                    self.declare_type(name);
                }
                self.close(kids);
            }
            K::EmptyStatement => {}
            _ => return false,
        }
        true
    }

    /// A `var` or `const` spec.
    fn spec(&mut self, node: Node<'t>, kind: LocalKind, out: &mut Block) {
        let kids = self.open(node);
        let ty = self.find(&kids, F::Type).map(|it| self.type_at(it.node));
        // The names are visible behind the spec only.
        let rhs = self
            .find(&kids, F::Value)
            .map_or_else(Vec::new, |it| self.expression_list(it));
        let mut lhs = Vec::with_capacity(1);
        let mut fresh = Vec::with_capacity(1);
        for at in kids.clone() {
            let kid = self.kids[at];
            if kid.field == F::Name && kid.kind == K::Identifier {
                let (id, is_fresh) = self.declared(kid, kind, ty);
                lhs.push(id);
                fresh.push(is_fresh);
            }
        }
        self.close(kids);
        out.push(Stmt {
            kind: StmtKind::Define { lhs, fresh, rhs },
            span: span_of(node),
        });
    }

    fn short_var(&mut self, node: Node<'t>, kind: LocalKind, out: &mut Block) {
        let kids = self.open(node);
        let (left, right) = (self.find(&kids, F::Left), self.find(&kids, F::Right));
        self.close(kids);
        let rhs = right.map_or_else(Vec::new, |it| self.expression_list(it));
        let (lhs, fresh) = left.map_or_else(Default::default, |it| self.define_list(it, kind));
        out.push(Stmt {
            kind: StmtKind::Define { lhs, fresh, rhs },
            span: span_of(node),
        });
    }

    /// The left side of `:=`: a name that the innermost scope has already is assigned to, others are declared.
    pub(super) fn define_list(
        &mut self,
        list: Kid<'t>,
        kind: LocalKind,
    ) -> (Vec<ExprId>, Vec<bool>) {
        let kids = self.open(list.node);
        let mut lhs = Vec::with_capacity(kids.len());
        let mut fresh = Vec::with_capacity(kids.len());
        for at in kids.clone() {
            let kid = self.kids[at];
            let (id, is_fresh) = self.defined(kid, kind);
            lhs.push(id);
            fresh.push(is_fresh);
        }
        self.close(kids);
        (lhs, fresh)
    }

    fn defined(&mut self, kid: Kid<'t>, kind: LocalKind) -> (ExprId, bool) {
        // `iota` may be declared like any name.
        if !matches!(kid.kind, K::Identifier | K::Constant) {
            return (self.expr(kid), false);
        }
        let name = self.intern_at(kid.node);
        let Some(local) = self.scopes.in_innermost(name) else {
            return self.declared(kid, kind, None);
        };
        let expr = self.use_local(local);
        let id = self.push(expr, span_of(kid.node));
        self.assigned(id);
        (id, false)
    }

    /// Declares the local named by an identifier; whether there is one (`_` is none).
    fn declared(&mut self, kid: Kid<'t>, kind: LocalKind, ty: Option<TypeIdx>) -> (ExprId, bool) {
        let (name, span) = (self.name_at(kid.node), span_of(kid.node));
        let expr = match name {
            "_" => Expr::Blank,
            "" => Expr::Unknown,
            _ => Expr::Local(self.declare(name, span, kind, ty)),
        };
        let fresh = matches!(expr, Expr::Local(_));
        (self.push(expr, span), fresh)
    }

    /// A statement that declares nothing and has no block.
    fn simple(&mut self, kid: Kid<'t>) -> StmtKind {
        let span = span_of(kid.node);
        match kid.kind {
            K::Fallthrough => return StmtKind::Fallthrough,
            K::Error => return StmtKind::Expr(self.push(Expr::Unknown, span)),
            _ => {}
        }
        let kids = self.open(kid.node);
        let out = match kid.kind {
            K::ExpressionStatement => StmtKind::Expr(self.only_expr(&kids, span)),
            K::Go => StmtKind::Go(self.only_expr(&kids, span)),
            K::Defer => StmtKind::Defer(self.only_expr(&kids, span)),
            K::IncDec => {
                let target = self.only_expr(&kids, span);
                self.assigned(target);
                StmtKind::Assign {
                    lhs: vec![target],
                    rhs: Vec::new(),
                    compound: true,
                }
            }
            K::Assignment => self.assignment(&kids),
            K::Send => self.send(&kids, span),
            K::Return => {
                let list = self.first_node(&kids);
                StmtKind::Return(list.map_or_else(Vec::new, |it| self.expression_list(it)))
            }
            K::Break => StmtKind::Break(self.label(&kids)),
            K::Continue => StmtKind::Continue(self.label(&kids)),
            K::Goto => match self.label(&kids) {
                Some(label) => StmtKind::Goto(label),
                None => StmtKind::Expr(self.push(Expr::Unknown, span)),
            },
            _ => StmtKind::Expr(self.expr(kid)),
        };
        self.close(kids);
        out
    }

    fn label(&mut self, kids: &Kids) -> Option<NameId> {
        let node = self.first_node(kids)?.node;
        Some(self.intern_at(node))
    }

    fn only_expr(&mut self, kids: &Kids, span: Span) -> ExprId {
        match self.first_node(kids) {
            Some(kid) => self.expr(kid),
            None => self.push(Expr::Unknown, span),
        }
    }

    fn assignment(&mut self, kids: &Kids) -> StmtKind {
        let compound = self
            .find(kids, F::Operator)
            .is_some_and(|it| it.kind != K::OpAssign);
        let rhs = self
            .find(kids, F::Right)
            .map_or_else(Vec::new, |it| self.expression_list(it));
        let lhs = self
            .find(kids, F::Left)
            .map_or_else(Vec::new, |it| self.assign_list(it));
        StmtKind::Assign { lhs, rhs, compound }
    }

    /// The left side of `=`.
    pub(super) fn assign_list(&mut self, list: Kid<'t>) -> Vec<ExprId> {
        let lhs = self.expression_list(list);
        for target in &lhs {
            self.assigned(*target);
        }
        lhs
    }

    pub(super) fn send(&mut self, kids: &Kids, span: Span) -> StmtKind {
        let (chan, value) = (self.find(kids, F::Channel), self.find(kids, F::Value));
        let (Some(chan), Some(value)) = (chan, value) else {
            return StmtKind::Expr(self.push(Expr::Unknown, span));
        };
        StmtKind::Send {
            chan: self.expr(chan),
            value: self.expr(value),
        }
    }
}
