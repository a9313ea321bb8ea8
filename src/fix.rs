//! Fixes: the edits of findings, put together file by file, shown as a diff or written.
//!
//! In: findings, the workspace. Out: [`Changed`] texts; files on disk when asked for. Must not know how findings are found. Knows no
//! rule: an edit is safe because its rule says so.

use crate::discover::{ProblemKind, Workspace};
use crate::finding::{Edit, Finding, SourceMap};
use crate::output;
use crate::support::FileId;
use crate::syntax;
use similar::TextDiff;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// Lines of context in a diff, as `diff -u` has them.
const CONTEXT: usize = 3;

/// A file with the edits made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The file.
    pub file: FileId,
    /// Its text with the edits made.
    pub text: String,
}

/// What became of the fixes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fixes {
    /// Files that change, in their order.
    pub changed: Vec<Changed>,
    /// Positions in the list of findings of those that are mended.
    pub mended: Vec<usize>,
}

/// Makes the edits of all findings that have some, first come first served: a fix that touches what another one has changed is left
/// for the next run. A file that could not be read whole is left alone, and so is one that would not be readable afterwards.
pub fn plan(findings: &[Finding], workspace: &Workspace, files: &SourceMap) -> Fixes {
    let mut edits: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    let mut taken: Vec<usize> = Vec::new();
    for (at, finding) in findings.iter().enumerate() {
        let Some(fix) = &finding.fix else { continue };
        let possible = !fix.edits.is_empty()
            && fix.edits.iter().all(|edit| {
                is_whole(edit.loc.file, workspace, files)
                    && fits(edit, files.text(edit.loc.file))
                    && edits
                        .get(&edit.loc.file)
                        .is_none_or(|others| others.iter().all(|it| are_apart(it, edit)))
            });
        if possible {
            for edit in &fix.edits {
                edits.entry(edit.loc.file).or_default().push(edit);
            }
            taken.push(at);
        }
    }
    let mut fixes = Fixes::default();
    let mut refused: Vec<FileId> = Vec::new();
    for (file, edits) in edits {
        let text = edited(files.text(file), edits);
        if is_readable(files.display(file), &text) {
            fixes.changed.push(Changed { file, text });
        } else {
            refused.push(file);
        }
    }
    fixes.mended = taken;
    fixes.mended.retain(|at| {
        let edits = findings[*at].fix.iter().flat_map(|fix| &fix.edits);
        edits.map(|it| it.loc.file).all(|it| !refused.contains(&it))
    });
    fixes
}

/// Everything in the file was understood.
fn is_whole(file: FileId, workspace: &Workspace, files: &SourceMap) -> bool {
    let display = files.display(file);
    !display.is_empty()
        && !workspace.problems.iter().any(|it| {
            it.path == display
                && matches!(
                    it.kind,
                    ProblemKind::SyntaxUnread | ProblemKind::FileSkipped
                )
        })
}

/// The edit lies in the text, and on character boundaries.
fn fits(edit: &Edit, text: &str) -> bool {
    let span = edit.loc.span;
    span.start <= span.end && text.get(span.start as usize..span.end as usize).is_some()
}

/// Neither changes what the other one does; two insertions at one place have no order.
fn are_apart(a: &Edit, b: &Edit) -> bool {
    let (a, b) = (a.loc.span, b.loc.span);
    (a.end <= b.start || b.end <= a.start) && (a.start, a.end) != (b.start, b.end)
}

fn edited(text: &str, mut edits: Vec<&Edit>) -> String {
    edits.sort_by_key(|it| (it.loc.span.start, it.loc.span.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let span = edit.loc.span;
        out.push_str(text.get(at..span.start as usize).unwrap_or(""));
        out.push_str(&edit.text);
        at = span.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

/// Go code still parses; other files have their own grammars, and edits there replace whole values.
fn is_readable(path: &str, text: &str) -> bool {
    !path.ends_with(".go") || syntax::go::parse(text).unread.is_empty()
}

/// The changes as `git diff` writes them.
pub fn diff(changed: &[Changed], files: &SourceMap) -> String {
    let mut out = String::new();
    for it in changed {
        let path = files.display(it.file);
        let diff = TextDiff::from_lines(files.text(it.file), &it.text);
        let text = diff
            .unified_diff()
            .context_radius(CONTEXT)
            .header(&format!("a/{path}"), &format!("b/{path}"))
            .to_string();
        out.push_str(&text);
    }
    out
}

/// Writes the changed files below `root`, each at one stroke.
///
/// # Errors
/// A file cannot be written, or is not what was analysed any more; the message names it. Those before it are written.
pub fn apply(changed: &[Changed], root: &Path, files: &SourceMap) -> io::Result<()> {
    for it in changed {
        let display = files.display(it.file);
        replace_unchanged(&root.join(display), files.text(it.file), &it.text).map_err(|error| {
            io::Error::new(error.kind(), format!("cannot fix {display}: {error}"))
        })?;
    }
    Ok(())
}

fn replace_unchanged(path: &Path, before: &str, after: &str) -> io::Result<()> {
    if std::fs::read(path)? != before.as_bytes() {
        return Err(io::Error::other("it was changed meanwhile"));
    }
    output::replace(path, after.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{Loc, Span};

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit {
            loc: Loc {
                file: FileId(0),
                span: Span::new(start, end),
            },
            text: text.into(),
        }
    }

    #[test]
    fn edits_are_made_from_front_to_back() {
        let (first, second) = (edit(0, 1, "A"), edit(2, 2, "-"));
        assert_eq!(edited("abc", vec![&second, &first]), "Ab-c");
    }

    #[test]
    fn what_overlaps_is_not_apart() {
        assert!(are_apart(&edit(0, 2, ""), &edit(2, 3, "")));
        assert!(!are_apart(&edit(0, 2, ""), &edit(1, 3, "")));
        assert!(!are_apart(&edit(1, 1, "x"), &edit(1, 1, "y")));
    }

    #[test]
    fn edits_outside_the_text_do_not_fit() {
        assert!(fits(&edit(0, 3, ""), "abc"));
        assert!(!fits(&edit(0, 4, ""), "abc"));
        assert!(!fits(&edit(0, 1, ""), "é"));
    }
}
