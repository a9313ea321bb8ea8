// race: no

// Each of the two objects holds a cache of its own.
package main

import "sync"

type cache struct {
	entries map[string]int
}

func newCache() *cache { return &cache{entries: map[string]int{}} }

type api struct{ cache *cache }

func (a *api) serve() {
	for i := range 100 {
		a.cache.entries["hits"] = i
	}
}

type worker struct{ cache *cache }

func (w *worker) run() {
	for range 100 {
		delete(w.cache.entries, "hits")
	}
}

func main() {
	first, second := newCache(), newCache()
	a := &api{cache: first}
	w := &worker{cache: second}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		a.serve()
	}()
	go func() {
		defer wg.Done()
		w.run()
	}()
	wg.Wait()
}
