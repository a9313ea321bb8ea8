//! What the fields of an object hold that was made here, or by a callee: `c.store` is `store` behind `c := newCache(store)`.

use super::*;
use crate::summary::place::Sel;

impl<'a> Walker<'a> {
    /// A pointer or the like to something that others know is what a field of a published object holds from now on.
    pub(super) fn note_link(&mut self, place: &Place, val: &Val) {
        let Some((_, target)) = self.linked(place, val) else {
            return;
        };
        let link = (place.clone(), target.clone());
        self.add_link(link);
    }

    fn add_link(&mut self, link: (Place, Place)) {
        if !self.out.links.contains(&link) {
            self.out.links.push(link);
        }
    }

    /// A new object is kept in a variable, or in a field of what one holds: what its maker was given for it is found there from now on.
    pub(super) fn note_links_behind(&mut self, kept: &Place, val: &Val) {
        let (Base::Local(_), Val::Place(object)) = (&kept.base, val) else {
            return;
        };
        for (field, target) in self.held_by(object) {
            if target.base != kept.base || !kept.path.is_empty() {
                self.add_link((kept.then(Sel::Field(field)), target));
            }
        }
    }

    /// What the fields of a new object point to.
    fn held_by(&self, object: &Place) -> Vec<(FieldId, Place)> {
        if !object.path.is_empty() || !matches!(object.base, Base::Alloc(_)) {
            return Vec::new();
        }
        let below = self
            .state
            .heap
            .iter()
            .filter(|(it, _)| it.base == object.base);
        below
            .filter_map(|(place, val)| self.linked(place, val))
            .map(|(field, target)| (field, target.clone()))
            .collect()
    }

    /// What a field of an object that was made here points to.
    fn linked<'v>(&self, place: &Place, val: &'v Val) -> Option<(FieldId, &'v Place)> {
        let (Base::Alloc(_), [Sel::Field(field)], Val::Place(target)) =
            (&place.base, &place.path[..], val)
        else {
            return None;
        };
        let universe = self.cx.universe;
        let ty = &universe.fields[field.index()].ty;
        let points = match universe.underlying(ty) {
            Ty::Pointer(_) | Ty::Interface(_) => true,
            // A map that was made for the object is nothing but a part of it.
            Ty::Map(_) => !target.path.is_empty() || !matches!(target.base, Base::Alloc(_)),
            _ => false,
        };
        let is_other = target.base != place.base && !target.path.contains(&Sel::Copy);
        (points && is_other).then_some((*field, target))
    }

    /// What the fields of an object hold when it is returned.
    pub(super) fn note_given(&mut self, object: &Place) {
        for link in self.held_by(object) {
            if !self.out.given.contains(&link) {
                self.out.given.push(link);
            }
        }
    }

    /// The new object holds what its maker was given for it: who gets the one gets the other.
    pub(super) fn keep_given(&mut self, object: &Place, given: &[(FieldId, Place)], args: &[Val]) {
        for (field, place) in given {
            if let Some(place) = self.translate(place, args) {
                let kept = (object.then(Sel::Field(*field)), Val::Place(place));
                self.state.heap.push(kept);
            }
        }
    }

    /// What the fields of a copy hold when it is returned, if this body has made it.
    pub(super) fn note_renewed(&mut self, copy: &Place) {
        let of_copy = self.held_by_copies(&[Val::Place(copy.clone())]);
        let renewed: Vec<Place> = of_copy.iter().map(|(field, _)| field.clone()).collect();
        match &mut self.out.renewed {
            Some(known) => known.retain(|it| renewed.contains(it)),
            None => self.out.renewed = Some(renewed),
        }
    }

    /// The copy that a callee has returned holds something new in these fields.
    pub(super) fn keep_renewed(&mut self, expr: ExprId, fields: &[Place], args: &[Val]) {
        for field in fields {
            if let Some(field) = self.translate(field, args) {
                let made = self.alloc(expr);
                self.state.forget(&field);
                self.state.heap.push((field, Val::Place(made)));
            }
        }
    }

    /// Locals that denote what was in a field before it was set to something else: a literal that is made now finds them so.
    pub(super) fn replaced(&self) -> Vec<(LocalId, Val)> {
        let is_field = |local: &LocalId| {
            let kept = self.fixed.get(local.index()).and_then(Option::as_ref);
            kept.and_then(Val::place)
                .is_some_and(|it| !it.path.is_empty())
        };
        let is_new = |val: &Val| {
            val.place()
                .is_some_and(|it| it.path.is_empty() && matches!(it.base, Base::Alloc(_)))
        };
        let locals = self.state.env.iter();
        locals
            .filter(|(local, val)| is_field(local) && is_new(val))
            .cloned()
            .collect()
    }
}
