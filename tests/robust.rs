//! Bad input, end to end: the run ends by itself with a status it knows, names the file, and finds what is in the other package.
#![cfg(unix)]

#[path = "support/program.rs"]
mod program;

use program::{Run, run, tree, write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

const LIMIT: Duration = Duration::from_secs(120);
const GO_MOD: &str = "module example.com/m\n\ngo 1.24\n";

/// A package with one finding.
const RACY: &str = "package racy\n\nimport \"sync\"\n\nfunc Fill(keys []string) map[string]int {\n\tm := map[string]int{}\n\tvar wg sync.WaitGroup\n\tfor i, key := range keys {\n\t\twg.Add(1)\n\t\tgo func() {\n\t\t\tdefer wg.Done()\n\t\t\tm[key] = i\n\t\t}()\n\t}\n\twg.Wait()\n\treturn m\n}\n";

/// Where its finding is.
const FOUND: &str = "racy/racy.go:12:";

/// A module with the racy package and these files.
fn module<T: AsRef<[u8]>>(files: &[(&str, T)]) -> TempDir {
    let dir = tree(&[("go.mod", GO_MOD), ("racy/racy.go", RACY)]);
    for (path, bytes) in files {
        write(dir.path(), path, bytes.as_ref());
    }
    dir
}

fn short(dir: &Path, args: &[&str]) -> Run {
    let mut args = args.to_vec();
    if !args.contains(&"--format") {
        args.extend(["--format", "short"]);
    }
    let run = run(dir, &args, LIMIT).unwrap_or_else(|problem| panic!("{args:?}: {problem}"));
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    run
}

/// Runs in the directory: there is the finding of the racy package, and stderr says all of this.
#[track_caller]
fn still_finds(dir: &Path, args: &[&str], says: &[&str]) -> Run {
    let run = short(dir, args);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stdout.contains(FOUND), "{run:?}");
    for text in says {
        assert!(run.stderr.contains(text), "{text} is not said: {run:?}");
    }
    run
}

/// One file beside the racy package.
#[track_caller]
fn beside<T: AsRef<[u8]>>(path: &str, bytes: T, says: &[&str]) -> Run {
    still_finds(module(&[(path, bytes)]).path(), &[], says)
}

/// One file that is left out without harm to anything else: stderr names it and says why.
#[track_caller]
fn left_out<T: AsRef<[u8]>>(bytes: T, why: &str) {
    let run = beside("bad/bad.go", bytes, &["bad/bad.go", why]);
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
    assert!(run.stderr.contains("1 file left out"), "{run:?}");
}

/// One file with nothing to complain about.
#[track_caller]
fn accepted<T: AsRef<[u8]>>(bytes: T) -> Run {
    let run = beside("odd/odd.go", bytes, &[]);
    assert!(!run.stderr.contains("warning"), "{run:?}");
    run
}

/// [`RACY`] as the package of this name, all of it on other lines.
fn racy_in(package: &str) -> String {
    RACY.replacen("package racy", &format!("package {package}"), 1)
}

#[test]
fn unreadable_file() {
    let dir = module(&[("bad/bad.go", "package bad\n")]);
    let path = dir.path().join("bad/bad.go");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("permissions");
    if std::fs::read(&path).is_ok() {
        return println!("skipped: this user reads files of mode 000");
    }
    still_finds(
        dir.path(),
        &[],
        &["bad/bad.go", "could not be read", "1 file left out"],
    );
}

#[test]
fn unreadable_directory() {
    let dir = module(&[("bad/bad.go", "package bad\n")]);
    let path = dir.path().join("bad");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("permissions");
    let skipped = std::fs::read_dir(&path).is_ok();
    if skipped {
        println!("skipped: this user lists directories of mode 000");
    } else {
        still_finds(dir.path(), &[], &["bad", "could not be read"]);
    }
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("permissions");
}

#[test]
fn links() {
    let dir = module(&[("sub/sub.go", "package sub\n")]);
    symlink("..", dir.path().join("sub/loop")).expect("a link");
    symlink("self", dir.path().join("self")).expect("a link");
    symlink("no/such", dir.path().join("sub/dangling")).expect("a link");
    symlink("../racy", dir.path().join("sub/racy")).expect("a link");
    let run = still_finds(dir.path(), &[], &[]);
    assert_eq!(
        run.stdout.lines().count(),
        1,
        "directories behind links are not entered: {run:?}"
    );
}

#[test]
fn link_to_nothing_named_as_a_file() {
    let dir = module(&[("bad/good.go", "package bad\n")]);
    symlink("gone.go", dir.path().join("bad/bad.go")).expect("a link");
    still_finds(dir.path(), &[], &["bad/bad.go"]);
    symlink("loop.go", dir.path().join("bad/loop.go")).expect("a link");
    still_finds(dir.path(), &[], &["bad/loop.go"]);
}

#[test]
fn directory_with_the_name_of_a_file() {
    let dir = module(&[("odd/dir.go/inner.go", "package inner\n")]);
    still_finds(dir.path(), &[], &[]);
}

#[test]
fn named_pipe() {
    let dir = module(&[("bad/good.go", "package bad\n")]);
    let made = std::process::Command::new("mkfifo")
        .arg(dir.path().join("bad/bad.go"))
        .status();
    if !made.is_ok_and(|it| it.success()) {
        return println!("skipped: no mkfifo here");
    }
    still_finds(dir.path(), &[], &[]);
}

#[test]
fn not_utf8() {
    left_out(b"package bad\n\nvar s = \"\xff\xfe\"\n", "UTF-8");
    left_out(b"\xff\xfep\0a\0c\0k\0a\0g\0e\0 \0b\0a\0d\0\n\0", "UTF-8");
}

#[test]
fn nul_bytes() {
    left_out(b"package bad\n\nvar s = \"\0\"\n", "NUL");
    left_out([0_u8; 4096], "NUL");
}

#[test]
fn large_file() {
    let mut text = String::from("package bad\n");
    while text.len() < 50 << 20 {
        text.push_str("// a line of a file that is much too large to be written by hand\n");
    }
    left_out(text, "50 MB");
}

/// One declaration too deep to be read, between others that are.
#[track_caller]
fn deep(name: &str, declaration: &str) {
    let text = format!("package bad\n\n{declaration}\n\n{}", racy_tail());
    let dir = module(&[("bad/bad.go", text.as_str())]);
    let run = short(dir.path(), &[]);
    assert_eq!(run.status, Some(1), "{name}: {}", run.stderr);
    assert!(run.stdout.contains(FOUND), "{name}: {run:?}");
    if run.stderr.contains("warning") {
        assert!(run.stderr.contains("bad/bad.go"), "{name}: {run:?}");
    } else {
        assert_eq!(run.stdout.lines().count(), 2, "{name}: {run:?}");
    }
}

/// The declarations of [`RACY`], without an import that could not stand in the middle.
fn racy_tail() -> String {
    "func tail(m map[int]int) {\n\tfor i := range 3 {\n\t\tgo func() { m[i] = i }()\n\t}\n}\n"
        .to_owned()
}

fn nested(open: &str, depth: usize, middle: &str, close: &str) -> String {
    format!("{}{middle}{}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn deep_expressions() {
    let f = |body: String| format!("func f(x int) int {{ return {body} }}");
    deep("parens", &f(nested("(", 100_000, "x", ")")));
    deep("open parens", &f("(".repeat(100_000)));
    deep("sum", &f(vec!["x"; 50_000].join(" + ")));
    deep(
        "unary",
        &f(format!("{}x", "-".repeat(50_000).replace("--", "- -"))),
    );
    deep("pointers", &f(format!("{}p", "*".repeat(100_000))));
    deep("selectors", &f(format!("x{}", ".a".repeat(50_000))));
    deep("calls", &f(format!("x{}", "()".repeat(50_000))));
    deep("indexes", &f(nested("m[", 50_000, "x", "]")));
    deep("nested calls", &f(nested("f(", 50_000, "x", ")")));
    deep(
        "strings",
        &f(format!("len({})", vec!["\"s\""; 50_000].join(" +\n"))),
    );
}

#[test]
fn deep_statements() {
    let f = |body: String| format!("func f(x int) {{\n{body}\n}}");
    deep("blocks", &f(nested("{\n", 20_000, "x++\n", "}\n")));
    deep("open blocks", &f("{\n".repeat(20_000)));
    deep("ifs", &f(nested("if x > 1 {\n", 20_000, "x++\n", "}\n")));
    deep(
        "else ifs",
        &f(format!("{}{{}}", "if x > 1 {\n} else ".repeat(20_000))),
    );
    deep("loops", &f(nested("for {\n", 5_000, "x++\n", "}\n")));
    deep(
        "loops that grow",
        &f(nested("for range x {\n", 60, "go f(x)\n", "}\n")),
    );
    deep(
        "literals",
        &f(nested("func() {\n", 5_000, "x++\n", "}()\n")),
    );
    deep(
        "goroutines",
        &f(nested("go func() {\n", 5_000, "x++\n", "}()\n")),
    );
    deep(
        "labels",
        &f((0..20_000)
            .map(|it| format!("l{it}:\n"))
            .collect::<String>()),
    );
    deep(
        "switches",
        &f(nested("switch {\ndefault:\n", 5_000, "x++\n", "}\n")),
    );
}

#[test]
fn deep_types() {
    deep("slices", &format!("type t {}int", "[]".repeat(50_000)));
    deep("pointers", &format!("var t {}int", "*".repeat(50_000)));
    deep(
        "maps",
        &format!("var t {}int", "map[string]".repeat(50_000)),
    );
    deep(
        "funcs",
        &format!("type t {}", nested("func(", 20_000, "", ")")),
    );
    deep(
        "structs",
        &format!("type t {}", nested("struct { f ", 20_000, "int", " }")),
    );
    deep(
        "interfaces",
        &format!("type t {}", nested("interface { ", 20_000, "m()", " }")),
    );
    deep(
        "generics",
        &format!("var t {}", nested("g[", 20_000, "int", "]")),
    );
    deep(
        "composites",
        &format!("var t = []any{}", nested("{", 50_000, "", "}")),
    );
    deep(
        "typed composites",
        &format!("var t = {}", nested("[]any{", 20_000, "", "}")),
    );
    deep("channels", &format!("var t {}int", "chan ".repeat(50_000)));
}

#[test]
fn wide_files() {
    let fields: String = (0..20_000)
        .map(|it| format!("\tf{it} map[string]int\n"))
        .collect();
    deep("fields", &format!("type t struct {{\n{fields}}}"));
    let funcs: String = (0..20_000)
        .map(|it| format!("func f{it}(m map[string]int) {{ f{}(m) }}\n", it + 1))
        .collect();
    deep("functions", &funcs);
    let locals: String = (0..5_000)
        .map(|it| format!("\tv{it} := {it}\n\t_ = v{it}\n"))
        .collect();
    deep("locals", &format!("func f() {{\n{locals}}}"));
    let branches: String = (0..5_000)
        .map(|it| format!("\tif x == {it} {{\n\t\tm[x] = {it}\n\t}}\n"))
        .collect();
    deep(
        "branches",
        &format!("func f(m map[int]int, x int) {{\n{branches}}}"),
    );
    let embedded: String = (0..3_000)
        .map(|it| format!("type e{it} struct {{ *e{} }}\n", it + 1))
        .collect();
    deep(
        "embedding",
        &format!(
            "{embedded}\ntype e3000 struct{{ m map[string]int }}\nfunc f(e *e0) {{ e.m[\"x\"] = 1 }}"
        ),
    );
    let aliases: String = (0..3_000)
        .map(|it| format!("type a{it} = a{}\n", it + 1))
        .collect();
    deep(
        "aliases",
        &format!("{aliases}\ntype a3000 = map[string]int\nfunc f(a a0) {{ a[\"x\"] = 1 }}"),
    );
}

/// Each function hands its map to all others: the ways on which a map comes to one of them are more than can be counted.
#[test]
fn maps_handed_round() {
    const FUNCS: usize = 40;
    let calls: String = (0..FUNCS).map(|it| format!("\tf{it}(m, n-1)\n")).collect();
    let funcs: String = (0..FUNCS)
        .map(|it| format!("func f{it}(m map[int]int, n int) {{\n\tm[n] = {it}\n{calls}}}\n"))
        .collect();
    deep("handed", &funcs);
}

#[test]
fn nothing_in_it() {
    left_out("", "package clause");
    left_out("// only a comment\n", "package clause");
    left_out("func f() {}\n", "package clause");
    left_out("package\n", "package");
    left_out("package 7\n", "package");
}

#[test]
fn empty_module() {
    let dir = tree(&[("go.mod", GO_MOD)]);
    let run = short(dir.path(), &[]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    assert!(run.stderr.contains("./..."), "{run:?}");
    let dir = tree(&[("only/", "")]);
    let run = short(dir.path(), &[]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(0), ""), "{run:?}");
}

#[test]
fn broken_go_mod() {
    let table: &[(&[u8], &str)] = &[
        (b"modul example.com/m\n\nrequire (\n", "go.mod"),
        (b"go 1.24\n", "go.mod"),
        (b"", "go.mod"),
        (b"\xff\xfe\0", "go.mod"),
        (b"module example.com/m\n\ngo one.two\n", "go.mod"),
        (
            b"<<<<<<< HEAD\nmodule example.com/m\n=======\nmodule example.com/n\n>>>>>>> x\n",
            "go.mod",
        ),
    ];
    for (text, says) in table {
        let dir = tree(&[("racy/racy.go", RACY)]);
        write(dir.path(), "go.mod", text);
        still_finds(dir.path(), &[], &[says]);
    }
    let dir = tree(&[("racy/racy.go", RACY), ("go.mod/", "")]);
    still_finds(dir.path(), &[], &[]);
}

#[test]
fn broken_go_work() {
    let dir = module(&[("go.work", "use (\n\t./no/such\n")]);
    still_finds(dir.path(), &[], &["go.work"]);
}

#[test]
fn declared_twice() {
    accepted(
        "package odd\n\nvar m map[string]int\nvar m []string\n\ntype t struct{ m map[string]int; m int }\ntype t int\n\nfunc f() { m[\"x\"] = 1 }\nfunc f(a, a int) { a := a; a := a; _ = a }\nfunc (t) m() {}\nfunc (t) m() {}\n",
    );
}

#[test]
fn types_that_never_end() {
    accepted(
        "package odd\n\ntype a a\ntype b = b\ntype c = d\ntype d = c\ntype e struct{ e }\ntype f struct{ *g }\ntype g struct{ *f }\ntype h interface{ h }\ntype i interface{ j }\ntype j interface{ i }\ntype k map[k]k\ntype l []l\ntype n func(n) n\ntype o[T any] struct{ *o[o[T]] }\ntype p[T any] = p[[]T]\ntype q[T q[T]] struct{ x T }\ntype r = struct{ r }\ntype s chan s\ntype t *t\n\nvar v = v\nvar w, x = x, w\n\nfunc use(a a, b b, c c, e e, f f, h h, i i, k k, l l, n n, o o[int], p p[int], q q[int], r r, s s, t t) {\n\ta.m[\"x\"] = b.m\n\tc.m[\"x\"]++\n\te.m(f.m, h.m(), i.m())\n\tk[k] = k\n\tl[0][0][0][0] = nil\n\tn(n)(n)(n)\n\to.o.o.o.m()\n\tp.m()\n\tq.x.x.x.m()\n\tr.r.r.m()\n\t(<-<-s).m()\n\t(***t).m()\n\tv.m[w] = x\n}\n",
    );
}

#[test]
fn functions_that_never_end() {
    accepted(
        "package odd\n\ntype t struct{ m map[string]int }\n\nfunc (x *t) a() { x.b() }\nfunc (x *t) b() { x.a(); go x.a() }\nfunc f(g func(func())) { f(func(h func()) { f(g); h() }) }\nfunc self(x func(any)) { self(self2) }\nfunc self2(x any) { x.(func(any))(self2); go self2(x) }\nfunc deeper(m map[string]map[string]int) { deeper(map[string]map[string]int{\"a\": m[\"a\"]}) }\nfunc list(x *n) { list(x.next); x.next.next.next.next.next.next.m[\"a\"] = 1 }\n\ntype n struct{ next *n; m map[string]int }\n",
    );
}

/// Literals that capture the variable which holds them, themselves and in a circle.
#[test]
fn literals_that_call_themselves() {
    accepted(
        "package odd\n\nfunc one(m map[int]int) {\n\tvar f func(int)\n\tf = func(n int) { f(n - 1) }\n\tgo func() { f(3) }()\n\tgo f(2)\n}\n\nfunc two(s *struct{ f, g func(int) }) {\n\tvar f, g func(int)\n\tf = func(n int) { g(n) }\n\tg = func(n int) { f(n) }\n\tgo func() { f(3); g(4) }()\n\ts.f, s.g = f, g\n}\n\nfunc three() func() {\n\tvar f func() func()\n\tf = func() func() { return f() }\n\tdefer f()()\n\tgo f()()\n\treturn f()\n}\n",
    );
}

#[test]
fn import_cycle() {
    let dir = module(&[
        (
            "a/a.go",
            "package a\n\nimport \"example.com/m/b\"\n\ntype T = b.T\n\nfunc F(t T) { b.F(t) }\n",
        ),
        (
            "b/b.go",
            "package b\n\nimport \"example.com/m/a\"\n\ntype T = a.T\n\nfunc F(t T) { a.F(t) }\n",
        ),
        (
            "c/c.go",
            "package c\n\nimport c \"example.com/m/c\"\n\ntype T struct{ c.T }\n\nfunc F(t T) { c.F(t.T) }\n",
        ),
    ]);
    still_finds(dir.path(), &[], &[]);
}

/// Two files that never build together do not race; two that do, do.
#[test]
fn build_tags() {
    let start = "package odd\n\nvar m = map[string]int{}\n\nfunc start() { go write() }\n";
    let write_linux = "//go:build linux\n\npackage odd\n\nfunc write() { m[\"x\"] = 1 }\n\nfunc init() { start(); println(len(m)) }\n";
    let read_windows = "//go:build windows\n\npackage odd\n\nfunc write() {}\n\nfunc init() { start(); m[\"y\"] = 2 }\n";
    let dir = module(&[
        ("odd/start.go", start),
        ("odd/a.go", write_linux),
        ("odd/b.go", read_windows),
    ]);
    let run = still_finds(dir.path(), &[], &[]);
    assert!(!run.stdout.contains("odd/b.go"), "{run:?}");
    let both = module(&[
        ("odd/start.go", start),
        (
            "odd/a_linux.go",
            "package odd\n\nfunc write() { m[\"x\"] = 1 }\n",
        ),
        (
            "odd/b.go",
            "//go:build unix\n\npackage odd\n\nfunc Use() { start(); m[\"y\"] = 2 }\n",
        ),
    ]);
    let run = still_finds(both.path(), &[], &[]);
    assert!(run.stdout.contains("odd/"), "{run:?}");
}

#[test]
fn syntax_error_in_the_middle() {
    let text = format!(
        "{}\nfunc broken(m map[string]int {{\n\tm[\"x\" = = 1\n}}\n\n{}",
        racy_in("bad"),
        racy_tail()
    );
    let run = beside(
        "bad/bad.go",
        text,
        &[
            "bad/bad.go:19:",
            "broken",
            "1 file with syntax that could not be read",
        ],
    );
    assert!(run.stdout.contains("bad/bad.go:12:"), "{run:?}");
    assert!(run.stdout.contains("bad/bad.go:25:"), "{run:?}");
}

#[test]
fn conflict_markers() {
    let text = format!(
        "{}\n<<<<<<< HEAD\nfunc ours(m map[string]int) {{ m[\"x\"] = 1 }}\n=======\nfunc theirs(m map[string]int) {{ m[\"y\"] = 1 }}\n>>>>>>> branch\n\n{}",
        racy_in("bad"),
        racy_tail()
    );
    let run = beside("bad/bad.go", text, &["bad/bad.go:"]);
    assert!(run.stdout.contains("bad/bad.go:12:"), "{run:?}");
    assert!(run.stdout.contains("bad/bad.go:27:"), "{run:?}");
}

#[test]
fn byte_order_mark() {
    let run = accepted(format!("\u{feff}{}", racy_in("odd")));
    assert!(run.stdout.contains("odd/odd.go:12:4:"), "{run:?}");
}

#[test]
fn line_ends() {
    let run = accepted(racy_in("odd").replace('\n', "\r\n"));
    assert!(run.stdout.contains("odd/odd.go:12:4:"), "{run:?}");
    let run = accepted(racy_in("odd").trim_end());
    assert!(run.stdout.contains("odd/odd.go:12:4:"), "{run:?}");
}

/// Findings are shown in the file that is there, whatever it says about where it comes from.
#[test]
fn line_directives() {
    let text = racy_in("odd").replacen(
        "\tm := map",
        "//line other.y:1\n//line :99:1\n\tm := /*line third.y:7*/ map",
        1,
    );
    let run = accepted(text);
    assert!(run.stdout.contains("odd/odd.go:14:"), "{run:?}");
    assert!(!run.stdout.contains("other.y"), "{run:?}");
}

#[test]
fn missing_packages() {
    let text = racy_in("odd").replacen(
        "import \"sync\"",
        "import (\n\t\"sync\"\n\t\"example.com/m/gone\"\n\tx \"example.org/never/heard/of\"\n\t\"C\"\n\t\"\"\n\t\"../up\"\n)\n\nvar y = gone.Make(x.Y)\n",
        1,
    );
    let run = beside("odd/odd.go", text, &[]);
    assert!(run.stdout.contains("odd/odd.go:22:"), "{run:?}");
}

#[test]
fn generated_files() {
    let marked = format!(
        "// Code generated by hand. DO NOT EDIT.\n{}",
        racy_in("odd")
    );
    let dir = module(&[
        ("odd/odd.go", marked.as_str()),
        (
            "odd/start.go",
            "// Code generated by hand. DO NOT EDIT.\n\npackage odd\n\nfunc Start(f func()) { go f() }\n",
        ),
        (
            "odd/use.go",
            "package odd\n\nfunc use(m map[string]int) {\n\tfor range 3 {\n\t\tStart(func() { m[\"x\"]++ })\n\t}\n}\n",
        ),
    ]);
    let run = still_finds(dir.path(), &[], &[]);
    assert!(!run.stdout.contains("odd/odd.go"), "{run:?}");
    assert!(
        run.stdout.contains("odd/use.go:5:"),
        "what a generated file does still counts: {run:?}"
    );
    let run = still_finds(dir.path(), &["--generated"], &[]);
    assert!(run.stdout.contains("odd/odd.go:13:"), "{run:?}");
}

#[test]
fn folders_that_the_go_command_ignores() {
    let text = racy_in("odd");
    let dir = module(&[
        ("vendor/example.org/odd/odd.go", text.as_str()),
        ("testdata/odd/odd.go", &text),
        ("racy/testdata/odd.go", &text),
        ("_hidden/odd.go", &text),
        (".hidden/odd.go", &text),
        ("racy/_odd.go", &text),
        ("nested/go.mod", "module example.com/nested\n"),
        ("nested/odd.go", &text),
    ]);
    let run = still_finds(dir.path(), &[], &[]);
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
    let run = short(dir.path(), &["./testdata/odd"]);
    assert!(run.stdout.contains("testdata/odd/odd.go:12:"), "{run:?}");
}

#[test]
fn tests_can_be_left_out() {
    let text = racy_in("odd");
    let outside = racy_in("odd_test");
    let dir = module(&[
        ("odd/odd.go", "package odd\n"),
        ("odd/in_test.go", text.as_str()),
        ("odd/out_test.go", &outside),
    ]);
    let run = still_finds(dir.path(), &[], &[]);
    for path in ["odd/in_test.go:12:", "odd/out_test.go:12:"] {
        assert!(run.stdout.contains(path), "{run:?}");
    }
    let run = still_finds(dir.path(), &["--no-tests"], &[]);
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
}

#[test]
fn patterns() {
    let text = racy_in("odd");
    let dir = module(&[("odd/odd.go", text.as_str()), ("odd/deep/odd.go", &text)]);
    let lines = |args: &[&str]| {
        let run = short(dir.path(), args);
        let paths = run
            .stdout
            .lines()
            .map(|it| it.split(':').next().unwrap_or_default().to_owned());
        (run.status, paths.collect::<Vec<_>>())
    };
    let absolute = format!("{}/odd/...", dir.path().display());
    for (args, want) in [
        (
            &["./..."][..],
            &["odd/deep/odd.go", "odd/odd.go", "racy/racy.go"][..],
        ),
        (&["./odd"], &["odd/odd.go"]),
        (&["./odd/..."], &["odd/deep/odd.go", "odd/odd.go"]),
        (&["example.com/m/racy"], &["racy/racy.go"]),
        (
            &["example.com/m/odd/..."],
            &["odd/deep/odd.go", "odd/odd.go"],
        ),
        (&["racy/racy.go"], &["racy/racy.go"]),
        (&["./racy/racy.go"], &["racy/racy.go"]),
        (
            &["./odd/deep", "./racy"],
            &["odd/deep/odd.go", "racy/racy.go"],
        ),
        // The go command takes files or packages, not both; there is no harm in taking both.
        (&["racy/racy.go", "./odd"], &["odd/odd.go", "racy/racy.go"]),
        (&[&absolute], &["odd/deep/odd.go", "odd/odd.go"]),
    ] {
        assert_eq!(
            lines(args),
            (Some(1), want.iter().map(|it| it.to_string()).collect()),
            "{args:?}"
        );
    }
    for args in [
        &["./none"][..],
        &["example.com/none"],
        &["none.go"],
        &["./none/..."],
        &["../../../none/..."],
    ] {
        let run = short(dir.path(), args);
        assert!(run.stderr.contains("error: "), "{args:?}: {run:?}");
        assert_eq!(run.status, Some(2), "{args:?}: {run:?}");
    }
}

/// What cannot be done does not keep the rest from being done.
#[test]
fn one_pattern_of_two_is_wrong() {
    let dir = module::<&str>(&[]);
    let run = short(dir.path(), &["./none", "./racy"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert!(run.stdout.contains(FOUND), "{run:?}");
    assert!(run.stderr.contains("./none"), "{run:?}");
}

#[test]
fn no_module_at_all() {
    let dir = tree(&[
        (
            "src/example.org/a/a.go",
            "package a\n\nimport \"example.org/racy\"\n\nvar F = racy.Fill\n",
        ),
        ("src/example.org/racy/racy.go", RACY),
    ]);
    let run = short(dir.path(), &[]);
    assert_eq!(run.status, Some(1), "{run:?}");
    assert!(run.stdout.contains(FOUND), "{run:?}");
    assert!(
        run.stderr.contains("note: "),
        "what was assumed is said: {run:?}"
    );
    let inner = dir.path().join("src/example.org/racy");
    let run = short(&inner, &[]);
    assert!(run.stdout.starts_with("racy.go:12:"), "{run:?}");
}

#[test]
fn odd_names() {
    let text = racy_in("odd");
    let dir = module(&[
        ("with space/a b.go", text.as_str()),
        ("ключ/鍵.go", &text),
        ("colon:1/x:2.go", &text),
        ("percent%20/%41.go", &text),
        ("-dash/-j.go", &text),
    ]);
    let run = still_finds(dir.path(), &[], &[]);
    assert_eq!(run.stdout.lines().count(), 6, "{run:?}");
    for format in ["text", "json", "sarif", "github"] {
        let run = short(dir.path(), &["--format", format]);
        assert_eq!(run.status, Some(1), "{format}: {run:?}");
    }
}
