//! Finds and reads the file.
//!
//! In: a directory, text. Out: a [`Document`] with the line of each value, or an error that names file and line and proposes the key that
//! was meant.

use super::{FILE_NAME, PerPath};
use crate::models::{ModelTable, Models};
use crate::rules::{Severity, select};
use crate::support::suggest::did_you_mean;
use globset::Glob;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// A file that was read.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where it lies, absolute.
    pub path: PathBuf,
    /// What it says.
    pub document: Document,
}

/// What a file says, with the line of each value.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// See [`super::Settings::select`].
    pub select: Option<(Vec<String>, usize)>,
    /// See [`super::Settings::ignore`].
    pub ignore: Option<(Vec<String>, usize)>,
    /// Selector, severity, line.
    pub severity: Vec<(String, Severity, usize)>,
    /// See [`super::Settings::tags`].
    pub tags: Option<(Vec<String>, usize)>,
    /// See [`super::Settings::tests`].
    pub tests: Option<(bool, usize)>,
    /// See [`super::Settings::generated`].
    pub generated: Option<(bool, usize)>,
    /// See [`super::Settings::pedantic`].
    pub pedantic: Option<(bool, usize)>,
    /// Relative to the folder of the file.
    pub baseline: Option<(String, usize)>,
    /// See [`super::Settings::per_path`].
    pub per_path: Vec<PerPath>,
    /// See [`super::Settings::owners`].
    pub owners: Option<(Vec<String>, usize)>,
    /// See [`super::Settings::models`].
    pub models: Option<(ModelTable, usize)>,
}

/// A file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// Which.
    pub path: PathBuf,
    /// Line and column, from 1, where known.
    pub place: Option<(usize, usize)>,
    /// What is wrong, and what was meant.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.path.display())?;
        if let Some((line, column)) = self.place {
            write!(f, "{line}:{column}:")?;
        }
        write!(f, " {}", self.message)
    }
}

impl std::error::Error for ConfigError {}

/// As the file is written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    select: Option<Spanned<Vec<Spanned<String>>>>,
    ignore: Option<Spanned<Vec<Spanned<String>>>>,
    severity: BTreeMap<String, Spanned<Severity>>,
    tags: Option<Spanned<Vec<String>>>,
    tests: Option<Spanned<bool>>,
    generated: Option<Spanned<bool>>,
    pedantic: Option<Spanned<bool>>,
    baseline: Option<Spanned<String>>,
    per_path: Vec<Spanned<WrittenPaths>>,
    owners: Option<Spanned<Vec<Spanned<String>>>>,
    models: Option<Spanned<ModelTable>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenPaths {
    paths: Vec<Spanned<String>>,
    select: Vec<Spanned<String>>,
    ignore: Vec<Spanned<String>>,
    severity: BTreeMap<String, Spanned<Severity>>,
}

/// The file in this directory or the nearest above it, no further than the root of the repository.
pub fn find(directory: &Path) -> Option<PathBuf> {
    for folder in directory.ancestors() {
        let path = folder.join(FILE_NAME);
        if path.is_file() {
            return Some(path);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

impl Config {
    /// Reads a file.
    ///
    /// # Errors
    /// It cannot be read, is no TOML, has a key that is not known, or names what does not exist.
    pub fn read(path: &Path) -> Result<Config, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|error| ConfigError {
            path: path.to_owned(),
            place: None,
            message: format!("cannot be read: {error}"),
        })?;
        Self::parse(path, &text)
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// As [`Config::read`].
    pub fn parse(path: &Path, text: &str) -> Result<Config, ConfigError> {
        let reader = Reader { path, text };
        let written: Written = toml::from_str(text)
            .map_err(|error| reader.error(error.span(), explained(error.message())))?;
        Ok(Config {
            path: path.to_owned(),
            document: reader.document(written)?,
        })
    }
}

/// What errors need.
struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Reader<'_> {
    fn error(&self, span: Option<Range<usize>>, message: String) -> ConfigError {
        ConfigError {
            path: self.path.to_owned(),
            place: span.map(|it| self.place(it.start)),
            message,
        }
    }

    fn place(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.len() - before.rfind('\n').map_or(0, |it| it + 1) + 1;
        (line, column)
    }

    fn at<T>(&self, value: Spanned<T>) -> (T, usize) {
        let line = self.place(value.span().start).0;
        (value.into_inner(), line)
    }

    fn document(&self, written: Written) -> Result<Document, ConfigError> {
        Ok(Document {
            select: self.selectors(written.select)?,
            ignore: self.selectors(written.ignore)?,
            severity: self.severities(written.severity)?,
            tags: written.tags.map(|it| self.at(it)),
            tests: written.tests.map(|it| self.at(it)),
            generated: written.generated.map(|it| self.at(it)),
            pedantic: written.pedantic.map(|it| self.at(it)),
            baseline: written.baseline.map(|it| self.at(it)),
            per_path: written
                .per_path
                .into_iter()
                .map(|it| self.paths(it))
                .collect::<Result<_, _>>()?,
            owners: written.owners.map(|it| self.owners(it)).transpose()?,
            models: written.models.map(|it| self.models(it)).transpose()?,
        })
    }

    fn owners(
        &self,
        list: Spanned<Vec<Spanned<String>>>,
    ) -> Result<(Vec<String>, usize), ConfigError> {
        let (list, line) = self.at(list);
        for name in &list {
            let last = name.get_ref().rsplit('/').next().unwrap_or_default();
            let parts: Vec<&str> = last.split('.').collect();
            if parts.len() < 2 || parts.iter().any(|it| it.is_empty()) {
                let message = format!(
                    "`{}` is no full name of a type, field or package variable, such as `example.com/m.Hub.sessions`",
                    name.get_ref()
                );
                return Err(self.error(Some(name.span()), message));
            }
        }
        Ok((list.into_iter().map(Spanned::into_inner).collect(), line))
    }

    fn selectors(
        &self,
        list: Option<Spanned<Vec<Spanned<String>>>>,
    ) -> Result<Option<(Vec<String>, usize)>, ConfigError> {
        let Some((list, line)) = list.map(|it| self.at(it)) else {
            return Ok(None);
        };
        Ok(Some((self.checked(list)?, line)))
    }

    fn checked(&self, list: Vec<Spanned<String>>) -> Result<Vec<String>, ConfigError> {
        let check = |it: Spanned<String>| {
            self.known(it.get_ref(), it.span())?;
            Ok(it.into_inner())
        };
        list.into_iter().map(check).collect()
    }

    fn known(&self, selector: &str, span: Range<usize>) -> Result<(), ConfigError> {
        match select::matching(selector) {
            Ok(_) => Ok(()),
            Err(message) => Err(self.error(Some(span), message)),
        }
    }

    fn severities(
        &self,
        table: BTreeMap<String, Spanned<Severity>>,
    ) -> Result<Vec<(String, Severity, usize)>, ConfigError> {
        let check = |(name, value): (String, Spanned<Severity>)| {
            self.known(&name, value.span())?;
            let (severity, line) = self.at(value);
            Ok((name, severity, line))
        };
        table.into_iter().map(check).collect()
    }

    fn paths(&self, written: Spanned<WrittenPaths>) -> Result<PerPath, ConfigError> {
        let span = written.span();
        let (written, line) = self.at(written);
        if written.paths.is_empty() {
            let message = "`paths` is missing: globs relative to the folder of this file";
            return Err(self.error(Some(span), message.to_owned()));
        }
        for glob in &written.paths {
            Glob::new(glob.get_ref())
                .map_err(|error| self.error(Some(glob.span()), error.to_string()))?;
        }
        let severity = self.severities(written.severity)?;
        Ok(PerPath {
            paths: written.paths.into_iter().map(Spanned::into_inner).collect(),
            select: self.checked(written.select)?,
            ignore: self.checked(written.ignore)?,
            severity: severity
                .into_iter()
                .map(|(name, value, _)| (name, value))
                .collect(),
            line,
        })
    }

    fn models(&self, table: Spanned<ModelTable>) -> Result<(ModelTable, usize), ConfigError> {
        let span = table.span();
        Models::default()
            .add_table("[models]", table.get_ref().clone())
            .map_err(|error| self.error(Some(span), error.message))?;
        Ok(self.at(table))
    }
}

/// A message of the TOML reader, with the word that was meant.
fn explained(message: &str) -> String {
    let unknown = ["unknown field `", "unknown variant `"];
    let word = unknown
        .iter()
        .find_map(|it| message.split_once(it)?.1.split_once('`'));
    let Some((word, rest)) = word else {
        return message.to_owned();
    };
    // "..., expected one of `a`, `b`"
    let known = rest.split('`').skip(1).step_by(2);
    let what = if message.contains("unknown field") {
        "key"
    } else {
        "value"
    };
    let hint = did_you_mean(word, known);
    match hint.is_empty() {
        true => format!("unknown {what} `{word}`{}", rest),
        false => format!("unknown {what} `{word}`{hint}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Document, String> {
        Config::parse(Path::new(FILE_NAME), text)
            .map(|it| it.document)
            .map_err(|it| it.to_string())
    }

    #[test]
    fn values_know_their_lines() {
        let text = "# ours\nselect = [\"GMC001\"]\ntests = false\n\n[severity]\nGMC001 = \"warning\"\n\n\
                    [[per-path]]\npaths = [\"gen/**\"]\nignore = [\"GMC002\"]\n\n\
                    [models]\nsynchronized = [\"example.com/m.Table\"]\n";
        let document = parse(text).expect("a configuration");
        assert_eq!(document.select, Some((vec!["GMC001".to_owned()], 2)));
        assert_eq!(document.tests, Some((false, 3)));
        assert_eq!(
            document.severity,
            [("GMC001".to_owned(), Severity::Warning, 6)]
        );
        assert_eq!((document.per_path.len(), document.per_path[0].line), (1, 8));
        assert!(document.models.is_some());
    }

    #[test]
    fn slips_are_errors_with_line_and_suggestion() {
        for (text, wanted) in [
            (
                "\nselct = []\n",
                ".gomapcheck.toml:2:1: unknown key `selct`; did you mean `select`?",
            ),
            ("tests = 1\n", ".gomapcheck.toml:1:9: invalid type"),
            ("ignore = [\"GMC0001\"]\n", "did you mean `GMC001`?"),
            (
                "[severity]\nGMC001 = \"warn\"\n",
                ".gomapcheck.toml:2:10: unknown value `warn`; did you mean `warning`?",
            ),
            ("[[per-path]]\nignore = []\n", "`paths` is missing"),
            (
                "[[per-path]]\npaths = [\"a[\"]\n",
                ".gomapcheck.toml:2:10: ",
            ),
            (
                "owners = [\"Hub\"]\n",
                ".gomapcheck.toml:1:11: `Hub` is no full name",
            ),
            (
                "[[per-path]]\npaths = [\"a\"]\nselect = [\"GMC0001\"]\n",
                "did you mean `GMC001`?",
            ),
            (
                "[models]\nsynchronised = []\n",
                "did you mean `synchronized`?",
            ),
            ("[models]\nsynchronized = [\"x\"]\n", "no qualified name"),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.contains(wanted), "{text}: {error}");
        }
    }

    #[test]
    fn the_file_is_found_upwards_within_the_repository() {
        let folder = tempfile::tempdir().expect("a folder");
        let deep = folder.path().join("repo/a/b");
        std::fs::create_dir_all(&deep).expect("folders");
        std::fs::create_dir(folder.path().join("repo/.git")).expect("a folder");
        std::fs::write(folder.path().join(FILE_NAME), "").expect("a file");
        assert_eq!(find(&deep), None, "it lies outside of the repository");
        let inside = folder.path().join("repo").join(FILE_NAME);
        std::fs::write(&inside, "").expect("a file");
        assert_eq!(find(&deep), Some(inside));
    }
}
