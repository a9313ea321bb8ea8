// race: yes

// Two objects hold the one cache that the program makes.
package main

import "sync"

type cache struct {
	entries map[string]int
}

func newCache() *cache { return &cache{entries: map[string]int{}} }

type api struct{ cache *cache }

func (a *api) serve() {
	for i := range 100 {
		a.cache.entries["hits"] = i // want? "GMC001"
	}
}

type worker struct{ cache *cache }

func (w *worker) run() {
	for range 100 {
		delete(w.cache.entries, "hits") // want? "GMC001"
	}
}

func main() {
	c := newCache()
	a := &api{cache: c}
	w := &worker{cache: c}
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
