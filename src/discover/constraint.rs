//! Build constraints: when a file is part of a build, and whether two files ever are together.
//!
//! In: `//go:build` and `// +build` lines, file names. Out: [`Constraint`] and answers about it. Must not know files or packages, but for
//! [`Builds`], which numbers the constraints of a workspace.

use super::GoVersion;
pub use super::builds::Builds;
pub use super::platform::{COMPILERS, KNOWN_ARCH, KNOWN_OS, NEWEST_GO};
use super::platform::{PlatformSet, go_tag};
use std::collections::BTreeSet;

/// A build constraint: `//go:build` (or legacy `// +build`) and file-name suffixes, as one expression.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Constraint {
    /// Always built.
    #[default]
    Always,
    /// A tag: GOOS, GOARCH, `cgo`, `go1.N`, `ignore`, or the project's own.
    Tag(String),
    /// Negation.
    Not(Box<Constraint>),
    /// All of them.
    And(Vec<Constraint>),
    /// One of them.
    Or(Vec<Constraint>),
}

/// More free tags than this are not searched: the answer is then "may be built".
pub(super) const MAX_FREE: usize = 12;

/// Nesting in an expression beyond which it is refused.
const MAX_NESTING: usize = 100;

/// Is the tag set in the assignment `bits` of these tags (bit n: the n-th)?
pub(super) fn is_chosen(tags: &[&str], bits: usize, tag: &str) -> bool {
    let at = tags.iter().position(|it| *it == tag);
    at.is_some_and(|at| bits >> at & 1 == 1)
}

impl Constraint {
    /// Parses the expression behind `//go:build`.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn parse(expression: &str) -> Result<Constraint, String> {
        let tokens = cut(expression)?;
        let mut rest = tokens.as_slice();
        let parsed = parse_or(&mut rest, 0)?;
        match rest.first() {
            None => Ok(parsed),
            Some(extra) => Err(format!(
                "unexpected `{extra}` in the build constraint `{expression}`"
            )),
        }
    }

    /// Parses the arguments of a `// +build` line: blanks mean or, commas mean and. A malformed tag makes its alternative one that is never built.
    pub fn parse_plus_build(arguments: &str) -> Constraint {
        let alternative = |terms: &str| {
            let terms = terms.split(',').map(|term| {
                let (negated, tag) = term
                    .strip_prefix('!')
                    .map_or((false, term), |tag| (true, tag));
                let malformed = tag.is_empty() || !tag.chars().all(is_tag_char);
                let tag = Constraint::Tag(if malformed {
                    "ignore".to_string()
                } else {
                    tag.to_string()
                });
                if negated && !malformed {
                    Constraint::Not(Box::new(tag))
                } else {
                    tag
                }
            });
            Constraint::all(terms.collect())
        };
        let alternatives: Vec<_> = arguments.split_whitespace().map(alternative).collect();
        match alternatives.len() {
            0 => Constraint::Tag("ignore".to_string()),
            1 => alternatives.into_iter().next().unwrap_or_default(),
            _ => Constraint::Or(alternatives),
        }
    }

    /// The constraint that a file's name makes: `_GOOS`, `_GOARCH`, `_GOOS_GOARCH` before an optional `_test`.
    pub fn of_file_name(name: &str) -> Constraint {
        let name = name.split('.').next().unwrap_or_default();
        let Some((_, suffixes)) = name.split_once('_') else {
            return Constraint::Always;
        };
        let mut words: Vec<&str> = suffixes.split('_').collect();
        if words.last() == Some(&"test") {
            words.pop();
        }
        let tag = |word: &str| Constraint::Tag(word.to_string());
        match words.as_slice() {
            [.., os, arch] if KNOWN_OS.contains(os) && KNOWN_ARCH.contains(arch) => {
                Constraint::And(vec![tag(os), tag(arch)])
            }
            [.., last] if KNOWN_OS.contains(last) || KNOWN_ARCH.contains(last) => tag(last),
            _ => Constraint::Always,
        }
    }

    /// All of these, without those that always hold.
    pub fn all(parts: Vec<Constraint>) -> Constraint {
        let mut parts: Vec<_> = parts
            .into_iter()
            .filter(|part| *part != Constraint::Always)
            .collect();
        match parts.len() {
            0 => Constraint::Always,
            1 => parts.pop().unwrap_or_default(),
            _ => Constraint::And(parts),
        }
    }

    /// The platforms on which it holds, from those on which each tag is set.
    pub(super) fn platforms(&self, tag: &dyn Fn(&str) -> PlatformSet) -> PlatformSet {
        match self {
            Constraint::Always => PlatformSet::ALL,
            Constraint::Tag(name) => tag(name),
            Constraint::Not(inner) => !inner.platforms(tag),
            Constraint::And(parts) => parts
                .iter()
                .fold(PlatformSet::ALL, |set, part| set & part.platforms(tag)),
            Constraint::Or(parts) => parts
                .iter()
                .fold(PlatformSet::NONE, |set, part| set | part.platforms(tag)),
        }
    }

    /// Collects its tags that no platform determines.
    pub(super) fn free_tags<'a>(&'a self, into: &mut BTreeSet<&'a str>) {
        match self {
            Constraint::Always => {}
            Constraint::Tag(tag) => {
                if PlatformSet::of_tag(tag).is_none() {
                    into.insert(tag);
                }
            }
            Constraint::Not(inner) => inner.free_tags(into),
            Constraint::And(parts) | Constraint::Or(parts) => {
                parts.iter().for_each(|part| part.free_tags(into))
            }
        }
    }

    /// Is there a build that contains both files? True where there are too many tags to search.
    pub fn together(&self, other: &Constraint) -> bool {
        if *self == Constraint::Always && *other == Constraint::Always {
            return true;
        }
        super::builds::Region::of(self).meets(&super::builds::Region::of(other))
    }

    /// Is there a build that contains the file, with `tags` set and `ignore` not (unless it is among them)?
    pub fn possible(&self, tags: &[String]) -> bool {
        if *self == Constraint::Always {
            return true;
        }
        let mut free = BTreeSet::new();
        self.free_tags(&mut free);
        let free: Vec<&str> = free
            .into_iter()
            .filter(|tag| *tag != "ignore" && !tags.iter().any(|given| given == tag))
            .collect();
        if free.len() > MAX_FREE {
            return true;
        }
        (0..1usize << free.len()).any(|bits| {
            let value = |tag: &str| match tags.iter().any(|given| given == tag) {
                true => PlatformSet::ALL,
                false => PlatformSet::of_tag_or(tag, || is_chosen(&free, bits, tag)),
            };
            !self.platforms(&value).is_empty()
        })
    }

    /// Is the file part of some build for this operating system (any, if none is named) with exactly these tags of the project's own?
    pub fn built_with(&self, os: Option<&str>, tags: &[String]) -> bool {
        let value =
            |tag: &str| PlatformSet::of_tag_or(tag, || tags.iter().any(|given| given == tag));
        let wanted = os.map_or(PlatformSet::ALL, |it| {
            PlatformSet::of_tag(it).unwrap_or(PlatformSet::NONE)
        });
        *self == Constraint::Always || !(self.platforms(&value) & wanted).is_empty()
    }

    /// The Go version that the constraint implies, if every way to satisfy it needs a `go1.N`.
    pub fn go_version(&self) -> Option<GoVersion> {
        self.min_go(true).map(|minor| GoVersion { major: 1, minor })
    }

    /// The least N of the `go1.N` tags that it, or its negation, implies.
    fn min_go(&self, positive: bool) -> Option<u16> {
        match self {
            Constraint::Always => None,
            Constraint::Tag(tag) => go_tag(tag).filter(|_| positive),
            Constraint::Not(inner) => inner.min_go(!positive),
            Constraint::And(parts) | Constraint::Or(parts) => {
                let mut implied = parts.iter().map(|part| part.min_go(positive));
                if matches!(self, Constraint::And(_)) == positive {
                    implied.flatten().max()
                } else {
                    // One alternative without a version frees the whole.
                    implied
                        .try_fold(u16::MAX, |least, next| next.map(|n| least.min(n)))
                        .filter(|n| *n != u16::MAX)
                }
            }
        }
    }
}

/// May the character stand in a tag?
fn is_tag_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

/// Cuts an expression into tags and operators.
fn cut(expression: &str) -> Result<Vec<&str>, String> {
    let mut tokens = Vec::new();
    let mut rest = expression.trim();
    while let Some(first) = rest.chars().next() {
        let len = match first {
            '(' | ')' | '!' => 1,
            '&' | '|' if rest[1..].starts_with(first) => 2,
            _ if is_tag_char(first) => rest.find(|c| !is_tag_char(c)).unwrap_or(rest.len()),
            _ => {
                return Err(format!(
                    "unexpected `{first}` in the build constraint `{expression}`"
                ));
            }
        };
        let (token, tail) = rest.split_at(len);
        tokens.push(token);
        rest = tail.trim_start();
    }
    Ok(tokens)
}

fn parse_or(rest: &mut &[&str], depth: usize) -> Result<Constraint, String> {
    let mut parts = vec![parse_and(rest, depth)?];
    while rest.first() == Some(&"||") {
        *rest = &rest[1..];
        parts.push(parse_and(rest, depth)?);
    }
    Ok(if parts.len() == 1 {
        parts.remove(0)
    } else {
        Constraint::Or(parts)
    })
}

fn parse_and(rest: &mut &[&str], depth: usize) -> Result<Constraint, String> {
    let mut parts = vec![parse_not(rest, depth)?];
    while rest.first() == Some(&"&&") {
        *rest = &rest[1..];
        parts.push(parse_not(rest, depth)?);
    }
    Ok(if parts.len() == 1 {
        parts.remove(0)
    } else {
        Constraint::And(parts)
    })
}

fn parse_not(rest: &mut &[&str], depth: usize) -> Result<Constraint, String> {
    if depth > MAX_NESTING {
        return Err("the build constraint is nested too deeply".to_string());
    }
    let Some((&token, tail)) = rest.split_first() else {
        return Err("the build constraint ends too early".to_string());
    };
    *rest = tail;
    match token {
        "!" if rest.first() == Some(&"!") => {
            Err("double negation is not allowed in a build constraint".to_string())
        }
        "!" => Ok(Constraint::Not(Box::new(parse_not(rest, depth + 1)?))),
        "(" => {
            let inner = parse_or(rest, depth + 1)?;
            if rest.first() != Some(&")") {
                return Err("a parenthesis of the build constraint is not closed".to_string());
            }
            *rest = &rest[1..];
            Ok(inner)
        }
        _ if token.starts_with(is_tag_char) => Ok(Constraint::Tag(token.to_string())),
        _ => Err(format!("unexpected `{token}` in a build constraint")),
    }
}

#[cfg(test)]
#[path = "constraint_tests.rs"]
mod tests;
