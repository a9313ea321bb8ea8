//! Tests of build constraints.
#![allow(clippy::unwrap_used)]

use super::*;

fn parse(text: &str) -> Constraint {
    Constraint::parse(text).unwrap()
}

#[test]
fn file_names_constrain_as_in_go_build() {
    let cases = [
        ("linux.go", ""),
        ("foo.go", ""),
        ("foo_linux.go", "linux"),
        ("foo_amd64.go", "amd64"),
        ("foo_linux_amd64.go", "linux && amd64"),
        ("foo_linux_amd64_test.go", "linux && amd64"),
        ("foo_windows_test.go", "windows"),
        ("linux_amd64.go", "amd64"),
        ("foo_amd64_linux.go", "linux"),
        ("foo_unix.go", ""),
        ("foo_linux.gen.go", "linux"),
        ("_linux.go", "linux"),
        ("foo_test.go", ""),
        ("foo_linux_x.go", ""),
        ("x_wasip1_wasm.go", "wasip1 && wasm"),
    ];
    for (name, want) in cases {
        let want = if want.is_empty() {
            Constraint::Always
        } else {
            parse(want)
        };
        assert_eq!(Constraint::of_file_name(name), want, "{name}");
    }
}

#[test]
fn expressions_are_read_with_gos_precedence() {
    assert_eq!(parse("a || b && !c"), parse("a || (b && (!c))"));
    assert_ne!(parse("a || b && c"), parse("(a || b) && c"));
    for bad in [
        "", "a b", "a &", "a && ", "(a", "!!a", "a)", "a,b", "&& a", "-a",
    ] {
        assert!(Constraint::parse(bad).is_err(), "{bad}");
    }
    assert!(Constraint::parse(&"(".repeat(100_000)).is_err());
    assert!(Constraint::parse(&"!(".repeat(100_000)).is_err());
}

#[test]
fn plus_build_lines() {
    assert_eq!(
        Constraint::parse_plus_build("linux,386 darwin,!cgo"),
        parse("linux && 386 || darwin && !cgo")
    );
    assert_eq!(Constraint::parse_plus_build("ignore"), parse("ignore"));
    assert!(!Constraint::parse_plus_build("!!linux").possible(&[]));
    assert!(!Constraint::parse_plus_build("").possible(&[]));
}

#[test]
fn togetherness() {
    let cases = [
        ("linux", "windows", false),
        ("linux", "android", true),
        ("linux && !android", "android", false),
        ("darwin", "ios", true),
        ("solaris", "illumos", true),
        ("unix", "windows", false),
        ("unix", "darwin", true),
        ("!linux", "linux", false),
        ("amd64", "arm64", false),
        ("linux", "amd64", true),
        ("foo", "!foo", false),
        ("foo", "bar", true),
        ("foo && linux", "!foo || windows", false),
        ("gc", "gccgo", false),
        ("go1.21", "!go1.21", false),
        ("go1.21", "go1.27", true),
        ("cgo", "!cgo", false),
        ("race", "!race && linux", false),
        ("js", "wasm", true),
        ("a && b && c && d && e && f && g && h && i", "!a", true),
    ];
    for (a, b, want) in cases {
        assert_eq!(parse(a).together(&parse(b)), want, "{a} with {b}");
        assert_eq!(parse(b).together(&parse(a)), want, "{b} with {a}");
    }
    assert!(Constraint::Always.together(&parse("linux")));
    assert!(!Constraint::Always.together(&parse("linux && !linux")));
}

#[test]
fn possibility() {
    for (text, want) in [
        ("ignore", false),
        ("ignore || linux", true),
        ("!ignore", true),
        ("linux && windows", false),
        ("go1.28", false),
        ("!go1.20", false),
        ("go1.27", true),
        ("foo", true),
        ("integration && !ignore", true),
    ] {
        assert_eq!(parse(text).possible(&[]), want, "{text}");
    }
    assert!(parse("ignore").possible(&["ignore".to_string()]));
    assert!(!parse("!foo").possible(&["foo".to_string()]));
}

#[test]
fn go_versions_are_implied_as_in_go() {
    for (text, want) in [
        ("linux && go1.22", Some(22)),
        ("(linux && go1.22) || (windows && go1.20)", Some(20)),
        ("linux", None),
        ("linux || (windows && go1.22)", None),
        ("!go1.22", None),
        ("!(!go1.22)", Some(22)),
        ("!(!go1.22 || linux)", Some(22)),
        ("(linux && !linux && go1.20) || go1.21", Some(20)),
        ("go1.20 && go1.22", Some(22)),
        ("go1", Some(0)),
    ] {
        assert_eq!(parse(text).go_version().map(|v| v.minor), want, "{text}");
    }
}
