//! Which rules run: `--rules` and `--ignore`.
//!
//! In: selectors (an id, the beginning of ids, a family, a name, `all`). Out: [`Selection`]. Must not know the command line.

use super::{RuleSpec, catalog, family};
use std::collections::BTreeSet;

/// The rules that run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    ids: BTreeSet<&'static str>,
}

impl Default for Selection {
    /// What is on by default.
    fn default() -> Self {
        let on = catalog().iter().filter(|it| it.enabled);
        Selection {
            ids: on.map(|it| it.id.as_str()).collect(),
        }
    }
}

impl Selection {
    /// The rules named by `rules`, or those on by default when none are named, without those named by `ignore`.
    ///
    /// The beginning of an id or a family selects the rules on by default; a whole id, a name or `all` selects the others too.
    ///
    /// # Errors
    /// A selector that selects nothing; the message proposes a similar one.
    pub fn new(rules: &[String], ignore: &[String]) -> Result<Selection, String> {
        let mut selection = if rules.is_empty() {
            Selection::default()
        } else {
            let mut ids = BTreeSet::new();
            for selector in rules {
                let named = matching(selector)?;
                let exact = named.len() == 1 || selector == "all";
                let wanted = named.into_iter().filter(|it| exact || it.enabled);
                ids.extend(wanted.map(|it| it.id.as_str()));
            }
            Selection { ids }
        };
        for selector in ignore {
            for rule in matching(selector)? {
                selection.ids.remove(rule.id.as_str());
            }
        }
        Ok(selection)
    }

    /// With these rules of the catalogue beside them.
    pub fn with<'a>(&self, ids: impl Iterator<Item = &'a str>) -> Selection {
        let mut more = self.clone();
        more.ids
            .extend(ids.filter_map(super::find).map(|it| it.id.as_str()));
        more
    }

    /// Runs only what the other one runs, too.
    pub fn retain(&mut self, other: &Selection) {
        self.ids.retain(|it| other.has(it));
    }

    /// Does the rule with this id run?
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Ids of the rules that run, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.ids.iter().copied()
    }
}

/// The rules that a selector names, at least one.
///
/// # Errors
/// As [`Selection::new`].
pub fn matching(selector: &str) -> Result<Vec<&'static RuleSpec>, String> {
    let all = catalog();
    let upper = selector.to_ascii_uppercase();
    let is_prefix = upper.starts_with("GMC");
    let exact = |it: &&RuleSpec| it.id == upper || it.name == selector;
    let found: Vec<&RuleSpec> = if all.iter().any(|it| exact(&it)) {
        all.iter().filter(exact).collect()
    } else {
        let wide = |it: &&RuleSpec| {
            selector == "all" || it.family == selector || (is_prefix && it.id.starts_with(&upper))
        };
        all.iter().filter(wide).collect()
    };
    if !found.is_empty() {
        return Ok(found);
    }
    let hint = similar(selector, &upper)
        .map(|it| format!("; did you mean `{it}`?"))
        .unwrap_or_default();
    Err(format!(
        "`{selector}` is no rule, no beginning of rule ids and no family{hint}"
    ))
}

/// The known selector closest to a mistyped one.
fn similar(selector: &str, upper: &str) -> Option<&'static str> {
    let families = family::FAMILIES.iter().map(|it| it.name);
    let names = catalog().iter().map(|it| it.name.as_str());
    let ids = catalog().iter().map(|it| it.id.as_str());
    let of_words = families
        .chain(names)
        .map(|it| (strsim::damerau_levenshtein(selector, it), it));
    let of_ids = ids.map(|it| (strsim::damerau_levenshtein(upper, it), it));
    let most = (selector.chars().count() / 3).clamp(1, 4);
    of_words
        .chain(of_ids)
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, it)| it)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(rules: &[&str], ignore: &[&str]) -> Result<Vec<&'static str>, String> {
        let own = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        Selection::new(&own(rules), &own(ignore)).map(|it| it.ids().collect())
    }

    #[test]
    fn rules_are_named_in_several_ways() {
        let map_safety = ids(&["map-safety"], &[]).expect("a family");
        assert!(
            map_safety.contains(&"GMC001") && map_safety.iter().all(|it| it.starts_with("GMC0"))
        );
        assert_eq!(ids(&["GMC0"], &[]), Ok(map_safety));
        assert_eq!(ids(&["gmc003"], &[]), Ok(vec!["GMC003"]));
        assert_eq!(ids(&["map-guard-wrong"], &[]), Ok(vec!["GMC005"]));
        let without = ids(&[], &["map-guard-wrong", "GMC001"]).expect("known");
        assert!(without.contains(&"GMC002") && !without.contains(&"GMC001"));
    }

    #[test]
    fn unknown_selectors_get_a_proposal() {
        let error = ids(&["map-saftey"], &[]).expect_err("unknown");
        assert!(error.ends_with("did you mean `map-safety`?"), "{error}");
        let error = ids(&[], &["GMC0001"]).expect_err("unknown");
        assert!(error.contains("did you mean `GMC001`?"), "{error}");
        let error = ids(&["something-else"], &[]).expect_err("unknown");
        assert!(!error.contains("did you mean"), "{error}");
    }

    #[test]
    fn what_is_off_needs_its_own_name() {
        let off: Vec<&RuleSpec> = catalog().iter().filter(|it| !it.enabled).collect();
        for rule in off {
            assert!(!Selection::default().has(&rule.id));
            assert!(!ids(&[&rule.family], &[]).is_ok_and(|it| it.contains(&rule.id.as_str())));
            assert_eq!(ids(&[&rule.name], &[]), Ok(vec![rule.id.as_str()]));
        }
        assert_eq!(ids(&["all"], &[]).map(|it| it.len()), Ok(catalog().len()));
    }
}
