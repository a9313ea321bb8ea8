//! All settings of the machine, by name.
//!
//! In: documents of the machine. Out: [`Settings`]. Must not know which one wins.

use super::context::{Context, is_go};
use super::{Place, Problem, Scope, shells, toolchain};
use crate::facts::Doc;
use crate::facts::variables::RUN_TIME_VARIABLES;
use std::collections::{BTreeMap, BTreeSet};

/// Variables that everybody should know, in the order of their weight.
pub(super) const IMPORTANT: &[&str] = &[
    "GOROOT",
    "GOPATH",
    "GOPROXY",
    "GOSUMDB",
    "GOPRIVATE",
    "GOTOOLCHAIN",
    "GOFLAGS",
];

/// Others that are always told, in their order.
const OTHERS: &[&str] = &[
    "GONOPROXY",
    "GONOSUMDB",
    "GOINSECURE",
    "GO111MODULE",
    "GOBIN",
    "GOMODCACHE",
    "GOCACHE",
    "GOENV",
    "GOWORK",
    "GOOS",
    "GOARCH",
    "CGO_ENABLED",
    "GOEXPERIMENT",
    "GODEBUG",
    "GOMEMLIMIT",
    "GOGC",
    "GOMAXPROCS",
    "GOTRACEBACK",
    "GOAUTH",
    "GOVCS",
    "GOTMPDIR",
];

/// A setting of the machine.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub scope: Scope,
    /// None: only a run can tell.
    pub value: Option<String>,
    /// As written.
    pub raw: String,
    pub place: Option<Place>,
    /// The shell that reads it.
    pub shell: &'static str,
    pub problems: Vec<Problem>,
}

/// Settings of the machine by name, the weakest first.
pub(super) struct Settings {
    pub by_name: BTreeMap<String, Vec<Entry>>,
}

impl Settings {
    pub(super) fn collect(context: &Context) -> Settings {
        let mut settings = Settings {
            by_name: BTreeMap::new(),
        };
        let mut docs: Vec<(&Doc, Scope, &'static str, usize)> = context
            .facts
            .docs
            .iter()
            .filter_map(|doc| {
                let origin = context.origins.get(&doc.document.display)?;
                Some((doc, origin.scope?, origin.shell, origin.order))
            })
            .collect();
        docs.sort_by_key(|(_, scope, _, order)| (*scope, *order));
        for (doc, scope, shell, _) in docs {
            match scope {
                Scope::Goroot | Scope::User => settings.go_env(context, doc, scope),
                Scope::Process => settings.process(context, doc),
                Scope::Shell | Scope::Direnv | Scope::Default => {
                    settings.shell(context, doc, scope, shell);
                }
            }
        }
        settings
    }

    fn push(&mut self, name: &str, entry: Entry) {
        self.by_name.entry(name.to_owned()).or_default().push(entry);
    }

    /// Each name counts once: the last line of the file.
    fn go_env(&mut self, context: &Context, doc: &Doc, scope: Scope) {
        let pairs = toolchain::pairs(doc.text());
        let last: BTreeMap<&str, (usize, &str)> = pairs
            .into_iter()
            .map(|(line, name, value)| (name, (line, value)))
            .collect();
        for (name, (line, value)) in last {
            let setting = doc.settings().iter().rfind(|it| it.name == name);
            let problems = setting.map_or_else(Vec::new, |it| context.problems(it));
            if !is_go(name) && problems.is_empty() {
                continue;
            }
            let value = value.trim_end_matches('\r');
            self.push(
                name,
                Entry {
                    scope,
                    value: Some(value.to_owned()),
                    raw: value.to_owned(),
                    place: Some(Place {
                        path: doc.display().to_owned(),
                        line,
                    }),
                    shell: "",
                    problems,
                },
            );
        }
    }

    fn process(&mut self, context: &Context, doc: &Doc) {
        for setting in doc.settings().iter().filter(|it| context.concerns_go(it)) {
            let problems = context.problems(setting).into_iter();
            self.push(
                &setting.name,
                Entry {
                    scope: Scope::Process,
                    value: Some(setting.value.clone()),
                    raw: setting.value.clone(),
                    place: None,
                    shell: "",
                    problems: problems.map(|it| Problem { place: None, ..it }).collect(),
                },
            );
        }
    }

    fn shell(&mut self, context: &Context, doc: &Doc, scope: Scope, shell: &'static str) {
        for told in shells::told(doc, &context.machine.variables) {
            if context.concerns_go(told.setting) {
                self.push(
                    &told.setting.name,
                    Entry {
                        scope,
                        value: told.value,
                        raw: told.setting.value.clone(),
                        place: Some(context.place(told.setting.loc())),
                        shell,
                        problems: context.problems(told.setting),
                    },
                );
            }
        }
    }

    /// Names in the order in which they are told.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = IMPORTANT.iter().chain(OTHERS).copied().collect();
        let known: BTreeSet<&str> = names.iter().copied().collect();
        let own = self.by_name.keys().map(String::as_str);
        names.extend(own.filter(|it| !known.contains(it)));
        names
    }
}

/// Does the go command read this variable from the environment alone?
pub(super) fn only_from_process(name: &str) -> bool {
    matches!(name, "GOENV" | "GODEBUG") || RUN_TIME_VARIABLES.contains(&name)
}
