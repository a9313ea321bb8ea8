//! How long each stage takes, beside the bare parse of the same files on as many threads: `cargo bench --bench stages`.
//!
//! In: a folder of Go code, from `GOMAPCHECK_BENCH_DIR`, else the standard library (`go env GOROOT`). `GOMAPCHECK_BENCH_RUNS` and
//! `GOMAPCHECK_BENCH_THREADS` set how often and on how many threads. Out: a table of medians on stdout.
//!
//! Runs of the pipeline and of the bare parse alternate, so that a machine that slows down slows both. On a busy machine the
//! processor time in the last lines tells more than the clock.

use gomapcheck::discover::Workspace;
use gomapcheck::pipeline::{self, Options};
use gomapcheck::progress::Silent;
use gomapcheck::rules::Selection;
use rayon::prelude::*;
use std::cell::RefCell;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};
use tree_sitter::Parser;

/// As the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const DEFAULT_RUNS: usize = 5;

fn main() -> ExitCode {
    // `cargo test --all-targets` starts benches too, but without this.
    if !std::env::args().any(|arg| arg == "--bench") {
        println!("skipped: measures under `cargo bench` only");
        return ExitCode::SUCCESS;
    }
    match bench() {
        Ok(table) => {
            print!("{table}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn bench() -> Result<String, String> {
    let dir = folder()?;
    let runs = number("GOMAPCHECK_BENCH_RUNS")?.unwrap_or(DEFAULT_RUNS);
    let threads = match number("GOMAPCHECK_BENCH_THREADS")? {
        Some(threads) => threads,
        None => std::thread::available_parallelism().map_or(1, usize::from),
    };
    let options = Options {
        cwd: dir.clone(),
        patterns: vec!["./...".to_owned()],
        include_tests: false,
        report_generated: false,
        pedantic: false,
        selection: Selection::default(),
        tags: Vec::new(),
        threads: Some(threads),
        ..Options::default()
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| format!("no {threads} threads: {error}"))?;

    // The first run warms the page cache and is not counted; only it has the memory for itself.
    let first = pipeline::run(&options, &Silent);
    let peak = peak_kib();
    let size = Size::of(&first.workspace);
    if size.files == 0 {
        return Err(format!("no Go files in {}", dir.display()));
    }
    let mut measured = Vec::new();
    for _ in 0..runs {
        let (total, outcome) = Spent::by(|| pipeline::run(&options, &Silent));
        let (bare, ()) = Spent::by(|| pool.install(|| bare_parse(&first.workspace)));
        measured.push(Run {
            stages: outcome.timings,
            total,
            bare,
        });
    }
    let heading = format!(
        "{}\n{size}, {threads} threads, median of {runs} runs\n",
        dir.display()
    );
    Ok(heading + &table(&measured, &size) + &memory(peak))
}

/// What one round of measuring gave.
struct Run {
    stages: Vec<(&'static str, Duration)>,
    total: Spent,
    bare: Spent,
}

/// What a piece of work took.
#[derive(Clone, Copy)]
struct Spent {
    /// By the clock.
    wall: Duration,
    /// On processors, of all threads together, where the system tells.
    processor: Option<Duration>,
}

impl Spent {
    /// Does the work and measures it.
    fn by<T>(work: impl FnOnce() -> T) -> (Spent, T) {
        let (start, before) = (Instant::now(), processor_time());
        let done = work();
        let spent = Spent {
            wall: start.elapsed(),
            processor: processor_time()
                .zip(before)
                .map(|(after, before)| after.saturating_sub(before)),
        };
        (spent, done)
    }
}

/// Time that the threads of this process have spent on processors, where `/proc` tells (in hundredths of a second).
fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in parentheses, may hold spaces. The 12th and 13th field behind it are user and system time.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(|field| field.parse::<u64>().ok());
    Some(Duration::from_millis(10 * ticks.sum::<Option<u64>>()?))
}

/// How much was read.
struct Size {
    files: usize,
    bytes: usize,
    lines: usize,
}

impl Size {
    fn of(workspace: &Workspace) -> Size {
        let texts = || workspace.files.iter().map(|file| file.text.as_bytes());
        Size {
            files: workspace.files.len(),
            bytes: texts().map(<[u8]>::len).sum(),
            lines: texts()
                .map(|text| text.iter().filter(|byte| **byte == b'\n').count())
                .sum(),
        }
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let megabytes = self.bytes as f64 / 1e6;
        write!(
            f,
            "{} files, {megabytes:.1} MB, {} lines",
            self.files, self.lines
        )
    }
}

fn folder() -> Result<PathBuf, String> {
    const HINT: &str = "set GOMAPCHECK_BENCH_DIR to a folder of Go code";
    let dir = match std::env::var_os("GOMAPCHECK_BENCH_DIR") {
        Some(dir) => PathBuf::from(dir),
        None => {
            let go = Command::new("go").args(["env", "GOROOT"]).output();
            let output = go.map_err(|error| format!("`go env GOROOT`: {error}; {HINT}"))?;
            let root = String::from_utf8_lossy(&output.stdout).trim().to_owned();
            if root.is_empty() {
                return Err(format!("`go env GOROOT` gives nothing; {HINT}"));
            }
            PathBuf::from(root).join("src")
        }
    };
    let resolved = dir.canonicalize();
    resolved.map_err(|error| format!("{}: {error}; {HINT}", dir.display()))
}

/// A positive number from the environment.
fn number(name: &str) -> Result<Option<usize>, String> {
    let Some(text) = std::env::var_os(name) else {
        return Ok(None);
    };
    let parsed = text
        .to_str()
        .and_then(|text| text.parse().ok())
        .filter(|number| *number > 0);
    match parsed {
        Some(number) => Ok(Some(number)),
        None => Err(format!("{name} is {text:?}, expected a number above 0")),
    }
}

/// Parses the files and drops the trees: what no analysis of them can undercut.
fn bare_parse(workspace: &Workspace) {
    thread_local! {
        static PARSER: RefCell<Option<Parser>> = const { RefCell::new(None) };
    }
    workspace.files.par_iter().for_each(|file| {
        PARSER.with_borrow_mut(|slot| {
            let parser = slot.get_or_insert_with(go_parser);
            std::hint::black_box(parser.parse(file.text.as_bytes(), None));
        });
    });
}

fn go_parser() -> Parser {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_go::LANGUAGE.into())
        .expect("the grammar crate fits the parser crate");
    parser
}

fn table(runs: &[Run], size: &Size) -> String {
    let bare = median(runs.iter().map(|run| run.bare.wall));
    let total = median(runs.iter().map(|run| run.total.wall));
    let mut text = format!(
        "\n{:<14}{:>12}{:>10}{:>16}\n",
        "stage", "median", "share", "x bare parse"
    );
    let mut row = |name: &str, time: Duration| {
        let (share, ratio) = (100.0 * ratio(time, total), ratio(time, bare));
        text += &format!(
            "{name:<14}{:>9.1} ms{share:>8.1} %{ratio:>16.2}\n",
            time.as_secs_f64() * 1e3
        );
    };
    for name in names(runs) {
        row(name, median(runs.iter().map(|run| time_of(run, name))));
    }
    row("total", total);
    row("bare parse", bare);
    let speed = |per_run: usize| per_run as f64 / total.as_secs_f64();
    text + &format!(
        "\n{:.1} MB/s, {:.0} lines/s\n",
        speed(size.bytes) / 1e6,
        speed(size.lines)
    ) + &processor(runs)
}

/// Medians of processor time.
fn processor(runs: &[Run]) -> String {
    let all = |of: fn(&Run) -> Spent| runs.iter().map(move |run| of(run).processor);
    let (Some(total), Some(bare)) = (
        all(|run| run.total).collect::<Option<Vec<_>>>(),
        all(|run| run.bare).collect::<Option<Vec<_>>>(),
    ) else {
        return "processor time: not told by this system\n".to_owned();
    };
    let (total, bare) = (median(total.into_iter()), median(bare.into_iter()));
    format!(
        "processor time: {:.2} s, bare parse {:.2} s, {:.2} x bare parse\n",
        total.as_secs_f64(),
        bare.as_secs_f64(),
        ratio(total, bare)
    )
}

/// The stages in the order in which they ran; one that ran twice once.
fn names(runs: &[Run]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for (name, _) in runs.iter().flat_map(|run| &run.stages) {
        if !names.contains(name) {
            names.push(*name);
        }
    }
    names
}

fn time_of(run: &Run, stage: &str) -> Duration {
    run.stages
        .iter()
        .filter(|(name, _)| *name == stage)
        .map(|(_, time)| *time)
        .sum()
}

fn ratio(time: Duration, of: Duration) -> f64 {
    time.as_secs_f64() / of.as_secs_f64().max(f64::EPSILON)
}

/// Of an even number of times the upper middle one.
fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Peak resident memory of this process, where `/proc` tells.
fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

fn memory(peak: Option<u64>) -> String {
    match peak {
        Some(kib) => format!("peak memory of one run: {:.0} MiB\n", kib as f64 / 1024.0),
        None => "peak memory: not told by this system\n".to_owned(),
    }
}
