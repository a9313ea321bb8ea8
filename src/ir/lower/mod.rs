//! Lowering: from the tree of one Go file to its [`FileIr`].
//!
//! In: a tree and the text. Out: bodies as IR, locals resolved by scope. Must not know other files, and no types beyond
//! what is written.
//!
//! What the grammar cannot tell stays open: `F[int](k)` and `arr[i](k)` are both a call of an [`Expr::Index`], `T(x)` is a call
//! of a name, and the first argument of `make` and `new` is an [`Expr::Type`] only where nothing but a type can stand.
//! Nodes that could not be parsed become [`Expr::Unknown`]; so does what is nested too deeply to be recursed into.

mod control;
mod expr;
mod func;
mod imports;
mod literal;
mod scope;
mod stmt;
#[cfg(test)]
mod tests;

use super::{Closure, ClosureId, Expr, ExprId, FileIr, FuncIr, FuncKind, Local, NameId, TypeIdx};
use crate::outline::{self, TypeRef};
use crate::support::Span;
use crate::syntax::go::GoTree;
use crate::syntax::kinds::{self, F, K, Kid, Tables};
use rustc_hash::{FxHashMap, FxHashSet};
use scope::{Names, Scopes};
use std::ops::Range;
use tree_sitter::{Node, TreeCursor};

/// Nesting of statements and expressions that is lowered.
const MAX_DEPTH: u32 = 500;

/// Lowers all functions, methods and package variable initializers of a file. `text` is what the positions in `tree` refer to.
pub fn lower(tree: &GoTree, text: &str) -> FileIr {
    let root = tree.tree.root_node();
    let mut lowering = Lowering::new(root, text);
    let all = lowering.open(root);
    let top: Vec<Kid> = lowering.kids[all.clone()]
        .iter()
        .copied()
        .filter(|it| readable(tree, it.node))
        .collect();
    lowering.close(all);
    lowering.collect_imports(&top);
    let mut funcs = Vec::with_capacity(top.len());
    for kid in &top {
        if matches!(kid.kind, K::FunctionDecl | K::MethodDecl) {
            let kind = FuncKind::Decl(funcs.len() as u32);
            funcs.push(lowering.function(kid.node, kind));
        }
    }
    for kid in top.iter().filter(|it| it.kind == K::VarDecl) {
        lowering.initializers(kid.node, &mut funcs);
    }
    FileIr {
        names: lowering.names.into_list(),
        types: lowering.types.list,
        funcs,
    }
}

/// Does not intersect a declaration with a syntax error.
fn readable(tree: &GoTree, node: Node) -> bool {
    let span = span_of(node);
    !tree
        .unread
        .iter()
        .any(|it| it.span.start < span.end && span.start < it.span.end)
}

fn span_of(node: Node) -> Span {
    Span::new(node.start_byte(), node.end_byte())
}

/// Where in [`Lowering::kids`] the children of a node are.
type Kids = Range<usize>;

/// The types of a file, each once.
#[derive(Debug, Default)]
struct Types<'a> {
    list: Vec<TypeRef>,
    ids: FxHashMap<TypeRef, TypeIdx>,
    /// Saves reading a type again that stands elsewhere in the same words.
    by_text: FxHashMap<&'a str, TypeIdx>,
}

impl Types<'_> {
    fn intern(&mut self, ty: TypeRef) -> TypeIdx {
        if let Some(id) = self.ids.get(&ty) {
            return *id;
        }
        let id = TypeIdx(self.list.len() as u32);
        self.list.push(ty.clone());
        self.ids.insert(ty, id);
        id
    }
}

/// What has been made of the function being lowered.
#[derive(Debug, Default)]
struct Body {
    locals: Vec<Local>,
    exprs: Vec<Expr>,
    spans: Vec<Span>,
    closures: Vec<Closure>,
    /// The function literal that the current place is in.
    owner: Option<ClosureId>,
}

/// The state of lowering one file.
struct Lowering<'t, 'a> {
    text: &'a str,
    tables: &'static Tables,
    /// One cursor for all nodes, so that listing children allocates nothing.
    cursor: TreeCursor<'t>,
    /// Children of the nodes being lowered, innermost last.
    kids: Vec<Kid<'t>>,
    /// Nodes on the way down to the first operand of the expressions being lowered.
    spine: Vec<expr::Step<'t>>,
    names: Names<'a>,
    types: Types<'a>,
    /// Names that imports of this file may have.
    imports: FxHashSet<String>,
    scopes: Scopes,
    body: Body,
    depth: u32,
}

impl<'t, 'a> Lowering<'t, 'a> {
    fn new(root: Node<'t>, text: &'a str) -> Self {
        Lowering {
            text,
            tables: kinds::tables(),
            cursor: root.walk(),
            kids: Vec::with_capacity(256),
            spine: Vec::with_capacity(64),
            names: Names::default(),
            types: Types::default(),
            imports: FxHashSet::default(),
            scopes: Scopes::default(),
            body: Body::default(),
            depth: 0,
        }
    }

    /// Lists the children of `node` that matter. They stay until [`Self::close`] of them or of an outer list.
    fn open(&mut self, node: Node<'t>) -> Kids {
        let start = self.kids.len();
        self.cursor.reset(node);
        let mut more = self.cursor.goto_first_child();
        while more {
            let node = self.cursor.node();
            let kind = self.tables.kind(node.kind_id());
            if kind != K::Skip {
                let field = self.tables.field(self.cursor.field_id());
                self.kids.push(Kid { field, kind, node });
            }
            more = self.cursor.goto_next_sibling();
        }
        start..self.kids.len()
    }

    fn close(&mut self, kids: Kids) {
        self.kids.truncate(kids.start);
    }

    /// The first child in `field`.
    fn find(&self, kids: &Kids, field: F) -> Option<Kid<'t>> {
        self.kids[kids.clone()]
            .iter()
            .find(|it| it.field == field)
            .copied()
    }

    /// The first child of this kind.
    fn find_kind(&self, kids: &Kids, kind: K) -> Option<Kid<'t>> {
        self.kids[kids.clone()]
            .iter()
            .find(|it| it.kind == kind)
            .copied()
    }

    /// The first child that is a node and no operator.
    fn first_node(&self, kids: &Kids) -> Option<Kid<'t>> {
        self.kids[kids.clone()]
            .iter()
            .find(|it| !it.kind.is_token())
            .copied()
    }

    fn kind(&self, node: Node) -> K {
        self.tables.kind(node.kind_id())
    }

    /// What stands in the file where the node is, whatever the parser was shown.
    fn name_at(&self, node: Node) -> &'a str {
        self.text
            .get(node.start_byte()..node.end_byte())
            .unwrap_or("")
    }

    fn intern_at(&mut self, node: Node) -> NameId {
        let name = self.name_at(node);
        self.names.intern(name)
    }

    /// The type that a type node denotes.
    fn type_at(&mut self, node: Node) -> TypeIdx {
        let words = self.name_at(node);
        if let Some(id) = self.types.by_text.get(words) {
            return *id;
        }
        let id = self.types.intern(outline::type_ref(node, self.text));
        // The fields of a struct have positions, so that equal words are not the same type.
        if !words.contains("struct") {
            self.types.by_text.insert(words, id);
        }
        id
    }

    /// Adds an expression.
    fn push(&mut self, expr: Expr, span: Span) -> ExprId {
        self.body.exprs.push(expr);
        self.body.spans.push(span);
        ExprId(self.body.exprs.len() as u32 - 1)
    }

    /// Takes what has been lowered as a function.
    fn finish(
        &mut self,
        kind: FuncKind,
        span: Span,
        signature: func::Signature,
        body: super::Block,
    ) -> FuncIr {
        let made = &mut self.body;
        made.owner = None;
        // Lists that grew hold room for more; what is kept is copied out without it, and the room serves the next function.
        FuncIr {
            kind,
            span,
            params: signature.params,
            results: signature.results,
            locals: made.locals.drain(..).collect(),
            exprs: made.exprs.drain(..).collect(),
            spans: made.spans.drain(..).collect(),
            closures: made.closures.drain(..).collect(),
            body,
        }
    }

    /// Collects the names of the imports, except those that the file declares as something else.
    fn collect_imports(&mut self, top: &[Kid<'t>]) {
        let mut imports = FxHashSet::default();
        for kid in top.iter().filter(|it| it.kind == K::ImportDecl) {
            self.imports_of(kid.node, &mut imports);
        }
        if imports.is_empty() {
            return;
        }
        for kid in top {
            self.forget_declared(kid.node, kid.kind, &mut imports);
        }
        self.imports = imports;
    }

    fn imports_of(&mut self, node: Node<'t>, imports: &mut FxHashSet<String>) {
        let kids = self.open(node);
        for at in kids.clone() {
            let kid = self.kids[at];
            match kid.kind {
                K::ImportSpecList => self.imports_of(kid.node, imports),
                K::ImportSpec => {
                    let parts = self.open(kid.node);
                    let alias = self.find_kind(&parts, K::FieldIdentifier);
                    let path = self
                        .find(&parts, F::Path)
                        .map_or("", |it| self.name_at(it.node));
                    match alias {
                        Some(alias) => _ = imports.insert(self.name_at(alias.node).to_owned()),
                        // `.` and `_` bind no name; their nodes have the field but are of no known kind.
                        None if self.find(&parts, F::Name).is_some() => {}
                        None => imports::guess_names(path.trim_matches(['"', '`']), imports),
                    }
                    self.close(parts);
                }
                _ => {}
            }
        }
        self.close(kids);
    }

    fn forget_declared(&mut self, node: Node<'t>, kind: K, imports: &mut FxHashSet<String>) {
        match kind {
            K::FunctionDecl | K::VarDecl | K::ConstDecl | K::TypeDecl | K::VarSpecList => {}
            K::VarSpec | K::ConstSpec | K::TypeSpec | K::TypeAlias => {}
            _ => return,
        }
        let kids = self.open(node);
        for at in kids.clone() {
            let kid = self.kids[at];
            if kid.field == F::Name {
                imports.remove(self.name_at(kid.node));
            } else if kind != K::FunctionDecl {
                self.forget_declared(kid.node, kid.kind, imports);
            }
        }
        self.close(kids);
    }
}
