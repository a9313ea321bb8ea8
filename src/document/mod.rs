//! Documents: the structure of configuration, build, container and CI files.
//!
//! In: text. Out: trees ([`tree::Node`]) of YAML, JSON and TOML, and the models of Dockerfiles, makefiles, go.mod and line-based files, all
//! with exact byte spans. Broken text gives what could be read. Must not know rules, nor what a value means.
//!
//! Shell text inside another language is a [`Cut`]: its own text, with the way back to the offsets of the file.

pub mod cut;
pub mod dockerfile;
pub mod gomod;
pub mod json;
pub mod lines;
pub mod makefile;
pub mod registry;
pub mod scalar;
pub mod template;
pub mod toml;
pub mod tree;
pub mod yaml;

pub use cut::Cut;
pub use tree::{Node, Tree, TreeReader};
