//! Flags that GOFLAGS may hold.
//!
//! In: the value. Out: what the go command says to it. Must not know where it comes from.

use super::values::Flaw;
use crate::rules::Severity;

/// Flags of any command of Go 1.27: GOFLAGS may name those, and each command takes what it knows. One that none knows stops them all.
const KNOWN: &[&str] = &[
    "C",
    "a",
    "artifacts",
    "asan",
    "asmflags",
    "bench",
    "benchmem",
    "benchtime",
    "blockprofile",
    "blockprofilerate",
    "buildmode",
    "buildvcs",
    "c",
    "cache",
    "changed",
    "compat",
    "compiled",
    "compiler",
    "count",
    "cover",
    "covermode",
    "coverpkg",
    "coverprofile",
    "cpu",
    "cpuprofile",
    "d",
    "deps",
    "diff",
    "dropexclude",
    "dropgodebug",
    "dropignore",
    "dropreplace",
    "droprequire",
    "dropretract",
    "droptool",
    "dropuse",
    "e",
    "exclude",
    "exec",
    "export",
    "f",
    "failfast",
    "find",
    "fix",
    "fmt",
    "fullpath",
    "fuzz",
    "fuzzcache",
    "fuzzminimizetime",
    "fuzztime",
    "gccgoflags",
    "gcflags",
    "go",
    "godebug",
    "i",
    "ignore",
    "insecure",
    "installsuffix",
    "json",
    "ldflags",
    "linkshared",
    "list",
    "m",
    "memprofile",
    "memprofilerate",
    "mod",
    "modcache",
    "modcacherw",
    "modfile",
    "module",
    "msan",
    "mutexprofile",
    "mutexprofilefraction",
    "n",
    "o",
    "outputdir",
    "overlay",
    "p",
    "parallel",
    "pgo",
    "pkgdir",
    "print",
    "r",
    "race",
    "replace",
    "require",
    "retract",
    "retracted",
    "reuse",
    "run",
    "short",
    "shuffle",
    "skip",
    "t",
    "tags",
    "test",
    "testcache",
    "timeout",
    "tool",
    "toolchain",
    "toolexec",
    "trace",
    "trimpath",
    "u",
    "use",
    "v",
    "vendor",
    "versions",
    "vet",
    "w",
    "work",
    "x",
];

/// Flags that take a value, which GOFLAGS wants behind `=`.
const VALUED: &[&str] = &[
    "asmflags",
    "buildmode",
    "buildvcs",
    "compiler",
    "covermode",
    "coverpkg",
    "exec",
    "gccgoflags",
    "gcflags",
    "installsuffix",
    "ldflags",
    "mod",
    "modfile",
    "overlay",
    "p",
    "parallel",
    "pgo",
    "pkgdir",
    "run",
    "tags",
    "timeout",
    "toolexec",
    "vet",
];

/// What stops the go command, or is lost, in a value of GOFLAGS.
pub(super) fn check(value: &str) -> Option<Flaw> {
    let error = |message: String| Some(Flaw::new(Severity::Error, message));
    let words = match split(value) {
        Ok(words) => words,
        Err(quote) => {
            return error(format!(
                "the go command stops: a {quote} is not closed in `GOFLAGS`"
            ));
        }
    };
    let mut before = "";
    for word in &words {
        let name = word.strip_prefix("--").or(word.strip_prefix('-'));
        let Some(name) = name.filter(|it| !it.is_empty() && !it.starts_with(['-', '='])) else {
            let hint = match before {
                "" => "each word must be a flag".to_owned(),
                flag => format!("write `{flag}={word}`"),
            };
            return error(format!(
                "the go command stops: `{word}` in `GOFLAGS` is no flag; {hint}"
            ));
        };
        let (name, valued) = name
            .split_once('=')
            .map_or((name, false), |(it, _)| (it, true));
        // `-ldflags=-s -w` without quotes: two flags.
        if matches!(name, "s" | "w") && before.contains("flags=") {
            let message = format!(
                "`{word}` in `GOFLAGS` is no part of `{before}`: quote the whole, `'{before} {word}'`"
            );
            return error(message);
        }
        if !KNOWN.contains(&name) && !name.starts_with("test.") {
            return error(format!(
                "the go command stops: unknown flag `-{name}` in `GOFLAGS`"
            ));
        }
        if !valued && VALUED.contains(&name) {
            return error(format!(
                "commands that know `-{name}` stop: in `GOFLAGS` its value must follow `=`"
            ));
        }
        before = word;
    }
    None
}

/// Words, which may be quoted as a whole, as cmd/internal/quoted reads them; the quote that is not closed.
fn split(value: &str) -> Result<Vec<String>, &'static str> {
    let mut words = Vec::new();
    let mut rest = value.trim_start();
    while let Some(first) = rest.chars().next() {
        let quote = match first {
            '\'' => Some("single quote"),
            '"' => Some("double quote"),
            _ => None,
        };
        let end = match quote {
            Some(name) => rest[1..].find(first).map(|it| it + 1).ok_or(name)?,
            None => rest.find(char::is_whitespace).unwrap_or(rest.len()),
        };
        let from = usize::from(quote.is_some());
        words.push(rest[from..end].to_owned());
        rest = rest[end + from..].trim_start();
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_go_refuses_is_told() {
        for fine in [
            "",
            "-mod=mod",
            "-race -count=1",
            "'-ldflags=-s -w' --v",
            "-tags=a,b -trimpath",
        ] {
            assert_eq!(check(fine), None, "{fine}");
        }
        for (wrong, part) in [
            ("-bogus", "unknown flag `-bogus`"),
            ("-tags a", "must follow `=`"),
            ("mod=mod", "is no flag"),
            ("-v mod", "write `-v=mod`"),
            ("-ldflags=-s -w", "quote the whole"),
            ("'-ldflags=-s", "single quote is not closed"),
        ] {
            let message = check(wrong).map(|it| it.message).unwrap_or_default();
            assert!(message.contains(part), "{wrong}: {message}");
        }
    }
}
