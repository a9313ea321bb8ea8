package calls

import (
	"errors"
	"io"
)

type backend interface {
	get(string) int
	io.Closer
}

type memory struct{ m map[string]int }

func (m *memory) get(k string) int { return m.m[k] }
func (m *memory) Close() error     { return nil }

type layered struct {
	backend
	name string
}

func (l layered) get(k string) int { return l.backend.get(k) + 1 }

type partial struct{}

func (partial) get(k string) int { return 0 }

type failure string

func (f failure) Error() string { return string(f) }

// Interfaces: declared here, embedded, of the standard library, generic.
func interfaces(b backend, r io.Reader, l *layered, err error) {
	b.get("a")
	// WRONG: Close is embedded by name of another package, io.Closer; (*memory).Close implements it.
	b.Close()
	l.get("b")
	l.Close()
	l.backend.get("c")
	r.Read(nil)
	err.Error()
	errors.New("x").Error()
	f := b.get
	f("d")
	if g, ok := b.(interface{ get(string) int }); ok {
		g.get("e")
	}
	// WRONG: the method expression of an interface calls what the interface calls; the list of functions is empty.
	backend.get(b, "f")
	use(&memory{})
	use[partial](partial{})
	go b.get("g")
}

func use[T interface{ get(string) int }](t T) { t.get("x") }
