//! Values that Go refuses or drops, as far as a value alone tells and no rule about settings does.
//!
//! In: name and value. Out: [`Flaw`]s. Must not know where a value comes from, nor ask the file system.

use super::{flags, paths};
use crate::facts::versions::Version;
use crate::rules::Severity;

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flaw {
    pub severity: Severity,
    pub message: String,
}

impl Flaw {
    pub(super) fn new(severity: Severity, message: impl Into<String>) -> Flaw {
        Flaw {
            severity,
            message: message.into(),
        }
    }
}

/// Systems that Go builds for.
const SYSTEMS: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "illumos",
    "ios",
    "js",
    "linux",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
];

/// Processors that Go builds for.
const PROCESSORS: &[&str] = &[
    "386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64",
    "ppc64le", "riscv64", "s390x", "sparc64", "wasm",
];

/// Judges a value. `windows`: paths are those of Windows.
pub(super) fn check(name: &str, value: &str, windows: bool) -> Option<Flaw> {
    let error = |message: String| Some(Flaw::new(Severity::Error, message));
    let relative = |value: &str| !paths::is_absolute(value, windows);
    if value.is_empty() {
        return None;
    }
    match name {
        "GOROOT" | "GOTMPDIR" if relative(value) => error(format!(
            "`{name}` is relative: it means another directory wherever Go is started"
        )),
        "GOROOT" if is_bin(value, windows) => {
            error("`GOROOT` is the directory of the executable, not the one above it".to_owned())
        }
        "GOPATH" => paths::list(value, windows).find_map(|entry| {
            if entry.starts_with('~') {
                error(format!(
                    "the go command stops: nobody replaces the `~` of `{entry}`"
                ))
            } else if relative(entry) {
                error(format!("the go command stops: `{entry}` is relative"))
            } else {
                None
            }
        }),
        "GOBIN" if relative(value) => {
            error("`go install` stops: `GOBIN` must be an absolute path".to_owned())
        }
        "GOCACHE" if value == "off" => {
            error("builds stop: `GOCACHE=off` is refused since Go 1.12".to_owned())
        }
        "GOCACHE" | "GOMODCACHE" if relative(value) => error(format!(
            "the go command stops: `{name}` must be an absolute path"
        )),
        "GOWORK" if value != "off" && relative(value) => {
            error("the go command stops: `GOWORK` must be `off` or an absolute path".to_owned())
        }
        "GOFLAGS" => flags::check(value),
        "GOTOOLCHAIN" => toolchain(value),
        "GOOS" | "GOHOSTOS" => known(name, value, SYSTEMS),
        "GOARCH" | "GOHOSTARCH" => known(name, value, PROCESSORS),
        "CGO_ENABLED" if !matches!(value, "0" | "1") => Some(Flaw::new(
            Severity::Warning,
            format!("`CGO_ENABLED={value}` is neither 0 nor 1: Go takes its default"),
        )),
        _ => None,
    }
}

fn is_bin(value: &str, windows: bool) -> bool {
    paths::normal(value, windows).ends_with("/bin")
}

fn known(name: &str, value: &str, all: &[&str]) -> Option<Flaw> {
    if all.contains(&value) {
        return None;
    }
    let hint = crate::support::suggest::did_you_mean(value, all.iter().copied());
    let message = format!("builds stop: Go knows no `{name}` of `{value}`{hint}");
    Some(Flaw::new(Severity::Error, message))
}

/// `local`, `auto`, `path`, `go1.22.3`, `go1.22.3+auto`, `local+path`.
fn toolchain(value: &str) -> Option<Flaw> {
    let error = |message: String| Some(Flaw::new(Severity::Error, message));
    if matches!(value, "auto" | "path" | "local") {
        return None;
    }
    let (name, suffix) = match value.split_once('+') {
        Some((name, suffix)) => (name, Some(suffix)),
        None => (value, None),
    };
    if suffix.is_some_and(|it| !matches!(it, "auto" | "path")) {
        return error(
            "the go command stops: behind `+` only `auto` and `path` are known".to_owned(),
        );
    }
    if name == "local" {
        return None;
    }
    let version = name.strip_prefix("go").and_then(Version::parse);
    match version {
        None if Version::parse(name).is_some() => {
            error(format!("the go command stops: write `go{value}`"))
        }
        None => error(format!(
            "the go command stops: `{name}` is neither `auto`, `local`, `path` nor a version such as `go1.26.0`"
        )),
        Some(it) if it.minor >= 21 && it.patch.is_none() && !it.pre => error(format!(
            "there is no `{name}`: the first release of that line is `{name}.0`"
        )),
        Some(_) => None,
    }
}

/// A value with what may be secret in it made unreadable: passwords and tokens of URLs.
pub(super) fn redacted(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some(at) = rest.find("://") {
        let from = at + 3;
        out.push_str(&rest[..from]);
        rest = &rest[from..];
        let end = rest
            .find(['/', ',', '|', ' ', '"', '\'', '`'])
            .unwrap_or(rest.len());
        let Some(sign) = rest[..end].rfind('@') else {
            continue;
        };
        match rest[..sign].split_once(':') {
            Some((user, _)) => out.push_str(&format!("{user}:xxxxx")),
            None => out.push_str("xxxxx"),
        }
        rest = &rest[sign..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(name: &str, value: &str, windows: bool) -> String {
        check(name, value, windows)
            .map(|it| it.message)
            .unwrap_or_default()
    }

    #[test]
    fn values_that_work_are_silent() {
        for (name, value) in [
            ("GOPATH", "/go:/home/me/go"),
            ("GOTOOLCHAIN", "go1.22.3+auto"),
            ("GOTOOLCHAIN", "local+path"),
            ("GOTOOLCHAIN", "go1.20"),
            ("GOTOOLCHAIN", "go1.27rc1"),
            ("GOOS", "linux"),
            ("GOARCH", "riscv64"),
            ("GOWORK", "off"),
            ("CGO_ENABLED", "0"),
            ("GOBIN", ""),
        ] {
            assert_eq!(says(name, value, false), "", "{name}={value}");
        }
        assert_eq!(says("GOPATH", "C:\\go;D:\\x", true), "");
    }

    #[test]
    fn values_that_do_not_work_are_told() {
        for (name, value, windows, part) in [
            ("GOPATH", "/go:rel", false, "`rel` is relative"),
            ("GOPATH", "~/go", false, "nobody replaces"),
            ("GOPATH", "\\go", true, "relative"),
            ("GOROOT", "/usr/local/go/bin/", false, "the one above"),
            ("GOROOT", "C:\\Go\\bin", true, "the one above"),
            ("GOTOOLCHAIN", "1.22.3", false, "write `go1.22.3`"),
            ("GOTOOLCHAIN", "go1.22", false, "`go1.22.0`"),
            ("GOTOOLCHAIN", "latest", false, "neither"),
            ("GOTOOLCHAIN", "go1.22.3+any", false, "behind `+`"),
            ("GOARCH", "amd46", false, "did you mean `amd64`"),
            ("GOCACHE", "off", false, "refused"),
            ("CGO_ENABLED", "false", false, "neither 0 nor 1"),
        ] {
            assert!(says(name, value, windows).contains(part), "{name}={value}");
        }
    }

    #[test]
    fn secrets_are_not_shown() {
        for (value, shown) in [
            ("https://u:p@host/x,direct", "https://u:xxxxx@host/x,direct"),
            ("https://token@host", "https://xxxxx@host"),
            ("https://a,https://b:c@d", "https://a,https://b:xxxxx@d"),
            (
                "https://proxy.golang.org,direct",
                "https://proxy.golang.org,direct",
            ),
        ] {
            assert_eq!(redacted(value), shown);
        }
    }
}
