//! Dispatch: which types are behind an interface, where that is known.
//!
//! In: what each function puts where ([`Flows`](crate::calls::flow::Flows)). Out: for a slot the types of the values that arrive there, or nothing when some may
//! arrive that were not seen. Propagation over strongly connected slots is a plain worklist: the sets are small. Must not know call sites.

use super::FuncKey;
use crate::calls::flow::{Slot, Source};
use crate::discover::Workspace;
use crate::ir::LocalId;
use crate::summary::FuncSummary;
use crate::types::{FuncId, TypeId, Universe};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use smol_str::SmolStr;

/// Types kept per slot; where more arrive, nothing is said.
const MAX_TYPES: usize = 8;

/// A slot as all functions see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    Shared(Slot),
    Local(FuncKey, LocalId),
}

/// What arrives at a slot.
#[derive(Debug, Clone, Default)]
struct Arrived {
    types: SmallVec<[TypeId; 4]>,
    /// Something that was not seen may arrive, too.
    open: bool,
}

/// Types by slot.
pub(super) struct Dispatch {
    arrived: FxHashMap<Place, Arrived>,
}

impl Dispatch {
    /// Joins the flows of all functions.
    pub(super) fn find(
        workspace: &Workspace,
        universe: &Universe,
        summaries: &[FuncSummary],
    ) -> Dispatch {
        let outside = Outside::new(workspace, universe);
        let mut arrived: FxHashMap<Place, Arrived> = FxHashMap::default();
        let mut onward: FxHashMap<Place, Vec<Place>> = FxHashMap::default();
        for (at, summary) in summaries.iter().enumerate() {
            let key = FuncKey(at as u32);
            let place = |slot: Slot| match slot {
                Slot::Local(local) => Place::Local(key, local),
                slot => Place::Shared(slot),
            };
            for (slot, source) in &summary.flows.into {
                let to = place(*slot);
                let entry = arrived.entry(to).or_default();
                match source {
                    Source::Type(ty) => add(entry, *ty),
                    Source::Unknown => entry.open = true,
                    Source::Slot(from) => {
                        let from = place(*from);
                        arrived.entry(from).or_default();
                        let list = onward.entry(from).or_default();
                        if !list.contains(&to) {
                            list.push(to);
                        }
                    }
                }
            }
        }
        for (place, entry) in &mut arrived {
            entry.open |= outside.reaches(*place);
        }
        // A slot into which nothing was seen to flow gets its values from somewhere else.
        let fed: FxHashSet<Place> = onward.values().flatten().copied().collect();
        for (place, entry) in &mut arrived {
            entry.open |= entry.types.is_empty() && !fed.contains(place);
        }
        let mut queue: Vec<Place> = arrived.keys().copied().collect();
        while let Some(from) = queue.pop() {
            let Some(list) = onward.get(&from) else {
                continue;
            };
            let source = arrived[&from].clone();
            for to in list {
                let entry = arrived.entry(*to).or_default();
                let before = (entry.types.len(), entry.open);
                entry.open |= source.open;
                source.types.iter().for_each(|it| add(entry, *it));
                if before != (entry.types.len(), entry.open) {
                    queue.push(*to);
                }
            }
        }
        arrived.values_mut().for_each(|it| it.types.sort_unstable());
        Dispatch { arrived }
    }

    /// The types of all values that arrive at a slot of a function, if that is known.
    pub(super) fn types(&self, func: FuncKey, slot: Slot) -> Option<&[TypeId]> {
        let place = match slot {
            Slot::Local(local) => Place::Local(func, local),
            slot => Place::Shared(slot),
        };
        let arrived = self.arrived.get(&place)?;
        (!arrived.open && !arrived.types.is_empty()).then_some(&arrived.types[..])
    }
}

fn add(entry: &mut Arrived, ty: TypeId) {
    if entry.types.contains(&ty) {
        return;
    }
    if entry.types.len() == MAX_TYPES {
        entry.open = true;
        return;
    }
    entry.types.push(ty);
}

/// Who may put something into a slot without being seen.
struct Outside<'a> {
    workspace: &'a Workspace,
    universe: &'a Universe,
    /// Import paths of packages whose bodies are looked at.
    read: FxHashSet<&'a str>,
    /// Names of the methods of interfaces.
    called: FxHashSet<SmolStr>,
}

impl<'a> Outside<'a> {
    fn new(workspace: &'a Workspace, universe: &'a Universe) -> Outside<'a> {
        let read = workspace.packages.iter().filter(|it| it.bodies);
        Outside {
            workspace,
            universe,
            read: read.map(|it| it.import_path.as_str()).collect(),
            called: universe.interface_methods(),
        }
    }

    /// The slot belongs to a package whose bodies are not looked at, or is a parameter of a method that is called through interfaces.
    fn reaches(&self, place: Place) -> bool {
        let universe = self.universe;
        let is_unread = |func: FuncId| {
            let file = &self.workspace.files[universe.funcs[func.index()].file.index()];
            !self.workspace.packages[file.package.index()].bodies
        };
        match place {
            Place::Local(..) => false,
            Place::Shared(Slot::Field(field)) => !self
                .read
                .contains(universe.fields[field.index()].package.as_str()),
            Place::Shared(Slot::Var(var)) => !self
                .read
                .contains(universe.vars[var.index()].package.as_str()),
            Place::Shared(Slot::Param(func, _)) => {
                let info = &universe.funcs[func.index()];
                is_unread(func) || info.recv_name.is_some() && self.called.contains(&info.name)
            }
            Place::Shared(Slot::Result(func, _)) => is_unread(func),
            Place::Shared(Slot::Local(_)) => true,
        }
    }
}
