//! GMC009 and GMC010: sync.Map used in two steps where one is needed, or counted by `Range`.
//!
//! In: a view. Out: drafts.

use super::view::View;
use crate::ir::{Block, ClosureId, Expr, ExprId, LocalId, Stmt, StmtKind, visit};
use crate::rules::map_race::Draft;
use crate::support::{Edit, Fix, Span};
use crate::types::{Ty, Universe};

const CHECK: &str = "sync-map-check-then-act";

/// `v, ok := m.Load(k)`.
struct Load {
    map: ExprId,
    key: ExprId,
    value: Option<LocalId>,
    ok: Option<LocalId>,
    span: Span,
}

pub(super) fn check_then_act(view: &View<'_>, drafts: &mut Vec<Draft>) {
    if view.source.is_test {
        return;
    }
    let calls = visit::expressions_deep(view.ir, view.block(None));
    for body in view.bodies() {
        if !is_locked(view, body) && !runs_once_per_key(view, &calls, body) {
            in_block(view, view.block(body), &[], drafts);
        }
    }
}

/// A lock is taken in the body, or held by all who call it.
fn is_locked(view: &View<'_>, body: Option<ClosureId>) -> bool {
    let program = view.program;
    let summary = view.body_summary(body);
    if summary.locks || !summary.acquires.is_empty() {
        return true;
    }
    let incoming = &program.incoming[view.body_id(body).0 as usize];
    !incoming.is_empty()
        && incoming.iter().all(|edge| {
            let edge = program.edge(*edge);
            !program.site(edge.from, edge.site).point.held.is_empty()
        })
}

/// `group.Do(key, func() { ... })` of golang.org/x/sync/singleflight: of two callers with one key, one runs the literal.
fn runs_once_per_key(view: &View<'_>, calls: &[ExprId], body: Option<ClosureId>) -> bool {
    const PATH: &str = "golang.org/x/sync/singleflight";
    let Some(literal) = body else { return false };
    let is_it = |arg: &ExprId| matches!(view.expr(*arg), Expr::Closure(it) if *it == literal);
    calls.iter().any(|call| {
        view.args(*call).is_some_and(|args| args.iter().any(is_it))
            && ["Do", "DoChan"]
                .iter()
                .any(|name| view.calls(*call, PATH, Some("Group"), name))
    })
}

/// `after`: what follows the block, when it is there for the sake of an init statement only.
fn in_block(view: &View<'_>, block: &Block, after: &[Stmt], drafts: &mut Vec<Draft>) {
    for (at, stmt) in block.iter().enumerate() {
        if let Some(load) = load(view, stmt) {
            drafts.extend(judge(view, &load, block, at, after));
        }
        match &stmt.kind {
            StmtKind::Block(inner) => in_block(view, inner, &block[at + 1..], drafts),
            _ => visit::blocks(stmt)
                .into_iter()
                .for_each(|inner| in_block(view, inner, &[], drafts)),
        }
    }
}

fn load(view: &View<'_>, stmt: &Stmt) -> Option<Load> {
    let (StmtKind::Define { lhs, rhs, .. } | StmtKind::Assign { lhs, rhs, .. }) = &stmt.kind else {
        return None;
    };
    let ([value, ok], [call]) = (lhs.as_slice(), rhs.as_slice()) else {
        return None;
    };
    if !view.calls(*call, "sync", Some("Map"), "Load") {
        return None;
    }
    let local = |it: ExprId| match view.expr(it) {
        Expr::Local(local) => Some(*local),
        _ => None,
    };
    Some(Load {
        map: view.receiver(*call)?,
        key: *view.args(*call)?.first()?,
        value: local(*value),
        ok: local(*ok),
        span: view.span(*call),
    })
}

/// Looks at what follows a load in its block.
fn judge(view: &View<'_>, load: &Load, block: &Block, at: usize, after: &[Stmt]) -> Option<Draft> {
    let rest = &block[at + 1..];
    let mut missing: Vec<&[Stmt]> = Vec::new();
    let mut found_leaves = false;
    for (n, stmt) in rest.iter().enumerate() {
        let StmtKind::If { cond, then, els } = &stmt.kind else {
            continue;
        };
        match polarity(view, *cond, load.ok?) {
            Some(false) => missing.push(then),
            Some(true) => {
                missing.push(els);
                if ends_path(view, then) {
                    missing.push(&rest[n + 1..]);
                    missing.push(after);
                    found_leaves = !uses(view, then, load.value) && reports(view, then);
                }
            }
            None => continue,
        }
        break;
    }
    let act = missing.iter().find_map(|block| store(view, block, load));
    if let Some((call, value)) = act {
        if view.is_constant(value) || !(found_leaves || has_identity(view, value)) {
            return None;
        }
        return report(view, load, call, value, false).map(|mut draft| {
            draft.fix = fix(view, load, block, at, call, value);
            draft
        });
    }
    // `v, _ := m.Load(k); m.Store(k, v.(int)+1)`
    let (call, value) = store(view, rest, load)?;
    let old = load.value?;
    let mut derived = vec![old];
    let local = |expr: &ExprId| match view.expr(*expr) {
        Expr::Local(local) => Some(*local),
        _ => None,
    };
    visit::statements(rest, &mut |stmt| {
        let (StmtKind::Define { lhs, rhs, .. } | StmtKind::Assign { lhs, rhs, .. }) = &stmt.kind
        else {
            return;
        };
        let is_derived = |it: &ExprId| derived.iter().any(|old| view.mentions(*it, *old));
        let targets = lhs.iter().filter_map(local);
        if rhs.iter().any(is_derived) {
            derived.extend(targets.filter(|it| is_plain(view, *it)));
        } else if stmt.span.end <= view.span(call).start {
            // What was loaded is no longer there.
            let targets: Vec<LocalId> = targets.collect();
            derived.retain(|it| !targets.contains(it));
        }
    });
    let updates = derived.iter().any(|it| view.mentions(value, *it)) && is_computed(view, value);
    if !updates {
        return None;
    }
    report(view, load, call, value, true)
}

/// A number or string: what is computed from the old one is a new value.
fn is_plain(view: &View<'_>, local: LocalId) -> bool {
    matches!(
        view.universe().underlying(view.typing.local(local)),
        Ty::Basic(_)
    )
}

fn is_computed(view: &View<'_>, value: ExprId) -> bool {
    matches!(
        view.expr(value),
        Expr::Binary(..) | Expr::Call { .. } | Expr::Local(_)
    ) && matches!(view.universe().underlying(view.ty(value)), Ty::Basic(_))
}

/// `ok`, `!ok`, alone or under `&&`, `||`.
fn polarity(view: &View<'_>, cond: ExprId, ok: LocalId) -> Option<bool> {
    match view.expr(cond) {
        Expr::Local(local) => (*local == ok).then_some(true),
        Expr::Unary { not: true, operand } => polarity(view, *operand, ok).map(|it| !it),
        _ => None,
    }
}

fn ends_path(view: &View<'_>, block: &Block) -> bool {
    block.last().is_some_and(|stmt| match &stmt.kind {
        StmtKind::Return(_) | StmtKind::Continue(_) | StmtKind::Break(_) => true,
        StmtKind::Expr(call) => view.ends(*call),
        _ => false,
    })
}

/// It returns an error or a verdict, rather than what was found.
fn reports(view: &View<'_>, block: &Block) -> bool {
    let Some(StmtKind::Return(values)) = block.last().map(|it| &it.kind) else {
        return false;
    };
    values.iter().any(|it| {
        let ty = view.ty(*it);
        matches!(ty, Ty::Basic(name) if name == "error" || name == "bool")
            && !matches!(view.expr(*it), Expr::Name(name) if view.name(*name) == "nil")
    })
}

fn uses(view: &View<'_>, block: &Block, value: Option<LocalId>) -> bool {
    let Some(value) = value else { return false };
    visit::expressions_deep(view.ir, block)
        .into_iter()
        .any(|it| matches!(view.expr(it), Expr::Local(local) if *local == value))
}

/// A `Store` to the same map and key.
fn store(view: &View<'_>, block: &[Stmt], load: &Load) -> Option<(ExprId, ExprId)> {
    visit::expressions(view.ir, block)
        .into_iter()
        .find_map(|call| {
            if !view.calls(call, "sync", Some("Map"), "Store") {
                return None;
            }
            let [key, value] = view.args(call)? else {
                return None;
            };
            let same = view.same(view.receiver(call)?, load.map) && view.same(*key, load.key);
            same.then_some((call, *value))
        })
}

/// Two of these are not one: whoever lost the race keeps another object than everybody else. Values that are computed from the key alone
/// (caches) are equal, and it does not matter whose stays.
fn has_identity(view: &View<'_>, value: ExprId) -> bool {
    let ty = match view.ty(value) {
        Ty::Pointer(inner) => inner,
        ty => ty,
    };
    holds_state(view.universe(), ty, 0)
}

/// A lock, a channel, a counter: something that only works when all share it.
fn holds_state(universe: &Universe, ty: &Ty, depth: u32) -> bool {
    if let Some((package, _)) = universe.qualified(ty)
        && matches!(package, "sync" | "sync/atomic")
    {
        return true;
    }
    match universe.underlying(ty) {
        Ty::Chan(..) => true,
        Ty::Struct(fields) if depth < 2 => fields.iter().any(|field| {
            let ty = &universe.fields[field.index()].ty;
            !matches!(ty, Ty::Pointer(_)) && holds_state(universe, ty, depth + 1)
        }),
        _ => false,
    }
}

fn report(
    view: &View<'_>,
    load: &Load,
    call: ExprId,
    value: ExprId,
    update: bool,
) -> Option<Draft> {
    let map = view.text(load.map);
    let key = view.text(load.key);
    let (message, help) = if update {
        (
            format!("`{map}` may have been changed between this `Load` and the `Store` of what was computed from it: an update is lost"),
            "repeat with `CompareAndSwap` until it succeeds, or keep a pointer to an atomic counter in the map".to_owned(),
        )
    } else {
        (
            format!(
                "two goroutines may both find nothing in `{map}` here and both store: one of them goes on with a value that the other has replaced"
            ),
            format!(
                "use `{map}.LoadOrStore({key}, {})` and go on with what it returns",
                short(view.text(value))
            ),
        )
    };
    let mut draft = view.draft(CHECK, load.span, message, help)?;
    draft.subject = map.to_owned();
    draft
        .evidence
        .push(("stored here".to_owned(), vec![view.loc(view.span(call))]));
    Some(draft)
}

fn short(text: &str) -> &str {
    if text.len() > 40 || text.contains('\n') {
        "..."
    } else {
        text
    }
}

/// A variable, `&T{}`, `new(T)`: `LoadOrStore` wants the value whether it is stored or not.
fn is_made_without_effect(view: &View<'_>, value: ExprId) -> bool {
    match view.expr(value) {
        Expr::Local(_) => true,
        Expr::Addr(inner) => is_made_without_effect(view, *inner),
        Expr::Composite { elems, .. } => elems.is_empty(),
        Expr::Call { .. } => view.is_builtin(value, "new"),
        _ => false,
    }
}

/// `if _, ok := m.Load(k); !ok { m.Store(k, v) }` is `m.LoadOrStore(k, v)`, when making `v` has no effect.
fn fix(
    view: &View<'_>,
    load: &Load,
    block: &Block,
    at: usize,
    call: ExprId,
    value: ExprId,
) -> Option<Fix> {
    let [_, last] = block.as_slice() else {
        return None;
    };
    let StmtKind::If { then, els, .. } = &last.kind else {
        return None;
    };
    let text = &view.source.text;
    let whole = Span {
        start: text[..load.span.start as usize].rfind("if ")? as u32,
        end: last.span.end,
    };
    let head = text.get(whole.start as usize..load.span.start as usize)?;
    let simple = at == 0
        && load.value.is_none()
        && els.is_empty()
        && matches!(then.as_slice(), [Stmt { kind: StmtKind::Expr(only), .. }] if *only == call)
        && is_made_without_effect(view, value)
        && !head.contains('\n')
        && !view.is_commented(last.span);
    simple.then(|| Fix {
        title: "use LoadOrStore".to_owned(),
        edits: vec![Edit {
            loc: view.loc(whole),
            text: format!(
                "{}.LoadOrStore({}, {})",
                view.text(load.map),
                view.text(load.key),
                view.text(value)
            ),
        }],
    })
}

/// GMC010: `Range` only counts.
pub(super) fn counted_by_range(view: &View<'_>, drafts: &mut Vec<Draft>) {
    for body in view.bodies() {
        for call in visit::expressions(view.ir, view.block(body)) {
            if !view.calls(call, "sync", Some("Map"), "Range") {
                continue;
            }
            let Some([argument]) = view.args(call) else {
                continue;
            };
            let Expr::Closure(closure) = view.expr(*argument) else {
                continue;
            };
            let [count, last] = view.block(Some(*closure)).as_slice() else {
                continue;
            };
            let counts = matches!(count.kind, StmtKind::Assign { compound: true, .. })
                && matches!(last.kind, StmtKind::Return(_));
            if counts {
                drafts.extend(view.draft(
                    "sync-map-fit",
                    view.span(call),
                    "sync.Map has no length: this walks all of it, and others change it meanwhile".to_owned(),
                    "keep a map with a mutex where its length is needed, or count beside the sync.Map".to_owned(),
                ));
            }
        }
    }
}
