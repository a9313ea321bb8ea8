//! Which names a file may use for its imports.
//!
//! In: the imports of one file as written. Out: a set of names. Must not know what the packages are called in truth: that stands
//! in their package clauses, which are other files.

use rustc_hash::FxHashSet;

/// Adds the names by which `path` may be referred to when the import gives no alias: its last element, the one before a major
/// version, and the parts of `go-foo`, `foo.v2`, `foo-go`, `gofoo`.
pub(super) fn guess_names(path: &str, out: &mut FxHashSet<String>) {
    let mut elements = path.rsplit('/');
    let Some(last) = elements.next() else { return };
    add_element(last, out);
    if is_version(last)
        && let Some(element) = elements.next()
    {
        add_element(element, out);
    }
}

fn add_element(element: &str, out: &mut FxHashSet<String>) {
    add(element, out);
    if element.bytes().all(|it| it.is_ascii_alphanumeric()) {
        add(trim_go(element), out);
        return;
    }
    let parts: Vec<&str> = element
        .split(['-', '.', '_'])
        .filter(|it| !it.is_empty() && !is_version(it) && !matches!(*it, "go" | "golang"))
        .collect();
    for part in &parts {
        add(part, out);
        add(trim_go(part), out);
    }
    add(&parts.concat(), out);
    add(&parts.join("_"), out);
}

fn add(name: &str, out: &mut FxHashSet<String>) {
    let starts_well = name.starts_with(|it: char| it.is_alphabetic() || it == '_');
    if starts_well && name.chars().all(|it| it.is_alphanumeric() || it == '_') {
        out.insert(name.to_owned());
    }
}

fn trim_go(part: &str) -> &str {
    let trimmed = part
        .strip_prefix("go")
        .or_else(|| part.strip_suffix("go"))
        .unwrap_or(part);
    if trimmed.len() < 3 { part } else { trimmed }
}

fn is_version(part: &str) -> bool {
    part.strip_prefix('v')
        .is_some_and(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()))
}
