// race: no

// Generic functions over maps that each caller makes.
package main

import "sync"

func groupBy[T any, K comparable](items []T, key func(T) K) map[K][]T {
	groups := make(map[K][]T)
	for _, item := range items {
		k := key(item)
		groups[k] = append(groups[k], item)
	}
	return groups
}

func main() {
	words := []string{"a", "bb", "cc"}
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			groups := groupBy(words, func(w string) int { return len(w) })
			delete(groups, 1)
		}()
	}
	wg.Wait()
}
