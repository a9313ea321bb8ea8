// race: yes

// Goroutines share a function that was made before them, and with it what that has.
package main

import (
	"fmt"
	"sync"
)

func remembered(f func(int) int) func(int) int {
	known := map[int]int{}
	return func(n int) int {
		if v, ok := known[n]; ok {
			return v
		}
		known[n] = f(n) // want "GMC001"
		return known[n]
	}
}

func main() {
	square := remembered(func(n int) int { return n * n })
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range 300 {
				square(n * i)
			}
		}()
	}
	wg.Wait()
	fmt.Println(square(2))
}
