//! The text of a scalar as a [`Cut`], so that what is found in it can be shown in the file.
//!
//! In: the text of a file and a scalar of its tree. Out: its content with the way back. Must not know what the content means.

use super::cut::Cut;
use super::tree::{Node, Style};
use crate::support::Span;

/// The content of a scalar; empty for anything else.
pub fn cut(text: &str, node: &Node) -> Cut {
    let Some(scalar) = node.scalar() else {
        return Cut::default();
    };
    match scalar.style {
        Style::Literal => block(text, node.span, false),
        Style::Folded => block(text, node.span, true),
        Style::Plain => plain(text, node.span),
        Style::Single | Style::Double => quoted(text, node.span),
    }
}

/// A block scalar: the indent of its first line is taken off every line.
fn block(text: &str, span: Span, folded: bool) -> Cut {
    let mut cut = Cut::default();
    let start = span.start as usize;
    let line_start = text[..start.min(text.len())]
        .rfind('\n')
        .map_or(0, |it| it + 1);
    let indent = start - line_start;
    let mut at = line_start;
    let content = text.get(line_start..span.end as usize).unwrap_or("");
    for line in content.split_inclusive('\n') {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        let skip = blanks.min(indent);
        let body = &line[skip..];
        let ended = body.trim_end_matches(['\n', '\r']);
        // A folded line goes on in the next one, unless that is indented or blank.
        let rest = &text[(at + line.len()).min(text.len())..];
        let deeper = rest.len() - rest.trim_start_matches(' ').len() > indent;
        let blank_next = rest.trim_start_matches(' ').starts_with(['\n', '\r']);
        let folds = folded && !ended.trim().is_empty() && blanks <= indent && !deeper;
        cut.push(ended, at + skip);
        if body.ends_with('\n') {
            match (folds, blank_next) {
                // The blank lines that follow are the line end.
                (true, true) => {}
                (true, false) => cut.push_extra(" "),
                (false, _) => cut.push("\n", at + line.len() - 1),
            }
        }
        at += line.len();
    }
    cut
}

/// A plain scalar; its lines are joined with blanks.
fn plain(text: &str, span: Span) -> Cut {
    let mut cut = Cut::default();
    let mut at = span.start as usize;
    for (number, line) in span.text(text).split_inclusive('\n').enumerate() {
        let body = line.trim();
        let skip = line.len() - line.trim_start().len();
        if number > 0 {
            cut.push_extra(" ");
        }
        cut.push(body, at + skip);
        at += line.len();
    }
    cut
}

/// A quoted scalar; each escape is a piece of its own.
fn quoted(text: &str, span: Span) -> Cut {
    let mut cut = Cut::default();
    let raw = span.text(text);
    let Some(quote) = raw.chars().next().filter(|it| matches!(it, '"' | '\'')) else {
        return Cut::whole(text, span);
    };
    let inner = &raw[1..];
    let inner = inner.strip_suffix(quote).unwrap_or(inner);
    let base = span.start as usize + 1;
    let mut chars = inner.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let next = chars.peek().map(|(_, it)| *it);
        match (char, next) {
            ('\\', Some(escaped)) if quote == '"' => {
                chars.next();
                match escaped {
                    'n' => cut.push_extra("\n"),
                    't' => cut.push_extra("\t"),
                    '\n' => skip_blanks(&mut chars),
                    other => cut.push(&inner[at + 1..at + 1 + other.len_utf8()], base + at + 1),
                }
            }
            ('\'', Some('\'')) if quote == '\'' => {
                chars.next();
                cut.push("'", base + at);
            }
            ('\n', _) => {
                skip_blanks(&mut chars);
                cut.push_extra(" ");
            }
            _ => cut.push(&inner[at..at + char.len_utf8()], base + at),
        }
    }
    cut
}

fn skip_blanks(chars: &mut std::iter::Peekable<std::str::CharIndices>) {
    while chars.next_if(|(_, it)| matches!(it, ' ' | '\t')).is_some() {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::TreeReader;
    use crate::document::yaml::Yaml;

    /// The content of key `k`, and what the span of `word` in it covers.
    fn read(text: &str, word: &str) -> (String, String) {
        let tree = Yaml.read(text);
        let node = tree.root().and_then(|it| it.get("k")).expect("the key");
        let cut = cut(text, node);
        let at = cut.text.find(word).expect("the word");
        let found = cut.span(at, at + word.len()).text(text).to_owned();
        (cut.text, found)
    }

    #[test]
    fn contents_are_those_of_the_parser() {
        for text in [
            "k: |\n  go test\n    ./...\n\n  end\n",
            "k: >\n  go test\n  ./...\n\n  end\n",
            "k: go test\n  ./...\n",
            "k: \"go \\\"test\\\" ./...\"\n",
            "k: 'go ''test'' ./...'\n",
            "a:\n- x\nk: |-\n    go\n    ./...\nb: 1\n",
        ] {
            let tree = Yaml.read(text);
            let value = tree
                .root()
                .and_then(|it| it.get("k")?.text().map(str::to_owned));
            let (content, found) = read(text, "./...");
            assert_eq!(
                Some(content.trim_end().to_owned()),
                value.map(|it| it.trim_end().to_owned()),
                "{text}"
            );
            assert_eq!(found, "./...");
        }
    }
}
