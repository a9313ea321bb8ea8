// race: yes

// Every call makes a closure with a mutex of its own around the same map.
package main

import "sync"

var memo = map[int]int{}

func memoized(f func(int) int) func(int) int {
	var mu sync.Mutex
	return func(n int) int {
		mu.Lock()
		defer mu.Unlock()
		if _, ok := memo[n]; !ok { // want? "GMC005"
			memo[n] = f(n) // want? "GMC005"
		}
		return memo[n] // want? "GMC005"
	}
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		square := memoized(func(n int) int { return n * n })
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range 20 {
				square(n)
			}
		}()
	}
	wg.Wait()
}
