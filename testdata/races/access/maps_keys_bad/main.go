// race: yes

// slices.Sorted(maps.Keys(m)) iterates m.
package main

import (
	"maps"
	"slices"
	"sync"
)

type registry struct {
	plugins map[string]func()
}

func (r *registry) names() []string {
	return slices.Sorted(maps.Keys(r.plugins)) // want? "GMC00[12]"
}

func (r *registry) register(name string, run func()) {
	r.plugins[name] = run // want? "GMC00[12]"
}

func main() {
	r := &registry{plugins: map[string]func(){"noop": func() {}}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 50 {
			_ = r.names()
		}
	}()
	go func() {
		defer wg.Done()
		for range 50 {
			r.register("log", func() {})
		}
	}()
	wg.Wait()
}
