//! Tests of reading Go files: newer syntax, recovery, hostile input.
#![allow(clippy::unwrap_used)]

use super::*;

/// Names, or texts, of what was lost.
fn lost(text: &str) -> Vec<String> {
    let read = parse(text);
    assert!(is_sound(&read.tree), "{}", read.tree.root_node().to_sexp());
    read.unread
        .iter()
        .map(|u| {
            u.name
                .as_ref()
                .map_or_else(|| u.span.text(text).to_string(), |n| n.to_string())
        })
        .collect()
}

/// Kinds and texts of the top-level nodes.
fn tops(text: &str) -> Vec<String> {
    let read = parse(text);
    let root = read.tree.root_node();
    let mut cursor = root.walk();
    let nodes: Vec<_> = root.named_children(&mut cursor).collect();
    nodes
        .iter()
        .map(|n| {
            Span::new(n.start_byte(), n.end_byte())
                .text(text)
                .to_string()
        })
        .collect()
}

#[test]
fn new_takes_values() {
    for call in [
        "new(42)",
        "new(f(x))",
        "new(\"a\")",
        "new(-1)",
        "new(nil)",
        "new(func() int { return *new(7) })",
        "new /* v */ (1)",
    ] {
        let text = format!("package p\n\nvar a = {call}\n\nfunc f() {{ _ = {call} }}\n");
        assert_eq!(lost(&text), Vec::<String>::new(), "{call}");
        let tree = parse(&text).tree;
        assert!(
            tree.root_node()
                .to_sexp()
                .contains("call_expression function: (identifier)"),
            "{call}"
        );
    }
}

#[test]
fn new_of_types_stays_as_it_is() {
    let text =
        "package p\n\nvar a, b, c, d = new(1), new([]int), new(map[string][]T), make([]int, 3)\n";
    assert_eq!(lost(text), Vec::<String>::new());
    let sexp = parse(text).tree.root_node().to_sexp();
    assert!(
        sexp.contains("slice_type") && sexp.contains("map_type"),
        "{sexp}"
    );
}

#[test]
fn methods_named_new_and_shadowed_make() {
    let text = "package p\n\nfunc (t T) new(a int) {}\n\nfunc f() { t.new(1); make := func(n int) int { return n }; make(1 - 1) }\n";
    assert_eq!(lost(text), Vec::<String>::new());
}

#[test]
fn method_type_parameters_are_blanked_and_recorded() {
    let text = "package p\n\nfunc (r *R[K]) Map[T any,\n\tU ~[]E](x T) U { return nil }\n\nfunc F[T any](x T) {}\n";
    let read = parse(text);
    assert!(read.unread.is_empty());
    let spans: Vec<_> = read
        .method_type_params
        .iter()
        .map(|s| s.text(text))
        .collect();
    assert_eq!(spans, ["[T any,\n\tU ~[]E]"]);
    assert!(
        read.tree
            .root_node()
            .to_sexp()
            .contains("method_declaration")
    );
}

#[test]
fn only_the_broken_declaration_is_lost() {
    let good = "package p\n\nimport \"fmt\"\n\nfunc a() { fmt.Println() }\n\nBAD\n\nvar x = 1\n\nfunc (t *T[K]) b() {\n\tx++\n}\n";
    let cases = [
        (
            "func (s *S[K]) bad() {\n\tif x {\n\t\ty(\n}",
            "func (*S) bad",
        ),
        ("func bad() {\n\tif x {\n\ty()\n}", "func bad"),
        ("func bad() {\n\tx := := 1\n}", "func bad"),
        ("type bad struct {\n\ta b c\n}", "type bad"),
        ("var bad = 1 +\n", "var bad"),
        ("const (\n\tbad = = 1\n)", "const"),
        ("func bad() { a := \"x\n }", "func bad"),
        ("func bad(", "func bad"),
        ("func (", "func ("),
        ("}", "}"),
        ("x := 1", "x := 1"),
        ("fucn c() {\n\treturn 1\n}", "fucn c() {\n\treturn 1\n}"),
    ];
    for (bad, name) in cases {
        let text = good.replace("BAD", bad);
        assert_eq!(lost(&text), [name], "{bad}");
        let tops = tops(&text);
        assert!(
            tops.iter().any(|t| t.starts_with("func a()")),
            "{bad}: {tops:?}"
        );
        assert!(tops.iter().any(|t| t == "var x = 1"), "{bad}: {tops:?}");
        assert!(
            tops.iter().any(|t| t.starts_with("func (t *T[K]) b()")),
            "{bad}: {tops:?}"
        );
    }
}

#[test]
fn unclosed_raw_strings_lose_their_declaration_alone() {
    let text = "package p\n\nfunc a() {}\n\nvar s = `abc\n\nfunc b() {}\n\nvar t = 2\n";
    assert_eq!(lost(text), ["var s"]);
    let text = "package p\n\nfunc a() {}\n\n/* open\n\nfunc b() {}\n";
    let read = parse(text);
    assert!(is_sound(&read.tree));
    assert_eq!(read.unread.len(), 1);
    assert_eq!(read.unread[0].span.text(text), "/* open\n\nfunc b() {}\n");
    assert!(tops(text).iter().any(|t| t == "func a() {}"));
}

#[test]
fn errors_have_positions_within_the_declaration() {
    let text = "package p\n\nfunc a() {\n\tx := := 1\n}\n";
    let read = parse(text);
    let error = read.unread[0].error;
    assert!(
        error.start >= text.find("x :=").unwrap() as u32
            && error.end <= text.find("\n}").unwrap() as u32,
        "{error:?}"
    );
    assert_eq!(read.unread[0].why, UnreadWhy::Syntax);
    assert_eq!(read.unread[0].span.text(text), "func a() {\n\tx := := 1\n}");
}

#[test]
fn unindented_code_in_functions_is_read() {
    let text = "package p\n\nfunc a() {\nvar x = new(1)\ntype t int\n_ = x\n}\n\nfunc b() {\nvar x = = 1\nvar y = 1\n}\n\nfunc c() {}\n";
    let read = parse(text);
    assert!(is_sound(&read.tree));
    assert!(
        read.unread
            .iter()
            .all(|u| u.span.start as usize >= text.find("func b").unwrap())
    );
    assert!(
        read.unread
            .iter()
            .all(|u| u.span.end as usize <= text.find("func c").unwrap())
    );
    assert!(!read.unread.is_empty());
}

#[test]
fn raw_strings_with_go_inside_are_no_declarations() {
    let text = "package p\n\nvar tmpl = `\nfunc x( {\n`\n\nvar v = new(1)\n\nvar bad = =\n";
    assert_eq!(lost(text), ["var bad"]);
}

#[test]
fn broken_headers_keep_the_package_clause() {
    let text = "package p garbage (\n\nfunc a() {}\n";
    let read = parse(text);
    assert_eq!(read.unread.len(), 1);
    assert!(read.tree.root_node().to_sexp().contains("package_clause"));
    assert!(tops(text).iter().any(|t| t == "func a() {}"));
}

#[test]
fn deep_nesting_is_refused() {
    let deep =
        |open: &str, close: &str, n: usize| format!("{}x{}", open.repeat(n), close.repeat(n));
    for n in [2_000, 20_000] {
        let cases = [
            format!("var bad = {}", deep("(", ")", n)),
            format!("func bad() {}", deep("{", "}", n)),
            format!("var bad = {}1", "1+".repeat(n)),
            format!("var bad = {}x", "*".repeat(n)),
            format!("func bad() {{ {} }}", "if x {} else ".repeat(n) + "{}"),
            format!("var bad {}int", "[]".repeat(n)),
            format!("var bad = {}", deep("(", "", n)),
            format!("var bad = {}", deep("new(f(", "))", n)),
        ];
        for bad in cases {
            let text = format!("package p\n\nfunc a() {{}}\n\n{bad}\n\nfunc b() {{}}\n");
            let read = parse(&text);
            assert_eq!(read.unread.len(), 1, "{}", &bad[..40]);
            let tops = tops(&text);
            assert!(
                tops.iter().any(|t| t == "func a() {}") && tops.iter().any(|t| t == "func b() {}"),
                "{}",
                &bad[..40]
            );
        }
    }
    let fine = format!("package p\n\nvar x = {}\n", deep("(", ")", 400));
    assert!(parse(&fine).unread.is_empty());
}

#[test]
fn the_last_line_needs_no_line_break() {
    for last in [
        "type T struct {\n\tU\n}",
        "var x = 1",
        "func f() {}",
        "type T int // c",
        "var (\n\tx = 1\n)",
    ] {
        assert_eq!(
            lost(&format!("package p\n\n{last}")),
            Vec::<String>::new(),
            "{last}"
        );
    }
}

#[test]
fn any_text_gives_a_tree() {
    for text in [
        "",
        "\n",
        "package",
        "package p",
        "{{{{",
        ")]}",
        "\u{feff}package p\n",
        "\0\0",
        "日本語",
        "package p; func",
        "package p\nfunc é( {\n",
    ] {
        let read = parse(text);
        assert!(is_sound(&read.tree), "{text:?}");
        for lost in &read.unread {
            assert!(
                text.get(lost.error.start as usize..lost.error.end as usize)
                    .is_some(),
                "{text:?} {lost:?}"
            );
        }
    }
}
