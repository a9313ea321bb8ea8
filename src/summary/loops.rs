//! Loops: how those of one body nest.
//!
//! In: for each loop the one around it. Out: which is inside which. Must not know statements.

/// `inner` is `outer` or a loop inside it.
pub fn within(loops: &[Option<u32>], inner: Option<u32>, outer: u32) -> bool {
    let mut around = std::iter::successors(inner, |id| loops[*id as usize]);
    around.any(|id| id == outer)
}
