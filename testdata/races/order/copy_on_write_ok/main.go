// race: no

// Copy-on-write: readers load a map that nobody writes any more.
package main

import (
	"maps"
	"sync"
	"sync/atomic"
)

type routes struct {
	mu      sync.Mutex
	current atomic.Pointer[map[string]string]
}

func newRoutes() *routes {
	r := &routes{}
	r.current.Store(&map[string]string{})
	return r
}

func (r *routes) add(path, target string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	next := maps.Clone(*r.current.Load())
	next[path] = target
	r.current.Store(&next)
}

func (r *routes) find(path string) string {
	return (*r.current.Load())[path]
}

func main() {
	r := newRoutes()
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(2)
		go func() {
			defer wg.Done()
			r.add("/", "index")
		}()
		go func() {
			defer wg.Done()
			r.find("/")
		}()
	}
	wg.Wait()
}
