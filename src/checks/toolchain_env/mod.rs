//! Rules 2xx: the Go toolchain and its environment.

mod github_file_command_in_pwsh;
mod go_env_w;
mod goroot;
mod no_such_go_release;
mod shell_rc_append;
mod toolchain_version;
mod unknown_go_variable;
mod windows_path_destroyed;

use super::Matcher;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] = &[
    (
        "github_file_command_in_pwsh",
        github_file_command_in_pwsh::find,
    ),
    ("go_env_w_lost", go_env_w::lost),
    ("go_env_w_rejected", go_env_w::rejected),
    ("go_version_end_of_life", toolchain_version::end_of_life),
    ("gopath_mode", unknown_go_variable::gopath_mode),
    ("goroot_gopath_collision", goroot::collision),
    ("goroot_set_by_hand", goroot::set_by_hand),
    ("no_such_go_release", no_such_go_release::find),
    ("shell_rc_append", shell_rc_append::find),
    (
        "toolchain_older_than_go_mod",
        toolchain_version::older_than_go_mod,
    ),
    ("unknown_go_variable", unknown_go_variable::find),
    ("windows_path_destroyed", windows_path_destroyed::find),
];
