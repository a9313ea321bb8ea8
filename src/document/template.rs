//! Go templates inside other languages: Helm charts, goreleaser.
//!
//! In: text with `{{ ... }}`. Out: text of the same length without them. Must not know what an action does.

/// Blanks out template actions so that the rest can be read: a line of nothing but actions becomes blanks, any other action becomes
/// `x` of the same length. Offsets do not move.
pub fn mask(text: &str) -> String {
    let mut out = text.as_bytes().to_vec();
    let mut at = 0;
    while let Some(found) = text[at..].find("{{") {
        let start = at + found;
        let end = action_end(text, start + 2);
        for byte in &mut out[start..end] {
            if *byte != b'\n' {
                *byte = b'x';
            }
        }
        blank_if_alone(text, &mut out, start, end);
        at = end;
    }
    // Every byte written is ASCII, over whole characters.
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// One past the `}}` of an action; quotes, backquotes and comments may hold one too.
fn action_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    if text[at..].trim_start_matches(['-', ' ']).starts_with("/*") {
        let close = text[at..].find("*/").map_or(text.len(), |it| at + it);
        return text[close..]
            .find("}}")
            .map_or(text.len(), |it| close + it + 2);
    }
    while at < bytes.len() {
        match bytes[at] {
            b'}' if bytes.get(at + 1) == Some(&b'}') => return at + 2,
            quote @ (b'"' | b'`') => {
                at += 1;
                while at < bytes.len() && bytes[at] != quote && bytes[at] != b'\n' {
                    at += if bytes[at] == b'\\' && quote == b'"' {
                        2
                    } else {
                        1
                    };
                }
            }
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// Blanks the line if it holds nothing but actions.
fn blank_if_alone(text: &str, out: &mut [u8], start: usize, end: usize) {
    let from = text[..start].rfind('\n').map_or(0, |it| it + 1);
    let to = text[end..].find('\n').map_or(text.len(), |it| end + it);
    let before = &out[from..start];
    let alone =
        before.iter().all(|it| matches!(it, b' ' | b'\t')) && text[end..to].trim().is_empty();
    if alone {
        for byte in &mut out[start..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_do_not_move() {
        let text = "{{- if .Values.a }}\nname: {{ .Release.Name }}-x\n{{- end }}\nv: {{ printf \"}}\" }}\n";
        let masked = mask(text);
        assert_eq!(masked.len(), text.len());
        let lines: Vec<_> = masked.lines().map(str::trim).collect();
        assert_eq!(
            lines,
            [
                "",
                "name: xxxxxxxxxxxxxxxxxxx-x",
                "",
                "v: xxxxxxxxxxxxxxxxx"
            ]
        );
        assert_eq!(mask("a: {{ open"), "a: xxxxxxx");
    }
}
