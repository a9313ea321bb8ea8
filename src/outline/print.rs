//! Outlines as text, for stage tests.

use super::{ChanDir, FileOutline, FuncDecl, FuncType, Truth, TypeParam, TypeRef};
use std::fmt::Write as _;

/// One line a declaration, in source order within its kind.
pub fn dump(outline: &FileOutline) -> String {
    let mut out = format!("package {}\n", outline.package);
    for import in &outline.imports {
        let alias = import
            .alias
            .as_deref()
            .map(|it| format!("{it} "))
            .unwrap_or_default();
        let _ = writeln!(out, "import {alias}{:?}", import.path.as_str());
    }
    for decl in &outline.types {
        let equals = if decl.alias { "= " } else { "" };
        let scope = decl
            .scope
            .map(|it| format!(" @{}..{}", it.start, it.end))
            .unwrap_or_default();
        let params = type_params(&decl.params);
        let _ = writeln!(
            out,
            "type {}{params} {equals}{}{scope}{}",
            decl.name,
            show(&decl.ty),
            doc(&decl.doc)
        );
    }
    for func in &outline.funcs {
        let _ = writeln!(out, "{}", function(func));
    }
    for var in &outline.vars {
        let keyword = if var.constant { "const" } else { "var" };
        let ty = var
            .ty
            .as_ref()
            .map(|it| format!(" {}", show(it)))
            .unwrap_or_default();
        let init = var
            .init
            .map(|(func, at)| format!(" = init {func}#{at}"))
            .unwrap_or_default();
        let truth = match &var.truth {
            Some(it) => format!(" = {}", truth(it)),
            None => String::new(),
        };
        let doc = doc(&var.doc);
        let _ = writeln!(out, "{keyword} {}{ty}{truth}{init}{doc}", var.name);
    }
    out
}

fn truth(of: &Truth) -> String {
    match of {
        Truth::Same(name) => show(name),
        Truth::Not(inner) => format!("!{}", truth(inner)),
        Truth::Both(sides) => format!("({} && {})", truth(&sides.0), truth(&sides.1)),
        Truth::Either(sides) => format!("({} || {})", truth(&sides.0), truth(&sides.1)),
    }
}

fn function(func: &FuncDecl) -> String {
    let recv = func.recv.as_ref().map_or_else(String::new, |it| {
        let star = if it.pointer { "*" } else { "" };
        let params = if it.params.is_empty() {
            String::new()
        } else {
            format!("[{}]", it.params.join(", "))
        };
        format!(
            "({} {star}{}{params}) ",
            if it.name.is_empty() { "_" } else { &it.name },
            it.base
        )
    });
    let body = if func.body { "" } else { " nobody" };
    format!(
        "func {recv}{}{}{}{body}{}",
        func.name,
        type_params(&func.params),
        signature(&func.sig),
        doc(&func.doc)
    )
}

fn doc(doc: &str) -> String {
    if doc.is_empty() {
        String::new()
    } else {
        format!(" doc={doc:?}")
    }
}

fn type_params(params: &[TypeParam]) -> String {
    if params.is_empty() {
        return String::new();
    }
    let all: Vec<String> = params
        .iter()
        .map(|it| format!("{} {}", it.name, show(&it.constraint)))
        .collect();
    format!("[{}]", all.join(", "))
}

fn signature(sig: &FuncType) -> String {
    let last = sig.params.len();
    let params: Vec<String> = sig
        .params
        .iter()
        .enumerate()
        .map(|(at, (name, ty))| {
            let dots = if sig.variadic && at + 1 == last {
                "..."
            } else {
                ""
            };
            format!(
                "{name}{}{dots}{}",
                if name.is_empty() { "" } else { " " },
                show(ty)
            )
        })
        .collect();
    let results: Vec<String> = sig
        .results
        .iter()
        .map(|(name, ty)| {
            format!(
                "{name}{}{}",
                if name.is_empty() { "" } else { " " },
                show(ty)
            )
        })
        .collect();
    let results = if results.is_empty() {
        String::new()
    } else {
        format!(" ({})", results.join(", "))
    };
    format!("({}){results}", params.join(", "))
}

/// A type as Go writes it; lengths of arrays are left out, a star marks embedding.
pub fn show(ty: &TypeRef) -> String {
    let list = |all: &[TypeRef], by: &str| all.iter().map(show).collect::<Vec<_>>().join(by);
    match ty {
        TypeRef::Name(name) => name.to_string(),
        TypeRef::Qualified(package, name) => format!("{package}.{name}"),
        TypeRef::Pointer(inner) => format!("*{}", show(inner)),
        TypeRef::Slice(inner) => format!("[]{}", show(inner)),
        TypeRef::Array(inner) => format!("[_]{}", show(inner)),
        TypeRef::Map(pair) => format!("map[{}]{}", show(&pair.0), show(&pair.1)),
        TypeRef::Chan(ChanDir::Both, inner) => format!("chan ({})", show(inner)),
        TypeRef::Chan(ChanDir::Send, inner) => format!("chan<- {}", show(inner)),
        TypeRef::Chan(ChanDir::Recv, inner) => format!("<-chan {}", show(inner)),
        TypeRef::Func(sig) => format!("func{}", signature(sig)),
        TypeRef::Instance(base, args) => format!("{}[{}]", show(base), list(args, ", ")),
        TypeRef::Tilde(inner) => format!("~{}", show(inner)),
        TypeRef::Union(all) => list(all, " | "),
        TypeRef::Unknown => "?".to_owned(),
        TypeRef::Struct(fields) => {
            let fields: Vec<String> = fields
                .fields
                .iter()
                .map(|it| {
                    let mark = if it.embedded { "embedded " } else { "" };
                    format!("{mark}{} {}{}", it.name, show(&it.ty), doc(&it.doc))
                })
                .collect();
            format!("struct{{{}}}", fields.join("; "))
        }
        TypeRef::Interface(iface) => {
            let mut parts: Vec<String> = iface
                .methods
                .iter()
                .map(|(name, sig)| format!("{name}{}", signature(sig)))
                .collect();
            parts.extend(iface.embedded.iter().map(show));
            format!("interface{{{}}}", parts.join("; "))
        }
    }
}
