//! Variables in the words of commands.
//!
//! In: a word as it is written. Out: the text with the variables replaced whose value the document tells. Must not know rules.

use super::Facts;
use super::doc::Doc;
use super::docker::substitute;
use crate::facts::Origin;

/// Variables within variables that are followed.
const DEEPEST: usize = 4;

impl Facts<'_> {
    /// Replaces `$X`, `${X}` and `${X:-default}` by what a command of a script gets to see: the last assignment before it in its script,
    /// else that of what is around it. What is not known stays as it is.
    pub fn expand(&self, doc: &Doc, script: usize, command: usize, text: &str) -> String {
        let mut text = text.to_owned();
        for _ in 0..DEEPEST {
            if !text.contains('$') {
                break;
            }
            let next = substitute(&text, &|name| self.known(doc, script, command, name));
            if next == text {
                break;
            }
            text = next;
        }
        text
    }

    fn known(&self, doc: &Doc, script: usize, command: usize, name: &str) -> Option<String> {
        let assigned = doc.settings().iter().rfind(|it| {
            let own = matches!(it.origin, Origin::ShellExport | Origin::ShellVariable);
            let earlier = |(at, before): (usize, usize)| at == script && before <= command;
            own && it.name == name && it.at.is_some_and(earlier)
        });
        let setting = assigned.or_else(|| self.in_effect(doc, script, command, name))?;
        // What another command prints is not known.
        if setting.value.contains("$(") || setting.value.contains('`') {
            return None;
        }
        // `X=${X:-y}` would be followed for ever.
        let own = format!("${name}");
        let own_braced = format!("${{{name}");
        (!setting.value.contains(&own) && !setting.value.contains(&own_braced))
            .then(|| setting.value.clone())
            .or_else(|| default_of(&setting.value, name))
    }
}

/// `y` of `${X:-y}`, where that is the whole value of `X`.
fn default_of(value: &str, name: &str) -> Option<String> {
    let rest = value.strip_prefix("${")?.strip_prefix(name)?;
    let rest = rest.strip_prefix(":-").or_else(|| rest.strip_prefix('-'))?;
    let default = rest.strip_suffix('}')?;
    (!default.contains('$')).then(|| default.to_owned())
}
