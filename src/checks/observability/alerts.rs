//! GMC801: alerts and recording rules on metrics that no Go file registers.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::{Doc, Facts};
use regex::Regex;
use std::collections::BTreeSet;

/// What a histogram or summary adds to its name.
const SUFFIXES: &[&str] = &["_bucket", "_sum", "_count", "_created", "_total"];

/// Metrics that the Go code registers.
#[derive(Default)]
struct Metrics {
    /// Full names.
    names: BTreeSet<String>,
    /// Namespaces of which all names are known.
    namespaces: BTreeSet<String>,
    /// Namespaces with a name that only a run can tell.
    doubtful: BTreeSet<String>,
}

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    let rules: Vec<&Doc> = facts
        .of_kind(&[DocKind::Prometheus, DocKind::Kubernetes])
        .filter(|it| it.mentions("expr:"))
        .collect();
    if rules.is_empty() {
        return;
    }
    let (Some(metrics), Ok(identifier)) =
        (registered(facts), Regex::new(r"[a-zA-Z_:][a-zA-Z0-9_:]*"))
    else {
        return;
    };
    let recorded: BTreeSet<String> = rules.iter().flat_map(|it| records(it)).collect();
    for doc in rules {
        for root in &doc.tree().documents {
            root.walk(&mut |path, node| {
                let text = node.text().filter(|_| path.last() == Some(&"expr"));
                let code = outside_braces(text.unwrap_or(""));
                let mut seen = BTreeSet::new();
                for name in identifier.find_iter(&code).map(|it| it.as_str()) {
                    let own = metrics.is_own(name) && !recorded.contains(name);
                    if own && !metrics.is_known(name) && seen.insert(name.to_owned()) {
                        let message = format!("no Go file registers the metric `{name}`: the expression never has a value");
                        let _ = sink.report(doc, node.span, message);
                    }
                }
            });
        }
    }
}

impl Metrics {
    /// Has it a namespace of the project, all of whose names are known?
    fn is_own(&self, name: &str) -> bool {
        let mut own = self.namespaces.iter();
        let doubtful = self
            .doubtful
            .iter()
            .any(|it| it.is_empty() || name.starts_with(&format!("{it}_")));
        own.any(|it| name.starts_with(&format!("{it}_"))) && !doubtful
    }

    fn is_known(&self, name: &str) -> bool {
        let plain = SUFFIXES.iter().filter_map(|it| name.strip_suffix(it));
        self.names.contains(name) || plain.into_iter().any(|it| self.names.contains(it))
    }
}

/// Names of recording rules.
fn records(doc: &Doc) -> Vec<String> {
    let mut found = Vec::new();
    for root in &doc.tree().documents {
        root.walk(&mut |path, node| {
            if path.last() == Some(&"record") {
                found.extend(node.text().map(str::to_owned));
            }
        });
    }
    found
}

/// An expression without what stands in braces, quotes and lists of labels.
fn outside_braces(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    let mut quote = None;
    for char in text.chars() {
        match (quote, char) {
            (Some(open), _) if char == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(char),
            (None, '{') => depth += 1,
            (None, '}') => depth = depth.saturating_sub(1),
            (None, _) if depth == 0 => out.push(char),
            _ => {}
        }
    }
    out
}

/// Composes the names of `Namespace`, `Subsystem` and `Name`, and takes every text that looks like a name as one.
fn registered(facts: &Facts) -> Option<Metrics> {
    let options = Regex::new(r"(?s)Opts\s*\{(.*?)\}").ok()?;
    let build = Regex::new(r"(?s)BuildFQName\(([^()]*)\)").ok()?;
    let field = Regex::new(r#"(Namespace|Subsystem|Name):\s*("[^"]*"|[^,\n]+)"#).ok()?;
    let constant = Regex::new(r#"(\w+)\s*(?:string\s*)?=\s*"([a-zA-Z0-9_]+)""#).ok()?;
    let literal = Regex::new(r#""([a-z][a-z0-9]*(?:_[a-z0-9]+)+)""#).ok()?;
    let files = || {
        let used = |text: &str| {
            ["prometheus", "metrics", "promauto"]
                .iter()
                .any(|it| text.contains(it))
        };
        facts
            .own_files()
            .map(|(_, file, _)| &file.text)
            .filter(move |it| used(it))
    };
    let mut constants = std::collections::BTreeMap::new();
    for text in files() {
        for found in constant.captures_iter(text) {
            constants.insert(found[1].to_owned(), found[2].to_owned());
        }
    }
    let value = |text: &str| {
        let text = text.trim();
        match text.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
            Some(it) => Some(it.to_owned()),
            None => constants
                .get(text.rsplit('.').next().unwrap_or(text))
                .cloned(),
        }
    };
    let mut metrics = Metrics::default();
    for text in files() {
        metrics
            .names
            .extend(literal.captures_iter(text).map(|it| it[1].to_owned()));
        for found in options.captures_iter(text) {
            let mut parts = [Some(String::new()), Some(String::new()), None];
            for pair in field.captures_iter(&found[1]) {
                let at = ["Namespace", "Subsystem", "Name"]
                    .iter()
                    .position(|it| *it == &pair[1])
                    .unwrap_or(2);
                parts[at] = value(&pair[2]);
            }
            metrics.add(parts);
        }
        for found in build.captures_iter(text) {
            let args: Vec<&str> = found[1].split(',').collect();
            if let [namespace, subsystem, name] = args.as_slice() {
                metrics.add([value(namespace), value(subsystem), value(name)]);
            }
        }
    }
    Some(metrics)
}

impl Metrics {
    fn add(&mut self, [namespace, subsystem, name]: [Option<String>; 3]) {
        let Some(namespace) = namespace else {
            return;
        };
        match (subsystem, name) {
            (Some(subsystem), Some(name)) => {
                let parts = [namespace.as_str(), subsystem.as_str(), name.as_str()];
                let full: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
                self.names.insert(full.join("_"));
                if !namespace.is_empty() {
                    self.namespaces.insert(namespace);
                }
            }
            _ if !namespace.is_empty() => {
                self.doubtful.insert(namespace);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::outside_braces;

    #[test]
    fn labels_are_left_out() {
        assert_eq!(
            outside_braces("rate(a_b{c=\"d}\"}[5m]) > 'x'"),
            "rate(a_b[5m]) > "
        );
    }
}
