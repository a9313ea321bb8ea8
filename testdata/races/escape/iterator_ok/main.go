// race: no

// The iterator locks while it runs.
package main

import (
	"iter"
	"maps"
	"slices"
	"sync"
)

type registry struct {
	mu    sync.Mutex
	names map[string]int
}

func (r *registry) add(name string, id int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.names[name] = id
}

func (r *registry) keys() iter.Seq[string] {
	return func(yield func(string) bool) {
		r.mu.Lock()
		defer r.mu.Unlock()
		for name := range r.names {
			if !yield(name) {
				return
			}
		}
	}
}

func (r *registry) sorted() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Sorted(maps.Keys(r.names))
}

func main() {
	r := &registry{names: map[string]int{"self": 0}}
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			r.add("peer", i)
			for range r.keys() {
			}
			r.sorted()
		}()
	}
	wg.Wait()
}
