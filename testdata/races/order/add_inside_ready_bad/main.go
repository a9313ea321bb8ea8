// race: yes

// The other group only tells that the goroutine is there, not that it has called Add.
package main

import (
	"sync"
	"time"
)

func load(name string) int {
	sizes := make(map[string]int)
	var ready, done sync.WaitGroup
	ready.Add(1)
	go func() {
		ready.Done()
		time.Sleep(time.Millisecond)
		done.Add(1) // want "GMC113"
		defer done.Done()
		sizes[name] = len(name) // want?:fn "GMC00[12]" Add inside the goroutine still counts as joined by Wait
	}()
	ready.Wait()
	done.Wait()
	return sizes[name] // want?:fn "GMC00[12]" Add inside the goroutine still counts as joined by Wait
}

func main() {
	for range 5 {
		load("a")
	}
	time.Sleep(20 * time.Millisecond)
}
