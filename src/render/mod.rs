//! Rendering: findings to text, JSON, SARIF and annotations.
