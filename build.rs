//! Lists the rule files: adding a rule is adding `rules/<family>/<name>.toml`.
//!
//! In: the folder `rules`. Out: `rules.rs`, an array of (family, name, text) in the order of the paths. `rules/models` holds no rules.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=build.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut code = String::from("&[\n");
    for family in sorted(&root.join("rules"))? {
        if !family.is_dir() || family.ends_with("models") {
            continue;
        }
        for file in sorted(&family)? {
            if file.extension().is_some_and(|it| it == "toml") {
                let (family, name) = (stem(&family), stem(&file));
                // Writing to a String does not fail.
                let _ = writeln!(code, "    ({family:?}, {name:?}, include_str!({file:?})),");
            }
        }
    }
    code.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("rules.rs"), code)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?
        .map(|it| it.map(|it| it.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
