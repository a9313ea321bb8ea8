// race: yes

// The method that encodes is called without the lock.
package main

import (
	"sync"

	"example.com/guard/encoder_called_bad/state"
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
				s.Drop(key)
			}
		}()
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 300 {
				_, _ = s.MarshalJSON()
			}
		}()
	}
	wg.Wait()
}
