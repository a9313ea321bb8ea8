//! `gomapcheck why FILE:LINE`.

use super::refused;
use crate::cli::{Analysis, Shared};
use crate::finding::SourceMap;
use crate::pipeline::why::{Question, why};
use crate::progress::{Bar, Progress, Silent};
use crate::render;
use std::io;

/// What is known of the map accesses on a line, read as part of the packages that `patterns` name.
///
/// # Errors
/// The place is not `FILE:LINE`, or no such line was read; the message says what to do.
pub(super) fn text(
    shared: &Shared,
    place: &str,
    patterns: &[String],
    analysis: &Analysis,
) -> io::Result<String> {
    let question = question(place).map_err(refused)?;
    let cwd = shared.working_directory()?;
    let settings = analysis.settings(&cwd)?;
    let options = crate::cli::options(&settings, cwd, patterns.to_vec(), analysis.jobs)?;
    let bar = match shared.quiet {
        true => None,
        false => Bar::on_terminal(),
    };
    let progress: &dyn Progress = bar.as_ref().map_or(&Silent, |it| it);
    let (answers, outcome) = why(&options, &question, progress).map_err(refused)?;
    drop(bar);
    Ok(render::why::draw(
        &answers,
        &SourceMap::new(&outcome.workspace),
    ))
}

/// Reads `FILE:LINE` or `FILE:LINE:COLUMN`, as findings are printed; the column says nothing more.
fn question(place: &str) -> Result<Question, String> {
    let number = |text: &str| text.parse::<usize>().ok().filter(|it| *it > 0);
    let mut parts: Vec<&str> = place.rsplitn(3, ':').collect();
    if let [column, line, _] = parts[..]
        && number(column).is_some()
        && number(line).is_some()
    {
        parts.remove(0);
    }
    let refused = || format!("`{place}` is no place: write it as FILE:LINE, as in hub.go:53");
    let line = parts
        .first()
        .copied()
        .and_then(number)
        .ok_or_else(refused)?;
    let path: Vec<&str> = parts[1..].iter().rev().copied().collect();
    match path.join(":") {
        path if path.is_empty() => Err(refused()),
        path => Ok(Question { path, line }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Question, question};

    #[test]
    fn places_are_read_as_findings_print_them() {
        let of = |path: &str, line| {
            Ok(Question {
                path: path.to_owned(),
                line,
            })
        };
        assert_eq!(question("a/b.go:3"), of("a/b.go", 3));
        assert_eq!(question("a/b.go:3:14"), of("a/b.go", 3));
        assert_eq!(question("C:\\x\\b.go:3:14"), of("C:\\x\\b.go", 3));
        for wrong in ["a.go", "a.go:0", ":3", "a.go:x", ""] {
            assert!(question(wrong).is_err(), "{wrong}");
        }
    }
}
