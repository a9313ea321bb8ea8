//! GMC508: an image of Go without a version.

use crate::checks::Sink;
use crate::discover::DocKind;
use crate::facts::Facts;
use crate::facts::image::Image;
use crate::rules::Severity;

pub(super) fn find(facts: &Facts, sink: &mut Sink) {
    for doc in facts
        .of_kind(&[DocKind::Dockerfile])
        .filter(|it| it.mentions("golang"))
    {
        let stages = doc.dockerfile().stages.iter();
        for stage in stages.filter(|it| it.parent.is_none()) {
            let image = Image::parse(&stage.base);
            let tag = image.tag.as_deref().unwrap_or("latest");
            // `tip` and release candidates are asked for by name.
            let pinned = image.digest.is_some()
                || tag.starts_with(|it: char| it.is_ascii_digit())
                || ["tip", "rc"].iter().any(|it| tag.starts_with(it));
            if !image.is_golang() || pinned || stage.base.contains(['$', '{', '%']) {
                continue;
            }
            let message = format!(
                "`{}` is another version of Go with every release",
                stage.base
            );
            let label = stage
                .name
                .as_ref()
                .map(|it| format!("stage `{it}`"))
                .unwrap_or_default();
            // The default of an ARG may be replaced, and what is built every night is meant to be new.
            let replaced = stage.base_span.text(doc.text()).contains('$');
            let report = sink.report(doc, stage.base_span, message).within(&label);
            let _ = if replaced || doc.file_name().contains("nightly") {
                report.severity(Severity::Note)
            } else {
                report
            };
        }
    }
}
