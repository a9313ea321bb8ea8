package types

type pair[K comparable, V any] struct {
	key   K
	value V
	next  *pair[K, V]
}

func (p *pair[K, V]) table() map[K]V { return map[K]V{p.key: p.value} }

type cache[K comparable, V any] struct {
	entries map[K]*pair[K, V]
	onEvict func(K, V)
}

func newCache[K comparable, V any](onEvict func(K, V)) *cache[K, V] {
	return &cache[K, V]{entries: make(map[K]*pair[K, V]), onEvict: onEvict}
}

func keys[M ~map[K]V, K comparable, V any](m M) (all []K) {
	for k := range m {
		all = append(all, k)
	}
	return all
}

func apply[T, U any](in []T, f func(T) U) []U { return nil }

func first[T any](list ...T) T { return list[0] }

// Turn is a method with a type parameter of its own, Go 1.27.
func (c *cache[K, V]) Turn[W any](f func(V) W) map[K]W { return nil }

type names map[string][]int

type strs = cache[string, names]

func generics(given strs, f func(int) string) {
	c := newCache(func(k string, v int) {})
	p := c.entries["a"]
	v := p.next.value
	t := p.table()
	d := newCache[int, names](nil)
	n := d.entries[1].value["x"]
	k := keys(names{"a": nil})
	a := apply([]int{1}, f)
	b := first(p, p.next)
	e := given.entries["x"].value
	w := c.Turn(func(i int) bool { return i > 0 })
	x := pair[string, int]{"a", 1, nil}
	y := x.next
	z := apply[string, error]
	_, _, _, _, _, _, _, _, _, _, _ = v, t, n, k, a, b, e, w, x, y, z
}
