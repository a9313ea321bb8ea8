//! The table of declarations: look-ups, selection, method sets, and code that is meant to hurt.

use super::testing::World;
use super::*;

#[test]
fn names_of_packages() {
    let world = World::of(&[
        (
            "m/a/a.go",
            "package a\nimport (\n\"m/b\"\nc \"m/c/v2\"\n. \"m/dot\"\n\"x.org/go-odd\"\n)\ntype len int\nvar True = true\nfunc F() {}\n",
        ),
        ("m/a/a_test.go", "package a\nfunc helper() {}\n"),
        (
            "m/a_test/x_test.go",
            "package a_test\nimport \"m/a\"\nfunc T() { a.F() }\n",
        ),
        (
            "m/b/b.go",
            "package other\ntype T struct{}\nfunc New() *T { return nil }\n",
        ),
        ("m/c/v2/c.go", "package c\nvar V map[string]int\n"),
        ("m/dot/dot.go", "package dot\ntype D struct{}\n"),
    ]);
    let u = &world.universe;
    let a = FileId(0);
    assert!(matches!(u.lookup(a, "F"), Object::Func(_)));
    assert!(matches!(u.lookup(a, "helper"), Object::Func(_)));
    assert!(matches!(u.lookup(a, "D"), Object::Type(Ty::Named(..))));
    assert!(matches!(u.lookup(a, "len"), Object::Type(_)));
    assert_eq!(u.lookup(a, "cap"), Object::Builtin("cap".into()));
    assert_eq!(u.lookup(a, "nil"), Object::Const);
    assert_eq!(u.lookup(a, "nope"), Object::Unknown);
    assert!(matches!(u.member(a, "other", "New"), Object::Func(_)));
    assert_eq!(u.member(a, "b", "New"), Object::Unknown);
    assert!(matches!(u.member(a, "c", "V"), Object::Var(_)));
    assert_eq!(u.member(a, "c", "nope"), Object::Unknown);
    assert_eq!(
        u.member(a, "odd", "X"),
        Object::External("x.org/go-odd".into(), "X".into())
    );
    assert_eq!(u.import_path(a, "c").map(|it| it.as_str()), Some("m/c/v2"));
}

#[test]
fn builds_that_exclude_each_other() {
    let world = World::of(&[
        (
            "m/a.go",
            "package m\ntype File struct { *file }\nfunc f(x *File) {\n\ta := x.fd\n\tb := x.get()\n\tc := open()\n}\n",
        ),
        (
            "m/a_linux.go",
            "//go:build linux\npackage m\ntype file struct { fd map[string]int }\nfunc (f *file) get() int { return 0 }\nfunc open() string { return \"\" }\nfunc onLinux(x *File) { a := x.fd }\n",
        ),
        (
            "m/a_windows.go",
            "//go:build windows\npackage m\ntype file struct { fd map[int]int; handle []string }\nfunc (f *file) get() string { return \"\" }\nfunc open() int { return 0 }\nfunc onWindows(x *File) {\n\ta := x.fd\n\tb := x.handle\n\tc := x.get()\n\td := open()\n}\n",
        ),
    ]);
    let typed = world.func("f");
    assert_eq!(typed.local("a"), "map[string]int");
    assert_eq!(typed.selection("open"), "func open | open");
    let typed = world.func("onLinux");
    assert_eq!(typed.local("a"), "map[string]int");
    let typed = world.func("onWindows");
    assert_eq!(typed.local("a"), "map[int]int");
    assert_eq!(typed.local("b"), "[]string");
    assert_eq!(typed.local("c"), "string");
    assert_eq!(typed.local("d"), "int");
}

#[test]
fn depth_and_ambiguity() {
    let world = World::single(
        "
type A struct { x map[string]int; deep bool }
func (A) M() {}
type B struct { x map[int]int }
func (B) M() {}
type Both struct { A; B }
type Hides struct { Both; x string }
type I interface { N() map[string]bool }
type WithI struct { I; *A }
type Named A
type Ptr *A
type Rec struct { *Rec; A }
type Chain struct { Alias }
type Alias = A
func f(both Both, hides Hides, wi WithI, named Named, p Ptr, rec Rec, chain Chain) {
	a := both.x
	b := hides.x
	c := both.deep
	d := wi.N()
	e := wi.x
	g := named.x
	h := p.x
	i := rec.x
	j := chain.deep
	k := named.M
	wi.M()
	both.M()
}",
    );
    let typed = world.func("f");
    for (name, ty) in [
        ("a", "?"),
        ("b", "string"),
        ("c", "bool"),
        ("d", "map[string]bool"),
        ("e", "map[string]int"),
        ("g", "map[string]int"),
        ("h", "map[string]int"),
        ("i", "map[string]int"),
        ("j", "bool"),
        ("k", "?"),
    ] {
        assert_eq!(typed.local(name), ty, "{name}");
    }
    assert_eq!(typed.selection("wi.M"), "method WithI.A > A.M");
    assert_eq!(typed.selection("wi.N"), "interface WithI.I > main.I.N");
    assert_eq!(typed.selection("both.M"), "?");
    assert_eq!(typed.selection("chain.deep"), "field Chain.Alias > A.deep");
}

#[test]
fn interfaces_and_who_implements_them() {
    let world = World::of(&[
        (
            "m/a/a.go",
            "package a
type Closer interface { Close() error }
type Reader interface { Read(p []byte) (int, error) }
type Both interface { Closer; Reader }
type File struct{}
func (*File) Close() error { return nil }
func (*File) Read(p []byte) (int, error) { return 0, nil }
type Wrap struct { *File }
type Over struct { File }
func (Over) Close() error { return nil }
type Odd struct{}
func (Odd) Close(int) error { return nil }
type Has struct { Both }
type Gen[T any] struct { v T }
func (g *Gen[T]) Close() error { return nil }
type Fn func() error
func (f Fn) Close() error { return f() }
type Empty interface{}
",
        ),
        (
            "m/b/b.go",
            "package b\nimport \"m/a\"\ntype C = a.Closer\ntype D struct { a.Over }\n",
        ),
    ]);
    let u = &world.universe;
    let names = |iface: &str| -> Vec<String> {
        let found = u.implementing_types(&world.named(iface));
        found
            .iter()
            .map(|it| u.types[it.index()].name.to_string())
            .collect()
    };
    assert_eq!(
        names("Closer"),
        ["File", "Wrap", "Over", "Has", "Gen", "Fn", "D"]
    );
    assert_eq!(names("Both"), ["File", "Wrap", "Over", "Has", "D"]);
    let methods = u.implementations(&world.named("Both"), "Close");
    let methods: Vec<String> = methods
        .iter()
        .map(|it| u.func_name(*it).to_string())
        .collect();
    assert_eq!(methods, ["File.Close", "Over.Close"]);
    let set: Vec<String> = u
        .methods(&world.named("D"))
        .iter()
        .map(|(name, it)| format!("{name}={}", u.func_name(*it)))
        .collect();
    assert_eq!(set, ["Close=Over.Close", "Read=File.Read"]);
}

#[test]
fn cycles_end() {
    let world = World::single(
        "
type A B
type B A
type C = D
type D = C
type E struct { E }
type F interface { F }
type G[T any] struct { n *G[map[T]T]; v T }
type H[T any] H[[]T]
type I[T I[T]] interface { M() T }
type J struct { *K }
type K struct { *J; m map[string]int }
type L = []L
type M func(M) M
var x = y
var y = x
var z = func() int { return z2() }
func z2() int { return z() }
const c = d
const d = c
func (C) N() {}
func f(a A, c C, e E, ff F, g G[int], h H[int], j J, m M) {
	p1 := a.q
	p2 := c.q
	p3 := e.q
	p4 := ff.q
	p5 := g.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.n.v
	p6 := h[0]
	p7 := j.m
	p8 := m(m)(m)(m)
	g.n.n.n.n.q()
}",
    );
    let typed = world.func("f");
    assert_eq!(typed.local("p1"), "?");
    assert_eq!(typed.local("p7"), "map[string]int");
    assert_eq!(typed.local("p8"), "main.M");
    assert!(typed.local("p5").starts_with("map[map["));
    for at in 0..world.universe.types.len() {
        let ty = world.universe.named(TypeId(at as u32), &[]);
        world.universe.underlying(&ty);
        world.universe.methods(&ty);
        world.universe.implementing_types(&ty);
    }
}

/// As deep as `syntax` lets pass, on the stack of a test's thread.
#[test]
fn deep_nesting_does_not_overflow() {
    let nested = |open: &str, inner: &str, close: &str, depth: usize| {
        let expr = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
        let text = format!(
            "func g(x any) any {{ return x }}\nvar m, x any\nfunc f() {{ y := {expr}\n_ = y }}\n"
        );
        World::single(&text).func("f");
    };
    nested("g(", "1", ")", 480);
    nested("func() any { return ", "x", " }()", 120);
    nested("[]any{", "", "}", 300);
    nested("", "x", ".next()", 480);
    nested("", "1", " + 1", 950);
    nested("*", "x", "", 950);
    nested("", "m", "[0]", 950);
    nested("-(", "x", ")", 480);
    let blocks = format!(
        "func f() {{ {} {} }}\n",
        "if true {".repeat(300),
        "}".repeat(300)
    );
    World::single(&blocks).func("f");
    let types = format!(
        "type T {}int\nvar v T\nfunc f() {{ x := v{} }}\n",
        "[]".repeat(900),
        "[0]".repeat(900)
    );
    World::single(&types).func("f");
}
