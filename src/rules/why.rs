//! Says in words why an access is reported or not.
//!
//! In: [`Story`]s. Out: an [`Answer`] each, in plain data. Must not know rendering.

use super::map_race::{Trace, trace};
use super::words;
use crate::concurrency::conflict::{Settled, Strength};
use crate::concurrency::context::Contexts;
use crate::concurrency::doubt::Doubt;
use crate::concurrency::strength::Support;
use crate::concurrency::why::{Comparison, Fate, Site, Story, Versus};
use crate::link::Program;
use crate::support::Loc;
use std::cmp::Reverse;

/// Why one access is reported or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The access.
    pub loc: Loc,
    /// What it does: "writes `s.sessions`".
    pub does: String,
    /// The function around it.
    pub function: String,
    /// Full name of the map, where it is known which it is.
    pub map: Option<String>,
    /// The answer in a sentence.
    pub verdict: String,
    /// The ways in which the access comes to be performed.
    pub ways: Vec<Way>,
    /// The other accesses to the map, the most dangerous first.
    pub others: Vec<Other>,
}

/// One way to the access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Which goroutine.
    pub heading: String,
    /// From its start to the access: place, what happens, function.
    pub steps: Vec<(Loc, String, String)>,
    /// What is held.
    pub holds: String,
}

/// Another access to the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// Where.
    pub loc: Loc,
    /// What it does.
    pub does: String,
    /// In which function.
    pub function: String,
    /// What it holds on the way that comes closest to a conflict.
    pub holds: String,
    /// What came of the comparison.
    pub outcome: String,
}

/// Puts stories into words.
pub fn answers(program: &Program<'_>, contexts: &Contexts, stories: &[Story]) -> Vec<Answer> {
    let teller = Teller {
        program,
        contexts,
        names: words::Names { program },
    };
    stories.iter().map(|it| teller.answer(it)).collect()
}

struct Teller<'a, 'p> {
    program: &'a Program<'p>,
    contexts: &'a Contexts,
    names: words::Names<'a, 'p>,
}

impl Teller<'_, '_> {
    fn answer(&self, story: &Story) -> Answer {
        let plain = |verdict: &str| Answer {
            loc: self.loc(story.site),
            does: self.does(story.site),
            function: self.names.body(story.site.0),
            map: None,
            verdict: verdict.to_owned(),
            ways: Vec::new(),
            others: Vec::new(),
        };
        match &story.fate {
            Fate::Owned => {
                plain("not reported: the map was made here and nothing else can reach it yet")
            }
            Fate::Lost => plain(
                "not reported: where the map comes from is not known, so no other access is known to be to the same map",
            ),
            Fate::Compared(comparison) => Answer {
                map: Some(self.names.qualified(&comparison.bucket)),
                ways: comparison.ways.iter().map(|it| self.way(it)).collect(),
                others: self.others(comparison),
                ..plain(&verdict(comparison))
            },
        }
    }

    fn way(&self, witness: &crate::concurrency::witness::Witness) -> Way {
        let Trace {
            heading,
            steps,
            holds,
        } = trace(self.program, self.contexts, None, witness);
        Way {
            heading,
            steps,
            holds,
        }
    }

    fn others(&self, comparison: &Comparison) -> Vec<Other> {
        let mut sorted: Vec<&Versus> = comparison.others.iter().collect();
        sorted.sort_by_key(|it| {
            (
                Reverse((it.outcome.ok().map(|it| it.strength), it.outcome.err())),
                it.other,
            )
        });
        let other = |it: &Versus| Other {
            loc: self.loc(it.other),
            does: self.does(it.other),
            function: self.names.body(it.other.0),
            holds: it
                .pair
                .as_ref()
                .map_or_else(String::new, |(_, theirs)| words::holds(&self.names, theirs)),
            outcome: match it.pair {
                Some(_) => outcome(it.outcome),
                None => "nothing that calls it was found".to_owned(),
            },
        };
        sorted.into_iter().map(other).collect()
    }

    fn loc(&self, site: Site) -> Loc {
        self.program.loc(site.0, self.access(site).map_span)
    }

    fn does(&self, site: Site) -> String {
        let access = self.access(site);
        words::access_text(access, &self.names.expr(site.0, access))
    }

    fn access(&self, site: Site) -> &crate::summary::Access {
        &self.program.body_summary(site.0).accesses[site.1 as usize]
    }
}

fn verdict(comparison: &Comparison) -> String {
    let strongest = comparison
        .others
        .iter()
        .filter_map(|it| it.outcome.ok())
        .max_by_key(|it| it.strength);
    match strongest {
        Some(support) if support.strength == Strength::Low => format!(
            "a possible conflict of low confidence, reported with `--pedantic` only{}",
            reason(support)
        ),
        Some(support) => outcome(Ok(support)),
        None if !comparison.changed => {
            "not reported: nothing that was read changes this map".to_owned()
        }
        None if comparison.ways.is_empty() => {
            "not reported: no goroutine was found that comes here with a map that others can reach"
                .to_owned()
        }
        None => format!(
            "not reported: {}",
            comparison
                .others
                .iter()
                .filter_map(|it| it.outcome.err())
                .max()
                .map_or("there is no other access".to_owned(), |it| outcome(Err(it)))
        ),
    }
}

fn outcome(outcome: Result<Support, Settled>) -> String {
    let settled = match outcome {
        Ok(support) => return in_conflict(support),
        Err(Settled::Reads) => "both only read",
        Err(Settled::Builds) => "their files are never part of one build",
        Err(Settled::Ordered) => {
            "one comes before the other, or nothing was found that runs both at the same time"
        }
        Err(Settled::Locked) => "a lock that both hold keeps them apart",
        Err(Settled::Joined) => "one waits for the goroutine of the other",
        Err(Settled::OtherMap) => "they touch different maps",
        Err(Settled::NoEvidence) => "nothing shows that both run at the same time",
        Err(Settled::CallersHold) => {
            "one is left to its callers to lock for, and all that are seen do"
        }
        Err(Settled::Owner) => {
            "who changes the map is seen to be called by the function that looks at it alone"
        }
        Err(Settled::Callers) => {
            "one is called from outside, and those who are seen to call it do not do so beside the other"
        }
    };
    settled.to_owned()
}

fn in_conflict(support: Support) -> String {
    match support.strength {
        Strength::High => "in conflict, high confidence".to_owned(),
        Strength::Medium => "in conflict, medium confidence".to_owned(),
        Strength::Low => format!("possible conflict, low confidence{}", reason(support)),
    }
}

/// What makes the confidence low, behind a colon.
fn reason(support: Support) -> String {
    let reason = support.doubt.map(Doubt::text);
    reason.map_or(String::new(), |it| format!(": {it}"))
}
