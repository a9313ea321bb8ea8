// race: yes

// Names are added without the lock, when the object has long been made.
package main

import (
	"sync"

	"example.com/owner/filled_by_option_bad/provider"
)

func main() {
	p := provider.New(provider.WithNames([]string{"a", "b"}))
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 1000 {
				p.Add("c")
			}
			_ = p.Has("a")
		}()
	}
	all.Wait()
}
