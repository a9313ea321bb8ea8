//! Which constraints ever hold in one build, for all constraints of a workspace at once.

use super::Workspace;
use super::constraint::{Constraint, MAX_FREE, is_chosen};
use super::platform::PlatformSet;
use crate::support::FileId;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// Free tags of one constraint that are searched.
const MAX_OWN: usize = 8;

/// Where a constraint holds: a set of platforms for each assignment of its free tags.
pub(super) struct Region<'a> {
    /// Its free tags, sorted.
    tags: Vec<&'a str>,
    /// For each assignment (bit n: the n-th tag is set). Empty when there are too many tags to say.
    sets: Vec<PlatformSet>,
}

impl<'a> Region<'a> {
    /// Where `constraint` holds.
    pub(super) fn of(constraint: &'a Constraint) -> Region<'a> {
        let mut tags = BTreeSet::new();
        constraint.free_tags(&mut tags);
        let tags: Vec<&str> = tags.into_iter().collect();
        if tags.len() > MAX_OWN {
            return Region {
                tags,
                sets: Vec::new(),
            };
        }
        let sets = (0..1usize << tags.len()).map(|bits| {
            constraint.platforms(&|tag| PlatformSet::of_tag_or(tag, || is_chosen(&tags, bits, tag)))
        });
        let sets = sets.collect();
        Region { tags, sets }
    }

    /// Is there a build in both regions?
    pub(super) fn meets(&self, other: &Region) -> bool {
        let shared: Vec<&str> = self
            .tags
            .iter()
            .copied()
            .filter(|tag| other.tags.contains(tag))
            .collect();
        let unknown = self.sets.is_empty() || other.sets.is_empty();
        if unknown || self.tags.len() + other.tags.len() - shared.len() > MAX_FREE {
            return true;
        }
        (0..1usize << shared.len())
            .any(|bits| !(self.under(&shared, bits) & other.under(&shared, bits)).is_empty())
    }

    /// The platforms on which it holds for some assignment that agrees with `bits` on the `shared` tags.
    fn under(&self, shared: &[&str], bits: usize) -> PlatformSet {
        let wanted: Vec<(usize, usize)> = shared
            .iter()
            .enumerate()
            .filter_map(|(at, tag)| {
                Some((self.tags.iter().position(|t| t == tag)?, bits >> at & 1))
            })
            .collect();
        let agree = |own: usize| wanted.iter().all(|&(at, bit)| own >> at & 1 == bit);
        self.sets
            .iter()
            .enumerate()
            .filter(|(own, _)| agree(*own))
            .fold(PlatformSet::NONE, |all, (_, set)| all | *set)
    }
}

/// Answers for all pairs of files whether some build contains both.
#[derive(Debug, Clone, Default)]
pub struct Builds {
    /// Number of each file's constraint.
    of_file: Vec<u32>,
    /// For each constraint, whether it holds in some build without tags of the project's own.
    plain: Vec<bool>,
    /// For each constraint, whether it meets those up to itself: row by row of a triangle.
    meetings: Vec<bool>,
}

impl Builds {
    /// Numbers the constraints of the workspace and compares them all.
    pub fn new(workspace: &Workspace) -> Builds {
        let mut numbers: HashMap<&Constraint, u32> = HashMap::new();
        let mut distinct: Vec<&Constraint> = Vec::new();
        let mut of_file = Vec::with_capacity(workspace.files.len());
        for file in &workspace.files {
            let number = *numbers.entry(&file.constraint).or_insert_with(|| {
                distinct.push(&file.constraint);
                (distinct.len() - 1) as u32
            });
            of_file.push(number);
        }
        let regions: Vec<Region> = distinct
            .par_iter()
            .map(|constraint| Region::of(constraint))
            .collect();
        let meetings = regions
            .par_iter()
            .enumerate()
            .flat_map_iter(|(at, a)| regions[..=at].iter().map(move |b| a.meets(b)))
            .collect();
        let plain = distinct.iter().map(|it| it.built_with(None, &[]));
        let plain = plain.collect();
        Builds {
            of_file,
            plain,
            meetings,
        }
    }

    /// Is the file part of some build that sets no tags of the project's own? True for a file that it does not know.
    pub fn plain(&self, file: FileId) -> bool {
        let number = self.of_file.get(file.index()).map(|it| *it as usize);
        number
            .and_then(|it| self.plain.get(it))
            .copied()
            .unwrap_or(true)
    }

    /// Does some build contain both files? True for a file that it does not know.
    pub fn together(&self, a: FileId, b: FileId) -> bool {
        let (Some(&a), Some(&b)) = (self.of_file.get(a.index()), self.of_file.get(b.index()))
        else {
            return true;
        };
        let (last, first) = (a.max(b) as usize, a.min(b) as usize);
        let at = last * (last + 1) / 2 + first;
        a == b || self.meetings.get(at).copied().unwrap_or(true)
    }
}
