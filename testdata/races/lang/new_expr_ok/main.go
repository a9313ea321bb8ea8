// race: no
// go: 1.26

// new(expr) of Go 1.26: every goroutine gets a pointer to a map of its own.
package main

import "sync"

func fresh() map[string]int { return make(map[string]int) }

func main() {
	var wg sync.WaitGroup
	for i := range 4 {
		counts := new(fresh())
		limit := new(10 + i)
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range *limit {
				(*counts)["n"] = n
			}
		}()
	}
	wg.Wait()
}
