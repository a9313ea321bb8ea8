//! GMC709: a response that is used although the request may have failed.
//!
//! In: a view. Out: drafts. With an error the response is nil, and what is used of it ends the program.

use super::view::View;
use crate::ir::{BinaryOp, Expr, ExprId, LocalId, Stmt, StmtKind, visit};
use crate::link::{FuncKey, Program};
use crate::rules::Severity;
use crate::rules::map_race::Draft;

const RULE: &str = "response-before-error";

/// The file sends requests, and the function throws errors away or uses the body of a response.
pub(super) fn wants(program: &Program<'_>, key: FuncKey) -> bool {
    let file = program.funcs[key.0 as usize].file;
    if !program.universe.imports(file).any(|it| it == "net/http") {
        return false;
    }
    let source = &program.workspace.files[file.index()].text;
    let text = program.func_ir(key).span.text(source);
    text.contains(", _ :=") || text.contains(", _ =") || text.contains(".Body")
}

pub(super) fn find(view: &View<'_>, drafts: &mut Vec<Draft>) {
    for body in view.bodies() {
        in_block(view, view.block(body), drafts);
    }
}

/// Looks at each statement list, with what follows each statement.
fn in_block(view: &View<'_>, block: &[Stmt], drafts: &mut Vec<Draft>) {
    for (at, stmt) in block.iter().enumerate() {
        if let Some(request) = request(view, stmt) {
            drafts.extend(judge(view, &request, &block[at + 1..]));
        }
        for inner in visit::blocks(stmt) {
            in_block(view, inner, drafts);
        }
    }
}

/// `response, error := http.Get(...)`.
struct Request {
    call: ExprId,
    response: LocalId,
    /// None: thrown away.
    error: Option<LocalId>,
}

fn request(view: &View<'_>, stmt: &Stmt) -> Option<Request> {
    let (StmtKind::Define { lhs, rhs, .. } | StmtKind::Assign { lhs, rhs, .. }) = &stmt.kind else {
        return None;
    };
    let ([first, second], [call]) = (lhs.as_slice(), rhs.as_slice()) else {
        return None;
    };
    let Expr::Local(response) = *view.expr(*first) else {
        return None;
    };
    let error = match view.expr(*second) {
        Expr::Blank => None,
        Expr::Local(error) => Some(*error),
        _ => return None,
    };
    let ("net/http", recv, name) = view.qualified(*call)? else {
        return None;
    };
    let sends = match recv {
        None => ["Get", "Head", "Post", "PostForm"].contains(&name),
        Some("Client") => ["Get", "Head", "Post", "PostForm", "Do"].contains(&name),
        _ => false,
    };
    sends.then_some(Request {
        call: *call,
        response,
        error,
    })
}

fn judge(view: &View<'_>, request: &Request, behind: &[Stmt]) -> Option<Draft> {
    let used = match request.error {
        None => first_use(view, request.response, behind)?,
        // `defer resp.Body.Close()` right behind it.
        Some(error) => {
            let next = behind.first()?;
            let direct = matches!(
                next.kind,
                StmtKind::Expr(_)
                    | StmtKind::Defer(_)
                    | StmtKind::Define { .. }
                    | StmtKind::Assign { .. }
            );
            let operands = visit::operands(next);
            if !direct || operands.iter().any(|it| view.mentions(*it, error)) {
                return None;
            }
            operands
                .into_iter()
                .flat_map(|it| visit::below(view.ir, it))
                .find(|it| is_used(view, *it, request.response))?
        }
    };
    if is_checked(view, request.response, behind) {
        return None;
    }
    let name = view.local_name(request.response);
    let (span, message) = match request.error {
        None => (
            view.span(request.call),
            format!(
                "the error is thrown away, and `{name}`, which is nil then, is used: the program ends with a nil dereference"
            ),
        ),
        Some(error) => (
            view.span(used),
            format!(
                "`{name}` is used before `{}` is looked at: it is nil when the request has failed",
                view.local_name(error)
            ),
        ),
    };
    let help = "look at the error first, and return when there is one".to_owned();
    let mut draft = view.draft(RULE, span, message, help)?;
    // A test that ends so has failed, which is what it is for.
    if view.source.is_test {
        draft.severity = Severity::Note;
    }
    draft.evidence.push((
        match request.error {
            None => "used here".to_owned(),
            Some(_) => "the request".to_owned(),
        },
        vec![match request.error {
            None => view.loc(view.span(used)),
            Some(_) => view.loc(view.span(request.call)),
        }],
    ));
    Some(draft)
}

/// A field of the response.
fn is_used(view: &View<'_>, expr: ExprId, response: LocalId) -> bool {
    let Expr::Select(base, _) = view.expr(expr) else {
        return false;
    };
    matches!(view.expr(*base), Expr::Local(local) if *local == response)
}

/// The first use in what follows, unless the variable is given another value before.
fn first_use(view: &View<'_>, response: LocalId, behind: &[Stmt]) -> Option<ExprId> {
    let is_response =
        |it: &ExprId| matches!(view.expr(*it), Expr::Local(local) if *local == response);
    let mut found = None;
    let mut replaced = false;
    visit::statements(behind, &mut |stmt| {
        if replaced || found.is_some() {
            return;
        }
        if let StmtKind::Assign { lhs, .. } | StmtKind::Define { lhs, .. } = &stmt.kind
            && lhs.iter().any(is_response)
        {
            replaced = true;
            return;
        }
        found = visit::operands(stmt)
            .into_iter()
            .flat_map(|it| visit::below(view.ir, it))
            .find(|it| is_used(view, *it, response));
    });
    found
}

/// Something compares it with nil.
fn is_checked(view: &View<'_>, response: LocalId, behind: &[Stmt]) -> bool {
    visit::expressions_deep(view.ir, behind)
        .into_iter()
        .any(|it| match view.expr(it) {
            Expr::Binary(BinaryOp::Eq | BinaryOp::Ne, left, right) => {
                [(left, right), (right, left)].into_iter().any(|(a, b)| {
                    matches!(view.expr(*a), Expr::Local(local) if *local == response)
                        && view.text(*b) == "nil"
                })
            }
            // `require.NotNil(t, resp)`.
            Expr::Call { args, .. } => {
                let named = view.called_name(it).is_some_and(|it| it.contains("NotNil"));
                let given = |it: &ExprId| {
                    matches!(view.expr(*it), Expr::Local(local) if *local == response)
                };
                named && args.iter().any(given)
            }
            _ => false,
        })
}
