//! GMC855: GORACE that hides races.

use crate::checks::Sink;
use crate::facts::{Doc, Facts, Setting};
use crate::support::Span;

/// The options of a value of GORACE, with the place of each where the value stands in the file as it is.
pub(in crate::checks) fn options<'s>(
    doc: &Doc,
    setting: &'s Setting,
) -> Vec<(&'s str, Option<&'s str>, Span)> {
    let whole = setting.value_loc().span;
    let raw = whole.text(doc.text());
    let mut from = 0;
    // The runtime takes all of these for blanks.
    let parts = setting
        .value
        .split([' ', ',', ':', '\t', '\n', '\r'])
        .filter(|it| !it.is_empty());
    parts
        .map(|part| {
            let span = match raw.get(from..).and_then(|it| it.find(part)) {
                Some(at) => {
                    let start = whole.start as usize + from + at;
                    from += at + part.len();
                    Span::new(start, start + part.len())
                }
                None => whole,
            };
            match part.split_once('=') {
                Some((key, value)) => (key, Some(value), span),
                None => (part, None, span),
            }
        })
        .collect()
}

pub(super) fn hides_failures(facts: &Facts, sink: &mut Sink) {
    for doc in facts.docs.iter().filter(|it| it.mentions("GORACE")) {
        for setting in doc
            .settings()
            .iter()
            .filter(|it| it.name == "GORACE" && it.origin.exported())
        {
            for (key, value, span) in options(doc, setting) {
                let message = match (key, value) {
                    ("exitcode", Some("0")) if !log_is_read(doc, setting) => {
                        "`exitcode=0`: a program in which a race was found ends as if there was none"
                    }
                    ("report_bugs", Some("0" | "no" | "false")) => {
                        "`report_bugs=0`: no race is ever reported"
                    }
                    _ => continue,
                };
                let _ = sink.report(doc, span, message).within(&setting.label);
            }
        }
    }
}

/// Races go to a file, and something in the document looks at it.
fn log_is_read(doc: &Doc, setting: &Setting) -> bool {
    let logs = options(doc, setting)
        .into_iter()
        .filter(|(key, ..)| *key == "log_path")
        .filter_map(|(_, value, _)| value);
    logs.filter(|it| !matches!(*it, "stdout" | "stderr"))
        .any(|log| {
            // The runtime appends the number of the process.
            let own = [format!("{log}."), format!("{log}*"), format!("{log}-")];
            let path = log.contains(['/', '.']);
            let named = |text: &str| {
                own.iter().any(|it| text.contains(it.as_str())) || (path && text.contains(log))
            };
            let outside = [
                doc.text().get(..setting.span.start as usize),
                doc.text().get(setting.value_span.end as usize..),
            ];
            outside.into_iter().flatten().any(named)
        })
}
