//! Parallel tests: what `t.Parallel()` says of a test and of its parts (`t.Run`).
//!
//! A part that calls it waits until the function around it has returned, and runs then beside the other parts that have done so. It is a
//! goroutine that is never live while its starter goes on.

use super::*;
use crate::summary::PARALLEL_PART;

impl<'a> Walker<'a> {
    /// The body of a test, or of a part of one, calls `t.Parallel()` on the `t` that it was given.
    pub(super) fn goes_parallel(&mut self, expr: ExprId, test: Option<&Place>) {
        let params = match self.body.checked_sub(1) {
            Some(literal) => &self.cx.func.closures[literal].params,
            None => &self.cx.func.params,
        };
        let is_own = |it: &Place| {
            it.path.is_empty() && matches!(&it.base, Base::Local(local) if params.contains(local))
        };
        if test.is_some_and(is_own) && self.loop_id.is_none() {
            let start = self.span(expr).start;
            let body = &mut self.out.bodies[self.body];
            body.parallel_from.get_or_insert(start);
        }
    }

    /// The literal calls `t.Parallel()` before it does anything else.
    pub(super) fn is_parallel_part(&self, func: &FuncVal) -> bool {
        let FuncVal::Closure(closure) = func else {
            return false;
        };
        let body = &self.out.bodies[1 + closure.index()];
        let Some(from) = body.parallel_from else {
            return false;
        };
        let is_later = |site: &SiteId| {
            let site = &self.out.calls[*site as usize];
            site.span.start >= from || matches!(site.callee, Callee::External(..))
        };
        body.calls.iter().all(is_later) && body.accesses.iter().all(|it| it.span.start >= from)
    }

    /// Starts such a part: it runs beside the parts started so far, and beside itself in a loop, but not beside this body.
    pub(super) fn spawn_part(&mut self, key: (ExprId, u32), mut site: CallSite) {
        site.run = Run::Go;
        site.part = true;
        site.many = self.loop_id.is_some();
        site.kind = PARALLEL_PART.into();
        for part in &self.parts {
            if !site.point.live.contains(part) {
                site.point.live.push(*part);
            }
        }
        site.point.live.sort_unstable();
        let id = self.spawn(key, site);
        self.state.live.retain(|it| *it != id);
        if !self.parts.contains(&id) {
            self.parts.push(id);
        }
    }
}
