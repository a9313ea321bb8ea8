//! Settings of structured files: CI, compose, Kubernetes, Dockerfiles, makefiles, units, editors.

use super::{Origin, Setting};
use crate::discover::DocKind;
use crate::document::cut::HOLE;
use crate::document::tree::Style;
use crate::document::{Node, lines};
use crate::facts::doc::Doc;
use crate::facts::hosts::HostScript;
use crate::support::Span;

/// Collects settings of a document.
struct Collector<'a, 'd> {
    doc: &'a Doc<'d>,
    found: Vec<Setting>,
}

/// Settings outside scripts.
pub(super) fn settings(doc: &Doc) -> Vec<Setting> {
    let mut collector = Collector {
        doc,
        found: Vec::new(),
    };
    match doc.kind() {
        DocKind::GithubWorkflow | DocKind::GithubAction => collector.github(),
        DocKind::GitlabCi => collector.maps_named(&["variables"], Origin::Ci),
        DocKind::AzurePipelines => collector.maps_named(&["variables", "env"], Origin::Ci),
        DocKind::CircleCi => collector.maps_named(&["environment"], Origin::Ci),
        DocKind::Travis => collector.maps_named(&["env", "global", "matrix", "jobs"], Origin::Ci),
        DocKind::Taskfile => collector.maps_named(&["env"], Origin::Ci),
        DocKind::Compose => {
            collector.maps_named(&["environment"], Origin::Compose);
            collector.build_args();
        }
        DocKind::Goreleaser => collector.maps_named(&["env"], Origin::Goreleaser),
        DocKind::Snapcraft => {
            collector.maps_named(&["build-environment", "environment"], Origin::Ci)
        }
        DocKind::Kubernetes | DocKind::HelmTemplate | DocKind::HelmValues => collector.kubernetes(),
        DocKind::Dockerfile => collector.dockerfile(),
        DocKind::Makefile => collector.makefile(),
        DocKind::Systemd => collector.systemd(),
        DocKind::EnvFile => collector.pairs(Origin::EnvFile),
        DocKind::GoEnv => collector.pairs(Origin::GoEnvFile),
        DocKind::Vscode | DocKind::Devcontainer => collector.editor(),
        _ => {}
    }
    collector.found
}

impl Collector<'_, '_> {
    fn push(
        &mut self,
        name: &str,
        value: &str,
        spans: (Span, Span),
        origin: Origin,
    ) -> &mut Setting {
        let text = self.doc.text();
        let raw = spans.1.text(text);
        let setting = Setting {
            name: name.to_owned(),
            value: value.to_owned(),
            dynamic: raw.contains("${")
                || raw.contains("$(")
                || raw.contains("{{")
                || value.contains(HOLE),
            plain: false,
            file: self.doc.file,
            span: spans.0,
            value_span: spans.1,
            origin,
            scope: Vec::new(),
            label: String::new(),
            at: None,
        };
        self.found.push(setting);
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// A map of names to values, or a list of `A=b`, `{name: A, value: b}` and such maps.
    fn variables(&mut self, node: &Node, origin: Origin, scope: &[String], label: &str) {
        for (name, key, value) in node.entries() {
            // GitLab: `A: {value: b, description: c}`.
            let value = value.get("value").unwrap_or(value);
            // Travis: lists of variables one level down.
            if matches!(name, "global" | "jobs" | "matrix") && value.scalar().is_none() {
                self.variables(value, origin, scope, label);
            }
            if let Some(scalar) = value.scalar() {
                let plain = scalar.style == Style::Plain;
                let text = scalar.text.clone();
                let setting = self.push(name, &text, (key.span, value.span), origin);
                setting.plain = plain;
                setting.scope = scope.to_vec();
                setting.label = label.to_owned();
            }
        }
        for item in node.items() {
            if let (Some(name), Some(value)) = (item.get("name"), item.get("value")) {
                if let (Some(text), Some(scalar)) = (name.text(), value.scalar()) {
                    let (text, plain) = (text.to_owned(), scalar.style == Style::Plain);
                    let content = scalar.text.clone();
                    let setting = self.push(&text, &content, (name.span, value.span), origin);
                    setting.plain = plain;
                    setting.scope = scope.to_vec();
                    setting.label = label.to_owned();
                }
            } else if let Some(text) = item.text() {
                self.words(text, item.span, origin, scope, label);
            } else {
                self.variables(item, origin, scope, label);
            }
        }
    }

    /// `A=b C=d` in one scalar: Travis and compose lists.
    fn words(&mut self, text: &str, span: Span, origin: Origin, scope: &[String], label: &str) {
        // In compose a value may hold blanks; elsewhere blanks part words.
        let parts: Vec<&str> = if origin == Origin::Ci {
            blank_separated(text)
        } else {
            vec![text]
        };
        for part in parts {
            let Some((name, value)) = part.split_once('=') else {
                continue;
            };
            let raw = span.text(self.doc.text());
            let place = match raw.find(part) {
                Some(at) => Span::new(
                    span.start as usize + at,
                    span.start as usize + at + part.len(),
                ),
                None => span,
            };
            let value_span = Span {
                start: (place.start + name.len() as u32 + 1).min(place.end),
                end: place.end,
            };
            let (name, value) = (name.to_owned(), lines::unquoted(value).to_owned());
            let setting = self.push(&name, &value, (place, value_span), origin);
            setting.scope = scope.to_vec();
            setting.label = label.to_owned();
        }
    }

    /// Maps below certain keys anywhere; their scope is the job they stand in.
    fn maps_named(&mut self, keys: &[&str], origin: Origin) {
        let doc = self.doc;
        for root in &doc.tree().documents {
            let mut maps: Vec<(Vec<String>, &Node)> = Vec::new();
            root.walk(&mut |path, node| {
                if let Some((last, before)) = path.split_last()
                    && keys.contains(last)
                    && !before.iter().any(|it| keys.contains(it))
                {
                    // `jobs.NAME.environment`, `NAME.variables`, `services.NAME.environment`.
                    let job = before.iter().rev().find(|it| {
                        !matches!(**it, "" | "jobs" | "services" | "steps" | "run" | "docker")
                    });
                    let scope = job.map(|it| vec![(*it).to_owned()]).unwrap_or_default();
                    maps.push((scope, node));
                }
            });
            for (scope, node) in maps {
                let label = scope
                    .first()
                    .map(|it| format!("`{it}`"))
                    .unwrap_or_default();
                self.variables(node, origin, &scope, &label);
            }
        }
    }

    /// `services.NAME.build.args`.
    fn build_args(&mut self) {
        let doc = self.doc;
        for root in &doc.tree().documents {
            for (name, _, service) in root.get("services").into_iter().flat_map(Node::entries) {
                if let Some(args) = service.at(&["build", "args"]) {
                    let scope = vec![name.to_owned(), "build".to_owned()];
                    self.variables(args, Origin::DockerFlag, &scope, &format!("`{name}`"));
                }
            }
        }
    }

    fn github(&mut self) {
        let doc = self.doc;
        let Some(root) = doc.root() else {
            return;
        };
        if let Some(env) = root.get("env") {
            self.variables(env, Origin::Ci, &[], "");
        }
        for (name, _, job) in root.get("jobs").into_iter().flat_map(Node::entries) {
            let scope = vec![name.to_owned()];
            let label = format!("job `{name}`");
            if let Some(env) = job.get("env") {
                self.variables(env, Origin::Ci, &scope, &label);
            }
            if let Some(env) = job.at(&["container", "env"]) {
                self.variables(env, Origin::Ci, &scope, &label);
            }
            self.github_steps(job.get("steps"), &scope, &label);
        }
        self.github_steps(root.at(&["runs", "steps"]), &[], "");
    }

    fn github_steps(&mut self, steps: Option<&Node>, scope: &[String], label: &str) {
        for (index, step) in steps.map_or(&[][..], Node::items).iter().enumerate() {
            if let Some(env) = step.get("env") {
                let mut scope = scope.to_vec();
                scope.push(index.to_string());
                self.variables(env, Origin::Ci, &scope, label);
            }
        }
    }

    /// `env:` of containers; in values files under any key that ends in `env`.
    fn kubernetes(&mut self) {
        let doc = self.doc;
        if !doc.mentions("GO") {
            return;
        }
        for root in &doc.tree().documents {
            let mut maps: Vec<&Node> = Vec::new();
            root.walk(&mut |path, node| {
                let env = path.last().is_some_and(|it| {
                    it.to_ascii_lowercase().ends_with("env") || *it == "extraEnvVars"
                });
                if env && (!node.items().is_empty() || doc.kind() == DocKind::HelmValues) {
                    maps.push(node);
                }
            });
            for node in maps {
                let scope = vec![node.span.start.to_string()];
                self.variables(node, Origin::Kubernetes, &scope, "");
            }
        }
    }

    fn dockerfile(&mut self) {
        let doc = self.doc;
        let file = doc.dockerfile();
        for (index, instruction) in file.instructions.iter().enumerate() {
            let origin = match instruction.keyword.as_str() {
                "ENV" => Origin::DockerEnv,
                "ARG" => Origin::DockerArg,
                _ => continue,
            };
            let stage = file.stage_of(index);
            for (name, value) in instruction.assignments() {
                let Some(value) = value else { continue };
                let known = |it: &str| match file.variable(index, it) {
                    Some((word, _)) => Some(word.text),
                    None if stage.is_none() => file.global_args.get(it).cloned(),
                    None => None,
                };
                let text = crate::facts::docker::substitute(&value.text, &known);
                let setting = self.push(&name.text, &text, (name.span, value.span), origin);
                setting.dynamic = text.contains('$');
                setting.scope = stage.map(|it| it.to_string()).into_iter().collect();
                setting.label = match stage.and_then(|it| file.stages.get(it)) {
                    Some(stage) => stage
                        .name
                        .as_ref()
                        .map(|it| format!("stage `{it}`"))
                        .unwrap_or_default(),
                    None => String::new(),
                };
            }
        }
    }

    fn makefile(&mut self) {
        let doc = self.doc;
        let file = doc.makefile();
        for variable in &file.variables {
            let exported =
                variable.exported || file.exports_all || file.exports.contains(&variable.name);
            let origin = if exported {
                Origin::MakeExport
            } else {
                Origin::MakeVariable
            };
            let span = variable.value.span(0, variable.value.text.len());
            let value = if variable.targets.is_empty() {
                file.value(&variable.name)
            } else {
                None
            };
            let raw = variable.value.text.clone();
            let value = value.unwrap_or(&raw).to_owned();
            let setting = self.push(&variable.name, &value, (variable.name_span, span), origin);
            setting.dynamic = value.contains(HOLE) || value.contains('$');
            setting.scope = variable.targets.clone();
        }
    }

    /// `Environment=A=b "C=d e"`.
    fn systemd(&mut self) {
        let doc = self.doc;
        for pair in doc.pairs().iter().filter(|it| it.key == "Environment") {
            let raw = pair.value_span.text(doc.text());
            let base = pair.value_span.start as usize;
            let mut at = 0;
            for part in quoted_words(&pair.value) {
                let Some((name, value)) = part.split_once('=') else {
                    continue;
                };
                let start = raw[at..].find(&part).map_or(0, |it| at + it);
                let end = (start + part.len()).min(raw.len());
                at = end;
                let place = Span::new(base + start, base + end);
                let value_span =
                    Span::new((base + start + name.len() + 1).min(base + end), base + end);
                self.push(name, value, (place, value_span), Origin::Systemd);
            }
        }
    }

    fn pairs(&mut self, origin: Origin) {
        let doc = self.doc;
        for pair in doc.pairs() {
            self.push(
                &pair.key,
                &pair.value,
                (pair.key_span, pair.value_span),
                origin,
            );
        }
    }

    /// `go.toolsEnvVars`, `terminal.integrated.env.*`, `env` of launch configurations, `containerEnv`, `remoteEnv`.
    fn editor(&mut self) {
        let doc = self.doc;
        let Some(root) = doc.root() else {
            return;
        };
        let mut maps: Vec<(&str, &Node)> = Vec::new();
        root.walk(&mut |path, node| {
            let key = path.last().copied().unwrap_or("");
            let names = [
                "go.toolsEnvVars",
                "go.testEnvVars",
                "env",
                "containerEnv",
                "remoteEnv",
            ];
            if names.contains(&key) || key.starts_with("terminal.integrated.env.") {
                maps.push((key, node));
            }
        });
        for (key, node) in maps {
            self.variables(node, Origin::Editor, &[], &format!("`{key}`"));
        }
    }
}

/// Splits at blanks outside double or single quotes.
fn quoted_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for char in text.chars() {
        match (quote, char) {
            (None, '"' | '\'') => quote = Some(char),
            (Some(it), char) if it == char => quote = None,
            (None, ' ' | '\t') => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            _ => word.push(char),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The words of a text with their quotes: `A="b c" D=e` has two.
fn blank_separated(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut quote = None;
    let mut start = None;
    for (at, char) in text.char_indices() {
        match (quote, char) {
            (None, '"' | '\'') => quote = Some(char),
            (Some(it), char) if it == char => quote = None,
            (None, char) if char.is_whitespace() => {
                words.extend(start.take().map(|it: usize| &text[it..at]));
                continue;
            }
            _ => {}
        }
        start = start.or(Some(at));
    }
    words.extend(start.map(|it| &text[it..]));
    words
}

/// `$env:A = "b"`, `setx A b`, `set A=b`, `go env -w A=b` of a script that PowerShell or cmd runs.
pub(super) fn windows(doc: &Doc, index: usize, script: &HostScript, found: &mut Vec<Setting>) {
    for (line, span) in lines::lines(&script.cut.text, &['#']) {
        let lower = line.to_ascii_lowercase();
        if lower.starts_with("rem ") || lower.starts_with("::") || lower.starts_with("echo ") {
            continue;
        }
        let written = line.strip_prefix("go env -w ").and_then(|rest| {
            let (name, value) = rest.split_once('=')?;
            Some((name, value, Origin::GoEnvW))
        });
        let parsed = powershell(line)
            .or_else(|| environment_class(line))
            .or_else(|| set(line, &lower))
            .map(|(name, value)| (name, value, Origin::Windows))
            .or(written);
        let Some((name, value, origin)) = parsed else {
            continue;
        };
        let value = first_value(value);
        let at = line.rfind(value).unwrap_or(0);
        let start = span.start as usize + at;
        found.push(Setting {
            name: name.trim().to_owned(),
            value: value.to_owned(),
            dynamic: value.contains(['$', '%', '(', HOLE]),
            plain: false,
            file: doc.file,
            span: script.cut.span(span.start as usize, span.end as usize),
            value_span: script.cut.span(start, start + value.len()),
            origin,
            scope: script.scope.clone(),
            label: script.label.clone(),
            at: Some((index, 0)),
        });
    }
}

/// The value alone: what stands in quotes, else what comes before another command.
fn first_value(text: &str) -> &str {
    let text = text.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote)
            && let Some(end) = inner.find(quote)
        {
            return &inner[..end];
        }
    }
    let end = text.find(" && ").or_else(|| text.find("; "));
    let text = end.map_or(text, |it| &text[..it]);
    lines::unquoted(text.trim_end_matches(';').trim_end())
}

/// `$env:A = ...`, whatever the case of `env`.
fn powershell(line: &str) -> Option<(&str, &str)> {
    let prefix = line.get(..5)?;
    if !prefix.eq_ignore_ascii_case("$env:") {
        return None;
    }
    line[5..].split_once('=')
}

/// `[Environment]::SetEnvironmentVariable("A", "b", ...)`.
fn environment_class(line: &str) -> Option<(&str, &str)> {
    let (_, rest) = line.split_once("::SetEnvironmentVariable(")?;
    let (name, value) = rest.split_once(',')?;
    Some((lines::unquoted(name.trim()), value))
}

fn set<'a>(line: &'a str, lower: &str) -> Option<(&'a str, &'a str)> {
    if lower.starts_with("setx ") {
        let rest = line["setx ".len()..].trim();
        let rest = rest
            .strip_prefix("/M ")
            .or_else(|| rest.strip_prefix("/m "))
            .unwrap_or(rest);
        return rest.split_once(' ');
    }
    let rest = lower
        .strip_prefix("set ")
        .map(|it| &line[line.len() - it.len()..])?;
    let rest = rest.trim().trim_matches('"');
    (!rest.starts_with('/')).then(|| rest.split_once('='))?
}
