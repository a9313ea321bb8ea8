//! Leaves out what functions do, for files of which only the declarations are of interest.
//!
//! In: the text of a Go file. Out: text of the same length with blanks in place of function bodies: offsets stay those of the file.

use super::lex::{Kind, Token, closing, tokens};

/// Blanks the bodies of the functions of a file. Where brackets do not match, the text stays as it is.
pub fn without_bodies(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let found = tokens(&bytes);
    let list = &found.list;
    if found.unterminated || found.open_comment.is_some() {
        return text.to_owned();
    }
    for (at, token) in list.iter().enumerate() {
        let is_func = token.kind == Kind::Word && token.text(text.as_bytes()) == b"func";
        if !(is_func && token.first && token.depth == 0) {
            continue;
        }
        if let Some((open, close)) = body(text.as_bytes(), list, at) {
            bytes[list[open].end..list[close].start].fill(b' ');
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The braces of the body of the function whose `func` is token `at`.
fn body(text: &[u8], list: &[Token], at: usize) -> Option<(usize, usize)> {
    let mut next = at + 1;
    while let Some(token) = list.get(next) {
        let starts_another = token.first && token.column == 0 && !token.is(b'}') && !token.is(b')');
        if starts_another || token.depth != list[at].depth {
            return None;
        }
        let is_type = || matches!(list[next - 1].text(text), b"struct" | b"interface");
        match token.kind {
            Kind::Punct(b'{') if !is_type() => return Some((next, closing(list, next)?)),
            Kind::Punct(b'(' | b'[' | b'{') => next = closing(list, next)? + 1,
            _ => next += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::without_bodies;

    fn blanked(text: &str) -> String {
        let out = without_bodies(text);
        assert_eq!(out.len(), text.len());
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn bodies_are_blanked_and_declarations_stay() {
        let text = "package p\n\nvar f = func() { x() }\n\nfunc (t *T[K]) M(a struct{ b int }) (c interface{ D() }, err error) {\n\tif a.b > 0 {\n\t\treturn \"}\"\n\t}\n}\n\nfunc asm(x int)\n\ntype T struct {\n\tf func()\n}\n";
        assert_eq!(
            blanked(text),
            "package p var f = func() { x() } func (t *T[K]) M(a struct{ b int }) (c interface{ D() }, err error) { } func asm(x int) type T struct { f func() }"
        );
    }

    #[test]
    fn text_that_is_not_whole_stays() {
        for text in [
            "package p\nfunc f() {\n",
            "package p\nfunc f() { `\n}",
            "func",
            "",
        ] {
            assert_eq!(without_bodies(text), text);
        }
    }
}
