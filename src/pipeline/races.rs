//! The analyses of Go code: from outlines and instructions to findings, shown or not.
//!
//! In: what map 1 made of the files. Out: [`Raced`]. Must not know the command line or output formats.

use super::owners;
use super::program::{Symbols, stats};
use super::{
    Clock, Options, Place, accesses, finding_of, is_shown_file, load_models, model_problem,
};
use crate::concurrency::{self, conflict::Strength};
use crate::discover::Workspace;
use crate::finding::Finding;
use crate::ir::FileIr;
use crate::models::Models;
use crate::outline::FileOutline;
use crate::progress::Progress;
use crate::render::Stats;
use crate::rules::map_race::{self, Draft};
use crate::rules::semantic;
use crate::support::FileId;
use crate::triage;

/// What the analyses of Go code make.
#[derive(Default)]
pub(super) struct Raced {
    /// Findings, shown or not, in no order.
    pub findings: Vec<Finding>,
    /// All accesses to maps and shared variables, if they were asked for.
    pub accesses: Vec<Place>,
    /// What the user should know beside findings.
    pub notes: Vec<String>,
    /// How much was looked at.
    pub stats: Stats,
}

/// Runs the analyses.
pub(super) fn races(
    options: &Options,
    workspace: &mut Workspace,
    outlines: Vec<FileOutline>,
    irs: Vec<FileIr>,
    progress: &dyn Progress,
    clock: &mut Clock,
) -> Raced {
    let models = match load_models(options) {
        Ok(models) => models,
        Err(error) => {
            workspace.problems.push(model_problem(&error.to_string()));
            Models::default()
        }
    };
    let workspace = &*workspace;
    clock.stage("types", None);
    let symbols = Symbols::new(workspace, &outlines, &irs);
    drop(outlines);
    clock.stage("summary", Some(workspace.files.len() as u64));
    let summaries = symbols.summaries(workspace, &models, &irs, progress);
    let stats = stats(workspace, &symbols.funcs, &summaries);
    clock.stage("link", None);
    let program = symbols.program(workspace, &irs, summaries);
    let notes = owners::unknown(&options.policy.owners, program.universe);
    clock.stage("concurrency", None);
    let (conflicts, contexts) = concurrency::find(&program, &models);
    // What is not shown is needed to tell whether a suppression is in use.
    let commented = workspace.files.iter().any(|it| triage::marked(&it.text));
    let mut drafts: Vec<Draft> = conflicts
        .iter()
        .filter(|conflict| commented || options.pedantic || conflict.strength > Strength::Low)
        .map(|conflict| map_race::report(&program, &contexts, conflict))
        .filter(|draft| commented || options.selection.has(draft.rule))
        .collect();
    let accesses = match options.list_accesses {
        true => accesses(&program),
        false => Vec::new(),
    };
    clock.stage("rules", None);
    let reported = |file: FileId| is_shown_file(options, workspace, file);
    let enabled = |rule: &str| commented || options.selection.has(rule);
    drafts.extend(semantic::find(&program, &models, &reported, &enabled));
    // Freeing what is large costs time that nobody needs: the process ends soon.
    std::mem::forget(program);
    std::mem::forget(contexts);
    std::mem::forget(irs);
    std::mem::forget(symbols);
    Raced {
        findings: drafts.into_iter().map(finding_of).collect(),
        accesses,
        notes,
        stats,
    }
}
