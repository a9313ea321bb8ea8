//! IR: function bodies as compact, structured instructions with spans.
//!
//! In: a parsed Go file (and its outline for numbering). Out: [`FileIr`], with locals resolved by scope and
//! everything else symbolic. Must not know other files or packages: a name that is no local is
//! [`Expr::Name`], whatever it turns out to be.
//!
//! A function literal is not a function of its own: its body refers to the locals of the function around it by
//! the same [`LocalId`]s, so a capture is visible as such without a binding table.

pub mod lists;
pub mod lower;
pub mod print;
pub mod visit;

use crate::outline::TypeRef;
use crate::support::Span;
use smol_str::SmolStr;

/// The bodies of one file.
#[derive(Debug, Default, Clone)]
pub struct FileIr {
    /// Names used by expressions, each once.
    pub names: Vec<SmolStr>,
    /// Types used by expressions and locals, each once.
    pub types: Vec<TypeRef>,
    /// Functions and methods in source order (all of the outline's, those without body have an empty one),
    /// followed by synthetic initializers of package variables.
    pub funcs: Vec<FuncIr>,
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
        impl $name {
            /// The index as `usize`.
            pub fn index(self) -> usize { self.0 as usize }
        }
    )*};
}

id! {
    /// Index into [`FileIr::names`].
    NameId,
    /// Index into [`FileIr::types`].
    TypeIdx,
    /// Index into [`FuncIr::locals`].
    LocalId,
    /// Index into [`FuncIr::exprs`].
    ExprId,
    /// Index into [`FuncIr::closures`].
    ClosureId,
}

/// One function, method or package variable initializer, with all function literals in it.
#[derive(Debug, Clone)]
pub struct FuncIr {
    /// What it is.
    pub kind: FuncKind,
    /// Whole declaration.
    pub span: Span,
    /// Receiver first, if any, then parameters; each has a local even when unnamed (its name is then empty).
    pub params: Vec<LocalId>,
    /// Result variables; each result has a local even when unnamed.
    pub results: Vec<LocalId>,
    /// All locals of the function and of the literals in it.
    pub locals: Vec<Local>,
    /// All expressions; a child may come before or after its parent.
    pub exprs: Vec<Expr>,
    /// Span of each expression, parallel to `exprs`.
    pub spans: Vec<Span>,
    /// Function literals, each before those nested in it.
    pub closures: Vec<Closure>,
    /// The body.
    pub body: Block,
}

/// What a [`FuncIr`] was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FuncKind {
    /// The function declaration with this index in [`crate::outline::FileOutline::funcs`].
    Decl(u32),
    /// Initializer of package variables: the body is one `Return` with the values of one `var` spec.
    VarInit,
}

/// A function literal.
#[derive(Debug, Clone)]
pub struct Closure {
    /// The whole literal.
    pub span: Span,
    /// Its type (a [`TypeRef::Func`]).
    pub ty: TypeIdx,
    /// Parameters; each has a local.
    pub params: Vec<LocalId>,
    /// Results; each has a local.
    pub results: Vec<LocalId>,
    /// The literal that encloses it directly, none for the function itself.
    pub parent: Option<ClosureId>,
    /// Its body.
    pub body: Block,
}

/// A local variable, parameter or result. Local constants are locals too.
#[derive(Debug, Clone)]
pub struct Local {
    /// Its name, empty when not given.
    pub name: NameId,
    /// Declared type; none where it comes from a value (`:=`, `var x = v`, range). For a variadic parameter the
    /// slice type.
    pub ty: Option<TypeIdx>,
    /// The literal that declares it; none for the function itself.
    pub owner: Option<ClosureId>,
    /// Of the name (of the parameter's type when unnamed).
    pub span: Span,
    /// How it was declared.
    pub kind: LocalKind,
    /// Some function literal below `owner` refers to it.
    pub captured: bool,
    /// Number of assignments beside its declaration (`=`, `op=`, `++`, `:=` again, range with `=`).
    pub assigned: u32,
    /// Its address is taken with `&` (or by a slice expression of an array).
    pub addressed: bool,
}

/// How a local was declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalKind {
    /// Receiver or parameter.
    Param,
    /// Result.
    Result,
    /// `var`, `:=`.
    Var,
    /// Declared in a `for` clause or by range: one variable per iteration from Go 1.22, one per loop before.
    Loop,
    /// Bound by a type switch clause.
    TypeSwitch,
    /// Declared by a `select` receive.
    Select,
    /// Constant.
    Const,
}

/// A statement list.
pub type Block = Vec<Stmt>;

/// A statement with its span.
#[derive(Debug, Clone)]
pub struct Stmt {
    /// The statement.
    pub kind: StmtKind,
    /// Where it stands (of `if`, `for`, ... the whole statement).
    pub span: Span,
}

/// The statements. Init statements of `if`, `switch` and `for` precede the statement inside a `Block` of their own.
#[derive(Debug, Clone)]
pub enum StmtKind {
    /// An expression for its effect.
    Expr(ExprId),
    /// `lhs = rhs`, `lhs op= rhs` (`compound`), `lhs++` (`compound`, `rhs` empty). `rhs` has one element for a multi-value right side.
    Assign {
        /// Targets.
        lhs: Vec<ExprId>,
        /// Values.
        rhs: Vec<ExprId>,
        /// `op=`, `++` or `--`.
        compound: bool,
    },
    /// `lhs := rhs` and `var lhs T = rhs` (`rhs` may then be empty). Entries are the locals, new or reused by `:=`
    /// (`Local(id)` expressions); `_` is an [`Expr::Blank`]. `fresh[i]` tells whether entry i is declared here.
    Define {
        /// Locals.
        lhs: Vec<ExprId>,
        /// Whether each is declared here.
        fresh: Vec<bool>,
        /// Values.
        rhs: Vec<ExprId>,
    },
    /// `go call`.
    Go(ExprId),
    /// `defer call`.
    Defer(ExprId),
    /// `chan <- value`.
    Send {
        /// The channel.
        chan: ExprId,
        /// What is sent.
        value: ExprId,
    },
    /// `return values`.
    Return(Vec<ExprId>),
    /// `if cond {..} else {..}`.
    If {
        /// The condition.
        cond: ExprId,
        /// Statements when it holds.
        then: Block,
        /// Statements when it does not.
        els: Block,
    },
    /// `for ; cond; post {..}`.
    For {
        /// The condition; none means for ever.
        cond: Option<ExprId>,
        /// The post statement.
        post: Block,
        /// The body.
        body: Block,
    },
    /// `for key, value := range over {..}`. `define`: the targets are new locals.
    Range {
        /// First target.
        key: Option<ExprId>,
        /// Second target.
        value: Option<ExprId>,
        /// `:=` rather than `=`.
        define: bool,
        /// What is ranged over.
        over: ExprId,
        /// The body.
        body: Block,
    },
    /// Expression switch.
    Switch {
        /// The tag; none means `true`.
        tag: Option<ExprId>,
        /// Clauses, in order.
        cases: Vec<Case>,
    },
    /// Type switch; `bind` in each case is the local bound there, if a name is bound.
    TypeSwitch {
        /// What stands before `.(type)`.
        subject: ExprId,
        /// Clauses, in order.
        cases: Vec<TypeCase>,
    },
    /// `select`.
    Select(Vec<SelectArm>),
    /// A nested block.
    Block(Block),
    /// `label: stmt`. Where the statement is a `Block` for the sake of its init statement, the label stands there (for `goto`) and
    /// again directly on the loop, `switch` or `if` inside (for `break` and `continue`).
    Labeled(NameId, Box<Stmt>),
    /// `break [label]`.
    Break(Option<NameId>),
    /// `continue [label]`.
    Continue(Option<NameId>),
    /// `goto label`.
    Goto(NameId),
    /// `fallthrough`.
    Fallthrough,
}

/// A clause of an expression switch.
#[derive(Debug, Clone)]
pub struct Case {
    /// Values; empty for `default`.
    pub values: Vec<ExprId>,
    /// `default`.
    pub default: bool,
    /// Its statements.
    pub body: Block,
}

/// A clause of a type switch.
#[derive(Debug, Clone)]
pub struct TypeCase {
    /// Types; `nil` is an [`TypeRef::Name`] `nil`. Empty for `default`.
    pub types: Vec<TypeIdx>,
    /// `default`.
    pub default: bool,
    /// The variable bound in this clause.
    pub bind: Option<LocalId>,
    /// Its statements.
    pub body: Block,
}

/// An arm of a `select`.
#[derive(Debug, Clone)]
pub struct SelectArm {
    /// The send (`Send`) or receive (`Expr`, `Assign` or `Define` whose right side is a `Recv`); none for `default`.
    pub comm: Option<Box<Stmt>>,
    /// Its statements.
    pub body: Block,
}

/// An expression. Parentheses are dropped.
#[derive(Debug, Clone)]
pub enum Expr {
    /// A local.
    Local(LocalId),
    /// A name that is no local and no import of this file: package scope, dot import or predeclared.
    Name(NameId),
    /// Left of a `Select`, and only there: the local name of an import, or a name that an import without alias may well have.
    Package(NameId),
    /// `_`.
    Blank,
    /// `base.name`: field, method, member of a package, method expression.
    Select(ExprId, NameId),
    /// `base[i]`: index, or instantiation of a generic function or type (`base[T]`).
    Index(ExprId, Vec<ExprId>),
    /// `base[low:high:max]`; the bounds that are there.
    Slice(ExprId, Vec<ExprId>),
    /// `*x`: dereference, or a pointer type in a conversion.
    Star(ExprId),
    /// `&x`.
    Addr(ExprId),
    /// `<-x`.
    Recv(ExprId),
    /// Other unary operators; the operator is kept for `!`.
    Unary {
        /// The operator is `!`.
        not: bool,
        /// The operand.
        operand: ExprId,
    },
    /// A binary operator. A very long chain `a + b + ...` is a balanced tree, its operands in order.
    Binary(BinaryOp, ExprId, ExprId),
    /// `callee(args)`: call or conversion. A type argument of `make` or `new` is an `Expr::Type`, or a `Name`,
    /// `Select` ... where it could be a value.
    Call {
        /// What is called, or the type converted to.
        callee: ExprId,
        /// Arguments.
        args: Vec<ExprId>,
        /// The last one has `...` behind it.
        spread: bool,
    },
    /// A function literal.
    Closure(ClosureId),
    /// `T{...}`; no type for an element whose type is elided. Elements with their keys.
    Composite {
        /// The type, if written.
        ty: Option<TypeIdx>,
        /// Keys and values.
        elems: Vec<(Option<ExprId>, ExprId)>,
    },
    /// `x.(T)`.
    Assert(ExprId, TypeIdx),
    /// Something that can only be a type.
    Type(TypeIdx),
    /// String literal, or several joined by `+`.
    Str,
    /// Any other literal, or arithmetic of literals. (`nil`, `true`, `false` and `iota` are names.)
    Lit,
    /// In a keyed composite literal of a named or elided type: a key that is a bare identifier (a field name, a constant or a
    /// variable, even when a local has that name). Where the type is written out as map, slice or array, keys are ordinary expressions.
    Key(NameId),
    /// Not readable.
    Unknown,
}

/// Binary operators, as far as the analysis tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOp {
    /// `&&`.
    And,
    /// `||`.
    Or,
    /// `==`.
    Eq,
    /// `!=`.
    Ne,
    /// `<`, `<=`, `>`, `>=`.
    Order,
    /// Everything else.
    Other,
}
