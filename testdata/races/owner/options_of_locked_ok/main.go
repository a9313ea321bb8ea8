// race: no

// Options are applied to what is being made, before anybody else has it.
package main

import (
	"sync"

	"example.com/owner/options_of_locked_ok/store"
)

func main() {
	s := store.Two()
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				s.Put("a", 1)
				s.Has("b")
				s.Drop("a")
			}
		}()
	}
	wg.Wait()
}
