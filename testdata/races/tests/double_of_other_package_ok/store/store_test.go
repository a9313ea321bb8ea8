// race: no

// The tests of another package come, through an interface, to the cache: never to the double that the tests of its own package have.
package store

import (
	"sync"
	"testing"

	"example.com/tests/double_of_other_package_ok/cache"
)

func TestFill(t *testing.T) {
	c := cache.New()
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			cache.Fill(c, 100)
		}()
	}
	wg.Wait()
}
