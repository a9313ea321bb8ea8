//! What a rule file may declare under `[[match]]`.
//!
//! In: TOML. Out: [`MatchSpec`]s. Must not know how they are looked for.

use super::Severity;
use serde::Deserialize;

/// One thing to look for. Exactly one of `variable`, `command`, `key`, `instruction` and `directive` says where; the rest narrows it down.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct MatchSpec {
    /// Environment variables of these names, wherever they are set.
    pub variable: Vec<String>,
    /// Shell commands of these programs, wherever they run.
    pub command: Vec<String>,
    /// Values at these paths of YAML, JSON and TOML: `jobs.*.steps.*.with.go-version`; `*` is every key or item.
    pub key: Vec<String>,
    /// Dockerfile instructions: `FROM`.
    pub instruction: Vec<String>,
    /// Directives of go.mod and go.work: `require`.
    pub directive: Vec<String>,

    /// With `command`: its first arguments that are no flags, `["mod", "download"]`.
    pub args: Vec<String>,
    /// With `command`: a pattern for all arguments joined with blanks.
    pub words: Option<String>,
    /// With `command`: a pattern that they must not match.
    pub not_words: Option<String>,
    /// With `command`: only in pipelines.
    pub piped: bool,
    /// With `variable`: also variables that processes do not get to see.
    pub unexported: bool,
    /// A pattern for the value; with `command` for one argument, which then is what is underlined.
    pub value: Option<String>,
    /// A pattern that it must not match.
    pub not: Option<String>,
    /// Written without quotes, or with.
    pub plain: Option<bool>,
    /// Also values with parts that only a run can tell.
    pub dynamic: bool,
    /// Only in files whose path this pattern matches.
    pub path: Option<String>,
    /// Only in files that hold this text: cheap to ask.
    pub mentions: Option<String>,

    /// The sentence; a template, see the module `checks::declared`.
    pub message: String,
    /// Another severity than the rule's.
    pub severity: Option<Severity>,
    /// What to do, a template; else the first sentence of the rule's `fix`.
    pub help: Option<String>,
    /// What to put in place of what is underlined, a template: only where that cannot change anything that works.
    pub edit: Option<String>,
}

impl MatchSpec {
    /// Does it say where to look, once?
    pub fn looks_at_one_thing(&self) -> bool {
        let all = [
            &self.variable,
            &self.command,
            &self.key,
            &self.instruction,
            &self.directive,
        ];
        all.iter().filter(|it| !it.is_empty()).count() == 1 && !self.message.is_empty()
    }
}
