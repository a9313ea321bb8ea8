//! Go versions and releases.
//!
//! In: texts of versions. Out: [`Version`]s that compare, and a table of releases with dates. The table has a date of its own, so that the
//! same files give the same findings on every day: a newer table comes with a newer gomapcheck.

use std::fmt;

/// Day of the table.
pub const TABLE_DATE: Date = Date(2026, 11, 25);

/// A day: year, month, day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub u16, pub u8, pub u8);

impl Date {
    /// Days since the first of March of year 0.
    pub fn days(self) -> i64 {
        let (year, month) = if self.1 < 3 {
            (i64::from(self.0) - 1, i64::from(self.1) + 9)
        } else {
            (i64::from(self.0), i64::from(self.1) - 3)
        };
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + i64::from(self.2)
            - 1
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0, self.1, self.2)
    }
}

/// First releases of Go 1.N, by N: <https://go.dev/doc/devel/release>.
pub const RELEASES: [Date; 28] = [
    Date(2012, 3, 28),
    Date(2013, 5, 13),
    Date(2013, 12, 1),
    Date(2014, 6, 18),
    Date(2014, 12, 10),
    Date(2015, 8, 19),
    Date(2016, 2, 17),
    Date(2016, 8, 15),
    Date(2017, 2, 16),
    Date(2017, 8, 24),
    Date(2018, 2, 16),
    Date(2018, 8, 24),
    Date(2019, 2, 25),
    Date(2019, 9, 3),
    Date(2020, 2, 25),
    Date(2020, 8, 11),
    Date(2021, 2, 16),
    Date(2021, 8, 16),
    Date(2022, 3, 15),
    Date(2022, 8, 2),
    Date(2023, 2, 1),
    Date(2023, 8, 8),
    Date(2024, 2, 6),
    Date(2024, 8, 13),
    Date(2025, 2, 11),
    Date(2025, 8, 12),
    Date(2026, 2, 10),
    Date(2026, 8, 11),
];

/// The newest Go 1.N in the table.
pub const NEWEST_MINOR: u16 = RELEASES.len() as u16 - 1;

/// When support of Go 1.N ended: with the release of Go 1.(N+2). None while it lasts.
pub fn end_of_support(minor: u16) -> Option<Date> {
    RELEASES.get(usize::from(minor) + 2).copied()
}

/// A Go version as written: `1.22`, `1.22.3`, `1.23rc1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    /// The N of 1.N.
    pub minor: u16,
    /// The third number. None: not given.
    pub patch: Option<u16>,
    /// A beta or release candidate.
    pub pre: bool,
}

impl Version {
    /// Reads `1.22`, `1.22.3`, `go1.22.3`, `v1.22`, `1.22rc1`, `1.22.x`, `~1.22`, `^1.22`, `>=1.22`.
    pub fn parse(text: &str) -> Option<Version> {
        let text = text.trim().trim_start_matches(['~', '^', '>', '=', ' ']);
        let text = text
            .strip_prefix("go")
            .or_else(|| text.strip_prefix('v'))
            .unwrap_or(text);
        let rest = text.strip_prefix("1.")?;
        let digits = rest.len()
            - rest
                .trim_start_matches(|it: char| it.is_ascii_digit())
                .len();
        let minor = rest[..digits].parse().ok()?;
        let rest = &rest[digits..];
        if rest.is_empty() || rest == ".x" || rest == ".*" {
            return Some(Version {
                minor,
                patch: None,
                pre: false,
            });
        }
        if rest.starts_with("rc") || rest.starts_with("beta") || rest.starts_with(".0-rc") {
            return Some(Version {
                minor,
                patch: None,
                pre: true,
            });
        }
        let patch = rest.strip_prefix('.')?;
        let digits = patch.len()
            - patch
                .trim_start_matches(|it: char| it.is_ascii_digit())
                .len();
        let tail = &patch[digits..];
        if !(tail.is_empty() || tail.starts_with(['-', '+', ' '])) {
            return None;
        }
        let patch = patch[..digits].parse().ok()?;
        Some(Version {
            minor,
            patch: Some(patch),
            pre: false,
        })
    }

    /// Is a toolchain of this version older than what go.mod asks for? A version without patch is its newest one as a toolchain, and its
    /// first one as a demand.
    pub fn older_than(self, wanted: Version) -> bool {
        let own = (self.minor, self.patch.unwrap_or(u16::MAX));
        let wanted = (wanted.minor, wanted.patch.unwrap_or(0));
        own < wanted
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.patch {
            Some(patch) => write!(f, "1.{}.{patch}", self.minor),
            None => write!(f, "1.{}", self.minor),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_and_compared() {
        let of = |text: &str| Version::parse(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(of("go1.22.3").to_string(), "1.22.3");
        assert_eq!(of("1.22.x").to_string(), "1.22");
        assert!(of("1.21").older_than(of("1.22.3")));
        assert!(!of("1.22").older_than(of("1.22.3")));
        assert!(of("1.22.2").older_than(of("1.22.3")));
        assert!(!of("1.25").older_than(of("1.9")));
        for text in ["", "2.0", "1.", "1.x", "latest", "stable", "1.22.3abc"] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }

    #[test]
    fn releases_are_in_order() {
        assert!(RELEASES.windows(2).all(|it| it[0] < it[1]));
        assert_eq!(end_of_support(24), Some(Date(2026, 2, 10)));
        assert_eq!(end_of_support(NEWEST_MINOR), None);
        assert_eq!(Date(2024, 3, 1).days() - Date(2024, 2, 28).days(), 2);
    }
}
