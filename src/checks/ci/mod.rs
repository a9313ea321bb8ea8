//! Rules 85x and 86x: tests, linters and the race detector in CI.

mod filtered;
mod frozen_linter;
mod gates;
mod go_test_regexp;
pub(super) mod gorace;
mod ignored;
mod lint_config;
mod lint_uses;
mod race;
mod race_tags;
mod status_lost_in_pipe;

use super::Matcher;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] = &[
    ("check_result_ignored", ignored::find),
    ("frozen_linter", frozen_linter::find),
    ("go_test_regexp_unsupported", go_test_regexp::find),
    ("gorace_hides_failures", gorace::hides_failures),
    ("lint_config_dead_linter", lint_config::dead_linter),
    (
        "lint_config_version_mismatch",
        lint_config::version_mismatch,
    ),
    ("lint_never_fails", ignored::never_fails),
    ("lint_version_floating", lint_config::floating),
    ("race_excluded_tests", race_tags::find),
    ("race_report_filtered", filtered::find),
    ("race_with_cgo_disabled", race::cgo_disabled),
    ("test_status_lost_in_pipe", status_lost_in_pipe::find),
    ("tests_never_run_with_race", race::never_used),
];
