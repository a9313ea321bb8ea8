//! Package variables that are more than constants.
//!
//! In: the IR of all files. Out: the variables that some function outside tests and `init` assigns.

use crate::discover::Workspace;
use crate::ir::{Expr, ExprId, FileIr, FuncIr, FuncKind, StmtKind, visit};
use crate::support::FileId;
use crate::types::{Object, Universe, VarId};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// The package variables that are assigned.
pub fn variables(workspace: &Workspace, universe: &Universe, irs: &[FileIr]) -> FxHashSet<VarId> {
    irs.par_iter()
        .enumerate()
        .filter(|(at, _)| !workspace.files[*at].is_test)
        .flat_map_iter(|(at, ir)| of_file(universe, FileId(at as u32), ir))
        .collect()
}

fn of_file(universe: &Universe, file: FileId, ir: &FileIr) -> Vec<VarId> {
    let mut found = Vec::new();
    for (index, func) in ir.funcs.iter().enumerate() {
        let is_init = matches!(func.kind, FuncKind::VarInit)
            || universe
                .func_at(file, index as u32)
                .is_some_and(|it| universe.funcs[it.index()].name == "init");
        if is_init {
            continue;
        }
        let blocks = std::iter::once(&func.body).chain(func.closures.iter().map(|it| &it.body));
        for block in blocks {
            visit::statements(block, &mut |stmt| {
                if let StmtKind::Assign { lhs, .. } = &stmt.kind {
                    let vars = lhs
                        .iter()
                        .filter_map(|it| variable(universe, file, ir, func, *it));
                    found.extend(vars);
                }
            });
        }
    }
    found
}

fn variable(
    universe: &Universe,
    file: FileId,
    ir: &FileIr,
    func: &FuncIr,
    target: ExprId,
) -> Option<VarId> {
    let object = match &func.exprs[target.index()] {
        Expr::Name(name) => universe.lookup(file, &ir.names[name.index()]),
        Expr::Select(base, name) => match &func.exprs[base.index()] {
            Expr::Package(package) => {
                universe.member(file, &ir.names[package.index()], &ir.names[name.index()])
            }
            _ => return None,
        },
        _ => return None,
    };
    match object {
        Object::Var(var) => Some(var),
        _ => None,
    }
}
