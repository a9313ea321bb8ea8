//! The line of `gomapcheck why`: as far as the program, then the question put to it.
//!
//! In: [`Options`] and a line of a file. Out: an [`Answer`] for each map access there. Must not know the command line.

use super::program::{Symbols, stats};
use super::{Options, Outcome, discover, in_pool, load_models, parse};
use crate::discover::{SourceFile, Workspace};
use crate::finding::SourceMap;
use crate::progress::Progress;
use crate::rules::why::{Answer, answers};
use crate::support::FileId;
use std::path::Path;

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The file, seen from the working directory.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
}

/// Answers the question.
///
/// # Errors
/// The file is not among those that the patterns name, or has no such line: a sentence that says what to do.
pub fn why(
    options: &Options,
    question: &Question,
    progress: &dyn Progress,
) -> Result<(Vec<Answer>, Outcome), String> {
    in_pool(options, || ask(options, question, progress))
}

fn ask(
    options: &Options,
    question: &Question,
    progress: &dyn Progress,
) -> Result<(Vec<Answer>, Outcome), String> {
    let mut workspace = discover(options);
    let file = find(options, &workspace, &question.path)?;
    let lines = SourceMap::new(&workspace);
    if question.line > lines.line_count(file) {
        return Err(format!(
            "{} has {} lines, none numbered {}",
            question.path,
            lines.line_count(file),
            question.line
        ));
    }
    let line = lines.line_span(file, question.line);
    drop(lines);
    let models = load_models(options).map_err(|error| error.to_string())?;
    let parsed = parse(&workspace, progress);
    workspace.problems.extend(parsed.problems);
    let symbols = Symbols::new(&workspace, &parsed.outlines, &parsed.irs);
    let summaries = symbols.summaries(&workspace, &models, &parsed.irs, progress);
    let stats = stats(&workspace, &symbols.funcs, &summaries);
    let program = symbols.program(&workspace, &parsed.irs, summaries);
    let (stories, contexts) = crate::concurrency::why::stories(&program, &models, file, line);
    let answers = answers(&program, &contexts, &stories);
    drop(program);
    Ok((
        answers,
        Outcome {
            workspace,
            stats,
            ..Outcome::default()
        },
    ))
}

/// The file with this path, however it is written.
fn find(options: &Options, workspace: &Workspace, path: &str) -> Result<FileId, String> {
    let wanted = options.cwd.join(path);
    let wanted = wanted.canonicalize().unwrap_or(wanted);
    let is_it = |file: &SourceFile| {
        let of = |at: &Path| at.canonicalize().is_ok_and(|it| it == wanted);
        Path::new(&file.display).file_name() == wanted.file_name()
            && of(&options.cwd.join(&file.display))
    };
    match workspace.files.iter().position(is_it) {
        Some(at) => Ok(FileId(at as u32)),
        None if !wanted.exists() => Err(format!("{path}: there is no such file")),
        None => Err(format!(
            "{path} is not among the files that {} names: name its package as well, as in `gomapcheck why {path}:1 ./...`",
            options.patterns.join(" ")
        )),
    }
}
