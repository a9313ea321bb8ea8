//! SARIF 2.1.0, written so that GitHub code scanning shows all of it; `sarif/README.md` says which properties and why.
//!
//! In: a [`Report`]. Out: one run, the same bytes for the same report. Must not know which machine it runs on: no absolute paths of
//! files in the working directory, no times, no host names.

mod location;
mod model;
mod result;
mod taxonomy;

use super::{Renderer, Report, capital, problem_id};
use crate::discover::{Problem, ProblemKind};
use crate::finding::{Finding, Severity};
use crate::rules::example::shown;
use crate::rules::{self, RuleSpec};
use crate::support::Loc;
use model::{
    ArtifactLocation, AutomationDetails, Configuration, Descriptor, DescriptorReference, Driver,
    Invocation, Log, Message, Notification, Rule, RuleProperties, Run, SarifResult, Tool,
};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Base of all relative URIs: the directory that was analysed from, best the root of the repository.
const ROOT: &str = "%SRCROOT%";

/// Kinds of notifications, in the order of `tool.driver.notifications`; the last one is for assumptions.
const NOTIFICATIONS: [(&str, &str); 5] = [
    (
        "file-skipped",
        "A file was left out because it could not be read.",
    ),
    (
        "syntax-unread",
        "A declaration was left out because its syntax could not be read.",
    ),
    (
        "configuration",
        "A configuration file could not be read; something was assumed instead.",
    ),
    ("fatal", "The job could not be done."),
    (
        "assumption",
        "Something was assumed because it was missing.",
    ),
];

/// Results that code scanning takes in one run.
const MOST_RESULTS: usize = 25_000;

/// The renderer.
#[derive(Debug, Clone, Default)]
pub struct Sarif {
    /// Tells apart several uploads for one commit.
    pub category: Option<String>,
}

impl Renderer for Sarif {
    fn render(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let log = Log {
            schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            version: "2.1.0",
            runs: vec![run(report, self.category.as_deref())],
        };
        serde_json::to_writer_pretty(&mut *out, &log)?;
        writeln!(out)
    }
}

fn run(report: &Report, category: Option<&str>) -> Run {
    let description = "The directory that gomapcheck was run in, best the root of the repository.";
    let root = ArtifactLocation {
        uri: None,
        uri_base_id: None,
        description: Some(Message::text(description)),
    };
    Run {
        tool: Tool {
            driver: driver(report.tool_version),
        },
        automation_details: AutomationDetails {
            // The category is what stands before the last slash.
            id: category.map_or("gomapcheck/".to_owned(), |it| format!("gomapcheck/{it}/")),
        },
        column_kind: "utf16CodeUnits",
        original_uri_base_ids: BTreeMap::from([(ROOT, root)]),
        invocations: vec![invocation(report)],
        taxonomies: vec![taxonomy::taxonomy()],
        results: results(report),
    }
}

/// At most as many as code scanning takes, the gravest and surest.
fn results(report: &Report) -> Vec<SarifResult> {
    let mut results = result::Results::new(report.files);
    let mut shown: Vec<(usize, &Finding)> = report.findings.iter().enumerate().collect();
    if shown.len() > MOST_RESULTS {
        shown.sort_by_key(|(at, it)| (Reverse((it.severity, it.confidence)), *at));
        shown.truncate(MOST_RESULTS);
        shown.sort_by_key(|(at, _)| *at);
    }
    let mut list: Vec<SarifResult> = shown.iter().map(|(_, it)| results.result(it)).collect();
    let room = MOST_RESULTS - list.len();
    list.extend(
        report
            .left_out
            .iter()
            .take(room)
            .map(|it| results.left_out(it)),
    );
    list
}

fn driver(version: &str) -> Driver {
    let repository = env!("CARGO_PKG_REPOSITORY");
    Driver {
        name: "gomapcheck",
        semantic_version: version.to_owned(),
        information_uri: (!repository.is_empty()).then_some(repository),
        rules: rules::catalog().iter().map(rule).collect(),
        notifications: NOTIFICATIONS
            .map(|(id, text)| Descriptor {
                id,
                short_description: Message::text(text),
            })
            .to_vec(),
        supported_taxonomies: [taxonomy::reference()],
    }
}

fn rule(rule: &'static RuleSpec) -> Rule {
    Rule {
        id: &rule.id,
        name: &rule.name,
        short_description: Message::text(format!("{}.", capital(&rule.title))),
        full_description: Message::text(rule.why.trim()),
        help: Message {
            text: help_text(rule),
            markdown: Some(help_markdown(rule)),
        },
        default_configuration: Configuration {
            level: rule.severity.as_str(),
        },
        relationships: taxonomy::relationships(rule),
        properties: RuleProperties {
            precision: rule.precision.as_str(),
            problem_severity: problem_severity(rule.severity),
            // A string, as code scanning wants it.
            security_severity: rule.security_severity.map(|it| format!("{it:.1}")),
            tags: tags(rule),
        },
    }
}

/// Family, topics and weaknesses; code scanning takes ten.
fn tags(rule: &RuleSpec) -> Vec<String> {
    let security = rule.security_severity.map(|_| "security".to_owned());
    let topics = [&rule.family].into_iter().chain(&rule.tags).cloned();
    let cwe = rule
        .cwe
        .iter()
        .map(|it| format!("external/cwe/cwe-{it:03}"));
    topics.chain(security).chain(cwe).take(10).collect()
}

/// The words that code scanning knows for `problem.severity`.
fn problem_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "recommendation",
    }
}

fn help_text(rule: &RuleSpec) -> String {
    format!("{}\n\nHow to fix: {}\n", rule.why.trim(), rule.fix.trim())
}

fn help_markdown(rule: &RuleSpec) -> String {
    let mut text = format!(
        "# {} {}\n\n{}\n\n## How to fix\n\n{}\n",
        rule.id,
        rule.name,
        rule.why.trim(),
        rule.fix.trim()
    );
    if let Some(example) = rule.examples.first() {
        let language = if rule.on.iter().any(|it| it == "go") {
            "go"
        } else {
            ""
        };
        let (bad, good) = (shown(&example.bad), shown(&example.good));
        text.push_str(&format!(
            "\n## Example: {}\n\n```{language}\n{bad}```\n\nMended:\n\n```{language}\n{good}```\n",
            example.name
        ));
    }
    if !rule.confidence.is_empty() {
        text.push_str(&format!("\n## Confidence\n\n{}\n", rule.confidence.trim()));
    }
    text.push_str("\n## References\n\n");
    for url in &rule.references {
        text.push_str(&format!("* <{url}>\n"));
    }
    text
}

fn invocation(report: &Report) -> Invocation {
    let problems = report.problems.iter().map(|it| problem(it, report));
    let assumptions = report
        .assumptions
        .iter()
        .map(|it| notification("assumption", "note", it));
    let cut = (report.findings.len() > MOST_RESULTS).then(|| {
        let text = format!("{} findings were met; code scanning takes {MOST_RESULTS}: the gravest and surest are here.", report.findings.len());
        notification("assumption", "warning", &text)
    });
    Invocation {
        // Files that were left out are told as notifications; the run is a failure only if nothing could be done.
        execution_successful: report
            .problems
            .iter()
            .all(|it| it.kind != ProblemKind::Fatal),
        tool_execution_notifications: problems.chain(assumptions).chain(cut).collect(),
    }
}

fn problem(problem: &Problem, report: &Report) -> Notification {
    let level = if problem.kind == ProblemKind::Fatal {
        "error"
    } else {
        "warning"
    };
    let mut notification = notification(problem_id(problem.kind), level, &problem.message);
    let loc = report
        .files
        .find(&problem.path)
        .zip(problem.span)
        .map(|(file, span)| Loc { file, span });
    match loc {
        Some(loc) => notification
            .locations
            .push(location::physical(loc, report.files)),
        None if problem.path.is_empty() || problem.kind == ProblemKind::Fatal => {}
        None => notification
            .locations
            .push(location::whole_file(&problem.path)),
    }
    notification
}

fn notification(id: &'static str, level: &'static str, text: &str) -> Notification {
    let index = NOTIFICATIONS
        .iter()
        .position(|(it, _)| *it == id)
        .unwrap_or_default();
    Notification {
        descriptor: DescriptorReference { id, index },
        level,
        message: Message::text(text),
        locations: Vec::new(),
    }
}
