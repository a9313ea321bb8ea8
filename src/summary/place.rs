//! Access paths: what a pointer, map or lock expression denotes, in terms of one function.
//!
//! A place is a base and a short list of selectors. Dereferences are implicit, all elements of a container are one
//! ([`Sel::Elem`]). A struct that was copied by value carries [`Sel::Copy`]: its maps are still shared with the
//! original (the marker is dropped when maps are compared), its locks are not (it is kept when locks are compared).

use crate::ir::{ExprId, LocalId};
use crate::types::{FieldId, VarId};
use smallvec::SmallVec;
use smol_str::SmolStr;
use std::sync::Arc;

/// Longest path that is followed; a longer one is cut, and what is cut compares equal to nothing.
pub const MAX_PATH: usize = 6;

const SOME_WAIT: &str = "wait";
const ENDED: &str = "ended";
const GIVEN: &str = "given";
const FREED: &str = "freed";
const IN_PART: &str = "part";
const THREAD: &str = "thread";

/// What a place starts from. Locals and expressions are those of the function that the place belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Base {
    /// A local variable, parameter or receiver.
    Local(LocalId),
    /// A package variable.
    Global(VarId),
    /// A variable of a package without source.
    ExternalVar(Arc<(SmolStr, SmolStr)>),
    /// Something allocated by this expression (`make`, literal, `new`, a call that returns something new).
    Alloc(ExprId),
    /// What this call or other opaque expression returns.
    Result(ExprId),
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sel {
    /// A field with source.
    Field(FieldId),
    /// A field of a type without source.
    External(Arc<SmolStr>),
    /// Any element of a map, slice, array or channel.
    Elem,
    /// The element at a literal key or index: one object, whoever asks for it.
    Key(Arc<SmolStr>),
    /// A copy by value was made here.
    Copy,
}

/// A base and selectors.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Where it starts.
    pub base: Base,
    /// The steps from there.
    pub path: SmallVec<[Sel; 2]>,
}

impl Place {
    /// A place without selectors.
    pub fn new(base: Base) -> Self {
        Place {
            base,
            path: SmallVec::new(),
        }
    }

    /// The signal of this channel, as something that has been given.
    pub fn given(&self) -> Self {
        self.then(Sel::External(Arc::new(GIVEN.into())))
    }

    /// This is [`Place::given`] of some channel.
    pub fn is_given(&self) -> bool {
        matches!(self.path.last(), Some(Sel::External(name)) if **name == GIVEN)
    }

    /// The slots of this semaphore, as something that is given back.
    pub fn freed(&self) -> Self {
        self.then(Sel::External(Arc::new(FREED.into())))
    }

    /// What ends when this function, which was returned, is called.
    pub fn ended(&self) -> Self {
        self.then(Sel::External(Arc::new(ENDED.into())))
    }

    /// This channel, as something that one of many goroutines has signalled.
    pub fn in_part(&self) -> Self {
        self.then(Sel::External(Arc::new(IN_PART.into())))
    }

    /// What is waited for when nobody can say what that is.
    pub fn some_wait() -> Self {
        Place::new(Base::ExternalVar(Arc::new((
            SmolStr::default(),
            SOME_WAIT.into(),
        ))))
    }

    /// This is [`Place::some_wait`].
    pub fn is_some_wait(&self) -> bool {
        matches!(&self.base, Base::ExternalVar(name) if name.0.is_empty() && name.1 == SOME_WAIT)
    }

    /// The turn of a thread that runs one thing after the other, taken for a lock: whoever is run there has it.
    pub fn thread(name: &str) -> Self {
        let name = (SmolStr::new_static(THREAD), name.into());
        Place::new(Base::ExternalVar(Arc::new(name)))
    }

    /// The name of the thread, if this is [`Place::thread`].
    pub fn as_thread(&self) -> Option<&SmolStr> {
        match &self.base {
            Base::ExternalVar(name) if name.0 == THREAD => Some(&name.1),
            _ => None,
        }
    }

    /// The place one step further.
    pub fn then(&self, sel: Sel) -> Self {
        let mut place = self.clone();
        if sel == Sel::Copy && place.path.last() == Some(&Sel::Copy) {
            return place;
        }
        place.path.push(sel);
        place
    }

    /// The place with all steps of `rest` appended.
    pub fn join(&self, rest: &[Sel]) -> Self {
        rest.iter()
            .fold(self.clone(), |place, sel| place.then(sel.clone()))
    }

    /// The steps below `prefix`, if this place starts with it.
    pub fn below<'a>(&'a self, prefix: &Place) -> Option<&'a [Sel]> {
        (self.base == prefix.base)
            .then(|| self.path.strip_prefix(prefix.path.as_slice()))
            .flatten()
    }

    /// Without copy markers: the identity of a map.
    pub fn shared(&self) -> Place {
        Place {
            base: self.base.clone(),
            path: self
                .path
                .iter()
                .filter(|sel| **sel != Sel::Copy)
                .cloned()
                .collect(),
        }
    }

    /// The last field on the path, with the number of element steps behind it.
    pub fn owner(&self) -> Option<(FieldId, usize)> {
        let mut elems = 0;
        for sel in self.path.iter().rev() {
            match sel {
                Sel::Elem | Sel::Key(_) => elems += 1,
                Sel::Copy => {}
                Sel::Field(field) => return Some((*field, elems)),
                Sel::External(_) => return None,
            }
        }
        None
    }

    /// The path without its last element steps: that of the list or table that an element is in.
    pub fn container(&self) -> &[Sel] {
        let is_element = |sel: &Sel| matches!(sel, Sel::Elem | Sel::Key(_));
        let end = self.path.iter().rposition(|sel| !is_element(sel));
        &self.path[..end.map_or(0, |at| at + 1)]
    }

    /// Number of element steps.
    pub fn elements(&self) -> usize {
        self.path
            .iter()
            .filter(|sel| matches!(sel, Sel::Elem | Sel::Key(_)))
            .count()
    }

    /// The path was cut, or holds a field that has no source.
    pub fn is_vague(&self) -> bool {
        self.path.len() > MAX_PATH
    }

    /// The place, if its path is not too long; otherwise the same field of some object that is an element of something at the base.
    pub fn shortened(&self) -> Option<Self> {
        if !self.is_vague() {
            return Some(self.clone());
        }
        let is_field = |sel: &Sel| matches!(sel, Sel::Field(_));
        let last = self.path.iter().rposition(is_field)?;
        let short = Place::new(self.base.clone()).then(Sel::Elem);
        Some(short.join(&self.path[last..])).filter(|it| !it.is_vague())
    }

    /// The path to the object whose part this is; none of a variable itself.
    pub fn owner_path(&self) -> Option<&[Sel]> {
        self.path.split_last().map(|(_, owner)| owner)
    }

    /// The local at the base.
    pub fn local(&self) -> Option<LocalId> {
        match self.base {
            Base::Local(local) => Some(local),
            Base::Global(_) | Base::ExternalVar(..) | Base::Alloc(_) | Base::Result(_) => None,
        }
    }
}
