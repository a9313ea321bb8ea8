//! What the rules about GOPROXY, GOPRIVATE and their like share: entries of lists with their places, hosts, patterns.

use crate::document::cut::HOLE;
use crate::facts::{Doc, Facts, Setting};
use crate::support::Span;

/// One entry of a list.
pub(super) struct Entry {
    /// As the go command gets it, blanks included.
    pub text: String,
    /// Of the text without blanks around it; of the whole value where it does not stand in the file as it is.
    pub span: Span,
    /// Of the text with the blanks, where it stands in the file as it is.
    pub exact: Option<Span>,
}

impl Entry {
    /// Without the blanks around it.
    pub fn trimmed(&self) -> &str {
        self.text.trim()
    }

    /// Has it a part that only a run can tell?
    pub fn is_dynamic(&self) -> bool {
        is_dynamic(&self.text)
    }
}

/// Has a text a part that only a run can tell, or that people are asked to fill in?
pub(super) fn is_dynamic(text: &str) -> bool {
    text.contains(['$', '`', '%', '<', '{', HOLE])
}

/// The entries of a setting's value.
pub(super) fn entries(doc: &Doc, setting: &Setting, separators: &[char]) -> Vec<Entry> {
    let raw = setting.value_span.text(doc.text());
    let base = setting.value_span.start as usize;
    let mut found = Vec::new();
    let mut cursor = 0;
    for text in setting.value.split(separators) {
        let bare = text.trim();
        let at = raw[cursor..].find(bare).filter(|_| !bare.is_empty());
        let (span, exact) = match at {
            Some(at) => {
                let start = cursor + at;
                cursor = start + bare.len();
                let lead = text.len() - text.trim_start().len();
                // In a folded text the blank may be the end of a line and the indent of the next.
                let whole = start
                    .checked_sub(lead)
                    .map(|it| (it, it + text.len()))
                    .filter(|(from, to)| raw.get(*from..*to) == Some(text))
                    .filter(|(from, _)| {
                        let before = &raw[..*from];
                        lead == 0
                            || before.is_empty()
                            || before.ends_with(separators)
                            || before.ends_with(['"', '\'', '='])
                    });
                let exact = whole.map(|(from, to)| Span::new(base + from, base + to));
                (Span::new(base + start, base + cursor), exact)
            }
            None => (setting.value_loc().span, None),
        };
        found.push(Entry {
            text: text.to_owned(),
            span,
            exact,
        });
    }
    found
}

/// Settings of these variables that processes get to see, with their documents.
pub(super) fn settings<'a, 'f>(
    facts: &'a Facts<'f>,
    kinds: &'a [String],
    names: &'a [&'a str],
) -> impl Iterator<Item = (&'a Doc<'f>, &'a Setting)> {
    facts
        .on(kinds)
        .filter(|doc| names.iter().any(|it| doc.mentions(it)))
        .flat_map(move |doc| doc.settings().iter().map(move |it| (doc, it)))
        .filter(|(_, it)| it.origin.exported() && names.contains(&it.name.as_str()))
}

/// Other settings of a document that may hold together with this one: their scopes lie within each other.
pub(super) fn beside<'a>(
    doc: &'a Doc,
    setting: &'a Setting,
    names: &'a [&'a str],
) -> impl Iterator<Item = &'a Setting> {
    doc.settings().iter().filter(move |it| {
        names.contains(&it.name.as_str())
            && (it.scope.starts_with(&setting.scope) || setting.scope.starts_with(&it.scope))
    })
}

/// The host of a URL, without user and port; of an entry without scheme its first element. None for paths, words and what is not known.
pub(super) fn host(entry: &str) -> Option<&str> {
    let rest = match entry.split_once("://") {
        Some(("http" | "https", rest)) => rest,
        Some(_) => return None,
        None => entry,
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let authority = &rest[..end];
    let host = authority.rsplit_once('@').map_or(authority, |(_, it)| it);
    let host = match host.strip_prefix('[') {
        Some(inner) => inner.split(']').next()?,
        None => host.split(':').next()?,
    };
    (!host.is_empty() && !is_dynamic(host)).then_some(host)
}

/// Is it this machine?
pub(super) fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host.starts_with("127.")
        || matches!(host, "::1" | "0.0.0.0")
}

/// Is it a name within a cluster, a compose project or a network without DNS of its own?
pub(super) fn is_near(host: &str) -> bool {
    let near = [".svc", ".cluster.local", ".local"];
    is_loopback(host)
        || near.iter().any(|it| host.ends_with(it))
        || host == "host.docker.internal"
        || host == "host.containers.internal"
        || !host.contains(['.', ':'])
}

/// Proxies for everybody.
const PUBLIC_PROXIES: &[&str] = &[
    "proxy.golang.org",
    "goproxy.io",
    "goproxy.cn",
    "goproxy.dev",
    "goproxy.com.cn",
    "proxy.golang.com.cn",
    "mirrors.aliyun.com",
    "mirrors.cloud.aliyuncs.com",
    "mirrors.cloud.tencent.com",
    "mirrors.tencent.com",
    "mirrors.tencentyun.com",
    "repo.huaweicloud.com",
    "mirrors.huaweicloud.com",
    "goproxy.bj.bcebos.com",
    "goproxy.baidu.com",
    "goproxy.ustc.edu.cn",
    "mirrors.ustc.edu.cn",
    "mirror.sjtu.edu.cn",
    "mirrors.sjtug.sjtu.edu.cn",
    "mirrors.tuna.tsinghua.edu.cn",
    "mirrors.nju.edu.cn",
    "goproxy.qiniu.com",
    "athens.azurefd.net",
    "gocenter.io",
    "sum.golang.org",
    "go.dev",
    "golang.org",
    "pkg.go.dev",
    "golang.google.cn",
    "github.com",
];

/// Does everybody get to use this host as a proxy?
pub(super) fn is_public_proxy(host: &str) -> bool {
    PUBLIC_PROXIES.iter().any(|it| {
        host == *it
            || host
                .strip_suffix(it)
                .is_some_and(|rest| rest.ends_with('.'))
    })
}

/// The domain that somebody has registered: `corp.example` of `goproxy.eu.corp.example`.
pub(super) fn registered(host: &str) -> &str {
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    let (last, second) = (dots.next(), dots.next());
    let (Some(last), Some(second)) = (last, second) else {
        return host;
    };
    let middle = &host[second + 1..last];
    let country = host.len() - last - 1 == 2;
    let shared = country && matches!(middle, "co" | "com" | "org" | "net" | "ac" | "gov" | "edu");
    if !shared {
        return &host[second + 1..];
    }
    dots.next().map_or(host, |it| &host[it + 1..])
}

/// Does a pattern of GOPRIVATE and its like cover a module path? As `module.MatchPrefixPatterns` of Go does it.
pub(super) fn covers(pattern: &str, path: &str) -> bool {
    let pattern = pattern.strip_suffix('/').unwrap_or(pattern);
    let wanted = pattern.matches('/').count() + 1;
    let elements: Vec<&str> = path.split('/').collect();
    if pattern.is_empty() || elements.len() < wanted {
        return false;
    }
    let pattern: Vec<char> = pattern.chars().collect();
    let prefix: Vec<char> = elements[..wanted].join("/").chars().collect();
    glob(&pattern, &prefix)
}

/// `path.Match` of Go.
fn glob(pattern: &[char], text: &[char]) -> bool {
    match (pattern.first(), text.first()) {
        (None, None) => true,
        (Some('*'), _) => {
            let rest = &pattern[1..];
            glob(rest, text)
                || (text.first().is_some_and(|it| *it != '/') && glob(pattern, &text[1..]))
        }
        (Some('?'), Some(it)) => *it != '/' && glob(&pattern[1..], &text[1..]),
        (Some('['), Some(it)) => match class(&pattern[1..], *it) {
            Some((matched, length)) => matched && glob(&pattern[1 + length..], &text[1..]),
            None => false,
        },
        (Some('\\'), Some(it)) => pattern.get(1) == Some(it) && glob(&pattern[2..], &text[1..]),
        (Some(own), Some(it)) => own == it && glob(&pattern[1..], &text[1..]),
        _ => false,
    }
}

/// Does `a-z]` hold a character? With its length; none where it is not closed.
fn class(pattern: &[char], wanted: char) -> Option<(bool, usize)> {
    let end = pattern.iter().position(|it| *it == ']')?;
    let negated = pattern.first() == Some(&'^');
    let mut at = usize::from(negated);
    let mut matched = false;
    while at < end {
        let low = pattern[at];
        let ranged = at + 2 < end && pattern[at + 1] == '-';
        let high = if ranged { pattern[at + 2] } else { low };
        matched |= low <= wanted && wanted <= high;
        at += if ranged { 3 } else { 1 };
    }
    Some((matched != negated && wanted != '/', end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        for (entry, name) in [
            ("https://proxy.golang.org", Some("proxy.golang.org")),
            ("https://u:p@a.example:8443/api/go", Some("a.example")),
            ("https://$U:$P@a.example/go", Some("a.example")),
            ("goproxy.cn", Some("goproxy.cn")),
            ("http://[::1]:3000", Some("::1")),
            ("https://$HOST/go", None),
            ("file:///cache", None),
        ] {
            assert_eq!(host(entry), name, "{entry}");
        }
        assert_eq!(registered("goproxy.eu.corp.example"), "corp.example");
        assert_eq!(registered("go.corp.co.uk"), "corp.co.uk");
        assert_eq!(registered("corp.example"), "corp.example");
    }

    #[test]
    fn patterns_cover_prefixes() {
        for (pattern, path, covered) in [
            ("*", "github.com/a/b", true),
            ("github.com", "github.com/a/b", true),
            ("github.com/", "github.com/a/b", true),
            ("github.com/*", "github.com/a/b", true),
            ("github.com/a/**", "github.com/a/b", true),
            ("*.github.com", "github.com/a/b", false),
            ("*.com", "github.com/a/b", true),
            ("github.com/a/b/c", "github.com/a/b", false),
            (" github.com", "github.com/a/b", false),
            ("github.com/[a-c]", "github.com/b/x", true),
            ("github.com/[^a-c]", "github.com/b/x", false),
            ("github\\.com/b", "github.com/b/x", true),
            ("github.com/[a", "github.com/a/x", false),
        ] {
            assert_eq!(covers(pattern, path), covered, "{pattern} {path}");
        }
    }
}
