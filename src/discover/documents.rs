//! Finds configuration, build, container and CI files.
//!
//! In: directories. Out: [`Document`]s, texts with their kind, and problems. Heeds .gitignore; leaves out what belongs to others (vendored
//! code, test data). Must not know what the files mean beyond what tells their kind.

use super::walk::display;
use super::{Problem, ProblemKind};
use rayon::prelude::*;
use smol_str::SmolStr;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

/// Larger documents are left out: such files are data, not configuration.
const MAX_BYTES: u64 = 2 * 1024 * 1024;

/// Directories that are not entered.
const SKIPPED: &[&str] = &[".git", "vendor", "testdata", "node_modules", "third_party"];

/// One file that is no Go code.
#[derive(Debug, Clone)]
pub struct Document {
    /// Path to open it.
    pub path: PathBuf,
    /// Path shown to the user: relative to the working directory where it lies inside, forward slashes.
    pub display: SmolStr,
    /// Its bytes as UTF-8; offsets are those of the file.
    pub text: std::sync::Arc<str>,
    /// What kind of file it is.
    pub kind: DocKind,
}

/// Kinds of documents. The word of each is what rules name in `on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(
    missing_docs,
    reason = "each is what its word says, see `DocKind::word`"
)]
pub enum DocKind {
    Dockerfile,
    Dockerignore,
    Makefile,
    Shell,
    EnvFile,
    GithubWorkflow,
    GithubAction,
    GitlabCi,
    AzurePipelines,
    CircleCi,
    Travis,
    Jenkinsfile,
    Compose,
    Kubernetes,
    HelmTemplate,
    HelmValues,
    Prometheus,
    Goreleaser,
    Golangci,
    Snapcraft,
    Taskfile,
    GoMod,
    GoWork,
    GoEnv,
    GoVersion,
    ToolVersions,
    Vscode,
    Devcontainer,
    Systemd,
    Powershell,
    Batch,
    Fish,
    Registry,
    WindowsTerminal,
    Process,
}

impl DocKind {
    /// The word for it in rule files.
    pub fn word(self) -> &'static str {
        match self {
            DocKind::Dockerfile => "dockerfile",
            DocKind::Dockerignore => "dockerignore",
            DocKind::Makefile => "makefile",
            DocKind::Shell | DocKind::Fish => "shell",
            // What is no file of a repository goes by the word of what it is most like.
            DocKind::EnvFile | DocKind::Process | DocKind::Registry => "env-file",
            DocKind::GithubWorkflow | DocKind::GithubAction => "github-actions",
            DocKind::GitlabCi => "gitlab-ci",
            DocKind::AzurePipelines => "azure-pipelines",
            DocKind::CircleCi => "circleci",
            DocKind::Travis => "travis",
            DocKind::Jenkinsfile => "jenkinsfile",
            DocKind::Compose => "compose",
            DocKind::Kubernetes => "kubernetes",
            DocKind::HelmTemplate | DocKind::HelmValues => "helm",
            DocKind::Prometheus => "prometheus",
            DocKind::Goreleaser => "goreleaser",
            DocKind::Golangci => "golangci",
            DocKind::Snapcraft => "snapcraft",
            DocKind::Taskfile => "taskfile",
            DocKind::GoMod => "go-mod",
            DocKind::GoWork => "go-work",
            DocKind::GoEnv => "go-env",
            DocKind::GoVersion => "go-version",
            DocKind::ToolVersions => "tool-versions",
            DocKind::Vscode | DocKind::WindowsTerminal => "vscode",
            DocKind::Devcontainer => "devcontainer",
            DocKind::Systemd => "systemd",
            DocKind::Powershell => "powershell",
            DocKind::Batch => "batch",
        }
    }

    /// Is it YAML?
    pub fn is_yaml(self) -> bool {
        matches!(
            self,
            DocKind::GithubWorkflow
                | DocKind::GithubAction
                | DocKind::GitlabCi
                | DocKind::AzurePipelines
                | DocKind::CircleCi
                | DocKind::Travis
                | DocKind::Compose
                | DocKind::Kubernetes
                | DocKind::HelmTemplate
                | DocKind::HelmValues
                | DocKind::Prometheus
                | DocKind::Goreleaser
                | DocKind::Golangci
                | DocKind::Snapcraft
                | DocKind::Taskfile
        )
    }
}

/// What the path says about the kind.
enum Guess {
    Is(DocKind),
    /// YAML of some kind: the text tells.
    Yaml,
    /// A script, if its first line says so.
    Script,
}

/// Finds and reads the documents in and below `roots`, sorted by display path.
pub(super) fn find(
    root: &Path,
    roots: &[PathBuf],
    threads: usize,
    problems: &mut Vec<Problem>,
) -> Vec<Document> {
    let mut paths: Vec<(PathBuf, Guess)> = roots.iter().flat_map(|it| list(it, threads)).collect();
    paths.sort_by(|a, b| a.0.cmp(&b.0));
    paths.dedup_by(|a, b| a.0 == b.0);
    let read: Vec<Result<Option<Document>, Problem>> = paths
        .into_par_iter()
        .map(|(path, guess)| read(root, path, &guess))
        .collect();
    let mut documents = Vec::new();
    for outcome in read {
        match outcome {
            Ok(document) => documents.extend(document),
            Err(problem) => problems.push(problem),
        }
    }
    documents.sort_by(|a, b| a.display.cmp(&b.display));
    documents
}

/// Paths below a directory whose names may be those of documents.
fn list(root: &Path, threads: usize) -> Vec<(PathBuf, Guess)> {
    let walker = ignore::WalkBuilder::new(root)
        .hidden(false)
        .parents(false)
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .follow_links(false)
        .threads(threads)
        .filter_entry(|entry| {
            let directory = entry.file_type().is_some_and(|it| it.is_dir());
            let name = entry.file_name().to_string_lossy();
            !directory || entry.depth() == 0 || !SKIPPED.contains(&name.as_ref())
        })
        .build_parallel();
    let (sender, receiver) = mpsc::channel();
    walker.run(|| {
        let sender = sender.clone();
        Box::new(move |entry| {
            if let Ok(entry) = entry
                && entry.file_type().is_some_and(|it| it.is_file())
                && let Some(guess) = guess(root, entry.path())
            {
                // The receiver outlives the walk.
                let _ = sender.send((entry.into_path(), guess));
            }
            ignore::WalkState::Continue
        })
    });
    drop(sender);
    receiver.into_iter().collect()
}

fn read(root: &Path, path: PathBuf, guess: &Guess) -> Result<Option<Document>, Problem> {
    let shown = SmolStr::from(display(root, &path));
    let sure = matches!(guess, Guess::Is(_));
    let problem = |message: String| Problem {
        kind: ProblemKind::FileSkipped,
        path: shown.clone(),
        span: None,
        message,
    };
    let size = std::fs::metadata(&path).map_or(0, |it| it.len());
    if size > MAX_BYTES {
        let message = "the file is left out: it has more than 2 MB".to_owned();
        return if sure {
            Err(problem(message))
        } else {
            Ok(None)
        };
    }
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            return Err(problem(format!(
                "the file could not be read: {error}; it is left out"
            )));
        }
    };
    let Ok(text) = String::from_utf8(bytes) else {
        let message = "the file is left out: it is not UTF-8".to_owned();
        return if sure {
            Err(problem(message))
        } else {
            Ok(None)
        };
    };
    let kind = match guess {
        Guess::Is(kind) => Some(*kind),
        Guess::Yaml => yaml_kind(&shown, &text),
        Guess::Script => is_shell_script(&text).then_some(DocKind::Shell),
    };
    Ok(kind.map(|kind| Document {
        path,
        display: shown,
        text: text.into(),
        kind,
    }))
}

/// What the path tells about the kind; none for files that are of no interest.
fn guess(root: &Path, path: &Path) -> Option<Guess> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let name = path.file_name()?.to_str()?;
    let folders: Vec<&str> = relative
        .parent()
        .into_iter()
        .flat_map(|it| it.iter())
        .filter_map(|it| it.to_str())
        .collect();
    let in_folder = |wanted: &str| folders.contains(&wanted);
    let lower = name.to_ascii_lowercase();
    let (stem, extension) = lower.rsplit_once('.').unwrap_or((&lower, ""));
    if let Some(kind) = by_name(&lower, stem, extension) {
        return Some(Guess::Is(kind));
    }
    let yaml = matches!(extension, "yml" | "yaml");
    if yaml {
        return Some(yaml_by_path(&lower, stem, &folders).map_or(Guess::Yaml, Guess::Is));
    }
    if extension == "json" && in_folder(".vscode") {
        return Some(Guess::Is(DocKind::Vscode));
    }
    if extension == "conf" && folders.last().is_some_and(|it| it.ends_with(".service.d")) {
        return Some(Guess::Is(DocKind::Systemd));
    }
    let scripts = [
        "hack", "script", "scripts", "build", "ci", ".ci", "tools", "bin", "dev", "contrib",
        "release",
    ];
    let plain = extension.is_empty() && name.starts_with(|it: char| it.is_ascii_lowercase());
    (plain && folders.iter().any(|it| scripts.contains(it))).then_some(Guess::Script)
}

fn by_name(lower: &str, stem: &str, extension: &str) -> Option<DocKind> {
    // What is about a Dockerfile or made into one is none.
    let other = [
        "md", "txt", "go", "py", "tmpl", "tpl", "template", "in", "j2", "orig", "bak", "yml",
        "yaml", "json",
    ];
    let about = other.contains(&extension);
    Some(match lower {
        ".dockerignore" => DocKind::Dockerignore,
        "makefile" | "gnumakefile" => DocKind::Makefile,
        ".envrc" => DocKind::Shell,
        ".env" => DocKind::EnvFile,
        "go.mod" => DocKind::GoMod,
        "go.work" => DocKind::GoWork,
        "go.env" => DocKind::GoEnv,
        ".go-version" => DocKind::GoVersion,
        ".tool-versions" => DocKind::ToolVersions,
        "jenkinsfile" => DocKind::Jenkinsfile,
        ".golangci.toml" | ".golangci.json" => DocKind::Golangci,
        "devcontainer.json" | ".devcontainer.json" => DocKind::Devcontainer,
        _ if extension == "dockerignore" => DocKind::Dockerignore,
        _ if about => return None,
        _ if lower == "dockerfile" || lower == "containerfile" => DocKind::Dockerfile,
        _ if lower.starts_with("dockerfile.") || lower.starts_with("containerfile.") => {
            DocKind::Dockerfile
        }
        _ if lower.starts_with("dockerfile-") || extension == "dockerfile" => DocKind::Dockerfile,
        _ if stem == "makefile" || extension == "mk" || extension == "mak" => DocKind::Makefile,
        _ if lower.starts_with(".env.") || extension == "env" => DocKind::EnvFile,
        _ => match extension {
            "sh" | "bash" => DocKind::Shell,
            "fish" => DocKind::Fish,
            "code-workspace" => DocKind::Vscode,
            "service" => DocKind::Systemd,
            "ps1" | "psm1" => DocKind::Powershell,
            "cmd" | "bat" => DocKind::Batch,
            _ => return None,
        },
    })
}

fn yaml_by_path(lower: &str, stem: &str, folders: &[&str]) -> Option<DocKind> {
    let tail = |wanted: &[&str]| folders.ends_with(wanted);
    let workflows = [".github", ".gitea", ".forgejo"];
    Some(if workflows.iter().any(|it| tail(&[it, "workflows"])) {
        DocKind::GithubWorkflow
    } else if stem == "action" {
        DocKind::GithubAction
    } else if stem.ends_with(".gitlab-ci")
        || folders
            .iter()
            .any(|it| matches!(*it, ".gitlab" | ".gitlab-ci"))
    {
        DocKind::GitlabCi
    } else if lower.contains("azure-pipelines")
        || folders.iter().any(|it| it.contains("azure-pipelines"))
    {
        DocKind::AzurePipelines
    } else if folders.contains(&".circleci") {
        DocKind::CircleCi
    } else if stem == ".travis" {
        DocKind::Travis
    } else if stem.starts_with("docker-compose")
        || stem == "compose"
        || stem.starts_with("compose.")
    {
        DocKind::Compose
    } else if stem.starts_with(".goreleaser") || stem.starts_with("goreleaser") {
        DocKind::Goreleaser
    } else if stem == ".golangci"
        || stem.starts_with(".golangci.")
        || stem.starts_with(".golangci-")
    {
        DocKind::Golangci
    } else if stem == "snapcraft" {
        DocKind::Snapcraft
    } else if stem == "taskfile" || stem.starts_with("taskfile.") {
        DocKind::Taskfile
    } else {
        return None;
    })
}

/// What the text of a YAML file is about, if it is of interest.
fn yaml_kind(shown: &str, text: &str) -> Option<DocKind> {
    let templated = text.contains("{{") && shown.split('/').any(|it| it == "templates");
    let key = |wanted: &str| text.starts_with(wanted) || text.contains(&format!("\n{wanted}"));
    if key("apiVersion:") && key("kind:") {
        return Some(if templated {
            DocKind::HelmTemplate
        } else {
            DocKind::Kubernetes
        });
    }
    let name = shown.rsplit('/').next().unwrap_or(shown);
    if name.starts_with("values") && text.contains("GO") {
        return Some(DocKind::HelmValues);
    }
    let alerts = text.contains("- alert:") || text.contains("- record:");
    (key("groups:") && alerts).then_some(DocKind::Prometheus)
}

fn is_shell_script(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.starts_with("#!")
        && first
            .split(['/', ' '])
            .any(|it| matches!(it, "sh" | "bash" | "dash" | "ash" | "ksh"))
}

/// Directories that patterns name, each with whether what lies below belongs to it: where documents are looked for.
pub(super) fn roots(root: &Path, patterns: &[String]) -> Vec<PathBuf> {
    let mut roots: Vec<PathBuf> = patterns
        .iter()
        .filter_map(|pattern| {
            let literal = pattern.strip_suffix("...")?;
            let local = literal.starts_with('.') || Path::new(literal).is_absolute();
            let path = super::walk::clean(&root.join(literal));
            (local && path.is_dir()).then_some(path)
        })
        .collect();
    roots.sort();
    // What lies in another root is found there.
    let mut kept: Vec<PathBuf> = Vec::new();
    for path in roots {
        if !kept.iter().any(|it| path.starts_with(it)) {
            kept.push(path);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(path: &str, text: &str) -> Option<&'static str> {
        let root = Path::new("/r");
        let kind = match guess(root, &root.join(path))? {
            Guess::Is(kind) => Some(kind),
            Guess::Yaml => yaml_kind(path, text),
            Guess::Script => is_shell_script(text).then_some(DocKind::Shell),
        };
        kind.map(DocKind::word)
    }

    #[test]
    fn kinds_follow_from_paths_and_texts() {
        for (path, text, word) in [
            ("Dockerfile", "", Some("dockerfile")),
            ("build/api.Dockerfile", "", Some("dockerfile")),
            ("Dockerfile.windows", "", Some("dockerfile")),
            ("Dockerfile.md", "", None),
            ("Dockerfile.dockerignore", "", Some("dockerignore")),
            (".github/workflows/ci.yml", "", Some("github-actions")),
            (".github/dependabot.yml", "version: 2\n", None),
            (
                "deploy/a.yaml",
                "apiVersion: v1\nkind: Pod\n",
                Some("kubernetes"),
            ),
            (
                "chart/templates/a.yaml",
                "apiVersion: v1\nkind: {{ .x }}\n",
                Some("helm"),
            ),
            (
                "rules.yml",
                "groups:\n- rules:\n  - alert: x\n",
                Some("prometheus"),
            ),
            ("hack/make", "#!/usr/bin/env bash\n", Some("shell")),
            ("hack/data", "x", None),
            ("rules.mk", "", Some("makefile")),
            (".vscode/settings.json", "", Some("vscode")),
            ("main.go", "", None),
        ] {
            assert_eq!(kind(path, text), word, "{path}");
        }
    }

    #[test]
    fn roots_are_those_of_wildcards() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("a")).expect("a folder");
        let of = |patterns: &[&str]| {
            let own: Vec<String> = patterns.iter().map(|it| (*it).to_owned()).collect();
            roots(folder.path(), &own)
        };
        assert_eq!(of(&["./..."]), [folder.path()]);
        assert_eq!(of(&["./a/...", "./..."]), [folder.path()]);
        assert_eq!(of(&["./a/..."]), [folder.path().join("a")]);
        assert!(of(&["./a", "example.com/x/..."]).is_empty());
    }
}
