//! Families of rules: one folder of `rules/` each.
//!
//! In: nothing. Out: [`FAMILIES`]. Must not know single rules.

/// A group of rules about one concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// Folder below `rules/`, and the word for `--rules`: `map-safety`.
    pub name: &'static str,
    /// Ids begin with one of these: `GMC0`.
    pub prefixes: &'static [&'static str],
    /// What its rules are about, in a few words.
    pub title: &'static str,
}

/// All families, in the order of their ids.
pub const FAMILIES: &[Family] = &[
    Family {
        name: "map-safety",
        prefixes: &["GMC0"],
        title: "concurrent access to maps",
    },
    Family {
        name: "concurrency",
        prefixes: &["GMC1"],
        title: "other hazards of goroutines and panics",
    },
    Family {
        name: "toolchain-env",
        prefixes: &["GMC2"],
        title: "the Go toolchain and its environment",
    },
    Family {
        name: "supply-chain",
        prefixes: &["GMC3"],
        title: "modules, checksums, proxies and downloads",
    },
    Family {
        name: "build-release",
        prefixes: &["GMC4"],
        title: "builds, flags and version stamps",
    },
    Family {
        name: "container",
        prefixes: &["GMC5"],
        title: "Dockerfiles and images",
    },
    Family {
        name: "runtime-limits",
        prefixes: &["GMC6"],
        title: "memory limits, processors and GODEBUG at run time",
    },
    Family {
        name: "exposure",
        prefixes: &["GMC7"],
        title: "TLS, HTTP and what a service shows to others",
    },
    Family {
        name: "observability",
        prefixes: &["GMC80"],
        title: "metrics and alerts",
    },
    Family {
        name: "ci",
        prefixes: &["GMC85", "GMC86", "GMC87"],
        title: "tests, linters and the race detector in CI",
    },
    Family {
        name: "suppression",
        prefixes: &["GMC95"],
        title: "comments that leave findings out",
    },
    Family {
        name: "myths",
        prefixes: &["GMC9"],
        title: "names and options that do not exist",
    },
];

/// The family of this name.
pub fn family(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|it| it.name == name)
}
