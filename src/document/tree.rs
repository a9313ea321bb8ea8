//! Trees of values, as YAML, JSON and TOML write them.
//!
//! In: nothing; readers fill them. Out: [`Node`]s with spans, and ways to look into them. Must not know any language.

use crate::support::Span;

/// Reads a language into a tree. One reader a language: it can be replaced without anybody noticing.
pub trait TreeReader {
    /// Reads as much as can be read.
    fn read(&self, text: &str) -> Tree;
}

/// What was read of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tree {
    /// The documents; JSON and TOML have one.
    pub documents: Vec<Node>,
    /// Offsets of places that could not be read.
    pub errors: Vec<u32>,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands; of a quoted scalar with the quotes.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A string, number, truth value or null, as text.
    Scalar(Scalar),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order of the file; keys may repeat.
    Map(Vec<(Node, Node)>),
}

/// A scalar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// Its value, unquoted.
    pub text: String,
    /// How it is written.
    pub style: Style,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: may be a number, a truth value or null.
    Plain,
    /// `'...'`.
    Single,
    /// `"..."`.
    Double,
    /// `|`.
    Literal,
    /// `>`.
    Folded,
}

impl Tree {
    /// The first document.
    pub fn root(&self) -> Option<&Node> {
        self.documents.first()
    }
}

impl Node {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        self.scalar().map(|it| it.text.as_str())
    }

    /// The scalar.
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The items of a list; none of anything else.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The items of a list, or the node itself: where one value may stand for a list of one.
    pub fn one_or_more(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The pairs of a map; none of anything else. Merged maps (`<<`) are not among them, see [`Node::get`].
    pub fn pairs(&self) -> &[(Node, Node)] {
        match &self.value {
            Value::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// Keys with text, and their values.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Node, &Node)> {
        self.pairs()
            .iter()
            .filter_map(|(key, value)| Some((key.text()?, key, value)))
    }

    /// The value of a key; of a repeated key the last one; else that of a merged map (`<<: *base`).
    pub fn get(&self, key: &str) -> Option<&Node> {
        let own = self.entries().filter(|(it, ..)| *it == key).last();
        own.map(|(.., value)| value).or_else(|| {
            let merged = self.entries().filter(|(it, ..)| *it == "<<");
            merged
                .flat_map(|(.., value)| value.one_or_more())
                .find_map(|it| it.get(key))
        })
    }

    /// The value at a path of keys.
    pub fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The values at a path in which `*` stands for every key or item: `["jobs", "*", "steps", "*", "run"]`.
    pub fn all(&self, path: &[&str]) -> Vec<&Node> {
        let Some((first, rest)) = path.split_first() else {
            return vec![self];
        };
        if *first != "*" {
            return self.get(first).map_or_else(Vec::new, |it| it.all(rest));
        }
        let values = self.pairs().iter().map(|(_, value)| value);
        values
            .chain(self.items())
            .flat_map(|it| it.all(rest))
            .collect()
    }

    /// Visits the node and everything below with the keys that lead there, in the order of the file; the key of a list's item is empty.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&[&'a str], &'a Node)) {
        fn go<'a>(
            node: &'a Node,
            path: &mut Vec<&'a str>,
            visit: &mut dyn FnMut(&[&'a str], &'a Node),
        ) {
            visit(path, node);
            for item in node.items() {
                path.push("");
                go(item, path, visit);
                path.pop();
            }
            for (key, value) in node.pairs() {
                path.push(key.text().unwrap_or(""));
                go(value, path, visit);
                path.pop();
            }
        }
        go(self, &mut Vec::new(), visit);
    }
}
