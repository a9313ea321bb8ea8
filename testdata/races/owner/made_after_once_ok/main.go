// race: no

// Whoever has a registry got it from a constructor that has filled the defaults by then.
package main

import "sync"

var (
	defaults     map[string]int
	defaultsOnce sync.Once
)

type registry struct{ own map[string]int }

func fillDefaults() {
	defaults = map[string]int{}
	for n, name := range []string{"int", "text", "bool"} {
		defaults[name] = n
	}
}

func newRegistry() *registry {
	defaultsOnce.Do(fillDefaults)
	return &registry{own: map[string]int{}}
}

func (r *registry) find(name string) int {
	if n, ok := r.own[name]; ok {
		return n
	}
	return defaults[name]
}

func main() {
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			r := newRegistry()
			for range 100 {
				r.find("text")
			}
		}()
	}
	all.Wait()
}
