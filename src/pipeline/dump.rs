//! What `--dump` prints: the facts of one stage.
//!
//! In: [`Options`] and the stage. Out: text. Must not know the command line.

use super::program::{Symbols, stats};
use super::{Options, Outcome, discover, in_pool, load_models, parse};
use crate::progress::Progress;
use crate::support::FileId;
use crate::{ir, outline, summary, types};

/// A stage whose result can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dump {
    /// Declarations of each file.
    Outline,
    /// Instructions of each function.
    Ir,
    /// Types of each expression.
    Types,
    /// Call sites with their targets.
    Calls,
    /// Summaries of each function.
    Summary,
}

/// Runs the stages up to the named one and prints what it made; the outcome tells about problems.
pub fn dump(options: &Options, stage: Dump, progress: &dyn Progress) -> (String, Outcome) {
    in_pool(options, || dump_stage(options, stage, progress))
}

fn dump_stage(options: &Options, stage: Dump, progress: &dyn Progress) -> (String, Outcome) {
    let mut workspace = discover(options);
    let models = load_models(options).unwrap_or_default();
    let parsed = parse(&workspace, progress);
    workspace.problems.extend(parsed.problems);
    let (outlines, irs) = (parsed.outlines, parsed.irs);
    let symbols = Symbols::new(&workspace, &outlines, &irs);
    let (universe, funcs) = (&symbols.universe, &symbols.funcs);
    let mut text = String::new();
    let summaries = match stage {
        Dump::Summary | Dump::Calls => symbols.summaries(&workspace, &models, &irs, progress),
        Dump::Outline | Dump::Ir | Dump::Types => Vec::new(),
    };
    for (at, file) in workspace.files.iter().enumerate() {
        text.push_str(&format!("== {}\n", file.display));
        match stage {
            Dump::Outline => text.push_str(&outline::print::dump(&outlines[at])),
            Dump::Ir => text.push_str(&ir::print::dump(&irs[at], &file.text)),
            Dump::Types => {
                text.push_str(&types::print::dump(
                    universe,
                    FileId(at as u32),
                    &irs[at],
                    &file.text,
                ));
            }
            Dump::Summary | Dump::Calls => {
                for (key, func) in funcs
                    .iter()
                    .enumerate()
                    .filter(|(_, it)| it.file.index() == at)
                {
                    let ir = &irs[at];
                    let printer = summary::print::Printer {
                        universe,
                        ir,
                        func: &ir.funcs[func.index as usize],
                        text: &file.text,
                    };
                    let name = func.decl.map_or_else(
                        || "init".into(),
                        |decl| universe.funcs[decl.index()].name.clone(),
                    );
                    let dump = if stage == Dump::Summary {
                        summary::print::dump
                    } else {
                        summary::print::calls
                    };
                    text.push_str(&dump(&printer, &name, &summaries[key]));
                }
            }
        }
    }
    let stats = stats(&workspace, funcs, &summaries);
    (
        text,
        Outcome {
            workspace,
            stats,
            ..Outcome::default()
        },
    )
}
