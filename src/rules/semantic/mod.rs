//! Rules over one function at a time, on the facts that the race analysis has gathered.
//!
//! In: the linked program. Out: [`Draft`]s. A matcher says where and what; id, severity and texts are the rule file's. Must not know
//! rendering.
//!
//! Most functions are of no interest to any of these rules, so a matcher names the identifiers without which it has nothing to
//! say; only where a function uses them is it typed again. What the names mean is decided by type.

mod goroutine;
mod health;
mod http_response;
mod invented_method;
mod lock_fix;
mod lock_kept;
mod lock_panic;
mod loop_variable;
mod map_escape;
mod map_leave;
mod myths;
mod one_receive;
mod pooled_buffer;
mod profiled;
mod recover;
mod request_context;
mod sensitive_log;
mod servers;
mod strings;
mod sync_map;
mod tls_config;
mod view;
mod wait_group;

use super::map_race::Draft;
use crate::ir::{Expr, FuncIr, NameId};
use crate::link::{FuncKey, Program};
use crate::models::Models;
use crate::support::FileId;
use rayon::prelude::*;
use smol_str::SmolStr;
use view::{Facts, View};

/// A rule's matcher.
struct Matcher {
    /// Names of the rules that it decides.
    rules: &'static [&'static str],
    /// It has something to say of functions that use one of these identifiers; none: of functions for which `wants` holds.
    names: &'static [&'static str],
    /// A cheap test on the summary of a function.
    wants: fn(&Program<'_>, FuncKey) -> bool,
    find: fn(&View<'_>, &mut Vec<Draft>),
}

const MATCHERS: &[Matcher] = &[
    Matcher {
        rules: &["guarded-map-escapes"],
        names: &[],
        wants: map_escape::wants,
        find: map_escape::find,
    },
    Matcher {
        rules: &["request-context-escapes-to-goroutine"],
        names: &[],
        wants: goroutine::leaves_some_behind,
        find: request_context::find,
    },
    Matcher {
        rules: &["lock-not-released"],
        names: &[],
        wants: lock_kept::wants,
        find: lock_kept::find,
    },
    Matcher {
        rules: &["lock-not-released"],
        names: &["Unlock", "RUnlock"],
        wants: lock_panic::wants,
        find: lock_panic::find,
    },
    Matcher {
        rules: &["sync-map-check-then-act"],
        names: &["Store"],
        wants: always,
        find: sync_map::check_then_act,
    },
    Matcher {
        rules: &["sync-map-fit"],
        names: &["Range"],
        wants: always,
        find: sync_map::counted_by_range,
    },
    Matcher {
        rules: &[
            "recover-drops-error",
            "silent-recover",
            "recover-restart-loop",
            "recover-around-map-race",
        ],
        names: &["recover"],
        wants: always,
        find: recover::find,
    },
    Matcher {
        rules: &["pooled-buffer-returned"],
        names: &["Put"],
        wants: always,
        find: pooled_buffer::find,
    },
    Matcher {
        rules: &["wait-group-misuse"],
        names: &["Done"],
        wants: always,
        find: wait_group::find,
    },
    Matcher {
        rules: &["wait-group-misuse"],
        names: &[],
        wants: one_receive::wants,
        find: one_receive::find,
    },
    Matcher {
        rules: &["loopvar-shared"],
        names: &[],
        wants: loop_variable::wants,
        find: loop_variable::find,
    },
    Matcher {
        rules: &["runtime-map-internals"],
        names: &["Pointer"],
        wants: always,
        find: myths::map_header,
    },
    Matcher {
        rules: &["context-not-propagated"],
        names: &["Background", "TODO"],
        wants: always,
        find: myths::detached_context,
    },
    Matcher {
        rules: &["tls-version-too-low"],
        names: &["VersionSSL30", "VersionTLS10", "VersionTLS11"],
        wants: always,
        find: tls_config::version,
    },
    Matcher {
        rules: &["tls-curves-drop-post-quantum"],
        names: &["X25519", "CurveP256", "CurveP384", "CurveP521"],
        wants: always,
        find: tls_config::curves,
    },
    Matcher {
        rules: &["pprof-on-public-listener"],
        names: SERVE,
        wants: always,
        find: servers::pprof,
    },
    Matcher {
        rules: &["http-server-without-timeouts"],
        names: SERVE,
        wants: always,
        find: servers::timeouts,
    },
    Matcher {
        rules: &["sensitive-value-logged"],
        names: sensitive_log::NAMES,
        wants: sensitive_log::wants,
        find: sensitive_log::find,
    },
    Matcher {
        rules: &["health-handler-unbounded"],
        names: health::REGISTER,
        wants: health::wants,
        find: health::unbounded,
    },
    Matcher {
        rules: &["probe-shorter-than-handler"],
        names: health::REGISTER,
        wants: health::wants,
        find: health::probes,
    },
    Matcher {
        rules: &["response-before-error"],
        names: &["Get", "Head", "Post", "PostForm", "Do"],
        wants: http_response::wants,
        find: http_response::find,
    },
    Matcher {
        rules: &["invented-api"],
        names: &["MarshalTo"],
        wants: always,
        find: invented_method::find,
    },
];

/// What starts an HTTP server.
const SERVE: &[&str] = &["ListenAndServe", "ListenAndServeTLS", "Serve", "ServeTLS"];

fn always(_: &Program<'_>, _: FuncKey) -> bool {
    true
}

/// Names of the rules that are decided here.
pub fn names() -> impl Iterator<Item = &'static str> {
    MATCHERS.iter().flat_map(|it| it.rules).copied()
}

/// All that these rules find in files that are reported on, of the rules whose id is `enabled`.
pub fn find(
    program: &Program<'_>,
    models: &Models,
    reported: &(dyn Fn(FileId) -> bool + Sync),
    enabled: &(dyn Fn(&str) -> bool + Sync),
) -> Vec<Draft> {
    let is_on = |name: &str| {
        let rule = super::catalog().iter().find(|it| it.name == name);
        rule.is_some_and(|it| enabled(&it.id))
    };
    let matchers: Vec<&Matcher> = MATCHERS
        .iter()
        .filter(|it| it.rules.iter().any(|rule| is_on(rule)))
        .collect();
    let facts = Facts::default();
    let all: Vec<FuncKey> = (0..program.funcs.len() as u32).map(FuncKey).collect();
    // Functions are numbered file by file.
    let files: Vec<&[FuncKey]> = all
        .chunk_by(|a, b| file_of(program, *a) == file_of(program, *b))
        .filter(|funcs| reported(file_of(program, funcs[0])))
        .collect();
    let found: Vec<Vec<Draft>> = files
        .into_par_iter()
        .map(|funcs| in_file(program, models, &facts, &matchers, funcs))
        .collect();
    let mut drafts: Vec<Draft> = found.into_iter().flatten().collect();
    if is_on("runtime-map-internals") {
        for file in (0..program.workspace.files.len() as u32).map(FileId) {
            if reported(file) {
                myths::linknames(program, file, &mut drafts);
            }
        }
    }
    drafts.retain(|draft| enabled(draft.rule));
    drafts
}

fn file_of(program: &Program<'_>, key: FuncKey) -> FileId {
    program.funcs[key.0 as usize].file
}

/// The functions of one file.
fn in_file(
    program: &Program<'_>,
    models: &Models,
    facts: &Facts,
    matchers: &[&Matcher],
    funcs: &[FuncKey],
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let Some(first) = funcs.first() else {
        return drafts;
    };
    let names = &program.irs[file_of(program, *first).index()].names;
    // Each matcher with those of its identifiers that the file uses.
    let wanted: Vec<(&Matcher, Vec<NameId>)> = matchers
        .iter()
        .map(|matcher| (*matcher, positions(names, matcher.names)))
        .filter(|(matcher, used)| matcher.names.is_empty() || !used.is_empty())
        .collect();
    for key in funcs {
        let ir = program.func_ir(*key);
        let mut view = None;
        for (matcher, used) in &wanted {
            if (matcher.wants)(program, *key) && uses(ir, used) {
                let view = view.get_or_insert_with(|| View::new(program, models, facts, *key));
                (matcher.find)(view, &mut drafts);
            }
        }
    }
    drafts
}

fn positions(names: &[SmolStr], wanted: &[&str]) -> Vec<NameId> {
    let found = names.iter().enumerate();
    found
        .filter(|(_, name)| wanted.contains(&name.as_str()))
        .map(|(at, _)| NameId(at as u32))
        .collect()
}

/// The function uses one of the names; no names are asked for where the list is empty.
fn uses(ir: &FuncIr, names: &[NameId]) -> bool {
    names.is_empty()
        || ir.exprs.iter().any(|expr| match expr {
            Expr::Name(name) | Expr::Select(_, name) => names.contains(name),
            _ => false,
        })
}
