//! Names that the project's `owners` give: do they name anything?
//!
//! In: the universe, full names. Out: a sentence for each that is wrong. Must not know what owning means.

use crate::support::suggest::did_you_mean;
use crate::types::Universe;
use std::collections::BTreeSet;

/// What is to be said about names that name nothing, of packages that were read.
pub(super) fn unknown(owners: &[String], universe: &Universe) -> Vec<String> {
    if owners.is_empty() {
        return Vec::new();
    }
    let (packages, names) = known(universe);
    let mut notes = Vec::new();
    for owner in owners {
        let package = packages
            .iter()
            .filter(|it| of_package(owner, it).is_some())
            .max_by_key(|it| it.len());
        // Of a package that was not read nothing is known.
        let Some(package) = package else { continue };
        if !names.contains(owner) {
            // The package is the same for all and would make them alike.
            let inside = |it| of_package(it, package);
            let near = names.iter().filter_map(|it| inside(it));
            let hint = did_you_mean(inside(owner).unwrap_or_default(), near);
            notes.push(format!(
                "the configuration names `{owner}` as owned, which is no type, field or variable{hint}"
            ));
        }
    }
    notes
}

/// The name within a package, if it is one of that.
fn of_package<'a>(name: &'a str, package: &str) -> Option<&'a str> {
    name.strip_prefix(package)?.strip_prefix('.')
}

/// Import paths of packages, full names of types, fields and package variables.
fn known(universe: &Universe) -> (BTreeSet<&str>, BTreeSet<String>) {
    let mut packages = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut add = |package, name: String| {
        packages.insert(package);
        names.insert(name);
    };
    for it in &universe.types {
        add(it.package.as_str(), format!("{}.{}", it.package, it.name));
    }
    for it in &universe.vars {
        add(it.package.as_str(), format!("{}.{}", it.package, it.name));
    }
    for it in &universe.fields {
        let name = format!("{}.{}.{}", it.package, it.owner, it.name);
        add(it.package.as_str(), name);
    }
    (packages, names)
}
