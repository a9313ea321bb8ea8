//! Where the packages of other modules are: replaced by a directory, vendored, or in the module cache.
//!
//! In: the `require` and `replace` directives of a module, the environment. Out: directories. Nothing is downloaded, and no
//! program is asked.

use super::gomod::Replace;
use super::walk::clean;
use smol_str::SmolStr;
use std::path::{Path, PathBuf};

/// Where the modules that a module needs are.
#[derive(Debug, Clone, Default)]
pub(super) struct Needs {
    /// `vendor`, where there is one.
    vendor: Option<PathBuf>,
    /// Replaced by a directory: module path, directory. The longest path comes first.
    local: Vec<(SmolStr, PathBuf)>,
    /// In the module cache: module path, path and version there. The longest path comes first.
    cached: Vec<(SmolStr, SmolStr, SmolStr)>,
}

/// Where a package was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// In the `vendor` directory.
    Vendored(PathBuf),
    /// In a module.
    Module {
        /// The path by which it is imported.
        module: SmolStr,
        /// Its directory.
        home: PathBuf,
        /// Not from the module cache, but from beside the module that needs it.
        local: bool,
    },
}

/// The module cache.
#[derive(Debug, Clone, Default)]
pub(super) struct Cache {
    dir: Option<PathBuf>,
}

impl Cache {
    /// `$GOMODCACHE`, else `pkg/mod` in the first directory of `$GOPATH`, else in `~/go`; none where that is no directory.
    pub(super) fn of_environment() -> Cache {
        let set = |name| std::env::var_os(name).filter(|it| !it.is_empty());
        let in_gopath = || {
            let gopath = match set("GOPATH") {
                Some(list) => std::env::split_paths(&list).next()?,
                None => PathBuf::from(set("HOME").or_else(|| set("USERPROFILE"))?).join("go"),
            };
            Some(gopath.join("pkg").join("mod"))
        };
        let dir = set("GOMODCACHE").map(PathBuf::from).or_else(in_gopath);
        Cache {
            dir: dir.filter(|it| it.is_dir()),
        }
    }

    fn module(&self, path: &str, version: &str) -> Option<PathBuf> {
        let dir = self.dir.as_ref()?;
        Some(dir.join(format!("{}@{}", escaped(path), escaped(version))))
    }
}

/// A path as the module cache writes it: `!` and the small letter for a capital one.
fn escaped(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for char in path.chars() {
        if char.is_ascii_uppercase() {
            out.push('!');
        }
        out.push(char.to_ascii_lowercase());
    }
    out
}

impl Needs {
    /// What the module in `home` says that it needs.
    pub(super) fn new(
        home: &Path,
        requires: Vec<(SmolStr, SmolStr)>,
        replaces: Vec<Replace>,
    ) -> Needs {
        let vendor = home.join("vendor");
        let mut needs = Needs {
            vendor: vendor.is_dir().then_some(vendor),
            ..Needs::default()
        };
        for (path, version) in requires {
            let replaced = |it: &&Replace| {
                it.old == path && it.version.as_ref().is_none_or(|only| *only == version)
            };
            match replaces.iter().find(replaced) {
                None => needs.cached.push((path.clone(), path, version)),
                Some(Replace {
                    new,
                    new_version: Some(version),
                    ..
                }) => needs
                    .cached
                    .push((path, SmolStr::new(new), version.clone())),
                Some(Replace { new, .. }) => needs.local.push((path, clean(&home.join(new)))),
            }
        }
        needs
            .cached
            .sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        needs
            .local
            .sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        needs
    }

    /// Where a package that is not the module's own is.
    pub(super) fn find(&self, cache: &Cache, import_path: &str) -> Option<Found> {
        let of_module = |module: &str| {
            import_path
                .strip_prefix(module)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        // With a `vendor` directory the go command looks nowhere else; the sources beside the module are the same and easier to read.
        if let Some((module, home)) = self.local.iter().find(|(module, _)| of_module(module)) {
            return Some(Found::Module {
                module: module.clone(),
                home: home.clone(),
                local: true,
            });
        }
        if let Some(vendor) = &self.vendor {
            let dir = vendor.join(import_path);
            return dir.is_dir().then_some(Found::Vendored(dir));
        }
        let fitting = self.cached.iter().filter(|(module, ..)| of_module(module));
        fitting
            .filter_map(|(module, path, version)| {
                let home = cache.module(path, version)?;
                home.is_dir().then(|| Found::Module {
                    module: module.clone(),
                    home,
                    local: false,
                })
            })
            .next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_escaped() {
        assert_eq!(
            escaped("github.com/BurntSushi/toml"),
            "github.com/!burnt!sushi/toml"
        );
    }

    #[test]
    fn the_longest_module_path_wins() {
        let dir = tempfile::tempdir().expect("a directory");
        for module in ["a.b/c@v1.0.0", "a.b/c/d@v2.0.0"] {
            std::fs::create_dir_all(dir.path().join(module)).expect("a directory");
        }
        let cache = Cache {
            dir: Some(dir.path().to_path_buf()),
        };
        let require = |path, version| (SmolStr::new(path), SmolStr::new(version));
        let requires = vec![
            require("a.b/c", "v1.0.0"),
            require("a.b/c/d", "v2.0.0"),
            require("a.b/missing", "v1.0.0"),
        ];
        let needs = Needs::new(dir.path(), requires, Vec::new());
        let home = |import: &str| match needs.find(&cache, import) {
            Some(Found::Module { home, .. }) => {
                home.file_name().map(|it| it.to_string_lossy().into_owned())
            }
            _ => None,
        };
        assert_eq!(home("a.b/c/d/e").as_deref(), Some("d@v2.0.0"));
        assert_eq!(home("a.b/c/dd").as_deref(), Some("c@v1.0.0"));
        assert_eq!(home("a.b/missing/x"), None);
        assert_eq!(home("a.b/other"), None);
    }

    #[test]
    fn a_replacement_goes_before_the_cache() {
        let replace = Replace {
            old: "a.b/c".into(),
            version: None,
            new: "../c".to_owned(),
            new_version: None,
        };
        let requires = vec![(SmolStr::new("a.b/c"), SmolStr::new("v1.0.0"))];
        let needs = Needs::new(Path::new("/x/main"), requires, vec![replace]);
        let found = needs.find(&Cache::default(), "a.b/c/d");
        assert_eq!(
            found,
            Some(Found::Module {
                module: "a.b/c".into(),
                home: PathBuf::from("/x/c"),
                local: true
            })
        );
    }
}
