//! The hooks, run by the real pre-commit in a scratch repository.

#[path = "support/tool.rs"]
mod tool;

use std::path::Path;
use std::process::Command;
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
