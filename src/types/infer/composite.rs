//! Composite literals; the type of the literal is passed down to elements without one.

use super::Infer;
use crate::ir::{Expr, ExprId};
use crate::types::{FieldId, Selection, Ty};

impl Infer<'_> {
    /// Types a literal of type `ty`, or of the type that its place wants.
    pub(super) fn composite(
        &mut self,
        ty: Option<Ty>,
        elems: &[(Option<ExprId>, ExprId)],
        wanted: Option<&Ty>,
    ) -> Ty {
        let ty = ty.or_else(|| wanted.cloned()).unwrap_or_default();
        // An elided `&T{...}` among the elements of a `[]*T`.
        let value = if let Ty::Pointer(inner) = &ty {
            (**inner).clone()
        } else {
            ty.clone()
        };
        match self.universe.underlying(&value) {
            Ty::Struct(fields) => self.struct_elems(&value, &fields, elems),
            Ty::Map(pair) => self.plain_elems(Some(&pair.0), Some(&pair.1), elems),
            Ty::Slice(elem) | Ty::Array(elem) => self.plain_elems(None, Some(&elem), elems),
            _ => self.opaque_elems(elems),
        }
        ty
    }

    fn struct_elems(&mut self, owner: &Ty, fields: &[FieldId], elems: &[(Option<ExprId>, ExprId)]) {
        // A struct of the table of external types has members but no numbered fields.
        let numbered = !fields.is_empty();
        for (position, (key, value)) in elems.iter().enumerate() {
            let field = match key {
                Some(key) => self.key_name(*key).and_then(|name| {
                    let universe = self.universe;
                    fields
                        .iter()
                        .copied()
                        .find(|it| universe.fields[it.index()].name == name)
                }),
                None => fields.get(position).copied(),
            };
            let mut wanted = field.map(|it| self.universe.own_field_type(owner, it));
            if let (Some(key), Some(field)) = (key, field) {
                self.out.exprs[key.index()] = wanted.clone().unwrap_or_default();
                self.select(
                    *key,
                    Selection::Field {
                        path: Vec::new(),
                        field,
                    },
                );
            }
            if let (Some(key), false) = (key, numbered) {
                wanted = self.external_key(owner, *key);
            }
            self.expr_wanted(*value, wanted.as_ref());
        }
    }

    fn external_key(&mut self, owner: &Ty, key: ExprId) -> Option<Ty> {
        let Ty::External(name, args) = owner else {
            return None;
        };
        let member = self.key_name(key)?;
        let ty = self.universe.external_member(name, args, member);
        self.select(
            key,
            Selection::External {
                path: Vec::new(),
                ty: name.clone(),
                name: member.into(),
            },
        );
        ty
    }

    fn plain_elems(
        &mut self,
        key_type: Option<&Ty>,
        elem: Option<&Ty>,
        elems: &[(Option<ExprId>, ExprId)],
    ) {
        for (key, value) in elems {
            if let Some(key) = key {
                self.expr_wanted(*key, key_type);
            }
            self.expr_wanted(*value, elem);
        }
    }

    /// Of an unknown type: a bare name as key may be a field, so it is left alone.
    fn opaque_elems(&mut self, elems: &[(Option<ExprId>, ExprId)]) {
        for (key, value) in elems {
            if let Some(key) = key
                && !matches!(
                    self.body.exprs.get(key.index()),
                    Some(Expr::Key(_) | Expr::Name(_) | Expr::Local(_))
                )
            {
                self.expr(*key);
            }
            self.expr(*value);
        }
    }

    /// The name that a key of a struct literal spells; one that is also a local's looks like the local.
    fn key_name(&self, key: ExprId) -> Option<&str> {
        match self.body.exprs.get(key.index())? {
            Expr::Key(name) | Expr::Name(name) | Expr::Package(name) => Some(self.name(*name)),
            Expr::Local(local) => Some(self.name(self.body.locals.get(local.index())?.name)),
            _ => None,
        }
    }
}
