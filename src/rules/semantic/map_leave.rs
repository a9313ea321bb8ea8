//! Ways in which a map leaves a function beside being returned or sent as it is: as an iterator, which reads it later, through a
//! pointer of the caller, and in the copy of a struct.
//!
//! In: a view. Out: [`Leaving`]s. Must not know locks: whether there is one to leave is judged by GMC006.

use super::map_escape::MapId;
use super::view::View;
use crate::ir::{ClosureId, Expr, ExprId, FuncIr, LocalId, LocalKind, StmtKind};
use crate::support::Span;
use crate::types::{FieldId, Object, Selection, Ty};

/// A map that leaves.
pub(super) struct Leaving {
    /// The map.
    pub id: MapId,
    /// Where.
    pub span: Span,
    /// How.
    pub how: How,
    /// The parameter or receiver that it is reached from; none for package variables.
    pub root: Option<LocalId>,
    /// What lies beside the lock: the map itself, or the field that holds the struct with the map.
    pub beside: MapId,
}

/// How a map leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// As it is.
    Itself,
    /// As an iterator over it.
    Iterator,
    /// In a struct that is copied.
    Copy,
}

/// Something in the function may be of interest: cheap, without types.
pub(super) fn may(ir: &FuncIr) -> bool {
    let returned = |it: &ExprId| match &ir.exprs[it.index()] {
        Expr::Call { callee, .. } => matches!(ir.exprs[callee.index()], Expr::Select(..)),
        Expr::Select(..) | Expr::Star(_) => true,
        _ => false,
    };
    let param = |it: ExprId| matches!(&ir.exprs[it.index()], Expr::Local(it) if ir.locals[it.index()].kind == LocalKind::Param);
    let target = |it: &ExprId| match ir.exprs[it.index()] {
        Expr::Star(base) | Expr::Select(base, _) => param(base),
        _ => false,
    };
    let bodies = std::iter::once(&ir.body).chain(ir.closures.iter().map(|it| &it.body));
    let mut found = false;
    for body in bodies {
        crate::ir::visit::statements(body, &mut |stmt| {
            found |= match &stmt.kind {
                StmtKind::Return(values) => values.iter().any(returned),
                StmtKind::Assign { lhs, compound, .. } => !compound && lhs.iter().any(target),
                _ => false,
            }
        });
    }
    found
}

/// What leaves a body in these ways.
pub(super) fn leaving(view: &View<'_>, body: Option<ClosureId>) -> Vec<Leaving> {
    let mut found = Vec::new();
    let mut replaced: Vec<MapId> = Vec::new();
    for stmt in view.statements(body) {
        match &stmt.kind {
            StmtKind::Return(values) => {
                for value in values {
                    found.extend(iterator(view, *value));
                    found.extend(copied(view, *value));
                }
            }
            StmtKind::Assign {
                lhs,
                rhs,
                compound: false,
            } => {
                replaced.extend(lhs.iter().filter_map(|it| map_of(view, *it)));
                if lhs.len() == rhs.len() {
                    let pairs = lhs.iter().zip(rhs);
                    found.extend(pairs.filter_map(|(to, from)| handed_out(view, *to, *from)));
                }
            }
            _ => {}
        }
    }
    // Who takes the map and leaves another one in its place has it for himself.
    found.retain(|it| !replaced.contains(&it.id));
    found
}

/// The field or package variable that holds a map.
fn map_of(view: &View<'_>, expr: ExprId) -> Option<MapId> {
    if !matches!(view.universe().underlying(view.ty(expr)), Ty::Map(..)) {
        return None;
    }
    match view.typing.selection(expr)? {
        Selection::Field { field, .. } => Some(MapId::Field(*field, 0)),
        Selection::Member(Object::Var(var)) => Some(MapId::Global(*var, 0)),
        _ => None,
    }
}

/// A map that the caller has, too: of a parameter, or a package variable.
fn shared(view: &View<'_>, expr: ExprId, how: How) -> Option<Leaving> {
    let id = map_of(view, expr)?;
    let root = match (id, view.root(expr)) {
        (MapId::Global(..), _) => None,
        (MapId::Field(..), Some(root)) if is_param(view, root) => Some(root),
        _ => return None,
    };
    Some(Leaving {
        id,
        span: view.span(expr),
        how,
        root,
        beside: id,
    })
}

fn is_param(view: &View<'_>, local: LocalId) -> bool {
    let info = &view.ir.locals[local.index()];
    info.kind == LocalKind::Param && info.assigned == 0
}

/// `maps.Keys(s.m)`: reads the map when it is iterated.
fn iterator(view: &View<'_>, call: ExprId) -> Option<Leaving> {
    let (package, recv, name) = view.qualified(call)?;
    let lazy = view
        .models
        .map_effects(package, recv, name)
        .iter()
        .any(|it| it.lazy && it.arg == 0);
    let map = *view.args(call)?.first()?;
    lazy.then(|| shared(view, map, How::Iterator)).flatten()
}

/// `*out = s.m`, `out.m = s.m`, where the caller has `out`.
fn handed_out(view: &View<'_>, target: ExprId, source: ExprId) -> Option<Leaving> {
    let (Expr::Star(base) | Expr::Select(base, _)) = *view.expr(target) else {
        return None;
    };
    let Expr::Local(out) = *view.expr(base) else {
        return None;
    };
    let leaving = shared(view, source, How::Itself)?;
    (is_param(view, out) && leaving.root != Some(out)).then_some(leaving)
}

/// `return s.stats`, `return *s`: a struct by value, with a map in it.
fn copied(view: &View<'_>, value: ExprId) -> Vec<Leaving> {
    let Ty::Struct(fields) = view.universe().underlying(view.ty(value)) else {
        return Vec::new();
    };
    let holder: Option<FieldId> = match (view.expr(value), view.typing.selection(value)) {
        (Expr::Select(..), Some(Selection::Field { field, .. })) => Some(*field),
        (Expr::Star(_), _) => None,
        _ => return Vec::new(),
    };
    let Some(root) = view.root(value).filter(|it| is_param(view, *it)) else {
        return Vec::new();
    };
    let maps = fields.iter().filter(|it| {
        let ty = &view.universe().fields[it.index()].ty;
        matches!(view.universe().underlying(ty), Ty::Map(..))
    });
    let leaving = |map: &FieldId| {
        let id = MapId::Field(*map, 0);
        Leaving {
            id,
            span: view.span(value),
            how: How::Copy,
            root: Some(root),
            beside: holder.map_or(id, |it| MapId::Field(it, 0)),
        }
    };
    maps.map(leaving).collect()
}
