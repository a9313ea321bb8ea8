//! Reports conflicts over maps: GMC001 to GMC005.
//!
//! In: [`Conflict`]s. Out: one [`Draft`] each, in plain data: which rule, the sentence, the two goroutines, the
//! evidence. Must not know rendering.

use super::{Severity, words};
use crate::concurrency::conflict::{Cause, Conflict, Strength};
use crate::concurrency::context::{Contexts, Root, is_many};
use crate::concurrency::doubt::Doubt;
use crate::concurrency::parallel::Parallel;
use crate::concurrency::witness::{Bucket, Witness};
use crate::link::{BodyId, Program};
use crate::summary::{MapOp, Mode};
use crate::support::{Fix, Loc};

/// A finding without fingerprint, in terms of the rules.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Rule.
    pub rule: &'static str,
    /// How bad.
    pub severity: Severity,
    /// How well supported.
    pub strength: Strength,
    /// The story in one sentence.
    pub message: String,
    /// The unsafe access.
    pub primary: Loc,
    /// Function of the primary access.
    pub function: String,
    /// Short name of the map.
    pub subject: String,
    /// Full name of the map.
    pub map: String,
    /// The goroutines.
    pub goroutines: Vec<Trace>,
    /// Supporting facts with places.
    pub evidence: Vec<(String, Vec<Loc>)>,
    /// What to do.
    pub help: String,
    /// Edits that do it, where that is safe.
    pub fix: Option<Fix>,
}

/// One goroutine: heading, steps (place, text, function), what it holds.
#[derive(Debug, Clone)]
pub struct Trace {
    /// What it is.
    pub heading: String,
    /// From start to access.
    pub steps: Vec<(Loc, String, String)>,
    /// Locks at the access.
    pub holds: String,
}

/// Turns a conflict into a draft.
pub fn report(program: &Program<'_>, contexts: &Contexts, conflict: &Conflict) -> Draft {
    let names = words::Names { program };
    let (a, b) = (&conflict.unsafe_side, &conflict.other);
    let subject = names.subject(&conflict.bucket);
    let rule = rule_of(program, conflict);
    let message = message(program, conflict, &subject);
    let alone = is_alone(conflict);
    let how = Some(conflict.parallel);
    let mut goroutines = vec![trace(program, contexts, how, a)];
    if !alone {
        goroutines.push(trace(program, contexts, how, b));
    }
    Draft {
        rule,
        severity: severity(program, conflict),
        strength: conflict.strength,
        message,
        primary: program.loc(a.instance.body, a.access(program).span),
        function: names.body(a.instance.body),
        map: names.qualified(&conflict.bucket),
        subject,
        goroutines,
        evidence: evidence(program, conflict),
        help: help(program, conflict),
        fix: None,
    }
}

/// One access in copies of one goroutine: there is no second side to show.
fn is_alone(conflict: &Conflict) -> bool {
    let (a, b) = (&conflict.unsafe_side.instance, &conflict.other.instance);
    matches!(conflict.parallel, Parallel::Copies(_) | Parallel::Runs)
        && (a.body, a.number) == (b.body, b.number)
}

fn rule_of(program: &Program<'_>, conflict: &Conflict) -> &'static str {
    if conflict.bucket.is_variable() {
        let appends = |it: &Witness| it.access(program).op == MapOp::Append;
        return if appends(&conflict.unsafe_side) || appends(&conflict.other) {
            "GMC110"
        } else {
            "GMC111"
        };
    }
    match conflict.cause {
        Cause::ReadLock => "GMC003",
        Cause::GuardMissing => "GMC004",
        Cause::GuardWrong => "GMC005",
        Cause::NoLock => {
            let mutates = |it: &Witness| it.access(program).op.mutates();
            if mutates(&conflict.unsafe_side) && mutates(&conflict.other) {
                "GMC001"
            } else {
                "GMC002"
            }
        }
    }
}

fn severity(program: &Program<'_>, conflict: &Conflict) -> Severity {
    let file = |it: &Witness| &program.workspace.files[program.file(it.instance.body).index()];
    let in_test = file(&conflict.unsafe_side).is_test || file(&conflict.other).is_test;
    let only_len = [&conflict.unsafe_side, &conflict.other]
        .iter()
        .any(|it| it.access(program).op == MapOp::Len);
    match conflict.parallel {
        _ if rule_of(program, conflict) == "GMC111" => Severity::Warning,
        // Nobody was seen to call both at the same time: the locks say that somebody does.
        Parallel::Callers => Severity::Warning,
        _ if in_test || only_len => Severity::Warning,
        _ => Severity::Error,
    }
}

fn message(program: &Program<'_>, conflict: &Conflict, subject: &str) -> String {
    let names = words::Names { program };
    let (a, b) = (&conflict.unsafe_side, &conflict.other);
    let did = words::done(a.access(program).op);
    let lock = conflict.guards.key.as_ref().map(|key| names.lock(key));
    let others = words::does_to_it(b.access(program).op);
    let who = match conflict.parallel {
        Parallel::Copies(_) => "other copies of this goroutine",
        Parallel::Runs => "other calls of this handler",
        Parallel::Live(_) | Parallel::Independent => "another goroutine",
        Parallel::Callers => "other callers",
    };
    let may = match conflict.strength {
        Strength::High => "",
        Strength::Medium | Strength::Low => " may",
    };
    let verb = if may.is_empty() {
        words::third(others)
    } else {
        others.to_owned()
    };
    let plural = matches!(
        conflict.parallel,
        Parallel::Copies(_) | Parallel::Runs | Parallel::Callers
    );
    let verb = if plural { others.to_owned() } else { verb };
    let held = words::known_locks(&names, conflict, a);
    let noun = noun(program, conflict);
    match conflict.cause {
        Cause::NoLock if is_alone(conflict) => {
            format!("{noun} `{subject}` is {did} here without a lock, while {who}{may} do the same")
        }
        Cause::NoLock => {
            format!("{noun} `{subject}` is {did} here without a lock, while {who}{may} {verb} it")
        }
        Cause::ReadLock => {
            let lock = held
                .first()
                .cloned()
                .or(lock)
                .unwrap_or_else(|| "the lock".to_owned());
            format!(
                "{noun} `{subject}` is {did} here under `{lock}.RLock`, which lets others in; {who}{may} {verb} it at the same time"
            )
        }
        Cause::GuardMissing => {
            let lock = words::known_locks(&names, conflict, b)
                .first()
                .cloned()
                .or(lock);
            let lock = lock.unwrap_or_else(|| "the lock that guards it".to_owned());
            format!("{noun} `{subject}` is {did} here without `{lock}`, while {who}{may} {verb} it")
        }
        Cause::GuardWrong => {
            let other = words::known_locks(&names, conflict, b)
                .first()
                .cloned()
                .or(lock);
            let mine = held
                .first()
                .cloned()
                .unwrap_or_else(|| "another lock".to_owned());
            match other {
                Some(other) if other != mine => format!(
                    "{noun} `{subject}` is {did} here under `{mine}`, which does not keep out {who} that {verb} it under `{other}`"
                ),
                _ => format!(
                    "{noun} `{subject}` is {did} here under `{mine}`, which is not one lock for all: {who}{may} {verb} it"
                ),
            }
        }
    }
}

/// What is raced for.
fn noun(program: &Program<'_>, conflict: &Conflict) -> &'static str {
    match (conflict.bucket.is_variable(), rule_of(program, conflict)) {
        (false, _) => "map",
        (true, "GMC110") => "slice",
        (true, _) => "variable",
    }
}

fn help(program: &Program<'_>, conflict: &Conflict) -> String {
    let names = words::Names { program };
    let lock = conflict.guards.key.as_ref().map(|key| names.lock(key));
    let range = conflict.unsafe_side.access(program).op == MapOp::Range;
    match (conflict.cause, lock) {
        (Cause::ReadLock, lock) => {
            let lock = lock.unwrap_or_else(|| "the mutex".to_owned());
            format!("take `{lock}.Lock` for the whole read-modify-write; an RLock held further up must be released first")
        }
        (Cause::GuardMissing, Some(lock)) if range => {
            format!("hold `{lock}` around the loop, or range over a `maps.Clone` made under it")
        }
        (Cause::GuardMissing, Some(lock)) => format!("hold `{lock}` around this access as the other accesses do"),
        (Cause::GuardWrong, Some(lock)) => format!("use one lock for every access to this map: `{lock}`"),
        _ if conflict.bucket.is_variable() => {
            "guard it with one mutex, give each goroutine a variable or element of its own, or send the values over a channel".to_owned()
        }
        _ if matches!(conflict.bucket, Bucket::Local(..)) => {
            "guard every access with one mutex declared beside the map, or give each goroutine its own map and merge them after the join".to_owned()
        }
        _ => "guard every access with one mutex kept beside the map, or leave the map to one goroutine".to_owned(),
    }
}

fn evidence(program: &Program<'_>, conflict: &Conflict) -> Vec<(String, Vec<Loc>)> {
    let names = words::Names { program };
    let place = |(body, number): &(BodyId, u32)| {
        program.loc(
            *body,
            program.body_summary(*body).accesses[*number as usize].map_span,
        )
    };
    let mut out = Vec::new();
    let stat = &conflict.guards;
    if let Some(key) = &stat.key
        && stat.guarded.len() >= stat.unguarded.len().max(2)
    {
        let all = stat.guarded.len() + stat.unguarded.len();
        let lock = names.lock(key);
        let text = format!("{} of {all} accesses hold `{lock}`", stat.guarded.len());
        out.push((text, stat.guarded.iter().map(place).collect()));
    }
    if !conflict.also.is_empty() {
        let text = match conflict.also.len() {
            1 => "one more access is unsafe in the same way".to_owned(),
            n => format!("{n} more accesses are unsafe in the same way"),
        };
        out.push((text, conflict.also.iter().map(place).collect()));
    }
    if let Some(doubt) = conflict.doubt {
        out.push((format!("low confidence: {}", doubt.text()), Vec::new()));
    }
    let dynamic = conflict.unsafe_side.dynamic.max(conflict.other.dynamic);
    if dynamic > 0 && conflict.doubt != Some(Doubt::Guessed) {
        out.push((
            "a call on the way goes through an interface or a stored function".to_owned(),
            Vec::new(),
        ));
    }
    if conflict.unsafe_side.access(program).op == MapOp::Len
        || conflict.other.access(program).op == MapOp::Len
    {
        out.push(("`len` against a write is a data race, though the runtime does not end the process for it".to_owned(), Vec::new()));
    }
    out
}

/// One way to an access as a goroutine; `how` it runs beside the other one, if there is one.
pub(super) fn trace(
    program: &Program<'_>,
    contexts: &Contexts,
    how: Option<Parallel>,
    witness: &Witness,
) -> Trace {
    let names = words::Names { program };
    let access = witness.access(program);
    let start = first_shown(how, witness);
    let mut steps: Vec<(Loc, String, String)> = Vec::new();
    for at in start..witness.links.len() {
        let link = witness.links[at];
        let site = program.site(link.from, link.site);
        let callee = names.body(program.edge(link.edge).to);
        let text = match (link.spawns, &site.through) {
            (true, Some(through)) => {
                format!("starts {callee} through {through}{}", words::in_loop(site))
            }
            (true, None) if site.kind.is_empty() => {
                format!("starts {callee}{}", words::in_loop(site))
            }
            (true, None) => format!("registers {callee}: {}", site.kind),
            (false, Some(through)) => format!("{through} calls {callee}"),
            (false, None) if site.run == crate::summary::Run::Defer => {
                format!("calls {callee} at its end")
            }
            (false, None) => format!("calls {callee}"),
        };
        steps.push((
            program.loc(link.from, site.span),
            text,
            names.body(link.from),
        ));
    }
    let what = words::access_text(access, &names.expr(witness.instance.body, access));
    steps.push((
        program.loc(witness.instance.body, access.span),
        what,
        names.body(witness.instance.body),
    ));
    Trace {
        heading: heading(program, contexts, how, witness),
        steps,
        holds: words::holds(&names, witness),
    }
}

/// The chain is shown from the last goroutine start on; for copies of a goroutine from where they begin.
fn first_shown(how: Option<Parallel>, witness: &Witness) -> usize {
    match how {
        Some(Parallel::Copies(at)) => at,
        _ => witness.last_spawn().unwrap_or(0),
    }
}

fn heading(
    program: &Program<'_>,
    contexts: &Contexts,
    how: Option<Parallel>,
    witness: &Witness,
) -> String {
    let names = words::Names { program };
    let spawn = match how {
        Some(Parallel::Copies(at)) => Some(at),
        _ => witness.last_spawn(),
    };
    if let Some(at) = spawn {
        let link = witness.links[at];
        let site = program.site(link.from, link.site);
        let function = names.body(link.from);
        let many = matches!(how, Some(Parallel::Copies(_)));
        return match (site.kind.as_str(), many, link.spawns) {
            ("", true, true) if is_many(site.run, site.many) => {
                format!("one of many goroutines started in a loop in {function}")
            }
            ("", true, true) => {
                format!("one of the goroutines that calls of {function} start, one each")
            }
            ("", true, false) => {
                format!("one of many goroutines: {function} starts one in each round of its loop")
            }
            ("", false, _) => format!("goroutine started in {function}"),
            (kind, true, _) => format!("{kind}, runs in parallel with itself; from {function}"),
            (kind, false, _) => format!("{kind}, from {function}"),
        };
    }
    let function = names.body(witness.top);
    match witness.root {
        Root::Contract(body) => {
            let (kind, many) = contexts.contract(body);
            if many {
                format!("{kind}, runs in parallel with itself")
            } else {
                kind.to_owned()
            }
        }
        Root::Api => format!("any caller of {function}"),
        Root::Main => "the main goroutine".to_owned(),
        Root::Init => "package initialization".to_owned(),
        Root::Test => format!("the test's goroutine, in {function}"),
        Root::ParallelTest(_) => format!("the parallel test {function}"),
        Root::Unknown | Root::Spawn(..) => format!("whoever calls {function}"),
    }
}

/// Text of what a witness does, for other modules of the rules.
pub(super) fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Read => "shared",
        Mode::Write => "exclusive",
    }
}
