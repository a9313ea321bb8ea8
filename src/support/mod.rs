//! Small shared values: file identities, byte spans, edits, paths, suggestions.
//!
//! In: nothing. Out: `FileId`, `Span`, `Loc`, `Edit`, `Fix`. Must not know any stage.

pub mod path;
pub mod suggest;

/// Index of a source file in [`crate::discover::Workspace::files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

impl FileId {
    /// The index as `usize`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Half-open range of byte offsets into one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; files over 4 GiB are refused by discovery.
    pub fn new(start: usize, end: usize) -> Self {
        Span {
            start: start as u32,
            end: end as u32,
        }
    }

    /// Whether `inner` lies in this span.
    pub fn covers(self, inner: Span) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }

    /// The bytes of `text` that the span covers, empty when it lies outside.
    pub fn text(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or("")
    }
}

/// A span in a file: the only form of position that crosses a stage boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Loc {
    /// The file.
    pub file: FileId,
    /// The bytes in it.
    pub span: Span,
}

/// A replacement of some bytes of a file; an insertion where the span is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced.
    pub loc: Loc,
    /// By what.
    pub text: String,
}

/// Edits that mend a finding together. They must not overlap, and must leave a program that does what it did before, or better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What they do, in the imperative: "use LoadOrStore".
    pub title: String,
    /// The edits.
    pub edits: Vec<Edit>,
}
