//! Race logs: what the race detector and crashed processes print.
//!
//! In: text of a log, also of `go test -json` and of CI, where lines of several processes are mixed and carry prefixes. Out: [`Report`]s with
//! their stacks, and how many could not be read. Must not know the analysis.

mod parse;
mod stream;

/// A report of the race detector, or a crash over a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What the runtime said: `DATA RACE`, `fatal error: concurrent map writes`.
    pub headline: String,
    /// The accesses, the one that was reported first; of a crash only that of the goroutine that met the other one.
    pub sides: Vec<Side>,
    /// Line of the log, from 1.
    pub line: usize,
}

/// One access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// It writes.
    pub writes: bool,
    /// From the access outwards.
    pub frames: Vec<Frame>,
    /// From the start of its goroutine outwards; empty for the main goroutine.
    pub created: Vec<Frame>,
    goroutine: String,
}

/// A line of a stack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Frame {
    /// As Go prints it: `example.com/m.(*Store).Add`.
    pub function: String,
    /// As the compiler was told: absolute, or with the module's path under `-trimpath`.
    pub file: String,
    /// From 1.
    pub line: usize,
}

/// What a log holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    /// In the order of their first lines.
    pub reports: Vec<Report>,
    /// Lines of reports that could not be read: cut off, or without stacks.
    pub unread: Vec<usize>,
}

impl Side {
    /// The access is one of a map: the runtime's function for it is the innermost frame.
    pub fn is_map(&self) -> bool {
        self.frames.first().is_some_and(|it| {
            let name = it.function.as_str();
            name.starts_with("runtime.map")
                || name.starts_with("internal/runtime/maps.")
                || name.starts_with("reflect.map")
        })
    }

    /// The frames outside of the runtime.
    pub fn own_frames(&self) -> impl Iterator<Item = &Frame> {
        self.frames.iter().filter(|it| {
            let name = it.function.as_str();
            !name.starts_with("runtime.") && !name.starts_with("internal/runtime/")
        })
    }
}

impl Report {
    /// It is about a map.
    pub fn is_map(&self) -> bool {
        self.headline.contains("concurrent map") || self.sides.iter().any(Side::is_map)
    }
}

/// Reads a log.
pub fn read(text: &str) -> Log {
    let mut log = Log::default();
    for block in stream::blocks(text) {
        match parse::report(&block) {
            Some(report) => log.reports.push(report),
            None => log.unread.push(block.line),
        }
    }
    log
}

#[cfg(test)]
mod tests {
    use super::*;

    const RACE: &str = "==================\nWARNING: DATA RACE\nWrite at 0x00c0 by goroutine 8:\n  runtime.mapassign_faststr()\n      /go/src/maps.go:263 +0x0\n  \
        example.com/m.(*Store).Add()\n      /home/u/m/store.go:15 +0x104\n\nPrevious read at 0x00c0 by main goroutine:\n  runtime.mapaccess1_faststr()\n      \
        /go/src/maps.go:101 +0x0\n  example.com/m.(*Store).Get()\n      /home/u/m/a b/store.go:19 +0xa5\n\nGoroutine 8 (running) created at:\n  example.com/m.Run()\n      \
        /home/u/m/run.go:3 +0x1b9\n==================\n";

    const CRASH: &str = "fatal error: concurrent map writes\n\ngoroutine 18 [running]:\ninternal/runtime/maps.fatal({0x1, 0x2})\n\t/go/panic.go:1 +0x18\n\
        main.(*S).Put(0xc1, {0x2, 0x3})\n\t/m/main.go:12 +0x5e\ncreated by main.main in goroutine 1\n\t/m/main.go:10 +0x4a\n\n\
        goroutine 1 [select]:\nmain.main()\n\t/m/main.go:20 +0x1\nexit status 2\n";

    /// Whether a side writes, its frames as file and line, and the frames of its creation.
    type Side = (bool, Vec<(String, usize)>, usize);

    fn places(report: &Report) -> Vec<Side> {
        let place = |it: &Frame| (it.file.clone(), it.line);
        let sides = report.sides.iter();
        sides
            .map(|it| {
                (
                    it.writes,
                    it.own_frames().map(place).collect(),
                    it.created.len(),
                )
            })
            .collect()
    }

    #[test]
    fn a_report_of_the_race_detector() {
        let log = read(RACE);
        assert_eq!((log.reports.len(), log.unread.len()), (1, 0));
        let report = &log.reports[0];
        assert!(report.is_map());
        assert_eq!(report.line, 2);
        assert_eq!(
            places(report),
            [
                (true, vec![("/home/u/m/store.go".to_owned(), 15)], 1),
                (false, vec![("/home/u/m/a b/store.go".to_owned(), 19)], 0),
            ]
        );
    }

    #[test]
    fn a_crash() {
        let log = read(CRASH);
        let report = &log.reports[0];
        assert_eq!(report.headline, "fatal error: concurrent map writes");
        assert_eq!(
            places(report),
            [(true, vec![("/m/main.go".to_owned(), 12)], 1)]
        );
        assert_eq!(
            report.sides[0]
                .own_frames()
                .next()
                .map(|it| it.function.as_str()),
            Some("main.(*S).Put")
        );
    }

    #[test]
    fn prefixes_and_mixed_lines() {
        let plain = read(RACE).reports;
        let stamped = |at: usize, line: &str| format!("2026-11-25T23:47:03.{at:07}Z {line}\n");
        let ci: String = RACE
            .lines()
            .enumerate()
            .map(|(at, it)| stamped(at, it))
            .collect();
        let mixed: String = RACE
            .lines()
            .zip(CRASH.lines().chain(std::iter::repeat("")))
            .map(|(race, crash)| format!("web-1  | {race}\nworker-2 | {crash}\n"))
            .collect();
        assert_eq!(read(&ci).reports[0].sides, plain[0].sides);
        let log = read(&mixed);
        assert_eq!(log.reports.len(), 2, "{log:?}");
        assert!(log.reports.iter().any(|it| it.sides == plain[0].sides));
        assert!(
            log.reports
                .iter()
                .any(|it| it.sides == read(CRASH).reports[0].sides)
        );
    }

    #[test]
    fn output_of_go_test_json_of_two_packages() {
        let line = |package: &str, text: &str| {
            let event = serde_json::json!({"Action": "output", "Package": package, "Output": format!("{text}\n")});
            format!("{event}\n")
        };
        let both: String = RACE
            .lines()
            .map(|it| line("a", it) + &line("b", it))
            .collect();
        let log = read(&both);
        assert_eq!((log.reports.len(), log.unread.len()), (2, 0));
        assert_eq!(log.reports[0].sides, read(RACE).reports[0].sides);
    }

    #[test]
    fn what_is_cut_off_is_counted() {
        let cut: String = RACE.lines().take(4).map(|it| format!("{it}\n")).collect();
        assert_eq!(
            read(&cut),
            Log {
                reports: vec![],
                unread: vec![2]
            }
        );
        assert_eq!(read("ok  \texample.com/m\t0.1s\n"), Log::default());
    }
}
