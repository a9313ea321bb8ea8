//! From the tree of a file to its [`FileOutline`].

use super::typeref::{children, in_field, name_of, receiver, span_of, type_params};
use super::{
    FileOutline, FuncDecl, Import, TypeDecl, TypeParam, TypeRef, VarDecl, doc, signature, type_ref,
};
use crate::support::Span;
use crate::syntax::go::GoTree;
use smol_str::SmolStr;
use tree_sitter::{Node, Parser};

/// Constant expressions nested deeper than this have no type.
const MAX_CONSTANT: u32 = 64;

/// The declarations of one file. Top-level nodes that could not be read are left out.
pub fn build(tree: &GoTree, text: &str) -> FileOutline {
    let mut out = FileOutline::default();
    let root = tree.tree.root_node();
    let mut inits = 0;
    for node in children(root) {
        let span = span_of(node);
        if tree
            .unread
            .iter()
            .any(|it| it.span.start < span.end && span.start < it.span.end)
        {
            continue;
        }
        match node.kind() {
            "package_clause" => package(node, text, &mut out),
            "import_declaration" => imports(node, text, &mut out),
            "type_declaration" => types(node, text, None, &mut out),
            "var_declaration" => vars(node, text, &mut inits, &mut out),
            "const_declaration" => consts(node, text, &mut out),
            "function_declaration" | "method_declaration" => func(node, tree, text, &mut out),
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
    if let Some(name) = children(node).first() {
        out.package = name_of(*name, text);
    }
}

fn imports(node: Node, text: &str, out: &mut FileOutline) {
    for child in children(node) {
        if child.kind() == "import_spec_list" {
            imports(child, text, out);
            continue;
        }
        let Some(path) = child.child_by_field_name("path") else {
            continue;
        };
        let path = span_of(path).text(text);
        let path = SmolStr::new(path.trim_matches(['"', '`']));
        let alias = child
            .child_by_field_name("name")
            .map(|it| name_of(it, text));
        out.imports.push(Import {
            alias,
            path,
            span: span_of(child),
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
    for spec in children(node) {
        let alias = spec.kind() == "type_alias";
        if !alias && spec.kind() != "type_spec" {
            continue;
        }
        let (Some(name), Some(ty)) = (
            spec.child_by_field_name("name"),
            spec.child_by_field_name("type"),
        ) else {
            continue;
        };
        let params = spec
            .child_by_field_name("type_parameters")
            .map_or_else(Vec::new, |it| type_params(it, text));
        let span = span_of(name);
        out.types.push(TypeDecl {
            name: name_of(name, text),
            span,
            alias,
            params,
            ty: type_ref(ty, text),
            scope: scope_end.map(|end| Span {
                start: span.start,
                end,
            }),
            doc: spec_doc(spec, node, text),
        });
    }
}

fn specs<'t>(node: Node<'t>, kind: &str) -> Vec<Node<'t>> {
    let mut out = Vec::new();
    for child in children(node) {
        if child.kind() == kind {
            out.push(child);
        } else if child.kind() == "var_spec_list" {
            out.extend(specs(child, kind));
        }
    }
    out
}

fn vars(node: Node, text: &str, inits: &mut u32, out: &mut FileOutline) {
    for spec in specs(node, "var_spec") {
        let ty = spec
            .child_by_field_name("type")
            .map(|it| type_ref(it, text));
        let value = spec.child_by_field_name("value");
        let valued = value.is_some();
        let values = value.map(children).unwrap_or_default();
        let doc = spec_doc(spec, node, text);
        for (position, name) in in_field(spec, "name").into_iter().enumerate() {
            out.vars.push(VarDecl {
                name: name_of(name, text),
                span: span_of(name),
                constant: false,
                ty: ty.clone(),
                init: valued.then_some((*inits, position as u32)),
                value: values.get(position).map(|it| span_of(*it)),
                doc: doc.clone(),
            });
        }
        *inits += u32::from(valued);
    }
}

fn consts(node: Node, text: &str, out: &mut FileOutline) {
    // A spec without a value repeats the previous one, its type included.
    let mut previous: Vec<Option<TypeRef>> = Vec::new();
    for spec in specs(node, "const_spec") {
        let names = in_field(spec, "name");
        if let Some(values) = spec.child_by_field_name("value") {
            let declared = spec
                .child_by_field_name("type")
                .map(|it| type_ref(it, text));
            let values = children(values);
            previous = (0..names.len())
                .map(|at| {
                    declared
                        .clone()
                        .or_else(|| values.get(at).and_then(|it| constant_type(*it, text, 0)))
                })
                .collect();
        }
        let doc = spec_doc(spec, node, text);
        for (position, name) in names.into_iter().enumerate() {
            out.vars.push(VarDecl {
                name: name_of(name, text),
                span: span_of(name),
                constant: true,
                ty: previous.get(position).cloned().flatten(),
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
    let inner = |field: &str| constant_type(value.child_by_field_name(field)?, text, depth + 1);
    let name = match value.kind() {
        "interpreted_string_literal" | "raw_string_literal" => "string",
        "int_literal" | "iota" => "int",
        "float_literal" => "float64",
        "imaginary_literal" => "complex128",
        "rune_literal" => "rune",
        "true" | "false" => "bool",
        "identifier" | "selector_expression" => return Some(type_ref(value, text)),
        "parenthesized_expression" => {
            return constant_type(*children(value).first()?, text, depth + 1);
        }
        "unary_expression" => return inner("operand"),
        "call_expression" => {
            let callee = value.child_by_field_name("function")?;
            match span_of(callee).text(text) {
                "len" | "cap" => "int",
                "unsafe.Sizeof" | "unsafe.Offsetof" | "unsafe.Alignof" => "uintptr",
                _ => return Some(type_ref(callee, text)),
            }
        }
        "binary_expression" => {
            let operator = value.child_by_field_name("operator")?;
            match operator.kind() {
                "==" | "!=" | "<" | "<=" | ">" | ">=" | "&&" | "||" => "bool",
                "<<" | ">>" => return inner("left"),
                // A literal takes the type of what stands beside it.
                _ if is_literal(value.child_by_field_name("left")?) => return inner("right"),
                _ => return inner("left"),
            }
        }
        _ => return None,
    };
    Some(TypeRef::Name(SmolStr::new_static(name)))
}

fn is_literal(node: Node) -> bool {
    matches!(
        node.kind(),
        "int_literal" | "rune_literal" | "float_literal"
    )
}

fn func(node: Node, tree: &GoTree, text: &str, out: &mut FileOutline) {
    let Some(name) = node.child_by_field_name("name") else {
        return;
    };
    let recv = node
        .child_by_field_name("receiver")
        .and_then(|it| receiver(it, text));
    let params = match node.child_by_field_name("type_parameters") {
        Some(list) => type_params(list, text),
        None => method_type_params(node, name, tree, text),
    };
    let body = node.child_by_field_name("body");
    out.funcs.push(FuncDecl {
        name: name_of(name, text),
        span: span_of(name),
        full: span_of(node),
        recv,
        params,
        sig: signature(node, text),
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
fn method_type_params(node: Node, name: Node, tree: &GoTree, text: &str) -> Vec<TypeParam> {
    let Some(parameters) = node.child_by_field_name("parameters") else {
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
    let decl = children(parsed.root_node())
        .into_iter()
        .find(|it| it.kind() == "function_declaration");
    let list = decl.and_then(|it| it.child_by_field_name("type_parameters"));
    list.map_or_else(Vec::new, |it| type_params(it, &source))
}

/// Types declared in a body, in source order, by one cursor walk without recursion.
fn local_types(body: Node, text: &str, out: &mut FileOutline) {
    let mut cursor = body.walk();
    // Ends of the blocks around the cursor, with the depth of the node that opened each.
    let mut blocks: Vec<(u32, u32)> = Vec::new();
    loop {
        let node = cursor.node();
        let depth = cursor.depth();
        while blocks.last().is_some_and(|(at, _)| *at >= depth) {
            blocks.pop();
        }
        match node.kind() {
            "block" | "expression_case" | "default_case" | "type_case" | "communication_case" => {
                blocks.push((depth, node.end_byte() as u32));
            }
            "type_declaration" => types(node, text, blocks.last().map(|it| it.1), out),
            _ => {}
        }
        if node.is_named() && node.kind() != "type_declaration" && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return;
            }
        }
    }
}
