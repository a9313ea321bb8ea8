// race: no

// Whoever has the object made brings the map, and does not touch it any more.
package main

import (
	"sync"

	"example.com/owner/brought_map_ok/config"
)

func main() {
	f := config.New(map[string]string{"a": "1"})
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			f.Set("b", "2")
			_ = f.Get("a")
		}()
	}
	all.Wait()
}
