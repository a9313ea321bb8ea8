//! Link: all summaries to one program with a call graph.
//!
//! In: summaries of all functions, the symbol table. Out: [`Program`]: bodies, edges between them. Must not know
//! source text, trees, rules or reporting.

mod dispatch;
pub mod placed;
mod targets;

use crate::discover::Workspace;
use crate::discover::constraint::Builds;
use crate::ir::{FileIr, FuncIr, FuncKind, LocalId};
use crate::summary::place::{Base, Place, Sel};
use crate::summary::{Body, CallSite, Callee, FuncSummary, FuncVal, SiteId, Store, Val};
use crate::support::{FileId, Loc, Span};
use crate::types::{FieldId, FuncId, Ty, TypeId, Universe};
use placed::Placed;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;
use targets::Stores;

/// Stands on a path for the receiver of a method value that is kept at the path before it.
pub const RECEIVER: &str = "receiver";

/// A function of the program: a declaration or an initializer of package variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FuncKey(pub u32);

/// A body of the program: a function, or one of its literals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BodyId(pub u32);

/// An edge of the call graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeId(pub u32);

/// Where a function is.
#[derive(Clone, Copy, Debug)]
pub struct FuncRef {
    /// File.
    pub file: FileId,
    /// Index in the file's IR.
    pub index: u32,
    /// Declaration.
    pub decl: Option<FuncId>,
    /// Its first body.
    pub body: BodyId,
}

/// A possible call.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The calling body.
    pub from: BodyId,
    /// The site in the calling function.
    pub site: SiteId,
    /// The called body.
    pub to: BodyId,
    /// Found through an interface or a stored function value, not by name.
    pub dynamic: bool,
    /// The site's arguments begin with the second parameter: the receiver is not known here.
    pub receiver_missing: bool,
    /// The missing receiver, when it is one that can be named everywhere: `handlers = append(handlers, server.handle)`.
    pub receiver: Option<Box<Place>>,
}

/// The program.
pub struct Program<'a> {
    /// Files.
    pub workspace: &'a Workspace,
    /// Which files are ever part of one build.
    pub builds: &'a Builds,
    /// Symbols.
    pub universe: &'a Universe,
    /// IR by file.
    pub irs: &'a [FileIr],
    /// Functions.
    pub funcs: Vec<FuncRef>,
    /// Summaries by function.
    pub summaries: Vec<FuncSummary>,
    /// Function and number of each body.
    pub bodies: Vec<(FuncKey, u32)>,
    /// Edges.
    pub edges: Vec<Edge>,
    /// Edges into each body.
    pub incoming: Vec<Vec<EdgeId>>,
    /// Edges out of each body.
    pub outgoing: Vec<Vec<EdgeId>>,
    /// Fields in which something points back to the object whose method made it.
    pub ways_back: FxHashSet<FieldId>,
    /// Fields that point to a lock which something else has as well.
    pub lent_locks: FxHashSet<FieldId>,
    /// Which objects hold a function in a field.
    pub placed: Placed,
    key_of_decl: FxHashMap<FuncId, FuncKey>,
}

/// Numbers all functions: by file, then by index in the file's IR.
pub fn number(irs: &[FileIr], universe: &Universe) -> Vec<FuncRef> {
    let mut decls: FxHashMap<(FileId, u32), FuncId> = FxHashMap::default();
    for (at, info) in universe.funcs.iter().enumerate() {
        decls.insert((info.file, info.index), FuncId(at as u32));
    }
    let mut funcs = Vec::new();
    let mut body = 0;
    for (file, ir) in irs.iter().enumerate() {
        for (index, func) in ir.funcs.iter().enumerate() {
            let file = FileId(file as u32);
            let decl = match func.kind {
                FuncKind::Decl(at) => decls.get(&(file, at)).copied(),
                FuncKind::VarInit => None,
            };
            funcs.push(FuncRef {
                file,
                index: index as u32,
                decl,
                body: BodyId(body),
            });
            body += 1 + func.closures.len() as u32;
        }
    }
    funcs
}

/// Joins summaries (parallel to `funcs`, as [`number`] gives them) into a program.
pub fn link<'a>(
    workspace: &'a Workspace,
    universe: &'a Universe,
    irs: &'a [FileIr],
    funcs: Vec<FuncRef>,
    summaries: Vec<FuncSummary>,
    builds: &'a Builds,
) -> Program<'a> {
    let mut bodies = Vec::new();
    let mut key_of_decl = FxHashMap::default();
    for (at, func) in funcs.iter().enumerate() {
        let key = FuncKey(at as u32);
        if let Some(decl) = func.decl {
            key_of_decl.insert(decl, key);
        }
        let count = 1 + irs[func.file.index()].funcs[func.index as usize]
            .closures
            .len() as u32;
        bodies.extend((0..count).map(|number| (key, number)));
    }
    let mut program = Program {
        workspace,
        builds,
        universe,
        irs,
        funcs,
        summaries,
        incoming: vec![Vec::new(); bodies.len()],
        outgoing: vec![Vec::new(); bodies.len()],
        bodies,
        edges: Vec::new(),
        ways_back: FxHashSet::default(),
        lent_locks: FxHashSet::default(),
        placed: Placed::default(),
        key_of_decl,
    };
    let stores = Stores::collect(&program);
    let of_func = |(at, summary): (usize, &FuncSummary)| {
        let key = FuncKey(at as u32);
        let mut edges = Vec::new();
        for (number, body) in summary.bodies.iter().enumerate() {
            let from = program.body(key, number as u32);
            for site in &body.calls {
                program.targets(key, from, *site, &stores, &mut edges);
            }
        }
        edges
    };
    let summaries = program.summaries.par_iter().enumerate();
    let edges: Vec<Edge> = summaries.flat_map_iter(of_func).collect();
    for (at, edge) in edges.iter().enumerate() {
        program.incoming[edge.to.0 as usize].push(EdgeId(at as u32));
        program.outgoing[edge.from.0 as usize].push(EdgeId(at as u32));
    }
    program.edges = edges;
    program.ways_back = ways_back(&program);
    program.lent_locks = lent_locks(&program);
    program.placed = Placed::collect(&program);
    program
}

/// What the function that made the called literal was given.
fn maker_args(site: &CallSite) -> Option<&[Val]> {
    match &site.callee {
        Callee::Value(FuncVal::Foreign(_, _, given)) => Some(given),
        _ => None,
    }
}

/// Fields in which a method, or a function that a method passes its receiver to, keeps the receiver.
fn ways_back(program: &Program<'_>) -> FxHashSet<FieldId> {
    let mut fields = FxHashSet::default();
    for (at, summary) in program.summaries.iter().enumerate() {
        let key = FuncKey(at as u32);
        for store in &summary.stores {
            if let Store::Back(field, local) = store
                && program.is_receiver_of_maker(key, *local)
            {
                fields.insert(*field);
            }
        }
    }
    fields
}

/// Fields that are given a lock which was not made for them.
fn lent_locks(program: &Program<'_>) -> FxHashSet<FieldId> {
    let stores = program.summaries.iter().flat_map(|it| &it.stores);
    let lent = |store: &Store| match store {
        Store::Lent(field) => Some(*field),
        _ => None,
    };
    stores.filter_map(lent).collect()
}

impl<'a> Program<'a> {
    /// A body of a function by its number.
    pub fn body(&self, func: FuncKey, number: u32) -> BodyId {
        BodyId(self.funcs[func.0 as usize].body.0 + number)
    }

    /// The function that a body belongs to.
    pub fn func_of(&self, body: BodyId) -> FuncKey {
        self.bodies[body.0 as usize].0
    }

    /// The summary of a body.
    pub fn body_summary(&self, body: BodyId) -> &Body {
        let (func, number) = self.bodies[body.0 as usize];
        &self.summaries[func.0 as usize].bodies[number as usize]
    }

    /// The IR of a function.
    pub fn func_ir(&self, func: FuncKey) -> &'a FuncIr {
        let at = &self.funcs[func.0 as usize];
        &self.irs[at.file.index()].funcs[at.index as usize]
    }

    /// A call site.
    pub fn site(&self, body: BodyId, site: SiteId) -> &CallSite {
        &self.summaries[self.func_of(body).0 as usize].calls[site as usize]
    }

    /// An edge.
    pub fn edge(&self, edge: EdgeId) -> &Edge {
        &self.edges[edge.0 as usize]
    }

    /// The file of a body.
    pub fn file(&self, body: BodyId) -> FileId {
        self.funcs[self.func_of(body).0 as usize].file
    }

    /// The file is of a module that the analysed ones need.
    pub fn is_dependency(&self, file: FileId) -> bool {
        let package = self.workspace.files[file.index()].package;
        self.workspace.packages[package.index()].dependency
    }

    /// A span of a body's file as a location.
    pub fn loc(&self, body: BodyId, span: Span) -> Loc {
        Loc {
            file: self.file(body),
            span,
        }
    }

    /// The key of a declared function, if it has a body.
    pub fn key(&self, func: FuncId) -> Option<FuncKey> {
        self.key_of_decl.get(&func).copied()
    }

    /// Parameters of a body as locals of its function: receiver first; of a literal its own.
    pub fn params(&self, body: BodyId) -> &'a [LocalId] {
        let (func, number) = self.bodies[body.0 as usize];
        let ir = self.func_ir(func);
        match number {
            0 => &ir.params,
            number => &ir.closures[number as usize - 1].params,
        }
    }

    /// The parameter is the function's receiver, or some method passes its own receiver in it.
    fn is_receiver_of_maker(&self, func: FuncKey, param: LocalId) -> bool {
        let params = &self.func_ir(func).params;
        if params.first() == Some(&param) && self.is_method(func) {
            return true;
        }
        let Some(at) = params.iter().position(|it| *it == param) else {
            return false;
        };
        self.incoming[self.body(func, 0).0 as usize]
            .iter()
            .any(|edge| {
                let edge = self.edge(*edge);
                let caller = self.func_of(edge.from);
                let passed = self.site(edge.from, edge.site).args.get(at);
                !edge.receiver_missing
                    && self.is_method(caller)
                    && passed.and_then(Val::place).is_some_and(|place| {
                        place.path.is_empty()
                            && place.local().is_some()
                            && place.local() == self.func_ir(caller).params.first().copied()
                    })
            })
    }

    /// The body is in a test file.
    pub fn is_test(&self, body: BodyId) -> bool {
        self.workspace.files[self.file(body).index()].is_test
    }

    /// The body is part of a method of the type.
    pub fn is_method_of(&self, body: BodyId, ty: TypeId) -> bool {
        let decl = self.funcs[self.func_of(body).0 as usize].decl;
        let recv = decl.and_then(|decl| self.universe.funcs[decl.index()].recv.as_ref());
        matches!(recv, Some((Ty::Named(id, _), _)) if *id == ty)
    }

    /// The declared type of a parameter of a function; none for the receiver, and for what a literal is given.
    pub fn param_type(&self, body: BodyId, param: LocalId) -> Option<&'a Ty> {
        let (func, 0) = self.bodies[body.0 as usize] else {
            return None;
        };
        let info = &self.universe.funcs[self.funcs[func.0 as usize].decl?.index()];
        let at = self.params(body).iter().position(|it| *it == param)?;
        let at = at.checked_sub(usize::from(info.recv_name.is_some()))?;
        info.sig.params.get(at)
    }

    /// The type whose method the body is, if the local is its receiver.
    pub fn receiver_type(&self, body: BodyId, local: LocalId) -> Option<&'a Ty> {
        let (func, 0) = self.bodies[body.0 as usize] else {
            return None;
        };
        let info = &self.universe.funcs[self.funcs[func.0 as usize].decl?.index()];
        let (ty, _) = info.recv.as_ref()?;
        (self.params(body).first() == Some(&local)).then_some(ty)
    }

    fn is_method(&self, func: FuncKey) -> bool {
        let decl = self.funcs[func.0 as usize].decl;
        decl.is_some_and(|decl| self.universe.funcs[decl.index()].recv_name.is_some())
    }

    /// A place of the called body in terms of the calling one: parameters are replaced by arguments; what a literal shares with the
    /// function around it stays as it is. None when it cannot be said there.
    pub fn outward(&self, edge: &Edge, place: &Place) -> Option<Place> {
        let site = self.site(edge.from, edge.site);
        if let Base::Local(local) = &place.base
            && let Some(at) = self.params(edge.to).iter().position(|it| it == local)
        {
            let at = match (edge.receiver_missing, at) {
                (false, at) => at,
                (true, 0) => {
                    if let Some(receiver) = &edge.receiver {
                        return Some(receiver.join(&place.path));
                    }
                    // The receiver that was stored with the method: as much one object as the field that holds it.
                    let kept = site.kept.as_ref()?;
                    return Some(
                        kept.then(Sel::External(Arc::new(RECEIVER.into())))
                            .join(&place.path),
                    );
                }
                (true, at) => at - 1,
            };
            let arg = site.args.get(at)?.place()?;
            return Some(arg.join(&place.path));
        }
        match &place.base {
            Base::Global(_) | Base::ExternalVar(..) => Some(place.clone()),
            Base::Local(_) | Base::Alloc(_) | Base::Result(_)
                if self.func_of(edge.from) == self.func_of(edge.to) =>
            {
                Some(place.clone())
            }
            Base::Local(local) => {
                let at = self.given_to_maker(edge, *local)?;
                Some(maker_args(site)?.get(at)?.place()?.join(&place.path))
            }
            Base::Alloc(_) | Base::Result(_) => None,
        }
    }

    /// The callee is a literal that the caller had another function make: which parameter of that function the variable is.
    pub fn given_to_maker(&self, edge: &Edge, local: LocalId) -> Option<usize> {
        let maker = self.func_of(edge.to);
        maker_args(self.site(edge.from, edge.site))?;
        let mut params = self.func_ir(maker).params.iter();
        params.position(|it| *it == local)
    }

    /// A place of the calling body in terms of the called one.
    pub fn inward(&self, edge: &Edge, place: &Place) -> Option<Place> {
        if matches!(place.base, Base::Global(_) | Base::ExternalVar(..)) {
            return Some(place.clone());
        }
        let site = self.site(edge.from, edge.site);
        let params = self.params(edge.to);
        let mut best: Option<Place> = None;
        for (at, arg) in site.args.iter().enumerate() {
            let at = if edge.receiver_missing { at + 1 } else { at };
            let (Val::Place(arg), Some(param)) = (arg, params.get(at)) else {
                continue;
            };
            if let Some(rest) = place.below(arg) {
                let candidate = Place::new(Base::Local(*param)).join(rest);
                if best
                    .as_ref()
                    .is_none_or(|it| it.path.len() > candidate.path.len())
                {
                    best = Some(candidate);
                }
            }
        }
        if let Some(given) = maker_args(site) {
            let maker = self.func_ir(self.func_of(edge.to));
            let mut params = given.iter().zip(&maker.params);
            best = best.or_else(|| {
                params.find_map(|(arg, param)| {
                    let rest = place.below(arg.place()?)?;
                    Some(Place::new(Base::Local(*param)).join(rest))
                })
            });
        }
        if best.is_none()
            && self.func_of(edge.from) == self.func_of(edge.to)
            && self.bodies[edge.to.0 as usize].1 > 0
        {
            return Some(place.clone());
        }
        best
    }
}
