//! Types as written: from tree-sitter nodes to [`TypeRef`].
//!
//! In: a type node (or an expression node that stands where a type may stand) and the file's text. Out: a
//! symbolic type. Must not know declarations.

use super::{
    ChanDir, FieldDecl, FuncType, InterfaceType, Receiver, StructType, TypeParam, TypeRef, doc,
};
use crate::support::Span;
use smol_str::SmolStr;
use tree_sitter::Node;

/// Types nested deeper than this are given up: no sane program has them, and recursion must end.
const MAX_DEPTH: u32 = 64;

/// The type that `node` denotes; [`TypeRef::Unknown`] when it is none that can be read.
pub fn type_ref(node: Node, text: &str) -> TypeRef {
    read(node, text, 0)
}

/// The signature of a node with `parameters` and `result` fields: function declarations and types, literals, interface methods.
pub fn signature(node: Node, text: &str) -> FuncType {
    signature_at(node, text, 0)
}

pub(super) fn span_of(node: Node) -> Span {
    Span::new(node.start_byte(), node.end_byte())
}

pub(super) fn name_of(node: Node, text: &str) -> SmolStr {
    SmolStr::new(span_of(node).text(text))
}

/// Named children that are no comments.
pub(super) fn children<'t>(node: Node<'t>) -> Vec<Node<'t>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor)
        .filter(|it| it.kind() != "comment")
        .collect()
}

/// Named children in a field that may hold several (`name` in `a, b int`); the commas are in the field too.
pub(super) fn in_field<'t>(node: Node<'t>, field: &str) -> Vec<Node<'t>> {
    let mut cursor = node.walk();
    node.children_by_field_name(field, &mut cursor)
        .filter(|it| it.is_named() && it.kind() != "comment")
        .collect()
}

fn read(node: Node, text: &str, depth: u32) -> TypeRef {
    if depth > MAX_DEPTH {
        return TypeRef::Unknown;
    }
    let inner = |field: &str| {
        let child = node.child_by_field_name(field);
        Box::new(child.map_or(TypeRef::Unknown, |it| read(it, text, depth + 1)))
    };
    match node.kind() {
        "type_identifier" | "identifier" | "field_identifier" | "nil" => {
            TypeRef::Name(name_of(node, text))
        }
        "qualified_type" => qualified(node, "package", "name", text),
        "selector_expression" => qualified(node, "operand", "field", text),
        "generic_type" => instance(node, text, depth),
        "type_instantiation_expression" => instance_of_children(node, text, depth),
        "index_expression" => TypeRef::Instance(inner("operand"), vec![*inner("index")]),
        "pointer_type" => TypeRef::Pointer(Box::new(only_child(node, text, depth))),
        "unary_expression" => unary(node, text, depth),
        "slice_type" => TypeRef::Slice(inner("element")),
        "array_type" | "implicit_length_array_type" => TypeRef::Array(inner("element")),
        "map_type" => TypeRef::Map(Box::new((*inner("key"), *inner("value")))),
        "channel_type" => TypeRef::Chan(direction(node), inner("value")),
        "function_type" => TypeRef::Func(Box::new(signature_at(node, text, depth + 1))),
        "struct_type" => TypeRef::Struct(Box::new(struct_type(node, text, depth + 1))),
        "interface_type" => TypeRef::Interface(Box::new(interface_type(node, text, depth + 1))),
        "negated_type" => TypeRef::Tilde(Box::new(only_child(node, text, depth))),
        "parenthesized_type" | "parenthesized_expression" => only_child(node, text, depth),
        "type_elem" | "type_constraint" => union(node, text, depth),
        _ => TypeRef::Unknown,
    }
}

fn only_child(node: Node, text: &str, depth: u32) -> TypeRef {
    children(node)
        .first()
        .map_or(TypeRef::Unknown, |it| read(*it, text, depth + 1))
}

fn unary(node: Node, text: &str, depth: u32) -> TypeRef {
    let star = node
        .child_by_field_name("operator")
        .is_some_and(|it| it.kind() == "*");
    match node.child_by_field_name("operand") {
        Some(operand) if star => TypeRef::Pointer(Box::new(read(operand, text, depth + 1))),
        _ => TypeRef::Unknown,
    }
}

fn qualified(node: Node, package: &str, name: &str, text: &str) -> TypeRef {
    match (
        node.child_by_field_name(package),
        node.child_by_field_name(name),
    ) {
        (Some(package), Some(name)) if package.kind().ends_with("identifier") => {
            TypeRef::Qualified(name_of(package, text), name_of(name, text))
        }
        _ => TypeRef::Unknown,
    }
}

fn instance(node: Node, text: &str, depth: u32) -> TypeRef {
    let Some(base) = node.child_by_field_name("type") else {
        return TypeRef::Unknown;
    };
    let args = node.child_by_field_name("type_arguments");
    let args = args.map_or_else(Vec::new, |it| type_arguments_at(it, text, depth + 1));
    TypeRef::Instance(Box::new(read(base, text, depth + 1)), args)
}

fn instance_of_children(node: Node, text: &str, depth: u32) -> TypeRef {
    let mut all = children(node)
        .into_iter()
        .map(|it| read(it, text, depth + 1));
    let Some(base) = all.next() else {
        return TypeRef::Unknown;
    };
    TypeRef::Instance(Box::new(base), all.collect())
}

/// The types of a `type_arguments` node.
pub fn type_arguments(node: Node, text: &str) -> Vec<TypeRef> {
    type_arguments_at(node, text, 0)
}

fn type_arguments_at(node: Node, text: &str, depth: u32) -> Vec<TypeRef> {
    children(node)
        .into_iter()
        .map(|it| read(it, text, depth + 1))
        .collect()
}

fn union(node: Node, text: &str, depth: u32) -> TypeRef {
    let mut members: Vec<TypeRef> = children(node)
        .into_iter()
        .map(|it| read(it, text, depth + 1))
        .collect();
    match members.len() {
        0 => TypeRef::Unknown,
        1 => members.swap_remove(0),
        _ => TypeRef::Union(members),
    }
}

fn direction(node: Node) -> ChanDir {
    let mut cursor = node.walk();
    let mut seen_chan = false;
    for child in node.children(&mut cursor) {
        match child.kind() {
            "<-" if seen_chan => return ChanDir::Send,
            "<-" => return ChanDir::Recv,
            "chan" => seen_chan = true,
            _ if child.is_named() && child.kind() != "comment" => break,
            _ => {}
        }
    }
    ChanDir::Both
}

fn signature_at(node: Node, text: &str, depth: u32) -> FuncType {
    let mut sig = FuncType::default();
    if let Some(list) = node.child_by_field_name("parameters") {
        (sig.params, sig.variadic) = parameters(list, text, depth);
    }
    match node.child_by_field_name("result") {
        Some(list) if list.kind() == "parameter_list" => {
            sig.results = parameters(list, text, depth).0
        }
        Some(single) => sig.results = vec![(SmolStr::default(), read(single, text, depth + 1))],
        None => {}
    }
    sig
}

/// One entry a name, and whether the last is variadic.
fn parameters(list: Node, text: &str, depth: u32) -> (Vec<(SmolStr, TypeRef)>, bool) {
    let mut out = Vec::new();
    let mut variadic = false;
    for decl in children(list) {
        let ty = decl
            .child_by_field_name("type")
            .map_or(TypeRef::Unknown, |it| read(it, text, depth + 1));
        variadic = decl.kind() == "variadic_parameter_declaration";
        let names = in_field(decl, "name");
        if names.is_empty() {
            out.push((SmolStr::default(), ty));
            continue;
        }
        for name in names {
            out.push((name_of(name, text), ty.clone()));
        }
    }
    (out, variadic)
}

/// The receiver of a method declaration.
pub(super) fn receiver(list: Node, text: &str) -> Option<Receiver> {
    let decl = children(list).into_iter().next()?;
    let name = decl
        .child_by_field_name("name")
        .map(|it| name_of(it, text))
        .unwrap_or_default();
    let mut ty = read(decl.child_by_field_name("type")?, text, 0);
    let mut pointer = false;
    while let TypeRef::Pointer(inner) = ty {
        pointer = true;
        ty = *inner;
    }
    let mut params = Vec::new();
    if let TypeRef::Instance(base, args) = ty {
        params = args
            .into_iter()
            .map(|it| {
                if let TypeRef::Name(name) = it {
                    name
                } else {
                    SmolStr::new("_")
                }
            })
            .collect();
        ty = *base;
    }
    let TypeRef::Name(base) = ty else { return None };
    Some(Receiver {
        base,
        pointer,
        params,
        name,
    })
}

/// The parameters of a `type_parameter_list`.
pub(super) fn type_params(list: Node, text: &str) -> Vec<TypeParam> {
    let mut out = Vec::new();
    for decl in children(list) {
        let constraint = decl
            .child_by_field_name("type")
            .map_or(TypeRef::Unknown, |it| read(it, text, 0));
        for name in in_field(decl, "name") {
            out.push(TypeParam {
                name: name_of(name, text),
                constraint: constraint.clone(),
            });
        }
    }
    out
}

fn struct_type(node: Node, text: &str, depth: u32) -> StructType {
    let mut fields = Vec::new();
    let Some(list) = children(node).into_iter().next() else {
        return StructType::default();
    };
    for decl in children(list) {
        if decl.kind() == "field_declaration" {
            field(decl, text, depth, &mut fields);
        }
    }
    StructType { fields }
}

fn field(decl: Node, text: &str, depth: u32, out: &mut Vec<FieldDecl>) {
    let Some(type_node) = decl.child_by_field_name("type") else {
        return;
    };
    let ty = read(type_node, text, depth + 1);
    let doc = doc::around(text, decl.start_byte(), decl.end_byte());
    let names = in_field(decl, "name");
    if !names.is_empty() {
        for name in names {
            let (span, name) = (span_of(name), name_of(name, text));
            out.push(FieldDecl {
                name,
                span,
                ty: ty.clone(),
                embedded: false,
                doc: doc.clone(),
            });
        }
        return;
    }
    let Some(name) = base_name(type_node) else {
        return;
    };
    let mut cursor = decl.walk();
    // The grammar leaves the star of an embedded `*T` outside the type node.
    let star = decl.children(&mut cursor).any(|it| it.kind() == "*");
    let ty = if star {
        TypeRef::Pointer(Box::new(ty))
    } else {
        ty
    };
    out.push(FieldDecl {
        name: name_of(name, text),
        span: span_of(name),
        ty,
        embedded: true,
        doc,
    });
}

/// The node that holds the name of an embedded field.
fn base_name(node: Node) -> Option<Node> {
    match node.kind() {
        "type_identifier" => Some(node),
        "qualified_type" => node.child_by_field_name("name"),
        "generic_type" => base_name(node.child_by_field_name("type")?),
        "parenthesized_type" | "pointer_type" => base_name(children(node).into_iter().next()?),
        _ => None,
    }
}

fn interface_type(node: Node, text: &str, depth: u32) -> InterfaceType {
    let mut out = InterfaceType::default();
    for elem in children(node) {
        if elem.kind() != "method_elem" {
            out.embedded.push(read(elem, text, depth + 1));
            continue;
        }
        if let Some(name) = elem.child_by_field_name("name") {
            out.methods
                .push((name_of(name, text), signature_at(elem, text, depth + 1)));
        }
    }
    out
}
