//! gomapcheck finds concurrent map accesses in Go code before it runs.
//!
//! Data flows one way through the stages: `discover`, `syntax`, `outline`, `ir`, `models`, `types`, `calls`, `summary`, `link`, `concurrency`, `document`,
//! `shell`, `facts`, `rules`, `config`, `finding`, `racelog`, `checks`, `triage`, `environment`, `checklist`, `render`; `pipeline` calls them in that order. See `src/README.md`.

pub mod calls;
pub mod checklist;
pub mod checks;
pub mod concurrency;
pub mod config;
pub mod discover;
pub mod document;
pub mod environment;
pub mod facts;
pub mod finding;
pub mod ir;
pub mod link;
pub mod models;
pub mod outline;
pub mod racelog;
pub mod render;
pub mod rules;
pub mod shell;
pub mod summary;
pub mod support;
pub mod syntax;
pub mod triage;
pub mod types;

pub mod cli;
pub mod commands;
pub mod fix;
pub mod output;
pub mod pipeline;
pub mod progress;
pub mod review;
