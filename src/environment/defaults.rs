//! What Go takes where nobody sets a variable.
//!
//! In: [`Machine`], GOROOT, what wins of other variables. Out: values and reasons. Must not know files.

use super::machine::Machine;
use super::paths::slashes;
use std::path::Path;

/// A default value with what is to be said about it.
pub(super) type Default = (String, &'static str);

/// The default of a variable; empty where there is none.
pub(super) fn of(
    name: &str,
    machine: &Machine,
    root: Option<&Path>,
    wins: &dyn Fn(&str) -> String,
) -> Default {
    let plain = |value: &str| (value.to_owned(), "");
    match name {
        "GOROOT" => match root {
            Some(root) => (slashes(root), "found from the go in PATH"),
            None => (String::new(), "no go in PATH"),
        },
        "GOPATH" => gopath(machine, root),
        "GOBIN" => match wins("GOPATH") {
            path if path.is_empty() => plain(""),
            _ => (String::new(), "GOPATH/bin"),
        },
        "GOMODCACHE" => {
            let list = wins("GOPATH");
            let first = super::paths::list(&list, machine.windows).next();
            match first {
                Some(first) => (
                    format!("{}/pkg/mod", first.trim_end_matches('/')),
                    "GOPATH/pkg/mod",
                ),
                None => (String::new(), "no GOPATH: the go command stops"),
            }
        }
        "GOCACHE" => match machine.cache_dir() {
            Some(dir) => plain(&slashes(&dir.join("go-build"))),
            None => (String::new(), "no user folder: builds stop"),
        },
        "GOENV" => match machine.env_file() {
            Some(path) => plain(&slashes(&path)),
            None => (String::new(), "no user folder"),
        },
        "GONOPROXY" | "GONOSUMDB" => match wins("GOPRIVATE") {
            value if value.is_empty() => plain(""),
            value => (value, "GOPRIVATE"),
        },
        "GOOS" => plain(system()),
        "GOARCH" => plain(processor()),
        "GOWORK" => match machine
            .root
            .ancestors()
            .map(|it| it.join("go.work"))
            .find(|it| it.is_file())
        {
            Some(path) => (slashes(&path), "found upwards"),
            None => plain(""),
        },
        "GOTMPDIR" => (String::new(), "the system's folder"),
        "CGO_ENABLED" => (
            String::new(),
            "1 where a C compiler is found and nothing is cross-compiled",
        ),
        "GOAUTH" => plain("netrc"),
        "GO111MODULE" => (String::new(), "on"),
        "GOGC" => plain("100"),
        "GOMEMLIMIT" => plain("off"),
        "GOMAXPROCS" => (String::new(), "the processors that the program may use"),
        "GOTRACEBACK" => plain("single"),
        _ => plain(""),
    }
}

/// `$HOME/go`, unless that is GOROOT.
fn gopath(machine: &Machine, root: Option<&Path>) -> Default {
    let Some(home) = machine.home() else {
        return (String::new(), "no user folder: no GOPATH");
    };
    let path = home.join("go");
    match root {
        Some(root) if root == path => (String::new(), "$HOME/go is GOROOT, so that Go takes none"),
        _ => (slashes(&path), ""),
    }
}

fn system() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        other => other,
    }
}

fn processor() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "x86" => "386",
        "aarch64" => "arm64",
        "loongarch64" => "loong64",
        "powerpc64" => "ppc64",
        other => other,
    }
}
