//! Findings made by hand, as the analysis would make them: renderers are tested without it.

#![allow(dead_code, reason = "each test program uses a part")]

use gomapcheck::discover::{
    GoVersion, PackageId, Problem, ProblemKind, SourceFile, Workspace, constraint::Constraint,
};
use gomapcheck::finding::{
    Confidence, Evidence, Finding, Goroutine, Severity, SourceMap, Step, finish,
};
use gomapcheck::render::{Renderer, Report, Stats};
use gomapcheck::support::{FileId, Loc, Span};
use std::time::Duration;

/// A workspace with findings in it.
pub struct Fixture {
    pub workspace: Workspace,
    pub findings: Vec<Finding>,
}

impl Fixture {
    /// What a renderer makes of it.
    pub fn render(&self, renderer: &dyn Renderer) -> String {
        let files = SourceMap::new(&self.workspace);
        let findings = finish(self.findings.clone(), &files);
        let report = Report {
            findings: &findings,
            left_out: &[],
            files: &files,
            problems: &self.workspace.problems,
            assumptions: &self.workspace.assumptions,
            stats: Stats {
                files: self.workspace.files.len(),
                packages: 1,
                functions: 7,
                calls: 40,
                unresolved_calls: 3,
                elapsed: Duration::from_millis(12),
                ..Stats::default()
            },
            tool_version: "0.1.0",
        };
        let mut bytes = Vec::new();
        renderer
            .render(&report, &mut bytes)
            .expect("a vector takes everything");
        String::from_utf8(bytes).expect("output is UTF-8")
    }

    /// The span of `part` on the line numbered `line` of a file.
    pub fn at(&self, path: &str, line: usize, part: &str) -> Loc {
        at(&self.workspace, path, line, part)
    }
}

fn at(workspace: &Workspace, path: &str, line: usize, part: &str) -> Loc {
    let index = workspace.files.iter().position(|it| it.display == path);
    let index = index.unwrap_or_else(|| panic!("no file {path}"));
    let text = &workspace.files[index].text;
    let before: usize = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let found = text[before..].lines().next().and_then(|it| it.find(part));
    let start = before + found.unwrap_or_else(|| panic!("{path}:{line} has no {part}"));
    Loc {
        file: FileId(index as u32),
        span: Span::new(start, start + part.len()),
    }
}

/// A workspace of these files.
pub fn workspace(files: &[(&str, &str)]) -> Workspace {
    let mut files: Vec<_> = files.to_vec();
    files.sort_unstable();
    let file = |(display, text): (&str, &str)| SourceFile {
        path: display.into(),
        display: display.into(),
        text: text.into(),
        package: PackageId(0),
        is_test: display.ends_with("_test.go"),
        generated: false,
        go: GoVersion {
            major: 1,
            minor: 24,
        },
        constraint: Constraint::default(),
    };
    Workspace {
        files: files.into_iter().map(file).collect(),
        ..Workspace::default()
    }
}

fn step(loc: Loc, text: &str, function: &str) -> Step {
    Step {
        loc,
        text: text.into(),
        function: function.into(),
    }
}

fn evidence(text: &str, places: Vec<Loc>) -> Evidence {
    Evidence {
        text: text.into(),
        places,
    }
}

const ADMIN: &str = include_str!("../../testdata/demo/admin.go");
const HUB: &str = include_str!("../../testdata/demo/hub.go");

/// The demo: a handler ranges over a map that each connection writes under a lock; two files.
pub fn two_files() -> Fixture {
    let workspace = workspace(&[("admin.go", ADMIN), ("hub.go", HUB)]);
    let at = |path: &str, part: &str| {
        let line = if path == "hub.go" { HUB } else { ADMIN }
            .lines()
            .position(|it| it.contains(part));
        self::at(
            &workspace,
            path,
            line.unwrap_or_else(|| panic!("{part}")) + 1,
            part,
        )
    };
    let range = at("admin.go", "range h.sessions");
    let finding = Finding {
        rule: "GMC004".into(),
        severity: Severity::Error,
        confidence: Confidence::High,
        message:
            "map `Hub.sessions` is ranged here without `h.mu`, while other goroutines write it"
                .into(),
        primary: range,
        function: "(*Hub).list".into(),
        subject: "Hub.sessions".into(),
        map: "example.com/demo.Hub.sessions".into(),
        goroutines: vec![
            Goroutine {
                heading: "HTTP handler, runs in parallel with itself".into(),
                steps: vec![
                    step(
                        at("admin.go", "mux.HandleFunc(\"/sessions\", h.list)"),
                        "registered here",
                        "(*Hub).Admin",
                    ),
                    step(range, "ranges `h.sessions`", "(*Hub).list"),
                ],
                holds: "holds no lock".into(),
            },
            Goroutine {
                heading: "goroutine started in a loop, one per connection".into(),
                steps: vec![
                    step(
                        at("hub.go", "go h.serve(conn)"),
                        "starts here, inside a loop",
                        "(*Hub).Run",
                    ),
                    step(
                        at("hub.go", "h.register(id, conn)"),
                        "calls (*Hub).register",
                        "(*Hub).serve",
                    ),
                    step(
                        at("hub.go", "h.sessions[id] = conn"),
                        "writes `h.sessions`",
                        "(*Hub).register",
                    ),
                ],
                holds: "holds `h.mu` (exclusive)".into(),
            },
        ],
        evidence: vec![evidence(
            "3 of 4 accesses hold `h.mu`",
            vec![
                at("hub.go", "h.sessions[id] = conn"),
                at("hub.go", "delete(h.sessions, id)"),
                at("hub.go", "len(h.sessions)"),
            ],
        )],
        help: "take `h.mu` around the range, or range over `maps.Clone(h.sessions)` made under it"
            .into(),
        fix: None,
        fingerprint: String::new(),
    };
    Fixture {
        workspace,
        findings: vec![finding],
    }
}

const SQUARES: &str = "package main

func fill(n int) map[int]int {
\tsquares := make(map[int]int)
\tfor i := range n {
\t\tgo func() {
\t\t\tsquares[i] = i * i
\t\t}()
\t}
\treturn squares
}
";

/// One goroutine that races with further copies of itself.
pub fn self_race() -> Fixture {
    let workspace = workspace(&[("squares.go", SQUARES)]);
    let write = at(&workspace, "squares.go", 7, "squares[i] = i * i");
    let finding = Finding {
        rule: "GMC001".into(),
        severity: Severity::Error,
        confidence: Confidence::High,
        message: "map `squares` is written by goroutines that run at the same time".into(),
        primary: write,
        function: "fill.func1".into(),
        subject: "squares".into(),
        map: "example.com/squares.fill.squares".into(),
        goroutines: vec![Goroutine {
            heading: "goroutine started in a loop, runs in parallel with further copies of itself".into(),
            steps: vec![
                step(at(&workspace, "squares.go", 6, "go func() {"), "starts here, inside a loop", "fill"),
                step(write, "writes `squares`", "fill.func1"),
            ],
            holds: "holds no lock".into(),
        }],
        evidence: vec![],
        help: "hold one `sync.Mutex` around every access to `squares`, or give each goroutine a map of its own".into(),
        fix: None,
        fingerprint: String::new(),
    };
    Fixture {
        workspace,
        findings: vec![finding],
    }
}

const CACHE: &str = "package cache

import \"sync\"

type Cache struct {
\tmu    sync.RWMutex
\titems map[string][]byte
}

func (c *Cache) Get(key string) []byte {
\tc.mu.RLock()
\tdefer c.mu.RUnlock()
\tif item, ok := c.items[key]; ok {
\t\treturn item
\t}
\treturn c.fill(key)
}

func (c *Cache) fill(key string) []byte {
\titem := load(key)
\tc.items[key] = item
\treturn item
}

func Warm(c *Cache, keys []string) {
\tfor _, key := range keys {
\t\tgo c.Get(key)
\t}
}
";

/// A write under a read lock that a caller took.
pub fn rlock() -> Fixture {
    let workspace = workspace(&[("internal/storage/cache/cache.go", CACHE)]);
    let at = |line, part| self::at(&workspace, "internal/storage/cache/cache.go", line, part);
    let write = at(21, "c.items[key] = item");
    let finding = Finding {
        rule: "GMC003".into(),
        severity: Severity::Warning,
        confidence: Confidence::Medium,
        message: "map `Cache.items` is written here under a read lock of `c.mu`, which lets other goroutines in".into(),
        primary: write,
        function: "(*Cache).fill".into(),
        subject: "Cache.items".into(),
        map: "example.com/store/internal/storage/cache.Cache.items".into(),
        goroutines: vec![
            Goroutine {
                heading: "goroutine started in a loop".into(),
                steps: vec![
                    step(at(27, "go c.Get(key)"), "starts here, inside a loop", "Warm"),
                    step(at(16, "c.fill(key)"), "calls (*Cache).fill with `c.mu` read-locked", "(*Cache).Get"),
                    step(write, "writes `c.items`", "(*Cache).fill"),
                ],
                holds: "holds `c.mu` (shared)".into(),
            },
            Goroutine {
                heading: "another goroutine of the same loop".into(),
                steps: vec![
                    step(at(27, "go c.Get(key)"), "starts here, inside a loop", "Warm"),
                    step(at(13, "c.items[key]"), "reads `c.items`", "(*Cache).Get"),
                ],
                holds: "holds `c.mu` (shared)".into(),
            },
        ],
        evidence: vec![evidence("2 of 2 accesses hold `c.mu`, none of them exclusively", vec![at(13, "c.items[key]"), write])],
        help: "unlock the read lock, take `c.mu.Lock`, look again and only then write".into(),
        fix: None,
        fingerprint: String::new(),
    };
    Fixture {
        workspace,
        findings: vec![finding],
    }
}

/// A wrong lock, found through eleven calls: the list is shortened. The text has tabs, CJK, an emoji and CRLF.
pub fn wrong_lock() -> Fixture {
    let mut text = String::from("package deep\r\n\r\n// 深い 🧭\r\n");
    for depth in 0..11 {
        text.push_str(&format!(
            "func (s *store) step{depth}(ключ string) {{ s.step{}(ключ) }}\r\n",
            depth + 1
        ));
    }
    text.push_str("func (s *store) step11(k string) {\r\n\tvar mu sync.Mutex\r\n\tmu.Lock()\r\n\t/* 計数🧮 */ s.counts[k]++\r\n\tmu.Unlock()\r\n}\r\n");
    text.push_str("func (s *store) run() {\r\n\tgo s.step0(\"a\")\r\n\ts.mu.Lock()\r\n\tclear(s.counts)\r\n\ts.mu.Unlock()\r\n}\r\n");
    let workspace = workspace(&[("深い/stoß #1.go", &text)]);
    let at = |line, part: &str| self::at(&workspace, "深い/stoß #1.go", line, part);
    let write = at(18, "s.counts[k]++");
    let mut steps = vec![step(
        at(22, "go s.step0(\"a\")"),
        "starts here",
        "(*store).run",
    )];
    for depth in 0..11 {
        let part = format!("s.step{}(ключ)", depth + 1);
        let text = format!("calls (*store).step{}", depth + 1);
        steps.push(step(
            at(4 + depth, &part),
            &text,
            &format!("(*store).step{depth}"),
        ));
    }
    steps.push(step(write, "writes `s.counts`", "(*store).step11"));
    let finding = Finding {
        rule: "GMC005".into(),
        severity: Severity::Error,
        confidence: Confidence::High,
        message: "map `store.counts` is written here under `mu`, which is declared in the function and excludes nobody".into(),
        primary: write,
        function: "(*store).step11".into(),
        subject: "store.counts".into(),
        map: "example.com/deep.store.counts".into(),
        goroutines: vec![
            Goroutine { heading: "goroutine started by (*store).run".into(), steps, holds: "holds `mu` (exclusive), a lock of its own".into() },
            Goroutine {
                heading: "the goroutine that started it".into(),
                steps: vec![step(at(24, "clear(s.counts)"), "clears `s.counts`", "(*store).run")],
                holds: "holds `s.mu` (exclusive)".into(),
            },
        ],
        evidence: vec![evidence("1 of 2 accesses holds `s.mu`", vec![at(24, "clear(s.counts)")])],
        help: "hold `s.mu` instead of `mu`".into(),
        fix: None,
        fingerprint: String::new(),
    };
    Fixture {
        workspace,
        findings: vec![finding],
    }
}

/// Nothing found, but not everything could be read.
pub fn problems() -> Fixture {
    let mut workspace = workspace(&[("broken.go", "package p\n\nfunc f() {\n\tx := = 1\n}\n")]);
    let problem = |kind, path: &str, span, message: &str| Problem {
        kind,
        path: path.into(),
        span,
        message: message.into(),
    };
    workspace.problems = vec![
        problem(
            ProblemKind::SyntaxUnread,
            "broken.go",
            Some(Span::new(11, 37)),
            "`f` is left out: its syntax could not be read",
        ),
        problem(
            ProblemKind::FileSkipped,
            "data/blob.go",
            None,
            "data/blob.go is left out: it is not UTF-8",
        ),
    ];
    workspace.assumptions = vec!["there is no go.mod: Go 1.27 is assumed".into()];
    Fixture {
        workspace,
        findings: vec![],
    }
}
