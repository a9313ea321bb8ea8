//! go.mod and go.work, line by line.
//!
//! In: text. Out: what discovery needs of it, and faults. Lines that cannot be read never hide the others.

use super::GoVersion;
use crate::support::Span;
use smol_str::SmolStr;

/// What discovery needs of a go.mod or go.work.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ModFile {
    /// Module path.
    pub module: Option<SmolStr>,
    /// Language version of the `go` line.
    pub go: Option<GoVersion>,
    /// Arguments of `ignore`.
    pub ignore: Vec<String>,
    /// Arguments of `use` (go.work).
    pub uses: Vec<String>,
    /// `require`: module path and version.
    pub requires: Vec<(SmolStr, SmolStr)>,
    /// `replace`.
    pub replaces: Vec<Replace>,
    /// What could not be read: line number, place, what is wrong.
    pub faults: Vec<(usize, Span, String)>,
}

/// A `replace` directive.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Replace {
    /// The module path.
    pub old: SmolStr,
    /// The only version that is replaced; none: all.
    pub version: Option<SmolStr>,
    /// A directory (no version) or a module path.
    pub new: String,
    /// The version of a module path.
    pub new_version: Option<SmolStr>,
}

const VERBS: [&str; 11] = [
    "module",
    "go",
    "toolchain",
    "godebug",
    "require",
    "exclude",
    "replace",
    "retract",
    "tool",
    "ignore",
    "use",
];

/// Reads a go.mod or go.work.
pub(super) fn parse(text: &str) -> ModFile {
    let mut file = ModFile::default();
    let mut block: Option<(String, usize, Span)> = None;
    let mut at = 0;
    for (number, raw) in text.split_inclusive('\n').enumerate() {
        let span = Span::new(at, at + raw.trim_end().len());
        at += raw.len();
        let line = raw.trim_start_matches('\u{feff}');
        let line = line.split_once("//").map_or(line, |(code, _)| code).trim();
        if line.is_empty() {
            continue;
        }
        if let Some((verb, ..)) = &block {
            if line == ")" {
                block = None;
            } else {
                let verb = verb.clone();
                entry(&mut file, &verb, line, (number + 1, span));
            }
            continue;
        }
        let (verb, rest) = line
            .split_once(|c: char| c.is_whitespace() || c == '(')
            .map_or((line, ""), |(verb, _)| (verb, line[verb.len()..].trim()));
        if !VERBS.contains(&verb) {
            let shown: String = line.chars().take(40).collect();
            file.faults
                .push((number + 1, span, format!("`{shown}` is not understood")));
        } else if rest == "(" {
            block = Some((verb.to_string(), number + 1, span));
        } else {
            entry(&mut file, verb, rest, (number + 1, span));
        }
    }
    if let Some((verb, number, span)) = block {
        file.faults
            .push((number, span, format!("the `{verb}` block is not closed")));
    }
    file
}

/// Takes down one directive.
fn entry(file: &mut ModFile, verb: &str, arguments: &str, (number, span): (usize, Span)) {
    let first = arguments
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .trim_matches(['"', '`']);
    match verb {
        "module" if first.is_empty() => {
            file.faults
                .push((number, span, "the module path is missing".to_string()))
        }
        "module" => file.module = Some(SmolStr::new(first)),
        "go" => match version(first) {
            Some(version) => file.go = Some(version),
            None => file
                .faults
                .push((number, span, format!("`{first}` is not a Go version"))),
        },
        "ignore" if !first.is_empty() => file.ignore.push(first.to_string()),
        "use" if !first.is_empty() => file.uses.push(first.to_string()),
        "require" => {
            if let Some(version) = words(arguments).nth(1) {
                file.requires
                    .push((SmolStr::new(first), SmolStr::new(version)));
            }
        }
        "replace" => file.replaces.extend(replace(arguments)),
        _ => {}
    }
}

/// The words of a directive, without quotes.
fn words(arguments: &str) -> impl Iterator<Item = &str> {
    arguments
        .split_whitespace()
        .map(|it| it.trim_matches(['"', '`']))
}

/// Reads `old [version] => new [version]`.
fn replace(arguments: &str) -> Option<Replace> {
    let (old, new) = arguments.split_once("=>")?;
    let (mut old, mut new) = (words(old), words(new));
    Some(Replace {
        old: SmolStr::new(old.next()?),
        version: old.next().map(SmolStr::new),
        new: new.next()?.to_owned(),
        new_version: new.next().map(SmolStr::new),
    })
}

/// The language version of `1.22`, `1.22.3`, `1.23rc1`.
fn version(text: &str) -> Option<GoVersion> {
    let (major, rest) = text.split_once('.')?;
    let digits = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let tail = &rest[digits..];
    if !(tail.is_empty()
        || tail.starts_with('.')
        || tail.starts_with("rc")
        || tail.starts_with("beta"))
    {
        return None;
    }
    Some(GoVersion {
        major: major.parse().ok()?,
        minor: rest[..digits].parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_read() {
        let file = parse(
            "module example.com/a // c\n\ngo 1.22.3\n\nrequire (\n\tx v1 // indirect\n)\nignore ./b\nignore (\n\tc\n\t\"d\"\n)\n",
        );
        assert_eq!(file.module.as_deref(), Some("example.com/a"));
        assert_eq!(
            file.go,
            Some(GoVersion {
                major: 1,
                minor: 22
            })
        );
        assert_eq!(file.ignore, ["./b", "c", "d"]);
        assert!(file.faults.is_empty());
        assert_eq!(parse("module \"x\"\r\n").module.as_deref(), Some("x"));
        assert_eq!(parse("module (\n\tx/y\n)\n").module.as_deref(), Some("x/y"));
        assert_eq!(
            parse("go 1.18\nuse (\n\t.\n\t./a\n)\nuse ./b").uses,
            [".", "./a", "./b"]
        );
    }

    #[test]
    fn requirements_and_replacements_are_read() {
        let file = parse(
            "module m\nrequire (\n\ta.b/c v1.2.3 // indirect\n\t\"d.e/f\" v0.1.0\n)\nrequire g.h/i v3.0.0\n\
             replace a.b/c => ./c\nreplace (\n\td.e/f v0.1.0 => x.y/z v0.2.0\n)\nreplace broken\n",
        );
        let require = |path, version| (SmolStr::new(path), SmolStr::new(version));
        assert_eq!(
            file.requires,
            [
                require("a.b/c", "v1.2.3"),
                require("d.e/f", "v0.1.0"),
                require("g.h/i", "v3.0.0")
            ]
        );
        let replace =
            |old: &str, version: Option<&str>, new: &str, new_version: Option<&str>| Replace {
                old: old.into(),
                version: version.map(SmolStr::new),
                new: new.to_owned(),
                new_version: new_version.map(SmolStr::new),
            };
        assert_eq!(
            file.replaces,
            [
                replace("a.b/c", None, "./c", None),
                replace("d.e/f", Some("v0.1.0"), "x.y/z", Some("v0.2.0"))
            ]
        );
    }

    #[test]
    fn faults_name_their_line() {
        let file = parse("module a\n<<<<<<< HEAD\ngo 1.x\nrequire (\n");
        let lines: Vec<_> = file.faults.iter().map(|(line, ..)| *line).collect();
        assert_eq!(lines, [2, 3, 4]);
        assert_eq!(file.module.as_deref(), Some("a"));
        assert_eq!(
            parse("go 1.23rc1").go,
            Some(GoVersion {
                major: 1,
                minor: 23
            })
        );
        assert_eq!(parse("module\n").faults.len(), 1);
    }
}
