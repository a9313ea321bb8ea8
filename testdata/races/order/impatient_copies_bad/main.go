// race: yes

// Who starts the goroutines waits for all of them together, unless that takes too long.
package main

import (
	"sync"
	"time"
)

func main() {
	seen := map[int]int{}
	done := make(chan struct{})
	var all sync.WaitGroup
	all.Add(8)
	for n := range 8 {
		go func() {
			defer all.Done()
			for i := range 500 {
				seen[i] = n // want "GMC001"
			}
		}()
	}
	go func() {
		all.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
	}
}
