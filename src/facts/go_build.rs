//! Commands of Go that compile: their flags as the go command reads them, with values of variables put in; and the builds of goreleaser.
//!
//! In: a document. Out: [`GoBuild`]s and, of `-ldflags` and the like, [`ToolFlag`]s. Must not know what a flag is good for.

use super::docker::substitute;
use super::{Doc, Facts, HostScript};
use crate::discover::DocKind;
use crate::document::cut::HOLE;
use crate::document::{Cut, Node};
use crate::shell::{Command, Word};
use crate::support::Span;

/// Verbs that compile.
const VERBS: &[&str] = &["build", "install", "run", "test", "vet", "get", "generate"];

/// Flags of the go command that take no value.
const SWITCHES: &[&str] = &[
    "a",
    "n",
    "v",
    "x",
    "i",
    "race",
    "msan",
    "asan",
    "cover",
    "work",
    "trimpath",
    "modcacherw",
    "linkshared",
    "buildvcs",
    "json",
    "short",
    "failfast",
    "benchmem",
    "c",
    "artifacts",
    "u",
    "d",
    "t",
    "fullpath",
    "test.v",
    "ignore-vcs",
];

/// A command that compiles Go code, or a build of goreleaser.
#[derive(Debug, Clone)]
pub struct GoBuild<'b> {
    /// `build`, `install`, `run`, `test` ...
    pub verb: String,
    /// The command; of a build of goreleaser where it begins.
    pub span: Span,
    /// Where it stands, for people.
    pub label: String,
    /// Script and command, see [`Doc::scripts`].
    pub at: Option<(usize, usize)>,
    /// The build of goreleaser.
    pub release: Option<&'b Node>,
    /// Flags in their order.
    pub flags: Vec<BuildFlag>,
    /// Packages, or files.
    pub packages: Vec<Word>,
    /// Some word stands for flags or packages that only a run can tell.
    pub open: bool,
}

/// A flag of the go command.
#[derive(Debug, Clone)]
pub struct BuildFlag {
    /// Without dashes.
    pub name: String,
    /// Its value; empty for a switch.
    pub value: Cut,
    /// Of the flag with its value.
    pub span: Span,
}

/// A flag among those for a tool: `-s` of `-ldflags="-s -w"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolFlag {
    /// As written, with its value if that is part of the word: `-X`, `-l=4`.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl ToolFlag {
    /// The name, and the value behind `=`.
    pub fn parts(&self) -> Option<(&str, Option<&str>)> {
        let text = self
            .text
            .strip_prefix("--")
            .or_else(|| self.text.strip_prefix('-'))?;
        Some(match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text, None),
        })
    }

    /// Has it parts that only a run can tell?
    pub fn dynamic(&self) -> bool {
        self.text.contains([HOLE, '$', '`']) || self.text.contains("{{")
    }
}

impl BuildFlag {
    /// The value as flags for a tool, without the pattern of packages before them: `all=-N -l`.
    pub fn tool_flags(&self) -> Vec<ToolFlag> {
        tool_flags(&self.value)
    }

    /// Has the value parts that only a run can tell?
    pub fn dynamic(&self) -> bool {
        self.value.text.contains([HOLE, '$', '`']) || self.value.text.contains("{{")
    }
}

impl<'b> GoBuild<'b> {
    /// The flag of this name; the last one counts.
    pub fn flag(&self, name: &str) -> Option<&BuildFlag> {
        self.flags.iter().rfind(|it| it.name == name)
    }

    /// All flags of this name.
    pub fn all<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c BuildFlag> {
        self.flags.iter().filter(move |it| it.name == name)
    }

    /// Is the switch on?
    pub fn switch(&self, name: &str) -> Option<&BuildFlag> {
        self.flag(name)
            .filter(|it| matches!(it.value.text.as_str(), "" | "1" | "t" | "true"))
    }

    /// Tags of the build.
    pub fn tags(&self) -> Vec<String> {
        let text = self.flag("tags").map_or("", |it| it.value.text.as_str());
        text.split([',', ' ', '\n'])
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// The command.
    pub fn command<'d>(&self, doc: &'d Doc) -> Option<(&'d HostScript, &'d Command)> {
        let (script, index) = self.at?;
        let host = doc.scripts().get(script)?;
        Some((host, host.script.commands.get(index)?))
    }

    /// The value of an environment variable that the build gets to see, and whether it is plain to see.
    pub fn env(&self, facts: &Facts, doc: &Doc, name: &str) -> Option<(String, bool)> {
        if let Some(node) = self.release {
            return release_env(doc, node, name).map(|it| {
                let dynamic = it.contains("{{");
                (it, !dynamic)
            });
        }
        let (script, index) = self.at?;
        let setting = facts.in_effect(doc, script, index, name)?;
        Some((setting.value.clone(), !setting.dynamic))
    }

    /// Is the variable known to have this value?
    pub fn env_is(&self, facts: &Facts, doc: &Doc, name: &str, value: &str) -> bool {
        self.env(facts, doc, name)
            .is_some_and(|(it, plain)| plain && it == value)
    }
}

/// `env:` of a build, else that of the file.
fn release_env(doc: &Doc, build: &Node, name: &str) -> Option<String> {
    let root = doc.root()?;
    [build, root].into_iter().find_map(|node| {
        let items = node.get("env")?.items().iter().filter_map(Node::text);
        items
            .filter_map(|it| it.split_once('='))
            .find(|(own, _)| *own == name)
            .map(|(_, value)| value.to_owned())
    })
}

/// The builds of a document.
pub fn builds<'b>(doc: &'b Doc) -> Vec<GoBuild<'b>> {
    let mut found = Vec::new();
    for (script, host) in doc.scripts().iter().enumerate() {
        for (index, command) in host.script.commands.iter().enumerate() {
            found.extend(read(doc, host, (script, index), command));
        }
    }
    if doc.kind() == DocKind::Goreleaser {
        let list = doc.root().and_then(|it| it.get("builds"));
        let list = list.map_or(&[][..], Node::items);
        found.extend(list.iter().map(|it| release(doc, it)));
    }
    found
}

fn is_go(name: &str) -> bool {
    matches!(name, "go" | "gotip" | "garble") || name.starts_with("go1.")
}

fn read<'b>(
    doc: &Doc,
    host: &HostScript,
    at: (usize, usize),
    command: &Command,
) -> Option<GoBuild<'b>> {
    if !is_go(command.name()) {
        return None;
    }
    let mut words = command.args().to_vec();
    // `go -C dir build`.
    if words.first().is_some_and(|it| it.text == "-C") {
        words.drain(..2.min(words.len()));
    }
    let verb = words.first()?.text.clone();
    if !VERBS.contains(&verb.as_str()) {
        return None;
    }
    let known = |name: &str| known(host, at.1, name);
    let mut build = GoBuild {
        verb,
        span: command.span,
        label: host.label.clone(),
        at: Some(at),
        release: None,
        flags: Vec::new(),
        packages: Vec::new(),
        open: false,
    };
    let mut rest: Vec<Word> = Vec::new();
    for word in words.into_iter().skip(1) {
        rest.extend(expanded(word, &known));
    }
    let mut rest = rest.into_iter();
    while let Some(word) = rest.next() {
        let Some(body) = word
            .text
            .strip_prefix("--")
            .or_else(|| word.text.strip_prefix('-'))
        else {
            let unknown = word.text.starts_with([HOLE, '$', '`']);
            build.open |= unknown;
            if !unknown {
                build.packages.push(word);
                build.packages.extend(rest.filter(|it| !it.text.is_empty()));
                break;
            }
            continue;
        };
        build.open |= body.starts_with([HOLE, '$']);
        let (name, inline) = match body.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (body.to_owned(), None),
        };
        let (text, holder) = match inline {
            Some(value) => (value, word.clone()),
            None if SWITCHES.contains(&name.as_str()) => (String::new(), word.clone()),
            None => match rest.next() {
                Some(next) => (next.text.clone(), next),
                None => (String::new(), word.clone()),
            },
        };
        build.flags.push(BuildFlag {
            name,
            value: cut(doc, &holder, &substitute(&text, &known)),
            span: Span {
                start: word.span.start.min(holder.span.start),
                end: word.span.end.max(holder.span.end),
            },
        });
    }
    Some(build)
}

/// The value that a variable of a script has at a command, where it is plain to see: assigned once before it.
pub fn known(host: &HostScript, command: usize, name: &str) -> Option<String> {
    let mut all = host.script.assignments.iter().filter(|it| it.name == name);
    let first = all.next()?;
    let plain = first.before <= command && !first.value.text.contains([HOLE, '`']);
    (all.next().is_none() && plain && !first.value.text.contains(&format!("${name}")))
        .then(|| first.value.text.clone())
}

/// `$FLAGS` without quotes falls into words.
fn expanded(word: Word, known: &dyn Fn(&str) -> Option<String>) -> Vec<Word> {
    if word.quoted || !word.text.starts_with('$') {
        return vec![word];
    }
    let text = substitute(&word.text, known);
    if text == word.text {
        return vec![word];
    }
    text.split_whitespace()
        .map(|it| Word {
            text: it.to_owned(),
            ..word.clone()
        })
        .collect()
}

/// A text that a word has in it, with its place.
fn cut(doc: &Doc, word: &Word, text: &str) -> Cut {
    let mut cut = Cut::default();
    if !text.is_empty() && word.span.text(doc.text()).contains(text) {
        cut.push(text, word.part(doc.text(), text).start as usize);
    } else {
        cut.push_for(text, word.span);
    }
    cut
}

fn release<'b>(doc: &Doc, node: &'b Node) -> GoBuild<'b> {
    let mut flags = Vec::new();
    for name in ["ldflags", "gcflags", "asmflags", "tags"] {
        let values = node.get(name).map_or(&[][..], Node::one_or_more);
        for value in values.iter().filter(|it| it.text().is_some()) {
            flags.push(BuildFlag {
                name: name.to_owned(),
                value: crate::document::scalar::cut(doc.text(), value),
                span: value.span,
            });
        }
    }
    for value in node.get("flags").map_or(&[][..], Node::one_or_more) {
        let whole = crate::document::scalar::cut(doc.text(), value);
        for flag in tool_flags(&whole) {
            let Some((name, text)) = flag.parts() else {
                continue;
            };
            let mut cut = Cut::default();
            cut.push_for(text.unwrap_or(""), flag.span);
            flags.push(BuildFlag {
                name: name.to_owned(),
                value: cut,
                span: flag.span,
            });
        }
    }
    let id = node.get("id").and_then(Node::text);
    GoBuild {
        verb: "build".to_owned(),
        span: node.span,
        label: id.map(|it| format!("build `{it}`")).unwrap_or_default(),
        at: None,
        release: Some(node),
        flags,
        packages: Vec::new(),
        open: false,
    }
}

/// Splits as the go command does: at blanks outside quotes, which must stand around whole words.
pub fn tool_flags(value: &Cut) -> Vec<ToolFlag> {
    let text = &value.text;
    let mut at = 0;
    // `all=-N -l`: the packages that the flags are for.
    let first = text.trim_start();
    if !first.starts_with(['-', '\'', '"', HOLE, '$'])
        && let Some((pattern, rest)) = first.split_once('=')
        && !pattern.contains(char::is_whitespace)
    {
        at = text.len() - rest.len();
    }
    let mut found = Vec::new();
    while at < text.len() {
        let rest = &text[at..];
        let skipped = rest.len() - rest.trim_start().len();
        if skipped > 0 {
            at += skipped;
            continue;
        }
        let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''));
        let (start, end, next) = match quote {
            Some(quote) => {
                let close = rest[1..].find(quote).map_or(rest.len(), |it| it + 1);
                (1, close, (close + 1).min(rest.len()))
            }
            None => {
                let end = blank_outside(rest);
                (0, end, end)
            }
        };
        let span = value.span(at + start, at + end);
        found.push(ToolFlag {
            text: rest[start..end].to_owned(),
            span,
        });
        at += next.max(1);
    }
    found
}

/// The first blank that stands outside `$(...)`, `{{ ... }}` and backquotes.
fn blank_outside(text: &str) -> usize {
    let mut depth = 0usize;
    let mut ticks = false;
    let mut before = ' ';
    for (at, char) in text.char_indices() {
        match char {
            '(' if before == '$' || depth > 0 => depth += 1,
            '{' if matches!(before, '$' | '{') || depth > 0 => depth += 1,
            ')' | '}' => depth = depth.saturating_sub(1),
            '`' => ticks = !ticks,
            it if it.is_whitespace() && depth == 0 && !ticks => return at,
            _ => {}
        }
        before = char;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(text: &str) -> Vec<String> {
        let cut = Cut::whole(text, Span::new(0, text.len()));
        tool_flags(&cut).into_iter().map(|it| it.text).collect()
    }

    #[test]
    fn tool_flags_are_split_as_go_does() {
        assert_eq!(flags("-s  -w"), ["-s", "-w"]);
        assert_eq!(flags("all=-N -l"), ["-N", "-l"]);
        assert_eq!(
            flags("-X 'a.b=c d' -extldflags \"-static -lm\""),
            ["-X", "a.b=c d", "-extldflags", "-static -lm"]
        );
        assert_eq!(
            flags("-X a.b=$(date -u) -X=c={{ .Version }}"),
            ["-X", "a.b=$(date -u)", "-X=c={{ .Version }}"]
        );
        assert!(flags("").is_empty() && flags("   ").is_empty());
        assert_eq!(flags("-X 'open"), ["-X", "open"]);
    }

    #[test]
    fn tool_flags_have_places() {
        let text = "x='-s \"-l=4\"'";
        let cut = Cut::whole(text, Span::new(3, text.len() - 1));
        let found = tool_flags(&cut);
        assert_eq!(found[1].span.text(text), "-l=4");
        assert_eq!(found[1].parts(), Some(("l", Some("4"))));
    }
}
