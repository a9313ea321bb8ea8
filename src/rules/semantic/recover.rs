//! GMC103 to GMC105 and GMC007: what becomes of a recovered panic.
//!
//! In: a view. Out: drafts. A deferred literal with `recover` is the only place where a panic stops.

use super::view::View;
use crate::ir::{ClosureId, Expr, ExprId, LocalId, Stmt, StmtKind, visit};
use crate::rules::map_race::Draft;
use crate::support::Span;
use crate::types::Ty;

/// A deferred literal that calls `recover`.
struct Recovery {
    /// The literal.
    closure: ClosureId,
    /// The call of `recover`.
    call: ExprId,
    /// The body whose panics it stops.
    of: Option<ClosureId>,
    /// The `defer` statement.
    stmt: Span,
}

pub(super) fn find(view: &View<'_>, drafts: &mut Vec<Draft>) {
    let recoveries: Vec<Recovery> = view
        .bodies()
        .flat_map(|body| recoveries(view, body))
        .collect();
    for recovery in &recoveries {
        let found = about_maps(view, recovery)
            .or_else(|| silent(view, recovery))
            .or_else(|| drops_error(view, recovery));
        drafts.extend(found);
        drafts.extend(restarts_itself(view, recovery));
    }
    for body in view.bodies() {
        drafts.extend(
            view.statements(body)
                .into_iter()
                .filter_map(|stmt| restart_loop(view, &recoveries, stmt)),
        );
    }
}

fn recoveries(view: &View<'_>, of: Option<ClosureId>) -> Vec<Recovery> {
    let deferred = view.statements(of).into_iter().filter_map(|stmt| {
        let StmtKind::Defer(call) = stmt.kind else {
            return None;
        };
        let Expr::Call { callee, .. } = view.expr(call) else {
            return None;
        };
        match view.expr(*callee) {
            Expr::Closure(closure) => Some((*closure, stmt.span)),
            _ => None,
        }
    });
    deferred
        .filter_map(|(closure, stmt)| {
            let call = visit::expressions(view.ir, view.block(Some(closure)))
                .into_iter()
                .find(|it| view.is_builtin(*it, "recover"))?;
            Some(Recovery {
                closure,
                call,
                of,
                stmt,
            })
        })
        .collect()
}

fn calls<'v>(view: &'v View<'_>, closure: ClosureId) -> impl Iterator<Item = ExprId> + 'v {
    visit::expressions_deep(view.ir, view.block(Some(closure)))
        .into_iter()
        .filter(|it| matches!(view.expr(*it), Expr::Call { .. }))
}

/// GMC007: the comment or a string beside it says that it is meant for concurrent map accesses.
fn about_maps(view: &View<'_>, recovery: &Recovery) -> Option<Draft> {
    let text = &view.source.text;
    let line_above = text[..recovery.stmt.start as usize]
        .lines()
        .rev()
        .nth(1)
        .unwrap_or("");
    let about = |text: &str| {
        let text = text.to_lowercase();
        text.contains("concurrent map") || text.contains("map race")
    };
    let above = line_above.trim_start().starts_with("//") && about(line_above);
    if !above && !about(recovery.stmt.text(text)) {
        return None;
    }
    view.draft(
        "recover-around-map-race",
        view.span(recovery.call),
        "`recover` is never called for concurrent map accesses: the runtime ends the process with a fatal error, which is no panic".to_owned(),
        "guard every access to the map with one mutex, or use sync.Map; the recover does nothing for it".to_owned(),
    )
}

/// GMC104: the value is thrown away.
fn silent(view: &View<'_>, recovery: &Recovery) -> Option<Draft> {
    if view.source.is_test || view.is_commented(recovery.stmt) || says_so(view) {
        return None;
    }
    let block = view.block(Some(recovery.closure));
    if !is_thrown_away(view, block, recovery.call) || guards_channel(view, recovery.of) {
        return None;
    }
    view.draft(
        "silent-recover",
        view.span(recovery.call),
        "every panic ends here without a trace: not logged, not counted, not returned".to_owned(),
        "log the value with `debug.Stack()`, or return it as an error".to_owned(),
    )
}

/// The function's own comment speaks of panics.
fn says_so(view: &View<'_>) -> bool {
    let doc = view.decl().map_or("", |it| it.doc.as_str()).to_lowercase();
    doc.contains("panic") || doc.contains("recover")
}

fn is_thrown_away(view: &View<'_>, block: &[Stmt], call: ExprId) -> bool {
    let [only] = block else { return false };
    match &only.kind {
        StmtKind::Expr(expr) => *expr == call,
        StmtKind::Assign { lhs, rhs, .. } => {
            rhs.as_slice() == [call] && lhs.iter().all(|it| matches!(view.expr(*it), Expr::Blank))
        }
        // `if recover() != nil {}`
        StmtKind::If { cond, then, els } => {
            then.is_empty() && els.is_empty() && visit::below(view.ir, *cond).contains(&call)
        }
        // `if r := recover(); r != nil {}`
        StmtKind::Block(inner) => match inner.as_slice() {
            [first, second] => {
                let defines =
                    matches!(&first.kind, StmtKind::Define { rhs, .. } if rhs.as_slice() == [call]);
                let nothing = matches!(&second.kind, StmtKind::If { then, els, .. } if then.is_empty() && els.is_empty());
                defines && nothing
            }
            [_] => is_thrown_away(view, inner, call),
            _ => false,
        },
        _ => false,
    }
}

/// The body does nothing but send on or close a channel that may be closed already.
fn guards_channel(view: &View<'_>, of: Option<ClosureId>) -> bool {
    let mut touches = false;
    let only = view
        .statements(of)
        .into_iter()
        .all(|stmt| match &stmt.kind {
            StmtKind::Defer(_) | StmtKind::Return(_) | StmtKind::Block(_) | StmtKind::If { .. } => {
                true
            }
            StmtKind::Send { .. } => {
                touches = true;
                true
            }
            StmtKind::Select(_) => true,
            StmtKind::Expr(expr) => {
                let closes = view.is_builtin(*expr, "close");
                touches |= closes;
                closes
            }
            StmtKind::Assign { lhs, .. } | StmtKind::Define { lhs, .. } => lhs
                .iter()
                .all(|it| matches!(view.expr(*it), Expr::Local(_) | Expr::Blank)),
            _ => false,
        });
    only && touches
}

/// GMC103: the caller gets a nil error.
fn drops_error(view: &View<'_>, recovery: &Recovery) -> Option<Draft> {
    if view.source.is_test || view.is_commented_nolint(recovery.stmt) {
        return None;
    }
    let results = view.results(recovery.of);
    let is_error =
        |it: &LocalId| matches!(view.typing.local(*it), Ty::Basic(name) if name == "error");
    let named = results.iter().any(|it| !view.local_name(*it).is_empty());
    if named || !results.iter().any(is_error) {
        return None;
    }
    if !does_nothing_about_it(view, recovery) {
        return None;
    }
    view.draft(
        "recover-drops-error",
        view.span(recovery.call),
        "after a panic the function returns a nil error: its results have no names, so nothing here can set them".to_owned(),
        "name the error result and set it in the deferred function".to_owned(),
    )
}

/// It neither ends the process nor hands the panic to anybody: it logs and cleans up.
fn does_nothing_about_it(view: &View<'_>, recovery: &Recovery) -> bool {
    let closure = recovery.closure;
    let own = |local: LocalId| view.declared_inside(local, closure);
    let statements = view.statements(Some(closure));
    let hands_over = statements.iter().any(|stmt| match &stmt.kind {
        StmtKind::Send { .. } | StmtKind::Go(_) | StmtKind::Select(_) => true,
        StmtKind::Assign { lhs, .. } => lhs.iter().any(|it| match view.expr(*it) {
            Expr::Local(_) | Expr::Blank => false,
            _ => !view.root(*it).is_some_and(own),
        }),
        _ => false,
    });
    !hands_over
        && calls(view, closure).all(|call| {
            !view.ends(call) && (call == recovery.call || is_report_or_cleanup(view, call))
        })
}

/// The call tells people of the panic, formats it, counts it or tidies up; it does not tell the caller.
fn is_report_or_cleanup(view: &View<'_>, call: ExprId) -> bool {
    let target = view.target(call);
    if matches!(
        target,
        Some(crate::calls::Target::Conversion | crate::calls::Target::Builtin(_))
    ) {
        return true;
    }
    let Some((package, _, name)) = view.qualified(call) else {
        return view.called_name(call).is_some_and(logs);
    };
    match package {
        "fmt" | "log" | "log/slog" | "runtime" | "runtime/debug" | "strings" | "time"
        | "errors" | "strconv" | "sync" | "context" | "os" => true,
        _ => logs(name),
    }
}

/// The name is one that loggers and metrics use for their methods. What has another name may well report to the caller, and is
/// given the benefit of the doubt.
fn logs(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "Alert",
        "Critical",
        "Criticalf",
        "Crit",
        "Critf",
        "Debug",
        "Debugf",
        "Debugw",
        "Error",
        "ErrorContext",
        "ErrorS",
        "Errorf",
        "Errorln",
        "Errorw",
        "Err",
        "Any",
        "Stack",
        "Interface",
        "Info",
        "InfoContext",
        "InfoS",
        "Infof",
        "Infoln",
        "Infow",
        "Log",
        "Logf",
        "Msg",
        "Msgf",
        "Print",
        "Printf",
        "Println",
        "Send",
        "Str",
        "String",
        "Sprintf",
        "Trace",
        "Tracef",
        "V",
        "Warn",
        "WarnContext",
        "Warnf",
        "Warning",
        "Warningf",
        "Warnw",
        "With",
        "WithError",
        "WithField",
        "WithFields",
        "WithName",
        "WithValues",
        "Inc",
        "Add",
        "Observe",
        "WithLabelValues",
        "Close",
        "Done",
        "Unlock",
        "RUnlock",
        "Cancel",
        "cancel",
        "Bytes",
        "ByteString",
    ];
    NAMES.contains(&name)
}

/// GMC105: after a panic the function starts itself again at once.
fn restarts_itself(view: &View<'_>, recovery: &Recovery) -> Option<Draft> {
    let decl = view.program.funcs[view.key.0 as usize].decl?;
    if recovery.of.is_some() || delays(view, Some(recovery.closure)) {
        return None;
    }
    let again =
        view.statements(Some(recovery.closure))
            .into_iter()
            .find_map(|stmt| {
                let StmtKind::Go(call) = stmt.kind else {
                    return None;
                };
                let funcs = match view.target(call)? {
                    crate::calls::Target::Funcs(funcs)
                    | crate::calls::Target::Method(funcs, ..) => funcs,
                    _ => return None,
                };
                funcs.contains(&decl).then_some(call)
            })?;
    let counted = view
        .statements(Some(recovery.closure))
        .iter()
        .any(|stmt| matches!(stmt.kind, StmtKind::Assign { compound: true, .. }));
    if counted {
        return None;
    }
    view.draft(
        "recover-restart-loop",
        view.span(again),
        "after every panic the function starts itself again at once, without delay or limit"
            .to_owned(),
        "wait between restarts and count them; give up, or alert, after some".to_owned(),
    )
}

/// GMC105: an endless loop around a call that recovers.
fn restart_loop(view: &View<'_>, recoveries: &[Recovery], stmt: &Stmt) -> Option<Draft> {
    let StmtKind::For {
        cond: None, body, ..
    } = &stmt.kind
    else {
        return None;
    };
    let [only] = body.as_slice() else { return None };
    let StmtKind::Expr(call) = only.kind else {
        return None;
    };
    let Expr::Call { callee, .. } = view.expr(call) else {
        return None;
    };
    let Expr::Closure(closure) = view.expr(*callee) else {
        return None;
    };
    let recovery = recoveries.iter().find(|it| it.of == Some(*closure))?;
    if calls(view, recovery.closure).any(|it| view.ends(it))
        || delays(view, Some(*closure))
        || delays(view, Some(recovery.closure))
        || blocks(view, Some(*closure))
    {
        return None;
    }
    view.draft(
        "recover-restart-loop",
        view.span(recovery.call),
        "whatever panics here is run again at once, for ever".to_owned(),
        "wait between attempts and count them; give up, or alert, after some".to_owned(),
    )
}

fn delays(view: &View<'_>, closure: Option<ClosureId>) -> bool {
    visit::expressions_deep(view.ir, view.block(closure))
        .into_iter()
        .any(|it| {
            matches!(view.qualified(it), Some(("time", _, _)))
                || view.called_name(it).is_some_and(|name| {
                    name.contains("Sleep") || name.contains("ackoff") || name.contains("Wait")
                })
        })
}

/// It waits for a channel, so that it does not run hot.
fn blocks(view: &View<'_>, closure: Option<ClosureId>) -> bool {
    view.statements(closure).iter().any(|stmt| {
        matches!(
            stmt.kind,
            StmtKind::Select(_) | StmtKind::Range { .. } | StmtKind::For { .. }
        )
    }) || visit::expressions(view.ir, view.block(closure))
        .into_iter()
        .any(|it| matches!(view.expr(it), Expr::Recv(_)))
}

impl View<'_> {
    /// A linter's ignore comment stands in the span or above it.
    fn is_commented_nolint(&self, span: Span) -> bool {
        let text = &self.source.text;
        let above = text[..span.start as usize]
            .lines()
            .rev()
            .nth(1)
            .unwrap_or("");
        span.text(text).contains("nolint") || above.contains("nolint")
    }
}
