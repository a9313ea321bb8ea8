//! Roots: where chains of calls begin, and what a declaration is by itself.
//!
//! In: declarations and who calls them. Out: [`Root`]s, contracts, what is owned at a root. Must not know the chains that begin there.

use crate::discover::{Package, SourceFile};
use crate::ir::FileIr;
use crate::link::{BodyId, EdgeId, Program};
use crate::models::{Models, ParamType};
use crate::summary::lock_words::expects_lock;
use crate::summary::place::Base;
use crate::summary::walk::params_match;
use crate::summary::{Callee, SiteId};
use crate::support::FileId;
use crate::types::{FuncInfo, Ty};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use std::path::Path;

/// Where a chain of calls begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Root {
    /// Run concurrently by contract: `ServeHTTP`, a handler's signature.
    Contract(BodyId),
    /// The goroutine started at this site.
    Spawn(BodyId, SiteId),
    /// Exported: called by other packages.
    Api,
    /// Called by nobody that was found.
    Unknown,
    /// `main`.
    Main,
    /// Package initialization.
    Init,
    /// A test, benchmark or example.
    Test,
    /// A test that calls `t.Parallel()`. Of a body that many of them reach, one of each of two halves is kept: what is touched by several
    /// tests is seen with two that differ.
    ParallelTest(bool),
}

impl Root {
    /// A test, whichever.
    pub fn is_test(self) -> bool {
        matches!(self, Root::Test | Root::ParallelTest(_))
    }
}

/// The contract that a declaration falls under, with the goroutine's name and whether it runs many.
pub(super) fn contract(
    program: &Program<'_>,
    models: &Models,
    body: BodyId,
    info: &FuncInfo,
) -> Option<(SmolStr, bool)> {
    let fits = |params: &[ParamType]| params_match(program.universe, &info.sig.params, params);
    if info.recv_name.is_some()
        && let Some(found) = models
            .contract_method(&info.name)
            .iter()
            .find(|it| fits(&it.types))
    {
        return Some((
            found.kind.as_str().into(),
            found.runs == crate::models::Runs::Many,
        ));
    }
    // A middleware of the project's own shape: takes what a handler takes, and more. Whoever is called by name runs as its caller does.
    let called = program.incoming[body.0 as usize]
        .iter()
        .any(|edge| !program.edge(*edge).dynamic && !spawns(program, *edge));
    let has = |wanted: &ParamType| {
        info.sig.params.iter().any(|ty| {
            params_match(
                program.universe,
                std::slice::from_ref(ty),
                std::slice::from_ref(wanted),
            )
        })
    };
    let found = models
        .contract_funcs()
        .iter()
        .find(|it| fits(&it.types) && !is_called_by_handlers(program, body, &it.types))
        .or_else(|| {
            models
                .contract_funcs()
                .iter()
                .find(|it| !called && it.types.len() > 1 && it.types.iter().all(has))
        })?;
    Some((
        found.kind.as_str().into(),
        found.runs == crate::models::Runs::Many,
    ))
}

/// All that is done with the function is that others with its parameters call it by name: it is a part of those handlers, on an object of theirs.
fn is_called_by_handlers(program: &Program<'_>, body: BodyId, params: &[ParamType]) -> bool {
    let mut callers = program.incoming[body.0 as usize].iter().peekable();
    callers.peek().is_some()
        && callers.all(|id| {
            let edge = program.edge(*id);
            let func = program.funcs[program.func_of(edge.from).0 as usize];
            let info = func.decl.map(|it| &program.universe.funcs[it.index()]);
            !edge.dynamic
                && !spawns(program, *id)
                && edge.from != body
                && info.is_some_and(|it| params_match(program.universe, &it.sig.params, params))
        })
}

fn spawns(program: &Program<'_>, edge: EdgeId) -> bool {
    let edge = program.edge(edge);
    program.site(edge.from, edge.site).run.spawns()
}

/// All callers outside of tests are initializers of packages, or called by them alone: a function by which parts of the program
/// announce themselves.
fn called_in_init_only(program: &Program<'_>, body: BodyId, depth: u8) -> bool {
    // A literal in the initializer of a package variable waits there for somebody to call it: the action of a command.
    let is_init = |from: BodyId| {
        let (func, number) = program.bodies[from.0 as usize];
        let func = program.funcs[func.0 as usize];
        match func.decl.map(|decl| &program.universe.funcs[decl.index()]) {
            Some(info) => info.recv_name.is_none() && info.name == "init",
            None => number == 0,
        }
    };
    let is_test = |from: BodyId| program.is_test(from);
    let mut callers = program.incoming[body.0 as usize]
        .iter()
        .filter(|edge| !is_test(program.edge(**edge).from))
        .peekable();
    callers.peek().is_some()
        && callers.all(|edge| {
            let from = program.edge(*edge).from;
            !spawns(program, *edge)
                && (is_init(from) || depth > 0 && called_in_init_only(program, from, depth - 1))
        })
}

/// The root that a declaration is by itself. `promised`: an exported interface has the method.
pub(super) fn plain_root(
    program: &Program<'_>,
    body: BodyId,
    info: &FuncInfo,
    promised: bool,
) -> Option<Root> {
    let file = &program.workspace.files[info.file.index()];
    let package = package_of(program, info);
    // What a module that is not there has an interface for, it calls as well.
    let has_callers = program.incoming[body.0 as usize]
        .iter()
        .map(|edge| program.edge(*edge))
        .any(|edge| {
            let site = program.site(edge.from, edge.site);
            !matches!(site.callee, Callee::External(..))
        });
    if info.recv_name.is_none() {
        match info.name.as_str() {
            "init" => return Some(Root::Init),
            "main" if package.name == "main" => return Some(Root::Main),
            "TestMain" if file.is_test => return Some(Root::Test),
            name if file.is_test && is_test_name(name) => {
                let parallel = program.body_summary(body).parallel_from.is_some();
                return Some(match parallel && name.starts_with("Test") {
                    true => Root::ParallelTest(program.func_of(body).0.is_multiple_of(2)),
                    false => Root::Test,
                });
            }
            _ => {}
        }
    }
    if file.is_test {
        return (!has_callers).then_some(Root::Test);
    }
    if info.name.contains("ForTest") {
        return Some(Root::Test);
    }
    if expects_lock(info) {
        return None;
    }
    let is_upper = |name: &str| name.chars().next().is_some_and(char::is_uppercase);
    // A method of an unexported type is called by those who got hold of a value: through an exported interface, mostly.
    let exported =
        is_upper(&info.name) && (promised || info.recv_name.as_deref().is_none_or(is_upper));
    if exported && (package.name != "main" || !has_callers) {
        if called_in_init_only(program, body, 3) {
            return None;
        }
        return Some(Root::Api);
    }
    (!has_callers).then_some(Root::Unknown)
}

/// Names that occur in the bodies of functions: who may be called.
pub(super) struct Mentions<'p> {
    /// In the folder of a package, whose external tests are part of it.
    inside: FxHashMap<&'p Path, FxHashSet<&'p str>>,
    outside_tests: FxHashSet<&'p str>,
    /// Modules that nobody imports.
    applications: FxHashSet<u32>,
}

impl<'p> Mentions<'p> {
    /// Collects them.
    pub(super) fn collect(program: &'p Program<'_>) -> Mentions<'p> {
        let mut mentions = Mentions {
            inside: FxHashMap::default(),
            outside_tests: FxHashSet::default(),
            applications: applications(program),
        };
        for (file, ir) in program.workspace.files.iter().zip(program.irs) {
            let names = || ir.names.iter().map(|it| it.as_str());
            mentions
                .inside
                .entry(folder(file))
                .or_default()
                .extend(names());
            if !file.is_test {
                mentions.outside_tests.extend(names());
            }
        }
        mentions
    }

    /// Nobody calls the function: its package alone could, and its name occurs in no body; or its module alone, and tests do.
    pub(super) fn rules_out(&self, program: &Program<'_>, info: &FuncInfo) -> bool {
        let file = &program.workspace.files[info.file.index()];
        let text = &file.text;
        let is_exported = |by: &str| text.contains(&format!("{by} {}", info.name));
        let name = info.name.as_str();
        let is_seen = match name.starts_with(char::is_uppercase) {
            true => {
                let in_application = self
                    .applications
                    .contains(&package_of(program, info).module);
                let could_be_called = !is_internal(program, info, in_application);
                could_be_called || self.outside_tests.contains(name)
            }
            false => self.inside[folder(file)].contains(name),
        };
        name != "_" && !is_seen && !is_exported("//export") && !is_exported("//go:linkname")
    }
}

fn folder(file: &SourceFile) -> &Path {
    file.path.parent().unwrap_or(&file.path)
}

/// Nobody calls the function, though it is exported: its module alone could, and outside tests its name occurs in no body.
pub fn is_left_over(program: &Program<'_>, info: &FuncInfo) -> bool {
    let mentions =
        |(file, ir): (&SourceFile, &FileIr)| !file.is_test && ir.names.contains(&info.name);
    let mut files = program.workspace.files.iter().zip(program.irs);
    is_internal(program, info, false) && !files.any(mentions)
}

/// The package is internal, or a program, or part of one, and no interface of a library could ask for the function: it deals in types of the
/// module alone.
fn is_internal(program: &Program<'_>, info: &FuncInfo, in_application: bool) -> bool {
    let package = package_of(program, info);
    let is_closed = in_application
        || package.name == "main"
        || package.import_path.split('/').any(|it| it == "internal");
    let mut types = info.sig.params.iter().chain(&info.sig.results);
    is_closed && types.all(is_own_type)
}

fn package_of<'p>(program: &Program<'p>, info: &FuncInfo) -> &'p Package {
    let file = &program.workspace.files[info.file.index()];
    &program.workspace.packages[file.package.index()]
}

/// Modules that are programs, not libraries: they have commands, and no package where the module begins that could be imported by its path.
fn applications(program: &Program<'_>) -> FxHashSet<u32> {
    let mut commands = FxHashSet::default();
    let mut libraries = FxHashSet::default();
    for package in &program.workspace.packages {
        let module = &program.workspace.modules[package.module as usize];
        let inside = package.import_path.strip_prefix(module.path.as_str());
        let inside = inside.unwrap_or_default();
        let is_sample = inside.contains("example") || inside.contains("test");
        let has_code = |file: &FileId| !program.workspace.files[file.index()].is_test;
        if !package.files.iter().any(has_code) {
            continue;
        }
        if package.name == "main" && !is_sample {
            commands.insert(package.module);
        } else if package.import_path == module.path {
            libraries.insert(package.module);
        }
    }
    commands
        .retain(|it| !libraries.contains(it) && program.workspace.modules[*it as usize].declared);
    commands
}

/// A predeclared type, one that the module declares, or something made of these.
fn is_own_type(ty: &Ty) -> bool {
    match ty {
        Ty::Basic(_) | Ty::Named(..) => true,
        Ty::Pointer(of) | Ty::Slice(of) | Ty::Array(of) => is_own_type(of),
        Ty::Map(of) => is_own_type(&of.0) && is_own_type(&of.1),
        _ => false,
    }
}

/// By its name, the go command runs the function as a test.
pub(super) fn is_test_name(name: &str) -> bool {
    ["Test", "Benchmark", "Fuzz", "Example"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}

/// Called by a decoder, a decoding method works on an object that nobody else has yet.
pub(super) fn owned_by_root(program: &Program<'_>, body: BodyId, root: Root) -> Vec<Base> {
    let func = program.func_of(body);
    let decodes = match (root, program.funcs[func.0 as usize].decl) {
        (Root::Api | Root::Unknown, Some(decl)) => {
            let info = &program.universe.funcs[decl.index()];
            info.recv_name.is_some()
                && (info.name.starts_with("Unmarshal")
                    || ["DecodeMsg", "DecodeRLP", "GobDecode"].contains(&info.name.as_str()))
        }
        _ => false,
    };
    let receiver = program.params(body).first();
    receiver
        .filter(|_| decodes)
        .map(|local| Base::Local(*local))
        .into_iter()
        .collect()
}
