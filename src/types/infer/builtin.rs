//! Calls of predeclared functions.

use super::{Infer, basic};
use crate::ir::ExprId;
use crate::types::Ty;
use crate::types::subst::is_untyped;
use std::sync::Arc;

impl Infer<'_> {
    pub(super) fn builtin(&mut self, name: &str, args: &[ExprId]) -> Ty {
        let mut types: Vec<Ty> = Vec::with_capacity(args.len());
        for arg in args {
            let ty = self.expr(*arg);
            types.push(ty);
        }
        let first = || types.first().cloned().unwrap_or_default();
        match name {
            "make" => first(),
            // Of a type, and since Go 1.26 of a value.
            "new" => Ty::Pointer(Arc::new(first())),
            "append" => match first() {
                Ty::Nil | Ty::Unknown => types
                    .get(1)
                    .map_or(Ty::Unknown, |it| Ty::Slice(Arc::new(it.clone()))),
                other => other,
            },
            "min" | "max" => types
                .iter()
                .find(|it| !is_untyped(it) && **it != Ty::Unknown)
                .cloned()
                .unwrap_or_else(first),
            "len" | "cap" | "copy" => basic("int"),
            "recover" => basic("any"),
            "complex" => basic("complex128"),
            "real" | "imag" => basic("float64"),
            _ => Ty::Tuple(Arc::from([])),
        }
    }
}
