// race: no

// Since Go 1.22 every iteration has a loop variable of its own: each goroutine gets another map.
package main

import "sync"

func main() {
	maps := []map[string]int{{}, {}, {}}
	var wg sync.WaitGroup
	for _, m := range maps {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				m["n"]++
			}
		}()
	}
	wg.Wait()
}
