// race: no

// A literal called in every round of a loop locks, defers and writes.
package main

import "sync"

type registry struct {
	mu    sync.Mutex
	names map[string]int
}

func (r *registry) addAll(names []string) {
	for i, name := range names {
		func() {
			r.mu.Lock()
			defer r.mu.Unlock()
			if _, dup := r.names[name]; dup {
				return
			}
			r.names[name] = i
		}()
	}
}

func main() {
	r := &registry{names: map[string]int{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			r.addAll([]string{"a", "b", "a"})
		}()
	}
	wg.Wait()
}
