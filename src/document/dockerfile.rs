//! Dockerfiles: instructions with their arguments.
//!
//! In: text. Out: [`Instruction`]s. Nothing is refused: an unknown keyword is an instruction like any other. Must not know stages.

use super::cut::Cut;
use crate::support::Span;

/// One instruction.
#[derive(Debug, Clone, Default)]
pub struct Instruction {
    /// In capitals: `RUN`.
    pub keyword: String,
    /// Of the keyword.
    pub keyword_span: Span,
    /// Of the whole instruction with its here-documents.
    pub span: Span,
    /// `--mount=...`: name and value.
    pub flags: Vec<Flag>,
    /// What follows the flags, continuation lines joined: comments are left out, `\` and line end stay.
    pub args: Cut,
    /// Arguments of the exec form, `["a", "b"]`.
    pub json: Option<Vec<Word>>,
    /// Here-documents.
    pub heredocs: Vec<Heredoc>,
    /// Behind `ONBUILD`.
    pub onbuild: bool,
}

/// `--name=value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// `mount`.
    pub name: String,
    /// What follows `=`.
    pub value: String,
    /// Of the flag.
    pub span: Span,
}

/// A word of an instruction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Without quotes; `$` and what follows stays.
    pub text: String,
    /// With quotes.
    pub span: Span,
}

/// `<<EOF` and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heredoc {
    /// `EOF`.
    pub name: String,
    /// The lines.
    pub body: Cut,
}

impl Instruction {
    /// The words of the arguments, in the exec form its strings.
    pub fn words(&self) -> Vec<Word> {
        match &self.json {
            Some(words) => words.clone(),
            None => words(&self.args),
        }
    }

    /// The flag of this name.
    pub fn flag(&self, name: &str) -> Option<&Flag> {
        self.flags.iter().find(|it| it.name == name)
    }

    /// `ENV a=b c=d` and `ARG a=b`: names and values; `ENV a b` too.
    pub fn assignments(&self) -> Vec<(Word, Option<Word>)> {
        let words = self.words();
        let old = self.keyword == "ENV" && words.first().is_some_and(|it| !it.text.contains('='));
        if let (true, [name, first, ..], Some(last)) = (old, words.as_slice(), words.last()) {
            let value = words[1..]
                .iter()
                .map(|it| it.text.as_str())
                .collect::<Vec<_>>();
            let span = Span {
                start: first.span.start,
                end: last.span.end,
            };
            let value = Word {
                text: value.join(" "),
                span,
            };
            return vec![(name.clone(), Some(value))];
        }
        words.into_iter().map(split_assignment).collect()
    }
}

/// `a=b` as name and value.
fn split_assignment(word: Word) -> (Word, Option<Word>) {
    let Some((name, value)) = word.text.split_once('=') else {
        return (word, None);
    };
    let middle = (word.span.start + name.len() as u32).min(word.span.end);
    let name = Word {
        text: name.to_owned(),
        span: Span {
            start: word.span.start,
            end: middle,
        },
    };
    let value = Word {
        text: value.to_owned(),
        span: Span {
            start: (middle + 1).min(word.span.end),
            end: word.span.end,
        },
    };
    (name, Some(value))
}

/// Reads a Dockerfile.
pub fn read(text: &str) -> Vec<Instruction> {
    let lines = lines(text);
    let escape = escape(&lines);
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let (start, line) = lines[at];
        let code = line.trim();
        if code.is_empty() || code.starts_with('#') {
            at += 1;
            continue;
        }
        let begin = start + (line.len() - line.trim_start().len());
        let mut logical = Cut::default();
        let mut open = true;
        while open && at < lines.len() {
            let (offset, line) = lines[at];
            at += 1;
            let first = logical.text.is_empty();
            let bare = line.trim();
            if !first && (bare.is_empty() || bare.starts_with('#')) {
                continue;
            }
            open = continues(line, escape);
            let skip = if first { begin - offset } else { 0 };
            push_line(&mut logical, &line[skip..], offset + skip, open);
        }
        let mut instruction = parse(&logical);
        at = take_heredocs(&mut instruction, &lines, at);
        let end = lines
            .get(at.saturating_sub(1))
            .map_or(text.len(), |(it, line)| it + line.trim_end().len());
        instruction.span = Span::new(begin, end.max(begin));
        found.push(instruction);
    }
    found
}

/// Lines with their offsets, endings included.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let skip = if at == 0 && line.starts_with('\u{feff}') {
            3
        } else {
            0
        };
        found.push((at + skip, &line[skip..]));
        at += line.len();
    }
    found
}

/// The escape character: `# escape=` among the leading comments.
fn escape(lines: &[(usize, &str)]) -> char {
    for (_, line) in lines {
        let Some(comment) = line.trim().strip_prefix('#') else {
            break;
        };
        let Some((key, value)) = comment.split_once('=') else {
            break;
        };
        if key.trim().eq_ignore_ascii_case("escape") {
            return if value.trim() == "`" { '`' } else { '\\' };
        }
    }
    '\\'
}

fn continues(line: &str, escape: char) -> bool {
    let code = line.trim_end();
    let count = code.chars().rev().take_while(|it| *it == escape).count();
    count % 2 == 1
}

/// Appends a line. A continuation becomes `\` and line end, whatever stood there, so that a shell reads it.
fn push_line(cut: &mut Cut, line: &str, offset: usize, open: bool) {
    let code = line.trim_end();
    if !open {
        cut.push(code, offset);
        return;
    }
    let body = &code[..code.len() - 1];
    cut.push(body, offset);
    cut.push("\\", offset + body.len());
    cut.push_extra("\n");
}

/// Splits a logical line into keyword, flags and arguments.
fn parse(line: &Cut) -> Instruction {
    let mut instruction = Instruction::default();
    let keyword: String = line
        .text
        .chars()
        .take_while(|it| it.is_ascii_alphabetic())
        .collect();
    instruction.keyword = keyword.to_ascii_uppercase();
    instruction.keyword_span = line.span(0, keyword.len());
    let mut at = skip_blanks(&line.text, keyword.len());
    while let Some(flag) = line.text[at..].strip_prefix("--") {
        let end = flag
            .find(|it: char| it.is_whitespace())
            .unwrap_or(flag.len());
        let (name, value) = flag[..end].split_once('=').unwrap_or((&flag[..end], ""));
        instruction.flags.push(Flag {
            name: name.to_owned(),
            value: value.trim_matches(['"', '\'']).to_owned(),
            span: line.span(at, at + 2 + end),
        });
        at = skip_blanks(&line.text, at + 2 + end);
    }
    if instruction.keyword == "ONBUILD" {
        let inner = parse(&line.part(at, line.text.len()));
        return Instruction {
            onbuild: true,
            ..inner
        };
    }
    instruction.args = line.part(at, line.text.len());
    instruction.json = exec_form(&instruction.args);
    instruction
}

fn skip_blanks(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text.get(at..).unwrap_or("");
        let next = rest.trim_start_matches([' ', '\t']);
        let next = next.strip_prefix("\\\n").unwrap_or(next);
        if next.len() == rest.len() {
            return at.min(text.len());
        }
        at += rest.len() - next.len();
    }
}

/// The strings of `["a", "b"]`.
fn exec_form(args: &Cut) -> Option<Vec<Word>> {
    let text = args.text.trim_end();
    if !(text.starts_with('[') && text.ends_with(']')) {
        return None;
    }
    let joined = text.replace("\\\n", "  ");
    let values: Vec<String> = serde_json::from_str(&joined).ok()?;
    let mut words = Vec::new();
    let mut at = 1;
    for value in values {
        let start = at + joined[at..].find('"')?;
        let mut end = start + 1;
        let bytes = joined.as_bytes();
        while *bytes.get(end)? != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        at = end + 1;
        words.push(Word {
            text: value,
            span: args.span(start, at),
        });
    }
    Some(words)
}

/// Reads the here-documents that an instruction announces, from line `at` on; returns the line behind them.
fn take_heredocs(instruction: &mut Instruction, lines: &[(usize, &str)], mut at: usize) -> usize {
    if !matches!(instruction.keyword.as_str(), "RUN" | "COPY" | "ADD") || instruction.json.is_some()
    {
        return at;
    }
    for (name, tabs) in heredoc_names(&instruction.args.text) {
        let mut body = Cut::default();
        let from = at;
        loop {
            let Some((offset, line)) = lines.get(at) else {
                // Never closed: it was no here-document.
                return from;
            };
            at += 1;
            let skip = if tabs {
                line.len() - line.trim_start_matches('\t').len()
            } else {
                0
            };
            let code = &line[skip..];
            if code.trim_end_matches(['\n', '\r']) == name {
                break;
            }
            body.push(code, offset + skip);
        }
        instruction.heredocs.push(Heredoc { name, body });
    }
    at
}

/// Names behind `<<` and `<<-`, outside quotes.
fn heredoc_names(text: &str) -> Vec<(String, bool)> {
    let bytes = text.as_bytes();
    let mut names = Vec::new();
    let mut quote = None;
    let mut at = 0;
    while at < bytes.len() {
        match (quote, bytes[at]) {
            (Some(it), byte) if it == byte => quote = None,
            (Some(_), _) => {}
            (None, byte @ (b'"' | b'\'')) => quote = Some(byte),
            (None, b'<') if text[at..].starts_with("<<") && !text[at..].starts_with("<<<") => {
                let rest = &text[at + 2..];
                let tabs = rest.starts_with('-');
                let rest = rest.trim_start_matches('-').trim_start_matches(['"', '\'']);
                let name: String = rest
                    .chars()
                    .take_while(|it| it.is_alphanumeric() || *it == '_')
                    .collect();
                at += 2;
                if !name.is_empty() && !name.starts_with(|it: char| it.is_ascii_digit()) {
                    names.push((name, tabs));
                }
            }
            (None, b'<') => at += 2,
            _ => {}
        }
        at += 1;
    }
    names
}

/// Splits text at blanks outside quotes.
pub fn words(cut: &Cut) -> Vec<Word> {
    let mut found = Vec::new();
    let text = &cut.text;
    let mut word: Option<(usize, String)> = None;
    let mut quote: Option<char> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let next = chars.peek().map(|(_, it)| *it);
        if quote.is_none() && (char.is_whitespace() || (char == '\\' && next == Some('\n'))) {
            if let Some((start, text)) = word.take() {
                found.push(Word {
                    text,
                    span: cut.span(start, at),
                });
            }
            continue;
        }
        let (_, text) = word.get_or_insert((at, String::new()));
        match (quote, char) {
            (Some(it), char) if it == char => quote = None,
            (None, '"' | '\'') => quote = Some(char),
            (None | Some('"'), '\\')
                if next.is_some_and(|it| matches!(it, '"' | '\\' | '$' | ' ')) =>
            {
                text.extend(chars.next().map(|(_, it)| it));
            }
            _ => text.push(char),
        }
    }
    if let Some((start, text_of_word)) = word {
        found.push(Word {
            text: text_of_word,
            span: cut.span(start, text.len()),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keywords(text: &str) -> Vec<String> {
        read(text).into_iter().map(|it| it.keyword).collect()
    }

    #[test]
    fn continuations_and_comments() {
        let text = "# syntax=x\nFROM golang:1.22 AS build\nRUN a && \\\n  # why\n\n  b \"c d\"\nCMD [\"/app\", \"-x\"]\n";
        let all = read(text);
        assert_eq!(keywords(text), ["FROM", "RUN", "CMD"]);
        let words = all[1].words();
        let last = words.last().expect("a word");
        assert_eq!(
            (last.text.as_str(), last.span.text(text)),
            ("c d", "\"c d\"")
        );
        assert!(!all[1].args.text.contains("why"));
        assert_eq!(all[2].words()[1].span.text(text), "\"-x\"");
    }

    #[test]
    fn heredocs_and_flags() {
        let text = "FROM x\nRUN --mount=type=cache,target=/go <<EOF\nFROM y\ngo build\nEOF\nCOPY --from=build /a /b\n";
        let all = read(text);
        assert_eq!(keywords(text), ["FROM", "RUN", "COPY"]);
        assert_eq!(all[1].heredocs[0].body.text, "FROM y\ngo build\n");
        assert_eq!(all[1].flags[0].value, "type=cache,target=/go");
        assert_eq!(
            all[2].flag("from").map(|it| it.value.as_str()),
            Some("build")
        );
        assert_eq!(all[2].words()[0].text, "/a");
    }

    #[test]
    fn escapes() {
        let text = "# escape=`\nFROM x\nRUN a `\n  b\\\nRUN c\n";
        assert_eq!(keywords(text), ["FROM", "RUN", "RUN"]);
    }

    #[test]
    fn assignments() {
        let text = "ENV A=1 B=\"x y\"\nENV OLD a b\nARG V\nARG W=2\n";
        let all = read(text);
        let of = |at: usize| -> Vec<(String, Option<String>)> {
            let pairs = all[at].assignments();
            pairs
                .into_iter()
                .map(|(name, value)| (name.text, value.map(|it| it.text)))
                .collect()
        };
        let some = |name: &str, value: &str| (name.to_owned(), Some(value.to_owned()));
        assert_eq!(of(0), [some("A", "1"), some("B", "x y")]);
        assert_eq!(of(1), [some("OLD", "a b")]);
        assert_eq!(of(2), [("V".to_owned(), None)]);
        assert_eq!(of(3), [some("W", "2")]);
    }

    #[test]
    fn odd_text_is_read() {
        for text in [
            "",
            "\\",
            "RUN",
            "RUN <<",
            "RUN <<A",
            "FROM x \\",
            "\u{feff}FROM x",
            "ONBUILD",
            "RUN [",
            "RUN [\"a\\",
        ] {
            let _ = read(text);
        }
        assert_eq!(keywords("ONBUILD RUN x"), ["RUN"]);
    }
}
