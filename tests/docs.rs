//! The README says what is true: generated parts are compared, `UPDATE=1` rewrites them.

#[path = "support/snapshot.rs"]
mod snapshot;

use gomapcheck::rules;
use std::path::Path;
use std::process::Command;

fn read(path: &str) -> String {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(full).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The README with the text between `<!-- name -->` and `<!-- end name -->` replaced.
fn with_block(readme: &str, name: &str, text: &str) -> String {
    let (opening, closing) = (format!("<!-- {name} -->\n"), format!("<!-- end {name} -->"));
    let start = readme
        .find(&opening)
        .unwrap_or_else(|| panic!("README has no {opening}"))
        + opening.len();
    let end = start
        + readme[start..]
            .find(&closing)
            .unwrap_or_else(|| panic!("README has no {closing}"));
    format!("{}{text}{}", &readme[..start], &readme[end..])
}

fn rule_table() -> String {
    let mut table = String::from("| rule | what it finds | severity |\n|---|---|---|\n");
    for rule in rules::catalog() {
        let link = format!("rules/concurrency/{}.toml", rule.name);
        table.push_str(&format!(
            "| [{} {}]({link}) | {} | {} |\n",
            rule.id,
            rule.name,
            rule.title,
            rule.severity.as_str()
        ));
    }
    table
}

fn help() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gomapcheck"))
        .arg("-h")
        .output()
        .expect("the program starts");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    format!("```text\n{}\n```\n", lines.join("\n").trim())
}

#[test]
fn generated_parts_of_the_readme() {
    let readme = read("README.md");
    let wanted = with_block(
        &with_block(&readme, "rules", &rule_table()),
        "help",
        &help(),
    );
    snapshot::assert_file("README.md", &wanted);
}

#[test]
fn files_that_the_documents_link_to_exist() {
    let link = regex::Regex::new(r"\]\(([^)#:]+)\)").expect("a pattern");
    let code = regex::Regex::new("`[^`\n]*`").expect("a pattern");
    for document in ["README.md", "src/README.md", "sarif/README.md"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
        let folder = folder.parent().expect("a folder");
        let text = code.replace_all(&read(document), "").into_owned();
        for target in link.captures_iter(&text).map(|it| it[1].to_owned()) {
            assert!(
                folder.join(&target).exists(),
                "{document} links to {target}"
            );
        }
    }
}

#[test]
fn the_architecture_map_names_every_stage() {
    let map = read("src/README.md");
    let folders =
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("src");
    for entry in folders
        .map(|it| it.expect("an entry"))
        .filter(|it| it.path().is_dir())
    {
        let name = entry.file_name().into_string().expect("UTF-8");
        assert!(
            map.contains(&format!("`{name}`")),
            "src/README.md does not name {name}"
        );
    }
}
