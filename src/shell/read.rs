//! From text to a [`Script`]: walks the tree of tree-sitter-bash.

use super::parse::{parse, shebang};
use super::word::{assignment, exports, program, tail, word};
use super::{Assignment, Command, Context, Pipeline, Redirect, Script, ShellOptions, Word};
use crate::document::Cut;
use crate::support::Span;
use tree_sitter::Node;

/// Longest text that is read, in bytes; the parser's time grows with the square of what is nested.
const LONGEST: usize = 512 * 1024;

/// Nodes that may stand within each other; the walk is recursive.
const DEEPEST: usize = 400;

/// `sh -c` within `sh -c`.
const DEEPEST_SHELL: usize = 3;

/// Reads shell text. `options` are those that the shell starts with.
pub fn read(cut: &Cut, options: ShellOptions) -> Script {
    let mut script = Script::default();
    read_into(cut, options, Context::default(), 0, &mut script);
    script
}

fn read_into(
    cut: &Cut,
    options: ShellOptions,
    context: Context,
    level: usize,
    script: &mut Script,
) {
    if cut.text.len() > LONGEST || cut.text.trim().is_empty() {
        return;
    }
    // The grammar wants a line end behind the last command.
    let mut cut = cut.clone();
    if !cut.text.ends_with('\n') {
        cut.push_extra("\n");
    }
    let Some(tree) = parse(&cut.text) else {
        return;
    };
    let mut walker = Walker {
        cut: &cut,
        options: shebang(&cut.text, options),
        level,
        depth: 0,
        script,
    };
    walker.children(tree.root_node(), context);
}

struct Walker<'a> {
    cut: &'a Cut,
    options: ShellOptions,
    level: usize,
    depth: usize,
    script: &'a mut Script,
}

impl Walker<'_> {
    fn text(&self, node: Node) -> &str {
        self.cut.text.get(node.byte_range()).unwrap_or("")
    }

    fn span(&self, node: Node) -> Span {
        self.cut.span(node.start_byte(), node.end_byte())
    }

    fn children(&mut self, node: Node, context: Context) {
        let mut cursor = node.walk();
        let children: Vec<Node> = node.named_children(&mut cursor).collect();
        for child in children {
            self.node(child, context);
        }
    }

    fn node(&mut self, node: Node, context: Context) {
        if self.depth > DEEPEST {
            return;
        }
        self.depth += 1;
        match node.kind() {
            "command" => self.command(node, context),
            "declaration_command" | "unset_command" => self.declaration(node, context),
            "variable_assignment" => self.assignment(node, false, context),
            "pipeline" => self.pipeline(node, context),
            "list" => self.list(node, context),
            "negated_command" => self.children(
                node,
                Context {
                    handled: true,
                    ..context
                },
            ),
            "redirected_statement" => self.redirected(node, context),
            "if_statement" | "elif_clause" => self.conditional(node, context),
            "while_statement" => self.conditional(
                node,
                Context {
                    in_loop: true,
                    ..context
                },
            ),
            "for_statement" | "c_style_for_statement" => {
                self.children(
                    node,
                    Context {
                        in_loop: true,
                        ..context
                    },
                );
            }
            "else_clause" | "case_item" => self.children(
                node,
                Context {
                    branch: true,
                    ..context
                },
            ),
            "function_definition" => self.children(
                node,
                Context {
                    function: true,
                    ..context
                },
            ),
            "subshell" => self.isolated(
                node,
                Context {
                    subshell: true,
                    ..context
                },
            ),
            "command_substitution" | "process_substitution" => {
                self.isolated(
                    node,
                    Context {
                        substitution: true,
                        ..context
                    },
                );
            }
            "heredoc_body" => self.heredoc(node, context),
            "comment" => {}
            _ => self.children(node, context),
        }
        self.depth -= 1;
    }

    /// Does a node go on with the word before it, which ends at `end`? The grammar cuts `$A.$B-c` behind the second `$`.
    fn is_glued(&self, node: Node, end: usize) -> bool {
        node.start_byte() == end && self.cut.text[..end].ends_with('$')
    }

    /// What happens inside stays inside: options and assignments.
    fn isolated(&mut self, node: Node, context: Context) {
        let options = self.options;
        if context.substitution {
            // Bash does not hand `-e` down to substitutions.
            self.options.errexit = false;
        }
        let from = self.script.assignments.len();
        self.children(node, context);
        for assignment in &mut self.script.assignments[from..] {
            assignment.local = true;
        }
        self.options = options;
    }

    /// Text of a here-document: data, except for the substitutions in it.
    fn heredoc(&mut self, node: Node, context: Context) {
        let body = self.cut.part(node.start_byte(), node.end_byte());
        self.script.heredocs.push(body);
        self.children(node, context);
    }

    fn conditional(&mut self, node: Node, context: Context) {
        let mut cursor = node.walk();
        let children: Vec<(bool, Node)> = {
            let mut found = Vec::new();
            if cursor.goto_first_child() {
                loop {
                    found.push((cursor.field_name() == Some("condition"), cursor.node()));
                    if !cursor.goto_next_sibling() {
                        break;
                    }
                }
            }
            found
        };
        // Up to `then` or `do` everything is condition, also where the grammar names no field (`elif`).
        let mut tested = true;
        for (field, child) in children {
            if matches!(child.kind(), "then" | "do_group") {
                tested = false;
            }
            if !child.is_named() {
                continue;
            }
            let condition = field || tested;
            let context = Context {
                condition: condition || context.condition,
                branch: !condition || context.branch,
                ..context
            };
            self.node(child, context);
        }
    }

    fn list(&mut self, node: Node, context: Context) {
        let mut cursor = node.walk();
        let children: Vec<Node> = node.children(&mut cursor).collect();
        for (at, child) in children.iter().enumerate() {
            if !child.is_named() {
                continue;
            }
            let next = children.get(at + 1).map_or("", |it| it.kind());
            let before = at
                .checked_sub(1)
                .and_then(|it| children.get(it))
                .map_or("", |it| it.kind());
            // In `a || b && c` the list `a || b` is the left side of another list.
            let context = Context {
                handled: context.handled || next == "||",
                fallback: context.fallback || before == "||",
                ..context
            };
            self.node(*child, context);
        }
    }

    fn redirected(&mut self, node: Node, context: Context) {
        let mut cursor = node.walk();
        let children: Vec<Node> = node.named_children(&mut cursor).collect();
        let from = self.script.commands.len();
        let mut redirects = Vec::new();
        let mut behind = Vec::new();
        for child in children {
            match child.kind() {
                "file_redirect" => {
                    redirects.extend(self.redirect(child));
                    self.substitutions(child, context);
                }
                "heredoc_redirect" => behind.push(child),
                "herestring_redirect" => self.substitutions(child, context),
                _ => {
                    let handled = behind.iter().chain([&node]).any(|it| self.ors(*it));
                    self.node(
                        child,
                        Context {
                            handled: context.handled || handled,
                            ..context
                        },
                    );
                }
            }
        }
        for heredoc in behind {
            self.heredoc_redirect(heredoc, from, context);
        }
        // Redirections behind a list or pipeline belong to its last command.
        let last = self.script.commands.len().checked_sub(1);
        if let Some(command) = last
            .filter(|it| *it >= from)
            .and_then(|it| self.script.commands.get_mut(it))
        {
            command.redirects.extend(redirects);
        }
    }

    /// Does `|| ...` follow on the line of a here-document's start?
    fn ors(&self, node: Node) -> bool {
        node.kind() == "heredoc_redirect"
            && node
                .child_by_field_name("operator")
                .is_some_and(|it| it.kind() == "||")
    }

    /// `cmd <<EOF | other`: what stands behind on the first line is inside the node.
    fn heredoc_redirect(&mut self, node: Node, from: usize, context: Context) {
        let mut cursor = node.walk();
        let children: Vec<Node> = node.named_children(&mut cursor).collect();
        for child in children {
            match child.kind() {
                "heredoc_start" | "heredoc_end" | "file_descriptor" => {}
                "file_redirect" => {
                    let redirect = self.redirect(child);
                    if let Some(command) = self.script.commands.get_mut(from) {
                        command.redirects.extend(redirect);
                    }
                }
                "pipeline" => {
                    let first: Vec<usize> = (from..self.script.commands.len()).collect();
                    self.pipeline_stages(child, vec![first], context);
                }
                _ => self.node(child, context),
            }
        }
    }

    fn pipeline(&mut self, node: Node, context: Context) {
        self.pipeline_stages(node, Vec::new(), context);
    }

    fn pipeline_stages(&mut self, node: Node, mut stages: Vec<Vec<usize>>, context: Context) {
        let mut cursor = node.walk();
        let children: Vec<Node> = node.named_children(&mut cursor).collect();
        let options = self.options;
        for child in children {
            let from = self.script.commands.len();
            self.node(child, context);
            // The grammar takes `a && b 2>&1 | c` for `(a && b) | c`: a shell pipes `b` alone.
            let start = self.span(tail(child)).start;
            let all = from..self.script.commands.len();
            stages.push(
                all.filter(|it| self.script.commands[*it].span.end > start)
                    .collect(),
            );
            // Each command of a pipeline runs in a shell of its own.
            self.options = options;
        }
        stages.retain(|it| !it.is_empty());
        if stages.len() < 2 {
            return;
        }
        let index = self.script.pipelines.len();
        for (position, stage) in stages.iter().enumerate() {
            for command in stage {
                let command = &mut self.script.commands[*command];
                command.pipeline.get_or_insert((index, position));
            }
        }
        let first = stages.first().and_then(|it| it.first());
        let own = self.span(node);
        let start = first.map_or(own, |it| self.script.commands[*it].span).start;
        self.script.pipelines.push(Pipeline {
            span: Span {
                start: start.min(own.end),
                end: own.end,
            },
            stages,
            options,
            context,
            after: self.script.commands.len(),
        });
    }

    fn redirect(&self, node: Node) -> Option<Redirect> {
        let target = node.child_by_field_name("destination")?;
        let operator = self.cut.text.get(node.start_byte()..target.start_byte())?;
        Some(Redirect {
            operator: operator.trim().to_owned(),
            target: word(target, self.cut),
        })
    }

    fn command(&mut self, node: Node, context: Context) {
        let mut words: Vec<Word> = Vec::new();
        let mut env: Vec<Assignment> = Vec::new();
        let mut redirects = Vec::new();
        let mut inner = Vec::new();
        let mut cursor = node.walk();
        let children: Vec<Node> = node.named_children(&mut cursor).collect();
        let mut end = 0;
        for child in children {
            match child.kind() {
                _ if self.is_glued(child, end) => {
                    let next = word(child, self.cut);
                    match (words.last_mut(), env.last_mut()) {
                        (Some(last), _) => last.glue(next),
                        (None, Some(assignment)) => assignment.glue(next),
                        (None, None) => words.push(next),
                    }
                    inner.push(child);
                }
                "variable_assignment" => {
                    env.extend(self.read_assignment(child, true));
                    inner.push(child);
                }
                "file_redirect" => {
                    redirects.extend(self.redirect(child));
                    inner.push(child);
                }
                "herestring_redirect" | "subshell" => inner.push(child),
                "comment" => {}
                _ => {
                    words.push(word(child, self.cut));
                    inner.push(child);
                }
            }
            end = child.end_byte();
        }
        // What is substituted runs before the command itself.
        for child in inner {
            self.substitutions(child, context);
        }
        if words.is_empty() {
            // `A=$b.$C-d` was taken for a command.
            let own = env.into_iter().map(|it| Assignment {
                exported: false,
                ..it
            });
            return self.script.assignments.extend(own);
        }
        let program = program(&words, &mut env, self.script.commands.len());
        let command = Command {
            span: self.span(node),
            env,
            words,
            program,
            redirects,
            options: self.options,
            context,
            pipeline: None,
        };
        if command.name() == "set" {
            let flags = command.args().iter().map(|it| it.text.as_str());
            self.options = self.options.with_flags(flags);
        }
        let nested = self.nested_shell(&command);
        let exported = exports(&command, self.script.commands.len());
        self.script.assignments.extend(exported);
        self.script.commands.push(command);
        if let Some((cut, options)) = nested {
            let level = self.level + 1;
            read_into(
                &cut,
                options,
                Context {
                    subshell: true,
                    ..context
                },
                level,
                self.script,
            );
        }
    }

    /// `sh -c '...'`: the text and the options it runs with; also behind another program (`docker run x sh -c '...'`).
    fn nested_shell(&self, command: &Command) -> Option<(Cut, ShellOptions)> {
        if self.level >= DEEPEST_SHELL {
            return None;
        }
        let words = &command.words;
        let shell = words.iter().position(|it| {
            let name = it.text.rsplit('/').next().unwrap_or("");
            matches!(name, "sh" | "bash" | "ash" | "dash" | "zsh")
        })?;
        let behind = &words[shell + 1..];
        let flag = behind.iter().position(|it| {
            it.text.starts_with('-') && !it.text.starts_with("--") && it.text.ends_with('c')
        })?;
        // `bash script.sh -c x` is no such thing.
        let mut flags = behind[..flag].iter().map(|it| it.text.as_str());
        if flags
            .clone()
            .any(|it| !it.starts_with('-') && it != "pipefail")
        {
            return None;
        }
        let options = ShellOptions::NONE
            .with_flags(flags.by_ref())
            .with_flags([behind[flag].text.as_str()].into_iter());
        let text = behind.get(flag + 1)?;
        Some((self.inner(text), options))
    }

    /// The inside of a quoted word, as text of its own.
    fn inner(&self, word: &Word) -> Cut {
        let mut cut = Cut::default();
        cut.push_for(&word.text, word.span);
        let Some(at) = self
            .cut
            .text
            .find(&word.text)
            .filter(|_| !word.text.is_empty())
        else {
            return cut;
        };
        // Where the text stands as it is, inside the word, every part of it has its own place.
        let part = self.cut.part(at, at + word.text.len());
        let span = part.span(0, part.text.len());
        let inside = span.start >= word.span.start && span.end <= word.span.end;
        if inside { part } else { cut }
    }

    /// Commands in `$(...)` and `<(...)`, the node itself or below it.
    fn substitutions(&mut self, node: Node, context: Context) {
        if self.depth > DEEPEST {
            return;
        }
        if matches!(node.kind(), "command_substitution" | "process_substitution") {
            let context = Context {
                condition: false,
                handled: false,
                ..context
            };
            return self.node(node, context);
        }
        self.depth += 1;
        let mut cursor = node.walk();
        let children: Vec<Node> = node.named_children(&mut cursor).collect();
        for child in children {
            self.substitutions(child, context);
        }
        self.depth -= 1;
    }

    fn declaration(&mut self, node: Node, context: Context) {
        let exported = node.child(0).is_some_and(|it| it.kind() == "export")
            || self
                .text(node)
                .split_whitespace()
                .any(|it| it == "-x" || it == "-gx");
        let mut cursor = node.walk();
        let children: Vec<Node> = node.named_children(&mut cursor).collect();
        let mut end = 0;
        for child in children {
            match child.kind() {
                _ if self.is_glued(child, end) => {
                    if let Some(last) = self.script.assignments.last_mut() {
                        last.glue(word(child, self.cut));
                    }
                    self.substitutions(child, context);
                }
                "variable_assignment" => self.assignment(child, exported, context),
                // `export "A=b"`.
                _ => {
                    let text = word(child, self.cut);
                    let before = self.script.commands.len();
                    self.substitutions(child, context);
                    if let Some(found) = assignment(&text, before).filter(|_| exported) {
                        self.script.assignments.push(found);
                    }
                    if child.kind() == "variable_name" && exported {
                        let name = text.text.clone();
                        for it in &mut self.script.assignments {
                            it.exported |= it.name == name;
                        }
                    }
                }
            }
            end = child.end_byte();
        }
    }

    fn assignment(&mut self, node: Node, exported: bool, context: Context) {
        if let Some(found) = self.read_assignment(node, exported) {
            self.script.assignments.push(found);
        }
        self.substitutions(node, context);
    }

    fn read_assignment(&self, node: Node, exported: bool) -> Option<Assignment> {
        let name = node.child_by_field_name("name")?;
        let value = match node.child_by_field_name("value") {
            Some(value) => word(value, self.cut),
            None => Word {
                text: String::new(),
                span: self.cut.span(node.end_byte(), node.end_byte()),
                dynamic: false,
                quoted: false,
            },
        };
        Some(Assignment {
            name: self.text(name).to_owned(),
            value,
            span: self.span(node),
            exported,
            before: self.script.commands.len(),
            local: false,
        })
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
