//! gomapcheck finds concurrent map accesses in Go code before it runs.
//!
//! Data flows one way through the stages: `discover`, `syntax`, `outline`, `ir`, `models`, `types`, `summary`, `concurrency`, `rules`,
//! `finding`, `render`; `pipeline` calls them in that order. See `src/README.md`.

pub mod support;
pub mod discover;
pub mod syntax;
pub mod outline;
pub mod ir;
pub mod models;
pub mod types;
pub mod calls;
pub mod summary;
pub mod link;
pub mod concurrency;
pub mod rules;
pub mod finding;
pub mod render;

pub mod cli;
pub mod output;
pub mod pipeline;
pub mod progress;
