//! Platforms that Go builds for, and sets of them by the tags that they set.
//!
//! In: a tag. Out: a [`PlatformSet`]. Must not know expressions of tags.

use std::collections::HashMap;
use std::ops::{BitAnd, BitOr, Not};
use std::sync::OnceLock;

/// Operating systems that are file name suffixes and exclude each other.
pub const KNOWN_OS: [&str; 18] = [
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
];

/// Architectures that are file name suffixes and exclude each other.
pub const KNOWN_ARCH: [&str; 24] = [
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "armbe",
    "arm64",
    "arm64be",
    "loong64",
    "mips",
    "mipsle",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];

/// Compilers, of which one builds.
pub const COMPILERS: [&str; 2] = ["gc", "gccgo"];

/// The newest Go release whose `go1.N` tag is taken as set.
pub const NEWEST_GO: u16 = 27;

/// The number of platforms: an operating system, an architecture and a compiler each.
const PLATFORMS: usize = KNOWN_OS.len() * KNOWN_ARCH.len() * COMPILERS.len();

/// Words of a set.
const WORDS: usize = PLATFORMS.div_ceil(64);

/// Operating systems on which the tag `unix` is not set.
const NOT_UNIX: [&str; 6] = ["js", "nacl", "plan9", "wasip1", "windows", "zos"];

/// Operating systems that set the tag of another one too.
const ALSO: [(&str, &str); 3] = [
    ("android", "linux"),
    ("illumos", "solaris"),
    ("ios", "darwin"),
];

/// A set of platforms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PlatformSet([u64; WORDS]);

impl PlatformSet {
    /// No platform.
    pub(super) const NONE: PlatformSet = PlatformSet([0; WORDS]);
    /// Every platform.
    pub(super) const ALL: PlatformSet = {
        let mut words = [u64::MAX; WORDS];
        words[WORDS - 1] >>= WORDS * 64 - PLATFORMS;
        PlatformSet(words)
    };

    /// Every platform or none.
    fn all_if(all: bool) -> PlatformSet {
        if all { Self::ALL } else { Self::NONE }
    }

    /// The platforms that set a tag. None where the platform does not say.
    pub(super) fn of_tag(tag: &str) -> Option<PlatformSet> {
        static SETS: OnceLock<HashMap<&'static str, PlatformSet>> = OnceLock::new();
        let known = SETS.get_or_init(sets).get(tag).copied();
        known.or_else(|| go_tag(tag).map(|minor| Self::all_if(minor <= NEWEST_GO)))
    }

    /// The platforms that set a tag; where the platform does not say, every one or none.
    pub(super) fn of_tag_or(tag: &str, set: impl FnOnce() -> bool) -> PlatformSet {
        Self::of_tag(tag).unwrap_or_else(|| Self::all_if(set()))
    }

    /// Is no platform in it?
    pub(super) fn is_empty(self) -> bool {
        self == Self::NONE
    }

    fn add(&mut self, platform: usize) {
        self.0[platform / 64] |= 1 << (platform % 64);
    }
}

impl BitAnd for PlatformSet {
    type Output = PlatformSet;

    fn bitand(mut self, other: PlatformSet) -> PlatformSet {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(own, it)| *own &= it);
        self
    }
}

impl BitOr for PlatformSet {
    type Output = PlatformSet;

    fn bitor(mut self, other: PlatformSet) -> PlatformSet {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(own, it)| *own |= it);
        self
    }
}

impl Not for PlatformSet {
    type Output = PlatformSet;

    fn not(mut self) -> PlatformSet {
        self.0.iter_mut().for_each(|own| *own = !*own);
        self & PlatformSet::ALL
    }
}

/// The set of each tag that some platform sets.
fn sets() -> HashMap<&'static str, PlatformSet> {
    let mut sets: HashMap<&'static str, PlatformSet> = HashMap::new();
    let mut platform = 0;
    for os in KNOWN_OS {
        for arch in KNOWN_ARCH {
            for compiler in COMPILERS {
                let unix = (!NOT_UNIX.contains(&os)).then_some("unix");
                let also = ALSO.iter().find(|(own, _)| *own == os).map(|it| it.1);
                for tag in [Some(os), Some(arch), Some(compiler), unix, also]
                    .into_iter()
                    .flatten()
                {
                    sets.entry(tag).or_insert(PlatformSet::NONE).add(platform);
                }
                platform += 1;
            }
        }
    }
    sets
}

/// The N of `go1.N`; 0 for `go1`.
pub(super) fn go_tag(tag: &str) -> Option<u16> {
    match tag.strip_prefix("go1")? {
        "" => Some(0),
        rest => rest.strip_prefix('.')?.parse().ok(),
    }
}
