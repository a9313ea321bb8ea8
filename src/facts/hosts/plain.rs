//! Script files, and simple steps of a Jenkinsfile.

use super::{HostScript, ShellKind};
use crate::discover::DocKind;
use crate::document::Cut;
use crate::facts::doc::Doc;
use crate::shell::ShellOptions;
use crate::support::Span;

/// A file of sh or bash; its first line may set options.
pub(super) fn script(doc: &Doc) -> Vec<HostScript> {
    let first = doc.text().lines().next().unwrap_or("");
    let sh = first.starts_with("#!") && !first.contains("bash");
    let kind = if sh { ShellKind::Sh } else { ShellKind::Bash };
    let cut = Cut::whole(doc.text(), Span::new(0, doc.text().len()));
    vec![HostScript::new(cut, kind, ShellOptions::NONE)]
}

/// A file of PowerShell or cmd: the text alone.
pub(super) fn windows(doc: &Doc) -> Vec<HostScript> {
    let kind = match doc.kind() {
        DocKind::Powershell => ShellKind::Pwsh,
        _ => ShellKind::Cmd,
    };
    let cut = Cut::whole(doc.text(), Span::new(0, doc.text().len()));
    vec![HostScript::new(cut, kind, ShellOptions::NONE)]
}

/// `sh '...'`, `sh "..."` and `sh '''...'''`: run as `/bin/sh -xe`.
pub(super) fn jenkins(doc: &Doc) -> Vec<HostScript> {
    let text = doc.text();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find("sh ") {
        let start = at + next;
        at = start + 3;
        let alone = !text[..start]
            .ends_with(|it: char| it.is_alphanumeric() || matches!(it, '_' | '.' | '"' | '\''));
        let rest = text[at..].trim_start();
        let offset = text.len() - rest.len();
        let quotes = ["'''", "\"\"\"", "'", "\""];
        let Some(quote) = quotes.iter().find(|it| alone && rest.starts_with(**it)) else {
            continue;
        };
        let from = offset + quote.len();
        let Some(length) = text[from..].find(quote) else {
            continue;
        };
        if quote.len() == 1 && text[from..from + length].contains('\n') {
            continue;
        }
        at = from + length + quote.len();
        let cut = Cut::whole(text, Span::new(from, from + length));
        found.push(HostScript {
            label: "step `sh`".to_owned(),
            ..HostScript::new(cut, ShellKind::Sh, ShellOptions::ERREXIT)
        });
    }
    found
}
