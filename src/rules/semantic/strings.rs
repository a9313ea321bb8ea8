//! Texts that a program is written with: string literals and constants.
//!
//! In: a view and an expression. Out: the text, as far as it can be read off. Must not know rules.

use super::view::View;
use crate::ir::{Expr, ExprId, LocalId, StmtKind};
use crate::types::{Object, Selection};

/// Locals and variables that are looked through.
const DEEPEST: usize = 4;

/// The text of a literal, of literals joined by `+`, or of a constant that is one.
pub(super) fn text(view: &View<'_>, expr: ExprId) -> Option<String> {
    match view.expr(expr) {
        Expr::Str => literal(view.text(expr)),
        Expr::Local(local) if view.ir.locals[local.index()].assigned == 0 => {
            text(view, value_of(view, *local)?)
        }
        Expr::Name(_) | Expr::Select(..) => constant(view, expr),
        _ => None,
    }
}

/// The text that an expression begins with: `":"` of `":" + port` and of `fmt.Sprintf(":%d", port)`; with whether that is all of it.
pub(super) fn beginning(view: &View<'_>, expr: ExprId) -> Option<(String, bool)> {
    begins(view, expr, 0)
}

fn begins(view: &View<'_>, expr: ExprId, depth: usize) -> Option<(String, bool)> {
    if depth > DEEPEST {
        return None;
    }
    if let Some(whole) = text(view, expr) {
        return Some((whole, true));
    }
    match view.expr(expr) {
        Expr::Binary(_, left, _) => begins(view, *left, depth + 1).map(|it| (it.0, false)),
        Expr::Local(local) if view.ir.locals[local.index()].assigned == 0 => {
            begins(view, value_of(view, *local)?, depth + 1)
        }
        Expr::Call { args, .. } if view.calls(expr, "fmt", None, "Sprintf") => {
            let format = text(view, *args.first()?)?;
            let end = format.find('%').unwrap_or(format.len());
            Some((format[..end].to_owned(), false))
        }
        Expr::Call { args, .. } if view.calls(expr, "net", None, "JoinHostPort") => {
            let host = text(view, *args.first()?)?;
            Some((format!("{host}:"), false))
        }
        _ => None,
    }
}

/// The value that a local is declared with.
pub(super) fn value_of(view: &View<'_>, local: LocalId) -> Option<ExprId> {
    let owner = view.ir.locals[local.index()].owner;
    view.statements(owner)
        .into_iter()
        .find_map(|stmt| match &stmt.kind {
            StmtKind::Define { lhs, rhs, fresh } if lhs.len() == rhs.len() => {
                let at = lhs
                    .iter()
                    .position(|it| matches!(view.expr(*it), Expr::Local(own) if *own == local))?;
                fresh[at].then(|| rhs[at])
            }
            _ => None,
        })
}

/// A package constant: what stands behind its `=`.
fn constant(view: &View<'_>, expr: ExprId) -> Option<String> {
    let Some(Selection::Member(Object::Var(var))) = view.typing.selection(expr) else {
        return None;
    };
    let info = &view.universe().vars[var.index()];
    if !info.constant {
        return None;
    }
    let file = &view.program.workspace.files[info.loc.file.index()];
    let behind = file.text.get(info.loc.span.end as usize..)?;
    let line = behind.lines().next()?;
    let (names, value) = line.split_once('=')?;
    (!names.contains(',')).then(|| literal(value.trim()))?
}

/// The text of a Go literal, or of several joined by `+`; none of anything else.
fn literal(source: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = source.trim();
    loop {
        let quote = rest.chars().next()?;
        if quote != '"' && quote != '`' {
            return None;
        }
        let mut escaped = false;
        let mut end = None;
        for (at, char) in rest.char_indices().skip(1) {
            match char {
                '\\' if quote == '"' && !escaped => escaped = true,
                _ if char == quote && !escaped => {
                    end = Some(at);
                    break;
                }
                _ => {
                    if escaped && matches!(char, 'n' | 't' | 'r') {
                        out.push(' ');
                    } else {
                        out.push(char);
                    }
                    escaped = false;
                }
            }
        }
        rest = rest.get(end? + 1..)?.trim_start();
        match rest.strip_prefix('+') {
            Some(more) => rest = more.trim_start(),
            None if rest.is_empty() || rest.starts_with("//") => return Some(out),
            None => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn literals_are_read() {
        assert_eq!(literal("\"a\\\"b\""), Some("a\"b".to_owned()));
        assert_eq!(literal("`a\\` + \"b\" // c"), Some("a\\b".to_owned()));
        assert_eq!(literal("x"), None);
        assert_eq!(literal("\"a\" + x"), None);
    }
}
