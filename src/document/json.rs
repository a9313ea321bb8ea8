//! JSON with comments, read with jsonc-parser.
//!
//! In: text. Out: a [`Tree`], empty where the text cannot be read. The only file that names jsonc-parser.

use super::tree::{Node, Scalar, Style, Tree, TreeReader, Value};
use crate::support::Span;
use jsonc_parser::ast;
use jsonc_parser::common::{Range, Ranged};

/// The reader.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json;

/// Brackets that may stand within each other; the parser works by recursion.
const DEEPEST: usize = 200;

impl TreeReader for Json {
    fn read(&self, text: &str) -> Tree {
        if depth(text) > DEEPEST {
            return Tree::default();
        }
        let text = text.trim_start_matches('\u{feff}');
        match jsonc_parser::parse_to_ast(text, &Default::default(), &Default::default()) {
            Ok(result) => Tree {
                documents: result.value.iter().map(node).collect(),
                errors: Vec::new(),
            },
            Err(_) => Tree {
                documents: Vec::new(),
                errors: vec![0],
            },
        }
    }
}

fn depth(text: &str) -> usize {
    let mut deepest = 0;
    let mut open = 0usize;
    for byte in text.bytes() {
        match byte {
            b'{' | b'[' => open += 1,
            b'}' | b']' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}

fn node(value: &ast::Value) -> Node {
    let span = span(value.range());
    let value = match value {
        ast::Value::StringLit(it) => scalar(&it.value, Style::Double),
        ast::Value::NumberLit(it) => scalar(it.value, Style::Plain),
        ast::Value::BooleanLit(it) => scalar(if it.value { "true" } else { "false" }, Style::Plain),
        ast::Value::NullKeyword(_) => scalar("", Style::Plain),
        ast::Value::Array(it) => Value::List(it.elements.iter().map(node).collect()),
        ast::Value::Object(it) => {
            let pairs = it.properties.iter().map(|property| {
                let key = Node {
                    span: self::span(property.name.range()),
                    value: scalar(property.name.as_str(), Style::Double),
                };
                (key, node(&property.value))
            });
            Value::Map(pairs.collect())
        }
    };
    Node { span, value }
}

fn span(range: Range) -> Span {
    Span::new(range.start, range.end)
}

fn scalar(text: &str, style: Style) -> Value {
    Value::Scalar(Scalar {
        text: text.to_owned(),
        style,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_trailing_commas_are_read() {
        let text =
            "{\n  // the root\n  \"go.goroot\": \"/home/ann/go\",\n  \"a\": [1, true,],\n}\n";
        let tree = Json.read(text);
        let value = tree
            .root()
            .and_then(|it| it.get("go.goroot"))
            .expect("a key");
        assert_eq!(value.span.text(text), "\"/home/ann/go\"");
        assert!(Json.read(&"[".repeat(50_000)).root().is_none());
    }
}
