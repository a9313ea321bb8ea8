//! Selectors: what `x.name` means, by depth, ambiguity and through embedded fields.

use super::resolve::error_method;
use super::subst::subst;
use super::*;
use smallvec::SmallVec;
use std::borrow::Cow;

/// What a selector selects, with its type.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    pub(super) selection: Option<Selection>,
    pub(super) ty: Ty,
}

/// A type reached at some embedding depth.
struct Reached {
    ty: Ty,
    path: SmallVec<[FieldId; 3]>,
}

/// Embedding deeper than this is not followed.
const MAX_DEPTH: usize = 12;

impl Universe {
    /// What `x.name` selects for an operand `x` of type `ty` (a value, not a type), by Go's depth and ambiguity rules, through one pointer.
    pub fn select(&self, ty: &Ty, name: &str, file: FileId) -> Selection {
        self.find(ty, name, file)
            .selection
            .unwrap_or(Selection::Unknown)
    }

    /// As `select`, with the type of what was found as seen through the operand.
    pub(super) fn find(&self, ty: &Ty, name: &str, file: FileId) -> Found {
        let mut level: SmallVec<[Reached; 4]> = SmallVec::new();
        level.push(Reached {
            ty: ty.clone(),
            path: SmallVec::new(),
        });
        let mut seen: SmallVec<[TypeId; 8]> = SmallVec::new();
        let mut opaque: Option<Found> = None;
        let mut opaque_many = false;
        for depth in 0..MAX_DEPTH {
            let mut hits: SmallVec<[Found; 2]> = SmallVec::new();
            let mut next: SmallVec<[Reached; 4]> = SmallVec::new();
            let had_opaque = opaque.is_some();
            for reached in &level {
                let base = self.variant(strip(&reached.ty).0, file);
                let base = &*base;
                if let Ty::Named(id, _) = base {
                    if seen.contains(id) {
                        continue;
                    }
                    seen.push(*id);
                }
                if let Some(hit) = self.direct(base, reached, name, &mut next) {
                    hits.push(hit);
                } else if !had_opaque && self.is_opaque(base, depth) {
                    opaque_many |= opaque.is_some();
                    opaque = Some(opaque_member(base, reached, name));
                }
            }
            match hits.len() {
                0 if next.is_empty() => break,
                0 => level = next,
                1 => return hits.swap_remove(0),
                _ => return Found::default(),
            }
        }
        if opaque_many {
            Found::default()
        } else {
            opaque.unwrap_or_default()
        }
    }

    /// Of declarations of one type for several platforms the one that is built together with `file`. A named pointer type is what it points to.
    fn variant<'t>(&self, ty: &'t Ty, file: FileId) -> Cow<'t, Ty> {
        let Ty::Named(id, args) = ty else {
            return Cow::Borrowed(ty);
        };
        let info = &self.types[id.index()];
        if let Some(Ty::Pointer(inner)) = info.rhs.get() {
            return Cow::Owned(subst(inner, &info.params, args));
        }
        if !info.varies || self.builds.together(info.file, file) {
            return Cow::Borrowed(ty);
        }
        let package = self.files.get(info.file.index()).map_or(0, |it| it.package);
        let fitting = self.type_in(package, file, &info.name);
        fitting.map_or(Cow::Borrowed(ty), |it| {
            Cow::Owned(Ty::Named(it, args.clone()))
        })
    }

    /// Looks at one type: its methods, its fields (embedded ones go to `next`), its interface methods, its external members.
    fn direct(
        &self,
        base: &Ty,
        reached: &Reached,
        name: &str,
        next: &mut SmallVec<[Reached; 4]>,
    ) -> Option<Found> {
        let path = || reached.path.to_vec();
        if let Ty::Named(id, args) = base {
            let info = &self.types[id.index()];
            let funcs = info.methods_named(name);
            if let Some(first) = funcs.first() {
                let func = &self.funcs[first.index()];
                let pointer = func.recv.as_ref().is_some_and(|it| it.1);
                let ty = subst(&Ty::Func(func.sig.clone()), &info.params, args);
                return Some(Found {
                    selection: Some(Selection::Method {
                        path: path(),
                        funcs: FuncIds::from_slice(funcs),
                        pointer,
                    }),
                    ty,
                });
            }
        }
        if let Ty::External(qualified, args) = base {
            let selection = Selection::External {
                path: path(),
                ty: qualified.clone(),
                name: SmolStr::new(name),
            };
            if let Some(ty) = self.external_member(qualified, args, name) {
                return Some(Found {
                    selection: Some(selection),
                    ty,
                });
            }
            // Of a value of the type itself whatever is selected is a member, known or not.
            return reached.path.is_empty().then_some(Found {
                selection: Some(selection),
                ty: Ty::Unknown,
            });
        }
        // Of a type defined by one of the table it has the fields, not the methods.
        if let Ty::Named(id, args) = base
            && let info = &self.types[id.index()]
            && let Some(Ty::External(qualified, inner)) = info.rhs.get()
            && !matches!(self.external_underlying(qualified, inner), Ty::Interface(_))
        {
            let ty = subst(
                &self.external_field(qualified, inner, name)?,
                &info.params,
                args,
            );
            let selection = Selection::External {
                path: path(),
                ty: qualified.clone(),
                name: SmolStr::new(name),
            };
            return Some(Found {
                selection: Some(selection),
                ty,
            });
        }
        match self.underlying(base) {
            Ty::Struct(fields) => self.field(base, &fields, reached, name, next),
            Ty::Interface(methods) => {
                let (_, ty) = methods.iter().find(|(it, _)| it == name)?;
                let iface = if let Ty::Param(_, core) = base {
                    (**core).clone()
                } else {
                    base.clone()
                };
                let selection = Selection::Interface {
                    path: path(),
                    iface,
                    name: SmolStr::new(name),
                };
                Some(Found {
                    selection: Some(selection),
                    ty: ty.clone(),
                })
            }
            Ty::Basic(error) if error == "error" && name == "Error" => {
                let selection = Selection::Interface {
                    path: path(),
                    iface: Ty::Basic(error),
                    name: SmolStr::new(name),
                };
                Some(Found {
                    selection: Some(selection),
                    ty: error_method(),
                })
            }
            _ => None,
        }
    }

    fn field(
        &self,
        base: &Ty,
        fields: &[FieldId],
        reached: &Reached,
        name: &str,
        next: &mut SmallVec<[Reached; 4]>,
    ) -> Option<Found> {
        if let Some(id) = fields
            .iter()
            .find(|it| self.fields[it.index()].name == name)
        {
            let selection = Selection::Field {
                path: reached.path.to_vec(),
                field: *id,
            };
            return Some(Found {
                selection: Some(selection),
                ty: self.own_field_type(base, *id),
            });
        }
        for id in fields.iter().filter(|it| self.fields[it.index()].embedded) {
            let mut path = reached.path.clone();
            path.push(*id);
            next.push(Reached {
                ty: self.own_field_type(base, *id),
                path,
            });
        }
        None
    }

    /// The type of a field that the struct type `base` itself has.
    pub(super) fn own_field_type(&self, base: &Ty, field: FieldId) -> Ty {
        let ty = &self.fields[field.index()].ty;
        match strip(base).0 {
            Ty::Named(id, args) if !args.is_empty() => {
                // `type A B[int]`: the fields are B's, and so are the parameters in them.
                let info = &self.types[id.index()];
                match self.rhs(*id) {
                    Ty::Struct(_) => subst(ty, &info.params, args),
                    other => self.own_field_type(&subst(&other, &info.params, args), field),
                }
            }
            Ty::Named(id, _) => match self.rhs(*id) {
                other @ Ty::Named(..) if self.fields[field.index()].decl != Some(*id) => {
                    self.own_field_type(&other, field)
                }
                _ => ty.clone(),
            },
            _ => ty.clone(),
        }
    }

    /// The type of a field as seen through an operand of type `owner` (type arguments substituted).
    pub fn field_type(&self, owner: &Ty, field: FieldId) -> Ty {
        let Some(info) = self.fields.get(field.index()) else {
            return Ty::Unknown;
        };
        if let Ty::Struct(own) = self.underlying(strip(owner).0)
            && own.contains(&field)
        {
            return self.own_field_type(owner, field);
        }
        let found = self.find(owner, &info.name, info.loc.file);
        match found.selection {
            Some(Selection::Field { field: same, .. }) if same == field => found.ty,
            _ => info.ty.clone(),
        }
    }

    /// A type whose members are not all known: of an embedded one anything may be promoted.
    fn is_opaque(&self, ty: &Ty, depth: usize) -> bool {
        match ty {
            Ty::Unknown => depth > 0,
            Ty::External(qualified, _) => !self.external_closed(qualified),
            _ => false,
        }
    }
}

fn opaque_member(base: &Ty, reached: &Reached, name: &str) -> Found {
    let selection = match base {
        Ty::External(qualified, _) => Selection::External {
            path: reached.path.to_vec(),
            ty: qualified.clone(),
            name: SmolStr::new(name),
        },
        _ => Selection::Unknown,
    };
    Found {
        selection: Some(selection),
        ty: Ty::Unknown,
    }
}

/// A type without one pointer around it, and whether there was one.
pub(super) fn strip(ty: &Ty) -> (&Ty, bool) {
    match ty {
        Ty::Pointer(inner) => (inner, true),
        other => (other, false),
    }
}
