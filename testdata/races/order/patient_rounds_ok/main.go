// race: no

// Each round waits for its goroutine, but not for ever.
package main

import (
	"sync"
	"time"
)

func main() {
	seen := map[int]int{}
	var all sync.WaitGroup
	for round := range 20 {
		done := make(chan struct{})
		all.Add(1)
		go func() {
			defer all.Done()
			defer close(done)
			for i := range 200 {
				seen[i] = round
			}
		}()
		select {
		case <-done:
		case <-time.After(time.Minute):
		}
	}
	all.Wait()
}
