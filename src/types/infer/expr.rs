//! Expressions other than calls and composite literals.

use super::{Infer, basic};
use crate::ir::{BinaryOp, ClosureId, Expr, ExprId, NameId};
use crate::types::subst::{UNTYPED, is_untyped, subst};
use crate::types::{Found, FuncId, FuncIds, Object, Selection, Sig, Ty};
use std::sync::Arc;

impl<'a> Infer<'a> {
    /// Types an expression and all in it; for a type expression the type that it denotes.
    pub(super) fn expr(&mut self, id: ExprId) -> Ty {
        self.expr_wanted(id, None)
    }

    /// As `expr`; `wanted` is the type of the place it is for, which a composite literal without type takes.
    pub(super) fn expr_wanted(&mut self, id: ExprId, wanted: Option<&Ty>) -> Ty {
        let body = self.body;
        let Some(expr) = body.exprs.get(id.index()) else {
            return Ty::Unknown;
        };
        let ty = match expr {
            Expr::Local(local) => self
                .out
                .locals
                .get(local.index())
                .cloned()
                .unwrap_or_default(),
            Expr::Name(name) => self.bare_name(id, *name),
            Expr::Package(_) | Expr::Blank | Expr::Unknown => Ty::Unknown,
            Expr::Select(base, name) => self.selector(id, *base, *name),
            Expr::Index(base, args) => self.index(id, *base, args),
            Expr::Slice(base, bounds) => self.slice(*base, bounds),
            Expr::Star(inner) => self.star(id, *inner),
            Expr::Addr(inner) => {
                let wanted = match wanted {
                    Some(Ty::Pointer(target)) => Some(&**target),
                    _ => None,
                };
                Ty::Pointer(Arc::new(self.expr_wanted(*inner, wanted)))
            }
            Expr::Recv(chan) => {
                let chan = self.expr(*chan);
                match self.universe.underlying(&chan) {
                    Ty::Chan(_, elem) => (*elem).clone(),
                    _ => Ty::Unknown,
                }
            }
            Expr::Unary { operand, .. } => self.expr(*operand),
            Expr::Binary(op, left, right) => self.binary(*op, *left, *right),
            Expr::Call {
                callee,
                args,
                spread,
            } => self.call(*callee, args, *spread),
            Expr::Closure(closure) => self.closure(*closure),
            Expr::Composite { ty, elems } => {
                let at = self.start(id);
                let ty = ty.map(|it| self.written(it, at));
                self.composite(ty, elems, wanted)
            }
            Expr::Assert(value, ty) => {
                self.expr(*value);
                self.written(*ty, self.start(id))
            }
            Expr::Type(ty) => {
                self.out.is_type[id.index()] = true;
                self.written(*ty, self.start(id))
            }
            Expr::Str => basic("string"),
            Expr::Lit => basic(UNTYPED),
            Expr::Key(name) => self.bare_name(id, *name),
        };
        self.out.exprs[id.index()] = ty.clone();
        ty
    }

    pub(super) fn start(&self, id: ExprId) -> u32 {
        self.body.spans.get(id.index()).map_or(0, |it| it.start)
    }

    /// What a name that is no local is: type parameter, local type, then package scope.
    pub(super) fn object(&self, name: &str, at: u32) -> Object {
        if let Some((_, param)) = self.params.iter().rev().find(|(it, _)| it == name) {
            return Object::Type(param.clone());
        }
        if let Some(id) = self.universe.local_type(self.file, at, name) {
            return Object::Type(self.universe.named(id, &[]));
        }
        self.universe.lookup(self.file, name)
    }

    fn bare_name(&mut self, id: ExprId, name: NameId) -> Ty {
        let object = self.object(self.name(name), self.start(id));
        let ty = if object == Object::Const {
            self.constant(name)
        } else {
            self.object_type(id, &object)
        };
        self.select(id, Selection::Member(object));
        ty
    }

    fn constant(&self, name: NameId) -> Ty {
        match self.name(name) {
            "nil" => Ty::Nil,
            "iota" => basic(UNTYPED),
            _ => basic("bool"),
        }
    }

    /// The type of a member of a package or of the universe; marks `id` when it is a type.
    fn object_type(&mut self, id: ExprId, object: &Object) -> Ty {
        match object {
            Object::Var(var) => self
                .universe
                .vars
                .get(var.index())
                .map(|it| it.ty.clone())
                .unwrap_or_default(),
            Object::Func(funcs) => funcs
                .first()
                .map(|it| self.func_type(*it))
                .unwrap_or_default(),
            Object::Type(ty) => {
                self.out.is_type[id.index()] = true;
                ty.clone()
            }
            Object::External(path, name) => {
                self.universe.external_value(path, name).unwrap_or_default()
            }
            Object::Builtin(_) | Object::Const | Object::Unknown => Ty::Unknown,
        }
    }

    fn func_type(&self, func: FuncId) -> Ty {
        self.universe
            .funcs
            .get(func.index())
            .map(|it| Ty::Func(it.sig.clone()))
            .unwrap_or_default()
    }

    fn selector(&mut self, id: ExprId, base: ExprId, name: NameId) -> Ty {
        let name = self.name(name);
        let package = match self.body.exprs.get(base.index()) {
            Some(Expr::Package(package)) => Some(self.name(*package)),
            // An import whose path does not show its name is no package to the lowering.
            Some(Expr::Name(package)) => {
                let package = self.name(*package);
                let unknown = self.object(package, self.start(base)) == Object::Unknown;
                (unknown && self.universe.import(self.file, package).is_some()).then_some(package)
            }
            _ => None,
        };
        if let Some(package) = package {
            let object = self.universe.member(self.file, package, name);
            let ty = self.object_type(id, &object);
            self.select(id, Selection::Member(object));
            return ty;
        }
        let operand = self.expr(base);
        if self.is_type(base) {
            return self.method_expression(id, &operand, name);
        }
        let Found { selection, ty } = self.universe.find(&operand, name, self.file);
        self.select(id, selection.unwrap_or(Selection::Unknown));
        ty
    }

    /// `T.Method`: a function with the receiver as its first parameter.
    fn method_expression(&mut self, id: ExprId, operand: &Ty, name: &str) -> Ty {
        let found = self.universe.find(operand, name, self.file);
        let funcs = match found.selection {
            Some(Selection::Method { funcs, .. }) => funcs,
            _ => FuncIds::new(),
        };
        self.select(id, Selection::MethodExpr(funcs));
        let Ty::Func(sig) = found.ty else {
            return Ty::Unknown;
        };
        let params = std::iter::once(operand.clone())
            .chain(sig.params.iter().cloned())
            .collect();
        Ty::Func(Arc::new(Sig {
            params,
            results: sig.results.clone(),
            variadic: sig.variadic,
        }))
    }

    fn index(&mut self, id: ExprId, base: ExprId, args: &[ExprId]) -> Ty {
        let operand = self.expr(base);
        let mut types: Vec<Ty> = Vec::new();
        for arg in args {
            let ty = self.expr(*arg);
            types.push(ty);
        }
        if self.is_type(base) {
            self.out.is_type[id.index()] = true;
            return match &operand {
                // The star of `(*T[A, B]).Method` was read before the brackets.
                Ty::Pointer(inner) => Ty::Pointer(Arc::new(self.instance(inner, types))),
                other => self.instance(other, types),
            };
        }
        if let Ty::Func(_) = operand {
            let params = self.generic_params(base);
            return subst(&operand, params, &types);
        }
        match self.universe.underlying(&operand) {
            Ty::Map(pair) => pair.1.clone(),
            Ty::Slice(elem) | Ty::Array(elem) => (*elem).clone(),
            Ty::Pointer(inner) => match self.universe.underlying(&inner) {
                Ty::Array(elem) => (*elem).clone(),
                _ => Ty::Unknown,
            },
            Ty::Basic(name) if name == "string" => basic("byte"),
            _ => Ty::Unknown,
        }
    }

    /// A generic type with type arguments.
    fn instance(&self, generic: &Ty, args: Vec<Ty>) -> Ty {
        match generic {
            Ty::Named(decl, _) => self.universe.named(*decl, &args),
            Ty::External(name, _) => Ty::External(name.clone(), args.into()),
            other => other.clone(),
        }
    }

    fn slice(&mut self, base: ExprId, bounds: &[ExprId]) -> Ty {
        let operand = self.expr(base);
        bounds.iter().for_each(|it| drop(self.expr(*it)));
        let array = match self.universe.underlying(&operand) {
            Ty::Array(elem) => Some(elem),
            Ty::Pointer(inner) => match self.universe.underlying(&inner) {
                Ty::Array(elem) => Some(elem),
                _ => None,
            },
            _ => None,
        };
        array.map_or(operand, Ty::Slice)
    }

    fn star(&mut self, id: ExprId, inner: ExprId) -> Ty {
        let operand = self.expr(inner);
        if self.is_type(inner) {
            self.out.is_type[id.index()] = true;
            return Ty::Pointer(Arc::new(operand));
        }
        match operand {
            Ty::Pointer(target) => (*target).clone(),
            other => match self.universe.underlying(&other) {
                Ty::Pointer(target) => (*target).clone(),
                _ => Ty::Unknown,
            },
        }
    }

    fn binary(&mut self, op: BinaryOp, left: ExprId, right: ExprId) -> Ty {
        let (left, right) = (self.expr(left), self.expr(right));
        match op {
            BinaryOp::And | BinaryOp::Or | BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Order => {
                basic("bool")
            }
            BinaryOp::Other if is_untyped(&left) && right != Ty::Unknown => right,
            BinaryOp::Other => left,
        }
    }

    fn closure(&mut self, closure: ClosureId) -> Ty {
        let body = self.body;
        let Some(literal) = body.closures.get(closure.index()) else {
            return Ty::Unknown;
        };
        let ty = self.written(literal.ty, literal.span.start);
        if !self.shallow {
            self.block(&literal.body);
        }
        ty
    }
}
