//! The program as its users start it: arguments, exit status, what goes to stdout and what to stderr.

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn gomapcheck(directory: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gomapcheck"));
    command
        .args(args)
        .current_dir(directory)
        .stdin(Stdio::null());
    for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR"] {
        command.env_remove(name);
    }
    command
}

fn run(directory: &Path, args: &[&str]) -> Output {
    gomapcheck(directory, args)
        .output()
        .expect("the program starts")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

/// A module with these files.
fn module(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    for (path, text) in [("go.mod", "module example.com/m\n\ngo 1.24\n")]
        .iter()
        .chain(files)
    {
        let path = directory.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    directory
}

const CLEAN: (&str, &str) = (
    "clean.go",
    "package m\n\nfunc Get(m map[string]int) int { return m[\"a\"] }\n",
);

#[test]
fn version_and_help() {
    let here = Path::new(".");
    let output = run(here, &["--version"]);
    assert_eq!(
        stdout(&output),
        concat!("gomapcheck ", env!("CARGO_PKG_VERSION"), "\n")
    );
    assert_eq!(output.status.code(), Some(0));
    let output = run(here, &["--help"]);
    assert!(
        stdout(&output)
            .contains("Exit status: 0 no findings, 1 findings, 2 the job could not be done.")
    );
    assert!(
        !stdout(&output).contains("--dump"),
        "that one is for work on the program itself"
    );
}

#[test]
fn usage_errors_end_with_2() {
    let here = Path::new(".");
    for (args, says) in [
        (
            &["--format", "xml"][..],
            "[possible values: text, short, json, sarif, github]",
        ),
        (&["--formt", "json"], "--format"),
        (&["-j", "0"], "at least 1"),
        (&["-j", "many"], "at least 1"),
        (&["--color", "sometimes"], "auto, always, never"),
        (&["-C", "no/such/directory"], "no/such/directory"),
        (&["-C", "Cargo.toml"], "Cargo.toml"),
    ] {
        let output = run(here, args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(
            stderr(&output).contains(says),
            "{args:?}: {}",
            stderr(&output)
        );
        assert_eq!(stdout(&output), "", "{args:?}");
    }
}

#[test]
fn a_clean_module_says_one_line_on_stderr() {
    let module = module(&[CLEAN]);
    let output = run(module.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), "");
    let last = stderr(&output).lines().last().expect("a line");
    assert!(last.starts_with("gomapcheck: no findings; "), "{last}");
    let quiet = run(module.path(), &["-q"]);
    assert_eq!((stdout(&quiet), stderr(&quiet)), ("", ""));
}

#[test]
fn machine_formats_are_whole_documents_even_without_findings() {
    let module = module(&[CLEAN]);
    let output = run(module.path(), &["--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(value["findings"], serde_json::json!([]));
    let output = run(module.path(), &["--format", "sarif"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("SARIF");
    assert_eq!(value["runs"][0]["results"], serde_json::json!([]));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn output_goes_to_a_file() {
    let module = module(&[CLEAN, ("out/.keep", "")]);
    let output = run(
        module.path(),
        &["--format", "json", "--output", "out/report.json"],
    );
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), ""));
    let text = std::fs::read_to_string(module.path().join("out/report.json")).expect("the report");
    assert!(text.starts_with('{') && text.ends_with("}\n"));
    let left: Vec<_> = std::fs::read_dir(module.path().join("out"))
        .expect("a folder")
        .collect();
    assert_eq!(left.len(), 2, "nothing else is left behind");
}

#[test]
fn output_that_cannot_be_written_is_named() {
    let module = module(&[CLEAN]);
    let output = run(module.path(), &["--output", "no/such/folder/report.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("no/such/folder/report.txt"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn minus_c_is_where_all_paths_start() {
    let module = module(&[
        ("sub/go.mod", "module example.com/sub\n"),
        ("sub/a.go", "package sub\n"),
    ]);
    let output = run(
        module.path(),
        &["-C", "sub", "--format", "sarif", "-o", "report.sarif"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(module.path().join("sub/report.sarif").exists());
}

#[test]
fn timings_and_stats_go_to_stderr() {
    let module = module(&[CLEAN]);
    let output = run(module.path(), &["--timings", "--stats", "-q"]);
    assert_eq!(stdout(&output), "");
    for word in ["discover", "total", "unresolved calls"] {
        assert!(
            stderr(&output).contains(word),
            "{word}: {}",
            stderr(&output)
        );
    }
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_ends_quietly() {
    let module = module(&[CLEAN]);
    let mut child = gomapcheck(module.path(), &["--format", "sarif", "-q"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
}
