//! Formats for people and scripts: snapshots of findings made by hand. `UPDATE=1` rewrites them.

#[path = "support/fixtures.rs"]
mod fixtures;
#[path = "support/snapshot.rs"]
mod snapshot;

use fixtures::Fixture;
use gomapcheck::render::{Renderer, github::Github, json::Json, short::Short, text::Text};

/// Name of the golden file, and what makes the finding.
type Case = (&'static str, fn() -> Fixture);

const CASES: [Case; 4] = [
    ("two-files", fixtures::two_files),
    ("self-race", fixtures::self_race),
    ("rlock", fixtures::rlock),
    ("wrong-lock", fixtures::wrong_lock),
];

fn plain(width: usize) -> Text {
    Text {
        width,
        color: false,
        unicode: true,
    }
}

fn check(folder: &str, extension: &str, renderer: &dyn Renderer) {
    for (name, fixture) in CASES {
        let output = fixture().render(renderer);
        snapshot::assert_file(
            &format!("tests/golden/{folder}/{name}.{extension}"),
            &output,
        );
    }
}

#[test]
fn text() {
    check("text", "txt", &plain(100));
}

#[test]
fn text_on_a_narrow_terminal() {
    check("text-80", "txt", &plain(80));
    for (name, fixture) in CASES {
        for line in fixture().render(&plain(80)).lines() {
            let width = unicode_width::UnicodeWidthStr::width(line);
            // Source lines and what hangs below them are as long as the source is.
            let snippet = line.contains(" │ ") || line.contains(" · ");
            assert!(width <= 80 || snippet, "{name}: {width} columns: {line}");
        }
    }
}

#[test]
fn text_in_ascii_and_in_color() {
    let ascii = Text {
        width: 100,
        color: false,
        unicode: false,
    };
    let output = fixtures::self_race().render(&ascii);
    assert!(output.is_ascii(), "{output}");
    snapshot::assert_file("tests/golden/text/self-race.ascii.txt", &output);
    let color = Text {
        width: 100,
        color: true,
        unicode: true,
    };
    let colored = fixtures::two_files().render(&color);
    let codes = regex::Regex::new("\u{1b}\\[[0-9;]*m").expect("a pattern");
    assert!(codes.is_match(&colored));
    assert_eq!(
        codes.replace_all(&colored, ""),
        fixtures::two_files().render(&plain(100))
    );
}

#[test]
fn short() {
    check("short", "txt", &Short);
    let output = fixtures::two_files().render(&Short);
    assert!(
        output.starts_with("admin.go:19:12: GMC004 map `Hub.sessions`"),
        "{output}"
    );
}

#[test]
fn json() {
    check("json", "json", &Json);
    let output = fixtures::problems().render(&Json);
    let value: serde_json::Value = serde_json::from_str(&output).expect("JSON");
    assert_eq!(value["version"], 1);
    assert_eq!(value["problems"][0]["location"]["line"], 3);
    assert!(
        value["stats"].get("elapsed").is_none(),
        "times differ between two runs"
    );
}

#[test]
fn github() {
    check("github", "txt", &Github);
    for (name, fixture) in CASES {
        let output = fixture().render(&Github);
        assert_eq!(output.lines().count(), 1, "{name}: one command a finding");
    }
}

#[test]
fn spans_outside_of_files_are_no_panic() {
    use gomapcheck::support::{FileId, Loc, Span};
    for (file, start, end) in [(0, 4_000_000, 4_000_009), (99, 0, 5), (0, 7, 3)] {
        let mut fixture = fixtures::wrong_lock();
        let loc = Loc {
            file: FileId(file),
            span: Span { start, end },
        };
        fixture.findings[0].primary = loc;
        fixture.findings[0].goroutines[0].steps[2].loc = loc;
        fixture.findings[0].goroutines[1].steps.clear();
        for renderer in [
            &plain(80) as &dyn Renderer,
            &Short,
            &Json,
            &Github,
            &gomapcheck::render::sarif::Sarif::default(),
        ] {
            assert!(!fixture.render(renderer).is_empty());
        }
    }
}

#[test]
fn very_long_lines_are_cut() {
    let mut fixture = fixtures::self_race();
    let long = format!(
        "package main\n\nvar x = \"{}\"; func f() {{ m[1] = 2 }} // {}\n",
        "é".repeat(90_000),
        "ü".repeat(9_000)
    );
    fixture.workspace = fixtures::workspace(&[("squares.go", &long)]);
    let loc = fixture.at("squares.go", 3, "m[1] = 2");
    fixture.findings[0].primary = loc;
    for step in &mut fixture.findings[0].goroutines[0].steps {
        step.loc = loc;
    }
    let output = fixture.render(&plain(100));
    assert!(
        output.contains("m[1] = 2") && output.len() < 4_000,
        "{output}"
    );
}

#[test]
fn analysed_code_does_not_steer_the_terminal() {
    let mut fixture = fixtures::self_race();
    let evil = "package main\n\n\tm[1] = 2 // \u{1b}]0;owned\u{7} \u{9b}2J\n";
    fixture.workspace = fixtures::workspace(&[("squares.go", evil)]);
    let loc = fixture.at("squares.go", 3, "m[1] = 2");
    fixture.findings[0].primary = loc;
    for step in &mut fixture.findings[0].goroutines[0].steps {
        step.loc = loc;
    }
    let output = fixture.render(&plain(100));
    assert!(
        output.contains("owned") && !output.contains(|it: char| it.is_control() && it != '\n'),
        "{output:?}"
    );
}

#[test]
fn workflow_commands_are_escaped() {
    let mut fixture = fixtures::self_race();
    fixture.findings[0].message = "100% of it\r\n::error::no, twice".into();
    fixture.workspace =
        fixtures::workspace(&[("a,b:c%.go", &fixture.workspace.files[0].text.clone())]);
    let output = fixture.render(&Github);
    assert_eq!(output.lines().count(), 1, "{output}");
    assert!(output.contains("file=a%2Cb%3Ac%25.go,"), "{output}");
    assert!(
        output.contains("::100%25 of it%0D%0A::error::no, twice"),
        "{output}"
    );
}
