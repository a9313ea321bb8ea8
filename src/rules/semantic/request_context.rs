//! GMC101: the context object of a request is used by a goroutine that outlives the handler.
//!
//! In: a view. Out: drafts. The frameworks keep these objects in a pool and hand them to the next request.

use super::goroutine;
use super::view::View;
use crate::ir::{ClosureId, Expr, ExprId, LocalId, LocalKind, StmtKind, visit};
use crate::rules::map_race::Draft;
use crate::summary::place::Base;
use crate::summary::{CallSite, Val};
use crate::support::{Edit, Fix, Span};
use crate::types::Ty;

const RULE: &str = "request-context-escapes-to-goroutine";

/// Types that are used again for another request: import path up to a major version, name.
const POOLED: &[(&str, &str)] = &[
    ("github.com/gin-gonic/gin", "Context"),
    ("github.com/valyala/fasthttp", "RequestCtx"),
    ("github.com/gofiber/fiber", "Ctx"),
    ("github.com/labstack/echo", "Context"),
];

/// Methods of `*gin.Context` that a copy answers as the original does.
const READS: &[&str] = &[
    "Bind",
    "BindJSON",
    "ClientIP",
    "ContentType",
    "Cookie",
    "DefaultPostForm",
    "DefaultQuery",
    "Deadline",
    "Done",
    "Err",
    "Errors",
    "FullPath",
    "Get",
    "GetBool",
    "GetDuration",
    "GetFloat64",
    "GetHeader",
    "GetInt",
    "GetInt64",
    "GetPostForm",
    "GetQuery",
    "GetString",
    "GetStringMap",
    "GetStringSlice",
    "GetTime",
    "GetUint",
    "GetUint64",
    "HandlerName",
    "Keys",
    "MustGet",
    "Param",
    "Params",
    "PostForm",
    "Query",
    "QueryArray",
    "QueryMap",
    "RemoteIP",
    "Request",
    "Value",
];

pub(super) fn find(view: &View<'_>, drafts: &mut Vec<Draft>) {
    if POOLED.iter().any(|(path, _)| is_at(view.package(), path)) {
        return;
    }
    for body in view.bodies() {
        for (_, site) in goroutine::left_behind(view, body) {
            let Some((local, at)) = escaping(view, site) else {
                continue;
            };
            drafts.extend(report(view, site, local, at));
        }
    }
}

/// The import path is this one, or a major version or package of it.
fn is_at(package: &str, path: &str) -> bool {
    package
        .strip_prefix(path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The type is pooled: its name in Go.
fn pooled(view: &View<'_>, ty: &Ty) -> Option<&'static str> {
    let (package, name) = view.universe().qualified(ty)?;
    let (path, _) = POOLED.iter().find(|(path, of)| {
        let major = package.strip_prefix(path).is_some_and(|rest| {
            rest.is_empty()
                || rest
                    .strip_prefix("/v")
                    .is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()))
        });
        major && *of == name
    })?;
    Some(match *path {
        "github.com/gin-gonic/gin" => "*gin.Context",
        "github.com/valyala/fasthttp" => "*fasthttp.RequestCtx",
        "github.com/gofiber/fiber" => "fiber.Ctx",
        _ => "echo.Context",
    })
}

/// A parameter of a handler: a variable made from it (`c.Copy()`) is not one.
fn is_context(view: &View<'_>, local: LocalId) -> bool {
    view.ir.locals[local.index()].kind == LocalKind::Param
        && pooled(view, view.typing.local(local)).is_some()
}

/// The context that a goroutine gets hold of, with where.
fn escaping(view: &View<'_>, site: &CallSite) -> Option<(LocalId, Span)> {
    if let Some(closure) = goroutine::literal(site)
        && let Some((local, expr)) = goroutine::captured(view, closure)
            .into_iter()
            .find(|(local, _)| is_context(view, *local))
    {
        return Some((local, view.span(expr)));
    }
    let passed = site.args.iter().find_map(|arg| match arg {
        Val::Place(place) if place.path.is_empty() => match place.base {
            Base::Local(local) if is_context(view, local) => Some(local),
            _ => None,
        },
        _ => None,
    })?;
    // The parameter that carries it inside belongs to the handler, not to the goroutine's own literal.
    let argument = visit::below(view.ir, go_call(view, site)?)
        .into_iter()
        .find(|it| matches!(view.expr(*it), Expr::Local(local) if *local == passed))?;
    Some((passed, view.span(argument)))
}

/// The call of the `go` statement at a site.
fn go_call(view: &View<'_>, site: &CallSite) -> Option<ExprId> {
    view.bodies()
        .flat_map(|body| view.statements(body))
        .find_map(|stmt| match stmt.kind {
            StmtKind::Go(call) if view.span(call) == site.span => Some(call),
            _ => None,
        })
        .or_else(|| {
            (0..view.ir.exprs.len() as u32).map(ExprId).find(|it| {
                matches!(view.expr(*it), Expr::Call { .. }) && view.span(*it) == site.span
            })
        })
}

fn report(view: &View<'_>, site: &CallSite, local: LocalId, at: Span) -> Option<Draft> {
    let name = view.local_name(local);
    let ty = pooled(view, view.typing.local(local))?;
    let message = format!(
        "`{name}` (`{ty}`) is used by a goroutine that may run when the handler has returned, and then belongs to another request"
    );
    let help = if ty == "*gin.Context" {
        format!("give the goroutine `{name}.Copy()`, or the values that it needs")
    } else {
        format!(
            "read what the goroutine needs from `{name}` before it starts, and copy what is a slice of the request"
        )
    };
    let mut draft = view.draft(RULE, at, message, help)?;
    draft.evidence.push((
        "the goroutine starts here, and nothing waits for it".to_owned(),
        vec![view.loc(line_of(site.span, view))],
    ));
    if ty == "*gin.Context" {
        draft.fix = copy_fix(view, site, local);
    }
    Some(draft)
}

/// The first line of a span.
fn line_of(span: Span, view: &View<'_>) -> Span {
    let first = span.text(&view.source.text).lines().next().unwrap_or("");
    Span {
        start: span.start,
        end: span.start + first.len() as u32,
    }
}

/// `go func() { use(c) }()` becomes `go func(c *gin.Context) { use(c) }(c.Copy())`, when the goroutine only reads.
fn copy_fix(view: &View<'_>, site: &CallSite, local: LocalId) -> Option<Fix> {
    let call = go_call(view, site)?;
    let Expr::Call { callee, args, .. } = view.expr(call) else {
        return None;
    };
    let name = view.local_name(local);
    let copied = format!("{name}.Copy()");
    let edits = match view.expr(*callee) {
        Expr::Closure(closure) if args.is_empty() => {
            if !only_reads(view, *closure, local) {
                return None;
            }
            let literal = view.ir.closures[closure.index()].span;
            let header = literal.text(&view.source.text);
            let parens = literal.start + header.find("()")? as u32;
            let qualifier = gin_type(view, local)?;
            let end = view.span(call).end;
            vec![
                Edit {
                    loc: view.loc(Span {
                        start: parens + 1,
                        end: parens + 1,
                    }),
                    text: format!("{name} {qualifier}"),
                },
                Edit {
                    loc: view.loc(Span {
                        start: end - 1,
                        end: end - 1,
                    }),
                    text: copied,
                },
            ]
        }
        // Who is called may write to it.
        _ => return None,
    };
    Some(Fix {
        title: format!("give the goroutine `{name}.Copy()`"),
        edits,
    })
}

/// The type of the parameter as it is written.
fn gin_type(view: &View<'_>, local: LocalId) -> Option<String> {
    let text = &view.source.text;
    let span = view.ir.locals[local.index()].span;
    let rest = text.get(span.end as usize..)?.trim_start();
    let ty: String = rest
        .chars()
        .take_while(|it| it.is_alphanumeric() || matches!(it, '*' | '.' | '_'))
        .collect();
    ty.starts_with('*').then_some(ty)
}

fn only_reads(view: &View<'_>, closure: ClosureId, local: LocalId) -> bool {
    let all = visit::expressions_deep(view.ir, &view.ir.closures[closure.index()].body);
    let selected: Vec<ExprId> = all
        .iter()
        .filter_map(|it| match view.expr(*it) {
            Expr::Select(base, name) if READS.contains(&view.name(*name)) => Some(*base),
            _ => None,
        })
        .collect();
    all.iter()
        .filter(|it| matches!(view.expr(**it), Expr::Local(other) if *other == local))
        .all(|it| selected.contains(it))
}
