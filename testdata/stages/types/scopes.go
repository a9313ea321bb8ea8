package types

import (
	"fmt"
	. "strings"
	web "net/http"
)

type entry struct{ m map[string]int }

var fmtr = fmt.Sprint

// WRONG: no file of the package declares Repeat, so that it is strings.Repeat of the only dot import.
var string2 = Repeat("x", 2)

// Names that hide others: builtins, packages, types.
func scopes(len func(entry) map[string]int, e entry) {
	m := len(e)
	{
		e := e.m
		e["x"] = 1
	}
	type entry map[int]entry2
	var f entry
	g := f[1]
	string := func(e entry) entry { return e }
	h := string(f)
	web := entry2{}
	i := web.inner
	if e := e.m; cap(m) > 0 {
		_ = e
	} else if m := e["x"]; m > 0 {
		_ = m
	}
	// WRONG: as above, b is a strings.Builder.
	var b Builder
	j := ToUpper(b.String())
	k := new(entry2)
	new := func(x int) int { return x }
	l := new(1)
	_, _, _, _, _, _ = g, h, i, j, k, l
}

type entry2 struct{ inner *entry2 }

// WRONG: both are maps.
func handler(w web.ResponseWriter, r *web.Request) { w.Header()["a"] = r.Header["b"] }
