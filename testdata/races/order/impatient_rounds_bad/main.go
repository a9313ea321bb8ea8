// race: yes

// Each round goes on when there is something else to do.
package main

import (
	"sync"
	"time"
)

func main() {
	seen := map[int]int{}
	var all sync.WaitGroup
	more := make(chan int, 20)
	for i := range 20 {
		more <- i
	}
	time.Sleep(time.Millisecond)
	for round := range 20 {
		done := make(chan struct{})
		all.Add(1)
		go func() {
			defer all.Done()
			defer close(done)
			for i := range 200 {
				seen[i] = round // want "GMC001"
			}
		}()
		select {
		case <-done:
		case <-more:
		}
	}
	all.Wait()
}
