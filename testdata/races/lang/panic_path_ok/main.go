// race: no

// Paths that end in panic or os.Exit need not unlock, and do not come back.
package main

import (
	"os"
	"sync"
)

type registry struct {
	mu   sync.Mutex
	seen map[string]bool
}

func (r *registry) must(name string) {
	r.mu.Lock()
	if name == "" {
		r.mu.Unlock()
		panic("no name")
	}
	if r.seen == nil {
		r.mu.Unlock()
		os.Exit(3)
	}
	r.seen[name] = true
	r.mu.Unlock()
}

func main() {
	r := &registry{seen: map[string]bool{}}
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			r.must(name)
		}()
	}
	wg.Wait()
}
