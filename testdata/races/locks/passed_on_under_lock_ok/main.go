// race: no

// What a function is given to do it passes on to one that does it under the lock.
package main

import (
	"strconv"
	"sync"
)

type registry struct {
	mu    sync.Mutex
	names map[string]int
}

func (r *registry) locked(what string, do func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.names[what]++
	do()
}

func (r *registry) update(do func()) {
	r.locked("updates", do)
}

func main() {
	r := &registry{names: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 1000 {
				r.update(func() { r.names[strconv.Itoa(i)]++ })
			}
		}()
	}
	wg.Wait()
}
