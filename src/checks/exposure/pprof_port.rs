//! GMC704: the port of pprof, published.

use crate::checks::{Sink, is_minor};
use crate::discover::DocKind;
use crate::document::Node;
use crate::facts::{Doc, Facts};
use crate::rules::Severity;
use crate::support::Span;

/// The port that the documentation of pprof uses.
const PORT: &str = "6060";

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    // 6060 alone says little: geth and others serve metrics there. Go code that imports pprof, or none at all to look at, makes it plain.
    let profiled = facts.imports().any(|it| it == "net/http/pprof");
    let open = profiled || facts.own_files().next().is_none();
    for doc in &facts.docs {
        if !["6060", "pprof", "debug"].iter().any(|it| doc.mentions(it)) {
            continue;
        }
        match doc.kind() {
            DocKind::Kubernetes | DocKind::HelmTemplate => kubernetes(doc, open, sink),
            // Composed for a test or a developer's own machine, the port is published on purpose, for a while.
            DocKind::Compose if !is_trial(doc) => compose(doc, open, sink),
            DocKind::Dockerfile => dockerfile(doc, open, sink),
            _ => {}
        }
    }
}

/// The name of the file says that it is for development.
fn is_trial(doc: &Doc) -> bool {
    let name = doc.file_name();
    let words = ["dev", "test", "local", "debug"];
    words.iter().any(|it| name.contains(it))
}

/// A name of a port that says what it is for: `pprof`, `http-pprof`, `debug`.
fn is_named(name: &str) -> bool {
    let mut parts = name.split(['-', '_']);
    parts.any(|it| matches!(it, "pprof" | "debug"))
}

fn report(doc: &Doc, span: Span, what: &str, label: &str, sink: &mut Sink) {
    let message = format!("{what}: whoever reaches it gets profiles and the memory of the program");
    let report = sink.report(doc, span, message).within(label);
    let _ = if is_trial(doc) && !is_minor(doc.display()) {
        report.severity(Severity::Note)
    } else {
        report
    };
}

/// Ports of Services, and backends of Ingresses.
fn kubernetes(doc: &Doc, open: bool, sink: &mut Sink) {
    for root in &doc.tree().documents {
        let kind = root.get("kind").and_then(Node::text).unwrap_or("");
        let name = root
            .at(&["metadata", "name"])
            .and_then(Node::text)
            .unwrap_or("");
        let label = format!("{kind} `{name}`");
        match kind {
            "Service" => {
                for port in root.all(&["spec", "ports", "*"]) {
                    service_port(doc, port, open, &label, sink);
                }
            }
            "Ingress" => root.walk(&mut |path, node| {
                let key = path.last().copied().unwrap_or("");
                let text = node.text().unwrap_or("");
                let number = matches!(key, "number" | "servicePort") && text == PORT && open;
                let named = path.len() > 1
                    && path[path.len() - 2] == "port"
                    && key == "name"
                    && is_named(text);
                if number || named {
                    report(
                        doc,
                        node.span,
                        "the Ingress leads to the port of pprof",
                        &label,
                        sink,
                    );
                }
            }),
            _ => {}
        }
    }
}

fn service_port(doc: &Doc, port: &Node, open: bool, label: &str, sink: &mut Sink) {
    let of = |key: &str| port.get(key).filter(|it| it.text().is_some());
    let named = of("name").filter(|it| it.text().is_some_and(is_named));
    let target = of("targetPort").filter(|it| it.text().is_some_and(is_named));
    let numbered = [of("targetPort"), of("port")]
        .into_iter()
        .flatten()
        .find(|it| it.text() == Some(PORT));
    let Some(node) = named.or(target).or(numbered.filter(|_| open)) else {
        return;
    };
    let text = node.text().unwrap_or("");
    let what = format!("the Service publishes the debug port `{text}`");
    report(doc, node.span, &what, label, sink);
}

/// `ports:` that are not bound to localhost.
fn compose(doc: &Doc, open: bool, sink: &mut Sink) {
    let services = doc.root().and_then(|it| it.get("services"));
    for (name, _, service) in services.into_iter().flat_map(Node::entries) {
        for port in service.get("ports").map_or(&[][..], Node::items) {
            if !open {
                continue;
            }
            let text = port.text().unwrap_or("");
            let bare = text.split('/').next().unwrap_or("");
            let long = port.get("target").and_then(Node::text) == Some(PORT)
                && port.get("published").is_some()
                && port
                    .get("host_ip")
                    .and_then(Node::text)
                    .is_none_or(|it| !is_local(it));
            let parts: Vec<&str> = bare.rsplitn(3, ':').collect();
            let short = match parts.as_slice() {
                [PORT, _, host] => !is_local(host),
                [PORT, _] => true,
                [PORT] => true,
                _ => false,
            };
            if long || short {
                let label = format!("service `{name}`");
                report(
                    doc,
                    port.span,
                    "compose publishes the port of pprof on all interfaces",
                    &label,
                    sink,
                );
            }
        }
    }
}

fn is_local(host: &str) -> bool {
    host.starts_with("127.") || matches!(host, "localhost" | "[::1]" | "::1")
}

/// `EXPOSE 6060`: `docker run -P` and many platforms publish what is exposed.
fn dockerfile(doc: &Doc, open: bool, sink: &mut Sink) {
    let file = doc.dockerfile();
    let Some(last) = file.final_stage().filter(|_| open) else {
        return;
    };
    for stage in file.chain(last) {
        for (_, instruction) in file.of_stage(stage) {
            if instruction.keyword != "EXPOSE" {
                continue;
            }
            for word in instruction.words() {
                if word.text.split('/').next() == Some(PORT) {
                    report(
                        doc,
                        word.span,
                        "the image exposes the port of pprof",
                        "",
                        sink,
                    );
                }
            }
        }
    }
}
