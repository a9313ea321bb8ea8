//! GMC858, GMC860 and GMC864: linters that are gone, versions that move, configurations of another major version.

use super::lint_uses::{self, ACTION_OF_V2, LintUse};
use crate::checks::Sink;
use crate::discover::DocKind;
use crate::document::Node;
use crate::facts::{Doc, Facts, HostScript};
use crate::rules::Severity;
use crate::shell::{Command, Word};
use crate::support::Span;

/// Linters that are gone: name, what took its place, the 1.N in which it was given up.
const GONE: &[(&str, &str, u16)] = &[
    ("deadcode", "`unused`", 49),
    ("execinquery", "nothing", 58),
    ("exhaustivestruct", "`exhaustruct`", 46),
    ("exportloopref", "`copyloopvar`", 60),
    ("goerr113", "`err113`", 59),
    ("golint", "`revive`", 41),
    ("gomnd", "`mnd`", 58),
    ("ifshort", "nothing", 48),
    ("interfacer", "nothing", 38),
    ("maligned", "`fieldalignment` of `govet`", 38),
    ("megacheck", "`staticcheck`", 23),
    ("nosnakecase", "`var-naming` of `revive`", 48),
    ("scopelint", "`copyloopvar`", 39),
    ("structcheck", "`unused`", 49),
    ("tenv", "`usetesting`", 64),
    ("varcheck", "`unused`", 49),
];

/// Names that version 2 does not know any more, or knows elsewhere.
const GONE_IN_V2: &[(&str, &str)] = &[
    ("gosimple", "part of `staticcheck`"),
    ("stylecheck", "part of `staticcheck`"),
    ("typecheck", "always on"),
    ("gofmt", "under `formatters.enable`"),
    ("gofumpt", "under `formatters.enable`"),
    ("goimports", "under `formatters.enable`"),
    ("gci", "under `formatters.enable`"),
];

/// Flags that version 2 does not know any more, with what took their place.
const FLAGS_GONE: &[(&str, &str)] = &[
    ("--enable-all", "`--default=all`"),
    ("--disable-all", "`--default=none`"),
    ("--fast", "`--fast-only`"),
    ("--out-format", "`--output.<format>.path`"),
    ("--presets", "`--enable`"),
    (
        "--exclude-use-default",
        "`linters.exclusions.presets` of the configuration",
    ),
    (
        "--exclude-dirs",
        "`linters.exclusions.paths` of the configuration",
    ),
    (
        "--exclude-files",
        "`linters.exclusions.paths` of the configuration",
    ),
    (
        "--skip-dirs",
        "`linters.exclusions.paths` of the configuration",
    ),
    (
        "--skip-files",
        "`linters.exclusions.paths` of the configuration",
    ),
    ("--print-issued-lines", "`--output.text.print-issued-lines`"),
    ("--print-linter-name", "`--output.text.print-linter-name`"),
    ("--sort-results", "`output.sort-order` of the configuration"),
];

/// The major version that a configuration is written for; none for what is no configuration.
fn written_for(doc: &Doc) -> Option<u16> {
    let root = doc.root()?;
    if let Some(version) = root.get("version").and_then(Node::text) {
        return (version == "2").then_some(2);
    }
    let keys = [
        "linters",
        "run",
        "linters-settings",
        "issues",
        "output",
        "severity",
    ];
    keys.iter().any(|it| root.get(it).is_some()).then_some(1)
}

/// A file that golangci-lint finds by itself.
fn is_default(doc: &Doc) -> bool {
    [
        ".golangci.yml",
        ".golangci.yaml",
        ".golangci.toml",
        ".golangci.json",
    ]
    .contains(&doc.file_name())
}

pub(super) fn dead_linter(facts: &Facts, sink: &mut Sink) {
    let uses = lint_uses::uses(facts);
    // The newest version 1 that is known to be used: what it still had is alive.
    let newest = uses
        .iter()
        .filter(|it| it.major == Some(1))
        .filter_map(|it| it.minor)
        .max();
    let is_gone = |name: &str, v2: bool| {
        let gone = GONE
            .iter()
            .find(|(it, _, since)| *it == name && (v2 || newest.is_none_or(|it| it >= *since)));
        let gone = gone.map(|(_, instead, since)| {
            (*instead, format!("given up with golangci-lint 1.{since}"))
        });
        gone.or_else(|| {
            let moved = GONE_IN_V2.iter().find(|(it, _)| *it == name && v2)?;
            Some((moved.1, "no linter of golangci-lint 2".to_owned()))
        })
    };
    for doc in facts.of_kind(&[DocKind::Golangci]) {
        let v2 = written_for(doc) == Some(2);
        let enabled = doc.root().and_then(|it| it.at(&["linters", "enable"]));
        for node in enabled.map_or(&[][..], Node::items) {
            let name = node.text().unwrap_or("");
            if let Some((instead, since)) = is_gone(name, v2) {
                report_gone(doc, node.span, name, instead, &since, "", sink);
            }
        }
    }
    for doc in facts.docs.iter().filter(|it| it.mentions("golangci-lint")) {
        for host in doc.scripts() {
            for command in host.script.commands.iter().filter(|it| runs_lint(it)) {
                for (name, word) in enabled_by(command) {
                    if let Some((instead, since)) = is_gone(name, false) {
                        report_gone(
                            doc,
                            word.part(doc.text(), name),
                            name,
                            instead,
                            &since,
                            &host.label,
                            sink,
                        );
                    }
                }
            }
        }
    }
}

fn report_gone(
    doc: &Doc,
    span: Span,
    name: &str,
    instead: &str,
    since: &str,
    label: &str,
    sink: &mut Sink,
) {
    let message = format!("`{name}` checks nothing: it is {since}");
    let help = match instead {
        "nothing" => format!("delete `{name}`"),
        it if it.starts_with("under") || it.starts_with("part") || it.starts_with("always") => {
            format!("delete `{name}` here: it is {it} now")
        }
        it => format!("enable {it} instead"),
    };
    let _ = sink.report(doc, span, message).within(label).help(help);
}

/// `golangci-lint run`, also as `go run .../cmd/golangci-lint@v1.64 run`.
fn runs_lint(command: &Command) -> bool {
    let run = command.has_arg("run");
    let by_go = command.name() == "go"
        && command
            .args()
            .iter()
            .any(|it| it.text.contains("/cmd/golangci-lint"));
    run && (command.name().starts_with("golangci-lint") || by_go)
}

/// Linters of `-E a,b` and `--enable=a`.
fn enabled_by(command: &Command) -> Vec<(&str, &Word)> {
    let args = command.args();
    let mut found = Vec::new();
    for (at, word) in args.iter().enumerate() {
        let text = word.text.as_str();
        let list = match text {
            "-E" | "--enable" => args.get(at + 1).map(|it| (it.text.as_str(), it)),
            _ => text
                .strip_prefix("--enable=")
                .or_else(|| text.strip_prefix("-E").filter(|it| !it.is_empty()))
                .map(|it| (it.trim_start_matches('='), word)),
        };
        if let Some((list, word)) = list {
            found.extend(list.split(',').map(|it| (it, word)));
        }
    }
    found
}

pub(super) fn floating(facts: &Facts, sink: &mut Sink) {
    let everything = |doc: &Doc| {
        let root = doc.root();
        let text = |path: &[&str]| root.and_then(|it| it.at(path)).and_then(Node::text);
        text(&["linters", "default"]) == Some("all")
            || text(&["linters", "enable-all"]) == Some("true")
    };
    let all = facts
        .of_kind(&[DocKind::Golangci])
        .any(|it| is_default(it) && everything(it));
    for used in lint_uses::uses(facts).iter().filter(|it| it.floating) {
        let doc = &facts.docs[used.doc];
        let message = if all {
            format!(
                "{} takes the newest golangci-lint, and the configuration switches on every linter that it has",
                used.what
            )
        } else {
            format!(
                "{} takes the newest golangci-lint: the same commit may fail tomorrow",
                used.what
            )
        };
        let severity = if all {
            Severity::Warning
        } else {
            Severity::Note
        };
        let _ = sink
            .report(doc, used.span, message)
            .within(&used.label)
            .severity(severity);
    }
}

pub(super) fn version_mismatch(facts: &Facts, sink: &mut Sink) {
    let uses = lint_uses::uses(facts);
    for used in &uses {
        action_and_version(facts, used, sink);
    }
    let configs: Vec<&Doc> = facts.of_kind(&[DocKind::Golangci]).collect();
    for config in &configs {
        if let Some(written) = written_for(config) {
            config_and_uses(facts, config, &configs, written, &uses, sink);
        }
    }
    removed_flags(facts, &configs, &uses, sink);
}

/// An action that knows the other major version alone.
fn action_and_version(facts: &Facts, used: &LintUse, sink: &mut Sink) {
    let (Some(action), Some(major)) = (used.action, used.major) else {
        return;
    };
    let fits = (action >= ACTION_OF_V2) == (major == 2);
    if fits {
        return;
    }
    let doc = &facts.docs[used.doc];
    let message =
        format!("golangci-lint-action v{action} stops: it does not run golangci-lint {major}");
    let help = if major == 2 {
        format!("use golangci/golangci-lint-action@v{ACTION_OF_V2} or later")
    } else {
        "raise `version` to v2 and migrate the configuration, or use golangci-lint-action@v6"
            .to_owned()
    };
    let _ = sink
        .report(doc, used.span, message)
        .within(&used.label)
        .help(help);
}

/// Does the use read this configuration, as far as can be told?
fn reads(config: &Doc, configs: &[&Doc], used: &LintUse) -> bool {
    if let Some(named) = &used.config {
        let named = named.trim_start_matches("./");
        return config.display() == named || config.display().ends_with(&format!("/{named}"));
    }
    if !is_default(config) {
        return false;
    }
    let Some(folder) = &used.folder else {
        // It may run anywhere: with several configurations nobody knows.
        return configs.iter().filter(|it| is_default(it)).count() == 1;
    };
    let folder = folder.trim_start_matches("./").trim_end_matches('/');
    let above = |it: &&&Doc| {
        it.folder().is_empty()
            || folder == it.folder()
            || folder.starts_with(&format!("{}/", it.folder()))
    };
    let nearest = configs
        .iter()
        .filter(|it| is_default(it))
        .filter(above)
        .max_by_key(|it| it.folder().len());
    nearest.is_some_and(|it| it.display() == config.display())
}

fn config_and_uses(
    facts: &Facts,
    config: &Doc,
    configs: &[&Doc],
    written: u16,
    uses: &[LintUse],
    sink: &mut Sink,
) {
    let own: Vec<&LintUse> = uses
        .iter()
        .filter(|it| it.major.is_some() && reads(config, configs, it))
        .collect();
    let other = |it: &&&LintUse| it.major != Some(written);
    // Where both versions are named, one of them is for something else.
    let (Some(used), true) = (own.first(), own.iter().all(|it| other(&it))) else {
        return;
    };
    let message = match written {
        1 => "golangci-lint 2 stops at this file: \"unsupported version of the configuration\"",
        _ => "golangci-lint 1 does not read this file, which is written for version 2",
    };
    let span = match config.root().and_then(|it| {
        it.pairs()
            .iter()
            .find(|(key, _)| written == 1 || key.text() == Some("version"))
    }) {
        Some((key, _)) => key.span,
        None => Span::new(0, 0),
    };
    let help = match written {
        1 => "run `golangci-lint migrate`, or pin golangci-lint 1",
        _ => "use golangci-lint 2",
    };
    let place = facts.docs[used.doc].loc(used.span);
    let _ = sink.report(config, span, message).help(help).evidence(
        format!("{} says which version runs", used.what),
        vec![place],
    );
}

/// Flags of version 1 where version 2 runs.
fn removed_flags(facts: &Facts, configs: &[&Doc], uses: &[LintUse], sink: &mut Sink) {
    let known = uses.iter().filter_map(|it| it.major);
    let of_configs = configs
        .iter()
        .filter(|it| is_default(it))
        .filter_map(|it| written_for(it));
    let mut majors = known.chain(of_configs).peekable();
    let all_v2 = majors.peek().is_some() && majors.all(|it| it == 2);
    for doc in facts.docs.iter().filter(|it| it.mentions("golangci-lint")) {
        for host in doc.scripts() {
            for command in host.script.commands.iter().filter(|it| runs_lint(it)) {
                let own = command
                    .args()
                    .iter()
                    .find(|it| it.text.contains("golangci-lint/"));
                let v2 = own.map_or(all_v2, |it| it.text.contains("golangci-lint/v2/"));
                if v2 {
                    flags_of(doc, host, command, sink);
                }
            }
        }
    }
    for used in uses
        .iter()
        .filter(|it| it.action.is_some() && it.major == Some(2))
    {
        action_flags(facts, used, sink);
    }
}

fn gone_flag(text: &str) -> Option<&'static (&'static str, &'static str)> {
    let name = text.split('=').next().unwrap_or(text);
    FLAGS_GONE.iter().find(|(it, _)| *it == name)
}

fn flags_of(doc: &Doc, host: &HostScript, command: &Command, sink: &mut Sink) {
    for word in command.args() {
        if let Some((flag, instead)) = gone_flag(&word.text) {
            let message = format!("golangci-lint 2 stops: it knows no flag `{flag}`");
            let _ = sink
                .report(doc, word.span, message)
                .within(&host.label)
                .help(format!("use {instead}"));
        }
    }
}

/// `args:` of the step that a use was found in.
fn action_flags(facts: &Facts, used: &LintUse, sink: &mut Sink) {
    let doc = &facts.docs[used.doc];
    let Some(root) = doc.root() else { return };
    let steps = [
        root.all(&["jobs", "*", "steps", "*"]),
        root.all(&["runs", "steps", "*"]),
    ];
    let inside = |it: &&Node| it.span.start <= used.span.start && used.span.end <= it.span.end;
    let Some(args) = steps
        .into_iter()
        .flatten()
        .find(inside)
        .and_then(|it| it.at(&["with", "args"]))
    else {
        return;
    };
    for flag in args.text().unwrap_or("").split_whitespace() {
        if let Some((flag, instead)) = gone_flag(flag) {
            let message = format!("golangci-lint 2 stops: it knows no flag `{flag}`");
            let _ = sink
                .report(doc, args.span, message)
                .within(&used.label)
                .help(format!("use {instead}"));
        }
    }
}
