//! Types as written: from tree-sitter nodes to [`TypeRef`].
//!
//! In: a type node (or an expression node that stands where a type may stand) and the file's text. Out: a
//! symbolic type. Must not know declarations.

use super::{
    ChanDir, FieldDecl, FuncType, InterfaceType, Receiver, StructType, TypeParam, TypeRef, doc,
};
use crate::support::Span;
use crate::syntax::kinds::{F, K, Kid, all_in_field, in_field, kids, nodes, tables};
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
    signature_of(&kids(node), text, 0)
}

pub(super) fn span_of(node: Node) -> Span {
    Span::new(node.start_byte(), node.end_byte())
}

pub(super) fn name_of(node: Node, text: &str) -> SmolStr {
    SmolStr::new(span_of(node).text(text))
}

fn kind_of(node: Node) -> K {
    tables().kind(node.kind_id())
}

fn read(node: Node, text: &str, depth: u32) -> TypeRef {
    if depth > MAX_DEPTH {
        return TypeRef::Unknown;
    }
    let kind = kind_of(node);
    if matches!(
        kind,
        K::TypeIdentifier | K::Identifier | K::FieldIdentifier | K::Constant
    ) {
        return TypeRef::Name(name_of(node, text));
    }
    let kids = kids(node);
    let below = |node: Option<Node>| match node {
        Some(node) => read(node, text, depth + 1),
        None => TypeRef::Unknown,
    };
    let field = |field: F| below(in_field(&kids, field));
    let only = || below(nodes(&kids).next());
    match kind {
        K::QualifiedType => qualified(&kids, F::Package, F::Name, text),
        K::Selector => qualified(&kids, F::Operand, F::Field, text),
        K::GenericType => {
            let args = in_field(&kids, F::TypeArguments);
            let args = args.map_or_else(Vec::new, |it| all(it, text, depth + 1));
            TypeRef::Instance(Box::new(field(F::Type)), args)
        }
        K::Instantiation => {
            let mut all = nodes(&kids).map(|it| read(it, text, depth + 1));
            match all.next() {
                Some(base) => TypeRef::Instance(Box::new(base), all.collect()),
                None => TypeRef::Unknown,
            }
        }
        K::Index => TypeRef::Instance(Box::new(field(F::Operand)), vec![field(F::Index)]),
        K::PointerType => TypeRef::Pointer(Box::new(only())),
        K::Unary if kids.first().is_some_and(|it| it.kind == K::OpStar) => {
            TypeRef::Pointer(Box::new(field(F::Operand)))
        }
        K::ParenType | K::Paren => only(),
        K::NegatedType => TypeRef::Tilde(Box::new(only())),
        K::SliceType => TypeRef::Slice(Box::new(field(F::Element))),
        K::ArrayType => TypeRef::Array(Box::new(field(F::Element))),
        K::MapType => TypeRef::Map(Box::new((field(F::Key), field(F::Value)))),
        K::ChannelType => TypeRef::Chan(direction(&kids), Box::new(field(F::Value))),
        K::FunctionType => TypeRef::Func(Box::new(signature_of(&kids, text, depth + 1))),
        K::StructType => TypeRef::Struct(Box::new(struct_type(&kids, text, depth + 1))),
        K::InterfaceType => TypeRef::Interface(Box::new(interface_type(&kids, text, depth + 1))),
        K::TypeElem => {
            let mut members: Vec<TypeRef> =
                nodes(&kids).map(|it| read(it, text, depth + 1)).collect();
            match members.len() {
                0 => TypeRef::Unknown,
                1 => members.swap_remove(0),
                _ => TypeRef::Union(members),
            }
        }
        _ => TypeRef::Unknown,
    }
}

fn qualified(kids: &[Kid], package: F, name: F, text: &str) -> TypeRef {
    match (in_field(kids, package), in_field(kids, name)) {
        (Some(package), Some(name))
            if matches!(
                kind_of(package),
                K::Identifier | K::FieldIdentifier | K::TypeIdentifier
            ) =>
        {
            TypeRef::Qualified(name_of(package, text), name_of(name, text))
        }
        _ => TypeRef::Unknown,
    }
}

/// The types of a `type_arguments` node.
pub fn type_arguments(node: Node, text: &str) -> Vec<TypeRef> {
    all(node, text, 0)
}

fn all(node: Node, text: &str, depth: u32) -> Vec<TypeRef> {
    nodes(&kids(node))
        .map(|it| read(it, text, depth + 1))
        .collect()
}

fn direction(kids: &[Kid]) -> ChanDir {
    match (kids.first().map(|it| it.kind), kids.get(1)) {
        (Some(K::OpArrow), _) => ChanDir::Recv,
        (_, Some(second)) if second.kind == K::OpArrow => ChanDir::Send,
        _ => ChanDir::Both,
    }
}

/// The signature whose node has these children.
pub(super) fn signature_of(kids: &[Kid], text: &str, depth: u32) -> FuncType {
    let mut sig = FuncType::default();
    if let Some(list) = in_field(kids, F::Parameters) {
        (sig.params, sig.variadic) = parameters(list, text, depth);
    }
    match in_field(kids, F::Result) {
        Some(list) if kind_of(list) == K::ParameterList => {
            sig.results = parameters(list, text, depth).0;
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
    for decl in kids(list).iter().filter(|it| !it.kind.is_token()) {
        let parts = kids(decl.node);
        let ty = in_field(&parts, F::Type);
        let ty = ty.map_or(TypeRef::Unknown, |it| read(it, text, depth + 1));
        variadic = decl.kind == K::VariadicParameter;
        let before = out.len();
        out.extend(all_in_field(&parts, F::Name).map(|it| (name_of(it, text), ty.clone())));
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

/// The receiver of a method declaration.
pub(super) fn receiver(list: Node, text: &str) -> Option<Receiver> {
    let decl = kids(nodes(&kids(list)).next()?);
    let name = in_field(&decl, F::Name)
        .map(|it| name_of(it, text))
        .unwrap_or_default();
    let mut ty = read(in_field(&decl, F::Type)?, text, 0);
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
    for decl in nodes(&kids(list)) {
        let parts = kids(decl);
        let constraint = in_field(&parts, F::Type).map_or(TypeRef::Unknown, |it| read(it, text, 0));
        for name in all_in_field(&parts, F::Name) {
            out.push(TypeParam {
                name: name_of(name, text),
                constraint: constraint.clone(),
            });
        }
    }
    out
}

fn struct_type(kids_of_struct: &[Kid], text: &str, depth: u32) -> StructType {
    let mut fields = Vec::new();
    let Some(list) = nodes(kids_of_struct).next() else {
        return StructType::default();
    };
    for decl in kids(list) {
        if decl.kind == K::Field {
            field(decl.node, text, depth, &mut fields);
        }
    }
    StructType { fields }
}

fn field(decl: Node, text: &str, depth: u32, out: &mut Vec<FieldDecl>) {
    let parts = kids(decl);
    let Some(type_node) = in_field(&parts, F::Type) else {
        return;
    };
    let ty = read(type_node, text, depth + 1);
    let doc = doc::around(text, decl.start_byte(), decl.end_byte());
    let before = out.len();
    out.extend(all_in_field(&parts, F::Name).map(|name| FieldDecl {
        name: name_of(name, text),
        span: span_of(name),
        ty: ty.clone(),
        embedded: false,
        doc: doc.clone(),
    }));
    if out.len() > before {
        return;
    }
    let Some(name) = base_name(type_node) else {
        return;
    };
    // The grammar leaves the star of an embedded `*T` outside the type node.
    let star = parts.iter().any(|it| it.kind == K::OpStar);
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
    match kind_of(node) {
        K::TypeIdentifier => Some(node),
        K::QualifiedType => in_field(&kids(node), F::Name),
        K::GenericType => base_name(in_field(&kids(node), F::Type)?),
        K::ParenType | K::PointerType => base_name(nodes(&kids(node)).next()?),
        _ => None,
    }
}

fn interface_type(kids_of_interface: &[Kid], text: &str, depth: u32) -> InterfaceType {
    let mut out = InterfaceType::default();
    for elem in kids_of_interface.iter().filter(|it| !it.kind.is_token()) {
        if elem.kind != K::MethodElem {
            out.embedded.push(read(elem.node, text, depth + 1));
            continue;
        }
        let parts = kids(elem.node);
        if let Some(name) = in_field(&parts, F::Name) {
            out.methods
                .push((name_of(name, text), signature_of(&parts, text, depth + 1)));
        }
    }
    out
}
