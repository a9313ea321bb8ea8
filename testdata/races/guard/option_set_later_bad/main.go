// race: yes

// An option is set while others work.
package main

import (
	"sync"

	"example.com/guard/option_set_later_bad/store"
)

func main() {
	s := store.New().WithLevel(1)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range 300 {
				s.Put(i*1000 + n)
				s.Has(n)
				s.Drop(n)
				s.WithLevel(n)
			}
		}()
	}
	wg.Wait()
}
