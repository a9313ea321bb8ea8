//! Patterns of private modules: which modules of a repository they match.
//!
//! In: patterns, module paths. Out: what matches. Must not know settings.

use globset::GlobBuilder;

/// Does a list of patterns match a module path? As golang.org/x/mod/module.MatchPrefixPatterns: each matches as many elements as it has.
pub(super) fn matches(patterns: &str, module: &str) -> bool {
    patterns.split(',').any(|it| one(it, module))
}

fn one(pattern: &str, module: &str) -> bool {
    let pattern = pattern.strip_suffix('/').unwrap_or(pattern);
    if pattern.is_empty() {
        return false;
    }
    let wanted = pattern.matches('/').count() + 1;
    let elements: Vec<&str> = module.split('/').collect();
    let Some(prefix) = elements.get(..wanted) else {
        return false;
    };
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    glob.is_ok_and(|it| it.compile_matcher().is_match(prefix.join("/")))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn prefixes_match_element_by_element() {
        assert!(matches("x,github.com/acme", "github.com/acme/a/b"));
        assert!(matches("*.corp.example", "git.corp.example/x"));
        assert!(matches("github.com/acme/", "github.com/acme/a") && matches("*", "a/b"));
        assert!(!matches("github.com/acme", "github.com/acmex/a"));
        assert!(!matches("corp.example", "git.corp.example/x"));
        assert!(!matches("github.com/acme/*", "github.com/acme") && !matches("", "a"));
    }
}
