// race: no

// Nobody in the module calls the methods that leave the lock out, and nobody else can.
package main

import (
	"sync"

	"example.com/guard/left_over_in_module_ok/internal/cache"
)

func main() {
	c := cache.New()
	var wg sync.WaitGroup
	for n := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				c.Put("a", n)
				c.Get("a")
				c.Drop("a")
			}
		}()
	}
	wg.Wait()
}
