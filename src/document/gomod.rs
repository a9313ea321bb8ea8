//! go.mod and go.work: directives with all their words.
//!
//! In: text. Out: [`Directive`]s. Unknown verbs stay readable. Must not know what they mean.

use crate::support::Span;

/// One directive; the lines of a block are one each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// `require`, `replace`, `go`, ...
    pub verb: String,
    /// What follows, without quotes.
    pub args: Vec<(String, Span)>,
    /// Of the line, without comment; in a block without the verb.
    pub span: Span,
    /// What stands behind `//`.
    pub comment: String,
}

impl Directive {
    /// The n-th argument.
    pub fn arg(&self, index: usize) -> Option<&str> {
        self.args.get(index).map(|(text, _)| text.as_str())
    }
}

/// Reads a go.mod or go.work.
pub fn read(text: &str) -> Vec<Directive> {
    let mut found = Vec::new();
    let mut block: Option<String> = None;
    let mut at = 0;
    for raw in text.split_inclusive('\n') {
        let start = at;
        at += raw.len();
        let (code, comment) = raw.split_once("//").unwrap_or((raw, ""));
        let mut words = words(code, start);
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            continue;
        };
        let span = Span {
            start: first.1.start,
            end: last.1.end,
        };
        if first.0 == ")" {
            block = None;
            continue;
        }
        let verb = match &block {
            Some(verb) => verb.clone(),
            None => words.remove(0).0,
        };
        if words.last().is_some_and(|it| it.0 == "(") {
            block = Some(verb);
            continue;
        }
        found.push(Directive {
            verb,
            args: words,
            span,
            comment: comment.trim().to_owned(),
        });
    }
    found
}

fn words(code: &str, base: usize) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let mut rest = code;
    let mut at = base;
    loop {
        let trimmed = rest.trim_start_matches(|it: char| it.is_whitespace() || it == '\u{feff}');
        at += rest.len() - trimmed.len();
        let Some(first) = trimmed.chars().next() else {
            return found;
        };
        let length = match first {
            '"' | '`' => trimmed[1..].find(first).map_or(trimmed.len(), |it| it + 2),
            '(' | ')' | ',' => 1,
            _ => trimmed
                .find(|it: char| it.is_whitespace() || matches!(it, '(' | ')' | ','))
                .unwrap_or(trimmed.len()),
        };
        let word = &trimmed[..length];
        if word != "," {
            found.push((
                word.trim_matches(['"', '`']).to_owned(),
                Span::new(at, at + length),
            ));
        }
        rest = &trimmed[length..];
        at += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_lines() {
        let text = "module example.com/a // c\n\ngo 1.22.3\nrequire (\n\tx.org/y v1.0.0 // indirect\n)\nreplace \"a b\" => ../c\ngodebug default=go1.21\n";
        let all = read(text);
        let short: Vec<_> = all
            .iter()
            .map(|it| {
                (
                    it.verb.as_str(),
                    it.args
                        .iter()
                        .map(|(text, _)| text.as_str())
                        .collect::<Vec<_>>(),
                )
            })
            .collect();
        assert_eq!(
            short,
            [
                ("module", vec!["example.com/a"]),
                ("go", vec!["1.22.3"]),
                ("require", vec!["x.org/y", "v1.0.0"]),
                ("replace", vec!["a b", "=>", "../c"]),
                ("godebug", vec!["default=go1.21"]),
            ]
        );
        assert_eq!(all[2].comment, "indirect");
        assert_eq!(all[1].args[0].1.text(text), "1.22.3");
        assert_eq!(all[3].args[0].1.text(text), "\"a b\"");
    }
}
