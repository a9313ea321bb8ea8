//! GMC707: passwords, tokens and keys in logs.
//!
//! In: a view. Out: drafts. Labels are read from the program's own texts; what a value is, its type tells.

use super::strings;
use super::view::View;
use crate::ir::{Expr, ExprId, visit};
use crate::link::{FuncKey, Program};
use crate::rules::map_race::Draft;
use crate::types::Ty;
use regex::Regex;
use std::sync::OnceLock;

const RULE: &str = "sensitive-value-logged";

/// Packages that log: import path without major version, and whether its functions take a format or keys and values.
const LOGGERS: &[&str] = &[
    "log",
    "log/slog",
    "go.uber.org/zap",
    "github.com/sirupsen/logrus",
    "k8s.io/klog",
    "github.com/golang/glog",
];

/// Functions and methods that log, or make a part of what is logged. Format and key-value forms end in `f`, `ln`, `w`, `S` and the like.
pub(super) const NAMES: &[&str] = &[
    "Any",
    "Debug",
    "DebugContext",
    "Debugf",
    "Debugln",
    "Debugw",
    "DPanicw",
    "Error",
    "ErrorContext",
    "ErrorS",
    "Errorf",
    "Errorln",
    "Errorw",
    "ExitS",
    "Fatal",
    "Fatalf",
    "Fatalln",
    "Fatalw",
    "Info",
    "InfoContext",
    "InfoS",
    "Infof",
    "Infoln",
    "Infow",
    "Log",
    "Logf",
    "Output",
    "Panic",
    "Panicf",
    "Panicln",
    "Panicw",
    "Print",
    "Printf",
    "Println",
    "String",
    "Trace",
    "Tracef",
    "Traceln",
    "Warn",
    "WarnContext",
    "Warnf",
    "Warning",
    "Warningf",
    "Warningln",
    "Warnln",
    "Warnw",
    "With",
    "WithField",
    "WithFields",
    "WithValues",
];

/// Labels of what must not be seen, in small letters without `_`, `-` and blanks.
const LABELS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "apikey",
    "authorization",
    "privatekey",
    "accesstoken",
    "refreshtoken",
    "authtoken",
    "bearertoken",
    "jwttoken",
];

/// Longer labels that end like this are meant, too.
const ENDINGS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "clientsecret",
    "apikey",
    "privatekey",
    "secretkey",
];

/// Ends of the names of values that tell about a secret without being one.
const ABOUT: &[&str] = &[
    "id",
    "name",
    "path",
    "type",
    "file",
    "filename",
    "length",
    "len",
    "count",
    "size",
    "url",
    "uri",
    "hash",
    "source",
    "kind",
    "expiry",
    "expiration",
    "status",
    "version",
    "ref",
    "reference",
    "namespace",
    "field",
    "env",
    "dir",
    "prefix",
    "suffix",
    "masked",
    "redacted",
    "fingerprint",
    "provider",
    "arn",
    "policy",
    "index",
    "position",
    "pos",
    "class",
    "error",
    "err",
    "msg",
    "message",
];

/// Functions that take the secret out of a value.
const MASKS: &[&str] = &[
    "redact",
    "mask",
    "hash",
    "sanitize",
    "sanitise",
    "obfuscate",
    "scrub",
    "censor",
    "hide",
    "len",
    "sum",
    "fingerprint",
    "truncate",
    "short",
    "preview",
    "type",
    "kobj",
    "encrypt",
    "digest",
    "has",
    "is",
    "exists",
];

/// Some text of the function ends in a label, or has one before a verb.
pub(super) fn wants(program: &Program<'_>, key: FuncKey) -> bool {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let pattern = PATTERN.get_or_init(|| {
        // Without the first letters, whose case differs: literal beginnings are found fast.
        Regex::new(
            r#"(?:assw|ASSW|assphrase|ecret|ECRET|oken|OKEN|pi.?[kK]ey|PI.?(?:KEY|[kK]ey)|uthorization|rivate.?[kK]ey)[^"`\n%]{0,12}["`%]"#,
        )
        .ok()
    });
    let file = program.funcs[key.0 as usize].file;
    let source = &program.workspace.files[file.index()];
    let text = program.func_ir(key).span.text(&source.text);
    !source.is_test && pattern.as_ref().is_some_and(|it| it.is_match(text))
}

pub(super) fn find(view: &View<'_>, drafts: &mut Vec<Draft>) {
    if view.source.is_test {
        return;
    }
    for body in view.bodies() {
        for call in visit::expressions(view.ir, view.block(body)) {
            if !logs(view, call) {
                continue;
            }
            let args = view.args(call).unwrap_or(&[]);
            for (label, value) in pairs(view, args) {
                if is_secret(view, value) && is_meant(view, &label) {
                    drafts.extend(report(view, &label, value));
                }
            }
        }
    }
}

/// Is it a call of one of the loggers?
fn logs(view: &View<'_>, call: ExprId) -> bool {
    let Some(name) = view.called_name(call) else {
        return false;
    };
    if !NAMES.contains(&name) {
        return false;
    }
    view.qualified(call).is_some_and(|(package, ..)| {
        let major = |rest: &str| {
            rest.is_empty()
                || rest
                    .strip_prefix("/v")
                    .is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()))
        };
        LOGGERS
            .iter()
            .any(|it| package.strip_prefix(it).is_some_and(major))
    })
}

/// What is logged, each with its label.
fn pairs(view: &View<'_>, args: &[ExprId]) -> Vec<(String, ExprId)> {
    let mut found = Vec::new();
    for (at, arg) in args.iter().enumerate() {
        if let Some(format) = strings::text(view, *arg) {
            match args.get(at + 1) {
                // `"password", value`, `"password:", value`.
                Some(next) if !format.contains('%') => {
                    if let Some(label) = label_before(&format) {
                        found.push((label, *next));
                    }
                }
                _ => {
                    for (label, index, marked) in labelled_verbs(&format) {
                        let Some(value) = args.get(at + 1 + index) else {
                            continue;
                        };
                        // `using token %s`: only where the value bears the name, too.
                        if marked || is_named(view, *value) {
                            found.push((label, *value));
                        }
                    }
                }
            }
            // Behind a format come its values, no further labels.
            if format.contains('%') {
                return found;
            }
        } else if let Expr::Composite { elems, .. } = view.expr(*arg) {
            // `logrus.Fields{"password": value}`.
            for (key, value) in elems {
                let label = key.and_then(|it| strings::text(view, it));
                if let Some(label) = label.as_deref().and_then(label_before) {
                    found.push((label, *value));
                }
            }
        }
    }
    found
}

/// The value's own name is a label.
fn is_named(view: &View<'_>, value: ExprId) -> bool {
    match view.expr(value) {
        Expr::Local(local) => is_label(view.local_name(*local)),
        Expr::Name(name) | Expr::Select(_, name) => is_label(view.name(*name)),
        _ => false,
    }
}

fn normal(text: &str) -> String {
    text.chars()
        .filter(|it| it.is_ascii_alphanumeric())
        .collect::<String>()
        .to_ascii_lowercase()
}

fn is_label(word: &str) -> bool {
    let word = normal(word);
    LABELS.contains(&word.as_str()) || ENDINGS.iter().any(|it| word.ends_with(it))
}

/// The label that a text ends with, where it is one from end to end or ends in `label:` or `label=`.
fn label_before(text: &str) -> Option<String> {
    last_label(text).and_then(|(label, alone)| alone.then_some(label))
}

/// The label that a text ends with, and whether it is all of the text or marked by `:` or `=`.
fn last_label(text: &str) -> Option<(String, bool)> {
    let trimmed = text.trim_end();
    let bare = trimmed.trim_end_matches([':', '=']).trim_end();
    let last = bare
        .rsplit(|it: char| it.is_whitespace() || matches!(it, ',' | ';' | '(' | '['))
        .next()
        .unwrap_or("");
    let whole = last.len() == bare.len();
    let marked = bare.len() < trimmed.len();
    let before = bare.get(..bare.len() - last.len()).unwrap_or("").trim_end();
    let odd = [
        "unexpected",
        "next",
        "invalid",
        "unknown",
        "previous",
        "current",
    ];
    let meant = is_label(last) && (marked || !odd.iter().any(|it| before.ends_with(it)));
    meant.then(|| (last.to_owned(), whole || marked))
}

/// Labels of verbs of a format, with the number of the value and whether `:` or `=` stands between: `password=%s`, `token %q`.
fn labelled_verbs(format: &str) -> Vec<(String, usize, bool)> {
    let mut found = Vec::new();
    let mut index = 0;
    let bytes = format.as_bytes();
    let mut at = 0;
    while let Some(next) = format.get(at..).and_then(|it| it.find('%')) {
        let start = at + next;
        let mut end = start + 1;
        while bytes
            .get(end)
            .is_some_and(|it| b"+-# 0123456789.[]*".contains(it))
        {
            end += 1;
        }
        at = end + 1;
        let verb = bytes.get(end).copied().unwrap_or(b'%');
        if verb == b'%' {
            continue;
        }
        let before = format
            .get(..start)
            .unwrap_or("")
            .trim_end_matches(['"', '\'', '`', '[', '<']);
        let marked = before.trim_end().ends_with([':', '=']);
        if let Some((label, _)) = last_label(before).filter(|_| b"svqxX".contains(&verb)) {
            found.push((label, index, marked));
        }
        index += 1;
    }
    found
}

/// A text of its own, not a number, an error, or something that says how it wants to be shown.
fn is_secret(view: &View<'_>, value: ExprId) -> bool {
    if strings::text(view, value).is_some() || is_about(view, value) {
        return false;
    }
    match view.ty(value) {
        Ty::Basic(name) => name == "string",
        Ty::Slice(of) => {
            matches!(&**of, Ty::Basic(name) if matches!(name.as_str(), "byte" | "uint8"))
        }
        _ => false,
    }
}

/// The value's own name, or the function it comes from, says that it is no secret.
fn is_about(view: &View<'_>, value: ExprId) -> bool {
    let ends = |name: &str| {
        let words = words_of(name);
        words.len() > 1 && words.last().is_some_and(|it| ABOUT.contains(&it.as_str()))
            || matches!(
                name,
                "id" | "name" | "path" | "key" | "err" | "file" | "Name" | "ID" | "Path"
            )
    };
    match view.expr(value) {
        Expr::Local(local) => ends(view.local_name(*local)),
        Expr::Name(name) => ends(view.name(*name)),
        Expr::Select(_, name) => ends(view.name(*name)),
        Expr::Call { args, .. } => {
            let name = view.called_name(value).unwrap_or("");
            let words = words_of(name);
            let masks = words
                .iter()
                .any(|it| MASKS.iter().any(|mask| it.starts_with(mask)));
            masks || ends(name) || args.iter().any(|it| is_about(view, *it))
        }
        // A part of it.
        Expr::Slice(..) => true,
        Expr::Index(base, _) => is_about(view, *base),
        Expr::Binary(..) => visit::below(view.ir, value)
            .into_iter()
            .any(|it| matches!(view.expr(it), Expr::Slice(..))),
        _ => false,
    }
}

/// The words of a name in camel case or with `_`, in small letters.
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut lower = false;
    for char in name.chars() {
        if char == '_' {
            lower = false;
            words.push(String::new());
            continue;
        }
        if words.is_empty() || (char.is_uppercase() && lower) {
            words.push(String::new());
        }
        lower = char.is_lowercase() || char.is_ascii_digit();
        if let Some(last) = words.last_mut() {
            last.extend(char.to_lowercase());
        }
    }
    words.retain(|it| !it.is_empty());
    words
}

/// Words that mean something else in some programs.
fn is_meant(view: &View<'_>, label: &str) -> bool {
    let imports = |prefix: &str| {
        let file = view.program.funcs[view.key.0 as usize].file;
        view.universe()
            .imports(file)
            .any(|it| it.starts_with(prefix))
    };
    match normal(label).as_str() {
        // A Secret of Kubernetes is named by its key.
        "secret" => !imports("k8s.io/") && !imports("sigs.k8s.io/"),
        // What a scanner reads.
        "token" => {
            let package = view.package().to_ascii_lowercase();
            ![
                "pars", "lex", "scan", "token", "ast", "syntax", "sql", "template",
            ]
            .iter()
            .any(|it| package.contains(it))
        }
        _ => true,
    }
}

fn report(view: &View<'_>, label: &str, value: ExprId) -> Option<Draft> {
    let draft = view.draft(
        RULE,
        view.span(value),
        format!("the value of `{label}` goes to the log as it is"),
        "leave it out, or log that it is set, its length or a hash of it".to_owned(),
    )?;
    Some(view.lower_in_minor_folders(draft))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read() {
        assert_eq!(label_before("password"), Some("password".to_owned()));
        assert_eq!(label_before("got api_key: "), Some("api_key".to_owned()));
        assert_eq!(label_before("no token"), None);
        assert_eq!(label_before("pageToken"), None);
        assert_eq!(
            labelled_verbs("user %s password=%q token: %s, 100%% secret %s"),
            [
                ("password".to_owned(), 1, true),
                ("token".to_owned(), 2, true),
                ("secret".to_owned(), 3, false)
            ]
        );
    }

    #[test]
    fn names_have_words() {
        assert_eq!(words_of("tokenID"), ["token", "id"]);
        assert_eq!(words_of("secret_file_name"), ["secret", "file", "name"]);
    }
}
