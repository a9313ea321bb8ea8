//! May two types be identical, as the specification has it?
//!
//! In: two types, and the table. Out: whether what is known of them allows it. Must not know what the answer is for.

use super::*;

/// Types nested deeper than this are taken to be identical.
const MAX_DEPTH: u32 = 8;

impl Universe {
    /// Whether two signatures may be identical. Variadic ones are told from others by their last type alone.
    pub(super) fn may_be_one_signature(&self, a: &Sig, b: &Sig) -> bool {
        self.signatures(a, b, 0)
    }

    fn signatures(&self, a: &Sig, b: &Sig, depth: u32) -> bool {
        a.params.len() == b.params.len()
            && a.results.len() == b.results.len()
            && self.all(&a.params, &b.params, depth)
            && self.all(&a.results, &b.results, depth)
    }

    fn all(&self, a: &[Ty], b: &[Ty], depth: u32) -> bool {
        let mut pairs = a.iter().zip(b);
        pairs.all(|(a, b)| self.may_be_identical(a, b, depth + 1))
    }

    fn may_be_identical(&self, a: &Ty, b: &Ty, depth: u32) -> bool {
        if depth > MAX_DEPTH {
            return true;
        }
        let one = |a: &Ty, b: &Ty| self.may_be_identical(a, b, depth + 1);
        match (a, b) {
            (Ty::Basic(a), Ty::Basic(b)) => canonical(a) == canonical(b),
            (Ty::Named(a, x), Ty::Named(b, y)) => {
                // Files that never build together may each declare it.
                let (left, right) = (&self.types[a.index()], &self.types[b.index()]);
                left.name == right.name && left.package == right.package && self.all(x, y, depth)
            }
            (Ty::External(a, _), Ty::External(b, _)) => a == b,
            (Ty::Pointer(a), Ty::Pointer(b))
            | (Ty::Slice(a), Ty::Slice(b))
            | (Ty::Array(a), Ty::Array(b))
            | (Ty::Chan(_, a), Ty::Chan(_, b)) => one(a, b),
            (Ty::Map(a), Ty::Map(b)) => one(&a.0, &b.0) && one(&a.1, &b.1),
            (Ty::Func(a), Ty::Func(b)) => self.signatures(a, b, depth),
            // A name that is not ours is no pointer, and no type of ours by another name: hardly ever does a foreign package declare such an alias.
            (Ty::External(name, _), Ty::Named(id, _))
            | (Ty::Named(id, _), Ty::External(name, _)) => self.types[id.index()].name == name.1,
            (Ty::External(..), Ty::Pointer(_)) | (Ty::Pointer(_), Ty::External(..)) => false,
            // Of these too little is known, or they have names that are not told.
            (Ty::Unknown | Ty::Param(..) | Ty::External(..) | Ty::Nil | Ty::Tuple(_), _)
            | (_, Ty::Unknown | Ty::Param(..) | Ty::External(..) | Ty::Nil | Ty::Tuple(_))
            | (Ty::Interface(_), Ty::Interface(_) | Ty::Basic(_))
            | (Ty::Basic(_), Ty::Interface(_))
            | (Ty::Struct(_), Ty::Struct(_)) => true,
            _ => false,
        }
    }
}

/// `byte` and `rune` are other names.
fn canonical(name: &str) -> &str {
    match name {
        "byte" => "uint8",
        "rune" => "int32",
        other => other,
    }
}
