//! Lowering of functions, methods, function literals and package variable initializers.
//!
//! In: their nodes. Out: [`FuncIr`]s and [`Closure`]s. Must not know single statements.

use super::{Kid, Lowering, span_of};
use crate::ir::{
    Block, Closure, ClosureId, Expr, FuncIr, FuncKind, LocalId, LocalKind, Stmt, StmtKind, TypeIdx,
};
use crate::outline::{self, TypeRef};
use crate::syntax::kinds::{F, K};
use tree_sitter::Node;

/// Locals of a signature.
#[derive(Debug, Default)]
pub(super) struct Signature {
    pub(super) params: Vec<LocalId>,
    pub(super) results: Vec<LocalId>,
}

impl<'t> Lowering<'t, '_> {
    /// A function or method declaration.
    pub(super) fn function(&mut self, node: Node<'t>, kind: FuncKind) -> FuncIr {
        self.scopes.push();
        let kids = self.open(node);
        if let Some(list) = self.find(&kids, F::TypeParameters) {
            self.type_parameters(list.node);
        }
        let mut signature = Signature::default();
        if let Some(receiver) = self.find(&kids, F::Receiver) {
            self.parameters(receiver.node, LocalKind::Param, &mut signature.params);
        }
        let body = self.signature_and_body(kids, &mut signature);
        self.scopes.pop();
        self.finish(kind, span_of(node), signature, body)
    }

    /// The initializers of a package-level `var` declaration, one a spec with values.
    pub(super) fn initializers(&mut self, node: Node<'t>, funcs: &mut Vec<FuncIr>) {
        let kids = self.open(node);
        for at in kids.clone() {
            let kid = self.kids[at];
            match kid.kind {
                K::VarSpecList => self.initializers(kid.node, funcs),
                K::VarSpec => funcs.extend(self.initializer(kid.node)),
                _ => {}
            }
        }
        self.close(kids);
    }

    fn initializer(&mut self, spec: Node<'t>) -> Option<FuncIr> {
        let kids = self.open(spec);
        let values = self.find(&kids, F::Value);
        self.close(kids);
        let values = values?;
        self.scopes.push();
        let list = self.expression_list(values);
        self.scopes.pop();
        let body = vec![Stmt {
            kind: StmtKind::Return(list),
            span: span_of(values.node),
        }];
        Some(self.finish(FuncKind::VarInit, span_of(spec), Signature::default(), body))
    }

    /// A function literal.
    pub(super) fn func_literal(&mut self, node: Node<'t>) -> Expr {
        let span = span_of(node);
        let ty = TypeRef::Func(Box::new(outline::signature(node, self.text)));
        let ty = self.types.intern(ty);
        let id = ClosureId(self.body.closures.len() as u32);
        let parent = self.body.owner.replace(id);
        // Its place comes before those of the literals inside.
        self.body.closures.push(Closure {
            span,
            ty,
            params: Vec::new(),
            results: Vec::new(),
            parent,
            body: Vec::new(),
        });
        self.scopes.push();
        let kids = self.open(node);
        let mut signature = Signature::default();
        let body = self.signature_and_body(kids, &mut signature);
        self.scopes.pop();
        self.body.owner = parent;
        let closure = &mut self.body.closures[id.index()];
        closure.params = signature.params;
        closure.results = signature.results;
        closure.body = body;
        Expr::Closure(id)
    }

    /// Parameters, results and body share one scope: `:=` in the body takes a result of the same name.
    fn signature_and_body(&mut self, kids: super::Kids, signature: &mut Signature) -> Block {
        if let Some(list) = self.find(&kids, F::Parameters) {
            self.parameters(list.node, LocalKind::Param, &mut signature.params);
        }
        match self.find(&kids, F::Result) {
            Some(list) if list.kind == K::ParameterList => {
                self.parameters(list.node, LocalKind::Result, &mut signature.results);
            }
            Some(single) => {
                let ty = self.type_at(single.node);
                let id = self.declare("", span_of(single.node), LocalKind::Result, Some(ty));
                signature.results.push(id);
            }
            None => {}
        }
        let mut out = Vec::new();
        if let Some(body) = self.find(&kids, F::Body) {
            self.statements_of(body.node, &mut out);
        }
        self.close(kids);
        out
    }

    /// Of a long group `a, b, ... T` the grammar takes the first names for types of unnamed parameters. Go allows unnamed
    /// parameters only where all are, so that these names are told by a named one behind them.
    fn parameters(&mut self, list: Node<'t>, kind: LocalKind, out: &mut Vec<LocalId>) {
        let kids = self.open(list);
        let mut waiting = Vec::new();
        for at in kids.clone() {
            let decl = self.kids[at];
            if !matches!(decl.kind, K::Parameter | K::VariadicParameter) {
                continue;
            }
            let parts = self.open(decl.node);
            let named = self.find(&parts, F::Name).is_some();
            let alone = !named && decl.kind == K::Parameter;
            match self.find(&parts, F::Type) {
                Some(ty) if alone && ty.kind == K::TypeIdentifier => waiting.push(ty.node),
                Some(ty) => {
                    let ty = self.parameter_type(decl.kind, ty);
                    for node in waiting.drain(..) {
                        self.parameter(node, Some(ty).filter(|_| named), kind, out);
                    }
                    self.parameter_group(parts.clone(), ty, kind, out);
                }
                None => {}
            }
            self.close(parts);
        }
        for node in waiting {
            self.parameter(node, None, kind, out);
        }
        self.close(kids);
    }

    fn parameter_type(&mut self, decl: K, node: Kid<'t>) -> TypeIdx {
        let ty = self.type_at(node.node);
        if decl != K::VariadicParameter {
            return ty;
        }
        let element = self.types.list[ty.index()].clone();
        self.types.intern(TypeRef::Slice(Box::new(element)))
    }

    /// An identifier alone: the name of a parameter if its type is known, else the type of one without name.
    fn parameter(
        &mut self,
        node: Node<'t>,
        ty: Option<TypeIdx>,
        kind: LocalKind,
        out: &mut Vec<LocalId>,
    ) {
        let (name, ty) = match ty {
            Some(ty) => (self.name_at(node), ty),
            None => ("", self.type_at(node)),
        };
        out.push(self.declare(name, span_of(node), kind, Some(ty)));
    }

    fn parameter_group(
        &mut self,
        parts: super::Kids,
        ty: TypeIdx,
        kind: LocalKind,
        out: &mut Vec<LocalId>,
    ) {
        let before = out.len();
        for at in parts.clone() {
            let kid = self.kids[at];
            if kid.field == F::Name && kid.kind == K::Identifier {
                self.parameter(kid.node, Some(ty), kind, out);
            }
        }
        if out.len() > before {
            return;
        }
        if let Some(node) = self.find(&parts, F::Type) {
            out.push(self.declare("", span_of(node.node), kind, Some(ty)));
        }
    }

    fn type_parameters(&mut self, list: Node<'t>) {
        let kids = self.open(list);
        for at in kids.clone() {
            let decl = self.kids[at];
            let parts = self.open(decl.node);
            for at in parts.clone() {
                let kid = self.kids[at];
                if kid.field == F::Name && kid.kind == K::Identifier {
                    let name = self.name_at(kid.node);
                    self.declare_type(name);
                }
            }
            self.close(parts);
        }
        self.close(kids);
    }
}
