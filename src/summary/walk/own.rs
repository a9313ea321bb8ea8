//! Ownership during the walk: what was made here, what has been published, and to whom.

use super::*;
use crate::summary::place::Sel;
use crate::summary::{Made, Own};

impl<'a> Walker<'a> {
    /// Who can reach the base of a place here.
    pub(super) fn own(&self, place: &Place) -> Own {
        let base = &place.base;
        let made_here = || {
            if !self.state.published.contains(base) {
                return Own::Yes;
            }
            let to = self.state.lent_to(base);
            if to.is_empty() { Own::No } else { Own::If(to) }
        };
        let given = || {
            if self.state.handed.contains(base) {
                Own::No
            } else {
                Own::Base
            }
        };
        match base {
            Base::Alloc(expr) => match self.alloc_body.get(expr) {
                Some(body) if *body == self.body => made_here(),
                Some(_) => given(),
                None => Own::No,
            },
            Base::Local(local) => {
                let info = &self.cx.func.locals[local.index()];
                let owner = info.owner.map_or(0, |closure| 1 + closure.index());
                // A pointer or map of unknown origin is not ours.
                let is_struct = || self.is_struct(self.cx.typing.local(*local));
                let copied = || matches!(place.path.first(), Some(Sel::Copy));
                if info.kind == LocalKind::Param || owner != self.body {
                    given()
                } else if is_struct() && !copied() {
                    made_here()
                } else {
                    Own::No
                }
            }
            Base::Global(_) | Base::ExternalVar(..) | Base::Result(_) => Own::No,
        }
    }

    /// A value of this type is made here: a struct, or a list or table of them.
    pub(super) fn note_made(&mut self, ty: &Ty, span: Span) {
        let (ty, many) = match ty {
            Ty::Slice(elem) | Ty::Array(elem) | Ty::Chan(_, elem) => (&**elem, true),
            Ty::Map(entry) => (&entry.1, true),
            Ty::Pointer(target) => (&**target, false),
            ty => (ty, false),
        };
        let Ty::Named(id, _) = ty else { return };
        if !self.is_struct(ty) {
            return;
        }
        let (body, loop_id) = (self.body as u32, self.loop_id);
        let known = self
            .out
            .made
            .iter()
            .any(|it| it.ty == *id && it.span == span);
        if !known {
            self.out.made.push(Made {
                ty: *id,
                body,
                span,
                loop_id,
                many,
                held: self.state.held.iter().cloned().collect(),
            });
        }
    }

    /// This body made the base and nobody else can reach it yet.
    pub(super) fn is_owned(&self, place: &Place) -> bool {
        self.own(place) == Own::Yes
    }

    /// Notes in a call site who can reach its arguments and what a literal captures.
    pub(super) fn note_owned(&self, site: &mut CallSite) {
        site.owned = 0;
        site.passed = 0;
        site.lent = Shared::new();
        for (at, val) in site.args.iter().enumerate().take(64) {
            let Some(place) = val.place() else { continue };
            match self.own(place) {
                Own::No => {}
                Own::Yes => site.owned |= 1 << at,
                Own::Base => site.passed |= 1 << at,
                Own::If(bases) => site
                    .lent
                    .extend(bases.iter().map(|it| (at as u32, it.clone()))),
            }
        }
        site.keeps = match &site.callee {
            Callee::Value(FuncVal::Closure(closure)) => self.kept_by(*closure),
            _ => Shared::new(),
        };
        site.made_with = match &site.callee {
            Callee::Value(FuncVal::Foreign(_, _, given)) => self.own_of_given(given),
            _ => Shared::new(),
        };
    }

    /// Fields of structs among the arguments, copies that this body keeps in variables, that were set to what it has made.
    pub(super) fn held_by_copies(&self, args: &[Val]) -> Shared<(Place, Place)> {
        let is_copy = |it: &&Place| it.path.last() == Some(&Sel::Copy);
        let copies: Vec<&Place> = args.iter().filter_map(Val::place).filter(is_copy).collect();
        if copies.is_empty() {
            return Shared::new();
        }
        let entries = self.state.heap.iter();
        entries
            .filter(|(field, _)| copies.iter().any(|it| field.below(it).is_some()))
            .filter_map(|(field, val)| Some((field.clone(), val.place()?.clone())))
            .filter(|(_, made)| made.path.is_empty() && matches!(made.base, Base::Alloc(_)))
            .collect()
    }

    /// Who can reach what the maker of a literal was given.
    fn own_of_given(&self, given: &[Val]) -> Shared<(u32, Own)> {
        let places = given.iter().zip(0..);
        places
            .filter_map(|(val, at)| Some((at, self.own(val.place()?))))
            .filter(|(_, own)| *own != Own::No)
            .collect()
    }

    /// What an argument holds goes along when the callee hands the argument to a goroutine: the callee does not have it for itself, though it
    /// is another argument as well.
    pub(super) fn note_handed_along(&mut self, id: SiteId, effects: &Effects, args: &[Val]) {
        let site = &self.out.calls[id as usize];
        let has_alone = site.owned | site.passed;
        if effects.publishes == 0 || has_alone == 0 || site.args.len() != args.len() {
            return;
        }
        let of = |bits: u64| {
            let args = args.iter().take(64).enumerate();
            args.filter_map(move |(at, val)| {
                Some((at, &val.place()?.base)).filter(|_| bits & (1 << at) != 0)
            })
        };
        let mut handed: Vec<&Base> = of(effects.publishes).map(|(_, base)| base).collect();
        let directly = handed.len();
        let mut next = 0;
        while let Some(base) = handed.get(next).copied() {
            for (place, val) in &self.state.heap {
                if let (true, Some(held)) = (place.base == *base, val.place())
                    && !handed.contains(&&held.base)
                {
                    handed.push(&held.base);
                }
            }
            next += 1;
        }
        let along: Vec<usize> = of(has_alone & !effects.publishes)
            .filter(|(_, base)| handed[directly..].contains(base))
            .map(|(at, _)| at)
            .collect();
        let site = &mut self.out.calls[id as usize];
        for at in along {
            site.owned &= !(1 << at);
            site.passed &= !(1 << at);
        }
    }

    /// Notes which fields of the objects that are passed on hold what others may know.
    pub(super) fn note_older(&mut self, vals: &[Val]) {
        for place in vals.iter().filter_map(Val::place) {
            if self.own(place) != Own::Yes {
                continue;
            }
            for (field, val) in &self.state.heap {
                let Some(held) = val.place().filter(|_| field.base == place.base) else {
                    continue;
                };
                let older = (field.clone(), held.clone());
                if self.own(held) != Own::Yes && !self.out.older.contains(&older) {
                    self.out.older.push(older);
                }
            }
        }
    }

    /// What a literal captures that somebody may own.
    fn kept_by(&self, closure: ClosureId) -> Shared<(Base, Own)> {
        let mut keeps: Shared<(Base, Own)> = Shared::new();
        for local in &self.captured[closure.index()] {
            let variable = Place::new(Base::Local(*local));
            let value = self.local_val(*local);
            for place in std::iter::once(&variable).chain(value.place()) {
                let own = self.own(place);
                if own != Own::No && !keeps.iter().any(|(it, _)| *it == place.base) {
                    keeps.push((place.base.clone(), own));
                }
            }
        }
        keeps
    }

    /// Others can reach the value from now on, and what was stored below it.
    pub(super) fn publish(&mut self, val: &Val) {
        self.lend(val, &[]);
    }

    /// A goroutine has the value from now on.
    pub(super) fn hand(&mut self, val: &Val) {
        let before = std::mem::replace(&mut self.handing, true);
        self.publish(val);
        self.handing = before;
    }

    /// The value was stored at a place: whoever reaches that reaches the value.
    pub(super) fn publish_at(&mut self, place: &Place, val: &Val) {
        // Behind a pointer that is kept in the object lies another one.
        let direct = !self.crosses_pointer(place);
        if let Some(stored) = val.place().filter(|it| it.path.is_empty()) {
            self.out.stored.push(stored.base.clone());
        }
        match self.own(place) {
            Own::Base if direct => self.lend(val, std::slice::from_ref(&place.base)),
            Own::If(bases) if direct => self.lend(val, &bases),
            Own::No | Own::Yes | Own::Base | Own::If(_) => self.publish(val),
        }
    }

    fn crosses_pointer(&self, place: &Place) -> bool {
        let fields = &self.cx.universe.fields;
        let inner = place.path.split_last().map_or(&[][..], |(_, rest)| rest);
        inner.iter().any(|sel| match sel {
            Sel::Field(field) => {
                let ty = &fields[field.index()].ty;
                matches!(ty, Ty::Pointer(_) | Ty::Interface(_) | Ty::Unknown)
                    || matches!(self.cx.universe.underlying(ty), Ty::Interface(_))
            }
            Sel::External(_) => true,
            Sel::Elem | Sel::Key(_) | Sel::Copy => false,
        })
    }

    /// Whoever can reach one of `to` (everybody when there is none) can reach the value from now on, and what was stored below it.
    fn lend(&mut self, val: &Val, to: &[Base]) {
        let mut queue = vec![val.clone()];
        // A literal that calls itself captures the variable that holds it.
        let mut seen = Vec::new();
        while let Some(val) = queue.pop() {
            match val {
                Val::Unknown => {}
                Val::Place(place) => {
                    if self.note_published(&place.base, to) {
                        queue.extend(self.unfold(&place.base));
                    }
                }
                Val::Func(FuncVal::Closure(closure)) => {
                    if seen.contains(&closure) {
                        continue;
                    }
                    seen.push(closure);
                    let captured = self.captured[closure.index()].clone();
                    for local in captured {
                        let base = Base::Local(local);
                        let val = self.local_val(local);
                        if self.note_published(&base, to) {
                            queue.extend(self.unfold(&base));
                        }
                        queue.push(val);
                    }
                }
                Val::Func(FuncVal::Method(_, recv)) | Val::Func(FuncVal::Interface(_, _, recv)) => {
                    queue.push(*recv)
                }
                Val::Func(FuncVal::Foreign(_, _, given)) => queue.extend(given),
                Val::Func(FuncVal::Funcs(_)) => {}
            }
        }
    }

    /// Notes that a base is published, and tells whether what lies below it was not known to be.
    fn note_published(&mut self, base: &Base, to: &[Base]) -> bool {
        if matches!(base, Base::Global(_) | Base::ExternalVar(..)) {
            return false;
        }
        if self.handing {
            if !self.state.handed.contains(base) {
                self.state.handed.push(base.clone());
            }
            if !self.out.handed.contains(base) {
                self.out.handed.push(base.clone());
            }
        }
        let known = self.state.published.contains(base);
        if to.is_empty() {
            // What hangs together with it is not known any more: all of that is everybody's.
            if self.state.lent.iter().any(|(it, _)| it == base) {
                self.state.lent.clear();
            }
        } else if !known || self.state.lent.iter().any(|(it, _)| it == base) {
            for owner in to {
                let entry = (base.clone(), owner.clone());
                if owner != base && !self.state.lent.contains(&entry) {
                    self.state.lent.push(entry);
                }
            }
        }
        if !known {
            self.state.published.push(base.clone());
            self.out.escaped.push(base.clone());
        }
        !known
    }
}
