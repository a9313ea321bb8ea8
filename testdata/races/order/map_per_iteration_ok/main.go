// race: no

// A fresh map for every goroutine.
package main

import "sync"

func process(batches [][]string) {
	var wg sync.WaitGroup
	for _, batch := range batches {
		counts := make(map[string]int)
		wg.Add(1)
		go func() {
			defer wg.Done()
			for _, word := range batch {
				counts[word]++
			}
		}()
	}
	wg.Wait()
}

func main() {
	process([][]string{{"a", "b"}, {"a"}, {"c", "c"}})
}
