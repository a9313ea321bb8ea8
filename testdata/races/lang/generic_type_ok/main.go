// race: no

// A generic type with a map and its mutex.
package main

import "sync"

func main() {
	c := newCache[string, int]()
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.put("k", i)
			c.get("k")
		}()
	}
	wg.Wait()
}
