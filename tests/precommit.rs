//! The hooks, run by the real pre-commit in a scratch repository.

#[path = "support/tool.rs"]
mod tool;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tool::{find, git, mended, said, write};

#[test]
fn the_manifest_is_valid() {
    let Some(pre_commit) = find("pre-commit") else {
        return;
    };
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = tool::run(
        &pre_commit,
        here,
        &["validate-manifest", ".pre-commit-hooks.yaml"],
    );
    assert!(output.status.success(), "{}", said(&output));
}

/// A repository with the manifest of this one, as hooks are fetched from.
fn hooks(folder: &Path) -> String {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
    let manifest = std::fs::read_to_string(manifest).expect("the manifest");
    write(folder, &[("hooks/.pre-commit-hooks.yaml", &manifest)]);
    let folder = folder.join("hooks");
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "hooks"]);
    git(&folder, &["rev-parse", "HEAD"])
}

#[test]
fn a_commit_that_brings_in_a_race_is_stopped() {
    let Some(pre_commit) = find("pre-commit") else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let rev = hooks(folder.path());
    let config = format!(
        "repos:\n- repo: {}\n  rev: {rev}\n  hooks:\n  - id: gomapcheck-system\n    args: [--staged]\n",
        folder.path().join("hooks").display()
    );
    let project = folder.path().join("project");
    write(
        &project,
        &[
            ("go.mod", tool::RACY[0].1),
            ("store.go", &mended()),
            (".pre-commit-config.yaml", &config),
        ],
    );
    git(&project, &["init", "-q"]);
    git(&project, &["add", "."]);
    git(&project, &["commit", "-qm", "one"]);
    // The hook of the manifest finds the program that is tested on the path.
    let binary = Path::new(env!("CARGO_BIN_EXE_gomapcheck"))
        .parent()
        .expect("a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(
        std::iter::once(binary.to_owned()).chain(std::env::split_paths(&path)),
    );
    let run = || {
        let mut command = Command::new(&pre_commit);
        command
            .args(["run", "--color", "never"])
            .current_dir(&project);
        command.env("PATH", path.as_ref().expect("a path"));
        command.env("PRE_COMMIT_HOME", folder.path().join("home"));
        command.output().expect("pre-commit starts")
    };
    write(&project, &[("store.go", tool::STORE)]);
    git(&project, &["add", "."]);
    let output = run();
    assert!(
        !output.status.success() && said(&output).contains("GMC004"),
        "{}",
        said(&output)
    );
    write(
        &project,
        &[(
            "store.go",
            &mended().replace("package m", "package m // changed"),
        )],
    );
    git(&project, &["add", "."]);
    let output = run();
    assert!(
        output.status.success() && said(&output).contains("Passed"),
        "{}",
        said(&output)
    );
    // Without a Go file there is nothing to do.
    git(&project, &["commit", "-qm", "two"]);
    write(&project, &[("notes.txt", "x")]);
    git(&project, &["add", "."]);
    assert!(said(&run()).contains("no files to check"));
}

/// A repository with the files of this one, as they are now. None where this is no work tree of git.
fn copy_of_this(folder: &Path) -> Option<(PathBuf, String)> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = tool::run(
        Path::new("git"),
        here,
        &[
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ],
    );
    if !output.status.success() {
        eprintln!("not run: {} is no work tree of git", here.display());
        return None;
    }
    let copy = folder.join("gomapcheck");
    for path in String::from_utf8_lossy(&output.stdout).split_terminator('\0') {
        // Programs that tests analyse are no part of the build.
        if path.starts_with("testdata/") || !here.join(path).is_file() {
            continue;
        }
        let to = copy.join(path);
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        std::fs::copy(here.join(path), to).expect("a copy");
    }
    git(&copy, &["init", "-q"]);
    git(&copy, &["add", "--all", "--force"]);
    git(&copy, &["commit", "-qm", "all"]);
    let rev = git(&copy, &["rev-parse", "HEAD"]);
    Some((copy, rev))
}

/// The environment of a build that is quick rather than good, and shares what it can with the next one.
fn quick(command: &mut Command) {
    let built = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hooks");
    command
        .env("CARGO_TARGET_DIR", built)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256");
}

/// Registries of packages could not be reached.
fn is_offline(output: &Output) -> bool {
    let text = said(output);
    [
        "Temporary failure in name resolution",
        "Could not resolve host",
        "failed to download",
        "No matching distribution found for maturin",
        "Network is unreachable",
    ]
    .iter()
    .any(|it| text.contains(it))
}

/// Runs a hook that builds the program first, on a commit with a race and on one without.
fn built_by_pre_commit(hook: &str) {
    let Some(pre_commit) = find("pre-commit") else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let Some((repository, rev)) = copy_of_this(folder.path()) else {
        return;
    };
    let config = format!(
        "repos:\n- repo: {}\n  rev: {rev}\n  hooks:\n  - id: {hook}\n    args: [--staged]\n",
        repository.display()
    );
    let project = folder.path().join("project");
    write(
        &project,
        &[
            ("go.mod", tool::RACY[0].1),
            ("store.go", &mended()),
            (".pre-commit-config.yaml", &config),
        ],
    );
    git(&project, &["init", "-q"]);
    git(&project, &["add", "."]);
    git(&project, &["commit", "-qm", "one"]);
    let run = |args: &[&str]| {
        let mut command = Command::new(&pre_commit);
        command.args(args).current_dir(&project);
        command.env("PRE_COMMIT_HOME", folder.path().join("home"));
        quick(&mut command);
        command.output().expect("pre-commit starts")
    };
    let output = run(&["install-hooks", "--color", "never"]);
    if !output.status.success() && is_offline(&output) && std::env::var("CI").is_err() {
        eprintln!(
            "not run: no registry of packages can be reached\n{}",
            said(&output)
        );
        return;
    }
    assert!(output.status.success(), "{}", said(&output));
    write(&project, &[("store.go", tool::STORE)]);
    git(&project, &["add", "."]);
    let output = run(&["run", "--color", "never"]);
    assert!(
        !output.status.success() && said(&output).contains("GMC004"),
        "{}",
        said(&output)
    );
    write(
        &project,
        &[(
            "store.go",
            &mended().replace("package m", "package m // changed"),
        )],
    );
    git(&project, &["add", "."]);
    let output = run(&["run", "--color", "never"]);
    assert!(
        output.status.success() && said(&output).contains("Passed"),
        "{}",
        said(&output)
    );
}

#[test]
fn the_hook_from_source_builds_and_runs() {
    built_by_pre_commit("gomapcheck");
}

#[test]
fn the_hook_from_a_wheel_builds_and_runs() {
    built_by_pre_commit("gomapcheck-wheel");
}
