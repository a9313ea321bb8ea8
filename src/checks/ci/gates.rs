//! Commands whose status tells whether the code is good, also behind `make test` and scripts of the repository.
//!
//! In: commands. Out: which of them are gates, and what they run. Must not know rules.

use crate::discover::DocKind;
use crate::facts::{Doc, Facts, HostScript, Setting};
use crate::shell::Command;

/// Prerequisites, `$(MAKE) other` and scripts that are followed.
const DEEPEST: usize = 4;

/// Names of the file that make reads when it is told none.
const MAKEFILES: [&str; 3] = ["GNUmakefile", "makefile", "Makefile"];

/// Is it a test, a build or a linter?
pub(super) fn is_gate(command: &Command) -> bool {
    match command.name() {
        "go" => {
            let gate = matches!(command.arg(0), Some("test" | "vet" | "build"));
            gate && command.flag("list").is_none()
                && !command.has_arg("-h")
                && !command.has_arg("-n")
        }
        // Formats for machines always end with 0.
        "govulncheck" => {
            let extracts = command.flag("mode").is_some_and(|it| it.0 == "extract");
            command.flag("format").is_none() && !command.has_arg("-json") && !extracts
        }
        "gotestsum" | "gosec" => true,
        // Findings for a script are worked on, whatever there are.
        "golangci-lint" => {
            let format = command.flag("out-format");
            command.arg(0) == Some("run") && format.is_none_or(|it| it.0 != "json")
        }
        _ => false,
    }
}

/// `go test`, `gosec`.
pub(super) fn gate_name(command: &Command) -> String {
    match (command.name(), command.arg(0)) {
        (name @ ("go" | "golangci-lint"), Some(arg)) => format!("{name} {arg}"),
        (name, _) => name.to_owned(),
    }
}

/// Does it run tests?
pub(super) fn is_test(command: &Command) -> bool {
    command.name() == "gotestsum" || (is_gate(command) && command.is("go", &["test"]))
}

/// A command with where it stands.
#[derive(Clone, Copy)]
pub(super) struct Ran<'a> {
    pub doc: &'a Doc<'a>,
    /// Index of the script in the document.
    pub script: usize,
    /// Index of the command in the script.
    pub command: usize,
    /// The command that runs it, where that is another: `make test`.
    pub through: Option<&'a Command>,
}

impl<'a> Ran<'a> {
    pub(super) fn host(&self) -> &'a HostScript {
        &self.doc.scripts()[self.script]
    }

    pub(super) fn command(&self) -> &'a Command {
        &self.host().script.commands[self.command]
    }

    /// What it gets to see of a variable: its own setting, else the one that came in through make or the script.
    pub(super) fn variable(
        &self,
        facts: &Facts,
        name: &str,
        outer: Option<&'a Setting>,
    ) -> Option<&'a Setting> {
        let own = facts.in_effect(self.doc, self.script, self.command, name);
        if own.is_some() || self.through.is_none() {
            return own.or(outer);
        }
        // A makefile's own value wins over the environment, and is handed on when the environment had one.
        let mut settings = self.doc.settings().iter();
        let assigned = settings.rfind(|it| it.name == name && it.at.is_none());
        let wins = |it: &&Setting| {
            let mut variables = self.doc.makefile().variables.iter();
            variables.any(|var| var.name_span == it.span && var.op != "?=")
        };
        assigned.filter(wins).or(outer)
    }
}

/// The command itself and, where it is `make` or a script of the repository, what that runs.
pub(super) fn ran_by<'a>(
    facts: &'a Facts<'a>,
    doc: &'a Doc<'a>,
    script: usize,
    command: usize,
) -> Vec<Ran<'a>> {
    let own = Ran {
        doc,
        script,
        command,
        through: None,
    };
    let mut found = vec![own];
    let mut seen = Vec::new();
    follow(facts, own, None, 0, &mut seen, &mut found);
    found
}

fn follow<'a>(
    facts: &'a Facts<'a>,
    from: Ran<'a>,
    through: Option<&'a Command>,
    depth: usize,
    seen: &mut Vec<(String, String)>,
    found: &mut Vec<Ran<'a>>,
) {
    if depth > DEEPEST {
        return;
    }
    let command = from.command();
    let through = through.or(Some(command));
    if is_make(from.doc, command) {
        let (folder, targets) = make_call(from, command);
        let Some(file) = makefile(facts, &folder, command) else {
            return;
        };
        for target in targets {
            target_commands(facts, file, &target, through, depth, seen, found);
        }
    } else if let Some(doc) = script_of(facts, from.doc, command) {
        let key = (doc.display().to_owned(), String::new());
        if seen.contains(&key) {
            return;
        }
        seen.push(key);
        commands_of(facts, doc, 0, through, depth, seen, found);
    }
}

fn commands_of<'a>(
    facts: &'a Facts<'a>,
    doc: &'a Doc<'a>,
    script: usize,
    through: Option<&'a Command>,
    depth: usize,
    seen: &mut Vec<(String, String)>,
    found: &mut Vec<Ran<'a>>,
) {
    let count = doc
        .scripts()
        .get(script)
        .map_or(0, |it| it.script.commands.len());
    for command in 0..count {
        let ran = Ran {
            doc,
            script,
            command,
            through,
        };
        found.push(ran);
        follow(facts, ran, through, depth + 1, seen, found);
    }
}

/// `make`, `gmake`, and `$(MAKE)` of a recipe.
pub(super) fn is_make(doc: &Doc, command: &Command) -> bool {
    let written = command
        .words
        .get(command.program)
        .map_or("", |it| it.span.text(doc.text()));
    matches!(command.name(), "make" | "gmake") || matches!(written, "$(MAKE)" | "${MAKE}")
}

/// Directory and targets of a call of make.
fn make_call(from: Ran, command: &Command) -> (String, Vec<String>) {
    let base = match from.doc.kind() {
        DocKind::Makefile => from.doc.folder().to_owned(),
        _ => from.host().directory.clone().unwrap_or_default(),
    };
    let mut folder = base;
    let mut targets = Vec::new();
    let mut words = command.args().iter().map(|it| it.text.as_str());
    while let Some(word) = words.next() {
        match word {
            "-C" | "--directory" => folder = join(&folder, words.next().unwrap_or("")),
            "-f" | "--file" | "-o" | "-W" | "-I" => {
                let _ = words.next();
            }
            _ if word.starts_with("-C") => folder = join(&folder, &word[2..]),
            _ if word.starts_with('-') || word.contains('=') => {}
            _ => targets.push(word.to_owned()),
        }
    }
    (folder, targets)
}

fn join(base: &str, path: &str) -> String {
    let mut parts: Vec<&str> = base.split('/').filter(|it| !it.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

fn makefile<'a>(facts: &'a Facts<'a>, folder: &str, command: &Command) -> Option<&'a Doc<'a>> {
    let folder = join("", folder);
    let at = |name: &str| {
        let path = join(&folder, name);
        facts.doc(&path).filter(|it| it.kind() == DocKind::Makefile)
    };
    match command.flag("f").or_else(|| command.flag("file")) {
        Some((name, _)) => at(name),
        None => MAKEFILES.iter().find_map(|it| at(it)),
    }
}

fn target_commands<'a>(
    facts: &'a Facts<'a>,
    file: &'a Doc<'a>,
    target: &str,
    through: Option<&'a Command>,
    depth: usize,
    seen: &mut Vec<(String, String)>,
    found: &mut Vec<Ran<'a>>,
) {
    let key = (file.display().to_owned(), target.to_owned());
    if depth > DEEPEST || seen.contains(&key) {
        return;
    }
    seen.push(key);
    let Some(doc) = home_of(facts, file, target) else {
        return;
    };
    let rules = doc.makefile().rules.iter();
    for rule in rules.filter(|it| it.targets.iter().any(|it| it == target)) {
        for prerequisite in rule.prerequisites.iter().filter(|it| !it.contains('$')) {
            target_commands(facts, file, prerequisite, through, depth + 1, seen, found);
        }
    }
    for (script, host) in doc.scripts().iter().enumerate() {
        if host.scope.iter().any(|it| it == target) {
            commands_of(facts, doc, script, through, depth, seen, found);
        }
    }
}

/// The makefile that has the target: the file itself, or one that it includes by name.
fn home_of<'a>(facts: &'a Facts<'a>, file: &'a Doc<'a>, target: &str) -> Option<&'a Doc<'a>> {
    let has = |doc: &Doc| {
        let mut rules = doc.makefile().rules.iter();
        rules.any(|it| it.targets.iter().any(|it| it == target))
    };
    if has(file) {
        return Some(file);
    }
    let mut included = facts.of_kind(&[DocKind::Makefile]).filter(|it| {
        let lines = file.text().lines().map(str::trim_start);
        let mut includes = lines.filter(|line| {
            line.starts_with("include ")
                || line.starts_with("-include ")
                || line.starts_with("sinclude ")
        });
        includes.any(|line| line.contains(it.file_name()))
    });
    included.find(|it| has(it))
}

/// The script of the repository that is run: `./hack/test.sh`, `bash hack/test.sh`.
fn script_of<'a>(
    facts: &'a Facts<'a>,
    from: &'a Doc<'a>,
    command: &'a Command,
) -> Option<&'a Doc<'a>> {
    let program = command.words.get(command.program)?.text.as_str();
    let path = match program {
        "bash" | "sh" | "/bin/bash" | "/bin/sh" => command
            .args()
            .iter()
            .map(|it| it.text.as_str())
            .find(|it| !it.starts_with('-'))?,
        _ if program.contains('/') => program,
        _ => return None,
    };
    let base = match from.kind() {
        DocKind::Makefile => from.folder(),
        _ => "",
    };
    let doc = facts.doc(&join(base, path))?;
    (doc.kind() == DocKind::Shell).then_some(doc)
}
