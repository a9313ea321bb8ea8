// race: no

// What is initialized is shown to others afterwards.
package main

import (
	"sync"

	"example.com/guard/init_without_lock_ok/pool"
)

type part interface {
	Init([]string)
	Add(string)
	Has(string) bool
	Drop(string)
}

func start(parts []part) {
	for _, it := range parts {
		it.Init([]string{"a", "b"})
	}
}

func main() {
	parts := []part{pool.New()}
	start(parts)
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for _, it := range parts {
				it.Add(name)
				it.Has(name)
				it.Drop(name)
			}
		}()
	}
	wg.Wait()
}
