// race: no

// An option fills the map while the object is made.
package main

import (
	"sync"

	"example.com/owner/filled_by_option_ok/provider"
)

func main() {
	p := provider.New(provider.WithNames([]string{"a", "b"}))
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			p.Add("c")
			_ = p.Has("a")
		}()
	}
	all.Wait()
}
