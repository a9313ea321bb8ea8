//! Lowering of statements with blocks: `if`, `for`, `switch`, `select`, labels.
//!
//! In: statement nodes. Out: [`Stmt`]s. Must not know expressions.

use super::{Kid, Kids, Lowering, span_of};
use crate::ir::{Block, Case, Expr, ExprId, LocalKind, SelectArm, Stmt, StmtKind, TypeCase};
use crate::support::Span;
use crate::syntax::kinds::{F, K};
use tree_sitter::Node;

/// One `if` of a chain of `else if`.
struct Branch {
    init: Block,
    cond: ExprId,
    then: Block,
    span: Span,
}

impl<'t, 'a> Lowering<'t, 'a> {
    /// Lowers a statement with blocks; whether the node was one.
    pub(super) fn control(&mut self, kid: Kid<'t>, out: &mut Block) -> bool {
        match kid.kind {
            K::If => self.if_chain(kid, out),
            K::For => self.for_loop(kid.node, out),
            K::Switch => self.switch(kid.node, out),
            K::TypeSwitch => self.type_switch(kid.node, out),
            K::Select => self.select(kid.node, out),
            K::Block => {
                let body = self.block(kid.node);
                out.push(Stmt {
                    kind: StmtKind::Block(body),
                    span: span_of(kid.node),
                });
            }
            K::Labeled => self.labeled(kid.node, out),
            _ => return false,
        }
        true
    }

    /// The init statement in a scope that the caller has opened.
    fn init(&mut self, kids: &Kids, kind: LocalKind) -> Block {
        let mut init = Vec::new();
        if let Some(kid) = self.find(kids, F::Initializer) {
            self.stmt(kid, kind, &mut init);
        }
        init
    }

    /// Puts a statement behind its init statement, in a block if there is one.
    fn with_init(mut init: Block, kind: StmtKind, span: Span, out: &mut Block) {
        let stmt = Stmt { kind, span };
        if init.is_empty() {
            out.push(stmt);
            return;
        }
        init.push(stmt);
        out.push(Stmt {
            kind: StmtKind::Block(init),
            span,
        });
    }

    /// A chain of `else if` is walked in a loop: generated code has long ones.
    fn if_chain(&mut self, kid: Kid<'t>, out: &mut Block) {
        let mut branches = Vec::with_capacity(1);
        let mut next = Some(kid);
        let mut els = Vec::new();
        while let Some(kid) = next.take() {
            let span = span_of(kid.node);
            if kid.kind != K::If {
                els = self.block(kid.node);
                break;
            }
            self.scopes.push();
            let kids = self.open(kid.node);
            let init = self.init(&kids, LocalKind::Var);
            let cond = match self.find(&kids, F::Condition) {
                Some(cond) => self.expr(cond),
                None => self.push(Expr::Unknown, span),
            };
            let then = self
                .find(&kids, F::Consequence)
                .map_or_else(Vec::new, |it| self.block(it.node));
            next = self.find(&kids, F::Alternative);
            self.close(kids);
            branches.push(Branch {
                init,
                cond,
                then,
                span,
            });
        }
        for branch in branches.into_iter().rev() {
            self.scopes.pop();
            let mut whole = Vec::with_capacity(1);
            let kind = StmtKind::If {
                cond: branch.cond,
                then: branch.then,
                els,
            };
            Self::with_init(branch.init, kind, branch.span, &mut whole);
            els = whole;
        }
        out.append(&mut els);
    }

    fn for_loop(&mut self, node: Node<'t>, out: &mut Block) {
        let span = span_of(node);
        self.scopes.push();
        let kids = self.open(node);
        let body = self.find(&kids, F::Body);
        let clause = self.first_node(&kids).filter(|it| it.field != F::Body);
        self.close(kids);
        match clause {
            Some(clause) if clause.kind == K::RangeClause => {
                let kind = self.range(clause.node, body);
                out.push(Stmt { kind, span });
            }
            Some(clause) if clause.kind == K::ForClause => {
                let kids = self.open(clause.node);
                let init = self.init(&kids, LocalKind::Loop);
                let cond = self.find(&kids, F::Condition).map(|it| self.expr(it));
                let mut post = Vec::new();
                if let Some(update) = self.find(&kids, F::Update) {
                    self.stmt(update, LocalKind::Var, &mut post);
                }
                self.close(kids);
                let body = self.body_block(body);
                Self::with_init(init, StmtKind::For { cond, post, body }, span, out);
            }
            clause => {
                let cond = clause.map(|it| self.expr(it));
                let body = self.body_block(body);
                out.push(Stmt {
                    kind: StmtKind::For {
                        cond,
                        post: Vec::new(),
                        body,
                    },
                    span,
                });
            }
        }
        self.scopes.pop();
    }

    fn body_block(&mut self, body: Option<Kid<'t>>) -> Block {
        body.map_or_else(Vec::new, |it| self.block(it.node))
    }

    /// A range loop, in a scope for its variables that the caller has opened.
    fn range(&mut self, clause: Node<'t>, body: Option<Kid<'t>>) -> StmtKind {
        let kids = self.open(clause);
        let over = match self.find(&kids, F::Right) {
            Some(right) => self.expr(right),
            None => self.push(Expr::Unknown, span_of(clause)),
        };
        let define = self.find_kind(&kids, K::OpDefine).is_some();
        let targets = match self.find(&kids, F::Left) {
            Some(left) if define => self.define_list(left, LocalKind::Loop).0,
            Some(left) => self.assign_list(left),
            None => Vec::new(),
        };
        self.close(kids);
        let body = self.body_block(body);
        let mut targets = targets.into_iter();
        StmtKind::Range {
            key: targets.next(),
            value: targets.next(),
            define,
            over,
            body,
        }
    }

    fn switch(&mut self, node: Node<'t>, out: &mut Block) {
        self.scopes.push();
        let kids = self.open(node);
        let init = self.init(&kids, LocalKind::Var);
        let tag = self.find(&kids, F::Value).map(|it| self.expr(it));
        let mut cases = Vec::with_capacity(kids.len());
        for at in kids.clone() {
            let kid = self.kids[at];
            if !matches!(kid.kind, K::ExpressionCase | K::DefaultCase) {
                continue;
            }
            let parts = self.open(kid.node);
            let values = self
                .find(&parts, F::Value)
                .map_or_else(Vec::new, |it| self.expression_list(it));
            self.close(parts);
            cases.push(Case {
                values,
                default: kid.kind == K::DefaultCase,
                body: self.block(kid.node),
            });
        }
        self.close(kids);
        self.scopes.pop();
        Self::with_init(init, StmtKind::Switch { tag, cases }, span_of(node), out);
    }

    fn type_switch(&mut self, node: Node<'t>, out: &mut Block) {
        self.scopes.push();
        let kids = self.open(node);
        let init = self.init(&kids, LocalKind::Var);
        let alias = self
            .find(&kids, F::Alias)
            .and_then(|it| self.bound_name(it));
        let subject = match self.find(&kids, F::Value) {
            Some(value) => self.expr(value),
            None => self.push(Expr::Unknown, span_of(node)),
        };
        let mut cases = Vec::with_capacity(kids.len());
        for at in kids.clone() {
            let kid = self.kids[at];
            if matches!(kid.kind, K::TypeCase | K::DefaultCase) {
                cases.push(self.type_case(kid, alias));
            }
        }
        self.close(kids);
        self.scopes.pop();
        Self::with_init(
            init,
            StmtKind::TypeSwitch { subject, cases },
            span_of(node),
            out,
        );
    }

    /// The name left of `:=` in a type switch.
    fn bound_name(&mut self, list: Kid<'t>) -> Option<(&'a str, Span)> {
        let kids = self.open(list.node);
        let name = self.find_kind(&kids, K::Identifier);
        self.close(kids);
        let node = name?.node;
        Some((self.name_at(node), span_of(node)))
    }

    fn type_case(&mut self, kid: Kid<'t>, alias: Option<(&'a str, Span)>) -> TypeCase {
        let kids = self.open(kid.node);
        let mut types = Vec::with_capacity(1);
        for at in kids.clone() {
            let kid = self.kids[at];
            if kid.field == F::Type && !kid.kind.is_token() {
                types.push(self.type_at(kid.node));
            }
        }
        // With one type the variable has that type, otherwise (and for `nil`) that of the subject.
        let is_nil = self
            .find(&kids, F::Type)
            .is_some_and(|it| self.name_at(it.node) == "nil");
        self.close(kids);
        let ty = types
            .first()
            .copied()
            .filter(|_| types.len() == 1 && !is_nil);
        self.scopes.push();
        let bind = alias.map(|(name, span)| self.declare(name, span, LocalKind::TypeSwitch, ty));
        let mut body = Vec::new();
        self.statements_of(kid.node, &mut body);
        self.scopes.pop();
        TypeCase {
            types,
            default: kid.kind == K::DefaultCase,
            bind,
            body,
        }
    }

    fn select(&mut self, node: Node<'t>, out: &mut Block) {
        let kids = self.open(node);
        let mut arms = Vec::with_capacity(kids.len());
        for at in kids.clone() {
            let kid = self.kids[at];
            if !matches!(kid.kind, K::CommunicationCase | K::DefaultCase) {
                continue;
            }
            self.scopes.push();
            let parts = self.open(kid.node);
            let comm = self
                .find(&parts, F::Communication)
                .map(|it| Box::new(self.communication(it)));
            self.close(parts);
            let mut body = Vec::new();
            self.statements_of(kid.node, &mut body);
            self.scopes.pop();
            arms.push(SelectArm { comm, body });
        }
        self.close(kids);
        out.push(Stmt {
            kind: StmtKind::Select(arms),
            span: span_of(node),
        });
    }

    /// The send or receive of an arm, in the arm's scope.
    fn communication(&mut self, kid: Kid<'t>) -> Stmt {
        let span = span_of(kid.node);
        let kids = self.open(kid.node);
        let kind = if kid.kind == K::Send {
            self.send(&kids, span)
        } else {
            let value = match self.find(&kids, F::Right) {
                Some(right) => self.expr(right),
                None => self.push(Expr::Unknown, span),
            };
            match self.find(&kids, F::Left) {
                Some(left) if self.find_kind(&kids, K::OpDefine).is_some() => {
                    let (lhs, fresh) = self.define_list(left, LocalKind::Select);
                    StmtKind::Define {
                        lhs,
                        fresh,
                        rhs: vec![value],
                    }
                }
                Some(left) => StmtKind::Assign {
                    lhs: self.assign_list(left),
                    rhs: vec![value],
                    compound: false,
                },
                None => StmtKind::Expr(value),
            }
        };
        self.close(kids);
        Stmt { kind, span }
    }

    /// A statement with an init statement has the label twice: outside for `goto`, inside for `break` and `continue`.
    fn labeled(&mut self, node: Node<'t>, out: &mut Block) {
        let kids = self.open(node);
        let label = self
            .find(&kids, F::Label)
            .map_or("", |it| self.name_at(it.node));
        let label = self.names.intern(label);
        let mut inner = Vec::new();
        for at in kids.clone() {
            let kid = self.kids[at];
            if kid.field != F::Label && !kid.kind.is_token() {
                self.stmt(kid, LocalKind::Var, &mut inner);
            }
        }
        let plain_block = self.find_kind(&kids, K::Block).is_some();
        self.close(kids);
        let span = span_of(node);
        let labeled = |stmt: Stmt| Stmt {
            kind: StmtKind::Labeled(label, Box::new(stmt)),
            span,
        };
        match (inner.pop(), inner.is_empty()) {
            (
                Some(Stmt {
                    kind: StmtKind::Block(mut init),
                    span: whole,
                }),
                true,
            ) if !plain_block => {
                if let Some(last) = init.pop() {
                    init.push(labeled(last));
                }
                out.push(labeled(Stmt {
                    kind: StmtKind::Block(init),
                    span: whole,
                }));
            }
            (Some(stmt), true) => out.push(labeled(stmt)),
            (last, _) => {
                inner.extend(last);
                out.push(labeled(Stmt {
                    kind: StmtKind::Block(inner),
                    span,
                }));
            }
        }
    }
}
