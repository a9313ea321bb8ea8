//! The abstract interpreter: walks one function with its literals and records accesses and calls.
//!
//! Structured: branches are walked one after the other and joined, a loop body is walked a second time when its
//! end changes what is known at its head. A function literal is a body of its own, walked where it is written.

mod blank;
pub(crate) mod call;
mod claim;
mod constant;
mod expr;
mod first;
mod flags;
mod gather;
mod given;
mod handler;
mod leave;
mod own;
mod pipe;
mod select;
mod signal;
mod slots;
mod stand;
mod state;
mod stmt;
mod store;
mod tasks;
mod variable;

use super::place::{Base, Place, Sel};
use super::template::Templates;
use super::{Access, Mode};
use super::{
    Body, CallSite, Callee, Effects, FuncSummary, FuncVal, Held, MapOp, Point, Ret, Run, Shared,
    SiteId, Val,
};
use crate::calls::flow;
use crate::ir::{
    Block, ClosureId, Expr, ExprId, FileIr, FuncIr, LocalId, LocalKind, NameId, Stmt, StmtKind,
    lists,
};
use crate::models::Models;
use crate::support::{FileId, Span};
use crate::types::infer::Typing;
use crate::types::{FieldId, FuncId, FuncIds, Sig, Ty, Universe, VarId};
use blank::Blank;
pub use call::PARAM_BASE;
use call::wrapped::Wrapped;
use claim::Taken;
use gather::Gathered;
pub use handler::params_match;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use state::{State, dead, join};
use std::cell::{OnceCell, RefCell};
use tasks::Tasks;

/// Everything that the walk of one function may look at.
pub struct Context<'a> {
    /// The symbol table.
    pub universe: &'a Universe,
    /// What is known of code without source.
    pub models: &'a Models,
    /// The file.
    pub file: FileId,
    /// Its text, for literal arguments.
    pub text: &'a str,
    /// Its IR.
    pub ir: &'a FileIr,
    /// The function.
    pub func: &'a FuncIr,
    /// Its number among those of the file.
    pub index: u32,
    /// Its declaration; none for an initializer of package variables.
    pub decl: Option<FuncId>,
    /// Its types.
    pub typing: &'a Typing,
    /// One loop variable per iteration (Go 1.22).
    pub loop_vars_per_iteration: bool,
    /// Effects of the functions that are called.
    pub effects: EffectTable<'a>,
    /// Fields and variables that hold channels of capacity one.
    pub single_slot: &'a SingleSlots,
    /// Package variables that some function assigns.
    pub assigned: &'a FxHashSet<VarId>,
    /// Package variables that are copied as they were written down.
    pub templates: &'a Templates,
}

/// Effects by declaration.
#[derive(Debug, Clone, Copy)]
pub struct EffectTable<'a> {
    /// Effects of all functions; empty in the first round.
    pub effects: &'a [Effects],
    /// Position in `effects` by declaration.
    pub position: &'a [Option<u32>],
}

impl<'a> EffectTable<'a> {
    /// Effects of a function, if it has a body and they are known by now.
    pub fn get(self, func: FuncId) -> Option<&'a Effects> {
        self.effects.get(self.position[func.index()]? as usize)
    }
}

/// Where channels of capacity one are kept: such a channel may be used as a mutex.
#[derive(Debug, Default, PartialEq)]
pub struct SingleSlots {
    /// Struct fields.
    pub fields: FxHashSet<FieldId>,
    /// Package variables.
    pub vars: FxHashSet<VarId>,
}

/// What a walk asked for that may be another time.
#[derive(Debug, Default)]
pub struct Asked {
    /// Functions whose effects it asked for.
    pub funcs: Vec<FuncId>,
    /// It asked for channels of capacity one.
    pub slots: bool,
}

/// Walks a function.
pub fn summarize<'a>(cx: &'a Context<'a>) -> (FuncSummary, Asked) {
    let bodies = 1 + cx.func.closures.len();
    let mut walker = Walker {
        cx,
        out: FuncSummary {
            bodies: vec![Body::default(); bodies],
            ..FuncSummary::default()
        },
        state: State::default(),
        body: 0,
        frames: Vec::new(),
        loop_id: None,
        loop_depth: 0,
        fixed: vec![None; cx.func.locals.len()],
        declared: FxHashMap::default(),
        fields_in_literals: variable::fields_in_literals(cx.func),
        filled: slots::filled_channels(cx.func),
        shortened: lists::shortened_anywhere(cx.func),
        pipes: Vec::new(),
        stops: Vec::new(),
        wrapped: Vec::new(),
        expects_lock: OnceCell::new(),
        alloc_body: FxHashMap::default(),
        defers: Vec::new(),
        exits: Vec::new(),
        captured: vec![Vec::new(); cx.func.closures.len()],
        replaces: Vec::new(),
        results: None,
        known: Vec::new(),
        tries: Vec::new(),
        flags: Vec::new(),
        under: Vec::new(),
        once: None,
        accepting: None,
        gotos: Vec::new(),
        label: None,
        rest: &[],
        single: Vec::new(),
        gathered: FxHashMap::default(),
        tasks: FxHashMap::default(),
        ranges: Vec::new(),
        serial: Vec::new(),
        onces: Vec::new(),
        parts: Vec::new(),
        sites: FxHashMap::default(),
        asked: RefCell::default(),
        handing: false,
        dropping: false,
        guessing: false,
        blank: Blank::default(),
    };
    walker.walk_body(0, &cx.func.body);
    walker.finish()
}

/// The same list in no more memory than it needs. Sites are large, and a list that grows has room for four at once; an allocator mostly
/// leaves a list that shrinks where it is.
fn without_room<T>(list: Vec<T>) -> Vec<T> {
    if list.len() == list.capacity() {
        return list;
    }
    let mut exact = Vec::with_capacity(list.len());
    exact.extend(list);
    exact
}

/// A statement that `break` or `continue` may leave.
struct Frame {
    label: Option<NameId>,
    is_loop: bool,
    breaks: Vec<State>,
    continues: Vec<State>,
    /// Locks held at the head.
    held: Shared<Held>,
}

/// Something deferred.
enum Deferred {
    Release(Place),
    Wait(Place),
    Signal,
    /// Takes one or all entries out of the map in the last expression: `defer delete(s.inflight, id)`.
    Drop(Val, MapOp, ExprId, ExprId),
    Call(SiteId, Option<Releases>),
    /// Releases what a call that returned the deferred function had acquired: `defer s.lockAll()()`.
    ReleaseAll(Vec<Place>),
}

/// Lock effects of a deferred call.
struct Releases {
    releases: Vec<Place>,
    acquires: Vec<Held>,
    waits: Vec<Place>,
}

struct Walker<'a> {
    cx: &'a Context<'a>,
    out: FuncSummary,
    state: State,
    body: usize,
    frames: Vec<Frame>,
    loop_id: Option<u32>,
    loop_depth: u32,
    /// Values of locals that are assigned once, by local.
    fixed: Vec<Option<Val>>,
    /// Locals that were declared without a value, and the loop around.
    declared: FxHashMap<LocalId, Option<u32>>,
    /// Names of the fields that literals of the function assign.
    fields_in_literals: Vec<NameId>,
    /// Channels that some loop fills.
    filled: Vec<LocalId>,
    /// Lists out of which the function takes elements.
    shortened: Vec<ExprId>,
    /// Pipes that the function makes.
    pipes: Vec<Base>,
    /// Functions that calls have returned, and what ends when they are called.
    stops: Vec<(FuncVal, Place)>,
    /// What calls have put into the literals that they return.
    wrapped: Vec<Wrapped>,
    /// The name or the comment of the function says that callers hold the lock; found out when it is first asked.
    expects_lock: OnceCell<bool>,
    /// The body in which an allocation came to be.
    alloc_body: FxHashMap<ExprId, usize>,
    defers: Vec<Deferred>,
    /// States at the ways out, with the statement that leaves.
    exits: Vec<(Span, State)>,
    /// Locals of outer bodies that a literal refers to, by literal.
    captured: Vec<Vec<LocalId>>,
    /// Locals of bodies around it that the literal being walked assigns.
    replaces: Vec<LocalId>,
    /// Values of the last multi-value call.
    results: Option<(ExprId, Vec<Val>)>,
    /// Local constants that are true or false.
    known: Vec<(LocalId, bool)>,
    /// Locals that tell whether a lock was taken.
    tries: Vec<(LocalId, bool, Taken)>,
    /// Flags of this body that make sure that something happens once.
    flags: Vec<Place>,
    /// Locks under which a flag was found unset, and the flag.
    under: Vec<(Place, Place)>,
    /// The loop of which only one round comes here.
    once: Option<u32>,
    /// The loop that accepts connections.
    accepting: Option<u32>,
    /// States at the `goto`s of this body, by label.
    gotos: Vec<(NameId, State)>,
    /// Label of the statement that follows.
    label: Option<NameId>,
    /// The statements behind the current one in its block.
    rest: &'a [Stmt],
    /// Channels of capacity one made in this function.
    single: Vec<Base>,
    /// Lists and tables of this function whose elements are older than they are.
    gathered: FxHashMap<Base, Gathered>,
    /// Functions in lists of this function.
    tasks: FxHashMap<Base, Tasks>,
    /// The loops around that go over a list, with that list.
    ranges: Vec<(u32, Place)>,
    /// Groups that run one goroutine at a time (`SetLimit(1)`).
    serial: Vec<Place>,
    /// What this function has done once (`sync.Once`), on some path.
    onces: Vec<Place>,
    /// Parts of a test that run beside each other when the test itself is done.
    parts: Vec<SiteId>,
    /// Call sites by the expression and a number: the second walk of a loop finds those of the first again.
    sites: FxHashMap<(ExprId, u32), SiteId>,
    asked: RefCell<Asked>,
    /// What is published now goes to a goroutine.
    handing: bool,
    /// What is sent now is dropped when nobody takes it.
    dropping: bool,
    /// What is recorded now rests on a guess among implementations.
    guessing: bool,
    /// Objects that were just made, and parameters that are as they were given.
    blank: Blank,
}

impl<'a> Walker<'a> {
    /// Walks a body from a clean state and leaves its summary in `out.bodies`.
    fn walk_body(&mut self, body: usize, block: &'a Block) {
        let replaced = self.replaced();
        let saved_state = std::mem::take(&mut self.state);
        let saved_body = std::mem::replace(&mut self.body, body);
        let saved_frames = std::mem::take(&mut self.frames);
        let saved_loop = (self.loop_id.take(), std::mem::take(&mut self.loop_depth));
        let saved_defers = std::mem::take(&mut self.defers);
        let saved_exits = std::mem::take(&mut self.exits);
        let saved_gotos = std::mem::take(&mut self.gotos);
        let saved_flags = (
            std::mem::take(&mut self.flags),
            std::mem::take(&mut self.under),
        );
        let saved_once = self.once.take();
        self.out.bodies[body] = Body::default();
        for (local, val) in replaced {
            self.state.set_local(local, val);
        }
        self.block(block);
        let end = std::mem::take(&mut self.state);
        let falls_off = !end.dead;
        if falls_off {
            self.exits.push((self.end_of_body(), end));
        }
        self.run_defers();
        self.state = saved_state;
        self.body = saved_body;
        self.frames = saved_frames;
        (self.loop_id, self.loop_depth) = saved_loop;
        self.defers = saved_defers;
        self.exits = saved_exits;
        self.gotos = saved_gotos;
        (self.flags, self.under) = saved_flags;
        self.once = saved_once;
    }

    /// Joins the exits, runs what was deferred, and notes the net effect of the body.
    fn run_defers(&mut self) {
        let exits = std::mem::take(&mut self.exits);
        if exits.is_empty() {
            self.out.bodies[self.body].diverges = true;
        }
        self.note_kept(&exits);
        let after_success = self.live_after_success(&exits);
        self.state = exits.into_iter().map(|(_, state)| state).fold(dead(), join);
        self.state.dead = false;
        self.loop_id = None;
        for deferred in std::mem::take(&mut self.defers).into_iter().rev() {
            match deferred {
                Deferred::Release(lock) => self.release(&lock),
                Deferred::Wait(place) => self.join_on(&place, true),
                Deferred::Signal => {}
                Deferred::Drop(val, op, call, map) => self.drop_entries(&val, op, call, map),
                Deferred::ReleaseAll(locks) => locks.iter().for_each(|lock| self.release(lock)),
                Deferred::Call(site, effects) => {
                    let mut call = std::mem::take(&mut self.out.calls[site as usize]);
                    call.point = self.point();
                    self.note_owned(&mut call);
                    self.out.calls[site as usize] = call;
                    if let Some(effects) = effects {
                        effects
                            .waits
                            .iter()
                            .for_each(|place| self.join_on(place, true));
                        effects.releases.iter().for_each(|lock| self.release(lock));
                        effects
                            .acquires
                            .into_iter()
                            .for_each(|it| self.state.keep(it));
                    }
                }
            }
        }
        self.sort_signals();
        self.forget_unset_flags();
        let held = std::mem::take(&mut self.state.held);
        let live = std::mem::take(&mut self.state.live);
        let body = &mut self.out.bodies[self.body];
        body.leaks_of_failure = live
            .iter()
            .filter(|it| {
                after_success
                    .as_ref()
                    .is_some_and(|live| !live.contains(it))
            })
            .copied()
            .collect();
        body.leaks = live;
        if !body.diverges {
            // Where it was not done there is nothing to look at, mostly: no object, or an error.
            let is_done = |it: &Held| it.mode == Mode::Read && self.onces.contains(&it.lock);
            body.acquires = held
                .into_iter()
                .map(|it| Held {
                    maybe: it.maybe && !is_done(&it),
                    ..it
                })
                .collect();
        }
        self.settle_taken();
    }

    fn finish(mut self) -> (FuncSummary, Asked) {
        let mut asked = self.asked.take();
        asked.funcs.sort_unstable();
        asked.funcs.dedup();
        asked.funcs.shrink_to_fit();
        self.out.base_loops.sort();
        self.out.base_loops.dedup();
        self.out.escaped.sort();
        self.out.escaped.dedup();
        self.out.stored.sort();
        self.out.stored.dedup();
        self.out.demands.sort_unstable();
        self.out.demands.dedup();
        self.out.structs = self.structs();
        self.out.flows = self.flows();
        self.out.calls = without_room(self.out.calls);
        for body in &mut self.out.bodies {
            body.accesses = without_room(std::mem::take(&mut body.accesses));
        }
        (self.out, asked)
    }

    /// What the function puts into places of interface types.
    fn flows(&self) -> flow::Flows {
        let cx = self.cx;
        let initialized = |at: u32| cx.universe.initialized_by(cx.file, cx.index, at);
        let vars: Vec<Option<VarId>> = match &cx.func.body[..] {
            [stmt] if cx.decl.is_none() => match &stmt.kind {
                StmtKind::Return(values) if values.len() > 1 => {
                    (0..values.len() as u32).map(initialized).collect()
                }
                _ => (0..).map_while(|at| initialized(at).map(Some)).collect(),
            },
            _ => Vec::new(),
        };
        flow::flows(&flow::Function {
            universe: cx.universe,
            file: cx.ir,
            ir: cx.func,
            typing: cx.typing,
            decl: cx.decl,
            vars: &vars,
        })
    }

    /// Variables that hold a struct itself, of those that accesses and calls start from.
    fn structs(&self) -> Vec<LocalId> {
        let accesses = self.out.bodies.iter().flat_map(|body| &body.accesses);
        let args = self.out.calls.iter().flat_map(|call| &call.args);
        let mut structs: Vec<LocalId> = accesses
            .map(|access| &access.place)
            .chain(args.filter_map(Val::place))
            .filter_map(Place::local)
            .filter(|local| {
                self.cx.func.locals[local.index()].kind != LocalKind::Param
                    && self.is_struct(self.cx.typing.local(*local))
            })
            .collect();
        structs.sort_unstable();
        structs.dedup();
        structs
    }

    /// What holds here.
    fn point(&self) -> Point {
        Point {
            held: self.state.held.clone(),
            live: self.state.live.clone(),
            after: self.state.after.clone(),
            needs: self.state.needs.clone(),
            loop_id: self.loop_id,
        }
    }

    fn ty(&self, expr: ExprId) -> &'a Ty {
        self.cx.typing.expr(expr)
    }

    fn span(&self, expr: ExprId) -> Span {
        self.cx.func.spans[expr.index()]
    }

    fn expr_ir(&self, expr: ExprId) -> &'a Expr {
        &self.cx.func.exprs[expr.index()]
    }

    fn name(&self, name: NameId) -> &'a SmolStr {
        &self.cx.ir.names[name.index()]
    }

    /// The type is known to be a map (through a name, an alias or a type parameter).
    fn is_map(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Map(_) => true,
            Ty::Named(..) | Ty::External(..) | Ty::Param(..) => {
                matches!(self.cx.universe.underlying(ty), Ty::Map(_))
            }
            Ty::Unknown
            | Ty::Basic(_)
            | Ty::Pointer(_)
            | Ty::Slice(_)
            | Ty::Array(_)
            | Ty::Chan(..)
            | Ty::Func(_)
            | Ty::Struct(_)
            | Ty::Interface(_)
            | Ty::Tuple(_)
            | Ty::Nil => false,
        }
    }

    /// The type is a struct, so that assigning it copies.
    fn is_struct(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Struct(_) => true,
            Ty::Named(..) => matches!(self.cx.universe.underlying(ty), Ty::Struct(_)),
            _ => false,
        }
    }

    /// Records a map access at the place of `val`.
    fn access(&mut self, val: &Val, op: MapOp, span: Span, map_expr: ExprId, via: Option<SmolStr>) {
        let Some(place) = val.place() else { return };
        let Some(short) = place.shortened() else {
            return;
        };
        if self.state.dead || self.is_nil_in_copy(place) {
            return;
        }
        let owned = self.own(place);
        let renewed = self.state.renewed.contains(place);
        let access = Access {
            place: short,
            op,
            point: self.point(),
            span,
            owned,
            renewed,
            via,
            map_span: self.span(map_expr),
        };
        self.out.bodies[self.body].accesses.push(access);
    }

    /// A map of a copied struct that has none to begin with, and was given none since.
    fn is_nil_in_copy(&self, place: &Place) -> bool {
        let (Base::Global(var), [Sel::Copy, Sel::Field(field)]) = (&place.base, &place.path[..])
        else {
            return false;
        };
        let given = self.cx.templates.get(var);
        given.is_some_and(|it| !it.contains(&self.cx.universe.fields[field.index()].name))
    }

    /// Notes that a base comes to be here.
    fn define_base(&mut self, base: Base) {
        if let Base::Alloc(expr) = base {
            self.alloc_body.insert(expr, self.body);
        }
        if let Some(loop_id) = self.loop_id {
            self.out.base_loops.push((base, loop_id));
        }
    }

    /// A new allocation made by `expr`.
    fn alloc(&mut self, expr: ExprId) -> Place {
        let base = Base::Alloc(expr);
        // In the next iteration of a loop the same expression makes another object.
        self.state.unpublish(&base);
        let place = Place::new(base.clone());
        self.state.forget(&place);
        self.define_base(base);
        place
    }

    /// An opaque value made by `expr`.
    fn opaque(&mut self, expr: ExprId) -> Place {
        let base = Base::Result(expr);
        self.define_base(base.clone());
        Place::new(base)
    }

    fn diverge(&mut self) {
        self.state = dead();
    }
}

/// The parameter whose local this is (receiver first).
fn param_index(func: &FuncIr, local: LocalId) -> Option<u32> {
    func.params
        .iter()
        .position(|it| *it == local)
        .map(|at| at as u32)
}

/// The signature of a function-typed value.
fn signature<'t>(universe: &Universe, ty: &'t Ty) -> Option<std::borrow::Cow<'t, Sig>> {
    match ty {
        Ty::Func(sig) => Some(std::borrow::Cow::Borrowed(sig)),
        Ty::Named(..) | Ty::External(..) => match universe.underlying(ty) {
            Ty::Func(sig) => Some(std::borrow::Cow::Owned((*sig).clone())),
            _ => None,
        },
        _ => None,
    }
}
