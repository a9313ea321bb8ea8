//! Places with an environment of their own: images, services, jobs, scripts, editors, other machines.
//!
//! In: documents. Out: [`World`]s with what is in effect in each. Must not know output formats.

use super::context::{Context, add, of_flaw};
use super::disk::collision;
use super::values::{self, redacted};
use super::{Problem, Variable, World, WorldVariable, paths};
use crate::discover::DocKind;
use crate::document::Node;
use crate::facts::{Doc, Origin, Setting};
use crate::rules::Severity;
use std::collections::BTreeMap;

/// All worlds, by path and place.
pub(super) fn all(context: &Context, here: &[Variable]) -> Vec<World> {
    let mut found = Vec::new();
    let foreign = |it: &&Doc| {
        let origin = context.origins.get(&it.document.display);
        origin.is_none_or(|it| it.scope.is_none())
    };
    for doc in context.facts.docs.iter().filter(foreign) {
        let editor = matches!(doc.kind(), DocKind::Vscode);
        if !doc.mentions("GO") && !editor {
            continue;
        }
        match doc.kind() {
            DocKind::Dockerfile => docker(context, doc, &mut found),
            DocKind::Registry | DocKind::WindowsTerminal => {}
            _ => scoped(context, doc, &mut found),
        }
    }
    windows(context, &mut found);
    for world in &mut found {
        judge(world, here);
    }
    found.retain(|it| !it.variables.is_empty());
    found
}

/// What a kind of file is called.
fn kind(doc: &Doc) -> &'static str {
    match doc.kind() {
        DocKind::Dockerfile => "dockerfile",
        DocKind::Compose => "compose",
        DocKind::Kubernetes | DocKind::HelmTemplate | DocKind::HelmValues => "kubernetes",
        DocKind::Systemd => "unit",
        DocKind::EnvFile => "env-file",
        DocKind::GoEnv => "go-env",
        DocKind::Makefile => "makefile",
        DocKind::Vscode => "editor",
        DocKind::Devcontainer => "devcontainer",
        DocKind::Goreleaser | DocKind::Snapcraft | DocKind::Taskfile => "build",
        DocKind::Shell | DocKind::Fish | DocKind::Powershell | DocKind::Batch => "script",
        _ => "ci",
    }
}

/// Collects what is in effect: later settings win over earlier ones of the same name that hold as widely.
#[derive(Default, Clone)]
struct Effective {
    variables: Vec<WorldVariable>,
}

impl Effective {
    fn set(&mut self, variable: WorldVariable) {
        let same = |it: &&mut WorldVariable| {
            it.name == variable.name && it.label == variable.label && it.brief == variable.brief
        };
        match self.variables.iter_mut().find(same) {
            Some(old) if old.value == variable.value => old.place = variable.place,
            Some(old) => {
                let mut over = std::mem::take(&mut old.over);
                over.push((old.value.clone(), old.place.clone()));
                *old = WorldVariable { over, ..variable };
            }
            None => self.variables.push(variable),
        }
    }
}

/// A setting as a variable of a world.
fn of(context: &Context, setting: &Setting, label: String) -> WorldVariable {
    WorldVariable {
        name: setting.name.clone(),
        value: redacted(&shown(context, setting)),
        dynamic: setting.dynamic,
        place: Some(context.place(setting.loc())),
        label,
        brief: setting.origin == Origin::Prefix,
        over: Vec::new(),
        problems: context.problems(setting),
    }
}

/// The value; with what stands for text that only a run can tell as it is written.
fn shown(context: &Context, setting: &Setting) -> String {
    if setting.value.contains(crate::document::cut::HOLE) {
        let raw = setting.value_span.text(context.files.text(setting.file));
        return raw.trim_matches(['"', '\'']).to_owned();
    }
    setting.value.clone()
}

/// Stages: what the image brings, then ENV of the stages that a stage builds on, then its own ENV and ARG.
fn docker(context: &Context, doc: &Doc, found: &mut Vec<World>) {
    let file = doc.dockerfile();
    let single = file.stages.len() == 1;
    for (index, stage) in file.stages.iter().enumerate() {
        let mut effective = Effective::default();
        let image = file.base_image(index);
        if image.is_golang() {
            let modern = image.go_version().is_none_or(|it| it.minor >= 21);
            let brought = [("GOPATH", "/go"), ("GOTOOLCHAIN", "local")];
            for (name, value) in brought
                .into_iter()
                .filter(|(it, _)| modern || *it == "GOPATH")
            {
                effective.set(WorldVariable {
                    name: name.to_owned(),
                    value: value.to_owned(),
                    dynamic: false,
                    place: None,
                    label: String::new(),
                    brief: false,
                    over: Vec::new(),
                    problems: Vec::new(),
                });
            }
        }
        let mut chain = file.chain(index);
        chain.reverse();
        for at in chain {
            let scope = at.to_string();
            let own = |it: &&Setting| it.scope.first() == Some(&scope) && context.concerns_go(it);
            let settings: Vec<&Setting> = doc.settings().iter().filter(own).collect();
            for setting in settings.iter().filter(|it| it.origin == Origin::DockerEnv) {
                effective.set(of(context, setting, String::new()));
            }
            for setting in &settings {
                let label = match setting.origin {
                    // An ENV of the same name wins.
                    Origin::DockerArg if at == index && !is_set(&effective, &setting.name) => {
                        "while it is built"
                    }
                    Origin::GoEnvW if !is_set(&effective, &setting.name) => "go env -w",
                    Origin::ShellExport | Origin::Prefix if at == index => "one RUN",
                    _ => continue,
                };
                let mut it = of(context, setting, label.to_owned());
                it.brief |= label == "one RUN";
                effective.set(it);
            }
        }
        let name = match &stage.name {
            Some(name) => format!("stage `{name}`"),
            None => format!("stage {index}"),
        };
        let world = World {
            kind: kind(doc),
            path: doc.display().to_owned(),
            names: if single { Vec::new() } else { vec![name] },
            variables: effective.variables,
        };
        // Stages that differ in nothing are told together.
        let same = found
            .iter_mut()
            .find(|it| it.path == world.path && it.variables == world.variables);
        match same {
            Some(same) => same.names.extend(world.names),
            None => found.push(world),
        }
    }
}

/// Is it set by an ENV?
fn is_set(effective: &Effective, name: &str) -> bool {
    effective
        .variables
        .iter()
        .any(|it| it.name == name && it.place.is_some() && it.label.is_empty())
}

/// Files whose settings hold for the whole, or for a job, service or container that their scope names.
fn scoped(context: &Context, doc: &Doc, found: &mut Vec<World>) {
    let settings: Vec<&Setting> = doc
        .settings()
        .iter()
        .filter(|it| it.origin.exported() && context.concerns_go(it))
        .collect();
    let targets = doc.kind() == DocKind::Makefile;
    let scope_of = |it: &Setting| match targets {
        true => None,
        false => it.scope.first().cloned(),
    };
    let mut whole = Effective::default();
    editor_keys(context, doc, &mut whole);
    for setting in settings.iter().filter(|it| scope_of(it).is_none()) {
        whole.set(of(context, setting, label(doc, setting)));
    }
    let mut scopes: Vec<String> = Vec::new();
    for scope in settings.iter().filter_map(|it| scope_of(it)) {
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    let of_files = env_files(context, doc);
    for (service, _) in &of_files {
        if !scopes.contains(service) {
            scopes.push(service.clone());
        }
    }
    let mut worlds: Vec<World> = Vec::new();
    for scope in scopes {
        let mut effective = whole.clone();
        for (_, setting) in of_files.iter().filter(|(it, _)| *it == scope) {
            effective.set(of(context, setting, String::new()));
        }
        for setting in settings
            .iter()
            .filter(|it| scope_of(it).as_ref() == Some(&scope))
        {
            effective.set(of(context, setting, label(doc, setting)));
        }
        let name = name_of(doc, &scope);
        // Jobs that differ in nothing are told together.
        match worlds
            .iter_mut()
            .find(|it| alike(&it.variables, &effective.variables))
        {
            Some(same) => same.names.push(name),
            None => worlds.push(World {
                kind: kind(doc),
                path: doc.display().to_owned(),
                names: vec![name],
                variables: effective.variables,
            }),
        }
    }
    found.push(World {
        kind: kind(doc),
        path: doc.display().to_owned(),
        names: Vec::new(),
        variables: whole.variables,
    });
    found.extend(worlds);
}

/// The same values for the same people, wherever they are set.
fn alike(a: &[WorldVariable], b: &[WorldVariable]) -> bool {
    let short = |it: &WorldVariable| {
        (
            it.name.clone(),
            it.value.clone(),
            it.label.clone(),
            it.brief,
        )
    };
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .all(|(a, b)| short(a) == short(b) && a.problems.is_empty() && b.problems.is_empty())
}

/// For whom a setting of a job or file is.
fn label(doc: &Doc, setting: &Setting) -> String {
    let script = setting.at.and_then(|(index, _)| doc.scripts().get(index));
    let step = match (script, setting.scope.get(1)) {
        (Some(script), _) => script
            .label
            .rsplit_once("step ")
            .map_or(String::new(), |(_, it)| format!("step {it}")),
        (None, Some(index)) => step_name(doc, &setting.scope[0], index),
        (None, None) if doc.kind() == DocKind::Makefile && !setting.scope.is_empty() => {
            format!("target {}", setting.scope.join(", "))
        }
        (None, None) if matches!(doc.kind(), DocKind::Vscode | DocKind::Devcontainer) => {
            setting.label.clone()
        }
        (None, None) => String::new(),
    };
    let how = match setting.origin {
        Origin::GithubEnv => "and later ones",
        Origin::GoEnvW => "go env -w",
        Origin::Prefix => "one command",
        Origin::MakeExport | Origin::ShellExport if doc.kind() == DocKind::Makefile => {
            return match script {
                Some(script) => script.label.clone(),
                None => step,
            };
        }
        _ => "",
    };
    let parts: Vec<&str> = [step.as_str(), how]
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect();
    parts.join(", ")
}

fn step_name(doc: &Doc, job: &str, index: &str) -> String {
    let steps = doc.root().and_then(|it| it.at(&["jobs", job, "steps"]));
    let number: usize = index.parse().unwrap_or(0);
    let step = steps.and_then(|it| it.items().get(number));
    let name = ["name", "id", "uses"]
        .iter()
        .find_map(|it| step?.get(it)?.text());
    match name {
        Some(name) => format!("step `{name}`"),
        None => format!("step {}", number + 1),
    }
}

/// What a scope is called.
fn name_of(doc: &Doc, scope: &str) -> String {
    match doc.kind() {
        DocKind::Compose => format!("service `{scope}`"),
        DocKind::Kubernetes | DocKind::HelmTemplate | DocKind::HelmValues => {
            container(doc, scope).unwrap_or_else(|| "container".to_owned())
        }
        DocKind::Taskfile => format!("task `{scope}`"),
        DocKind::Goreleaser | DocKind::Snapcraft => format!("`{scope}`"),
        // Azure: a place in the file, not a name.
        _ if scope.chars().all(|it| it.is_ascii_digit()) => "step".to_owned(),
        _ => format!("job `{scope}`"),
    }
}

/// The container whose `env` begins at this offset.
fn container(doc: &Doc, offset: &str) -> Option<String> {
    let offset: u32 = offset.parse().ok()?;
    let mut found = None;
    for root in &doc.tree().documents {
        root.walk(&mut |_, node| {
            let env = node.get("env").is_some_and(|it| it.span.start == offset);
            if env && let Some(name) = node.get("name").and_then(Node::text) {
                found = Some(format!("container `{name}`"));
            }
        });
    }
    found
}

/// `env_file` of compose services: service and setting. What the service sets itself wins.
fn env_files<'a>(context: &'a Context, doc: &Doc) -> Vec<(String, &'a Setting)> {
    let mut found = Vec::new();
    if doc.kind() != DocKind::Compose {
        return found;
    }
    let services = doc.root().and_then(|it| it.get("services"));
    for (service, _, body) in services.into_iter().flat_map(Node::entries) {
        let files = body.get("env_file").map_or(&[][..], Node::one_or_more);
        for file in files {
            let Some(path) = file.text().or_else(|| file.get("path")?.text()) else {
                continue;
            };
            let path = path.trim_start_matches("./");
            let display = match doc.folder() {
                "" => path.to_owned(),
                folder => format!("{folder}/{path}"),
            };
            let settings = context.facts.doc(&display).map_or(&[][..], Doc::settings);
            let go = settings.iter().filter(|it| context.concerns_go(it));
            found.extend(go.map(|it| (service.to_owned(), it)));
        }
    }
    found
}

/// Keys of VS Code's settings that stand for a variable.
const KEYS: &[(&str, &str)] = &[
    ("go.goroot", "GOROOT"),
    ("go.gopath", "GOPATH"),
    ("go.toolsGopath", "GOPATH"),
];

fn editor_keys(context: &Context, doc: &Doc, effective: &mut Effective) {
    if doc.kind() != DocKind::Vscode {
        return;
    }
    let Some(root) = doc.root() else { return };
    for settings in [Some(root), root.get("settings")].into_iter().flatten() {
        for (key, name) in KEYS {
            let node = settings.get(key);
            let Some((node, text)) = node
                .and_then(|it| Some((it, it.text().filter(|it| !it.is_empty() && *it != "null")?)))
            else {
                continue;
            };
            let loc = doc.loc(node.span);
            let on_it = context.findings.iter().filter(|it| it.primary == loc);
            let problems = on_it.map(|it| Problem {
                severity: it.severity,
                rule: Some(it.rule.clone()),
                message: redacted(&it.message),
                place: Some(context.place(loc)),
            });
            effective.set(WorldVariable {
                name: (*name).to_owned(),
                value: text.to_owned(),
                dynamic: text.contains('$'),
                place: Some(context.place(loc)),
                label: format!("`{key}`"),
                brief: false,
                over: Vec::new(),
                problems: problems.collect(),
            });
        }
    }
}

/// The registry and Windows Terminal: the user's variables win over the machine's, those of a profile over both.
fn windows(context: &Context, found: &mut Vec<World>) {
    let docs = || {
        let kinds = [DocKind::Registry, DocKind::WindowsTerminal];
        context
            .facts
            .docs
            .iter()
            .filter(move |it| kinds.contains(&it.kind()))
    };
    let settings = |origin: Origin, scope: &str| -> Vec<&Setting> {
        let all = docs().flat_map(|it| it.settings());
        all.filter(|it| it.origin == origin && it.scope.first().is_some_and(|it| it == scope))
            .collect()
    };
    let mut base = Effective::default();
    let mut path: Vec<&Setting> = Vec::new();
    for whose in ["machine", "user"] {
        for setting in settings(Origin::Registry, whose) {
            if setting.name.eq_ignore_ascii_case("path") {
                path.push(setting);
            } else if context.concerns_go(setting) {
                base.set(of(context, setting, String::new()));
            }
        }
    }
    path_of_windows(context, &path, &mut base);
    let registry = docs().find(|it| it.kind() == DocKind::Registry);
    if let Some(doc) = registry {
        found.push(World {
            kind: "windows",
            path: doc.display().to_owned(),
            names: vec!["machine and user environment".to_owned()],
            variables: base.variables.clone(),
        });
    }
    for doc in docs().filter(|it| it.kind() == DocKind::WindowsTerminal) {
        let own = |scope: &str| {
            let all = doc.settings().iter();
            let scope = scope.to_owned();
            all.filter(move |it| it.scope.first() == Some(&scope) && context.concerns_go(it))
        };
        let mut defaults = base.clone();
        own("").for_each(|it| defaults.set(of(context, it, String::new())));
        let mut names: Vec<&str> = Vec::new();
        for name in doc.settings().iter().filter_map(|it| it.scope.first()) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        for name in names {
            let mut effective = defaults.clone();
            own(name).for_each(|it| effective.set(of(context, it, String::new())));
            let name = match name {
                "" => "other profiles".to_owned(),
                name => format!("profile `{name}`"),
            };
            found.push(World {
                kind: "windows",
                path: doc.display().to_owned(),
                names: vec![name],
                variables: effective.variables,
            });
        }
    }
}

/// PATH is that of the machine with that of the user behind it: the go that it finds must be that of GOROOT.
fn path_of_windows(context: &Context, path: &[&Setting], base: &mut Effective) {
    let Some(root) = base
        .variables
        .iter_mut()
        .find(|it| it.name == "GOROOT" && !it.dynamic)
    else {
        return;
    };
    let bin = |it: &&str| {
        let entry = paths::normal(it, true);
        let above = entry
            .strip_suffix("/bin")
            .and_then(|it| it.rsplit('/').next());
        above.is_some_and(|it| it.starts_with("go") && !it.contains('%'))
    };
    let entries = path
        .iter()
        .flat_map(|it| paths::list(&it.value, true).map(move |entry| (entry, it)));
    let first = entries.into_iter().find(|(entry, _)| bin(entry));
    if let Some((entry, setting)) = first
        && !paths::same(entry, &format!("{}\\bin", root.value), true)
        // The bin directory of GOPATH has no go.
        && !paths::normal(entry, true).contains("/users/")
    {
        add(
            &mut root.problems,
            Problem {
                severity: Severity::Warning,
                rule: None,
                message: format!("PATH finds the go of `{entry}`, not that of `GOROOT`"),
                place: Some(context.place(setting.loc())),
            },
        );
    }
}

/// Values that are wrong by themselves, that collide, or that differ from those outside an editor.
fn judge(world: &mut World, here: &[Variable]) {
    let windows_kind = world.kind == "windows";
    for it in world.variables.iter_mut().filter(|it| !it.dynamic) {
        let windows = windows_kind || paths::is_windows(&it.value);
        if let Some(flaw) = values::check(&it.name, &it.value, windows) {
            let place = it.place.clone();
            add(&mut it.problems, of_flaw(flaw, place));
        }
        let own = here.iter().find(|own| own.name == it.name);
        if matches!(world.kind, "editor") && own.is_some_and(|own| own.value != it.value) {
            let value = own.map_or("", |it| it.value.as_str());
            let message = match value {
                "" => "not set outside the editor".to_owned(),
                value => format!("outside the editor it is `{value}`"),
            };
            add(
                &mut it.problems,
                Problem {
                    severity: Severity::Note,
                    rule: None,
                    message,
                    place: it.place.clone(),
                },
            );
        }
    }
    let by_name: BTreeMap<&str, &WorldVariable> = world
        .variables
        .iter()
        .filter(|it| !it.dynamic && !it.brief)
        .map(|it| (it.name.as_str(), it))
        .collect();
    let both = by_name.get("GOROOT").zip(by_name.get("GOPATH"));
    let problem = both.and_then(|(root, path)| {
        let windows = windows_kind || paths::is_windows(&root.value);
        collision(&root.value, &path.value, windows)
    });
    if let Some(mut problem) = problem
        && let Some(it) = world.variables.iter_mut().find(|it| it.name == "GOPATH")
    {
        problem.place = it.place.clone();
        add(&mut it.problems, problem);
    }
}
