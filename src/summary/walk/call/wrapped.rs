//! Wrapped functions: a callee that returns a literal which calls what the callee was given, `worker(queue, c.handle)`. Whoever runs the literal runs that.
//!
//! In: the calls of such makers, then the sites that run what they returned. Out: the site of the function that was given, run as the literal is.

use super::super::*;
use crate::summary::{CallSite, Held};

/// What one call has put into the literal that it returned.
pub(in crate::summary::walk) struct Wrapped {
    call: ExprId,
    /// The body that makes the call.
    body: usize,
    literal: ClosureId,
    /// The literal as a value, once the call has returned it.
    value: Option<FuncVal>,
    /// Where the function is taken to be called as long as nobody runs the literal.
    site: SiteId,
    /// Locks that the literal holds around it.
    held: Shared<Held>,
    /// Somebody runs the literal.
    runs: bool,
}

impl Walker<'_> {
    /// The function that `call` was given is called, at `site`, by a literal of the callee that may come back.
    pub(super) fn wrap(
        &mut self,
        call: ExprId,
        literal: ClosureId,
        site: SiteId,
        held: Shared<Held>,
    ) {
        self.wrapped.retain(|it| (it.call, it.site) != (call, site));
        self.wrapped.push(Wrapped {
            call,
            body: self.body,
            literal,
            value: None,
            site,
            held,
            runs: false,
        });
    }

    /// The call has returned this literal.
    pub(super) fn note_wrapped(&mut self, call: ExprId, value: &FuncVal) {
        let FuncVal::Foreign(_, literal, _) = value else {
            return;
        };
        for it in &mut self.wrapped {
            if it.call == call && it.literal == *literal {
                it.value = Some(value.clone());
            }
        }
    }

    /// A literal that some call of this body has returned is run: with it, what was given to that call. Of several that are alike, nobody can tell
    /// which it is.
    pub(super) fn run_wrapped(&mut self, site: &CallSite) {
        let Callee::Value(value @ FuncVal::Foreign(..)) = &site.callee else {
            return;
        };
        let here = self.body;
        let is_it =
            |it: &&mut Wrapped| it.body == here && !it.runs && it.value.as_ref() == Some(value);
        let mut found: Vec<&mut Wrapped> = self.wrapped.iter_mut().filter(is_it).collect();
        let mut calls = found.iter().map(|it| it.call);
        let first = calls.next();
        if !calls.all(|it| Some(it) == first) {
            return;
        }
        let mut started = Vec::new();
        for it in &mut found {
            it.runs = true;
            let given = &self.out.calls[it.site as usize];
            let mut run = CallSite {
                callee: given.callee.clone(),
                args: given.args.clone(),
                through: given.through.clone(),
                ..site.clone()
            };
            match run.run.spawns() {
                true => run.extra.extend(it.held.iter().cloned()),
                false => run.point.held.extend(it.held.iter().cloned()),
            }
            if run.run.spawns() {
                started.push((it.site, run.callee.clone()));
            }
            self.out.calls[it.site as usize] = run;
        }
        for (site, callee) in started {
            if let Callee::Value(func) = callee {
                self.publish(&Val::Func(func));
            }
            self.goes_live(site);
        }
    }
}
