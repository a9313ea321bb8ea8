//! Lists that gather older objects: `for _, c := range s.clients { list = append(list, c) }`, so that the lock can be given back before they
//! are worked on. An element of such a list is the object that was found in the table, not one of this function's own.

use super::*;
use crate::summary::place::Sel;

/// What the elements of a list or table are that this function has made.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Gathered {
    /// All of them were found at this place.
    At(Place),
    /// They were found at several places, or at one that has lost them.
    Mixed,
}

impl<'a> Walker<'a> {
    /// A value becomes an element of a list or table.
    pub(super) fn gather(&mut self, list: &Place, val: &Val) {
        let is_local = match list.base {
            Base::Alloc(_) => true,
            Base::Local(local) => param_index(self.cx.func, local).is_none(),
            Base::Global(_) | Base::ExternalVar(..) | Base::Result(_) => false,
        };
        if !is_local || !list.path.is_empty() {
            return;
        }
        let found = match val.place() {
            Some(place) if self.is_older(place) => Gathered::At(place.clone()),
            _ => Gathered::Mixed,
        };
        self.gathered
            .entry(list.base.clone())
            .and_modify(|before| {
                if *before != found {
                    *before = Gathered::Mixed;
                }
            })
            .or_insert(found);
    }

    /// The place starts at a parameter or package variable, and is not a copy of what is there.
    fn is_older(&self, place: &Place) -> bool {
        let starts_outside = match place.base {
            Base::Global(_) => true,
            Base::Local(local) => param_index(self.cx.func, local).is_some(),
            Base::Alloc(_) | Base::Result(_) | Base::ExternalVar(..) => false,
        };
        starts_outside && !place.path.is_empty() && !place.path.contains(&Sel::Copy)
    }

    /// What was found below this place is not there any more: the lists have it for themselves.
    pub(super) fn take_out(&mut self, table: &Place) {
        for gathered in self.gathered.values_mut() {
            if matches!(gathered, Gathered::At(found) if found.below(table).is_some()) {
                *gathered = Gathered::Mixed;
            }
        }
    }

    /// `it := t.m[k]; delete(t.m, k)` under the lock: nobody finds the inner map there any more.
    pub(super) fn taken_from(&mut self, expr: ExprId, table: &Place) {
        let element = table.then(Sel::Elem);
        let found = |val: &Val| val.place() == Some(&element);
        // What a pointer leads to may be known to others.
        let is_it = |local: &LocalId| {
            self.is_map(self.cx.typing.local(*local))
                && match self.state.local(*local) {
                    Some(val) => found(val),
                    None => self.fixed[local.index()].as_ref().is_some_and(found),
                }
        };
        let mut locals = (0..self.fixed.len() as u32).map(LocalId).filter(is_it);
        if let (Some(only), None) = (locals.next(), locals.next()) {
            let place = self.alloc(expr);
            self.state.set_local(only, Val::Place(place));
        }
    }

    /// Where the elements of a container were found; the elements as such, if they are its own.
    pub(super) fn element_of(&self, container: &Place, sel: Sel) -> Place {
        match self.gathered.get(&container.base) {
            Some(Gathered::At(found)) if container.path.is_empty() => found.clone(),
            _ => container.then(sel),
        }
    }

    /// The table in which the elements of a list were found: of the list nothing matters but its elements.
    pub(super) fn gathered_from(&self, list: &Place) -> Option<Place> {
        let Some(Gathered::At(found)) = self.gathered.get(&list.base) else {
            return None;
        };
        let (last, table) = found.path.split_last()?;
        (list.path.is_empty() && *last == Sel::Elem).then(|| Place {
            base: found.base.clone(),
            path: table.into(),
        })
    }
}
