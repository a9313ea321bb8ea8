//! Comments and statements, by line: as much of a language as suppressions need.
//!
//! In: text of a Go file or of a configuration file. Out: [`Lines`]. Never fails: what it does not understand is code.

use crate::support::Span;

/// A comment that may hold a suppression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Comment {
    /// Without line end.
    pub span: Span,
    /// From 1.
    pub line: usize,
    /// No code stands before it on its line.
    pub alone: bool,
}

/// What the lines of a file are.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// In source order.
    pub comments: Vec<Comment>,
    /// Of each line: the first line of the statement that it belongs to, from 1.
    statements: Vec<usize>,
    /// Of each line: it has code.
    code: Vec<bool>,
}

impl Lines {
    /// The first line of the statement that a line belongs to.
    pub fn statement(&self, line: usize) -> usize {
        let known = line.checked_sub(1).and_then(|it| self.statements.get(it));
        known.copied().unwrap_or(line)
    }

    /// The first line of the statement that a comment is about: its own line, or the one below where it stands alone.
    pub fn target(&self, comment: Comment) -> usize {
        if !comment.alone {
            return self.statement(comment.line);
        }
        // Further comments may stand between, blank lines may not.
        let stacked = |line: &usize| {
            !self.code.get(line - 1).copied().unwrap_or(true)
                && self.comments.iter().any(|it| it.line == *line)
        };
        let mut line = comment.line + 1;
        while stacked(&line) {
            line += 1;
        }
        self.statement(line)
    }
}

/// Comments that tell the compiler something, and that rules look at.
const DIRECTIVES: [&[u8]; 2] = [b"//go:debug ", b"//go:linkname "];

/// What begins a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `//`.
    Slashes,
    /// `#`, behind blanks or at the beginning of a line.
    Hashes,
    /// `#` or `;` at the beginning of a line.
    Unit,
    /// `REM` or `::` at the beginning of a line.
    Batch,
}

impl Style {
    fn of(path: &str) -> Style {
        let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
        let extension = name.rsplit_once('.').map_or("", |(_, it)| it);
        match extension {
            "go" | "mod" | "work" | "json" | "jsonc" | "json5" | "code-workspace" | "js" | "ts"
            | "c" | "h" | "proto" => Style::Slashes,
            "cmd" | "bat" => Style::Batch,
            "service" | "conf" => Style::Unit,
            _ if name.starts_with("jenkinsfile") => Style::Slashes,
            _ => Style::Hashes,
        }
    }
}

/// Reads a file.
pub(super) fn read(path: &str, text: &str) -> Lines {
    let mut reader = Reader::new(text);
    match Style::of(path) {
        Style::Slashes => reader.go(),
        Style::Hashes => reader.hashes(),
        Style::Unit => reader.lines(|line| matches!(line.first(), Some(b'#' | b';'))),
        Style::Batch => reader.lines(|line| {
            line.starts_with(b"::")
                || (line
                    .get(..3)
                    .is_some_and(|it| it.eq_ignore_ascii_case(b"rem"))
                    && line.get(3).is_none_or(u8::is_ascii_whitespace))
        }),
    }
    reader.finish()
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
    /// Open brackets: which, and the statement that they are in.
    open: Vec<(u8, usize)>,
    /// The last byte of code on this line.
    last: Option<[u8; 2]>,
    lines: Lines,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Reader {
            bytes: text.as_bytes(),
            at: 0,
            line: 1,
            open: Vec::new(),
            last: None,
            lines: Lines {
                statements: vec![1],
                code: vec![false],
                ..Lines::default()
            },
        }
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    /// The line ends: what does the next one belong to?
    fn new_line(&mut self) {
        let own = self.lines.statements.last().copied().unwrap_or(1);
        let next = match (self.open.last(), self.last) {
            (Some((b'(' | b'[', statement)), _) => *statement,
            (_, Some([before, last])) if continues(before, last) => own,
            _ => self.line + 1,
        };
        self.line += 1;
        self.lines.statements.push(next);
        self.lines.code.push(false);
        self.last = None;
    }

    fn code(&mut self, byte: u8) {
        let before = self.last.map_or(b' ', |it| it[1]);
        self.last = Some([before, byte]);
        if let Some(code) = self.lines.code.last_mut() {
            *code = true;
        }
    }

    fn comment(&mut self) {
        let rest = &self.bytes[self.at..];
        let length = rest
            .iter()
            .position(|it| *it == b'\n')
            .unwrap_or(rest.len());
        let trimmed = rest[..length].trim_ascii_end().len();
        // Directives that findings are about: a comment above is about them.
        let directive = DIRECTIVES.iter().any(|it| rest.starts_with(it));
        if let (true, Some(code)) = (directive, self.lines.code.last_mut()) {
            *code = true;
        }
        self.lines.comments.push(Comment {
            span: Span::new(self.at, self.at + trimmed),
            line: self.line,
            alone: self.last.is_none(),
        });
        self.at += length;
    }

    /// `//` and `/* */` comments, strings in three kinds of quotes, brackets.
    fn go(&mut self) {
        while self.at < self.bytes.len() {
            match (self.byte(0), self.byte(1)) {
                (b'/', b'/') => self.comment(),
                (b'/', b'*') => self.block_comment(),
                (quote @ (b'"' | b'\'' | b'`'), _) => self.string(quote),
                (byte, _) => {
                    self.plain(byte);
                    self.at += 1;
                }
            }
        }
    }

    fn plain(&mut self, byte: u8) {
        match byte {
            b'\n' => return self.new_line(),
            b'(' | b'[' | b'{' => {
                let statement = self.lines.statements.last().copied().unwrap_or(1);
                self.open.push((byte, statement));
            }
            b')' | b']' | b'}' => {
                self.open.pop();
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            self.code(byte);
        }
    }

    fn block_comment(&mut self) {
        self.at += 2;
        while self.at < self.bytes.len() && (self.byte(0), self.byte(1)) != (b'*', b'/') {
            if self.byte(0) == b'\n' {
                self.new_line();
            }
            self.at += 1;
        }
        self.at += 2;
    }

    /// To the closing quote; where none comes, an interpreted string ends with its line.
    fn string(&mut self, quote: u8) {
        self.code(quote);
        self.at += 1;
        while self.at < self.bytes.len() {
            match self.byte(0) {
                byte if byte == quote => {
                    self.code(quote);
                    self.at += 1;
                    return;
                }
                b'\n' if quote != b'`' => return,
                b'\n' => {
                    // The lines of a raw string belong to its statement.
                    let statement = self.lines.statements.last().copied().unwrap_or(1);
                    self.new_line();
                    if let Some(own) = self.lines.statements.last_mut() {
                        *own = statement;
                    }
                    self.code(quote);
                    self.at += 1;
                }
                b'\\' if quote != b'`' => self.at += 2,
                _ => self.at += 1,
            }
        }
    }

    /// Lines that are comments as a whole, and others.
    fn lines(&mut self, is_comment: impl Fn(&[u8]) -> bool) {
        while self.at < self.bytes.len() {
            let byte = self.byte(0);
            if byte == b'\n' {
                self.new_line();
            } else if self.last.is_none() && is_comment(&self.bytes[self.at..]) {
                self.comment();
                continue;
            } else if !byte.is_ascii_whitespace() {
                self.code(byte);
            }
            self.at += 1;
        }
    }

    /// `#` comments at the beginning of a line or behind a blank, lines continued by a backslash.
    fn hashes(&mut self) {
        while self.at < self.bytes.len() {
            let byte = self.byte(0);
            let before = self.at.checked_sub(1).map_or(b'\n', |it| self.bytes[it]);
            if byte == b'#' && before.is_ascii_whitespace() {
                self.comment();
                continue;
            }
            if byte == b'\n' && self.last.is_some_and(|it| it[1] == b'\\') {
                let statement = self.lines.statements.last().copied().unwrap_or(1);
                self.new_line();
                if let Some(own) = self.lines.statements.last_mut() {
                    *own = statement;
                }
            } else if byte == b'\n' {
                self.new_line();
            } else if !byte.is_ascii_whitespace() {
                self.code(byte);
            }
            self.at += 1;
        }
    }

    fn finish(self) -> Lines {
        self.lines
    }
}

/// Does a statement go on behind these two bytes at the end of a line?
fn continues(before: u8, last: u8) -> bool {
    match last {
        b'+' | b'-' => before != last,
        b'.' | b'&' | b'|' | b'*' | b'/' | b'%' | b'=' | b'<' | b'>' | b'^' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_told_from_strings() {
        let text = "package p\n\nvar a = \"// no\" // yes\n/* // no */\nvar b = `\n// no\n` + '\"' // yes too\n\t// alone\n";
        let lines = read("a.go", text);
        let found: Vec<_> = lines
            .comments
            .iter()
            .map(|it| (it.line, it.alone, it.span.text(text)))
            .collect();
        assert_eq!(
            found,
            [
                (3, false, "// yes"),
                (7, false, "// yes too"),
                (8, true, "// alone")
            ]
        );
    }

    #[test]
    fn statements_span_lines() {
        let text =
            "f(\n\ta,\n\tm[k],\n)\ng(func() {\n\tm[k] = 1\n})\nx :=\n\tm[1] +\n\tm[2]\nx++\ny\n";
        let lines = read("a.go", text);
        let starts: Vec<usize> = (1..=12).map(|it| lines.statement(it)).collect();
        assert_eq!(starts, [1, 1, 1, 1, 5, 6, 7, 8, 8, 8, 11, 12]);
    }

    #[test]
    fn a_comment_alone_is_about_the_statement_below() {
        let text = "// one\n// two\nf(\n\tx)\n\n// three\n\ny\n";
        let lines = read("a.go", text);
        let targets: Vec<usize> = lines.comments.iter().map(|it| lines.target(*it)).collect();
        assert_eq!(targets, [3, 3, 7], "no blank line between");
    }

    #[test]
    fn configuration_files_have_hashes() {
        let text = "FROM a#b # yes\nRUN x \\\n  && y\n# alone\nUSER root\n";
        let lines = read("Dockerfile", text);
        assert_eq!(lines.comments.len(), 2);
        assert_eq!(
            (lines.statement(3), lines.target(lines.comments[1])),
            (2, 5)
        );
    }

    #[test]
    fn units_and_batch_files_have_their_own() {
        let lines = read(
            "x.service",
            "[Service]\n; one\nEnvironment=A=b ; no\n# two\nX=y\n",
        );
        let found: Vec<usize> = lines.comments.iter().map(|it| it.line).collect();
        assert_eq!(found, [2, 4]);
        let lines = read(
            "x.bat",
            "@echo off\r\n  rem one\r\n:: two\r\nremark\r\nset A=b rem no\r\n",
        );
        let found: Vec<usize> = lines.comments.iter().map(|it| it.line).collect();
        assert_eq!(found, [2, 3]);
        assert_eq!(lines.target(lines.comments[0]), 4);
    }
}
