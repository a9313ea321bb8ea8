// race: no

// The collector is done when the results channel is closed, after Wait.
package main

import "sync"

func tally(words []string) map[string]int {
	counts := make(map[string]int)
	results := make(chan string)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for word := range results {
			counts[word]++
		}
	}()
	var wg sync.WaitGroup
	for _, word := range words {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- word
		}()
	}
	wg.Wait()
	close(results)
	<-done
	return counts
}

func main() {
	tally([]string{"a", "b", "a"})
}
