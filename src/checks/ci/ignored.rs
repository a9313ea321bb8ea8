//! GMC853 and GMC863: checks whose failure does not count.

use super::gates::{self, gate_name, is_gate};
use crate::checks::{Report, Sink};
use crate::discover::DocKind;
use crate::document::Node;
use crate::facts::{Doc, Facts, HostScript};
use crate::rules::Severity;
use crate::shell::Command;
use crate::support::Span;

/// Words in names of files, jobs and steps that say that a failure is not meant to stop anything.
const ADVISORY: &[&str] = &[
    "optional",
    "advisory",
    "soft",
    "nightly",
    "bench",
    "experimental",
    "informational",
    "non-blocking",
    "nonblocking",
    "allow-fail",
    "allow_fail",
    "periodic",
    "fuzz",
    "canary",
    "gotip",
    "flaky",
];

/// Actions that run a linter.
const LINT_ACTIONS: &[(&str, &str)] = &[
    ("golangci/golangci-lint-action@", "golangci-lint"),
    ("securego/gosec@", "gosec"),
    ("golang/govulncheck-action@", "govulncheck"),
    ("dominikh/staticcheck-action@", "staticcheck"),
];

/// Patterns with which `go test` runs nothing: it compiles.
const NO_TESTS: &[&str] = &["^$", "NONE", "none", "XXX", "xxx", "^#", "nope", "notests"];

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in &facts.docs {
        let mut seen: Vec<Span> = Vec::new();
        for (index, host) in doc.scripts().iter().enumerate() {
            match host.ignore_errors {
                Some(span) => whole_script(facts, doc, (index, host), span, &mut seen, sink),
                None => commands(facts, doc, (index, host), sink),
            }
        }
        if doc.kind() == DocKind::GithubWorkflow {
            actions(doc, sink);
        }
    }
}

/// The gate that a command is, or that `make` runs for it.
fn gate<'a>(facts: &'a Facts<'a>, doc: &'a Doc<'a>, at: (usize, usize)) -> Option<&'a Command> {
    let own = doc.scripts().get(at.0)?.script.commands.get(at.1)?;
    if is_gate(own) {
        return Some(own);
    }
    if !gates::is_make(doc, own) {
        return None;
    }
    let ran = gates::ran_by(facts, doc, at.0, at.1);
    // A target that only builds something may well be allowed to fail.
    ran.into_iter()
        .map(|it| it.command())
        .find(|it| is_gate(it) && !it.is("go", &["build"]))
}

/// The gate as it is named in a message: `go test`, or `make test`.
fn shown(own: &Command, gate: &Command) -> String {
    if is_gate(own) {
        return gate_name(gate);
    }
    let target = own.args().iter().map(|it| it.text.as_str());
    let mut target = target.filter(|it| !it.starts_with('-') && !it.contains('='));
    match target.next_back() {
        Some(it) => format!("make {it}"),
        None => "make".to_owned(),
    }
}

/// Compiles, measures or searches: nothing there has to pass.
fn is_no_check(gate: &Command) -> bool {
    let compiles = gate
        .flag("run")
        .is_some_and(|(it, _)| NO_TESTS.contains(&it));
    compiles || ["bench", "fuzz"].iter().any(|it| gate.flag(it).is_some())
}

fn is_advisory(doc: &Doc, host: Option<&HostScript>, more: &str) -> bool {
    let label = host.map_or("", |it| it.label.as_str());
    let text = format!("{} {label} {more}", doc.file_name()).to_ascii_lowercase();
    ADVISORY.iter().any(|it| text.contains(it))
}

fn graded<'a>(report: Report<'a>, advisory: bool) -> Report<'a> {
    if advisory {
        report.severity(Severity::Note)
    } else {
        report
    }
}

/// `continue-on-error`, `allow_failure`, `-` of make.
fn whole_script(
    facts: &Facts,
    doc: &Doc,
    (index, host): (usize, &HostScript),
    span: Span,
    seen: &mut Vec<Span>,
    sink: &mut Sink,
) {
    if seen.contains(&span) || is_asked_later(doc, host) || is_manual(doc, host) {
        return;
    }
    for (at, own) in host.script.commands.iter().enumerate() {
        let Some(gate) = gate(facts, doc, (index, at)) else {
            continue;
        };
        if is_no_check(gate) || own.context.substitution || output_is_read(doc, own) {
            continue;
        }
        seen.push(span);
        let what = shown(own, gate);
        let make = doc.kind() == DocKind::Makefile;
        let how = if make {
            "`-` before it".to_owned()
        } else {
            format!("`{}`", key_of(doc, span))
        };
        let message = format!("a failure of `{what}` does not count: {how} makes the job pass");
        let place = if make { own.span } else { span };
        let report = sink.report(doc, place, message).within(&host.label);
        let _ = graded(report, is_advisory(doc, Some(host), ""));
        return;
    }
}

/// The key before a value: `continue-on-error: true`.
fn key_of(doc: &Doc, span: Span) -> String {
    let before = doc.text().get(..span.start as usize).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    let key = line
        .trim()
        .trim_start_matches("- ")
        .trim_end_matches(':')
        .trim();
    format!("{key}: {}", span.text(doc.text()))
}

/// A later step asks how this one ended: `steps.lint.outcome`.
fn is_asked_later(doc: &Doc, host: &HostScript) -> bool {
    if doc.kind() != DocKind::GithubWorkflow && doc.kind() != DocKind::GithubAction {
        return false;
    }
    let steps = match doc.kind() {
        DocKind::GithubAction => doc.root().and_then(|it| it.at(&["runs", "steps"])),
        _ => host
            .scope
            .first()
            .and_then(|job| doc.root()?.at(&["jobs", job, "steps"])),
    };
    let index = host.scope.last().and_then(|it| it.parse::<usize>().ok());
    let step = index.and_then(|it| steps?.items().get(it));
    step.is_some_and(|it| outcome_is_used(doc, it))
}

fn outcome_is_used(doc: &Doc, step: &Node) -> bool {
    let id = step.get("id").and_then(Node::text);
    id.is_some_and(|id| {
        ["outcome", "conclusion", "outputs"]
            .iter()
            .any(|it| doc.mentions(&format!("steps.{id}.{it}")))
    })
}

/// GitLab: a job that somebody starts by hand has to be allowed to fail, or the pipeline waits for it.
fn is_manual(doc: &Doc, host: &HostScript) -> bool {
    let job = host.scope.first().and_then(|it| doc.root()?.get(it));
    doc.kind() == DocKind::GitlabCi
        && job
            .and_then(|it| it.get("when"))
            .and_then(Node::text)
            .is_some_and(|it| it == "manual")
}

/// Steps that run a linter as an action.
fn actions(doc: &Doc, sink: &mut Sink) {
    let jobs = doc.root().and_then(|it| it.get("jobs"));
    for (name, _, job) in jobs.into_iter().flat_map(Node::entries) {
        let is_true = |it: &&Node| it.text() == Some("true");
        let whole = job.get("continue-on-error").filter(is_true);
        for step in job.get("steps").map_or(&[][..], Node::items) {
            let uses = step.get("uses").and_then(Node::text).unwrap_or("");
            let Some((_, tool)) = LINT_ACTIONS.iter().find(|(it, _)| uses.starts_with(it)) else {
                continue;
            };
            let Some(tolerated) = step.get("continue-on-error").filter(is_true).or(whole) else {
                continue;
            };
            if outcome_is_used(doc, step) {
                continue;
            }
            let message = format!(
                "a failure of `{tool}` does not count: `continue-on-error: true` makes the job pass"
            );
            let title = step.get("name").and_then(Node::text).unwrap_or("");
            let report = sink
                .report(doc, tolerated.span, message)
                .within(&format!("job `{name}`"));
            let _ = graded(report, is_advisory(doc, None, &format!("{name} {title}")));
        }
    }
}

/// `|| true` and the like, and `set +e` without a look at the status.
fn commands(facts: &Facts, doc: &Doc, (index, host): (usize, &HostScript), sink: &mut Sink) {
    if !host
        .script
        .commands
        .iter()
        .any(|it| is_gate(it) || gates::is_make(doc, it))
    {
        return;
    }
    let mut seen: Option<Span> = None;
    for (at, own) in host.script.commands.iter().enumerate() {
        let Some(gate) = gate(facts, doc, (index, at)) else {
            continue;
        };
        let context = own.context;
        if context.substitution
            || context.condition
            || is_no_check(gate)
            || output_is_read(doc, own)
        {
            continue;
        }
        let (span, how) = match fallback(host, doc, at) {
            Some(span) => (span, format!("`|| {}` follows", span.text(doc.text()))),
            None if followed_by_true(host, doc, at) => {
                let next = &host.script.commands[at + 1];
                (
                    next.span,
                    format!("`; {}` follows", next.span.text(doc.text())),
                )
            }
            None if switched_off(host, doc, at) => {
                let how = "`set +e` is in effect, and nothing asks for the status";
                (own.span, how.to_owned())
            }
            None => continue,
        };
        // `a && b || true` is one hit.
        if seen == Some(span) {
            continue;
        }
        seen = Some(span);
        let place = Span {
            start: own.span.start,
            end: span.end.max(own.span.end),
        };
        let what = shown(own, gate);
        let message = format!("a failure of `{what}` does not count: {how}");
        let report = sink.report(doc, place, message).within(&host.label);
        let _ = graded(report, is_advisory(doc, Some(host), ""));
    }
}

/// What stands behind the `||` of a command, where it only swallows the failure.
fn fallback(host: &HostScript, doc: &Doc, at: usize) -> Option<Span> {
    let commands = &host.script.commands;
    let own = &commands[at];
    if !own.context.handled {
        return None;
    }
    // In `a && b || true` all of what stands before is meant.
    let next = (at + 1..commands.len()).find(|it| {
        let it = &commands[*it];
        it.context.fallback || !it.context.handled
    })?;
    let first = &commands[next];
    let between = doc
        .text()
        .get(commands[next - 1].span.end as usize..first.span.start as usize)?;
    let (before, behind) = between.split_once("||")?;
    if !first.context.fallback || before.contains(';') {
        return None;
    }
    let grouped = behind.contains(['{', '(']);
    let rest = commands[next..].iter();
    let group: Vec<&Command> = rest
        .take_while(|it| it.context.fallback)
        .take(if grouped { usize::MAX } else { 1 })
        .collect();
    let assigns = host.script.assignments.iter().any(|it| {
        let ends = group.last().map_or(0, |it| it.span.end);
        let near = doc.text().get(ends as usize..it.span.start as usize);
        it.span.start > own.span.end
            && (it.span.start < ends
                || near.is_some_and(|it| it.len() < 4 && !it.contains(['\n', '}', ')'])))
    });
    let last = group.last()?;
    let swallowed = !assigns && group.iter().all(|it| swallows(it));
    swallowed.then_some(Span {
        start: first.span.start,
        end: last.span.end,
    })
}

/// Succeeds, and leaves nothing behind that could be looked at.
fn swallows(command: &Command) -> bool {
    match command.name() {
        "true" | ":" => true,
        "exit" | "return" => command.arg(0) == Some("0"),
        "echo" | "printf" => command
            .redirects
            .iter()
            .all(|it| it.operator.contains('&') || it.target.text.starts_with("/dev/")),
        _ => false,
    }
}

/// `go test ./...; true`, where the shell goes on after a failure and the last command decides.
fn followed_by_true(host: &HostScript, doc: &Doc, at: usize) -> bool {
    let commands = &host.script.commands;
    let own = &commands[at];
    let [next] = &commands[at + 1..] else {
        return false;
    };
    let between = doc
        .text()
        .get(own.span.end as usize..next.span.start as usize)
        .unwrap_or("");
    let swallows = match next.name() {
        "true" | ":" => true,
        "exit" => next.arg(0) == Some("0"),
        _ => false,
    };
    swallows && !own.options.errexit && !own.context.handled && between.trim() == ";"
}

/// `set +e` before the command, and neither `$?` behind it nor the end of the script.
fn switched_off(host: &HostScript, doc: &Doc, at: usize) -> bool {
    let commands = &host.script.commands;
    let own = &commands[at];
    let explicit = commands[..at].iter().rev().any(|it| {
        it.name() == "set"
            && it
                .args()
                .iter()
                .any(|it| it.text.starts_with('+') && it.text.contains('e'))
    });
    if own.options.errexit || !explicit || own.context.handled || own.pipeline.is_some() {
        return false;
    }
    let Some(last) = commands.last().filter(|_| at + 1 < commands.len()) else {
        return false;
    };
    let behind = doc.text().get(own.span.end as usize..).unwrap_or("");
    let until = (last.span.end.saturating_sub(own.span.end) as usize).min(behind.len());
    let behind = behind.get(..until).unwrap_or(behind);
    !["$?", "${?}", "PIPESTATUS"]
        .iter()
        .any(|it| behind.contains(it))
        && !behind.trim_start().starts_with("&&")
}

/// The output goes to a file that something looks at later.
fn output_is_read(doc: &Doc, command: &Command) -> bool {
    let flags = [
        "o",
        "out",
        "output",
        "junitfile",
        "jsonfile",
        "out-format",
        "output.json.path",
        "output.sarif.path",
        "output.junit-xml.path",
        "output.checkstyle.path",
    ];
    let written = flags.iter().filter_map(|it| Some(command.flag(it)?.0));
    let redirected = command
        .redirects
        .iter()
        .filter(|it| it.operator.contains('>'))
        .map(|it| it.target.text.as_str());
    let build = command.is("go", &["build"]);
    let behind = doc
        .text()
        .get(command.span.end as usize..)
        .and_then(|it| it.split_once('\n'))
        .map_or("", |(_, behind)| behind);
    redirected.chain(written.filter(|_| !build)).any(|it| {
        let name = it.rsplit(['/', ':']).next().unwrap_or(it);
        name.len() > 2 && !it.starts_with("/dev/") && !it.starts_with('&') && behind.contains(name)
    })
}

pub(super) fn never_fails(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .of_kind(&[DocKind::Golangci])
        .filter(|it| it.mentions("issues-exit-code"))
    {
        let code = doc
            .root()
            .and_then(|it| it.at(&["run", "issues-exit-code"]));
        if let Some(code) = code.filter(|it| it.text() == Some("0")) {
            let message = "golangci-lint ends with 0 whatever it finds: `issues-exit-code: 0`";
            let report = sink.report(doc, code.span, message);
            let _ = graded(report, is_advisory(doc, None, ""));
        }
    }
    for doc in &facts.docs {
        for host in doc.scripts() {
            for command in &host.script.commands {
                linter(doc, host, command, sink);
            }
        }
        if matches!(doc.kind(), DocKind::GithubWorkflow | DocKind::GithubAction) {
            action_args(doc, sink);
        }
    }
}

/// A flag that makes a linter end with 0, and its words.
fn soft_flag(tool: &str, args: &[&str]) -> Option<String> {
    let followed = |name: &str, value: &str| {
        let joined = format!("{name}={value}");
        args.iter().any(|it| *it == joined)
            || args.windows(2).any(|it| it[0] == name && it[1] == value)
    };
    let has = |name: &str| args.contains(&name);
    match tool {
        "golangci-lint" if followed("--issues-exit-code", "0") => {
            Some("--issues-exit-code=0".to_owned())
        }
        "gosec" => ["-no-fail", "--no-fail", "-no-fail=true"]
            .iter()
            .find(|it| has(it))
            .map(|it| (*it).to_owned()),
        "golangci-lint" | "staticcheck" | "revive" | "ruff" | "flake8" | "pylint"
            if has("--exit-zero") =>
        {
            Some("--exit-zero".to_owned())
        }
        "staticcheck" if followed("-fail", "none") => Some("-fail=none".to_owned()),
        _ => None,
    }
}

/// A report for a machine, which decides instead.
fn reports_to_others(doc: &Doc, args: &[&str]) -> bool {
    let formats = [
        "sarif",
        "sonarqube",
        "checkstyle",
        "junit",
        "code-climate",
        "codeclimate",
        "gl-code-quality",
        "github-actions",
        "gitlab",
    ];
    let formatted = args
        .iter()
        .any(|arg| formats.iter().any(|it| arg.contains(it)));
    let readers = [
        "upload-sarif",
        "reviewdog",
        "sonar",
        "artifacts:",
        "codequality",
    ];
    let written = args
        .iter()
        .any(|it| it.ends_with(".sarif") || it.starts_with("-out") || it.starts_with("--out"));
    let sonar = doc.text().to_ascii_lowercase().contains("sonar");
    formatted || sonar || (written && readers.iter().any(|it| doc.mentions(it)))
}

fn linter(doc: &Doc, host: &HostScript, command: &Command, sink: &mut Sink) {
    let args: Vec<&str> = command.args().iter().map(|it| it.text.as_str()).collect();
    let Some(flag) = soft_flag(command.name(), &args) else {
        return;
    };
    // What a pipe hands on is read by somebody.
    if command.pipeline.is_some()
        || command.context.substitution
        || reports_to_others(doc, &args)
        || output_is_read(doc, command)
    {
        return;
    }
    let stem = flag.split('=').next().unwrap_or(&flag);
    let word = command.args().iter().find(|it| it.text.starts_with(stem));
    let message = format!(
        "`{}` ends with 0 whatever it finds: `{flag}`",
        command.name()
    );
    let report = sink
        .report(doc, word.map_or(command.span, |it| it.span), message)
        .within(&host.label);
    let _ = graded(report, is_advisory(doc, Some(host), ""));
}

/// `args:` of an action.
fn action_args(doc: &Doc, sink: &mut Sink) {
    let Some(root) = doc.root() else { return };
    let lists = [
        root.all(&["jobs", "*", "steps", "*"]),
        root.all(&["runs", "steps", "*"]),
    ];
    for step in lists.into_iter().flatten() {
        let uses = step.get("uses").and_then(Node::text).unwrap_or("");
        let Some((_, tool)) = LINT_ACTIONS.iter().find(|(it, _)| uses.starts_with(it)) else {
            continue;
        };
        let Some(node) = step.at(&["with", "args"]) else {
            continue;
        };
        let text = node.text().unwrap_or("").replace(['\'', '"'], "");
        let args: Vec<&str> = text.split_whitespace().collect();
        let Some(flag) = soft_flag(tool, &args).filter(|_| !reports_to_others(doc, &args)) else {
            continue;
        };
        let title = step.get("name").and_then(Node::text).unwrap_or("");
        let message = format!("`{tool}` ends with 0 whatever it finds: `{flag}`");
        let report = sink.report(doc, node.span, message);
        let _ = graded(report, is_advisory(doc, None, title));
    }
}
