// race: no

// A helper is made under a lock, for as long as that is held, and handed to somebody who knows it as an interface.
package main

import (
	"sync"

	"example.com/guard/helper_made_under_lock_ok/cache"
)

func main() {
	c := cache.New()
	var wg sync.WaitGroup
	for _, key := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.Add(key)
			c.Has(key)
			batch := &cache.Batch{}
			batch.Put(key)
			c.Commit(batch)
			c.Len()
		}()
	}
	wg.Wait()
}
