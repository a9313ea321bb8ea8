//! Go snippets and the IR they become, in its printed form.

use super::lower;
use crate::ir::print::dump;
use crate::ir::{Expr, FileIr, FuncKind};
use crate::syntax::go::GoTree;

fn parsed(text: &str) -> FileIr {
    let mut parser = tree_sitter::Parser::new();
    parser
        .set_language(&tree_sitter_go::LANGUAGE.into())
        .expect("grammar");
    let tree = parser.parse(text, None).expect("tree");
    assert!(
        !tree.root_node().has_error(),
        "{text}\n{}",
        tree.root_node().to_sexp()
    );
    lower(
        &GoTree {
            tree,
            unread: Vec::new(),
            method_type_params: Vec::new(),
        },
        text,
    )
}

fn file(text: &str) -> String {
    let text = format!("package p\n{text}\n");
    dump(&parsed(&text), &text)
}

/// The lines below the first of `func f(x int) { ... }`, without those about locals.
fn body(statements: &str) -> String {
    let all = file(&format!("func f(x int) {{\n{statements}\n}}"));
    let lines = all.lines().skip(1).filter(|it| !it.starts_with("  local "));
    lines
        .map(|it| it.strip_prefix("  ").unwrap_or(it))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The lines about locals of `func f(x int) { ... }`.
fn locals(statements: &str) -> String {
    let all = file(&format!("func f(x int) {{\n{statements}\n}}"));
    let lines = all.lines().filter_map(|it| it.strip_prefix("  local "));
    lines.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(got: String, want: &[&str]) {
    assert_eq!(got.lines().collect::<Vec<_>>(), want, "\n{got}");
}

#[test]
fn an_instantiation_and_an_element_look_alike() {
    check(
        body("F[int](k)\narr[x](k)\nG[int, T](k)"),
        &["F[int](k)", "arr[x#0](k)", "G[int, T](k)"],
    );
    check(
        body("p.F[int](k)\np.F[[]int, *T](k, x)"),
        &["p.F[int](k)", "p.F[type:[]int, *(T)](k, x#0)"],
    );
    check(
        body("v := F[int]\nw := F[int, string]"),
        &["v#1 := F[int]", "w#2 := F[int, string]"],
    );
    check(
        body("_ = p.M[K, V]{}\n_ = T[int]{a: 1}"),
        &["_ = p.M[K, V]{}", "_ = T[int]{key:a: 1}"],
    );
}

#[test]
fn conversions_are_calls() {
    check(
        body("(*S)(nil)\n(T)(x)\nT(x)\np.T(x)"),
        &["*(S)(nil)", "T(x#0)", "T(x#0)", "p.T(x#0)"],
    );
    check(
        body("_ = []byte(s)\n_ = map[string]int(m)"),
        &["_ = type:[]byte(s)", "_ = type:map[string]int(m)"],
    );
    check(
        body("_ = (<-chan int)(c)\n_ = (func())(x)"),
        &["_ = type:<-chan int(c)", "_ = type:func()(x#0)"],
    );
    check(
        body("_ = interface{ M() }(x)"),
        &["_ = type:interface{M()}(x#0)"],
    );
}

#[test]
fn arguments_of_make_and_new() {
    check(
        body("_ = make(map[K]V)\n_ = make([]T, x)"),
        &["_ = make(type:map[K]V)", "_ = make(type:[]T, x#0)"],
    );
    check(
        body("_ = make(T)\n_ = make(p.T, 1)"),
        &["_ = make(T)", "_ = make(p.T, 1)"],
    );
    check(
        body("_ = new(T)\n_ = new(x)\n_ = new(*T)"),
        &["_ = new(T)", "_ = new(x#0)", "_ = new(*(T))"],
    );
    check(
        body("_ = new(*[]T)\n_ = new(G[int])"),
        &["_ = new(type:*[]T)", "_ = new(G[int])"],
    );
    check(
        body("_ = make(map[K]struct{ m sync.Map })"),
        &["_ = make(type:map[K]struct{m sync.Map})"],
    );
}

#[test]
fn names_are_read_from_the_text_that_was_given() {
    let text = "package p\nfunc f() { _ = new(42) }\n";
    let mut parser = tree_sitter::Parser::new();
    parser
        .set_language(&tree_sitter_go::LANGUAGE.into())
        .expect("grammar");
    let tree = parser
        .parse(text.replace("new", "neW"), None)
        .expect("tree");
    let ir = lower(
        &GoTree {
            tree,
            unread: Vec::new(),
            method_type_params: Vec::new(),
        },
        text,
    );
    assert!(dump(&ir, text).contains("_ = new(42)"));
}

#[test]
fn operators() {
    check(
        body("_ = a && b || c == d\n_ = a != b\n_ = a <= b\n_ = a + b\n_ = !a\n_ = -a\n_ = <-a"),
        &[
            "_ = ((a && b) || (c == d))",
            "_ = (a != b)",
            "_ = (a <> b)",
            "_ = (a op b)",
            "_ = !(a)",
            "_ = op(a)",
            "_ = <-(a)",
        ],
    );
    check(
        body("_ = *p.q\n_ = (*p).q\n_ = &T{}\n_ = &x"),
        &["_ = *(p.q)", "_ = *(p).q", "_ = &(T{})", "_ = &(x#0)"],
    );
    check(
        body("_ = \"a\" + `b` + \"c\"\n_ = 1 << 3\n_ = 1.5\n_ = 'c'"),
        &[
            "_ = \"a\" + `b` + \"c\"",
            "_ = 1 << 3",
            "_ = 1.5",
            "_ = 'c'",
        ],
    );
    check(
        body("_ = a[x:]\n_ = a[:]\n_ = a[1:2:3]"),
        &["_ = a[slice x#0]", "_ = a[slice ]", "_ = a[slice 1:2:3]"],
    );
    check(
        body("v, ok := a.(T)\n_ = a.(map[K]V)"),
        &["v#1, ok#2 := a.(T)", "_ = a.(map[K]V)"],
    );
    check(
        body("f(xs...)\nT.M(t)\n(*T).M(t)"),
        &["f(xs...)", "T.M(t)", "*(T).M(t)"],
    );
    check(body("return nil, true, iota"), &["return nil, true, iota"]);
}

#[test]
fn comments_are_nothing() {
    check(
        body(
            "f( /* a */ x /* b */, // c\n /* d */ k /* e */)\n// g\na /* h */ . /* i */ b = /* j */ x // k\nreturn /* l */ x",
        ),
        &["f(x#0, k)", "a.b = x#0", "return x#0"],
    );
    check(
        body("switch /* a */ x { // b\n// c\ncase /* d */ 1: // e\n f() }"),
        &["switch x#0", "case 1", "  f()"],
    );
    check(
        body("_ = T{ // a\n a: /* b */ 1, // c\n}"),
        &["_ = T{key:a: 1}"],
    );
}

#[test]
fn composite_literals() {
    check(
        body("_ = p.T{x: x, y: {x: x}}"),
        &["_ = p.T{key:x: x#0, key:y: {key:x: x#0}}"],
    );
    check(
        body("_ = map[string]int{k: 1, x: 2}\n_ = [...]int{x: 1}"),
        &["_ = map[string]int{k: 1, x#0: 2}", "_ = [n]int{x#0: 1}"],
    );
    check(
        body("_ = map[K]map[int]T{k: {x: {x: 1}}}"),
        &["_ = map[K]map[int]T{k: {x#0: {key:x: 1}}}"],
    );
    check(
        body("_ = []*T{{x: 1}, {}}\n_ = []int{1, x}"),
        &["_ = []*T{{key:x: 1}, {}}", "_ = []int{1, x#0}"],
    );
    check(
        body("_ = T{a.b: 1, \"c\": 2}\n_ = struct{ x int }{x: x}"),
        &["_ = T{a.b: 1, \"c\": 2}", "_ = struct{x int}{key:x: x#0}"],
    );
    check(
        body("_ = map[[2]int]bool{{1, 2}: true}"),
        &["_ = map[[n]int]bool{{1, 2}: true}"],
    );
    check(
        body("_ = []struct{ *T; p.Q; m, n int `tag` }{}"),
        &["_ = []struct{*T; p.Q; m int; n int}{}"],
    );
}

#[test]
fn assignments() {
    check(
        body("x = 1\nx += 2\nx++\na[k]--\na, b = b, a"),
        &["x#0 = 1", "x#0 op= 2", "x#0 op=", "a[k] op=", "a, b = b, a"],
    );
    check(
        locals("x = 1\nx += 2\nx++\n_ = &x"),
        &["x#0 param int, assigned 3, addressed"],
    );
    check(
        locals("(x) = 1\nx.y = 2\nx[1] = 3\n*x = 4"),
        &["x#0 param int, assigned 1"],
    );
    check(
        locals("var a [3]int\n_ = a[:]\nvar s []int\n_ = s[:]"),
        &[
            "x#0 param int",
            "a#1 var [n]int, addressed",
            "s#2 var []int",
        ],
    );
}

#[test]
fn short_declarations_reuse_locals_of_their_scope() {
    check(
        body("a, b := x, 1\na, c, _ := b, 2, 3"),
        &["a#1, b#2 := x#0, 1", "old a#1, c#3, old _ := b#2, 2, 3"],
    );
    check(body("iota := 1\n_ = iota"), &["iota#1 := 1", "_ = iota#1"]);
    // A parameter is in the scope of the body; a block has its own.
    check(
        body("x, y := x, 1\n{\n x := x\n x = y\n}\nx = 2"),
        &[
            "old x#0, y#1 := x#0, 1",
            "block",
            "  x#2 := x#0",
            "  x#2 = y#1",
            "x#0 = 2",
        ],
    );
    check(
        locals("x, y := x, 1\n_ = y"),
        &["x#0 param int, assigned 1", "y#1 var"],
    );
    let result = file(
        "func f() (n int, err error) {\n v, err := g()\n if v { n, err := g(); _ = n }\n return\n}",
    );
    assert!(
        result.contains("v#2, old err#1 := g()") && result.contains("n#3, err#4 := g()"),
        "{result}"
    );
}

#[test]
fn declarations_in_functions() {
    check(
        body("var a, b T\nvar c = x\nvar (\n d = 1\n _ = c\n)\nconst (\n e = iota\n g\n)"),
        &[
            "a#1, b#2 :=",
            "c#3 := x#0",
            "d#4 := 1",
            "old _ := c#3",
            "e#5 := iota",
            "g#6 :=",
        ],
    );
    check(
        locals("var a, b T\nconst c int = 1"),
        &["x#0 param int", "a#1 var T", "b#2 var T", "c#3 const int"],
    );
    check(
        body("type x struct{ a int }\n_ = x{}\n_ = x(1)"),
        &["_ = x{}", "_ = x(1)"],
    );
}

#[test]
fn scopes_of_if_for_and_switch() {
    check(
        body("if x := f(); x { g(x) } else if y := x; y { g(y) } else { g(x, y) }\ng(x, y)"),
        &[
            "block",
            "  x#1 := f()",
            "  if x#1",
            "    g(x#1)",
            "  else",
            "    block",
            "      y#2 := x#1",
            "      if y#2",
            "        g(y#2)",
            "      else",
            "        g(x#1, y#2)",
            "g(x#0, y)",
        ],
    );
    check(
        body("for i := 0; i < x; i++ { i := i\n g(i) }\nfor x < 1 { break }\nfor { continue }"),
        &[
            "block",
            "  i#1 := 0",
            "  for (i#1 <> x#0)",
            "    i#2 := i#1",
            "    g(i#2)",
            "  post",
            "    i#1 op=",
            "for (x#0 <> 1)",
            "  break",
            "for",
            "  continue",
        ],
    );
    check(
        body(
            "switch x := f(); {\ncase x > 1, x < 0: fallthrough\ndefault: g(x)\n}\nswitch { case b: }",
        ),
        &[
            "block",
            "  x#1 := f()",
            "  switch",
            "  case (x#1 <> 1), (x#1 <> 0)",
            "    fallthrough",
            "  default",
            "    g(x#1)",
            "switch",
            "case b",
        ],
    );
    check(
        locals("for i := 0; ; { _ = i }\nfor k, v := range m { _, _ = k, v }"),
        &["x#0 param int", "i#1 loop", "k#2 loop", "v#3 loop"],
    );
}

#[test]
fn range_loops() {
    check(
        body(
            "for k, m[k] = range xs {}\nfor x = range xs {}\nfor range ch {}\nfor i := range 10 {}\nfor _, x := range x { g(x) }",
        ),
        &[
            "for k, m[k] = range xs",
            "for x#0 = range xs",
            "for range ch",
            "for i#1 := range 10",
            "for _, x#2 := range x#0",
            "  g(x#2)",
        ],
    );
    check(
        locals("for x = range xs {}"),
        &["x#0 param int, assigned 1"],
    );
}

#[test]
fn type_switches_bind_a_local_in_each_clause() {
    check(
        body(
            "switch y := x; v := y.(type) {\ncase int: g(v)\ncase *T, p.Q: g(v)\ncase nil:\ndefault: g(v)\n}\nswitch x.(type) { case []int: }",
        ),
        &[
            "block",
            "  y#1 := x#0",
            "  switch type y#1",
            "  case int as v#2",
            "    g(v#2)",
            "  case *T, p.Q as v#3",
            "    g(v#3)",
            "  case nil as v#4",
            "  default as v#5",
            "    g(v#5)",
            "switch type x#0",
            "case []int",
        ],
    );
    check(
        locals("switch v := x.(type) {\ncase int:\ncase T, Q:\ncase nil:\n}"),
        &[
            "x#0 param int",
            "v#1 typeswitch int",
            "v#2 typeswitch",
            "v#3 typeswitch",
        ],
    );
}

#[test]
fn select_arms() {
    check(
        body(
            "select {\ncase v := <-ch: g(v)\ncase v, x = <-ch:\ncase v, ok := (<-ch): g(v, ok)\ncase ch <- x: return\ncase <-ch:\ncase m[k] = <-ch:\ndefault:\n}\nch <- x",
        ),
        &[
            "select",
            "case v#1 := <-(ch)",
            "  g(v#1)",
            "case v, x#0 = <-(ch)",
            "case v#2, ok#3 := <-(ch)",
            "  g(v#2, ok#3)",
            "case send ch <- x#0",
            "  return",
            "case <-(ch)",
            "case m[k] = <-(ch)",
            "default",
            "send ch <- x#0",
        ],
    );
    check(
        locals("select { case v, ok := <-ch: }\nselect { case x = <-ch: }"),
        &["x#0 param int, assigned 1", "v#1 select", "ok#2 select"],
    );
}

#[test]
fn labels() {
    check(
        body("a:\nfor { break a }\nb:\nfor i := 0; ; { continue b }\ngoto c\nc:\n{ x++ }\nd:"),
        &[
            "a:",
            "  for",
            "    break a",
            "b:",
            "  block",
            "    i#1 := 0",
            "    b:",
            "      for",
            "        continue b",
            "goto c",
            "c:",
            "  block",
            "    x#0 op=",
            "d:",
            "  block",
        ],
    );
    // A label is no local, even when one has its name.
    check(body("x:\nfor { break x }"), &["x:", "  for", "    break x"]);
}

#[test]
fn function_literals_share_locals() {
    check(
        body(
            "y := 1\ndefer func() { y++ }()\ngo func(x int) (r error) { return func() error { return r }() }(y)",
        ),
        &[
            "y#1 := 1",
            "defer closure 0()",
            "go closure 1(y#1)",
            "closure 0",
            "  y#1 op=",
            "closure 1 (x#2) -> (r#3)",
            "  return closure 2()",
            "closure 2 in closure 1 () -> (#4)",
            "  return r#3",
        ],
    );
    check(
        locals(
            "y := 1\nz := 2\n_ = func(a int, bs ...T) { y = a\n z := z\n z++\n _ = func() { _, _ = z, bs } }",
        ),
        &[
            "x#0 param int",
            "y#1 var, captured, assigned 1",
            "z#2 var, captured",
            "a#3 param int in closure 0",
            "bs#4 param []T in closure 0, captured",
            "z#5 var in closure 0, captured, assigned 1",
        ],
    );
    check(
        body("go f(x)\ngo x.y(1)\ndefer mu.Unlock()"),
        &["go f(x#0)", "go x#0.y(1)", "defer mu.Unlock()"],
    );
}

#[test]
fn functions_methods_and_initializers() {
    let text = "package p\nvar a, b = f(), 1\nfunc (c *T[K]) M(_ int, string, ...T) (int, error)\nvar (\n c int\n d = func() int { return a }\n)\nfunc g[K any](K) {}\nconst e = 1\nvar h, i = j()\n";
    let text = &text.replace("_ int, string", "_, s int");
    let ir = parsed(text);
    let kinds: Vec<FuncKind> = ir.funcs.iter().map(|it| it.kind).collect();
    use FuncKind::*;
    assert_eq!(kinds, [Decl(0), Decl(1), VarInit, VarInit, VarInit]);
    let spans: Vec<&str> = ir
        .funcs
        .iter()
        .skip(2)
        .map(|it| it.span.text(text))
        .collect();
    assert_eq!(
        spans,
        ["a, b = f(), 1", "d = func() int { return a }", "h, i = j()"]
    );
    let all = dump(&ir, text);
    assert!(
        all.contains("(c#0, _#1, s#2, #3) -> (#4, #5)") && all.contains("#3 param []T"),
        "{all}"
    );
    assert!(ir.funcs[0].body.is_empty());
}

#[test]
fn long_groups_of_parameters_are_named() {
    let group = "a, b, c, d, e, g, h, i, j, k, l";
    let all = file(&format!(
        "func f({group} int) (z1, z2, z3, z4, z5, z6, z7, z8, z9, z10, z11 p.T) {{ a(b, j, z11) }}\nvar v = func(x T, {group} int) {{ a() }}"
    ));
    assert!(
        all.contains("a#0(b#1, j#8, z11#21)") && all.contains("a#1()"),
        "{all}"
    );
    assert!(
        all.contains("local a#0 param int") && all.contains("local b#1 param int\n"),
        "{all}"
    );
    let ir = parsed(&format!("package p\nvar v = func(x T, {group} int) {{}}"));
    let ty = &ir.types[ir.funcs[0].closures[0].ty.index()];
    assert!(
        crate::ir::print::type_text(ty).starts_with("func(x T, a int, b int, c int"),
        "{ty:?}"
    );
}

#[test]
fn imports() {
    let imports = "import (\n \"net/http\"\n y \"gopkg.in/yaml.v3\"\n \"gopkg.in/ini.v1\"\n \"a/go-foo\"\n \"b/bar.go/v2\"\n \"strings\"\n \"k8s.io/core/v1\"\n . \"dot\"\n _ \"blank\"\n)\nvar foo int\n";
    let all = file(&format!(
        "{imports}func f(http T) {{ http.A() }}\nfunc g() {{ http.A(y.B, yaml.C, ini.D, foo.E, bar.F, s.G, v1.H, dot.I, blank.J)\n y := y.K\n y.L()\n _ = make(http.M)\n f(strings) }}"
    ));
    assert!(all.contains("  http#0.A()"), "{all}");
    let call =
        "pkg:http.A(pkg:y.B, yaml.C, pkg:ini.D, foo.E, pkg:bar.F, s.G, pkg:v1.H, dot.I, blank.J)";
    assert!(all.contains(call), "{all}");
    assert!(
        all.contains("y#0 := pkg:y.K\n  y#0.L()\n  _ = make(pkg:http.M)\n  f(strings)"),
        "{all}"
    );
}

#[test]
fn type_parameters_hide_imports() {
    let all = file("import \"a/K\"\nfunc f[K I]() { K.M() }\nfunc g() { K.M() }");
    assert!(
        all.contains("  K.M()\n") && all.contains("  pkg:K.M()\n"),
        "{all}"
    );
}

#[test]
fn names_and_types_are_held_once() {
    let ir = parsed("package p\nfunc f(a, b []int) { c := []int{a, a}; c = []  int(c) }\n");
    assert_eq!(ir.types.len(), 1);
    let mut names = ir.names.clone();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), ir.names.len());
}

fn deepest(statements: &str) -> (usize, usize) {
    let ir = parsed(&format!("package p\nfunc f(x int) {{\n{statements}\n}}\n"));
    let func = &ir.funcs[0];
    let unknown = func
        .exprs
        .iter()
        .filter(|it| matches!(it, Expr::Unknown))
        .count();
    (func.exprs.len(), unknown)
}

#[test]
fn long_chains_are_lowered_in_full() {
    let sum = vec!["x"; 50_000].join(" + ");
    assert_eq!(deepest(&format!("_ = {sum}")), (100_000, 0));
    let text = format!("package p\nfunc f(x int) {{ _ = {sum} }}\n");
    assert!(dump(&parsed(&text), &text).len() > 100_000);
    let strings = vec!["\"a\""; 50_000].join(" +\n");
    assert_eq!(deepest(&format!("_ = {strings}")), (2, 0));
    let mixed = vec!["x + x == x"; 10_000].join(" && ");
    assert_eq!(deepest(&format!("_ = {mixed}")).1, 0);
    let elses = vec!["if x { f() }"; 5_000].join(" else ");
    assert_eq!(deepest(&elses).1, 0);
    let calls = ".A(x)".repeat(120);
    assert_eq!(deepest(&format!("_ = b{calls}")).1, 0);
    let calls = ".A(x)".repeat(10_000);
    assert_eq!(deepest(&format!("_ = b{calls}")).1, 1);
}

#[test]
fn deep_nesting_is_refused() {
    let nests = [
        ("_ = ", "f(", "x", ")"),
        ("_ = ", "(", "x", ")"),
        ("_ = ", "x + (", "x", ")"),
        ("_ = ", "-", "x", ""),
        ("_ = ", "x[", "x", "]"),
        ("_ = T", "{", "", "}"),
        ("", "{", "x++", "}"),
        ("", "if x {", "x++", "}"),
        ("", "for i := 0; ; { switch { case x: ", "x++", "}}"),
        ("", "func() { ", "x++", " }()"),
        ("_ = new(", "*", "T", ")"),
    ];
    for (before, open, middle, close) in nests {
        let close = if open == "*" {
            ")".to_owned()
        } else {
            close.repeat(3_000)
        };
        let (_, unknown) = deepest(&format!("{before}{}{middle}{close}", open.repeat(3_000)));
        assert!(unknown <= 3, "{open} {unknown}");
    }
}
