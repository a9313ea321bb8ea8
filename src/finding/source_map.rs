//! From byte spans to what people and tools count in: lines and columns.
//!
//! In: the files of a [`Workspace`]. Out: [`SourceMap`], a read-only view. Must not know findings or formats.

use crate::discover::Workspace;
use crate::support::{FileId, Loc, Span};
use std::sync::OnceLock;

/// The byte order mark; editors and SARIF viewers do not count it.
const BOM: char = '\u{feff}';

/// Display paths, texts and line starts of all files of a run, Go code and documents.
///
/// Positions outside a file are moved to its end, and those inside a character to its start: a wrong span shows a wrong place, but
/// never ends the program.
#[derive(Debug)]
pub struct SourceMap<'a> {
    files: Vec<File<'a>>,
    /// How many of them are Go files.
    code: usize,
}

#[derive(Debug)]
struct File<'a> {
    display: &'a str,
    text: &'a str,
    /// Byte offset of the start of each line. Counted when first asked for: most files never are.
    lines: OnceLock<Vec<u32>>,
}

/// A place in a file, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column in bytes, as the go command prints it.
    pub column: usize,
    /// Column in UTF-16 code units, as SARIF and the language server protocol count; a byte order mark is not counted.
    pub utf16: usize,
}

/// A stretch of a file; the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region {
    /// First character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
}

impl<'a> SourceMap<'a> {
    /// A view of the workspace's files; a [`FileId`] means the same file in both.
    pub fn new(workspace: &'a Workspace) -> Self {
        let file = |display, text| File {
            display,
            text,
            lines: OnceLock::new(),
        };
        let code = workspace
            .files
            .iter()
            .map(|it| file(it.display.as_str(), &*it.text));
        let documents = workspace
            .documents
            .iter()
            .map(|it| file(it.display.as_str(), &*it.text));
        SourceMap {
            files: code.chain(documents).collect(),
            code: workspace.files.len(),
        }
    }

    /// All files, in the order of their paths.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..self.files.len() as u32).map(FileId)
    }

    /// The path shown to the user; empty for an unknown file.
    pub fn display(&self, file: FileId) -> &'a str {
        self.files.get(file.index()).map_or("", |it| it.display)
    }

    /// The text; empty for an unknown file.
    pub fn text(&self, file: FileId) -> &'a str {
        self.files.get(file.index()).map_or("", |it| it.text)
    }

    /// The file with this display path.
    pub fn find(&self, display: &str) -> Option<FileId> {
        let (code, documents) = self.files.split_at(self.code);
        let sought = |files: &[File]| files.binary_search_by(|it| it.display.cmp(display)).ok();
        let index = sought(code).or_else(|| sought(documents).map(|it| it + self.code));
        let index = index.or_else(|| self.files.iter().position(|it| it.display == display));
        index.map(|it| FileId(it as u32))
    }

    /// Where a byte offset is.
    pub fn position(&self, file: FileId, offset: u32) -> Position {
        let text = self.text(file);
        let starts = self.line_starts(file);
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = starts.partition_point(|it| *it as usize <= offset).max(1);
        let before = &text[starts.get(line - 1).map_or(0, |it| *it as usize)..offset];
        let counted = if line == 1 {
            before.trim_start_matches(BOM)
        } else {
            before
        };
        Position {
            line,
            column: before.len() + 1,
            utf16: counted.encode_utf16().count() + 1,
        }
    }

    /// Where a location starts.
    pub fn start(&self, loc: Loc) -> Position {
        self.position(loc.file, loc.span.start)
    }

    /// Where a location starts and ends.
    pub fn region(&self, loc: Loc) -> Region {
        Region {
            start: self.start(loc),
            end: self.position(loc.file, loc.span.end.max(loc.span.start)),
        }
    }

    /// As [`SourceMap::region`], cut at the end of its first line and at least one character long where the line has one.
    pub fn region_on_line(&self, loc: Loc) -> Region {
        self.region(self.on_line(loc))
    }

    /// The part of a location that lies on its first line, without trailing blanks.
    pub fn on_line(&self, loc: Loc) -> Loc {
        let text = self.text(loc.file);
        let line = self.line_span(loc.file, self.start(loc).line);
        let start = loc.span.start.min(line.end).max(line.start);
        let end = loc.span.end.clamp(start, line.end);
        let covered = Span { start, end }.text(text).trim_end();
        let mut end = start + covered.len() as u32;
        if end == start {
            let next = Span {
                start,
                end: line.end,
            }
            .text(text)
            .chars()
            .next();
            end += next.map_or(0, char::len_utf8) as u32;
        }
        Loc {
            file: loc.file,
            span: Span { start, end },
        }
    }

    /// The bytes of a line (counted from 1) without its line ending; empty behind the end of the file.
    pub fn line_span(&self, file: FileId, line: usize) -> Span {
        let text = self.text(file);
        let starts = self.line_starts(file);
        let end_of_text = text.len() as u32;
        let start = line
            .checked_sub(1)
            .and_then(|it| starts.get(it))
            .copied()
            .unwrap_or(end_of_text);
        let next = starts.get(line).copied().unwrap_or(end_of_text);
        let content = Span { start, end: next }.text(text);
        let content = content.strip_suffix('\n').unwrap_or(content);
        let content = content.strip_suffix('\r').unwrap_or(content);
        Span {
            start,
            end: start + content.len() as u32,
        }
    }

    /// The text of a line (counted from 1) without line ending and byte order mark.
    pub fn line_text(&self, file: FileId, line: usize) -> &'a str {
        self.line_span(file, line)
            .text(self.text(file))
            .trim_start_matches(BOM)
    }

    /// How many lines a file has; an empty file has one.
    pub fn line_count(&self, file: FileId) -> usize {
        self.line_starts(file).len()
    }

    fn line_starts(&self, file: FileId) -> &[u32] {
        let Some(file) = self.files.get(file.index()) else {
            return &[0];
        };
        file.lines.get_or_init(|| {
            let breaks = file
                .text
                .bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0)
                .chain(breaks.map(|(at, _)| at as u32 + 1))
                .collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::{GoVersion, PackageId, SourceFile, constraint::Constraint};

    const FILE: FileId = FileId(0);

    fn workspace(text: &str) -> Workspace {
        let file = SourceFile {
            path: "a.go".into(),
            display: "a.go".into(),
            text: text.into(),
            package: PackageId(0),
            is_test: false,
            generated: false,
            go: GoVersion {
                major: 1,
                minor: 24,
            },
            constraint: Constraint::default(),
        };
        Workspace {
            files: vec![file],
            ..Workspace::default()
        }
    }

    /// Line, byte column and UTF-16 column of the first `part`.
    fn position(text: &str, part: &str) -> (usize, usize, usize) {
        let workspace = workspace(text);
        let at = SourceMap::new(&workspace).position(FILE, text.find(part).expect("part") as u32);
        (at.line, at.column, at.utf16)
    }

    #[test]
    fn columns() {
        assert_eq!(position("x", "x"), (1, 1, 1));
        assert_eq!(position("a\n\tx", "x"), (2, 2, 2), "a tab is one column");
        assert_eq!(
            position("a\r\nb\r\nx", "x"),
            (3, 1, 1),
            "CRLF ends a line once"
        );
        assert_eq!(
            position("深 x", "x"),
            (1, 5, 3),
            "CJK: three bytes, one unit"
        );
        assert_eq!(
            position("🧮 x", "x"),
            (1, 6, 4),
            "emoji: four bytes, two units"
        );
        assert_eq!(
            position("\u{feff}x", "x"),
            (1, 4, 1),
            "a byte order mark has bytes but no column"
        );
        assert_eq!(position("\u{feff}a\nx", "x"), (2, 1, 1));
    }

    #[test]
    fn offsets_outside_are_moved_inside() {
        let workspace = workspace("é\nb");
        let map = SourceMap::new(&workspace);
        assert_eq!(
            map.position(FILE, 1),
            map.position(FILE, 0),
            "inside of a character"
        );
        assert_eq!(map.position(FILE, 99).line, 2);
        assert_eq!(
            map.position(FileId(9), 99),
            Position {
                line: 1,
                column: 1,
                utf16: 1
            }
        );
        assert_eq!(map.line_text(FILE, 0), "");
        assert_eq!(map.line_text(FILE, 3), "");
    }

    #[test]
    fn lines_come_without_their_ending() {
        let workspace = workspace("\u{feff}a\r\n\r\n b \n");
        let map = SourceMap::new(&workspace);
        let lines: Vec<_> = (1..=map.line_count(FILE))
            .map(|it| map.line_text(FILE, it))
            .collect();
        assert_eq!(lines, ["a", "", " b ", ""]);
    }

    #[test]
    fn a_region_on_a_line_ends_with_it() {
        let text = "for k := range m {\r\n\tuse(k)\r\n}\n";
        let workspace = workspace(text);
        let map = SourceMap::new(&workspace);
        let region = map.region_on_line(Loc {
            file: FILE,
            span: Span::new(0, text.len()),
        });
        assert_eq!((region.end.line, region.end.column), (1, 19));
        let empty = map.region_on_line(Loc {
            file: FILE,
            span: Span::new(4, 4),
        });
        assert_eq!(
            (empty.start.column, empty.end.column),
            (5, 6),
            "something to underline"
        );
    }

    #[test]
    fn files_are_found_by_path() {
        let workspace = workspace("");
        let map = SourceMap::new(&workspace);
        assert_eq!((map.find("a.go"), map.find("b.go")), (Some(FILE), None));
    }
}
