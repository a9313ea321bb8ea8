//! A coarse tokenizer for Go.
//!
//! In: text, well formed or not. Out: tokens with their position, comments left out. It knows strings, comments and
//! brackets well enough to cut a file into declarations and to find identifiers that are code; it never fails.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An identifier or keyword.
    Word,
    /// A string, raw string or rune literal.
    Literal,
    /// Any other character: an operator's byte, a digit, a bracket.
    Punct(u8),
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// Column of its first byte, 0 at the beginning of a line.
    pub column: usize,
    /// No other token stands before it on its line.
    pub first: bool,
    /// Number of brackets open before it; negative where more were closed than opened.
    pub depth: i32,
    /// Of an opening bracket that is closed: index of the token that closes it.
    pub mate: Option<u32>,
}

impl Token {
    /// The token's bytes.
    pub fn text<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        bytes.get(self.start..self.end).unwrap_or(&[])
    }

    /// Is this the given punctuation byte?
    pub fn is(&self, punct: u8) -> bool {
        self.kind == Kind::Punct(punct)
    }
}

/// The tokens of a text.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// In source order.
    pub list: Vec<Token>,
    /// A raw string runs to the end of the text: what follows its start is not to be trusted.
    pub unterminated: bool,
    /// Where a block comment starts that runs to the end of the text.
    pub open_comment: Option<usize>,
}

/// Is the byte part of an identifier? Every byte beyond ASCII is taken as a letter.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// Cuts `bytes` into tokens.
pub(super) fn tokens(bytes: &[u8]) -> Tokens {
    let mut out = Tokens::default();
    let (mut at, mut line, mut depth, mut first) = (0, 0, 0, true);
    let mut open: Vec<usize> = Vec::new();
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        (at, line) = (3, 3);
    }
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let kind = match byte {
            b'\n' => {
                at += 1;
                (line, first) = (at, true);
                continue;
            }
            b' ' | b'\t' | b'\r' => {
                at += 1;
                continue;
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at = find(bytes, at, b"\n").unwrap_or(bytes.len());
                continue;
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                let end = find(bytes, at + 2, b"*/").map(|end| end + 2);
                if end.is_none() {
                    out.open_comment = Some(at);
                }
                let end = end.unwrap_or(bytes.len());
                if let Some(newline) = bytes[at..end].iter().rposition(|&b| b == b'\n') {
                    (line, first) = (at + newline + 1, true);
                }
                at = end;
                continue;
            }
            b'`' => {
                let end = find(bytes, at + 1, b"`").map(|end| end + 1);
                out.unterminated |= end.is_none();
                at = end.unwrap_or(bytes.len());
                Kind::Literal
            }
            b'"' | b'\'' => {
                at = quoted(bytes, at);
                Kind::Literal
            }
            _ if is_word(byte) && !byte.is_ascii_digit() => {
                at += bytes[at..].iter().take_while(|b| is_word(**b)).count();
                Kind::Word
            }
            _ if byte.is_ascii_digit() => {
                at += bytes[at..].iter().take_while(|b| is_word(**b)).count();
                Kind::Punct(b'0')
            }
            _ => {
                at += 1;
                Kind::Punct(byte)
            }
        };
        let column = start.saturating_sub(line);
        out.list.push(Token {
            start,
            end: at,
            kind,
            column,
            first,
            depth,
            mate: None,
        });
        first = false;
        match kind {
            Kind::Punct(b'(' | b'[' | b'{') => {
                depth += 1;
                open.push(out.list.len() - 1);
            }
            Kind::Punct(b')' | b']' | b'}') => {
                depth -= 1;
                if let Some(opening) = open.pop() {
                    out.list[opening].mate = u32::try_from(out.list.len() - 1).ok();
                }
            }
            // A raw string of several lines: what stands behind it is on a later line, but not the first there.
            Kind::Literal => {
                if let Some(newline) = bytes[start..at].iter().rposition(|&b| b == b'\n') {
                    line = start + newline + 1;
                }
            }
            _ => {}
        }
    }
    out
}

/// Position of `needle` at or after `from`.
fn find(bytes: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let (&first, tail) = needle.split_first()?;
    let mut at = 0;
    loop {
        at += rest.get(at..)?.iter().position(|&byte| byte == first)?;
        if rest.get(at + 1..)?.starts_with(tail) {
            return Some(from + at);
        }
        at += 1;
    }
}

/// End of the quoted literal that starts at `start`; an unclosed one ends with its line.
fn quoted(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' => return at,
            b'\\' if bytes.get(at + 1).is_some_and(|&next| next != b'\n') => at += 2,
            _ if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Index of the bracket that closes the one at `open`, if both are there.
pub(super) fn closing(list: &[Token], open: usize) -> Option<usize> {
    list.get(open)?.mate.map(|mate| mate as usize)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let bytes = text.as_bytes();
        tokens(bytes)
            .list
            .iter()
            .map(|t| std::str::from_utf8(t.text(bytes)).unwrap())
            .collect()
    }

    #[test]
    fn strings_and_comments_are_not_code() {
        assert_eq!(
            words("a /* b */ \"c\\\" d\" `e\nf` 'g' // h\ni"),
            ["a", "\"c\\\" d\"", "`e\nf`", "'g'", "i"]
        );
        assert_eq!(
            words("x := 1_000.5e3"),
            ["x", ":", "=", "1_000", ".", "5e3"]
        );
    }

    #[test]
    fn unterminated_text_ends() {
        assert!(tokens(b"a `b").unterminated);
        assert_eq!(tokens(b"a /* b").open_comment, Some(2));
        assert_eq!(words("\"abc\nd"), ["\"abc", "d"]);
        assert_eq!(words("'\\"), ["'\\"]);
    }

    #[test]
    fn brackets_are_matched() {
        let list = tokens(b"f(a, [b]{c}) d").list;
        assert_eq!(closing(&list, 1), Some(10));
        assert_eq!(closing(&list, 4), Some(6));
        assert_eq!(closing(&tokens(b"f(a").list, 1), None);
    }

    #[test]
    fn columns_know_lines() {
        let list = tokens(b"a\n b\n/* x\n*/ c\n`\n` d\ne").list;
        let seen: Vec<_> = list.iter().map(|t| (t.column, t.first)).collect();
        assert_eq!(
            seen,
            [
                (0, true),
                (1, true),
                (3, true),
                (0, true),
                (2, false),
                (0, true)
            ]
        );
    }
}
