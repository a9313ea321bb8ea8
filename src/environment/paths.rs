//! Paths as texts, of this system and of Windows.
//!
//! In: texts. Out: comparisons. Must not ask the file system.

use std::path::Path;

/// With forward slashes.
pub(super) fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) {
        text.replace('\\', "/")
    } else {
        text.into_owned()
    }
}

/// Does a path begin at the root? `windows`: of a drive or share too.
pub(super) fn is_absolute(path: &str, windows: bool) -> bool {
    if !windows {
        return path.starts_with('/');
    }
    let bytes = path.as_bytes();
    let drive = bytes.len() > 2
        && bytes[0].is_ascii_alphabetic()
        && bytes[1] == b':'
        && matches!(bytes[2], b'\\' | b'/');
    drive || path.starts_with("\\\\")
}

/// Looks like a path of Windows: begins with a drive or names a share.
pub(super) fn is_windows(path: &str) -> bool {
    is_absolute(path, true)
}

/// In one form: no separator at the end, no `.`, case and separators of Windows aside.
pub(super) fn normal(path: &str, windows: bool) -> String {
    let text = if windows {
        path.replace('\\', "/").to_lowercase()
    } else {
        path.to_owned()
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in text.split('/').filter(|it| !it.is_empty() && *it != ".") {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    let root = if text.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

/// The same directory?
pub(super) fn same(a: &str, b: &str, windows: bool) -> bool {
    normal(a, windows) == normal(b, windows)
}

/// Is `inner` a directory below `outer`?
pub(super) fn inside(inner: &str, outer: &str, windows: bool) -> bool {
    let outer = normal(outer, windows);
    let inner = normal(inner, windows);
    let rest = inner.strip_prefix(outer.trim_end_matches('/'));
    outer.len() > 1 && rest.is_some_and(|it| it.starts_with('/') && it.len() > 1)
}

/// Entries of a list of directories: GOPATH, PATH.
pub(super) fn list(value: &str, windows: bool) -> impl Iterator<Item = &str> {
    let separator = if windows { ';' } else { ':' };
    value.split(separator).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_compare_as_their_system_does() {
        assert!(is_absolute("C:\\Go", true) && is_absolute("\\\\host\\share", true));
        assert!(
            !is_absolute("\\Go", true) && !is_absolute("C:Go", true) && !is_absolute("go", false)
        );
        assert!(same("C:\\Go\\", "c:/go", true) && !same("/Go", "/go", false));
        assert!(inside("/usr/local/go/x", "/usr/local/go/", false));
        assert!(!inside("/usr/local/gopath", "/usr/local/go", false));
        assert!(!inside("/usr/local/go", "/usr/local/go", false) && !inside("/a", "/", false));
    }
}
