//! The toolchain that a go command started here is, and what it makes of the module's demand.
//!
//! In: [`Machine`], go.mod and go.work. Out: where GOROOT is, and a sentence. It reads VERSION files and runs nothing.

use super::machine::Machine;
use super::values::Flaw;
use crate::facts::versions::Version;
use crate::rules::Severity;
use std::path::{Path, PathBuf};

/// The toolchain found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// GOROOT.
    pub root: Option<PathBuf>,
    /// What says so.
    pub by: By,
    /// GOROOT of the first go in PATH.
    pub in_path: Option<PathBuf>,
}

/// What says where GOROOT is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum By {
    /// The environment.
    Process,
    /// The user's go/env file.
    User,
    /// The go in PATH.
    Path,
    /// Nothing.
    #[default]
    Nothing,
}

/// Looks for it as the go command does.
pub(super) fn find(machine: &Machine) -> Found {
    let program = machine.programs("go").into_iter().next();
    let in_path = program.as_deref().and_then(root_of);
    let user = || {
        let text = std::fs::read_to_string(machine.env_file()?).ok()?;
        let pairs = pairs(&text);
        let last = pairs.into_iter().rfind(|(_, name, _)| *name == "GOROOT");
        last.map(|(.., value)| PathBuf::from(value))
            .filter(|it| !it.as_os_str().is_empty())
    };
    let (root, by) = match (machine.get("GOROOT"), user()) {
        (Some(own), _) => (Some(PathBuf::from(own)), By::Process),
        (None, Some(own)) => (Some(own), By::User),
        (None, None) if in_path.is_some() => (in_path.clone(), By::Path),
        (None, None) => (None, By::Nothing),
    };
    Found { root, by, in_path }
}

/// GOROOT of an executable: two or three directories up, or so from where its link leads.
fn root_of(program: &Path) -> Option<PathBuf> {
    let of = |exe: &Path| {
        let above = exe.ancestors().skip(2).take(2);
        above
            .map(Path::to_owned)
            .find(|it| it.join("pkg").join("tool").is_dir())
    };
    of(program).or_else(|| of(&program.canonicalize().ok()?))
}

/// `go1.26.4`, as the VERSION file says.
pub(super) fn version(root: &Path) -> Option<String> {
    let text = std::fs::read_to_string(root.join("VERSION")).ok()?;
    text.lines().next().map(|it| it.trim().to_owned())
}

/// Line, name and value of each line of a go/env file, as the go command reads it: without quotes, blanks or comments behind values.
pub(super) fn pairs(text: &str) -> Vec<(usize, &str, &str)> {
    let lines = text.split('\n').enumerate();
    lines
        .filter(|(_, it)| it.starts_with(|it: char| it.is_ascii_uppercase()))
        .filter_map(|(at, it)| {
            it.split_once('=')
                .map(|(name, value)| (at + 1, name, value))
        })
        .collect()
}

/// What a go command of this version does, given GOTOOLCHAIN and what the module asks for. `go`: of the `go` line, `toolchain`: of the
/// `toolchain` line.
pub(super) fn verdict(
    local: &str,
    gotoolchain: &str,
    go: Option<&str>,
    toolchain: Option<&str>,
) -> Option<Flaw> {
    let note = |text: String| Some(Flaw::new(Severity::Note, text));
    let own = Version::parse(local)?;
    if own.minor < 21 {
        let wanted = go.and_then(Version::parse)?;
        let text = format!("{local} cannot load a newer one, and the module wants Go {wanted}");
        return own
            .older_than(wanted)
            .then(|| Flaw::new(Severity::Warning, text));
    }
    let (name, mode) = match gotoolchain {
        "" => return None,
        "auto" | "path" => ("local", Some(gotoolchain)),
        other => match other.split_once('+') {
            Some((name, mode)) => (name, Some(mode)),
            None => (other, None),
        },
    };
    let (min_name, min) = match name {
        "local" => (local, own),
        other => (other, Version::parse(other)?),
    };
    let wanted = go.and_then(Version::parse);
    let asked = toolchain
        .filter(|it| *it != "default")
        .and_then(Version::parse);
    let newer = |it: &Version| min.older_than(*it);
    let Some(mode) = mode else {
        return match wanted.filter(newer) {
            Some(wanted) => Some(Flaw::new(
                Severity::Error,
                format!(
                    "the go command stops: the module requires go >= {wanted} (running {min_name}; GOTOOLCHAIN={gotoolchain})"
                ),
            )),
            None if name != "local" && min_name != local => note(format!(
                "{local} runs {min_name}, which it downloads the first time"
            )),
            None => None,
        };
    };
    let demand = [asked.filter(newer), wanted.filter(newer)];
    let highest = demand
        .into_iter()
        .flatten()
        .reduce(|a, b| if a.older_than(b) { b } else { a });
    let how = match mode {
        "path" => "which must be in PATH",
        _ => "which it downloads the first time",
    };
    match highest {
        Some(Version {
            minor,
            patch: None,
            pre: false,
        }) if minor >= 21 => note(format!("{local} runs go1.{minor}.0 for this module, {how}")),
        Some(version) => note(format!("{local} runs go{version} for this module, {how}")),
        None if min_name != local => note(format!("{local} runs {min_name}, {how}")),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn go_env_files_are_read_as_go_does() {
        let text = "# c\nGOPATH=/x # no comment\n lower=1\nGOFLAGS='-a'\nbad\n";
        assert_eq!(
            pairs(text),
            [(2, "GOPATH", "/x # no comment"), (4, "GOFLAGS", "'-a'")]
        );
    }

    #[test]
    fn the_toolchain_is_chosen_as_go_does() {
        let says = |local: &str, own: &str, go: &str, line: Option<&str>| {
            let it = verdict(local, own, Some(go), line)?;
            Some((it.severity, it.message))
        };
        assert_eq!(says("go1.26.4", "auto", "1.26", None), None);
        let loads = says("go1.26.4", "auto", "1.27", None).expect("newer");
        assert!(loads.1.contains("runs go1.27.0") && loads.0 == Severity::Note);
        let stops = says("go1.26.4", "local", "1.27.1", None).expect("stops");
        assert!(stops.0 == Severity::Error && stops.1.contains("1.27.1"));
        let pinned = says("go1.26.4", "go1.22.0", "1.23", None).expect("stops");
        assert_eq!(pinned.0, Severity::Error);
        let line = says("go1.26.4", "auto", "1.24", Some("go1.27.2")).expect("newer");
        assert!(line.1.contains("go1.27.2"));
        assert_eq!(says("go1.26.4", "auto", "1.24", Some("default")), None);
        assert_eq!(
            says("go1.20.1", "", "1.22.3", None).expect("old").0,
            Severity::Warning
        );
    }
}
