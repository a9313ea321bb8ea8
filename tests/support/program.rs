//! Runs the built program on directories made for the purpose.
//!
//! In: files, arguments. Out: what came of a [`Run`]. Must not know what the program is expected to find.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How a run ended and what it wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Exit status; none when a signal ended it, as a stack overflow or an abort does.
    pub status: Option<i32>,
    /// Findings.
    pub stdout: String,
    /// Everything else.
    pub stderr: String,
}

/// A directory with these files. A path that ends in `/` is an empty folder.
pub fn tree<P: AsRef<str>, T: AsRef<[u8]>>(files: &[(P, T)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a directory");
    for (path, bytes) in files {
        write(dir.path(), path.as_ref(), bytes.as_ref());
    }
    dir
}

/// Writes one file, with the folders above it.
pub fn write(dir: &Path, path: &str, bytes: &[u8]) {
    let full = dir.join(path);
    if path.ends_with('/') {
        return fs::create_dir_all(full).expect("a folder");
    }
    fs::create_dir_all(full.parent().expect("a folder")).expect("a folder");
    fs::write(full, bytes).expect("a file");
}

/// Runs the program in a directory. One that does not end within the limit is killed, which is an error that says so.
///
/// # Errors
/// It could not be started, or did not end.
#[allow(dead_code, reason = "a test may use the other one alone")]
pub fn run(dir: &Path, args: &[&str], limit: Duration) -> Result<Run, String> {
    run_beside(dir, args, None, limit)
}

/// As [`run`], with a module cache.
///
/// # Errors
/// As [`run`].
pub fn run_beside(
    dir: &Path,
    args: &[&str],
    module_cache: Option<&Path>,
    limit: Duration,
) -> Result<Run, String> {
    let nowhere = dir.join("no-module-cache");
    let mut child = Command::new(env!("CARGO_BIN_EXE_gomapcheck"))
        .args(args)
        .current_dir(dir)
        .env("NO_COLOR", "1")
        .env("GOMODCACHE", module_cache.unwrap_or(&nowhere))
        .env_remove("GOPATH")
        .env_remove("GOFLAGS")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot be started: {error}"))?;
    // Both pipes are emptied while it runs: a full one would block it.
    let stdout = drain(child.stdout.take());
    let stderr = drain(child.stderr.take());
    let status = wait(&mut child, limit)?;
    let text = |reader: thread::JoinHandle<Vec<u8>>| {
        let bytes = reader.join().map_err(|_| "cannot be read".to_owned())?;
        String::from_utf8(bytes).map_err(|_| "wrote what is not UTF-8".to_owned())
    };
    Ok(Run {
        status: status.code(),
        stdout: text(stdout)?,
        stderr: text(stderr)?,
    })
}

fn drain(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

fn wait(child: &mut Child, limit: Duration) -> Result<std::process::ExitStatus, String> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) if start.elapsed() < limit => thread::sleep(Duration::from_millis(5)),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("did not end within {} s", limit.as_secs()));
            }
            Err(error) => return Err(format!("cannot be waited for: {error}")),
        }
    }
}
