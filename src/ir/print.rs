//! Text form of the IR, for stage tests and for people.
//!
//! In: [`FileIr`]. Out: one statement a line, locals as `name#id`. Must not know trees.

use super::*;
use crate::outline::{ChanDir, FuncType};
use std::fmt::Write;

/// All functions of a file. `text` is the file, from which literals are quoted.
pub fn dump(ir: &FileIr, text: &str) -> String {
    let mut out = String::new();
    for func in &ir.funcs {
        let mut printer = Printer {
            ir,
            func,
            text,
            out: &mut out,
        };
        printer.function();
    }
    out
}

/// A type as Go writes it.
pub fn type_text(ty: &TypeRef) -> String {
    let list = |types: &[TypeRef], separator: &str| {
        types
            .iter()
            .map(type_text)
            .collect::<Vec<_>>()
            .join(separator)
    };
    match ty {
        TypeRef::Name(name) => name.to_string(),
        TypeRef::Qualified(package, name) => format!("{package}.{name}"),
        TypeRef::Pointer(inner) => format!("*{}", type_text(inner)),
        TypeRef::Slice(inner) => format!("[]{}", type_text(inner)),
        TypeRef::Array(inner) => format!("[n]{}", type_text(inner)),
        TypeRef::Map(pair) => format!("map[{}]{}", type_text(&pair.0), type_text(&pair.1)),
        TypeRef::Chan(ChanDir::Both, inner) => format!("chan {}", type_text(inner)),
        TypeRef::Chan(ChanDir::Send, inner) => format!("chan<- {}", type_text(inner)),
        TypeRef::Chan(ChanDir::Recv, inner) => format!("<-chan {}", type_text(inner)),
        TypeRef::Func(sig) => format!("func{}", signature_text(sig)),
        TypeRef::Struct(inner) => {
            let field = |it: &crate::outline::FieldDecl| match it.embedded {
                true => type_text(&it.ty),
                false => format!("{} {}", it.name, type_text(&it.ty)),
            };
            format!(
                "struct{{{}}}",
                inner
                    .fields
                    .iter()
                    .map(field)
                    .collect::<Vec<_>>()
                    .join("; ")
            )
        }
        TypeRef::Interface(inner) => {
            let mut parts: Vec<String> = inner
                .methods
                .iter()
                .map(|(name, sig)| format!("{name}{}", signature_text(sig)))
                .collect();
            parts.extend(inner.embedded.iter().map(type_text));
            format!("interface{{{}}}", parts.join("; "))
        }
        TypeRef::Instance(base, args) => format!("{}[{}]", type_text(base), list(args, ", ")),
        TypeRef::Tilde(inner) => format!("~{}", type_text(inner)),
        TypeRef::Union(members) => list(members, " | "),
        TypeRef::Unknown => "?".to_owned(),
    }
}

fn signature_text(sig: &FuncType) -> String {
    let entry = |(at, (name, ty)): (usize, &(smol_str::SmolStr, TypeRef)), variadic: bool| {
        let dots = if variadic && at + 1 == sig.params.len() {
            "..."
        } else {
            ""
        };
        format!("{name} {dots}{}", type_text(ty))
            .trim_start()
            .to_owned()
    };
    let params: Vec<String> = sig
        .params
        .iter()
        .enumerate()
        .map(|it| entry(it, sig.variadic))
        .collect();
    let results: Vec<String> = sig
        .results
        .iter()
        .enumerate()
        .map(|it| entry(it, false))
        .collect();
    match results.is_empty() {
        true => format!("({})", params.join(", ")),
        false => format!("({}) ({})", params.join(", "), results.join(", ")),
    }
}

struct Printer<'p> {
    ir: &'p FileIr,
    func: &'p FuncIr,
    text: &'p str,
    out: &'p mut String,
}

impl Printer<'_> {
    fn function(&mut self) {
        let func = self.func;
        let kind = match func.kind {
            FuncKind::Decl(index) => format!("func {index}"),
            FuncKind::VarInit => "var init".to_owned(),
        };
        self.line(
            0,
            &format!(
                "{kind} {}{}",
                span_text(func.span),
                self.signature(&func.params, &func.results)
            ),
        );
        for at in 0..func.locals.len() {
            self.local_line(LocalId(at as u32));
        }
        self.block(&func.body, 1);
        for (at, closure) in func.closures.iter().enumerate() {
            let parent = closure
                .parent
                .map_or_else(String::new, |it| format!(" in closure {}", it.0));
            let signature = self.signature(&closure.params, &closure.results);
            self.line(1, &format!("closure {at}{parent}{signature}"));
            self.block(&closure.body, 2);
        }
    }

    fn line(&mut self, depth: usize, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{:width$}{line}", "", width = depth * 2);
    }

    fn signature(&self, params: &[LocalId], results: &[LocalId]) -> String {
        let list = |ids: &[LocalId]| {
            ids.iter()
                .map(|it| self.local(*it))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match (params.is_empty(), results.is_empty()) {
            (true, true) => String::new(),
            (_, true) => format!(" ({})", list(params)),
            (_, false) => format!(" ({}) -> ({})", list(params), list(results)),
        }
    }

    fn local_line(&mut self, id: LocalId) {
        let local = &self.func.locals[id.index()];
        let mut line = format!("local {} {}", self.local(id), kind_text(local.kind));
        if let Some(ty) = local.ty {
            let _ = write!(line, " {}", self.ty(ty));
        }
        if let Some(owner) = local.owner {
            let _ = write!(line, " in closure {}", owner.0);
        }
        if local.captured {
            line.push_str(", captured");
        }
        if local.assigned > 0 {
            let _ = write!(line, ", assigned {}", local.assigned);
        }
        if local.addressed {
            line.push_str(", addressed");
        }
        self.line(1, &line);
    }

    fn local(&self, id: LocalId) -> String {
        match self.func.locals.get(id.index()) {
            Some(local) => format!("{}#{}", self.name(local.name), id.0),
            None => format!("?#{}", id.0),
        }
    }

    fn name(&self, id: NameId) -> &str {
        self.ir.names.get(id.index()).map_or("?", |it| it.as_str())
    }

    fn ty(&self, id: TypeIdx) -> String {
        self.ir
            .types
            .get(id.index())
            .map_or_else(|| "?".to_owned(), type_text)
    }

    fn block(&mut self, block: &Block, depth: usize) {
        for stmt in block {
            self.stmt(stmt, depth);
        }
    }

    fn stmt(&mut self, stmt: &Stmt, depth: usize) {
        let line = self.head(&stmt.kind);
        self.line(depth, &line);
        match &stmt.kind {
            StmtKind::If { then, els, .. } => {
                self.block(then, depth + 1);
                if !els.is_empty() {
                    self.line(depth, "else");
                    self.block(els, depth + 1);
                }
            }
            StmtKind::For { post, body, .. } => {
                self.block(body, depth + 1);
                if !post.is_empty() {
                    self.line(depth, "post");
                    self.block(post, depth + 1);
                }
            }
            StmtKind::Range { body, .. } | StmtKind::Block(body) => self.block(body, depth + 1),
            StmtKind::Switch { cases, .. } => {
                for case in cases {
                    let head = if case.default {
                        "default".to_owned()
                    } else {
                        format!("case {}", self.list(&case.values))
                    };
                    self.line(depth, &head);
                    self.block(&case.body, depth + 1);
                }
            }
            StmtKind::TypeSwitch { cases, .. } => self.type_cases(cases, depth),
            StmtKind::Select(arms) => self.arms(arms, depth),
            StmtKind::Labeled(_, inner) => self.stmt(inner, depth + 1),
            _ => {}
        }
    }

    fn type_cases(&mut self, cases: &[TypeCase], depth: usize) {
        for case in cases {
            let types: Vec<String> = case.types.iter().map(|it| self.ty(*it)).collect();
            let mut head = if case.default {
                "default".to_owned()
            } else {
                format!("case {}", types.join(", "))
            };
            if let Some(bind) = case.bind {
                let _ = write!(head, " as {}", self.local(bind));
            }
            self.line(depth, &head);
            self.block(&case.body, depth + 1);
        }
    }

    fn arms(&mut self, arms: &[SelectArm], depth: usize) {
        for arm in arms {
            let head = arm.comm.as_ref().map_or_else(
                || "default".to_owned(),
                |it| format!("case {}", self.head(&it.kind)),
            );
            self.line(depth, &head);
            self.block(&arm.body, depth + 1);
        }
    }

    /// The statement without the blocks in it.
    fn head(&self, kind: &StmtKind) -> String {
        let label = |word: &str, label: &Option<NameId>| match label {
            Some(label) => format!("{word} {}", self.name(*label)),
            None => word.to_owned(),
        };
        match kind {
            StmtKind::Expr(id) => self.expr(*id),
            StmtKind::Assign { lhs, rhs, compound } => format!(
                "{} {} {}",
                self.list(lhs),
                if *compound { "op=" } else { "=" },
                self.list(rhs)
            )
            .trim_end()
            .to_owned(),
            StmtKind::Define { lhs, fresh, rhs } => {
                let mark = |(id, fresh): (&ExprId, &bool)| {
                    format!("{}{}", if *fresh { "" } else { "old " }, self.expr(*id))
                };
                let names: Vec<String> = lhs.iter().zip(fresh).map(mark).collect();
                format!("{} := {}", names.join(", "), self.list(rhs))
                    .trim_end()
                    .to_owned()
            }
            StmtKind::Go(id) => format!("go {}", self.expr(*id)),
            StmtKind::Defer(id) => format!("defer {}", self.expr(*id)),
            StmtKind::Send { chan, value } => {
                format!("send {} <- {}", self.expr(*chan), self.expr(*value))
            }
            StmtKind::Return(values) => format!("return {}", self.list(values))
                .trim_end()
                .to_owned(),
            StmtKind::If { cond, .. } => format!("if {}", self.expr(*cond)),
            StmtKind::For { cond, .. } => {
                cond.map_or_else(|| "for".to_owned(), |it| format!("for {}", self.expr(it)))
            }
            StmtKind::Range {
                key,
                value,
                define,
                over,
                ..
            } => {
                let targets: Vec<String> =
                    key.iter().chain(value).map(|it| self.expr(*it)).collect();
                let operator = if targets.is_empty() {
                    ""
                } else if *define {
                    " := "
                } else {
                    " = "
                };
                format!(
                    "for {}{operator}range {}",
                    targets.join(", "),
                    self.expr(*over)
                )
            }
            StmtKind::Switch { tag, .. } => tag.map_or_else(
                || "switch".to_owned(),
                |it| format!("switch {}", self.expr(it)),
            ),
            StmtKind::TypeSwitch { subject, .. } => format!("switch type {}", self.expr(*subject)),
            StmtKind::Select(_) => "select".to_owned(),
            StmtKind::Block(_) => "block".to_owned(),
            StmtKind::Labeled(name, _) => format!("{}:", self.name(*name)),
            StmtKind::Break(name) => label("break", name),
            StmtKind::Continue(name) => label("continue", name),
            StmtKind::Goto(name) => format!("goto {}", self.name(*name)),
            StmtKind::Fallthrough => "fallthrough".to_owned(),
        }
    }

    fn list(&self, ids: &[ExprId]) -> String {
        ids.iter()
            .map(|it| self.expr(*it))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn expr(&self, id: ExprId) -> String {
        let mut out = String::new();
        self.write_expr(id, &mut out);
        out
    }

    /// Chains to the left (`a + b + ...`, `a.b().c()...`) are written in a loop: they may be longer than the stack is deep.
    fn write_expr(&self, id: ExprId, out: &mut String) {
        let mut chain = Vec::new();
        let mut at = id;
        while let Some(base) = self.first_operand(at) {
            chain.push(at);
            at = base;
        }
        for id in &chain {
            if matches!(self.func.exprs[id.index()], Expr::Binary(..)) {
                out.push('(');
            }
        }
        self.write_leaf(at, out);
        for id in chain.iter().rev() {
            self.write_rest(*id, out);
        }
    }

    /// The operand that is written first.
    fn first_operand(&self, id: ExprId) -> Option<ExprId> {
        match self.func.exprs.get(id.index())? {
            Expr::Select(base, _)
            | Expr::Index(base, _)
            | Expr::Slice(base, _)
            | Expr::Assert(base, _) => Some(*base),
            Expr::Binary(_, left, _) => Some(*left),
            Expr::Call { callee, .. } => Some(*callee),
            _ => None,
        }
    }

    fn write_rest(&self, id: ExprId, out: &mut String) {
        let rest = match &self.func.exprs[id.index()] {
            Expr::Select(_, name) => format!(".{}", self.name(*name)),
            Expr::Index(_, args) => format!("[{}]", self.list(args)),
            Expr::Slice(_, bounds) => {
                let bounds: Vec<String> = bounds.iter().map(|it| self.expr(*it)).collect();
                format!("[slice {}]", bounds.join(":"))
            }
            Expr::Assert(_, ty) => format!(".({})", self.ty(*ty)),
            Expr::Call { args, spread, .. } => {
                format!("({}{})", self.list(args), if *spread { "..." } else { "" })
            }
            Expr::Binary(operator, _, right) => {
                format!(" {} {})", operator_text(*operator), self.expr(*right))
            }
            _ => String::new(),
        };
        out.push_str(&rest);
    }

    fn write_leaf(&self, id: ExprId, out: &mut String) {
        let Some(expr) = self.func.exprs.get(id.index()) else {
            return out.push('?');
        };
        let text = match expr {
            Expr::Local(local) => self.local(*local),
            Expr::Name(name) => self.name(*name).to_owned(),
            Expr::Package(name) => format!("pkg:{}", self.name(*name)),
            Expr::Blank => "_".to_owned(),
            Expr::Star(inner) => format!("*({})", self.expr(*inner)),
            Expr::Addr(inner) => format!("&({})", self.expr(*inner)),
            Expr::Recv(inner) => format!("<-({})", self.expr(*inner)),
            Expr::Unary { not, operand } => {
                format!("{}({})", if *not { "!" } else { "op" }, self.expr(*operand))
            }
            Expr::Closure(id) => format!("closure {}", id.0),
            Expr::Composite { ty, elems } => self.composite(*ty, elems),
            Expr::Type(ty) => format!("type:{}", self.ty(*ty)),
            Expr::Str | Expr::Lit => self.quote(id),
            Expr::Key(name) => format!("key:{}", self.name(*name)),
            _ => "?".to_owned(),
        };
        out.push_str(&text);
    }

    fn composite(&self, ty: Option<TypeIdx>, elems: &[(Option<ExprId>, ExprId)]) -> String {
        let elem = |(key, value): &(Option<ExprId>, ExprId)| match key {
            Some(key) => format!("{}: {}", self.expr(*key), self.expr(*value)),
            None => self.expr(*value),
        };
        let elems: Vec<String> = elems.iter().map(elem).collect();
        format!(
            "{}{{{}}}",
            ty.map_or_else(String::new, |it| self.ty(it)),
            elems.join(", ")
        )
    }

    /// A literal as it stands in the file, on one line.
    fn quote(&self, id: ExprId) -> String {
        self.func.spans[id.index()]
            .text(self.text)
            .replace('\n', "\\n")
    }
}

fn span_text(span: Span) -> String {
    format!("{}..{}", span.start, span.end)
}

fn kind_text(kind: LocalKind) -> &'static str {
    match kind {
        LocalKind::Param => "param",
        LocalKind::Result => "result",
        LocalKind::Var => "var",
        LocalKind::Loop => "loop",
        LocalKind::TypeSwitch => "typeswitch",
        LocalKind::Select => "select",
        LocalKind::Const => "const",
    }
}

fn operator_text(operator: BinaryOp) -> &'static str {
    match operator {
        BinaryOp::And => "&&",
        BinaryOp::Or => "||",
        BinaryOp::Eq => "==",
        BinaryOp::Ne => "!=",
        BinaryOp::Order => "<>",
        BinaryOp::Other => "op",
    }
}
