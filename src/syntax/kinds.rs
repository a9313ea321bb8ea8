//! Node kinds and fields of the Go grammar as small enums, and the children of a node with both.
//!
//! In: numeric ids from tree-sitter. Out: [`K`] and [`F`]. Must not know what is made of the nodes.
//!
//! The tables are made once from the grammar, so that the hot path compares bytes and not strings.

use smallvec::SmallVec;
use std::sync::OnceLock;
use tree_sitter::Node;

macro_rules! table {
    ($(#[$doc:meta])* $enum:ident, $list:ident, $other:ident: $($name:ident = $($text:literal)|+),* $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $enum {
            $(#[doc = concat!($("`", $text, "` "),+)] $name,)*
            /// None of these.
            $other,
        }
        const $list: &[(&str, $enum)] = &[$($(($text, $enum::$name),)+)*];
    };
}

table! {
    /// Kind of a node. `Skip` is of no interest (comments and punctuation), `Error` is a named node that is not known here, or one that could not be parsed.
    K, KINDS, Error:
    Identifier = "identifier",
    FieldIdentifier = "field_identifier" | "package_identifier" | "label_name",
    Constant = "nil" | "true" | "false" | "iota",
    Str = "interpreted_string_literal" | "raw_string_literal",
    Lit = "int_literal" | "float_literal" | "imaginary_literal" | "rune_literal",
    Unary = "unary_expression",
    Binary = "binary_expression",
    Selector = "selector_expression",
    Index = "index_expression",
    SliceExpr = "slice_expression",
    Call = "call_expression",
    Assertion = "type_assertion_expression",
    Conversion = "type_conversion_expression",
    Instantiation = "type_instantiation_expression",
    Composite = "composite_literal",
    FuncLiteral = "func_literal",
    Paren = "parenthesized_expression",
    LiteralValue = "literal_value",
    LiteralElement = "literal_element",
    KeyedElement = "keyed_element",
    VariadicArgument = "variadic_argument",
    ArgumentList = "argument_list",
    ExpressionList = "expression_list",
    TypeIdentifier = "type_identifier",
    QualifiedType = "qualified_type",
    GenericType = "generic_type",
    PointerType = "pointer_type",
    ParenType = "parenthesized_type",
    MapType = "map_type",
    SliceType = "slice_type",
    ArrayType = "array_type" | "implicit_length_array_type",
    ChannelType = "channel_type",
    FunctionType = "function_type",
    StructType = "struct_type",
    InterfaceType = "interface_type",
    NegatedType = "negated_type",
    TypeElem = "type_elem" | "type_constraint",
    TypeArguments = "type_arguments",
    ParameterList = "parameter_list",
    Parameter = "parameter_declaration",
    VariadicParameter = "variadic_parameter_declaration",
    TypeParameterList = "type_parameter_list",
    TypeParameter = "type_parameter_declaration",
    FieldList = "field_declaration_list",
    Field = "field_declaration",
    MethodElem = "method_elem",
    Block = "block",
    StatementList = "statement_list",
    ExpressionStatement = "expression_statement",
    Send = "send_statement",
    Receive = "receive_statement",
    IncDec = "inc_statement" | "dec_statement",
    Assignment = "assignment_statement",
    ShortVar = "short_var_declaration",
    Labeled = "labeled_statement",
    Fallthrough = "fallthrough_statement",
    Break = "break_statement",
    Continue = "continue_statement",
    Goto = "goto_statement",
    Return = "return_statement",
    Go = "go_statement",
    Defer = "defer_statement",
    If = "if_statement",
    For = "for_statement",
    ForClause = "for_clause",
    RangeClause = "range_clause",
    Switch = "expression_switch_statement",
    TypeSwitch = "type_switch_statement",
    Select = "select_statement",
    ExpressionCase = "expression_case",
    DefaultCase = "default_case",
    TypeCase = "type_case",
    CommunicationCase = "communication_case",
    EmptyStatement = "empty_statement",
    ConstDecl = "const_declaration",
    ConstSpec = "const_spec",
    VarDecl = "var_declaration",
    VarSpec = "var_spec",
    VarSpecList = "var_spec_list",
    TypeDecl = "type_declaration",
    TypeSpec = "type_spec",
    TypeAlias = "type_alias",
    FunctionDecl = "function_declaration",
    MethodDecl = "method_declaration",
    PackageClause = "package_clause",
    ImportDecl = "import_declaration",
    ImportSpec = "import_spec",
    ImportSpecList = "import_spec_list",
    OpAnd = "&&",
    OpOr = "||",
    OpEq = "==",
    OpNe = "!=",
    OpOrder = "<" | "<=" | ">" | ">=",
    OpStar = "*",
    OpAmp = "&",
    OpArrow = "<-",
    OpNot = "!",
    OpOther = "+" | "-" | "^" | "/" | "%" | "<<" | ">>" | "|" | "&^",
    OpAssign = "=",
    OpDefine = ":=",
    OpCompound = "+=" | "-=" | "*=" | "/=" | "%=" | "<<=" | ">>=" | "&=" | "&^=" | "|=" | "^=",
    Chan = "chan",
    Skip = "comment",
}

table! {
    /// Field of a node in its parent; `Skip` where there is none of interest.
    F, FIELDS, Skip:
    Alias = "alias",
    Alternative = "alternative",
    Arguments = "arguments",
    Body = "body",
    Capacity = "capacity",
    Channel = "channel",
    Communication = "communication",
    Condition = "condition",
    Consequence = "consequence",
    Element = "element",
    End = "end",
    Field = "field",
    Function = "function",
    Index = "index",
    Initializer = "initializer",
    Key = "key",
    Label = "label",
    Left = "left",
    Name = "name",
    Operand = "operand",
    Operator = "operator",
    Package = "package",
    Parameters = "parameters",
    Path = "path",
    Receiver = "receiver",
    Result = "result",
    Right = "right",
    Start = "start",
    Type = "type",
    TypeArguments = "type_arguments",
    TypeParameters = "type_parameters",
    Update = "update",
    Value = "value",
}

impl K {
    /// An operator token rather than a node of its own.
    pub fn is_token(self) -> bool {
        use K::*;
        matches!(
            self,
            OpAnd
                | OpOr
                | OpEq
                | OpNe
                | OpOrder
                | OpStar
                | OpAmp
                | OpArrow
                | OpNot
                | OpOther
                | OpAssign
                | OpDefine
                | OpCompound
                | Chan
        )
    }

    /// A type node of the grammar. (That does not say that a type is meant.)
    pub fn is_type(self) -> bool {
        use K::*;
        matches!(
            self,
            TypeIdentifier
                | QualifiedType
                | GenericType
                | PointerType
                | ParenType
                | MapType
                | SliceType
                | ArrayType
                | ChannelType
                | FunctionType
                | StructType
                | InterfaceType
                | NegatedType
                | TypeElem
        )
    }
}

/// Enums by numeric id.
#[derive(Debug)]
pub struct Tables {
    kinds: Vec<K>,
    fields: Vec<F>,
}

impl Tables {
    /// The kind with this id.
    pub fn kind(&self, id: u16) -> K {
        self.kinds.get(usize::from(id)).copied().unwrap_or(K::Error)
    }

    /// The field with this id.
    pub fn field(&self, id: Option<std::num::NonZeroU16>) -> F {
        id.and_then(|id| self.fields.get(usize::from(id.get())))
            .copied()
            .unwrap_or(F::Skip)
    }
}

/// A child with its kind and its field in the parent.
#[derive(Clone, Copy)]
pub struct Kid<'t> {
    /// Its field.
    pub field: F,
    /// Its kind.
    pub kind: K,
    /// The child.
    pub node: Node<'t>,
}

/// The children of a node that matter: no comments, no punctuation.
pub type KidList<'t> = SmallVec<[Kid<'t>; 6]>;

/// Lists the children of `node` that matter.
pub fn kids<'t>(node: Node<'t>) -> KidList<'t> {
    let tables = tables();
    let mut out = KidList::new();
    let mut cursor = node.walk();
    let mut more = cursor.goto_first_child();
    while more {
        let child = cursor.node();
        let kind = tables.kind(child.kind_id());
        if kind != K::Skip {
            let field = tables.field(cursor.field_id());
            out.push(Kid {
                field,
                kind,
                node: child,
            });
        }
        more = cursor.goto_next_sibling();
    }
    out
}

/// The first of these in `field`.
pub fn in_field<'t>(kids: &[Kid<'t>], field: F) -> Option<Node<'t>> {
    kids.iter()
        .find(|it| it.field == field && !it.kind.is_token())
        .map(|it| it.node)
}

/// All of these in a field that may hold several: the names in `a, b int`.
pub fn all_in_field<'k, 't: 'k>(
    kids: &'k [Kid<'t>],
    field: F,
) -> impl Iterator<Item = Node<'t>> + 'k {
    kids.iter()
        .filter(move |it| it.field == field && !it.kind.is_token())
        .map(|it| it.node)
}

/// The nodes among these: no operators.
pub fn nodes<'k, 't: 'k>(kids: &'k [Kid<'t>]) -> impl Iterator<Item = Node<'t>> + 'k {
    kids.iter()
        .filter(|it| !it.kind.is_token())
        .map(|it| it.node)
}

/// The tables of the linked grammar.
pub fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(build)
}

fn build() -> Tables {
    let language: tree_sitter::Language = tree_sitter_go::LANGUAGE.into();
    let kind = |id: u16| {
        let named = language.node_kind_is_named(id);
        let text = language.node_kind_for_id(id).unwrap_or("");
        let found = KINDS
            .iter()
            .find(|(name, kind)| *name == text && named != kind.is_token());
        match found {
            Some((_, kind)) => *kind,
            None if named => K::Error,
            None => K::Skip,
        }
    };
    let field = |id: u16| {
        let text = language.field_name_for_id(id).unwrap_or("");
        FIELDS
            .iter()
            .find(|(name, _)| *name == text)
            .map_or(F::Skip, |(_, field)| *field)
    };
    let kinds = (0..language.node_kind_count() as u16).map(kind).collect();
    let fields = (0..=language.field_count() as u16).map(field).collect();
    Tables { kinds, fields }
}
