//! Facts: what rules ask about a repository's configuration.
//!
//! In: documents and Go outlines. Out: [`Facts`]: parsed documents, scripts with their hosts, the table of environment settings, Dockerfile
//! stages, Go versions, packages. Everything is worked out when first asked for. Must not know rules.

pub mod doc;
pub mod docker;
pub mod dockerignore;
pub mod env;
mod expand;
pub mod go_build;
pub mod hosts;
pub mod image;
pub mod packages;
pub mod pins;
pub mod program;
pub mod shipped;
pub mod value;
pub mod variables;
pub mod versions;

#[cfg(test)]
mod tests;

pub use doc::Doc;
pub use env::{Origin, Setting};
pub use hosts::{HostScript, ShellKind};

use crate::discover::{DocKind, SourceFile, Workspace};
use crate::outline::FileOutline;
use crate::support::FileId;
use packages::Packages;

/// Everything that is known about a repository besides its map races.
#[derive(Debug)]
pub struct Facts<'a> {
    /// Go modules, packages and files.
    pub workspace: &'a Workspace,
    /// Declarations of each Go file, in the order of [`Workspace::files`].
    pub outlines: &'a [FileOutline],
    /// The documents, by path.
    pub docs: Vec<Doc<'a>>,
    /// Go packages by import path, also those of nested modules.
    pub packages: Packages<'a>,
}

impl<'a> Facts<'a> {
    /// Facts of a workspace; nothing is parsed yet.
    pub fn new(workspace: &'a Workspace, outlines: &'a [FileOutline]) -> Facts<'a> {
        let docs = workspace.documents.iter().enumerate();
        let docs: Vec<Doc> = docs
            .map(|(index, it)| Doc::new(workspace.document_id(index), it))
            .collect();
        Facts {
            packages: Packages::new(workspace, outlines),
            workspace,
            outlines,
            docs,
        }
    }

    /// The Go files that were asked for, generated ones included: index, file and declarations. Dependencies are read too, and left out here.
    pub fn own_files(&self) -> impl Iterator<Item = (usize, &'a SourceFile, &'a FileOutline)> {
        let (workspace, outlines) = (self.workspace, self.outlines);
        let own = workspace.files.iter().zip(outlines).enumerate();
        own.filter_map(|(index, (file, outline))| {
            let package = workspace.packages.get(file.package.index())?;
            package.target.then_some((index, file, outline))
        })
    }

    /// Import paths of the Go files that were asked for, with repetitions.
    pub fn imports(&self) -> impl Iterator<Item = &'a str> {
        self.own_files()
            .flat_map(|(.., outline)| outline.imports.iter().map(|it| it.path.as_str()))
    }

    /// Documents of these kinds.
    pub fn of_kind<'b>(&'b self, kinds: &'b [DocKind]) -> impl Iterator<Item = &'b Doc<'a>> {
        self.docs.iter().filter(|it| kinds.contains(&it.kind()))
    }

    /// Documents whose kind has one of these words (`on` of a rule).
    pub fn on<'b>(&'b self, words: &'b [String]) -> impl Iterator<Item = &'b Doc<'a>> {
        self.docs
            .iter()
            .filter(|it| words.iter().any(|word| word == it.kind().word()))
    }

    /// The document with this display path.
    pub fn doc(&self, display: &str) -> Option<&Doc<'a>> {
        let found = self.docs.binary_search_by(|it| it.display().cmp(display));
        found.ok().and_then(|it| self.docs.get(it))
    }

    /// The document of a file.
    pub fn doc_of(&self, file: FileId) -> Option<&Doc<'a>> {
        let index = file.index().checked_sub(self.workspace.files.len())?;
        self.docs.get(index)
    }

    /// The nearest go.mod at or above a document's directory, by display path.
    pub fn go_mod_of(&self, display: &str) -> Option<&Doc<'a>> {
        let mut folder = display.rsplit_once('/').map_or("", |(it, _)| it);
        loop {
            let path = if folder.is_empty() {
                "go.mod".to_owned()
            } else {
                format!("{folder}/go.mod")
            };
            if let Some(doc) = self.doc(&path) {
                return Some(doc);
            }
            if folder.is_empty() {
                return None;
            }
            folder = folder.rsplit_once('/').map_or("", |(it, _)| it);
        }
    }
}
