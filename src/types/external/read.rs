//! Reads a package of the table of external types.
//!
//! In: Go declarations without bodies. Out: [`ExternalPackage`]. A name that starts with a capital is a type of the package even when it is
//! not declared; any other unknown name gives `Ty::Unknown` (a test makes sure that there are none).

use super::*;
use crate::outline::{FuncType, Import, InterfaceType, TypeParam, TypeRef};
use crate::types::universe::basic;

/// Types nested deeper than this are not known.
const MAX_NESTING: u32 = 16;

/// Reads a package; of others only what its interfaces embed.
pub(super) fn package(source: &Source, all: &ExternalTypes) -> ExternalPackage {
    Reader {
        path: &source.path,
        outline: outline_of(source),
        all,
    }
    .package()
}

fn outline_of(source: &Source) -> &FileOutline {
    source.outline.get_or_init(|| parse::parse(&source.go).0)
}

struct Reader<'a> {
    path: &'a SmolStr,
    outline: &'a FileOutline,
    all: &'a ExternalTypes,
}

impl Reader<'_> {
    fn package(&self) -> ExternalPackage {
        let mut out = ExternalPackage::default();
        for decl in &self.outline.types {
            let params = self.params(&decl.params, &[]);
            let mut ty = ExternalType {
                alias: decl.alias,
                rhs: self.ty(&decl.ty, &params, 0),
                fields: FxHashMap::default(),
                methods: FxHashMap::default(),
                embedded: Vec::new(),
                params,
            };
            if let TypeRef::Struct(it) = &*decl.ty {
                for field in &it.fields {
                    let field_ty = self.ty(&field.ty, &ty.params, 0);
                    if field.embedded {
                        ty.embedded.push(field_ty.clone());
                    }
                    ty.fields.insert(field.name.clone(), field_ty);
                }
            }
            if let Ty::Interface(methods) = &ty.rhs {
                ty.methods.extend(methods.iter().cloned());
            }
            out.types.insert(decl.name.clone(), ty);
        }
        for func in &self.outline.funcs {
            let Some(recv) = &func.recv else {
                let params = self.params(&func.params, &[]);
                let ty = self.func(&func.sig, &params);
                out.values
                    .insert(func.name.clone(), ExternalValue { ty, params });
                continue;
            };
            let Some(owner) = out.types.get_mut(&recv.base) else {
                continue;
            };
            let own = owner.params.iter().map(|it| it.1.clone());
            let params: Vec<(SmolStr, Ty)> = recv.params.iter().cloned().zip(own).collect();
            let ty = self.func(&func.sig, &params);
            owner.methods.insert(func.name.clone(), ty);
        }
        for var in &self.outline.vars {
            let ty = var
                .ty
                .as_ref()
                .map(|it| self.ty(it, &[], 0))
                .unwrap_or_default();
            out.values.insert(
                var.name.clone(),
                ExternalValue {
                    ty,
                    params: Vec::new(),
                },
            );
        }
        out
    }

    fn params(&self, params: &[TypeParam], outer: &[(SmolStr, Ty)]) -> Vec<(SmolStr, Ty)> {
        let mut scope = outer.to_vec();
        scope.extend(super::resolve::bare_params(params));
        let core = |it: &TypeParam| match &it.constraint {
            TypeRef::Tilde(inner) => self.ty(inner, &scope, 0),
            _ => Ty::Unknown,
        };
        params
            .iter()
            .map(|it| {
                (
                    it.name.clone(),
                    Ty::Param(it.name.clone(), Arc::new(core(it))),
                )
            })
            .collect()
    }

    fn func(&self, sig: &FuncType, params: &[(SmolStr, Ty)]) -> Ty {
        let all = |list: &[(SmolStr, TypeRef)]| {
            list.iter()
                .map(|(_, ty)| self.ty(ty, params, 0))
                .collect::<Vec<_>>()
        };
        let mut inputs = all(&sig.params);
        if sig.variadic
            && let Some(last) = inputs.last_mut()
        {
            *last = Ty::Slice(Arc::new(std::mem::take(last)));
        }
        Ty::Func(Arc::new(Sig {
            params: inputs,
            results: all(&sig.results),
            variadic: sig.variadic,
        }))
    }

    fn ty(&self, ty: &TypeRef, params: &[(SmolStr, Ty)], depth: u32) -> Ty {
        if depth > MAX_NESTING {
            return Ty::Unknown;
        }
        let one = |it: &TypeRef| Arc::new(self.ty(it, params, depth + 1));
        match ty {
            TypeRef::Name(name) => self.name(name, params, &[], depth),
            TypeRef::Qualified(package, name) => self.qualified(package, name, &[]),
            TypeRef::Pointer(inner) => Ty::Pointer(one(inner)),
            TypeRef::Slice(inner) => Ty::Slice(one(inner)),
            TypeRef::Array(inner) => Ty::Array(one(inner)),
            TypeRef::Map(pair) => Ty::Map(Arc::new((
                self.ty(&pair.0, params, depth + 1),
                self.ty(&pair.1, params, depth + 1),
            ))),
            TypeRef::Chan(dir, inner) => Ty::Chan(*dir, one(inner)),
            TypeRef::Func(sig) => self.func(sig, params),
            TypeRef::Struct(_) => Ty::Struct(Arc::from([])),
            TypeRef::Interface(it) => Ty::Interface(self.methods(it, params, depth).into()),
            TypeRef::Instance(base, args) => {
                let args: Vec<Ty> = args
                    .iter()
                    .map(|it| self.ty(it, params, depth + 1))
                    .collect();
                match &**base {
                    TypeRef::Name(name) => self.name(name, params, &args, depth),
                    TypeRef::Qualified(package, name) => self.qualified(package, name, &args),
                    _ => Ty::Unknown,
                }
            }
            TypeRef::Tilde(_) | TypeRef::Union(_) | TypeRef::Unknown => Ty::Unknown,
        }
    }

    fn methods(
        &self,
        it: &InterfaceType,
        params: &[(SmolStr, Ty)],
        depth: u32,
    ) -> Vec<(SmolStr, Ty)> {
        let mut methods: Vec<(SmolStr, Ty)> = it
            .methods
            .iter()
            .map(|(name, sig)| (name.clone(), self.func(sig, params)))
            .collect();
        for embedded in &it.embedded {
            let Some((reader, decl)) = self.written(embedded) else {
                continue;
            };
            let reader = Reader {
                path: reader.0,
                outline: reader.1,
                all: self.all,
            };
            if let TypeRef::Interface(inner) = decl
                && depth < MAX_NESTING
            {
                methods.extend(reader.methods(inner, &[], depth + 1));
            }
        }
        methods.sort_by(|a, b| a.0.cmp(&b.0));
        methods.dedup_by(|a, b| a.0 == b.0);
        methods
    }

    /// The declaration in the table that an embedded interface names.
    fn written(&self, ty: &TypeRef) -> Option<((&SmolStr, &FileOutline), &TypeRef)> {
        let find = |outline: &'_ FileOutline, name: &str| {
            outline.types.iter().position(|it| it.name == name)
        };
        match ty {
            TypeRef::Name(name) => {
                let at = find(self.outline, name)?;
                Some(((self.path, self.outline), &self.outline.types[at].ty))
            }
            TypeRef::Qualified(package, name) => {
                let source = self.all.source(self.import(package)?)?;
                let outline = outline_of(source);
                let at = find(outline, name)?;
                Some(((&source.path, outline), &outline.types[at].ty))
            }
            _ => None,
        }
    }

    fn import(&self, package: &str) -> Option<&SmolStr> {
        let named =
            |it: &&Import| it.alias.as_deref().unwrap_or_else(|| guess_name(&it.path)) == package;
        self.outline.imports.iter().find(named).map(|it| &it.path)
    }

    fn name(&self, name: &SmolStr, params: &[(SmolStr, Ty)], args: &[Ty], depth: u32) -> Ty {
        if let Some((_, param)) = params.iter().find(|(it, _)| it == name) {
            return param.clone();
        }
        if let Some(basic) = basic(name) {
            return basic;
        }
        match self.outline.types.iter().find(|it| it.name == *name) {
            Some(decl) if decl.alias && decl.params.is_empty() => self.ty(&decl.ty, &[], depth + 1),
            None if !name.starts_with(char::is_uppercase) => Ty::Unknown,
            _ => Ty::External(Arc::new((self.path.clone(), name.clone())), args.into()),
        }
    }

    fn qualified(&self, package: &str, name: &SmolStr, args: &[Ty]) -> Ty {
        let Some(path) = self.import(package) else {
            return Ty::Unknown;
        };
        Ty::External(Arc::new((path.clone(), name.clone())), args.into())
    }
}
