//! GMC305 to GMC308: GOPROXY and what it leads to.

use super::lists::{
    Entry, beside, entries, host, is_dynamic, is_loopback, is_near, is_public_proxy, registered,
    settings,
};
use crate::checks::Sink;
use crate::facts::{Doc, Facts, Setting};

/// Variables that keep names from proxies and from the checksum database.
const KEEPS_PRIVATE: &[&str] = &["GOPRIVATE", "GONOPROXY", "GONOSUMDB"];

/// Host, path prefix, why it serves no modules.
const NO_PROXIES: &[(&str, &str, &str)] = &[
    ("gocenter.io", "", "GoCenter was closed in 2021"),
    ("athens.azurefd.net", "", "the public Athens was closed"),
    (
        "mirrors.tuna.tsinghua.edu.cn",
        "",
        "TUNA has no Go module proxy and never had one",
    ),
    (
        "sum.golang.org",
        "",
        "it is the checksum database, no proxy",
    ),
    (
        "sum.golang.google.cn",
        "",
        "it is the checksum database, no proxy",
    ),
    (
        "pkg.go.dev",
        "",
        "it shows documentation and serves no modules",
    ),
    ("go.dev", "", "it is a website and serves no modules"),
    ("golang.org", "", "it is a website and serves no modules"),
    (
        "golang.google.cn",
        "",
        "it is a website and serves no modules",
    ),
];

fn proxies<'a, 'f>(
    facts: &'a Facts<'f>,
    kinds: &'a [String],
) -> impl Iterator<Item = (&'a Doc<'f>, &'a Setting)> {
    settings(facts, kinds, &["GOPROXY"])
}

pub(super) fn plain_http(facts: &Facts, sink: &mut Sink) {
    for (doc, setting) in proxies(facts, &sink.rule().on) {
        for entry in entries(doc, setting, &[',', '|']) {
            let url = entry.trimmed();
            let Some(host) = host(url).filter(|it| url.starts_with("http://") && !is_near(it))
            else {
                continue;
            };
            let message = format!(
                "modules come from `{host}` without encryption: anybody on the way can read and change them"
            );
            let _ = sink.report(doc, entry.span, message).within(&setting.label);
        }
    }
}

pub(super) fn not_a_proxy(facts: &Facts, sink: &mut Sink) {
    for (doc, setting) in proxies(facts, &sink.rule().on) {
        for entry in entries(doc, setting, &[',', '|']) {
            let Some(message) = no_proxy(&entry) else {
                continue;
            };
            let _ = sink.report(doc, entry.span, message).within(&setting.label);
        }
    }
}

/// Why an entry is no proxy.
fn no_proxy(entry: &Entry) -> Option<String> {
    let url = entry.trimmed();
    if let Some(host) = host(url) {
        let path = url.split_once(host).map_or("", |(_, it)| it);
        let found = NO_PROXIES
            .iter()
            .find(|(it, prefix, _)| *it == host && path.starts_with(prefix));
        if let Some((.., why)) = found {
            return Some(format!("`{host}` is no module proxy: {why}"));
        }
    }
    if url.is_empty() || entry.is_dynamic() {
        return None;
    }
    if let Some(sign) = url.chars().find(|it| it.is_whitespace() || *it == ';') {
        let sign = if sign == ';' { "`;`" } else { "blanks" };
        return Some(format!(
            "proxies are parted by `,` or `|`, not by {sign}: `{url}` is taken for one"
        ));
    }
    // What has none of `.`, `:` and `/` is a word that Go reserves; two of them mean something.
    let word = !url.contains(['.', ':', '/']);
    if word && !matches!(url, "direct" | "off") {
        return Some(format!(
            "the go command stops: \"invalid proxy URL missing scheme: {url}\""
        ));
    }
    let scheme = url.split_once(":/").map(|(it, _)| it)?;
    let known = matches!(scheme, "http" | "https" | "file");
    (!known).then(|| {
        format!(
            "the go command stops: proxies are reached by https, http and file, not by `{scheme}`"
        )
    })
}

pub(super) fn leaks_private_names(facts: &Facts, sink: &mut Sink) {
    for (doc, setting) in proxies(facts, &sink.rule().on) {
        let list = entries(doc, setting, &[',', '|']);
        let inner = list.iter().position(|it| inner_host(it).is_some());
        let Some((inner, own)) = inner.and_then(|at| Some((at, inner_host(&list[at])?))) else {
            continue;
        };
        let Some(outside) = list[inner + 1..].iter().find(|it| leads_outside(it)) else {
            continue;
        };
        if beside(doc, setting, KEEPS_PRIVATE).any(|it| !it.value.is_empty()) {
            continue;
        }
        let message = format!(
            "what `{own}` does not have is asked for at `{}`: names of private modules are told outside, and whoever has them there is believed",
            shown(outside.trimmed())
        );
        let _ = sink
            .report(doc, outside.span, message)
            .within(&setting.label);
    }
}

/// Without user and password.
fn shown(url: &str) -> &str {
    host(url).unwrap_or(url)
}

/// The host of a proxy that is not for everybody.
fn inner_host(entry: &Entry) -> Option<&str> {
    let host = host(entry.trimmed())?;
    let named = entry.trimmed().contains("://") || host.contains('.');
    (named && !is_public_proxy(host) && !is_loopback(host)).then_some(host)
}

fn leads_outside(entry: &Entry) -> bool {
    entry.trimmed() == "direct" || host(entry.trimmed()).is_some_and(is_public_proxy)
}

pub(super) fn bypasses_company_proxy(facts: &Facts, sink: &mut Sink) {
    for (doc, setting) in settings(facts, &sink.rule().on, &["GOPRIVATE"]) {
        if beside(doc, setting, &["GONOPROXY"]).next().is_some() {
            continue;
        }
        let company = beside(doc, setting, &["GOPROXY"]).find_map(|it| {
            let list = entries(doc, it, &[',', '|']);
            let host = list
                .iter()
                .find_map(|it| inner_host(it))
                .map(str::to_owned)?;
            host.contains('.').then_some((it, host))
        });
        let Some((proxy, company)) = company else {
            continue;
        };
        let own = registered(&company);
        let covered = |pattern: &str| {
            let host = pattern
                .split('/')
                .next()
                .unwrap_or(pattern)
                .trim_start_matches("*.");
            !is_dynamic(pattern) && host.contains('.') && registered(host) == own
        };
        let patterns = entries(doc, setting, &[',']);
        let Some(pattern) = patterns.iter().find(|it| covered(it.trimmed())) else {
            continue;
        };
        let message = format!(
            "modules of `{}` are fetched past `{company}`: GONOPROXY is what GOPRIVATE is, unless it is set",
            pattern.trimmed()
        );
        let _ = sink
            .report(doc, pattern.span, message)
            .within(&setting.label)
            .evidence("the proxy of the same company", vec![proxy.value_loc()]);
    }
}
