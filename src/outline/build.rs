//! From the tree of a file to its [`FileOutline`].

use super::typeref::{name_of, receiver, signature_of, span_of, type_params};
use super::{
    FileOutline, FuncDecl, Import, Truth, TypeDecl, TypeParam, TypeRef, VarDecl, doc, type_ref,
};
use crate::support::Span;
use crate::syntax::go::GoTree;
use crate::syntax::kinds::{F, K, Kid, KidList, all_in_field, in_field, kids, nodes, tables};
use smol_str::SmolStr;
use std::sync::Arc;
use tree_sitter::{Node, Parser};

/// Constant expressions nested deeper than this have no type.
const MAX_CONSTANT: u32 = 64;

/// The declarations of one file. Top-level nodes that could not be read are left out.
pub fn build(tree: &GoTree, text: &str) -> FileOutline {
    let mut out = FileOutline::default();
    let root = tree.tree.root_node();
    let mut inits = 0;
    for Kid { kind, node, .. } in kids(root) {
        let span = span_of(node);
        if tree
            .unread
            .iter()
            .any(|it| it.span.start < span.end && span.start < it.span.end)
        {
            continue;
        }
        match kind {
            K::PackageClause => package(node, text, &mut out),
            K::ImportDecl => imports(node, text, &mut out),
            K::TypeDecl => types(node, text, None, &mut out),
            K::VarDecl => vars(node, text, &mut inits, &mut out),
            K::ConstDecl => consts(node, text, &mut out),
            K::FunctionDecl | K::MethodDecl => func(node, tree, text, &mut out),
            _ => {}
        }
    }
    // The IR numbers initializers after all functions of the file.
    let funcs = out.funcs.len() as u32;
    for var in &mut out.vars {
        if let Some((index, _)) = &mut var.init {
            *index += funcs;
        }
    }
    out
}

fn package(node: Node, text: &str, out: &mut FileOutline) {
    if let Some(name) = nodes(&kids(node)).next() {
        out.package = name_of(name, text);
    }
}

fn imports(node: Node, text: &str, out: &mut FileOutline) {
    for Kid { kind, node, .. } in kids(node) {
        if kind == K::ImportSpecList {
            imports(node, text, out);
            continue;
        }
        let spec = kids(node);
        let Some(path) = in_field(&spec, F::Path) else {
            continue;
        };
        let path = span_of(path).text(text);
        let path = SmolStr::new(path.trim_matches(['"', '`']));
        let alias = in_field(&spec, F::Name).map(|it| name_of(it, text));
        out.imports.push(Import {
            alias,
            path,
            span: span_of(node),
        });
    }
}

/// Docs of a spec: its own in a group, those of the declaration otherwise.
fn spec_doc(spec: Node, declaration: Node, text: &str) -> SmolStr {
    let keyword = span_of(declaration)
        .text(text)
        .split_whitespace()
        .next()
        .unwrap_or("")
        .len();
    let between = text
        .get(declaration.start_byte() + keyword..spec.start_byte())
        .unwrap_or("");
    let start = if between.contains('(') {
        spec.start_byte()
    } else {
        declaration.start_byte()
    };
    doc::around(text, start, spec.end_byte())
}

fn types(node: Node, text: &str, scope_end: Option<u32>, out: &mut FileOutline) {
    for Kid {
        kind, node: spec, ..
    } in kids(node)
    {
        if !matches!(kind, K::TypeSpec | K::TypeAlias) {
            continue;
        }
        let parts = kids(spec);
        let (Some(name), Some(ty)) = (in_field(&parts, F::Name), in_field(&parts, F::Type)) else {
            continue;
        };
        let params =
            in_field(&parts, F::TypeParameters).map_or_else(Vec::new, |it| type_params(it, text));
        let span = span_of(name);
        out.types.push(TypeDecl {
            name: name_of(name, text),
            span,
            alias: kind == K::TypeAlias,
            params,
            ty: Arc::new(type_ref(ty, text)),
            scope: scope_end.map(|end| Span {
                start: span.start,
                end,
            }),
            doc: spec_doc(spec, node, text),
        });
    }
}

fn specs(node: Node, kind: K) -> Vec<Node> {
    let mut out = Vec::new();
    for child in kids(node) {
        if child.kind == kind {
            out.push(child.node);
        } else if child.kind == K::VarSpecList {
            out.extend(specs(child.node, kind));
        }
    }
    out
}

fn vars(node: Node, text: &str, inits: &mut u32, out: &mut FileOutline) {
    for spec in specs(node, K::VarSpec) {
        let parts = kids(spec);
        let ty = in_field(&parts, F::Type).map(|it| type_ref(it, text));
        let value = in_field(&parts, F::Value);
        let valued = value.is_some();
        let values = value.map(kids).unwrap_or_default();
        let mut values = nodes(&values);
        let doc = spec_doc(spec, node, text);
        for (position, name) in all_in_field(&parts, F::Name).enumerate() {
            out.vars.push(VarDecl {
                name: name_of(name, text),
                span: span_of(name),
                constant: false,
                ty: ty.clone(),
                truth: None,
                init: valued.then_some((*inits, position as u32)),
                value: values.next().map(span_of),
                doc: doc.clone(),
            });
        }
        *inits += u32::from(valued);
    }
}

fn consts(node: Node, text: &str, out: &mut FileOutline) {
    // A spec without a value repeats the previous one, its type included.
    let mut previous: Vec<(Option<TypeRef>, Option<Truth>)> = Vec::new();
    for spec in specs(node, K::ConstSpec) {
        let parts = kids(spec);
        if let Some(values) = in_field(&parts, F::Value) {
            let declared = in_field(&parts, F::Type).map(|it| type_ref(it, text));
            let values = kids(values);
            let mut values = nodes(&values);
            previous = all_in_field(&parts, F::Name)
                .map(|_| {
                    let value = values.next();
                    let told = declared.clone();
                    let ty = told.or_else(|| constant_type(value?, text, 0));
                    (ty, value.and_then(|it| truth(it, text, 0)))
                })
                .collect();
        }
        let doc = spec_doc(spec, node, text);
        for (position, name) in all_in_field(&parts, F::Name).enumerate() {
            let (ty, truth) = previous.get(position).cloned().unwrap_or_default();
            out.vars.push(VarDecl {
                name: name_of(name, text),
                span: span_of(name),
                constant: true,
                ty,
                truth,
                init: None,
                value: None,
                doc: doc.clone(),
            });
        }
    }
}

/// What tells the type of a constant without a declared one: the default type of a literal, the type of a conversion, or another constant.
fn constant_type(value: Node, text: &str, depth: u32) -> Option<TypeRef> {
    if depth > MAX_CONSTANT {
        return None;
    }
    let kind = tables().kind(value.kind_id());
    // Most values; their parts are of no interest.
    let kids = match kind {
        K::Str | K::Lit | K::Constant | K::Identifier | K::Selector => KidList::new(),
        _ => kids(value),
    };
    let inner = |field: F| constant_type(in_field(&kids, field)?, text, depth + 1);
    let name = match value.kind() {
        "interpreted_string_literal" | "raw_string_literal" => "string",
        "int_literal" | "iota" => "int",
        "float_literal" => "float64",
        "imaginary_literal" => "complex128",
        "rune_literal" => "rune",
        "true" | "false" => "bool",
        "identifier" | "selector_expression" => return Some(type_ref(value, text)),
        "parenthesized_expression" => {
            return constant_type(nodes(&kids).next()?, text, depth + 1);
        }
        "unary_expression" => return inner(F::Operand),
        "call_expression" => {
            let callee = in_field(&kids, F::Function)?;
            match span_of(callee).text(text) {
                "len" | "cap" => "int",
                "unsafe.Sizeof" | "unsafe.Offsetof" | "unsafe.Alignof" => "uintptr",
                _ => return Some(type_ref(callee, text)),
            }
        }
        "binary_expression" => {
            let operator = kids.iter().find(|it| it.field == F::Operator)?;
            match operator.node.kind() {
                "==" | "!=" | "<" | "<=" | ">" | ">=" | "&&" | "||" => "bool",
                "<<" | ">>" => return inner(F::Left),
                // A literal takes the type of what stands beside it.
                _ if is_literal(in_field(&kids, F::Left)?) => return inner(F::Right),
                _ => return inner(F::Left),
            }
        }
        _ => return None,
    };
    Some(TypeRef::Name(SmolStr::new_static(name)))
}

/// What makes a constant true or false.
fn truth(value: Node, text: &str, depth: u32) -> Option<Truth> {
    if depth > MAX_CONSTANT {
        return None;
    }
    match value.kind() {
        "true" | "false" | "identifier" | "selector_expression" => {
            return Some(Truth::Same(type_ref(value, text)));
        }
        "parenthesized_expression" | "unary_expression" | "binary_expression" => {}
        _ => return None,
    }
    let kids = kids(value);
    let inner = |field: F| truth(in_field(&kids, field)?, text, depth + 1);
    let operator = kids.iter().find(|it| it.field == F::Operator);
    match operator.map(|it| it.node.kind()) {
        None => truth(nodes(&kids).next()?, text, depth + 1),
        Some("!") => Some(Truth::Not(Box::new(inner(F::Operand)?))),
        Some("&&") => Some(Truth::Both(Box::new((inner(F::Left)?, inner(F::Right)?)))),
        Some("||") => Some(Truth::Either(Box::new((inner(F::Left)?, inner(F::Right)?)))),
        Some(_) => None,
    }
}

fn is_literal(node: Node) -> bool {
    matches!(
        node.kind(),
        "int_literal" | "rune_literal" | "float_literal"
    )
}

fn func(node: Node, tree: &GoTree, text: &str, out: &mut FileOutline) {
    let parts = kids(node);
    let Some(name) = in_field(&parts, F::Name) else {
        return;
    };
    let recv = in_field(&parts, F::Receiver).and_then(|it| receiver(it, text));
    let params = match in_field(&parts, F::TypeParameters) {
        Some(list) => type_params(list, text),
        None => method_type_params(&parts, name, tree, text),
    };
    let body = in_field(&parts, F::Body);
    out.funcs.push(FuncDecl {
        name: name_of(name, text),
        span: span_of(name),
        full: span_of(node),
        recv,
        params,
        sig: signature_of(&parts, text, 0),
        doc: SmolStr::new(doc::above(text, node.start_byte())),
        body: body.is_some(),
    });
    if let Some(body) = body
        && may_declare_types(span_of(body).text(text))
    {
        local_types(body, text, out);
    }
}

/// Somewhere a statement begins with `type`. Saves most bodies a walk.
fn may_declare_types(body: &str) -> bool {
    body.match_indices("type").any(|(at, word)| {
        let before = body[..at].trim_end_matches([' ', '\t']);
        body[at + word.len()..].starts_with([' ', '\t'])
            && (before.ends_with(['\n', '{', ';', ':']) || before.ends_with("*/"))
    })
}

/// Type parameters of a method, which the parser was not shown.
fn method_type_params(parts: &[Kid], name: Node, tree: &GoTree, text: &str) -> Vec<TypeParam> {
    let Some(parameters) = in_field(parts, F::Parameters) else {
        return Vec::new();
    };
    let here = name.end_byte() as u32..parameters.start_byte() as u32;
    let Some(list) = tree
        .method_type_params
        .iter()
        .find(|it| here.contains(&it.start))
    else {
        return Vec::new();
    };
    let source = format!("package p\nfunc _{}() {{}}\n", list.text(text));
    let mut parser = Parser::new();
    if parser
        .set_language(&tree_sitter_go::LANGUAGE.into())
        .is_err()
    {
        return Vec::new();
    }
    let Some(parsed) = parser.parse(&source, None) else {
        return Vec::new();
    };
    let decl = kids(parsed.root_node())
        .into_iter()
        .find(|it| it.kind == K::FunctionDecl);
    let list = decl.and_then(|it| in_field(&kids(it.node), F::TypeParameters));
    list.map_or_else(Vec::new, |it| type_params(it, &source))
}

/// Types declared in a body, in source order, by one cursor walk without recursion.
fn local_types(body: Node, text: &str, out: &mut FileOutline) {
    let tables = tables();
    let mut cursor = body.walk();
    // Ends of the blocks around the cursor, with the depth of the node that opened each.
    let mut blocks: Vec<(u32, u32)> = Vec::new();
    loop {
        let node = cursor.node();
        let depth = cursor.depth();
        while blocks.last().is_some_and(|(at, _)| *at >= depth) {
            blocks.pop();
        }
        let kind = tables.kind(node.kind_id());
        match kind {
            K::Block | K::ExpressionCase | K::DefaultCase | K::TypeCase | K::CommunicationCase => {
                blocks.push((depth, node.end_byte() as u32));
            }
            K::TypeDecl => types(node, text, blocks.last().map(|it| it.1), out),
            _ => {}
        }
        if node.is_named() && kind != K::TypeDecl && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return;
            }
        }
    }
}
