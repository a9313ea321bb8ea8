//! The grammar: from text to a tree, within a time limit.
//!
//! In: shell text. Out: its tree. Must not know what is made of it.

use super::ShellOptions;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};
use tree_sitter::{ParseOptions, Parser};

/// Time that one text may take.
const TIME: Duration = Duration::from_millis(500);

/// The tree of a text; none where it takes too long.
pub(super) fn parse(text: &str) -> Option<tree_sitter::Tree> {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_bash::LANGUAGE.into())
        .ok()?;
    let start = Instant::now();
    let mut progress = |_: &tree_sitter::ParseState| {
        if start.elapsed() > TIME {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let options = ParseOptions::new().progress_callback(&mut progress);
    let bytes = text.as_bytes();
    parser.parse_with_options(
        &mut |at, _| bytes.get(at..).unwrap_or(&[]),
        None,
        Some(options),
    )
}

/// With the flags of `#!/bin/bash -e`.
pub(super) fn shebang(text: &str, options: ShellOptions) -> ShellOptions {
    let Some(line) = text.lines().next().and_then(|it| it.strip_prefix("#!")) else {
        return options;
    };
    let words = line.split_whitespace().skip_while(|it| !it.ends_with("sh"));
    options.with_flags(words.skip(1))
}
