//! Patterns of the command line, as the go command reads them.
//!
//! In: one pattern, the known modules. Out: the directories and files it names, or why it names none.

use super::modules::{Modules, is_std, nearest};
use super::walk::{GoDir, Unlisted, clean, display, list, slashed, walk};
use std::path::{Path, PathBuf};

/// What a pattern names.
#[derive(Debug, Default)]
pub(super) struct Matched {
    /// Directories with .go files.
    pub dirs: Vec<GoDir>,
    /// Files named themselves.
    pub files: Vec<PathBuf>,
    /// Directories that could not be listed.
    pub unlisted: Vec<Unlisted>,
    /// The pattern has a wildcard or is a keyword: what it names was not named one by one.
    pub wild: bool,
}

/// Resolves one pattern.
///
/// # Errors
/// A sentence for the user: the pattern names nothing that can be resolved here.
pub(super) fn resolve(
    modules: &mut Modules,
    root: &Path,
    pattern: &str,
) -> Result<Matched, String> {
    match pattern {
        "" => return Err("an empty pattern names no package".to_string()),
        "all" | "work" => return Ok(everything(modules, root)),
        "std" | "cmd" => return standard(modules, pattern),
        "tool" => {
            return Err(
                "the pattern `tool` names packages of other modules; name packages of this one"
                    .to_string(),
            );
        }
        _ => {}
    }
    let path = clean(&root.join(pattern));
    if pattern.ends_with(".go") && !path.is_dir() {
        if path.is_file() {
            return Ok(Matched {
                files: vec![path],
                ..Matched::default()
            });
        }
        return Err(format!("the file {pattern} does not exist"));
    }
    if is_local(pattern) {
        return in_directories(modules, &path, pattern);
    }
    if let Some(matched) = by_import_path(modules, pattern) {
        return Ok(matched);
    }
    if literal_root(&path).is_dir() {
        return in_directories(modules, &path, pattern);
    }
    Err(format!(
        "the package {pattern} is in no module of this directory; only packages of the main module can be checked: name them by directory, such as ./..."
    ))
}

/// Does the pattern name directories rather than import paths?
fn is_local(pattern: &str) -> bool {
    matches!(pattern, "." | "..")
        || pattern.starts_with("./")
        || pattern.starts_with("../")
        || Path::new(pattern).is_absolute()
        || (cfg!(windows) && (pattern.starts_with(".\\") || pattern.starts_with("..\\")))
}

/// All packages of the main modules.
fn everything(modules: &mut Modules, root: &Path) -> Matched {
    let mut homes: Vec<PathBuf> = modules
        .list
        .iter()
        .map(|known| known.module.dir.clone())
        .collect();
    if homes.is_empty() {
        homes.push(root.to_path_buf());
    }
    let mut matched = Matched {
        wild: true,
        ..Matched::default()
    };
    for home in homes {
        let (dirs, unlisted) = below(modules, &home);
        matched.dirs.extend(dirs);
        matched.unlisted.extend(unlisted);
    }
    matched
}

/// `std` and `cmd`, which are directories of a Go source tree.
fn standard(modules: &mut Modules, pattern: &str) -> Result<Matched, String> {
    let src = modules
        .list
        .iter()
        .map(|known| &known.module)
        .find_map(|module| match module.path.as_str() {
            "std" => Some(module.dir.clone()),
            "cmd" => module.dir.parent().map(Path::to_path_buf),
            _ => None,
        });
    let Some(src) = src else {
        return Err(format!(
            "the pattern `{pattern}` names packages of the Go distribution; it can be used inside GOROOT/src"
        ));
    };
    let home = if pattern == "cmd" {
        src.join("cmd")
    } else {
        src
    };
    let (dirs, unlisted) = below(modules, &home);
    Ok(Matched {
        dirs,
        unlisted,
        wild: true,
        ..Matched::default()
    })
}

/// A pattern of directories; `path` is absolute and may contain `...`.
fn in_directories(modules: &mut Modules, path: &Path, pattern: &str) -> Result<Matched, String> {
    let home = literal_root(path);
    if !home.is_dir() {
        return Err(format!(
            "the directory {} does not exist",
            shown_root(pattern)
        ));
    }
    if home == path {
        let listing = list(path)
            .map_err(|error| format!("the directory {pattern} could not be read: {error}"))?;
        if listing.files.is_empty() {
            return Err(format!(
                "no Go files in {pattern}; to check all packages below a directory, append /..."
            ));
        }
        let dir = GoDir {
            dir: path.to_path_buf(),
            files: listing.files,
        };
        return Ok(Matched {
            dirs: vec![dir],
            ..Matched::default()
        });
    }
    let (mut dirs, unlisted) = below(modules, &home);
    let wanted = slashed(path);
    dirs.retain(|found| matches(&wanted, &slashed(&found.dir)));
    Ok(Matched {
        dirs,
        unlisted,
        wild: true,
        ..Matched::default()
    })
}

/// A pattern of import paths, if it can be one of the known modules'.
fn by_import_path(modules: &mut Modules, pattern: &str) -> Option<Matched> {
    let Some((prefix, _)) = pattern.split_once("...") else {
        let path = modules.dir_of(pattern)?;
        let files = list(&path).ok()?.files;
        let dirs = vec![GoDir { dir: path, files }];
        return dirs
            .iter()
            .any(|dir| !dir.files.is_empty())
            .then_some(Matched {
                dirs,
                ..Matched::default()
            });
    };
    let mut matched = Matched {
        wild: true,
        ..Matched::default()
    };
    for index in 0..modules.list.len() {
        let module = modules.list[index].module.clone();
        let fits = is_std(&module)
            || module.path.starts_with(prefix.trim_end_matches('/'))
            || prefix.starts_with(module.path.as_str());
        if !fits {
            continue;
        }
        // Start as deep as the pattern is literal.
        let deep = prefix
            .rsplit_once('/')
            .and_then(|(before, _)| modules.dir_of(before));
        let home = deep
            .filter(|dir| dir.starts_with(&module.dir) && dir.is_dir())
            .unwrap_or(module.dir);
        let (dirs, unlisted) = below(modules, &home);
        matched.unlisted.extend(unlisted);
        matched.dirs.extend(
            dirs.into_iter()
                .filter(|found| matches(pattern, &modules.import_path(index, &found.dir))),
        );
    }
    (!matched.dirs.is_empty()).then_some(matched)
}

/// The directories of packages at and below `home` that `...` stands for.
fn below(modules: &mut Modules, home: &Path) -> (Vec<GoDir>, Vec<Unlisted>) {
    let index = modules.of_dir(home);
    // Outside of any module, the modules below are what can be meant; with a go.work, those that it uses.
    let outside = nearest(home).is_none();
    let modules = &*modules;
    let enter = |dir: &Path, has_mod: bool| {
        if has_mod {
            return outside
                && modules
                    .workspace
                    .as_ref()
                    .is_none_or(|used| used.iter().any(|used| used == dir));
        }
        !modules.ignores(index, dir)
    };
    walk(home, &enter)
}

/// The directory before the first `...`.
fn literal_root(path: &Path) -> PathBuf {
    let wild = |part: &std::path::Component| part.as_os_str().to_string_lossy().contains("...");
    path.components().take_while(|part| !wild(part)).collect()
}

/// The same of a pattern as the user wrote it.
fn shown_root(pattern: &str) -> &str {
    let literal = pattern
        .split_once("...")
        .map_or(pattern, |(before, _)| before);
    let cut = if literal.len() == pattern.len() {
        literal
    } else {
        literal.rsplit_once('/').map_or(".", |(before, _)| before)
    };
    if cut.is_empty() { "/" } else { cut }
}

/// Does a name match a pattern in which `...` stands for any text? A final `/...` also stands for nothing.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    if let Some(prefix) = pattern.strip_suffix("/...")
        && glob(prefix, name)
    {
        return true;
    }
    glob(pattern, name)
}

fn glob(pattern: &str, name: &str) -> bool {
    let mut pieces = pattern.split("...");
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else {
        return rest.is_empty();
    };
    for piece in pieces {
        let Some(at) = rest.find(piece) else {
            return false;
        };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

/// What to say of a pattern that matched no package.
pub(super) fn matched_nothing(root: &Path, pattern: &str, wild: bool) -> String {
    if wild {
        return format!("{pattern} matched no packages");
    }
    let dir = display(root, &clean(&root.join(pattern)));
    format!(
        "no Go files in {dir} are part of any build: build constraints or their names exclude them all"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_match_as_in_the_go_command() {
        for (pattern, name, want) in [
            ("/a/...", "/a", true),
            ("/a/...", "/a/b/c", true),
            ("/a/...", "/ab", false),
            ("/a...", "/ab/c", true),
            ("/a/.../c", "/a/b/c", true),
            ("/a/.../c", "/a/c", false),
            ("/a/.../c/...", "/a/b/c", true),
            ("/a/.../c/...", "/a/b/c/d", true),
            ("net/...", "net", true),
            ("...", "x/y", true),
            ("...net", "x/net", true),
            ("a...a", "a", false),
            ("x", "x", true),
            ("x", "xy", false),
        ] {
            assert_eq!(matches(pattern, name), want, "{pattern} {name}");
        }
    }
}
