//! YAML, read with granit-parser.
//!
//! In: text. Out: a [`Tree`]. A line that cannot be read is blanked and the rest read again. The only file that names granit.

use super::tree::{Node, Scalar, Style, Tree, TreeReader, Value};
use crate::support::Span;
use granit_parser::{Event, Parser, ScalarStyle};
use std::collections::HashMap;

/// Lines that are blanked before the rest is given up.
const MOST_ERRORS: usize = 24;

/// Nodes that aliases may copy: a file of a few lines can stand for billions.
const MOST_COPIES: usize = 50_000;

/// The reader.
#[derive(Debug, Clone, Copy, Default)]
pub struct Yaml;

impl TreeReader for Yaml {
    fn read(&self, text: &str) -> Tree {
        let mut errors = Vec::new();
        let mut current = std::borrow::Cow::Borrowed(text);
        loop {
            match documents(&current, text) {
                Ok(documents) => return Tree { documents, errors },
                Err((read, at)) => {
                    let next = (errors.len() < MOST_ERRORS)
                        .then(|| blank_line(&current, at))
                        .flatten();
                    errors.push(at as u32);
                    let Some(next) = next else {
                        return Tree {
                            documents: read,
                            errors,
                        };
                    };
                    current = next.into();
                }
            }
        }
    }
}

/// The text with the line of an error blanked: the one of the offset, or the last one before it that is not blank.
fn blank_line(text: &str, at: usize) -> Option<String> {
    let mut end = at.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    loop {
        let start = text[..end].rfind('\n').map_or(0, |it| it + 1);
        let stop = text[end..].find('\n').map_or(text.len(), |it| end + it);
        if !text[start..stop].trim().is_empty() {
            let blank = " ".repeat(stop - start);
            return Some(format!("{}{blank}{}", &text[..start], &text[stop..]));
        }
        end = start.checked_sub(1)?;
    }
}

/// A collection that is being read.
enum Open {
    List(u32, usize, Vec<Node>),
    Map(u32, usize, Vec<(Node, Node)>, Option<Node>),
}

struct Builder<'a> {
    text: &'a str,
    documents: Vec<Node>,
    stack: Vec<Open>,
    anchors: HashMap<usize, Node>,
    copies: usize,
}

/// The documents of a text, or what was read before the error and its offset.
fn documents(current: &str, original: &str) -> Result<Vec<Node>, (Vec<Node>, usize)> {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: 120,
        block_nesting_limit: 120,
    };
    let mut builder = Builder {
        text: original,
        documents: Vec::new(),
        stack: Vec::new(),
        anchors: HashMap::new(),
        copies: 0,
    };
    for next in Parser::new_from_str_with_options(current, options) {
        match next {
            Ok((event, span)) => {
                let start = span.start.byte_offset().unwrap_or(0);
                let end = span.end.byte_offset().unwrap_or(start);
                builder.event(event, start, end.max(start));
            }
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(current.len());
                while let Some(open) = builder.stack.pop() {
                    builder.close(open, at);
                }
                return Err((builder.documents, at));
            }
        }
    }
    Ok(builder.documents)
}

impl Builder<'_> {
    fn event(&mut self, event: Event, start: usize, end: usize) {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted => Style::Single,
                    ScalarStyle::DoubleQuoted => Style::Double,
                    ScalarStyle::Literal => Style::Literal,
                    ScalarStyle::Folded => Style::Folded,
                };
                let node = Node {
                    span: self.scalar_span(start, end, style),
                    value: Value::Scalar(Scalar {
                        text: text.into_owned(),
                        style,
                    }),
                };
                self.add(node, anchor);
            }
            Event::SequenceStart(_, anchor, _) => {
                self.stack
                    .push(Open::List(start as u32, anchor, Vec::new()));
            }
            Event::MappingStart(_, anchor, _) => {
                self.stack
                    .push(Open::Map(start as u32, anchor, Vec::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.stack.pop() {
                    self.close(open, end);
                }
            }
            Event::Alias(anchor) => {
                let known = self.anchors.get(&anchor).cloned();
                let size = known.as_ref().map_or(0, count);
                self.copies += size;
                let copy = known.filter(|_| self.copies <= MOST_COPIES);
                self.add(copy.unwrap_or_else(|| null(start, end)), 0);
            }
            Event::UnresolvedAlias(_) => self.add(null(start, end), 0),
            _ => {}
        }
    }

    /// Block scalars run over the indent of the next line: they are cut at the end of their last line with text.
    fn scalar_span(&self, start: usize, end: usize, style: Style) -> Span {
        let mut end = end.min(self.text.len());
        if matches!(style, Style::Literal | Style::Folded) {
            let text = self.text.get(start..end).unwrap_or("");
            let kept = text.trim_end();
            end = start + kept.len();
        }
        Span::new(start, end)
    }

    fn close(&mut self, open: Open, end: usize) {
        let (start, anchor, value) = match open {
            Open::List(start, anchor, items) => (start, anchor, Value::List(items)),
            Open::Map(start, anchor, mut pairs, key) => {
                if let Some(key) = key {
                    let at = key.span.end as usize;
                    pairs.push((key, null(at, at)));
                }
                (start, anchor, Value::Map(pairs))
            }
        };
        let span = Span {
            start,
            end: (end as u32).max(start),
        };
        self.add(Node { span, value }, anchor);
    }

    fn add(&mut self, node: Node, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.stack.last_mut() {
            None => self.documents.push(node),
            Some(Open::List(_, _, items)) => items.push(node),
            Some(Open::Map(_, _, pairs, key)) => match key.take() {
                None => *key = Some(node),
                Some(key) => pairs.push((key, node)),
            },
        }
    }
}

fn null(start: usize, end: usize) -> Node {
    Node {
        span: Span::new(start, end),
        value: Value::Scalar(Scalar {
            text: String::new(),
            style: Style::Plain,
        }),
    }
}

fn count(node: &Node) -> usize {
    let items: usize = node.items().iter().map(count).sum();
    let pairs: usize = node
        .pairs()
        .iter()
        .map(|(key, value)| count(key) + count(value))
        .sum();
    1 + items + pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_exact_spans() {
        let text = "a: 1\nb: \"x\\ty\" # c\nrun: |\n  go test\n  ./...\n\nlast: 'q'\n";
        let tree = Yaml.read(text);
        let root = tree.root().expect("a document");
        let of = |key: &str| root.get(key).expect("a key");
        assert_eq!(of("a").span.text(text), "1");
        assert_eq!(
            (of("b").span.text(text), of("b").text()),
            ("\"x\\ty\"", Some("x\ty"))
        );
        assert_eq!(of("run").span.text(text), "go test\n  ./...");
        assert_eq!(of("last").span.text(text), "'q'");
        assert!(tree.errors.is_empty());
    }

    #[test]
    fn a_bad_line_hides_nothing_else() {
        let text = "a: 1\n  bad: {{ .Values.x }}: y\nb: 2\n";
        let tree = Yaml.read(text);
        let root = tree.root().expect("a document");
        assert_eq!(root.get("b").and_then(Node::text), Some("2"));
        assert!(!tree.errors.is_empty());
    }

    #[test]
    fn aliases_and_merges() {
        let text = "base: &b\n  image: x\njob:\n  <<: *b\n  name: y\nagain: *b\nmissing: *no\n";
        let tree = Yaml.read(text);
        let root = tree.root().expect("a document");
        assert_eq!(root.at(&["job", "image"]).and_then(Node::text), Some("x"));
        assert_eq!(root.at(&["again", "image"]).and_then(Node::text), Some("x"));
        let bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n".to_owned()
            + &(b'b'..=b'j')
                .map(|it| {
                    let (own, before) = (it as char, (it - 1) as char);
                    format!(
                        "{own}: &{own} [{}]\n",
                        vec![format!("*{before}"); 10].join(",")
                    )
                })
                .collect::<String>();
        assert!(Yaml.read(&bomb).root().is_some());
    }

    #[test]
    fn hostile_text_ends() {
        for text in [
            "- ".repeat(20_000),
            "[".repeat(20_000),
            "a: \"".to_owned(),
            "\u{feff}a: 1\n".to_owned(),
        ] {
            let _ = Yaml.read(&text);
        }
    }

    #[test]
    fn paths_with_stars() {
        let text =
            "jobs:\n  a:\n    steps:\n    - run: x\n    - run: y\n  b:\n    steps: [{run: z}]\n";
        let tree = Yaml.read(text);
        let root = tree.root().expect("a document");
        let runs: Vec<_> = root
            .all(&["jobs", "*", "steps", "*", "run"])
            .into_iter()
            .filter_map(Node::text)
            .collect();
        assert_eq!(runs, ["x", "y", "z"]);
    }
}
