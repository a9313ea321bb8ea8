//! `gomapcheck checklist`.

use super::refused;
use crate::checklist::{self, Checklist, Input};
use crate::cli::{Analysis, ChecklistFormat, Shared};
use crate::discover::ProblemKind;
use crate::facts::Facts;
use crate::finding::SourceMap;
use crate::output::{self, Status};
use crate::progress::{Bar, Progress, Silent};
use crate::render;
use crate::review::{self, Plan};
use crate::rules::select;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// Analyses, and goes through the list.
///
/// # Errors
/// The directory cannot be used, the configuration or the baseline is wrong, the output cannot be written.
pub(super) fn run(
    shared: &Shared,
    path: &Path,
    analysis: &Analysis,
    format: ChecklistFormat,
    exit_zero: bool,
) -> io::Result<Status> {
    let base = shared.working_directory()?;
    let root = base.join(path);
    let named =
        |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    let root = root.canonicalize().map_err(named)?;
    if !root.is_dir() {
        return Err(refused(format!("{} is no directory", path.display())));
    }
    // Files that flags name are seen from where the command is typed.
    let seen = |it: &std::path::PathBuf| base.join(it);
    let analysis = Analysis {
        config: analysis.config.as_ref().map(seen),
        baseline: analysis.baseline.as_ref().map(seen),
        ..analysis.clone()
    };
    let settings = analysis.settings(&root)?;
    let everything = vec!["./...".to_owned()];
    let mut options = crate::cli::options(&settings, root, everything, analysis.jobs)?;
    let wanted = options.selection.clone();
    // Where the user says which rules run, no others do.
    if settings.select.value.is_empty() {
        let ignored = ignored(&settings.ignore.value)?;
        options.selection = checklist::needed(&wanted, &|it| ignored.contains(it));
    }
    let plan = Plan {
        baseline: settings.baseline.value.clone(),
        ..Plan::default()
    };
    let bar = match shared.quiet {
        true => None,
        false => Bar::on_terminal(),
    };
    let progress: &dyn Progress = bar.as_ref().map_or(&Silent, |it| it);
    let outcome = review::run(&options, &plan, progress)?;
    drop(bar);
    let facts = Facts::new(&outcome.workspace, &[]);
    let list = checklist::check(&Input {
        facts: &facts,
        findings: &outcome.findings,
        left_out: &outcome.left_out,
        selection: &wanted,
        ran: &options.selection,
        unread: outcome.stats.unread_declarations,
    });
    let files = SourceMap::new(&outcome.workspace);
    let text = match format {
        ChecklistFormat::Text => render::checklist::text(&list, &files, output::text(shared)),
        ChecklistFormat::Markdown => render::checklist::markdown(&list, &files),
        ChecklistFormat::Json => render::checklist::json(&list, &files),
    };
    output::deliver(shared, text.as_bytes())?;
    output::notes(shared, &outcome);
    let failed = outcome
        .workspace
        .problems
        .iter()
        .any(|it| it.kind == ProblemKind::Fatal);
    Ok(status(&list, failed, exit_zero))
}

fn status(list: &Checklist, failed: bool, exit_zero: bool) -> Status {
    match (failed, list.failed() && !exit_zero) {
        (true, _) => Status::Failed,
        (false, true) => Status::Findings,
        (false, false) => Status::Clean,
    }
}

/// Rules that the user leaves out.
fn ignored(selectors: &[String]) -> io::Result<BTreeSet<&'static str>> {
    let mut found = BTreeSet::new();
    for selector in selectors {
        let rules = select::matching(selector).map_err(refused)?;
        found.extend(rules.into_iter().map(|it| it.id.as_str()));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use crate::checklist;
    use crate::rules::Selection;

    #[test]
    fn items_run_their_rules_unless_those_are_left_out() {
        let base = Selection::default();
        let all = checklist::needed(&base, &|_| false);
        assert!(base.ids().all(|it| all.has(it)));
        let some = checklist::needed(&base, &|it| !base.has(it));
        assert_eq!(some, base);
    }
}
