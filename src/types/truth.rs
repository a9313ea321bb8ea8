//! What boolean constants are: `const debug = false` makes `if debug { ... }` a statement that no program has.
//!
//! In: the declared constants. Out: [`VarInfo::truth`], and [`Universe::truth`] for one that a file names. Must not know bodies.

use super::universe::Decl;
use super::*;
use crate::outline::{FileOutline, Truth, TypeRef, VarDecl};

/// Chains of constants that are each made from the next are followed this far.
const MAX_ROUNDS: usize = 8;

impl Universe {
    /// What the constant is that `file` calls by the name of `var`. Of several declarations under different build constraints those count that a
    /// build without tags of the project's own has: a program made with `-tags debug` is not the one that is shipped.
    pub fn truth(&self, file: FileId, var: VarId) -> Option<bool> {
        let known = self.known(file, var)?;
        (!known.by_default || self.builds.plain(file)).then_some(known.value)
    }

    pub(super) fn resolve_truths(&mut self, outlines: &[FileOutline]) {
        let decls: Vec<&VarDecl> = outlines.iter().flat_map(|it| &it.vars).collect();
        for _ in 0..MAX_ROUNDS {
            let found: Vec<(usize, Known)> = decls
                .iter()
                .enumerate()
                .filter(|(at, _)| self.vars[*at].truth.is_none())
                .filter_map(|(at, decl)| {
                    let truth = decl.truth.as_ref()?;
                    Some((at, self.made_from(self.vars[at].loc.file, truth)?))
                })
                .collect();
            if found.is_empty() {
                break;
            }
            for (at, known) in found {
                self.vars[at].truth = Some(known);
            }
        }
    }

    fn made_from(&self, file: FileId, truth: &Truth) -> Option<Known> {
        match truth {
            Truth::Same(TypeRef::Name(name)) => match (self.lookup(file, name), name.as_str()) {
                (Object::Var(var), _) => self.known(file, var),
                (Object::Const, "true" | "false") => Some(Known {
                    value: name == "true",
                    by_default: false,
                }),
                _ => None,
            },
            Truth::Same(TypeRef::Qualified(package, name)) => {
                match self.member(file, package, name) {
                    Object::Var(var) => self.known(file, var),
                    _ => None,
                }
            }
            Truth::Same(_) => None,
            Truth::Not(inner) => self.made_from(file, inner).map(|it| Known {
                value: !it.value,
                ..it
            }),
            Truth::Both(sides) => self.made_from_two(file, sides, false),
            Truth::Either(sides) => self.made_from_two(file, sides, true),
        }
    }

    /// `a && b`, `a || b`: one side alone decides when it has the value `decides`.
    fn made_from_two(&self, file: FileId, sides: &(Truth, Truth), decides: bool) -> Option<Known> {
        let sides = [&sides.0, &sides.1].map(|it| self.made_from(file, it));
        let deciding = sides.iter().flatten().filter(|it| it.value == decides);
        // Whatever a tag makes of the other side.
        if let Some(known) = deciding.min_by_key(|it| it.by_default) {
            return Some(*known);
        }
        let [Some(left), Some(right)] = sides else {
            return None;
        };
        Some(Known {
            value: !decides,
            by_default: left.by_default || right.by_default,
        })
    }

    fn known(&self, file: FileId, var: VarId) -> Option<Known> {
        let info = self.vars.get(var.index())?;
        if !info.constant {
            return None;
        }
        let package = self.files.get(info.loc.file.index())?.package;
        let decls = self.fitting(package, file, &info.name);
        let plain = decls.iter().any(|it| self.builds.plain(it.file()));
        let mut counted = 0;
        let mut all = None;
        for decl in &decls {
            let Decl::Var(id, _) = decl else { return None };
            if plain && !self.builds.plain(decl.file()) {
                continue;
            }
            let known = self.vars[id.index()].truth?;
            counted += 1;
            if all.is_some_and(|all: Known| all.value != known.value) {
                return None;
            }
            all = Some(known);
        }
        Some(Known {
            by_default: all?.by_default || counted < decls.len(),
            ..all?
        })
    }
}
