//! What go.work or go.mod asks for, and what the toolchain here makes of it.
//!
//! In: go.mod and go.work, the toolchain. Out: [`Toolchain`]. Must not know settings beside GOTOOLCHAIN and GOWORK.

use super::context::{Context, add, of_flaw};
use super::toolchain::{self, Found};
use super::{Place, Toolchain, Variable, paths};
use crate::rules::Severity;
use std::path::Path;

/// The toolchain, and what it makes of go.mod and go.work.
pub(super) fn toolchain_of(
    context: &Context,
    found: &Found,
    variables: &mut [Variable],
) -> Toolchain {
    let version = found.root.as_deref().and_then(toolchain::version);
    let workspace = variables
        .iter()
        .find(|it| it.name == "GOWORK")
        .map_or("", |it| &it.value);
    let demand = Demand::find(context, workspace);
    let it = variables.iter_mut().find(|it| it.name == "GOTOOLCHAIN");
    let mut verdict = None;
    if let (Some(local), Some(it), Some(demand)) = (&version, it, &demand) {
        let flaw = toolchain::verdict(
            local,
            &it.value,
            demand.go.as_deref(),
            demand.toolchain.as_deref(),
        );
        if let Some(flaw) = flaw {
            verdict = Some(flaw.message.clone());
            if flaw.severity != Severity::Note {
                add(&mut it.problems, of_flaw(flaw, Some(demand.place.clone())));
            }
        }
    }
    if found.root.is_none() {
        verdict =
            Some("no go in PATH, and no GOROOT: what Go itself brings is not known".to_owned());
    }
    Toolchain {
        root: found.root.as_deref().map(paths::slashes),
        version,
        wanted: demand.map(|it| (it.text(), it.place)),
        verdict,
    }
}

/// What go.work, or else go.mod, asks for.
struct Demand {
    go: Option<String>,
    toolchain: Option<String>,
    place: Place,
}

impl Demand {
    fn find(context: &Context, gowork: &str) -> Option<Demand> {
        let root = &context.machine.root;
        let work = Some(Path::new(gowork))
            .filter(|it| it.is_file())
            .map(Path::to_owned);
        let module = || {
            root.ancestors()
                .map(|it| it.join("go.mod"))
                .find(|it| it.is_file())
        };
        let path = work.or_else(module)?;
        let text = std::fs::read_to_string(&path).ok()?;
        let directives = crate::document::gomod::read(&text);
        let of = |verb: &str| directives.iter().find(|it| it.verb == verb);
        let go = of("go");
        let offset = go.map_or(0, |it| it.span.start as usize);
        let line = text
            .get(..offset)
            .map_or(1, |it| it.matches('\n').count() + 1);
        Some(Demand {
            go: go.and_then(|it| it.arg(0)).map(str::to_owned),
            toolchain: of("toolchain").and_then(|it| it.arg(0)).map(str::to_owned),
            place: Place {
                path: context.machine.display(&path).to_string(),
                line,
            },
        })
    }

    fn text(&self) -> String {
        let go = self.go.as_ref().map(|it| format!("go {it}"));
        let toolchain = self.toolchain.as_ref().map(|it| format!("toolchain {it}"));
        let all: Vec<String> = go.into_iter().chain(toolchain).collect();
        match all.is_empty() {
            true => "no go line".to_owned(),
            false => all.join(", "),
        }
    }
}
