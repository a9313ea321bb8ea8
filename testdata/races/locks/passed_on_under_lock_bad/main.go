// race: yes

// What a function is given to do it passes on to one that has given its lock back when it does it.
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
	r.names[what]++
	r.mu.Unlock()
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
				r.update(func() { r.names[strconv.Itoa(i)]++ }) // want "GMC00[14]"
			}
		}()
	}
	wg.Wait()
}
