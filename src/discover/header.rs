//! The head of a Go file: comments, build constraints, package clause, imports.
//!
//! In: text. Out: [`Header`], or what is wrong with the head. Reads no further than the imports.

use super::constraint::Constraint;
use crate::support::Span;
use smol_str::SmolStr;

/// What the head of a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// Name in the package clause.
    pub package: SmolStr,
    /// Carries the marker of generated code.
    pub generated: bool,
    /// Of `//go:build`, otherwise of `// +build` lines; without the file name's.
    pub constraint: Constraint,
    /// The constraint comes from a `//go:build` line, which may set the language version.
    pub modern: bool,
    /// Import paths.
    pub imports: Vec<SmolStr>,
    /// A build constraint that could not be read, and is taken as none.
    pub complaint: Option<Complaint>,
}

/// Where something is wrong, and what.
pub(super) type Complaint = (Span, String);

/// Lines that say when a file is built.
#[derive(Default)]
struct BuildLines {
    go_build: Option<(Span, Constraint)>,
    plus_build: Vec<(usize, Constraint)>,
    complaint: Option<Complaint>,
    generated: bool,
}

/// Reads the head of a file.
pub(super) fn scan(text: &str) -> Result<Header, Complaint> {
    let (lines, code, plus_end) = comments(text);
    let mut cursor = Cursor { text, at: code };
    let package = package_clause(&mut cursor)?;
    let modern = lines.go_build.is_some();
    let constraint = match lines.go_build {
        Some((_, constraint)) => constraint,
        None => Constraint::all(
            lines
                .plus_build
                .into_iter()
                .filter(|(at, _)| *at < plus_end)
                .map(|(_, c)| c)
                .collect(),
        ),
    };
    let imports = imports(&mut cursor);
    Ok(Header {
        package,
        generated: lines.generated,
        constraint,
        modern,
        imports,
        complaint: lines.complaint,
    })
}

/// Reads comment lines up to the first code: its offset, and the offset before which `// +build` lines count (those followed by a
/// blank line, in the leading run of line comments).
fn comments(text: &str) -> (BuildLines, usize, usize) {
    let mut lines = BuildLines::default();
    let (mut at, mut plus_end, mut ended, mut in_block) = (0, 0, false, false);
    if text.starts_with('\u{feff}') {
        at = '\u{feff}'.len_utf8();
    }
    for raw in text[at..].split_inclusive('\n') {
        let start = at;
        at += raw.len();
        let mut line = raw.trim();
        if line.is_empty() {
            if !ended {
                plus_end = at;
            }
            continue;
        }
        ended |= !line.starts_with("//");
        if !in_block && line.starts_with("//") {
            note(&mut lines, raw.trim_end(), line, start);
            continue;
        }
        loop {
            if in_block {
                let Some(end) = line.find("*/") else { break };
                in_block = false;
                line = line[end + 2..].trim_start();
            }
            if line.is_empty() || line.starts_with("//") {
                break;
            }
            if !line.starts_with("/*") {
                let code = raw.trim_end().len() - line.len();
                return (lines, start + code, plus_end);
            }
            in_block = true;
            line = &line[2..];
        }
    }
    (lines, text.len(), plus_end)
}

/// Takes down what a line comment says. `raw` is the line, `line` the same without blanks before it.
fn note(lines: &mut BuildLines, raw: &str, line: &str, start: usize) {
    let span = Span::new(start, start + raw.len());
    if raw.starts_with("// Code generated ") && raw.ends_with(" DO NOT EDIT.") {
        lines.generated = true;
    }
    if let Some(expression) = line.strip_prefix("//go:build")
        && expression.starts_with([' ', '\t'])
    {
        // A trailing comment is not part of the line in Go either: it is an error there.
        match Constraint::parse(expression) {
            _ if lines.go_build.is_some() => {
                lines.complaint = Some((
                    span,
                    "there is more than one //go:build line; the first one counts".to_string(),
                ));
            }
            Ok(constraint) => lines.go_build = Some((span, constraint)),
            Err(why) => {
                lines.complaint =
                    Some((span, format!("{why}; the file is taken to be built always")))
            }
        }
    }
    let arguments = line
        .trim_start_matches('/')
        .trim_start()
        .strip_prefix("+build");
    if let Some(arguments) =
        arguments.filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    {
        lines
            .plus_build
            .push((start, Constraint::parse_plus_build(arguments)));
    }
}

/// A place in a text.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Skips blanks, semicolons and comments.
    fn skip(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches([' ', '\t', '\r', '\n', ';']);
            self.at += rest.len() - trimmed.len();
            let len = if trimmed.starts_with("//") {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else if let Some(comment) = trimmed.strip_prefix("/*") {
                comment.find("*/").map_or(trimmed.len(), |end| end + 4)
            } else {
                return;
            };
            self.at += len;
        }
    }

    /// The identifier or keyword here, consumed; empty when there is none.
    fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let len = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    /// Consumes one character.
    fn eat(&mut self, c: char) -> bool {
        let here = self.rest().starts_with(c);
        if here {
            self.at += c.len_utf8();
        }
        here
    }

    /// The contents of the string literal here, consumed.
    fn string(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '`'))?;
        let len = rest[1..].find(quote)?;
        self.at += len + 2;
        Some(&rest[1..1 + len])
    }
}

/// Reads `package name`.
fn package_clause(cursor: &mut Cursor) -> Result<SmolStr, Complaint> {
    let start = cursor.at;
    let end = start + cursor.rest().find('\n').unwrap_or(cursor.rest().len());
    let keyword = cursor.word();
    cursor.skip();
    let name = cursor.word();
    if keyword != "package" || name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        return Err((
            Span::new(start, end),
            "has no package clause that could be read".to_string(),
        ));
    }
    Ok(SmolStr::new(name))
}

/// Reads the import declarations; stops at whatever else there is.
fn imports(cursor: &mut Cursor) -> Vec<SmolStr> {
    let mut paths = Vec::new();
    loop {
        cursor.skip();
        if cursor.word() != "import" {
            return paths;
        }
        cursor.skip();
        let group = cursor.eat('(');
        loop {
            cursor.skip();
            if group && cursor.eat(')') {
                break;
            }
            if !cursor.eat('.') {
                cursor.word();
            }
            cursor.skip();
            let Some(path) = cursor.string() else {
                return paths;
            };
            paths.push(SmolStr::new(path));
            if !group {
                break;
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn head(text: &str) -> Header {
        scan(text).unwrap()
    }

    fn tag(tag: &str) -> Constraint {
        Constraint::Tag(tag.to_string())
    }

    #[test]
    fn package_clauses() {
        for text in [
            "package foo",
            "\u{feff}package foo\n",
            "// c\n\n/* a\n b */ /* c */ package /* d */ foo; var x int",
            "\r\n package\n foo",
        ] {
            assert_eq!(head(text).package, "foo", "{text:?}");
        }
        for text in [
            "",
            "// only\n",
            "/* open",
            "foo",
            "package",
            "package 1a",
            "packagefoo",
            "package \"x\"",
        ] {
            assert!(scan(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn build_lines() {
        assert_eq!(
            head("// Copyright\n\n//go:build linux\n// +build windows\n\npackage p").constraint,
            tag("linux")
        );
        assert_eq!(
            head("// +build linux\n\npackage p").constraint,
            tag("linux")
        );
        assert_eq!(
            head("// +build linux\npackage p").constraint,
            Constraint::Always
        );
        assert_eq!(
            head("// +build a\n// +build b\n\npackage p").constraint,
            Constraint::And(vec![tag("a"), tag("b")])
        );
        assert_eq!(
            head("/* x */\n\n// +build linux\n\npackage p").constraint,
            Constraint::Always
        );
        assert_eq!(
            head("/* x\n//go:build linux\n*/\npackage p").constraint,
            Constraint::Always
        );
        assert_eq!(
            head("/* x */\n//go:build linux\npackage p").constraint,
            tag("linux")
        );
        assert_eq!(
            head("package p\n\n//go:build linux\n").constraint,
            Constraint::Always
        );
        assert!(head("//go:build linux\n\npackage p").modern);
        let bad = head("//go:build linux &&\n\npackage p");
        assert_eq!(
            (bad.constraint, bad.complaint.unwrap().0),
            (Constraint::Always, Span::new(0, 19))
        );
    }

    #[test]
    fn generated_markers() {
        assert!(head("// Code generated by x. DO NOT EDIT.\npackage p").generated);
        assert!(head("// c\n\n// Code generated by x. DO NOT EDIT.\r\n\npackage p").generated);
        assert!(!head(" // Code generated by x. DO NOT EDIT.\npackage p").generated);
        assert!(!head("// Code generated by x. DO NOT EDIT\npackage p").generated);
        assert!(!head("package p\n// Code generated by x. DO NOT EDIT.\n").generated);
    }

    #[test]
    fn imports_are_listed() {
        let text = "package p\nimport \"a\"\nimport x `b/c`\nimport (\n\t. \"d\" // c\n\t_ \"e\"; \"f\"\n)\nvar y = \"import\"\n";
        assert_eq!(head(text).imports, ["a", "b/c", "d", "e", "f"]);
        assert_eq!(head("package p; import (").imports, Vec::<SmolStr>::new());
    }
}
