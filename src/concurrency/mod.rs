//! Concurrency: which accesses may run at the same time, and conflict.
