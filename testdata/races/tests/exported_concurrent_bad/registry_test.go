// race: yes

// An exported type with a mutex; only its test starts goroutines.
package registry

import (
	"sync"
	"testing"
)

func TestConcurrentUse(t *testing.T) {
	r := New()
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(2)
		go func() {
			defer wg.Done()
			for range 50 {
				r.Set("a", 1)
				r.Delete("a")
			}
		}()
		go func() {
			defer wg.Done()
			for range 50 {
				r.Each(func(string, float64) {})
			}
		}()
	}
	wg.Wait()
}
