package calls

import (
	"fmt"
	"sort"
	"strings"
)

type handlers struct {
	onEvent func(string)
	table   map[string]func(int)
	list    []func()
}

var global = func(k string) {}

var replaced func()

func plain(k string) {}

func returns() func(string) { return plain }

func takes(f func(string), rest ...func()) { f("a"); rest[0]() }

// Function values: locals, parameters, fields, elements, results.
func functions(h *handlers, given func()) {
	plain("a")
	global("b")
	replaced = given
	replaced()
	f := plain
	f("c")
	if h != nil {
		f = global
	}
	f("d")
	given()
	h.onEvent = plain
	h.onEvent("e")
	h.table["x"](1)
	h.list[0]()
	returns()("f")
	takes(plain, given, func() { plain("g") })
	takes(func(k string) { plain(k) })
	g := func(n int) { fmt.Println(n) }
	g(1)
	sort.Slice(h.list, func(i, j int) bool { return i < j })
	strings.Map(func(r rune) rune { return r }, "x")
	func(f func()) { f() }(given)
	defer func() { recover() }()
	var recursive func(int)
	recursive = func(n int) { recursive(n - 1) }
	recursive(2)
	_ = len(h.list) + cap(h.list)
	_ = handlers(*h)
	_ = []byte("conversion")
	panic("end")
}
