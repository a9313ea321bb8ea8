//! Types as written: from type nodes to [`TypeRef`].
//!
//! In: a type node and the file's text. Out: a symbolic type. Must not know scopes.

use super::kinds::{F, K, tables};
use crate::outline::{ChanDir, FieldDecl, FuncType, InterfaceType, StructType, TypeRef};
use crate::support::Span;
use smol_str::SmolStr;
use tree_sitter::Node;

/// Types nested deeper than this are given up, so that recursion ends.
const MAX_DEPTH: u32 = 64;

/// The type that a type node denotes; [`TypeRef::Unknown`] when it is none that can be read.
pub fn type_ref(node: Node, text: &str) -> TypeRef {
    read(node, text, 0)
}

/// The signature of a node with `parameters` and `result` fields: declarations, function types and literals, interface methods.
pub fn signature(node: Node, text: &str) -> FuncType {
    signature_at(node, text, 0)
}

type Kids<'t> = Vec<(F, K, Node<'t>)>;

fn kids(node: Node) -> Kids {
    let tables = tables();
    let mut out = Vec::with_capacity(4);
    let mut cursor = node.walk();
    if !cursor.goto_first_child() {
        return out;
    }
    loop {
        let child = cursor.node();
        let kind = tables.kind(child.kind_id());
        if kind != K::Skip {
            out.push((tables.field(cursor.field_id()), kind, child));
        }
        if !cursor.goto_next_sibling() {
            return out;
        }
    }
}

fn name(node: Node, text: &str) -> SmolStr {
    SmolStr::new(span(node).text(text))
}

fn span(node: Node) -> Span {
    Span::new(node.start_byte(), node.end_byte())
}

fn read(node: Node, text: &str, depth: u32) -> TypeRef {
    if depth > MAX_DEPTH {
        return TypeRef::Unknown;
    }
    let kind = tables().kind(node.kind_id());
    if matches!(
        kind,
        K::TypeIdentifier | K::Identifier | K::FieldIdentifier | K::Constant
    ) {
        return TypeRef::Name(name(node, text));
    }
    let kids = kids(node);
    let field = |field: F| {
        let found = kids.iter().find(|it| it.0 == field);
        Box::new(found.map_or(TypeRef::Unknown, |it| read(it.2, text, depth + 1)))
    };
    let mut nodes = kids.iter().filter(|it| !it.1.is_token()).map(|it| it.2);
    match kind {
        K::QualifiedType => match (nodes.next(), nodes.next()) {
            (Some(package), Some(member)) => {
                TypeRef::Qualified(name(package, text), name(member, text))
            }
            _ => TypeRef::Unknown,
        },
        K::GenericType => {
            let args = kids.iter().find(|it| it.0 == F::TypeArguments);
            let args = args.map_or_else(Vec::new, |it| all(it.2, text, depth + 1));
            TypeRef::Instance(field(F::Type), args)
        }
        K::PointerType => TypeRef::Pointer(Box::new(first(nodes.next(), text, depth))),
        K::ParenType => first(nodes.next(), text, depth),
        K::NegatedType => TypeRef::Tilde(Box::new(first(nodes.next(), text, depth))),
        K::SliceType => TypeRef::Slice(field(F::Element)),
        K::ArrayType => TypeRef::Array(field(F::Element)),
        K::MapType => TypeRef::Map(Box::new((*field(F::Key), *field(F::Value)))),
        K::ChannelType => TypeRef::Chan(direction(&kids), field(F::Value)),
        K::FunctionType => TypeRef::Func(Box::new(signature_at(node, text, depth + 1))),
        K::StructType => TypeRef::Struct(Box::new(struct_type(&kids, text, depth + 1))),
        K::InterfaceType => TypeRef::Interface(Box::new(interface_type(&kids, text, depth + 1))),
        K::TypeElem => {
            let mut members: Vec<TypeRef> = nodes.map(|it| read(it, text, depth + 1)).collect();
            match members.len() {
                0 => TypeRef::Unknown,
                1 => members.swap_remove(0),
                _ => TypeRef::Union(members),
            }
        }
        _ => TypeRef::Unknown,
    }
}

fn first(node: Option<Node>, text: &str, depth: u32) -> TypeRef {
    node.map_or(TypeRef::Unknown, |it| read(it, text, depth + 1))
}

fn all(node: Node, text: &str, depth: u32) -> Vec<TypeRef> {
    kids(node)
        .into_iter()
        .filter(|it| !it.1.is_token())
        .map(|it| read(it.2, text, depth + 1))
        .collect()
}

fn direction(kids: &Kids) -> ChanDir {
    match (kids.first(), kids.get(1)) {
        (Some((_, K::OpArrow, _)), _) => ChanDir::Recv,
        (_, Some((F::Skip, K::OpArrow, _))) => ChanDir::Send,
        _ => ChanDir::Both,
    }
}

fn signature_at(node: Node, text: &str, depth: u32) -> FuncType {
    let mut sig = FuncType::default();
    for (field, kind, child) in kids(node) {
        match field {
            F::Parameters => (sig.params, sig.variadic) = parameters(child, text, depth),
            F::Result if kind == K::ParameterList => sig.results = parameters(child, text, depth).0,
            F::Result => sig.results = vec![(SmolStr::default(), read(child, text, depth + 1))],
            _ => {}
        }
    }
    sig
}

/// One entry a name, and whether the last is variadic.
fn parameters(list: Node, text: &str, depth: u32) -> (Vec<(SmolStr, TypeRef)>, bool) {
    let mut out = Vec::new();
    let mut variadic = false;
    for (_, kind, decl) in kids(list) {
        let parts = kids(decl);
        let ty = parts.iter().find(|it| it.0 == F::Type);
        let ty = ty.map_or(TypeRef::Unknown, |it| read(it.2, text, depth + 1));
        variadic = kind == K::VariadicParameter;
        let before = out.len();
        out.extend(
            parts
                .iter()
                .filter(|it| it.0 == F::Name)
                .map(|it| (name(it.2, text), ty.clone())),
        );
        if out.len() == before {
            out.push((SmolStr::default(), ty));
            continue;
        }
        // Of a long group `a, b, ... T` the grammar takes the first names for types of unnamed parameters.
        let (unnamed, named) = out.split_at_mut(before);
        for entry in unnamed.iter_mut().rev().take_while(|it| it.0.is_empty()) {
            if let TypeRef::Name(name) = std::mem::replace(&mut entry.1, named[0].1.clone()) {
                entry.0 = name;
            }
        }
    }
    (out, variadic)
}

fn struct_type(kids_of_struct: &Kids, text: &str, depth: u32) -> StructType {
    let mut out = StructType::default();
    let Some((_, _, list)) = kids_of_struct.iter().find(|it| it.1 == K::FieldList) else {
        return out;
    };
    for (_, kind, decl) in kids(*list) {
        if kind == K::Field {
            field(&kids(decl), text, depth, &mut out.fields);
        }
    }
    out
}

fn field(parts: &Kids, text: &str, depth: u32, out: &mut Vec<FieldDecl>) {
    let Some((_, _, type_node)) = parts.iter().find(|it| it.0 == F::Type) else {
        return;
    };
    let ty = read(*type_node, text, depth + 1);
    let doc = SmolStr::default();
    let before = out.len();
    for (_, _, node) in parts.iter().filter(|it| it.0 == F::Name) {
        let (name, span) = (name(*node, text), span(*node));
        out.push(FieldDecl {
            name,
            span,
            ty: ty.clone(),
            embedded: false,
            doc: doc.clone(),
        });
    }
    if out.len() > before {
        return;
    }
    let Some(base) = base_name(*type_node) else {
        return;
    };
    // The grammar leaves the star of an embedded `*T` outside the type node.
    let star = parts.iter().any(|it| it.1 == K::OpStar);
    let ty = if star {
        TypeRef::Pointer(Box::new(ty))
    } else {
        ty
    };
    out.push(FieldDecl {
        name: name(base, text),
        span: span(base),
        ty,
        embedded: true,
        doc,
    });
}

/// The node that holds the name of an embedded field.
fn base_name(node: Node) -> Option<Node> {
    let named = |field: F| {
        kids(node)
            .into_iter()
            .find(|it| it.0 == field)
            .map(|it| it.2)
    };
    match tables().kind(node.kind_id()) {
        K::TypeIdentifier => Some(node),
        K::QualifiedType => named(F::Name),
        K::GenericType => base_name(named(F::Type)?),
        _ => None,
    }
}

fn interface_type(kids_of_interface: &Kids, text: &str, depth: u32) -> InterfaceType {
    let mut out = InterfaceType::default();
    for (_, kind, elem) in kids_of_interface {
        if *kind != K::MethodElem {
            out.embedded.push(read(*elem, text, depth + 1));
            continue;
        }
        let method = kids(*elem).into_iter().find(|it| it.0 == F::Name);
        if let Some((_, _, method)) = method {
            out.methods
                .push((name(method, text), signature_at(*elem, text, depth + 1)));
        }
    }
    out
}
