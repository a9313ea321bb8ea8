//! Flags: booleans by which code makes sure that something happens one time only.

use super::*;
use crate::ir::{BinaryOp, Stmt, StmtKind};
use crate::summary::lock_words::expects_lock;

/// A field or package variable. An element that some key leads to is as many as there are keys.
pub(super) fn outlives_function(place: &Place) -> bool {
    match place.path.last() {
        Some(last) => *last != Sel::Elem,
        None => matches!(place.base, Base::Global(_)),
    }
}

impl<'a> Walker<'a> {
    /// `if x.ready { return }` under an exclusive lock, with `x.ready = true` further down: a `sync.Once` made by hand. What
    /// lies between runs once, before all that comes after a call of this function.
    pub(super) fn ready_flag(&self, stmt: &'a Stmt, rest: &'a [Stmt]) -> Option<Place> {
        let StmtKind::If { cond, then, els } = &stmt.kind else {
            return None;
        };
        let leaves = matches!(then.last()?.kind, StmtKind::Return(_));
        if !leaves || !els.is_empty() || !self.locks_out_others() {
            return None;
        }
        let flag = self.kept_flag(*cond)?;
        self.sets(rest, &flag).then_some(flag)
    }

    /// Walks the `if` of [`Walker::ready_flag`].
    pub(super) fn ready_branch(&mut self, stmt: &'a Stmt, flag: Place) {
        let StmtKind::If { cond, then, .. } = &stmt.kind else {
            return;
        };
        self.eval(*cond);
        let before = self.state.clone();
        self.state.acquire(flag.clone(), Mode::Read);
        self.block(then);
        let returned = std::mem::replace(&mut self.state, before);
        self.state.acquire(flag.clone(), Mode::Write);
        self.state = join(returned, std::mem::take(&mut self.state));
        self.flags.push(flag);
    }

    /// `if x.closed { return }` under an exclusive lock: what follows, as long as the lock is held, comes before all that is done by whoever sets
    /// the flag under that lock.
    pub(super) fn end_flag(&self, stmt: &'a Stmt) -> Option<Place> {
        let StmtKind::If { cond, then, els } = &stmt.kind else {
            return None;
        };
        let last = &then.last()?.kind;
        let leaves = matches!(last, StmtKind::Return(_) | StmtKind::Continue(_));
        if !leaves || !els.is_empty() || !self.locks_out_others() {
            return None;
        }
        self.kept_flag(*cond)
    }

    /// The way past the `if` of [`Walker::end_flag`].
    pub(super) fn not_ended(&mut self, flag: Place) {
        if self.state.dead || !self.locks_out_others() {
            return;
        }
        let locks = self.state.held.iter();
        let locks: Vec<Place> = locks
            .filter(|it| it.mode == Mode::Write && !it.maybe && !self.flags.contains(&it.lock))
            .map(|it| it.lock.clone())
            .collect();
        for lock in locks {
            self.under.push((lock, flag.clone()));
        }
        self.state.acquire(flag.clone(), Mode::Write);
        self.flags.push(flag);
    }

    /// The flag that `if x.running {` asks for under an exclusive lock, and whether the first block is entered where it is unset.
    pub(super) fn asked_flag(&self, cond: ExprId) -> Option<(Place, bool)> {
        if !self.locks_out_others() {
            return None;
        }
        match *self.expr_ir(cond) {
            Expr::Unary { not: true, operand } => Some((self.kept_flag(operand)?, true)),
            _ => Some((self.kept_flag(cond)?, false)),
        }
    }

    /// Walks a block that is entered where the flag is unset: what it does under the lock comes before all that is done by whoever sets the flag.
    pub(super) fn unset_block(&mut self, block: &'a Block, flag: &Place) {
        let known = self.state.held.iter().any(|it| it.lock == *flag);
        if known || block.is_empty() {
            return self.block(block);
        }
        self.not_ended(flag.clone());
        self.block(block);
        let unset = |it: &Held| it.lock == *flag && it.mode == Mode::Write;
        self.state.held.retain(|it| !unset(it));
    }

    /// The flags that are set as long as a goroutine runs which is started here: `s.running = true; go s.run()`, or the other way round under the
    /// lock. What others do under the lock where they find the flag unset comes before it.
    pub(super) fn set_for_goroutine(&self) -> Vec<Held> {
        let is_set = |it: &&Held| {
            self.flags.contains(&it.lock)
                && !it.maybe
                && (it.mode == Mode::Read || self.sets(self.rest, &it.lock))
        };
        let set = self.state.held.iter().filter(is_set);
        set.map(|it| Held::sure(it.lock.clone(), Mode::Read))
            .collect()
    }

    /// With the lock goes what its holder knew of flags.
    pub(super) fn lock_released(&mut self, lock: &Place) {
        for (under, flag) in &self.under {
            let unset = |it: &Held| it.lock == *flag && it.mode == Mode::Write;
            if under == lock && self.state.held.iter().any(unset) {
                self.state.held.retain(|it| !unset(it));
            }
        }
    }

    /// `x.closed = true` under an exclusive lock, and the flag says that something has ended: whoever sees it set leaves.
    pub(super) fn end_flag_assigned(&mut self, lhs: &[ExprId], rhs: &[ExprId]) {
        for (target, value) in lhs.iter().zip(rhs) {
            let Some(flag) = self.kept_flag(*target) else {
                continue;
            };
            let name = self.span(*target).text(self.cx.text).to_lowercase();
            let ends = [
                "clos", "stop", "final", "shut", "dead", "done", "terminat", "exit",
            ];
            match self.span(*value).text(self.cx.text) {
                "true" if self.locks_out_others() && ends.iter().any(|it| name.contains(it)) => {
                    self.state.acquire(flag, Mode::Read);
                }
                "false" => drop(self.state.release(&flag)),
                _ => {}
            }
        }
    }

    /// The flag of `if !x.ready { ...; x.ready = true }` under an exclusive lock.
    pub(super) fn unready_flag(&self, cond: ExprId, then: &'a Block) -> Option<Place> {
        let Expr::Unary { not: true, operand } = *self.expr_ir(cond) else {
            return None;
        };
        if !self.locks_out_others() {
            return None;
        }
        let flag = self.kept_flag(operand)?;
        self.sets(then, &flag).then_some(flag)
    }

    /// `if !done { ...; done = true }` in a loop: the block is entered in one round only.
    pub(super) fn enters_once(&self, cond: ExprId, then: &'a Block) -> bool {
        match *self.expr_ir(cond) {
            Expr::Binary(BinaryOp::And, left, right) => {
                self.enters_once(left, then) || self.enters_once(right, then)
            }
            Expr::Unary { not: true, operand } => self
                .flag(operand)
                .is_some_and(|flag| self.sets(then, &flag)),
            _ => false,
        }
    }

    /// The flag is set: whoever comes after has seen what came before.
    pub(super) fn flag_assigned(&mut self, lhs: &[ExprId]) {
        if self.flags.is_empty() {
            return;
        }
        for target in lhs {
            let Some(place) = self.flag(*target) else {
                continue;
            };
            if self.flags.contains(&place)
                && let Some(held) = self.state.held.iter_mut().find(|it| it.lock == place)
            {
                held.mode = Mode::Read;
            }
        }
    }

    /// A flag that was never set protects nobody who comes later.
    pub(super) fn forget_unset_flags(&mut self) {
        for flag in std::mem::take(&mut self.flags) {
            let unset = |it: &Held| it.lock == flag && it.mode == Mode::Write;
            if self.state.held.iter().any(unset) {
                self.state.held.retain(|it| !unset(it));
            }
        }
    }

    /// A lock is held here, or by the callers, as the name or the comment of the function says.
    pub(super) fn locks_out_others(&self) -> bool {
        let is_lock = |held: &Held| {
            held.mode == Mode::Write && !held.maybe && !self.flags.contains(&held.lock)
        };
        self.state.held.iter().any(is_lock) || self.callers_lock()
    }

    fn callers_lock(&self) -> bool {
        let says = || {
            let decl = self.cx.decl;
            decl.is_some_and(|it| expects_lock(&self.cx.universe.funcs[it.index()]))
        };
        self.body == 0 && *self.expects_lock.get_or_init(says)
    }

    /// A flag that outlives the function.
    pub(super) fn kept_flag(&self, expr: ExprId) -> Option<Place> {
        self.flag(expr).filter(outlives_function)
    }

    fn flag(&self, expr: ExprId) -> Option<Place> {
        if !matches!(self.ty(expr), Ty::Basic(name) if name == "bool") {
            return None;
        }
        match *self.expr_ir(expr) {
            Expr::Local(local) => Some(Place::new(Base::Local(local))),
            _ => self.pure_place(expr),
        }
    }

    /// Some statement, however deep, sets the flag to `true`.
    fn sets(&self, block: &'a [Stmt], flag: &Place) -> bool {
        block.iter().any(|stmt| match &stmt.kind {
            StmtKind::Assign { lhs, rhs, .. } => lhs.iter().zip(rhs).any(|(target, value)| {
                self.span(*value).text(self.cx.text) == "true"
                    && self.flag(*target).as_ref() == Some(flag)
            }),
            StmtKind::If { then, els, .. } => self.sets(then, flag) || self.sets(els, flag),
            StmtKind::Block(inner) => self.sets(inner, flag),
            StmtKind::For { body, .. } | StmtKind::Range { body, .. } => self.sets(body, flag),
            StmtKind::Labeled(_, inner) => self.sets(std::slice::from_ref(inner), flag),
            _ => false,
        })
    }
}
