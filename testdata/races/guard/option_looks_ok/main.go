// race: no

// An option looks at the map, before anything goes on.
package main

import (
	"sync"

	"example.com/guard/option_looks_ok/store"
)

func main() {
	s := store.New()
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range 300 {
				s.Put(i*1000 + n)
				s.Has(n)
				s.Drop(n)
			}
		}()
	}
	wg.Wait()
}
