//! Containers of Kubernetes and compose files, and services of systemd: limits and environment side by side.
//!
//! In: a document. Out: [`Container`]s. Must not know rules.

use crate::discover::DocKind;
use crate::document::Node;
use crate::facts::{Doc, Setting};
use crate::support::Span;

/// A container or service.
#[derive(Debug, Clone)]
pub struct Container<'a> {
    /// Its name.
    pub label: String,
    /// Image, as far as one is named.
    pub image: Option<&'a str>,
    /// Memory limit: bytes, text, place.
    pub memory: Option<Limit<'a>>,
    /// CPU limit: processors, text, place.
    pub cpu: Option<Limit<'a>>,
    /// The stretch of the file that its environment is written in.
    pub span: Span,
}

/// A limit.
#[derive(Debug, Clone, Copy)]
pub struct Limit<'a> {
    /// Bytes or processors.
    pub amount: f64,
    /// As written.
    pub text: &'a str,
    /// Where.
    pub span: Span,
}

/// The containers of a document.
pub fn containers<'a>(doc: &'a Doc) -> Vec<Container<'a>> {
    match doc.kind() {
        DocKind::Kubernetes | DocKind::HelmTemplate => kubernetes(doc),
        DocKind::Compose => compose(doc),
        DocKind::Systemd => systemd(doc),
        _ => Vec::new(),
    }
}

impl Container<'_> {
    /// The environment variable of this name, literal or not.
    pub fn setting<'d>(&self, doc: &'d Doc, name: &str) -> Option<&'d Setting> {
        let inside = |it: &&Setting| {
            it.name == name && it.span.start >= self.span.start && it.span.end <= self.span.end
        };
        doc.settings().iter().find(inside)
    }
}

fn kubernetes<'a>(doc: &'a Doc) -> Vec<Container<'a>> {
    let mut found = Vec::new();
    for root in &doc.tree().documents {
        root.walk(&mut |path, node| {
            let list = path.len() > 1
                && path[path.len() - 1].is_empty()
                && matches!(path[path.len() - 2], "containers" | "initContainers");
            if !list {
                return;
            }
            let limits = node.at(&["resources", "limits"]);
            found.push(Container {
                label: format!(
                    "container `{}`",
                    node.get("name").and_then(Node::text).unwrap_or("")
                ),
                image: node.get("image").and_then(Node::text),
                memory: limits
                    .and_then(|it| it.get("memory"))
                    .and_then(|it| limit(it, bytes)),
                cpu: limits
                    .and_then(|it| it.get("cpu"))
                    .and_then(|it| limit(it, processors)),
                span: node.span,
            });
        });
    }
    found
}

fn compose<'a>(doc: &'a Doc) -> Vec<Container<'a>> {
    let services = doc.root().and_then(|it| it.get("services"));
    let services = services.into_iter().flat_map(Node::entries);
    let containers = services.map(|(name, _, service)| {
        let limits = service.at(&["deploy", "resources", "limits"]);
        let memory = service
            .get("mem_limit")
            .or_else(|| limits.and_then(|it| it.get("memory")));
        let cpu = service
            .get("cpus")
            .or_else(|| limits.and_then(|it| it.get("cpus")));
        Container {
            label: format!("service `{name}`"),
            image: service.get("image").and_then(Node::text),
            memory: memory.and_then(|it| limit(it, docker_bytes)),
            cpu: cpu.and_then(|it| limit(it, processors)),
            span: service.span,
        }
    });
    containers.collect()
}

fn systemd<'a>(doc: &'a Doc) -> Vec<Container<'a>> {
    let limits = doc
        .pairs()
        .iter()
        .filter(|it| matches!(it.key.as_str(), "MemoryMax" | "MemoryHigh"));
    let limits = limits.filter_map(|it| {
        Some(Limit {
            amount: docker_bytes(&it.value)?,
            text: it.value.as_str(),
            span: it.value_span,
        })
    });
    vec![Container {
        label: String::new(),
        image: None,
        memory: limits.min_by(|a, b| a.amount.total_cmp(&b.amount)),
        cpu: None,
        span: Span::new(0, doc.text().len()),
    }]
}

fn limit<'a>(node: &'a Node, amount: fn(&str) -> Option<f64>) -> Option<Limit<'a>> {
    let text = node.text()?;
    Some(Limit {
        amount: amount(text)?,
        text,
        span: node.span,
    })
}

/// Number and what follows it.
fn split(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    let end = text
        .find(|it: char| !it.is_ascii_digit() && it != '.')
        .unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

const BINARY: [(&str, u32); 5] = [("Ki", 1), ("Mi", 2), ("Gi", 3), ("Ti", 4), ("Pi", 5)];

/// A quantity of Kubernetes: `512Mi`, `1G`, `1073741824`.
pub fn bytes(text: &str) -> Option<f64> {
    let (number, unit) = split(text)?;
    if let Some((_, power)) = BINARY.iter().find(|(it, _)| *it == unit) {
        return Some(number * 1024f64.powi(*power as i32));
    }
    let power = ["", "k", "M", "G", "T"].iter().position(|it| *it == unit)?;
    Some(number * 1000f64.powi(power as i32))
}

/// As Docker and systemd count: `512m`, `1g`, `1G` are powers of 1024.
fn docker_bytes(text: &str) -> Option<f64> {
    let (number, unit) = split(text)?;
    let unit = unit.to_ascii_lowercase();
    let unit = unit.trim_end_matches('b').trim_end_matches('i');
    let power = ["", "k", "m", "g", "t"].iter().position(|it| *it == unit)?;
    Some(number * 1024f64.powi(power as i32))
}

/// A value of GOMEMLIMIT: `512MiB`, `1073741824`.
pub fn memory_limit(text: &str) -> Option<f64> {
    let (number, unit) = split(text)?;
    if unit.is_empty() || unit == "B" {
        return Some(number);
    }
    let unit = unit.strip_suffix('B')?;
    let (_, power) = BINARY.iter().find(|(it, _)| *it == unit)?;
    Some(number * 1024f64.powi(*power as i32))
}

/// Processors: `2`, `1.5`, `500m`.
fn processors(text: &str) -> Option<f64> {
    match split(text)? {
        (number, "") => Some(number),
        (number, "m") => Some(number / 1000.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        assert_eq!(bytes("512Mi"), Some(536_870_912.0));
        assert_eq!(bytes("1G"), Some(1e9));
        assert_eq!(bytes("xxx"), None);
        assert_eq!(docker_bytes("1g"), Some(1_073_741_824.0));
        assert_eq!(memory_limit("1GiB"), Some(1_073_741_824.0));
        assert_eq!(memory_limit("1Gi"), None);
        assert_eq!(processors("1500m"), Some(1.5));
    }
}
