//! GMC407: `-a -installsuffix cgo`, from the time before the build cache.

use crate::checks::Sink;
use crate::facts::Facts;
use crate::facts::go_build::builds;
use crate::support::Span;

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .on(&sink.rule().on)
        .filter(|it| it.mentions("installsuffix"))
    {
        for build in builds(doc) {
            let (Some(suffix), Some(all)) = (build.flag("installsuffix"), build.switch("a")) else {
                continue;
            };
            let message = "`-a -installsuffix` compiles everything anew, and separates what the build cache keeps apart anyway";
            let report = sink
                .report(doc, suffix.span, message)
                .within(&build.label)
                .help("delete `-a` and `-installsuffix`");
            let text = doc.text();
            let literal =
                suffix.span.text(text).starts_with("-installsuffix") && all.span.text(text) == "-a";
            if literal && build.release.is_none() {
                let _ = report
                    .edit(doc.loc(with_blanks(text, all.span)), "")
                    .edit(doc.loc(with_blanks(text, suffix.span)), "");
            }
        }
    }
}

/// With the blanks before it.
fn with_blanks(text: &str, span: Span) -> Span {
    let before = text.get(..span.start as usize).unwrap_or("");
    let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
    Span {
        start: span.start - blanks as u32,
        end: span.end,
    }
}
