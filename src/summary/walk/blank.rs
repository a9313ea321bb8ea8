//! Blank objects: what is known to be unset in an object that was just made, and what a function wants to be set before it goes on.
//!
//! `ca := new(CA); ca.Provision()` never comes to what `Provision` does behind `if ca.StorageRaw != nil`.

use super::*;
use crate::ir::BinaryOp;
use crate::summary::place::Sel;

/// What was made here and has not been used yet.
#[derive(Debug, Default)]
pub(super) struct Blank {
    /// Made by these expressions, and given to nobody since.
    made: Vec<ExprId>,
    /// Fields that were set, by the expression that made the object.
    set: Vec<(ExprId, FieldId)>,
    /// Places of parameters that the function may have changed itself.
    touched: Vec<Place>,
}

impl<'a> Walker<'a> {
    /// A new object has all fields unset.
    pub(super) fn note_blank(&mut self, expr: ExprId) {
        self.blank.set.retain(|(of, _)| *of != expr);
        if !self.blank.made.contains(&expr) {
            self.blank.made.push(expr);
        }
    }

    /// Something is stored at a place.
    pub(super) fn note_set(&mut self, place: &Place) {
        match (&place.base, &place.path[..]) {
            (Base::Alloc(expr), [Sel::Field(field), ..]) => self.blank.set.push((*expr, *field)),
            (Base::Alloc(expr), _) => self.blank.made.retain(|it| it != expr),
            (Base::Local(_), _) => {
                self.state.needs.retain(|it| it.base != place.base);
                self.blank.touched.push(place.clone());
            }
            (Base::Global(_) | Base::ExternalVar(..) | Base::Result(_), _) => {}
        }
    }

    /// A call got these: it may have set any field.
    pub(super) fn note_used(&mut self, args: &[Val]) {
        for place in args.iter().filter_map(Val::place) {
            match place.base {
                Base::Alloc(expr) => self.blank.made.retain(|it| *it != expr),
                Base::Local(local) if param_index(self.cx.func, local).is_some() => {
                    if place.path.is_empty() {
                        self.blank.touched.push(place.clone());
                    }
                }
                Base::Local(_) | Base::Global(_) | Base::ExternalVar(..) | Base::Result(_) => {}
            }
        }
    }

    /// Arguments that were made here and not used since, with the fields that were set.
    pub(super) fn blank_args(&self, args: &[Val]) -> Shared<(u32, Shared<FieldId>)> {
        let mut blank = Shared::new();
        for (at, place) in args.iter().enumerate() {
            if let Some(Place {
                base: Base::Alloc(expr),
                path,
            }) = place.place()
                && path.is_empty()
                && self.blank.made.contains(expr)
            {
                let set = self.blank.set.iter().filter(|(of, _)| of == expr);
                blank.push((at as u32, set.map(|(_, field)| *field).collect()));
            }
        }
        blank
    }

    /// Fields of parameters that are set when `cond` has the given value, unless this function has had a hand in it: `p.f != nil`.
    pub(super) fn set_if(&self, cond: ExprId, value: bool) -> Vec<Place> {
        match *self.expr_ir(cond) {
            Expr::Unary { not: true, operand } => self.set_if(operand, !value),
            Expr::Binary(BinaryOp::And, left, right) if value => {
                self.set_if_both(left, right, value)
            }
            Expr::Binary(BinaryOp::Or, left, right) if !value => {
                self.set_if_both(left, right, value)
            }
            Expr::Binary(op @ (BinaryOp::Eq | BinaryOp::Ne), left, right)
                if (op == BinaryOp::Ne) == value =>
            {
                let is_nil = |expr: ExprId| matches!(self.ty(expr), Ty::Nil);
                let operand = match (is_nil(left), is_nil(right)) {
                    (false, true) => left,
                    (true, false) => right,
                    _ => return Vec::new(),
                };
                let place = self.pure_place(operand).filter(|it| self.is_as_given(it));
                place.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn set_if_both(&self, left: ExprId, right: ExprId, value: bool) -> Vec<Place> {
        let mut places = self.set_if(left, value);
        places.extend(self.set_if(right, value));
        places
    }

    /// Goes on where these fields of parameters are set.
    pub(super) fn need(&mut self, fields: Vec<Place>) {
        for place in fields {
            if let (Base::Local(local), [Sel::Field(field)]) = (&place.base, &place.path[..]) {
                self.out.demands.push((*local, *field));
            }
            self.state.needs.push(place);
        }
    }

    /// A field of a parameter that is as the caller left it.
    fn is_as_given(&self, place: &Place) -> bool {
        let is_param = place
            .local()
            .is_some_and(|local| param_index(self.cx.func, local).is_some());
        is_param
            && self.body == 0
            && matches!(place.path[..], [Sel::Field(_)])
            && !self
                .blank
                .touched
                .iter()
                .any(|it| place.below(it).is_some())
    }
}
