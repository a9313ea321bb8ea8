// race: yes

// The file is written while its settings are changed.
package main

import (
	"sync"

	"example.com/owner/brought_map_bad/config"
)

func main() {
	f := config.New(map[string]string{"a": "1"})
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 1000 {
				f.Set("b", "2")
			}
			_ = f.Get("a")
			f.Write()
		}()
	}
	all.Wait()
}
