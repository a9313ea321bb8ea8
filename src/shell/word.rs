//! Words: quotes off, expansions kept as written; and which word of a command is the program.

use super::{Assignment, Command, Word};
use crate::document::Cut;
use crate::document::cut::HOLE;
use tree_sitter::Node;

/// Programs that run another one, and those of their flags that take a value.
const WRAPPERS: &[(&str, &[&str])] = &[
    ("sudo", &["-u", "-g", "-C", "-h", "-p", "--user", "--group"]),
    ("doas", &["-u"]),
    ("env", &["-u", "-C", "-S"]),
    ("time", &["-f", "-o"]),
    ("exec", &["-a"]),
    ("command", &[]),
    ("builtin", &[]),
    ("nohup", &[]),
    ("nice", &["-n"]),
    ("ionice", &["-c", "-n"]),
    ("stdbuf", &["-o", "-e", "-i"]),
    ("setarch", &[]),
    ("timeout", &["-k", "-s"]),
    ("travis_retry", &[]),
    ("retry", &[]),
    ("xvfb-run", &[]),
    ("unbuffer", &[]),
    ("cross", &[]),
];

/// Reads a word.
pub(super) fn word(node: Node, cut: &Cut) -> Word {
    let mut word = Word {
        text: String::new(),
        span: cut.span(node.start_byte(), node.end_byte()),
        dynamic: false,
        quoted: false,
    };
    append(node, &cut.text, &mut word);
    word.dynamic |= word.text.contains(HOLE);
    word
}

fn append(node: Node, text: &str, word: &mut Word) {
    let raw = text.get(node.byte_range()).unwrap_or("");
    match node.kind() {
        "string" | "translated_string" => {
            word.quoted = true;
            let inner = raw.trim_start_matches('$');
            let inner = inner.strip_prefix('"').unwrap_or(inner);
            let inner = inner.strip_suffix('"').unwrap_or(inner);
            word.dynamic |= has_expansion(node);
            unescape(inner, &['"', '\\', '$', '`'], &mut word.text);
        }
        "raw_string" => {
            word.quoted = true;
            word.text.push_str(raw.trim_matches('\''));
        }
        "ansi_c_string" => {
            word.quoted = true;
            word.text
                .push_str(raw.trim_start_matches('$').trim_matches('\''));
        }
        "concatenation" | "command_name" => {
            let mut cursor = node.walk();
            let mut at = node.start_byte();
            for child in node.children(&mut cursor) {
                // Pieces that the grammar leaves out between the parts.
                unescape(
                    text.get(at..child.start_byte()).unwrap_or(""),
                    &[],
                    &mut word.text,
                );
                append(child, text, word);
                at = child.end_byte();
            }
        }
        "simple_expansion"
        | "expansion"
        | "command_substitution"
        | "process_substitution"
        | "arithmetic_expansion" => {
            word.dynamic = true;
            word.text.push_str(raw);
        }
        _ => unescape(raw, &[], &mut word.text),
    }
}

fn has_expansion(node: Node) -> bool {
    let mut cursor = node.walk();
    node.children(&mut cursor)
        .any(|it| it.kind().contains("expansion") || it.kind().contains("substitution"))
}

/// Appends text without backslashes: before any character, or before these only. A backslash before a line end goes with it.
fn unescape(text: &str, only: &[char], out: &mut String) {
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match (char, chars.peek()) {
            ('\\', Some('\n')) => {
                chars.next();
            }
            ('\\', Some(next)) if only.is_empty() || only.contains(next) => {
                out.extend(chars.next())
            }
            _ => out.push(char),
        }
    }
}

/// `$SUDO`, `${sudo}`: empty, or what its name says.
fn is_sudo_variable(text: &str) -> bool {
    let name = text.trim_start_matches('$').trim_matches(['{', '}']);
    text.starts_with('$') && name.eq_ignore_ascii_case("sudo")
}

/// The word that is the program, behind wrappers; assignments behind `env` and `sudo` become prefixes.
pub(super) fn program(words: &[Word], env: &mut Vec<Assignment>, before: usize) -> usize {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let name = word.text.rsplit('/').next().unwrap_or("");
        let name = if is_sudo_variable(&word.text) {
            "sudo"
        } else {
            name
        };
        let Some((_, valued)) = WRAPPERS.iter().find(|(it, _)| *it == name) else {
            return at;
        };
        let mut next = at + 1;
        while let Some(word) = words.get(next) {
            if word.text.starts_with('-') {
                next += if valued.contains(&word.text.as_str()) {
                    2
                } else {
                    1
                };
            } else if let (true, Some(assignment)) =
                (matches!(name, "env" | "sudo"), assignment(word, before))
            {
                env.push(assignment);
                next += 1;
            } else {
                break;
            }
        }
        if name == "timeout" {
            next += 1;
        }
        if next >= words.len() {
            return at;
        }
        at = next;
    }
    0
}

/// `A=b` as a word.
pub(super) fn assignment(word: &Word, before: usize) -> Option<Assignment> {
    let (name, value) = word.text.split_once('=')?;
    let first = name.chars().next()?;
    let valid = (first.is_ascii_alphabetic() || first == '_')
        && name
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || it == '_');
    valid.then(|| Assignment {
        name: name.to_owned(),
        value: Word {
            text: value.to_owned(),
            ..word.clone()
        },
        span: word.span,
        exported: true,
        before,
        local: false,
    })
}

/// The last command of a list, also behind redirections.
pub(super) fn tail(node: Node) -> Node {
    let inner = match node.kind() {
        "redirected_statement" => node.child_by_field_name("body"),
        "list" => node
            .named_child_count()
            .checked_sub(1)
            .and_then(|it| node.named_child(it as u32)),
        _ => None,
    };
    inner.map_or(node, tail)
}

/// `export A=b` where the grammar took it for a plain command (behind `sudo`, in `env`).
pub(super) fn exports(command: &Command, before: usize) -> Vec<Assignment> {
    if command.name() != "export" {
        return Vec::new();
    }
    let args = command.args().iter();
    args.filter_map(|it| assignment(it, before)).collect()
}
