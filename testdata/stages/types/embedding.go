package types

import (
	"net/http"
	"sync"
)

type inner struct {
	sync.Mutex
	m     map[string]int
	depth int
}

func (i *inner) set(k string) { i.m[k] = 1 }
func (i inner) get() int      { return i.depth }

type middle struct {
	*inner
	name string
}

type other struct {
	name  string
	depth string
}

type outer struct {
	middle
	other
	http.Server
}

type getter interface{ get() int }

type wrapper struct{ getter }

func embedding(o *outer, w wrapper) {
	o.Lock()
	o.m["a"] = o.middle.depth
	o.set("b")
	o.inner.set("c")
	a := o.get()
	b := o.depth
	c := o.name
	// WRONG: a string and a function; that nothing is no member is not known either.
	d := o.Addr
	e := o.Shutdown
	f := w.get
	g := o.middle.inner.Mutex
	_, _, _, _, _, _, _ = a, b, c, d, e, f, g
	o.nothing()
}
