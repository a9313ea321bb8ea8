//! Which golangci-lint is used where: actions, images, installs, variables, go.mod.
//!
//! In: documents. Out: [`LintUse`]s. Must not know rules.

use crate::discover::DocKind;
use crate::document::Node;
use crate::document::lines;
use crate::facts::image::Image;
use crate::facts::{Doc, Facts, HostScript};
use crate::shell::Command;
use crate::support::Span;
use regex::Regex;
use std::sync::OnceLock;

/// A place that says which golangci-lint runs.
#[derive(Debug, Clone)]
pub(super) struct LintUse {
    /// Index of the document.
    pub doc: usize,
    /// What says it.
    pub span: Span,
    /// 1 or 2, as far as it is known.
    pub major: Option<u16>,
    /// The second number.
    pub minor: Option<u16>,
    /// The newest version, whatever that is on the day.
    pub floating: bool,
    /// How it is named there, for people.
    pub what: String,
    /// The directory it runs in, where that is known.
    pub folder: Option<String>,
    /// The configuration that it is told to read.
    pub config: Option<String>,
    /// Major version of the action, where it is one.
    pub action: Option<u16>,
    /// Where it stands, for people.
    pub label: String,
}

const MODULE: &str = "github.com/golangci/golangci-lint";

/// The first major version of the action that runs golangci-lint v2, and nothing else.
pub(super) const ACTION_OF_V2: u16 = 7;

/// All uses, in the order of the documents.
pub(super) fn uses(facts: &Facts) -> Vec<LintUse> {
    let mut found = Vec::new();
    for (index, doc) in facts.docs.iter().enumerate() {
        if !doc.mentions("golangci") && !doc.mentions("GOLANGCI") {
            continue;
        }
        let mut collector = Collector {
            index,
            doc,
            found: &mut found,
        };
        collector.collect();
    }
    found
}

/// `v1.55.2`, `2.1`, `v2`: major and minor.
fn version(text: &str) -> Option<(u16, Option<u16>)> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let pattern =
        PATTERN.get_or_init(|| Regex::new(r"^v?([12])(?:\.(\d+))?(?:\.\d+)?(?:[-+.].*)?$").ok());
    let captures = pattern.as_ref()?.captures(text.trim())?;
    let minor = captures.get(2).and_then(|it| it.as_str().parse().ok());
    Some((captures.get(1)?.as_str().parse().ok()?, minor))
}

struct Collector<'a, 'd> {
    index: usize,
    doc: &'a Doc<'d>,
    found: &'a mut Vec<LintUse>,
}

impl Collector<'_, '_> {
    fn push(&mut self, span: Span, what: &str, number: Option<(u16, Option<u16>)>) -> &mut LintUse {
        self.found.push(LintUse {
            doc: self.index,
            span,
            major: number.map(|it| it.0),
            minor: number.and_then(|it| it.1),
            floating: false,
            what: what.to_owned(),
            folder: None,
            config: None,
            action: None,
            label: String::new(),
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    fn collect(&mut self) {
        let doc = self.doc;
        match doc.kind() {
            DocKind::GithubWorkflow | DocKind::GithubAction => self.actions(),
            DocKind::GoMod => self.module(),
            DocKind::ToolVersions => self.tool_versions(),
            DocKind::Dockerfile => self.stages(),
            _ => {}
        }
        if doc.kind().is_yaml() && !matches!(doc.kind(), DocKind::Golangci | DocKind::Kubernetes) {
            self.images();
        }
        if !matches!(doc.kind(), DocKind::Golangci) {
            self.variables();
        }
        for host in doc.scripts() {
            for command in &host.script.commands {
                self.command(host, command);
            }
            self.pipes(host);
        }
    }

    fn actions(&mut self) {
        let doc = self.doc;
        let Some(root) = doc.root() else { return };
        for (name, _, job) in root.get("jobs").into_iter().flat_map(Node::entries) {
            for step in job.get("steps").map_or(&[][..], Node::items) {
                self.action(step, &format!("job `{name}`"));
            }
        }
        for step in root.at(&["runs", "steps"]).map_or(&[][..], Node::items) {
            self.action(step, "");
        }
    }

    fn action(&mut self, step: &Node, label: &str) {
        let Some(uses) = step.get("uses") else { return };
        let text = uses.text().unwrap_or("");
        let Some(reference) = text.strip_prefix("golangci/golangci-lint-action@") else {
            return;
        };
        let input = |key: &str| step.at(&["with", key]);
        let text_of = |key: &str| input(key).and_then(Node::text);
        let given = text_of("version");
        let mode = text_of("install-mode").unwrap_or("");
        let action = action_version(reference, self.doc, uses.span);
        let number = given.and_then(version);
        let floating = match given {
            None => text_of("version-file").is_none() && mode != "none",
            Some(it) => it == "latest",
        };
        let span = match input("version") {
            Some(node) => node.span,
            None => uses.span,
        };
        let config = text_of("args").and_then(config_of);
        let folder = text_of("working-directory").map(str::to_owned);
        // Without a version of its own the action takes the newest that it knows.
        let by_action = action.map(|it| (if it >= ACTION_OF_V2 { 2 } else { 1 }, None));
        let what = match given {
            Some(it) => format!("golangci-lint-action with `version: {it}`"),
            None => format!("`{}`", text.trim()),
        };
        let label = label.to_owned();
        let found = self.push(
            span,
            &what,
            number.or(if given.is_none_or(|it| it == "latest") {
                by_action
            } else {
                None
            }),
        );
        found.floating = floating;
        found.config = config;
        found.folder = Some(folder.unwrap_or_default());
        found.action = action;
        found.label = label;
    }

    fn module(&mut self) {
        let doc = self.doc;
        for directive in doc.directives() {
            let path = directive.arg(0).unwrap_or("");
            let Some(rest) = path.strip_prefix(MODULE) else {
                continue;
            };
            let tool = directive.verb == "tool" && rest.ends_with("/cmd/golangci-lint");
            let required = directive.verb == "require" && (rest.is_empty() || rest == "/v2");
            // Its own go.mod, and modules that use its packages, say nothing about what runs.
            if tool
                || (required && directive.comment != "indirect" && doc.folder().contains("tools"))
            {
                let number = (if rest.starts_with("/v2") { 2 } else { 1 }, None);
                self.push(directive.span, &format!("`{path}` in go.mod"), Some(number));
            }
        }
    }

    fn tool_versions(&mut self) {
        for (line, span) in lines::lines(self.doc.text(), &['#']) {
            let mut words = line.split_whitespace();
            if words.next() == Some("golangci-lint")
                && let Some(number) = words.next().and_then(version)
            {
                self.push(span, "`.tool-versions`", Some(number));
            }
        }
    }

    fn stages(&mut self) {
        let doc = self.doc;
        for stage in &doc.dockerfile().stages {
            self.image(&stage.base, stage.base_span, "");
        }
    }

    fn images(&mut self) {
        let doc = self.doc;
        let gitlab = doc.kind() == DocKind::GitlabCi;
        for root in &doc.tree().documents {
            root.walk(&mut |path, node| {
                let key = path.iter().rev().find(|it| !it.is_empty());
                let names = match key {
                    Some(&("image" | "container")) => true,
                    Some(&"name") => gitlab,
                    _ => false,
                };
                if let Some(text) = node.text().filter(|_| names) {
                    self.image(text, node.span, "");
                }
            });
        }
    }

    fn image(&mut self, text: &str, span: Span, label: &str) {
        let image = Image::parse(text);
        let own = image.path == "golangci/golangci-lint"
            || image.path.ends_with("/golangci/golangci-lint");
        if !own {
            return;
        }
        let tag = image.tag.as_deref().unwrap_or("latest");
        let number = version(tag);
        let floating = image.digest.is_none() && (tag == "latest" || tag.starts_with("latest-"));
        let label = label.to_owned();
        let found = self.push(span, &format!("`{text}`"), number);
        found.floating = floating;
        found.label = label;
    }

    /// `GOLANGCI_LINT_VERSION ?= v1.64.8`.
    fn variables(&mut self) {
        let doc = self.doc;
        for setting in doc.settings() {
            let name = setting.name.to_ascii_lowercase();
            let named = name.contains("golangci")
                && (name.contains("version") || name.contains("ver") || name.contains("tag"));
            if let Some(number) = version(&setting.value).filter(|_| named && !setting.dynamic) {
                self.push(
                    setting.value_loc().span,
                    &format!("`{}`", setting.name),
                    Some(number),
                );
            }
        }
    }

    fn command(&mut self, host: &HostScript, command: &Command) {
        let docker = matches!(command.name(), "docker" | "podman" | "nerdctl");
        for word in command.args() {
            let text = word.text.as_str();
            if let Some(rest) = text.strip_prefix(MODULE) {
                self.installed(host, command, word.span, rest);
            } else if docker && text.contains("golangci/golangci-lint") && !text.contains('=') {
                self.image(text, word.span, &host.label);
            } else if let Some((_, rest)) = text.split_once("golangci-lint/releases/download/") {
                let number = version(rest.split('/').next().unwrap_or(""));
                self.push(word.span, "a release that is downloaded", number);
            }
        }
    }

    /// `go install .../cmd/golangci-lint@latest`, `go run ...`, `go get ...`.
    fn installed(&mut self, host: &HostScript, command: &Command, span: Span, rest: &str) {
        let runs = command.name() == "go"
            && matches!(
                command.arg(0),
                Some("install" | "run" | "get" | "build" | "tool")
            );
        let (path, query) = rest.split_once('@').unwrap_or((rest, ""));
        if !runs || !path.ends_with("/cmd/golangci-lint") {
            return;
        }
        let major = if path.starts_with("/v2/") { 2 } else { 1 };
        let minor = version(query).and_then(|it| it.1);
        let config = command
            .flag("config")
            .or_else(|| command.flag("c"))
            .map(|it| it.0.to_owned());
        let label = host.label.clone();
        let word = format!("`{MODULE}{path}`");
        let found = self.push(span, &word, Some((major, minor)));
        found.floating = matches!(query, "latest" | "master" | "main" | "HEAD");
        found.label = label;
        found.config = config;
    }

    /// `curl .../install.sh | sh -s -- -b bin v1.64.8`.
    fn pipes(&mut self, host: &HostScript) {
        for pipeline in &host.script.pipelines {
            let commands: Vec<&Command> = pipeline
                .stages
                .iter()
                .flatten()
                .map(|it| &host.script.commands[*it])
                .collect();
            let (Some(first), Some(shell)) = (commands.first(), commands.last()) else {
                continue;
            };
            let url = first.args().iter().find(|it| {
                it.text.contains("golangci")
                    && (it.text.contains("install.sh") || it.text.ends_with("golangci-lint.sh"))
            });
            let (Some(url), "sh" | "bash") = (url, shell.name()) else {
                continue;
            };
            let mut given = shell.args().iter().filter(|it| !it.text.starts_with('-'));
            let in_url = url
                .text
                .split('/')
                .find_map(|it| version(it).filter(|_| it.starts_with('v') && it.contains('.')));
            let behind = given
                .clone()
                .find_map(|it| version(&it.text).filter(|_| it.text.contains('.')));
            // The directory of `-b` is no version; whatever else is given may be one.
            let takes_dir = shell.args().iter().filter(|it| it.text == "-b").count();
            let others = given.by_ref().count().saturating_sub(takes_dir);
            let latest = shell.args().iter().any(|it| it.text == "latest");
            let label = host.label.clone();
            let span = pipeline.span;
            let found = self.push(span, "the install script", behind.or(in_url));
            found.floating = behind.is_none() && (latest || others == 0) && in_url.is_none();
            found.label = label;
        }
    }
}

/// The major version of `@v9`, and of a commit with `# v9.3.0` behind it.
fn action_version(reference: &str, doc: &Doc, span: Span) -> Option<u16> {
    let number = |text: &str| {
        let digits: String = text
            .trim_start()
            .strip_prefix('v')?
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        digits.parse().ok()
    };
    number(reference).or_else(|| {
        let behind = doc.text().get(span.end as usize..)?;
        let line = behind.lines().next()?;
        let comment = line.split_once('#')?.1.trim_start();
        number(
            comment
                .trim_start_matches("tag=")
                .trim_start_matches("ratchet:golangci/golangci-lint-action@"),
        )
    })
}

/// The file of `--config file` or `-c file`.
pub(super) fn config_of(args: &str) -> Option<String> {
    let words: Vec<&str> = args.split_whitespace().collect();
    words.iter().enumerate().find_map(|(at, word)| match *word {
        "-c" | "--config" => words.get(at + 1).map(|it| (*it).to_owned()),
        _ => word
            .strip_prefix("--config=")
            .or_else(|| word.strip_prefix("-c="))
            .map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        assert_eq!(version("v1.55.2"), Some((1, Some(55))));
        assert_eq!(version("2.1"), Some((2, Some(1))));
        assert_eq!(version("v2"), Some((2, None)));
        assert_eq!(version("v1.55.2-alpine"), Some((1, Some(55))));
        assert_eq!(version("latest"), None);
        assert_eq!(version("1600"), None);
    }

    #[test]
    fn configurations_are_found() {
        assert_eq!(config_of("--fast -c a/b.yml"), Some("a/b.yml".to_owned()));
        assert_eq!(config_of("--config=x.yml"), Some("x.yml".to_owned()));
        assert_eq!(config_of("--timeout 5m"), None);
    }
}
