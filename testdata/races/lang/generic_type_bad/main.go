// race: yes

// A generic type with a map.
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
		}()
	}
	wg.Wait()
}
