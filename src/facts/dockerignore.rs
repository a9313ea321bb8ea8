//! `.dockerignore`: which files of the build context Docker gets to see.
//!
//! In: text. Out: [`Ignore`], and whether it leaves a path out. Must not know which context it belongs to.

use super::{Doc, Facts};
use crate::discover::DocKind;
use crate::document::lines;
use crate::support::Span;
use globset::{GlobBuilder, GlobMatcher};

/// The patterns of a file, in its order: of those that match, the last one decides.
#[derive(Debug, Default)]
pub struct Ignore {
    patterns: Vec<Pattern>,
}

#[derive(Debug)]
struct Pattern {
    /// Without `!` and the slashes around it.
    text: String,
    glob: GlobMatcher,
    /// Begins with `!`.
    kept: bool,
    span: Span,
}

impl Ignore {
    /// Reads a `.dockerignore`.
    pub fn read(text: &str) -> Ignore {
        let mut ignore = Ignore::default();
        for (line, span) in lines::lines(text, &['#']) {
            let (body, kept) = match line.strip_prefix('!') {
                Some(rest) => (rest.trim(), true),
                None => (line, false),
            };
            let body = body.strip_prefix("./").unwrap_or(body);
            let body = body.trim_matches('/');
            if body.is_empty() || body == "." {
                continue;
            }
            let made = GlobBuilder::new(body).literal_separator(true).build();
            if let Ok(glob) = made {
                ignore.patterns.push(Pattern {
                    text: body.to_owned(),
                    glob: glob.compile_matcher(),
                    kept,
                    span,
                });
            }
        }
        ignore
    }

    /// The line that leaves out a path, relative to the context; none where the path is seen. A pattern holds for what lies below too.
    pub fn excludes(&self, path: &str) -> Option<Span> {
        let path = path.trim_start_matches("./").trim_matches('/');
        let mut found = None;
        for pattern in &self.patterns {
            let mut part = path;
            let matches = loop {
                if pattern.glob.is_match(part) {
                    break true;
                }
                match part.rsplit_once('/') {
                    Some((parent, _)) => part = parent,
                    None => break false,
                }
            };
            if matches {
                found = (!pattern.kept).then_some(pattern.span);
            }
        }
        found
    }

    /// May something below the directory be seen although the directory itself is left out?
    pub fn keeps_below(&self, dir: &str) -> bool {
        let dir = dir.trim_matches('/');
        self.patterns.iter().filter(|it| it.kept).any(|it| {
            it.text.starts_with("**")
                || it
                    .text
                    .strip_prefix(dir)
                    .is_some_and(|it| it.starts_with('/'))
        })
    }
}

/// A build context: its directory as a display path, and the file that narrows it.
#[derive(Debug, Clone, Copy)]
pub struct Context<'b, 'a> {
    /// Directory; empty for the root.
    pub folder: &'b str,
    /// The `.dockerignore`.
    pub doc: &'b Doc<'a>,
}

/// The `.dockerignore` of a Dockerfile: its own, else that of its context. None where there is none, or where the context cannot be told.
pub fn of<'b, 'a>(facts: &'b Facts<'a>, dockerfile: &'b Doc<'a>) -> Option<Context<'b, 'a>> {
    let folder = context(facts, dockerfile)?;
    let own = format!("{}.dockerignore", dockerfile.display());
    let shared = join(folder, ".dockerignore");
    let doc = facts.doc(&own).or_else(|| facts.doc(&shared))?;
    (doc.kind() == DocKind::Dockerignore).then_some(Context { folder, doc })
}

/// The context that a Dockerfile is meant for: its own directory or the root, whichever holds what it copies. None where both do or neither.
pub fn context<'b, 'a>(facts: &'b Facts<'a>, dockerfile: &'b Doc<'a>) -> Option<&'b str> {
    let folder = dockerfile.folder();
    if folder.is_empty() {
        return Some("");
    }
    let file = dockerfile.dockerfile();
    let sources: Vec<String> = (0..file.stages.len())
        .flat_map(|it| file.copies(it))
        .filter(|it| it.from == super::docker::CopySource::Context)
        .flat_map(|it| it.sources)
        .map(|it| {
            it.text
                .trim_start_matches("./")
                .trim_matches('/')
                .to_owned()
        })
        .filter(|it| !it.is_empty() && it != "." && !it.contains(['*', '?', '[', '$', ':']))
        .collect();
    let holds = |base: &str| {
        let there = |it: &&String| facts.workspace.root.join(base).join(it.as_str()).exists();
        sources.iter().filter(there).count()
    };
    let (own, root) = (holds(folder), holds(""));
    match own.cmp(&root) {
        std::cmp::Ordering::Greater => Some(folder),
        std::cmp::Ordering::Less => Some(""),
        std::cmp::Ordering::Equal => None,
    }
}

/// A path in a directory; the root is empty.
pub fn join(folder: &str, path: &str) -> String {
    if folder.is_empty() {
        path.to_owned()
    } else {
        format!("{folder}/{path}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_match_decides() {
        let text = "# all\n.git\n*.md\n!README.md\nweb/**/dist/\n/vendor\n**/*.pem\n";
        let ignore = Ignore::read(text);
        let line = |path: &str| ignore.excludes(path).map(|it| it.text(text));
        assert_eq!(line(".git"), Some(".git"));
        assert_eq!(line(".git/HEAD"), Some(".git"));
        assert_eq!(line(".gitignore"), None);
        assert_eq!(line("NOTES.md"), Some("*.md"));
        assert_eq!(line("README.md"), None);
        assert_eq!(line("docs/x.md"), None);
        assert!(line("web/a/dist/x.js").is_some());
        assert_eq!(line("vendor/a/b.go"), Some("/vendor"));
        assert!(line("a/b/k.pem").is_some());
    }

    #[test]
    fn everything_but() {
        let ignore = Ignore::read("*\n!cmd\n!go.*\n");
        assert!(ignore.excludes(".git").is_some() && ignore.excludes("web/x").is_some());
        assert!(ignore.excludes("go.sum").is_none() && ignore.excludes("cmd/a/main.go").is_none());
        assert!(Ignore::read("a\n!a/b\n").keeps_below("a"));
    }
}
