//! A short list that is mostly empty and cheap to clone.
//!
//! In: values. Out: [`Shared`], a slice that clones by counting references and is copied when one of several owners changes it. What holds
//! at one point of a body mostly holds at the next, so that states, points and sites share their lists. Must not know what it holds.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A list; none when empty.
pub struct Shared<T>(Option<Arc<Vec<T>>>);

impl<T> Shared<T> {
    /// An empty list.
    pub const fn new() -> Self {
        Shared(None)
    }

    /// The same list in memory, or both empty.
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        }
    }
}

impl<T: Clone> Shared<T> {
    /// Adds a value at the end.
    pub fn push(&mut self, value: T) {
        match &mut self.0 {
            Some(list) => Arc::make_mut(list).push(value),
            None => self.0 = Some(Arc::new(vec![value])),
        }
    }

    /// Keeps what `keep` says; copies nothing when that is all.
    pub fn retain(&mut self, mut keep: impl FnMut(&T) -> bool) {
        let Some(list) = &mut self.0 else { return };
        let Some(first) = list.iter().position(|it| !keep(it)) else {
            return;
        };
        let list = Arc::make_mut(list);
        let mut at = 0;
        list.retain(|it| {
            at += 1;
            // Those up to the first were asked already.
            if at <= first + 1 {
                at <= first
            } else {
                keep(it)
            }
        });
        if list.is_empty() {
            self.0 = None;
        }
    }

    /// Empties the list.
    pub fn clear(&mut self) {
        self.0 = None;
    }

    /// The values themselves, copied when others share them.
    pub fn into_vec(self) -> Vec<T> {
        self.0.map_or_else(Vec::new, Arc::unwrap_or_clone)
    }
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Shared(None)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(self.0.clone())
    }
}

impl<T> Deref for Shared<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_ref().map_or(&[], |list| list.as_slice())
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match &mut self.0 {
            Some(list) => Arc::make_mut(list).as_mut_slice(),
            None => &mut [],
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || **self == **other
    }
}

impl<T: Eq> Eq for Shared<T> {}

impl<T: Hash> Hash for Shared<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T> From<Vec<T>> for Shared<T> {
    fn from(list: Vec<T>) -> Self {
        Shared((!list.is_empty()).then(|| Arc::new(list)))
    }
}

impl<T> FromIterator<T> for Shared<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        let mut iter = iter.into_iter();
        // Most are empty: those are told without a list.
        match iter.next() {
            Some(first) => Shared(Some(Arc::new(std::iter::once(first).chain(iter).collect()))),
            None => Shared(None),
        }
    }
}

impl<T: Clone> Extend<T> for Shared<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        for value in iter {
            self.push(value);
        }
    }
}

impl<'a, T> IntoIterator for &'a Shared<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T: Clone> IntoIterator for &'a mut Shared<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<T: Clone> IntoIterator for Shared<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_vec().into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_until_one_changes() {
        let mut a: Shared<u32> = vec![1, 2, 3].into();
        let b = a.clone();
        assert!(a.is_same(&b));
        a.retain(|it| *it < 9);
        assert!(a.is_same(&b));
        a.push(4);
        assert_eq!((&*a, &*b), (&[1, 2, 3, 4][..], &[1, 2, 3][..]));
    }

    #[test]
    fn empty_lists_are_none() {
        let mut a: Shared<u32> = [1, 2, 3, 2].into_iter().collect();
        a.retain(|it| *it != 2);
        assert_eq!(&*a, &[1, 3]);
        a.retain(|_| false);
        assert!(a.is_same(&Shared::new()));
    }
}
