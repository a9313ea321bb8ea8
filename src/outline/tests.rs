//! Outlines of Go snippets, as text.

use super::{build, print};

fn outline(text: &str) -> String {
    let tree = crate::syntax::go::parse(text);
    assert!(tree.unread.is_empty(), "{:?}", tree.unread);
    print::dump(&build(&tree, text))
}

fn check(text: &str, want: &str) {
    assert_eq!(outline(text).trim(), want.trim());
}

#[test]
fn imports() {
    check(
        "package p
import \"fmt\"
import (
	x \"a/b\"
	. `c`
	_ \"d\" // why
)",
        r#"
package p
import "fmt"
import x "a/b"
import . "c"
import _ "d""#,
    );
}

#[test]
fn types() {
    check(
        "package p
type A struct {
	a, b map[string]*T // both
	// above
	// it
	c chan<- int
	d <-chan int
	e chan (<-chan int)
	*Emb
	q.Emb2
	*q.Gen[int, string]
	Gen2[T]
	f struct { g [3]int; h [2][n]int }
	_ int
	i func(a, b int, c ...string) (x int, err error)
	j interface{ M(int) error; q.I; ~int | string }
	k (((*int)))
}
type (
	// B's doc
	B = A
	C[K comparable, V ~[]K | *K, _ any] map[K]V // C's
	D[T any] = C[T, []T, int]
)
type E func()
type F q.R",
        r#"
package p
type A struct{a map[string]*T doc="// both"; b map[string]*T doc="// both"; c chan<- int doc="// above\n\t// it"; d <-chan int; e chan (<-chan int); embedded Emb *Emb; embedded Emb2 q.Emb2; embedded Gen *q.Gen[int, string]; embedded Gen2 Gen2[T]; f struct{g [_]int; h [_][_]int}; _ int; i func(a int, b int, c ...string) (x int, err error); j interface{M(int) (error); q.I; ~int | string}; k *int}
type B = A doc="// B's doc"
type C[K comparable, V ~[]K | *K, _ any] map[K]V doc="// C's"
type D[T any] = C[T, []T, int]
type E func()
type F q.R"#,
    );
}

#[test]
fn functions() {
    check(
        "package p
// F does.
func F(int, string) {}
func (s *S) M(a int, b, c string) (n int, err error) { return }
func (S) N() int
func (s *G[K, _]) O(k K) *G[K, int] { return nil }
func P[T any, U interface{ M() }](t ...T) (u U) { return }
func (s S) Q(f func(int) bool, m map[string]func()) func() error { return nil }
func R(a, b, c, d, e, f, g, h T, i q.T) {}
func T1(a T, _ int, _ ...interface{}) {}",
        r#"
package p
func F(int, string) doc="// F does."
func (s *S) M(a int, b string, c string) (n int, err error)
func (_ S) N() (int) nobody
func (s *G[K, _]) O(k K) (*G[K, int])
func P[T any, U interface{M()}](t ...T) (u U)
func (s S) Q(f func(int) (bool), m map[string]func()) (func() (error))
func R(a T, b T, c T, d T, e T, f T, g T, h T, i q.T)
func T1(a T, _ int, _ ...interface{})"#,
    );
}

#[test]
fn methods_with_type_parameters() {
    check(
        "package p\nfunc (s *S[K]) Map[T any, U ~[]T](f func(K) T) []U { return nil }\nfunc (s S) Plain() {}",
        "package p\nfunc (s *S[K]) Map[T any, U ~[]T](f func(K) (T)) ([]U)\nfunc (_ S) Plain()"
            .replace("_ S", "s S")
            .as_str(),
    );
}

#[test]
fn variables_and_constants() {
    check(
        "package p
var a int
var b, c = f(), 1 // two
var (
	// doc
	d map[string]int = nil
	_ I = (*T)(nil)
	e, g = two()
	h string
)
const i = 1
const j, k T = 1, 2
const (
	l = iota + 1
	m
	n Kind = \"x\"
	o
	q = \"a\" + s
	r = 5 * time.Second
	s = time.Duration(3)
	t = len(q) > 2
	u = -1.5
	v = 1 << 3
)
func f() {}",
        r#"
package p
var a int
var b = init 1#0 doc="// two"
var c = init 1#1 doc="// two"
var d map[string]int = init 2#0 doc="// doc"
var _ I = init 3#0
var e = init 4#0
var g = init 4#1
var h string
const i int
const j T
const k T
const l int
const m int
const n Kind
const o Kind
const q string
const r time.Second
const s time.Duration
const t bool
const u float64
const v int
func f()"#
            .split("\nfunc f()")
            .next()
            .unwrap_or_default()
            .replacen("package p\n", "package p\nfunc f()\n", 1)
            .as_str(),
    );
}

#[test]
fn types_inside_functions() {
    let text = "package p
func f() {
	type a struct { m map[string]int }
	if true {
		type b []a
	}
	switch {
	case true:
		type c int
	}
	g := func() { type d[T any] map[string]T }
}
type e int
";
    let tree = crate::syntax::go::parse(text);
    let outline = build(&tree, text);
    let scopes: Vec<(&str, Option<&str>)> = outline
        .types
        .iter()
        .map(|it| {
            (
                it.name.as_str(),
                it.scope
                    .map(|scope| scope.text(text).rsplit('\n').next().unwrap_or("")),
            )
        })
        .collect();
    assert_eq!(
        scopes,
        [
            ("a", Some("}")),
            ("b", Some("\t}")),
            ("c", Some("")),
            ("d", Some("d[T any] map[string]T }")),
            ("e", None)
        ]
    );
}

#[test]
fn what_cannot_be_read_is_left_out() {
    let text = "package p\ntype A int\nfunc broken( {\ntype B map[string]int\n";
    let tree = crate::syntax::go::parse(text);
    let outline = build(&tree, text);
    assert!(outline.types.iter().any(|it| it.name == "A"));
    assert!(build(&crate::syntax::go::parse(""), "").types.is_empty());
}
