//! The line of `gomapcheck env`: configuration files of a repository and of the machine, the rules about them, what wins.
//!
//! In: [`Options`], [`Machine`]. Out: a report. Must not know the command line.

use super::{Options, discover, in_pool, triaged};
use crate::checks;
use crate::discover::Workspace;
use crate::environment::{self, Machine, Report};
use crate::facts::Facts;
use crate::finding::{self, SourceMap};
use crate::progress::Progress;

/// The rule about settings that hold for everybody.
const SHARED: &str = "GMC201";

/// Looks at a repository and the machine. Go code is read for the names of variables in it, not parsed.
pub fn environment(options: &Options, machine: &Machine, progress: &dyn Progress) -> Report {
    in_pool(options, || look(options, machine, progress))
}

fn look(options: &Options, machine: &Machine, progress: &dyn Progress) -> Report {
    progress.stage("discover", None);
    let mut workspace = discover(options);
    let mut notes: Vec<String> = Vec::new();
    let goroot = environment::goroot(machine);
    let (documents, origins, unread) = machine.documents(goroot.as_deref());
    notes.extend(unread);
    merge(&mut workspace, documents);
    let failed = workspace.problems.iter().filter(|it| is_of_document(it));
    notes.extend(failed.map(|it| format!("{}: {}", it.path, it.message)));
    let outlines = [];
    let facts = Facts::new(&workspace, &outlines);
    progress.stage("checks", None);
    let findings = checks::run(&facts, &options.selection);
    let files = SourceMap::new(&workspace);
    let findings = finding::finish(findings, &files);
    let mut kept = triaged(options, &workspace, findings, Vec::new(), &files).kept;
    // A machine's own files are shared with nobody.
    kept.retain(|it| it.rule != SHARED || !origins.contains_key(files.display(it.primary.file)));
    environment::resolve(&facts, &kept, machine, &origins, notes)
}

/// Puts documents of the machine in their place; a file of the repository that is also one of the machine is taken as the latter.
fn merge(workspace: &mut Workspace, documents: Vec<crate::discover::Document>) {
    let own =
        |it: &crate::discover::Document| documents.iter().any(|own| own.display == it.display);
    workspace.documents.retain(|it| !own(it));
    workspace.documents.extend(documents);
    workspace
        .documents
        .sort_by(|a, b| a.display.cmp(&b.display));
}

/// Go code, and that there is none, are of no interest.
fn is_of_document(problem: &crate::discover::Problem) -> bool {
    problem.kind == crate::discover::ProblemKind::FileSkipped && !problem.path.ends_with(".go")
}
