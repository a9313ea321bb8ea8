// race: yes

// Options are applied to what others have.
package main

import (
	"sync"

	"example.com/owner/options_of_locked_bad/store"
)

func main() {
	s := store.New()
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				store.Two(s)
				s.Put("a", 1)
				s.Has("b")
				s.Drop("a")
			}
		}()
	}
	wg.Wait()
}
