//! gomapcheck finds concurrent map accesses in Go code before it runs.
//!
//! Data flows one way through the stages, in the order of the modules below; see `src/README.md`.

pub mod support;
pub mod discover;
pub mod syntax;
pub mod outline;
pub mod ir;
pub mod models;
pub mod types;
pub mod summary;
pub mod concurrency;
pub mod finding;
pub mod render;
