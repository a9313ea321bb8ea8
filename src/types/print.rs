//! Types as Go prints them, and the typing of bodies as text for stage tests.

use super::infer::infer;
use super::universe::guess_name;
use super::*;
use crate::ir::{Expr, ExprId, FileIr, FuncIr, FuncKind};
use crate::outline::ChanDir;
use std::fmt::Write as _;

/// Types nested deeper than this are cut short.
const MAX_DEPTH: u32 = 12;

impl Universe {
    /// A type as Go prints it, package-qualified by name: `*http.Server`, `map[string]int`.
    pub fn display(&self, ty: &Ty) -> String {
        let mut out = String::new();
        self.show(ty, &mut out, 0);
        out
    }

    fn show(&self, ty: &Ty, out: &mut String, depth: u32) {
        if depth > MAX_DEPTH {
            out.push('…');
            return;
        }
        let mut one = |prefix: &str, inner: &Ty| {
            out.push_str(prefix);
            self.show(inner, out, depth + 1);
        };
        match ty {
            Ty::Unknown => out.push('?'),
            Ty::Nil => out.push_str("nil"),
            Ty::Basic(name) | Ty::Param(name, _) => out.push_str(name),
            Ty::Pointer(inner) => one("*", inner),
            Ty::Slice(inner) => one("[]", inner),
            Ty::Array(inner) => one("[...]", inner),
            Ty::Chan(ChanDir::Both, inner) => one("chan ", inner),
            Ty::Chan(ChanDir::Send, inner) => one("chan<- ", inner),
            Ty::Chan(ChanDir::Recv, inner) => one("<-chan ", inner),
            Ty::Map(pair) => {
                one("map[", &pair.0);
                one("]", &pair.1);
            }
            Ty::Named(id, args) => {
                if let Some(info) = self.types.get(id.index()) {
                    let package = self
                        .files
                        .get(info.file.index())
                        .and_then(|it| self.packages.get(it.package));
                    let _ = write!(out, "{}.{}", package.map_or("?", |it| &it.name), info.name);
                }
                self.show_args(args, out, depth);
            }
            Ty::External(name, args) => {
                let _ = write!(out, "{}.{}", guess_name(&name.0), name.1);
                self.show_args(args, out, depth);
            }
            Ty::Func(sig) => {
                out.push_str("func");
                self.show_sig(sig, out, depth);
            }
            Ty::Struct(fields) => {
                let names: Vec<&str> = fields
                    .iter()
                    .map(|it| self.fields[it.index()].name.as_str())
                    .collect();
                let _ = write!(out, "struct{{{}}}", names.join("; "));
            }
            Ty::Interface(methods) if methods.is_empty() => out.push_str("interface{}"),
            Ty::Interface(methods) => {
                let names: Vec<String> =
                    methods.iter().map(|it| format!("{}(...)", it.0)).collect();
                let _ = write!(out, "interface{{{}}}", names.join("; "));
            }
            Ty::Tuple(all) => {
                out.push('(');
                self.show_list(all, out, depth);
                out.push(')');
            }
        }
    }

    fn show_args(&self, args: &[Ty], out: &mut String, depth: u32) {
        if !args.is_empty() {
            out.push('[');
            self.show_list(args, out, depth);
            out.push(']');
        }
    }

    fn show_list(&self, all: &[Ty], out: &mut String, depth: u32) {
        for (at, ty) in all.iter().enumerate() {
            if at > 0 {
                out.push_str(", ");
            }
            self.show(ty, out, depth + 1);
        }
    }

    fn show_sig(&self, sig: &Sig, out: &mut String, depth: u32) {
        out.push('(');
        for (at, ty) in sig.params.iter().enumerate() {
            if at > 0 {
                out.push_str(", ");
            }
            match ty {
                Ty::Slice(elem) if sig.variadic && at + 1 == sig.params.len() => {
                    out.push_str("...");
                    self.show(elem, out, depth + 1);
                }
                _ => self.show(ty, out, depth + 1),
            }
        }
        out.push(')');
        match &sig.results[..] {
            [] => {}
            [only] => {
                out.push(' ');
                self.show(only, out, depth + 1);
            }
            all => {
                out.push_str(" (");
                self.show_list(all, out, depth);
                out.push(')');
            }
        }
    }

    fn field_name(&self, field: FieldId) -> String {
        self.fields
            .get(field.index())
            .map_or_else(String::new, |it| format!("{}.{}", it.owner, it.name))
    }

    fn show_path(&self, path: &[FieldId]) -> String {
        path.iter()
            .map(|it| format!("{} > ", self.field_name(*it)))
            .collect()
    }

    fn show_funcs(&self, funcs: &[FuncId]) -> String {
        funcs
            .iter()
            .map(|it| self.func_name(*it).to_string())
            .collect::<Vec<_>>()
            .join(" | ")
    }

    fn show_object(&self, object: &Object) -> String {
        match object {
            Object::Var(id) => {
                let var = &self.vars[id.index()];
                format!(
                    "{} {}.{}",
                    if var.constant { "const" } else { "var" },
                    var.package,
                    var.name
                )
            }
            Object::Func(funcs) => format!("func {}", self.show_funcs(funcs)),
            Object::Type(ty) => format!("type {}", self.display(ty)),
            Object::Builtin(name) => format!("builtin {name}"),
            Object::Const => "predeclared".to_owned(),
            Object::External(path, name) => format!("external {path}.{name}"),
            Object::Unknown => "?".to_owned(),
        }
    }

    pub(super) fn show_selection(&self, selection: &Selection) -> String {
        match selection {
            Selection::Member(object) => self.show_object(object),
            Selection::Field { path, field } => {
                format!("field {}{}", self.show_path(path), self.field_name(*field))
            }
            Selection::Method { path, funcs, .. } => {
                format!("method {}{}", self.show_path(path), self.show_funcs(funcs))
            }
            Selection::Interface { path, iface, name } => format!(
                "interface {}{}.{name}",
                self.show_path(path),
                self.display(iface)
            ),
            Selection::External { path, ty, name } => {
                format!("external {}{}.{}.{name}", self.show_path(path), ty.0, ty.1)
            }
            Selection::MethodExpr(funcs) => format!("method expression {}", self.show_funcs(funcs)),
            Selection::Unknown => "?".to_owned(),
        }
    }
}

/// The functions of one file: each local with its type, each name and selector with what it is.
pub fn dump(universe: &Universe, file: FileId, ir: &FileIr, text: &str) -> String {
    let mut out = String::new();
    for body in &ir.funcs {
        let func = match body.kind {
            FuncKind::Decl(index) => universe.func_at(file, index),
            FuncKind::VarInit => None,
        };
        let name = func.map_or_else(
            || "var initializer".to_owned(),
            |it| format!("func {}", universe.func_name(it)),
        );
        let _ = writeln!(out, "{name}");
        body_dump(universe, file, ir, body, func, text, &mut out);
    }
    out
}

fn body_dump(
    universe: &Universe,
    file: FileId,
    ir: &FileIr,
    body: &FuncIr,
    func: Option<FuncId>,
    text: &str,
    out: &mut String,
) {
    let typing = infer(universe, file, ir, body, func);
    for (local, ty) in body.locals.iter().zip(&typing.locals) {
        let name = ir.names.get(local.name.index()).map_or("", |it| it);
        let name = if name.is_empty() { "_" } else { name };
        let _ = writeln!(out, "  {name}: {}", universe.display(ty));
    }
    let mut rows: Vec<(u32, u32, String)> = Vec::new();
    for (id, selection) in &typing.selections {
        let span = body.spans.get(id.index()).copied().unwrap_or_default();
        let written = span.text(text);
        let ty = universe.display(typing.expr(*id));
        rows.push((
            span.start,
            span.end,
            format!(
                "  {written} -> {} : {ty}",
                universe.show_selection(selection)
            ),
        ));
    }
    for (at, expr) in body.exprs.iter().enumerate() {
        let id = ExprId(at as u32);
        if matches!(expr, Expr::Index(..) | Expr::Call { .. }) {
            let span = body.spans.get(at).copied().unwrap_or_default();
            let line = span.text(text).lines().next().unwrap_or("");
            rows.push((
                span.start,
                span.end,
                format!("  {line} : {}", universe.display(typing.expr(id))),
            ));
        }
    }
    rows.sort();
    for (_, _, row) in rows {
        out.push_str(&row);
        out.push('\n');
    }
}
