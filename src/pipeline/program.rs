//! From outlines and instructions to the linked program.
//!
//! In: what map 1 made of the files. Out: the symbol table, the summaries of all functions, and the program that they make together. Must not
//! know what is asked of the program.

use crate::discover::constraint::Builds;
use crate::discover::{GoVersion, ProblemKind, Workspace};
use crate::ir::{FileIr, FuncIr};
use crate::link::{self, FuncRef, Program};
use crate::models::Models;
use crate::outline::FileOutline;
use crate::progress::Progress;
use crate::render::Stats;
use crate::summary::walk::{Asked, EffectTable, SingleSlots};
use crate::summary::{self, Effects, FuncSummary};
use crate::types::infer::{self, Typing};
use crate::types::{Universe, VarId};
use rustc_hash::FxHashSet;

/// What is declared, and all functions in one list.
pub(super) struct Symbols {
    /// Which files build together.
    builds: Builds,
    /// The symbol table.
    pub universe: Universe,
    /// All functions, in the order of the files.
    pub funcs: Vec<FuncRef>,
}

impl Symbols {
    /// The first reduction.
    pub fn new(workspace: &Workspace, outlines: &[FileOutline], irs: &[FileIr]) -> Symbols {
        let builds = Builds::new(workspace);
        let universe = Universe::build(workspace, &builds, outlines, irs);
        let funcs = link::number(irs, &universe);
        Symbols {
            builds,
            universe,
            funcs,
        }
    }

    /// Map 2: summaries of all functions.
    pub fn summaries(
        &self,
        workspace: &Workspace,
        models: &Models,
        irs: &[FileIr],
        progress: &dyn Progress,
    ) -> Vec<FuncSummary> {
        let mut position: Vec<Option<u32>> = vec![None; self.universe.funcs.len()];
        for (at, func) in self.funcs.iter().enumerate() {
            if let Some(decl) = func.decl {
                // A function without body (assembly, linkname) has no effects that could be seen.
                let body = self.universe.funcs[decl.index()].body;
                position[decl.index()] = body.then_some(at as u32);
            }
        }
        let functions = Functions {
            workspace,
            universe: &self.universe,
            models,
            irs,
            funcs: &self.funcs,
            assigned: summary::assigned::variables(workspace, &self.universe, irs),
            templates: summary::template::templates(&self.universe, irs),
            progress,
        };
        summary::rounds::summaries(&functions, self.funcs.len(), &position)
    }

    /// The second reduction.
    pub fn program<'a>(
        &'a self,
        workspace: &'a Workspace,
        irs: &'a [FileIr],
        summaries: Vec<FuncSummary>,
    ) -> Program<'a> {
        link::link(
            workspace,
            &self.universe,
            irs,
            self.funcs.clone(),
            summaries,
            &self.builds,
        )
    }
}

/// What summaries are made from.
struct Functions<'a> {
    workspace: &'a Workspace,
    universe: &'a Universe,
    models: &'a Models,
    irs: &'a [FileIr],
    funcs: &'a [FuncRef],
    assigned: FxHashSet<VarId>,
    templates: summary::template::Templates,
    progress: &'a dyn Progress,
}

impl Functions<'_> {
    fn ir(&self, at: usize) -> &FuncIr {
        &self.irs[self.funcs[at].file.index()].funcs[self.funcs[at].index as usize]
    }
}

impl summary::rounds::Functions for Functions<'_> {
    fn typing(&self, at: usize) -> Typing {
        let func = &self.funcs[at];
        if func.index == 0 {
            self.progress.advance(1);
        }
        infer::infer(
            self.universe,
            func.file,
            &self.irs[func.file.index()],
            self.ir(at),
            func.decl,
        )
    }

    fn walk(
        &self,
        at: usize,
        typing: &Typing,
        effects: EffectTable<'_>,
        slots: &SingleSlots,
    ) -> (FuncSummary, Asked) {
        let func = &self.funcs[at];
        let source = &self.workspace.files[func.file.index()];
        summary::walk::summarize(&summary::walk::Context {
            universe: self.universe,
            models: self.models,
            file: func.file,
            text: &source.text,
            ir: &self.irs[func.file.index()],
            func: self.ir(at),
            index: func.index,
            decl: func.decl,
            typing,
            loop_vars_per_iteration: source.go
                >= GoVersion {
                    major: 1,
                    minor: 22,
                },
            effects,
            single_slot: slots,
            assigned: &self.assigned,
            templates: &self.templates,
        })
    }

    fn effects(&self, at: usize, summary: &FuncSummary) -> Effects {
        summary::effects::effects(self.ir(at), summary)
    }

    fn results(&self, at: usize) -> usize {
        self.funcs[at].decl.map_or(0, |decl| {
            self.universe.funcs[decl.index()].sig.results.len()
        })
    }
}

/// How much was looked at; `funcs` and `summaries` are empty where no Go code was analysed.
pub(super) fn stats(workspace: &Workspace, funcs: &[FuncRef], summaries: &[FuncSummary]) -> Stats {
    let of_kind = |kind: ProblemKind| workspace.problems.iter().filter(move |it| it.kind == kind);
    let mut unread_files: Vec<_> = of_kind(ProblemKind::SyntaxUnread)
        .map(|it| it.path.clone())
        .collect();
    unread_files.dedup();
    let calls: usize = summaries.iter().map(|it| it.resolved.1 as usize).sum();
    let resolved: usize = summaries.iter().map(|it| it.resolved.0 as usize).sum();
    Stats {
        files: workspace.files.len(),
        packages: workspace.packages.len(),
        functions: funcs.len(),
        unread_declarations: of_kind(ProblemKind::SyntaxUnread).count(),
        files_with_unread: unread_files.len(),
        skipped_files: of_kind(ProblemKind::FileSkipped).count(),
        calls,
        unresolved_calls: calls - resolved,
        ..Stats::default()
    }
}
