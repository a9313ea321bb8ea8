//! Summaries: what each function does to maps, locks and goroutines, in its own terms.
