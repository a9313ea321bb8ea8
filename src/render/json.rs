//! JSON for scripts: everything a finding says, in a form that stays the same when the inner types change.
//!
//! In: a [`Report`]. Out: one JSON object. `version` grows when a field is renamed, removed or changes its meaning; new fields may come
//! at any time. Lines and columns count from 1, columns count bytes, ends are exclusive.

use super::{Renderer, Report, problem_id};
use crate::discover::Problem;
use crate::finding::{Edit, Evidence, Finding, Fix, Goroutine, SourceMap, Step};
use crate::rules;
use crate::support::{FileId, Loc};
use crate::triage::{LeftOut, Why};
use serde::Serialize;
use std::io::{self, Write};

/// Version of the format.
pub const VERSION: u32 = 1;

/// The renderer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json;

impl Renderer for Json {
    fn render(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let files = report.files;
        let document = Document {
            version: VERSION,
            tool: Tool {
                name: "gomapcheck",
                version: report.tool_version,
            },
            findings: report
                .findings
                .iter()
                .map(|it| finding(it, files))
                .chain(report.left_out.iter().map(|it| left_out(it, files)))
                .collect(),
            problems: report
                .problems
                .iter()
                .map(|it| problem(it, files))
                .collect(),
            assumptions: report.assumptions,
            stats: Counts {
                files: report.stats.files,
                packages: report.stats.packages,
                functions: report.stats.functions,
                unread_declarations: report.stats.unread_declarations,
                files_with_unread_declarations: report.stats.files_with_unread,
                skipped_files: report.stats.skipped_files,
                calls: report.stats.calls,
                unresolved_calls: report.stats.unresolved_calls,
            },
        };
        serde_json::to_writer_pretty(&mut *out, &document)?;
        writeln!(out)
    }
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    tool: Tool<'a>,
    findings: Vec<FindingOut<'a>>,
    problems: Vec<ProblemOut<'a>>,
    assumptions: &'a [String],
    stats: Counts,
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Counts {
    files: usize,
    packages: usize,
    functions: usize,
    unread_declarations: usize,
    files_with_unread_declarations: usize,
    skipped_files: usize,
    calls: usize,
    unresolved_calls: usize,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    rule: &'a str,
    name: &'a str,
    severity: &'a str,
    confidence: &'a str,
    message: &'a str,
    map: &'a str,
    subject: &'a str,
    function: &'a str,
    location: Location<'a>,
    goroutines: Vec<GoroutineOut<'a>>,
    evidence: Vec<EvidenceOut<'a>>,
    help: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixOut<'a>>,
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<SuppressedOut<'a>>,
}

#[derive(Serialize)]
struct SuppressedOut<'a> {
    by: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location<'a>>,
    reason: &'a str,
}

#[derive(Serialize)]
struct FixOut<'a> {
    title: &'a str,
    edits: Vec<EditOut<'a>>,
}

#[derive(Serialize)]
struct EditOut<'a> {
    location: Location<'a>,
    replacement: &'a str,
}

#[derive(Serialize)]
struct GoroutineOut<'a> {
    heading: &'a str,
    steps: Vec<StepOut<'a>>,
    holds: &'a str,
}

#[derive(Serialize)]
struct StepOut<'a> {
    location: Location<'a>,
    text: &'a str,
    function: &'a str,
    source: &'a str,
}

#[derive(Serialize)]
struct EvidenceOut<'a> {
    text: &'a str,
    locations: Vec<Location<'a>>,
}

#[derive(Serialize)]
struct ProblemOut<'a> {
    kind: &'a str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location<'a>>,
    message: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

fn finding<'a>(finding: &'a Finding, files: &SourceMap<'a>) -> FindingOut<'a> {
    FindingOut {
        rule: &finding.rule,
        name: rules::find(&finding.rule).map_or("", |it| it.name.as_str()),
        severity: finding.severity.as_str(),
        confidence: finding.confidence.as_str(),
        message: &finding.message,
        map: &finding.map,
        subject: &finding.subject,
        function: &finding.function,
        location: location(finding.primary, files),
        goroutines: finding
            .goroutines
            .iter()
            .map(|it| goroutine(it, files))
            .collect(),
        evidence: finding
            .evidence
            .iter()
            .map(|it| evidence(it, files))
            .collect(),
        help: &finding.help,
        fix: finding.fix.as_ref().map(|it| fix(it, files)),
        fingerprint: &finding.fingerprint,
        suppressed: None,
    }
}

fn left_out<'a>(it: &'a LeftOut, files: &SourceMap<'a>) -> FindingOut<'a> {
    let suppressed = match &it.why {
        Why::Comment { loc, reason } => SuppressedOut {
            by: "comment",
            location: Some(location(*loc, files)),
            reason,
        },
        Why::Baseline => SuppressedOut {
            by: "baseline",
            location: None,
            reason: "",
        },
    };
    FindingOut {
        suppressed: Some(suppressed),
        ..finding(&it.finding, files)
    }
}

fn fix<'a>(fix: &'a Fix, files: &SourceMap<'a>) -> FixOut<'a> {
    let edit = |edit: &'a Edit| EditOut {
        location: location(edit.loc, files),
        replacement: &edit.text,
    };
    FixOut {
        title: &fix.title,
        edits: fix.edits.iter().map(edit).collect(),
    }
}

fn goroutine<'a>(goroutine: &'a Goroutine, files: &SourceMap<'a>) -> GoroutineOut<'a> {
    GoroutineOut {
        heading: &goroutine.heading,
        steps: goroutine.steps.iter().map(|it| step(it, files)).collect(),
        holds: &goroutine.holds,
    }
}

fn step<'a>(step: &'a Step, files: &SourceMap<'a>) -> StepOut<'a> {
    let line = files.start(step.loc).line;
    StepOut {
        location: location(step.loc, files),
        text: &step.text,
        function: &step.function,
        source: files.line_text(step.loc.file, line).trim(),
    }
}

fn evidence<'a>(evidence: &'a Evidence, files: &SourceMap<'a>) -> EvidenceOut<'a> {
    let locations = evidence
        .places
        .iter()
        .map(|it| location(*it, files))
        .collect();
    EvidenceOut {
        text: &evidence.text,
        locations,
    }
}

fn problem<'a>(problem: &'a Problem, files: &SourceMap<'a>) -> ProblemOut<'a> {
    let file: Option<FileId> = files.find(&problem.path);
    let loc = file
        .zip(problem.span)
        .map(|(file, span)| Loc { file, span });
    ProblemOut {
        kind: problem_id(problem.kind),
        path: &problem.path,
        location: loc.map(|it| location(it, files)),
        message: &problem.message,
    }
}

fn location<'a>(loc: Loc, files: &SourceMap<'a>) -> Location<'a> {
    let region = files.region(loc);
    Location {
        path: files.display(loc.file),
        line: region.start.line,
        column: region.start.column,
        end_line: region.end.line,
        end_column: region.end.column,
    }
}
