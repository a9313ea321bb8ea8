//! GMC302 and GMC303: patterns of GOPRIVATE and its like that cover code of everybody, or nothing at all.

use super::lists::{Entry, covers, entries, settings};
use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::{Doc, Facts, Setting};
use crate::rules::Severity;

/// Hosts of public code, each with modules of two owners.
const PUBLIC: &[(&str, [&str; 2])] = &[
    (
        "github.com",
        ["github.com/stretchr/testify", "github.com/pkg/errors"],
    ),
    (
        "gitlab.com",
        ["gitlab.com/gitlab-org/api", "gitlab.com/cznic/sqlite"],
    ),
    (
        "bitbucket.org",
        [
            "bitbucket.org/creachadair/shell",
            "bitbucket.org/bertimus9/systemstat",
        ],
    ),
    (
        "gitee.com",
        ["gitee.com/openeuler/go", "gitee.com/chunanyong/dm"],
    ),
    (
        "gitea.com",
        ["gitea.com/go-chi/cache", "gitea.com/lunny/levelqueue"],
    ),
    (
        "codeberg.org",
        ["codeberg.org/gruf/kv", "codeberg.org/go-fonts/latin"],
    ),
    (
        "git.sr.ht",
        ["git.sr.ht/~sbinet/gg", "git.sr.ht/~emersion/soju"],
    ),
    ("golang.org", ["golang.org/x/net", "golang.org/x/text"]),
    (
        "google.golang.org",
        ["google.golang.org/grpc", "google.golang.org/protobuf"],
    ),
    ("gopkg.in", ["gopkg.in/yaml.v3", "gopkg.in/check.v1"]),
    ("go.uber.org", ["go.uber.org/zap", "go.uber.org/atomic"]),
    ("k8s.io", ["k8s.io/api", "k8s.io/klog/v2"]),
    ("sigs.k8s.io", ["sigs.k8s.io/yaml", "sigs.k8s.io/kustomize"]),
];

/// Ends of names that are no public ones.
const INNER_DOMAINS: &[&str] = &[
    "local",
    "localdomain",
    "localhost",
    "internal",
    "intern",
    "intra",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "test",
    "example",
    "invalid",
];

pub(super) fn too_broad(facts: &Facts, sink: &mut Sink) {
    let names = ["GOPRIVATE", "GONOSUMDB", "GOINSECURE"];
    for (doc, setting) in settings(facts, &sink.rule().on, &names) {
        for entry in entries(doc, setting, &[','])
            .iter()
            .filter(|it| !it.is_dynamic())
        {
            let pattern = entry.text.as_str();
            // Of these two the rule about the checksum database speaks.
            if pattern == "*" && setting.name != "GOPRIVATE" {
                continue;
            }
            let Some(covered) = covered(facts, pattern) else {
                continue;
            };
            let effect = match setting.name.as_str() {
                "GOPRIVATE" => "neither the proxy nor the checksum database is asked for them",
                "GONOSUMDB" => "the checksum database is not asked for them",
                _ => "they may come without TLS",
            };
            let message = match covered {
                Covered::Modules(of) => format!("`{pattern}` covers all modules{of}: {effect}"),
                Covered::OtherHosts(host) => {
                    format!(
                        "`{pattern}` covers no module of `{host}` itself, but all of its other hosts"
                    )
                }
            };
            let _ = sink.report(doc, entry.span, message).within(&setting.label);
        }
    }
}

enum Covered {
    /// Public ones: of whom.
    Modules(String),
    /// `*.github.com`.
    OtherHosts(&'static str),
}

/// The public code that a pattern covers as a whole.
fn covered(facts: &Facts, pattern: &str) -> Option<Covered> {
    if pattern.chars().all(|it| matches!(it, '*' | '/')) && pattern.contains('*')
        || pattern == "*.*"
    {
        return Some(Covered::Modules(String::new()));
    }
    let host = pattern.split('/').next().unwrap_or(pattern);
    let hosts = PUBLIC.iter().map(|(it, _)| *it);
    if let Some(below) = host.strip_prefix("*.")
        && let Some(found) = hosts.clone().take(6).find(|it| *it == below)
    {
        return Some(Covered::OtherHosts(found));
    }
    let rest = pattern[host.len()..].trim_matches(['/', '*']);
    if rest.is_empty() && is_public_suffix(host) {
        return Some(Covered::Modules(format!(" under `{}`", &host[1..])));
    }
    let whole = |(_, modules): &&(&str, [&str; 2])| modules.iter().all(|it| covers(pattern, it));
    let (found, _) = PUBLIC.iter().find(whole)?;
    // Who works on them may call them private.
    let own = facts.workspace.modules.iter().any(|it| {
        let path = it.path.as_str();
        path.split('/').next() == Some(found)
            && !matches!(*found, "github.com" | "gitlab.com" | "bitbucket.org")
    });
    (!own).then(|| Covered::Modules(format!(" of `{found}`")))
}

/// `*.com`, `*.co.uk`: below it anybody may have a name.
fn is_public_suffix(host: &str) -> bool {
    let Some(suffix) = host
        .trim_start_matches('*')
        .strip_prefix('.')
        .filter(|_| host.starts_with('*'))
    else {
        return false;
    };
    let letters = |it: &str| it.len() > 1 && it.chars().all(|it| it.is_ascii_lowercase());
    match suffix.split_once('.') {
        None => letters(suffix) && !INNER_DOMAINS.contains(&suffix),
        Some((second, top)) => {
            top.len() == 2
                && letters(top)
                && matches!(second, "co" | "com" | "org" | "net" | "ac" | "gov" | "edu")
        }
    }
}

/// Why a pattern matches nothing.
struct Flaw {
    why: String,
    /// What is meant, where that is plain to see and safe to put there.
    fixed: Option<String>,
    /// What is meant, as advice.
    advice: Option<String>,
    severity: Option<Severity>,
}

impl Flaw {
    fn new(why: impl Into<String>) -> Flaw {
        Flaw {
            why: why.into(),
            fixed: None,
            advice: None,
            severity: None,
        }
    }
}

pub(super) fn never_matches(facts: &Facts, sink: &mut Sink) {
    let names = ["GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE"];
    for (doc, setting) in settings(facts, &sink.rule().on, &names) {
        for entry in entries(doc, setting, &[',']) {
            let Some(flaw) = flaw(&entry).or_else(|| git_suffix(facts, &entry)) else {
                continue;
            };
            report(doc, setting, &entry, flaw, sink);
        }
    }
}

fn report(doc: &Doc, setting: &Setting, entry: &Entry, flaw: Flaw, sink: &mut Sink) {
    let shown = entry.text.trim_matches('\n');
    let message = format!(
        "`{shown}` in `{}` matches no module: {}",
        setting.name, flaw.why
    );
    let severity = flaw.severity.unwrap_or(sink.rule().severity);
    let mut report = sink
        .report(doc, entry.span, message)
        .within(&setting.label)
        .severity(severity);
    if let Some(advice) = flaw.fixed.as_ref().or(flaw.advice.as_ref()) {
        report = report.help(format!("write `{advice}`"));
    }
    if let (Some(fixed), Some(span)) = (flaw.fixed, entry.exact) {
        let _ = report.edit(doc.loc(span), fixed);
    }
}

fn flaw(entry: &Entry) -> Option<Flaw> {
    let pattern = entry.trimmed();
    if pattern.is_empty() || matches!(pattern, "none" | "off") {
        return None;
    }
    if let Some((scheme, rest)) = pattern.split_once("://") {
        let host = rest.strip_prefix("git@").unwrap_or(rest);
        return Some(Flaw {
            fixed: Some(host.trim_end_matches('/').to_owned())
                .filter(|it| !it.is_empty() && !it.contains(['@', ':'])),
            ..Flaw::new(format!("module paths have no `{scheme}://`"))
        });
    }
    if entry.is_dynamic() {
        return blanks(entry, pattern);
    }
    if let Some((user, rest)) = pattern.split_once('@') {
        return Some(Flaw {
            advice: Some(rest.replace(':', "/")),
            ..Flaw::new(format!("module paths have no `{user}@`"))
        });
    }
    if pattern.contains(char::is_whitespace) {
        return Some(Flaw::new("patterns are parted by commas, not by blanks"));
    }
    if let Some(sign) = pattern.chars().find(|it| matches!(it, ';' | ':' | '|')) {
        let port = sign == ':'
            && pattern
                .split(':')
                .nth(1)
                .is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()));
        let why = match (sign, port) {
            (_, true) => "module paths have no port".to_owned(),
            ('|', _) => "`|` means nothing in a glob; patterns are parted by commas".to_owned(),
            _ => format!("no module path has a `{sign}`; patterns are parted by commas"),
        };
        return Some(Flaw::new(why));
    }
    shape(pattern).or_else(|| blanks(entry, pattern))
}

/// Blanks around a pattern are part of it.
fn blanks(entry: &Entry, pattern: &str) -> Option<Flaw> {
    (entry.text != pattern).then(|| Flaw {
        fixed: Some(pattern.to_owned()),
        ..Flaw::new("the blank belongs to the pattern")
    })
}

/// Texts that no module path has.
fn shape(pattern: &str) -> Option<Flaw> {
    if let Some(prefix) = pattern.strip_suffix("/...") {
        return Some(Flaw {
            advice: Some(prefix.to_owned()),
            ..Flaw::new("`...` means nothing here; a prefix covers all that is below it")
        });
    }
    if pattern.starts_with('/') || pattern.contains("//") {
        return Some(Flaw::new("no module path has an empty element"));
    }
    let host = pattern.split('/').next().unwrap_or(pattern);
    if let Some(domain) = host.strip_prefix('.').filter(|it| !it.starts_with('*')) {
        return Some(Flaw {
            advice: Some(format!("*.{domain}")),
            ..Flaw::new("no host begins with a dot")
        });
    }
    if pattern.split('/').any(|it| it.starts_with('.')) {
        return Some(Flaw::new(
            "no element of a module path begins with a dot; patterns are globs, not regular expressions",
        ));
    }
    // `github.com/github.com/corp`, `github.com/corp.example`.
    let owner = pattern
        .strip_prefix("github.com/")
        .and_then(|it| it.split('/').next());
    if owner.is_some_and(|it| it.contains('.') && !it.contains(['*', '?', '[', '\\'])) {
        return Some(Flaw::new("no owner on GitHub has a dot in its name"));
    }
    let literal = outside_classes(pattern)?;
    if let Some(sign) = literal.chars().find(|it| !may_stand(*it)) {
        let regex = if matches!(sign, '^' | '(' | ')' | '+') {
            "; patterns are globs, not regular expressions"
        } else {
            ""
        };
        return Some(Flaw::new(format!("no module path has a `{sign}`{regex}")));
    }
    let literal_host = literal.split('/').next().unwrap_or("");
    if literal_host.contains(|it: char| it.is_ascii_uppercase()) {
        return Some(Flaw {
            advice: Some(format!(
                "{}{}",
                host.to_ascii_lowercase(),
                &pattern[host.len()..]
            )),
            ..Flaw::new("module paths have hosts in small letters, and case counts")
        });
    }
    let open = literal_host.contains(['.', '*', '?', '\\']) || literal_host.len() != host.len();
    (!open).then(|| Flaw::new("the first element of a module path is a host, with a dot in it"))
}

/// The pattern without its `[...]`; none where one is not closed, which Go takes for a pattern that matches nothing.
fn outside_classes(pattern: &str) -> Option<String> {
    let mut rest = pattern;
    let mut literal = String::new();
    while let Some((before, inside)) = rest.split_once('[') {
        literal.push_str(before);
        rest = inside.split_once(']')?.1;
    }
    literal.push_str(rest);
    Some(literal)
}

/// What may stand in a module path or means something in a glob.
fn may_stand(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '-' | '.' | '_' | '~' | '/' | '*' | '?' | '\\')
}

/// `github.com/a/b.git`: a pattern for modules that are written with `.git`, which those of these hosts are not. Of other hosts go.mod tells.
fn git_suffix(facts: &Facts, entry: &Entry) -> Option<Flaw> {
    let pattern = entry.trimmed();
    let bare = pattern
        .trim_end_matches('/')
        .strip_suffix(".git")
        .filter(|_| !entry.is_dynamic())?;
    let host = pattern.split('/').next()?;
    if host == pattern {
        return None;
    }
    let sure = matches!(host, "github.com" | "bitbucket.org" | "gitee.com");
    if !sure {
        // GitLab's subgroups and Azure need the `.git`.
        let paths = || {
            let mods = facts.of_kind(&[DocKind::GoMod]);
            mods.flat_map(|it| it.directives())
                .filter_map(|it| it.arg(0))
        };
        let written = paths().any(|it| covers(pattern, it));
        if written || !paths().any(|it| covers(bare, it)) {
            return None;
        }
    }
    Some(Flaw {
        advice: Some(bare.to_owned()),
        ..Flaw::new("modules of this host are written without `.git`")
    })
}
