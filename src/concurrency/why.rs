//! Why an access is reported, or is not: the tests of `conflict` with their answers kept.
//!
//! In: a program and a place in it. Out: a [`Story`] for each map that an access there may touch. Must not know words.

use super::again::again;
use super::conflict::{self, Conflict, Settled, Strength, site_of};
use super::context::{self, Contexts};
use super::strength::Support;
use super::ways::Ways;
use super::witness::{self, Bucket, Instance, Witness};
use crate::link::{BodyId, Program};
use crate::models::Models;
use crate::summary::Own;
use crate::support::{FileId, Span};

/// An access, by its body and its number there.
pub type Site = (BodyId, u32);

/// What became of one access.
#[derive(Debug)]
pub struct Story {
    /// The access.
    pub site: Site,
    /// What came of it.
    pub fate: Fate,
}

/// How far the analysis followed an access.
#[derive(Debug)]
pub enum Fate {
    /// The map was made here and nobody else has it yet.
    Owned,
    /// The map could not be followed to a field, a package variable or a variable of some function.
    Lost,
    /// It was compared with the other accesses to this map.
    Compared(Comparison),
}

/// An access held against all others of one map.
#[derive(Debug)]
pub struct Comparison {
    /// The map.
    pub bucket: Bucket,
    /// Some access changes the map.
    pub changed: bool,
    /// The ways in which the access comes to be performed.
    pub ways: Vec<Witness>,
    /// Each access to the map, the asked one included: it may race with itself.
    pub others: Vec<Versus>,
}

/// The outcome against one other access: of all pairs of ways the one that comes closest to a conflict.
#[derive(Debug)]
pub struct Versus {
    /// The other access.
    pub other: Site,
    /// How well the conflict is supported, or the test that settled it.
    pub outcome: Result<Support, Settled>,
    /// The pair of ways: the asked access first. None when the other access is reached in no way.
    pub pair: Option<(Witness, Witness)>,
}

/// The stories of all map accesses whose operation touches `line`, in source order, and the contexts that their ways come from.
pub fn stories(
    program: &Program<'_>,
    models: &Models,
    file: FileId,
    line: Span,
) -> (Vec<Story>, Contexts) {
    let asked = asked(program, file, line);
    let mut buckets = witness::by_map(program);
    let is_asked = |it: &Instance| asked.contains(&(it.body, it.number));
    buckets.retain(|_, instances| instances.iter().any(is_asked));
    let relevant = conflict::relevant(program, buckets.values().flatten());
    let contexts = context::contexts(program, models, &relevant);
    let mut out = Vec::new();
    for site in asked {
        let access = &program.body_summary(site.0).accesses[site.1 as usize];
        if access.owned == Own::Yes {
            out.push(Story {
                site,
                fate: Fate::Owned,
            });
            continue;
        }
        let before = out.len();
        for (bucket, instances) in &buckets {
            if instances.iter().any(|it| (it.body, it.number) == site) {
                let comparison = compare(program, &contexts, bucket, instances, site);
                out.push(Story {
                    site,
                    fate: Fate::Compared(comparison),
                });
            }
        }
        if out.len() == before {
            out.push(Story {
                site,
                fate: Fate::Lost,
            });
        }
    }
    (out, contexts)
}

/// Accesses of a file whose operation touches a span.
fn asked(program: &Program<'_>, file: FileId, line: Span) -> Vec<Site> {
    let mut out: Vec<(Span, Site)> = Vec::new();
    for at in 0..program.bodies.len() as u32 {
        let body = BodyId(at);
        if program.file(body) != file {
            continue;
        }
        for (number, access) in program.body_summary(body).accesses.iter().enumerate() {
            // A loop over a map is an access at its head, not on all the lines of its body.
            if access.map_span.start < line.end && access.map_span.end > line.start {
                out.push((access.span, (body, number as u32)));
            }
        }
    }
    out.sort_by_key(|(span, site)| (span.start, *site));
    out.into_iter().map(|it| it.1).collect()
}

fn compare(
    program: &Program<'_>,
    contexts: &Contexts,
    bucket: &Bucket,
    instances: &[Instance],
    site: Site,
) -> Comparison {
    let witnesses = instances
        .iter()
        .flat_map(|it| witness::witnesses(program, contexts, it))
        .collect();
    let mut ways = Ways::new(program, contexts, bucket, witnesses);
    let mut sites: Vec<Site> = instances.iter().map(|it| (it.body, it.number)).collect();
    sites.sort_unstable();
    sites.dedup();
    let others = sites
        .into_iter()
        .map(|other| versus(program, contexts, bucket, &mut ways, site, other))
        .collect();
    let mine = ways.all.iter().chain(&ways.left_to_callers);
    Comparison {
        bucket: bucket.clone(),
        changed: instances.iter().any(|it| it.access(program).op.mutates()),
        ways: mine.filter(|it| site_of(it) == site).cloned().collect(),
        others,
    }
}

/// The outcome against the access `other`.
fn versus(
    program: &Program<'_>,
    contexts: &Contexts,
    bucket: &Bucket,
    ways: &mut Ways<'_>,
    site: Site,
    other: Site,
) -> Versus {
    let mut closest = Closest::default();
    let of = |ways: &Ways<'_>, site: Site| -> Vec<usize> {
        let is_it = |at: &usize| site_of(&ways.all[*at]) == site;
        (0..ways.all.len()).filter(is_it).collect()
    };
    let (mine, theirs) = (of(ways, site), of(ways, other));
    for a in &mine {
        for b in &theirs {
            let outcome = ways.outcome(*a, *b);
            closest.see(outcome, &ways.all[*a], &ways.all[*b]);
        }
    }
    let through_loops = |of: &[usize]| {
        let of: Vec<Witness> = of.iter().map(|at| ways.all[*at].clone()).collect();
        again(program, contexts, &of)
    };
    let theirs = through_loops(&theirs);
    for a in &through_loops(&mine) {
        for b in &theirs {
            let outcome = conflict::copies_of_start(program, contexts, bucket, &ways.guards, a, b);
            closest.see(outcome, a, b);
        }
    }
    // Those that are compared come first.
    let all = |site: Site| {
        let all = ways.all.iter().chain(&ways.left_to_callers).enumerate();
        all.filter(move |(_, it)| site_of(it) == site)
    };
    let is_left = |at: usize| at >= ways.all.len();
    for (x, a) in all(site) {
        for (y, b) in all(other) {
            if is_left(x) || is_left(y) {
                closest.see(Err(Settled::CallersHold), a, b);
            }
        }
    }
    let (outcome, pair) = closest.0.map_or(
        // It is reached in no way.
        (Err(Settled::Ordered), None),
        |(outcome, pair)| (outcome, Some(pair)),
    );
    Versus {
        other,
        outcome,
        pair,
    }
}

/// Of all pairs of ways that were seen, the one that comes closest to a conflict.
#[derive(Default)]
struct Closest(Option<(Result<Support, Settled>, (Witness, Witness))>);

impl Closest {
    fn see(&mut self, outcome: Result<Conflict, Settled>, a: &Witness, b: &Witness) {
        let outcome = outcome.map(|it| Support {
            strength: it.strength,
            doubt: it.doubt,
        });
        let mut best = self.0.iter();
        if best.all(|(it, _)| closeness(outcome) > closeness(*it)) {
            self.0 = Some((outcome, (a.clone(), b.clone())));
        }
    }
}

/// Any conflict is closer to one than none; of two that are none the one that passed more tests.
fn closeness(outcome: Result<Support, Settled>) -> (Option<Strength>, Option<Settled>) {
    (outcome.ok().map(|it| it.strength), outcome.err())
}
