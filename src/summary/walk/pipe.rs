//! Pipes: whoever reads one to its end comes after all that was done before the other end was closed.

use super::*;
use crate::calls::{self, known};
use crate::ir::{Stmt, StmtKind, visit};
use crate::models::Known;

impl Walker<'_> {
    /// `pr, pw := io.Pipe()`: both ends are one place.
    pub(super) fn make_pipe(&mut self, expr: ExprId) -> Val {
        let pipe = self.alloc(expr);
        if !self.pipes.contains(&pipe.base) {
            self.pipes.push(pipe.base.clone());
        }
        let end = Val::Place(pipe);
        self.results = Some((expr, vec![end.clone(), end.clone()]));
        end
    }

    /// The pipe among these values.
    pub(super) fn pipe_in(&self, vals: &[Val]) -> Option<Place> {
        let mut places = vals.iter().filter_map(Val::place);
        let is_pipe = |it: &&Place| it.path.is_empty() && self.pipes.contains(&it.base);
        places.find(is_pipe).cloned()
    }

    /// `for lines.Scan() {...}` reads the pipe to its end, if nothing leaves the loop before.
    pub(super) fn scanned(&self, cond: ExprId, body: &[Stmt]) -> Option<Place> {
        if self.pipes.is_empty() {
            return None;
        }
        let Expr::Call { callee, .. } = *self.expr_ir(cond) else {
            return None;
        };
        let target = calls::resolve(self.cx.typing, self.cx.ir, self.cx.func, callee);
        let Known::Scan = known(self.cx.universe, self.cx.models, &target)? else {
            return None;
        };
        let mut leaves = false;
        visit::statements(body, &mut |stmt| {
            leaves |= matches!(stmt.kind, StmtKind::Break(_) | StmtKind::Goto(_));
        });
        let place = self.callee_place(&target).filter(|_| !leaves)?;
        self.pipe_in(&[Val::Place(place)])
    }
}
