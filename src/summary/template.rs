//! Package variables that are written down once and copied from then on: `var defaults = Config{Name: "x"}`, `c := defaults`.
//!
//! In: the IR of all files. Out: for each such variable the fields that its literal gives a value. In a copy of it, a map that is not among them is nil:
//! whoever fills it makes one of his own first.

use crate::ir::{Expr, ExprId, FileIr, FuncIr, FuncKind, NameId, StmtKind, visit};
use crate::support::FileId;
use crate::types::{Object, Ty, Universe, VarId};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

/// Names of the fields that have a value from the start, by variable.
pub type Templates = FxHashMap<VarId, FxHashSet<SmolStr>>;

/// The variables that nobody changes.
pub fn templates(universe: &Universe, irs: &[FileIr]) -> Templates {
    let mut found: Templates = (0..universe.vars.len())
        .filter_map(|at| Some((VarId(at as u32), literal(universe, irs, at)?)))
        .collect();
    if found.is_empty() {
        return found;
    }
    let names: FxHashSet<&SmolStr> = found
        .keys()
        .map(|it| &universe.vars[it.index()].name)
        .collect();
    let changed: Vec<VarId> = irs
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, ir)| changed(universe, &names, FileId(at as u32), ir))
        .collect();
    for var in changed {
        found.remove(&var);
    }
    found
}

/// What the literal sets that a variable of a struct type with maps begins with.
fn literal(universe: &Universe, irs: &[FileIr], at: usize) -> Option<FxHashSet<SmolStr>> {
    let var = &universe.vars[at];
    let (index, position) = var.init?;
    let Ty::Struct(fields) = universe.underlying(&var.ty) else {
        return None;
    };
    let has_maps = fields.iter().any(|it| {
        matches!(
            universe.underlying(&universe.field_type(&var.ty, *it)),
            Ty::Map(_)
        )
    });
    let ir = irs.get(var.loc.file.index()).filter(|_| has_maps)?;
    let func = ir.funcs.get(index as usize)?;
    let StmtKind::Return(values) = &func.body.first()?.kind else {
        return None;
    };
    let value = values.get(position as usize)?;
    let Expr::Composite { elems, .. } = &func.exprs[value.index()] else {
        return None;
    };
    elems
        .iter()
        .map(|(key, _)| match func.exprs[key.as_ref()?.index()] {
            Expr::Key(name) => Some(ir.names[name.index()].clone()),
            _ => None,
        })
        .collect()
}

/// Of the variables with these names those that a file assigns, in whole or in part, points to, or calls a method of.
fn changed(
    universe: &Universe,
    names: &FxHashSet<&SmolStr>,
    file: FileId,
    ir: &FileIr,
) -> Vec<VarId> {
    let known = |name: &NameId| names.contains(&ir.names[name.index()]);
    let mut found = Vec::new();
    for func in &ir.funcs {
        let mut touch = |expr: ExprId| {
            let object = match root(func, expr) {
                Some((None, name)) if known(&name) => {
                    universe.lookup(file, &ir.names[name.index()])
                }
                Some((Some(package), name)) if known(&name) => {
                    let package = &ir.names[package.index()];
                    universe.member(file, package, &ir.names[name.index()])
                }
                _ => return,
            };
            if let Object::Var(var) = object {
                found.push(var);
            }
        };
        for expr in &func.exprs {
            match expr {
                Expr::Addr(operand) => touch(*operand),
                Expr::Call { callee, .. } => {
                    if let Expr::Select(base, _) = func.exprs[callee.index()] {
                        touch(base);
                    }
                }
                _ => {}
            }
        }
        if matches!(func.kind, FuncKind::VarInit) {
            continue;
        }
        let bodies = std::iter::once(&func.body).chain(func.closures.iter().map(|it| &it.body));
        for body in bodies {
            visit::statements(body, &mut |stmt| match &stmt.kind {
                StmtKind::Assign { lhs, .. } => lhs.iter().for_each(|it| touch(*it)),
                StmtKind::Range {
                    key,
                    value,
                    define: false,
                    ..
                } => key.iter().chain(value).for_each(|it| touch(*it)),
                _ => {}
            });
        }
    }
    found
}

/// The package variable at the root of a path, with the package it is selected from.
fn root(func: &FuncIr, expr: ExprId) -> Option<(Option<NameId>, NameId)> {
    let mut at = expr;
    loop {
        match func.exprs[at.index()] {
            Expr::Name(name) => return Some((None, name)),
            Expr::Select(base, name) => match func.exprs[base.index()] {
                Expr::Package(package) => return Some((Some(package), name)),
                _ => at = base,
            },
            Expr::Index(base, _) | Expr::Slice(base, _) | Expr::Star(base) | Expr::Addr(base) => {
                at = base;
            }
            _ => return None,
        }
    }
}
