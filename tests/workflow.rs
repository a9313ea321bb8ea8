//! What makes a team leave it switched on: configuration, suppressions, baselines, changes. From the command line, with real git.

#[path = "support/snapshot.rs"]
mod snapshot;
#[path = "support/tool.rs"]
mod tool;

use gomapcheck::config::{Config, schema};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;
use tool::{STORE, git, gomapcheck, mended, said, write};

fn racy() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), &tool::RACY);
    folder
}

/// Findings as (rule, line, column) of what `short` prints, and the exit status.
fn found(folder: &Path, args: &[&str]) -> (Vec<String>, Option<i32>, String) {
    let args: Vec<&str> = ["--format", "short"].iter().chain(args).copied().collect();
    let output = gomapcheck(folder, &args);
    let lines = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(str::to_owned)
        .collect();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (lines, output.status.code(), said)
}

fn store(folder: &Path, text: &str) {
    write(folder, &[("store.go", text)]);
}

#[test]
fn the_module_has_one_finding() {
    let folder = racy();
    let (lines, status, _) = found(folder.path(), &[]);
    assert_eq!((lines.len(), status), (1, Some(1)), "{lines:?}");
    assert!(lines[0].starts_with("store.go:25:5: GMC004 "), "{lines:?}");
}

#[test]
fn the_configuration_is_found_upwards_and_flags_win() {
    let folder = racy();
    let deep = folder.path().join("deep");
    std::fs::create_dir(&deep).expect("a folder");
    write(
        folder.path(),
        &[(
            ".gomapcheck.toml",
            "ignore = [\"GMC004\"]\ntags = [\"a\"]\n",
        )],
    );
    assert_eq!(found(folder.path(), &[]).1, Some(0));
    assert_eq!(found(folder.path(), &["--no-config"]).1, Some(1));
    let shown = said(&gomapcheck(&deep, &["config", "--tags", "b"]));
    assert!(
        shown.contains("ignore = [\"GMC004\"]") && shown.contains("# line 1"),
        "{shown}"
    );
    assert!(
        shown.contains("tags = [\"b\"]") && shown.contains("# --tags"),
        "{shown}"
    );
    assert!(
        shown.contains("pedantic = false") && shown.contains("# default"),
        "{shown}"
    );
}

#[test]
fn wrong_configurations_end_with_2_and_say_where() {
    let folder = racy();
    write(folder.path(), &[(".gomapcheck.toml", "# x\nigonre = []\n")]);
    let (lines, status, said) = found(folder.path(), &[]);
    assert_eq!((lines.len(), status), (0, Some(2)));
    assert!(
        said.contains(".gomapcheck.toml:2:1: unknown key `igonre`; did you mean `ignore`?"),
        "{said}"
    );
    let (_, status, said) = found(folder.path(), &["--config", "none.toml"]);
    assert!(status == Some(2) && said.contains("none.toml"), "{said}");
}

#[test]
fn severities_and_rules_by_path() {
    let folder = racy();
    let config =
        "[[per-path]]\npaths = [\"store.go\"]\nseverity = { map-guard-missing = \"note\" }\n";
    write(folder.path(), &[(".gomapcheck.toml", config)]);
    let output = gomapcheck(folder.path(), &["--format", "github"]);
    assert!(
        said(&output).starts_with("::notice file=store.go,"),
        "{}",
        said(&output)
    );
    let config = "[[per-path]]\npaths = [\"*.go\"]\nignore = [\"map-safety\"]\n";
    write(folder.path(), &[(".gomapcheck.toml", config)]);
    assert_eq!(found(folder.path(), &[]).1, Some(0));
    write(
        folder.path(),
        &[(".gomapcheck.toml", &config.replace("*.go", "other/**"))],
    );
    assert_eq!(found(folder.path(), &[]).1, Some(1));
}

#[test]
fn models_of_the_project() {
    let text = "package m\n\nimport \"example.com/pool\"\n\nvar p pool.Pool\n\nfunc Run(names []string) map[string]int {\n\tlengths := map[string]int{}\n\
                \tfor _, name := range names {\n\t\tp.Keep(func() { lengths[name] = len(name) })\n\t}\n\tp.Drain()\n\treturn lengths\n}\n";
    let folder = racy();
    store(folder.path(), text);
    assert_eq!(
        found(folder.path(), &[]).1,
        Some(0),
        "nobody knows what Keep does"
    );
    let config = "[[models.launcher]]\nfunc = \"example.com/pool.Pool.Keep\"\nruns = \"once\"\nkind = \"pool worker\"\njoin = \"Drain\"\n";
    write(folder.path(), &[(".gomapcheck.toml", config)]);
    let (lines, status, _) = found(folder.path(), &[]);
    assert_eq!((lines.len(), status), (1, Some(1)), "{lines:?}");
    assert!(lines[0].contains("GMC001"), "{lines:?}");
}

#[test]
fn the_schema_is_in_step() {
    snapshot::assert_file(
        "src/config/schema.json",
        &format!("{:#}\n", schema::schema()),
    );
    // serde lists the keys that it knows.
    let keys_of = |text: &str| {
        let error = Config::parse(Path::new("x"), text)
            .expect_err("no such key")
            .message;
        let listed = error
            .split_once("expected one of")
            .expect("a list")
            .1
            .to_owned();
        let mut keys: Vec<String> = listed
            .split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect();
        keys.sort();
        keys
    };
    let schema = schema::schema();
    let of_schema = |pointer: &str| {
        let object = schema
            .pointer(pointer)
            .and_then(Value::as_object)
            .expect("properties");
        let mut keys: Vec<String> = object.keys().cloned().collect();
        keys.sort();
        keys
    };
    assert_eq!(keys_of("zzzzzz = 1"), of_schema("/properties"));
    assert_eq!(
        keys_of("[[per-path]]\nzzzzzz = 1"),
        of_schema("/properties/per-path/items/properties")
    );
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let valid: Value = serde_json::json!({"select": ["GMC0", "map-guard-missing"], "severity": {"GMC001": "note"}, "per-path": [{"paths": ["x"]}],
        "models": {"synchronized": ["a/b.C"], "launcher": [{"func": "a/b.C"}]}});
    assert!(validator.is_valid(&valid));
    for invalid in [
        serde_json::json!({"selct": []}),
        serde_json::json!({"select": ["x"]}),
        serde_json::json!({"per-path": [{}]}),
    ] {
        assert!(!validator.is_valid(&invalid), "{invalid}");
    }
}

/// `STORE` with a comment at the end of the line that has `part`, or on a line above it.
fn commented(part: &str, comment: &str, above: bool) -> String {
    let lines = STORE
        .lines()
        .map(|line| match (line.contains(part), above) {
            (false, _) => line.to_owned(),
            (true, true) => format!("\t{comment}\n{line}"),
            (true, false) => format!("{line} {comment}"),
        });
    lines.map(|it| it + "\n").collect()
}

#[test]
fn suppressions_in_every_form_at_every_participant() {
    let folder = racy();
    for comment in [
        "//gomapcheck:ignore GMC004 one request at a time",
        "//gomapcheck:ignore map-guard-missing one request at a time",
        "//nolint:gomapcheck // one request at a time",
        "//nolint:errcheck,gomapcheck // one request at a time",
        "//lint:ignore gomapcheck/GMC004 one request at a time",
    ] {
        for part in ["if s.hits", "s.hits[r.URL.Path]++", "\"/get\"", "\"/add\""] {
            for above in [true, false] {
                store(folder.path(), &commented(part, comment, above));
                let (lines, status, said) = found(folder.path(), &[]);
                assert_eq!(
                    (lines.len(), status),
                    (0, Some(0)),
                    "{comment} at {part}: {lines:?}"
                );
                assert!(said.contains("no findings (1 suppressed)"), "{said}");
            }
        }
    }
}

#[test]
fn suppressions_are_judged() {
    let folder = racy();
    let rules = |text: &str, args: &[&str]| {
        store(folder.path(), text);
        let (lines, _, _) = found(folder.path(), args);
        let rule = |it: &String| it.split(' ').nth(1).unwrap_or_default().to_owned();
        lines.iter().map(rule).collect::<Vec<_>>()
    };
    let here = |comment: &str| commented("if s.hits", comment, true);
    assert_eq!(rules(&here("//gomapcheck:ignore GMC004"), &[]), ["GMC950"]);
    assert_eq!(
        rules(&here("//gomapcheck:ignore GMC001 not that one"), &[]),
        ["GMC951", "GMC004"]
    );
    assert_eq!(
        rules(&here("//gomapcheck:ignore GMC0004 slip"), &[]),
        ["GMC951", "GMC004"]
    );
    assert_eq!(
        rules(&here("//nolint:errcheck // gomapcheck"), &[]),
        ["GMC004"]
    );
    let mended = mended().replace(
        "\tif s.hits",
        "\t//gomapcheck:ignore GMC004 no more\n\tif s.hits",
    );
    assert_eq!(rules(&mended, &[]), ["GMC951"]);
    // Runs that do not see everything do not judge.
    for args in [
        &["."][..],
        &["--no-tests"],
        &["--tags", "x"],
        &["--rules", "GMC001"],
        &["--ignore", "GMC951"],
    ] {
        assert_eq!(rules(&mended, args), [""; 0], "{args:?}");
    }
    // Nor do those of a part of the module.
    write(
        folder.path(),
        &[(
            "sub/sub.go",
            "package sub\n\n//gomapcheck:ignore GMC004 its other side is elsewhere\nvar X int\n",
        )],
    );
    assert_eq!(found(&folder.path().join("sub"), &[]).1, Some(0));
    std::fs::remove_dir_all(folder.path().join("sub")).expect("a folder");
    // What is not shown is in use nevertheless.
    let quiet = here("//gomapcheck:ignore GMC004 ours");
    write(
        folder.path(),
        &[(
            ".gomapcheck.toml",
            "[[per-path]]\npaths = [\"**\"]\nignore = [\"GMC004\"]\n",
        )],
    );
    assert_eq!(rules(&quiet, &[]), [""; 0]);
}

#[test]
fn suppressed_findings_are_shown_on_demand() {
    let folder = racy();
    store(
        folder.path(),
        &commented("if s.hits", "//gomapcheck:ignore GMC004 ours", false),
    );
    let sarif = |args: &[&str]| -> Value {
        let output = gomapcheck(folder.path(), args);
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let without = sarif(&["--format", "sarif"]);
    assert_eq!(without["runs"][0]["results"], serde_json::json!([]));
    let with = sarif(&["--format", "sarif", "--show-suppressed"]);
    let suppression = &with["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!(
        (&suppression["kind"], &suppression["justification"]),
        (&"inSource".into(), &"ours".into())
    );
    let json = sarif(&["--format", "json", "--show-suppressed"]);
    assert_eq!(json["findings"][0]["suppressed"]["reason"], "ours");
    assert!(
        sarif(&["--format", "json"])["findings"]
            .as_array()
            .is_some_and(Vec::is_empty)
    );
}

#[test]
fn a_baseline_holds_what_is_known_and_tells_what_is_gone() {
    let folder = racy();
    let path = folder.path();
    let (lines, status, said) = found(path, &["--write-baseline", "known.json"]);
    assert_eq!((lines.len(), status), (0, Some(0)), "{said}");
    let text = std::fs::read_to_string(path.join("known.json")).expect("a baseline");
    assert_eq!(text.matches("GMC004").count(), 1, "{text}");
    let known = ["--baseline", "known.json"];
    let (lines, status, said) = found(path, &known);
    assert_eq!((lines.len(), status), (0, Some(0)));
    assert!(said.contains("1 in the baseline"), "{said}");
    // Lines may move, and it does not matter where it is run.
    store(
        path,
        &STORE.replace("package m\n", "package m\n\n// One.\n// Two.\n"),
    );
    assert_eq!(found(path, &known).1, Some(0));
    std::fs::create_dir(path.join("sub")).expect("a folder");
    assert_eq!(
        found(
            &path.join("sub"),
            &["--baseline", "../known.json", "../..."]
        )
        .1,
        Some(0)
    );
    // One more of another kind is new.
    write(
        path,
        &[(
            "more.go",
            "package m\n\nvar seen = map[int]bool{}\n\nfunc Mark() {\n\tfor i := range 9 {\n\t\tgo func() { seen[i] = true }()\n\t}\n}\n",
        )],
    );
    let (lines, status, _) = found(path, &known);
    assert_eq!((lines.len(), status), (1, Some(1)), "{lines:?}");
    write(path, &[("sub/sub.go", "package sub\n")]);
    store(path, &mended());
    let (_, _, said) = found(&path.join("sub"), &["--baseline", "../known.json"]);
    assert!(!said.contains("no longer found"), "{said}");
    let (_, _, said) = found(path, &known);
    assert!(
        said.contains("known.json: no longer found: store.go: GMC004"),
        "{said}"
    );
    write(path, &[("known.json", "{}")]);
    let (_, status, said) = found(path, &known);
    assert!(
        status == Some(2) && said.contains("it is no baseline"),
        "{said}"
    );
}

fn repository() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        &[
            ("go.mod", tool::RACY[0].1),
            ("store.go", &mended()),
            ("other.go", "package m\n"),
        ],
    );
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "one"]);
    folder
}

#[test]
fn since_reports_what_a_change_brings_in() {
    let folder = repository();
    let path = folder.path();
    assert_eq!(found(path, &["--since", "HEAD"]).1, Some(0));
    // The lock is gone; no line of the accesses has changed.
    store(path, STORE);
    let (lines, status, _) = found(path, &["--since", "HEAD"]);
    assert_eq!((lines.len(), status), (1, Some(1)), "{lines:?}");
    assert!(
        lines[0].contains("without what was removed here"),
        "{lines:?}"
    );
    git(path, &["commit", "-qam", "two"]);
    assert_eq!(
        found(path, &["--since", "HEAD"]).1,
        Some(0),
        "it was there before"
    );
    assert_eq!(found(path, &["--since", "HEAD~1"]).1, Some(1));
    // An edit elsewhere brings nothing in, one of a participant does.
    write(path, &[("other.go", "package m\n\nvar x = 1\n")]);
    let (_, status, said) = found(path, &["--since", "HEAD"]);
    assert!(
        status == Some(0) && said.contains("1 not of this change"),
        "{said}"
    );
    store(
        path,
        &STORE.replace(
            "http.HandleFunc(\"/get\", s.get)",
            "http.HandleFunc(\"/got\", s.get)",
        ),
    );
    let (lines, _, _) = found(path, &["--since", "HEAD"]);
    assert!(
        lines.len() == 1 && lines[0].starts_with("store.go:15:"),
        "the changed start is the primary place: {lines:?}"
    );
    assert!(
        lines[0].contains("the goroutine that starts here takes part in a race"),
        "{lines:?}"
    );
    // A file that git does not know is new.
    git(path, &["checkout", "-q", "store.go"]);
    write(
        path,
        &[(
            "new.go",
            "package m\n\nvar seen = map[int]bool{}\n\nfunc Mark() {\n\tfor i := range 9 {\n\t\tgo func() { seen[i] = true }()\n\t}\n}\n",
        )],
    );
    let (lines, _, _) = found(path, &["--since", "HEAD"]);
    assert!(
        lines.len() == 1 && lines[0].starts_with("new.go:7:"),
        "{lines:?}"
    );
}

#[test]
fn since_looks_back_to_where_the_branch_parted() {
    let folder = repository();
    let path = folder.path();
    git(path, &["checkout", "-qb", "topic"]);
    write(path, &[("other.go", "package m\n\nvar x = 1\n")]);
    git(path, &["commit", "-qam", "topic"]);
    git(path, &["checkout", "-q", "main"]);
    store(path, STORE);
    git(path, &["commit", "-qam", "a race on main"]);
    store(path, &mended());
    git(path, &["commit", "-qam", "mended on main"]);
    git(path, &["checkout", "-q", "topic"]);
    assert_eq!(found(path, &["--since", "main"]).1, Some(0));
}

#[test]
fn staged_is_what_would_be_committed() {
    let folder = repository();
    let path = folder.path();
    store(path, STORE);
    assert_eq!(found(path, &["--staged"]).1, Some(0), "nothing is staged");
    git(path, &["add", "."]);
    store(path, &mended());
    let (lines, status, _) = found(path, &["--staged"]);
    assert_eq!(
        (lines.len(), status),
        (1, Some(1)),
        "the work tree does not matter: {lines:?}"
    );
}

#[test]
fn what_git_lacks_is_said_with_the_command_that_mends_it() {
    let folder = repository();
    let path = folder.path();
    let (_, status, said) = found(path, &["--since", "origin/main"]);
    assert!(
        status == Some(2) && said.contains("git fetch origin main"),
        "{said}"
    );
    write(path, &[("other.go", "package m\n\nvar x = 1\n")]);
    git(path, &["commit", "-qam", "two"]);
    let clone = tempfile::tempdir().expect("a folder");
    let url = format!("file://{}", path.display());
    git(clone.path(), &["clone", "-q", "--depth", "1", &url, "c"]);
    let (_, status, said) = found(&clone.path().join("c"), &["--since", "HEAD~1"]);
    assert!(
        status == Some(2)
            && said.contains("git fetch --unshallow")
            && said.contains("fetch-depth: 0"),
        "{said}"
    );
    let outside = racy();
    let (_, status, said) = found(outside.path(), &["--staged"]);
    assert!(
        status == Some(2) && said.contains("no git work tree"),
        "{said}"
    );
}

#[test]
fn rules_selected_for_some_paths() {
    let folder = racy();
    let per_path = |paths: &str, select: &str| {
        let config = format!("[[per-path]]\npaths = [{paths:?}]\nselect = [{select:?}]\n");
        write(folder.path(), &[(".gomapcheck.toml", &config)]);
    };
    per_path("store.go", "GMC001");
    assert_eq!(
        found(folder.path(), &[]).1,
        Some(0),
        "GMC004 is not selected there"
    );
    per_path("other.go", "GMC001");
    assert_eq!(
        found(folder.path(), &[]).1,
        Some(1),
        "elsewhere all is as usual"
    );
    // A rule that is off elsewhere.
    let text = "package m\n\nimport \"context\"\n\nfunc Run(ctx context.Context) {\n\twork(context.Background())\n}\n\nfunc work(context.Context) {}\n";
    write(folder.path(), &[("a/a.go", text), ("b/b.go", text)]);
    per_path("a/**", "GMC107");
    let (lines, _, _) = found(folder.path(), &[]);
    let rules = |it: &String| {
        it.split([':', ' ']).next().unwrap_or_default().to_owned()
            + " "
            + it.split(' ').nth(1).unwrap_or_default()
    };
    let told: Vec<String> = lines.iter().map(rules).collect();
    assert_eq!(told, ["a/a.go GMC107", "store.go GMC004"], "{lines:?}");
    // What is asked for by flags is not widened, what is ignored stays so.
    assert_eq!(found(folder.path(), &["--rules", "GMC001"]).1, Some(0));
    let (lines, _, _) = found(folder.path(), &["--ignore", "GMC107"]);
    assert_eq!(lines.len(), 1, "{lines:?}");
}

#[test]
fn what_one_goroutine_owns_is_not_reported() {
    let folder = racy();
    for (owner, wanted) in [
        ("example.com/m.Store.hits", 0),
        ("example.com/m.Store", 0),
        ("example.com/m.Other", 1),
        ("example.com/m.Sto", 1),
    ] {
        let config = format!("owners = [{owner:?}]\n");
        write(folder.path(), &[(".gomapcheck.toml", &config)]);
        let (lines, _, said) = found(folder.path(), &[]);
        assert_eq!(lines.len(), wanted, "{owner}: {lines:?}");
        let unknown = wanted == 1;
        assert_eq!(
            said.contains("which is no type, field or variable"),
            unknown,
            "{said}"
        );
    }
    write(
        folder.path(),
        &[(
            ".gomapcheck.toml",
            "owners = [\"example.com/m.Store.hit\"]\n",
        )],
    );
    let (_, _, said) = found(folder.path(), &[]);
    assert!(said.contains("did you mean `Store.hits`?"), "{said}");
    write(
        folder.path(),
        &[(".gomapcheck.toml", "owners = [\"Store\"]\n")],
    );
    let (_, status, said) = found(folder.path(), &[]);
    assert!(
        status == Some(2) && said.contains("is no full name"),
        "{said}"
    );
}

#[test]
fn since_sees_what_changes_far_from_the_accesses() {
    let folder = repository();
    let path = folder.path();
    // The lock is held by the caller, and a new caller holds none.
    let cache = "package m\n\nimport (\n\t\"net/http\"\n\t\"sync\"\n)\n\nvar (\n\tmu sync.Mutex\n\tseen = map[string]bool{}\n)\n\nfunc mark(key string) {\n\tseen[key] = true\n}\n\n\
                 func marked(w http.ResponseWriter, r *http.Request) {\n\tmu.Lock()\n\tdefer mu.Unlock()\n\tmark(r.URL.Path)\n}\n\nfunc Serve() {\n\thttp.HandleFunc(\"/mark\", marked)\n\thttp.HandleFunc(\"/other\", other)\n}\n\n\
                 func other(w http.ResponseWriter, r *http.Request) {\n\tnote(r.URL.Path)\n}\n\nfunc note(key string) {\n}\n";
    write(path, &[("cache.go", cache)]);
    git(path, &["add", "."]);
    git(path, &["commit", "-qm", "cache"]);
    assert_eq!(found(path, &["--since", "HEAD"]).1, Some(0));
    let called = cache.replace(
        "func note(key string) {\n",
        "func note(key string) {\n\tmark(key)\n",
    );
    write(path, &[("cache.go", &called)]);
    let (lines, _, _) = found(path, &["--since", "HEAD"]);
    let line = called
        .lines()
        .position(|it| it == "\tmark(key)")
        .map_or(0, |it| it + 1);
    assert!(
        lines.len() == 1
            && lines[0].starts_with(&format!("cache.go:{line}:"))
            && lines[0].contains("this call leads to a race"),
        "the new call is the primary place: {lines:?}"
    );
    // The lock of the caller is gone.
    let unlocked = cache.replace("\tmu.Lock()\n\tdefer mu.Unlock()\n", "");
    write(path, &[("cache.go", &unlocked)]);
    let (lines, _, _) = found(path, &["--since", "HEAD"]);
    assert!(
        lines.len() == 1 && lines[0].contains("without what was removed here"),
        "{lines:?}"
    );
    // A join is gone.
    let joined = "package m\n\nimport \"sync\"\n\nfunc Count(names []string) map[string]int {\n\tvar wg sync.WaitGroup\n\tcounts := map[string]int{}\n\twg.Add(1)\n\tgo func() {\n\t\tdefer wg.Done()\n\t\t\
                  for _, name := range names {\n\t\t\tcounts[name]++\n\t\t}\n\t}()\n\twg.Wait()\n\tcounts[\"all\"] = len(names)\n\treturn counts\n}\n";
    write(path, &[("cache.go", cache), ("count.go", joined)]);
    git(path, &["add", "."]);
    git(path, &["commit", "-qm", "count"]);
    assert_eq!(found(path, &["--since", "HEAD"]).1, Some(0));
    write(path, &[("count.go", &joined.replace("\twg.Wait()\n", ""))]);
    let (lines, _, _) = found(path, &["--since", "HEAD"]);
    assert!(
        lines.len() == 1
            && lines[0].starts_with("count.go:14:")
            && lines[0].contains("without what was removed here"),
        "{lines:?}"
    );
}

#[test]
fn since_points_at_the_changed_access() {
    let folder = repository();
    let path = folder.path();
    store(path, STORE);
    git(path, &["commit", "-qam", "racy"]);
    store(
        path,
        &STORE.replace("s.hits[r.URL.Path]++", "s.hits[r.URL.Path] += 2"),
    );
    let (lines, _, _) = found(path, &["--since", "HEAD"]);
    assert!(
        lines.len() == 1
            && lines[0].starts_with("store.go:21:")
            && lines[0].contains("this access takes part in a race"),
        "{lines:?}"
    );
}

#[test]
fn renamed_files_bring_nothing_in() {
    let folder = repository();
    let path = folder.path();
    store(path, STORE);
    // The build stage of an image, and a lock that is kept: findings without goroutines go by their file.
    let kept = "package m\n\nimport \"sync\"\n\nvar gate sync.Mutex\n\nfunc Enter(ok bool) error {\n\tgate.Lock()\n\tif !ok {\n\t\treturn nil\n\t}\n\tgate.Unlock()\n\treturn nil\n}\n";
    write(path, &[("kept.go", kept)]);
    git(path, &["add", "."]);
    git(path, &["commit", "-qm", "findings"]);
    assert_eq!(found(path, &[]).0.len(), 2);
    for (from, to) in [("store.go", "renamed.go"), ("kept.go", "gate.go")] {
        git(path, &["mv", from, to]);
    }
    let (lines, status, said) = found(path, &["--since", "HEAD"]);
    assert_eq!((lines.len(), status), (0, Some(0)), "{lines:?}");
    assert!(said.contains("2 not of this change"), "{said}");
    assert_eq!(found(path, &["--staged"]).1, Some(0));
    // Renamed and changed.
    write(
        path,
        &[(
            "renamed.go",
            &STORE.replace("s.hits[r.URL.Path]++", "s.hits[r.URL.Path] += 2"),
        )],
    );
    let (lines, _, _) = found(path, &["--since", "HEAD"]);
    assert!(
        lines.len() == 1 && lines[0].starts_with("renamed.go:21:"),
        "{lines:?}"
    );
}

#[test]
fn fixes_are_mentioned() {
    let folder = racy();
    let (_, _, said) = found(folder.path(), &[]);
    assert!(!said.contains("--fix"), "{said}");
    let kept = "package m\n\nimport \"sync\"\n\nvar gate sync.Mutex\n\nfunc Enter(ok bool) error {\n\tgate.Lock()\n\tif !ok {\n\t\treturn nil\n\t}\n\tgate.Unlock()\n\treturn nil\n}\n";
    write(folder.path(), &[("kept.go", kept)]);
    let said = tool::said(&gomapcheck(folder.path(), &[]));
    assert!(
        said.contains("1 finding can be mended with --fix"),
        "{said}"
    );
}

#[test]
fn since_works_from_other_directories() {
    let folder = repository();
    let path = folder.path();
    store(path, STORE);
    git(path, &["commit", "-qam", "racy"]);
    // The directory is new, and the patterns lead out of it.
    write(
        path,
        &[
            ("sub/sub.go", "package sub\n"),
            ("other.go", "package m\n\nvar x = 1\n"),
        ],
    );
    let root = path.canonicalize().expect("a path");
    let all = format!("{}/...", root.display());
    for pattern in ["../...", all.as_str()] {
        for from in ["sub", "."] {
            if (pattern, from) == ("../...", ".") {
                continue;
            }
            let from = root.join(from);
            let (lines, status, said) = found(&from, &["--since", "HEAD", pattern]);
            assert_eq!((lines.len(), status), (0, Some(0)), "{pattern}: {lines:?}");
            assert!(said.contains("1 not of this change"), "{said}");
            store(
                path,
                &STORE.replace("s.hits[r.URL.Path]++", "s.hits[r.URL.Path] += 2"),
            );
            assert_eq!(
                found(&from, &["--since", "HEAD", pattern]).1,
                Some(1),
                "{pattern}"
            );
            store(path, STORE);
        }
    }
}
