//! Small worlds of Go packages for the tests of this stage.

use super::infer::{Typing, infer};
use super::*;
use crate::discover::constraint::{Builds, Constraint};
use crate::discover::{GoVersion, Module, Package, PackageId, SourceFile, Workspace};
use crate::ir::{ExprId, FileIr, FuncIr, FuncKind};

/// Parsed files and the table over them.
pub(super) struct World {
    pub(super) universe: Universe,
    workspace: Workspace,
    irs: Vec<FileIr>,
}

/// A function body with its types.
pub(super) struct Typed<'w> {
    world: &'w World,
    file: FileId,
    body: &'w FuncIr,
    typing: Typing,
}

impl World {
    /// Files as (display path, text); the folder is the import path. A text may start with a tag: `//go:build linux`.
    pub(super) fn of(files: &[(&str, &str)]) -> World {
        let mut workspace = Workspace::default();
        workspace.modules.push(Module {
            path: "m".into(),
            dir: "/m".into(),
            go: GoVersion {
                major: 1,
                minor: 24,
            },
            declared: true,
        });
        let mut files: Vec<(&str, &str)> = files.to_vec();
        files.sort_by_key(|it| it.0);
        let mut outlines = Vec::new();
        let mut irs = Vec::new();
        for (display, text) in files {
            let tree = crate::syntax::go::parse(text);
            assert!(tree.unread.is_empty(), "{display}: {:?}", tree.unread);
            let outline = crate::outline::build(&tree, text);
            irs.push(crate::ir::lower::lower(&tree, text));
            let path = display.rsplit_once('/').map_or("main", |it| it.0);
            let package = package(&mut workspace, path, &outline.package);
            let file = FileId(workspace.files.len() as u32);
            workspace.packages[package.index()].files.push(file);
            let tag = text
                .strip_prefix("//go:build ")
                .and_then(|it| it.lines().next());
            workspace.files.push(SourceFile {
                path: display.into(),
                display: display.into(),
                text: text.into(),
                package,
                is_test: display.ends_with("_test.go"),
                generated: false,
                go: GoVersion {
                    major: 1,
                    minor: 24,
                },
                constraint: tag.map_or(Constraint::Always, |it| Constraint::Tag(it.to_owned())),
            });
            outlines.push(outline);
        }
        let builds = Builds::new(&workspace);
        let universe = Universe::build(&workspace, &builds, &outlines, &irs);
        World {
            universe,
            workspace,
            irs,
        }
    }

    /// One file of package `main`, without package clause.
    pub(super) fn single(text: &str) -> World {
        World::of(&[("main/a.go", &format!("package main\n{text}"))])
    }

    /// The body of the first function with this name (`T.M` for a method).
    pub(super) fn func(&self, name: &str) -> Typed<'_> {
        let found = (0..self.universe.funcs.len() as u32)
            .map(FuncId)
            .find(|it| self.universe.func_name(*it) == name);
        let id = found.unwrap_or_else(|| panic!("no function {name}"));
        let info = &self.universe.funcs[id.index()];
        let ir = &self.irs[info.file.index()];
        let body = ir
            .funcs
            .iter()
            .find(|it| it.kind == FuncKind::Decl(info.index))
            .expect("a body");
        let typing = infer(&self.universe, info.file, ir, body, Some(id));
        Typed {
            world: self,
            file: info.file,
            body,
            typing,
        }
    }

    /// The type of a package variable.
    pub(super) fn var(&self, name: &str) -> String {
        let var = self.universe.vars.iter().find(|it| it.name == name);
        self.universe
            .display(&var.unwrap_or_else(|| panic!("no variable {name}")).ty)
    }

    /// The declared type with this name.
    pub(super) fn named(&self, name: &str) -> Ty {
        let found = self.universe.types.iter().position(|it| it.name == name);
        let id = TypeId(found.unwrap_or_else(|| panic!("no type {name}")) as u32);
        Ty::Named(
            id,
            self.universe.types[id.index()]
                .params
                .iter()
                .map(|it| it.1.clone())
                .collect(),
        )
    }
}

fn package(workspace: &mut Workspace, path: &str, name: &str) -> PackageId {
    if let Some(at) = workspace
        .packages
        .iter()
        .position(|it| it.import_path == path)
    {
        return PackageId(at as u32);
    }
    let name = name.into();
    workspace.packages.push(Package {
        import_path: path.into(),
        name,
        files: Vec::new(),
        module: 0,
        target: true,
        dependency: false,
        bodies: true,
    });
    PackageId(workspace.packages.len() as u32 - 1)
}

impl Typed<'_> {
    /// The type of the last local with this name.
    pub(super) fn local(&self, name: &str) -> String {
        let names = &self.world.irs[self.file.index()].names;
        let found = self
            .body
            .locals
            .iter()
            .rposition(|it| names[it.name.index()] == name);
        let at = found.unwrap_or_else(|| panic!("no local {name}"));
        self.world.universe.display(&self.typing.locals[at])
    }

    fn written(&self, text: &str) -> ExprId {
        let source = &self.world.workspace.files[self.file.index()].text;
        // Of several expressions with one text the last is the outermost in an IR made bottom-up.
        let found = self
            .body
            .spans
            .iter()
            .rposition(|it| it.text(source) == text);
        ExprId(found.unwrap_or_else(|| panic!("no expression {text}")) as u32)
    }

    /// What the last expression with this text refers to.
    pub(super) fn selection(&self, text: &str) -> String {
        let found = self.typing.selection(self.written(text));
        found.map_or_else(
            || "none".to_owned(),
            |it| self.world.universe.show_selection(it),
        )
    }
}
