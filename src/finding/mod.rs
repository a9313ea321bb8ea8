//! Findings: what is reported, independent of how it is shown.
//!
//! In: conflicts (from `concurrency`) and hits of `checks`, joined with rule metadata. Out: sorted, deduplicated, fingerprinted [`Finding`]s, and the
//! [`SourceMap`] that turns their byte spans into lines and columns. Must not know miette or SARIF.

mod line_hash;
mod order;
mod source_map;

pub use crate::rules::Severity;
pub use line_hash::line_hashes;
pub use order::{finish, sort};
pub use source_map::{Position, Region, SourceMap};

pub use crate::support::{Edit, Fix};

use crate::support::Loc;

/// A finding. Plain data: no lifetimes, no tree nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Rule, e.g. `GMC004`.
    pub rule: String,
    /// How bad.
    pub severity: Severity,
    /// How sure, computed from evidence.
    pub confidence: Confidence,
    /// The whole story in one sentence, plain text without line numbers: "map `Server.sessions` is ranged here without `s.mu`, while other goroutines write it".
    pub message: String,
    /// The unsafe access: a region on one line.
    pub primary: Loc,
    /// Function that holds the primary location, as Go prints it: `(*Server).list`; of a document the job, stage or target: "job `test`".
    pub function: String,
    /// Short name of the map: `Server.sessions`; of a document the text that is underlined.
    pub subject: String,
    /// Full name of the map: `import/path.Type.field`, `import/path.var`, `import/path.func.local`.
    pub map: String,
    /// The goroutines, the one with the primary access first; two, or one when a goroutine races with further copies of itself.
    pub goroutines: Vec<Goroutine>,
    /// What supports the finding, a sentence each: "5 of 6 accesses hold `s.mu`".
    pub evidence: Vec<Evidence>,
    /// What to do.
    pub help: String,
    /// Edits that do it; none where no edit is safe.
    pub fix: Option<Fix>,
    /// Stable over unrelated edits; filled by [`crate::finding::finish`].
    pub fingerprint: String,
}

/// One goroutine of a race: where it starts, the calls from there, the access.
#[derive(Debug, Clone, PartialEq)]
pub struct Goroutine {
    /// What it is: "HTTP handler, runs in parallel with itself"; "goroutine started in a loop"; "the caller of an exported method".
    pub heading: String,
    /// From the start to the access, start first. The last one is the access.
    pub steps: Vec<Step>,
    /// What is held at the access: "holds no lock", "holds `s.mu` (exclusive)", "holds `s.mu` (shared)".
    pub holds: String,
}

/// One step of a goroutine.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Where.
    pub loc: Loc,
    /// What happens there, short: "starts here, inside a loop", "calls (*Hub).register", "writes `h.clients`".
    pub text: String,
    /// Function that holds the location: `(*Server).Run`.
    pub function: String,
}

/// A supporting fact with the places that show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The sentence.
    pub text: String,
    /// Places.
    pub places: Vec<Loc>,
}

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Shown with `--pedantic` only.
    Low,
    /// Rests on one inference that the reader can check.
    Medium,
    /// Both sides witnessed.
    High,
}

impl Confidence {
    /// The word used in every output format: `low`, `medium`, `high`.
    pub fn as_str(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }
}
