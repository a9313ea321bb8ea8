package ir

import (
	"maps"
	"net/http"
)

type point struct {
	x, y int
	tags map[string]bool
}

type set[T comparable] map[T]struct{}

func generic[K comparable, V any](m map[K]V) V { var v V; return v }

// Expressions of every form.
func expressions(h http.Header, list []point, x any) {
	p := new(42)
	q := new(point)
	r := new(*p)
	a := &point{1, 2, map[string]bool{"a": true}}
	b := []point{{x: 1}, {tags: map[string]bool{"b": *p > 1}}}
	c := map[point]*point{{x: 1}: {y: 2}}
	d := [...]string{2: "c", 0: "a"}
	e := make(map[string]int, 10)
	f := make(set[string])
	g := append(list, b...)
	i := list[1:len(list):cap(list)]
	j := x.(map[string]int)["k"]
	l, ok := x.(interface{ Get() int })
	n := generic[string, int](e)
	o := generic(e)
	s := http.Header{"A": {"b"}}
	t := (*point)(nil)
	u := []byte("text")
	w := -j ^ +n&o | ^3
	z := func(m map[string]int) int { return m["z"] }(e)
	h["x"][0] = "y"
	h.Set("a", "b")
	http.DefaultServeMux.HandleFunc("/", nil)
	g[0].tags["x"] = !a.tags["y"]
	(*a).tags["z"] = true
	maps.Copy(e, map[string]int{"k": 'r'})
	delete(e, "a")
	clear(e)
	print(q, r, c, d, f, i, l, ok, s, t, u, w, z, 1.5, 2i, `raw`, "es\"c", min(1, 2))
}
