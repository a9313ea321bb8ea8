// race: yes

// sync.WaitGroup.Go starts a goroutine.
package main

import "sync"

func sizes(names []string) map[string]int {
	out := make(map[string]int)
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Go(func() {
			out[name] = len(name) // want "GMC001"
		})
	}
	wg.Wait()
	return out
}

func main() {
	for range 20 {
		sizes([]string{"a", "bb", "ccc"})
	}
}
