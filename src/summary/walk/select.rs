//! `select`: its arms, and who waits in it for how long.

use super::*;
use crate::calls;
use crate::ir::SelectArm;
use crate::summary::loops::within;

impl<'a> Walker<'a> {
    pub(super) fn select(&mut self, label: Option<NameId>, arms: &'a [SelectArm]) {
        self.frames.push(Frame {
            label,
            is_loop: false,
            breaks: Vec::new(),
            continues: Vec::new(),
            held: self.state.held.clone(),
        });
        let entry = std::mem::take(&mut self.state);
        let mut end = dead();
        let drops = arms.iter().any(|it| it.comm.is_none());
        let mut ended: Vec<SiteId> = Vec::new();
        let mut impatient = true;
        for arm in arms {
            self.state = entry.clone();
            if let Some(comm) = &arm.comm {
                self.dropping = drops;
                self.stmt(comm);
                self.dropping = false;
            }
            let before = ended.len();
            let live = &self.state.live;
            ended.extend(entry.live.iter().filter(|it| !live.contains(it)));
            impatient &= before < ended.len() || self.gives_up(arm);
            self.block(&arm.body);
            let state = std::mem::take(&mut self.state);
            // A test that has failed may go on, but what it finds then is no question.
            if !(self.gives_up(arm) && self.fails_test(&arm.body)) {
                end = join(end, state);
            }
        }
        if impatient {
            for site in ended {
                // Of what a loop starts before, the copies run beside each other meanwhile.
                let around = self.out.calls[site as usize].point.loop_id;
                self.out.calls[site as usize].patient =
                    around.is_none_or(|id| within(&self.out.loops, self.loop_id, id));
            }
        }
        self.state = end;
        self.close_frame();
    }

    /// The arm is for when the others take too long: it receives from a timer, or from a context.
    fn gives_up(&self, arm: &SelectArm) -> bool {
        let Some(comm) = &arm.comm else { return false };
        let text = comm.span.text(self.cx.text);
        let Some((_, channel)) = text.split_once("<-") else {
            return false;
        };
        let channel = channel.trim_end();
        channel.ends_with(".Done()") || channel.ends_with(".C") || channel.contains("After(")
    }

    /// A statement of the block says that the test has failed: `t.Errorf(...)`.
    fn fails_test(&self, block: &[Stmt]) -> bool {
        block.iter().any(|stmt| {
            let StmtKind::Expr(call) = stmt.kind else {
                return false;
            };
            let Expr::Call { callee, .. } = *self.expr_ir(call) else {
                return false;
            };
            let target = calls::resolve(self.cx.typing, self.cx.ir, self.cx.func, callee);
            matches!(
                calls::qualified(self.cx.universe, &target),
                Some(("testing", _, "Error" | "Errorf" | "Fail"))
            )
        })
    }
}
