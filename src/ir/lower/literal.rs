//! Lowering of composite literals.
//!
//! In: `composite_literal` and `literal_value` nodes. Out: [`Expr::Composite`]. Must not know statements.

use super::{Kid, Lowering, span_of};
use crate::ir::{Expr, ExprId, TypeIdx};
use crate::syntax::kinds::{F, K};
use tree_sitter::Node;

impl<'t> Lowering<'t, '_> {
    /// `T{...}`.
    pub(super) fn composite(&mut self, node: Node<'t>) -> Expr {
        let kids = self.open(node);
        let (ty, body) = (self.find(&kids, F::Type), self.find(&kids, F::Body));
        self.close(kids);
        let (Some(ty), Some(body)) = (ty, body) else {
            return Expr::Unknown;
        };
        let idx = self.type_at(ty.node);
        self.elements(body.node, Some(idx), Some(ty.node))
    }

    /// The elements of a `literal_value`. `shape` is the type as far as it is written out here: it tells whether bare keys are values.
    pub(super) fn elements(
        &mut self,
        node: Node<'t>,
        ty: Option<TypeIdx>,
        shape: Option<Node<'t>>,
    ) -> Expr {
        let container =
            shape.filter(|it| matches!(self.kind(*it), K::MapType | K::SliceType | K::ArrayType));
        let (key_shape, value_shape) = container.map_or((None, None), |it| self.element_shapes(it));
        let kids = self.open(node);
        let mut elems = Vec::with_capacity(kids.len());
        for at in kids.clone() {
            let kid = self.kids[at];
            if kid.kind != K::KeyedElement {
                elems.push((None, self.element(kid, value_shape)));
                continue;
            }
            let parts = self.open(kid.node);
            let (key, value) = (self.find(&parts, F::Key), self.find(&parts, F::Value));
            self.close(parts);
            let key = key.map(|it| {
                if container.is_some() {
                    self.element(it, key_shape)
                } else {
                    self.key(it)
                }
            });
            let value = match value {
                Some(value) => self.element(value, value_shape),
                None => self.push(Expr::Unknown, span_of(kid.node)),
            };
            elems.push((key, value));
        }
        self.close(kids);
        Expr::Composite { ty, elems }
    }

    /// Type nodes of the keys and of the elements of a container type.
    fn element_shapes(&mut self, ty: Node<'t>) -> (Option<Node<'t>>, Option<Node<'t>>) {
        let kids = self.open(ty);
        let node = |it: Option<Kid<'t>>| it.map(|it| it.node);
        let element = self
            .find(&kids, F::Element)
            .or_else(|| self.find(&kids, F::Value));
        let shapes = (node(self.find(&kids, F::Key)), node(element));
        self.close(kids);
        shapes
    }

    /// An element: an expression, or a literal value whose type is elided.
    fn element(&mut self, kid: Kid<'t>, shape: Option<Node<'t>>) -> ExprId {
        let inner = self.unwrap_element(kid);
        if inner.kind != K::LiteralValue {
            return self.expr(inner);
        }
        if self.depth >= super::MAX_DEPTH {
            return self.push(Expr::Unknown, span_of(inner.node));
        }
        self.depth += 1;
        let shape = shape.map(|it| self.without_star(it));
        let expr = self.elements(inner.node, None, shape);
        self.depth -= 1;
        self.push(expr, span_of(inner.node))
    }

    /// A key where the type is named or elided: a bare identifier may be a field.
    fn key(&mut self, kid: Kid<'t>) -> ExprId {
        let inner = self.unwrap_element(kid);
        if inner.kind != K::Identifier {
            return self.element(inner, None);
        }
        let name = self.intern_at(inner.node);
        self.push(Expr::Key(name), span_of(inner.node))
    }

    fn unwrap_element(&mut self, kid: Kid<'t>) -> Kid<'t> {
        if kid.kind != K::LiteralElement {
            return kid;
        }
        let kids = self.open(kid.node);
        let inner = self.first_node(&kids).unwrap_or(kid);
        self.close(kids);
        inner
    }

    /// In `[]*T{{...}}` the elided type is `*T`, and what is written in the braces is a `T`.
    fn without_star(&mut self, ty: Node<'t>) -> Node<'t> {
        if self.kind(ty) != K::PointerType {
            return ty;
        }
        let kids = self.open(ty);
        let inner = self.first_node(&kids).map_or(ty, |it| it.node);
        self.close(kids);
        inner
    }
}
