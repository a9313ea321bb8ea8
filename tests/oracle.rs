//! The race detector as oracle: the label of every program in `testdata/races` is tried, not believed.
//!
//! Each case is built with `-race` and run. A racy one must be reported on a map, and in a line that one of its expectations names; a safe one must stay silent.
//! Cases that the race detector cannot judge are listed with their reasons. Without a Go toolchain that can build with `-race` the test says so and passes.
//! `GOMAPCHECK_GO=/path/to/go` names the toolchain, `GOMAPCHECK_CASES=text` picks cases by name.

#[path = "support/cases.rs"]
mod cases;
#[path = "support/want.rs"]
mod want;

use cases::{Case, Label};
use std::fmt;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use want::{Kind, Want};

/// Each program shows its race in nine of ten runs on an idle machine; this is for busy ones.
const RACY_TRIES: usize = 20;
const SAFE_RUNS: usize = 2;
/// Cases end within a second; this is for machines in distress.
const RUN_LIMIT: Duration = Duration::from_secs(60);
/// A racy program may never end: a map that two goroutines have changed at once can send a probe round and round.
/// What it printed up to here counts.
const RACY_RUN_LIMIT: Duration = Duration::from_secs(15);
/// What a report on a map access shows in its stack: the runtime's entry points.
const MAP_FRAMES: [&str; 4] = [
    "runtime.map",
    "internal/runtime/maps",
    "reflect.map",
    "concurrent map ",
];

/// What came of one case.
enum Outcome {
    Confirmed,
    Wrong(String),
    Skipped(String),
}

/// How a command came to its end.
enum End {
    Exit(ExitStatus),
    /// It was still running and was ended.
    Limit(Duration),
}

impl End {
    fn is_success(&self) -> bool {
        matches!(self, End::Exit(status) if status.success())
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Exit(status) => write!(f, "fails with {status}"),
            End::Limit(limit) => write!(f, "did not end within {} s", limit.as_secs()),
        }
    }
}

#[test]
fn every_label_holds_under_the_race_detector() {
    let cases = match cases::load() {
        Ok(cases) => cases,
        Err(problems) => panic!("malformed cases:\n{problems}"),
    };
    let go = std::env::var("GOMAPCHECK_GO").unwrap_or_else(|_| "go".to_owned());
    let scratch = tempfile::tempdir().expect("a temporary directory");
    let version = match toolchain(&go, scratch.path()) {
        Ok(version) => version,
        Err(reason) => {
            println!("SKIPPED: no Go toolchain: {reason}");
            return;
        }
    };
    let start = Instant::now();
    let outcomes = try_all(&cases, &go, version, scratch.path());
    report(&cases, &outcomes, start.elapsed());
}

/// Prints the exceptions and fails on wrong labels.
fn report(cases: &[Case], outcomes: &[Outcome], elapsed: Duration) {
    let mut wrong = Vec::new();
    let (mut racy, mut safe, mut skipped) = (0, 0, 0);
    for (case, outcome) in cases.iter().zip(outcomes) {
        match outcome {
            Outcome::Confirmed if case.label.is_racy() => racy += 1,
            Outcome::Confirmed => safe += 1,
            Outcome::Wrong(reason) => wrong.push(format!("{}: {reason}", case.name)),
            Outcome::Skipped(reason) => {
                skipped += 1;
                println!("skipped: {}: {reason}", case.name);
            }
        }
        if let Label::Unseen(reason) = &case.label {
            println!("not visible to the race detector: {}: {reason}", case.name);
        }
    }
    println!(
        "{racy} racy and {safe} safe labels hold, {skipped} skipped, {} wrong, in {:.0} s",
        wrong.len(),
        elapsed.as_secs_f64()
    );
    assert!(wrong.is_empty(), "wrong labels:\n{}", wrong.join("\n"));
}

/// Tries all cases on two workers at least: building and running leave each other room.
fn try_all(cases: &[Case], go: &str, version: (u32, u32), scratch: &Path) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let workers = thread::available_parallelism().map_or(2, |n| n.get().max(2));
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(case) = cases.get(at) else { return };
                    let outcome = try_case(case, go, version, &scratch.join(at.to_string()));
                    done.lock()
                        .expect("no worker panics while it holds the lock")
                        .push((at, outcome));
                }
            });
        }
    });
    let mut outcomes = done.into_inner().expect("no worker panicked");
    outcomes.sort_by_key(|(at, _)| *at);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

fn try_case(case: &Case, go: &str, version: (u32, u32), scratch: &Path) -> Outcome {
    if version < case.go {
        return Outcome::Skipped(format!("needs Go {}.{}", case.go.0, case.go.1));
    }
    if let Err(problem) = fs::create_dir(scratch)
        .map_err(|error| error.to_string())
        .and_then(|()| build(case, go, scratch))
    {
        return Outcome::Wrong(problem);
    }
    let outcome = match &case.label {
        Label::Racy => try_racy(case, scratch),
        Label::Safe => try_silent(case, scratch, SAFE_RUNS),
        Label::Unseen(_) => try_silent(case, scratch, 1),
    };
    // The binaries are large and there are many of them.
    let _ = fs::remove_dir_all(scratch);
    outcome
}

/// The finding stands where an access is. GMC006 stands where the map leaves its lock: the access comes later.
fn is_at_access(want: &Want) -> bool {
    !want.pattern.as_str().contains("GMC006")
}

/// A finding about a map, not about another variable.
fn is_on_map(want: &Want) -> bool {
    want.pattern.as_str().contains("GMC0")
}

/// Runs until the race detector has named an access in an expected line: a map access, where the findings are about maps.
fn try_racy(case: &Case, scratch: &Path) -> Outcome {
    let wants = match true_wants(case) {
        Ok(wants) => wants,
        Err(problem) => return Outcome::Wrong(problem),
    };
    let mut last = String::new();
    for _ in 0..RACY_TRIES {
        let (end, output) = match run(case, scratch, RACY_RUN_LIMIT) {
            Ok(result) => result,
            Err(problem) => return Outcome::Wrong(problem),
        };
        if !racy(&output) {
            if let End::Exit(status) = end
                && !status.success()
            {
                return Outcome::Wrong(format!("labelled racy, fails with {status}:\n{output}"));
            }
            last = format!("labelled racy, but no race was seen in {RACY_TRIES} runs");
        } else if wants.iter().any(is_on_map)
            && !MAP_FRAMES.iter().any(|frame| output.contains(frame))
        {
            last = format!("the race is not on a map:\n{output}");
        } else if wants.iter().any(is_at_access)
            && !frame_lost(&output)
            && !wants.iter().any(|want| names(&output, case, want))
        {
            last = format!(
                "none of the expected {} takes part in the race:\n{output}",
                list(&wants)
            );
        } else {
            return Outcome::Confirmed;
        }
    }
    Outcome::Wrong(last)
}

/// `file.go:12 GMC001, file.go:15 GMC002`.
fn list(wants: &[Want]) -> String {
    let places: Vec<String> = wants
        .iter()
        .map(|want| format!("{}:{} {}", want.path, want.line, want.pattern))
        .collect();
    places.join(", ")
}

fn try_silent(case: &Case, scratch: &Path, runs: usize) -> Outcome {
    for _ in 0..runs {
        match run(case, scratch, RUN_LIMIT) {
            Err(problem) => return Outcome::Wrong(problem),
            Ok((_, output)) if racy(&output) && case.label.is_racy() => {
                return Outcome::Wrong(
                    "labelled unseen, but the race detector sees it: drop the exception".to_owned(),
                );
            }
            Ok((_, output)) if racy(&output) => {
                return Outcome::Wrong(format!("labelled safe, but:\n{output}"));
            }
            Ok((end, output)) if !end.is_success() => {
                return Outcome::Wrong(format!("{end}:\n{output}"));
            }
            Ok(_) => {}
        }
    }
    Outcome::Confirmed
}

fn racy(output: &str) -> bool {
    output.contains("WARNING: DATA RACE") || output.contains("fatal error: concurrent map")
}

/// The expectations of true findings.
fn true_wants(case: &Case) -> Result<Vec<Want>, String> {
    let mut wants = Vec::new();
    for (path, text) in &case.files {
        wants.extend(want::parse(path, text)?);
    }
    wants.retain(|want| want.kind != Kind::Wrong);
    Ok(wants)
}

/// Whether a stack in the output goes through the line: `/dir/file.go:12 +0x1a`.
fn names(output: &str, case: &Case, want: &Want) -> bool {
    let place = format!("{}:{} ", case.dir.join(&want.path).display(), want.line);
    output.contains(&place)
}

/// Whether the function of an access is missing from its stack: since Go 1.27, `m[k]` as a single
/// value is read by `mapaccess1` calling `mapaccess2`, and the race detector takes the former for
/// the function of the program.
fn frame_lost(output: &str) -> bool {
    output.contains("  runtime.mapaccess1")
}

/// Version of a toolchain that can build with the race detector.
fn toolchain(go: &str, scratch: &Path) -> Result<(u32, u32), String> {
    let output = Command::new(go)
        .args(["env", "GOVERSION"])
        .env("GOTOOLCHAIN", "local")
        .output()
        .map_err(|error| format!("{go}: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let version = text
        .trim()
        .strip_prefix("go")
        .and_then(cases::version)
        .ok_or_else(|| format!("`{go} env GOVERSION` says {text:?}"))?;
    let probe = scratch.join("probe.go");
    fs::write(&probe, "package main\n\nfunc main() {}\n").map_err(|error| error.to_string())?;
    let mut command = go_command(go, scratch);
    command.args(["build", "-race", "-o", "probe", "probe.go"]);
    run_limited(
        command,
        &scratch.join("probe.log"),
        Duration::from_secs(600),
    )
    .and_then(|(end, output)| {
        if end.is_success() {
            Ok(version)
        } else {
            Err(format!("cannot build with -race: {output}"))
        }
    })
}

fn build(case: &Case, go: &str, scratch: &Path) -> Result<(), String> {
    let mut command = go_command(go, &case.dir);
    if case.is_test {
        command.args(["test", "-c"]);
    } else {
        command.arg("build");
    }
    command
        .args(["-race", "-o"])
        .arg(scratch.join("case"))
        .arg(&case.package);
    let (end, output) = run_limited(
        command,
        &scratch.join("build.log"),
        Duration::from_secs(600),
    )?;
    if end.is_success() {
        Ok(())
    } else {
        Err(format!("does not build, {end}:\n{output}"))
    }
}

/// The go command, kept from changing the module, from the network, and from toolchains other than itself.
fn go_command(go: &str, dir: &Path) -> Command {
    let mut command = Command::new(go);
    command.current_dir(dir);
    let flags = match dir.join("vendor").is_dir() {
        true => "-mod=vendor -buildvcs=false",
        false => "-mod=readonly -buildvcs=false",
    };
    for (name, value) in [
        ("GOFLAGS", flags),
        ("GOPROXY", "off"),
        ("GOTOOLCHAIN", "local"),
        ("GOWORK", "off"),
        ("GO111MODULE", "on"),
        ("CGO_ENABLED", "1"),
    ] {
        command.env(name, value);
    }
    command
}

fn run(case: &Case, scratch: &Path, limit: Duration) -> Result<(End, String), String> {
    let mut command = Command::new(scratch.join("case"));
    command
        .current_dir(&case.dir)
        .env("GORACE", "halt_on_error=0 exitcode=66 atexit_sleep_ms=0");
    if case.is_test {
        // Parallel tests overlap on any machine, and a benchmark runs a fixed number of rounds.
        command.args(["-test.parallel=8", "-test.bench=.", "-test.benchtime=500x"]);
    }
    run_limited(command, &scratch.join("run.log"), limit)
}

/// Runs a command with its output in a file, so that a full pipe cannot stop it, and ends it at the limit.
fn run_limited(mut command: Command, log: &Path, limit: Duration) -> Result<(End, String), String> {
    let file = File::create(log).map_err(|error| format!("{}: {error}", log.display()))?;
    let copy = file.try_clone().map_err(|error| error.to_string())?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(copy)
        .spawn()
        .map_err(|error| format!("{command:?}: {error}"))?;
    let start = Instant::now();
    let end = loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            break End::Exit(status);
        }
        if start.elapsed() > limit {
            let _ = child.kill();
            let _ = child.wait();
            break End::Limit(limit);
        }
        thread::sleep(Duration::from_millis(5));
    };
    let bytes = fs::read(log).map_err(|error| error.to_string())?;
    Ok((end, String::from_utf8_lossy(&bytes).into_owned()))
}
