// race: no

// The method that encodes is called by the library, under the lock of whoever called that.
package main

import (
	"sync"

	"example.com/guard/encoder_under_lock_ok/state"
)

func main() {
	s := state.New()
	var wg sync.WaitGroup
	for _, key := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 300 {
				s.Put(key)
				s.Has(key)
				_, _ = s.Save()
				s.Drop(key)
			}
		}()
	}
	wg.Wait()
}
