//! GMC207 and GMC214: variables that Go does not know, and modules switched off.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::variables::{BUILD_VARIABLES, RUN_TIME_VARIABLES, is_known};
use crate::facts::{Doc, Facts, Origin, Setting};
use crate::rules::Severity;

/// Names that circulate, with the one that is meant.
const MYTHS: &[(&str, &str)] = &[
    ("GONOSUMCHECK", "GONOSUMDB"),
    ("GONOSUM", "GONOSUMDB"),
    ("GOSDK", "GOROOT"),
    ("GO111MOD", "GO111MODULE"),
    ("GOMODULES", "GO111MODULE"),
    ("GOMEMLIMITS", "GOMEMLIMIT"),
    ("GOMEMORYLIMIT", "GOMEMLIMIT"),
    ("GOPROXYS", "GOPROXY"),
    ("GOMAXPROC", "GOMAXPROCS"),
    ("GOMAXPROCESSES", "GOMAXPROCS"),
];

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts.docs.iter().filter(|it| it.mentions("GO")) {
        for setting in doc.settings().iter().filter(|it| it.origin.exported()) {
            unknown(facts, doc, setting, sink);
            bad_value(doc, setting, sink);
        }
    }
}

fn unknown(facts: &Facts, doc: &Doc, setting: &Setting, sink: &mut Sink) {
    let name = setting.name.as_str();
    let shape = name.starts_with("GO")
        && name.len() > 4
        && name
            .chars()
            .all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
    if !shape || is_known(name) {
        // GOGCCFLAGS is known, and read by nobody.
        if name == "GOGCCFLAGS" {
            let message = "`GOGCCFLAGS` is only printed by `go env`: nothing reads it".to_owned();
            let _ = sink
                .report(doc, setting.span, message)
                .within(&setting.label)
                .help("set `CGO_CFLAGS` and the like");
        }
        return;
    }
    let Some(meant) = meant(name).filter(|_| !is_read(facts, doc, setting)) else {
        return;
    };
    let message = format!("Go knows no variable `{name}`; `{meant}` may be meant");
    let _ = sink
        .report(doc, setting.span, message)
        .within(&setting.label)
        .help(format!("write `{meant}`, or delete it"));
}

/// The known variable that a name is a slip of.
fn meant(name: &str) -> Option<&'static str> {
    if let Some((_, right)) = MYTHS.iter().find(|(it, _)| *it == name) {
        return Some(right);
    }
    let known = BUILD_VARIABLES.iter().chain(RUN_TIME_VARIABLES);
    let near = known.filter(|it| {
        // Short names have many neighbours; of two slips none is at the beginning.
        let distance = strsim::damerau_levenshtein(it, name);
        distance == 1 && it.len() > 5 || distance == 2 && it.len() > 7 && it[..4] == name[..4]
    });
    near.min_by_key(|it| strsim::damerau_levenshtein(it, name))
        .copied()
}

/// Is the name read anywhere in the repository? Then it is the project's own.
fn is_read(facts: &Facts, doc: &Doc, setting: &Setting) -> bool {
    let name = &setting.name;
    let forms = [
        format!("${name}"),
        format!("${{{name}"),
        format!("$({name})"),
        format!("env.{name}"),
        format!("env:{name}"),
        format!("%{name}%"),
    ];
    let in_docs = |it: &Doc| it.mentions(name) && forms.iter().any(|form| it.mentions(form));
    let own = in_docs(doc);
    own || facts.docs.iter().any(in_docs)
        || facts
            .workspace
            .files
            .iter()
            .any(|it| it.text.contains(&format!("\"{name}\"")))
}

fn bad_value(doc: &Doc, setting: &Setting, sink: &mut Sink) {
    if setting.name != "GO111MODULE"
        || setting.dynamic
        || matches!(setting.value.as_str(), "" | "on" | "off" | "auto")
    {
        return;
    }
    let message = format!(
        "the go command stops: `GO111MODULE={}` is an unknown environment setting",
        setting.value
    );
    let _ = sink
        .report(doc, setting.value_loc().span, message)
        .within(&setting.label)
        .help("delete it: module mode is on");
}

pub(super) fn gopath_mode(facts: &Facts, sink: &mut Sink) {
    if facts.of_kind(&[DocKind::GoMod]).next().is_none() {
        return;
    }
    for doc in facts.docs.iter().filter(|it| it.mentions("GO111MODULE")) {
        for setting in doc
            .settings()
            .iter()
            .filter(|it| it.name == "GO111MODULE" && it.origin.exported())
        {
            // For one command: a tool is fetched outside the module.
            let one_command = setting.origin == Origin::Prefix;
            let (severity, what) = match setting.value.as_str() {
                "off" if !one_command => {
                    (Severity::Warning, "go.mod is not read: `GO111MODULE=off`")
                }
                "auto" if !one_command => (
                    Severity::Note,
                    "`GO111MODULE=auto` switches modules off outside a module",
                ),
                _ => continue,
            };
            let _ = sink
                .report(doc, setting.value_loc().span, what)
                .within(&setting.label)
                .severity(severity);
        }
    }
}
