// race: no

// Each goroutine fills its own element of a slice: no map at all.
package main

import "sync"

type result struct {
	name string
	size int
}

func measure(names []string) []result {
	results := make([]result, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results[i] = result{name: name, size: len(name)}
		}()
	}
	wg.Wait()
	return results
}

func main() {
	measure([]string{"a", "bb", "ccc"})
}
