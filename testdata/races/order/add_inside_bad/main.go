// race: yes

// Add is called by the goroutine itself: Wait may return before it starts.
package main

import (
	"sync"
	"time"
)

func load(name string) int {
	sizes := make(map[string]int)
	var wg sync.WaitGroup
	go func() {
		wg.Add(1) // want "GMC113"
		defer wg.Done()
		sizes[name] = len(name) // want?:fn "GMC00[12]" Add inside the goroutine still counts as joined by Wait
	}()
	wg.Wait()
	return sizes[name] // want?:fn "GMC00[12]" Add inside the goroutine still counts as joined by Wait
}

func main() {
	for range 50 {
		load("a")
	}
	time.Sleep(20 * time.Millisecond)
}
