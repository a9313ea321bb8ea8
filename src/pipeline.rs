//! The line from patterns to findings, readable from top to bottom.
//!
//! In: [`Options`]. Out: [`Outcome`]. Must not know the command line or output formats.

mod dump;
pub mod environment;
mod owners;
mod program;
mod races;
pub mod why;

use crate::checks;
use crate::concurrency::conflict::Strength;
use crate::discover::{self, Problem, ProblemKind, Workspace};
use crate::facts::Facts;
use crate::finding::{self, Confidence, Evidence, Finding, Goroutine, SourceMap, Step};
use crate::ir::{self, FileIr};
use crate::link::{BodyId, Program};
use crate::models::{ModelTable, Models, ModelsError};
use crate::outline::{self, FileOutline};
use crate::progress::Progress;
use crate::render::Stats;
use crate::rules::map_race::Draft;
use crate::rules::{self, RuleSpec, Selection};
use crate::support::path::absolute;
use crate::support::{FileId, Loc};
use crate::syntax;
use crate::triage::{self, Judge, LeftOut, Policy, Suppressed};
pub use dump::{Dump, dump};
use program::stats;
use races::{Raced, races};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Bytes of stack for each thread. Types and bodies are walked by recursion: chains of thousands of aliases or embedded structs
/// must not end the process. Only what is used takes memory.
const STACK: usize = 64 << 20;

/// What to analyse and what to report.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Directory that patterns and shown paths are relative to.
    pub cwd: PathBuf,
    /// Patterns as the go command reads them.
    pub patterns: Vec<String>,
    /// Read `_test.go` files.
    pub include_tests: bool,
    /// Report findings in generated files too.
    pub report_generated: bool,
    /// Report findings of low confidence too.
    pub pedantic: bool,
    /// The rules that run.
    pub selection: Selection,
    /// What the project says about rules.
    pub policy: Policy,
    /// What the project knows of launchers, locks and the like, with the name of where it says so.
    pub models: Option<(String, ModelTable)>,
    /// List all accesses to maps and shared variables.
    pub list_accesses: bool,
    /// Build tags taken as set.
    pub tags: Vec<String>,
    /// Number of threads; none: as many as there are processors.
    pub threads: Option<usize>,
}

impl Options {
    /// Whether a run looks at all of the module that a path lies in, so that a suppression or a known finding there that it does not meet is out of
    /// date: tests, every build, all packages.
    pub fn sees_all_of(&self, path: &Path, workspace: &Workspace) -> bool {
        let homes = workspace.modules.iter().map(|it| it.dir.as_path());
        let home = homes
            .filter(|it| path.starts_with(it))
            .max_by_key(|it| it.components().count());
        let tree = home.unwrap_or(path);
        let mut roots = self.patterns.iter().filter_map(|it| it.strip_suffix("..."));
        let covered = roots.any(|it| tree.starts_with(absolute(&self.cwd, Path::new(it))));
        self.include_tests && self.tags.is_empty() && covered
    }
}

/// Where something is done to a map or to a variable that goroutines share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The operation.
    pub loc: Loc,
    /// The map or variable in the text.
    pub subject: Loc,
    /// It is a variable, not a map.
    pub variable: bool,
    /// It is changed there.
    pub mutates: bool,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The files, the problems met and the assumptions made.
    pub workspace: Workspace,
    /// Findings, finished.
    pub findings: Vec<Finding>,
    /// Findings that comments or a baseline leave out.
    pub left_out: Vec<LeftOut>,
    /// All accesses to maps and shared variables, if they were asked for.
    pub accesses: Vec<Place>,
    /// How many findings a change has not brought in.
    pub unchanged: usize,
    /// What the user should know beside problems and assumptions, a sentence each.
    pub notes: Vec<String>,
    /// How much was looked at.
    pub stats: Stats,
    /// Wall-clock time of each stage.
    pub timings: Vec<(&'static str, Duration)>,
}

/// Runs all stages, on threads of its own.
///
/// Not meant to be called from a thread of rayon: while such a thread waits it takes up other jobs on the same stack.
pub fn run(options: &Options, progress: &dyn Progress) -> Outcome {
    in_pool(options, || analyse(options, progress))
}

fn in_pool<T: Send>(options: &Options, work: impl FnOnce() -> T + Send) -> T {
    let mut builder = rayon::ThreadPoolBuilder::new().stack_size(STACK);
    if let Some(threads) = options.threads {
        builder = builder.num_threads(threads);
    }
    // Where no pool can be made (no threads left) the global one serves.
    match builder.build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Times the stages.
struct Clock<'a> {
    progress: &'a dyn Progress,
    stage: Option<(&'static str, Instant)>,
    timings: Vec<(&'static str, Duration)>,
    start: Instant,
}

impl<'a> Clock<'a> {
    fn new(progress: &'a dyn Progress) -> Self {
        Clock {
            progress,
            stage: None,
            timings: Vec::new(),
            start: Instant::now(),
        }
    }

    fn stage(&mut self, name: &'static str, length: Option<u64>) {
        self.end();
        self.progress.stage(name, length);
        self.stage = Some((name, Instant::now()));
    }

    fn end(&mut self) {
        if let Some((name, since)) = self.stage.take() {
            self.timings.push((name, since.elapsed()));
        }
    }
}

/// What map 1 makes of the files, in their order.
struct Parsed {
    outlines: Vec<FileOutline>,
    irs: Vec<FileIr>,
    problems: Vec<Problem>,
}

fn analyse(options: &Options, progress: &dyn Progress) -> Outcome {
    let mut clock = Clock::new(progress);
    clock.stage("discover", None);
    let mut workspace = discover(options);
    clock.stage("parse", Some(workspace.files.len() as u64));
    let parsed = parse(&workspace, progress);
    workspace.problems.extend(parsed.problems);
    let (outlines, irs) = (parsed.outlines, parsed.irs);
    clock.stage("checks", None);
    let mut findings = checks::run(&Facts::new(&workspace, &outlines), &options.selection);
    let raced = if options.list_accesses || runs(options, is_analysis) {
        races(options, &mut workspace, outlines, irs, progress, &mut clock)
    } else {
        Raced {
            stats: stats(&workspace, &[], &[]),
            ..Raced::default()
        }
    };
    clock.stage("report", None);
    findings.extend(raced.findings);
    let (shown, hidden): (Vec<Finding>, Vec<Finding>) = findings
        .into_iter()
        .partition(|it| is_reported(options, &workspace, it));
    let files = SourceMap::new(&workspace);
    let findings = finding::finish(shown, &files);
    let Suppressed { kept, left_out, .. } = triaged(options, &workspace, findings, hidden, &files);
    clock.end();
    let stats = Stats {
        elapsed: clock.start.elapsed(),
        ..raced.stats
    };
    Outcome {
        workspace,
        findings: kept,
        left_out,
        accesses: raced.accesses,
        notes: raced.notes,
        stats,
        timings: clock.timings,
        ..Outcome::default()
    }
}

/// Is a rule of this kind selected?
fn runs(options: &Options, kind: impl Fn(&RuleSpec) -> bool) -> bool {
    let mut selected = rules::catalog()
        .iter()
        .filter(|it| options.selection.has(&it.id));
    selected.any(kind)
}

/// Needs the analyses of Go code. Some rules need those and the documents.
fn is_analysis(rule: &RuleSpec) -> bool {
    !checks::is_check(rule) || rules::semantic::names().any(|it| it == rule.name)
}

/// Severities and paths as the project says, then what comments leave out, then what is to be said about the comments.
fn triaged(
    options: &Options,
    workspace: &Workspace,
    findings: Vec<Finding>,
    mut hidden: Vec<Finding>,
    files: &SourceMap,
) -> Suppressed {
    let mut shown = Vec::new();
    for mut finding in findings {
        let wanted = options.policy.apply(&mut finding, files);
        let list = if wanted { &mut shown } else { &mut hidden };
        list.push(finding);
    }
    let complete = |file: FileId| {
        let path = options.cwd.join(files.display(file));
        options.sees_all_of(&path, workspace)
    };
    let judge = Judge {
        complete: &complete,
        selection: &options.selection,
    };
    let judged = |file: FileId| {
        workspace.files.get(file.index()).is_none_or(|it| {
            workspace
                .packages
                .get(it.package.index())
                .is_none_or(|it| it.target)
                && (options.report_generated || !it.generated)
        })
    };
    let mut suppressed = triage::suppress(shown, &hidden, files, &judged, judge);
    let about = std::mem::take(&mut suppressed.about_comments);
    for mut finding in finding::finish(about, files) {
        if options.policy.apply(&mut finding, files) {
            suppressed.kept.push(finding);
        }
    }
    finding::sort(&mut suppressed.kept, files);
    suppressed
}

/// All accesses to maps and shared variables, in the order of the bodies.
fn accesses(program: &Program<'_>) -> Vec<Place> {
    let bodies = (0..program.bodies.len() as u32).map(BodyId);
    let of_body = |body: BodyId| {
        let accesses = program.body_summary(body).accesses.iter();
        accesses.map(move |it| Place {
            loc: program.loc(body, it.span),
            subject: program.loc(body, it.map_span),
            variable: it.op.is_of_variable(),
            mutates: it.op.mutates(),
        })
    };
    bodies.flat_map(of_body).collect()
}

fn discover(options: &Options) -> Workspace {
    discover::discover(&discover::Options {
        cwd: options.cwd.clone(),
        patterns: options.patterns.clone(),
        include_tests: options.include_tests,
        tags: options.tags.clone(),
        documents: runs(options, |it| it.on.iter().any(|on| on != "go")),
    })
}

/// The tables that are built in, then those of the project.
fn load_models(options: &Options) -> Result<Models, ModelsError> {
    let mut models = Models::load()?;
    if let Some((origin, table)) = &options.models {
        models.add_table(origin, table.clone())?;
    }
    Ok(models)
}

fn model_problem(error: &str) -> Problem {
    Problem {
        kind: ProblemKind::Fatal,
        path: "rules/models".into(),
        span: None,
        message: format!("a built-in table cannot be read: {error}"),
    }
}

/// Map 1: each file by itself; its tree lives no longer than this.
fn parse(workspace: &Workspace, progress: &dyn Progress) -> Parsed {
    let files: Vec<(FileOutline, FileIr, Vec<Problem>)> = workspace
        .files
        .par_iter()
        .map(|file| {
            let bodies = workspace.packages[file.package.index()].bodies;
            let tree = match bodies {
                true => syntax::go::parse(&file.text),
                false => syntax::go::parse(&syntax::declarations::without_bodies(&file.text)),
            };
            let mut outline = outline::build(&tree, &file.text);
            let ir = if bodies {
                ir::lower::lower(&tree, &file.text)
            } else {
                outline.forget_bodies();
                FileIr::default()
            };
            let problems = tree
                .unread
                .iter()
                .map(|unread| unread_problem(file, unread))
                .collect();
            progress.advance(1);
            (outline, ir, problems)
        })
        .collect();
    let mut parsed = Parsed {
        outlines: Vec::new(),
        irs: Vec::new(),
        problems: Vec::new(),
    };
    for (outline, ir, problems) in files {
        parsed.outlines.push(outline);
        parsed.irs.push(ir);
        parsed.problems.extend(problems);
    }
    parsed
}

fn unread_problem(file: &discover::SourceFile, unread: &syntax::go::Unread) -> Problem {
    let what = match &unread.name {
        Some(name) => format!("`{name}`"),
        None => "a declaration".to_owned(),
    };
    Problem {
        kind: ProblemKind::SyntaxUnread,
        path: file.display.clone(),
        span: Some(unread.error),
        message: format!("{what} is left out: {}", unread.why.phrase()),
    }
}

/// Findings are reported in documents, and in the packages asked for, there not in generated files; of the rules that run, and of low
/// confidence on demand only.
fn is_reported(options: &Options, workspace: &Workspace, finding: &Finding) -> bool {
    let sure = options.pedantic || finding.confidence > Confidence::Low;
    let runs = options.selection.has(&finding.rule);
    runs && sure && is_shown_file(options, workspace, finding.primary.file)
}

fn is_shown_file(options: &Options, workspace: &Workspace, file: FileId) -> bool {
    workspace.files.get(file.index()).is_none_or(|file| {
        let target = workspace.packages[file.package.index()].target;
        target && (options.report_generated || !file.generated)
    })
}

fn finding_of(draft: Draft) -> Finding {
    Finding {
        rule: draft.rule.to_owned(),
        severity: draft.severity,
        confidence: match draft.strength {
            Strength::Low => Confidence::Low,
            Strength::Medium => Confidence::Medium,
            Strength::High => Confidence::High,
        },
        message: draft.message,
        primary: draft.primary,
        function: draft.function,
        subject: draft.subject,
        map: draft.map,
        goroutines: draft
            .goroutines
            .into_iter()
            .map(|trace| Goroutine {
                heading: trace.heading,
                steps: trace
                    .steps
                    .into_iter()
                    .map(|(loc, text, function)| Step {
                        loc,
                        text,
                        function,
                    })
                    .collect(),
                holds: trace.holds,
            })
            .collect(),
        evidence: draft
            .evidence
            .into_iter()
            .map(|(text, places)| Evidence { text, places })
            .collect(),
        help: draft.help,
        fix: draft.fix,
        fingerprint: String::new(),
    }
}
