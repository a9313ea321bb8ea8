// race: no

// The local map shadows the package's.
package main

import "sync"

var counts = map[string]int{"total": 0}

func count(words []string) int {
	counts := make(map[string]int)
	for _, word := range words {
		counts[word]++
	}
	return len(counts)
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if count([]string{"a", "b"}) != counts["total"]+2 {
				panic("lost words")
			}
		}()
	}
	wg.Wait()
}
