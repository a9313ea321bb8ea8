//! Where the files of a machine are.
//!
//! In: [`Machine`]. Out: paths with what they are. Must not read them.

use super::Scope;
use super::machine::{Machine, Origin};
use crate::discover::DocKind;
use std::path::{Path, PathBuf};

/// A file that may be there.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// Its path.
    pub path: PathBuf,
    /// How to read it.
    pub kind: DocKind,
    /// What it is.
    pub origin: Origin,
    /// How many files lead to it.
    pub depth: usize,
}

/// Start files below the user's folder: path, the shell that reads it. Later ones win.
const OF_HOME: &[(&str, &str)] = &[
    (".profile", ""),
    (".bash_profile", "bash"),
    (".bash_login", "bash"),
    (".bashrc", "bash"),
    (".bash_aliases", "bash"),
    (".zshenv", "zsh"),
    (".zprofile", "zsh"),
    (".zshrc", "zsh"),
    (".zlogin", "zsh"),
    (".config/fish/config.fish", "fish"),
    (".config/powershell/profile.ps1", "pwsh"),
    (
        ".config/powershell/Microsoft.PowerShell_profile.ps1",
        "pwsh",
    ),
    (
        "Documents/PowerShell/Microsoft.PowerShell_profile.ps1",
        "pwsh",
    ),
    (
        "Documents/WindowsPowerShell/Microsoft.PowerShell_profile.ps1",
        "pwsh",
    ),
];

/// Start files of the system.
const OF_SYSTEM: &[(&str, &str)] = &[
    ("/etc/profile", ""),
    ("/etc/bash.bashrc", "bash"),
    ("/etc/bashrc", "bash"),
    ("/etc/zshenv", "zsh"),
    ("/etc/zsh/zshenv", "zsh"),
    ("/etc/zsh/zprofile", "zsh"),
    ("/etc/zsh/zshrc", "zsh"),
    ("/etc/fish/config.fish", "fish"),
];

/// Folders of editors below the folder of settings.
const EDITORS: &[&str] = &["Code", "Code - Insiders", "VSCodium", "Cursor"];

/// All files that may set variables here, in the order in which they do.
pub(super) fn all(machine: &Machine, goroot: Option<&Path>) -> Vec<Wanted> {
    let mut found = Vec::new();
    let mut add = |path: PathBuf, kind: DocKind, scope: Option<Scope>, shell: &'static str| {
        let order = found.len();
        found.push(Wanted {
            path,
            kind,
            origin: Origin {
                scope,
                shell,
                order,
            },
            depth: 0,
        });
    };
    if let Some(root) = goroot {
        add(root.join("go.env"), DocKind::GoEnv, Some(Scope::Goroot), "");
    }
    if let Some(path) = machine.env_file() {
        add(path, DocKind::GoEnv, Some(Scope::User), "");
    }
    let shell = Some(Scope::Shell);
    if !machine.windows {
        add("/etc/environment".into(), DocKind::EnvFile, shell, "");
        for path in listed(Path::new("/etc/profile.d"), "sh") {
            add(path, DocKind::Shell, shell, "");
        }
        for (path, name) in OF_SYSTEM {
            add(PathBuf::from(path), start_file(path), shell, name);
        }
    }
    if let Some(home) = machine.home() {
        for path in listed(&home.join(".config/environment.d"), "conf") {
            add(path, DocKind::EnvFile, shell, "");
        }
        for (path, name) in OF_HOME {
            let own = machine.get("ZDOTDIR").filter(|_| *name == "zsh");
            let folder = own.map_or_else(|| home.clone(), PathBuf::from);
            add(folder.join(path), start_file(path), shell, name);
        }
        for path in listed(&home.join(".config/fish/conf.d"), "fish") {
            add(path, DocKind::Fish, shell, "fish");
        }
        let server = ".vscode-server/data/Machine/settings.json";
        add(home.join(server), DocKind::Vscode, None, "");
    }
    if let Some(config) = machine.config_dir() {
        for editor in EDITORS {
            let path = config.join(editor).join("User").join("settings.json");
            add(path, DocKind::Vscode, None, "");
        }
    }
    // direnv reads the nearest one upwards. That of the directory looked at is found with the repository.
    let above = machine.root.ancestors().map(|it| it.join(".envrc"));
    if let Some(path) = above.into_iter().find(|it| it.is_file()) {
        add(path, DocKind::Shell, Some(Scope::Direnv), "");
    }
    found
}

fn start_file(path: &str) -> DocKind {
    match path.rsplit('.').next() {
        Some("fish") => DocKind::Fish,
        Some("ps1") => DocKind::Powershell,
        _ => DocKind::Shell,
    }
}

/// Files of a folder with this extension, by name.
fn listed(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .map(|it| it.path())
        .filter(|it| it.extension().is_some_and(|it| it == extension))
        .collect();
    found.sort();
    found
}

/// What a file that the user names is, by its name and text.
pub(super) fn kind_of(path: &Path, text: &str) -> DocKind {
    let name = path
        .file_name()
        .map_or_else(String::new, |it| it.to_string_lossy().to_lowercase());
    let extension = name.rsplit_once('.').map_or("", |(_, it)| it);
    match extension {
        "reg" => DocKind::Registry,
        "fish" => DocKind::Fish,
        "ps1" | "psm1" => DocKind::Powershell,
        "cmd" | "bat" => DocKind::Batch,
        "json" | "jsonc" if name.contains("devcontainer") => DocKind::Devcontainer,
        "json" | "jsonc" if text.contains("\"profiles\"") => DocKind::WindowsTerminal,
        "json" | "jsonc" | "code-workspace" => DocKind::Vscode,
        _ if text.starts_with("Windows Registry Editor") || text.starts_with("REGEDIT4") => {
            DocKind::Registry
        }
        // What `go env` prints on Windows.
        _ if text.starts_with("set GO") => DocKind::Batch,
        "sh" | "bash" | "zsh" => DocKind::Shell,
        _ if name.starts_with(".env") && name != ".envrc"
            || extension == "env"
            || extension == "conf" =>
        {
            DocKind::EnvFile
        }
        _ if name == "env" || name.starts_with("go.env") => DocKind::GoEnv,
        _ => DocKind::Shell,
    }
}
