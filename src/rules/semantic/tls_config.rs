//! GMC701 and GMC702: fields of a tls.Config that weaken it.
//!
//! In: a view. Out: drafts.

use super::view::View;
use crate::discover::GoVersion;
use crate::ir::{Expr, ExprId, StmtKind, visit};
use crate::rules::map_race::Draft;

const VERSION: &str = "tls-version-too-low";
const CURVES: &str = "tls-curves-drop-post-quantum";

/// Versions that are out of use, with their numbers.
const OLD: &[(&str, &str)] = &[
    ("VersionSSL30", "SSL 3.0"),
    ("VersionTLS10", "TLS 1.0"),
    ("VersionTLS11", "TLS 1.1"),
];

/// The first Go that offers a hybrid exchange by itself.
const HYBRID: GoVersion = GoVersion {
    major: 1,
    minor: 24,
};

/// Values that a function gives to a field of a tls.Config.
fn values(view: &View<'_>, field: &str) -> Vec<ExprId> {
    let is_config = |it: ExprId| view.is_type(view.ty(it), "crypto/tls", "Config");
    let mut found = Vec::new();
    for body in view.bodies() {
        for expr in visit::expressions(view.ir, view.block(body)) {
            if let Expr::Composite { elems, .. } = view.expr(expr)
                && is_config(expr)
            {
                let own = elems.iter().filter(|(key, _)| {
                    matches!(key.map(|it| view.expr(it)), Some(Expr::Key(name)) if view.name(*name) == field)
                });
                found.extend(own.map(|(_, value)| *value));
            }
        }
        for stmt in view.statements(body) {
            if let StmtKind::Assign {
                lhs,
                rhs,
                compound: false,
            } = &stmt.kind
                && let ([target], [value]) = (lhs.as_slice(), rhs.as_slice())
                && let Expr::Select(base, name) = view.expr(*target)
                && view.name(*name) == field
                && is_config(*base)
            {
                found.push(*value);
            }
        }
    }
    found
}

/// The name of a member of a package: `VersionTLS10` of `tls.VersionTLS10`.
fn member<'a>(view: &View<'a>, expr: ExprId) -> Option<&'a str> {
    match view.expr(expr) {
        Expr::Select(base, name) if matches!(view.expr(*base), Expr::Package(_)) => {
            Some(view.name(*name))
        }
        Expr::Name(name) => Some(view.name(*name)),
        _ => None,
    }
}

pub(super) fn version(view: &View<'_>, drafts: &mut Vec<Draft>) {
    if view.source.is_test {
        return;
    }
    for value in values(view, "MinVersion") {
        let name = member(view, value);
        let Some((_, shown)) = OLD.iter().find(|(it, _)| Some(*it) == name) else {
            continue;
        };
        drafts.extend(view.draft(
            VERSION,
            view.span(value),
            format!("{shown} is accepted: it is out of use, and known to be broken (RFC 8996)"),
            "delete `MinVersion`: crypto/tls begins at TLS 1.2 by itself".to_owned(),
        ));
    }
}

pub(super) fn curves(view: &View<'_>, drafts: &mut Vec<Draft>) {
    // Where only approved curves may be used there is no choice.
    let approved = view.source.display.to_ascii_lowercase().contains("fips")
        || view.source.text.to_ascii_lowercase().contains("fips");
    if view.source.go < HYBRID || approved {
        return;
    }
    for value in values(view, "CurvePreferences") {
        let Expr::Composite { elems, .. } = view.expr(value) else {
            continue;
        };
        let names: Vec<Option<&str>> = elems.iter().map(|(_, it)| member(view, *it)).collect();
        let literal = !names.is_empty() && names.iter().all(Option::is_some);
        let hybrid = names
            .iter()
            .flatten()
            .any(|it| it.contains("MLKEM") || it.contains("Kyber"));
        if !literal || hybrid {
            continue;
        }
        drafts.extend(view.draft(
            CURVES,
            view.span(value),
            "the list switches the hybrid key exchange with ML-KEM off, which crypto/tls uses by itself since Go 1.24".to_owned(),
            "delete `CurvePreferences`, or put `tls.X25519MLKEM768` into it; the order is of no meaning".to_owned(),
        ));
    }
}
