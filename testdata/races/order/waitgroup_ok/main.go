// race: no

// Read after Wait, written before: one goroutine at most has the map.
package main

import "sync"

func load(names []string) map[string]int {
	sizes := make(map[string]int)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for _, name := range names {
			sizes[name] = len(name)
		}
	}()
	wg.Wait()
	sizes["total"] = len(sizes)
	return sizes
}

func main() {
	for name, size := range load([]string{"a", "bb"}) {
		_, _ = name, size
	}
}
