//! A function as matchers see it: typed IR, the summary, the text of expressions.
//!
//! In: the program and a function. Out: answers about expressions. Must not know rules.

use super::health::{self, Probe};
use super::map_escape::Changes;
use crate::calls::{self, Target};
use crate::concurrency::conflict::Strength;
use crate::discover::SourceFile;
use crate::ir::{Block, ClosureId, Expr, ExprId, FileIr, FuncIr, LocalId, NameId, Stmt, visit};
use crate::link::{BodyId, FuncKey, Program};
use crate::models::Models;
use crate::rules::map_race::Draft;
use crate::rules::{self, words};
use crate::summary::{Body, FuncSummary};
use crate::support::{Loc, Span};
use crate::types::infer::{self, Typing};
use crate::types::{FuncInfo, Object, Selection, Ty, Universe};
use std::sync::OnceLock;

/// One function with its literals.
pub(super) struct View<'a> {
    pub program: &'a Program<'a>,
    pub models: &'a Models,
    pub key: FuncKey,
    pub ir: &'a FuncIr,
    pub file_ir: &'a FileIr,
    pub source: &'a SourceFile,
    pub typing: Typing,
    pub facts: &'a Facts,
}

/// What is the same for all functions, computed when first asked for.
#[derive(Default)]
pub(super) struct Facts {
    changes: OnceLock<Changes>,
    /// By package: it imports net/http/pprof, itself or through others.
    profiled: OnceLock<Vec<bool>>,
    probes: OnceLock<Vec<Probe>>,
}

impl<'a> View<'a> {
    pub fn new(
        program: &'a Program<'a>,
        models: &'a Models,
        facts: &'a Facts,
        key: FuncKey,
    ) -> Self {
        let func = &program.funcs[key.0 as usize];
        let file_ir = &program.irs[func.file.index()];
        let ir = program.func_ir(key);
        View {
            program,
            models,
            key,
            ir,
            file_ir,
            source: &program.workspace.files[func.file.index()],
            typing: infer::infer(program.universe, func.file, file_ir, ir, func.decl),
            facts,
        }
    }

    /// Changes of maps in place under a lock, over the whole program.
    pub fn changes(&self) -> &'a Changes {
        self.facts
            .changes
            .get_or_init(|| super::map_escape::changes(self.program))
    }

    /// The package, or one that it imports, imports net/http/pprof: its handlers are on the default mux.
    pub fn is_profiled(&self) -> bool {
        let all = self
            .facts
            .profiled
            .get_or_init(|| super::profiled::packages(self.program));
        all.get(self.source.package.index())
            .copied()
            .unwrap_or(false)
    }

    /// The probes of the repository's Kubernetes files.
    pub fn probes(&self) -> &'a [Probe] {
        self.facts
            .probes
            .get_or_init(|| health::all_probes(self.program))
    }

    /// A finding in a folder of tests, examples or documentation is one step less severe.
    pub fn lower_in_minor_folders(&self, mut draft: Draft) -> Draft {
        use rules::Severity;
        if crate::support::path::is_minor(&self.source.display) && !self.source.is_test {
            draft.severity = match draft.severity {
                Severity::Error => Severity::Warning,
                _ => Severity::Note,
            };
        }
        draft
    }

    pub fn universe(&self) -> &'a Universe {
        self.program.universe
    }

    pub fn expr(&self, id: ExprId) -> &'a Expr {
        &self.ir.exprs[id.index()]
    }

    pub fn ty(&self, id: ExprId) -> &Ty {
        self.typing.expr(id)
    }

    pub fn span(&self, id: ExprId) -> Span {
        self.ir.spans[id.index()]
    }

    pub fn text(&self, id: ExprId) -> &'a str {
        self.span(id).text(&self.source.text)
    }

    pub fn name(&self, id: NameId) -> &'a str {
        &self.file_ir.names[id.index()]
    }

    pub fn local_name(&self, id: LocalId) -> &'a str {
        self.name(self.ir.locals[id.index()].name)
    }

    pub fn loc(&self, span: Span) -> Loc {
        Loc {
            file: self.program.funcs[self.key.0 as usize].file,
            span,
        }
    }

    /// The declaration; none for an initializer of package variables.
    pub fn decl(&self) -> Option<&'a FuncInfo> {
        let decl = self.program.funcs[self.key.0 as usize].decl?;
        Some(&self.universe().funcs[decl.index()])
    }

    pub fn package(&self) -> &'a str {
        &self.program.workspace.packages[self.source.package.index()].import_path
    }

    pub fn summary(&self) -> &'a FuncSummary {
        &self.program.summaries[self.key.0 as usize]
    }

    pub fn body_id(&self, closure: Option<ClosureId>) -> BodyId {
        let number = closure.map_or(0, |it| 1 + it.0);
        self.program.body(self.key, number)
    }

    pub fn body_summary(&self, closure: Option<ClosureId>) -> &'a Body {
        &self.summary().bodies[closure.map_or(0, |it| 1 + it.index())]
    }

    pub fn block(&self, closure: Option<ClosureId>) -> &'a Block {
        visit::body(self.ir, closure)
    }

    /// The function and its literals, outer ones first.
    pub fn bodies(&self) -> impl Iterator<Item = Option<ClosureId>> + use<> {
        let closures = (0..self.ir.closures.len() as u32).map(|it| Some(ClosureId(it)));
        [None].into_iter().chain(closures)
    }

    /// The statements of a body, those inside others included.
    pub fn statements(&self, closure: Option<ClosureId>) -> Vec<&'a Stmt> {
        let mut found = Vec::new();
        visit::statements(self.block(closure), &mut |stmt| found.push(stmt));
        found
    }

    /// Parameters of a body, its receiver first.
    pub fn params(&self, closure: Option<ClosureId>) -> &'a [LocalId] {
        match closure {
            Some(closure) => &self.ir.closures[closure.index()].params,
            None => &self.ir.params,
        }
    }

    pub fn results(&self, closure: Option<ClosureId>) -> &'a [LocalId] {
        match closure {
            Some(closure) => &self.ir.closures[closure.index()].results,
            None => &self.ir.results,
        }
    }

    /// The arguments, when the expression is a call.
    pub fn args(&self, call: ExprId) -> Option<&'a [ExprId]> {
        match self.expr(call) {
            Expr::Call { args, .. } => Some(args),
            _ => None,
        }
    }

    /// What a call expression calls.
    pub fn target(&self, call: ExprId) -> Option<Target<'_>> {
        match self.expr(call) {
            Expr::Call { callee, .. } => {
                Some(calls::resolve(&self.typing, self.file_ir, self.ir, *callee))
            }
            _ => None,
        }
    }

    /// Package, receiver type and name of what is called.
    pub fn qualified(&self, call: ExprId) -> Option<(&str, Option<&str>, &str)> {
        let target = self.target(call)?;
        let (package, recv, name) = match target {
            Target::Funcs(funcs) | Target::Method(funcs, ..) | Target::MethodExpr(funcs) => {
                let info = &self.universe().funcs[funcs.first()?.index()];
                (
                    info.package.as_str(),
                    info.recv_name.as_deref(),
                    info.name.as_str(),
                )
            }
            Target::External(package, name) => (package.as_str(), None, name.as_str()),
            Target::ExternalMethod(package, ty, name, ..) => {
                (package.as_str(), Some(ty.as_str()), name.as_str())
            }
            Target::Interface(iface, name, ..) => {
                let (package, ty) = self.universe().qualified(iface)?;
                (package, Some(ty), name.as_str())
            }
            Target::Conversion | Target::Builtin(_) | Target::Value(_) | Target::Unknown => {
                return None;
            }
        };
        Some((package, recv, name))
    }

    /// The call is one of this function or method.
    pub fn calls(&self, call: ExprId, package: &str, recv: Option<&str>, name: &str) -> bool {
        self.qualified(call) == Some((package, recv, name))
    }

    /// The expression that the called method is selected from.
    pub fn receiver(&self, call: ExprId) -> Option<ExprId> {
        let Expr::Call { callee, .. } = self.expr(call) else {
            return None;
        };
        match self.expr(*callee) {
            Expr::Select(base, _) => Some(*base),
            _ => None,
        }
    }

    /// The last name of what is called, whatever it is.
    pub fn called_name(&self, call: ExprId) -> Option<&'a str> {
        let Expr::Call { callee, .. } = self.expr(call) else {
            return None;
        };
        match self.expr(*callee) {
            Expr::Select(_, name) | Expr::Name(name) => Some(self.name(*name)),
            Expr::Local(local) => Some(self.local_name(*local)),
            _ => None,
        }
    }

    /// The call is one of this predeclared function.
    pub fn is_builtin(&self, call: ExprId, name: &str) -> bool {
        matches!(self.target(call), Some(Target::Builtin(it)) if it == name)
    }

    /// The call does not return.
    pub fn ends(&self, call: ExprId) -> bool {
        let known = self
            .target(call)
            .and_then(|target| calls::known(self.universe(), self.models, &target));
        matches!(known, Some(crate::models::Known::NoReturn)) || self.is_builtin(call, "panic")
    }

    /// Two plain paths (variables, fields, elements with equal keys) that denote one thing.
    pub fn same(&self, a: ExprId, b: ExprId) -> bool {
        match (self.expr(a), self.expr(b)) {
            (Expr::Local(x), Expr::Local(y)) => x == y,
            (Expr::Name(x), Expr::Name(y)) | (Expr::Package(x), Expr::Package(y)) => x == y,
            (Expr::Select(x, m), Expr::Select(y, n)) => m == n && self.same(*x, *y),
            (Expr::Star(x) | Expr::Addr(x), Expr::Star(y) | Expr::Addr(y)) => self.same(*x, *y),
            (Expr::Index(x, i), Expr::Index(y, j)) => {
                self.same(*x, *y)
                    && i.len() == j.len()
                    && i.iter().zip(j).all(|(i, j)| self.same(*i, *j))
            }
            (Expr::Str, Expr::Str) | (Expr::Lit, Expr::Lit) => self.text(a) == self.text(b),
            (
                Expr::Call {
                    callee: f, args: x, ..
                },
                Expr::Call {
                    callee: g, args: y, ..
                },
            ) => {
                // A call twice is one value only where the function has no state: conversions and plain getters.
                self.same(*f, *g)
                    && x.len() == y.len()
                    && x.iter().zip(y).all(|(x, y)| self.same(*x, *y))
            }
            (Expr::Composite { elems: x, .. }, Expr::Composite { elems: y, .. }) => {
                x.is_empty() && y.is_empty() && self.text(a) == self.text(b)
            }
            _ => false,
        }
    }

    /// The local variable at the root of a path.
    pub fn root(&self, expr: ExprId) -> Option<LocalId> {
        match self.expr(expr) {
            Expr::Local(local) => Some(*local),
            Expr::Select(base, _)
            | Expr::Index(base, _)
            | Expr::Slice(base, _)
            | Expr::Star(base)
            | Expr::Addr(base)
            | Expr::Assert(base, _) => self.root(*base),
            _ => None,
        }
    }

    /// The expression, or one below it, is this local.
    pub fn mentions(&self, expr: ExprId, local: LocalId) -> bool {
        visit::below(self.ir, expr)
            .into_iter()
            .any(|it| match self.expr(it) {
                Expr::Local(other) => *other == local,
                Expr::Closure(closure) => {
                    visit::expressions_deep(self.ir, &self.ir.closures[closure.index()].body)
                        .into_iter()
                        .any(|it| matches!(self.expr(it), Expr::Local(other) if *other == local))
                }
                _ => false,
            })
    }

    /// A literal, a predeclared constant, an empty struct: the same value whoever computes it.
    pub fn is_constant(&self, expr: ExprId) -> bool {
        match self.expr(expr) {
            Expr::Str | Expr::Lit => true,
            Expr::Name(_) | Expr::Select(..) => match self.typing.selection(expr) {
                Some(Selection::Member(Object::Const)) => true,
                Some(Selection::Member(Object::Var(var))) => {
                    self.universe().vars[var.index()].constant
                }
                _ => false,
            },
            Expr::Composite { elems, .. } => elems.is_empty(),
            Expr::Unary { operand, .. } => self.is_constant(*operand),
            _ => false,
        }
    }

    /// The literal that a local is declared in is this one, or lies inside it.
    pub fn declared_inside(&self, local: LocalId, closure: ClosureId) -> bool {
        let mut at = self.ir.locals[local.index()].owner;
        while let Some(owner) = at {
            if owner == closure {
                return true;
            }
            at = self.ir.closures[owner.index()].parent;
        }
        false
    }

    /// The type is, or points to, this declared one.
    pub fn is_type(&self, ty: &Ty, package: &str, name: &str) -> bool {
        self.universe().qualified(ty) == Some((package, name))
    }

    /// There is a comment inside the span, or directly above its line.
    pub fn is_commented(&self, span: Span) -> bool {
        let text = &self.source.text;
        let before = text.get(..span.start as usize).unwrap_or("");
        let line_above = before.lines().rev().nth(1).unwrap_or("").trim_start();
        line_above.starts_with("//")
            || line_above.ends_with("*/")
            || has_comment(span.text(text))
            || text
                .get(span.end as usize..)
                .and_then(|rest| rest.lines().next())
                .is_some_and(has_comment)
    }

    /// A finding without goroutines.
    pub fn draft(&self, rule: &str, span: Span, message: String, help: String) -> Option<Draft> {
        let spec = rules::catalog().iter().find(|it| it.name == rule)?;
        let names = words::Names {
            program: self.program,
        };
        let function = names.func(self.key);
        let severity = match (spec.severity, self.source.is_test) {
            (rules::Severity::Error, true) => rules::Severity::Warning,
            (_, true) => rules::Severity::Note,
            (severity, false) => severity,
        };
        Some(Draft {
            rule: &spec.id,
            severity,
            strength: Strength::High,
            message,
            primary: self.loc(span),
            map: format!("{}.{function}", self.package()),
            subject: function.clone(),
            function,
            goroutines: Vec::new(),
            evidence: Vec::new(),
            help,
            fix: None,
        })
    }
}

/// A comment begins in this piece of Go, outside strings.
fn has_comment(text: &str) -> bool {
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' | '\'' => {
                while let Some(inner) = chars.next() {
                    if inner == '\\' {
                        chars.next();
                    } else if inner == char || inner == '\n' {
                        break;
                    }
                }
            }
            '`' => {
                chars.by_ref().find(|it| *it == '`');
            }
            '/' if matches!(chars.peek(), Some('/' | '*')) => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::has_comment;

    #[test]
    fn comments_are_told_from_strings() {
        assert!(has_comment("x() // y"));
        assert!(has_comment("x(\"a\", '\\'') /* y */"));
        assert!(!has_comment(
            "get(\"http://example.com\", `//`, '\"', \"//\")"
        ));
        assert!(!has_comment("a / b"));
    }
}
