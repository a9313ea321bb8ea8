//! GMC008: code that reaches into the runtime's maps. GMC107: contexts that are not passed on.
//!
//! In: a view, or the text of directives. Out: drafts.

use super::view::View;
use crate::calls::Target;
use crate::concurrency::conflict::Strength;
use crate::ir::{Expr, ExprId, visit};
use crate::link::Program;
use crate::rules;
use crate::rules::map_race::Draft;
use crate::support::{FileId, Loc, Span};
use crate::types::Ty;

/// Fields of the runtime's map header, before and since Go 1.24.
const HEADER: &[&str] = &[
    "B",
    "buckets",
    "oldbuckets",
    "hash0",
    "nevacuate",
    "noverflow",
    "dirPtr",
    "dirLen",
    "globalDepth",
    "globalShift",
];

const INTERNALS: &str = "runtime-map-internals";

/// A map variable cast to a copy of the runtime's header.
pub(super) fn map_header(view: &View<'_>, drafts: &mut Vec<Draft>) {
    for body in view.bodies() {
        for call in visit::expressions(view.ir, view.block(body)) {
            if is_header_cast(view, call) {
                drafts.extend(view.draft(
                    INTERNALS,
                    view.span(call),
                    "the map is read through a copy of the runtime's header, which has another layout in other versions of Go (Swiss tables since 1.24)".to_owned(),
                    "use the map itself, under a lock; no header says whether somebody else writes it".to_owned(),
                ));
            }
        }
    }
}

fn is_header_cast(view: &View<'_>, call: ExprId) -> bool {
    let (Some(Target::Conversion), Some([argument])) = (view.target(call), view.args(call)) else {
        return false;
    };
    let mut ty = view.ty(call).clone();
    while let Ty::Pointer(inner) = &ty {
        ty = (**inner).clone();
    }
    let Ty::Struct(fields) = view.universe().underlying(&ty) else {
        return false;
    };
    let known = fields
        .iter()
        .filter(|it| HEADER.contains(&view.universe().fields[it.index()].name.as_str()))
        .count();
    known >= 2
        && visit::below(view.ir, *argument)
            .into_iter()
            .any(|it| match view.expr(it) {
                Expr::Addr(of) => matches!(view.universe().underlying(view.ty(*of)), Ty::Map(_)),
                _ => false,
            })
}

/// `//go:linkname local runtime.map...`. Directives are comments, so this reads the text.
pub(super) fn linknames(program: &Program<'_>, file: FileId, drafts: &mut Vec<Draft>) {
    let source = &program.workspace.files[file.index()];
    let package = &program.workspace.packages[source.package.index()].import_path;
    // The standard library may do what it likes with itself.
    let own = program.workspace.modules
        [program.workspace.packages[source.package.index()].module as usize]
        .path
        == "std";
    if own || !source.text.contains("//go:linkname ") {
        return;
    }
    let Some(spec) = rules::catalog().iter().find(|it| it.name == INTERNALS) else {
        return;
    };
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let Some(rest) = line.strip_prefix("//go:linkname ") else {
            continue;
        };
        let Some(remote) = rest.split_whitespace().nth(1) else {
            continue;
        };
        let internal = ["runtime.map", "reflect.map", "internal/runtime/maps."]
            .iter()
            .any(|it| remote.starts_with(it));
        if !internal {
            continue;
        }
        let length = line.trim_end().len();
        drafts.push(Draft {
            rule: &spec.id,
            severity: spec.severity,
            strength: Strength::High,
            message: format!("`{remote}` is the runtime's own: linking to it is refused or breaks with the next version of Go"),
            primary: Loc {
                file,
                span: Span::new(at, at + length),
            },
            function: String::new(),
            subject: remote.to_owned(),
            map: format!("{package}.{remote}"),
            goroutines: Vec::new(),
            evidence: Vec::new(),
            help: "use the map itself, under a lock".to_owned(),
            fix: None,
        });
    }
}

/// GMC107: a new root context in a function that was given one.
pub(super) fn detached_context(view: &View<'_>, drafts: &mut Vec<Draft>) {
    let is_context = |ty: &Ty| view.is_type(ty, "context", "Context");
    for body in view.bodies() {
        let given = view
            .params(body)
            .iter()
            .chain(view.params(None))
            .find(|it| is_context(view.typing.local(**it)));
        let Some(given) = given else { continue };
        for call in visit::expressions(view.ir, view.block(body)) {
            let root = ["Background", "TODO"]
                .iter()
                .find(|name| view.calls(call, "context", None, name));
            if let Some(root) = root {
                let name = view.local_name(*given);
                drafts.extend(view.draft(
                    "context-not-propagated",
                    view.span(call),
                    format!("`context.{root}()` does not end when `{name}` does"),
                    format!("pass `{name}` on, or `context.WithoutCancel({name})` where the work must outlive it"),
                ));
            }
        }
    }
}
