// race: no

// A map from a sync.Pool belongs to whoever took it.
package main

import "sync"

var scratch = sync.Pool{New: func() any { return make(map[string]int) }}

func distinct(words []string) int {
	seen := scratch.Get().(map[string]int)
	defer func() {
		clear(seen)
		scratch.Put(seen)
	}()
	for _, word := range words {
		seen[word]++
	}
	return len(seen)
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				distinct([]string{"a", "b", "a"})
			}
		}()
	}
	wg.Wait()
}
