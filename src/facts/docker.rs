//! Dockerfiles as stages.
//!
//! In: text. Out: a [`Dockerfile`]: stages with their base after ARG substitution, what is copied between them, which one is shipped.

use super::image::Image;
use crate::document::dockerfile::{self, Instruction, Word};
use crate::support::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// A Dockerfile.
#[derive(Debug, Clone, Default)]
pub struct Dockerfile {
    /// All instructions.
    pub instructions: Vec<Instruction>,
    /// Its stages; the last one is what `docker build` makes unless told otherwise.
    pub stages: Vec<Stage>,
    /// `ARG`s before the first `FROM` with their defaults.
    pub global_args: BTreeMap<String, String>,
}

/// A stage.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Behind `AS`.
    pub name: Option<String>,
    /// What stands behind `FROM`, after substitution of ARGs; what is not known keeps its `$`.
    pub base: String,
    /// Of the base as written.
    pub base_span: Span,
    /// The stage of this file that it builds on.
    pub parent: Option<usize>,
    /// `--platform`.
    pub platform: Option<String>,
    /// Its instructions, `FROM` first.
    pub instructions: Range<usize>,
}

/// A `COPY` or `ADD`.
#[derive(Debug, Clone)]
pub struct CopyStep {
    /// Index of the instruction.
    pub instruction: usize,
    /// Where from.
    pub from: CopySource,
    /// What.
    pub sources: Vec<Word>,
    /// Where to.
    pub dest: Option<Word>,
}

/// Where a `COPY` takes its files from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopySource {
    /// The build context.
    Context,
    /// A stage of this file.
    Stage(usize),
    /// An image.
    Image(String),
}

impl Dockerfile {
    /// Reads a Dockerfile.
    pub fn read(text: &str) -> Dockerfile {
        let mut file = Dockerfile {
            instructions: dockerfile::read(text),
            ..Dockerfile::default()
        };
        for index in 0..file.instructions.len() {
            let instruction = &file.instructions[index];
            match instruction.keyword.as_str() {
                "ARG" if file.stages.is_empty() => {
                    for (name, value) in instruction.assignments() {
                        if let Some(value) = value {
                            let value =
                                substitute(&value.text, &|it| file.global_args.get(it).cloned());
                            file.global_args.insert(name.text, value);
                        }
                    }
                }
                "FROM" if !instruction.onbuild => {
                    let stage = file.stage(index);
                    file.stages.push(stage);
                }
                _ => {}
            }
            if let Some(stage) = file.stages.last_mut() {
                stage.instructions.end = index + 1;
            }
        }
        file
    }

    fn stage(&self, index: usize) -> Stage {
        let instruction = &self.instructions[index];
        let words = instruction.words();
        let base = words.first().map_or("", |it| it.text.as_str());
        let base = substitute(base, &|it| self.global_args.get(it).cloned());
        let named = words
            .get(1)
            .is_some_and(|it| it.text.eq_ignore_ascii_case("as"));
        Stage {
            name: words.get(2).filter(|_| named).map(|it| it.text.clone()),
            parent: self.stage_named(&base),
            base_span: words.first().map_or(instruction.span, |it| it.span),
            base,
            platform: instruction.flag("platform").map(|it| it.value.clone()),
            instructions: index..index + 1,
        }
    }

    /// The stage of this name (case does not matter) among those read so far.
    pub fn stage_named(&self, name: &str) -> Option<usize> {
        let matches = |it: &Stage| {
            it.name
                .as_ref()
                .is_some_and(|it| it.eq_ignore_ascii_case(name))
        };
        self.stages.iter().rposition(matches)
    }

    /// The stage that holds an instruction.
    pub fn stage_of(&self, instruction: usize) -> Option<usize> {
        self.stages
            .iter()
            .position(|it| it.instructions.contains(&instruction))
    }

    /// The last stage.
    pub fn final_stage(&self) -> Option<usize> {
        self.stages.len().checked_sub(1)
    }

    /// The stage and those it builds on, nearest first.
    pub fn chain(&self, stage: usize) -> Vec<usize> {
        let mut chain = vec![stage];
        while let Some(parent) = chain.last().and_then(|it| self.stages.get(*it)?.parent) {
            if chain.contains(&parent) {
                break;
            }
            chain.push(parent);
        }
        chain
    }

    /// The image that a stage is built on in the end.
    pub fn base_image(&self, stage: usize) -> Image {
        let root = self.chain(stage).last().and_then(|it| self.stages.get(*it));
        Image::parse(root.map_or("", |it| it.base.as_str()))
    }

    /// Instructions of a stage with their indices.
    pub fn of_stage(&self, stage: usize) -> impl Iterator<Item = (usize, &Instruction)> {
        let range = self
            .stages
            .get(stage)
            .map_or(0..0, |it| it.instructions.clone());
        range.filter_map(|it| Some((it, self.instructions.get(it)?)))
    }

    /// What a stage copies.
    pub fn copies(&self, stage: usize) -> Vec<CopyStep> {
        let copies = self
            .of_stage(stage)
            .filter(|(_, it)| matches!(it.keyword.as_str(), "COPY" | "ADD"));
        copies
            .map(|(index, it)| {
                let mut words = it.words();
                let dest = words.pop();
                CopyStep {
                    instruction: index,
                    from: self.copy_source(stage, it),
                    sources: words,
                    dest,
                }
            })
            .collect()
    }

    fn copy_source(&self, stage: usize, instruction: &Instruction) -> CopySource {
        let Some(flag) = instruction.flag("from") else {
            return CopySource::Context;
        };
        let name = substitute(&flag.value, &|it| self.global_args.get(it).cloned());
        let by_number = name.parse().ok().filter(|it| *it < stage);
        match by_number.or_else(|| self.stage_named(&name)) {
            Some(found) => CopySource::Stage(found),
            None => CopySource::Image(name),
        }
    }

    /// Stages that the last one is made from: its chain, and what is copied from, and so on.
    pub fn shipped(&self) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut open: Vec<usize> = self.final_stage().into_iter().collect();
        while let Some(stage) = open.pop() {
            if found.contains(&stage) {
                continue;
            }
            found.push(stage);
            open.extend(self.stages.get(stage).and_then(|it| it.parent));
            open.extend(
                self.copies(stage)
                    .into_iter()
                    .filter_map(|it| match it.from {
                        CopySource::Stage(stage) => Some(stage),
                        _ => None,
                    }),
            );
        }
        found.sort_unstable();
        found
    }

    /// Value of an ENV or ARG in effect at an instruction: that of the stage or of those it builds on; with its place. ARGs do not pass
    /// from stage to stage.
    pub fn variable(&self, instruction: usize, name: &str) -> Option<(Word, &Instruction)> {
        let stage = self.stage_of(instruction)?;
        for (depth, at) in self.chain(stage).into_iter().enumerate() {
            let before = self
                .of_stage(at)
                .filter(|(index, _)| depth > 0 || *index < instruction);
            let mut found = None;
            for (_, it) in before {
                let counts = it.keyword == "ENV" || (it.keyword == "ARG" && depth == 0);
                if !counts {
                    continue;
                }
                for (own, value) in it.assignments() {
                    if own.text != name {
                        continue;
                    }
                    let global = || {
                        let text = self.global_args.get(name).cloned()?;
                        Some(Word {
                            text,
                            span: own.span,
                        })
                    };
                    found = value.or_else(global).map(|value| (value, it));
                }
            }
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

/// Replaces `$X`, `${X}`, `${X:-default}` where the value is known; what is not known stays as it is.
pub fn substitute(text: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        let tail = &rest[at + 1..];
        let (name, default, length) = match tail.strip_prefix('{') {
            Some(inner) => {
                let end = inner.find('}').unwrap_or(inner.len());
                let body = &inner[..end];
                let (name, default) = match body.split_once(":-") {
                    Some((name, default)) => (name, Some(default)),
                    None => (body, None),
                };
                (name, default, (end + 2).min(tail.len()))
            }
            None => {
                let word = |it: char| it.is_ascii_alphanumeric() || it == '_';
                let end = tail.find(|it| !word(it)).unwrap_or(tail.len());
                (&tail[..end], None, end)
            }
        };
        let known = value(name).filter(|it| default.is_none() || !it.is_empty());
        match known.or_else(|| default.map(str::to_owned)) {
            Some(value) if !name.is_empty() => out.push_str(&value),
            _ => {
                out.push('$');
                out.push_str(&tail[..length]);
            }
        }
        rest = &tail[length..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
ARG GO=1.22
ARG BASE=golang:${GO}
FROM --platform=$BUILDPLATFORM ${BASE} AS build
ENV CGO_ENABLED=0
ARG GO
FROM build AS compile
RUN go build -o /app
FROM ${FINAL:-alpine:3}
COPY --from=compile /app /app
";

    #[test]
    fn stages() {
        let file = Dockerfile::read(FILE);
        let bases: Vec<_> = file.stages.iter().map(|it| it.base.as_str()).collect();
        assert_eq!(bases, ["golang:1.22", "build", "alpine:3"]);
        assert_eq!(file.chain(1), [1, 0]);
        assert_eq!(file.base_image(1).path, "golang");
        assert_eq!(file.shipped(), [0, 1, 2]);
        assert_eq!(file.copies(2)[0].from, CopySource::Stage(1));
        assert_eq!(file.stages[0].base_span.text(FILE), "${BASE}");
    }

    #[test]
    fn variables_pass_from_parent_to_child() {
        let file = Dockerfile::read(FILE);
        let run = file
            .instructions
            .iter()
            .position(|it| it.keyword == "RUN")
            .expect("there");
        let of = |name: &str| file.variable(run, name).map(|(word, _)| word.text);
        assert_eq!(of("CGO_ENABLED").as_deref(), Some("0"));
        assert_eq!(of("GO"), None, "an ARG is its stage's own");
    }
}
