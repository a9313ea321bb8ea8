//! Pins of the Go toolchain: every place that says which Go is used.
//!
//! In: documents. Out: [`Pin`]s. The `go` line of go.mod is no pin but a demand. Must not know rules.

use super::doc::Doc;
use super::hosts::matrix_values;
use super::image::Image;
use super::versions::Version;
use crate::discover::DocKind;
use crate::document::{Node, lines};
use crate::support::Span;
use regex::Regex;
use std::sync::OnceLock;

/// One pin.
#[derive(Debug, Clone)]
pub struct Pin {
    /// The version.
    pub version: Version,
    /// Where it stands.
    pub span: Span,
    /// What is pinned how.
    pub by: By,
    /// Where it stands, for people.
    pub label: String,
}

/// How a toolchain is pinned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The base of a Docker stage (its index).
    Stage(usize),
    /// An image of a CI job.
    Image,
    /// setup-go and its like.
    Setup,
    /// A version of a matrix.
    Matrix,
    /// `.go-version`, `.tool-versions`.
    File,
    /// A downloaded archive.
    Archive,
}

/// The pins of a document, in the order of the file.
pub fn pins(doc: &Doc) -> Vec<Pin> {
    let mut found = match doc.kind() {
        DocKind::Dockerfile => stages(doc),
        DocKind::GithubWorkflow | DocKind::GithubAction => github(doc),
        DocKind::GitlabCi | DocKind::CircleCi => images(doc),
        DocKind::AzurePipelines => azure(doc),
        DocKind::Travis => travis(doc),
        DocKind::GoVersion | DocKind::ToolVersions => files(doc),
        _ => Vec::new(),
    };
    archives(doc, &mut found);
    found
}

fn stages(doc: &Doc) -> Vec<Pin> {
    let stages = doc.dockerfile().stages.iter().enumerate();
    let pins = stages.filter_map(|(index, stage)| {
        let version = Image::parse(&stage.base).go_version()?;
        Some(Pin {
            version,
            span: stage.base_span,
            by: By::Stage(index),
            label: stage
                .name
                .as_ref()
                .map(|it| format!("stage `{it}`"))
                .unwrap_or_default(),
        })
    });
    pins.collect()
}

/// An exact version or a line of releases; ranges that reach up to the newest (`^1.20`, `>=1.20`) pin nothing.
fn exact(node: &Node) -> Option<Version> {
    let text = node.text()?.trim();
    if text.starts_with(['^', '>', '<']) || text.contains("||") || text.contains(' ') {
        return None;
    }
    Version::parse(text)
}

fn github(doc: &Doc) -> Vec<Pin> {
    let Some(root) = doc.root() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (name, _, job) in root.get("jobs").into_iter().flat_map(Node::entries) {
        setups(
            root,
            Some(job),
            job.get("steps"),
            &format!("job `{name}`"),
            &mut found,
        );
    }
    setups(root, None, root.at(&["runs", "steps"]), "", &mut found);
    found
}

fn setups(
    root: &Node,
    job: Option<&Node>,
    steps: Option<&Node>,
    label: &str,
    found: &mut Vec<Pin>,
) {
    for step in steps.map_or(&[][..], Node::items) {
        let uses = step.get("uses").and_then(Node::text).unwrap_or("");
        let Some(version) = step
            .at(&["with", "go-version"])
            .filter(|_| uses.contains("setup-go"))
        else {
            continue;
        };
        let pin = |node: &Node, by: By| {
            Some(Pin {
                version: exact(node)?,
                span: node.span,
                by,
                label: label.to_owned(),
            })
        };
        let text = version.text().unwrap_or("");
        if let Some(key) = expression(text, "matrix.") {
            let all = job.map_or_else(Vec::new, |it| matrix_values(it, &key));
            let by = if all.len() > 1 { By::Matrix } else { By::Setup };
            found.extend(all.into_iter().filter_map(|it| pin(it, by)));
        } else if let Some(key) = expression(text, "env.") {
            let env = |node: Option<&Node>| node.and_then(|it| it.at(&["env", &key])).cloned();
            let value = env(job).or_else(|| env(Some(root)));
            found.extend(value.and_then(|it| pin(&it, By::Setup)));
        } else {
            found.extend(
                version
                    .one_or_more()
                    .iter()
                    .filter_map(|it| pin(it, By::Setup)),
            );
        }
    }
}

/// `name` of `${{ matrix.name }}`.
fn expression(text: &str, prefix: &str) -> Option<String> {
    let inner = text.trim().strip_prefix("${{")?.strip_suffix("}}")?.trim();
    let name = inner.strip_prefix(prefix)?;
    let plain = name
        .chars()
        .all(|it| it.is_alphanumeric() || matches!(it, '-' | '_'));
    plain.then(|| name.to_owned())
}

/// `image:` of jobs; `cimg/go` is CircleCI's own.
fn images(doc: &Doc) -> Vec<Pin> {
    let mut found = Vec::new();
    for root in &doc.tree().documents {
        root.walk(&mut |path, node| {
            let key = path
                .iter()
                .rev()
                .find(|it| !it.is_empty())
                .copied()
                .unwrap_or("");
            let named = key == "image"
                || (key == "name" && path.len() > 1 && path[path.len() - 2] == "image");
            let Some(text) = node.text().filter(|_| named) else {
                return;
            };
            let image = Image::parse(text);
            let circle = image.path == "cimg/go" || image.path == "circleci/golang";
            let tag = image.tag.as_deref().and_then(|it| it.split('-').next());
            let version = image
                .go_version()
                .or_else(|| tag.filter(|_| circle).and_then(Version::parse));
            let job = path.first().copied().unwrap_or("");
            found.extend(version.map(|version| Pin {
                version,
                span: node.span,
                by: By::Image,
                label: if job == "image" {
                    String::new()
                } else {
                    format!("job `{job}`")
                },
            }));
        });
    }
    found
}

fn azure(doc: &Doc) -> Vec<Pin> {
    let mut found = Vec::new();
    let Some(root) = doc.root() else {
        return found;
    };
    root.walk(&mut |_, node| {
        let task = node.get("task").and_then(Node::text).unwrap_or("");
        let version = node
            .at(&["inputs", "version"])
            .filter(|_| task.starts_with("GoTool@"));
        if let Some(node) = version
            && let Some(version) = exact(node)
        {
            found.push(Pin {
                version,
                span: node.span,
                by: By::Setup,
                label: String::new(),
            });
        }
    });
    found
}

fn travis(doc: &Doc) -> Vec<Pin> {
    let versions = doc
        .root()
        .and_then(|it| it.get("go"))
        .map_or(&[][..], Node::one_or_more);
    let by = if versions.len() > 1 {
        By::Matrix
    } else {
        By::Setup
    };
    let pins = versions.iter().filter_map(|node| {
        Some(Pin {
            version: exact(node)?,
            span: node.span,
            by,
            label: String::new(),
        })
    });
    pins.collect()
}

/// `.go-version`: the version alone; `.tool-versions`: `golang 1.22.3`.
fn files(doc: &Doc) -> Vec<Pin> {
    let mut found = Vec::new();
    for (line, span) in lines::lines(doc.text(), &['#']) {
        let mut words = line.split_whitespace();
        let text = match doc.kind() {
            DocKind::ToolVersions => words
                .next()
                .filter(|it| matches!(*it, "golang" | "go"))
                .and_then(|_| words.next()),
            _ => words.next(),
        };
        if let Some(text) = text
            && let Some(version) = Version::parse(text)
        {
            let at = span.start as usize + line.find(text).unwrap_or(0);
            found.push(Pin {
                version,
                span: Span::new(at, at + text.len()),
                by: By::File,
                label: String::new(),
            });
        }
    }
    found
}

/// `go1.22.3.linux-amd64.tar.gz` among the words of commands.
fn archives(doc: &Doc, found: &mut Vec<Pin>) {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let source = r"\bgo(?P<version>1\.\d+(\.\d+)?)\.[a-z]+-[a-z0-9_]+\.(tar\.gz|zip|pkg|msi)";
    let pattern = PATTERN.get_or_init(|| Regex::new(source).ok());
    let Some(pattern) = pattern.as_ref().filter(|_| doc.mentions("go1.")) else {
        return;
    };
    for script in doc.scripts() {
        let loads = script
            .script
            .commands
            .iter()
            .filter(|it| matches!(it.name(), "curl" | "wget"));
        for word in loads.flat_map(|it| it.args()) {
            let Some(captures) = pattern.captures(&word.text) else {
                continue;
            };
            let (Some(whole), Some(version)) = (captures.get(0), captures.name("version")) else {
                continue;
            };
            found.extend(Version::parse(version.as_str()).map(|version| Pin {
                version,
                span: word.part(doc.text(), whole.as_str()),
                by: By::Archive,
                label: script.label.clone(),
            }));
        }
    }
}
