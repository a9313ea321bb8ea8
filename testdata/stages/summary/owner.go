package summary

import "sync"

type registry struct {
	mu    sync.Mutex
	names map[string]int
	next  *registry
}

var registries = map[string]*registry{}

func newRegistry() *registry {
	r := &registry{names: make(map[string]int)}
	r.names["owned"] = 1
	r.fill()
	return r
}

func (r *registry) fill() { r.names["filled"] = 1 }

func published(name string) {
	r := newRegistry()
	r.names["owned"] = 1
	registries[name] = r
	r.names["published"] = 1
}

func started() *registry {
	r := newRegistry()
	r.names["owned"] = 1
	go r.fill()
	r.names["shared"] = 1
	return r
}

func sent(c chan *registry) {
	r := &registry{names: map[string]int{}}
	r.names["owned"] = 1
	c <- r
	r.names["sent"] = 1
}

func received(c chan *registry) {
	r := <-c
	r.names["received"] = 1
}

func chained(parent *registry) {
	r := registry{names: map[string]int{}}
	parent.next = &r
	r.names["reached through the parent"] = 1
	parent.next.names["through the field"] = 1
	parent.next.next.names["two steps"] = 1
}

func perCall() int {
	counts := map[string]int{}
	for _, k := range []string{"a"} {
		counts[k]++
	}
	inner := map[string]map[string]int{}
	inner["a"] = map[string]int{}
	inner["a"]["b"] = 1
	var declared map[string]int
	declared = counts
	declared["c"] = 1
	return len(counts)
}

func init() {
	registries["init"] = newRegistry()
}
