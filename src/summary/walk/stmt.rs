//! Statements: control flow, joins of paths, loops.

use super::*;
use crate::ir::{Case, StmtKind, TypeCase, visit};
use crate::summary::loops::within;
use crate::summary::place::Sel;

/// Loops nested deeper than this are walked once.
const MAX_DOUBLE_DEPTH: u32 = 3;

impl<'a> Walker<'a> {
    pub(super) fn block(&mut self, block: &'a Block) {
        let once = self.once;
        if leaves_loops(block) {
            self.once = self.loop_id;
        }
        for (at, stmt) in block.iter().enumerate() {
            self.rest = &block[at + 1..];
            let first = self.first_behind(stmt, self.rest);
            match self.ready_flag(stmt, self.rest) {
                Some(flag) if !self.state.dead => self.ready_branch(stmt, flag),
                _ => {
                    let flag = self.end_flag(stmt);
                    self.stmt(stmt);
                    flag.into_iter().for_each(|flag| self.not_ended(flag));
                }
            }
            first.into_iter().for_each(|it| self.state.comes_first(it));
        }
        self.once = once;
    }

    pub(super) fn stmt(&mut self, stmt: &'a Stmt) {
        if self.state.dead && !matches!(stmt.kind, StmtKind::Labeled(..)) {
            return;
        }
        let label = self.label.take();
        match &stmt.kind {
            StmtKind::Expr(expr) => {
                self.eval(*expr);
            }
            StmtKind::Assign { lhs, rhs, compound } => {
                self.assign(lhs, rhs, *compound);
                self.flag_assigned(lhs);
                self.end_flag_assigned(lhs, rhs);
                self.first_given_up(lhs, rhs);
            }
            StmtKind::Define { lhs, fresh, rhs } => self.define(lhs, fresh, rhs),
            StmtKind::Go(call) => self.go(*call),
            StmtKind::Defer(call) => self.defer(*call),
            StmtKind::Send { chan, value } => self.send(*chan, *value),
            StmtKind::Return(values) => self.ret(values, stmt.span),
            StmtKind::If { cond, then, els } => self.branch(*cond, then, els),
            StmtKind::For { cond, post, body } => self.for_loop(label, *cond, post, body),
            StmtKind::Range {
                key,
                value,
                define,
                over,
                body,
            } => {
                self.range(label, *key, *value, *define, *over, body);
            }
            StmtKind::Switch { tag, cases } => self.switch(label, *tag, cases),
            StmtKind::TypeSwitch { subject, cases } => self.type_switch(label, *subject, cases),
            StmtKind::Select(arms) => self.select(label, arms),
            StmtKind::Block(block) => {
                self.label = label;
                self.block(block);
                self.label = None;
            }
            StmtKind::Labeled(name, stmt) => {
                self.label = Some(*name);
                self.labeled(*name, stmt);
                self.label = None;
            }
            StmtKind::Break(label) => self.leave(*label, false),
            StmtKind::Continue(label) => {
                self.note_continue(*label, stmt.span);
                self.leave(*label, true);
            }
            StmtKind::Goto(name) => {
                let state = std::mem::replace(&mut self.state, dead());
                self.gotos.push((*name, state));
            }
            // The next clause is joined with this state by `cases`.
            StmtKind::Fallthrough => {}
        }
    }

    /// A label is reached by falling through and by every `goto` before it; what a `goto` further down brings is taken to be
    /// the same.
    fn labeled(&mut self, name: NameId, stmt: &'a Stmt) {
        let gotos: Vec<State> = self
            .gotos
            .iter()
            .filter(|(it, _)| *it == name)
            .map(|(_, state)| state.clone())
            .collect();
        let here = std::mem::take(&mut self.state);
        self.state = gotos.into_iter().fold(here, join);
        self.label = Some(name);
        self.stmt(stmt);
    }

    fn leave(&mut self, label: Option<NameId>, continues: bool) {
        let state = std::mem::replace(&mut self.state, dead());
        let frame = self.frames.iter_mut().rev().find(|frame| match label {
            Some(_) => frame.label == label && (!continues || frame.is_loop),
            None => !continues || frame.is_loop,
        });
        if let Some(frame) = frame {
            if continues {
                frame.continues.push(state);
            } else {
                frame.breaks.push(state);
            }
        }
    }

    fn ret(&mut self, values: &'a [ExprId], span: Span) {
        self.note_stands_of_results(values);
        let mut returned: Vec<Val>;
        if let [only] = values {
            let val = self.eval(*only);
            returned = match self.results.take() {
                Some((expr, vals)) if expr == *only && vals.len() > 1 => vals,
                _ => vec![val],
            };
            self.note_escape(&returned);
            self.note_returns(&returned, Some(*only));
        } else {
            // `return x, wait()`: a variable is read when the calls beside it have returned.
            returned = vec![Val::Unknown; values.len()];
            let is_variable =
                |it: &ExprId| matches!(self.cx.func.exprs[it.index()], Expr::Local(_));
            let (last, first): (Vec<usize>, Vec<usize>) =
                (0..values.len()).partition(|at| is_variable(&values[*at]));
            for at in first.into_iter().chain(last) {
                returned[at] = self.eval(values[at]);
            }
            if values.is_empty() {
                returned = self.named_results();
            }
            self.note_escape(&returned);
            let exprs: Vec<Option<ExprId>> = values.iter().map(|it| Some(*it)).collect();
            self.note_returns_each(&returned, &exprs);
        }
        for (value, val) in values.iter().zip(&returned) {
            self.note_leave(*value, val);
        }
        self.note_initial_values(&returned);
        let state = std::mem::replace(&mut self.state, dead());
        if !state.dead {
            self.exits.push((span, state));
        }
    }

    fn named_results(&self) -> Vec<Val> {
        let results = match self.body {
            0 => &self.cx.func.results,
            body => &self.cx.func.closures[body - 1].results,
        };
        results.iter().map(|local| self.local_val(*local)).collect()
    }

    fn branch(&mut self, cond: ExprId, then: &'a Block, els: &'a Block) {
        self.eval(cond);
        if let Some(value) = self.constant(cond) {
            return self.block(if value { then } else { els });
        }
        let taken = self.taken_if(cond, true);
        let not_taken = self.taken_if(cond, false);
        let unready = self.unready_flag(cond, then);
        let asked = self.asked_flag(cond).filter(|_| unready.is_none());
        let first = self.first_inside(cond, then);
        let set = (self.set_if(cond, true), self.set_if(cond, false));
        let enters_once = self.loop_id.is_some() && self.enters_once(cond, then);
        let once = self.once;
        if enters_once {
            self.once = self.loop_id;
        }
        let before = self.state.clone();
        if let Some(flag) = &unready {
            self.state.acquire(flag.clone(), Mode::Write);
            self.flags.push(flag.clone());
        }
        self.need(set.0);
        self.take(taken);
        first.into_iter().for_each(|it| self.state.comes_first(it));
        match &asked {
            Some((flag, true)) => self.unset_block(then, flag),
            _ => self.block(then),
        }
        self.once = once;
        let after_then = std::mem::replace(&mut self.state, before);
        let waited = self.waited_if_set(cond, els, &after_then);
        if let Some(flag) = unready {
            self.state.acquire(flag, Mode::Read);
        }
        self.need(set.1);
        self.take(not_taken);
        match &asked {
            Some((flag, false)) => self.unset_block(els, flag),
            _ => self.block(els),
        }
        let after_else = std::mem::take(&mut self.state);
        self.state = join(after_then, after_else);
        waited.into_iter().for_each(|it| self.state.waited(it));
    }

    fn for_loop(
        &mut self,
        label: Option<NameId>,
        cond: Option<ExprId>,
        post: &'a Block,
        body: &'a Block,
    ) {
        self.walk_loop(label, |walker| {
            if let Some(cond) = cond {
                walker.eval(cond);
            }
            let exit = if cond.is_some() {
                walker.state.clone()
            } else {
                dead()
            };
            if let Some(cond) = cond {
                let taken = walker.taken_if(cond, true);
                walker.take(taken);
            }
            walker.block(body);
            (exit, Some(post))
        });
        let Some(cond) = cond else { return };
        if let Some((_, rounds)) = self.span(cond).text(self.cx.text).split_once('<') {
            self.drained(rounds, body);
        }
        if let Some(pipe) = self.scanned(cond, body) {
            self.join_on(&pipe, true);
        }
    }

    fn range(
        &mut self,
        label: Option<NameId>,
        key: Option<ExprId>,
        value: Option<ExprId>,
        define: bool,
        over: ExprId,
        body: &'a Block,
    ) {
        let container = self.eval(over);
        let ty = self.ty(over);
        let is_map = self.is_map(ty);
        let is_chan = matches!(self.cx.universe.underlying(ty), Ty::Chan(..));
        let span = self.span(over);
        self.walk_loop(label, |walker| {
            // Recorded at the head of each round: the iterator touches the map whenever the loop goes on.
            if is_map {
                walker.access(&container, MapOp::Range, span, over, None);
            }
            let exit = walker.state.clone();
            if is_chan && let Some(place) = container.place() {
                walker.join_one_of(&place.clone());
            }
            let ranges = walker.ranges.len();
            if let (Some(place), Some(id)) = (container.place(), walker.loop_id) {
                walker.ranges.push((id, place.clone()));
            }
            let elem = match container.place() {
                Some(place) => Val::Place(walker.element_of(place, Sel::Elem)),
                None => Val::Unknown,
            };
            // Functions sent over a channel; what else is sent is handed over.
            let sent = match key {
                Some(key) if is_chan && signature(walker.cx.universe, walker.ty(key)).is_some() => {
                    elem.clone()
                }
                _ => Val::Unknown,
            };
            for (target, val) in [(key, sent), (value, elem)] {
                let Some(target) = target else { continue };
                if define {
                    walker.define_one(target, true, val, None);
                } else {
                    walker.assign_one(target, val, None);
                }
            }
            walker.block(body);
            walker.ranges.truncate(ranges);
            (exit, None)
        });
        if is_chan && let Some(place) = container.place() {
            self.join_on(&place.clone(), true);
        }
        self.drained(span.text(self.cx.text), body);
    }

    /// Walks a loop: `round` walks head and body once and returns the state in which the loop ends at its head, and the
    /// post statement. When the state at the end of the body differs from that at the head, the loop is walked again from the join, and
    /// what the first round recorded is dropped.
    fn walk_loop(
        &mut self,
        label: Option<NameId>,
        mut round: impl FnMut(&mut Self) -> (State, Option<&'a Block>),
    ) {
        let outer = self.loop_id;
        let id = self.out.loops.len() as u32;
        self.out.loops.push(outer);
        self.loop_id = Some(id);
        self.loop_depth += 1;
        let entry = self.state.clone();
        let marks = (
            self.out.bodies[self.body].accesses.len(),
            self.out.bodies[self.body].calls.len(),
        );
        let (mut exit, mut back) = self.loop_round(label, &mut round);
        self.forget_waits(&mut back, id);
        let grown = join(entry.clone(), back.clone());
        if self.loop_depth <= MAX_DOUBLE_DEPTH && !back.dead && differs(&grown, &entry) {
            let body = &mut self.out.bodies[self.body];
            body.accesses.truncate(marks.0);
            body.calls.truncate(marks.1);
            self.state = grown;
            (exit, back) = self.loop_round(label, &mut round);
        }
        if !back.dead {
            // Each round waits for what was running before: the loop goes as often as it was started, though nobody counts.
            let ended = |site: &SiteId| entry.live.contains(site) && !back.live.contains(site);
            exit.live.retain(|site| !ended(site));
        }
        for site in &back.live {
            let call = &mut self.out.calls[*site as usize];
            let once = call.once.is_some() && within(&self.out.loops, call.once, id);
            if call.run.spawns()
                && !once
                && !call.is_own_of_round(id)
                && within(&self.out.loops, call.point.loop_id, id)
            {
                call.many = true;
                call.rounds = Some(id);
            }
        }
        self.loop_id = outer;
        self.loop_depth -= 1;
        self.state = join(exit, dead());
    }

    fn loop_round(
        &mut self,
        label: Option<NameId>,
        round: &mut impl FnMut(&mut Self) -> (State, Option<&'a Block>),
    ) -> (State, State) {
        self.frames.push(Frame {
            label,
            is_loop: true,
            breaks: Vec::new(),
            continues: Vec::new(),
            held: self.state.held.clone(),
        });
        let (exit, post) = round(self);
        let mut frame = match self.frames.pop() {
            Some(frame) => frame,
            None => return (exit, dead()),
        };
        let end = std::mem::take(&mut self.state);
        self.state = frame.continues.drain(..).fold(end, join);
        if let Some(post) = post {
            self.block(post);
        }
        let back = std::mem::take(&mut self.state);
        // Leaving at the head is possible after any number of rounds.
        let exit = if exit.dead {
            exit
        } else {
            join(exit, back.clone())
        };
        (frame.breaks.drain(..).fold(exit, join), back)
    }

    fn switch(&mut self, label: Option<NameId>, tag: Option<ExprId>, cases: &'a [Case]) {
        if let Some(tag) = tag {
            self.eval(tag);
        }
        for case in cases {
            for value in &case.values {
                self.eval(*value);
            }
        }
        let has_default = cases.iter().any(|case| case.default);
        let bodies = cases.iter().map(|case| (&case.body, None));
        self.cases(label, has_default, bodies, |_, _| {});
    }

    fn type_switch(&mut self, label: Option<NameId>, subject: ExprId, cases: &'a [TypeCase]) {
        let val = self.eval(subject);
        let has_default = cases.iter().any(|case| case.default);
        let bodies = cases.iter().map(|case| (&case.body, case.bind));
        self.cases(label, has_default, bodies, |walker, bind| {
            if let Some(local) = bind {
                walker.fix(local, val.clone());
            }
        });
    }

    /// Walks clauses side by side from the present state. A clause that ends in `fallthrough` goes on into the next.
    fn cases<'b>(
        &mut self,
        label: Option<NameId>,
        exhaustive: bool,
        bodies: impl Iterator<Item = (&'a Block, Option<LocalId>)> + 'b,
        mut enter: impl FnMut(&mut Self, Option<LocalId>),
    ) {
        self.frames.push(Frame {
            label,
            is_loop: false,
            breaks: Vec::new(),
            continues: Vec::new(),
            held: self.state.held.clone(),
        });
        let entry = std::mem::take(&mut self.state);
        let mut end = if exhaustive { dead() } else { entry.clone() };
        let mut falling = dead();
        for (body, bind) in bodies {
            self.state = join(entry.clone(), std::mem::replace(&mut falling, dead()));
            enter(self, bind);
            self.block(body);
            let state = std::mem::take(&mut self.state);
            if matches!(
                body.last().map(|stmt| &stmt.kind),
                Some(StmtKind::Fallthrough)
            ) {
                falling = state;
            } else {
                end = join(end, state);
            }
        }
        self.state = join(end, falling);
        self.close_frame();
    }

    pub(super) fn close_frame(&mut self) {
        if let Some(mut frame) = self.frames.pop() {
            let end = std::mem::take(&mut self.state);
            self.state = frame.breaks.drain(..).fold(end, join);
        }
    }

    fn send(&mut self, chan: ExprId, value: ExprId) {
        let channel = self.eval(chan);
        let val = self.eval(value);
        self.note_leave(value, &val);
        if let Some(place) = channel.place().cloned() {
            if self.is_single_slot(&place) {
                self.state.acquire(place.clone(), Mode::Write);
            }
            self.note_func_store(&place, &val);
            self.note_param_store(&place, &val);
            if self.is_pulse(chan) {
                self.give(&place);
            }
            // What an object may be told or not, as its queue has room, is no sign that somebody has ended.
            let nudges = self.dropping && matches!(place.path.last(), Some(Sel::Field(_)));
            if !nudges {
                self.signal(place);
            }
        }
        self.publish(&val);
    }

    /// A signal is given on a channel.
    pub(super) fn give(&mut self, place: &Place) {
        self.state.waited(place.given());
        let gives = &mut self.out.bodies[self.body].gives;
        if !gives.contains(place) {
            gives.push(place.clone());
        }
    }

    /// A channel of `struct{}`: what matters is that something is sent, not what.
    pub(super) fn is_pulse(&self, chan: ExprId) -> bool {
        match self.cx.universe.underlying(self.ty(chan)) {
            Ty::Chan(_, elem) => {
                matches!(self.cx.universe.underlying(&elem), Ty::Struct(fields) if fields.is_empty())
            }
            _ => false,
        }
    }

    /// The goroutines that signal `place` have ended (`all`: however many were started at one site).
    pub(super) fn join_on(&mut self, place: &Place, all: bool) {
        let place = place.shared();
        self.state.waited(place.clone());
        self.end_live(place, all);
    }

    /// Something came over the channel: of the goroutines that send to it, each at its end, one has come so far.
    fn join_one_of(&mut self, channel: &Place) {
        let channel = channel.shared();
        self.state.waited(channel.in_part());
        self.end_live(channel, false);
    }

    /// The goroutines that signal this place, all of them or those that are alone, are not live any more.
    fn end_live(&mut self, place: Place, all: bool) {
        let body = &mut self.out.bodies[self.body];
        if !body.waits.contains(&place) {
            body.waits.push(place.clone());
            if !body.signals_amid.is_empty() {
                body.waits_after_signal.push(place.clone());
            }
        }
        let mut ended: Vec<SiteId> = Vec::new();
        let mut queue = vec![(place, all)];
        while let Some((place, all)) = queue.pop() {
            let signals = |site: &&SiteId| {
                let mut signals = self.out.calls[**site as usize].signals.iter();
                signals.any(|it| it.shared() == place)
            };
            let joined: Vec<SiteId> = self.state.live.iter().filter(signals).copied().collect();
            // Where nobody else signals, it was this goroutine, and all that it has waited for has ended.
            let all_before = all || joined.len() == 1;
            for site in joined {
                let call = &self.out.calls[site as usize];
                let is_one = !call.many && call.each.is_none();
                if ended.contains(&site) || !(is_one || all) {
                    continue;
                }
                ended.push(site);
                // A goroutine that waits for the others and then closes the channel joins them for us.
                if let Callee::Value(FuncVal::Closure(closure)) = &call.callee {
                    let body = &self.out.bodies[1 + closure.index()];
                    let waits = body.waits.iter();
                    let before = waits.filter(|it| !body.waits_after_signal.contains(it));
                    queue.extend(before.map(|it| (it.shared(), all_before)));
                }
            }
        }
        self.state.live.retain(|site| !ended.contains(site));
        for site in ended {
            let held = &self.state.held;
            let call = &mut self.out.calls[site as usize];
            let covered = call
                .point
                .held
                .iter()
                .filter(|it| held.iter().any(|x| x.lock == it.lock))
                .cloned();
            call.covered = covered.collect();
        }
    }

    fn slots(&self) -> &'a SingleSlots {
        self.asked.borrow_mut().slots = true;
        self.cx.single_slot
    }

    /// The semaphore is seen to be made, and for more than one; of a parameter that is not known.
    pub(super) fn lets_many_in(&self, semaphore: &Place) -> bool {
        let is_seen = match (semaphore.path.last(), &semaphore.base) {
            (Some(Sel::Field(_)), _) | (None, Base::Global(_) | Base::Alloc(_)) => true,
            (None, Base::Local(local)) => param_index(self.cx.func, *local).is_none(),
            _ => false,
        };
        is_seen && !self.is_single_slot(semaphore)
    }

    pub(super) fn is_single_slot(&self, place: &Place) -> bool {
        match place.path.last() {
            Some(Sel::Field(field)) => self.slots().fields.contains(field),
            Some(_) => false,
            None => match &place.base {
                Base::Global(var) => self.slots().vars.contains(var),
                base => self.single.contains(base),
            },
        }
    }
}

/// What the accesses of another round would see differently.
fn differs(a: &State, b: &State) -> bool {
    a.held != b.held
        || a.live != b.live
        || a.env != b.env
        || a.published != b.published
        || a.lent != b.lent
        || a.handed != b.handed
        || a.heap != b.heap
        || a.renewed != b.renewed
}

/// The block ends in `return`, and nothing in it goes on to another round.
fn leaves_loops(block: &Block) -> bool {
    let mut goes_on = false;
    visit::statements(block, &mut |stmt| {
        goes_on |= matches!(stmt.kind, StmtKind::Continue(_) | StmtKind::Goto(_));
    });
    let last = block.last().map(|it| &it.kind);
    matches!(last, Some(StmtKind::Return(_))) && !goes_on
}
