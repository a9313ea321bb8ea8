//! The wheel: built by the real maturin, installed by pip, run by pre-commit's hook for wheels through its entry.

#[path = "support/tool.rs"]
mod tool;

use std::path::Path;
use tool::{find, run, said, write};

#[test]
fn the_wheel_holds_the_program() {
    let (Some(maturin), Some(python)) = (find("maturin"), find("python3")) else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = folder.path().join("dist").display().to_string();
    // The profile without optimization shares its work with the tests of a debug build.
    let profile = if cfg!(debug_assertions) {
        &[][..]
    } else {
        &["--release"]
    };
    let args: Vec<&str> = ["build", "--out", &out]
        .iter()
        .chain(profile)
        .copied()
        .collect();
    let output = run(&maturin, here, &args);
    assert!(output.status.success(), "{}", said(&output));
    let wheel = std::fs::read_dir(&out)
        .expect("a folder")
        .next()
        .expect("a wheel")
        .expect("an entry")
        .path();
    let wheel = wheel.display().to_string();
    assert!(
        run(&python, folder.path(), &["-m", "venv", "venv"])
            .status
            .success()
    );
    let bin = folder.path().join(if cfg!(windows) {
        "venv/Scripts"
    } else {
        "venv/bin"
    });
    let output = run(
        &bin.join("pip"),
        folder.path(),
        &["install", "--no-index", "--quiet", &wheel],
    );
    assert!(output.status.success(), "{}", said(&output));
    write(&folder.path().join("m"), &tool::RACY);
    let output = run(
        &bin.join("gomapcheck"),
        &folder.path().join("m"),
        &["--format", "short"],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("store.go:25:5: GMC004"),
        "{}",
        said(&output)
    );
}
