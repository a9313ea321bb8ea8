// race: no

// In each round of a loop one goroutine fills a new table, and goes on to the next when it is done.
package main

import "sync"

var wg sync.WaitGroup

func inBackground(piece func(int)) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		for i := range 100 {
			piece(i)
		}
	}()
}

func main() {
	for range 3 {
		scores := map[int]int{}
		score := func(i int) {
			scores[i%10]++
		}
		inBackground(score)
	}
	wg.Wait()
}
