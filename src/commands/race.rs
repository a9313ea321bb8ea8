//! `gomapcheck race FILE...`: what was seen at run time, tied to what the analysis predicts.

use super::refused;
use crate::cli::{Analysis, Reporting, Shared, options};
use crate::discover::Workspace;
use crate::finding::{self, Confidence, Evidence, Finding, Goroutine, Severity, SourceMap, Step};
use crate::output::{self, Status};
use crate::pipeline::{self, Outcome};
use crate::progress::Silent;
use crate::racelog::{self, Frame, Report, Side};
use crate::support::Loc;
use crate::triage::{self, Judge, Policy};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Rules about slices and other variables.
const VARIABLE_RULES: [&str; 2] = ["GMC110", "GMC111"];

/// The rule about what is waited for: its findings name the use that the wait does not order.
const WAITS: &str = "GMC113";

/// Reads the logs, analyses, and reports the races over maps and over variables that the analysis knows.
///
/// # Errors
/// A log cannot be read, the configuration is wrong, the output cannot be written.
pub(super) fn run(
    shared: &Shared,
    logs: &[PathBuf],
    packages: &[String],
    analysis: &Analysis,
    reporting: &Reporting,
) -> io::Result<Status> {
    if analysis.baseline.is_some() {
        return Err(refused(
            "--baseline is not for race: what was seen to happen is not put up with".to_owned(),
        ));
    }
    let cwd = shared.working_directory()?;
    let settings = analysis.settings(&cwd)?;
    let mut options = options(&settings, cwd, packages.to_vec(), analysis.jobs)?;
    options.list_accesses = true;
    // A prediction counts even where it would not be shown.
    options.pedantic = true;
    options.policy = Policy::default();
    let mut reports: Vec<(String, Report)> = Vec::new();
    let mut notes = Vec::new();
    for path in logs {
        let log = racelog::read(&text(shared, path)?);
        let name = path.display().to_string();
        let unread = log.unread.len();
        if let Some(first) = log.unread.first() {
            let reports = if unread == 1 { "report" } else { "reports" };
            notes.push(format!(
                "{name}: {unread} {reports} could not be read, the first on line {first}"
            ));
        }
        reports.extend(log.reports.into_iter().map(|it| (name.clone(), it)));
    }
    let mut outcome = pipeline::run(&options, &Silent);
    let seen = Seen::merge(&outcome, &reports, &mut notes);
    let findings: Vec<Finding> = seen.iter().map(|it| it.finding(&outcome)).collect();
    let files = SourceMap::new(&outcome.workspace);
    let findings = finding::finish(findings, &files);
    let judge = Judge {
        complete: &|_| false,
        selection: &options.selection,
    };
    let suppressed = triage::suppress(findings, &[], &files, &|_| false, judge);
    outcome.findings = suppressed.kept;
    outcome.left_out = suppressed.left_out;
    outcome.notes.extend(notes);
    output::report(shared, reporting, &outcome)
}

fn text(shared: &Shared, path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(shared.seen_from_process(path)).map(|it| bytes = it)
    };
    read.map_err(|error| {
        io::Error::new(
            error.kind(),
            format!("{} cannot be read: {error}", path.display()),
        )
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A race that was seen, once or more often.
struct Seen {
    headline: String,
    /// It is over a variable, not a map.
    variable: bool,
    /// The sides, in source order.
    sides: Vec<Stack>,
    count: usize,
    /// Log and line of the first report.
    first: String,
}

/// A side, as far as it lies in files that were analysed.
struct Stack {
    writes: bool,
    /// The access first.
    frames: Vec<(Loc, String)>,
    start: Option<(Loc, String)>,
}

impl Seen {
    /// Races over maps and shared variables, each once. What is none, or lies elsewhere, is noted.
    fn merge(
        outcome: &Outcome,
        reports: &[(String, Report)],
        notes: &mut Vec<String>,
    ) -> Vec<Seen> {
        let files = SourceMap::new(&outcome.workspace);
        let mut seen: BTreeMap<Vec<(Loc, bool)>, Seen> = BTreeMap::new();
        let mut others = 0;
        // The memory of an element is that of its map: the runtime's function for the map has returned by then.
        let lines = |variable: bool| -> BTreeSet<Loc> {
            let accesses = outcome.accesses.iter();
            let of_kind = accesses.filter(|it| it.variable == variable);
            of_kind.map(|it| line(it.loc, &files)).collect()
        };
        let (of_maps, of_variables) = (lines(false), lines(true));
        for (log, report) in reports {
            let place = format!("{log}:{}", report.line);
            let stack = |it: &Side| stack(it, &outcome.workspace, &files);
            let sides: Option<Vec<Stack>> = report.sides.iter().map(stack).collect();
            let all_on = |lines: &BTreeSet<Loc>| {
                let on = |it: &Stack| lines.contains(&line(it.access().0, &files));
                sides.as_ref().is_some_and(|it| it.iter().all(on))
            };
            let variable = !report.is_map() && !all_on(&of_maps);
            if variable && !all_on(&of_variables) {
                others += 1;
                continue;
            }
            let Some(mut sides) = sides else {
                let at = where_is(report);
                notes.push(format!(
                    "{place}: {} in files that are not analysed here: {at}",
                    report.headline
                ));
                continue;
            };
            sides.sort_by_key(Stack::key);
            let key = sides.iter().map(Stack::key).collect();
            let entry = seen.entry(key).or_insert_with(|| Seen {
                headline: report.headline.clone(),
                variable,
                sides,
                count: 0,
                first: place,
            });
            entry.count += 1;
        }
        if others > 0 {
            let reports = if others == 1 {
                "report is"
            } else {
                "reports are"
            };
            notes.push(format!(
                "{others} {reports} about memory that is neither a map nor a variable that goroutines of one function share"
            ));
        }
        seen.into_values().collect()
    }

    /// The race as a finding, tied to the one that predicts it.
    fn finding(&self, outcome: &Outcome) -> Finding {
        let files = SourceMap::new(&outcome.workspace);
        let left_out = outcome.left_out.iter().map(|it| &it.finding);
        let of_kind = |it: &&Finding| it.rule == WAITS || is_of_variable(it) == self.variable;
        let known: Vec<&Finding> = outcome
            .findings
            .iter()
            .chain(left_out)
            .filter(of_kind)
            .collect();
        let predicted = known.iter().find(|it| self.is(it, &files));
        let related = known.iter().find(|it| self.touches(it, &files));
        let first = predicted.map_or(0, |it| self.primary_of(it, &files));
        let mut sides: Vec<&Stack> = self.sides.iter().collect();
        sides.swap(0, first);
        let named = predicted.or(related);
        let map = self.subject(outcome, &files);
        let subject = named.map_or_else(|| map.clone(), |it| it.subject.clone());
        let times = if self.count == 1 {
            "once".to_owned()
        } else {
            format!("{} times", self.count)
        };
        let mut evidence = vec![Evidence {
            text: format!("seen {times}, first at {}: {}", self.first, self.headline),
            places: Vec::new(),
        }];
        evidence.push(prediction(predicted.copied(), related.copied()));
        let (loc, function) = sides[0].access();
        Finding {
            rule: named.map_or_else(|| self.rule().to_owned(), |it| it.rule.clone()),
            severity: Severity::Error,
            confidence: Confidence::High,
            message: message(self.kind(), &sides, &subject),
            primary: loc,
            function,
            map: named.map_or_else(|| map.clone(), |it| it.map.clone()),
            goroutines: sides.iter().map(|it| it.goroutine(&map)).collect(),
            subject,
            evidence,
            help: named.map_or_else(
                || format!("guard every access to this {} with one mutex", self.kind()),
                |it| it.help.clone(),
            ),
            fix: None,
            fingerprint: String::new(),
        }
    }

    fn rule(&self) -> &'static str {
        match (self.variable, self.sides.iter().all(|it| it.writes)) {
            (true, _) => VARIABLE_RULES[1],
            (false, true) => "GMC001",
            (false, false) => "GMC002",
        }
    }

    fn kind(&self) -> &'static str {
        if self.variable { "variable" } else { "map" }
    }

    /// The finding is about these very accesses.
    fn is(&self, finding: &Finding, files: &SourceMap) -> bool {
        let mut lines = access_lines(finding, files);
        if lines.len() == 1 {
            lines.push(lines[0]);
        }
        let own: Vec<_> = self
            .sides
            .iter()
            .map(|it| line(it.access().0, files))
            .collect();
        match own.as_slice() {
            [a, b] => lines == [*a, *b] || lines == [*b, *a],
            [only] => lines.contains(only),
            _ => false,
        }
    }

    /// The finding is about one of these accesses.
    fn touches(&self, finding: &Finding, files: &SourceMap) -> bool {
        let lines = access_lines(finding, files);
        self.sides
            .iter()
            .any(|it| lines.contains(&line(it.access().0, files)))
    }

    fn primary_of(&self, finding: &Finding, files: &SourceMap) -> usize {
        let primary = line(finding.primary, files);
        let at = self
            .sides
            .iter()
            .position(|it| line(it.access().0, files) == primary);
        at.unwrap_or(0)
    }

    /// The map or variable in the words of the program: the one that all sides name, else the only one of a side.
    fn subject(&self, outcome: &Outcome, files: &SourceMap) -> String {
        let named = |side: &Stack| -> BTreeSet<&str> {
            let at = line(side.access().0, files);
            let here = outcome.accesses.iter().filter(|it| {
                it.variable == self.variable
                    && it.mutates == side.writes
                    && line(it.loc, files) == at
            });
            here.map(|it| it.subject.span.text(files.text(it.subject.file)))
                .collect()
        };
        let of_sides: Vec<BTreeSet<&str>> = self.sides.iter().map(named).collect();
        let mut common = of_sides.first().cloned().unwrap_or_default();
        common.retain(|it| of_sides.iter().all(|side| side.contains(it)));
        let only = std::iter::once(&common)
            .chain(&of_sides)
            .find(|it| it.len() == 1);
        let text = only.and_then(|it| it.first());
        text.map_or_else(|| "of this line".to_owned(), |it| (*it).to_owned())
    }
}

impl Stack {
    fn access(&self) -> (Loc, String) {
        self.frames[0].clone()
    }

    fn key(&self) -> (Loc, bool) {
        (self.frames[0].0, self.writes)
    }

    fn does(&self) -> &'static str {
        if self.writes { "writes" } else { "reads" }
    }

    fn goroutine(&self, map: &str) -> Goroutine {
        let heading = match &self.start {
            Some((_, function)) => format!("goroutine started in {function}"),
            None => "a goroutine whose start is not among the analysed files".to_owned(),
        };
        let start = self.start.iter().map(|(loc, function)| Step {
            loc: *loc,
            text: "starts here".to_owned(),
            function: function.clone(),
        });
        let calls = self.frames.windows(2).rev().map(|pair| Step {
            loc: pair[1].0,
            text: format!("calls {}", pair[0].1),
            function: pair[1].1.clone(),
        });
        let (loc, function) = self.access();
        let access = Step {
            loc,
            text: format!("{} `{map}`", self.does()),
            function,
        };
        Goroutine {
            heading,
            steps: start.chain(calls).chain([access]).collect(),
            holds: "seen at run time".to_owned(),
        }
    }
}

fn is_of_variable(finding: &Finding) -> bool {
    VARIABLE_RULES.contains(&finding.rule.as_str())
}

fn message(kind: &str, sides: &[&Stack], subject: &str) -> String {
    let done = |it: &Stack| if it.writes { "written" } else { "read" };
    let mine = done(sides[0]);
    match sides.get(1) {
        Some(other) => {
            let did = if other.writes { "wrote" } else { "read" };
            format!("{kind} `{subject}` was {mine} here while another goroutine {did} it")
        }
        None => format!(
            "{kind} `{subject}` was {mine} here while another goroutine used it, and the process crashed"
        ),
    }
}

fn prediction(predicted: Option<&Finding>, related: Option<&Finding>) -> Evidence {
    match (predicted, related) {
        (Some(it), _) => Evidence {
            text: format!(
                "predicted: {} of {} confidence, {}",
                it.rule,
                it.confidence.as_str(),
                it.message
            ),
            places: vec![it.primary],
        },
        (None, Some(it)) => Evidence {
            text: format!(
                "not predicted with these two sides; of one of them {} says: {}",
                it.rule, it.message
            ),
            places: vec![it.primary],
        },
        (None, None) => Evidence {
            text: "no finding of the analysis predicts it".to_owned(),
            places: Vec::new(),
        },
    }
}

fn access_lines(finding: &Finding, files: &SourceMap) -> Vec<Loc> {
    let accesses = finding.goroutines.iter().filter_map(|it| it.steps.last());
    let told = finding
        .evidence
        .iter()
        .filter(|_| finding.rule == WAITS)
        .flat_map(|it| &it.places);
    accesses
        .map(|it| it.loc)
        .chain(told.copied())
        .map(|it| line(it, files))
        .collect()
}

/// The line of a place: stacks know no more.
fn line(loc: Loc, files: &SourceMap) -> Loc {
    Loc {
        file: loc.file,
        span: files.line_span(loc.file, files.start(loc).line),
    }
}

fn where_is(report: &Report) -> String {
    let frame = report.sides.iter().find_map(|it| it.own_frames().next());
    frame.map_or_else(String::new, |it| format!("{}:{}", it.file, it.line))
}

/// A side, from the first frame on that lies in a file that was analysed; none if there is no such frame.
fn stack(side: &Side, workspace: &Workspace, files: &SourceMap) -> Option<Stack> {
    let found = |it: &Frame| locate(it, workspace, files);
    let frames: Vec<_> = side.own_frames().filter_map(found).collect();
    (!frames.is_empty()).then(|| Stack {
        writes: side.writes,
        frames,
        start: side.created.iter().find_map(found),
    })
}

/// The place of a frame: the file whose shown path the frame's path ends with, in the package that its function belongs to.
fn locate(frame: &Frame, workspace: &Workspace, files: &SourceMap) -> Option<(Loc, String)> {
    let function = frame.function.replace("%2e", ".");
    let path = frame.file.replace('\\', "/");
    let fits = |id: &crate::support::FileId| {
        let shown = files.display(*id).trim_start_matches("../");
        let inside = path
            .strip_suffix(shown)
            .is_some_and(|it| it.is_empty() || it.ends_with('/'));
        // Files of other languages come behind those of Go.
        let Some(source) = workspace.files.get(id.index()) else {
            return false;
        };
        let package = &workspace.packages[source.package.index()];
        let of = |name: &str| {
            function
                .strip_prefix(name)
                .is_some_and(|it| it.starts_with('.'))
        };
        inside && (of(package.import_path.as_str()) || (package.name == "main" && of("main")))
    };
    let file = files
        .ids()
        .filter(fits)
        .max_by_key(|it| files.display(*it).len())?;
    let mut span = files.line_span(file, frame.line);
    let text = span.text(files.text(file));
    let indent = text.len() - text.trim_start().len();
    span.start += indent as u32;
    let short = function
        .rsplit_once('/')
        .map_or(function.as_str(), |(_, it)| it);
    let short = short.split_once('.').map_or(short, |(_, it)| it);
    Some((Loc { file, span }, short.to_owned()))
}
