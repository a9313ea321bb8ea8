//! Types of locals and expressions of Go snippets.

use crate::types::testing::World;

/// Checks the types of locals of `func f` in a file of package main.
fn locals(text: &str, want: &[(&str, &str)]) {
    let world = World::single(text);
    let typed = world.func("f");
    let got: Vec<(&str, String)> = want
        .iter()
        .map(|(name, _)| (*name, typed.local(name)))
        .collect();
    let want: Vec<(&str, String)> = want
        .iter()
        .map(|(name, ty)| (*name, (*ty).to_owned()))
        .collect();
    assert_eq!(got, want);
}

const SERVER: &str = r#"
type Inner struct { deep map[string][]int; n int }
func (i *Inner) Get(k string) ([]int, error) { return i.deep[k], nil }
func (i Inner) Val() *Inner { return &i }
type Base struct { Inner; name string }
type Server struct {
	*Base
	conns map[string]*Conn
	hook  func(int, ...string) (map[string]bool, error)
	next  *Server
	anon  struct { m map[int]string; sub struct { x chan int } }
	arr   [4]map[string]int
}
type Conn struct { srv *Server; tags Tags; w Writer }
type Tags map[string]string
func (t Tags) Has(k string) bool { _, ok := t[k]; return ok }
type Writer interface { Write(p []byte) (int, error); Closer }
type Closer interface { Close() error }
type Alias = map[string]*Conn
type Fn func(s string) map[string]int
func (f Fn) Call() Fn { return f }
"#;

#[test]
fn fields_and_methods_through_embedding_and_pointers() {
    let text = format!(
        "{SERVER}
func f(s *Server, v Server, pp **Server) {{
	a := s.conns
	b := s.conns[\"x\"]
	c := s.conns[\"x\"].srv.next.next.deep
	d := v.deep[\"k\"]
	e, e2 := s.Get(\"x\")
	g := s.Val().deep
	h := s.Base.Inner.n
	i := s.name
	j := (*pp).conns
	k := s.anon.m
	l := s.anon.sub.x
	m := s.arr[0]
	n := (&v).arr[1:]
	o := &s.arr
	p := o[2]
	q := s.conns[\"x\"].tags.Has
	r := s.conns[\"x\"].w.Close
	t, t2 := s.hook(1, \"a\")
	u := *s
	v2 := s.Get
}}"
    );
    locals(
        &text,
        &[
            ("a", "map[string]*main.Conn"),
            ("b", "*main.Conn"),
            ("c", "map[string][]int"),
            ("d", "[]int"),
            ("e", "[]int"),
            ("e2", "error"),
            ("g", "map[string][]int"),
            ("h", "int"),
            ("i", "string"),
            ("j", "map[string]*main.Conn"),
            ("k", "map[int]string"),
            ("l", "chan int"),
            ("m", "map[string]int"),
            ("n", "[]map[string]int"),
            ("o", "*[...]map[string]int"),
            ("p", "map[string]int"),
            ("q", "func(string) bool"),
            ("r", "func() error"),
            ("t", "map[string]bool"),
            ("t2", "error"),
            ("u", "main.Server"),
            ("v2", "func(string) ([]int, error)"),
        ],
    );
}

#[test]
fn method_expressions_conversions_and_calls_of_named_functions() {
    let text = format!(
        "{SERVER}
func f(s *Server, x interface{{}}) {{
	a := (*Inner).Get
	b := Inner.Val
	c := Tags(nil)
	d := Tags.Has
	e := Fn(func(s string) map[string]int {{ return nil }})
	g := e(\"x\")
	h := e.Call()(\"y\")
	i := (func() map[int]int)(nil)()
	j := Alias{{}}
	k := (*Server)(nil).conns
	l := []byte(\"x\")
	m := map[string]int(nil)
	n := Writer.Close
	o := Closer(nil)
	p := x.(*Server).conns
	q, q2 := x.(map[string]int)
	r, r2 := <-make(chan map[int]int)
	t, t2 := s.conns[\"x\"]
	u := new(Server).conns
	v := new(s.conns)
	w := interface{{ Get() Tags }}(nil).Get()
}}"
    );
    locals(
        &text,
        &[
            ("a", "func(*main.Inner, string) ([]int, error)"),
            ("b", "func(main.Inner) *main.Inner"),
            ("c", "main.Tags"),
            ("d", "func(main.Tags, string) bool"),
            ("e", "main.Fn"),
            ("g", "map[string]int"),
            ("h", "map[string]int"),
            ("i", "map[int]int"),
            ("j", "map[string]*main.Conn"),
            ("k", "map[string]*main.Conn"),
            ("l", "[]byte"),
            ("m", "map[string]int"),
            ("n", "func(main.Writer) error"),
            ("o", "main.Closer"),
            ("p", "map[string]*main.Conn"),
            ("q", "map[string]int"),
            ("q2", "bool"),
            ("r", "map[int]int"),
            ("r2", "bool"),
            ("t", "*main.Conn"),
            ("t2", "bool"),
            ("u", "map[string]*main.Conn"),
            ("v", "*map[string]*main.Conn"),
            ("w", "main.Tags"),
        ],
    );
}

#[test]
fn builtins_and_operators() {
    let text = "
type M map[string]int
func f(s []M, p *[3]M, n int, b byte) {
	a := make(M)
	c := make(map[string]M, 10)
	d := append(s, nil)
	e := append([]M(nil), s...)[0]
	g := len(s)
	h := min(n, 1)
	i := max(1, n)
	j := copy(s, s)
	k := recover()
	l := cap(p)
	m := !(n > 0)
	o := n << 2
	q := 1 + n
	r := -b
	t := \"a\" + \"b\"
	u := t[0]
	v := t[1:]
	w := s[1:2:3]
	x := &M{}
	y := *x
	z := p[0]
	aa := &s[0]
	bb := <-make(chan M)
	cc := n == 1 || n != 2
}";
    locals(
        text,
        &[
            ("a", "main.M"),
            ("c", "map[string]main.M"),
            ("d", "[]main.M"),
            ("e", "main.M"),
            ("g", "int"),
            ("h", "int"),
            ("i", "int"),
            ("j", "int"),
            ("k", "any"),
            ("l", "int"),
            ("m", "bool"),
            ("o", "int"),
            ("q", "int"),
            ("r", "byte"),
            ("t", "string"),
            ("u", "byte"),
            ("v", "string"),
            ("w", "[]main.M"),
            ("x", "*main.M"),
            ("y", "main.M"),
            ("z", "main.M"),
            ("aa", "*main.M"),
            ("bb", "main.M"),
            ("cc", "bool"),
        ],
    );
}

#[test]
fn range_over_everything() {
    let text = "
type Set map[string]struct{}
type Seq[V any] func(yield func(V) bool)
type Tree struct{}
func (t *Tree) All() func(yield func(k string, v map[string]int) bool) { return nil }
func (t *Tree) Keys() Seq[Set] { return nil }
func f(m Set, s []Set, a [2]Set, p *[2]Set, c <-chan Set, str string, n int64, t *Tree, g func(func() bool), pm *Set) {
	for k1, v1 := range m {}
	for k2, v2 := range s {}
	for k3, v3 := range a {}
	for k4, v4 := range p {}
	for k5 := range c {}
	for k6, v6 := range str {}
	for k7 := range n {}
	for k8, v8 := range t.All() {}
	for k9 := range t.Keys() {}
	for range g {}
	for ka, va := range *pm {}
	for kb := range 10 {}
	var kc string
	for kc = range m {}
	for kd, vd := range map[int][]Set{1: {{\"a\": {}}}} { for ke, ve := range vd {} }
	for kf, vf := range t.All { }
}";
    locals(
        text,
        &[
            ("k1", "string"),
            ("v1", "struct{}"),
            ("k2", "int"),
            ("v2", "main.Set"),
            ("v3", "main.Set"),
            ("k4", "int"),
            ("v4", "main.Set"),
            ("k5", "main.Set"),
            ("k6", "int"),
            ("v6", "rune"),
            ("k7", "int64"),
            ("k8", "string"),
            ("v8", "map[string]int"),
            ("k9", "main.Set"),
            ("ka", "string"),
            ("kb", "number"),
            ("kc", "string"),
            ("kd", "int"),
            ("vd", "[]main.Set"),
            ("ve", "main.Set"),
        ],
    );
}

#[test]
fn statements_that_declare() {
    let text = format!(
        "{SERVER}
func two() (map[string]int, *Server) {{ return nil, nil }}
func one() Tags {{ return nil }}
func f(x any, ch chan Tags, s *Server, err error) {{
	a, b := two()
	var c, d = two()
	var e = one()
	var g Tags
	switch y := x.(type) {{
	case *Server: h := y.conns; _ = h
	case Tags, Alias: i := y; _ = i
	case nil: j := y; _ = j
	default: k := y; _ = k
	}}
	select {{
	case l := <-ch: _ = l
	case m, ok := <-ch: _ = m
	case s.anon.sub.x <- 1:
	case g = <-ch:
	}}
	if n, o := s.conns[\"x\"]; o {{ p := n.tags; _ = p }} else {{ q := n.srv; _ = q }}
	switch r := one(); {{ case r.Has(\"x\"): t := r; _ = t }}
	for u := s; u != nil; u = u.next {{ v := u.conns; _ = v }}
	err, w := error(nil), 1
	fn := func(p Tags, q ...Tags) (res Alias, err error) {{ z := q; res2 := res; return }}
	aa, bb := fn(nil)
	func() {{ cc := s.conns; _ = cc }}()
	go func(dd *Server) {{ ee := dd.conns; _ = ee }}(s)
	defer func() {{ if ff := recover(); ff != nil {{ }} }}()
lbl:
	for gg := range ch {{ break lbl }}
	{{ hh := g; _ = hh }}
	const ii = \"x\"
	const jj, kk = 1, ii
	type local struct {{ m Tags }}
	ll := local{{}}.m
	mm := []*local{{{{m: nil}}}}[0].m
}}"
    );
    locals(
        &text,
        &[
            ("a", "map[string]int"),
            ("b", "*main.Server"),
            ("c", "map[string]int"),
            ("d", "*main.Server"),
            ("e", "main.Tags"),
            ("h", "map[string]*main.Conn"),
            ("i", "any"),
            ("k", "any"),
            ("l", "main.Tags"),
            ("m", "main.Tags"),
            ("ok", "bool"),
            ("n", "*main.Conn"),
            ("o", "bool"),
            ("p", "main.Tags"),
            ("q", "[]main.Tags"),
            ("r", "main.Tags"),
            ("t", "main.Tags"),
            ("u", "*main.Server"),
            ("v", "map[string]*main.Conn"),
            ("w", "number"),
            (
                "fn",
                "func(main.Tags, ...main.Tags) (map[string]*main.Conn, error)",
            ),
            ("res2", "map[string]*main.Conn"),
            ("z", "[]main.Tags"),
            ("aa", "map[string]*main.Conn"),
            ("bb", "error"),
            ("cc", "map[string]*main.Conn"),
            ("ee", "map[string]*main.Conn"),
            ("ff", "any"),
            ("gg", "main.Tags"),
            ("hh", "main.Tags"),
            ("ii", "string"),
            ("jj", "number"),
            ("kk", "string"),
            ("ll", "main.Tags"),
            ("mm", "main.Tags"),
        ],
    );
}

#[test]
fn composite_literals_with_elided_types() {
    let text = "
type Point struct { x, y map[string]int; sub struct { z []Point } }
type Points []*Point
func f() {
	a := []Point{{x: map[string]int{}}}[0].x
	b := map[string]*Point{\"a\": {y: nil}}[\"a\"].y
	c := Points{{}, {}}[1]
	d := [...]map[string]Point{{\"a\": {}}}[0]
	e := struct { mm map[int]Point }{mm: nil}
	g := e.mm
	h := &Point{}
	i := map[Point]Points{{}: {{}}}
	j := []func() Points{func() Points { return nil }}[0]()
	k := []struct{ name string; m map[string]int }{{\"a\", nil}}
	for _, l := range k { m := l.m; _ = m }
}";
    locals(
        text,
        &[
            ("a", "map[string]int"),
            ("b", "map[string]int"),
            ("c", "*main.Point"),
            ("d", "map[string]main.Point"),
            ("e", "struct{mm}"),
            ("g", "map[int]main.Point"),
            ("h", "*main.Point"),
            ("i", "map[main.Point]main.Points"),
            ("j", "main.Points"),
            ("k", "[]struct{name; m}"),
            ("m", "map[string]int"),
        ],
    );
    let world = World::single(text);
    let typed = world.func("f");
    assert_eq!(typed.selection("y"), "field Point.y");
    assert_eq!(typed.selection("mm"), "field f.e.mm");
}

#[test]
fn generics() {
    let text = "
type Number interface { ~int | ~float64 }
type Cache[K comparable, V any] struct { m map[K]V; mu struct{}; list *List[V] }
type List[T any] struct { head *Node[T] }
type Node[T any] struct { val T; next *Node[T]; kids map[string]*Node[T] }
func New[K comparable, V any](n int) *Cache[K, V] { return nil }
func (c *Cache[Key, Val]) Get(k Key) (Val, bool) { v, ok := c.m[k]; return v, ok }
func (c *Cache[K, V]) Map() map[K]V { return c.m }
func (c *Cache[_, V]) List() *List[V] { return c.list }
func Keys[M ~map[K]V, K comparable, V any](m M) []K { return nil }
func Values[Map ~map[K]V, K comparable, V any](m Map) []V { return nil }
func Clone[M ~map[K]V, K comparable, V any](m M) M { return m }
func MapTo[T, U any](s []T, f func(T) U) []U { return nil }
func Ptr[T any](v T) *T { return &v }
func Sum[N Number](ns ...N) N { var z N; return z }
func Reduce[S ~[]E, E, A any](s S, a A, f func(A, E) A) A { return a }
func Pair[A, B any](a A, b B) (A, B) { return a, b }
func Must[T any](v T, err error) T { return v }
func load() (map[string]int, error) { return nil, nil }
type Strings map[string]string
type Embeds[T any] struct { Cache[string, T]; *List[T] }
type Fn[T any] func(T) map[string]T
type Opt[T any] = func(*Cache[string, T])
func Apply[T any](o ...Opt[T]) *Cache[string, T] { return nil }
func f(c *Cache[string, []int], s Strings, e *Embeds[Strings], fn Fn[int], p []Strings) {
	a, a2 := c.Get(\"x\")
	b := c.m
	d := c.list.head.next.val
	g := New[string, Strings](1)
	h := g.m[\"x\"]
	i := Keys(s)
	j := Values(s)
	k := Clone(s)
	l := MapTo(i, func(s string) Strings { return nil })
	m := Ptr(s)
	n := Sum(1.5, 2)
	o := Reduce(p, 0, func(acc int, e Strings) int { return acc })
	q, q2 := Pair(s, p)
	r := Must(load())
	t := e.m
	u := e.head.kids
	v := e.Map()
	w := fn(1)
	x := c.List().head.val
	y := Cache[int, Strings]{}.m
	z := New[int, string]
	aa := Ptr[Strings]
	bb := (*Cache[string, int]).Get
	cc := Apply(func(c *Cache[string, Strings]) {}).m
	dd := (&Cache[string, int]{m: map[string]int{}}).Map()
	ee := Ptr(map[string]int{})
	gg := Ptr(3)
	hh, hh2 := e.Get(\"x\")
	ii := New[string](1)
}";
    locals(
        text,
        &[
            ("a", "[]int"),
            ("a2", "bool"),
            ("b", "map[string][]int"),
            ("d", "[]int"),
            ("g", "*main.Cache[string, main.Strings]"),
            ("h", "main.Strings"),
            ("i", "[]string"),
            ("j", "[]string"),
            ("k", "main.Strings"),
            ("l", "[]main.Strings"),
            ("m", "*main.Strings"),
            ("o", "int"),
            ("q", "main.Strings"),
            ("q2", "[]main.Strings"),
            ("r", "map[string]int"),
            ("t", "map[string]main.Strings"),
            ("u", "map[string]*main.Node[main.Strings]"),
            ("v", "map[string]main.Strings"),
            ("w", "map[string]int"),
            ("x", "[]int"),
            ("y", "map[int]main.Strings"),
            ("z", "func(int) *main.Cache[int, string]"),
            ("aa", "func(main.Strings) *main.Strings"),
            ("bb", "func(*main.Cache[string, int], string) (int, bool)"),
            ("cc", "map[string]main.Strings"),
            ("dd", "map[string]int"),
            ("ee", "*map[string]int"),
            ("gg", "*number"),
            ("hh", "main.Strings"),
            ("ii", "*main.Cache[string, ?]"),
        ],
    );
}

#[test]
fn inside_generic_bodies() {
    let text = "
type Ordered interface { ~int | ~string }
type Store interface { Load(k string) map[string]int }
type Tree[K Ordered, V any] struct { root *node[K, V] }
type node[K Ordered, V any] struct { k K; v V; l, r *node[K, V]; extra struct { m map[K]V } }
func (t *Tree[A, B]) f(k A) B {
	n := t.root
	v := n.l.v
	m := n.extra.m
	x := m[k]
	other := &Tree[string, B]{}
	w := other.root.k
	type pair struct { a A; b map[string]B }
	var p pair
	q := p.b
	return v
}
func g[S Store, M ~map[string]V, V any, C interface{ ~chan V }, T ~[]M](s S, m M, c C, t T) {
	a := s.Load(\"x\")
	b := m[\"x\"]
	for k, v := range m { kk, vv := k, v }
	d := <-c
	e := t[0][\"x\"]
	h := struct { m map[string]V }{}.m
	for i, j := range t { ii, jj := i, j }
}";
    let world = World::single(text);
    let typed = world.func("Tree.f");
    assert_eq!(typed.local("n"), "*main.node[K, V]");
    assert_eq!(typed.local("v"), "V");
    assert_eq!(typed.local("m"), "map[K]V");
    assert_eq!(typed.local("x"), "V");
    assert_eq!(typed.local("w"), "string");
    assert_eq!(typed.local("q"), "map[string]V");
    let typed = world.func("g");
    assert_eq!(typed.local("a"), "map[string]int");
    assert_eq!(typed.local("b"), "V");
    assert_eq!(typed.local("kk"), "string");
    assert_eq!(typed.local("vv"), "V");
    assert_eq!(typed.local("d"), "V");
    assert_eq!(typed.local("e"), "V");
    assert_eq!(typed.local("h"), "map[string]V");
    assert_eq!(typed.local("jj"), "M");
}

#[test]
fn package_variables_from_their_values() {
    let world = World::of(&[
        (
            "m/a/a.go",
            "package a
import (
	\"m/b\"
	alias \"m/b\"
	. \"m/dot\"
)
var m1 = map[string][]int{}
var m2 = newThing()
var m3, m4 = two()
var m5, ok5 = m1[\"x\"]
var (
	m6 = &b.T{}
	m7 = alias.Default.M
	m8 = b.Make().M
	m9 = func() map[int]int { return nil }
	m10 = m9()
	m11 = Dotted{}
	m12 = DotFunc()
	m13, m14 = 1, \"x\"
	m15 = m16
	m16 = m17
	m17 = m2.m
	m18 = make(chan map[string]int)
	m19 interface{} = nil
	m20 = struct { m map[string]int }{}
	m21 = b.Pi
	m22 = b.Names[0]
)
type thing struct { m map[string]bool }
func newThing() *thing { return nil }
func two() (map[string]int, error) { return nil, nil }
const c1, c2 = 1, \"x\"
const c3 = \"a\" + \"b\" + c2
const c4 = b.Kind(3)
const c5 = len(c3)
const c6 uint8 = 1 << iota
",
        ),
        (
            "m/b/b.go",
            "package b
type T struct { M map[string]T }
type Kind int
const Pi = 3.14
const Names = \"abc\"
var Default = &T{}
func Make() (t T) { return }
",
        ),
        (
            "m/dot/d.go",
            "package dot\ntype Dotted map[string]int\nfunc DotFunc() Dotted { return nil }\n",
        ),
    ]);
    for (name, want) in [
        ("m1", "map[string][]int"),
        ("m2", "*a.thing"),
        ("m3", "map[string]int"),
        ("m4", "error"),
        ("m5", "[]int"),
        ("ok5", "bool"),
        ("m6", "*b.T"),
        ("m7", "map[string]b.T"),
        ("m8", "map[string]b.T"),
        ("m9", "func() map[int]int"),
        ("m10", "map[int]int"),
        ("m11", "dot.Dotted"),
        ("m12", "dot.Dotted"),
        ("m13", "number"),
        ("m14", "string"),
        ("m15", "map[string]bool"),
        ("m18", "chan map[string]int"),
        ("m19", "interface{}"),
        ("m20", "struct{m}"),
        ("m21", "float64"),
        ("m22", "byte"),
        ("c1", "int"),
        ("c2", "string"),
        ("c3", "string"),
        ("c4", "b.Kind"),
        ("c5", "int"),
        ("c6", "uint8"),
    ] {
        assert_eq!(world.var(name), want, "{name}");
    }
}

#[test]
fn types_of_packages_without_source() {
    let text = "
import (
	\"context\"
	\"log/slog\"
	\"maps\"
	\"net/http\"
	\"net/url\"
	\"os\"
	\"slices\"
	\"sync\"
	\"sync/atomic\"
	\"time\"

	\"github.com/labstack/echo/v4\"
	\"github.com/unknown/thing\"
	\"golang.org/x/sync/errgroup\"
	\"google.golang.org/grpc/metadata\"
)
type server struct {
	sync.RWMutex
	*http.Server
	cache sync.Map
	hits  atomic.Int64
	conf  atomic.Pointer[map[string]int]
}
type header http.Header
type request http.Request
type handler struct { http.Handler; m map[string]int }
func f(w http.ResponseWriter, r *http.Request, s *server, rq *request, c echo.Context, h handler) {
	a := w.Header()
	b := r.Header
	d := r.URL.Query()
	e := d[\"x\"]
	g := url.Values{}
	i := header{}[\"x\"]
	j := rq.Header
	k := http.Header(header{})
	l, l2 := context.WithCancel(r.Context())
	m := <-l.Done()
	n := s.conf.Load()
	o := *n
	p := maps.Clone(o)
	q := slices.Collect(maps.Keys(o))
	t := slices.Sorted(maps.Values(o))
	u := time.NewTicker(5 * time.Second).C
	v, v2 := metadata.FromIncomingContext(l)
	x, x2 := errgroup.WithContext(l)
	y := c.Request().Form
	z := thing.New()
	aa := s.Server.Handler
	bb := h.m
	cc := http.DefaultServeMux
	dd := func(w http.ResponseWriter, r *http.Request) {}
	ee := http.HandlerFunc(dd)
	for ff, gg := range r.Form { hh := gg }
	ii, _ := os.Open(\"x\")
	jj := time.Second
	kk := sync.OnceValue(func() map[string]int { return nil })
	ll := kk()
	mm := http.Client{}.Do
	nn := slog.With()
	oo, pp := http.NewRequest(\"GET\", \"x\", nil)
	s.Lock()
	s.ListenAndServe()
	s.hits.Add(1)
	h.ServeHTTP(w, r)
	x.Go(nil)
}";
    locals(
        text,
        &[
            ("a", "http.Header"),
            ("b", "http.Header"),
            ("d", "url.Values"),
            ("e", "[]string"),
            ("g", "url.Values"),
            ("i", "[]string"),
            ("j", "http.Header"),
            ("k", "http.Header"),
            ("l", "context.Context"),
            ("l2", "context.CancelFunc"),
            ("m", "struct{}"),
            ("n", "*map[string]int"),
            ("o", "map[string]int"),
            ("p", "map[string]int"),
            ("q", "[]string"),
            ("t", "[]int"),
            ("u", "<-chan time.Time"),
            ("v", "metadata.MD"),
            ("v2", "bool"),
            ("x", "*errgroup.Group"),
            ("x2", "context.Context"),
            ("y", "url.Values"),
            ("z", "?"),
            ("aa", "http.Handler"),
            ("bb", "map[string]int"),
            ("cc", "*http.ServeMux"),
            ("ee", "http.HandlerFunc"),
            ("ff", "string"),
            ("hh", "[]string"),
            ("ii", "*os.File"),
            ("jj", "time.Duration"),
            ("ll", "map[string]int"),
            ("mm", "func(*http.Request) (*http.Response, error)"),
            ("nn", "*slog.Logger"),
            ("oo", "*http.Request"),
            ("pp", "error"),
        ],
    );
    let world = World::single(text);
    let typed = world.func("f");
    for (expr, want) in [
        ("s.Lock", "external server.RWMutex > sync.RWMutex.Lock"),
        (
            "s.ListenAndServe",
            "external server.Server > net/http.Server.ListenAndServe",
        ),
        ("s.hits.Add", "external sync/atomic.Int64.Add"),
        (
            "h.ServeHTTP",
            "external handler.Handler > net/http.Handler.ServeHTTP",
        ),
        ("x.Go", "external golang.org/x/sync/errgroup.Group.Go"),
        (
            "c.Request",
            "external github.com/labstack/echo/v4.Context.Request",
        ),
    ] {
        assert_eq!(typed.selection(expr), want);
    }
    let world = World::of(&[
        (
            "m/a.go",
            text.replacen("\nimport", "package m\nimport", 1).as_str(),
        ),
        (
            "net/url/u.go",
            "package url\ntype Values map[string][]string\ntype URL struct{}\nfunc (u *URL) Query() Values { return nil }\n",
        ),
    ]);
    // A package of the table that is loaded after all is meant by the others too.
    assert_eq!(world.func("f").selection("r.URL.Query"), "method URL.Query");
    assert_eq!(world.func("f").local("e"), "[]string");
}
