//! Discovery on directories made for the purpose.
#![allow(clippy::unwrap_used, missing_docs)]

use gomapcheck::discover::constraint::Builds;
use gomapcheck::discover::{GoVersion, Options, ProblemKind, Workspace, discover};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A directory with the given files; `package p` stands in for empty Go files.
fn tree(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = if text.is_empty() && name.ends_with(".go") {
            "package p\n"
        } else {
            text
        };
        fs::write(path, text).unwrap();
    }
    dir
}

fn run_in(dir: &Path, patterns: &[&str]) -> Workspace {
    let patterns = patterns.iter().map(|p| p.to_string()).collect();
    discover(&Options {
        cwd: dir.to_path_buf(),
        patterns,
        include_tests: true,
        tags: Vec::new(),
        documents: false,
    })
}

fn run(dir: &TempDir, patterns: &[&str]) -> Workspace {
    run_in(dir.path(), patterns)
}

/// Import paths of the target packages.
fn targets(workspace: &Workspace) -> Vec<&str> {
    workspace
        .packages
        .iter()
        .filter(|p| p.target)
        .map(|p| p.import_path.as_str())
        .collect()
}

fn fatal(workspace: &Workspace) -> Vec<&str> {
    workspace
        .problems
        .iter()
        .filter(|p| p.kind == ProblemKind::Fatal)
        .map(|p| p.message.as_str())
        .collect()
}

fn displays(workspace: &Workspace) -> Vec<&str> {
    workspace.files.iter().map(|f| f.display.as_str()).collect()
}

const MOD: (&str, &str) = (
    "go.mod",
    "module example.com/m\n\ngo 1.24\n\nignore ./skip\nignore node_modules\n",
);

fn module() -> TempDir {
    tree(&[
        MOD,
        ("m.go", "package m\n\nimport (\n\t\"example.com/m/a\"\n)\n"),
        ("a/a.go", "package a\n\nimport \"example.com/m/a/b\"\n"),
        ("a/b/b.go", ""),
        ("a/testdata/x/x.go", ""),
        ("a/_hidden/x.go", ""),
        ("a/.dot/x.go", ""),
        ("a/b/_x.go", "broken"),
        ("a/b/.x.go", "broken"),
        ("vendor/example.org/v/v.go", ""),
        ("nested/go.mod", "module example.com/nested\n\ngo 1.20\n"),
        ("nested/n.go", ""),
        ("skip/s.go", ""),
        ("a/node_modules/s.go", ""),
        ("empty/readme", ""),
    ])
}

#[test]
fn dots_leave_out_what_the_go_command_leaves_out() {
    let dir = module();
    for patterns in [
        &[][..],
        &["./..."],
        &["example.com/m/..."],
        &["all"],
        &["work"],
        &["..."],
        &["./...", "./a", "a/b"],
    ] {
        let found = run(&dir, patterns);
        assert_eq!(
            targets(&found),
            ["example.com/m", "example.com/m/a", "example.com/m/a/b"],
            "{patterns:?}"
        );
        assert!(
            found.problems.is_empty() && found.assumptions.is_empty(),
            "{:?} {:?}",
            found.problems,
            found.assumptions
        );
        assert_eq!(displays(&found), ["a/a.go", "a/b/b.go", "m.go"]);
        assert_eq!(
            found.files[0].go,
            GoVersion {
                major: 1,
                minor: 24
            }
        );
    }
}

#[test]
fn patterns_name_packages() {
    let dir = module();
    let a = ["example.com/m/a"];
    let b = ["example.com/m/a/b"];
    let ab = ["example.com/m/a", "example.com/m/a/b"];
    let abs = format!("{}/a/...", dir.path().display());
    for (pattern, want) in [
        ("./a", &a[..]),
        ("./a/", &a),
        ("a", &a),
        ("example.com/m/a", &a),
        ("./a/...", &ab),
        ("a/...", &ab),
        ("example.com/m/a/...", &ab),
        ("example.com/m/.../b", &b),
        ("example.com/.../b", &b),
        ("./.../b", &b),
        (abs.as_str(), &ab),
        ("./a/testdata/...", &["example.com/m/a/testdata/x"]),
        ("./a/testdata/x", &["example.com/m/a/testdata/x"]),
        ("./a/_hidden", &["example.com/m/a/_hidden"]),
        ("./skip", &["example.com/m/skip"]),
        ("./skip/...", &["example.com/m/skip"]),
        ("./nested/...", &["example.com/nested"]),
        ("./vendor/...", &["example.org/v"]),
        ("a/b/b.go", &["command-line-arguments"]),
    ] {
        let found = run(&dir, &[pattern]);
        assert_eq!(targets(&found), want, "{pattern}");
        assert!(found.problems.is_empty(), "{pattern}: {:?}", found.problems);
    }
    let up = run_in(&dir.path().join("a/b"), &["../..."]);
    assert_eq!(targets(&up), ab);
    assert!(up.files.iter().all(|f| f.path.is_file()));
    assert_eq!(
        up.files
            .iter()
            .find(|f| f.path.ends_with("b/b.go"))
            .unwrap()
            .display,
        "b.go"
    );
}

#[test]
fn imported_packages_are_loaded_for_facts() {
    let found = run(&module(), &["."]);
    assert_eq!(targets(&found), ["example.com/m"]);
    let facts: Vec<_> = found
        .packages
        .iter()
        .filter(|p| !p.target)
        .map(|p| p.import_path.as_str())
        .collect();
    assert_eq!(facts, ["example.com/m/a", "example.com/m/a/b"]);
}

#[test]
fn patterns_that_match_nothing_are_fatal_and_others_still_count() {
    let dir = module();
    for (pattern, says) in [
        ("./missing", "does not exist"),
        ("./missing/...", "does not exist"),
        ("missing.go", "does not exist"),
        ("./empty", "no Go files"),
        ("./empty/...", "matched no packages"),
        ("github.com/other/x", "no module"),
        ("std", "GOROOT"),
        ("tool", "tool"),
        ("", "empty"),
    ] {
        let found = run(&dir, &[pattern, "./a"]);
        assert_eq!(targets(&found), ["example.com/m/a"], "{pattern}");
        assert!(
            fatal(&found).len() == 1 && fatal(&found)[0].contains(says),
            "{pattern}: {:?}",
            found.problems
        );
    }
    let empty = run(&tree(&[MOD]), &[]);
    assert!(fatal(&empty).is_empty());
    assert_eq!(empty.problems[0].kind, ProblemKind::Config);
}

#[test]
fn tests_and_several_packages_in_a_directory() {
    let dir = tree(&[
        MOD,
        ("x/x.go", "package x\n"),
        ("x/x_test.go", "package x\n"),
        ("x/e_test.go", "package x_test\n"),
        ("x/gen.go", "//go:build ignore\n\npackage main\n"),
        ("x/other.go", "package other\n"),
        ("x/doc.go", "package documentation\n"),
        ("x/new.go", "//go:build go1.99\n\npackage x\n"),
    ]);
    let found = run(&dir, &[]);
    let packages: Vec<_> = found
        .packages
        .iter()
        .map(|p| (p.import_path.as_str(), p.name.as_str(), p.files.len()))
        .collect();
    assert_eq!(
        packages,
        [
            ("example.com/m/x", "other", 1),
            ("example.com/m/x", "x", 2),
            ("example.com/m/x_test", "x_test", 1)
        ]
    );
    let without = discover(&Options {
        cwd: dir.path().to_path_buf(),
        ..Options::default()
    });
    assert_eq!(displays(&without), ["x/other.go", "x/x.go"]);
    let tagged = Options {
        cwd: dir.path().to_path_buf(),
        tags: vec!["ignore".to_string()],
        ..Options::default()
    };
    assert!(displays(&discover(&tagged)).contains(&"x/gen.go"));
    let named = run(&dir, &["x/gen.go"]);
    assert_eq!(displays(&named), ["x/gen.go"]);
}

#[test]
fn bad_files_are_left_out_with_a_sentence() {
    let dir = tree(&[
        MOD,
        ("good.go", ""),
        ("nul.go", "package p\0"),
        ("nopkg.go", "func x() {}\n"),
        ("none.go", "// nothing\n"),
    ]);
    fs::write(dir.path().join("latin.go"), b"package p\n// \xe9\n").unwrap();
    fs::write(dir.path().join("bom.go"), "\u{feff}package p\n").unwrap();
    let big = fs::File::create(dir.path().join("big.go")).unwrap();
    big.set_len(21 * 1024 * 1024).unwrap();
    let found = run(&dir, &[]);
    assert_eq!(displays(&found), ["bom.go", "good.go"]);
    let skipped: Vec<_> = found
        .problems
        .iter()
        .filter(|p| p.kind == ProblemKind::FileSkipped)
        .map(|p| p.path.as_str())
        .collect();
    assert_eq!(
        skipped,
        ["big.go", "latin.go", "none.go", "nopkg.go", "nul.go"]
    );
    assert!(fatal(&found).is_empty());
}

#[cfg(unix)]
#[test]
fn directory_symlinks_are_followed_as_roots_alone() {
    let dir = module();
    std::os::unix::fs::symlink(dir.path(), dir.path().join("a/loop")).unwrap();
    std::os::unix::fs::symlink(dir.path().join("a/b"), dir.path().join("link")).unwrap();
    std::os::unix::fs::symlink(dir.path().join("gone.go"), dir.path().join("a/dangling.go"))
        .unwrap();
    assert_eq!(run(&dir, &[]).files.len(), 3);
    assert_eq!(targets(&run(&dir, &["./link/..."])), ["example.com/m/link"]);
}

#[test]
fn broken_go_mod_is_reported_with_its_line() {
    let dir = tree(&[("go.mod", "modul example.com/m\ngo banana\n"), ("a.go", "")]);
    let found = run(&dir, &[]);
    let messages: Vec<_> = found
        .problems
        .iter()
        .map(|p| (p.kind, p.message.as_str()))
        .collect();
    assert!(
        messages
            .iter()
            .all(|(kind, _)| *kind == ProblemKind::Config)
    );
    assert!(
        messages.iter().any(|(_, m)| m.contains("go.mod:1"))
            && messages.iter().any(|(_, m)| m.contains("go.mod:2")),
        "{messages:?}"
    );
    assert_eq!(found.files.len(), 1);
    assert_eq!(
        found.files[0].go,
        GoVersion {
            major: 1,
            minor: 16
        }
    );
}

#[test]
fn trees_without_go_mod() {
    let dir = tree(&[("a.go", ""), ("sub/b.go", "")]);
    let found = run(&dir, &[]);
    assert_eq!(
        found.files[0].go,
        GoVersion {
            major: 1,
            minor: 27
        }
    );
    assert_eq!(found.assumptions.len(), 1, "{:?}", found.assumptions);
    assert!(targets(&found)[1].ends_with("/sub"));

    let dir = tree(&[
        ("src/github.com/x/y/a.go", ""),
        ("src/github.com/x/y/z/b.go", ""),
        ("src/github.com/x/y/vendor/v/v.go", ""),
    ]);
    let found = run_in(&dir.path().join("src/github.com/x/y"), &[]);
    assert_eq!(targets(&found), ["github.com/x/y", "github.com/x/y/z"]);
    assert_eq!(
        found.files[0].go,
        GoVersion {
            major: 1,
            minor: 11
        }
    );

    let dir = tree(&[("a.go", ""), ("vendor/v/v.go", "")]);
    assert_eq!(
        run(&dir, &[]).files[0].go,
        GoVersion {
            major: 1,
            minor: 11
        }
    );

    let dir = tree(&[
        ("one/go.mod", "module one\ngo 1.20\n"),
        ("one/a.go", ""),
        ("two/go.mod", "module two\ngo 1.25\n"),
        ("two/a.go", ""),
    ]);
    let found = run(&dir, &[]);
    assert_eq!(targets(&found), ["one", "two"]);
    assert_eq!(found.modules.len(), 2);
}

#[test]
fn a_tree_without_go_mod_is_called_what_its_packages_call_it() {
    let dir = tree(&[
        (
            "cmd/main.go",
            "package main\nimport (\n\"fmt\"\n\"github.com/x/y/a/b\"\n\"github.com/z/a\"\n)\n",
        ),
        ("a/a.go", "package a\nimport \"github.com/x/y/a/b\"\n"),
        ("a/b/b.go", ""),
    ]);
    let found = run(&dir, &[]);
    assert_eq!(
        targets(&found),
        [
            "github.com/x/y/a",
            "github.com/x/y/a/b",
            "github.com/x/y/cmd"
        ]
    );
    // Nobody wrote so after Go 1.10.
    let before_modules = GoVersion {
        major: 1,
        minor: 11,
    };
    assert!(found.files.iter().all(|file| file.go == before_modules));
}

#[test]
fn workspaces() {
    let dir = tree(&[
        (
            "go.work",
            "go 1.25\n\nuse (\n\t./one\n\t./two\n\t./gone\n)\n",
        ),
        ("one/go.mod", "module example.com/one\ngo 1.20\n"),
        ("one/a.go", "package one\nimport \"example.com/two/b\"\n"),
        ("two/go.mod", "module example.com/two\ngo 1.25\n"),
        ("two/b/b.go", ""),
        ("three/go.mod", "module three\ngo 1.25\n"),
        ("three/c.go", ""),
    ]);
    let found = run(&dir, &[]);
    assert_eq!(targets(&found), ["example.com/one", "example.com/two/b"]);
    assert!(
        found
            .problems
            .iter()
            .any(|p| p.kind == ProblemKind::Config && p.message.contains("./gone"))
    );
    assert_eq!(
        targets(&run(&dir, &["example.com/two/..."])),
        ["example.com/two/b"]
    );
    assert_eq!(
        targets(&run_in(&dir.path().join("one"), &["work"])),
        ["example.com/one", "example.com/two/b"]
    );
    let one = run_in(&dir.path().join("one"), &[]);
    assert_eq!(targets(&one), ["example.com/one"]);
    assert!(
        one.packages
            .iter()
            .any(|p| p.import_path == "example.com/two/b" && !p.target)
    );
}

#[test]
fn the_standard_library_has_import_paths_of_its_own() {
    let dir = tree(&[
        ("go.mod", "module std\n\ngo 1.27\n"),
        ("net/http/h.go", "package http\nimport \"net\"\n"),
        ("net/n.go", "package net\n"),
        ("cmd/go.mod", "module cmd\n\ngo 1.27\n"),
        ("cmd/go/main.go", "package main\n"),
    ]);
    for patterns in [&[][..], &["std"], &["net/..."]] {
        assert_eq!(
            targets(&run(&dir, patterns)),
            ["net", "net/http"],
            "{patterns:?}"
        );
    }
    assert_eq!(targets(&run(&dir, &["cmd"])), ["cmd/go"]);
    assert_eq!(run(&dir, &["net/http"]).packages.len(), 2);
}

#[test]
fn files_know_their_version_marker_and_constraint() {
    let dir = tree(&[
        MOD,
        ("down.go", "//go:build go1.18\n\npackage p\n"),
        ("up.go", "//go:build go1.26 && linux\n\npackage p\n"),
        (
            "gen.go",
            "// Code generated by x. DO NOT EDIT.\n\npackage p\n",
        ),
        ("p_linux.go", ""),
        ("p_windows.go", ""),
        ("c.go", "package p\n\nimport \"C\"\n"),
        ("n.go", "//go:build !cgo\n\npackage p\n"),
    ]);
    let found = run(&dir, &[]);
    let file = |name: &str| found.files.iter().position(|f| f.display == name).unwrap();
    assert_eq!(found.files[file("down.go")].go.minor, 21);
    assert_eq!(found.files[file("up.go")].go.minor, 26);
    assert!(found.files[file("gen.go")].generated);
    let builds = Builds::new(&found);
    let id = |name: &str| gomapcheck::support::FileId(file(name) as u32);
    assert!(!builds.together(id("p_linux.go"), id("p_windows.go")));
    assert!(!builds.together(id("up.go"), id("p_windows.go")));
    assert!(!builds.together(id("c.go"), id("n.go")));
    assert!(builds.together(id("p_linux.go"), id("c.go")));
    assert!(builds.together(id("gen.go"), id("p_windows.go")));
}

#[test]
fn results_do_not_depend_on_the_order_of_patterns() {
    let dir = module();
    let shape = |w: &Workspace| format!("{:?} {:?} {:?}", w.packages, displays(w), w.problems);
    assert_eq!(
        shape(&run(&dir, &["./a", "./..."])),
        shape(&run(&dir, &["./...", "./a/b", "./a"]))
    );
}
