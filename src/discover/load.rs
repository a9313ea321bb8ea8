//! Reads files and groups them into packages.
//!
//! In: directories and files. Out: the packages and files of a [`Workspace`].

use super::constraint::Constraint;
use super::header::{self, Header};
use super::modules::Modules;
use super::walk::{GoDir, display, list};
use super::{GoVersion, Options, Package, PackageId, Problem, ProblemKind, SourceFile, Workspace};
use crate::support::{FileId, Span};
use rayon::prelude::*;
use smol_str::{SmolStr, format_smolstr};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Larger files are left out.
const MAX_BYTES: u64 = 20 * 1024 * 1024;

/// Packages of other modules are read this many imports away from the analysed ones. What they import in turn is known by what they
/// say of it.
const MAX_DISTANCE: u8 = 1;

/// Bytes of the largest package of a dependency whose bodies are read: larger ones are mostly generated clients.
const MAX_DEPENDENCY: usize = 256 << 10;

/// The first version whose `//go:build` lines set the language version.
const FILE_VERSIONS: GoVersion = GoVersion {
    major: 1,
    minor: 21,
};

/// A file that was read.
struct Loaded {
    path: PathBuf,
    text: Arc<str>,
    header: Header,
    is_test: bool,
    target: bool,
    /// Number of imports between the analysed modules and this file of another one; 0: it is theirs.
    distance: u8,
    /// Named itself: part of a synthetic package.
    named: bool,
}

/// What became of a file.
enum Outcome {
    Loaded(Box<Loaded>),
    Excluded,
    Failed(Problem),
}

/// Reads files into a workspace.
pub(super) struct Loader<'a> {
    options: &'a Options,
    root: &'a Path,
    seen: HashSet<PathBuf>,
    files: Vec<Loaded>,
    /// Problems with files.
    pub problems: Vec<Problem>,
}

impl<'a> Loader<'a> {
    /// A loader that has read nothing.
    pub(super) fn new(options: &'a Options, root: &'a Path) -> Self {
        Loader {
            options,
            root,
            seen: HashSet::new(),
            files: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Reads the files of directories; those of an earlier call are not read again.
    pub(super) fn load_dirs(&mut self, dirs: &[GoDir], target: bool) {
        self.load_dirs_at(dirs, target, 0);
    }

    fn load_dirs_at(&mut self, dirs: &[GoDir], target: bool, distance: u8) {
        let tests = self.options.include_tests && target;
        let paths = dirs.iter().flat_map(|dir| &dir.files);
        let wanted = paths.filter(|path| tests || !is_test(path));
        let new: Vec<PathBuf> = wanted
            .filter(|path| self.seen.insert((*path).clone()))
            .cloned()
            .collect();
        self.load(new, target, false, distance);
    }

    /// Reads files that were named themselves.
    pub(super) fn load_files(&mut self, files: &[PathBuf]) {
        let new: Vec<PathBuf> = files
            .iter()
            .filter(|path| self.seen.insert((*path).clone()))
            .cloned()
            .collect();
        self.load(new, true, true, 0);
    }

    fn load(&mut self, paths: Vec<PathBuf>, target: bool, named: bool, distance: u8) {
        let outcomes: Vec<Outcome> = paths
            .into_par_iter()
            .map(|path| self.read(path, target, named, distance))
            .collect();
        for outcome in outcomes {
            match outcome {
                Outcome::Loaded(file) => {
                    if let Some((span, message)) = &file.header.complaint
                        && distance == 0
                    {
                        self.problems.push(problem(
                            self.root,
                            ProblemKind::Config,
                            &file.path,
                            Some(*span),
                            message.clone(),
                        ));
                    }
                    self.files.push(*file);
                }
                Outcome::Excluded => {}
                // What is wrong with somebody else's file is of no interest.
                Outcome::Failed(problem) if distance == 0 => self.problems.push(problem),
                Outcome::Failed(_) => {}
            }
        }
    }

    /// Reads one file.
    fn read(&self, path: PathBuf, target: bool, named: bool, distance: u8) -> Outcome {
        let failed = |span, message: String| {
            Outcome::Failed(problem(
                self.root,
                ProblemKind::FileSkipped,
                &path,
                span,
                message,
            ))
        };
        let text = match read_text(&path) {
            Ok(text) => text,
            Err((span, message)) => return failed(span, message),
        };
        let mut header = match header::scan(&text) {
            Ok(header) => header,
            Err((span, what)) => {
                return failed(
                    Some(span),
                    format!("the file {what}: it is left out; give it one or rename it"),
                );
            }
        };
        if named {
            // The go command takes files that are named whatever they say.
            header.constraint = Constraint::Always;
        } else {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let cgo = header
                .imports
                .iter()
                .any(|path| path == "C")
                .then(|| Constraint::Tag("cgo".to_string()));
            let written = std::mem::take(&mut header.constraint);
            header.constraint = Constraint::all(vec![
                written,
                Constraint::of_file_name(&name),
                cgo.unwrap_or_default(),
            ]);
            if header.package == "documentation" || !header.constraint.possible(&self.options.tags)
            {
                return Outcome::Excluded;
            }
        }
        let is_test = is_test(&path);
        Outcome::Loaded(Box::new(Loaded {
            path,
            text,
            header,
            is_test,
            target,
            distance,
            named,
        }))
    }

    /// Reads the packages that the packages read so far import, and what those import: of the known modules all, of the modules that
    /// these need as far as [`MAX_DISTANCE`].
    pub(super) fn load_imported(&mut self, modules: &mut Modules) {
        let mut asked: HashSet<(SmolStr, u8)> = HashSet::new();
        let mut from = 0;
        while from < self.files.len() {
            let imports: BTreeSet<(SmolStr, u8)> = self.files[from..]
                .iter()
                .flat_map(|file| {
                    let imports = file.header.imports.iter();
                    imports.map(|import| (import.clone(), file.distance))
                })
                .collect();
            from = self.files.len();
            let mut own: Vec<GoDir> = Vec::new();
            let mut others: Vec<Vec<GoDir>> = vec![Vec::new(); usize::from(MAX_DISTANCE)];
            for (import, distance) in imports {
                if !asked.insert((import.clone(), distance)) {
                    continue;
                }
                if let Some(dir) = modules.dir_of(&import).and_then(|it| self.unread(it)) {
                    own.push(dir);
                } else if distance < MAX_DISTANCE
                    && let Some(dir) = modules.dependency_dir(&import)
                    && let Some(dir) = self.unread(dir)
                {
                    others[usize::from(distance)].push(dir);
                }
            }
            self.load_dirs(&own, false);
            for (distance, dirs) in others.iter().enumerate() {
                self.load_dirs_at(dirs, false, distance as u8 + 1);
            }
        }
    }

    /// The Go files of a directory of which none has been read.
    fn unread(&self, dir: PathBuf) -> Option<GoDir> {
        let listing = list(&dir).ok()?;
        let fresh = !listing.files.iter().any(|file| self.seen.contains(file));
        (fresh && !listing.files.is_empty()).then_some(GoDir {
            dir,
            files: listing.files,
        })
    }

    /// The directories of the packages read so far, and of files left out for a problem.
    pub(super) fn dirs(&self) -> HashSet<PathBuf> {
        let parent = |path: &Path| path.parent().map(Path::to_path_buf);
        let broken = self
            .problems
            .iter()
            .filter_map(|problem| parent(&self.root.join(problem.path.as_str())));
        self.files
            .iter()
            .filter_map(|file| parent(&file.path))
            .chain(broken)
            .collect()
    }

    /// Groups what was read into packages.
    pub(super) fn finish(mut self, modules: &mut Modules, workspace: &mut Workspace) {
        self.files
            .par_sort_by_cached_key(|file| display(self.root, &file.path));
        let several = self
            .files
            .iter()
            .filter(|file| file.named)
            .filter_map(|file| file.path.parent())
            .collect::<BTreeSet<_>>()
            .len()
            > 1;
        let mut groups: BTreeMap<(SmolStr, SmolStr, PathBuf), Vec<usize>> = BTreeMap::new();
        let mut homes: Vec<usize> = Vec::new();
        for (at, file) in self.files.iter().enumerate() {
            let dir = file.path.parent().unwrap_or(self.root);
            let module = modules.of_dir(dir);
            homes.push(module);
            let mut path = match (file.named, several) {
                (false, _) => modules.import_path(module, dir),
                (true, false) => SmolStr::new_static("command-line-arguments"),
                (true, true) => format_smolstr!(
                    "command-line-arguments/{}",
                    display(self.root, dir).trim_start_matches('/')
                ),
            };
            if file.is_test && file.header.package.ends_with("_test") {
                path = format_smolstr!("{path}_test");
            }
            groups
                .entry((path, file.header.package.clone(), dir.to_path_buf()))
                .or_default()
                .push(at);
        }
        // Modules by directory.
        let mut order: Vec<usize> = (0..modules.list.len())
            .filter(|index| homes.contains(index) || modules.list[*index].real)
            .collect();
        order.sort_by(|a, b| {
            modules.list[*a]
                .module
                .dir
                .cmp(&modules.list[*b].module.dir)
        });
        let place = |index: usize| order.iter().position(|at| *at == index).unwrap_or(0) as u32;
        workspace.modules = order
            .iter()
            .map(|at| modules.list[*at].module.clone())
            .collect();
        let mut package_of = vec![PackageId(0); self.files.len()];
        for ((import_path, name, _), members) in groups {
            let id = PackageId(workspace.packages.len() as u32);
            members.iter().for_each(|at| package_of[*at] = id);
            let module = members.first().map_or(0, |at| place(homes[*at]));
            let target = members.iter().any(|at| self.files[*at].target);
            let dependency = !target
                && members.first().is_some_and(|at| {
                    let dir = self.files[*at].path.parent().unwrap_or(self.root);
                    modules.is_dependency(homes[*at], dir)
                });
            let texts = || members.iter().map(|at| &self.files[*at].text);
            let bodies = !dependency
                || texts().map(|it| it.len()).sum::<usize>() <= MAX_DEPENDENCY
                    && texts().any(|it| starts_goroutines(it));
            let files = members.iter().map(|at| FileId(*at as u32)).collect();
            workspace.packages.push(Package {
                import_path,
                name,
                files,
                module,
                target,
                dependency,
                bodies,
            });
        }
        for (at, file) in self.files.into_iter().enumerate() {
            let module = modules
                .list
                .get(homes[at])
                .map_or(super::modules::NEWEST, |known| known.module.go);
            workspace
                .files
                .push(source_file(file, self.root, package_of[at], module));
        }
    }
}

fn source_file(file: Loaded, root: &Path, package: PackageId, module: GoVersion) -> SourceFile {
    let own = Some(&file.header)
        .filter(|header| header.modern)
        .and_then(|header| header.constraint.go_version());
    SourceFile {
        display: SmolStr::from(display(root, &file.path)),
        go: own.map_or(module, |own| own.max(FILE_VERSIONS)),
        path: file.path,
        text: file.text,
        package,
        is_test: file.is_test,
        generated: file.header.generated,
        constraint: file.header.constraint,
    }
}

/// Some line of the text begins with a `go` statement; a comment may look like one.
fn starts_goroutines(text: &str) -> bool {
    // A `go` statement, or a group's `g.Go(func() error {`.
    text.lines().any(|line| {
        line.trim_start().starts_with("go ") && !line.starts_with("go ") || line.contains(".Go(")
    })
}

fn is_test(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().ends_with("_test.go"))
}

fn problem(
    root: &Path,
    kind: ProblemKind,
    path: &Path,
    span: Option<Span>,
    message: String,
) -> Problem {
    Problem {
        kind,
        path: SmolStr::from(display(root, path)),
        span,
        message,
    }
}

/// Reads a file as text, or says why not and what to do.
fn read_text(path: &Path) -> Result<Arc<str>, (Option<Span>, String)> {
    let unreadable = |error: std::io::Error| {
        (
            None,
            format!("the file could not be read: {error}; it is left out"),
        )
    };
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > MAX_BYTES {
        let message = format!(
            "the file is left out: it has {} MB, the limit is 20 MB; split it or name packages without it",
            size / (1024 * 1024)
        );
        return Err((None, message));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        (
            None,
            format!(
                "the file is left out: byte {at} is not UTF-8, which Go requires; save it as UTF-8"
            ),
        )
    })?;
    if let Some(at) = text.as_bytes().iter().position(|byte| *byte == 0) {
        return Err((
            None,
            format!(
                "the file is left out: byte {at} is NUL, which Go does not allow; it seems to be binary, remove the byte"
            ),
        ));
    }
    Ok(Arc::from(text))
}
