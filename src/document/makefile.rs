//! Makefiles: variables, rules and recipes.
//!
//! In: text. Out: a [`Makefile`]. Both branches of a conditional are read. Must not know what a recipe does.

mod expand;

use super::cut::Cut;
use crate::support::Span;
use std::collections::BTreeMap;

pub use expand::{Reference, references};

/// A makefile.
#[derive(Debug, Clone, Default)]
pub struct Makefile {
    /// Assignments, in the order of the file.
    pub variables: Vec<Variable>,
    /// Rules, in the order of the file.
    pub rules: Vec<Rule>,
    /// Names behind `export` without a value.
    pub exports: Vec<String>,
    /// `export` by itself: everything is exported.
    pub exports_all: bool,
    /// `.ONESHELL:`: the lines of a recipe are one script.
    pub one_shell: bool,
    /// Names of `define`s.
    pub defines: Vec<String>,
    values: BTreeMap<String, Option<String>>,
}

/// `NAME := value`.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Of the name.
    pub name_span: Span,
    /// `=`, `:=`, `?=`, `+=`, `!=`; `define`.
    pub op: String,
    /// What is assigned, in make's own syntax, without comment.
    pub value: Cut,
    /// With `export` before it.
    pub exported: bool,
    /// For these targets only.
    pub targets: Vec<String>,
    /// The conditions around it: `ifdef DEBUG`, `else`.
    pub conditions: Vec<String>,
}

/// A rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Targets, in make's own syntax.
    pub targets: Vec<String>,
    /// Prerequisites, in make's own syntax.
    pub prerequisites: Vec<String>,
    /// Of the line with the colon.
    pub span: Span,
    /// Its recipe.
    pub recipe: Vec<Recipe>,
}

/// A line of a recipe with its continuations.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// Without tab and prefix, in make's own syntax.
    pub raw: Cut,
    /// With `-`: its failure does not count.
    pub ignore_errors: bool,
    /// The conditions around it.
    pub conditions: Vec<String>,
}

/// A line with its continuations.
struct Logical {
    cut: Cut,
    recipe: bool,
    span: Span,
}

/// Reads a makefile.
pub fn read(text: &str) -> Makefile {
    let mut file = Makefile::default();
    let mut conditions: Vec<String> = Vec::new();
    let mut define: Option<Variable> = None;
    for line in logical_lines(text) {
        if let Some(variable) = &mut define {
            if line.cut.text.trim_start().starts_with("endef") {
                file.variables.extend(define.take());
            } else {
                variable.value.append(&line.cut);
                variable.value.push_extra("\n");
            }
            continue;
        }
        let code = line.cut.text.trim();
        if !line.recipe && conditional(code, &mut conditions) {
            continue;
        }
        if line.recipe && !file.rules.is_empty() {
            let recipe = recipe(&line.cut, &conditions);
            if let Some(rule) = file.rules.last_mut() {
                rule.recipe.push(recipe);
            }
        } else if let Some(rest) = code.strip_prefix("define ") {
            define = Some(start_define(rest, &line, &conditions, &mut file.defines));
        } else {
            statement(&mut file, &line, &conditions);
        }
    }
    file.variables.extend(define);
    file.values = expand::values(&file);
    file
}

fn start_define(
    rest: &str,
    line: &Logical,
    conditions: &[String],
    defines: &mut Vec<String>,
) -> Variable {
    let name = rest.split([' ', '=', ':']).next().unwrap_or("").to_owned();
    defines.push(name.clone());
    Variable {
        name,
        name_span: line.span,
        op: "define".to_owned(),
        value: Cut::default(),
        exported: false,
        targets: Vec::new(),
        conditions: conditions.to_vec(),
    }
}

/// Joins lines that end in a backslash. A recipe loses the tab that begins its lines.
fn logical_lines(text: &str) -> Vec<Logical> {
    let mut found: Vec<Logical> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for raw in text.split_inclusive('\n') {
        let start = at;
        at += raw.len();
        let line = raw.trim_end_matches(['\n', '\r']);
        let slashes = line.chars().rev().take_while(|it| *it == '\\').count();
        let continues = slashes % 2 == 1;
        let tab = line.starts_with('\t');
        let skip = if !open && !tab && line.starts_with('\u{feff}') {
            3
        } else {
            usize::from(tab)
        };
        let body = &line[skip..];
        match (open, found.last_mut()) {
            (true, Some(last)) => {
                last.cut.push(body, start + skip);
                last.span.end = (start + line.len()) as u32;
                if continues {
                    last.cut.push_extra("\n");
                }
            }
            _ => {
                let mut cut = Cut::default();
                cut.push(body, start + skip);
                if continues {
                    cut.push_extra("\n");
                }
                let span = Span::new(start + skip, start + line.len());
                found.push(Logical {
                    cut,
                    recipe: tab,
                    span,
                });
            }
        }
        open = continues;
    }
    found.retain(|it| !it.cut.text.trim().is_empty());
    found
}

/// Follows `ifdef`, `else` and `endif`. True when the line is one of those.
fn conditional(code: &str, conditions: &mut Vec<String>) -> bool {
    let word = code
        .split(|it: char| !it.is_ascii_alphabetic())
        .next()
        .unwrap_or("");
    match word {
        "ifeq" | "ifneq" | "ifdef" | "ifndef" => conditions.push(code.to_owned()),
        "else" => {
            let before = conditions.pop().unwrap_or_default();
            let rest = code["else".len()..].trim();
            let shown = if rest.is_empty() {
                format!("else of {before}")
            } else {
                rest.to_owned()
            };
            conditions.push(shown);
        }
        "endif" => {
            conditions.pop();
        }
        _ => return false,
    }
    true
}

fn recipe(line: &Cut, conditions: &[String]) -> Recipe {
    let prefix = line.text.len()
        - line
            .text
            .trim_start_matches(['@', '-', '+', ' ', '\t'])
            .len();
    Recipe {
        ignore_errors: line.text[..prefix].contains('-'),
        raw: line.part(prefix, line.text.len()),
        conditions: conditions.to_vec(),
    }
}

/// An assignment, a rule, or something else.
fn statement(file: &mut Makefile, line: &Logical, conditions: &[String]) {
    let end = comment_start(&line.cut.text);
    let text = &line.cut.text[..end];
    let mut at = text.len() - text.trim_start().len();
    let mut exported = false;
    loop {
        let rest = &text[at..];
        let word = rest.split_whitespace().next().unwrap_or("");
        match word {
            "export" if rest.trim() == "export" => {
                file.exports_all = true;
                return;
            }
            "export" => exported = true,
            "override" | "private" => {}
            "include" | "-include" | "sinclude" | "vpath" | "undefine" | "unexport" => return,
            _ => break,
        }
        at += word.len();
        at += text[at..].len() - text[at..].trim_start().len();
    }
    let Some((split, operator)) = separator(text, at) else {
        if exported {
            file.exports
                .extend(text[at..].split_whitespace().map(str::to_owned));
        }
        return;
    };
    if operator == ":" || operator == "::" {
        rule(
            file,
            line,
            (at, split, split + operator.len(), end),
            conditions,
        );
        return;
    }
    let range = (at, split, split + operator.len(), end);
    let variable = variable(&line.cut, range, operator, exported, conditions);
    file.variables.push(variable);
}

/// Where the first `:` or `=` outside references stands, and the operator.
fn separator(text: &str, from: usize) -> Option<(usize, &'static str)> {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b'$' if matches!(bytes.get(at + 1), Some(b'(' | b'{')) => {
                depth += 1;
                at += 1;
            }
            b'(' | b'{' if depth > 0 => depth += 1,
            b')' | b'}' => depth = depth.saturating_sub(1),
            b':' | b'=' | b'?' | b'+' | b'!' if depth == 0 => {
                let found = ["::=", ":::=", ":=", "?=", "+=", "!=", "=", "::", ":"]
                    .into_iter()
                    .find(|it| text[at..].starts_with(it));
                if let Some(operator) = found {
                    return Some((at, operator));
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// A variable: name from `at` to `split`, value from `value` to `end`.
fn variable(
    cut: &Cut,
    (at, split, value, end): (usize, usize, usize, usize),
    operator: &str,
    exported: bool,
    conditions: &[String],
) -> Variable {
    let name = cut.text[at..split].trim();
    let text = &cut.text[value..end];
    let start = value + (text.len() - text.trim_start().len());
    let stop = value + text.trim_end().len();
    Variable {
        name: name.to_owned(),
        name_span: cut.span(at, at + name.len()),
        op: operator.to_owned(),
        value: cut.part(start, stop.max(start)),
        exported,
        targets: Vec::new(),
        conditions: conditions.to_vec(),
    }
}

/// `targets: prerequisites ; recipe`, or `targets: NAME = value`.
fn rule(
    file: &mut Makefile,
    line: &Logical,
    (at, split, after, end): (usize, usize, usize, usize),
    conditions: &[String],
) {
    let text = &line.cut.text[..end];
    let targets: Vec<String> = text[at..split]
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let rest = &text[after..];
    let mut from = after + (rest.len() - rest.trim_start().len());
    let exported = text[from..].starts_with("export ");
    if exported {
        from += "export ".len();
    }
    let assigns = separator(text, from).filter(|(at, operator)| {
        operator.ends_with('=') && !text[from..*at].trim().contains(char::is_whitespace)
    });
    if let Some((at, operator)) = assigns {
        let range = (from, at, at + operator.len(), end);
        file.variables.push(Variable {
            targets,
            ..variable(&line.cut, range, operator, exported, conditions)
        });
        return;
    }
    if targets.iter().any(|it| it == ".ONESHELL") {
        file.one_shell = true;
    }
    let (prerequisites, inline) = match rest.find(';') {
        Some(it) => (&rest[..it], Some(after + it + 1)),
        None => (rest, None),
    };
    let inline = inline.map(|it| {
        let skip = text[it..].len() - text[it..].trim_start().len();
        recipe(&line.cut.part(it + skip, end), conditions)
    });
    file.rules.push(Rule {
        targets,
        prerequisites: prerequisites
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
        span: line.span,
        recipe: inline.into_iter().collect(),
    });
}

/// Where a comment begins: `#` that is not escaped and not inside a reference.
fn comment_start(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'(' | b'{' if at > 0 && (bytes[at - 1] == b'$' || depth > 0) => depth += 1,
            b')' | b'}' => depth = depth.saturating_sub(1),
            b'#' if depth == 0 && (at == 0 || bytes[at - 1] != b'\\') => return at,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
GO ?= go # the tool
export CGO_ENABLED=0
LDFLAGS := -s \\
\t-w
ifdef DEBUG
LDFLAGS += -X a=b
else
X = y
endif
all: build test
\t@echo hi
build test: export GOOS := linux
build: dep ; $(GO) version
\t-$(GO) build \\
\t  ./...
define HELP
\tcurl x | sh
endef
";

    #[test]
    fn variables_and_rules() {
        let file = read(FILE);
        let variables: Vec<_> = file
            .variables
            .iter()
            .map(|it| (it.name.as_str(), it.op.as_str(), it.value.text.as_str()))
            .collect();
        assert_eq!(
            variables,
            [
                ("GO", "?=", "go"),
                ("CGO_ENABLED", "=", "0"),
                ("LDFLAGS", ":=", "-s \\\n-w"),
                ("LDFLAGS", "+=", "-X a=b"),
                ("X", "=", "y"),
                ("GOOS", ":=", "linux"),
                ("HELP", "define", "curl x | sh\n"),
            ]
        );
        assert!(file.variables[1].exported && file.variables[5].exported);
        assert_eq!(file.variables[3].conditions, ["ifdef DEBUG"]);
        assert_eq!(file.variables[4].conditions, ["else of ifdef DEBUG"]);
        assert_eq!(file.variables[5].targets, ["build", "test"]);
        assert_eq!(file.rules.len(), 2);
        let build = &file.rules[1];
        assert_eq!(build.recipe[0].raw.text, "$(GO) version");
        assert!(build.recipe[1].ignore_errors);
        let raw = &build.recipe[1].raw;
        assert_eq!(raw.text, "$(GO) build \\\n  ./...");
        let at = raw.text.find("./...").expect("there");
        assert_eq!(raw.span(at, at + 5).text(FILE), "./...");
    }

    #[test]
    fn odd_text_is_read() {
        for text in [
            "",
            ":",
            "=",
            "\t",
            "a:\\",
            "endif",
            "else",
            "define",
            "define x",
            "a: b = c = d",
            "$(a",
            "x := $(a",
        ] {
            let _ = read(text);
        }
    }
}
