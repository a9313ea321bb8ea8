//! GMC106: before Go 1.22 all rounds of a loop, and the goroutines that they start, share the loop variable.
//!
//! In: a view. Out: drafts, where the goroutine uses the variable as key or value of a map.

use super::goroutine;
use super::view::View;
use crate::discover::GoVersion;
use crate::ir::{ClosureId, Expr, ExprId, LocalId, LocalKind, StmtKind, visit};
use crate::link::{FuncKey, Program};
use crate::rules::map_race::Draft;
use crate::types::Ty;

/// The first version with a variable for each round.
const PER_ROUND: GoVersion = GoVersion {
    major: 1,
    minor: 22,
};

pub(super) fn wants(program: &Program<'_>, key: FuncKey) -> bool {
    let file = program.funcs[key.0 as usize].file;
    let go = program.workspace.files[file.index()].go;
    // Without a go.mod it is a guess that the language is that old.
    go.is_stated()
        && go < PER_ROUND
        && program
            .func_ir(key)
            .locals
            .iter()
            .any(|it| it.kind == LocalKind::Loop && it.captured)
}

pub(super) fn find(view: &View<'_>, drafts: &mut Vec<Draft>) {
    for site in &view.summary().calls {
        if !site.run.spawns() || !site.many {
            continue;
        }
        let Some(closure) = goroutine::literal(site) else {
            continue;
        };
        let used = goroutine::captured(view, closure)
            .into_iter()
            .filter(|(local, _)| view.ir.locals[local.index()].kind == LocalKind::Loop)
            .find_map(|(local, _)| Some((local, in_map(view, closure, local)?)));
        let Some((local, at)) = used else { continue };
        let name = view.local_name(local);
        drafts.extend(view.draft(
            "loopvar-shared",
            view.span(at),
            format!("all goroutines of the loop share `{name}` before Go 1.22: most of them see its last value"),
            format!("write `{name} := {name}` before the goroutine, pass it as an argument, or require go 1.22 in go.mod"),
        ));
    }
}

/// Where the literal uses the variable as key or value of a map.
fn in_map(view: &View<'_>, closure: ClosureId, local: LocalId) -> Option<ExprId> {
    let is_map = |it: ExprId| matches!(view.universe().underlying(view.ty(it)), Ty::Map(_));
    let is_local = |it: &ExprId| matches!(view.expr(*it), Expr::Local(other) if *other == local);
    let block = view.block(Some(closure));
    let as_key = visit::expressions(view.ir, block)
        .into_iter()
        .find_map(|it| match view.expr(it) {
            Expr::Index(base, keys) if is_map(*base) => keys
                .iter()
                .flat_map(|key| visit::below(view.ir, *key))
                .find(is_local),
            _ => None,
        });
    as_key.or_else(|| {
        let mut found = None;
        visit::statements(block, &mut |stmt| {
            if let StmtKind::Assign { lhs, rhs, .. } = &stmt.kind
                && lhs
                    .iter()
                    .any(|it| matches!(view.expr(*it), Expr::Index(base, _) if is_map(*base)))
            {
                let used = rhs
                    .iter()
                    .flat_map(|it| visit::below(view.ir, *it))
                    .find(is_local);
                found = found.or(used);
            }
        });
        found
    })
}
