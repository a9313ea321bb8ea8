// race: yes

// The test is in the external test package.
package cache_test

import (
	"sync"
	"testing"

	"example.com/tests/external_package_bad"
)

func TestCache(t *testing.T) {
	c := cache.New()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for range 50 {
			c.Put("a", 1)
		}
	}()
	for range 50 {
		c.Get("a")
	}
	wg.Wait()
}
