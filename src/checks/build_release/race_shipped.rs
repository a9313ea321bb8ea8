//! GMC413: a program with the race detector in it, in an image or an archive for users.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::Facts;
use crate::facts::go_build::builds;
use crate::facts::shipped::{is_for_tests, outputs, ships};

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts.of_kind(&[DocKind::Dockerfile, DocKind::Goreleaser]) {
        if !doc.mentions("-race") || is_for_tests(doc.display()) {
            continue;
        }
        for build in builds(doc) {
            let Some(flag) = build.switch("race") else {
                continue;
            };
            if !matches!(build.verb.as_str(), "build" | "install") {
                continue;
            }
            let target = match build.release {
                Some(_) => Some("the release".to_owned()),
                None => ships(doc, &build)
                    .filter(|it| !is_for_tests(it))
                    .map(|_| "the image".to_owned()),
            };
            let conditional = build.command(doc).is_some_and(|(_, it)| it.context.branch);
            let deliberate =
                is_for_tests(&build.label) || outputs(&build).iter().any(|it| is_for_tests(it));
            let Some(target) = target.filter(|_| !conditional && !deliberate) else {
                continue;
            };
            let message = format!(
                "the program of {target} is built with `-race`: it needs up to ten times the memory and time"
            );
            let _ = sink.report(doc, flag.span, message).within(&build.label);
        }
    }
}
