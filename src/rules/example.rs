//! Examples of a rule: small trees of files, some lines of which say what is found there.
//!
//! In: the text of an example. Out: its files, without the expectations, and these. Must not know how findings are made.

/// Paths of an example without `-- path --` lines, by the first word of the rule's `on`.
const DEFAULT_PATHS: &[(&str, &str)] = &[
    ("go", "main.go"),
    ("dockerfile", "Dockerfile"),
    ("makefile", "Makefile"),
    ("shell", "build.sh"),
    ("env-file", "app.env"),
    ("github-actions", ".github/workflows/ci.yml"),
    ("gitlab-ci", ".gitlab-ci.yml"),
    ("azure-pipelines", "azure-pipelines.yml"),
    ("circleci", ".circleci/config.yml"),
    ("travis", ".travis.yml"),
    ("compose", "compose.yaml"),
    ("kubernetes", "deploy/app.yaml"),
    ("prometheus", "monitoring/rules.yaml"),
    ("goreleaser", ".goreleaser.yaml"),
    ("golangci", ".golangci.yml"),
    ("snapcraft", "snapcraft.yaml"),
    ("taskfile", "Taskfile.yml"),
    ("go-mod", "go.mod"),
    ("go-work", "go.work"),
    ("go-env", "go.env"),
    ("vscode", ".vscode/settings.json"),
    ("devcontainer", ".devcontainer/devcontainer.json"),
    ("systemd", "deploy/app.service"),
    ("powershell", "build.ps1"),
    ("batch", "build.cmd"),
    ("dockerignore", ".dockerignore"),
    ("tool-versions", ".tool-versions"),
];

/// One file of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFile {
    /// Path, relative to the root of the example.
    pub path: String,
    /// Text without expectations.
    pub text: String,
    /// What is found there.
    pub wants: Vec<Expectation>,
}

/// `# want "GMC404"`: what a line is expected to be reported for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// The line, from 1.
    pub line: usize,
    /// What stands between the quotes: a regular expression over `GMC404 message`.
    pub pattern: String,
}

/// Splits an example into its files.
///
/// Files begin with a `-- path --` line; text without such lines is one file, whose path follows from `on`, the first word of the
/// rule's `on`. An expectation stands behind the line in question (`# want "GMC404"`), or by itself on the line before, which then is
/// no part of the file: so every language can carry it, also those without comments. Both `//` and `#` introduce it.
pub fn files(text: &str, on: &str) -> Vec<ExampleFile> {
    let mut files: Vec<ExampleFile> = Vec::new();
    let mut waiting: Vec<String> = Vec::new();
    for line in text.lines() {
        let path = line
            .strip_prefix("-- ")
            .and_then(|it| it.strip_suffix(" --"));
        if let Some(path) = path {
            files.push(empty(path));
            continue;
        }
        if files.is_empty() {
            if line.trim().is_empty() {
                continue;
            }
            files.push(empty(default_path(on)));
        }
        let Some(file) = files.last_mut() else {
            continue;
        };
        let (code, wants) = split_wants(line);
        if !wants.is_empty() && code.trim().is_empty() {
            waiting.extend(wants);
            continue;
        }
        file.text.push_str(code);
        file.text.push('\n');
        let number = file.text.lines().count();
        let all = waiting.drain(..).chain(wants);
        file.wants.extend(all.map(|pattern| Expectation {
            line: number,
            pattern,
        }));
    }
    files
}

fn empty(path: &str) -> ExampleFile {
    ExampleFile {
        path: path.to_owned(),
        text: String::new(),
        wants: Vec::new(),
    }
}

fn default_path(on: &str) -> &'static str {
    let known = DEFAULT_PATHS.iter().find(|(word, _)| *word == on);
    known.map_or("main.go", |(_, path)| path)
}

/// The line without the expectation behind it, and the patterns of that.
fn split_wants(line: &str) -> (&str, Vec<String>) {
    let Some(at) = ["// want \"", "# want \""]
        .iter()
        .filter_map(|mark| line.find(mark))
        .min()
    else {
        return (line, Vec::new());
    };
    let mut patterns = Vec::new();
    let mut parts = line[at..].split('"').skip(1);
    while let (Some(pattern), Some(_)) = (parts.next(), parts.next()) {
        patterns.push(pattern.to_owned());
    }
    (line[..at].trim_end(), patterns)
}

/// An example as it is shown to people: without expectations; `-- path --` lines stay.
pub fn shown(text: &str) -> String {
    let mut out = String::new();
    for line in text.trim().lines() {
        let (code, wants) = split_wants(line);
        if wants.is_empty() || !code.trim().is_empty() {
            out.push_str(code);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn want(line: usize, pattern: &str) -> Expectation {
        Expectation {
            line,
            pattern: pattern.into(),
        }
    }

    #[test]
    fn files_have_headers() {
        let files = files(
            "\n-- a/Makefile --\nx:\n-- b.go --\npackage b\n\nvar x int\n",
            "go",
        );
        let texts: Vec<_> = files
            .iter()
            .map(|it| (it.path.as_str(), it.text.as_str()))
            .collect();
        assert_eq!(
            texts,
            [("a/Makefile", "x:\n"), ("b.go", "package b\n\nvar x int\n")]
        );
    }

    #[test]
    fn one_file_needs_no_header() {
        assert_eq!(files("\npackage main\n", "go")[0].path, "main.go");
        assert_eq!(files("FROM scratch\n", "dockerfile")[0].path, "Dockerfile");
    }

    #[test]
    fn expectations_are_no_part_of_the_file() {
        let text = "a\n\n# want \"GMC1\"\nb\nc  // want \"GMC2\" \"GMC3 .*\"\n";
        let file = &files(text, "shell")[0];
        assert_eq!(file.text, "a\n\nb\nc\n");
        assert_eq!(
            file.wants,
            [want(3, "GMC1"), want(4, "GMC2"), want(4, "GMC3 .*")]
        );
        assert_eq!(shown(text), "a\n\nb\nc\n");
    }
}
