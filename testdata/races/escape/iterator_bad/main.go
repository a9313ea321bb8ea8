// race: yes

// maps.Keys is lazy: the map is read after the getter has unlocked.
package main

import (
	"iter"
	"maps"
	"sync"
	"time"
)

type registry struct {
	mu    sync.Mutex
	names map[string]int
}

func (r *registry) add(name string, id int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.names[name] = id // want? "GMC00[24]"
}

func (r *registry) keys() iter.Seq[string] {
	r.mu.Lock()
	defer r.mu.Unlock()
	return maps.Keys(r.names) // want? "GMC00[246]"
}

func longest(r *registry) int {
	n := 0
	for name := range r.keys() { // want? "GMC00[246]"
		n = max(n, len(name))
	}
	return n
}

func main() {
	r := &registry{names: map[string]int{"self": 0}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := range 100 {
			r.add("peer", i)
			time.Sleep(10 * time.Microsecond)
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			longest(r)
			time.Sleep(10 * time.Microsecond)
		}
	}()
	wg.Wait()
}
