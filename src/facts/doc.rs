//! A document and what is parsed of it, once and when first asked for.

use super::docker::Dockerfile;
use super::env::{self, Setting};
use super::hosts::{self, HostScript};
use crate::discover::{DocKind, Document};
use crate::document::json::Json;
use crate::document::makefile::{self, Makefile};
use crate::document::toml::Toml;
use crate::document::yaml::Yaml;
use crate::document::{Node, Tree, TreeReader, gomod, lines, template};
use crate::support::{FileId, Loc, Span};
use std::sync::OnceLock;

/// A document.
#[derive(Debug)]
pub struct Doc<'a> {
    /// Its identity in findings.
    pub file: FileId,
    /// Path, text and kind.
    pub document: &'a Document,
    tree: OnceLock<Tree>,
    dockerfile: OnceLock<Dockerfile>,
    makefile: OnceLock<Makefile>,
    directives: OnceLock<Vec<gomod::Directive>>,
    pairs: OnceLock<Vec<lines::Pair>>,
    scripts: OnceLock<Vec<HostScript>>,
    settings: OnceLock<Vec<Setting>>,
}

impl<'a> Doc<'a> {
    /// A document of which nothing is parsed yet.
    pub fn new(file: FileId, document: &'a Document) -> Self {
        Doc {
            file,
            document,
            tree: OnceLock::new(),
            dockerfile: OnceLock::new(),
            makefile: OnceLock::new(),
            directives: OnceLock::new(),
            pairs: OnceLock::new(),
            scripts: OnceLock::new(),
            settings: OnceLock::new(),
        }
    }

    /// What kind of file it is.
    pub fn kind(&self) -> DocKind {
        self.document.kind
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        &self.document.text
    }

    /// The path shown to the user.
    pub fn display(&self) -> &'a str {
        &self.document.display
    }

    /// Directory of the display path; empty for the root.
    pub fn folder(&self) -> &'a str {
        self.display().rsplit_once('/').map_or("", |(it, _)| it)
    }

    /// Last part of the path.
    pub fn file_name(&self) -> &'a str {
        self.display().rsplit('/').next().unwrap_or("")
    }

    /// A place in it.
    pub fn loc(&self, span: Span) -> Loc {
        Loc {
            file: self.file,
            span,
        }
    }

    /// Does the text hold this anywhere? A cheap question to ask before parsing.
    pub fn mentions(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// The tree of YAML, JSON and TOML; empty for others.
    pub fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| {
            let text = self.text();
            let toml = self.display().ends_with(".toml");
            match self.kind() {
                DocKind::HelmTemplate => Yaml.read(&template::mask(text)),
                _ if toml => Toml.read(text),
                DocKind::Vscode | DocKind::Devcontainer | DocKind::WindowsTerminal => {
                    Json.read(text)
                }
                _ if self.display().ends_with(".json") => Json.read(text),
                kind if kind.is_yaml() => Yaml.read(text),
                _ => Tree::default(),
            }
        })
    }

    /// The first document of the tree.
    pub fn root(&self) -> Option<&Node> {
        self.tree().root()
    }

    /// The stages of a Dockerfile; empty for others.
    pub fn dockerfile(&self) -> &Dockerfile {
        self.dockerfile.get_or_init(|| match self.kind() {
            DocKind::Dockerfile => Dockerfile::read(self.text()),
            _ => Dockerfile::default(),
        })
    }

    /// Variables and rules of a makefile; empty for others.
    pub fn makefile(&self) -> &Makefile {
        self.makefile.get_or_init(|| match self.kind() {
            DocKind::Makefile => makefile::read(self.text()),
            _ => Makefile::default(),
        })
    }

    /// Directives of go.mod and go.work; empty for others.
    pub fn directives(&self) -> &[gomod::Directive] {
        self.directives.get_or_init(|| match self.kind() {
            DocKind::GoMod | DocKind::GoWork => gomod::read(self.text()),
            _ => Vec::new(),
        })
    }

    /// `key=value` lines of systemd units, `.env` files and go.env; empty for others.
    pub fn pairs(&self) -> &[lines::Pair] {
        self.pairs.get_or_init(|| match self.kind() {
            DocKind::Systemd | DocKind::EnvFile | DocKind::GoEnv => lines::pairs(self.text()),
            _ => Vec::new(),
        })
    }

    /// All shell text of the document with what surrounds it.
    pub fn scripts(&self) -> &[HostScript] {
        self.scripts.get_or_init(|| hosts::scripts(self))
    }

    /// All environment variables that it sets.
    pub fn settings(&self) -> &[Setting] {
        self.settings.get_or_init(|| env::settings(self))
    }
}
