//! Flow of interface values: where values of interface types are kept, and what is put there.
//!
//! In: one function's typed IR. Out: [`Flows`]. Flow-insensitive, as the variable type analysis of Sundaresan et al. ("Practical virtual method
//! call resolution for Java", OOPSLA 2000) is; `link` joins the flows of all functions. Must not know the call graph.

use super::{Target, resolve};
use crate::ir::{
    Block, Expr, ExprId, FileIr, FuncIr, FuncKind, LocalId, LocalKind, StmtKind, visit,
};
use crate::support::Span;
use crate::types::infer::Typing;
use crate::types::{FieldId, FuncId, Object, Selection, Ty, TypeId, Universe, VarId};

/// Where a value of an interface type is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// A struct field, of whichever object.
    Field(FieldId),
    /// A package variable.
    Var(VarId),
    /// A parameter (without receiver).
    Param(FuncId, u32),
    /// A result.
    Result(FuncId, u32),
    /// A variable of the function at hand.
    Local(LocalId),
}

/// What is put into a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// A value of this type, or a pointer to one.
    Type(TypeId),
    /// Whatever is in another slot.
    Slot(Slot),
    /// Something that is not followed.
    Unknown,
}

/// What one function puts where.
#[derive(Debug, Clone, Default)]
pub struct Flows {
    /// What flows into which slot.
    pub into: Vec<(Slot, Source)>,
    /// Calls through interfaces whose receiver is kept in a slot, by span.
    pub receivers: Vec<(Span, Slot)>,
}

impl Flows {
    /// The slot that holds the receiver of the call at a span.
    pub fn receiver(&self, call: Span) -> Option<Slot> {
        let at = self
            .receivers
            .binary_search_by_key(&(call.start, call.end), |(it, _)| (it.start, it.end));
        at.ok().map(|at| self.receivers[at].1)
    }
}

/// Whether calls through a type depend on what is kept there: an interface with methods.
pub fn is_dispatched(universe: &Universe, ty: &Ty) -> bool {
    matches!(universe.underlying(ty), Ty::Interface(methods) if !methods.is_empty())
}

/// A function to be looked at.
pub struct Function<'a> {
    /// The symbol table.
    pub universe: &'a Universe,
    /// The file.
    pub file: &'a FileIr,
    /// The function.
    pub ir: &'a FuncIr,
    /// Its types.
    pub typing: &'a Typing,
    /// Its declaration; none for an initializer of package variables.
    pub decl: Option<FuncId>,
    /// The package variables that an initializer gives values to.
    pub vars: &'a [Option<VarId>],
}

/// What a function puts where.
pub fn flows(func: &Function<'_>) -> Flows {
    let mut flows = Flows::default();
    func.statements(&func.ir.body, true, &mut flows);
    for closure in &func.ir.closures {
        func.statements(&closure.body, false, &mut flows);
    }
    func.expressions(&mut flows);
    let mut seen = rustc_hash::FxHashSet::default();
    flows.into.retain(|it| seen.insert(*it));
    flows.receivers.sort_by_key(|(it, _)| (it.start, it.end));
    flows
}

impl Function<'_> {
    /// Assignments, and what is returned. `own`: of the function itself, not of a literal.
    fn statements(&self, block: &Block, own: bool, flows: &mut Flows) {
        visit::statements(block, &mut |stmt| match &stmt.kind {
            StmtKind::Assign {
                lhs,
                rhs,
                compound: false,
            }
            | StmtKind::Define { lhs, rhs, .. } => {
                for (at, target) in lhs.iter().enumerate() {
                    if !rhs.is_empty()
                        && is_dispatched(self.universe, self.typing.expr(*target))
                        && let Some(slot) = self.slot(*target)
                    {
                        flows
                            .into
                            .extend(self.one_of(rhs, lhs.len(), at).map(|it| (slot, it)));
                    }
                }
            }
            StmtKind::Range { key, value, .. } => {
                let targets = key.iter().chain(value);
                for slot in targets.filter_map(|it| self.slot(*it)) {
                    flows.into.push((slot, Source::Unknown));
                }
            }
            StmtKind::Return(values) if own => self.returned(values, flows),
            _ => {}
        });
    }

    fn returned(&self, values: &[ExprId], flows: &mut Flows) {
        if self.ir.kind == FuncKind::VarInit {
            for (at, var) in self.vars.iter().enumerate() {
                let Some(var) = var else { continue };
                if is_dispatched(self.universe, &self.universe.vars[var.index()].ty) {
                    let source = self.one_of(values, self.vars.len(), at);
                    flows.into.extend(source.map(|it| (Slot::Var(*var), it)));
                }
            }
            return;
        }
        let Some(decl) = self.decl else { return };
        let results = &self.universe.funcs[decl.index()].sig.results;
        for (at, ty) in results.iter().enumerate() {
            if !is_dispatched(self.universe, ty) {
                continue;
            }
            let source = match (values, self.ir.results.get(at)) {
                ([], Some(local)) => Some(Source::Slot(Slot::Local(*local))),
                ([], None) => Some(Source::Unknown),
                _ => self.one_of(values, results.len(), at),
            };
            flows
                .into
                .extend(source.map(|it| (Slot::Result(decl, at as u32), it)));
        }
    }

    /// Value `at` of a right side that stands for `wanted` values; none for `nil`.
    fn one_of(&self, values: &[ExprId], wanted: usize, at: usize) -> Option<Source> {
        if values.len() == wanted {
            return self.source(values[at]);
        }
        let [only] = values else {
            return Some(Source::Unknown);
        };
        let Expr::Call { callee, .. } = self.ir.exprs[only.index()] else {
            return Some(Source::Unknown);
        };
        Some(match self.called(callee) {
            Some([func]) => Source::Slot(Slot::Result(*func, at as u32)),
            _ => Source::Unknown,
        })
    }

    /// The declarations that a call by name goes to.
    fn called(&self, callee: ExprId) -> Option<&[FuncId]> {
        match resolve(self.typing, self.file, self.ir, callee) {
            Target::Funcs(funcs) | Target::Method(funcs, ..) => Some(funcs),
            _ => None,
        }
    }

    /// What an expression gives; none for `nil`.
    fn source(&self, expr: ExprId) -> Option<Source> {
        if let Expr::Call { callee, args, .. } = &self.ir.exprs[expr.index()]
            && self.typing.is_type[callee.index()]
            && let [only] = args[..]
        {
            return self.source(only);
        }
        let ty = self.typing.expr(expr);
        let target = match ty {
            Ty::Pointer(target) => target,
            ty => ty,
        };
        Some(match (ty, target) {
            (Ty::Nil, _) => return None,
            (_, Ty::Named(..)) if is_dispatched(self.universe, target) => {
                self.slot(expr).map_or(Source::Unknown, Source::Slot)
            }
            (_, Ty::Named(id, _))
                if !matches!(self.universe.underlying(target), Ty::Interface(_)) =>
            {
                Source::Type(*id)
            }
            _ => Source::Unknown,
        })
    }

    /// Where an expression is kept, or comes from.
    fn slot(&self, expr: ExprId) -> Option<Slot> {
        match &self.ir.exprs[expr.index()] {
            Expr::Local(local) => self.local(*local),
            Expr::Call { callee, .. } => match self.called(*callee) {
                Some([func]) => Some(Slot::Result(*func, 0)),
                _ => None,
            },
            _ => match self.typing.selection(expr) {
                Some(Selection::Field { field, .. }) => Some(Slot::Field(*field)),
                Some(Selection::Member(Object::Var(var))) => Some(Slot::Var(*var)),
                _ => None,
            },
        }
    }

    fn local(&self, local: LocalId) -> Option<Slot> {
        let info = &self.ir.locals[local.index()];
        match info.kind {
            LocalKind::Var | LocalKind::Result => Some(Slot::Local(local)),
            LocalKind::Param if info.owner.is_none() => {
                let decl = self.decl?;
                let has_receiver = self.universe.funcs[decl.index()].recv_name.is_some();
                let at = self.ir.params.iter().position(|it| *it == local)?;
                let at = at.checked_sub(usize::from(has_receiver))?;
                Some(Slot::Param(decl, at as u32))
            }
            LocalKind::Param
            | LocalKind::Loop
            | LocalKind::TypeSwitch
            | LocalKind::Select
            | LocalKind::Const => None,
        }
    }

    /// Arguments, fields in literals, and slots whose address is taken.
    fn expressions(&self, flows: &mut Flows) {
        let mut callees = rustc_hash::FxHashSet::default();
        for (at, expr) in self.ir.exprs.iter().enumerate() {
            let id = ExprId(at as u32);
            match expr {
                Expr::Call { callee, args, .. } => {
                    callees.insert(*callee);
                    match resolve(self.typing, self.file, self.ir, *callee) {
                        Target::Funcs(funcs) | Target::Method(funcs, ..) => {
                            self.arguments(funcs, args, flows);
                        }
                        Target::MethodExpr(funcs) => {
                            funcs.iter().for_each(|it| self.anything(*it, flows));
                        }
                        Target::Interface(_, _, base, path) => {
                            let slot = match path.last() {
                                Some(field) => Some(Slot::Field(*field)),
                                None => self.slot(base),
                            };
                            let span = self.ir.spans[at];
                            flows.receivers.extend(slot.map(|it| (span, it)));
                        }
                        _ => {}
                    }
                }
                Expr::Composite { elems, .. } => self.literal(id, elems, flows),
                Expr::Addr(operand) => {
                    let is_interface = is_dispatched(self.universe, self.typing.expr(*operand));
                    if let (true, Some(slot)) = (is_interface, self.slot(*operand)) {
                        flows.into.push((slot, Source::Unknown));
                    }
                }
                _ => {}
            }
        }
        // Who calls what is used as a value gives it something that is not seen.
        for (expr, selection) in &self.typing.selections {
            let funcs = match selection {
                Selection::Member(Object::Func(funcs))
                | Selection::Method { funcs, .. }
                | Selection::MethodExpr(funcs) => funcs,
                _ => continue,
            };
            if !callees.contains(expr) {
                for func in funcs {
                    self.anything(*func, flows);
                }
            }
        }
    }

    fn arguments(&self, funcs: &[FuncId], args: &[ExprId], flows: &mut Flows) {
        for func in funcs {
            let sig = &self.universe.funcs[func.index()].sig;
            let fixed = sig.params.len() - usize::from(sig.variadic);
            for (at, ty) in sig.params.iter().enumerate().take(fixed) {
                if is_dispatched(self.universe, ty) {
                    let source = match args.get(at) {
                        Some(arg) if args.len() >= fixed => self.source(*arg),
                        _ => self.one_of(args, fixed, at),
                    };
                    let slot = Slot::Param(*func, at as u32);
                    flows.into.extend(source.map(|it| (slot, it)));
                }
            }
        }
    }

    fn anything(&self, func: FuncId, flows: &mut Flows) {
        let params = &self.universe.funcs[func.index()].sig.params;
        for (at, ty) in params.iter().enumerate() {
            if is_dispatched(self.universe, ty) {
                let slot = Slot::Param(func, at as u32);
                flows.into.push((slot, Source::Unknown));
            }
        }
    }

    fn literal(&self, expr: ExprId, elems: &[(Option<ExprId>, ExprId)], flows: &mut Flows) {
        let ty = match self.typing.expr(expr) {
            Ty::Pointer(target) => target,
            ty => ty,
        };
        let Ty::Struct(fields) = self.universe.underlying(ty) else {
            return;
        };
        for (at, (key, value)) in elems.iter().enumerate() {
            let field = match key {
                Some(key) => match self.typing.selection(*key) {
                    Some(Selection::Field { field, .. }) => Some(*field),
                    _ => None,
                },
                None => fields.get(at).copied(),
            };
            if let Some(field) = field
                && is_dispatched(self.universe, &self.universe.fields[field.index()].ty)
            {
                flows
                    .into
                    .extend(self.source(*value).map(|it| (Slot::Field(field), it)));
            }
        }
    }
}
