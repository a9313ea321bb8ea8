//! GMC902 and GMC903: directives and names in Go code that never existed.

use crate::checks::Sink;
use crate::discover::SourceFile;
use crate::facts::Facts;
use crate::outline::FileOutline;
use crate::support::suggest;
use crate::syntax::scan;
use rustc_hash::FxHashSet;

/// Directives that the go command, the compiler, cgo or vet reads.
const KNOWN: &[&str] = &[
    "binary-only-package",
    "build",
    "cgo_dynamic_linker",
    "cgo_export_dynamic",
    "cgo_export_static",
    "cgo_import_dynamic",
    "cgo_import_static",
    "cgo_ldflag",
    "cgo_unsafe_args",
    "debug",
    "embed",
    "fix",
    "generate",
    "linkname",
    "linknamestd",
    "nocheckptr",
    "noescape",
    "noinline",
    "nointerface",
    "norace",
    "nosplit",
    "notinheap",
    "nowritebarrier",
    "nowritebarrierrec",
    "registerparams",
    "systemstack",
    "uintptrescapes",
    "uintptrkeepalive",
    "wasmexport",
    "wasmimport",
    "yeswritebarrierrec",
];

/// Directives that TinyGo reads.
const TINYGO: &[&str] = &[
    "align",
    "export",
    "extern",
    "inline",
    "interrupt",
    "noalias",
    "section",
    "variadic",
    "volatile",
    "wasm-module",
];

/// Names that are made up, with what is meant.
const MADE_UP: &[(&str, &str)] = &[
    ("raceignore", "norace"),
    ("ignorerace", "norace"),
    ("inline", ""),
    ("nobounds", ""),
    ("nolint", ""),
    ("export", ""),
];

pub(super) fn unknown_directive(facts: &Facts, sink: &mut Sink) {
    let unknown = |file: &SourceFile| -> Vec<(String, crate::support::Span)> {
        scan::directives(&file.text, |name| {
            !name.is_empty() && !KNOWN.contains(&name)
        })
        .into_iter()
        .map(|(name, span)| (name.to_owned(), span))
        .collect()
    };
    for (index, file, outline) in facts.own_files() {
        for (name, span) in unknown(file) {
            if (TINYGO.contains(&name.as_str()) && is_for_tinygo(file, outline))
                || is_read_by_own_tool(facts, &name)
            {
                continue;
            }
            let (message, help) = words(&name);
            let _ = sink.report_go(index, span, message).help(help);
        }
    }
}

fn words(name: &str) -> (String, String) {
    let made_up = MADE_UP.iter().find(|(it, _)| *it == name);
    let message = format!("nothing reads `//go:{name}`: it is a comment");
    let help = match made_up {
        Some((_, "norace")) => {
            "mend the race; `//go:norace`, which exists, only keeps it from being reported"
                .to_owned()
        }
        Some(_) => format!("delete it: Go has no `//go:{name}`"),
        None => match suggest::nearest(name, KNOWN.iter().copied()) {
            Some(it) => format!("write `//go:{it}`, if that is meant"),
            None => "delete it, or write it as a plain comment".to_owned(),
        },
    };
    (message, help)
}

fn is_for_tinygo(file: &SourceFile, outline: &FileOutline) -> bool {
    let machine = [
        "machine",
        "device/",
        "runtime/interrupt",
        "runtime/volatile",
    ];
    let imports = outline.imports.iter();
    file.text.contains("tinygo")
        || imports.into_iter().any(|it| {
            machine
                .iter()
                .any(|own| it.path == *own || (own.ends_with('/') && it.path.starts_with(own)))
        })
}

/// The repository has code that looks for the directive by its name.
fn is_read_by_own_tool(facts: &Facts, name: &str) -> bool {
    let forms = [
        format!("\"go:{name}"),
        format!("\"//go:{name}"),
        format!("`//go:{name}"),
        format!("`go:{name}"),
    ];
    facts
        .own_files()
        .any(|(_, file, _)| forms.iter().any(|it| file.text.contains(it.as_str())))
}

/// Package, name that it never had, what there is instead.
const INVENTED: &[(&str, &str, &str)] = &[
    (
        "reflect",
        "MapHeader",
        "maps have no header that could be read: use the map itself, or `reflect.Value.MapRange`",
    ),
    (
        "runtime",
        "Alloc",
        "read `Alloc` of a `runtime.MemStats` with `runtime.ReadMemStats`",
    ),
    ("runtime", "GoID", NO_ID),
    ("runtime", "Goid", NO_ID),
    ("runtime", "GOID", NO_ID),
    ("runtime", "GetGoID", NO_ID),
    ("runtime", "GetGoid", NO_ID),
    ("runtime", "GetGOID", NO_ID),
    ("runtime", "GoroutineID", NO_ID),
    ("runtime", "GoroutineId", NO_ID),
    ("runtime", "GetGoroutineID", NO_ID),
    ("runtime", "GetGoroutineId", NO_ID),
    ("runtime", "CurGoroutineID", NO_ID),
    ("runtime", "CurrentGoroutineID", NO_ID),
    ("runtime", "CurrentGoroutine", NO_ID),
    (
        "runtime",
        "SetGCPercent",
        "use `debug.SetGCPercent` of runtime/debug",
    ),
    (
        "runtime",
        "SetMemoryLimit",
        "use `debug.SetMemoryLimit` of runtime/debug",
    ),
    (
        "runtime",
        "FreeOSMemory",
        "use `debug.FreeOSMemory` of runtime/debug",
    ),
];

const NO_ID: &str = "Go shows no identity of a goroutine: hand a value or a context down instead";

pub(super) fn invented_api(facts: &Facts, sink: &mut Sink) {
    // Whoever has the package at hand may have added to it, if only in its tests.
    let at_hand: FxHashSet<&str> = facts
        .workspace
        .packages
        .iter()
        .map(|it| it.import_path.as_str())
        .collect();
    for (index, file, outline) in facts.own_files() {
        let imports: Vec<(&str, &str)> = outline
            .imports
            .iter()
            .map(|it| (it.local_name(), it.path.as_str()))
            .filter(|(_, path)| *path == "unsafe" || INVENTED.iter().any(|(own, ..)| own == path))
            .filter(|(_, path)| !at_hand.contains(path))
            .collect();
        let named = || {
            INVENTED.iter().any(|(_, name, _)| file.text.contains(name))
                || file.text.contains(").add")
        };
        // A runtime that somebody has changed has names of its own, and asks for a tag.
        if imports.is_empty() || !named() || scan::is_behind_tag(&file.text) {
            continue;
        }
        for selector in scan::selectors(&file.text) {
            let Some((_, path)) = imports.iter().find(|(local, _)| *local == selector.base) else {
                continue;
            };
            if *path == "unsafe" && matches!(selector.name, "Offsetof" | "Sizeof" | "Alignof") {
                if let Some((method, span)) = selector.on_result {
                    let message = format!(
                        "`unsafe.{}` gives a number, which has no `{method}`",
                        selector.name
                    );
                    let _ = sink.report_go(index, span, message).help(format!(
                        "write `unsafe.Add(pointer, unsafe.{}(...))`",
                        selector.name
                    ));
                }
                continue;
            }
            let invented = INVENTED
                .iter()
                .find(|(package, name, _)| package == path && *name == selector.name);
            if let Some((package, name, instead)) = invented {
                let message = format!(
                    "package {package} has no `{name}`, and never had: this does not compile"
                );
                let _ = sink.report_go(index, selector.span, message).help(*instead);
            }
        }
    }
}
