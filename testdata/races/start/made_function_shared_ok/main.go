// race: no

// What goroutines share takes a lock; the others are made by each, or for each.
package main

import (
	"fmt"
	"sync"
)

func remembered(f func(int) int) func(int) int {
	var mu sync.Mutex
	known := map[int]int{}
	return func(n int) int {
		mu.Lock()
		defer mu.Unlock()
		if v, ok := known[n]; ok {
			return v
		}
		known[n] = f(n)
		return known[n]
	}
}

func counter() func(int) int {
	seen := map[int]int{}
	return func(n int) int {
		seen[n]++
		return len(seen)
	}
}

func main() {
	square := remembered(func(n int) int { return n * n })
	var wg sync.WaitGroup
	for range 4 {
		given := counter()
		wg.Add(1)
		go func() {
			defer wg.Done()
			own := counter()
			for n := range 300 {
				own(square(n))
				given(n)
			}
		}()
	}
	wg.Wait()
	fmt.Println(square(2))
}
