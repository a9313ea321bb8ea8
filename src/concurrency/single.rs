//! Single objects: struct types of which a run of the program makes one object.
//!
//! In: a program, whose summaries tell where structs are made. Out: [`Singles`]. Must not know accesses.
//!
//! Two goroutines that reach the field of some object of such a type reach one object, by whichever ways: the manager that `main` makes and
//! hands to everybody. Tests make their own; they are left out here, and nothing follows for them.

use super::parallel::runs_once;
use super::witness::Witness;
use crate::ir::visit;
use crate::link::{BodyId, FuncKey, Program};
use crate::summary::Made;
use crate::summary::place::Place;
use crate::types::{Ty, TypeId, Universe};
use rustc_hash::{FxHashMap, FxHashSet};

/// Calls from `main` to where the object is made.
const MAX_CALLS: u8 = 16;

/// Types with one object.
#[derive(Debug, Default)]
pub struct Singles {
    types: FxHashSet<TypeId>,
    /// Types whose objects are all made at one place, one at a time: by which body.
    makers: FxHashMap<TypeId, BodyId>,
}

impl Singles {
    /// The types of which a run of the program makes one object outside tests.
    pub fn find(program: &Program<'_>) -> Singles {
        let census = Census::take(program);
        let candidates = || (0..program.universe.types.len() as u32).map(TypeId);
        let maker = |ty: TypeId| Some((ty, census.maker(ty)?));
        Singles {
            types: candidates().filter(|ty| census.is_single(*ty, 4)).collect(),
            makers: candidates().filter_map(maker).collect(),
        }
    }

    /// All objects of the type are made by this function, or by one that only it calls.
    pub fn are_made_by(&self, program: &Program<'_>, ty: TypeId, func: FuncKey) -> bool {
        let in_test = |body: BodyId| program.is_test(body);
        let Some(maker) = self.makers.get(&ty) else {
            return false;
        };
        let of_maker = program.func_of(*maker);
        let mut calls = program.incoming[program.funcs[of_maker.0 as usize].body.0 as usize]
            .iter()
            .map(|edge| program.edge(*edge).from)
            .filter(|from| !in_test(*from))
            .peekable();
        of_maker == func
            || calls.peek().is_some() && calls.all(|from| program.func_of(from) == func)
    }

    /// Outside tests, the map of both is a field of such an object.
    pub fn share(&self, program: &Program<'_>, a: &Witness, b: &Witness) -> bool {
        let in_test = |body: BodyId| program.is_test(body);
        let each = |it: &Witness| {
            self.own(program.universe, &it.instance.place)
                && !in_test(it.top)
                && !in_test(it.instance.body)
        };
        each(a) && each(b)
    }

    /// The map of a place is a field of such an object.
    fn own(&self, universe: &Universe, place: &Place) -> bool {
        let Some((field, 0)) = place.owner() else {
            return false;
        };
        let decl = universe.fields[field.index()].decl;
        decl.is_some_and(|ty| self.types.contains(&ty))
    }
}

/// Where structs are.
struct Census<'p> {
    program: &'p Program<'p>,
    made: FxHashMap<TypeId, Vec<(BodyId, &'p Made)>>,
    /// Structs that hold one by value, and package variables (none).
    held: FxHashMap<TypeId, Vec<Option<TypeId>>>,
    /// Elements of lists and tables: any number.
    many: FxHashSet<TypeId>,
}

impl<'p> Census<'p> {
    fn take(program: &'p Program<'p>) -> Self {
        let mut census = Census {
            program,
            made: FxHashMap::default(),
            held: FxHashMap::default(),
            many: FxHashSet::default(),
        };
        let is_test = |file: crate::support::FileId| program.workspace.files[file.index()].is_test;
        for func in &program.funcs {
            if is_test(func.file) {
                continue;
            }
            // `var _ Store = &store{}` only asserts something.
            let var = program.universe.initialized_by(func.file, func.index, 0);
            if var.is_some_and(|it| program.universe.vars[it.index()].name == "_") {
                continue;
            }
            let key = program.func_of(func.body);
            for made in &program.summaries[key.0 as usize].made {
                let body = program.body(key, made.body);
                census.made.entry(made.ty).or_default().push((body, made));
            }
        }
        for field in &program.universe.fields {
            if !is_test(field.loc.file) {
                census.hold(&field.ty, field.decl);
            }
        }
        for var in &program.universe.vars {
            if !is_test(var.loc.file) {
                // The value of an initializer is made there.
                let made = var.init.is_some() && !matches!(var.ty, Ty::Slice(_) | Ty::Map(_));
                if !made {
                    census.hold(&var.ty, None);
                }
            }
        }
        census
    }

    fn hold(&mut self, ty: &Ty, holder: Option<TypeId>) {
        match ty {
            Ty::Named(id, _) => self.held.entry(*id).or_default().push(holder),
            Ty::Slice(elem) | Ty::Array(elem) | Ty::Chan(_, elem) => self.elements(elem),
            Ty::Map(entry) => self.elements(&entry.1),
            _ => {}
        }
    }

    fn elements(&mut self, elem: &Ty) {
        match elem {
            Ty::Named(id, _) => {
                self.many.insert(*id);
            }
            Ty::Slice(elem) | Ty::Array(elem) => self.elements(elem),
            _ => {}
        }
    }

    /// The one body that makes objects of the type.
    fn maker(&self, ty: TypeId) -> Option<BodyId> {
        let info = &self.program.universe.types[ty.index()];
        let source = &self.program.workspace.files[info.file.index()];
        let made = self.made.get(&ty).map(Vec::as_slice);
        match made {
            Some([(body, made)])
                if !made.many
                    && !self.held.contains_key(&ty)
                    && !self.many.contains(&ty)
                    && !source.is_test
                    && !self.program.is_dependency(info.file) =>
            {
                Some(*body)
            }
            _ => None,
        }
    }

    /// One place makes it, once. `depth`: structs within structs.
    fn is_single(&self, ty: TypeId, depth: u8) -> bool {
        let info = &self.program.universe.types[ty.index()];
        let source = &self.program.workspace.files[info.file.index()];
        let none = |ty: &TypeId| !self.made.contains_key(ty) && !self.held.contains_key(ty);
        if self.many.contains(&ty)
            || none(&ty)
            || source.is_test
            || self.program.is_dependency(info.file)
        {
            return false;
        }
        let made = self.made.get(&ty).map_or(&[][..], Vec::as_slice);
        let held = self.held.get(&ty).map_or(&[][..], Vec::as_slice);
        match (made, held) {
            ([(body, made)], []) => {
                !made.many && made.loop_id.is_none() && self.runs_once(*body, MAX_CALLS)
            }
            ([], [None]) => true,
            ([], [Some(holder)]) => depth > 0 && self.is_single(*holder, depth - 1),
            _ => false,
        }
    }

    /// The body runs once in a run of the program, as far as calls tell.
    fn runs_once(&self, body: BodyId, calls: u8) -> bool {
        self.entries(body, calls).is_some()
    }

    /// Where the programs begin that run the body once each; none when one of them may run it again.
    fn entries(&self, body: BodyId, calls: u8) -> Option<Vec<BodyId>> {
        let program = self.program;
        let is_test = |body: BodyId| program.is_test(body);
        if calls == 0 || is_test(body) {
            return None;
        }
        if self.is_entry(body) {
            return Some(vec![body]);
        }
        let mut calls_of: Vec<(BodyId, u32)> = program.incoming[body.0 as usize]
            .iter()
            .map(|edge| program.edge(*edge))
            .filter(|edge| !is_test(edge.from))
            .map(|edge| (edge.from, edge.site))
            .collect();
        calls_of.sort();
        calls_of.dedup();
        let mut entries: Vec<BodyId> = Vec::new();
        for (at, (from, site)) in calls_of.iter().enumerate() {
            let found = self.entries_by(body, *from, *site, calls)?;
            let mut before = calls_of[..at].iter();
            if before.any(|(other, it)| exclude_each_other(program, *other, *it, *from, *site)) {
                continue;
            }
            if found.iter().any(|it| entries.contains(it)) {
                return None;
            }
            entries.extend(found);
        }
        let [_, _, ..] = entries[..] else {
            return (!entries.is_empty()).then_some(entries);
        };
        // Each program has its own `main`; initializers they may share.
        let mut all = entries.iter();
        all.all(|it| self.is_main(*it)).then_some(entries)
    }

    /// The same for one call of the body.
    fn entries_by(
        &self,
        body: BodyId,
        from: BodyId,
        number: u32,
        calls: u8,
    ) -> Option<Vec<BodyId>> {
        let program = self.program;
        let site = program.site(from, number);
        if runs_once(program, from, site) {
            return self.entries(from, calls - 1).or(Some(vec![from]));
        }
        let (func, literal) = program.bodies[body.0 as usize];
        let once = !site.many && (site.point.loop_id.is_none() || site.once.is_some());
        let around = literal.checked_sub(1).is_none_or(|at| {
            let parent = program.func_ir(func).closures[at as usize].parent;
            let parent = program.body(func, parent.map_or(0, |it| 1 + it.0));
            parent == from || self.runs_once(parent, calls - 1)
        });
        (once && around).then(|| self.entries(from, calls - 1))?
    }

    fn is_main(&self, body: BodyId) -> bool {
        let decl = self.program.funcs[self.program.func_of(body).0 as usize].decl;
        decl.is_some_and(|it| self.program.universe.funcs[it.index()].name == "main")
    }

    /// The program begins here: `main`, an initializer.
    fn is_entry(&self, body: BodyId) -> bool {
        let program = self.program;
        let (func, number) = program.bodies[body.0 as usize];
        if number == 0 {
            let Some(decl) = program.funcs[func.0 as usize].decl else {
                return true;
            };
            let info = &program.universe.funcs[decl.index()];
            let source = &program.workspace.files[info.file.index()];
            let package = &program.workspace.packages[source.package.index()];
            return info.recv_name.is_none()
                && (info.name == "init" || info.name == "main" && package.name == "main");
        }
        false
    }
}

/// Two calls in one function, of which a run of it comes to one: in two branches, or behind a branch that returns.
fn exclude_each_other(program: &Program<'_>, a: BodyId, x: u32, b: BodyId, y: u32) -> bool {
    let (x, y) = (program.site(a, x).span, program.site(b, y).span);
    let (first, second) = (x.min(y), x.max(y));
    let func = program.func_of(a);
    func == program.func_of(b)
        && first != second
        && !visit::leads_on(&program.func_ir(func).body, first, second)
}
