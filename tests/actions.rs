//! What GitHub does with this: the action, by its linters and by its own steps; SARIF, by validators of others.

#[path = "support/tool.rs"]
mod tool;

use std::path::Path;
use std::process::Command;
use tool::{find, gomapcheck, said, write};

/// The example workflow of the README.
fn workflow() -> String {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(readme).expect("the README");
    let start = readme
        .find("```yaml\n# .github/workflows/gomapcheck.yml\n")
        .expect("an example")
        + "```yaml\n".len();
    let end = start + readme[start..].find("```").expect("its end");
    readme[start..end].to_owned()
}

#[test]
fn the_example_workflow_and_the_action_pass_their_linters() {
    let folder = tempfile::tempdir().expect("a folder");
    let action = Path::new(env!("CARGO_MANIFEST_DIR")).join("action.yml");
    let action = std::fs::read_to_string(action).expect("the action");
    write(
        folder.path(),
        &[
            ("action.yml", &action),
            (".github/workflows/gomapcheck.yml", &workflow()),
        ],
    );
    if let Some(actionlint) = find("actionlint") {
        let output = tool::run(
            &actionlint,
            folder.path(),
            &[".github/workflows/gomapcheck.yml"],
        );
        assert!(output.status.success(), "{}", said(&output));
    }
    if let Some(zizmor) = find("zizmor") {
        // Nothing is looked up: the version of the example is for the reader to choose.
        let output = tool::run(
            &zizmor,
            folder.path(),
            &["--offline", "action.yml", ".github"],
        );
        assert!(output.status.success(), "{}", said(&output));
    }
}

#[test]
fn what_the_action_uses_is_pinned() {
    let pinned = regex::Regex::new(r"^uses: [\w/-]+@[0-9a-f]{40} # v\d").expect("a pattern");
    let action = Path::new(env!("CARGO_MANIFEST_DIR")).join("action.yml");
    let text = std::fs::read_to_string(action).expect("the action") + &workflow();
    let uses: Vec<&str> = text
        .lines()
        .map(|it| it.trim().trim_start_matches("- "))
        .filter(|it| it.starts_with("uses:"))
        .collect();
    assert!(uses.len() >= 3);
    for line in uses {
        assert!(pinned.is_match(line), "{line}");
    }
}

#[test]
#[cfg(unix)]
fn the_step_of_the_action_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), &tool::RACY);
    let step = |args: &str| {
        let sarif = folder.path().join("out.sarif");
        let outputs = folder.path().join("outputs");
        let _ = std::fs::remove_file(&outputs);
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/action-run");
        let output = Command::new("bash")
            .arg(script)
            .current_dir(folder.path())
            .env("BINARY", env!("CARGO_BIN_EXE_gomapcheck"))
            .env("SARIF", &sarif)
            .env("PATTERNS", "./...")
            .env("ARGS", args)
            .env("CATEGORY", "linux")
            .env("GITHUB_OUTPUT", &outputs)
            .output()
            .expect("bash starts");
        let outputs = std::fs::read_to_string(outputs).unwrap_or_default();
        (output.status.code(), said(&output), outputs, sarif)
    };
    let (status, said, outputs, sarif) = step("");
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("::error file=store.go,line=25"), "{said}");
    assert!(outputs.contains("findings=true\n"), "{outputs}");
    let log: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(sarif).expect("a log")).expect("JSON");
    assert_eq!(
        log["runs"][0]["automationDetails"]["id"],
        "gomapcheck/linux/"
    );
    let (status, said, outputs, _) = step("--ignore GMC004");
    assert_eq!(
        (status, outputs.contains("findings=false\n")),
        (Some(0), true),
        "{said}"
    );
    let (status, said, _, _) = step("--no-such-flag");
    assert_eq!(status, Some(2), "{said}");
}

#[test]
fn sarif_passes_validators_of_others() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), &tool::RACY);
    gomapcheck(
        folder.path(),
        &["--format", "sarif", "--show-suppressed", "-o", "out.sarif"],
    );
    if let Some(validator) = find("check-jsonschema") {
        let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("sarif/sarif-schema-2.1.0.json");
        let text = std::fs::read_to_string(schema).expect("the schema");
        // The published pattern for languages has a stray bracket.
        write(
            folder.path(),
            &[(
                "schema.json",
                &text.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}\\\\]?$"),
            )],
        );
        let output = tool::run(
            &validator,
            folder.path(),
            &["--schemafile", "schema.json", "out.sarif"],
        );
        assert!(output.status.success(), "{}", said(&output));
    }
    if let Some(sarif) = find("sarif") {
        let output = tool::run(&sarif, folder.path(), &["summary", "out.sarif"]);
        assert!(
            output.status.success() && said(&output).contains("GMC004"),
            "{}",
            said(&output)
        );
    }
}

/// Cargo.toml alone says where the project lives; the examples and the wheel follow.
#[test]
fn the_address_of_the_project_is_one() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(here.join(name)).expect("a file");
    let repository = env!("CARGO_PKG_REPOSITORY");
    let name = repository
        .strip_prefix("https://github.com/")
        .expect("a repository on GitHub");
    let readme = read("README.md");
    assert!(readme.contains(&format!("  - repo: {repository}\n")));
    assert!(readme.contains(&format!("      - uses: {name}@")));
    assert!(read("pyproject.toml").contains(&format!("Repository = \"{repository}\"\n")));
    let addresses = regex::Regex::new(r"github\.com/([\w-]+/gomapcheck)\b").expect("a pattern");
    for file in [
        "README.md",
        "pyproject.toml",
        "action.yml",
        "rules/README.md",
    ] {
        let text = read(file);
        for it in addresses.captures_iter(&text) {
            assert_eq!(&it[1], name, "{file}");
        }
        assert!(!text.contains("OWNER"), "{file}");
    }
}
