// race: no

// A value receiver shares the map and, through a pointer, the mutex.
package main

import "sync"

type registry struct {
	mu    *sync.Mutex
	names map[string]int
}

func newRegistry() registry {
	return registry{mu: &sync.Mutex{}, names: make(map[string]int)}
}

func (r registry) add(name string, id int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.names[name] = id
}

func main() {
	r := newRegistry()
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			r.add("x", id)
		}()
	}
	wg.Wait()
}
