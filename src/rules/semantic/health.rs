//! GMC705 and GMC706: handlers of health checks that take longer than their probe waits, or wait for ever.
//!
//! In: a view of a function that registers handlers. Out: drafts; those of GMC705 stand in Kubernetes files.

use super::strings;
use super::view::View;
use crate::discover::DocKind;
use crate::document::Node;
use crate::facts::Doc;
use crate::ir::{ClosureId, Expr, ExprId, LocalKind, StmtKind, visit};
use crate::rules::map_race::Draft;
use crate::support::{Loc, Span};
use crate::types::{Object, Selection};

const SHORT: &str = "probe-shorter-than-handler";
const UNBOUNDED: &str = "health-handler-unbounded";

/// Methods and functions that tie a path to a handler.
pub(super) const REGISTER: &[&str] = &[
    "HandleFunc",
    "Handle",
    "Get",
    "GET",
    "Any",
    "HEAD",
    "Head",
    "Method",
];

/// Last parts of the paths that probes ask for.
const PATHS: &[&str] = &[
    "healthz",
    "readyz",
    "livez",
    "health",
    "ready",
    "live",
    "healthcheck",
    "readiness",
    "liveness",
    "-/healthy",
    "-/ready",
];

/// Some text of the function looks like the path of a health check.
pub(super) fn wants(program: &crate::link::Program<'_>, key: crate::link::FuncKey) -> bool {
    let file = program.funcs[key.0 as usize].file;
    let source = &program.workspace.files[file.index()].text;
    let text = program.func_ir(key).span.text(source);
    ["/health", "/ready", "/live", "/-/"]
        .iter()
        .any(|it| text.contains(it))
}

/// A handler: a literal of this function, or another function.
#[derive(Clone, Copy)]
struct Handler<'v, 'a> {
    view: &'v View<'a>,
    body: Option<ClosureId>,
}

/// Calls what is given for each handler of a health check that the function registers.
fn each_handler(view: &View<'_>, visit_handler: &mut dyn FnMut(&str, Handler<'_, '_>)) {
    for body in view.bodies() {
        for call in visit::expressions(view.ir, view.block(body)) {
            let Some((path, handler)) = registration(view, call) else {
                continue;
            };
            if let Expr::Closure(closure) = view.expr(handler) {
                visit_handler(
                    &path,
                    Handler {
                        view,
                        body: Some(*closure),
                    },
                );
                continue;
            }
            let Some(key) = function(view, handler) else {
                continue;
            };
            let other = View::new(view.program, view.models, view.facts, key);
            visit_handler(
                &path,
                Handler {
                    view: &other,
                    body: None,
                },
            );
        }
    }
}

/// Path and handler of `mux.HandleFunc("/healthz", handler)`.
fn registration(view: &View<'_>, call: ExprId) -> Option<(String, ExprId)> {
    let name = view.called_name(call)?;
    let args = view.args(call).filter(|it| it.len() >= 2)?;
    if !REGISTER.contains(&name) {
        return None;
    }
    let pattern = args
        .iter()
        .take(2)
        .find_map(|it| strings::text(view, *it).filter(|it| it.contains('/')))?;
    // `GET /healthz` since Go 1.22.
    let path = pattern.rsplit(' ').next().unwrap_or(&pattern).to_owned();
    let known = PATHS.iter().any(|it| path.ends_with(&format!("/{it}")));
    known.then_some((path, unwrapped(view, *args.last()?)))
}

/// `f` of `http.HandlerFunc(f)`.
fn unwrapped(view: &View<'_>, handler: ExprId) -> ExprId {
    match (view.called_name(handler), view.args(handler)) {
        (Some("HandlerFunc"), Some([inner])) => *inner,
        _ => handler,
    }
}

fn function(view: &View<'_>, handler: ExprId) -> Option<crate::link::FuncKey> {
    let funcs = match view.typing.selection(handler)? {
        Selection::Member(Object::Func(funcs)) => funcs,
        Selection::Method { funcs, .. } => funcs,
        _ => return None,
    };
    match funcs.as_slice() {
        [only] => view.program.key(*only),
        _ => None,
    }
}

pub(super) fn unbounded(view: &View<'_>, drafts: &mut Vec<Draft>) {
    if view.source.is_test {
        return;
    }
    each_handler(view, &mut |path, handler| {
        let Handler { view, body } = handler;
        let all = visit::expressions(view.ir, view.block(body));
        let Some((call, what)) = all.into_iter().find_map(|it| Some((it, waits(view, it)?))) else {
            return;
        };
        let draft = view.draft(
            UNBOUNDED,
            view.span(call),
            format!("the handler of `{path}` waits for {what} without a limit: a check that hangs looks like one that is slow, and its goroutines pile up"),
            "give it a context with a timeout below that of the probe".to_owned(),
        );
        drafts.extend(draft.map(|it| view.lower_in_minor_folders(it)));
    });
}

/// What a call waits for without a limit.
fn waits(view: &View<'_>, call: ExprId) -> Option<String> {
    let args = view.args(call)?;
    let (package, recv, name) = view.qualified(call)?;
    match (package, recv, name) {
        ("database/sql", Some("DB" | "Conn"), "Ping") => return Some("the database".to_owned()),
        ("net/http", None, "Get" | "Head" | "Post" | "PostForm") => {
            return Some("another server".to_owned());
        }
        _ => {}
    }
    // Calls of clients with a context that never ends.
    let first = args.first()?;
    let ends_never = is_root(view, *first)
        || matches!(view.expr(*first), Expr::Local(local)
            if view.ir.locals[local.index()].kind == LocalKind::Var
                && strings::value_of(view, *local).is_some_and(|it| is_root(view, it)));
    let client = recv.is_some_and(|it| {
        ["Client", "DB", "Conn", "Pool", "Session"]
            .iter()
            .any(|end| it.ends_with(end))
    });
    (ends_never && client).then(|| format!("`{}`", view.called_name(call).unwrap_or(name)))
}

/// `context.Background()` or `context.TODO()`.
fn is_root(view: &View<'_>, expr: ExprId) -> bool {
    ["Background", "TODO"]
        .iter()
        .any(|it| view.calls(expr, "context", None, it))
}

pub(super) fn probes(view: &View<'_>, drafts: &mut Vec<Draft>) {
    if view.source.is_test {
        return;
    }
    each_handler(view, &mut |path, handler| {
        let Some((milliseconds, places)) = patience(handler) else {
            return;
        };
        for probe in view.probes() {
            if probe.path != path || probe.seconds * 1000 > milliseconds {
                continue;
            }
            let shown = milliseconds as f64 / 1000.0;
            let draft = view.draft(
                SHORT,
                probe.loc.span,
                format!("the probe of `{path}` gives up after {} s, its handler may take {shown} s: slow is taken for dead", probe.seconds),
                "raise `timeoutSeconds` above what the handler may take, or make its checks shorter".to_owned(),
            );
            drafts.extend(draft.map(|mut draft| {
                draft.primary = probe.loc;
                draft
                    .evidence
                    .push(("what the handler waits for".to_owned(), places.clone()));
                draft
            }));
        }
    });
}

/// The sum of the timeouts that the handler sets one after the other, in milliseconds, with their places.
fn patience(handler: Handler<'_, '_>) -> Option<(u64, Vec<Loc>)> {
    let Handler { view, body } = handler;
    let mut sum = 0;
    let mut places = Vec::new();
    let started = |stmt: &&crate::ir::Stmt| matches!(stmt.kind, StmtKind::Go(_));
    // What runs at the same time does not add up.
    if view.statements(body).iter().any(started) {
        return None;
    }
    for call in visit::expressions(view.ir, view.block(body)) {
        if !view.calls(call, "context", None, "WithTimeout") {
            continue;
        }
        let duration = *view.args(call)?.get(1)?;
        sum += milliseconds(view.text(duration))?;
        places.push(view.loc(view.span(call)));
    }
    (sum > 0).then_some((sum, places))
}

/// `2 * time.Second`, `time.Second*2`, `500*time.Millisecond`, `time.Minute`.
fn milliseconds(text: &str) -> Option<u64> {
    let mut product = 1;
    let mut unit = None;
    for part in text.split('*').map(str::trim) {
        match part {
            "time.Millisecond" => unit = Some(1),
            "time.Second" => unit = Some(1000),
            "time.Minute" => unit = Some(60_000),
            number => product *= number.parse::<u64>().ok()?,
        }
    }
    Some(product * unit?)
}

/// A probe of a container.
#[derive(Debug, Clone)]
pub(super) struct Probe {
    /// The path that it asks for.
    path: String,
    /// How long it waits, in seconds.
    seconds: u64,
    /// Its timeout, or its path where it has none.
    loc: Loc,
}

/// The probes of all Kubernetes files of the repository.
pub(super) fn all_probes(program: &crate::link::Program<'_>) -> Vec<Probe> {
    let mut found = Vec::new();
    for (index, document) in program.workspace.documents.iter().enumerate() {
        let kubernetes = matches!(document.kind, DocKind::Kubernetes | DocKind::HelmTemplate);
        if !kubernetes || !document.text.contains("Probe") {
            continue;
        }
        let doc = Doc::new(program.workspace.document_id(index), document);
        for root in &doc.tree().documents {
            root.walk(&mut |path, node| {
                let key = path.last().copied().unwrap_or("");
                if ["readinessProbe", "livenessProbe", "startupProbe"].contains(&key) {
                    found.extend(probe(&doc, node));
                }
            });
        }
    }
    found
}

fn probe(doc: &Doc, node: &Node) -> Option<Probe> {
    let path = node.at(&["httpGet", "path"])?;
    let timeout = node.get("timeoutSeconds");
    let seconds = match timeout {
        Some(timeout) => timeout.text()?.parse().ok()?,
        None => 1,
    };
    let span: Span = timeout.map_or(path.span, |it| it.span);
    Some(Probe {
        path: path.text()?.to_owned(),
        seconds,
        loc: doc.loc(span),
    })
}

#[cfg(test)]
mod tests {
    use super::milliseconds;

    #[test]
    fn durations_are_read() {
        assert_eq!(milliseconds("2 * time.Second"), Some(2000));
        assert_eq!(milliseconds("time.Second*2"), Some(2000));
        assert_eq!(milliseconds("500*time.Millisecond"), Some(500));
        assert_eq!(milliseconds("time.Minute"), Some(60_000));
        assert_eq!(milliseconds("timeout"), None);
    }
}
