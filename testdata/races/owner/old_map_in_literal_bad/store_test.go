// race: yes

// A literal looks at the map of the field when the lock is given back.
package store

import (
	"sync"
	"testing"
)

func TestReload(t *testing.T) {
	s := New()
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for key := range 3000 {
			s.Put(key, key)
			s.Drop(key + 1)
		}
	}()
	go func() {
		defer wg.Done()
		for range 5 {
			s.Reload()
		}
	}()
	wg.Wait()
}
