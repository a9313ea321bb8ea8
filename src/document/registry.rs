//! Exports of the Windows registry (`.reg`).
//!
//! In: text. Out: [`Value`]s. Must not know what a key means.

use crate::support::Span;

/// A value of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// `HKEY_CURRENT_USER\Environment`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its text: of REG_SZ and REG_EXPAND_SZ.
    pub text: String,
    /// Of its first line.
    pub span: Span,
}

/// Values with text, in the order of the file. Others are left out.
pub fn read(text: &str) -> Vec<Value> {
    let mut key = String::new();
    let mut found = Vec::new();
    // Version 4 writes bytes of the code page, version 5 UTF-16.
    let wide = !text.trim_start_matches('\u{feff}').starts_with("REGEDIT4");
    let mut lines = super::lines::lines(text, &[';']).into_iter();
    while let Some((line, span)) = lines.next() {
        if let Some(name) = line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            key = name.to_owned();
            continue;
        }
        let mut whole = line.to_owned();
        while whole.ends_with('\\') && !whole.ends_with("\"\\") {
            let Some((more, _)) = lines.next() else { break };
            whole.pop();
            whole.push_str(more);
        }
        let Some((name, rest)) = quoted(&whole) else {
            continue;
        };
        let Some(data) = rest.trim_start().strip_prefix('=') else {
            continue;
        };
        let data = data.trim();
        let value = match data
            .strip_prefix("hex(2):")
            .or(data.strip_prefix("hex(1):"))
        {
            Some(bytes) => Some(decoded(bytes, wide)),
            None => quoted(data).map(|(it, _)| it),
        };
        found.extend(value.map(|text| Value {
            key: key.clone(),
            name,
            text,
            span,
        }));
    }
    found
}

/// A quoted text at the beginning, with `\\` and `\"` undone, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut chars = text.strip_prefix('"')?.char_indices();
    let mut out = String::new();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => return Some((out, &text[at + 2..])),
            '\\' => out.extend(chars.next().map(|(_, it)| it)),
            _ => out.push(char),
        }
    }
    None
}

/// `41,00,42,00,00,00` as text.
fn decoded(bytes: &str, wide: bool) -> String {
    let bytes = bytes.split(',').map(str::trim).filter(|it| !it.is_empty());
    let bytes: Vec<u8> = bytes
        .map_while(|it| u8::from_str_radix(it, 16).ok())
        .collect();
    let text = if wide {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|it| u16::from_le_bytes([it[0], it[1]]))
            .collect();
        String::from_utf16_lossy(&units)
    } else {
        String::from_utf8_lossy(&bytes).into_owned()
    };
    text.trim_end_matches('\0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_expandable_texts_are_read() {
        let text = "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Environment]\r\n\
                    \"GOPATH\"=\"C:\\\\Users\\\\me\\\\go\"\r\n\"X\"=dword:00000001\r\n\
                    \"Path\"=hex(2):25,00,41,00,25,00,\\\r\n  5c,00,62,00,00,00\r\n\"A\\\"b\"=\"\"\r\n";
        let short: Vec<_> = read(text)
            .into_iter()
            .map(|it| (it.key, it.name, it.text))
            .collect();
        let key = "HKEY_CURRENT_USER\\Environment".to_owned();
        assert_eq!(
            short,
            [
                (
                    key.clone(),
                    "GOPATH".to_owned(),
                    "C:\\Users\\me\\go".to_owned()
                ),
                (key.clone(), "Path".to_owned(), "%A%\\b".to_owned()),
                (key, "A\"b".to_owned(), String::new()),
            ]
        );
        assert!(read("\"never closed").is_empty() && read("").is_empty());
    }
}
