//! The machine: its variables, its folders, and the files that set variables on it.
//!
//! In: the environment of this process, paths given by the user. Out: [`Machine`], and documents of the files. Must not know Go's rules.

use super::places::{self, Wanted};
use super::{Scope, paths};
use crate::discover::{DocKind, Document};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Name of the process's environment where a file would be named.
pub(super) const PROCESS: &str = "environment";

/// Larger files are no settings.
const MAX_BYTES: u64 = 2 * 1024 * 1024;

/// Start files that others may name by `source`, at most so many.
const MOST_SOURCED: usize = 32;

/// The environment that a go command started here would get.
#[derive(Debug, Clone, Default)]
pub struct Machine {
    /// Variables of the process. On Windows their names are in capitals.
    pub variables: BTreeMap<String, String>,
    /// The directory that is looked at, absolute.
    pub root: PathBuf,
    /// Files that the user names.
    pub files: Vec<PathBuf>,
    /// Windows paths and names.
    pub windows: bool,
    /// Folders as macOS has them.
    pub mac: bool,
}

/// What each document of the machine is.
pub type Origins = BTreeMap<SmolStr, Origin>;

/// What a document of the machine is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its scope; none: a world of its own.
    pub scope: Option<Scope>,
    /// The shell that reads it: `bash`, `zsh`, `fish`, `pwsh`; empty: all of them.
    pub shell: &'static str,
    /// Its place among those of its scope: later ones win.
    pub order: usize,
}

impl Machine {
    /// The machine that this process runs on, looked at from a directory.
    pub fn here(root: PathBuf, files: Vec<PathBuf>) -> Machine {
        let windows = cfg!(windows);
        let variables = std::env::vars_os().map(|(name, value)| {
            let name = name.to_string_lossy().into_owned();
            let name = if windows { name.to_uppercase() } else { name };
            (name, value.to_string_lossy().into_owned())
        });
        Machine {
            variables: variables.collect(),
            root,
            files,
            windows,
            mac: cfg!(target_os = "macos"),
        }
    }

    /// A variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = self.variables.get(name).map(String::as_str);
        value.filter(|it| !it.is_empty())
    }

    /// The user's folder.
    pub fn home(&self) -> Option<PathBuf> {
        let name = if self.windows { "USERPROFILE" } else { "HOME" };
        self.get(name).map(PathBuf::from)
    }

    /// The folder of the user's settings, as Go's os.UserConfigDir has it.
    pub fn config_dir(&self) -> Option<PathBuf> {
        if self.windows {
            return self.get("APPDATA").map(PathBuf::from);
        }
        let home = self.home();
        if self.mac {
            return Some(home?.join("Library/Application Support"));
        }
        let own = self.get("XDG_CONFIG_HOME").map(PathBuf::from);
        // Go refuses a relative one.
        own.map_or_else(
            || Some(home?.join(".config")),
            |it| it.is_absolute().then_some(it),
        )
    }

    /// The folder of caches, as Go's os.UserCacheDir has it.
    pub fn cache_dir(&self) -> Option<PathBuf> {
        if self.windows {
            return self.get("LOCALAPPDATA").map(PathBuf::from);
        }
        let home = self.home();
        if self.mac {
            return Some(home?.join("Library/Caches"));
        }
        let own = self.get("XDG_CACHE_HOME").map(PathBuf::from);
        own.map_or_else(
            || Some(home?.join(".cache")),
            |it| it.is_absolute().then_some(it),
        )
    }

    /// The user's go/env file; none with GOENV=off or without a folder for it.
    pub fn env_file(&self) -> Option<PathBuf> {
        match self.get("GOENV") {
            Some("off") => None,
            Some(path) => Some(PathBuf::from(path)),
            None => Some(self.config_dir()?.join("go").join("env")),
        }
    }

    /// Executable files of this name in PATH, in its order.
    pub fn programs(&self, name: &str) -> Vec<PathBuf> {
        let name = if self.windows {
            format!("{name}.exe")
        } else {
            name.to_owned()
        };
        let dirs = std::env::split_paths(self.get("PATH").unwrap_or(""));
        dirs.filter(|it| it.is_absolute())
            .map(|it| it.join(&name))
            .filter(|it| it.is_file())
            .collect()
    }

    /// A path as it is shown: relative to the directory looked at, from the user's folder, or absolute.
    pub fn display(&self, path: &Path) -> SmolStr {
        if let Ok(inside) = path.strip_prefix(&self.root) {
            return SmolStr::from(paths::slashes(inside));
        }
        match self.home().as_deref().map(|it| path.strip_prefix(it)) {
            Some(Ok(inside)) if !inside.as_os_str().is_empty() => {
                SmolStr::from(format!("~/{}", paths::slashes(inside)))
            }
            _ => SmolStr::from(paths::slashes(path)),
        }
    }

    /// The documents that describe this machine, what each is, and what could not be read. `goroot`: the toolchain's.
    pub fn documents(&self, goroot: Option<&Path>) -> (Vec<Document>, Origins, Vec<String>) {
        let mut reader = Reader {
            machine: self,
            documents: Vec::new(),
            origins: Origins::new(),
            notes: Vec::new(),
        };
        reader.process();
        for wanted in places::all(self, goroot) {
            reader.read(wanted);
        }
        for path in &self.files {
            reader.given(path);
        }
        (reader.documents, reader.origins, reader.notes)
    }
}

/// Reads files into documents.
struct Reader<'a> {
    machine: &'a Machine,
    documents: Vec<Document>,
    origins: Origins,
    notes: Vec<String>,
}

impl Reader<'_> {
    /// Variables of Go in the environment of the process.
    fn process(&mut self) {
        let go = |name: &str| name.starts_with("GO") || name.starts_with("CGO_");
        let lines = self.machine.variables.iter().filter(|(it, _)| go(it));
        let text: String = lines
            .map(|(name, value)| format!("{name}={}\n", value.replace(['\n', '\r'], " ")))
            .collect();
        let origin = Origin {
            scope: Some(Scope::Process),
            shell: "",
            order: 0,
        };
        self.add(
            Path::new(PROCESS),
            PROCESS.into(),
            text,
            DocKind::Process,
            origin,
        );
    }

    /// A file that need not be there.
    fn read(&mut self, wanted: Wanted) {
        let shown = self.machine.display(&wanted.path);
        match text(&wanted.path) {
            Ok(Some(text)) => {
                self.follow(&wanted, &text);
                self.add(&wanted.path, shown, text, wanted.kind, wanted.origin);
            }
            Ok(None) => {}
            Err(reason) => self.notes.push(format!("{shown} is left out: {reason}")),
        }
    }

    /// A file that the user names: it must be there and say something.
    fn given(&mut self, path: &Path) {
        let shown = self.machine.display(path);
        let text = match text(path) {
            Ok(Some(text)) => text,
            Ok(None) => {
                self.notes
                    .push(format!("{shown} is left out: there is no such file"));
                return;
            }
            Err(reason) => {
                self.notes.push(format!("{shown} is left out: {reason}"));
                return;
            }
        };
        let origin = Origin {
            scope: None,
            shell: "",
            order: self.documents.len(),
        };
        self.add(
            path,
            shown,
            text.clone(),
            places::kind_of(path, &text),
            origin,
        );
    }

    /// What a shell's file reads in turn: `source FILE`, `. FILE`.
    fn follow(&mut self, wanted: &Wanted, text: &str) {
        if !matches!(wanted.kind, DocKind::Shell | DocKind::Fish) || wanted.depth > 2 {
            return;
        }
        for line in text.lines().map(str::trim) {
            // `[ -f X ] && . X` too.
            let line = line.rsplit("&&").next().unwrap_or(line).trim();
            let rest = line.strip_prefix("source ").or(line.strip_prefix(". "));
            let Some(word) =
                rest.and_then(|it| it.split([';', ' ', '#']).find(|it| !it.is_empty()))
            else {
                continue;
            };
            let word = word.trim_matches(['"', '\'']);
            let Some(path) = super::shells::expanded(word, &|it| self.machine.get(it)) else {
                continue;
            };
            let path = PathBuf::from(path);
            let shown = self.machine.display(&path);
            if !path.is_absolute()
                || self.origins.contains_key(&shown)
                || self.documents.len() > MOST_SOURCED
                || places::all(self.machine, None)
                    .iter()
                    .any(|it| it.path == path)
            {
                continue;
            }
            self.read(Wanted {
                path,
                depth: wanted.depth + 1,
                ..wanted.clone()
            });
        }
    }

    fn add(&mut self, path: &Path, shown: SmolStr, text: String, kind: DocKind, origin: Origin) {
        if self.origins.contains_key(&shown) {
            return;
        }
        self.origins.insert(shown.clone(), origin);
        self.documents.push(Document {
            path: path.to_owned(),
            display: shown,
            text: text.into(),
            kind,
        });
    }
}

/// The text of a file; none where there is none.
fn text(path: &Path) -> Result<Option<String>, String> {
    let Ok(meta) = std::fs::metadata(path) else {
        return Ok(None);
    };
    if !meta.is_file() {
        return Err("it is no file".to_owned());
    }
    if meta.len() > MAX_BYTES {
        return Err("it has more than 2 MB".to_owned());
    }
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    decoded(&bytes)
        .map(Some)
        .ok_or_else(|| "it is neither UTF-8 nor UTF-16".to_owned())
}

/// UTF-8, or UTF-16 with a byte order mark as Windows exports are.
fn decoded(bytes: &[u8]) -> Option<String> {
    let units = |of: fn([u8; 2]) -> u16| -> Vec<u16> {
        bytes[2..]
            .chunks_exact(2)
            .map(|it| of([it[0], it[1]]))
            .collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => String::from_utf16(&units(u16::from_le_bytes)).ok(),
        [0xfe, 0xff, ..] => String::from_utf16(&units(u16::from_be_bytes)).ok(),
        _ => std::str::from_utf8(bytes)
            .ok()
            .filter(|it| !it.contains('\0'))
            .map(|it| it.trim_start_matches('\u{feff}').to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_of_windows_are_decoded() {
        assert_eq!(decoded(b"a"), Some("a".to_owned()));
        assert_eq!(decoded(&[0xff, 0xfe, b'a', 0]), Some("a".to_owned()));
        assert_eq!(decoded(&[0xfe, 0xff, 0, b'a']), Some("a".to_owned()));
        assert_eq!(decoded(&[0xff, 0x00, 0x80]), None);
    }

    #[test]
    fn folders_follow_from_variables() {
        let machine = |pairs: &[(&str, &str)], windows, mac| Machine {
            variables: pairs
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            windows,
            mac,
            ..Machine::default()
        };
        let file = |it: &Machine| it.env_file();
        let path = |text: &str| Some(PathBuf::from(text));
        assert_eq!(
            file(&machine(&[("HOME", "/h")], false, false)),
            path("/h/.config/go/env")
        );
        let mac = machine(&[("HOME", "/h")], false, true);
        assert_eq!(file(&mac), path("/h/Library/Application Support/go/env"));
        let xdg = machine(&[("HOME", "/h"), ("XDG_CONFIG_HOME", "/x")], false, false);
        assert_eq!(file(&xdg), path("/x/go/env"));
        assert_eq!(
            file(&machine(&[("HOME", "/h"), ("GOENV", "off")], false, false)),
            None
        );
        assert_eq!(file(&machine(&[], false, false)), None);
    }
}
