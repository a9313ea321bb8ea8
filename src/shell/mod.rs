//! Shell: commands with what is in effect around them.
//!
//! In: a [`Cut`] of sh or bash text, and the options that the host starts the shell with. Out: a [`Script`]: commands with words, pipelines,
//! assignments, redirections, each with its place in the file. Comments, here-documents and arguments are data, never code. Broken text gives
//! what could be read. Must not know hosts (Docker, make, CI) nor rules.

mod parse;
mod read;
mod word;

use crate::document::Cut;
use crate::support::Span;

pub use read::read;

/// What `set` switches on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ShellOptions {
    /// `set -e`: a failing command ends the script.
    pub errexit: bool,
    /// `set -o pipefail`: a pipeline fails when any of its commands fails.
    pub pipefail: bool,
}

impl ShellOptions {
    /// Neither.
    pub const NONE: ShellOptions = ShellOptions {
        errexit: false,
        pipefail: false,
    };
    /// `-e`.
    pub const ERREXIT: ShellOptions = ShellOptions {
        errexit: true,
        pipefail: false,
    };
    /// `-eo pipefail`.
    pub const STRICT: ShellOptions = ShellOptions {
        errexit: true,
        pipefail: true,
    };

    /// With what the flags of a shell or of `set` change: `-e`, `-euo pipefail`, `+e`.
    pub fn with_flags<'a>(mut self, flags: impl Iterator<Item = &'a str>) -> Self {
        let mut named = None;
        for flag in flags {
            if let Some(on) = named.take() {
                self.set_named(flag, on);
                continue;
            }
            let on = flag.starts_with('-');
            if !on && !flag.starts_with('+') {
                break;
            }
            match flag.get(1..).unwrap_or("") {
                "" | "-" => break,
                letters if letters.starts_with('-') => {}
                letters => {
                    if letters.contains('e') {
                        self.errexit = on;
                    }
                    named = letters.contains('o').then_some(on);
                }
            }
        }
        self
    }

    fn set_named(&mut self, name: &str, on: bool) {
        match name {
            "errexit" => self.errexit = on,
            "pipefail" => self.pipefail = on,
            _ => {}
        }
    }
}

/// What was read of a text.
#[derive(Debug, Clone, Default)]
pub struct Script {
    /// Simple commands, in the order of the text; those inside substitutions and `sh -c '...'` included.
    pub commands: Vec<Command>,
    /// Pipelines of more than one command.
    pub pipelines: Vec<Pipeline>,
    /// `A=b` and `export A=b`; prefixes of commands are with the command.
    pub assignments: Vec<Assignment>,
    /// Bodies of here-documents and arguments of `echo` and `printf`: text that is shown or written, with its place.
    pub heredocs: Vec<Cut>,
}

/// A simple command.
#[derive(Debug, Clone)]
pub struct Command {
    /// From the first prefix to the last word.
    pub span: Span,
    /// `A=b` before it.
    pub env: Vec<Assignment>,
    /// Its words, the name first. Never empty.
    pub words: Vec<Word>,
    /// Index of the word that is the program, behind `sudo`, `env`, `time` and the like.
    pub program: usize,
    /// Redirections.
    pub redirects: Vec<Redirect>,
    /// In effect when it runs.
    pub options: ShellOptions,
    /// What surrounds it.
    pub context: Context,
    /// Index into [`Script::pipelines`], and its position there.
    pub pipeline: Option<(usize, usize)>,
}

impl Command {
    /// Last part of the program's path: `go` of `/usr/local/go/bin/go`; `xxx` stays as it is where it is not known.
    pub fn name(&self) -> &str {
        let text = self
            .words
            .get(self.program)
            .map_or("", |it| it.text.as_str());
        text.rsplit('/').next().unwrap_or(text)
    }

    /// The words behind the program.
    pub fn args(&self) -> &[Word] {
        self.words.get(self.program + 1..).unwrap_or(&[])
    }

    /// The n-th word behind the program, as text.
    pub fn arg(&self, index: usize) -> Option<&str> {
        self.args().get(index).map(|it| it.text.as_str())
    }

    /// Is it `name` followed by these words: `is("go", &["mod", "download"])`?
    pub fn is(&self, name: &str, args: &[&str]) -> bool {
        let given = self.args().iter().map(|it| it.text.as_str());
        self.name() == name && given.take(args.len()).eq(args.iter().copied())
    }

    /// Is any argument this?
    pub fn has_arg(&self, text: &str) -> bool {
        self.args().iter().any(|it| it.text == text)
    }

    /// The value of a flag as Go tools read it: `-run x`, `-run=x`, `--run=x`; with the word that holds it.
    pub fn flag(&self, name: &str) -> Option<(&str, &Word)> {
        let args = self.args();
        args.iter().enumerate().find_map(|(at, word)| {
            let text = word
                .text
                .strip_prefix("--")
                .or_else(|| word.text.strip_prefix('-'))?;
            match text.strip_prefix(name)? {
                "" => args.get(at + 1).map(|it| (it.text.as_str(), it)),
                rest => rest.strip_prefix('=').map(|value| (value, word)),
            }
        })
    }
}

/// A word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Without quotes. Expansions stay as written: `$X`, `${X:-y}`, `$(cmd)`; what only a run can tell is a
    /// [`HOLE`](crate::document::cut::HOLE).
    pub text: String,
    /// With quotes.
    pub span: Span,
    /// Has an expansion or a hole in it.
    pub dynamic: bool,
    /// Written in quotes, at least in part.
    pub quoted: bool,
}

impl Word {
    /// Goes on with another one that follows without a blank.
    fn glue(&mut self, next: Word) {
        self.text.push_str(&next.text);
        self.span.end = next.span.end.max(self.span.end);
        self.dynamic = true;
        self.quoted |= next.quoted;
    }

    /// The place of a part of the text, where the word stands in the file as it is; else that of the word.
    pub fn part(&self, file: &str, text: &str) -> Span {
        match self.span.text(file).find(text) {
            Some(at) if !text.is_empty() => {
                let start = self.span.start as usize + at;
                Span::new(start, start + text.len())
            }
            _ => self.span,
        }
    }
}

/// `A=b`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// `A`.
    pub name: String,
    /// `b`.
    pub value: Word,
    /// Of both.
    pub span: Span,
    /// By `export`, or `declare -x`; a prefix always is.
    pub exported: bool,
    /// Number of commands that come before it in [`Script::commands`].
    pub before: usize,
    /// Inside a substitution or subshell: gone behind it.
    pub local: bool,
}

impl Assignment {
    /// Its value goes on with another word.
    fn glue(&mut self, next: Word) {
        self.value.glue(next);
        self.span.end = self.value.span.end;
    }
}

/// `> file`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// `>`, `>>`, `<`, `2>` ...
    pub operator: String,
    /// Where to.
    pub target: Word,
}

/// What surrounds a command.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context {
    /// Inside `$(...)`, backquotes or `<(...)`.
    pub substitution: bool,
    /// Its status decides `if`, `while` or `until`.
    pub condition: bool,
    /// Followed by `||`, or behind `!`.
    pub handled: bool,
    /// Behind `||`: runs when something failed.
    pub fallback: bool,
    /// Inside a function.
    pub function: bool,
    /// Inside `( ... )`.
    pub subshell: bool,
    /// Inside a loop.
    pub in_loop: bool,
    /// In the branch of an `if` or `case`.
    pub branch: bool,
}

/// Commands joined by `|`.
#[derive(Debug, Clone)]
pub struct Pipeline {
    /// From the first command to the last.
    pub span: Span,
    /// The commands: for each the indices into [`Script::commands`] of its simple commands, one unless it is compound.
    pub stages: Vec<Vec<usize>>,
    /// In effect when it runs.
    pub options: ShellOptions,
    /// What surrounds it.
    pub context: Context,
    /// Index of the first command that comes after it.
    pub after: usize,
}
