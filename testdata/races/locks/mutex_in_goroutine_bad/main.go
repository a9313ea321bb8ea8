// race: yes

// Every goroutine locks a mutex of its own.
package main

import "sync"

func tally(words []string) map[string]int {
	counts := make(map[string]int)
	var wg sync.WaitGroup
	for _, word := range words {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var mu sync.Mutex
			mu.Lock()
			defer mu.Unlock()
			counts[word]++ // want "GMC005"
		}()
	}
	wg.Wait()
	return counts
}

func main() {
	for range 20 {
		tally([]string{"a", "b", "c"})
	}
}
