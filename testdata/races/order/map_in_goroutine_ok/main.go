// race: no

// The map is made inside the goroutine.
package main

import "sync"

func process(batches [][]string) {
	var wg sync.WaitGroup
	for _, batch := range batches {
		wg.Add(1)
		go func() {
			defer wg.Done()
			counts := map[string]int{}
			for _, word := range batch {
				counts[word]++
			}
			delete(counts, "")
		}()
	}
	wg.Wait()
}

func main() {
	process([][]string{{"a", "b"}, {"a"}, {"c", "c"}})
}
