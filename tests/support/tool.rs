//! Programs of others that tests use where they are installed; `.ci/run` installs them.

#![allow(dead_code, reason = "each test program uses a part")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Where a program is. None says on stderr that its test is not run, and is a failure where `CI=true`.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .map(|it| it.join(name))
        .find(|it| it.is_file());
    if found.is_none() {
        assert_ne!(
            std::env::var("CI").as_deref(),
            Ok("true"),
            "{name} is missing: .ci/run installs it"
        );
        eprintln!("not run: {name} is missing; .ci/run installs it");
    }
    found
}

/// Runs a program in a folder.
pub fn run(program: &Path, folder: &Path, args: &[&str]) -> Output {
    Command::new(program)
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()))
}

/// What a program printed, to stdout and stderr.
pub fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

/// gomapcheck, in a folder.
pub fn gomapcheck(folder: &Path, args: &[&str]) -> Output {
    run(Path::new(env!("CARGO_BIN_EXE_gomapcheck")), folder, args)
}

/// git, in a folder, as somebody.
pub fn git(folder: &Path, args: &[&str]) -> String {
    let mut all = vec![
        "-c",
        "user.name=test",
        "-c",
        "user.email=test@example.com",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "protocol.file.allow=always",
    ];
    all.extend(args);
    let output = run(Path::new("git"), folder, &all);
    assert!(output.status.success(), "git {args:?}: {}", said(&output));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Writes files below a folder.
pub fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
}

/// A module with a race: `Get` reads without the lock that `Add` holds, and both are handlers.
pub const RACY: [(&str, &str); 2] = [
    ("go.mod", "module example.com/m\n\ngo 1.24\n"),
    ("store.go", STORE),
];

/// See [`RACY`].
pub const STORE: &str = "package m

import (
	\"net/http\"
	\"sync\"
)

type Store struct {
	mu   sync.Mutex
	hits map[string]int
}

func (s *Store) Routes() {
	http.HandleFunc(\"/add\", s.add)
	http.HandleFunc(\"/get\", s.get)
}

func (s *Store) add(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hits[r.URL.Path]++
}

func (s *Store) get(w http.ResponseWriter, r *http.Request) {
	if s.hits[r.URL.Path] > 0 {
		w.WriteHeader(200)
	}
}
";

/// [`STORE`] with the lock taken in `get` too.
pub fn mended() -> String {
    STORE.replace(
        "\tif s.hits",
        "\ts.mu.Lock()\n\tdefer s.mu.Unlock()\n\tif s.hits",
    )
}
