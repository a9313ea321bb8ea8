//! GMC703 and GMC708: HTTP servers, by how they are started.
//!
//! In: a view. Out: drafts.

use super::strings;
use super::view::View;
use crate::ir::{Expr, ExprId, StmtKind, visit};
use crate::rules::Severity;
use crate::rules::map_race::Draft;
use crate::types::{Object, Selection};

const PPROF: &str = "pprof-on-public-listener";
const TIMEOUTS: &str = "http-server-without-timeouts";

/// A server that a function starts.
struct Server {
    /// The call.
    call: ExprId,
    /// Where it listens.
    address: Option<ExprId>,
    /// The handler; none: nil.
    handler: Option<ExprId>,
    /// The literal of the http.Server, where there is one.
    literal: Option<ExprId>,
}

fn servers(view: &View<'_>) -> Vec<Server> {
    let mut found = Vec::new();
    for body in view.bodies() {
        for call in visit::expressions(view.ir, view.block(body)) {
            if let Some(server) = server(view, call) {
                found.push(server);
            }
        }
    }
    found
}

fn server(view: &View<'_>, call: ExprId) -> Option<Server> {
    let args = view.args(call)?;
    let ("net/http", recv, name) = view.qualified(call)? else {
        return None;
    };
    let (address, handler) = match (recv, name, args) {
        (None, "ListenAndServe", [address, handler]) => (Some(*address), Some(*handler)),
        (None, "ListenAndServeTLS", [address, .., handler]) => (Some(*address), Some(*handler)),
        (None, "Serve", [listener, handler]) => (listening_at(view, *listener), Some(*handler)),
        (None, "ServeTLS", [listener, handler, ..]) => {
            (listening_at(view, *listener), Some(*handler))
        }
        (Some("Server"), "ListenAndServe" | "ListenAndServeTLS", _) => {
            return of_literal(view, call, None);
        }
        (Some("Server"), "Serve" | "ServeTLS", [listener, ..]) => {
            return of_literal(view, call, listening_at(view, *listener));
        }
        _ => return None,
    };
    Some(Server {
        call,
        address,
        handler: handler.filter(|it| view.text(*it) != "nil"),
        literal: None,
    })
}

/// The address of `net.Listen("tcp", address)`.
fn listening_at(view: &View<'_>, listener: ExprId) -> Option<ExprId> {
    let value = match view.expr(listener) {
        Expr::Local(local) => call_of(view, *local)?,
        _ => listener,
    };
    let args = view.args(value)?;
    let listens = view.calls(value, "net", None, "Listen");
    match args {
        [network, address] if listens && view.text(*network).contains("tcp") => Some(*address),
        _ => None,
    }
}

/// The call that a local takes its first value from: `l, err := net.Listen(...)`.
fn call_of(view: &View<'_>, local: crate::ir::LocalId) -> Option<ExprId> {
    let owner = view.ir.locals[local.index()].owner;
    view.statements(owner)
        .into_iter()
        .find_map(|stmt| match &stmt.kind {
            StmtKind::Define { lhs, rhs, .. } | StmtKind::Assign { lhs, rhs, .. } => {
                let first = lhs.first()?;
                let own = matches!(view.expr(*first), Expr::Local(it) if *it == local);
                (own && rhs.len() == 1).then(|| rhs[0])
            }
            _ => None,
        })
}

/// `srv := &http.Server{...}` and `srv.ListenAndServe()` in one function.
fn of_literal(view: &View<'_>, call: ExprId, listener: Option<ExprId>) -> Option<Server> {
    let receiver = view.receiver(call)?;
    let mut value = match view.expr(receiver) {
        Expr::Local(local) => strings::value_of(view, *local)?,
        _ => receiver,
    };
    if let Expr::Addr(inner) = view.expr(value) {
        value = *inner;
    }
    let Expr::Composite { elems, .. } = view.expr(value) else {
        return None;
    };
    if !view.is_type(view.ty(value), "net/http", "Server") {
        return None;
    }
    let field = |name: &str| {
        let own = elems.iter().find(|(key, _)| {
            matches!(key.map(|it| view.expr(it)), Some(Expr::Key(it)) if view.name(*it) == name)
        });
        own.map(|(_, value)| *value)
            .or_else(|| assigned(view, receiver, name))
    };
    Some(Server {
        call,
        address: listener.or_else(|| field("Addr")),
        handler: field("Handler").filter(|it| view.text(*it) != "nil"),
        literal: Some(value),
    })
}

/// `srv.Handler = h`.
fn assigned(view: &View<'_>, receiver: ExprId, field: &str) -> Option<ExprId> {
    view.bodies()
        .flat_map(|body| view.statements(body))
        .find_map(|stmt| match &stmt.kind {
            StmtKind::Assign { lhs, rhs, .. } => {
                let at = lhs.iter().position(|it| {
                    matches!(view.expr(*it), Expr::Select(base, name)
                        if view.name(*name) == field && view.same(*base, receiver))
                })?;
                rhs.get(at).copied()
            }
            _ => None,
        })
}

/// How an address is reached.
enum Reach {
    /// From everywhere: the address as written.
    Public(String),
    /// By the default of a flag: its name and the default.
    Default(String),
}

/// Does it listen on all interfaces?
fn reach(view: &View<'_>, address: ExprId) -> Option<Reach> {
    if let Some((text, _)) = strings::beginning(view, address) {
        return is_public(&text).then(|| Reach::Public(view.text(address).to_owned()));
    }
    let default = flag_default(view, address)?;
    is_public(&default).then_some(Reach::Default(default))
}

/// `:6060`, `0.0.0.0:6060`, `[::]:6060`, and the beginnings of such.
fn is_public(address: &str) -> bool {
    [":", "0.0.0.0:", "[::]:"]
        .iter()
        .any(|it| address.starts_with(it))
}

/// The default of the flag that a value comes from.
fn flag_default(view: &View<'_>, address: ExprId) -> Option<String> {
    let inner = match view.expr(address) {
        Expr::Star(inner) => *inner,
        _ => address,
    };
    let default = |call: ExprId, at: usize| {
        let name = view.called_name(call)?;
        let args = view.args(call)?;
        let flag = matches!(
            (name, at),
            ("String", 1) | ("StringVar", 2) | ("StringP", 2) | ("StringVarP", 3)
        );
        strings::text(view, *args.get(at)?).filter(|_| flag)
    };
    // `addr := flag.String("addr", ":8080", "...")`.
    if let Expr::Local(local) = view.expr(inner)
        && let Some(value) = strings::value_of(view, *local)
        && let Some(found) = default(value, 1).or_else(|| default(value, 2))
    {
        return Some(found);
    }
    // `flag.StringVar(&addr, "addr", ":8080", "...")`.
    let calls = view
        .bodies()
        .flat_map(|body| visit::expressions(view.ir, view.block(body)));
    let by_pointer = calls
        .filter(|it| {
            view.args(*it).is_some_and(|args| {
                args.first().is_some_and(
                    |first| matches!(view.expr(*first), Expr::Addr(of) if view.same(*of, inner)),
                )
            })
        })
        .find_map(|call| default(call, 2).or_else(|| default(call, 3)));
    by_pointer.or_else(|| package_flag(view, inner))
}

/// `var addr = flag.String("addr", ":8080", "...")` at package level, read off its line.
fn package_flag(view: &View<'_>, expr: ExprId) -> Option<String> {
    let Some(Selection::Member(Object::Var(var))) = view.typing.selection(expr) else {
        return None;
    };
    let info = &view.universe().vars[var.index()];
    let file = &view.program.workspace.files[info.loc.file.index()];
    let line = file
        .text
        .get(info.loc.span.end as usize..)?
        .lines()
        .next()?;
    let call = line.trim_start().strip_prefix('=')?.trim_start();
    let args = call.split_once(".String(").map(|(_, it)| it)?;
    args.split('"').nth(3).map(str::to_owned)
}

pub(super) fn pprof(view: &View<'_>, drafts: &mut Vec<Draft>) {
    if view.source.is_test || !view.is_profiled() {
        return;
    }
    for server in servers(view) {
        let default_mux = server.handler.is_none_or(|it| {
            matches!(view.expr(it), Expr::Select(_, name) if view.name(*name) == "DefaultServeMux")
        });
        let Some(reach) = server
            .address
            .filter(|_| default_mux)
            .and_then(|it| reach(view, it))
        else {
            continue;
        };
        let (shown, default) = match reach {
            Reach::Public(text) => (format!("`{text}`"), false),
            Reach::Default(text) => (format!("the default `{text}`"), true),
        };
        let draft = view.draft(
            PPROF,
            view.span(server.call),
            format!("everybody who reaches {shown} gets the profiles, the command line and the memory of the program: net/http/pprof is on the default mux"),
            "listen on `localhost:6060` for pprof, and give the public server a mux of its own".to_owned(),
        );
        drafts.extend(draft.map(|mut draft| {
            if default && draft.severity == Severity::Error {
                draft.severity = Severity::Warning;
            }
            view.lower_in_minor_folders(draft)
        }));
    }
}

pub(super) fn timeouts(view: &View<'_>, drafts: &mut Vec<Draft>) {
    if view.source.is_test {
        return;
    }
    for server in servers(view) {
        let receiver = view.receiver(server.call);
        let limited = server.literal.is_some_and(|it| {
            let Expr::Composite { elems, .. } = view.expr(it) else {
                return false;
            };
            let named = elems.iter().any(|(key, _)| {
                matches!(key.map(|it| view.expr(it)), Some(Expr::Key(name))
                    if matches!(view.name(*name), "ReadTimeout" | "ReadHeaderTimeout"))
            });
            let set = ["ReadTimeout", "ReadHeaderTimeout"]
                .iter()
                .any(|field| receiver.is_some_and(|it| assigned(view, it, field).is_some()));
            named || set
        });
        if limited {
            continue;
        }
        drafts.extend(view.draft(
            TIMEOUTS,
            view.span(server.call),
            "a client that sends its headers slowly keeps a connection for ever".to_owned(),
            "set `ReadHeaderTimeout` of an http.Server".to_owned(),
        ));
    }
}
