//! Begun goroutines: what a test, or `main`, has the product start, and then goes on beside.
//!
//! In: two witnesses, one in the thread of a test or of `main`. Out: both, with the goroutine of the other on the way on which the first has it
//! started. A goroutine is followed back on one way alone, the first that was found, and that one begins where the product is called from
//! outside. Must not know what becomes of the pair.

use super::context::{self, Root};
use super::witness::{Link, Witness, link};
use crate::link::{BodyId, EdgeId, Program};
use rustc_hash::FxHashMap;

/// Calls from the test to what starts the goroutine.
const MAX_CALLS: u8 = 6;
/// Bodies from which a start is looked for.
const MAX_BODIES: usize = 2000;
/// Calls of one body that are tried, of those that lead to the start.
const MAX_TRIED: usize = 4;

/// For each body that starts goroutines the bodies that come to it by name, with the calls that lead there on the shortest way.
#[derive(Default)]
pub(super) struct Starts(FxHashMap<BodyId, FxHashMap<BodyId, Vec<EdgeId>>>);

impl Starts {
    /// The ways to one body, the body itself included.
    fn to(&mut self, program: &Program<'_>, start: BodyId) -> &FxHashMap<BodyId, Vec<EdgeId>> {
        let ways = self.0.entry(start);
        ways.or_insert_with(|| ways_to(program, start))
    }
}

fn ways_to(program: &Program<'_>, start: BodyId) -> FxHashMap<BodyId, Vec<EdgeId>> {
    let mut ways: FxHashMap<BodyId, Vec<EdgeId>> = FxHashMap::default();
    ways.insert(start, Vec::new());
    let mut frontier = vec![start];
    for _ in 0..MAX_CALLS {
        let mut further: FxHashMap<BodyId, Vec<EdgeId>> = FxHashMap::default();
        let mut next = Vec::new();
        for body in frontier {
            for edge_id in &program.incoming[body.0 as usize] {
                let edge = program.edge(*edge_id);
                if edge.dynamic || ways.contains_key(&edge.from) {
                    continue;
                }
                let calls = further.entry(edge.from).or_insert_with(|| {
                    next.push(edge.from);
                    Vec::new()
                });
                calls.push(*edge_id);
            }
        }
        ways.extend(further);
        frontier = next;
        if ways.len() > MAX_BODIES {
            break;
        }
    }
    for calls in ways.values_mut() {
        let place = |it: &EdgeId| {
            let edge = program.edge(*it);
            program.site(edge.from, edge.site).span.start
        };
        calls.sort_by_key(place);
    }
    ways
}

/// The ways on which `a`, in the thread of a test or of `main`, has the goroutine of `b` started: both witnesses, `b` from where `a` begins, and
/// `a` past the call that leads to the start.
pub(super) fn begun(
    program: &Program<'_>,
    starts: &mut Starts,
    a: &Witness,
    b: &Witness,
) -> Vec<(Witness, Witness)> {
    let Some(start) = b.links.iter().position(|it| it.spawns) else {
        return Vec::new();
    };
    let goes_on = match a.root {
        Root::Main => !waits(program, a),
        root => root.is_test() && comes_by_itself(program, b, start),
    };
    // The call that starts the goroutine must be one that the map is not followed through.
    if !goes_on || start > frame(b) {
        return Vec::new();
    }
    let ways = starts.to(program, b.links[start].from);
    let own = a.links.iter().take_while(|it| !it.spawns).count();
    let mut found = Vec::new();
    for level in 0..=own {
        let Some(calls) = ways.get(&a.body_at(program, level)) else {
            continue;
        };
        let ways_there = match calls.is_empty() {
            true => vec![Vec::new()],
            false => {
                let calls = calls.iter().take(MAX_TRIED);
                calls.map(|call| way(program, ways, *call)).collect()
            }
        };
        for way in ways_there {
            let mut links = a.links[..level].to_vec();
            links.extend(way);
            let first = links.get(level).copied();
            links.extend(b.links[start..].iter().copied());
            let Some(a) = past(program, a, level, first) else {
                continue;
            };
            if a.top == b.top && links == b.links || context::is_ruled_out(program, &links) {
                continue;
            }
            let dynamic = |it: &&Link| program.edge(it.edge).dynamic;
            let dynamic = links.iter().filter(dynamic).count() as u8;
            let b = Witness {
                top: a.top,
                root: a.root,
                links,
                dynamic,
                ..b.clone()
            };
            found.push((a, b));
        }
    }
    found
}

/// Number of links to the frame of the access.
fn frame(witness: &Witness) -> usize {
    witness.links.len() - witness.instance.steps.len()
}

/// Some body on the way waits for something, if only under some condition.
fn waits(program: &Program<'_>, witness: &Witness) -> bool {
    let mut bodies = (0..=witness.links.len()).map(|level| witness.body_at(program, level));
    bodies.any(|body| !program.body_summary(body).waits.is_empty())
}

/// From its start the goroutine comes to the access once, and waits for nothing on the way. Of any other a test knows when it is at work: when it has
/// been given something to do.
fn comes_by_itself(program: &Program<'_>, witness: &Witness, start: usize) -> bool {
    let mut points = (start + 1..=witness.links.len()).map(|level| witness.point(program, level));
    points.all(|it| it.after.is_empty() && it.loop_id.is_none())
}

/// The calls that lead on to the start from this one.
fn way(program: &Program<'_>, ways: &FxHashMap<BodyId, Vec<EdgeId>>, first: EdgeId) -> Vec<Link> {
    let mut links = Vec::new();
    let mut next = Some(first);
    while let Some(edge) = next {
        links.push(link(program, edge));
        next = ways[&program.edge(edge).to].first().copied();
    }
    links
}

/// The witness, where it goes on behind the call at `level` that leads to the start: when it goes through that very call, through the next one of the
/// same function, which is made in the same circumstances.
fn past(
    program: &Program<'_>,
    witness: &Witness,
    level: usize,
    start: Option<Link>,
) -> Option<Witness> {
    let (Some(call), Some(start)) = (witness.links.get(level), start) else {
        return Some(witness.clone());
    };
    let site = |it: &Link| program.site(it.from, it.site);
    let in_loop = site(&start).point.loop_id;
    let same_loop = in_loop.is_some() && in_loop == site(call).point.loop_id;
    if call.edge != start.edge && same_loop || site(&start).span.end <= site(call).span.start {
        return Some(witness.clone());
    }
    let to = program.edge(call.edge).to;
    let mut outgoing = program.outgoing[call.from.0 as usize].iter();
    if level >= frame(witness) {
        return None;
    }
    let again = outgoing.find_map(|it| {
        let other = link(program, *it);
        let is_alike = program.edge(*it).to == to
            && other.spawns == call.spawns
            && site(&other).point.held == site(call).point.held
            && site(&other).point.after == site(call).point.after;
        (is_alike && site(&start).span.end <= site(&other).span.start).then_some(other)
    })?;
    let mut witness = witness.clone();
    witness.links[level] = again;
    Some(witness)
}
