//! Rules 3xx: modules, checksums, proxies and downloads.

mod archives;
mod docker_modules;
mod go_mod;
mod goproxy;
mod image_secrets;
mod lists;
mod private_patterns;
mod remote_script;
mod sumdb;
mod tools;

use super::Matcher;

/// Matchers of the family.
pub(super) const MATCHERS: &[(&str, Matcher)] = &[
    ("checksum_database_off", sumdb::switched_off),
    ("goprivate_too_broad", private_patterns::too_broad),
    ("goprivate_never_matches", private_patterns::never_matches),
    ("gosumdb_malformed", sumdb::find),
    ("goproxy_plain_http", goproxy::plain_http),
    ("goproxy_dead_or_not_a_proxy", goproxy::not_a_proxy),
    ("goproxy_leaks_private_names", goproxy::leaks_private_names),
    (
        "goprivate_bypasses_company_proxy",
        goproxy::bypasses_company_proxy,
    ),
    ("remote_script_to_shell", remote_script::find),
    ("go_tarball_unverified", archives::unverified),
    (
        "go_dl_redirect_not_followed",
        archives::redirect_not_followed,
    ),
    ("go_sha256_file_misused", archives::misused_digest),
    ("go_tarball_over_old_tree", archives::over_old_tree),
    ("unpinned_go_tool", tools::unpinned),
    ("go_get_installs_tool", tools::get_installs),
    ("replace_outside_repository", go_mod::replaced_outside),
    (
        "mod_file_changed_during_build",
        docker_modules::changed_during_build,
    ),
    ("go_sum_not_copied", docker_modules::sum_not_copied),
    ("superseded_module", go_mod::superseded),
    ("token_in_image", image_secrets::find),
];
