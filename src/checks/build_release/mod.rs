//! Rules 4xx: builds, flags and version stamps.

mod cgo_off;
mod go_version_major;
mod goarch_fixed;
mod goarm_wrong;
mod godebug_at_build;
mod installsuffix;
mod ldflags;
mod makefile_shell_substitution;
mod nonreproducible_stamp;
mod race_shipped;
mod tool_flags;
mod vcs_stamp;

use super::Matcher;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] = &[
    ("ldflags_x_no_such_variable", ldflags::no_such_variable),
    ("ldflags_x_not_settable", ldflags::not_settable),
    ("nonreproducible_stamp", nonreproducible_stamp::find),
    (
        "makefile_shell_substitution",
        makefile_shell_substitution::find,
    ),
    ("ldflags_unknown_flag", tool_flags::unknown),
    ("static_flag_without_cgo", tool_flags::static_without_cgo),
    ("obsolete_installsuffix", installsuffix::find),
    ("debug_gcflags_in_release", tool_flags::debug_in_release),
    ("gcflags_inline_level", tool_flags::inline_level),
    ("godebug_at_build_time", godebug_at_build::find),
    ("goarm_wrong", goarm_wrong::find),
    ("goarch_fixed_in_multiarch_image", goarch_fixed::find),
    ("race_binary_shipped", race_shipped::find),
    ("go_version_major_only", go_version_major::find),
    ("vcs_stamp_lost", vcs_stamp::find),
    ("cgo_dependency_with_cgo_off", cgo_off::find),
];
