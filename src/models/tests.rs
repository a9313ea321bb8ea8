//! Tests of the tables and of their look-ups.

use super::name::{expand, same_path, split};
use super::table::{BUILT_IN, Table};
use super::*;
use std::collections::BTreeSet;

fn models() -> Models {
    Models::load().unwrap()
}

fn tables() -> Vec<(&'static str, Table)> {
    BUILT_IN
        .iter()
        .map(|(origin, text)| (*origin, toml::from_str(text).unwrap()))
        .collect()
}

fn launcher<'a>(models: &'a Models, package: &str, recv: Option<&str>, name: &str) -> &'a Launcher {
    match models.call(package, recv, name) {
        Some(Known::Launcher(launcher)) => launcher,
        other => panic!("{package}.{recv:?}.{name} is {other:?}"),
    }
}

#[test]
fn built_in_tables_load() {
    models();
}

fn assert_sorted<T: Ord + std::fmt::Debug>(origin: &str, rows: impl IntoIterator<Item = T>) {
    let rows: Vec<T> = rows.into_iter().collect();
    for pair in rows.windows(2) {
        assert!(
            pair[0] < pair[1],
            "{origin}: {:?} stands before {:?}",
            pair[0],
            pair[1]
        );
    }
}

#[test]
fn rows_are_sorted() {
    for (origin, table) in tables() {
        for (names, _) in table.lists() {
            assert_sorted(origin, names);
        }
        assert_sorted(origin, &table.fresh);
        assert_sorted(origin, &table.synchronized);
        assert_sorted(origin, table.launcher.iter().map(|row| &row.func));
        assert_sorted(origin, table.field_launcher.iter().map(|row| &row.field));
        assert_sorted(origin, table.lock.iter().map(|row| &row.func));
        assert_sorted(origin, table.read_side.iter().map(|row| &row.func));
        assert_sorted(origin, table.guess.iter().map(|row| &row.func));
        assert_sorted(
            origin,
            table.contract.iter().map(|row| (&row.method, &row.params)),
        );
        assert_sorted(
            origin,
            table
                .registration
                .iter()
                .map(|row| (&row.func_prefix, &row.func_suffix)),
        );
        assert_sorted(
            origin,
            table
                .map
                .iter()
                .map(|row| (&row.func, row.arg, format!("{:?}", row.effect))),
        );
    }
}

/// Every name in the index of calls once, over all tables; the same for the other indexes.
#[test]
fn no_name_is_listed_twice() {
    let mut seen = BTreeSet::new();
    let mut check = |index: &'static str, pattern: &str| {
        for name in expand(pattern) {
            assert!(seen.insert((index, name.clone())), "{index}: {name} twice");
        }
    };
    for (_, table) in tables() {
        for (names, _) in table.lists() {
            names.iter().for_each(|name| check("call", name));
        }
        table
            .launcher
            .iter()
            .for_each(|row| check("call", &row.func));
        table.lock.iter().for_each(|row| check("call", &row.func));
        table
            .read_side
            .iter()
            .for_each(|row| check("call", &row.func));
        table.fresh.iter().for_each(|name| check("fresh", name));
        table
            .synchronized
            .iter()
            .for_each(|name| check("synchronized", name));
        table
            .field_launcher
            .iter()
            .for_each(|row| check("field", &row.field));
        table.guess.iter().for_each(|row| check("guess", &row.func));
        for row in &table.map {
            for name in expand(&row.func) {
                check("map", &format!("{name}/{}/{:?}", row.arg, row.effect));
            }
        }
    }
}

#[test]
fn rows_make_sense() {
    for (origin, table) in tables() {
        for row in table.launcher.iter().chain(&table.guess) {
            let concurrent = row.runs != Runs::Inline;
            assert_eq!(
                concurrent,
                !row.kind.is_empty(),
                "{origin}: {}: kind",
                row.func
            );
            assert!(
                concurrent || row.join.is_none() && !row.waits,
                "{origin}: {}",
                row.func
            );
        }
        for row in &table.field_launcher {
            assert_eq!(
                row.runs != Runs::Inline,
                !row.kind.is_empty(),
                "{origin}: {}: kind",
                row.field
            );
        }
        for row in &table.map {
            assert!((-2..10).contains(&row.arg), "{origin}: {}", row.func);
        }
    }
}

/// The method that joins what a launcher starts is itself known to wait.
#[test]
fn joins_are_known() {
    let models = models();
    for (origin, table) in tables() {
        for row in &table.launcher {
            let Some(join) = &row.join else { continue };
            for name in expand(&row.func) {
                let parts = split(&name).unwrap();
                let known = models.call(parts.package, parts.recv, join);
                assert!(
                    matches!(known, Some(Known::Wait)),
                    "{origin}: {name}: {join}"
                );
            }
        }
    }
}

#[test]
fn names_split_where_capitals_start() {
    let parts = |text| split(text).map(|name| (name.package, name.recv, name.name));
    assert_eq!(
        parts("sync.Mutex.Lock"),
        Some(("sync", Some("Mutex"), "Lock"))
    );
    assert_eq!(
        parts("net/http.HandleFunc"),
        Some(("net/http", None, "HandleFunc"))
    );
    assert_eq!(
        parts("github.com/nats-io/nats.go.Conn.Subscribe"),
        Some(("github.com/nats-io/nats.go", Some("Conn"), "Subscribe"))
    );
    assert_eq!(
        parts("testing:common.Fatal"),
        Some(("testing", Some("common"), "Fatal"))
    );
    for malformed in [
        "",
        "sync",
        "sync.",
        "sync.lower",
        ".Mutex",
        "a.B-C",
        "sync.Mutex.",
    ] {
        assert_eq!(parts(malformed), None, "{malformed}");
    }
}

#[test]
fn braces_expand_in_order() {
    assert_eq!(expand("a.B"), ["a.B"]);
    assert_eq!(
        expand("a.{B,C}.{D,E}"),
        ["a.B.D", "a.B.E", "a.C.D", "a.C.E"]
    );
    assert_eq!(expand("a.{B"), ["a.{B"]);
}

#[test]
fn import_paths_match_across_versions_and_vendoring() {
    for path in [
        "github.com/labstack/echo",
        "github.com/labstack/echo/v4",
        "vendor/github.com/labstack/echo",
        "example.com/x/vendor/github.com/labstack/echo/v5",
    ] {
        assert!(same_path("github.com/labstack/echo", path), "{path}");
    }
    assert!(same_path("gopkg.in/yaml", "gopkg.in/yaml.v3"));
    assert!(same_path("a/sdk/helper/schema", "a/sdk/v2/helper/schema"));
    assert!(!same_path("k8s.io/api/core", "k8s.io/api/core/v1"));
    assert!(!same_path("sync", "x/sync"));
    assert!(!same_path("net/http", "net/http_test"));
}

#[test]
fn calls_are_found_by_their_parts() {
    let models = models();
    let call = |package, recv, name| models.call(package, recv, name);
    assert!(matches!(
        call("sync", Some("Mutex"), "Lock"),
        Some(Known::Lock(LockOp::Lock))
    ));
    assert!(matches!(
        call("sync", Some("RWMutex"), "TryRLock"),
        Some(Known::Lock(LockOp::TryRLock))
    ));
    assert!(matches!(
        call("sync", Some("RWMutex"), "RLocker"),
        Some(Known::ReadSide)
    ));
    assert!(matches!(
        call("sync", Some("Once"), "Do"),
        Some(Known::OnceDo)
    ));
    assert!(matches!(
        call("sync", None, "OnceValue"),
        Some(Known::OnceFunc)
    ));
    assert!(matches!(
        call("testing", Some("common"), "Fatal"),
        Some(Known::NoReturn)
    ));
    assert!(matches!(
        call("testing", Some("T"), "Parallel"),
        Some(Known::Parallel)
    ));
    assert!(matches!(call("maps", None, "Clone"), Some(Known::Fresh)));
    assert!(matches!(
        call("x/vendor/github.com/moby/locker", Some("Locker"), "Lock"),
        Some(Known::KeyedLock(LockOp::Lock))
    ));
    assert!(call("sync", None, "Lock").is_none());
    assert!(call("example.com/sync", Some("Mutex"), "Lock").is_none());
    assert!(models.keyed("k8s.io/utils/keymutex", Some("KeyMutex"), "LockKey"));
    assert!(!models.keyed("sync", Some("Mutex"), "Lock"));
}

#[test]
fn launchers_tell_how_often() {
    let models = models();
    let errgroup = launcher(
        &models,
        "x/vendor/golang.org/x/sync/errgroup",
        Some("Group"),
        "Go",
    );
    assert_eq!(
        (errgroup.runs, errgroup.join.as_deref()),
        (Runs::Once, Some("Wait"))
    );
    assert_eq!(
        launcher(&models, "net/http", None, "HandleFunc").runs,
        Runs::Served
    );
    assert_eq!(
        launcher(
            &models,
            "github.com/robfig/cron/v3",
            Some("Cron"),
            "AddFunc"
        )
        .runs,
        Runs::Many
    );
    assert_eq!(launcher(&models, "sort", None, "Slice").runs, Runs::Inline);
    assert!(launcher(&models, "testing", Some("B"), "RunParallel").waits);
    assert!(launcher(&models, "github.com/oklog/run", Some("Group"), "Add").rest);
    assert!(
        launcher(
            &models,
            "tailscale.com/syncs",
            Some("MutexValue"),
            "WithLock"
        )
        .locked
    );
    let informer = launcher(
        &models,
        "k8s.io/client-go/tools/cache",
        Some("SharedInformer"),
        "AddEventHandler",
    );
    assert_eq!(informer.runs, Runs::Serial);
    let collect = launcher(&models, "slices", None, "Collect");
    assert_eq!(collect.runs, Runs::Inline);
    assert!(models.fresh("slices", None, "Collect"));
    assert_eq!(models.guess("Go").map(|row| row.runs), Some(Runs::Once));
    assert!(models.guess("Wander").is_none());
}

#[test]
fn contracts_have_parsed_parameters() {
    let models = models();
    let [handler, ..] = models.contract_method("ServeHTTP") else {
        panic!("no contract");
    };
    assert!(handler.types[0].is("net/http", "ResponseWriter"));
    let ParamType::Pointer(request) = &handler.types[1] else {
        panic!("no pointer");
    };
    assert!(request.is("net/http", "Request"));
    let echo = models
        .contract_funcs()
        .iter()
        .any(|row| matches!(row.types.as_slice(), [ty] if ty.is("github.com/labstack/echo/v4", "Context")));
    assert!(echo);
    assert!(models.contract_method("Wander").is_empty());
}

#[test]
fn effects_fields_and_registrations_are_found() {
    let models = models();
    let copy = models.map_effects("maps", None, "Copy");
    let effects: Vec<_> = copy.iter().map(|row| (row.arg, row.effect)).collect();
    assert_eq!(effects, [(0, MapEffect::Write), (1, MapEffect::Range)]);
    assert!(models.map_effects("maps", None, "Keys")[0].lazy);
    assert_eq!(
        models.map_effects("net/http", Some("Header"), "Set")[0].effect,
        MapEffect::Write
    );
    assert!(models.map_effects("encoding/json", None, "Unmarshal")[0].deep);
    assert!(models.map_effects("strings", None, "Join").is_empty());
    let field = models
        .field_launcher("net/http", "Server", "Handler")
        .unwrap();
    assert_eq!(
        (field.runs, field.methods.as_slice()),
        (Runs::Served, &["ServeHTTP".to_owned()][..])
    );
    assert!(
        models
            .field_launcher("net/http", "Server", "Addr")
            .is_none()
    );
    assert_eq!(
        models
            .registration("a/pb", "RegisterGreeterServer")
            .map(|row| row.arg),
        Some(1)
    );
    assert_eq!(
        models
            .registration("a/pb", "RegisterGreeterHandlerServer")
            .map(|row| row.arg),
        Some(2)
    );
    assert_eq!(
        models
            .registration("a/pingv1connect", "NewPingHandler")
            .map(|row| row.arg),
        Some(0)
    );
    assert!(models.registration("a/b", "NewPingHandler").is_none());
    assert!(models.registration("a/pb", "RegisterServer").is_none());
    assert!(models.synchronized("sync", "Map") && !models.synchronized("sync", "Mutex"));
    assert!(models.is_mutex("sync", "RWMutex") && models.is_mutex("sync", "Locker"));
    assert!(!models.is_mutex("github.com/moby/locker", "Locker"));
}

#[test]
fn a_project_adds_and_replaces_rows() {
    let mut models = models();
    let text = r#"
        no_return = ["example.com/x/log.Die"]

        [[launcher]]
        func = "time.AfterFunc"
        arg = 1
        runs = "inline"
    "#;
    models.add("own.toml", text).unwrap();
    assert_eq!(
        launcher(&models, "time", None, "AfterFunc").runs,
        Runs::Inline
    );
    assert!(matches!(
        models.call("example.com/x/log", None, "Die"),
        Some(Known::NoReturn)
    ));
}

#[test]
fn errors_name_the_table_and_the_row() {
    let mut models = Models::default();
    for (text, part) in [
        ("surprise = 1", "surprise"),
        ("wait = [\"nonsense\"]", "`nonsense` is no qualified name"),
        (
            "[[lock]]\nfunc = \"sync.Lock\"\nop = \"lock\"",
            "`sync.Lock` is no method",
        ),
        (
            "[[contract]]\nparams = [\"a.b.c\"]\nruns = \"many\"\nkind = \"x\"",
            "`a.b.c` is no type",
        ),
    ] {
        let error = models.add("own.toml", text).unwrap_err().to_string();
        assert!(
            error.contains("own.toml") && error.contains(part),
            "{error}"
        );
    }
}
