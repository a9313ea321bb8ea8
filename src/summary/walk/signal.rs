//! What a body signals, to whoever waits: that it is done, or that it has come so far.

use super::*;
use crate::summary::loops::within;

impl<'a> Walker<'a> {
    /// This body signals `place` here: `wg.Done()`, `close(done)`. What the body does then is seen when it has been walked.
    pub(super) fn signal_here(&mut self, place: Place, span: Span) {
        if self.body == 0 {
            self.signal(place);
            return;
        }
        let body = &mut self.out.bodies[self.body];
        body.note_signal(place.clone());
        if !body.signals_amid.iter().any(|(_, at)| *at == span) {
            body.signals_amid.push((place, span));
        }
    }

    /// This body signals `place` when it is done, or somewhere.
    pub(super) fn signal(&mut self, place: Place) {
        let body = &mut self.out.bodies[self.body];
        if !body.signals_end.contains(&place) {
            body.signals_end.push(place.clone());
        }
        body.note_signal(place);
    }

    /// Sorts the signals of a body that has been walked. One that is given on the way says nothing of what comes later: the body goes on to work and
    /// to signal something else, or had not begun to work.
    pub(super) fn sort_signals(&mut self) {
        let body = &self.out.bodies[self.body];
        let calls = body
            .calls
            .iter()
            .map(|it| self.out.calls[*it as usize].span);
        let work: Vec<Span> = calls
            .chain(body.accesses.iter().map(|it| it.span))
            .filter(|it| !body.signals_amid.iter().any(|(_, at)| at == it))
            .collect();
        let is_amid = |(place, span): &(Place, Span)| {
            let after = |it: &Span| it.start >= span.end;
            let begins = body.waits.is_empty() && work.iter().all(after);
            let by_end = body.signals_end.iter().any(|it| it != place) && work.iter().any(after);
            let later = body.signals_amid.iter().any(|(other, at)| {
                other != place && after(at) && work.iter().any(|it| after(it) && it.end <= at.start)
            });
            begins && !work.is_empty() || by_end || later
        };
        let given = &body.signals_amid;
        let done: Vec<Place> = given
            .iter()
            .filter(|it| body.signals_end.contains(&it.0) || !is_amid(it))
            .map(|(place, _)| place.clone())
            .collect();
        let body = &mut self.out.bodies[self.body];
        body.signals_amid.retain(|(place, _)| !done.contains(place));
        for place in done {
            self.signal(place);
        }
    }

    /// What was waited for before goroutines of this loop were started that signal the same, says nothing of those in its next round.
    pub(super) fn forget_waits(&self, back: &mut State, id: u32) {
        let calls = back.live.iter().map(|it| &self.out.calls[*it as usize]);
        let signals: Vec<Place> = calls
            .filter(|it| it.run.spawns() && within(&self.out.loops, it.point.loop_id, id))
            .flat_map(|it| it.signals.iter().cloned())
            .collect();
        if back.after.iter().any(|it| signals.contains(&it.shared())) {
            back.after.retain(|it| !signals.contains(&it.shared()));
        }
    }
}
