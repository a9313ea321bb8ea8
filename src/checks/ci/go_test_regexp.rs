//! GMC862: a pattern of `go test` that Go's regular expressions do not know.

use crate::checks::Sink;
use crate::facts::Facts;

const FLAGS: &[&str] = &[
    "run",
    "skip",
    "bench",
    "fuzz",
    "test.run",
    "test.skip",
    "test.bench",
    "list",
];

/// What Perl knows and Go does not, with its name.
const UNSUPPORTED: &[(&str, &str)] = &[
    ("(?=", "look-ahead"),
    ("(?!", "look-ahead"),
    ("(?<=", "look-behind"),
    ("(?<!", "look-behind"),
    ("(?>", "atomic group"),
    ("\\K", "`\\K`"),
    ("\\1", "back-reference"),
    ("\\2", "back-reference"),
    ("*+", "possessive quantifier"),
    ("++", "possessive quantifier"),
];

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in &facts.docs {
        for script in doc.scripts() {
            let tests = script
                .script
                .commands
                .iter()
                .filter(|it| it.is("go", &["test"]) || it.name() == "gotestsum");
            for command in tests {
                for (pattern, word) in FLAGS.iter().filter_map(|it| command.flag(it)) {
                    let found = UNSUPPORTED.iter().find(|(it, _)| pattern.contains(it));
                    let Some((text, what)) = found.filter(|_| !word.dynamic) else {
                        continue;
                    };
                    let message = format!(
                        "Go's regular expressions know no {what}: `go test` stops with \"invalid or unsupported Perl syntax\""
                    );
                    let span = word.part(doc.text(), text);
                    let _ = sink.report(doc, span, message).within(&script.label);
                }
            }
        }
    }
}
