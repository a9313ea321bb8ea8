//! GMC802: scrape settings that lead nowhere.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::document::Node;
use crate::facts::{Doc, Facts};

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    // Only where the repository is the one that serves metrics.
    let serves = |it: &str| {
        it.starts_with("github.com/prometheus/client_golang")
            || it.starts_with("github.com/VictoriaMetrics/metrics")
    };
    if !facts.imports().any(serves) {
        return;
    }
    for doc in facts.of_kind(&[DocKind::Kubernetes]) {
        if doc.mentions("prometheus.io/path") {
            annotations(facts, doc, sink);
        }
        if doc.mentions("ServiceMonitor") || doc.mentions("PodMonitor") {
            monitors(facts, doc, sink);
        }
    }
}

fn is_served(facts: &Facts, path: &str) -> bool {
    let quoted = [
        format!("\"{path}\""),
        format!("`{path}`"),
        format!(" {path}\""),
    ];
    facts
        .own_files()
        .any(|(_, file, _)| quoted.iter().any(|it| file.text.contains(it.as_str())))
}

fn report_path(facts: &Facts, doc: &Doc, node: &Node, sink: &mut Sink) {
    let path = node.text().unwrap_or("");
    if path.starts_with('/') && !path.contains(['{', '$']) && !is_served(facts, path) {
        let message = format!("no Go file serves `{path}`: nothing is scraped");
        let _ = sink.report(doc, node.span, message);
    }
}

fn annotations(facts: &Facts, doc: &Doc, sink: &mut Sink) {
    for root in &doc.tree().documents {
        root.walk(&mut |path, node| {
            if path.last() == Some(&"prometheus.io/path") {
                report_path(facts, doc, node, sink);
            }
        });
    }
}

fn monitors(facts: &Facts, doc: &Doc, sink: &mut Sink) {
    for root in &doc.tree().documents {
        let kind = root.get("kind").and_then(Node::text).unwrap_or("");
        let list = match kind {
            "ServiceMonitor" => "endpoints",
            "PodMonitor" => "podMetricsEndpoints",
            _ => continue,
        };
        for endpoint in root.all(&["spec", list, "*"]) {
            if let Some(path) = endpoint.get("path") {
                report_path(facts, doc, path, sink);
            }
            if let Some(port) = endpoint.get("port").filter(|it| !has_port(facts, it)) {
                let message = format!(
                    "no Service or container of the repository has a port named `{}`",
                    port.text().unwrap_or("")
                );
                let _ = sink.report(doc, port.span, message);
            }
        }
    }
}

/// Some document other than a monitor names such a port, or none tells of ports at all.
fn has_port(facts: &Facts, port: &Node) -> bool {
    let name = port.text().unwrap_or("");
    let mut ports = facts
        .of_kind(&[
            DocKind::Kubernetes,
            DocKind::HelmTemplate,
            DocKind::HelmValues,
        ])
        .filter(|it| it.mentions("ports:"))
        .peekable();
    ports.peek().is_none()
        || ports.any(|it| {
            it.mentions(&format!("name: {name}"))
                || it.mentions(&format!("name: \"{name}\""))
                || it.mentions("{{")
        })
}
