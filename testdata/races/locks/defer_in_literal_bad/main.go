// race: yes

// The deferred Unlock belongs to the literal, which is over before the write.
package main

import "sync"

type registry struct {
	mu    sync.Mutex
	next  int
	names map[int]string
}

func (r *registry) add(name string) int {
	id := func() int {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.next++
		return r.next
	}()
	r.names[id] = name // want "GMC00[14]"
	return id
}

func main() {
	r := &registry{names: map[int]string{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				r.add("x")
			}
		}()
	}
	wg.Wait()
}
