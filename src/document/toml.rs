//! TOML, read with the crate of that name.
//!
//! In: text. Out: a [`Tree`] of what could be read. Keys of a table come in alphabetical order.

use super::tree::{Node, Scalar, Style, Tree, TreeReader, Value};
use crate::support::Span;
use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};
use std::ops::Range;

/// The reader.
#[derive(Debug, Clone, Copy, Default)]
pub struct Toml;

impl TreeReader for Toml {
    fn read(&self, text: &str) -> Tree {
        let (table, errors) = DeTable::parse_recoverable(text);
        let places = errors.iter().filter_map(|it| it.span());
        Tree {
            errors: places.map(|it| it.start as u32).collect(),
            documents: vec![Node {
                span: span(table.span()),
                value: map(table.get_ref()),
            }],
        }
    }
}

fn map(table: &DeTable) -> Value {
    let pairs = table.iter().map(|(key, value)| {
        let key = Node {
            span: span(key.span()),
            value: scalar(key.get_ref(), Style::Plain),
        };
        (key, node(value))
    });
    Value::Map(pairs.collect())
}

fn node(value: &Spanned<DeValue>) -> Node {
    let kind = match value.get_ref() {
        DeValue::String(text) => scalar(text, Style::Double),
        DeValue::Integer(number) => scalar(number.as_str(), Style::Plain),
        DeValue::Float(number) => scalar(number.as_str(), Style::Plain),
        DeValue::Boolean(it) => scalar(if *it { "true" } else { "false" }, Style::Plain),
        DeValue::Datetime(it) => scalar(&it.to_string(), Style::Plain),
        DeValue::Array(items) => Value::List(items.iter().map(node).collect()),
        DeValue::Table(table) => map(table),
    };
    Node {
        span: span(value.span()),
        value: kind,
    }
}

fn span(range: Range<usize>) -> Span {
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
    fn tables_become_maps() {
        let text = "version = \"2\"\n[linters]\nenable = [\"golint\"]\n";
        let tree = Toml.read(text);
        let root = tree.root().expect("a table");
        let item = &root.at(&["linters", "enable"]).expect("a list").items()[0];
        assert_eq!(item.span.text(text), "\"golint\"");
        assert!(!Toml.read("a = [1,\n").errors.is_empty());
    }
}
