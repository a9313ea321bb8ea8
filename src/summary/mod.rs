//! Summaries: what each function does to maps, locks and goroutines, in its own terms.
//!
//! In: IR, typing and models of one function, and the [`Effects`] of the functions it calls. Out:
//! [`FuncSummary`]: map accesses and calls, each with the locks that are held there, the goroutines that may be
//! running, and what was waited for. Must not know other functions' bodies, roots, or reporting.
//!
//! The domain follows RacerD (Blackshear, Gorogiannis, O'Hearn, Sergey: "RacerD: compositional static race
//! detection", OOPSLA 2018), with lock identity in place of lock counts and with goroutines that are live.

pub mod assigned;
mod called;
pub mod effects;
pub mod lock_words;
pub mod loops;
pub mod own;
mod param;
pub mod place;
pub mod print;
pub mod returned;
pub mod rounds;
mod shared;
mod store;
pub mod template;
pub mod walk;

use crate::calls::flow::Flows;
use crate::ir::{ClosureId, LocalId};
use crate::models::MapEffect;
use crate::support::Span;
use crate::types::{FieldId, FuncId, FuncIds, Ty, TypeId, VarId};
pub use called::Effects;
pub use own::Own;
pub use param::{Keeper, ParamUse};
use place::Place;
pub use shared::Shared;
use smol_str::SmolStr;
use std::sync::Arc;
pub use store::Store;

/// Exclusive or shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// Shared (`RLock`).
    Read,
    /// Exclusive (`Lock`).
    Write,
}

/// A lock that is held.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Held {
    /// The mutex, `Once`, or channel of capacity one.
    pub lock: Place,
    /// How.
    pub mode: Mode,
    /// Held on some paths to this point only: `if lock { mu.Lock() }`. Counts as held, since the same condition mostly
    /// guards the access or the caller holds the lock otherwise, but is no evidence of anything.
    pub maybe: bool,
}

impl Held {
    /// A lock held for sure.
    pub fn sure(lock: Place, mode: Mode) -> Held {
        Held {
            lock,
            mode,
            maybe: false,
        }
    }
}

/// What is done to a map, or to a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MapOp {
    /// `m[k]`.
    Read,
    /// `len(m)`.
    Len,
    /// Iteration.
    Range,
    /// `m[k] = v` and everything that stores.
    Write,
    /// `delete`.
    Delete,
    /// `clear`.
    Clear,
    /// A variable is read.
    Get,
    /// A variable is assigned.
    Set,
    /// `x = append(x, ...)`.
    Append,
}

impl MapOp {
    /// Changes the map.
    pub fn mutates(self) -> bool {
        match self {
            MapOp::Write | MapOp::Delete | MapOp::Clear | MapOp::Set | MapOp::Append => true,
            MapOp::Read | MapOp::Len | MapOp::Range | MapOp::Get => false,
        }
    }

    /// It concerns a variable itself, not a map that is in it.
    pub fn is_of_variable(self) -> bool {
        matches!(self, MapOp::Get | MapOp::Set | MapOp::Append)
    }

    /// The operation that a modelled function performs.
    pub fn of(effect: MapEffect) -> MapOp {
        match effect {
            MapEffect::Read => MapOp::Read,
            MapEffect::Range => MapOp::Range,
            MapEffect::Write => MapOp::Write,
            MapEffect::Delete => MapOp::Delete,
        }
    }
}

/// How reports name a part of a test that runs beside the other parts, whoever starts it.
pub const PARALLEL_PART: &str = "parallel subtest";

/// A call site, as an index into [`FuncSummary::calls`]; it also names the goroutine started there.
pub type SiteId = u32;

/// What holds at a point of a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Point {
    /// Locks that are held on every path.
    pub held: Shared<Held>,
    /// Goroutines started by this body that may be running.
    pub live: Shared<SiteId>,
    /// What was waited for on every path: WaitGroups, channels.
    pub after: Shared<Place>,
    /// Parameters, and fields of them, that are set on every path to here, as the caller has set them: `if p.f != nil`, `if n > 1`.
    pub needs: Shared<Place>,
    /// Innermost loop.
    pub loop_id: Option<u32>,
}

/// One operation on one map or variable.
#[derive(Debug, Clone)]
pub struct Access {
    /// The map.
    pub place: Place,
    /// What is done.
    pub op: MapOp,
    /// Where in the body.
    pub point: Point,
    /// The map expression and the whole operation.
    pub span: Span,
    /// Whether somebody else can reach the map here.
    pub owned: Own,
    /// The field that holds the map was set to something new before, in this body: what it held when the body was entered is not what is
    /// accessed.
    pub renewed: bool,
    /// The operation is a call of a library function: its name.
    pub via: Option<SmolStr>,
    /// Text of the map expression is at this span.
    pub map_span: Span,
}

/// An abstract value.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Val {
    /// Nothing known.
    #[default]
    Unknown,
    /// Something that lives at (or, for a pointer, points to) a place.
    Place(Place),
    /// A function.
    Func(FuncVal),
}

impl Val {
    /// The place, if it is one.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Val::Place(place) => Some(place),
            Val::Unknown | Val::Func(_) => None,
        }
    }

    /// The value in other terms, if it is a place that can be said in them.
    pub fn in_terms(&self, translate: impl FnOnce(&Place) -> Option<Place>) -> Val {
        self.place()
            .and_then(translate)
            .map_or(Val::Unknown, Val::Place)
    }
}

/// A function value.
#[derive(Debug, Clone, PartialEq)]
pub enum FuncVal {
    /// A function literal of this function.
    Closure(ClosureId),
    /// Declared functions (several under different build constraints).
    Funcs(FuncIds),
    /// A method value with its receiver.
    Method(FuncIds, Box<Val>),
    /// A method value of an interface.
    Interface(Ty, SmolStr, Box<Val>),
    /// A function that returns one of its literals, seen from outside: the literal of another function, and what that function was given
    /// (receiver first).
    Foreign(FuncId, ClosureId, Box<[Val]>),
}

/// What is called.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Callee {
    /// A known function value.
    Value(FuncVal),
    /// A local of function type (a parameter, mostly).
    Local(LocalId),
    /// Whatever is stored in this field.
    Field(FieldId),
    /// Whatever is stored in this package variable.
    Global(VarId),
    /// A function or method without source: package, receiver type, name.
    External(SmolStr, Option<SmolStr>, SmolStr),
    /// Not resolved.
    #[default]
    Unknown,
}

/// How a callee is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Run {
    /// In this goroutine, now.
    #[default]
    Call,
    /// In this goroutine, when the function ends.
    Defer,
    /// In a goroutine of its own.
    Go,
    /// In many goroutines at the same time.
    Many,
    /// In one goroutine at a time that is not this one.
    Serial,
}

impl Run {
    /// Runs in another goroutine.
    pub fn spawns(self) -> bool {
        match self {
            Run::Call | Run::Defer => false,
            Run::Go | Run::Many | Run::Serial => true,
        }
    }
}

/// A call, spawn or registration.
#[derive(Debug, Clone, Default)]
pub struct CallSite {
    /// What is called.
    pub callee: Callee,
    /// Receiver (of methods) and arguments.
    pub args: Vec<Val>,
    /// In this goroutine or another.
    pub run: Run,
    /// One call of the site starts many: what was there before the call, all of those share, in whatever round of a loop it is made.
    pub at_once: bool,
    /// A spawn in a loop that is not joined within the iteration, or by a launcher that runs many; a call of a function by one that was given it and
    /// calls it in a loop.
    pub many: bool,
    /// How a report names the goroutine, from the model; empty for `go` and plain calls.
    pub kind: SmolStr,
    /// What the goroutine signals when it ends: WaitGroups whose `Done` it calls, channels it closes or sends on; the errgroup.
    pub signals: Shared<Place>,
    /// Locks that the spawner holds from the start of the goroutine until it has joined it.
    pub covered: Shared<Held>,
    /// Where in the body.
    pub point: Point,
    /// What the caller has found unset under a lock and sets, before or behind the call: nobody else comes here.
    pub first: Shared<Place>,
    /// The call.
    pub span: Span,
    /// Arguments that this function made and nobody else had before the call: bit per argument.
    pub owned: u64,
    /// Of the arguments that a function gives the one that was handed to it, those that it made, as in `owned`; they are not among `args`.
    pub made: u64,
    /// Arguments whose base is a parameter or captured variable that no goroutine was given: bit per argument.
    pub passed: u64,
    /// Arguments that can be reached only by whoever reaches a base: their number, and the base.
    pub lent: Shared<(u32, place::Base)>,
    /// Arguments that this function has just made and nobody has used yet, with the fields that it has set.
    pub blank: Shared<(u32, Shared<FieldId>)>,
    /// Arguments that are given as `false`, `nil` or zero: bit per argument.
    pub unset: u64,
    /// What a called literal captures, and who else can reach it.
    pub keeps: Shared<(place::Base, Own)>,
    /// Of what the function that made the literal was given: its number, and who else can reach it.
    pub made_with: Shared<(u32, Own)>,
    /// Fields of copies among the arguments that hold what this function has made, with that.
    pub holds: Shared<(Place, Place)>,
    /// Fields of what others may know in which this function has put something that it has made.
    pub renewed: Shared<Place>,
    /// Where the called function value is kept, when it is kept in a field: an identity for the receiver of a method value.
    pub kept: Option<Place>,
    /// Locks that the goroutine started here holds when it comes to the function: those of the callee that runs it, and those that
    /// the starter leaves to it.
    pub extra: Shared<Held>,
    /// The launcher returns when all that it started has ended.
    pub joined: bool,
    /// What is registered here waits until a server goes to work.
    pub served: bool,
    /// The starter waits for what it started, unless that takes too long: `select` of its channel, a timer, a context.
    pub patient: bool,
    /// The starter waits for what it started, or returns an error.
    pub or_fails: bool,
    /// Which function runs the callee, or how, is a guess among the implementations of an interface.
    pub guessed: bool,
    /// Started in a loop that accepts connections.
    pub per_connection: bool,
    /// A part of a test that runs beside the other parts (`t.Run`, `t.Parallel`).
    pub part: bool,
    /// The loop of which only one round comes here: a flag sees to it.
    pub once: Option<u32>,
    /// The loop over a list of functions, or of what holds them, in which each round calls its own here.
    pub each: Option<u32>,
    /// The loop in which what is called here was put into the list that it is taken from.
    pub gathered_in: Option<u32>,
    /// The variable that holds what is called, a function that another one has made and returned.
    pub holder: Option<LocalId>,
    /// The outermost loop of which the rounds start goroutines that run beside each other.
    pub rounds: Option<u32>,
    /// The call runs behind another function (a wrapper that starts goroutines): its name, for reports.
    pub through: Option<SmolStr>,
    /// What a new goroutine gets from variables that hold something else right behind its start: `go flush(batch); batch = nil`.
    pub replaced: Shared<place::Base>,
}

impl CallSite {
    /// The function is handed to something that calls it when the outside world says so: a handler, an event, a timer. How often and
    /// how much in parallel depends on who is out there.
    pub fn is_callback(&self) -> bool {
        matches!(self.run, Run::Many | Run::Serial) && !self.kind.is_empty() && !self.joined
    }

    /// What is started in each round of the loop is a function of that round, of which no other round has a copy. What a field holds is not seen
    /// here.
    pub fn is_own_of_round(&self, loop_id: u32) -> bool {
        self.each == Some(loop_id) && matches!(self.callee, Callee::Value(_) | Callee::Local(_))
    }

    /// Whether somebody else can reach an argument.
    pub fn own(&self, arg: usize) -> Own {
        if arg >= 64 {
            return Own::No;
        }
        if self.owned & (1 << arg) != 0 {
            return Own::Yes;
        }
        if self.passed & (1 << arg) != 0 {
            return Own::Base;
        }
        let bases: Shared<place::Base> = self
            .lent
            .iter()
            .filter(|(at, _)| *at as usize == arg)
            .map(|(_, base)| base.clone())
            .collect();
        if bases.is_empty() {
            Own::No
        } else {
            Own::If(bases)
        }
    }
}

/// What one body (a function without its literals, or one literal) does.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// Map accesses.
    pub accesses: Vec<Access>,
    /// Calls, as indices into [`FuncSummary::calls`].
    pub calls: Vec<SiteId>,
    /// What the body signals at its end: see [`CallSite::signals`].
    pub signals: Shared<Place>,
    /// Of these, what says that it is done, or about to be.
    pub signals_end: Shared<Place>,
    /// Of these, what a literal signals on its way, and where: `go func() { started.Done(); work() }()`.
    pub signals_amid: Vec<(Place, Span)>,
    /// Channels that it closes, or sends on for the sake of the signal (`chan struct{}`).
    pub gives: Shared<Place>,
    /// What the body waits for before anything else of note, anywhere: for matching `close` behind `Wait`.
    pub waits: Shared<Place>,
    /// Of these, what it waits for when it has signalled something: who hears the signal knows nothing of that.
    pub waits_after_signal: Shared<Place>,
    /// Locks that it acquires and does not release.
    pub acquires: Shared<Held>,
    /// Of these, those that it is known to acquire on some paths, with what must be set there of what its callers have given: `if write { mu.Lock() }`. (While
    /// the body is walked: each time that it takes a lock.)
    pub acquires_if: Vec<(Place, Shared<Place>)>,
    /// Locks that it releases and did not acquire.
    pub releases: Shared<Held>,
    /// Never returns.
    pub diverges: bool,
    /// What it returns, one entry a result.
    pub returns: Vec<Ret>,
    /// It takes some lock.
    pub locks: bool,
    /// Goroutines that it started and that may be running when it returns.
    pub leaks: Shared<SiteId>,
    /// Of these, those that have ended unless the body returns an error.
    pub leaks_of_failure: Shared<SiteId>,
    /// Calls that take and release locks, in source order (twice where a loop was walked twice).
    pub lock_ops: Vec<LockCall>,
    /// Ways out that keep a lock which another way out has released.
    pub kept: Vec<Kept>,
    /// Maps that leave: returned, sent, or put into what is.
    pub leaves: Vec<Leave>,
    /// Maps of one object that another one of its type gets: `&T{m: t.m}`.
    pub derives: Vec<Derive>,
    /// From this offset on a test, or a part of one, runs beside others: it calls `t.Parallel()` there.
    pub parallel_from: Option<u32>,
}

impl Body {
    /// Notes that the body signals `place` (once).
    fn note_signal(&mut self, place: Place) {
        if !self.signals.contains(&place) {
            self.signals.push(place);
        }
    }

    /// Locks that callers find held: what was taken for sure, or is known to be taken on some paths. That something may have been done once, or may be read,
    /// is no help to them.
    pub fn left_held(&self) -> Vec<Held> {
        let is_known = |lock: &Place| self.acquires_if.iter().any(|(it, _)| it == lock);
        let counts = |it: &&Held| !it.maybe || is_known(&it.lock);
        self.acquires.iter().filter(counts).cloned().collect()
    }
}

/// A call that takes or releases a lock.
#[derive(Debug, Clone)]
pub struct LockCall {
    /// The lock.
    pub lock: Place,
    /// It takes the lock; otherwise it releases it.
    pub takes: bool,
    /// `defer`red.
    pub deferred: bool,
    /// The call.
    pub span: Span,
}

/// A lock kept on one way out.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The lock.
    pub lock: Place,
    /// The `return` or `continue`; the end of the body when it falls off.
    pub exit: Span,
    /// A `continue`: the next round starts with the lock held.
    pub next_round: bool,
}

/// A map that leaves the function.
#[derive(Debug, Clone)]
pub struct Leave {
    /// The map.
    pub place: Place,
    /// The expression.
    pub span: Span,
    /// What holds there.
    pub point: Point,
}

/// A map that two objects of one type share from here on.
#[derive(Debug, Clone)]
pub struct Derive {
    /// The new object.
    pub object: place::Base,
    /// The map, in the old one.
    pub place: Place,
    /// The expression.
    pub span: Span,
    /// The new object is returned.
    pub returned: bool,
}

/// What a result is.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Ret {
    /// Nothing seen yet (the identity of the join); `nil`.
    #[default]
    None,
    /// Made by the function, and not published; or published by it (`true`).
    Fresh(bool),
    /// A place rooted at a parameter or package variable.
    Place(Place),
    /// A function value.
    Func(FuncVal),
    /// Anything.
    Unknown,
}

/// A place where a struct of a declared type is made: a literal, `new`, a variable without value.
#[derive(Debug, Clone)]
pub struct Made {
    /// The type.
    pub ty: TypeId,
    /// The body.
    pub body: u32,
    /// Where in the source.
    pub span: Span,
    /// The loop around it.
    pub loop_id: Option<u32>,
    /// Of `make([]T, n)`: any number.
    pub many: bool,
    /// Locks held there.
    pub held: Shared<Held>,
}

/// The summary of a function: body 0 is the function, body `1 + c` its literal `c`.
#[derive(Debug, Clone, Default)]
pub struct FuncSummary {
    /// Bodies.
    pub bodies: Vec<Body>,
    /// All call sites.
    pub calls: Vec<CallSite>,
    /// Function values stored.
    pub stores: Vec<Store>,
    /// Parent of each loop.
    pub loops: Vec<Option<u32>>,
    /// Literals that are made in a loop.
    pub made_again: Vec<ClosureId>,
    /// Loop in which a base is defined, for bases defined inside loops.
    pub base_loops: Vec<(place::Base, u32)>,
    /// Calls that could be resolved to a callee or a model, and all calls.
    pub resolved: (u32, u32),
    /// Variables that first held an allocation or result: its name in reports.
    pub names: Vec<(place::Base, LocalId)>,
    /// Bases (locals and allocations) that leave the function: published, returned, captured by a goroutine.
    pub escaped: Vec<place::Base>,
    /// Fields of what this function makes that hold something which is not its own when it passes the object on, and what they hold.
    pub older: Vec<(place::Place, place::Place)>,
    /// What it made, or keeps in what it made, and returns as its first result.
    pub returned: Vec<place::Place>,
    /// Fields of what it makes and returns first, and what they hold when it does.
    pub given: Vec<(FieldId, place::Place)>,
    /// Fields of the copy that it returns first which hold what it has made, on all ways out; nothing before the first of those.
    pub renewed: Option<Vec<place::Place>>,
    /// Bases of `escaped` that this function itself has stored where others look for them.
    pub stored: Vec<place::Base>,
    /// Fields of what this function makes that hold what others know, when it is published: `&stream{conn: c}`; and fields of what it keeps
    /// in a variable, with what their maker was given for them.
    pub links: Vec<(place::Place, place::Place)>,
    /// Bases that a `go` statement of this function hands to a goroutine.
    pub handed: Vec<place::Base>,
    /// Where structs of declared types are made.
    pub made: Vec<Made>,
    /// Types with source that are taken for types of modules that are not there, which must be interfaces then: package and name of each.
    pub stands: Vec<(Arc<(SmolStr, SmolStr)>, TypeId)>,
    /// What it puts into places of interface types.
    pub flows: Flows,
    /// Parameters and fields of such on which it depends, as they were given, where the function goes: `if p.f != nil`, `if n > 1`.
    pub demands: Vec<(LocalId, Option<FieldId>)>,
    /// Variables that hold a struct itself, of those that accesses and calls start from.
    pub structs: Vec<LocalId>,
}
