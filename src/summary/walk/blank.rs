//! Blank objects: what is known to be unset in an object that was just made, and what a function wants to be set before it goes on.
//!
//! `ca := new(CA); ca.Provision()` never comes to what `Provision` does behind `if ca.StorageRaw != nil`, and
//! `walk(Options{}, visit)` to nothing behind `if options.Parallel > 1`.

use super::*;
use crate::ir::BinaryOp;
use crate::summary::place::Sel;

/// What was made here and has not been used yet.
#[derive(Debug, Default)]
pub(super) struct Blank {
    /// Made by these expressions, and given to nobody since.
    made: Vec<Made>,
    /// Fields that were set, by the expression that made the object.
    set: Vec<(ExprId, FieldId)>,
    /// Places of parameters that the function may have changed itself.
    touched: Vec<Place>,
}

/// An object, and where it was made: a loop or a literal comes back to one that was made outside, and it is not what it was.
#[derive(Debug, PartialEq)]
struct Made {
    by: ExprId,
    body: usize,
    loop_id: Option<u32>,
}

impl<'a> Walker<'a> {
    /// A new object has all fields unset.
    pub(super) fn note_blank(&mut self, expr: ExprId) {
        self.blank.set.retain(|(of, _)| *of != expr);
        self.blank.made.retain(|it| it.by != expr);
        let made = self.made_here(expr);
        self.blank.made.push(made);
    }

    fn made_here(&self, by: ExprId) -> Made {
        Made {
            by,
            body: self.body,
            loop_id: self.loop_id,
        }
    }

    /// Something is stored at a place.
    pub(super) fn note_set(&mut self, place: &Place) {
        match (&place.base, &place.path[..]) {
            (Base::Alloc(expr), [Sel::Field(field), ..]) => self.blank.set.push((*expr, *field)),
            (Base::Alloc(expr), _) => self.blank.made.retain(|it| it.by != *expr),
            (Base::Local(_), _) => {
                self.state.needs.retain(|it| it.base != place.base);
                self.blank.touched.push(place.clone());
            }
            (Base::Global(_) | Base::ExternalVar(..) | Base::Result(_), _) => {}
        }
    }

    /// The address of a field is taken, mostly for somebody to set it: `&cli.IntFlag{Destination: &options.workers}`.
    pub(super) fn note_addressed(&mut self, val: &Val) {
        let Some(place) = val.place().filter(|it| !it.path.is_empty()) else {
            return;
        };
        match (&place.base, &place.path[..]) {
            (Base::Alloc(expr), [Sel::Field(field), ..]) => self.blank.set.push((*expr, *field)),
            (Base::Local(_), _) => self.blank.touched.push(place.clone()),
            _ => {}
        }
    }

    /// A call got these: it may have set any field.
    pub(super) fn note_used(&mut self, args: &[Val]) {
        for place in args.iter().filter_map(Val::place) {
            match place.base {
                Base::Alloc(expr) => self.blank.made.retain(|it| it.by != expr),
                Base::Local(local) if param_index(self.cx.func, local).is_some() => {
                    let is_value = matches!(self.cx.typing.local(local), Ty::Basic(_));
                    if place.path.is_empty() && !is_value {
                        self.blank.touched.push(place.clone());
                    }
                }
                Base::Local(_) | Base::Global(_) | Base::ExternalVar(..) | Base::Result(_) => {}
            }
        }
    }

    /// Arguments that were made here and not used since, or copies of such, with the fields that were set.
    pub(super) fn blank_args(&self, args: &[Val]) -> Shared<(u32, Shared<FieldId>)> {
        let mut blank = Shared::new();
        for (at, place) in args.iter().enumerate() {
            if let Some(Place {
                base: Base::Alloc(expr),
                path,
            }) = place.place()
                && matches!(path[..], [] | [Sel::Copy])
                && self.is_blank(*expr)
            {
                let set = self.blank.set.iter().filter(|(of, _)| of == expr);
                blank.push((at as u32, set.map(|(_, field)| *field).collect()));
            }
        }
        blank
    }

    fn is_blank(&self, expr: ExprId) -> bool {
        self.blank.made.contains(&self.made_here(expr))
    }

    /// The field of an object that was made here and has not been set.
    fn is_unset(&self, place: &Place) -> bool {
        match (&place.base, &place.path[..]) {
            (Base::Alloc(expr), [Sel::Field(field)]) => {
                self.is_blank(*expr) && !self.blank.set.contains(&(*expr, *field))
            }
            _ => false,
        }
    }

    /// Of `len` arguments of a call, receiver first: those that are given as `false`, `nil` or zero.
    pub(super) fn unset_args(&self, call: ExprId, len: usize) -> u64 {
        let Expr::Call { args, .. } = self.expr_ir(call) else {
            return 0;
        };
        let Some(before) = len.checked_sub(args.len()) else {
            return 0;
        };
        let unset = (before..64)
            .zip(args)
            .filter(|(_, arg)| self.is_zero(**arg));
        unset.fold(0, |bits, (at, _)| bits | 1 << at)
    }

    /// Truth values that the function was given and hands on: its callees may depend on them.
    pub(super) fn note_handed_flags(&mut self, args: &[Val]) {
        for place in args.iter().filter_map(Val::place) {
            if let Base::Local(local) = place.base
                && place.path.is_empty()
                && matches!(self.cx.typing.local(local), Ty::Basic(name) if name == "bool")
                && self.is_as_given(place)
                && !self.out.demands.contains(&(local, None))
            {
                self.out.demands.push((local, None));
            }
        }
    }

    /// A constant without a value.
    fn is_zero(&self, expr: ExprId) -> bool {
        match self.expr_ir(expr) {
            Expr::Lit => self.span(expr).text(self.cx.text) == "0",
            Expr::Name(_) => matches!(self.ty(expr), Ty::Nil) || self.constant(expr) == Some(false),
            Expr::Local(_) => self.constant(expr) == Some(false),
            _ => false,
        }
    }

    /// What a callee needs to be set before it does something, in terms of this function, as far as it was given that itself; none if something is not
    /// set.
    pub(super) fn needs_here(
        &self,
        needs: &[Place],
        call: ExprId,
        args: &[Val],
    ) -> Option<Vec<Place>> {
        let unset = self.unset_args(call, args.len());
        let is_unset_arg = |place: &Place| match (&place.base, &place.path[..]) {
            (Base::Local(local), []) if local.0 >= PARAM_BASE => {
                let at = local.0 - PARAM_BASE;
                at < 64 && unset & (1 << at) != 0
            }
            _ => false,
        };
        if needs.iter().any(is_unset_arg) {
            return None;
        }
        let mut found = Vec::new();
        for place in needs {
            let Some(mut place) = self.translate(place, args) else {
                continue;
            };
            // A copy has what it was copied from.
            place.path.retain(|it| *it != Sel::Copy);
            if self.is_unset(&place) {
                return None;
            }
            if self.is_as_given(&place) {
                found.push(place);
            }
        }
        Some(found)
    }

    /// Parameters, or fields of such, that are set when `cond` has the given value, unless this function has had a hand in it: `p.f != nil`,
    /// `p.n > 1`.
    pub(super) fn set_if(&self, cond: ExprId, value: bool) -> Vec<Place> {
        match *self.expr_ir(cond) {
            Expr::Unary { not: true, operand } => self.set_if(operand, !value),
            Expr::Binary(BinaryOp::And, left, right) if value => {
                self.set_if_both(left, right, value)
            }
            Expr::Binary(BinaryOp::Or, left, right) if !value => {
                self.set_if_both(left, right, value)
            }
            Expr::Binary(op @ (BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Order), left, right) => self
                .compared_set(op, left, right, value)
                .into_iter()
                .collect(),
            Expr::Local(_) | Expr::Select(..) if value => self.option(cond).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn set_if_both(&self, left: ExprId, right: ExprId, value: bool) -> Vec<Place> {
        let mut places = self.set_if(left, value);
        places.extend(self.set_if(right, value));
        places
    }

    /// What must be set for a comparison to have the given value.
    fn compared_set(
        &self,
        op: BinaryOp,
        left: ExprId,
        right: ExprId,
        value: bool,
    ) -> Option<Place> {
        let is_nil = |expr: ExprId| matches!(self.ty(expr), Ty::Nil);
        match (is_nil(left), is_nil(right)) {
            (false, true) | (true, false) if (op == BinaryOp::Ne) == value => {
                let operand = if is_nil(right) { left } else { right };
                // Where nothing was given, `if p == nil { p = new(P) }`, the fields are unset all the same.
                self.pure_place(operand)
                    .filter(|it| match it.path.is_empty() {
                        true => self.is_as_given(it),
                        false => self.is_of_param(it),
                    })
            }
            (false, false) if self.holds_for_zero(left, right)? != value => {
                self.option(left).or_else(|| self.option(right))
            }
            _ => None,
        }
    }

    /// What a comparison with a literal number is when the other side is zero: `n > 1`, `0 == n`.
    fn holds_for_zero(&self, left: ExprId, right: ExprId) -> Option<bool> {
        let number = |expr: ExprId| match self.expr_ir(expr) {
            Expr::Lit => self.span(expr).text(self.cx.text).parse::<u64>().ok(),
            _ => None,
        };
        let (left_number, right_number) = match (number(left), number(right)) {
            (None, Some(number)) => (0, number),
            (Some(number), None) => (number, 0),
            _ => return None,
        };
        let (start, end) = (self.span(left).end, self.span(right).start);
        match self.cx.text.get(start as usize..end as usize)?.trim() {
            "==" => Some(left_number == right_number),
            "!=" => Some(left_number != right_number),
            "<" => Some(left_number < right_number),
            "<=" => Some(left_number <= right_number),
            ">" => Some(left_number > right_number),
            ">=" => Some(left_number >= right_number),
            _ => None,
        }
    }

    /// A number or truth value that the caller has given, as a parameter or in a field of one.
    fn option(&self, expr: ExprId) -> Option<Place> {
        let is_plain = matches!(self.expr_ir(expr), Expr::Local(_) | Expr::Select(..))
            && matches!(self.cx.universe.underlying(self.ty(expr)), Ty::Basic(_));
        let place = is_plain.then(|| self.pure_place(expr))??;
        self.is_as_given(&place).then_some(place)
    }

    /// Goes on where these are set.
    pub(super) fn need(&mut self, places: Vec<Place>) {
        self.demand(&places);
        self.state.needs.extend(places);
    }

    /// Callers are to tell which of these are set.
    pub(super) fn demand(&mut self, places: &[Place]) {
        for place in places {
            match (&place.base, &place.path[..]) {
                (Base::Local(local), []) => self.out.demands.push((*local, None)),
                (Base::Local(local), [Sel::Field(field)]) => {
                    self.out.demands.push((*local, Some(*field)));
                }
                _ => {}
            }
        }
    }

    /// A parameter, or a field of one, that is as the caller left it.
    fn is_as_given(&self, place: &Place) -> bool {
        let is_kept = |local: LocalId| {
            let info = &self.cx.func.locals[local.index()];
            info.assigned == 0 && !(place.path.is_empty() && info.addressed)
        };
        self.is_of_param(place) && place.local().is_some_and(is_kept)
    }

    /// A parameter, or a field of one, in which the function was not seen to store anything.
    fn is_of_param(&self, place: &Place) -> bool {
        let is_param = |local: LocalId| param_index(self.cx.func, local).is_some();
        let is_touched = |it: &Place| place.below(it).is_some();
        place.local().is_some_and(is_param)
            && self.body == 0
            && matches!(place.path[..], [] | [Sel::Field(_)])
            && !self.blank.touched.iter().any(is_touched)
    }
}
