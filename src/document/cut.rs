//! Text cut out of a file, with the way back.
//!
//! In: pieces of a file. Out: one text, and the span in the file of every span in it. Must not know what the text means.

use crate::support::Span;

/// Stands in a [`Cut`] for text that only a run can tell: a make variable, `${{ ... }}`, `{{ ... }}`. A character for private use, which a
/// shell reads as part of a word.
pub const HOLE: char = '\u{E000}';

/// Text that was put together from pieces of a file: a `run: |` block without its indent, a recipe with `$` for `$$`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cut {
    /// The text.
    pub text: String,
    pieces: Vec<Piece>,
}

/// A stretch of the text and the one of the file that it comes from. Where the lengths differ, the one stands for the other as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    /// Offset in the text.
    at: u32,
    /// Length in the text.
    len: u32,
    /// Offset in the file.
    source: u32,
    /// Length in the file.
    source_len: u32,
}

impl Cut {
    /// A stretch of the file as it is.
    pub fn whole(text: &str, span: Span) -> Cut {
        let mut cut = Cut::default();
        cut.push(span.text(text), span.start as usize);
        cut
    }

    /// Appends text that begins at `source` in the file and has the same length there.
    pub fn push(&mut self, text: &str, source: usize) {
        let (at, len) = (self.text.len() as u32, text.len() as u32);
        self.text.push_str(text);
        if let Some(last) = self.pieces.last_mut()
            && last.len == last.source_len
            && last.at + last.len == at
            && last.source + last.source_len == source as u32
        {
            last.len += len;
            last.source_len += len;
        } else if len > 0 {
            self.pieces.push(Piece {
                at,
                len,
                source: source as u32,
                source_len: len,
            });
        }
    }

    /// Appends text that stands for `span` as a whole: the value of a variable, or [`HOLE`].
    pub fn push_for(&mut self, text: &str, span: Span) {
        let (at, len) = (self.text.len() as u32, text.len() as u32);
        self.text.push_str(text);
        if len > 0 {
            self.pieces.push(Piece {
                at,
                len,
                source: span.start,
                source_len: span.end - span.start,
            });
        }
    }

    /// Appends text that has no place of its own in the file (a line end between list items).
    pub fn push_extra(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Appends another cut of the same file.
    pub fn append(&mut self, other: &Cut) {
        let base = self.text.len() as u32;
        self.text.push_str(&other.text);
        let moved = other.pieces.iter().map(|it| Piece {
            at: it.at + base,
            ..*it
        });
        self.pieces.extend(moved);
    }

    /// The part of the text from `start` to `end`, as a cut of the same file.
    pub fn part(&self, start: usize, end: usize) -> Cut {
        let mut cut = Cut::default();
        let Some(text) = self.text.get(start..end) else {
            return cut;
        };
        cut.text = text.to_owned();
        for piece in &self.pieces {
            let from = (piece.at as usize).max(start);
            let to = ((piece.at + piece.len) as usize).min(end);
            if from >= to {
                continue;
            }
            let same = piece.len == piece.source_len;
            let (at, len) = ((from - start) as u32, (to - from) as u32);
            cut.pieces.push(Piece {
                at,
                len,
                source: piece.source + if same { from as u32 - piece.at } else { 0 },
                source_len: if same { len } else { piece.source_len },
            });
        }
        cut
    }

    /// The text with every stretch that `holes` finds (byte ranges, in order) replaced by [`HOLE`].
    pub fn with_holes(&self, holes: &[(usize, usize)]) -> Cut {
        let mut cut = Cut::default();
        let mut at = 0;
        for &(start, end) in holes.iter().filter(|(start, end)| start < end) {
            if start < at {
                continue;
            }
            cut.append(&self.part(at, start));
            let mut hole = HOLE.to_string();
            // A hole over several lines keeps them apart.
            let breaks = self.text[start..end].matches('\n').count();
            if breaks > 0 {
                hole.push(' ');
            }
            cut.push_for(&hole, self.span(start, end));
            at = end;
        }
        cut.append(&self.part(at, self.text.len()));
        cut
    }

    /// Where a stretch of the text stands in the file: from the piece that holds its first byte to the one that holds its last.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let first = match self.piece(start) {
            Some(it) if it.len == it.source_len => it.source + (start as u32 - it.at).min(it.len),
            Some(it) if start as u32 >= it.at + it.len => it.source + it.source_len,
            Some(it) => it.source,
            None => self.pieces.first().map_or(0, |it| it.source),
        };
        if end <= start {
            return Span {
                start: first,
                end: first,
            };
        }
        let last = match self.piece(end - 1) {
            Some(it) if it.len == it.source_len => {
                it.source + (end as u32 - it.at).min(it.source_len)
            }
            Some(it) => it.source + it.source_len,
            None => first,
        };
        Span {
            start: first,
            end: last.max(first),
        }
    }

    /// The piece that holds a byte of the text, or the last one before it.
    fn piece(&self, at: usize) -> Option<&Piece> {
        let next = self.pieces.partition_point(|it| it.at <= at as u32);
        self.pieces.get(next.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back() {
        let file = "run: |\n    go test \\\n      ./...\n";
        let mut cut = Cut::default();
        for line in ["go test \\\n", "./...\n"] {
            cut.push(line, file.find(line).expect("a line"));
        }
        let at = cut.text.find("./...").expect("the word");
        assert_eq!(cut.span(at, at + 5).text(file), "./...");
        assert_eq!(cut.span(3, at + 5).text(file), "test \\\n      ./...");
        assert_eq!(cut.part(at, at + 5).span(0, 5).text(file), "./...");
    }

    #[test]
    fn what_has_no_place_is_put_near() {
        let file = "[a, b]";
        let mut cut = Cut::default();
        cut.push("a", 1);
        cut.push_extra("\n");
        cut.push("b", 4);
        assert_eq!(cut.text, "a\nb");
        assert_eq!(cut.span(2, 3).text(file), "b");
        assert_eq!(cut.span(0, 2).start, 1);
    }

    #[test]
    fn stand_ins_cover_what_they_stand_for() {
        let file = "go test ${{ x }} ./a";
        let cut = Cut::whole(file, Span::new(0, file.len()));
        let start = file.find("${{").expect("there");
        let masked = cut.with_holes(&[(start, start + 8)]);
        assert_eq!(masked.text, format!("go test {HOLE} ./a"));
        let word = masked.text.find(HOLE).expect("there");
        let whole = masked.span(word, word + HOLE.len_utf8());
        assert_eq!(whole.text(file), "${{ x }}");
        let last = masked.text.find("./a").expect("there");
        assert_eq!(masked.span(last, last + 3).text(file), "./a");
        assert_eq!(masked.part(last, last + 3).span(0, 3).text(file), "./a");
    }
}
