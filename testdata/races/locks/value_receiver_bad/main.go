// race: yes

// A value receiver copies the mutex and shares the map.
package main

import "sync"

type registry struct {
	mu    sync.Mutex
	names map[string]int
}

func (r registry) add(name string, id int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.names[name] = id // want "GMC005"
}

func main() {
	r := registry{names: map[string]int{}}
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
