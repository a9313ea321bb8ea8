//! Line-based files: systemd units, `.env` files, go.env, `.tool-versions`, `.dockerignore`.
//!
//! In: text. Out: [`Pair`]s or lines with spans. Must not know what a key means.

use crate::support::Span;

/// `key = value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Name in brackets above; empty where there is none.
    pub section: String,
    /// What stands on the left.
    pub key: String,
    /// Of the key.
    pub key_span: Span,
    /// What stands on the right, without quotes around it; continuation lines joined with blanks.
    pub value: String,
    /// Of the value, with quotes, on its first line.
    pub value_span: Span,
    /// With `export` before it.
    pub exported: bool,
}

/// A line with text: the text without blanks around it, and its place.
pub type Line<'a> = (&'a str, Span);

/// Lines with text; those that begin with one of `comments` are left out.
pub fn lines<'a>(text: &'a str, comments: &[char]) -> Vec<Line<'a>> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches('\u{feff}').trim();
        if !bare.is_empty() && !bare.starts_with(comments) {
            let start = at + line.find(bare).unwrap_or(0);
            found.push((bare, Span::new(start, start + bare.len())));
        }
        at += line.len();
    }
    found
}

/// Reads `key=value` lines with sections, comments (`#`, `;`) and continuations (`\`).
pub fn pairs(text: &str) -> Vec<Pair> {
    let mut section = String::new();
    let mut found: Vec<Pair> = Vec::new();
    let mut open = false;
    for (line, span) in lines(text, &['#', ';']) {
        let (body, more) = match line.strip_suffix('\\') {
            Some(body) => (body.trim_end(), true),
            None => (line, false),
        };
        if std::mem::replace(&mut open, more)
            && let Some(last) = found.last_mut()
        {
            last.value.push(' ');
            last.value.push_str(body);
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            section = name.to_owned();
            continue;
        }
        let exported = body.starts_with("export ");
        let skip = if exported { "export ".len() } else { 0 };
        let Some((key, value)) = body[skip..].split_once('=') else {
            continue;
        };
        let start = span.start as usize + skip;
        let value_start = start + key.len() + 1 + (value.len() - value.trim_start().len());
        let value = value.trim();
        found.push(Pair {
            section: section.clone(),
            key: key.trim().to_owned(),
            key_span: Span::new(start, start + key.trim_end().len()),
            value: unquoted(value).to_owned(),
            value_span: Span::new(value_start, value_start + value.len()),
            exported,
        });
    }
    found
}

/// Without one pair of quotes around it.
pub fn unquoted(text: &str) -> &str {
    ['"', '\'']
        .iter()
        .find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_env_files() {
        let text = "# c\n[Service]\nEnvironment=GOGC=off \\\n  A=b\nMemoryMax = 512M\n; x\nexport B=\"c d\"\n";
        let all = pairs(text);
        let short: Vec<_> = all
            .iter()
            .map(|it| (it.section.as_str(), it.key.as_str(), it.value.as_str()))
            .collect();
        assert_eq!(
            short,
            [
                ("Service", "Environment", "GOGC=off A=b"),
                ("Service", "MemoryMax", "512M"),
                ("Service", "B", "c d"),
            ]
        );
        assert_eq!(all[1].value_span.text(text), "512M");
        assert_eq!(
            (all[2].exported, all[2].value_span.text(text)),
            (true, "\"c d\"")
        );
    }
}
